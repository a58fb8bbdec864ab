"""A column of codes is to everybody else a sequence of answers."""

import datetime as dt
import pickle
from decimal import Decimal

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from palnet import Missing
from palnet.survey.coded import CodedColumn, narrowed, numbered

CELLS = ("ja", "nei", frozenset({"a", "b"}), frozenset(), Decimal("2.5"), 3, dt.date(2023, 9, 7), *Missing)
columns = st.lists(st.sampled_from(CELLS), max_size=12)


def coded(cells, extra=()):
    places = numbered((*extra, *cells))
    return CodedColumn(
        narrowed(pl.Series([places[isinstance(c, Missing), c] for c in cells], dtype=pl.UInt32), len(places)),
        [cell for _, cell in places],
    )


@given(columns, columns)
def test_it_is_a_sequence(cells, other):
    column = coded(cells, extra=CELLS)
    assert list(column) == cells
    assert (len(column), column.distinct()) == (len(cells), frozenset(cells))
    assert [column[at] for at in range(-len(cells), len(cells))] == cells * 2
    assert list(column[1:-1]) == cells[1:-1]
    assert column == cells
    assert tuple(cells) == column
    assert (column == coded(other)) is (cells == other)
    assert (column == other) is (cells == other)
    assert hash(column) == hash(tuple(cells))
    assert [cell in column for cell in CELLS] == [cell in cells for cell in CELLS]
    assert pickle.loads(pickle.dumps(column)) == column


@given(columns)
def test_it_is_no_text(cells):
    assert coded(cells) != "ja"
    assert coded(cells) != len(cells)


def test_an_answer_called_as_a_reason_is_another_cell():
    assert len(numbered(["dont-know", Missing.DONT_KNOW, "dont-know", None])) == 3


def test_it_is_as_narrow_as_can_be():
    assert [narrowed(pl.Series([1]), cells).dtype for cells in (255, 256, 65_535, 65_536)] == [
        pl.UInt8, pl.UInt16, pl.UInt16, pl.UInt32,
    ]  # fmt: skip


def test_long_columns_are_walked_in_parts():
    column = CodedColumn(pl.Series([0, 1] * 100_000, dtype=pl.UInt8), ("ja", "nei"))
    assert sum(cell == "ja" for cell in column) == 100_000
