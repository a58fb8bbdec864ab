"""What little depends on, and what would be wrong without it: rows, reasons and messages at the edges of counting."""

import datetime as dt
from decimal import Decimal
from itertools import combinations_with_replacement

import attrs
import pytest
from tests.counting.invented import NAME, QUESTIONNAIRE, options, roster_of
from tests.counting.test_properties import NURSES, SAYS_YES, of
from tests.counting.test_sorts import rosters_of

from palnet import (
    Answers,
    AtLeast,
    Attendance,
    Between,
    Count,
    CountedFrom,
    DataError,
    DefinitionError,
    Event,
    EventKind,
    EventStatus,
    Includes,
    Indicator,
    Kind,
    Missing,
    Origin,
    Question,
    QuestionKind,
    Respondents,
    Sector,
    State,
    When,
    count,
)

RATE = Indicator(id="rate", label=NAME, kind=Kind.PROPORTION, counted_from=CountedFrom.ROSTER, respondents=NURSES)
AGE = Question(
    id="age",
    label=NAME,
    kind=QuestionKind.SINGLE,
    background=True,
    options=options("young", "old", missing={"no-say": Missing.DONT_KNOW}),
    asked_of=(),
)


def aged(*ages):
    questionnaire = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, AGE))
    columns = {"role": ["nurse"] * len(ages), "yes-no": ["yes"] * len(ages), "age": list(ages)}
    return Answers(questionnaire=questionnaire, columns=columns)


def test_a_background_question_divides_by_its_answers_and_who_gave_none_is_unknown():
    found = count(SAYS_YES, aged("old", "no-say", Missing.NOT_ANSWERED), by="age")
    assert [(one.strata, one.state, one.numerator) for one in found] == [
        ((("age", "young"),), State.NO_ANSWERS, None),
        ((("age", "old"),), State.VALUE, 1),
        ((("age", "unknown"),), State.VALUE, 2),
    ]


def test_several_ticks_together_are_a_stratum_of_their_own():
    given = of([{"role": "nurse", "yes-no": "yes", "place": frozenset(ticks)} for ticks in ("ba", "b")])
    assert [one.strata[0][1] for one in count(SAYS_YES, given, by="place")] == ["a+b", "b"]


def test_a_response_rate_tells_of_how_many_it_is_not_known_whether_they_are_on_the_roster():
    given = of([{"role": role} for role in ("nurse", "nurse", "manager", Missing.NOT_ANSWERED)])
    (found,) = count(RATE, given, roster=roster_of([("nurse", "hospital", "north")] * 5))
    assert (found.numerator, found.denominator, found.base_unknown) == (2, 5, 1)


@pytest.mark.parametrize(("by", "stratum"), [((), "total"), (("role", "group"), "nurse, north")])
def test_more_answers_than_there_are_on_the_roster_are_told_with_their_stratum(by, stratum):
    given = of([{"role": "nurse", "group": "north"}] * 3)
    with pytest.raises(DataError) as raised:
        count(RATE, given, roster=roster_of([("nurse", "hospital", "north")] * 2), by=by)
    (problem,) = raised.value.problems
    assert (problem.code, dict(problem.params)) == ("PAL346", {"answered": 3, "roster": 2, "stratum": stratum})


def test_a_question_that_there_is_not_is_told_as_one():
    with pytest.raises(DataError) as raised:
        count(attrs.evolve(SAYS_YES, numerator=type(SAYS_YES.numerator)("yes-noo", "yes")), of([{"role": "nurse"}]))
    (problem,) = raised.value.problems
    assert (dict(problem.params), problem.hint) == ({"kind": "question", "id": "yes-noo"}, "yes-no")


def test_bars_of_a_question_without_options_stand_in_the_order_of_their_codes():
    spread = Indicator(
        id="spread",
        label=NAME,
        kind=Kind.DISTRIBUTION,
        counted_from=CountedFrom.ANSWERS,
        respondents=NURSES,
        question="open-ticks",
    )
    given = [{"role": "nurse", "open-ticks": frozenset(ticks)} for ticks in ("c", "bd", "a", "", "b")]
    for rows in (given, given[::-1]):
        assert count(spread, of(rows))[0].values == (("a", 1), ("b", 2), ("c", 1), ("d", 1))


def test_a_meeting_belongs_to_its_networks_and_to_nothing_that_is_called_like_them():
    met = Indicator(id="met", label=NAME, kind=Kind.RATIO, counted_from=CountedFrom.ATTENDANCE)
    meeting = Event(
        id="m",
        label=NAME,
        kind=EventKind.STUDY_DAY,
        when=When(year=2023),
        region="x",
        networks=("north",),
        status=EventStatus.HELD,
        attendance=Attendance(attended=1, invited=2),
    )
    given = of([{"role": "nurse", "group": "north"}])
    assert {one.state for one in count(met, given, events=[meeting], by="role")} == {State.NOT_MEASURED}
    assert count(met, [meeting], by="network").get("met", network="north").numerator == 1
    assert count(met, [meeting])[0].period is None
    assert count(met, [meeting]).rows()[0]["period"] is None


MADE = {"indicator": "i", "kind": Kind.PROPORTION, "origin": Origin(counted_from=CountedFrom.ANSWERS, definition="d")}


def test_where_a_part_is_hidden_nothing_of_the_whole_tells_how_many_it_was():
    shown = Count(**MADE, numerator=3, denominator=9, base_unknown=2, taken_as_no=1)
    hidden = Count(**MADE, state=State.SUPPRESSED, base_unknown=4, taken_as_no=3, respondents=7)
    whole = Count.together([shown, attrs.evolve(shown, respondents=9), hidden])
    assert whole.state is State.SUPPRESSED
    assert (whole.base_unknown, whole.taken_as_no, whole.respondents) == (None, None, None)


def test_what_cannot_be_added_is_told_by_indicator_and_version():
    one = Count(**MADE, numerator=3, denominator=9)
    with pytest.raises(DataError) as raised:
        Count.together([one, attrs.evolve(one, indicator="j", version=2)])
    (problem,) = raised.value.problems
    assert (problem.code, dict(problem.params)) == ("PAL348", {"target": "i 1", "count": "j 2"})


def test_a_hash_of_several_is_as_long_as_one_and_depends_on_each():
    origins = [attrs.evolve(MADE["origin"], definition=name * 16, input=name) for name in "abc"]
    whole = Origin.together(origins)
    assert len(whole.definition) == 16
    assert whole == Origin.together(origins[::-1])
    assert len({Origin.together(origins[:n]).definition for n in (1, 2, 3)}) == 3
    assert Origin.together(origins[:2]).definition != Origin.together([origins[0], origins[2]]).definition


COLUMNS = {
    "degree": ["1", "2", "3", "4", "5"],
    "number": [0, Decimal("0.5"), 1, 2, 7],
    "day": [dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2023, 1, 2), dt.date(2023, 6, 1), dt.date(2024, 1, 1)],
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_range_holds_its_ends_and_what_lies_between(name):
    cells = COLUMNS[name]
    given = of([{"role": "nurse", name: cell} for cell in cells])
    for low, high in [*combinations_with_replacement(range(5), 2), (None, 2), (2, None)]:
        first, last = (None if one is None else cells[one] for one in (low, high))
        wanted = range(0 if low is None else low, 5 if high is None else high + 1)
        (found,) = count(attrs.evolve(SAYS_YES, numerator=Between(name, first, last)), given)
        assert (found.numerator, found.denominator) == (len(wanted), 5), (first, last)
        if high is None:
            assert count(attrs.evolve(SAYS_YES, numerator=AtLeast(name, first)), given)[0].numerator == len(wanted)


def roles(asked_of):
    """A questionnaire in which a nurse is a resource person, with a question that some are asked."""
    people = options("person", "nurse", "physio", part_of={"nurse": "person"})
    return attrs.evolve(
        QUESTIONNAIRE,
        questions=(
            attrs.evolve(next(one for one in QUESTIONNAIRE.questions if one.id == "role"), options=people),
            attrs.evolve(
                next(one for one in QUESTIONNAIRE.questions if one.id == "yes-no"),
                asked_of=(Respondents(role=asked_of),),
            ),
        ),
        leaves_out=(),
    )


@pytest.mark.parametrize(
    ("asked_of", "of_whom", "asked"),
    [
        ("person", "nurse", True),
        ("nurse", "person", True),
        ("nurse", "nurse", True),
        ("physio", "nurse", False),
        ("nurse", "physio", False),
        ("physio", "person", False),
        ("person", "physio", False),
    ],
)
def test_a_question_is_asked_where_some_of_whom_it_is_about_are_asked(asked_of, of_whom, asked):
    nobody = Answers(questionnaire=roles(asked_of), columns={"role": [], "yes-no": []})
    (found,) = count(attrs.evolve(SAYS_YES, respondents=(Respondents(role=of_whom),)), nobody)
    assert (found.state is not State.NOT_ASKED) == asked


@pytest.mark.parametrize(
    ("asked_of", "sector", "known"),
    [
        (None, None, True),
        (None, Sector.HOSPITAL, True),
        (Sector.HOSPITAL, Sector.HOSPITAL, True),
        (Sector.HOSPITAL, None, False),
        (Sector.HOSPITAL, Sector.HOME_CARE, False),
        (Sector.MUNICIPALITY, Sector.HOME_CARE, True),
        (Sector.HOME_CARE, Sector.MUNICIPALITY, False),
    ],
)
def test_a_headcount_is_of_the_base_where_all_of_it_are_asked(asked_of, sector, known):
    questions = tuple(
        attrs.evolve(one, asked_of=(Respondents(role="nurse", sector=asked_of),), options=options("yes", "no"))
        if one.id == "yes-no"
        else one
        for one in QUESTIONNAIRE.questions
    )
    people = [("nurse", "hospital", "north"), ("nurse", "home-care", "north"), ("nurse", "municipality", "north")]
    given = Answers(
        questionnaire=attrs.evolve(QUESTIONNAIRE, questions=questions),
        columns={"role": ["nurse"], "sector": [str(sector or "hospital")], "yes-no": ["yes"]},
    )
    indicator = attrs.evolve(SAYS_YES, respondents=(Respondents(role="nurse", sector=sector),))
    (found,) = count(indicator, given, roster=rosters_of(people))
    expected = {None: 3, Sector.MUNICIPALITY: 2}.get(sector, 1)
    assert found.roster == (expected if known else None)


def test_of_several_reasons_that_somebody_ticks_the_one_that_leaves_empty_is_told():
    ticks = Question(
        id="reasons",
        label=NAME,
        kind=QuestionKind.MULTIPLE,
        options=options("a", missing={"pass": Missing.NOT_ANSWERED, "unsure": Missing.DONT_KNOW}),
        asked_of=(),
    )
    asked = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, ticks))
    cells = [{"pass", "unsure"}, {"unsure"}, {"unsure", "a"}, {"pass"}]
    given = Answers(
        questionnaire=asked, columns={"role": ["nurse"] * 5, "reasons": [*map(frozenset, cells), Missing.NOT_ANSWERED]}
    )
    spread = attrs.evolve(SAYS_YES, kind=Kind.DISTRIBUTION, numerator=None, question="reasons")
    for indicator in (attrs.evolve(SAYS_YES, numerator=Includes("reasons", "a")), spread):
        (found,) = count(indicator, given)
        assert dict(found.missing) == {Missing.NOT_ANSWERED: 3, Missing.DONT_KNOW: 1}
        assert found.denominator == 1


def test_what_is_not_asked_of_somebody_is_told_by_name():
    questions = tuple(one for one in QUESTIONNAIRE.questions if one.id != "sector")
    given = Answers(questionnaire=attrs.evolve(QUESTIONNAIRE, questions=questions), columns={})
    with pytest.raises(DataError) as raised:
        count(attrs.evolve(SAYS_YES, respondents=(Respondents(role="nurse", sector=Sector.HOSPITAL),)), given)
    (problem,) = raised.value.problems
    assert (problem.code, dict(problem.params)["stratum"]) == ("PAL342", "sector")


def told(call):
    with pytest.raises(DataError) as raised:
        call()
    return [(one.code, dict(one.params), one.keys, one.hint) for one in raised.value.problems]


def test_what_counts_cannot_be_divided_by_is_told_with_what_they_can():
    known = "role, network, group, profession, sector, place"
    questions = tuple(one for one in QUESTIONNAIRE.questions if one.id in ("role", "place", "yes-no"))
    nobody = Answers(questionnaire=attrs.evolve(QUESTIONNAIRE, questions=questions, leaves_out=()), columns={})
    assert told(lambda: count(SAYS_YES, nobody, by=["secto", "role", "role", 3])) == [
        ("PAL345", {"name": "secto", "known": known}, ("by", 0), "sector"),
        ("PAL313", {"first": 2}, ("by", 2), None),
        ("PAL345", {"name": "3", "known": known}, ("by", 3), None),
    ]
    again = [SAYS_YES, RATE, attrs.evolve(SAYS_YES, numerator=SAYS_YES.numerator)]
    assert told(lambda: count(again, nobody)) == [("PAL313", {"first": 1}, ("indicators", 2), None)]


def test_the_order_of_an_ordinal_question_is_its_options_and_not_the_alphabets():
    codes = ("small", "middling", "large", "huge")
    grade = Question(id="grade", label=NAME, kind=QuestionKind.ORDINAL, options=options(*codes), asked_of=())
    asked = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, grade))
    given = Answers(questionnaire=asked, columns={"role": ["nurse"] * 4, "grade": list(codes)})
    for predicate, wanted in (
        (AtLeast("grade", "large"), 2),
        (Between("grade", "middling", "large"), 2),
        (Between("grade", None, "middling"), 2),
        (Between("grade", "huge", "huge"), 1),
    ):
        assert count(attrs.evolve(SAYS_YES, numerator=predicate), given)[0].numerator == wanted, predicate


def test_the_rows_of_a_notebooks_table_follow_each_other():
    page = count(SAYS_YES, of([{"role": "nurse", "yes-no": "yes"}] * 12), by=("group", "role"))._repr_html_()
    assert page.count("</tr><tr>") == page.count("<tr>") - 2


@pytest.mark.parametrize("field", ["numerator", "question", "per"])
def test_what_is_not_counted_from_answers_asks_nothing(field):
    given = {"numerator": SAYS_YES.numerator, "question": "number", "per": "of"}[field]
    with pytest.raises(DefinitionError) as raised:
        Indicator(id="met", label=NAME, kind=Kind.RATIO, counted_from=CountedFrom.ATTENDANCE, **{field: given})
    assert (field,) in {one.keys for one in raised.value.problems}
