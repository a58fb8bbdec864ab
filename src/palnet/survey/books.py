"""Answers in a workbook: each of its sheets as headings and rows of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import polars as pl

from palnet.errors import Problem
from palnet.files.grids import Cell, Grid, Limits
from palnet.files.workbook import read_workbook
from palnet.survey.batches import Batch
from palnet.survey.opening import Known, Opened, Opening, Seen, headings_of
from palnet.survey.table import Table

__all__ = ["LIMITS", "LIMIT_MB", "open_book"]

LIMIT_MB = 50
LIMITS = Limits(unpacked_mb=300, letters=500_000_000, rows=100_000, columns=2_000, cells=5_000_000)
"""How large a workbook of answers may be; whoever has more takes them out as CSV."""

_OLD = b"\xd0\xcf\x11\xe0"
_TOLD = 20


def open_book(path: Path, shown: str) -> Opening:
    """Every sheet that has headings. A workbook with macros is refused, and one that would fill the memory."""
    with path.open("rb") as file:
        content = file.read(LIMIT_MB * 1_000_000 + 1)
    refused: Problem | None = None
    if content.startswith(_OLD):
        refused = Problem("PAL174", path=shown)
    elif path.suffix.lower() == ".xlsm":
        refused = Problem("PAL112", path=shown)
    elif len(content) > LIMIT_MB * 1_000_000:
        refused = Problem("PAL113", {"limit": LIMIT_MB}, path=shown)
    if refused is not None:
        return Opening(problems=(refused,))
    grids = read_workbook(content, shown, LIMITS)
    if grids.problems:
        return Opening(problems=grids.problems)
    opened = [found for grid in grids.grids if (found := _opened(grid, len(content))) is not None]
    parts = tuple(one for one in opened if isinstance(one, Opened))
    if parts:
        return Opening(parts)
    problems = tuple(problem for one in opened if isinstance(one, Opening) for problem in one.problems)
    return Opening(problems=problems or (Problem("PAL140", path=shown),))


def _opened(grid: Grid, size: int) -> Opened | Opening | None:
    """A sheet by its headings, which are its first row with anything in it; None where it has none."""
    at = next((number for number, row in enumerate(grid.rows) if any(map(_text, row))), None)
    if at is None:
        return None
    cells = [_text(cell) or "" for cell in grid.rows[at]]
    while cells and not cells[-1].strip():
        cells.pop()
    names, problems = headings_of(cells, at + 1)
    if problems:
        return Opening(problems=tuple(attrs.evolve(one, path=grid.shown) for one in problems))
    batch = _batch(grid, names, at + 1)

    def batches(_: Opened, seen: Seen, __: Known) -> Iterator[Batch]:
        seen(batch.frame.height, size, size)
        yield batch

    table = Table(path=grid.shown, frame=batch.frame, first_row=at + 2, sheet=grid.name)
    return Opened(table=table, batches=batches)


def _batch(grid: Grid, names: Sequence[str], before: int) -> Batch:
    width = len(names)
    rows = [tuple(map(_text, row)) for row in grid.rows[before:]]
    problems = [
        Problem("PAL128", line=row, column=column)
        for row, column in sorted(grid.unknown)
        if row > before and column <= width
    ]
    beyond = next(
        ((number, row) for number, row in enumerate(rows, before + 1) if any(cell for cell in row[width:])), None
    )
    if beyond is not None:
        number, row = beyond
        column = next(at for at, cell in enumerate(row, 1) if at > width and cell)
        problems.append(Problem("PAL122", line=number, column=column))
    if len(problems) > _TOLD:
        problems[_TOLD:] = [Problem("PAL146", {"more": len(problems) - _TOLD})]
    kept = [(number, row) for number, row in enumerate(rows, before + 1) if any(row[:width])]
    held = [(*row[:width], *[None] * (width - len(row))) for _, row in kept]
    frame = pl.DataFrame(held, schema=dict.fromkeys(names, pl.String), orient="row")
    return Batch(frame, [number for number, _ in kept], len(rows), tuple(problems))


def _text(cell: Cell) -> str | None:
    """A cell as a text file would have it: whole numbers without a fraction, dates as ISO has them."""
    if cell is None or isinstance(cell, str):
        return cell or None
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return str(cell)
