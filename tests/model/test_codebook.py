"""What goes with a question: answers, and conditions that ask it."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import ASKED, NAME, cells, options, question

from palnet import (
    AllOf,
    AnyOf,
    AtLeast,
    Background,
    Between,
    CountedFrom,
    Includes,
    Indicator,
    Is,
    Kind,
    Missing,
    Not,
    QuestionKind,
    Respondents,
    Sector,
    Stratum,
)
from palnet.model.codebook import answer_problem, definition_problems, misfits

KINDS = {name: ASKED[name].kind.value for name in ("yes-no", "degree", "ticks", "number", "day", "text")}
DAY = dt.date(2023, 1, 1)
# For every sort of condition the kinds of question that can answer it, from the specification's words.
ANSWERED_BY = {
    Is: ({"single", "ordinal"}, {"yes-no": "yes", "degree": "3"}),
    Includes: ({"multiple"}, {"ticks": "a"}),
    AtLeast: ({"ordinal", "number", "date"}, {"degree": "3", "number": Decimal(3), "day": DAY}),
    Between: ({"ordinal", "number", "date"}, {"degree": "3", "number": Decimal(3), "day": DAY}),
}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("condition", ANSWERED_BY)
def test_a_condition_goes_with_the_kinds_of_question_that_can_answer_it(condition, name):
    kinds, sound = ANSWERED_BY[condition]
    found = [(one.code, one.keys) for one in misfits(condition(name, sound.get(name, "a")), ASKED)]
    assert found == ([] if KINDS[name] in kinds else [("PAL340", ("question",))])


@given(st.sampled_from(sorted(ASKED)), st.data())
def test_every_sound_answer_goes_with_its_question_and_with_few_others(name, data):
    cell = data.draw(cells(ASKED[name]))
    assert answer_problem(ASKED[name], cell) is None
    other = data.draw(st.sampled_from(sorted(ASKED)))
    sort = {frozenset: {"multiple"}, dt.date: {"date"}, int: {"number"}, Decimal: {"number"}}
    if isinstance(cell, str) and not isinstance(cell, Missing):
        sort[str] = {"single", "ordinal", "text"}
    if not isinstance(cell, Missing) and ASKED[other].kind not in sort[type(cell)]:
        assert answer_problem(ASKED[other], cell).code == "PAL343"


@given(st.sampled_from(Missing), st.sampled_from(sorted(ASKED)))
def test_why_there_is_no_answer_goes_with_every_question(reason, name):
    assert answer_problem(ASKED[name], reason) is None


def test_a_question_without_options_takes_any_code():
    free = question("q", "single")
    assert answer_problem(free, "anything") is None
    assert list(misfits(Is("q", "anything"), {"q": free})) == []
    ticks = question("q", "multiple")
    assert answer_problem(ticks, frozenset({"a", "b"})) is None
    assert list(misfits(Includes("q", "anything"), {"q": ticks})) == []


def test_a_wrong_code_is_told_with_those_that_are_right():
    problem = answer_problem(ASKED["yes-no"], "ja" * 50)
    assert (problem.code, dict(problem.params)) == (
        "PAL341",
        {"code": ("ja" * 50)[:60], "question": "yes-no", "known": "yes, no, unsure, irrelevant"},
    )
    many = answer_problem(ASKED["ticks"], frozenset({"a", "z", "y"}))
    assert dict(many.params)["code"] == "y"


def test_what_is_not_among_the_questions_is_somebody_elses_to_tell():
    everything = AllOf(
        Is("x", "a"),
        Includes("x", "a"),
        AtLeast("x", 1),
        Between("x", 1),
        Background(Stratum.NETWORK, "n"),
        Not(AnyOf(Is("x", "b"))),
    )
    assert list(misfits(everything, ASKED)) == []
    gone = Indicator(
        id="i",
        label=NAME,
        kind=Kind.RATIO,
        counted_from=CountedFrom.ANSWERS,
        respondents=(Respondents(role="nurse"),),
        question="x",
        per="x",
    )
    assert list(definition_problems(gone, ASKED)) == []


def test_sectors_nest_in_what_a_question_can_tell():
    asking = {
        "s": question("s", "single", background=True, stratum=Stratum.SECTOR, options=options("hospital", "home-care"))
    }
    codes = [code for code in Sector if not list(misfits(Background("sector", code.value), asking))]
    assert codes == [Sector.HOSPITAL, Sector.MUNICIPALITY, Sector.HOME_CARE]
    unasked = {"s": question("s", "single", background=True, stratum=Stratum.SECTOR)}
    assert list(misfits(Background("sector", "anything"), unasked)) == []
    own = {"g": question("g", "single", background=True, stratum=Stratum.GROUP, options=options("home-care"))}
    assert [one.code for one in misfits(Background("group", "municipality"), own)] == ["PAL341"]


@pytest.mark.parametrize("ends", [("1", "1"), ("1", None), (None, "5"), ("1", "5")])
def test_a_range_of_an_ordinal_question_lies_in_its_order(ends):
    assert list(misfits(Between("degree", *ends), ASKED)) == []


def test_every_end_of_a_range_is_looked_at():
    found = list(misfits(Between("degree", Decimal(2), Decimal(3)), ASKED))
    assert [(one.code, one.keys) for one in found] == [("PAL201", ("from",)), ("PAL201", ("to",))]
    found = list(misfits(Between("degree", "0", "9"), ASKED))
    assert [(one.code, one.keys) for one in found] == [("PAL341", ("from",)), ("PAL341", ("to",))]


@given(
    st.sampled_from([kind for kind in Kind if kind not in (Kind.PROPORTION, Kind.COUNT)]),
    st.sampled_from(sorted(KINDS)),
)
def test_what_is_averaged_is_a_number_and_what_is_spread_out_was_chosen(kind, name):
    chosen = ASKED[name].kind in (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.ORDINAL)
    sound = chosen if kind is Kind.DISTRIBUTION else KINDS[name] == "number"
    made = {"id": "i", "label": NAME, "counted_from": CountedFrom.ANSWERS, "respondents": (Respondents(role="nurse"),)}
    indicator = Indicator(kind=kind, question=name, per=name if kind is Kind.RATIO else None, **made)
    found = [(one.code, one.keys) for one in definition_problems(indicator, ASKED)]
    fields = ["question", "per"] if kind is Kind.RATIO else ["question"]
    assert found == ([] if sound else [("PAL340", (field,)) for field in fields])
