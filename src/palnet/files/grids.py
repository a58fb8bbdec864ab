"""Spreadsheet files as grids of plain cells: CSV and xlsx, read without running anything that they hold."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import os
import re
import stat
from pathlib import Path

import attrs

from palnet.errors import Problem

__all__ = ["LIMIT_COLUMNS", "LIMIT_MB", "LIMIT_ROWS", "Cell", "Grid", "Grids", "Limits", "read_grids", "shown_path"]

Cell = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
"""What may stand in one cell."""

LIMIT_MB = 5
LIMIT_ROWS = 5000
LIMIT_COLUMNS = 100

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@attrs.frozen(kw_only=True)
class Limits:
    """How large a workbook may be: unpacked, in parts, in the texts of its cells, and as it lies on the sheet."""

    unpacked_mb: int = 20
    parts: int = 500
    letters: int = 50_000_000
    rows: int = LIMIT_ROWS
    columns: int = LIMIT_COLUMNS
    cells: int = LIMIT_ROWS * LIMIT_COLUMNS

    @property
    def too_many(self) -> Problem:
        """That a sheet has more rows or columns."""
        return Problem("PAL114", {"rows": self.rows, "columns": self.columns})


@attrs.frozen
class Grid:
    """One sheet: ``shown`` is what problems call it (``file.xlsx[Fremmøte]``), ``name`` its own name in a workbook.

    Rows begin with the file's first, so that a row's number is what the spreadsheet shows. ``unknown`` are the places
    (row and column, from 1) of formulas whose value the file does not hold, and of errors.
    """

    shown: str
    name: str | None
    rows: tuple[tuple[Cell, ...], ...]
    unknown: frozenset[tuple[int, int]] = frozenset()


@attrs.frozen
class Grids:
    """The sheets of one file, or what keeps it from being read."""

    grids: tuple[Grid, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_grids(path: str | os.PathLike[str]) -> Grids:
    """Read a ``.csv`` or ``.xlsx`` file. Nothing is raised for what the file holds; it is in ``problems``.

    A workbook with macros is refused, as is one that unpacks to more than a report could ever be; formulas are not
    evaluated, their last value counts. Raises :class:`palnet.MissingExtraError` when a workbook's reader is missing.
    """
    shown = shown_path(path)
    try:
        content = _content(Path(path))
    except OSError as error:
        return _refused(shown, Problem("PAL109", {"detail": error.strerror or type(error).__name__}))
    suffix = Path(path).suffix.lower()
    if suffix == ".xlsm":
        return _refused(shown, Problem("PAL112"))
    if suffix not in (".csv", ".xlsx"):
        return _refused(shown, Problem("PAL111", {"suffix": suffix or "–"}))
    if len(content) > LIMIT_MB * 1_000_000:
        return _refused(shown, Problem("PAL113", {"limit": LIMIT_MB}))
    if suffix == ".xlsx":
        from palnet.files.workbook import read_workbook

        return read_workbook(content, shown)
    return _read_csv(content, shown)


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as somebody standing in the working folder would write it."""
    try:
        return os.fspath(Path(path).resolve().relative_to(Path.cwd()))
    except (ValueError, OSError):
        return os.fspath(path)


def _content(path: Path) -> bytes:
    """The file, or just more of it than palnet takes."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "not a regular file")  # a pipe would keep us waiting for ever
    with path.open("rb") as file:
        return file.read(LIMIT_MB * 1_000_000 + 1)


def _refused(shown: str, problem: Problem) -> Grids:
    return Grids(problems=(attrs.evolve(problem, path=shown),))


def _read_csv(content: bytes, shown: str) -> Grids:
    text = _text(content)
    if text is None:
        return _refused(shown, Problem("PAL102"))
    text, delimiter, skipped = _without_announcement(text)
    rows: list[tuple[Cell, ...]] = [()] * skipped
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if len(rows) >= LIMIT_ROWS or len(row) > LIMIT_COLUMNS:
                return _refused(shown, Limits().too_many)
            rows.append(tuple(cell or None for cell in row))
    except csv.Error as error:
        return _refused(shown, Problem("PAL109", {"detail": str(error)}, line=len(rows) + 1))
    return Grids((Grid(shown, None, tuple(rows)),))


def _text(content: bytes) -> str | None:
    """The text: what a mark at its beginning says, or else UTF-8, or else what Windows writes in Norway."""
    marked = (encoding for mark, encoding in _MARKS if content.startswith(mark))
    for encoding in next(((one,) for one in marked), ("utf-8", "cp1252")):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _without_announcement(text: str) -> tuple[str, str, int]:
    """The text, what parts its cells, and how many lines were taken away: Excel's own ``sep=;`` may come first."""
    if announced := re.match(r"sep=([;,\t])\r?\n", text):
        return text[announced.end() :], announced[1], 1
    lines = (re.sub(r'"[^"]*"', "", line) for line in io.StringIO(text) if not line.lstrip('"').startswith("#"))
    counts = [{one: line.count(one) for one in ";,\t"} for line in lines]
    # The first line that is parted into three or more: a title above the headings may be a sentence.
    telling = next((one for least in (2, 1) for one in counts if max(one.values()) >= least), {})
    return text, max(";,\t", key=lambda one: telling.get(one, 0)), 0
