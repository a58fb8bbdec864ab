"""What is counted, held against brute force that shares no code with it."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.counting import oracle
from tests.counting.invented import (
    BASES,
    DIVISIONS,
    NAME,
    PEOPLE,
    PREDICATES,
    QUESTIONNAIRE,
    RESPONDENTS,
    answers,
    indicators,
    roster_of,
    several,
)

from palnet import Answers, CountedFrom, Indicator, Kind, Missing, count
from palnet.counting.evaluate import Evaluation
from palnet.testing.strategies import worlds


def agrees(found, expected):
    """Whether a count says what the oracle does, and no more."""
    assert found.state.value == expected["state"]
    if expected["state"] == "not-asked":
        assert (found.numerator, found.denominator, found.values) == (None, None, ())
        return
    assert found.numerator == expected.get("numerator")
    assert found.denominator == expected.get("denominator")
    assert found.respondents == expected.get("respondents")
    assert {reason.value: number for reason, number in found.missing} == expected["missing"]
    assert (found.base_unknown, found.taken_as_no) == (expected["base_unknown"], expected["taken_as_no"])
    if found.kind in (Kind.MEAN, Kind.MEDIAN):
        assert [(Fraction(code), number) for code, number in found.values] == list(expected.get("values", {}).items())
    else:
        assert dict(found.values) == expected.get("values", {})
    if "value" in expected:
        assert found.value == expected["value"]


@given(several(), answers(), DIVISIONS, st.booleans())
def test_every_count_of_every_stratum_and_margin_is_the_oracles(chosen, given, by, margins):
    counts = count(chosen, given, by=by, margins=margins)
    people = oracle.respondents_of(given)
    places = oracle.places(given.questionnaire, people, by, margins)
    assert sorted((one.indicator, *(code for _, code in one.strata)) for one in counts) == sorted(
        (one.id, *place) for one in chosen for place in places
    )
    by_id = {one.id: one for one in chosen}
    for found in counts:
        place = tuple(code for _, code in found.strata)
        agrees(found, oracle.count(by_id[found.indicator], given, place, by))
        kept = [name for name, code in found.strata if code != "total"]
        assert found.level == ("+".join(kept) or "total")
        assert [name for name, _ in found.strata] == by


@given(PREDICATES, answers())
def test_a_predicate_is_true_false_or_unknown_as_kleenes_tables_say(predicate, given):
    found = Evaluation(given).of(predicate)
    for truth, person in zip(found, oracle.respondents_of(given), strict=True):
        value, why = oracle.truth(given.questionnaire, person, predicate)
        if value == oracle.U:
            assert (truth.known, truth.reason) == (False, Missing(why))
        else:
            assert (truth.known, truth.name.lower(), truth.reason) == (True, value, None)


@given(indicators(), answers(), DIVISIONS)
def test_everybody_is_counted_once(indicator, given, by):
    counts = count(indicator, given, by=by)
    for found in counts:
        place = tuple(code for _, code in found.strata)
        expected = oracle.count(indicator, given, place, by)
        if expected["state"] in ("value", "no-answers") and indicator.kind is not Kind.RATIO:
            parts = (found.denominator or 0, found.missing_total, found.base_unknown, expected["outside"])
            assert sum(parts) == expected["respondents_in_all"]


def matches(person, indicator, place, by):
    """Whether somebody on the roster is spoken of and in that place; the base must ask only who they are."""
    role, sector, group = person
    cells = {"role": role, "sector": sector, "group": group}
    base, _ = oracle.membership(QUESTIONNAIRE, cells, indicator)
    here = all(
        code == "total" or oracle.is_a(QUESTIONNAIRE, name, cells[name], code)
        for name, code in zip(by, place, strict=True)
    )
    return base == oracle.T and here


@given(
    BASES,
    RESPONDENTS,
    st.sampled_from(["degree", "yes-no", "follow-up", "of-nurses", "of-hospitals", "ticks"]),
    st.lists(PEOPLE, min_size=1, max_size=10),
    st.lists(st.sampled_from(["role", "sector", "group"]), max_size=2, unique=True),
)
def test_the_roster_in_the_base_is_the_persons_of_the_base_or_not_known(base, respondents, asked, people, by):
    indicator = Indicator(
        id="i",
        label=NAME,
        kind=Kind.DISTRIBUTION,
        counted_from=CountedFrom.ANSWERS,
        respondents=respondents,
        base=base,
        question=asked,
    )
    nobody = Answers(questionnaire=QUESTIONNAIRE, columns={})
    counts = count(indicator, nobody, roster=roster_of(people), by=by, margins=True)
    named = {
        name: set(column) for name, column in zip(("role", "sector", "group"), zip(*people, strict=True), strict=True)
    }
    for found in counts:
        place = tuple(code for _, code in found.strata)
        truth = sum(matches(person, indicator, place, by) for person in people)
        assert found.roster in (None, truth)
        if base is not None and oracle.questions_in(base):
            assert found.roster is None
        if asked in ("follow-up", "yes-no", "ticks") and found.state.value != "not-asked":
            assert not found.roster
    groups = {dict(found.strata).get("group") for found in counts}
    if "group" in by:
        assert named["group"] <= groups


@given(worlds(), st.data())
def test_every_count_of_a_whole_region_is_the_oracles(world, data):
    by = data.draw(
        st.lists(st.sampled_from(["role", "network", "group", "profession", "sector"]), max_size=2, unique=True)
    )
    counts = world.count(by, margins=data.draw(st.booleans()))
    chosen = {one.id: one for one in world.indicators}
    people = oracle.respondents_of(world.answers)
    places = oracle.places(world.questionnaire, people, by, margins=False)
    for found in counts:
        indicator = chosen[found.indicator]
        if indicator.counted_from is CountedFrom.ANSWERS:
            place = tuple(code for _, code in found.strata)
            expected = oracle.count(indicator, world.answers, place, by)
            if {found.state.value, expected["state"]} == {"no-answers", "empty-base"}:
                # The oracle knows no roster, which may say that there are others in the base, or nobody.
                expected["state"] = found.state.value
            agrees(found, expected)
    assert places <= {tuple(code for _, code in found.strata) for found in counts}
