"""What a policy lets through: nothing small, nothing that can be had back, and everything that is no answer."""

import csv
import io
import json
import re
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from itertools import permutations, product

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.assess.made import (
    INCREASE,
    at_least,
    attendance,
    count,
    distribution,
    going,
    headcount,
    mean,
    median,
    response_rate,
    valueless,
)

from palnet import DefinitionError
from palnet.assess import change, verdict
from palnet.counting.counts import Counts
from palnet.model import Count, Kind, Missing, Policy, State

STANDARD = Policy.standard()
REASONS = (Missing.NOT_ANSWERED, Missing.DONT_KNOW, Missing.NOT_ASKED)
SMALL = st.integers(0, 6) | st.just(0)


@st.composite
def policies(draw):
    named = Policy(name="a", minimum_denominator=draw(st.integers(0, 14)), minimum_count=draw(st.integers(0, 7)))
    return draw(st.sampled_from([STANDARD, named, named, named]))


@st.composite
def parts(draw, n, several=False):
    """How many gave each answer: one each, or several."""
    codes = "abcde"[: draw(st.integers(1, 5))]
    if several:
        return {code: draw(st.integers(0, n)) for code in codes}
    edges = sorted(draw(st.lists(st.integers(0, n), min_size=len(codes) - 1, max_size=len(codes) - 1)))
    return {code: high - low for code, low, high in zip(codes, [0, *edges], [*edges, n], strict=True)}


@st.composite
def counts(draw):
    """Counts of answers: of every kind and state, with everything that a count can know, small more often than not."""
    kind = draw(st.sampled_from(Kind))
    n = draw(st.integers(1, 40))
    missing = {reason: draw(SMALL) for reason in REASONS if draw(st.booleans())}
    said = {"kind": kind, "missing": missing, "base_unknown": draw(SMALL), "roster": draw(st.none() | st.just(99))}
    state = draw(st.sampled_from([State.VALUE] * 9 + [one for one in State if one is not State.VALUE]))
    if state is not State.VALUE:
        more = said if state in (State.NO_ANSWERS, State.EMPTY_BASE) else {"kind": kind}
        return valueless(state, **{**more, "roster": draw(st.sampled_from([None, 0, 99]))} if not missing else more)
    if kind is Kind.RATIO:
        above, below = draw(st.integers(0, 40)), draw(st.integers(1, 40))
        return count(above, below, respondents=n, **said)
    if kind is Kind.DISTRIBUTION:
        several = draw(st.booleans())
        return distribution(draw(parts(n, several)), n, **{name: one for name, one in said.items() if name != "kind"})
    if kind in (Kind.MEAN, Kind.MEDIAN):
        given = draw(parts(n))
        values = {str(value): number for value, number in enumerate(given.values(), 1) if number}
        total = sum(int(value) * number for value, number in values.items())
        return count(total if kind is Kind.MEAN else None, n, values=values, **said)
    k = draw(st.integers(0, n))
    return count(k, n, taken_as_no=draw(st.integers(0, n - k)), **said)


def persons(one):
    """All that a count says of how many persons did, said or are something, and of how many did not."""
    n = one.denominator if one.respondents is None else one.respondents
    yield from (("n", number) for number in (n,) if number is not None)
    if one.kind in (Kind.PROPORTION, Kind.COUNT, Kind.RATIO) and one.numerator is not None:
        left = one.denominator - one.numerator
        yield from (("k", one.numerator), ("k", one.denominator))
        yield from (("left", left) for _ in range(left >= 0))
        if one.taken_as_no:
            yield from (("k", one.taken_as_no), ("k", left - one.taken_as_no))
    if one.kind is Kind.DISTRIBUTION:
        for _, number in one.values:
            yield from (("k", number), ("k", n - number)) if number is not None else ()
    yield from (("some", number) for _, number in one.missing if number is not None)
    yield from (("some", number) for number in (one.base_unknown, one.taken_as_no) if number is not None)


@given(counts(), policies())
def test_nothing_small_is_shown_in_any_field(one, policy):
    shown = policy.protect(one)
    for what, number in persons(shown):
        if what == "n":
            assert number >= policy.minimum_denominator
        elif what == "some":
            assert number == 0 or number >= policy.minimum_count
        else:
            assert number >= policy.minimum_count
    if shown.state is not State.VALUE and policy.hides:
        assert not any(number for _, number in persons(shown))


@given(counts(), policies())
def test_what_is_shown_is_true(one, policy):
    shown = policy.protect(one)
    assert shown.state in (one.state, State.SUPPRESSED)
    for field in attrs.fields_dict(Count):
        now, before = getattr(shown, field), getattr(one, field)
        if field in ("missing", "values") and one.kind is not Kind.MEDIAN:
            assert {pair for pair in now if pair[1] is not None} <= {*before}
        elif field not in ("state", "values", "missing"):
            assert now == before or (now is None and shown is not one)
    if shown.state is State.VALUE:
        assert shown.value == one.value
    for field in ("indicator", "kind", "version", "period", "strata", "level", "roster", "origin"):
        assert getattr(shown, field) == getattr(one, field)


def hidden(one):
    """What of it is hidden, as names."""
    if one.kind is Kind.MEDIAN:
        one = attrs.evolve(one, values=())
    gone = {"state"} if one.state is State.SUPPRESSED else set()
    for field in ("numerator", "denominator", "respondents", "base_unknown", "taken_as_no"):
        gone |= {field} if getattr(one, field) is None else set()
    for field in ("missing", "values"):
        gone |= {(field, name) for name, number in getattr(one, field) if number is None}
    gone |= {(field, name) for field, names in NAMES.items() for name in names} if "state" in gone else set()
    return gone


NAMES = {"missing": tuple(Missing), "values": tuple("abcde")}


@given(counts(), st.tuples(*[st.integers(0, 12)] * 4))
def test_a_stricter_policy_hides_at_least_as_much(one, limits):
    loose, strict = (
        Policy(name="a", minimum_denominator=n, minimum_count=k)
        for n, k in zip(sorted(limits[:2]), sorted(limits[2:]), strict=True)
    )
    assert hidden(loose.protect(one)) <= hidden(strict.protect(one)) | hidden(one)


@given(counts(), policies())
@example(distribution({"a": 2, "b": 20, "c": 20, "d": 30}, 72), STANDARD)
def test_hiding_twice_is_hiding_once(one, policy):
    shown = policy.protect(one)
    assert policy.protect(shown) == shown


@given(counts(), st.integers(0, 3))
def test_a_policy_after_a_laxer_one_leaves_nothing_small(one, laxer):
    lax = Policy(name="a", minimum_denominator=0, minimum_count=laxer)
    after = STANDARD.protect(lax.protect(one))
    if one.kind not in (Kind.MEAN, Kind.DISTRIBUTION):
        # Of these the laxer one has taken away what the stricter would go by.
        assert hidden(after) >= hidden(STANDARD.protect(one)) - {"taken_as_no"}
    for what, number in persons(after):
        assert number >= (10 if what == "n" else 5) or (what == "some" and number == 0)


# What the standard policy does, number by number.


@pytest.mark.parametrize(
    ("k", "n", "shown"),
    [(5, 10, True), (4, 10, False), (6, 10, False), (5, 9, False), (0, 40, False), (40, 40, False), (4, 40, False),
     (5, 40, True), (35, 40, True), (36, 40, False), (20, 40, True)],
)  # fmt: skip
def test_no_share_of_few_and_none_that_leaves_few(k, n, shown):
    for kind in (Kind.PROPORTION, Kind.COUNT):
        one = count(k, n, 77, kind=kind)
        if shown:
            assert STANDARD.protect(one) == one
        else:
            gone = attrs.evolve(
                one, state=State.SUPPRESSED, numerator=None, denominator=None, base_unknown=None, taken_as_no=None
            )
            assert STANDARD.protect(one) == gone == STANDARD.hide(one)


def test_a_ratio_is_of_so_many_respondents_and_its_sums_are_no_fewer():
    def ratio(above, below, respondents):
        return STANDARD.protect(count(above, below, kind=Kind.RATIO, respondents=respondents)).state is State.VALUE

    assert ratio(30, 60, 10)
    assert not ratio(30, 60, 9)
    assert not ratio(4, 60, 10)
    assert ratio(5, 60, 10)
    assert not ratio(56, 60, 10)
    assert ratio(55, 60, 10)
    assert not ratio(60, 60, 10)
    assert ratio(61, 60, 10)  # a ratio may be above one: nobody is left over
    assert not ratio(61, 4, 10)
    assert STANDARD.protect(count(30, 60, kind=Kind.RATIO, respondents=9)).respondents is None


def test_small_numbers_of_the_missing_are_hidden_all_together():
    def missing(**given):
        return dict(STANDARD.protect(count(20, 40, missing={Missing[name]: n for name, n in given.items()})).missing)

    assert missing(NOT_ANSWERED=5, DONT_KNOW=9) == {Missing.NOT_ANSWERED: 5, Missing.DONT_KNOW: 9}
    assert missing(NOT_ANSWERED=5, DONT_KNOW=0) == {Missing.NOT_ANSWERED: 5, Missing.DONT_KNOW: 0}
    assert missing(NOT_ANSWERED=5, DONT_KNOW=1) == dict.fromkeys(Missing)
    assert missing(NOT_ANSWERED=4) == dict.fromkeys(Missing)
    assert missing() == {}
    assert STANDARD.protect(count(20, 40, base_unknown=4)).base_unknown is None
    assert STANDARD.protect(count(20, 40, base_unknown=5)).base_unknown == 5
    assert STANDARD.protect(count(20, 40, base_unknown=0)).base_unknown == 0


def test_who_is_taken_as_a_no_tells_nothing_of_who_said_no():
    def taken(number):
        return STANDARD.protect(count(20, 40, taken_as_no=number)).taken_as_no

    assert taken(0) == 0
    assert [taken(number) for number in (1, 4, 16, 19, 20)] == [None] * 5
    assert [taken(number) for number in (5, 15)] == [5, 15]


@pytest.mark.parametrize("kind", Kind)
def test_that_nobody_answered_is_told_only_where_nobody_was_waited_for(kind):
    """Elsewhere it tells of each of them: that all left it empty, or did not know."""
    told = [
        valueless(State.NO_ANSWERS, kind=kind),
        valueless(State.NO_ANSWERS, kind=kind, base_unknown=0),
        valueless(State.NO_ANSWERS, kind=kind, missing={Missing.DONT_KNOW: 0}, roster=8),
        valueless(State.EMPTY_BASE, kind=kind, roster=0),
        valueless(State.NOT_ASKED, kind=kind),
        valueless(State.NOT_MEASURED, kind=kind),
    ]
    for one in told:
        assert STANDARD.protect(one) == one
    for one in (
        valueless(State.NO_ANSWERS, kind=kind, missing={Missing.DONT_KNOW: 3}),
        valueless(State.NO_ANSWERS, kind=kind, base_unknown=1),
        valueless(State.EMPTY_BASE, kind=kind),
        valueless(State.EMPTY_BASE, kind=kind, roster=8),
        valueless(State.EMPTY_BASE, kind=kind, roster=0, base_unknown=1),
        valueless(State.EMPTY_BASE, kind=kind, roster=0, missing={Missing.DONT_KNOW: 1}),
    ):
        shown = STANDARD.protect(one)
        assert (shown.state, shown.missing, shown.base_unknown) == (State.SUPPRESSED, (), None)


# Distributions.


def bars(one):
    return tuple(number for _, number in one.values)


def shown_bars(sizes, n, policy=STANDARD):
    return bars(policy.protect(distribution(dict(zip("abcdefgh", sizes, strict=False)), n)))


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((20, 20, 32), (20, 20, 32)),
        ((2, 20, 20, 30), (None, None, None, 30)),  # the next smallest, and all that are as small
        ((2, 19, 20, 31), (None, None, 20, 31)),
        ((2, 4, 20, 46), (None, None, 20, 46)),  # two that differ, and five together
        ((1, 2, 20, 49), (None, None, None, 49)),
        ((3, 3, 20, 46), (None, None, None, 46)),  # of two that are alike everybody knows which is which
        ((4, 4, 4, 20, 40), (None, None, None, None, 40)),
        ((0, 0, 30, 42), (None, None, None, 42)),
        ((0, 5, 27, 40), (None, None, 27, 40)),
        ((5, 27, 40), (5, 27, 40)),
        ((67, 5), (67, 5)),
        ((68, 4), ()),  # both are hidden, so all of it is
        ((68, 2, 2), ()),
        ((72, 0, 0), ()),
        ((3, 3, 66), ()),
    ],
)
def test_the_bars_of_one_answer_each(sizes, shown):
    assert shown_bars(sizes, 72) == shown
    protected = STANDARD.protect(distribution(dict(zip("abcdefgh", sizes, strict=False)), 72))
    assert (protected.state is State.SUPPRESSED) == (shown == ())
    assert protected.denominator == (72 if shown else None)


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((2, 50, 60), (None, 50, 60)),  # the others come to more than 72: they leave nothing to tell of the first
        ((70, 50, 60), (None, 50, 60)),
        ((2, 30, 42), (None, None, 42)),  # each of 72 gave an answer
        ((2, 30, 43), (None, 30, 43)),
        ((2, 30, 41), (None, None, 41)),
        ((2, 70, 71), ()),
        ((2, 3, 30, 41), (None, None, None, 41)),  # the others leave one of the 72, so they tell
        ((36, 36, 60), (36, 36, 60)),
    ],
)
def test_the_bars_of_several_answers_each(sizes, shown):
    assert shown_bars(sizes, 72) == shown


def told(sizes, n, policy):
    shown = policy.protect(distribution(dict(zip("abcdefgh", sizes, strict=False)), n))
    return bars(shown) if shown.state is State.VALUE else None


@pytest.mark.parametrize(("most", "many", "several"), [(12, 3, False), (11, 4, False), (6, 3, True)])
@pytest.mark.parametrize("least", [1, 2, 3, 4])
def test_who_knows_the_rule_and_all_other_bars_can_still_not_tell_a_hidden_one(least, most, many, several):
    """Every distribution there is, put together with all that look the same: no hidden bar is the same in them all."""
    policy = Policy(name="a", minimum_denominator=0, minimum_count=least)
    pictures = 0
    for n in range(1, most + 1):
        looks = defaultdict(list)
        for sizes in product(range(n + 1), repeat=many):
            if sum(sizes) == n or (several and sum(sizes) > n):
                looks[told(sizes, n, policy)].append(sizes)
        looks.pop(None, None)
        for picture, possible in looks.items():
            for position, shown in enumerate(picture):
                values = {sizes[position] for sizes in possible}
                assert values == {shown} if shown is not None else len(values) > 1, (n, picture, possible)
            pictures += None in picture
    assert pictures or most <= 2 * least


@given(st.lists(st.integers(0, 30), min_size=2, max_size=6), st.integers(0, 20), st.randoms())
def test_exchanging_the_hidden_bars_changes_nothing_that_is_seen(sizes, more, random):
    n = max(sum(sizes) - more, *sizes, 1)
    seen = told(sizes, n, STANDARD)
    if seen is None:
        return
    places = [place for place, number in enumerate(seen) if number is None]
    mixed = random.sample(places, len(places))
    exchanged = list(sizes)
    for place, other in zip(places, mixed, strict=True):
        exchanged[place] = sizes[other]
    assert told(exchanged, n, STANDARD) == seen
    if places and sum(number or 0 for number in seen) <= n:
        assert len({sizes[place] for place in places}) > 1
        assert n - sum(number or 0 for number in seen) >= 5


def test_the_order_of_the_answers_does_not_matter():
    for sizes in permutations((2, 19, 20, 31)):
        assert sorted(number or 0 for number in shown_bars(sizes, 72)) == [0, 0, 20, 31]


def test_what_one_policy_has_hidden_another_reckons_with():
    """Of 72 a bar of 2 and one of 19 are hidden already; a stricter policy hides 8 and 9 beside them, and no more."""
    once = Policy(name="a", minimum_denominator=0, minimum_count=3).protect(
        distribution({"a": 1, "b": 7, "c": 8, "d": 26, "e": 30}, 72)
    )
    assert bars(once) == (None, None, 8, 26, 30)
    twice = Policy(name="b", minimum_denominator=0, minimum_count=9).protect(once)
    assert bars(twice) == (None, None, None, 26, 30)
    gone = Policy(name="c", minimum_denominator=0, minimum_count=17).protect(
        distribution({"a": None, "b": 16, "c": 56}, 72)
    )
    assert gone.state is State.SUPPRESSED


def test_a_distribution_without_bars_shows_nothing():
    assert STANDARD.protect(distribution({}, 40)).state is State.SUPPRESSED


# Means and medians.


def test_a_mean_keeps_no_answers():
    one = mean(57, 20, values={"1": 5, "2": 5, "3": 3, "4": 2, "6": 5})
    shown = STANDARD.protect(one)
    assert shown == attrs.evolve(one, values=())
    assert shown.value == Fraction(57, 20)


@pytest.mark.parametrize(
    ("values", "shown"), [({"5": 16, "4": 4}, False), ({"5": 15, "4": 5}, True), ({"5": 20}, False)]
)
def test_a_mean_is_hidden_where_nearly_everybody_gave_the_same_answer(values, shown):
    one = mean(sum(int(value) * number for value, number in values.items()), 20, values=values)
    assert (STANDARD.protect(one).state is State.VALUE) is shown


def test_a_mean_without_its_answers_goes_by_how_many_gave_one():
    policy = Policy(name="a", minimum_denominator=0, minimum_count=5)
    assert policy.protect(mean(15, 5)).state is State.VALUE
    assert policy.protect(mean(15, 4)).state is State.SUPPRESSED
    assert policy.protect(mean(15, 10, values={"1": None, "2": 5})).state is State.VALUE
    assert policy.protect(mean(15, 10, values={"1": None, "2": 6})).state is State.SUPPRESSED


def test_a_number_of_so_many_is_hidden_where_it_is_not_known_of_how_many():
    policy = Policy(name="a", minimum_denominator=0, minimum_count=5)
    assert policy.protect(count(30, None, kind=Kind.COUNT)).state is State.SUPPRESSED
    assert STANDARD.protect(count(30, None, kind=Kind.COUNT)).state is State.SUPPRESSED


def test_a_median_keeps_only_what_it_comes_to():
    for values, middle in [
        ({"1": 6, "4": 6}, "2.5"),
        ({"1": 5, "3": 2, "4": 6}, "3"),
        ({"0.5": 12}, "0.5"),
        ({"100": 12}, "100"),
    ]:
        one = median(values)
        shown = STANDARD.protect(one)
        assert shown == attrs.evolve(one, values={middle: None})
        assert shown.value == one.value == Fraction(middle)
    assert STANDARD.protect(median({"3": 9})).state is State.SUPPRESSED
    assert STANDARD.protect(count(None, 12, kind=Kind.MEDIAN)).values == ()


# What is no answer.


@given(st.integers(0, 30), st.integers(1, 30))
def test_the_response_rate_attendance_and_headcounts_are_shown_however_small(k, n):
    k = min(k, n)
    for one in (response_rate(k, n, base_unknown=1), attendance(k, n), headcount(k)):
        assert STANDARD.protect(one) == one


@given(counts())
def test_off_hides_nothing_and_says_so(one):
    off = Policy.off()
    assert off.protect(one) == one
    assert not off.hides
    assert (off.name, off.minimum_denominator, off.minimum_count) == ("off", 0, 0)
    made = Counts([one])
    assert json.loads(made.to_json(off))["policy"] == "off"
    assert "policy: off" in Counts([one], policy=off)._repr_html_()
    assert json.loads(made.to_json())["policy"] == "standard"
    assert "policy: standard" in made._repr_html_()


def test_either_limit_alone_hides():
    few, small = Policy(name="a", minimum_count=0), Policy(name="a", minimum_denominator=0)
    assert few.hides
    assert small.hides
    assert few.protect(count(0, 9)).state is State.SUPPRESSED
    assert few.protect(count(0, 10)).state is State.VALUE
    assert small.protect(count(4, 8)).state is State.SUPPRESSED
    assert Policy(name="a", minimum_denominator=0, minimum_count=4).protect(count(4, 8)).state is State.VALUE


# What leaves memory.


def numbers_in(rows):
    """Of each row of a table, what it says of persons."""
    for row in rows:
        cells = {name: int(cell) for name, cell in row.items() if cell not in (None, "") and str(cell).isdigit()}
        yield row, cells


def check(rows):
    for row, cells in numbers_in(rows):
        assert cells.get("denominator", 10) >= 10 or row["indicator"] == "ratio"
        assert not [name for name in cells if name.startswith("missing_") and 0 < cells[name] < 5]
        assert cells.get("base_unknown", 0) not in range(1, 5)
        if row["state"] != "value":
            assert cells.keys() <= {"version", "denominator", "roster", *(n for n in cells if cells[n] == 0)} | (
                {name for name in cells if name.startswith("missing_") or name == "base_unknown"}
            )
            assert "numerator" not in cells
        elif "numerator" in cells and row["indicator"] != "mean":
            k, n = cells["numerator"], cells["denominator"]
            assert k >= 5
            assert n - k >= 5 or k > n


@given(st.lists(counts(), max_size=6))
def test_no_table_that_leaves_memory_has_anything_small(made):
    named = [attrs.evolve(one, indicator=one.kind.value) for one in made]
    table = Counts(named)
    check(csv.DictReader(io.StringIO(table.to_csv())))
    check(json.loads(table.to_json())["counts"])
    check(table.protected().rows())
    page = table._repr_html_()
    head = re.findall(r"<th>(.*?)</th>", page)
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in re.findall(r"<tr>(<td>.*?)</tr>", page)]
    check(dict(zip(head, cells, strict=True)) for cells in rows)


def test_a_hidden_number_of_the_missing_is_no_nought():
    (row,) = Counts([count(20, 40, missing={Missing.NOT_ANSWERED: 2}, base_unknown=1)]).protected().rows()
    assert {row[f"missing_{reason.name.lower()}"] for reason in Missing} == {None}
    assert row["base_unknown"] is None
    assert (row["numerator"], row["denominator"]) == (20, 40)


@given(counts(), st.integers(0, 100))
def test_a_sentence_tells_no_more_than_the_count(one, percent):
    shown = attrs.evolve(STANDARD.protect(one), indicator="i")
    says = [change(shown, shown).explain(lang) for lang in ("nb", "en")]
    if shown.kind is Kind.PROPORTION:
        says += [verdict(shown, at_least(percent)).explain(lang) for lang in ("nb", "en")]
        says += [verdict(shown, going(INCREASE), shown).explain(lang) for lang in ("nb", "en")]
    for text in says:
        if shown.state is not State.VALUE:
            assert not re.search(r"\d", text)
        for k, n in re.findall(r"(\d+) (?:av|of) (\d+)", text):
            assert 5 <= int(k) <= int(n) - 5


# Sums of what is shown.


def test_what_is_hidden_of_a_part_is_hidden_of_the_sum():
    part = STANDARD.protect(count(20, 40, missing={Missing.DONT_KNOW: 2}, base_unknown=1, taken_as_no=2))
    other = count(20, 40, missing={Missing.DONT_KNOW: 9}, base_unknown=9, taken_as_no=9)
    whole = Count.together([part, other])
    assert (whole.missing_for(Missing.DONT_KNOW), whole.base_unknown, whole.taken_as_no) == (None, None, None)
    assert (whole.numerator, whole.missing_total, whole.people) == (40, None, 80)
    both = Count.together([other, other])
    assert (both.missing_for(Missing.DONT_KNOW), both.base_unknown, both.taken_as_no) == (18, 18, 18)
    assert Count.together([STANDARD.hide(part), other]).taken_as_no is None


# Policies themselves.


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"minimum_count": -1}, [("PAL311", "minimum_count")]),
        ({"minimum_denominator": -1}, [("PAL311", "minimum_denominator")]),
        ({"minimum_denominator": 2.0}, [("PAL201", "minimum_denominator")]),
        ({"minimum_count": True}, [("PAL201", "minimum_count")]),
        (
            {"minimum_count": "5", "minimum_denominator": 1.0},
            [("PAL201", "minimum_denominator"), ("PAL201", "minimum_count")],
        ),
        ({"name": ""}, [("PAL304", "name")]),
        ({"name": " "}, [("PAL304", "name")]),
        ({"name": None, "minimum_count": Decimal(5)}, [("PAL201", "name"), ("PAL201", "minimum_count")]),
        ({"name": "off"}, [("PAL315", "minimum_denominator"), ("PAL315", "minimum_count")]),
        ({"name": "off", "minimum_denominator": 0, "minimum_count": 1}, [("PAL315", "minimum_count")]),
        ({"name": "standard", "minimum_count": 0}, [("PAL315", "minimum_count")]),
        ({"name": "standard", "minimum_denominator": 11}, [("PAL315", "minimum_denominator")]),
    ],
)
def test_what_is_no_policy_is_refused(given, faults):
    with pytest.raises(DefinitionError) as raised:
        Policy(**{"name": "a", **given})
    assert [(one.code, *one.keys) for one in raised.value.problems] == faults
    for problem in raised.value.problems:
        assert problem.path == "Policy"
        if problem.code == "PAL201":
            assert problem.expected == ("str" if problem.keys == ("name",) else "int")
        text = problem.text("nb")
        assert all(str(value) in text for _, value in problem.params)
        (field,) = problem.keys
        if problem.code in ("PAL201", "PAL311", "PAL315"):
            wrong = given.get(field, getattr(Policy.standard(), field))
            assert problem.value == (str(wrong) if problem.code != "PAL201" else repr(wrong))


def test_a_fault_shows_the_beginning_of_what_was_given():
    with pytest.raises(DefinitionError) as raised:
        Policy(name=["a" * 200], minimum_count="b" * 200)
    assert [problem.value for problem in raised.value.problems] == ["['" + "a" * 78, "'" + "b" * 79]


def test_the_names_that_are_taken_mean_what_they_say():
    assert (
        Policy(name="standard") == Policy.standard() == Policy(name="standard", minimum_denominator=10, minimum_count=5)
    )
    assert Policy(name="off", minimum_denominator=0, minimum_count=0) == Policy.off()
    with pytest.raises(DefinitionError) as raised:
        Policy(name="off", minimum_denominator=0)
    (problem,) = raised.value.problems
    assert dict(problem.params) == {"field": "minimum_count = 5", "with": 'name = "off"'}
    assert problem.expected == "0"
