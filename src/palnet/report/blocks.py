"""A document between view and format: headings, paragraphs, lists, tables. What every renderer writes down."""

from __future__ import annotations

from decimal import Decimal

import attrs

__all__ = [
    "Block",
    "Bullets",
    "Chart",
    "Fact",
    "Facts",
    "Findings",
    "Heading",
    "HeatMap",
    "Narrative",
    "Node",
    "Paragraph",
    "Prose",
    "Run",
    "SourceList",
    "Span",
    "Table",
]

Cited = tuple[int, ...]
"""The numbers of the sources that something rests on."""


@attrs.frozen
class Span:
    """A piece of text with its sources.

    ``share`` (0 to 100) and ``target`` are set for a cell that can be drawn as a bar as well. ``strong`` marks a sum.
    ``findings`` are the numbers of what an audit says of it.
    """

    text: str
    cited: Cited = ()
    share: Decimal | None = None
    target: Decimal | None = None
    strong: bool = False
    findings: tuple[int, ...] = ()


@attrs.frozen
class Heading:
    """A heading. ``level`` 1 is the title; ``key`` names the place for links; ``kicker`` stands above it, small."""

    level: int
    text: str
    key: str
    kicker: str | None = None
    cited: Cited = ()


@attrs.frozen
class Paragraph:
    """Running text; a ``note`` explains what stands beside it."""

    span: Span
    note: bool = False


@attrs.frozen
class Bullets:
    """A list, perhaps under a small heading of its own."""

    items: tuple[Span, ...]
    title: str | None = None


@attrs.frozen
class Fact:
    """One number that the reader should take along."""

    value: str
    label: str
    cited: Cited = ()
    findings: tuple[int, ...] = ()


@attrs.frozen
class Facts:
    """The numbers that the reader should take along."""

    items: tuple[Fact, ...]


@attrs.frozen
class Table:
    """A table: a caption, headings, rows whose first cell is the row's heading, perhaps a last row of sums.

    ``numeric`` are the positions of columns that hold numbers. ``alone`` marks a table that is all of its section, so
    that the heading above serves as its caption to the eye.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]
    sums: tuple[Span, ...] = ()
    numeric: frozenset[int] = frozenset()
    alone: bool = False


@attrs.frozen
class Node:
    """A box of an organisation chart: ``over`` stands above what it governs, ``under`` below it, in columns or stacked.

    ``kind`` is ``network``, ``body`` or ``group``.
    """

    label: str
    kind: str
    over: tuple[Node, ...] = ()
    under: tuple[Node, ...] = ()


@attrs.frozen
class Chart:
    """An organisation chart. What cannot draw it writes it as a list within a list."""

    caption: str
    roots: tuple[Node, ...]


@attrs.frozen
class HeatMap:
    """Numbers as fields, the darker the more, an empty frame for none: a picture of the table that follows it.

    ``rows`` have a label, the group that they stand under (empty where there are none) and a number for each heading.
    Only a page draws it; everywhere else the table says it.
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[int, ...]], ...]


@attrs.frozen
class SourceList:
    """The sources, by number: what each document is called, and where in it."""

    items: tuple[tuple[int, str, str], ...]


@attrs.frozen
class Findings:
    """What an audit says of the document's figures, numbered from 1. Only a page shows it, where marks lead to it."""

    heading: Heading
    note: str
    items: tuple[str, ...]


@attrs.frozen
class Run:
    """A piece of somebody's own text, perhaps emphasised."""

    text: str
    strong: bool = False
    emphasis: bool = False


@attrs.frozen
class Prose:
    """A paragraph of somebody's own text (``level`` 0), or an item of a list (1), of a list within a list (2) …"""

    runs: tuple[Run, ...]
    level: int = 0


@attrs.frozen
class Narrative:
    """The place of a section for the network's own text. ``section`` is the key of its heading, ``title`` what it says.

    Nothing is written there until somebody does: a document to work in marks the place, every other passes over it.
    """

    section: str
    title: str
    paragraphs: tuple[Prose, ...] = ()


Block = Heading | Paragraph | Bullets | Facts | Table | Chart | HeatMap | SourceList | Narrative | Findings
