"""Answers from rows: codes and numbers as they are, and what is empty with its reason."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from tests.counting.invented import QUESTIONNAIRE, answers

from palnet import DataError, Missing, answers_from


def refused(rows):
    with pytest.raises(DataError) as raised:
        answers_from(rows, QUESTIONNAIRE)
    assert raised.value.text("nb") != raised.value.text("en")
    return [(one.code, one.keys) for one in raised.value.problems]


@given(answers())
def test_answers_as_rows_are_the_same_answers(given_):
    rows = [{name: column[n] for name, column in given_.columns.items()} for n in range(len(given_))]
    again = answers_from(rows, QUESTIONNAIRE, synthetic=given_.synthetic)
    # Nothing ticked at all is nothing, whether the row says so or not.
    assert again.digest == given_.digest if rows else len(again) == 0
    assert (again.synthetic, again.source) == (given_.synthetic, None)


def test_codes_numbers_and_dates_are_taken_as_they_are_written():
    day = dt.date(2023, 1, 1)
    (row,) = [
        {
            "role": "nurse",
            "ticks": ["a", "b"],
            "place": ("x",),
            "ticks-or-none": {"a"},
            "number": 2.5,
            "of": 3,
            "day": day,
            "text": "written",
        }
    ]
    held = answers_from([row], QUESTIONNAIRE, source="a notebook")
    assert {name: column[0] for name, column in held.columns.items()} == {
        "role": "nurse",
        "ticks": frozenset({"a", "b"}),
        "place": frozenset({"x"}),
        "ticks-or-none": frozenset({"a"}),
        "number": Decimal("2.5"),
        "of": 3,
        "day": day,
        "text": "written",
    }
    assert held.source == "a notebook"


@pytest.mark.parametrize("nothing", [None, (), [], set(), frozenset(), "absent"])
def test_nothing_ticked_is_left_empty_or_none_of_them(nothing):
    ticked = {"role": "nurse", "ticks": ["a"], "ticks-or-none": ["a"]}
    empty = {"role": "nurse"} if nothing == "absent" else ticked | {"ticks": nothing, "ticks-or-none": nothing}
    held = answers_from([ticked, empty], QUESTIONNAIRE)
    assert held.column("ticks") == (frozenset({"a"}), Missing.NOT_ANSWERED)
    assert held.column("ticks-or-none") == (frozenset({"a"}), frozenset())


def test_a_question_that_no_row_names_was_not_asked():
    held = answers_from([{"role": "nurse"}, {"role": "nurse", "degree": None}], QUESTIONNAIRE)
    assert list(held.columns) == ["role", "degree"]
    assert held.column("degree") == (Missing.NOT_ANSWERED,) * 2
    assert held.column("number") == (Missing.NOT_ASKED,) * 2
    assert len(answers_from([], QUESTIONNAIRE)) == 0


def test_the_columns_stand_in_the_questionnaires_order():
    held = answers_from([{"number": 1, "role": "nurse"}, {"group": "north"}], QUESTIONNAIRE)
    assert list(held.columns) == ["role", "group", "number"]


def test_questions_that_are_unknown_are_told_with_the_first_row_and_the_nearest_name():
    rows = [{"role": "nurse"}, {"rolle": "nurse", 3: "x"}, {"rolle": "nurse", "zzz": 1}]
    assert refused(rows) == [("PAL401", ("3", 1)), ("PAL401", ("rolle", 1)), ("PAL401", ("zzz", 2))]
    with pytest.raises(DataError) as raised:
        answers_from(rows, QUESTIONNAIRE)
    assert [one.hint for one in raised.value.problems] == [None, "role", None]


@pytest.mark.parametrize("rows", [None, 3, "role", {"role": "nurse"}, [{"role": "nurse"}, ["nurse"]], [None]])
def test_what_is_no_row_is_told(rows):
    assert refused(rows) == [("PAL201", (len(rows) - 1,) if isinstance(rows, list) else ())]


def test_every_answer_that_does_not_go_is_told_at_once_before_anything_is_concluded():
    rows = [
        {"role": "boss", "follow-up": 3, "ticks": [["a"]]},
        {"yes-no": "maybe", "number": float("nan"), "ticks": ["z"]},
    ]
    assert refused(rows) == [
        ("PAL341", ("role", 0)),
        ("PAL341", ("yes-no", 1)),
        ("PAL343", ("ticks", 0)),
        ("PAL341", ("ticks", 1)),
        ("PAL343", ("number", 1)),
        ("PAL343", ("follow-up", 0)),
    ]
