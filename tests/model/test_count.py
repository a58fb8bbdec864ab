"""A count: numbers that can be, what they come to, and several as one."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from statistics import median

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet import Count, CountedFrom, DataError, Direction, Kind, Missing, Origin, Period, State

ANSWERS = Origin(counted_from=CountedFrom.ANSWERS, definition="d", input="a", inputs=("survey",))
SIZES = st.integers(0, 50)


def made(k=None, n=None, kind=Kind.PROPORTION, **given):
    given = {"indicator": "i", "kind": kind, "origin": ANSWERS, **given}
    return Count(numerator=k, denominator=n, **given)


def faults(*numbers, **given):
    with pytest.raises(DataError) as raised:
        made(*numbers, **given)
    assert all(problem.path.startswith("i") and problem.text("nb") for problem in raised.value.problems)
    return [(problem.code, problem.keys) for problem in raised.value.problems]


NUMBERS = st.one_of(st.none(), st.integers(-2, 5), st.sampled_from([Decimal("1.5"), Decimal(2), Decimal("NaN"), True]))


def test_what_stood_there_and_what_should_is_said():
    for numbers, value, expected in (
        ({"kind": Kind.MEAN, "values": {"many": 1}}, "'many'", "Decimal"),
        ({"kind": Kind.MEDIAN, "values": {"x" * 100: 1}}, ("'" + "x" * 100)[:80], "Decimal"),
        ({"roster": "all"}, "'all'", "int"),
    ):
        with pytest.raises(DataError) as raised:
            made(1, 1, **numbers)
        assert [(one.value, one.expected) for one in raised.value.problems] == [(value, expected)]


@given(st.sampled_from(Kind), NUMBERS, NUMBERS, st.none() | st.integers(-1, 5), SIZES)
def test_a_count_has_numbers_that_can_be(kind, k, n, roster, empty):
    sums = kind.value in ("ratio", "mean")
    wrong = []
    for name, number in (("numerator", k), ("denominator", n), ("roster", roster)):
        if number is None:
            continue
        whole = type(number) is int
        if not whole and not (sums and name != "roster" and type(number) is Decimal and number.is_finite()):
            wrong.append(("PAL201", (name,)))
        elif number < 0 and not (kind.value == "mean" and name == "numerator"):
            wrong.append(("PAL311", (name,)))
    if not wrong:
        needed = {"count": (k,), "distribution": (n,), "median": (n,)}.get(kind.value, (k, n))
        if None in needed:
            wrong.append(("PAL309", ("state",)))
        elif kind.value in ("proportion", "count") and None not in (k, n) and k > n:
            wrong.append(("PAL324", ("numerator",)))
        if n == 0:
            wrong.append(("PAL330", ("denominator",)))
        if n is not None and roster is not None and int(n) + empty > roster:
            wrong.append(("PAL346", ("roster",)))
    given = {"kind": kind, "roster": roster, "missing": {Missing.NOT_ANSWERED: empty}}
    if wrong:
        assert faults(k, n, **given) == wrong
    else:
        assert made(k, n, **given).missing_total == empty


@pytest.mark.parametrize("kind", [Kind.PROPORTION, Kind.COUNT])
def test_no_more_are_counted_than_there_are(kind):
    assert faults(3, 2, kind=kind) == [("PAL324", ("numerator",))]
    assert made(3, 2, kind=Kind.RATIO).value == made(3, 2, kind=Kind.MEAN).value == Fraction(3, 2)


@given(st.sampled_from([state for state in State if state is not State.VALUE]), SIZES, SIZES)
def test_only_a_value_has_numbers(state, k, n):
    assert faults(k, n + 1, state=state) == [("PAL315", ("numerator",)), ("PAL315", ("denominator",))]
    assert faults(kind=Kind.DISTRIBUTION, state=state, values={"a": 1}) == [("PAL315", ("values",))]
    none = made(state=state)
    assert (none.value, none.share_of("a"), none.answered, none.people) == (None, None, 0, 0)


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("base_unknown", -1, ("PAL311", ("base_unknown",))),
        ("taken_as_no", 1.5, ("PAL201", ("taken_as_no",))),
        ("respondents", "3", ("PAL201", ("respondents",))),
        ("missing", {Missing.DONT_KNOW: -1}, ("PAL311", ("missing", "dont-know"))),
        ("missing", {"dont-know": 1}, ("PAL201", ("missing",))),
        ("values", {"a": -1}, ("PAL311", ("values", "a"))),
        ("values", {"a": Decimal(1)}, ("PAL201", ("values", "a"))),
        ("values", {"a": 6}, ("PAL324", ("values", "a"))),
    ],
)
def test_every_other_number_is_looked_at_too(field, value, fault):
    assert faults(None, 5, kind=Kind.DISTRIBUTION, **{field: value}) == [fault]


@pytest.mark.parametrize("code", ["ja", "NaN", "Infinity", ""])
@pytest.mark.parametrize("kind", [Kind.MEAN, Kind.MEDIAN])
def test_what_is_averaged_is_a_number(code, kind):
    assert faults(1, 1, kind=kind, values={code: 1}) == [("PAL201", ("values",))]


def test_all_that_is_wrong_is_told_at_once_with_indicator_and_stratum():
    with pytest.raises(DataError) as raised:
        made(-1, -2, roster=-3, strata={"group": "nes", "sector": "hospital"})
    assert [problem.keys for problem in raised.value.problems] == [("numerator",), ("denominator",), ("roster",)]
    assert {problem.path for problem in raised.value.problems} == {"i (group nes, sector hospital)"}
    (problem,) = _problems(made, 3, 4, roster=3)
    assert dict(problem.params) == {"answered": 4, "roster": 3, "stratum": "i"}


def _problems(call, *given, **named):
    with pytest.raises(DataError) as raised:
        call(*given, **named)
    return raised.value.problems


@given(SIZES, SIZES)
def test_a_share_is_exact(k, more):
    one = made(k, k + more + 1)
    assert one.value == Fraction(k, k + more + 1)
    assert made(k, kind=Kind.COUNT).value == made(k, k + more + 1, kind=Kind.COUNT).value == k
    assert (one.answered, one.name) == (k + more + 1, "i")
    assert made(2 * k, k + 1, kind=Kind.RATIO, respondents=4).answered == 4


@given(st.lists(st.decimals(-100, 100, places=1), min_size=1, max_size=15))
def test_a_median_is_the_middle_or_half_way_between_the_two(numbers):
    values = {str(number): many for number, many in Counter(map(Fraction, numbers)).items()}
    values = {
        str(Decimal(Fraction(code).numerator) / Decimal(Fraction(code).denominator)): many
        for code, many in values.items()
    }
    assert made(n=len(numbers), kind=Kind.MEDIAN, values=values).value == median(map(Fraction, numbers))


def test_a_median_of_which_only_the_middle_is_shown_is_that_and_one_with_a_hidden_number_is_not_known():
    assert made(n=12, kind=Kind.MEDIAN, values={"2.5": None}).value == Fraction(5, 2)
    assert made(n=12, kind=Kind.MEDIAN, values={"2.5": None, "3": 4}).value is None
    assert made(n=12, kind=Kind.MEDIAN).value is None


def test_a_share_of_a_distribution_is_of_those_who_answered():
    spread = made(n=8, kind=Kind.DISTRIBUTION, values={"a": 6, "b": None})
    assert (spread.share_of("a"), spread.share_of("b"), spread.share_of("c"), spread.value) == (
        Fraction(3, 4),
        None,
        None,
        None,
    )


def test_who_gave_no_answer_is_told_by_the_reason():
    one = made(1, 2, missing={Missing.NOT_ANSWERED: 3, Missing.DONT_KNOW: 4})
    assert (one.missing_for(Missing.DONT_KNOW), one.missing_for(Missing.NOT_SHOWN), one.missing_total, one.people) == (
        4,
        0,
        7,
        9,
    )
    assert one == made(1, 2, missing=((Missing.NOT_ANSWERED, 3), (Missing.DONT_KNOW, 4)))


def test_attendances_and_headcounts_are_nobodys_answers():
    met = attrs.evolve(ANSWERS, counted_from=CountedFrom.ATTENDANCE)
    assert made(30, 40, kind=Kind.RATIO, origin=met, roster=10).answered == 0


PARTS = st.lists(
    st.builds(
        lambda k, more, empty, roster: made(
            k,
            k + more + 1,
            missing={Missing.NOT_ANSWERED: empty} if empty else {},
            base_unknown=empty,
            roster=None if roster is None else k + more + 1 + empty + roster,
            taken_as_no=more,
        ),
        SIZES,
        SIZES,
        SIZES,
        st.none() | SIZES,
    ),
    min_size=1,
    max_size=5,
)


@given(PARTS, st.sampled_from([None, State.NO_ANSWERS, State.EMPTY_BASE, State.NOT_ASKED, State.NOT_MEASURED]), SIZES)
def test_several_are_the_sums_and_what_was_not_asked_is_left_out(parts, other, roster):
    beside = [] if other is None else [made(state=other, roster=roster, missing={Missing.DONT_KNOW: 2})]
    whole = Count.together([*beside, *parts])
    assert (whole.numerator, whole.denominator) == (sum(p.numerator for p in parts), sum(p.denominator for p in parts))
    assert (whole.state, whole.level, whole.strata) == (State.VALUE, "total", ())
    asked = other in (State.NO_ANSWERS, State.EMPTY_BASE)
    assert whole.missing_for(Missing.NOT_ANSWERED) == sum(p.missing_total for p in parts)
    assert whole.missing_for(Missing.DONT_KNOW) == (2 if asked else 0)
    assert (whole.base_unknown, whole.taken_as_no) == (
        sum(p.base_unknown for p in parts),
        sum(p.taken_as_no for p in parts),
    )
    rosters = [p.roster for p in parts] + ([roster] if asked else [])
    assert whole.roster == (None if None in rosters else sum(rosters))


@given(st.lists(st.sampled_from([state for state in State if state is not State.VALUE]), min_size=1, max_size=4))
def test_of_no_values_the_state_that_says_most_remains(states):
    order = ["suppressed", "no-answers", "empty-base", "not-measured", "not-asked"]
    whole = Count.together([made(state=state) for state in states])
    assert whole.state.value == min((state.value for state in states), key=order.index)
    assert whole.value is None


def test_what_is_hidden_of_a_part_is_hidden_of_the_whole():
    hidden = made(state=State.SUPPRESSED, base_unknown=None, roster=20)
    whole = Count.together([made(3, 9, roster=10, missing={Missing.DONT_KNOW: 1}), hidden])
    assert (whole.state, whole.numerator, whole.missing, whole.base_unknown, whole.roster) == (
        State.SUPPRESSED,
        None,
        (),
        None,
        30,
    )
    spread = [
        made(n=9, kind=Kind.DISTRIBUTION, values=values) for values in ({"a": 5, "b": None}, {"a": 4, "b": 5, "c": 0})
    ]
    assert Count.together(spread).values == (("a", 9), ("b", None), ("c", 0))
    medians = [made(n=9, kind=Kind.MEDIAN, values=values) for values in ({"2": None}, {"3": 9})]
    assert Count.together(medians).state is State.SUPPRESSED
    assert Count.together(medians[:1]) == medians[0]
    means = [made(9, 9, kind=Kind.MEAN, values=values) for values in ({}, {"1": 9})]
    assert (Count.together(means).value, Count.together(means).values) == (1, ())
    means = [
        made(18, 9, kind=Kind.MEAN, values={"10": 1, "1": 8}),
        made(9, 9, kind=Kind.MEAN, values={"1": 7, "2": 1, "0": 1}),
    ]
    assert Count.together(means).values == (("0", 1), ("1", 15), ("2", 1), ("10", 1))


def test_several_ratios_are_one_of_all_their_respondents():
    parts = [made(Decimal("1.5"), 3, kind=Kind.RATIO, respondents=2), made(1, 2, kind=Kind.RATIO, respondents=5)]
    whole = Count.together(parts)
    assert (whole.numerator, whole.denominator, whole.respondents, whole.value) == (
        Decimal("2.5"),
        5,
        7,
        Fraction(1, 2),
    )


def test_a_whole_says_where_all_its_parts_come_from_and_that_one_was_made_up():
    first = attrs.evolve(ANSWERS, inputs=("survey", "roster"))
    other = attrs.evolve(ANSWERS, input="b", inputs=("survey", "other"), synthetic=True)
    whole = Count.together([made(1, 2, origin=first), made(1, 2, origin=other)])
    assert (whole.origin.inputs, whole.origin.synthetic, whole.origin.definition) == (
        ("survey", "roster", "other"),
        True,
        "d",
    )
    turned = Count.together([made(1, 2, origin=other), made(1, 2, origin=first)]).origin
    assert (turned.input, turned.synthetic) == (whole.origin.input, True)
    changed = [made(1, 2, origin=attrs.evolve(ANSWERS, definition=name)) for name in "de"]
    assert Count.together(changed).origin.definition not in ("d", "e")
    assert whole.origin.input not in ("a", "b")
    assert Count.together([made(1, 2), made(1, 3)]).origin == ANSWERS


def test_a_whole_says_of_itself_what_it_is_told():
    years = [made(1, 2, period=Period.year(year), better=Direction.INCREASE) for year in (2022, 2023)]
    assert Count.together(years).period is None
    assert Count.together(years[:1] * 2).period == Period.year(2022)
    whole = Count.together(years, level="network", strata={"network": "n"}, period=Period.years(2022, 2023))
    assert (whole.level, whole.strata, whole.period) == ("network", (("network", "n"),), Period.years(2022, 2023))
    assert (whole.name, whole.better) == ("i (network n)", Direction.INCREASE)


@pytest.mark.parametrize(
    "other",
    [
        made(1, 2, indicator="j"),
        made(1, 2, version=2),
        made(1, kind=Kind.COUNT),
    ],
)
def test_only_what_is_defined_alike_can_be_added(other):
    (problem,) = _problems(Count.together, [made(1, 2), other])
    assert (problem.code, problem.path) == ("PAL348", "Count.together")
    (nothing,) = _problems(Count.together, [])
    assert (nothing.code, nothing.path) == ("PAL312", "Count.together")
