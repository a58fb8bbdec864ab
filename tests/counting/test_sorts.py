"""A sort of people beside the wider one that they are of: who is in which row, among the answers and on the roster."""

import datetime as dt
from collections import Counter

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import GROUPS, NAME, QUESTIONNAIRE, ROLES, options

from palnet import (
    Answers,
    CountedFrom,
    Headcount,
    Indicator,
    Is,
    Kind,
    Question,
    QuestionKind,
    Questionnaire,
    Respondents,
    Roster,
    Sector,
    State,
    Stratum,
    count,
)

DAY = dt.date(2023, 12, 31)
EVERYBODY = tuple(Respondents(role=role) for role in ROLES)
GOOD = Indicator(
    id="good",
    label=NAME,
    kind=Kind.PROPORTION,
    counted_from=CountedFrom.ANSWERS,
    respondents=EVERYBODY,
    numerator=Is("degree", "1"),
)
RATE = Indicator(id="rate", label=NAME, kind=Kind.PROPORTION, counted_from=CountedFrom.ROSTER, respondents=EVERYBODY)
OF_NURSES = attrs.evolve(RATE, respondents=(Respondents(role="nurse"),))
MEMBERS = Indicator(id="members", label=NAME, kind=Kind.COUNT, counted_from=CountedFrom.HEADCOUNTS)


def roster_of(*headcounts):
    return Roster(id="invented/2023", region="invented", date=DAY, headcounts=headcounts)


def rosters_of(people):
    """The roster as rosters are printed, home care as a subset of its municipality."""
    outer = Counter(
        (role, group, "hospital" if sector == "hospital" else "municipality") for role, sector, group in people
    )
    inner = Counter((role, group) for role, sector, group in people if sector == "home-care")
    return roster_of(
        *(
            Headcount(
                count=number,
                role=role,
                group=group,
                sector=Sector(sector),
                including=(Headcount(count=inner[role, group], sector=Sector.HOME_CARE),)
                if sector == "municipality"
                else (),
            )
            for (role, group, sector), number in sorted(outer.items())
        )
    )


SECTORS = ["hospital", "municipality", "home-care"]
PEOPLE = st.tuples(st.sampled_from(ROLES), st.sampled_from(SECTORS), st.sampled_from(GROUPS))


@given(
    st.lists(PEOPLE, min_size=1, max_size=12),
    st.lists(PEOPLE, max_size=6),
    st.lists(st.sampled_from(["role", "sector", "group"]), max_size=3, unique=True),
    st.booleans(),
)
def test_every_row_has_on_the_roster_those_who_would_have_answered_in_it(answered, silent, by, margins):
    rows = [{"role": role, "sector": sector, "group": group} for role, sector, group in answered]
    columns = {name: [row[name] for row in rows] for name in ("role", "sector", "group")}
    given = Answers(questionnaire=QUESTIONNAIRE, columns=columns | {"degree": ["1"] * len(rows)})
    everybody = [dict(zip(("role", "sector", "group"), one, strict=True)) for one in (*answered, *silent)]
    named = tuple(Respondents(role=role) for role in sorted({role for role, *_ in (*answered, *silent)}))
    asked = [attrs.evolve(one, respondents=named) for one in (RATE, GOOD)]
    for one in count(asked, given, roster=rosters_of([*answered, *silent]), by=by, margins=margins):

        def here(some, place=one.strata):
            return sum(all(code in ("total", person[name]) for name, code in place) for person in some)

        expected = here(everybody)
        # What the roster names nobody of is not known to be nobody.
        assert one.roster == expected or (one.roster is None and not expected)
        if one.state is State.VALUE:
            assert one.denominator == (expected if one.indicator == "rate" else here(rows))


def nurses(*, nested, asked_of=()):
    """A questionnaire that asks nurses and coordinators what they are."""
    professions = options("nurse", "coordinator", part_of={"coordinator": "nurse"} if nested else {})
    return Questionnaire(
        id="professions",
        label=NAME,
        survey="annual",
        period=QUESTIONNAIRE.period,
        questions=(
            Question(
                id="profession",
                label=NAME,
                kind=QuestionKind.SINGLE,
                background=True,
                stratum=Stratum.PROFESSION,
                options=professions,
                asked_of=asked_of,
            ),
            Question(
                id="role",
                label=NAME,
                kind=QuestionKind.SINGLE,
                background=True,
                stratum=Stratum.ROLE,
                options=options("nurse", "manager"),
                asked_of=(),
            ),
            next(one for one in QUESTIONNAIRE.questions if one.id == "degree"),
        ),
    )


def by_profession(roster, questionnaire, indicator=OF_NURSES):
    columns = {"profession": ["nurse"] * 7 + ["coordinator"] * 2, "role": ["nurse"] * 9, "degree": ["1"] * 9}
    counts = count(indicator, Answers(questionnaire=questionnaire, columns=columns), roster=roster, by="profession")
    return {one.strata[0][1]: (one.state, one.numerator, one.roster) for one in counts}


COORDINATORS = Headcount(count=3, profession="coordinator")
NURSES = Headcount(count=10, role="nurse", profession="nurse", including=(COORDINATORS,))


@pytest.mark.parametrize("nested", [True, False])
def test_coordinators_are_among_the_nurses_on_the_roster_and_beside_them_in_the_answers(nested):
    assert by_profession(roster_of(NURSES), nurses(nested=nested)) == {
        "nurse": (State.VALUE, 7, 7),
        "coordinator": (State.VALUE, 2, 3),
    }
    # A headcount is told as the roster states it, whoever else is told beside it.
    assert by_profession(roster_of(NURSES), nurses(nested=nested), MEMBERS) == {
        "nurse": (State.VALUE, 10, 10),
        "coordinator": (State.VALUE, 3, 3),
    }


def test_where_the_roster_does_not_say_how_many_are_of_the_narrower_sort_the_wider_is_not_known():
    alone = roster_of(attrs.evolve(NURSES, including=()))
    unknown = (State.NOT_MEASURED, None, None)
    assert by_profession(alone, nurses(nested=True)) == {"nurse": unknown, "coordinator": unknown}
    assert by_profession(alone, nurses(nested=False))["nurse"] == (State.VALUE, 7, 10)


def test_where_all_are_of_the_narrower_sort_nobody_is_left_in_the_wider():
    all_of_them = roster_of(attrs.evolve(NURSES, including=(attrs.evolve(COORDINATORS, count=10),)))
    assert by_profession(all_of_them, nurses(nested=True))["nurse"] == (State.EMPTY_BASE, None, 0)


def test_parts_that_are_more_than_their_whole_leave_it_unknown():
    several = roster_of(attrs.evolve(NURSES, including=(), parts=(attrs.evolve(COORDINATORS, count=11),)))
    assert by_profession(several, nurses(nested=True))["nurse"] == (State.NOT_MEASURED, None, None)


def test_what_nobody_could_say_of_themselves_has_no_response_rate():
    outer = Headcount(count=12, role="nurse", profession="healthcare", parts=(NURSES,))
    special = Headcount(count=2, profession="leading-coordinator")
    inner = attrs.evolve(NURSES, including=(attrs.evolve(COORDINATORS, including=(special,)),))
    for roster, code in ((roster_of(outer), "healthcare"), (roster_of(inner), "leading-coordinator")):
        found = by_profession(roster, nurses(nested=True))
        assert found.pop(code) == (State.NOT_MEASURED, None, None)
        assert found == {"nurse": (State.VALUE, 7, 7), "coordinator": (State.VALUE, 2, 3)}


def test_who_was_not_asked_what_they_are_did_not_fail_to_say_it():
    managers = nurses(nested=True, asked_of=(Respondents(role="manager"),))
    found = by_profession(roster_of(NURSES), managers)
    assert set(found.values()) == {(State.NOT_MEASURED, None, None)}


def test_with_one_role_asked_the_role_is_known_without_a_question():
    asked = nurses(nested=True)
    questions = tuple(
        attrs.evolve(one, asked_of=(Respondents(role="nurse"),)) for one in asked.questions if one.id != "role"
    )
    given = Answers(questionnaire=attrs.evolve(asked, questions=questions), columns={"degree": ["1", "2"]})
    roster = roster_of(Headcount(count=4, role="nurse"), Headcount(count=2, role="manager"))
    counts = count(OF_NURSES, given, roster=roster, by="role")
    assert {one.strata[0][1]: (one.state, one.numerator, one.roster) for one in counts} == {
        "nurse": (State.VALUE, 2, 4),
        "manager": (State.NOT_MEASURED, None, None),
    }
