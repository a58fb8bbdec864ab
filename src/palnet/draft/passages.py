"""A draft as text: headings, paragraphs, items, tables and notes, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum

import attrs

from palnet.errors import Problem

__all__ = ["Draft", "Grid", "Kind", "Passage", "Place", "Sort"]


class Kind(StrEnum):
    """What sort of file a draft is."""

    WORD = "docx"
    PDF = "pdf"
    MARKDOWN = "md"
    HTML = "html"
    TEXT = "txt"


class Sort(StrEnum):
    """What a passage is in the document."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"
    BOX = "box"


@attrs.frozen
class Place:
    """Where something stands, from 1: page (PDF, Word), first and last line (text), paragraph (Word)."""

    page: int | None = None
    line: int | None = None
    last: int | None = None
    paragraph: int | None = None


@attrs.frozen
class Grid:
    """A table's rows of cells, as text.

    ``lines`` is the line that each row begins on, or in Word the paragraph that it begins with.
    """

    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int | None, ...] = ()

    @property
    def text(self) -> str:
        """The rows on lines of their own, a tabulator between cells."""
        return "\n".join("\t".join(row) for row in self.rows)

    def line(self, row: int) -> int | None:
        """Where a row begins."""
        return self.lines[row] if row < len(self.lines) else None


@attrs.frozen(kw_only=True)
class Passage:
    """A paragraph, heading, list item, table, footnote or text box.

    ``starts`` are the offsets in ``text`` at which its lines begin, ``line`` the number of the first; ``section`` the
    headings that it stands under, the outermost first. ``number`` is the paragraph's place in a Word file.
    """

    text: str
    sort: Sort = Sort.TEXT
    level: int = 0
    page: int | None = None
    line: int | None = None
    starts: tuple[int, ...] = (0,)
    numbers: tuple[int, ...] = ()
    number: int | None = None
    section: tuple[str, ...] = ()
    grid: Grid | None = None

    def place(self, start: int = 0, end: int | None = None) -> Place:
        """Where a stretch of the text stands."""
        if self.line is None:
            return Place(self.page, None, None, self.number)
        last = self._line(max(start, (len(self.text) if end is None else end) - 1))
        return Place(self.page, self._line(start), last, self.number)

    def _line(self, offset: int) -> int:
        position = max(0, bisect_right(self.starts, offset) - 1)
        return self.numbers[position] if position < len(self.numbers) else (self.line or 1) + position


@attrs.frozen(kw_only=True)
class Draft:
    """A file as it was read: its passages in order, and what is worth knowing of the reading.

    ``language`` is nb, nn or en, None where it is none of them. ``pages`` is how many a PDF has.
    """

    path: str
    kind: Kind
    passages: tuple[Passage, ...]
    language: str | None = None
    pages: int | None = None
    notes: tuple[Problem, ...] = ()

    @property
    def title(self) -> str:
        """The first heading, or the first passage where there is none."""
        headings = (one.text for one in self.passages if one.sort is Sort.HEADING)
        return next(headings, next((one.text for one in self.passages), ""))
