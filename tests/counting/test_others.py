"""What is counted from the roster and from meetings: response rate, headcounts, attendance."""

import datetime as dt
from collections import Counter
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import DAYS, NAME, PEOPLE, QUESTIONNAIRE, roster_of
from tests.counting.test_properties import NURSES, SAYS_YES, of

from palnet import (
    Answers,
    Attendance,
    CountedFrom,
    Event,
    EventKind,
    EventStatus,
    Headcount,
    Indicator,
    Kind,
    Missing,
    Period,
    Respondents,
    Roster,
    Sector,
    State,
    When,
    count,
)

BOTH = (Respondents(role="nurse"), Respondents(role="physio"))
RATE = Indicator(id="rate", label=NAME, kind=Kind.PROPORTION, counted_from=CountedFrom.ROSTER, respondents=BOTH)
MEMBERS = Indicator(id="members", label=NAME, kind=Kind.COUNT, counted_from=CountedFrom.HEADCOUNTS)
MET = Indicator(id="met", label=NAME, kind=Kind.RATIO, counted_from=CountedFrom.ATTENDANCE)
NOBODY = Answers(questionnaire=QUESTIONNAIRE, columns={})


def rows(people):
    return [{"role": role, "sector": sector, "group": group} for role, sector, group in people]


def asked(group):
    return group if group != "east" else "west"


@given(st.lists(PEOPLE, min_size=1, max_size=10), st.data())
def test_the_response_rate_is_who_answered_over_who_is_on_the_roster(people, data):
    people = [(role, sector, asked(group)) for role, sector, group in people]
    answered = data.draw(st.lists(st.sampled_from(range(len(people))), unique=True))
    managers = [{"role": "manager", "sector": "hospital", "group": "north"}] * data.draw(st.integers(0, 3))
    given = of([*rows([people[n] for n in answered]), *managers])
    # A sort of people that the roster does not name is not known to be nobody.
    named = tuple(one for one in BOTH if one.role in {role for role, _, _ in people})
    counts = count(attrs.evolve(RATE, respondents=named), given, roster=roster_of(people), by="group", margins=True)
    whole = counts.get("rate")
    assert (whole.numerator, whole.denominator, whole.roster) == (len(answered), len(people), len(people))
    assert whole.value == Fraction(len(answered), len(people))
    there = Counter(group for _, _, group in people)
    here = Counter(people[n][2] for n in answered)
    for one in counts[:-1]:
        group = dict(one.strata)["group"]
        if group in there:
            assert (one.numerator, one.denominator) == (here[group], there[group])
        else:
            assert one.state is State.NOT_MEASURED
    only = count(attrs.evolve(RATE, respondents=NURSES), given, roster=roster_of(people))[0]
    nurses = [role for role, _, _ in people].count("nurse")
    if nurses:
        assert only.denominator == nurses
        assert only.numerator == [people[n][0] for n in answered].count("nurse")


def test_a_response_rate_needs_both_answers_and_a_roster():
    roster = roster_of([("nurse", "hospital", "north")] * 3)
    for found in (*count(RATE, NOBODY), *count(RATE, roster), *count(RATE, [])):
        assert (found.state, found.numerator, found.value) == (State.NOT_MEASURED, None, None)
    (nobody,) = count(attrs.evolve(RATE, respondents=NURSES), NOBODY, roster=roster)
    assert (nobody.numerator, nobody.denominator, nobody.value) == (0, 3, 0)


def test_who_says_no_role_is_not_known_to_be_on_the_roster():
    roster = roster_of([("nurse", "hospital", "north")] * 3)
    given = of([{"role": "nurse"}, {"role": Missing.NOT_ANSWERED}])
    (found,) = count(attrs.evolve(RATE, respondents=NURSES), given, roster=roster)
    assert (found.numerator, found.denominator, found.base_unknown) == (1, 3, 1)


def test_a_rate_of_everybody_asks_for_no_role():
    roster = roster_of([("nurse", "hospital", "north")] * 3)
    (found,) = count(attrs.evolve(RATE, respondents=()), of([{"role": "manager"}]), roster=roster)
    assert (found.numerator, found.denominator) == (1, 3)


def test_where_the_roster_has_nobody_there_is_no_rate():
    people = [("nurse", "hospital", "north"), ("physio", "hospital", "south")]
    counts = count(
        attrs.evolve(RATE, respondents=NURSES),
        of([{"role": "nurse", "group": "north"}]),
        roster=roster_of(people),
        by="group",
    )
    assert [(one.state, one.roster) for one in counts][:2] == [(State.VALUE, 1), (State.EMPTY_BASE, 0)]


@given(st.lists(PEOPLE, min_size=1, max_size=10))
def test_headcounts_are_the_rosters_own_numbers(people):
    roster = roster_of(people, invented=True)
    for data, named in ((roster, {}), (NOBODY, {"roster": roster}), ([], {"roster": roster})):
        counts = count(MEMBERS, data, by="role", margins=True, **named)
        whole = counts.get("members")
        assert (whole.numerator, whole.denominator, whole.roster, whole.value) == (
            len(people),
            None,
            len(people),
            len(people),
        )
        roles = Counter(role for role, _, _ in people)
        assert {
            dict(one.strata)["role"]: one.numerator for one in counts if one.state is State.VALUE and one != whole
        } == roles
        assert whole.origin.inputs == ("invented/2023",)
        assert whole.origin.synthetic
    assert count(MEMBERS, NOBODY)[0].state is State.NOT_MEASURED


def test_home_care_is_the_municipalitys_with_and_without_a_questionnaire():
    roster = Roster(
        id="r",
        region="x",
        date=dt.date(2023, 1, 1),
        headcounts=(
            Headcount(count=3, network="a", sector=Sector.HOME_CARE),
            Headcount(count=4, network="a", sector=Sector.HOSPITAL),
            Headcount(count=5, network="b", sector=Sector.MUNICIPALITY),
        ),
    )
    for data, named in ((roster, {}), (NOBODY, {"roster": roster})):
        counts = count(MEMBERS, data, by="sector", **named)
        assert {dict(one.strata)["sector"]: one.numerator for one in counts} == {
            "home-care": None,
            "hospital": 4,
            "municipality": 8,
        }


def event(number, group=None, networks=(), attendance=None, **when):
    return Event(
        id=f"meeting/{number}",
        label=NAME,
        kind=EventKind.STUDY_DAY,
        when=When(**(when or {"date": dt.date(2023, 3, 1)})),
        region="x",
        group=group,
        networks=networks,
        status=EventStatus.HELD,
        attendance=attendance,
    )


MEETINGS = st.lists(
    st.tuples(
        st.sampled_from(["north", "south", None]),
        st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted),
        st.sampled_from([*DAYS, 2022, 2023]),
    ),
    max_size=6,
)


@given(MEETINGS)
def test_attendance_is_the_attended_over_the_invited_of_the_periods_meetings(meetings):
    events = [
        event(
            n,
            group,
            attendance=None if numbers is None else Attendance(attended=numbers[0], invited=numbers[1]),
            **({"year": day} if isinstance(day, int) else {"date": day}),
        )
        for n, (group, numbers, day) in enumerate(meetings)
    ]
    counts = count(MET, events, by="group", margins=True, period=2023)
    held = [
        (group, *numbers)
        for group, numbers, day in meetings
        if numbers is not None and (day if isinstance(day, int) else day.year) == 2023
    ]
    groups = sorted({group for group, _, _ in held if group is not None})
    assert sorted(dict(one.strata)["group"] for one in counts) == [*groups, "total"]
    for one in counts:
        group = dict(one.strata)["group"]
        mine = [(k, n) for g, k, n in held if group in (g, "total")]
        if not mine:
            assert one.state is State.NOT_MEASURED
        elif not sum(n for _, n in mine):
            assert one.state is State.EMPTY_BASE
        else:
            assert (one.numerator, one.denominator) == (sum(k for k, _ in mine), sum(n for _, n in mine))
            assert one.answered == 0  # attendances are nobody's answers
    assert count(MET, NOBODY, events=events, by="group", margins=True).get("met").value == counts.get("met").value
    assert count(MET, NOBODY)[0].state is State.NOT_MEASURED


def test_a_meeting_counts_in_every_network_it_was_for_and_once_in_the_whole():
    both = event(1, networks=("a", "b"), attendance=Attendance(attended=3, invited=4))
    one = event(2, networks=("a",), attendance=Attendance(attended=1, invited=2))
    counts = count(MET, [both, one], by="network", margins=True)
    assert [(dict(c.strata)["network"], c.numerator, c.denominator) for c in counts] == [
        ("a", 4, 6),
        ("b", 3, 4),
        ("total", 4, 6),
    ]


@pytest.mark.parametrize("by", ["role", "profession", "sector"])
def test_attendance_of_a_sort_of_people_is_not_measured(by):
    counts = count(
        MET,
        NOBODY,
        events=[event(1, group="north", attendance=Attendance(attended=1, invited=2))],
        by=["group", by],
        margins=True,
    )
    assert counts.get("met").numerator == 1
    assert counts.get("met", group="north").numerator == 1
    assert {c.state for c in counts if dict(c.strata)[by] != "total"} <= {State.NOT_MEASURED}
    assert {c.level for c in counts} >= {"group", by, "total"} - ({by} if by == "profession" else set())


def test_a_meeting_to_which_nobody_could_come_has_an_empty_base():
    (found,) = count(MET, [event(1, attendance=Attendance(attended=0, invited=0))])
    assert (found.state, found.numerator, found.value) == (State.EMPTY_BASE, None, None)


def test_a_meeting_without_a_year_belongs_to_any_period():
    continuous = event(1, continuous=True, attendance=Attendance(attended=1, invited=2))
    assert count(MET, [continuous], period=Period.year(2019))[0].numerator == 1


def test_where_counts_come_from_is_said():
    meeting = event(1, group="north", attendance=Attendance(attended=1, invited=2))
    unheld = event(2, group="north")
    roster = roster_of([("nurse", "hospital", "north")] * 3)
    given = of([{"role": "nurse", "yes-no": "yes"}], synthetic=True)
    rate = attrs.evolve(RATE, respondents=NURSES)
    counts = count([MET, MEMBERS, rate, SAYS_YES], given, roster=roster, events=[unheld, meeting])
    origins = {one.indicator: one.origin for one in counts}
    assert {name: (origin.counted_from, origin.inputs, origin.synthetic) for name, origin in origins.items()} == {
        "met": (CountedFrom.ATTENDANCE, ("meeting/1",), False),
        "members": (CountedFrom.HEADCOUNTS, ("invented/2023",), False),
        "rate": (CountedFrom.ROSTER, ("invented-2023", "invented/2023"), True),
        "says-yes": (CountedFrom.ANSWERS, ("invented-2023", "invented/2023"), True),
    }
    assert len({origin.input for origin in origins.values()}) == 3
    assert len({origin.definition for origin in origins.values()}) == 4
    (nothing,) = count(MET, NOBODY)
    assert (nothing.origin.input, nothing.origin.inputs) == ("", ())
    # A roster and a meeting may bear the same id.
    twin = attrs.evolve(roster, id="meeting/1")
    met = count([rate, MET], given, roster=twin, events=[meeting]).get("met")
    assert met.origin.input == origins["met"].input
