"""Why an answer is empty: from whom the question is asked of, and to whom it is shown."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import oracle
from tests.counting.invented import ASKED, QUESTIONNAIRE, cells, options, question

from palnet import (
    AnyOf,
    AtLeast,
    DataError,
    EmptyMeans,
    Is,
    Missing,
    Not,
    Questionnaire,
    Respondents,
    Sector,
    answers_from,
)
from palnet.survey.blanks import with_reasons


@st.composite
def half_empty(draw):
    """Columns in which about half the cells are empty."""
    names = draw(st.lists(st.sampled_from(sorted(ASKED)), min_size=1, unique=True))
    size = draw(st.integers(1, 6))
    given_ = {name: st.none() | cells(ASKED[name]) for name in names}
    return {name: draw(st.lists(one, min_size=size, max_size=size)) for name, one in given_.items()}


def why(questionnaire, person, asked):
    """The reason of one empty cell, from the words of the specification: not asked, routed past, left empty."""
    if asked.asked_of and asked.stratum is None:
        everyone = type("Everybody", (), {"respondents": asked.asked_of, "base": None})
        if oracle.membership(questionnaire, person, everyone)[0] == oracle.F:
            return Missing.NOT_ASKED
    if asked.shown_if is not None:
        truth, reason = oracle.truth(questionnaire, person, asked.shown_if)
        if truth == oracle.F or (reason in oracle.NEVER_MET and set(asked.shown_if.questions) <= set(person)):
            return Missing.NOT_SHOWN
    return frozenset() if asked.empty is EmptyMeans.NONE else Missing.NOT_ANSWERED


@given(half_empty())
def test_every_empty_cell_has_its_reason_and_no_other_is_touched(columns):
    held = with_reasons(QUESTIONNAIRE, columns, source="s", synthetic=True)
    people = oracle.respondents_of(held)
    for name, column in columns.items():
        for n, cell in enumerate(column):
            expected = why(QUESTIONNAIRE, people[n], ASKED[name]) if cell is None else cell
            assert held.columns[name][n] == expected
    assert (list(held.columns), held.source, held.synthetic) == (list(columns), "s", True)


def reasons(rows, *questions):
    """The reasons of the last question, in a questionnaire of its own."""
    questionnaire = attrs.evolve(QUESTIONNAIRE, questions=(ASKED["role"], ASKED["sector"], *questions), leaves_out=())
    return answers_from(rows, questionnaire).columns[questions[-1].id]


YES_NO = options("yes", "no")


def test_what_depends_on_a_question_never_shown_was_not_shown_either():
    first = question("a", "single", options=YES_NO)
    second = question("b", "single", options=YES_NO, shown_if=Is("a", "yes"))
    third = question("c", "single", options=YES_NO, shown_if=Is("b", "yes"))
    rows = [
        {"a": a, "b": b, "c": None}
        for a, b in (("no", None), ("yes", "no"), ("yes", "yes"), ("yes", None), (None, None))
    ]
    expected = (Missing.NOT_SHOWN, Missing.NOT_SHOWN, Missing.NOT_ANSWERED, Missing.NOT_ANSWERED, Missing.NOT_ANSWERED)
    assert reasons(rows, first, second, third) == expected
    # In whatever order the questionnaire has them.
    questionnaire = attrs.evolve(QUESTIONNAIRE, questions=(third, second, first), leaves_out=())
    assert answers_from(rows, questionnaire).columns["c"] == expected


def test_what_depends_on_a_question_that_others_are_asked_was_not_shown():
    first = question("a", "single", options=YES_NO, asked_of=(Respondents(role="nurse"),))
    second = question("b", "single", options=YES_NO, shown_if=Is("a", "yes"))
    rows = [{"role": role, "a": None, "b": None} for role in ("physio", "nurse")]
    assert reasons(rows, first, second) == (Missing.NOT_SHOWN, Missing.NOT_ANSWERED)


def test_what_depends_on_a_question_that_nobody_was_asked_was_left_empty():
    first = question("a", "single", options=YES_NO)
    second = question("b", "single", options=YES_NO, shown_if=Is("a", "yes"))
    assert reasons([{"role": "nurse", "b": None}], first, second) == (Missing.NOT_ANSWERED,)


def test_two_that_depend_on_each_other_are_still_filled():
    first = question("a", "single", options=YES_NO, shown_if=Is("b", "yes"))
    second = question("b", "single", options=YES_NO, shown_if=Not(Is("a", "yes")))
    own = question("c", "ordinal", options=YES_NO, shown_if=AtLeast("c", "no") | Is("role", "nurse"))
    assert reasons([{"role": "nurse", "a": "yes", "b": None, "c": None}], first, own, second) == (Missing.NOT_SHOWN,)


@pytest.mark.parametrize(
    ("role", "sector", "reason"),
    [
        ("nurse", "hospital", Missing.NOT_ANSWERED),
        ("nurse", "home-care", Missing.NOT_ASKED),
        ("physio", None, Missing.NOT_ASKED),
        ("nurse", None, Missing.NOT_ANSWERED),
        (None, "hospital", Missing.NOT_ANSWERED),
        (None, "home-care", Missing.NOT_ASKED),
    ],
)
def test_who_is_known_not_to_be_asked_was_not_asked_and_of_others_it_cannot_be_told(role, sector, reason):
    asked = question("a", "single", options=YES_NO, asked_of=(Respondents(role="nurse", sector=Sector.HOSPITAL),))
    assert reasons([{"role": role, "sector": sector, "a": None}], asked) == (reason,)


def test_a_background_question_of_one_role_alone_knows_whom_it_asks():
    alone = question("a", "number", asked_of=(Respondents(role="nurse"),))
    only = Questionnaire(id="q", label=ASKED["role"].label, survey="x", period=QUESTIONNAIRE.period, questions=(alone,))
    assert answers_from([{"a": None}, {"a": 2}], only).columns["a"] == (Missing.NOT_ANSWERED, 2)


def test_several_conditions_are_read_as_kleene_does():
    first, other = (question(name, "single", options=YES_NO) for name in "ab")
    asked = question(
        "c", "multiple", empty=EmptyMeans.NONE, options=options("x"), shown_if=AnyOf(Is("a", "yes"), Is("b", "yes"))
    )
    rows = [
        {"a": a, "b": b, "c": None}
        for a, b in (("no", "no"), ("no", None), ("no", "yes"), ("no", Missing.NOT_APPLICABLE))
    ]
    assert reasons(rows, first, other, asked) == (Missing.NOT_SHOWN, frozenset(), frozenset(), Missing.NOT_SHOWN)


def test_unknown_questions_are_refused():
    with pytest.raises(DataError) as raised:
        with_reasons(QUESTIONNAIRE, {"nothing": [None], "role": ["boss"]})
    assert [(one.code, one.keys) for one in raised.value.problems] == [
        ("PAL401", ("nothing",)),
        ("PAL341", ("role", 0)),
    ]


def test_who_was_not_asked_is_not_told_to_have_been_routed_past():
    first = question("a", "single", options=YES_NO)
    second = question("b", "single", options=YES_NO, shown_if=Is("a", "yes"), asked_of=(Respondents(role="nurse"),))
    rows = [{"role": role, "a": "no", "b": None} for role in ("nurse", "manager", None)]
    assert reasons(rows, first, second) == (Missing.NOT_SHOWN, Missing.NOT_ASKED, Missing.NOT_SHOWN)
