"""A part of a file as columns of text: quickly where it is sound, and by the grammar where it may not be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import attrs
import polars as pl

from palnet.errors import Problem
from palnet.survey.grammar import Broken, records

__all__ = ["Batch", "Rows", "Types", "batch_of"]

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


def batch_of(piece: bytes, quotes: int, types: Types, delimiter: str, first: int) -> Batch:
    """The rows of a piece of CSV (UTF-8, whole records), of which the first is that row of the file.

    ``quotes`` is how many of them the piece holds. ``types`` are the columns; where one says which texts are known and
    no other stands there, the column is held as those. A row with one empty cell too many at its end is sound.
    """
    names = tuple(types)
    frame = _quickly(piece, quotes, types, delimiter)
    if frame is None and any(isinstance(one, pl.Enum) for one in types.values()):
        frame = _quickly(piece, quotes, dict.fromkeys(names, pl.String()), delimiter)
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
    """Whether a piece has as many quotes and delimiters as a sound one with those cells.

    No row has too many cells, for that would have been an error; so if all rows together have enough, each one has.
    """
    rows, width = frame.shape
    if quotes % 2:
        return False  # one of them is never closed, whatever was made of it
    if quotes >= 2 * rows * width:
        # With every cell in quotes, the bytes that are left over are quotes within cells, each of them written twice.
        ending = 2 if piece[: piece.find(b"\n")].endswith(b"\r") else 1
        breaks = (rows if piece.endswith(b"\n") else rows - 1) * ending
        twice = len(piece) - _letters(frame) - 2 * rows * width - rows * (width - 1) - breaks
        return 2 * twice == quotes - 2 * rows * width
    within = _within(frame, delimiter) if quotes else 0
    if piece.count(delimiter.encode()) != rows * (width - 1) + within:
        return False
    return not quotes or not _within(frame, '"')


def _letters(frame: pl.DataFrame) -> int:
    """How many bytes stand in the cells."""
    counted = []
    for name, dtype in frame.schema.items():
        sizes = pl.col(name).str.len_bytes()
        if isinstance(dtype, pl.Enum):
            known = pl.Series([len(text.encode()) for text in dtype.categories], dtype=pl.UInt32)
            sizes = pl.lit(known).gather(pl.col(name).to_physical())
        counted.append(sizes.sum().alias(name))
    return sum(number or 0 for number in frame.select(counted).row(0))


def _within(frame: pl.DataFrame, sign: str) -> int:
    counted = frame.select(pl.all().cast(pl.String).str.count_matches(sign, literal=True).sum())
    return sum(number or 0 for number in counted.row(0))


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
