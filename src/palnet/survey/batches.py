"""A part of a file as columns of text: quickly where it is sound, and by the grammar where it may not be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

import attrs
import polars as pl

from palnet.errors import Problem
from palnet.survey.grammar import Broken, records

__all__ = ["Batch", "Rows", "Types", "batch_of", "frame_of"]

Types = Mapping[str, pl.DataType]
"""The columns of a file by name: text, or such text as is known."""

_TOLD = 20


@attrs.frozen(eq=False)
class Batch:
    """Some of a file's rows. ``rows`` says by position which row of the file each is; ``problems`` what is wrong there.

    ``records`` is how many records were read, the empty and the faulty ones too, and ``broken`` says that nothing can
    be read after them. ``ragged`` is how many rows had the wrong number of cells, of which the first are in
    ``problems``.
    """

    frame: pl.DataFrame
    rows: Sequence[int]
    records: int
    problems: tuple[Problem, ...] = ()
    ragged: int = 0
    broken: bool = False


class Rows:
    """Which row of a file each respondent stands in."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._parts: list[Sequence[int]] = []
        self._length = 0

    def __len__(self) -> int:
        return self._length

    def add(self, rows: Sequence[int]) -> None:
        """The rows of the next respondents."""
        self._starts.append(self._length)
        self._parts.append(rows)
        self._length += len(rows)

    def __getitem__(self, position: int) -> int:
        part = bisect_right(self._starts, position) - 1
        return self._parts[part][position - self._starts[part]]


def frame_of(piece: bytes, quotes: int, types: Types, delimiter: str) -> pl.DataFrame | None:
    """A piece of CSV (UTF-8, whole records) as columns, if they can be had quickly and for certain; else None.

    ``quotes`` is how many of them the piece holds. ``types`` are the columns; where one says which texts are known and
    no other stands there, the column is held as those.
    """
    frame = _quickly(piece, quotes, types, delimiter)
    if frame is None and any(isinstance(one, pl.Enum) for one in types.values()):
        frame = _quickly(piece, quotes, dict.fromkeys(types, pl.String()), delimiter)
    return frame


def batch_of(piece: bytes, frame: pl.DataFrame | None, names: Sequence[str], delimiter: str, first: int) -> Batch:
    """The rows of a piece, of which the first is that row of the file, by its frame or else by the grammar.

    A row with one empty cell too many at its end is sound.
    """
    if frame is None:
        return _carefully(piece.decode("utf-8"), names, delimiter, first)
    return _without_empty_rows(frame, range(first, first + frame.height))


def _without_empty_rows(frame: pl.DataFrame, rows: Sequence[int]) -> Batch:
    number = frame.height
    first = frame.get_column(frame.columns[0])
    if first.null_count() or (first.cast(pl.String) == "").any():
        full = frame.select(~pl.all_horizontal(pl.all().is_null() | (pl.all().cast(pl.String) == ""))).to_series()
        if not full.all():
            rows = [row for row, kept in zip(rows, full.to_list(), strict=True) if kept]
            frame = frame.filter(full)
    return Batch(frame, rows, number)


def _quickly(piece: bytes, quotes: int, types: Types, delimiter: str) -> pl.DataFrame | None:
    """What Polars makes of a piece, if it can be shown that the grammar says the same; else None."""
    if len(types) < 2 or quotes % 2 or piece[:1] in (b"\n", b"\r"):
        return None  # it closes quotes that are left open, and passes over empty lines at the beginning
    try:
        frame = pl.read_csv(piece, separator=delimiter, has_header=False, schema=types, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None
    return frame if _is_sound(piece, quotes, frame, delimiter) else None


def _is_sound(piece: bytes, quotes: int, frame: pl.DataFrame, delimiter: str) -> bool:
    """Whether every row of a piece has as many cells as the frame, and every cell is quoted as it should be.

    Polars passes over cells that are missing, one delimiter too many at the end of a row, and some quotes.
    """
    return _is_all_quoted(piece, quotes, frame, delimiter) or _is_well_formed(piece, quotes, frame.width, delimiter)


def _is_all_quoted(piece: bytes, quotes: int, frame: pl.DataFrame, delimiter: str) -> bool:
    """Whether every cell is in quotes, which can be counted without looking at each.

    Where as many quotes are left over as stand within cells, a cell without its own is made up for by two that stand
    where they should not. Between cells there would then be too few delimiters in quotes, for to look like one within
    a cell takes two of those each, and one more at either end.
    """
    rows, width = frame.shape
    beyond = quotes - 2 * rows * width
    if beyond < 0 or width < 3:
        return False
    between = f'"{delimiter}"'
    within, alike = _within(frame, '"', between) if beyond else (0, 0)
    return beyond == 2 * within and piece.count(between.encode()) == rows * (width - 1) + alike


def _within(frame: pl.DataFrame, *signs: str) -> tuple[int, ...]:
    """How often each of the signs stands within cells. There is none in a text that is known."""
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    counted = (pl.sum_horizontal(pl.col(texts).str.count_matches(sign, literal=True).sum()) for sign in signs)
    return frame.select(one.alias(f"{at}") for at, one in enumerate(counted)).row(0)


def _is_well_formed(piece: bytes, quotes: int, width: int, delimiter: str) -> bool:
    """Whether nothing but whole cells is quoted, and what is left of each row has the right number of delimiters."""
    bare = _quoted_cell(delimiter).sub(b"", piece) if quotes else piece
    lines = bare.split(b"\n")
    if piece.endswith(b"\n"):
        lines.pop()
    return b'"' not in bare and {line.count(delimiter.encode()) for line in lines} == {width - 1}


@cache
def _quoted_cell(delimiter: str) -> re.Pattern[bytes]:
    return re.compile(rb'(?:(?<=[%b\n])|\A)(?:"[^"]*+")++(?=[%b\n]|\r\n|\r?\Z)' % ((delimiter.encode(),) * 2))


def _carefully(text: str, names: Sequence[str], delimiter: str, first: int) -> Batch:
    width = len(names)
    rows: list[int] = []
    held: list[tuple[str, ...]] = []
    problems: list[Problem] = []
    ragged = 0
    number = first - 1
    for record in records(text, delimiter, first):
        number = record.number
        if isinstance(record, Broken):
            problems.append(_broken(record))
            break
        size = len(record.cells)
        if size == width + 1 and not record.cells[-1].strip():
            size = width
        if size == width:
            rows.append(record.number)
            held.append(record.cells[:width])
        elif record.cells:
            ragged += 1
            cut_off = not record.ended and size < width
            if ragged <= _TOLD or cut_off:
                problems.append(_ragged(record.number, len(record.cells), width, cut_off))
    broken = bool(problems) and problems[-1].code in ("PAL143", "PAL144")
    frame = pl.DataFrame(held, schema=dict.fromkeys(names, pl.String), orient="row")
    sound = _without_empty_rows(frame, rows)
    return Batch(sound.frame, sound.rows, number - first + 1, tuple(problems), ragged, broken)


def _broken(record: Broken) -> Problem:
    if record.code == "PAL143":
        return Problem("PAL143", line=record.number, column=record.column)
    return Problem("PAL144", line=record.number, column=record.column)


def _ragged(row: int, cells: int, headings: int, cut_off: bool) -> Problem:
    said = {"cells": cells, "headings": headings}
    if cut_off:
        return Problem("PAL147", said, line=row, column=cells)
    return Problem("PAL145", said, line=row, column=min(cells, headings + 1))
