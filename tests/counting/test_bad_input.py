"""What cannot be counted is told, with the indicator and the field, and all of it at once. Nothing becomes a nought."""

import datetime as dt
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import GROUPS, NAME, QUESTIONNAIRE, answers, indicators, options, question, roster_of
from tests.counting.test_properties import NURSES, SAYS_YES, of

from palnet import (
    Answers,
    AtLeast,
    Background,
    Between,
    CountedFrom,
    DataError,
    Includes,
    Indicator,
    Is,
    Kind,
    Missing,
    PalnetError,
    Period,
    Respondents,
    Sector,
    State,
    Stratum,
    answers_from,
    count,
)

NOBODY = Answers(questionnaire=QUESTIONNAIRE, columns={})


def faults(*given, **named):
    """Code, path and keys of every problem of a call that is refused."""
    with pytest.raises(DataError) as raised:
        count(*given, **named)
    assert all(problem.text("nb") and problem.text("en") for problem in raised.value.problems)
    return [(problem.code, problem.path, problem.keys) for problem in raised.value.problems]


def refused(predicate):
    return faults(attrs.evolve(SAYS_YES, numerator=predicate), NOBODY)


@pytest.mark.parametrize(
    ("predicate", "code", "keys"),
    [
        (Is("yes-noo", "yes"), "PAL401", ()),
        (Is("yes-no", "perhaps"), "PAL341", ("is",)),
        (Includes("ticks", "perhaps"), "PAL341", ("includes",)),
        (AtLeast("degree", "6"), "PAL341", ("at_least",)),
        (AtLeast("degree", "unsure"), "PAL341", ("at_least",)),
        (Between("degree", "1", "6"), "PAL341", ("to",)),
        (Between("degree", "4", "2"), "PAL334", ("to",)),
        (Is("yes-no", "unsure"), "PAL315", ("is",)),
        (AtLeast("yes-no", "yes"), "PAL340", ("question",)),
        (Between("ticks", "a", "b"), "PAL340", ("question",)),
        (Is("ticks", "a"), "PAL340", ("question",)),
        (Is("number", "2"), "PAL340", ("question",)),
        (Is("text", "written"), "PAL340", ("question",)),
        (Includes("yes-no", "yes"), "PAL340", ("question",)),
        (AtLeast("number", "2"), "PAL201", ("at_least",)),
        (AtLeast("day", 2023), "PAL201", ("at_least",)),
        (AtLeast("degree", 2), "PAL201", ("at_least",)),
        (Between("number", None, dt.date(2023, 1, 1)), "PAL201", ("to",)),
        (Background("sector", "abroad"), "PAL341", ("is",)),
        (Is("yes-no", "yes") & Is("degree", "9"), "PAL341", ("all_of", 1, "is")),
        (Is("yes-no", "yes") | ~Is("degree", "9"), "PAL341", ("any_of", 1, "not", "is")),
    ],
)
def test_a_condition_that_its_question_cannot_answer_is_told_with_its_place(predicate, code, keys):
    assert refused(predicate) == [(code, "says-yes", ("numerator", *keys))]
    assert faults(attrs.evolve(SAYS_YES, base=predicate), NOBODY) == [(code, "says-yes", ("base", *keys))]


def test_the_nearest_question_is_told():
    with pytest.raises(DataError) as raised:
        count(attrs.evolve(SAYS_YES, numerator=Is("yes-noo", "yes")), NOBODY)
    (problem,) = raised.value.problems
    assert problem.hint == "yes-no"


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        (Kind.DISTRIBUTION, "number", "PAL340"),
        (Kind.DISTRIBUTION, "day", "PAL340"),
        (Kind.MEAN, "degree", "PAL340"),
        (Kind.MEDIAN, "day", "PAL340"),
        (Kind.MEAN, "nothing", "PAL401"),
    ],
)
def test_a_question_of_the_wrong_kind_and_one_that_is_unknown_are_told(kind, name, code):
    made = {"id": "i", "label": NAME, "counted_from": CountedFrom.ANSWERS, "respondents": NURSES}
    assert faults(Indicator(kind=kind, question=name, **made), NOBODY) == [(code, "i", ("question",))]
    ratio = Indicator(kind=Kind.RATIO, question="number", per="text", **made)
    assert faults(ratio, NOBODY) == [("PAL340", "i", ("per",))]
    ratio = attrs.evolve(ratio, per="nothing")
    assert faults(ratio, NOBODY) == [("PAL401", "i", ("per",))]


def test_several_faults_of_several_indicators_are_told_at_once():
    one = attrs.evolve(SAYS_YES, id="one", numerator=Is("a", "b") & Is("yes-no", "maybe"), base=Is("c", "d"))
    other = attrs.evolve(SAYS_YES, id="other", respondents=(Respondents(role="doctor"),))
    found = faults([one, other], NOBODY, by=["wing", "group", "group"])
    assert sorted(found, key=str) == sorted(
        [
            ("PAL345", "count", ("by", 0)),
            ("PAL313", "count", ("by", 2)),
            ("PAL341", "one", ("numerator", "all_of", 1, "is")),
            ("PAL401", "one", ("base",)),
            ("PAL401", "one", ("numerator",)),
        ]
        + [("PAL341", "other", keys) for _, path, keys in found if path == "other"],
        key=str,
    )


@pytest.mark.parametrize("by", ["network", "profession"])
def test_a_base_that_asks_who_somebody_is_needs_the_question_that_says_so(by):
    indicator = attrs.evolve(SAYS_YES, base=Background(by, "x") & ~Background(by, "y"))
    assert faults(indicator, NOBODY) == [("PAL342", "says-yes", ("base",))]


def test_a_sort_of_respondents_that_is_not_asked_for_is_told():
    alone = attrs.evolve(
        QUESTIONNAIRE,
        questions=tuple(one for one in QUESTIONNAIRE.questions if one.stratum not in (Stratum.SECTOR, Stratum.ROLE)),
    )
    nobody = Answers(questionnaire=alone, columns={})
    indicator = attrs.evolve(SAYS_YES, respondents=(Respondents(role="nurse", sector=Sector.HOSPITAL),))
    assert faults(indicator, nobody) == [("PAL342", "says-yes", ("respondents",))] * 2
    assert faults(attrs.evolve(rate(), respondents=NURSES), nobody) == [("PAL342", "rate", ("respondents",))]


def rate():
    return Indicator(id="rate", label=NAME, kind=Kind.PROPORTION, counted_from=CountedFrom.ROSTER, respondents=NURSES)


@pytest.mark.parametrize("data", [None, "export.csv", {}, {"role": ["nurse"]}, 3, [1], [SAYS_YES], b"x"])
def test_what_cannot_be_counted_from_is_refused(data):
    assert set(faults(SAYS_YES, data)) == {("PAL201", "count", ("data",))}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("indicators", "says-yes"),
        ("indicators", None),
        ("indicators", {"says-yes": SAYS_YES}),
        ("questionnaire", "invented-2023"),
        ("roster", 140),
        ("period", "2023"),
        ("events", [1]),
        ("events", "x"),
    ],
)
def test_an_argument_of_the_wrong_sort_is_told_by_its_name(field, value):
    given = {"indicators": SAYS_YES, "data": NOBODY, field: value}
    assert faults(**given) == [("PAL201", "count", (field,))]


@pytest.mark.parametrize("by", ["wing", "yes-no", "total", None, 3, ["group", 3]])
def test_what_nothing_can_be_divided_by_is_told(by):
    (found,) = faults(SAYS_YES, NOBODY, by=by)
    assert found[:2] == ("PAL345", "count")


def test_a_questionnaire_beside_answers_must_be_theirs():
    other = attrs.evolve(QUESTIONNAIRE, id="other")
    assert faults(SAYS_YES, NOBODY, other) == [("PAL347", "count", ("questionnaire",))]
    assert count(SAYS_YES, NOBODY, QUESTIONNAIRE)[0].state is State.NO_ANSWERS


def test_the_same_indicator_twice_is_told_and_two_versions_are_not_the_same():
    assert faults([SAYS_YES, SAYS_YES], NOBODY) == [("PAL313", "count", ("indicators", 1))]
    assert len(count([SAYS_YES, attrs.evolve(SAYS_YES, version=2)], NOBODY)) == 2


def test_more_answers_than_persons_on_the_roster_are_told_in_every_group_where_it_is_so():
    rows = [
        {"role": "nurse", "group": group, "degree": "1", "sector": "hospital"} for group in GROUPS for _ in range(2)
    ]
    people = [("nurse", "hospital", group) for group, many in zip(GROUPS, (1, 2, 1), strict=True) for _ in range(many)]
    degree = attrs.evolve(SAYS_YES, id="degree", numerator=Is("degree", "1"))
    found = faults([rate(), degree], of(rows), roster=roster_of(people), by="group")
    # Path and keys name indicator and field; the count names its stratum as well.
    assert [code for code, _, _ in found] == ["PAL346"] * 4
    assert [path.partition(" ")[0] for _, path, _ in found] == ["rate", "rate", "degree", "degree"]
    assert {keys for _, _, keys in found} == {("roster",)}


def test_a_sum_below_nought_is_no_ratio():
    ratio = Indicator(
        id="r",
        label=NAME,
        kind=Kind.RATIO,
        counted_from=CountedFrom.ANSWERS,
        respondents=NURSES,
        question="number",
        per="of",
    )
    assert faults(ratio, of([{"role": "nurse", "number": -3, "of": 4}])) == [("PAL311", "r", ("numerator",))]
    mean = Indicator(
        id="m", label=NAME, kind=Kind.MEAN, counted_from=CountedFrom.ANSWERS, respondents=NURSES, question="number"
    )
    assert count(mean, of([{"role": "nurse", "number": -3}]))[0].value == -3


def answer_faults(**columns):
    with pytest.raises(DataError) as raised:
        Answers(questionnaire=QUESTIONNAIRE, columns=columns)
    assert {problem.path for problem in raised.value.problems} == {"Answers"}
    assert raised.value.text("nb")
    return [(problem.code, problem.keys) for problem in raised.value.problems]


@pytest.mark.parametrize("code", ["total", "unknown"])
def test_no_stratum_is_called_what_tables_call_a_total(code):
    assert answer_faults(place=[frozenset({"aa", code})]) == [("PAL327", ("place", 0))]
    free = attrs.evolve(
        QUESTIONNAIRE,
        questions=(question("free", "single", background=True), question("q", "single", options=options("a"))),
    )
    with pytest.raises(DataError) as raised:
        Answers(questionnaire=free, columns={"free": ["a", code]})
    assert [(one.code, one.keys) for one in raised.value.problems] == [("PAL327", ("free", 1))]
    assert dict(raised.value.problems[0].params)["code"] == code


@pytest.mark.parametrize(
    ("name", "cell", "code"),
    [
        ("yes-no", "perhaps", "PAL341"),
        ("yes-no", 1, "PAL343"),
        ("yes-no", frozenset({"yes"}), "PAL343"),
        ("yes-no", ["yes"], "PAL343"),
        ("yes-no", None, "PAL343"),
        ("ticks", "a", "PAL343"),
        ("ticks", {"a"}, "PAL343"),
        ("ticks", frozenset(), "PAL343"),
        ("ticks", frozenset({1}), "PAL343"),
        ("ticks", frozenset({"a", "z"}), "PAL341"),
        ("ticks", frozenset({Missing.NOT_ANSWERED}), "PAL343"),
        ("place", frozenset({("a",)}), "PAL343"),
        ("number", "2", "PAL343"),
        ("number", True, "PAL343"),
        ("number", 2.5, "PAL343"),
        ("number", float("nan"), "PAL343"),
        ("number", Decimal("NaN"), "PAL343"),
        ("number", Decimal("sNaN"), "PAL343"),
        ("number", Decimal("-Infinity"), "PAL343"),
        ("number", [1], "PAL343"),
        ("day", "2023-01-01", "PAL343"),
        ("day", dt.datetime(2023, 1, 1, tzinfo=dt.UTC), "PAL343"),
        ("text", "what somebody wrote", "PAL343"),
        ("text", ["what somebody wrote"], "PAL343"),
    ],
)
def test_an_answer_that_does_not_go_with_its_question_is_told_where_it_stands(name, cell, code):
    sound = Missing.NOT_ANSWERED
    assert answer_faults(**{name: [sound, cell, sound, cell]}) == [(code, (name, 1))]


def test_free_text_is_never_repeated():
    for cell in ("what somebody wrote", ["what somebody wrote"]):
        with pytest.raises(DataError) as raised:
            Answers(questionnaire=QUESTIONNAIRE, columns={"text": [cell]})
        assert "somebody" not in raised.value.text("en") + repr(raised.value.problems)


def test_all_that_is_wrong_with_answers_is_told_at_once():
    columns = {"yes-no": ["yes", "x", "y", "x"], "number": [1, [2], "z"], "nothing": [1], "degree": ["9"] * 4}
    assert answer_faults(**columns) == [
        ("PAL341", ("yes-no", 1)),
        ("PAL341", ("yes-no", 2)),
        ("PAL344", ("number",)),
        ("PAL343", ("number", 1)),
        ("PAL343", ("number", 2)),
        ("PAL401", ("nothing",)),
        ("PAL341", ("degree", 0)),
    ]


JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=3)
    | st.dates()
    | st.datetimes()
    | st.decimals(allow_nan=True),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=2), inner, max_size=2),
    max_leaves=3,
)


@given(
    st.lists(
        st.dictionaries(st.sampled_from([one.id for one in QUESTIONNAIRE.questions]), JUNK, max_size=4), max_size=4
    )
)
def test_rows_of_anything_are_answers_or_refused_and_never_break(rows):
    given, problems = tried(answers_from, rows, QUESTIONNAIRE)
    assert problems or len(given) in (0, len(rows))


def tried(call, *given, **named):
    """What a call gives, or the sentences of what it refuses; any other error breaks the test."""
    try:
        return call(*given, **named), []
    except PalnetError as error:
        return None, [problem.text("nb") for problem in error.problems]


@given(indicators(), answers(), JUNK, JUNK)
def test_arguments_of_any_sort_are_counted_from_or_refused(indicator, given, by, roster):
    counts, problems = tried(count, indicator, given, by=by, roster=roster)
    assert problems or all(one.state in State for one in counts)
    with pytest.raises(PalnetError):
        count(indicator, {"anything": by})


def test_a_period_is_a_year_or_a_period():
    assert count(SAYS_YES, NOBODY, period=2022)[0].period == Period.year(2022)
    assert count(SAYS_YES, NOBODY, period=Period.years(2021, 2022))[0].period == Period.years(2021, 2022)
    assert count(SAYS_YES, NOBODY)[0].period == QUESTIONNAIRE.period
