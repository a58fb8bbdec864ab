"""Verdicts at the printed point and printed changes, held against fractions: nothing is rounded, nothing guessed."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from palnet.assess import Outcome, change_since, verdict_at_point
from palnet.model import Direction, Earlier, Figure, Form, Target, TargetKind, Unit
from palnet.period import Period
from palnet.text import Text

PERCENTS = st.decimals(0, 100, places=2)
WAYS = {Direction.INCREASE: 1, Direction.DECREASE: -1, Direction.MAINTAIN: 0}
ROUGH = tuple(form for form in Form if form is not Form.EXACT)
JUDGED = (Outcome.MET, Outcome.NOT_MET)


def figure(**given):
    given = {"form": Form.EXACT, **given}
    if given["form"] is Form.PICTURE:
        given = {name: given[name] for name in ("form", "earlier", "numerator") if name in given} | {"picture": "p"}
    said = {"id": "f", "label": Text(nb="F"), "region": "r", "period": Period.year(2023)}
    return Figure(words=Text(nb="mange"), unit=Unit.PERSONS, **said, **given)


def target(kind, **given):
    return Target(id="t", indicator="i", kind=kind, **given)


def outcome(figure, target):
    return verdict_at_point(figure, target).outcome


@st.composite
def counts(draw):
    n = draw(st.integers(1, 400))
    return draw(st.integers(0, n)), n


@st.composite
def numbers(draw):
    """What a figure may have printed of numbers, each or none."""
    made = {}
    if draw(st.booleans()):
        made["percent"] = draw(PERCENTS)
    if draw(st.booleans()):
        made["numerator"], made["denominator"] = draw(counts())
    elif draw(st.booleans()):
        made["numerator"] = draw(st.integers(0, 400))
    if draw(st.booleans()):
        made["value"] = Decimal(draw(st.integers(0, 30)))
    for name in ("answered", "roster"):
        if draw(st.booleans()):
            made[name] = draw(st.integers(0, 400))
    return made


@st.composite
def targets(draw):
    kind = draw(st.sampled_from(TargetKind))
    made = {}
    if kind is TargetKind.SHARE:
        made["percent"] = draw(PERCENTS)
        made["direction"] = draw(st.sampled_from([None, Direction.INCREASE, Direction.DECREASE]))
    elif kind is TargetKind.COUNT_PER_GROUP:
        made["count"] = draw(st.integers(0, 30))
    elif kind is TargetKind.DIRECTION:
        made["direction"] = draw(st.sampled_from(Direction))
    else:
        made["direction"] = draw(st.sampled_from([None, *Direction]))
    return target(kind, **made)


def last_year(**given):
    return Earlier(period=Period.year(2022), **given)


@st.composite
def earliers(draw):
    made = draw(numbers())
    kept = {name: made[name] for name in ("percent", "value") if name in made}
    return last_year(form=draw(st.sampled_from(Form)), words=Text(nb="færre"), **kept)


def at_the_point(made):
    """The printed share as a fraction of one: k over n before the percentage; None where no share is printed."""
    if made.numerator is not None and made.denominator is not None:
        return Fraction(made.numerator, made.denominator)
    return None if made.percent is None else Fraction(made.percent) / 100


def step(made, before):
    for name in ("percent", "value"):
        now, then = getattr(made, name), getattr(before, name)
        if now is not None and then is not None:
            return Fraction(now) - Fraction(then)
    return None


def expected(made, wanted):
    if wanted is None:
        return Outcome.NO_TARGET
    if wanted.kind is TargetKind.NOT_STATED:
        return Outcome.TARGET_NOT_STATED
    reached = None
    if made.form is Form.EXACT:
        share = at_the_point(made)
        if wanted.kind is TargetKind.COUNT_PER_GROUP:
            reached = None if made.value is None else int(made.value) >= wanted.count
        elif wanted.kind is TargetKind.EVERYONE:
            reached = None if share is None else share == 1
        elif wanted.kind is TargetKind.SHARE and share is not None:
            asked = Fraction(wanted.percent) / 100
            reached = share <= asked if wanted.direction is Direction.DECREASE else share >= asked
        elif wanted.kind is TargetKind.DIRECTION and made.earlier and made.earlier[0].form is Form.EXACT:
            moved = step(made, made.earlier[0])
            reached = None if moved is None else (moved > 0) - (moved < 0) == WAYS[wanted.direction]
    return Outcome.NOT_MEASURED if reached is None else Outcome.MET if reached else Outcome.NOT_MET


@given(numbers(), st.sampled_from(Form), st.none() | targets(), st.none() | earliers())
def test_every_kind_of_target_and_form_of_figure(printed, form, wanted, before):
    made = figure(form=form, earlier=() if before is None else (before,), **printed)
    verdict = verdict_at_point(made, wanted)
    assert verdict.outcome == expected(made, wanted)
    assert (verdict.figure, verdict.target) == (made, wanted)


@given(counts(), st.integers(0, 10000))
@example((159, 200), 8000)
@example((160, 200), 8000)
@example((1, 3), 3333)
@example((1, 3), 3334)
def test_printed_counts_are_compared_in_whole_numbers(printed, hundredths):
    k, n = printed
    wanted = target(TargetKind.SHARE, percent=Decimal(hundredths).scaleb(-2))
    made = figure(numerator=k, denominator=n, percent=Decimal(100))
    assert (outcome(made, wanted) is Outcome.MET) == (10000 * k >= hundredths * n)


def test_what_rounds_up_to_the_target_does_not_reach_it():
    """159 of 200 is 79.5 %, which a report prints as 80 %."""
    wanted = target(TargetKind.SHARE, percent=Decimal(80))
    printed = {"percent": Decimal(80)}
    assert outcome(figure(**printed), wanted) is Outcome.MET
    assert outcome(figure(**printed, numerator=159, denominator=200), wanted) is Outcome.NOT_MET
    assert outcome(figure(**printed, numerator=160, denominator=200), wanted) is Outcome.MET


@given(PERCENTS, st.integers(0, 400), st.integers(0, 400))
def test_how_many_answered_the_survey_is_no_denominator(percent, k, answered):
    wanted = target(TargetKind.SHARE, percent=Decimal(50))
    assert outcome(figure(numerator=k, answered=answered, roster=answered), wanted) is Outcome.NOT_MEASURED
    made = figure(percent=percent, numerator=k, answered=answered, roster=answered)
    assert outcome(made, wanted) == outcome(figure(percent=percent), wanted)


@given(numbers(), PERCENTS, PERCENTS, st.sampled_from([None, Direction.INCREASE, Direction.DECREASE]))
def test_a_tightened_target_never_turns_not_met_into_met(printed, one, other, direction):
    loose, tight = sorted((one, other), reverse=direction is Direction.DECREASE)
    loosely, tightly = (
        outcome(figure(**printed), target(TargetKind.SHARE, percent=percent, direction=direction))
        for percent in (loose, tight)
    )
    assert (loosely, tightly) != (Outcome.NOT_MET, Outcome.MET)
    assert (loosely in JUDGED) == (tightly in JUDGED)


@given(counts(), PERCENTS)
def test_at_most_and_at_least_agree_only_on_the_target_itself(printed, percent):
    k, n = printed
    made = figure(numerator=k, denominator=n)
    both = {
        outcome(made, target(TargetKind.SHARE, percent=percent, direction=way))
        for way in (Direction.INCREASE, Direction.DECREASE)
    }
    assert both == ({Outcome.MET} if Fraction(k, n) == Fraction(percent) / 100 else set(JUDGED))


def test_a_number_in_every_group_may_be_asked_for_at_most():
    for value, way, said in [
        (2, None, Outcome.MET),
        (1, None, Outcome.NOT_MET),
        (2, Direction.DECREASE, Outcome.MET),
        (3, Direction.DECREASE, Outcome.NOT_MET),
        (3, Direction.INCREASE, Outcome.MET),
    ]:
        wanted = target(TargetKind.COUNT_PER_GROUP, count=2, direction=way)
        assert outcome(figure(value=Decimal(value)), wanted) is said


def test_a_target_that_is_not_stated_comes_before_every_number():
    assert outcome(figure(percent=Decimal(100)), target(TargetKind.NOT_STATED)) is Outcome.TARGET_NOT_STATED


@pytest.mark.parametrize("form", ROUGH)
@pytest.mark.parametrize("kind", [TargetKind.SHARE, TargetKind.EVERYONE, TargetKind.COUNT_PER_GROUP])
def test_what_is_not_printed_exactly_is_not_judged(form, kind):
    more = {TargetKind.SHARE: {"percent": Decimal(10)}, TargetKind.COUNT_PER_GROUP: {"count": 1}}.get(kind, {})
    made = figure(form=form, percent=Decimal(100), value=Decimal(20))
    assert outcome(made, target(kind, **more)) is Outcome.NOT_MEASURED


def test_a_direction_is_judged_by_the_year_before_and_by_no_other():
    wanted = target(TargetKind.DIRECTION, direction=Direction.INCREASE)
    older = Earlier(period=Period.year(2019), percent=Decimal(90))
    vague = Earlier(percent=Decimal(90))
    before = last_year(percent=Decimal(40))
    for earlier, said in [
        ((), Outcome.NOT_MEASURED),
        ((older, vague), Outcome.NOT_MEASURED),
        ((older, vague, before), Outcome.MET),
        ((attrs.evolve(before, form=Form.APPROXIMATE),), Outcome.NOT_MEASURED),
        ((last_year(value=Decimal(40)),), Outcome.NOT_MEASURED),
    ]:
        assert outcome(figure(percent=Decimal(50), earlier=earlier), wanted) is said


@pytest.mark.parametrize("name", ["percent", "value"])
@pytest.mark.parametrize(
    ("now", "then", "rising", "falling", "still"),
    [("40.5", "40", True, False, False), ("39.5", "40", False, True, False), ("40", "40", False, False, True),
     ("48", "40", True, False, False), ("0", "0", False, False, True)],
)  # fmt: skip
def test_a_direction_is_judged_by_the_step(name, now, then, rising, falling, still):
    made = figure(**{name: Decimal(now)}, earlier=(last_year(**{name: Decimal(then)}),))
    for way, reached in [(Direction.INCREASE, rising), (Direction.DECREASE, falling), (Direction.MAINTAIN, still)]:
        said = outcome(made, target(TargetKind.DIRECTION, direction=way))
        assert said is (Outcome.MET if reached else Outcome.NOT_MET)


# Changes.

NUMBERED = st.sampled_from([Form.EXACT, Form.APPROXIMATE])


@given(PERCENTS, PERCENTS, NUMBERED, NUMBERED)
def test_percentages_change_by_points(now, then, form, before):
    change = change_since(figure(percent=now, form=form), last_year(percent=then, form=before))
    assert Fraction(change.points) == Fraction(now) - Fraction(then)
    assert (change.difference, change.relative) == (None, None)
    assert change.approximate == (Form.APPROXIMATE in {form, before})


@given(st.integers(0, 10**6), st.integers(0, 10**6), NUMBERED, NUMBERED)
def test_numbers_change_by_a_difference_and_its_share_of_the_earlier(now, then, form, before):
    change = change_since(figure(value=Decimal(now), form=form), last_year(value=Decimal(then), form=before))
    assert change.points is None
    assert change.difference == now - then
    assert change.approximate == (Form.APPROXIMATE in {form, before})
    if then == 0:
        assert change.relative is None
    else:
        assert abs(Fraction(change.relative) - Fraction(100 * (now - then), then)) < Fraction(1, 10**15)


@given(st.sampled_from(["percent", "value"]), PERCENTS, PERCENTS, NUMBERED, NUMBERED)
def test_the_way_back_is_the_same_way_with_the_other_sign(name, one, other, form, before):
    there = change_since(figure(**{name: one}, form=form), last_year(**{name: other}, form=before))
    back = change_since(figure(**{name: other}, form=before), last_year(**{name: one}, form=form))
    for kind in ("points", "difference"):
        assert (getattr(there, kind) is None) == (getattr(back, kind) is None)
        if getattr(there, kind) is not None:
            assert getattr(there, kind) == -getattr(back, kind)
    assert there.approximate == back.approximate
    assert (there.points is None) == (name == "value")


@given(numbers(), earliers())
def test_there_is_a_change_only_between_two_numbers_of_one_sort(printed, before):
    made = figure(**printed)
    alike = step(made, before) is not None and before.form in (Form.EXACT, Form.APPROXIMATE)
    assert (change_since(made, before) is not None) == alike


@given(st.sampled_from(["percent", "value"]), PERCENTS, PERCENTS, st.sampled_from(Form), st.sampled_from(Form))
def test_a_change_is_not_measured_from_a_change_nor_from_words(name, now, then, form, before):
    assume(not {form, before} <= {Form.EXACT, Form.APPROXIMATE})
    assert change_since(figure(**{name: now}, form=form), last_year(**{name: then}, form=before)) is None
