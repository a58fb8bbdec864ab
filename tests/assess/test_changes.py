"""Changes between counts, held against fractions: what may be compared, by how much, and what the step is of."""

import math
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep
from tests.assess.given import shares
from tests.assess.made import (
    DECREASE,
    INCREASE,
    attendance,
    count,
    distribution,
    headcount,
    mean,
    median,
    response_rate,
    valueless,
)

from palnet import DefinitionError
from palnet.assess import Counted, Incomparable, change, newcombe
from palnet.model import CountedFrom, Kind, State
from palnet.period import Period

NUMBERS = ("points", "difference", "relative", "interval")
LEVELS = st.sampled_from([0.5, 0.8, 0.95, 0.99])


def sums(k, n, **given):
    """A ratio of two sums of answers."""
    return count(k, n, kind=Kind.RATIO, respondents=12, **given)


SORTS = {
    "a share of persons": (count, "points", Counted.PERSONS),
    "a response rate": (response_rate, "points", Counted.PERSONS),
    "an attendance": (attendance, "points", Counted.ATTENDANCES),
    "a headcount": (lambda k, _, **more: headcount(k, **more), "difference", Counted.PERSONS),
    "how many persons": (lambda k, n, **more: count(k, n, kind=Kind.COUNT, **more), "difference", Counted.PERSONS),
    "a mean": (mean, "difference", Counted.ANSWERS),
    "a ratio of sums": (sums, "difference", Counted.ANSWERS),
    "a median": (lambda k, _, **more: median({str(k): 12}, **more), "difference", Counted.ANSWERS),
}
each_sort = pytest.mark.parametrize("sort", SORTS)


def value(sort, k, n):
    return Fraction(k) if sort in ("a headcount", "how many persons", "a median") else Fraction(k, n)


@each_sort
@given(shares(), shares())
def test_the_step_is_told_in_points_or_as_a_difference_and_never_as_both(sort, now, before):
    make, named, counted = SORTS[sort]
    made = change(make(*now), make(*before))
    later, earlier = value(sort, *now), value(sort, *before)
    step = 100 * (later - earlier) if named == "points" else later - earlier
    (other,) = {"points", "difference"} - {named}
    assert getattr(made, named) == pytest.approx(float(step), rel=1e-15)
    assert math.copysign(1, getattr(made, named)) == (1 if step >= 0 else -1)
    assert getattr(made, other) is None
    assert made.counted is counted
    assert made.incomparable is None
    assert (made.now, made.before) == (make(*now), make(*before))
    if earlier == 0:
        assert made.relative is None
    else:
        assert made.relative == pytest.approx(float(100 * (later - earlier) / earlier), rel=1e-15)


def test_points_and_relative_change_are_two_things():
    made = change(count(33, 100), count(25, 100))
    assert (made.points, made.relative, made.difference) == (8, 32, None)
    made = change(headcount(150), headcount(120))
    assert (made.points, made.relative, made.difference) == (None, 25, 30)


@given(shares(), shares(), LEVELS)
def test_only_a_share_of_answers_has_an_interval(now, before, confidence):
    made = change(count(*now), count(*before), confidence)
    theirs = confint_proportions_2indep(*now, *before, method="newcomb", compare="diff", alpha=1 - confidence)
    assert (made.interval.lower, made.interval.upper) == pytest.approx(theirs, abs=1e-12)
    assert made.interval == newcombe(*now, *before, confidence)
    for sort in SORTS.keys() - {"a share of persons"}:
        make, _, _ = SORTS[sort]
        assert change(make(*now), make(*before), confidence).interval is None


def test_the_confidence_is_95_per_cent_unless_something_else_is_said():
    assert change(count(1, 2), count(1, 3)).interval == newcombe(1, 2, 1, 3, 0.95)


@each_sort
@given(shares(), shares(), LEVELS)
def test_the_way_back_is_the_way_there_turned_over(sort, now, before, confidence):
    make, named, _ = SORTS[sort]
    there = change(make(*now), make(*before), confidence)
    back = change(make(*before), make(*now), confidence)
    assert getattr(there, named) == -getattr(back, named)
    assert there.counted is back.counted
    if there.interval is not None:
        assert (there.interval.lower, there.interval.upper) == (-back.interval.upper, -back.interval.lower)
    if there.relative is not None and back.relative is not None:
        assert there.relative * back.relative <= 0


# What cannot be compared.

VERSIONS = st.integers(1, 5)


@given(VERSIONS, VERSIONS, st.sets(VERSIONS, max_size=2), st.sets(VERSIONS, max_size=2))
def test_another_version_compares_only_where_one_of_the_two_says_so(one, other, ones, others):
    now = count(1, 2, version=one, comparable_with=tuple(ones))
    before = count(1, 3, version=other, comparable_with=tuple(others))
    agree = one == other or other in ones or one in others
    for first, second in ((now, before), (before, now)):
        made = change(first, second)
        assert made.incomparable is (None if agree else Incomparable.OTHER_VERSION)
        assert (made.points is None) is not agree


def different():
    """What differs, the two, and why they do not compare."""
    plain = count(1, 2)
    for name, other, why in [
        ("another indicator", count(1, 2, indicator="j"), Incomparable.OTHER_INDICATOR),
        ("another kind", count(1, 2, kind=Kind.COUNT), Incomparable.OTHER_INDICATOR),
        ("counted from something else", response_rate(1, 2), Incomparable.OTHER_INDICATOR),
        ("another version", count(1, 2, version=2), Incomparable.OTHER_VERSION),
        ("a group of it", count(1, 2, strata={"group": "a"}), Incomparable.OTHER_STRATUM),
        ("hidden", valueless(State.SUPPRESSED), Incomparable.SUPPRESSED),
        *[
            (state, valueless(state), Incomparable.NO_VALUE)
            for state in State
            if "suppr" not in state and state != "value"
        ],
    ]:
        yield name, plain, other, why
    yield (
        "two groups",
        count(1, 2, strata={"group": "a"}),
        count(1, 2, strata={"group": "b"}),
        Incomparable.OTHER_STRATUM,
    )
    bars = distribution({"a": 2}, 2)
    yield "a distribution", bars, bars, Incomparable.DISTRIBUTION
    no_number = distribution({}, None, state=State.NO_ANSWERS)
    yield "a distribution without answers", bars, no_number, Incomparable.NO_VALUE


@pytest.mark.parametrize(("one", "other", "why"), [pytest.param(*rest, id=name) for name, *rest in different()])
def test_what_cannot_be_compared_says_why_and_gives_no_number(one, other, why):
    for now, before in ((one, other), (other, one)):
        made = change(now, before)
        assert made.incomparable is why
        assert made.counted is (Counted.ANSWERS if now.kind is Kind.MEDIAN else Counted.PERSONS)
        assert [getattr(made, name) for name in NUMBERS] == [None] * 4
        assert (made.now, made.before) == (now, before)


@each_sort
def test_what_the_numbers_are_of_is_told_even_where_they_do_not_compare(sort):
    make, _, counted = SORTS[sort]
    assert change(make(1, 2), make(1, 2, version=2)).counted is counted


def test_the_first_reason_is_told():
    """What the numbers are comes before whether there are any: a hidden number of something else is something else."""
    hidden = valueless(State.SUPPRESSED, indicator="j", version=2, strata={"group": "a"})
    reasons = []
    for field, same in [("indicator", "i"), ("version", 1), ("strata", ()), ("state", State.NO_ANSWERS)]:
        reasons.append(change(count(1, 2), hidden).incomparable)
        hidden = attrs.evolve(hidden, **{field: same})
    reasons.append(change(count(1, 2), hidden).incomparable)
    assert reasons == list(Incomparable)[:5]


def test_a_median_that_is_not_known_is_no_number():
    known = median({"1": 3})
    bare = count(None, 12, kind=Kind.MEDIAN)
    for now, before in ((known, bare), (bare, known)):
        made = change(now, before)
        assert made.incomparable is Incomparable.NO_VALUE
        assert [getattr(made, name) for name in NUMBERS] == [None] * 4
        assert (made.now, made.before, made.counted) == (now, before, Counted.ANSWERS)


def test_of_whom_a_number_is_does_not_hang_on_how_the_table_was_divided():
    plain = count(1, 2)
    total = count(1, 3, strata={"group": "total", "network": "total"})
    assert change(plain, total).incomparable is None
    one_way = count(1, 2, strata={"group": "a", "network": "n"})
    other_way = count(1, 3, strata={"network": "n", "group": "a"})
    assert change(one_way, other_way).incomparable is None
    assert change(one_way, count(1, 3, strata={"group": "a"})).incomparable is Incomparable.OTHER_STRATUM


def test_period_roster_direction_and_how_it_was_asked_do_not_hinder_a_comparison():
    now = count(1, 2, 50, period=Period.year(2023), better=INCREASE, minimum_denominator=3, level="group")
    before = count(1, 3, 90, period=Period.year(2022), better=DECREASE)
    assert change(now, before).incomparable is None


@pytest.mark.parametrize("confidence", [0, 1, math.nan, "0.95", Decimal("0.95"), None])
@pytest.mark.parametrize("before", [count(1, 2), valueless(State.SUPPRESSED)])
def test_a_confidence_that_is_none_is_refused_whatever_is_compared(confidence, before):
    with pytest.raises(DefinitionError) as raised:
        change(count(1, 2), before, confidence)
    ((path, keys),) = [(one.path, one.keys) for one in raised.value.problems]
    assert (path, keys) == ("change", ("confidence",))


def test_what_is_not_whole_has_no_interval():
    """A sum of answers may be no whole number; a share never is made of such."""
    made = change(mean(Decimal("2.5"), 2), mean(3, 2))
    assert made.difference == -0.25
    assert made.counted is Counted.ANSWERS
    assert made.now.origin.counted_from is CountedFrom.ANSWERS
