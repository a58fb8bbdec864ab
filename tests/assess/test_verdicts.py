"""Verdicts, held against the rules written anew: every completion is tried, every chance summed, nothing is rounded."""

import math
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint
from tests.assess.made import (
    DECREASE,
    INCREASE,
    MAINTAIN,
    NOTHING,
    at_least,
    at_most,
    attendance,
    count,
    distribution,
    everyone,
    going,
    headcount,
    in_every_group,
    in_group,
    mean,
    median,
    not_stated,
    response_rate,
    target,
    valueless,
)

from palnet import DataError, PalnetError
from palnet.assess import Incomparable, Outcome, Rule, change, verdict
from palnet.model import CountedFrom, Kind, Policy, State, TargetKind

MET, NOT_MET, UNDECIDED = Outcome.MET, Outcome.NOT_MET, Outcome.UNDECIDED
DECIDED = (MET, NOT_MET)
# What a tighter target may make of an outcome: only what stands further down.
ORDER = {MET: 2, UNDECIDED: 1, NOT_MET: 0}


# What the rules say, from section 9 of the design.


def judged(reached):
    return MET if reached else NOT_MET


def unanimous(opinions):
    opinions = set(opinions)
    return judged(opinions.pop()) if len(opinions) == 1 else UNDECIDED


def reaches(share, wanted):
    """Whether a share, or anything that a share could be, is what a target of a share asks for."""
    if wanted.kind is TargetKind.EVERYONE:
        return share == 1
    asked = Fraction(wanted.percent) / 100
    return share <= asked if wanted.direction is DECREASE else share >= asked


@cache
def chance(hits, drawn, marked, whole):
    if hits < 0 or hits > drawn:
        return Fraction(0)
    return Fraction(math.comb(marked, hits) * math.comb(whole - marked, drawn - hits), math.comb(whole, drawn))


def not_refused(k, n, roster, confidence):
    """The smallest and the largest number on the roster with which neither so few nor so many come too rarely."""
    tail = (1 - Fraction(str(confidence))) / 2
    possible = range(k, k + roster - n + 1)
    fewest = min(p for p in possible if sum(chance(x, n, p, roster) for x in range(k, n + 1)) > tail)
    most = max(p for p in possible if sum(chance(x, n, p, roster) for x in range(k + 1)) > tail)
    return fewest, most


def said_of_a_share(one, wanted, confidence):
    k, n, roster = one.numerator, one.denominator, one.roster
    point = reaches(Fraction(k, n), wanted)
    if one.minimum_denominator and n < one.minimum_denominator:
        return UNDECIDED, Rule.TOO_FEW, point
    if one.origin.counted_from is not CountedFrom.ANSWERS:
        return judged(point), Rule.COUNTED_WHOLE, point
    if wanted.kind is TargetKind.EVERYONE:
        # Without a roster there may be any number of others.
        completions = [
            Fraction(k + yes, n + no) for no in ([roster - n] if roster else [0, 1]) for yes in range(no + 1)
        ]
        return unanimous(reaches(one, wanted) for one in completions), Rule.BOUNDS, point
    if roster is None:
        ends = proportion_confint(k, n, 1 - confidence, method="wilson")
        # Where an end stands on the target the last bit of a float decides: that is nobody's rule.
        assume(all(abs(100 * end - float(wanted.percent)) > 1e-9 or end in (0, 1) for end in ends))
        return unanimous(reaches(Fraction(end), wanted) for end in ends), Rule.WILSON, point
    by_bounds = unanimous(reaches(Fraction(k + yes, roster), wanted) for yes in range(roster - n + 1))
    if by_bounds is not UNDECIDED:
        return by_bounds, Rule.BOUNDS, point
    ends = [Fraction(end, roster) for end in not_refused(k, n, roster, confidence)]
    return unanimous(reaches(end, wanted) for end in [*ends, Fraction(k, n)]), Rule.ROSTER_INTERVAL, point


def said_of_groups(groups, wanted):
    def enough(number):
        return number <= wanted.count if wanted.direction is DECREASE else number >= wanted.count

    point = all(enough(one.numerator) for one in groups)
    if any(one.minimum_denominator and one.denominator and one.denominator < one.minimum_denominator for one in groups):
        return UNDECIDED, Rule.TOO_FEW, point
    if groups[0].origin.counted_from is not CountedFrom.ANSWERS:
        return judged(point), Rule.COUNTED_WHOLE, point
    each = []
    for one in groups:
        silent = 1000 if one.roster is None else one.roster - one.denominator
        each.append({enough(one.numerator + more) for more in range(silent + 1)})
    if {False} in each:
        return NOT_MET, Rule.BOUNDS, point
    return MET if each == [{True}] * len(each) else UNDECIDED, Rule.BOUNDS, point


def good_steps(wanted, better):
    """From where to where a step keeps the level, in percentage points."""
    margin = float(wanted.margin or 0)
    return (-math.inf if better is DECREASE else -margin), (math.inf if better is INCREASE else margin)


def said_of_a_direction(now, wanted, before, confidence):
    if before is None:
        return Outcome.NOT_MEASURED, Rule.NO_EARLIER, None
    if now.version != before.version:
        return Outcome.NOT_MEASURED, Rule.NOT_COMPARABLE, None
    if before.state is State.SUPPRESSED:
        return Outcome.SUPPRESSED, Rule.SUPPRESSED, None
    if before.state is not State.VALUE:
        return Outcome.NOT_MEASURED, Rule.NOT_COMPARABLE, None
    exact = now.value - before.value
    whole = now.origin.counted_from is not CountedFrom.ANSWERS
    share = now.kind is Kind.PROPORTION or now.origin.counted_from is CountedFrom.ATTENDANCE
    least, most = good_steps(wanted, now.better)
    moved = 100 * exact if share else exact
    point = {INCREASE: exact > 0, DECREASE: exact < 0, MAINTAIN: least <= moved <= most}[wanted.direction]
    sizes = [one.denominator for one in (now, before) if one.denominator is not None]
    if now.minimum_denominator and any(size < now.minimum_denominator for size in sizes):
        return UNDECIDED, Rule.TOO_FEW, point
    if whole:
        return judged(point), Rule.COUNTED_WHOLE, point
    if now.kind is not Kind.PROPORTION:
        return UNDECIDED, Rule.NO_INTERVAL, point
    low, high = confint_proportions_2indep(
        now.numerator,
        now.denominator,
        before.numerator,
        before.denominator,
        method="newcomb",
        compare="diff",
        alpha=1 - confidence,
    )
    low, high = 100 * low, 100 * high
    edges = {0.0, least, most}
    assume(all(abs(end - edge) > 1e-9 for end in (low, high) for edge in edges))
    if wanted.direction is MAINTAIN:
        inside, outside = least <= low and high <= most, high < least or low > most
        outcome = MET if inside and wanted.margin is not None else NOT_MET if outside else UNDECIDED
        return outcome, Rule.DIFFERENCE if wanted.margin is None else Rule.MARGIN, point
    if wanted.direction is DECREASE:
        low, high = -high, -low
    return MET if low > 0 else NOT_MET if high < 0 else UNDECIDED, Rule.DIFFERENCE, point


def expected(counts, wanted, before, confidence):
    states = [one.state for one in counts]
    for state, outcome, rule in [
        (State.SUPPRESSED, Outcome.SUPPRESSED, Rule.SUPPRESSED),
        (State.NOT_ASKED, Outcome.NOT_ASKED, Rule.NOT_ASKED),
    ]:
        if state in states:
            return outcome, rule, None
    if wanted is None:
        return Outcome.NO_TARGET, Rule.NO_TARGET, None
    if wanted.kind is TargetKind.NOT_STATED:
        return Outcome.TARGET_NOT_STATED, Rule.TARGET_NOT_STATED, None
    if any(state is not State.VALUE for state in states):
        return Outcome.NOT_MEASURED, Rule.NOT_MEASURED, None
    if wanted.kind is TargetKind.COUNT_PER_GROUP:
        return said_of_groups(counts, wanted)
    if wanted.kind is TargetKind.DIRECTION:
        return said_of_a_direction(counts[0], wanted, before, confidence)
    return said_of_a_share(counts[0], wanted, confidence)


# What is asked.

PERCENTS = st.integers(0, 100).map(Decimal) | st.decimals(0, 100, places=2)
CONFIDENCES = st.sampled_from([0.5, 0.9, 0.95, 0.99])
STATES = st.sampled_from([State.VALUE] * 12 + [one for one in State if one is not State.VALUE])
BETTER = st.sampled_from([None, INCREASE, DECREASE, MAINTAIN])
MINIMA = st.sampled_from([None, None, None, 1, 5, 10])


@st.composite
def numbers(draw, most=40):
    """k of n of a roster."""
    roster = draw(st.integers(1, most))
    n = draw(st.integers(1, roster) | st.integers(max(1, roster - 2), roster))
    return draw(st.integers(0, n) | st.sampled_from([0, n])), n, roster


def near(k, n):
    """Percentages on and about a share, where verdicts turn."""
    about = [Decimal(100 * k * 1000 // n + shift) / 1000 for shift in (-1000, -1, 0, 1, 1000)]
    return st.sampled_from([one for one in about if 0 <= one <= 100])


@st.composite
def shares(draw):
    k, n, roster = draw(numbers())
    state, minimum, better = draw(STATES), draw(MINIMA), draw(BETTER)
    made = {"minimum_denominator": minimum, "better": better, "version": draw(st.sampled_from([1] * 8 + [2]))}
    if state is not State.VALUE:
        return valueless(state, **made)
    source = draw(st.sampled_from([CountedFrom.ANSWERS] * 4 + [CountedFrom.ROSTER, CountedFrom.ATTENDANCE]))
    if source is CountedFrom.ROSTER:
        return response_rate(k, n, **made)
    if source is CountedFrom.ATTENDANCE:
        return attendance(k, n, **made)
    return count(k, n, draw(st.sampled_from([roster, roster, None])), **made)


@st.composite
def numbered(draw):
    """A mean, or how many persons: what is no share."""
    made = {"minimum_denominator": draw(MINIMA), "better": draw(BETTER)}
    k, n, _ = draw(numbers())
    return draw(st.sampled_from([mean(k, n, **made), headcount(k, **made), count(k, n, kind=Kind.COUNT, **made)]))


def grouped(draw):
    whole = draw(st.booleans())
    minimum = draw(MINIMA)
    groups = []
    for name in "abcd"[: draw(st.integers(1, 4))]:
        k, n, roster = draw(numbers(8))
        if draw(STATES) is not State.VALUE and draw(st.booleans()):
            state = draw(st.sampled_from([one for one in State if one is not State.VALUE]))
            groups.append(in_group(name, None, None, state=state))
        elif whole:
            groups.append(headcount(k, name, minimum_denominator=minimum))
        else:
            groups.append(in_group(name, k, n, draw(st.sampled_from([roster, None])), minimum_denominator=minimum))
    return tuple(groups)


@st.composite
def asked(draw):
    """A count or several, a target that goes with it, an earlier count."""
    kind = draw(st.sampled_from([None, *TargetKind, TargetKind.SHARE, TargetKind.DIRECTION, TargetKind.DIRECTION]))
    if kind is TargetKind.COUNT_PER_GROUP:
        direction = draw(st.sampled_from([None, INCREASE, DECREASE]))
        return grouped(draw), in_every_group(draw(st.integers(0, 8)), direction), None
    now = draw(shares())
    if kind is TargetKind.SHARE:
        told = now.state is State.VALUE
        percent = draw(PERCENTS | near(now.numerator, now.denominator) if told else PERCENTS)
        wanted = target(kind, percent=percent, direction=draw(st.sampled_from([None, INCREASE, DECREASE])))
    elif kind is TargetKind.DIRECTION:
        if draw(st.booleans()):
            now = draw(numbered())
        share = now.kind in (Kind.PROPORTION, Kind.RATIO)
        direction = draw(st.sampled_from([INCREASE, DECREASE, MAINTAIN, MAINTAIN]))
        margin = draw(st.none() | PERCENTS) if share and direction is MAINTAIN else None
        earlier = draw(
            (shares() if share else numbered()).filter(
                lambda one: (one.kind, one.origin, one.strata) == (now.kind, now.origin, now.strata)
            )
            | st.none()
        )
        return (now,), going(direction, margin), earlier
    else:
        wanted = None if kind is None else target(kind)
    return (now,), wanted, None


@given(asked(), CONFIDENCES)
@example(((count(27, 82, 140),), at_least(80), None), 0.95)
@example(((count(76, 95, 140),), at_least(80), None), 0.95)
@example(((count(1, 99, 100),), at_least("1.005"), None), 0.95)
def test_every_verdict_is_what_the_rules_say(case, confidence):
    counts, wanted, before = case
    outcome, rule, point = expected(counts, wanted, before, confidence)
    found = verdict(counts, wanted, before, confidence)
    assert (found.outcome, found.rule) == (outcome, rule)
    assert found.point is (Outcome.NOT_MEASURED if point is None else judged(point))
    assert (found.counts, found.target) == (counts, wanted)
    assert (found.indicator, found.version) == ("i", counts[0].version)
    assert found == verdict(counts[0] if len(counts) == 1 else iter(counts), wanted, before, confidence)


@given(numbers(), st.booleans(), CONFIDENCES)
def test_the_intervals_lie_beside_the_verdict_whatever_decided_it(share, known, confidence):
    k, n, roster = share
    found = verdict(count(k, n, roster if known else None), at_least(50), confidence=confidence)
    if known:
        ends = not_refused(k, n, roster, confidence)
        assert (found.interval.lower * roster, found.interval.upper * roster) == pytest.approx(ends)
        assert (found.bounds.lower, found.bounds.upper) == (k / roster, (k + roster - n) / roster)
    else:
        theirs = proportion_confint(k, n, 1 - confidence, method="wilson")
        assert (found.interval.lower, found.interval.upper) == pytest.approx(theirs, abs=1e-12)
        assert found.bounds is None
    assert found.interval.confidence == confidence
    assert found.change is None
    whole = verdict(response_rate(k, n), at_least(50))
    assert (whole.interval, whole.bounds) == (None, None)


def test_the_confidence_is_95_per_cent_unless_something_else_is_said():
    """62 of 100: the lower end is 52.2 % with 95 per cent confidence, and 49.1 % with 99."""
    assert verdict(count(62, 100), at_least(50)).outcome is MET
    assert verdict(count(62, 100), at_least(50)).interval.confidence == 0.95
    assert verdict(count(62, 100), at_least(50), confidence=0.99).outcome is UNDECIDED
    assert verdict(count(62, 100), going(INCREASE), count(47, 100)).outcome is MET
    assert verdict(count(62, 100), going(INCREASE), count(47, 100), confidence=0.99).outcome is UNDECIDED


# The examples of the issue.


def test_27_of_82_of_a_roster_of_140_is_not_80_per_cent_whatever_the_others_would_have_said():
    found = verdict(count(27, 82, 140), at_least(80))
    assert (found.outcome, found.rule, found.point) == (NOT_MET, Rule.BOUNDS, NOT_MET)
    assert (round(found.bounds.lower, 3), round(found.bounds.upper, 3)) == (0.193, 0.607)


def test_76_of_95_of_a_roster_of_140_is_undecided_and_meets_80_per_cent_at_the_point():
    found = verdict(count(76, 95, 140), at_least(80))
    assert (found.outcome, found.rule, found.point) == (UNDECIDED, Rule.ROSTER_INTERVAL, MET)


@pytest.mark.parametrize("share", [(159, 200), (795, 1000), (79, 99)])
def test_what_is_shown_as_80_per_cent_is_not_80_per_cent(share):
    assert verdict(response_rate(*share), at_least(80)).outcome is NOT_MET
    assert verdict(response_rate(*share), at_least("79.5")).outcome is MET


# Where they turn.


@given(numbers(), CONFIDENCES, st.sampled_from([1, -1]), st.sampled_from([0, 1]))
def test_wilson_decides_from_its_ends_on_and_no_sooner(share, confidence, shift, end):
    k, n, _ = share
    turn = Decimal(str(round(100 * proportion_confint(k, n, 1 - confidence, method="wilson")[end], 6)))
    percent = turn + Decimal("0.00001") * shift
    assume(0 < percent < 100)
    below, above = shift == -1 and end == 0, shift == 1 and end == 1
    least, most = (verdict(count(k, n), asks(percent), confidence=confidence) for asks in (at_least, at_most))
    assert least.outcome is (MET if below else NOT_MET if above else UNDECIDED)
    assert most.outcome is (NOT_MET if below else MET if above else UNDECIDED)


def test_nothing_is_more_than_none_and_less_than_all():
    assert verdict(count(0, 10), at_least(0)).outcome is MET
    assert verdict(count(10, 10), at_most(100)).outcome is MET
    assert verdict(count(10, 10), at_least(100)).outcome is UNDECIDED


def test_a_direction_is_decided_from_where_the_interval_leaves_zero():
    """Of 10 000 each: from 5000 to 5138 the lower end is a hair below zero, to 5139 a hair above."""
    under, over, before = count(5138, 10000), count(5139, 10000), count(5000, 10000)
    for now, then, rise, fall in [
        (under, before, UNDECIDED, UNDECIDED),
        (over, before, MET, NOT_MET),
        (before, under, UNDECIDED, UNDECIDED),
        (before, over, NOT_MET, MET),
    ]:
        assert verdict(now, going(INCREASE), then).outcome is rise
        assert verdict(now, going(DECREASE), then).outcome is fall


def test_a_margin_is_kept_up_to_itself():
    before = count(5000, 10000)
    for now in (count(4700, 10000, better=INCREASE), count(5300, 10000, better=DECREASE)):
        interval = change(now, before).interval
        near, far = sorted(abs(100 * end) for end in (interval.lower, interval.upper))
        for margin, outcome in [(near - 0.001, NOT_MET), (near, UNDECIDED), (far - 0.001, UNDECIDED), (far, MET)]:
            assert verdict(now, going(MAINTAIN, Decimal(margin)), before).outcome is outcome


# The order of the rules.

SHARE = at_least(80)


@pytest.mark.parametrize(
    ("one", "wanted", "outcome"),
    [
        *[(valueless(State.SUPPRESSED), wanted, Outcome.SUPPRESSED) for wanted in (SHARE, None, not_stated())],
        *[(valueless(State.NOT_ASKED), wanted, Outcome.NOT_ASKED) for wanted in (SHARE, None, not_stated())],
        *[(valueless(state), None, Outcome.NO_TARGET) for state in NOTHING],
        *[(valueless(state), not_stated(), Outcome.TARGET_NOT_STATED) for state in NOTHING],
        *[(valueless(state), SHARE, Outcome.NOT_MEASURED) for state in NOTHING],
        (count(1, 2), None, Outcome.NO_TARGET),
        (count(1, 2), not_stated(), Outcome.TARGET_NOT_STATED),
    ],
)
def test_what_comes_before_every_number(one, wanted, outcome):
    found = verdict(one, wanted)
    assert (found.outcome, found.rule) == (outcome, Rule(outcome.value))
    assert found.point is Outcome.NOT_MEASURED
    assert (found.bounds, found.interval, found.change) == (None, None, None)


def test_of_groups_the_first_rule_that_holds_of_any_decides():
    states = [State.SUPPRESSED, State.NOT_ASKED, State.NOT_MEASURED]
    for first, second in combinations(states, 2):
        for order in ((first, second), (second, first)):
            groups = [
                headcount(0, "c"),
                *(in_group(name, None, None, state=one) for name, one in zip("ab", order, strict=True)),
            ]
            assert verdict(groups, in_every_group(1)).rule.value == first.value


# What is true of all of them.


@given(numbers(), st.booleans(), PERCENTS, PERCENTS, CONFIDENCES, st.sampled_from([at_least, at_most]))
def test_a_tightened_target_never_comes_nearer(share, known, one, other, confidence, asks):
    k, n, roster = share
    made = count(k, n, roster if known else None)
    loose, tight = sorted((one, other), reverse=asks is at_most)
    loosely, tightly = (verdict(made, asks(percent), confidence=confidence) for percent in (loose, tight))
    assert ORDER[tightly.outcome] <= ORDER[loosely.outcome]
    assert ORDER[tightly.point] <= ORDER[loosely.point]


@given(
    st.lists(numbers(9), min_size=1, max_size=4),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from([None, DECREASE]),
)
def test_a_tightened_target_for_every_group_never_comes_nearer(groups, one, other, way):
    made = [in_group(str(name), *numbers) for name, numbers in enumerate(groups)]
    loose, tight = sorted((one, other), reverse=way is DECREASE)
    loosely, tightly = (verdict(made, in_every_group(number, way)) for number in (loose, tight))
    assert ORDER[tightly.outcome] <= ORDER[loosely.outcome]


@given(numbers(), st.data())
def test_at_most_is_at_least_of_those_who_did_not(share, data):
    k, n, roster = share
    percent = data.draw(PERCENTS | near(k, n))
    did = verdict(count(k, n, roster), at_least(percent))
    did_not = verdict(count(n - k, n, roster), at_most(100 - percent))
    assert (did.outcome, did.rule, did.point) == (did_not.outcome, did_not.rule, did_not.point)


@given(numbers(), PERCENTS, BETTER)
def test_which_way_is_better_changes_no_number(share, percent, better):
    made = verdict(count(*share, better=better), at_least(percent))
    turned = verdict(count(*share, better=better), at_most(percent))
    for field in ("bounds", "interval", "counts"):
        assert getattr(made, field) == getattr(turned, field)
    plain = verdict(count(*share), at_least(percent))
    assert attrs.evolve(made, counts=plain.counts) == plain


@given(numbers(), st.data(), st.sampled_from([at_least, at_most]))
def test_what_the_bounds_decide_is_what_a_full_answer_would_say(share, data, asks):
    k, n, roster = share
    wanted = asks(data.draw(PERCENTS | near(k, n)))
    found = verdict(count(k, n, roster), wanted)
    complete = [verdict(count(k + yes, roster, roster), wanted) for yes in range(roster - n + 1)]
    assert all(one.rule is Rule.BOUNDS and one.outcome in DECIDED for one in complete)
    outcomes = {one.outcome for one in complete}
    assert (found.rule is Rule.BOUNDS) == (len(outcomes) == 1)
    if found.rule is Rule.BOUNDS:
        assert outcomes == {found.outcome}


def test_no_verdict_contradicts_the_number_by_itself_on_any_small_roster():
    """Not even where nearly everybody answered and the interval need not hold the share of those who did."""
    missed = 0
    for roster in range(1, 21):
        for n in range(1, roster + 1):
            for k in range(n + 1):
                made = count(k, n, roster)
                low, high = not_refused(k, n, roster, 0.5)
                missed += not low * n <= k * roster <= high * n
                for percent in {100 * k // n, 100 * low // roster, 100 * high // roster, 50}:
                    for shift in (0, Decimal("0.5"), 1):
                        if percent + shift <= 100:
                            found = verdict(made, at_least(percent + shift), confidence=0.5)
                            assert found.outcome in (UNDECIDED, found.point)
    assert missed > 20


def test_a_nearly_full_roster_is_judged_soberly():
    """Of 100 all but one answered, and one of them did: the roster's share is 1 % or 2 %, most likely 1 %."""
    assert verdict(count(1, 99, 100), at_least(1)).outcome is MET
    assert verdict(count(1, 99, 100), at_least("2.01")).outcome is NOT_MET
    between = verdict(count(1, 99, 100), at_least("1.005"))
    assert (between.outcome, between.rule, between.point) == (UNDECIDED, Rule.ROSTER_INTERVAL, MET)


# Everyone.


@given(numbers(), st.booleans())
def test_everyone_is_met_only_when_everybody_on_the_roster_is_counted(share, known):
    k, n, roster = share
    found = verdict(count(k, n, roster if known else None), everyone())
    assert (found.outcome is MET) == (known and k == n == roster)
    assert (found.outcome is NOT_MET) == (k < n)
    assert (found.point is MET) == (k == n)
    assert found.rule is Rule.BOUNDS
    assert verdict(attendance(k, n), everyone()).outcome is judged(k == n)


def test_no_confidence_makes_everybody_of_nearly_everybody():
    for confidence in (0.01, 0.5, 0.95):
        assert verdict(count(9_999, 9_999, 10_000), everyone(), confidence=confidence).outcome is UNDECIDED
        assert verdict(count(9_999, 9_999), everyone(), confidence=confidence).outcome is UNDECIDED


# A number in every group.


def test_every_group_has_to_reach_it():
    assert verdict([headcount(2, "a"), headcount(5, "b")], in_every_group(2)).outcome is MET
    assert verdict([headcount(2, "a"), headcount(1, "b")], in_every_group(2)).outcome is NOT_MET
    assert verdict([headcount(2, "a"), headcount(1, "b")], in_every_group(2, DECREASE)).outcome is MET
    assert verdict([headcount(3, "a"), headcount(1, "b")], in_every_group(2, DECREASE)).outcome is NOT_MET


@given(st.lists(st.integers(0, 5), min_size=1, max_size=5), st.integers(0, 5))
def test_sums_and_those_of_no_known_group_are_left_out(numbers, wanted):
    groups = [headcount(number, str(name)) for name, number in enumerate(numbers)]
    others = [headcount(0, "total"), headcount(0, "unknown"), headcount(0, None)]
    crossed = [headcount(0, strata={"network": "n", "group": str(name)}) for name in range(len(numbers))]
    found = verdict([*others, *groups, *crossed], in_every_group(wanted))
    assert found == verdict(groups, in_every_group(wanted))
    assert found.counts == tuple(groups)


def test_a_group_summed_over_networks_is_a_group():
    one = headcount(2, strata={"network": "total", "group": "a"})
    assert verdict([one], in_every_group(2)).outcome is MET


def test_in_a_group_where_not_all_answered_there_may_be_more():
    groups = [in_group("a", 2, 5, 9), in_group("b", 1, 5, 9)]
    assert verdict(groups, in_every_group(2)).outcome is UNDECIDED
    assert verdict(groups, in_every_group(1)).outcome is MET
    assert verdict(groups, in_every_group(6)).outcome is NOT_MET
    assert verdict([in_group("a", 2, 5)], in_every_group(2)).outcome is MET
    assert verdict([in_group("a", 2, 5)], in_every_group(200)).outcome is UNDECIDED
    assert verdict([in_group("a", 2, 5)], in_every_group(2, DECREASE)).outcome is UNDECIDED
    assert verdict([in_group("a", 3, 5)], in_every_group(2, DECREASE)).outcome is NOT_MET


# A direction.


@given(numbers(), numbers(), CONFIDENCES)
def test_an_increase_there_is_a_decrease_back(now, before, confidence):
    there = verdict(count(*now[:2]), going(INCREASE), count(*before[:2]), confidence)
    back = verdict(count(*before[:2]), going(DECREASE), count(*now[:2]), confidence)
    assert (there.outcome, there.rule, there.point) == (back.outcome, back.rule, back.point)
    assert there.change == change(count(*now[:2]), count(*before[:2]), confidence)
    assert there.interval == there.change.interval
    if there.outcome in DECIDED:
        assert not there.interval.lower <= 0 <= there.interval.upper


@given(numbers(), numbers(), BETTER)
def test_the_level_is_never_kept_without_a_margin(now, before, better):
    found = verdict(count(*now[:2], better=better), going(MAINTAIN), count(*before[:2]))
    assert found.outcome is not MET
    worse = {INCREASE: found.interval.upper < 0, DECREASE: found.interval.lower > 0}
    assert (found.outcome is NOT_MET) == worse.get(better, any(worse.values()))


@given(numbers(), numbers(), BETTER, PERCENTS, PERCENTS)
def test_a_wider_margin_never_takes_the_level_away(now, before, better, one, other):
    narrow, wide = (
        verdict(count(*now[:2], better=better), going(MAINTAIN, margin), count(*before[:2]))
        for margin in sorted((one, other))
    )
    assert ORDER[narrow.outcome] <= ORDER[wide.outcome]
    assert ORDER[narrow.point] <= ORDER[wide.point]
    for found in (narrow, wide):
        assert found.outcome in (UNDECIDED, found.point)


def test_the_level_is_kept_within_the_margin_and_lost_beyond_it():
    before = count(5000, 10000)
    for k, better, outcome in [
        (4700, INCREASE, MET),  # down 3 points, give or take 1.4
        (4700, DECREASE, MET),
        (5700, INCREASE, MET),  # up 7
        (5700, DECREASE, NOT_MET),
        (5700, None, NOT_MET),
        (4300, None, NOT_MET),
        (4300, DECREASE, MET),
        (4300, INCREASE, NOT_MET),
        (4450, INCREASE, UNDECIDED),  # down 5.5
        (4550, INCREASE, UNDECIDED),
    ]:
        assert verdict(count(k, 10000, better=better), going(MAINTAIN, 5), before).outcome is outcome, (k, better)


def test_a_direction_of_what_is_counted_whole_is_its_step():
    for now, before, way, outcome in [
        (3, 2, INCREASE, MET),
        (2, 2, INCREASE, NOT_MET),
        (2, 2, DECREASE, NOT_MET),
        (2, 3, DECREASE, MET),
        (2, 2, MAINTAIN, MET),
        (2, 3, MAINTAIN, NOT_MET),
        (3, 2, MAINTAIN, NOT_MET),
    ]:
        found = verdict(headcount(now), going(way), headcount(before))
        assert (found.outcome, found.rule, found.interval) == (outcome, Rule.COUNTED_WHOLE, None)
    assert verdict(headcount(3, better=INCREASE), going(MAINTAIN), headcount(2)).outcome is MET
    assert verdict(attendance(75, 100), going(MAINTAIN, 5), attendance(80, 100)).outcome is MET
    assert verdict(attendance(749, 1000), going(MAINTAIN, 5), attendance(80, 100)).outcome is NOT_MET


@pytest.mark.parametrize(
    ("before", "outcome", "rule", "reason"),
    [
        (valueless(State.SUPPRESSED), Outcome.SUPPRESSED, Rule.SUPPRESSED, Incomparable.SUPPRESSED),
        (count(1, 2, version=2), Outcome.NOT_MEASURED, Rule.NOT_COMPARABLE, Incomparable.OTHER_VERSION),
        (count(1, 2, strata={"group": "a"}), Outcome.NOT_MEASURED, Rule.NOT_COMPARABLE, Incomparable.OTHER_STRATUM),
        (valueless(State.NO_ANSWERS), Outcome.NOT_MEASURED, Rule.NOT_COMPARABLE, Incomparable.NO_VALUE),
    ],
)
def test_a_step_that_cannot_be_taken_is_no_verdict(before, outcome, rule, reason):
    found = verdict(count(1, 2), going(INCREASE), before)
    assert (found.outcome, found.rule, found.change.incomparable) == (outcome, rule, reason)
    assert (found.point, found.interval) == (Outcome.NOT_MEASURED, None)


def test_a_median_and_a_ratio_of_sums_move_too_but_how_surely_nobody_can_say():
    sums = {"kind": Kind.RATIO, "respondents": 20}
    for now, before in [
        (median({"1": 3, "4": 5}), median({"1": 5, "4": 3})),
        (count(70, 60, **sums), count(60, 60, **sums)),
        (mean(31, 10), mean(30, 10)),
    ]:
        found = verdict(now, going(INCREASE), before)
        assert (found.outcome, found.rule, found.point) == (UNDECIDED, Rule.NO_INTERVAL, MET)


# Too few.


@given(numbers(), st.integers(1, 40))
def test_under_the_definitions_own_minimum_there_is_no_verdict(share, minimum):
    k, n, roster = share
    few = {"minimum_denominator": minimum}
    for one in (count(k, n, roster, **few), count(k, n, **few), response_rate(k, n, **few), attendance(k, n, **few)):
        for wanted, before in ((at_least(50), None), (everyone(), None), (going(INCREASE), one)):
            found = verdict(one, wanted, before)
            assert (found.rule is Rule.TOO_FEW) == (n < minimum)
            assert found.outcome is UNDECIDED or n >= minimum
            assert found.point in DECIDED


def test_one_year_or_group_under_the_minimum_is_enough():
    few = {"minimum_denominator": 10}
    for now, before in ((count(90, 99, **few), count(1, 9)), (count(9, 9, **few), count(1, 99))):
        assert verdict(now, going(INCREASE), before).rule is Rule.TOO_FEW
    sums = {"kind": Kind.RATIO, **few}
    assert verdict(
        count(70, 60, respondents=9, **sums), going(INCREASE), count(1, 60, respondents=10, **sums)
    ).rule is (Rule.TOO_FEW)
    groups = [in_group("a", 0, 20, 20, **few), in_group("b", 5, 9, 9, **few)]
    found = verdict(groups, in_every_group(2))
    assert (found.outcome, found.rule, found.point) == (UNDECIDED, Rule.TOO_FEW, NOT_MET)


# What is hidden stays hidden.


@given(numbers(40), PERCENTS)
def test_a_suppressed_count_leaves_no_number_behind(share, percent):
    k, n, _ = share
    hidden = Policy.standard().protect(count(k, n, 777, missing={}, base_unknown=3))
    assume(hidden.state is State.SUPPRESSED)
    seen = count(k + 1000, n + 2000)
    cases = [
        (verdict(hidden, at_least(percent)), at_least(percent)),
        (verdict(hidden, going(INCREASE), seen), None),
        (verdict([hidden], None), None),
    ]
    for found, _ in cases:
        assert found.outcome is Outcome.SUPPRESSED
        assert (found.bounds, found.interval, found.point) == (None, None, Outcome.NOT_MEASURED)
        assert not any(letter.isdigit() for lang in ("nb", "en") for letter in found.explain(lang))
    earlier = verdict(seen, going(INCREASE), hidden)
    assert earlier.outcome is Outcome.SUPPRESSED
    assert not any(letter.isdigit() for lang in ("nb", "en") for letter in earlier.explain(lang))
    for field in ("points", "difference", "relative", "interval"):
        assert getattr(earlier.change, field) is None
    kept = {name for name, value in attrs.asdict(hidden, recurse=False).items() if isinstance(value, (int, Decimal))}
    assert kept == {"version", "roster"}


# What is asked wrongly is told at once.


def faults(*given, **named):
    with pytest.raises(DataError) as raised:
        verdict(*given, **named)
    assert isinstance(raised.value, PalnetError)
    for problem in raised.value.problems:
        for lang in ("nb", "en"):
            text = problem.text(lang)
            assert "{" not in text
            assert all(str(value) in text for _, value in problem.params)
    return [(one.code, one.path, *one.keys) for one in raised.value.problems]


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 2, float("nan"), math.inf])
def test_a_confidence_that_is_none(confidence):
    assert faults(count(1, 2), SHARE, confidence=confidence) == [("PAL332", "verdict", "confidence")]
    assert faults(valueless(State.SUPPRESSED), None, confidence=confidence) == [("PAL332", "verdict", "confidence")]


@pytest.mark.parametrize("confidence", ["0.95", None, True, Decimal("0.95")])
def test_a_confidence_that_is_no_number(confidence):
    assert faults(count(1, 2), SHARE, confidence=confidence) == [("PAL201", "verdict", "confidence")]


@pytest.mark.parametrize("nothing", [(), [], iter(())])
def test_no_count_at_all(nothing):
    assert faults(nothing, SHARE) == [("PAL312", "verdict", "count")]


@pytest.mark.parametrize("wrong", [None, 27, 0.5])
def test_what_is_no_count(wrong):
    assert faults(wrong, SHARE) == [("PAL201", "verdict", "count")]
    assert faults([count(1, 2), wrong], SHARE) == [("PAL201", "verdict", "count", 1)]


def test_what_is_no_earlier_count_and_no_target():
    assert faults(count(1, 2), going(INCREASE), 0.5) == [("PAL201", "verdict", "before")]
    assert faults(count(1, 2), 80) == [("PAL201", "verdict", "target")]
    for wrong, expected in [
        ((count(1, 2), 80), "Target"),
        (([80], SHARE), "Count"),
        ((count(1, 2), SHARE, 80), "Count"),
    ]:
        (problem,) = caught(*wrong).problems
        assert (problem.value, problem.expected) == ("int", expected)


def caught(*given):
    with pytest.raises(DataError) as raised:
        verdict(*given)
    return raised.value


def test_a_target_of_another_indicator_names_both():
    other = count(1, 2, strata={"group": "a"}, indicator="j")
    assert faults(other, SHARE) == [("PAL347", "j (group a)", "indicator")]
    assert dict(caught(other, SHARE).problems[0].params) == {"target": "i", "count": "j"}


@pytest.mark.parametrize(
    ("one", "wanted"),
    [
        (distribution({"a": 1}, 2), at_least(80)),
        (distribution({"a": 1}, 2), going(INCREASE)),
        (distribution({"a": 1}, 2), everyone()),
        (mean(3, 2), at_least(80)),
        (mean(3, 2), everyone()),
        (median({"1": 2}), at_least(80)),
        (headcount(3), at_least(80)),
        (headcount(3), everyone()),
        (count(3, 2, kind=Kind.RATIO, respondents=2), at_least(80)),
        (count(3, 2, kind=Kind.RATIO, respondents=2), everyone()),
        (count(1, 2, strata={"group": "a"}), in_every_group(1)),
        (mean(1, 2, strata={"group": "a"}), in_every_group(1)),
        (mean(1, 2), going(MAINTAIN, 5)),
        (headcount(1), going(MAINTAIN, 5)),
        (count(3, 2, kind=Kind.RATIO, respondents=2), going(MAINTAIN, 5)),
    ],
)
def test_a_target_of_a_kind_that_the_indicator_cannot_have(one, wanted):
    assert faults(one, wanted) == [("PAL315", one.name, "kind")]
    (problem,) = caught(one, wanted).problems
    field = "margin = 5" if wanted.margin is not None else f'kind = "{wanted.kind}"'
    assert dict(problem.params) == {"field": field, "with": f'kind = "{one.kind}"'}
    assert problem.value == "t"


@pytest.mark.parametrize("one", [distribution({"a": 1}, 2), mean(3, 2), headcount(3), count(1, 2)])
def test_any_kind_may_have_a_target_that_is_not_stated_or_none(one):
    assert verdict([one, one], not_stated()).outcome is Outcome.TARGET_NOT_STATED
    assert verdict([one, one], None).outcome is Outcome.NO_TARGET


@pytest.mark.parametrize("wanted", [SHARE, everyone(), going(INCREASE)])
def test_several_counts_where_one_is_wanted(wanted):
    two = [count(1, 2, strata={"network": name, "group": "total"}) for name in ("a", "total")]
    assert faults(two, wanted) == [("PAL349", "verdict", "count")]
    assert dict(caught(two, wanted).problems[0].params) == {"counts": 2, "strata": "network, group"}
    assert dict(caught([count(1, 2)] * 3, wanted).problems[0].params) == {"counts": 3, "strata": "–"}
    assert dict(caught([*two, count(1, 2)], wanted).problems[0].params) == {"counts": 3, "strata": "network, group"}
    assert dict(caught([two[0], count(1, 2)], wanted).problems[0].params)["strata"] == "network, group"


def test_a_target_for_every_group_wants_groups_and_each_once():
    for one in (
        headcount(9, None),
        headcount(9, "total"),
        headcount(9, "unknown"),
        headcount(9, strata={"network": "a"}),
    ):
        assert faults(one, in_every_group(2)) == [("PAL309", one.name, "strata")]
        (problem,) = caught(one, in_every_group(2)).problems
        assert dict(problem.params) == {"field": 'kind = "count-per-group"', "needs": "group"}
        assert problem.value == "t"
    twice = [headcount(2, "b"), headcount(3, "a"), headcount(2, "a")]
    assert faults(twice, in_every_group(2)) == [("PAL313", "i (group a)", "count", 2)]
    assert dict(caught(twice, in_every_group(2)).problems[0].params) == {"first": 2}


def test_all_that_is_wrong_with_a_call_is_told_at_once_and_the_same_only_once():
    other = mean(1, 2, indicator="j")
    assert faults([other, other, mean(1, 2), 7], SHARE, 3, confidence=1) == [
        ("PAL332", "verdict", "confidence"),
        ("PAL201", "verdict", "count", 3),
        ("PAL201", "verdict", "before"),
        ("PAL347", "j", "indicator"),
        ("PAL315", "i", "kind"),
        ("PAL349", "verdict", "count"),
    ]
