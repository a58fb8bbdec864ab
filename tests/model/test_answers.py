"""Answers: columns that go with a questionnaire, equal by content, with a hash that no order changes."""

import copy
import datetime as dt
import pickle
from collections import Counter
from decimal import Decimal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import NAME, QUESTIONNAIRE, answers, options, question

from palnet import Answers, DataError, Missing, Questionnaire, Respondents, Stratum


def made(**columns):
    return Answers(questionnaire=QUESTIONNAIRE, columns=columns)


def alike(cell):
    """A cell as itself, a number as the number that it is; a reason is no text."""
    return ("missing", cell.name) if isinstance(cell, Missing) else cell


def rows(given_):
    """How many gave each row of answers."""
    return Counter(tuple(map(alike, row)) for row in zip(*given_.columns.values(), strict=True))


@given(answers(max_size=3), answers(max_size=3))
def test_a_digest_is_of_what_was_answered(one, other):
    same = sorted(one.columns) == sorted(other.columns)
    if same:
        other = attrs.evolve(other, columns={name: other.columns[name] for name in one.columns})
    assert (one.digest == other.digest) is (same and rows(one) == rows(other))


@given(answers(), st.randoms(use_true_random=False))
def test_the_order_of_respondents_and_columns_changes_no_digest(given_, random):
    order = list(range(len(given_)))
    random.shuffle(order)
    columns = [(name, tuple(column[n] for n in order)) for name, column in given_.columns.items()]
    random.shuffle(columns)
    assert attrs.evolve(given_, columns=dict(columns)).digest == given_.digest


@given(answers(), st.data())
def test_another_answer_is_another_digest(given_, data):
    if not len(given_):
        return
    name = data.draw(st.sampled_from(sorted(given_.columns)))
    at = data.draw(st.integers(0, len(given_) - 1))
    other = data.draw(st.sampled_from([one for one in Missing if one is not given_.columns[name][at]]))
    column = tuple(other if n == at else cell for n, cell in enumerate(given_.columns[name]))
    assert attrs.evolve(given_, columns={**given_.columns, name: column}).digest != given_.digest


def test_a_digest_tells_sorts_of_cell_apart():
    free = Questionnaire(
        id="q",
        label=NAME,
        survey="annual",
        period=QUESTIONNAIRE.period,
        questions=(question("a", "single"), question("b", "single"), question("c", "multiple")),
    )

    def digest(*columns):
        return Answers(questionnaire=free, columns=dict(zip("abc", columns, strict=False))).digest

    seen = {
        digest(["x\x1fy"], ["z"]),
        digest(["x"], ["y\x1fz"]),
        digest(["x', 'y"], ["z"]),
        digest(["NOT_ASKED"], ["z"]),
        digest([Missing.NOT_ASKED], ["z"]),
        digest(["not-asked"], ["z"]),
        digest(["x"], ["y"], [frozenset({"p", "q"})]),
        digest(["x"], ["y"], [frozenset({"p\x1cq"})]),
        digest(["x"], ["y"], [frozenset({"p', 'q"})]),
        digest(["x", "x"], ["y", "y"]),
        digest(["x"], ["y"]),
        digest([], []),
        digest(),
    }
    assert len(seen) == 13


def test_equal_answers_have_one_hash_however_a_number_is_written():
    one, other = made(number=[2, 10]), made(number=[Decimal("2.00"), Decimal("1E+1")])
    assert one == other
    assert hash(one) == hash(other)
    assert one.digest == other.digest
    assert one != made(number=[2, 11])
    assert attrs.evolve(one, synthetic=True) != one


@given(answers())
def test_answers_are_values(given_):
    for same in (copy.copy(given_), copy.deepcopy(given_), pickle.loads(pickle.dumps(given_))):
        assert same == given_
        assert hash(same) == hash(given_)


def test_a_respondent_is_a_position_in_every_column():
    given_ = made(role=["nurse", "manager"], number=(1, Missing.DONT_KNOW))
    assert len(given_) == 2
    assert given_.column("number") == (1, Missing.DONT_KNOW)
    assert given_.column("day") == (Missing.NOT_ASKED,) * 2
    assert given_.stratum(Stratum.ROLE) == ("nurse", "manager")
    assert given_.stratum(Stratum.GROUP) == (Missing.NOT_ASKED,) * 2
    assert given_.stratum(Stratum.NETWORK) == (Missing.NOT_ASKED,) * 2
    assert len(made()) == 0
    assert "columns" not in repr(given_)


def test_where_one_role_alone_is_asked_everybody_has_it():
    def asking(*roles, more=()):
        questions = tuple(
            question(f"q{n}", "number", asked_of=(Respondents(role=role),)) for n, role in enumerate(roles)
        )
        whole = Questionnaire(
            id="q", label=NAME, survey="x", period=QUESTIONNAIRE.period, questions=(*questions, *more)
        )
        return Answers(questionnaire=whole, columns={"q0": [1, 2]})

    assert asking("nurse", "nurse").stratum(Stratum.ROLE) == ("nurse", "nurse")
    assert asking("nurse", "physio").stratum(Stratum.ROLE) == (Missing.NOT_ASKED,) * 2
    assert asking("nurse").stratum(Stratum.SECTOR) == (Missing.NOT_ASKED,) * 2
    role = question(
        "r",
        "single",
        background=True,
        stratum=Stratum.ROLE,
        asked_of=(Respondents(role="nurse"),),
        options=options("nurse"),
    )
    assert asking("nurse", more=(role,)).stratum(Stratum.ROLE) == (Missing.NOT_ASKED,) * 2


def test_columns_of_other_lengths_and_unknown_questions_are_told():
    with pytest.raises(DataError) as raised:
        made(role=["nurse"], number=[1, 2], nummer=[1], day=[dt.date(2023, 1, 1)])
    assert [(one.code, one.keys, one.path) for one in raised.value.problems] == [
        ("PAL344", ("number",), "Answers"),
        ("PAL401", ("nummer",), "Answers"),
    ]
    lengths, unknown = raised.value.problems
    assert dict(lengths.params) == {"question": "number", "length": 2, "other": "role", "others": 1}
    assert unknown.hint == "number"
