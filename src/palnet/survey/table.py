"""A survey tool's file as it stands: headings, and columns of text that nobody has read anything into yet."""

from __future__ import annotations

import attrs
import polars as pl

__all__ = ["Table"]


@attrs.frozen(kw_only=True, eq=False)
class Table:
    """A file, or one sheet of a workbook, as text.

    ``frame`` has one column of text for each heading, in the file's order and under the file's own names, and one row
    for each submission, of a large file only for the first; an empty cell is null, and nothing is stripped, turned into
    a number or left out.
    ``first_row`` is where the first submission stands in the file, counted in records from 1 with the headings.
    ``encoding`` and ``delimiter`` are what the file was found to have; the delimiter of a workbook is None.
    """

    path: str
    frame: pl.DataFrame
    first_row: int = 2
    encoding: str = "utf-8"
    delimiter: str | None = None
    sheet: str | None = None

    @property
    def headings(self) -> tuple[str, ...]:
        """The names of the columns, as the file has them."""
        return tuple(self.frame.columns)
