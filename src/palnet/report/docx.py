"""A document as a Word file (DOCX): the one that a leader works on and sends."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any

from docx import Document
from docx.document import Document as Made
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from palnet.report.blocks import (
    Block,
    Bullets,
    Chart,
    Fact,
    Facts,
    Heading,
    HeatMap,
    Narrative,
    Paragraph,
    SourceList,
    Span,
    Table,
)
from palnet.report.chart import chart_lines
from palnet.report.word.file import name, packed
from palnet.report.word.look import ACCENT, TEXT_WIDTH, dress
from palnet.report.word.parts import cell, clean, element, field, paragraph, plain, prose, run
from palnet.report.word.widths import widths
from palnet.report.words import Words

__all__ = ["docx"]

_TWIPS = 1440 / 25.4
_DEEPEST = 3

# A table of so many rows stands on one page; of a longer one, no row stands alone and the last has its note with it.
_TOGETHER = 6

# A fact of so many letters fits on one line of its card.
_SHORT = 7


def docx(blocks: Iterable[Block], lang: str, author: str = "") -> bytes:
    """The document as a Word file, the same bytes for the same blocks.

    ``lang`` is the language it is written in, ``author`` the network whose it is. Places for the network's own text
    that nobody has filled are marked; one click and they can be written in.
    """
    whole = tuple(blocks)
    document = Document()
    dress(document, lang)
    title = next((one.text for one in whole if isinstance(one, Heading) and one.level == 1), "")
    name(document, title, author)
    _Writer(document, whole, Words(lang)).write(title)
    return packed(document)


class _Writer:
    """Writes blocks into one Word document."""

    def __init__(self, document: Made, blocks: Sequence[Block], words: Words) -> None:
        self.body: Any = document.element.body
        self.document = document
        self.blocks = blocks
        self.words = words
        self.sources = {
            number: clean(f"{label}, {place}" if place else label)
            for one in blocks
            if isinstance(one, SourceList)
            for number, label, place in one.items
        }
        self.following: Block | None = None
        self.level = 1
        self.places = 0

    def write(self, title: str) -> None:
        for n, block in enumerate(self.blocks):
            self.following = self.blocks[n + 1] if n + 1 < len(self.blocks) else None
            self._block(block)
        self._footer(title)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph():
                self._add("Note" if block.note else None, *self._span(block.span))
            case Bullets():
                self._bullets(block)
            case Facts():
                self._facts(block.items)
            case Table():
                self._table(block)
            case Chart():
                self._chart(block)
            case HeatMap():
                pass  # the table that follows says it
            case SourceList():
                self._sources(block)
            case Narrative():
                self._narrative(block)

    def _add(self, style: str | None, *runs: Any) -> Any:
        made = paragraph(style, *runs)
        self.body.insert_element_before(made, "w:sectPr")
        return made

    # Pieces of a line.

    def _span(self, span: Span) -> list[Any]:
        return [*run(span.text, strong=span.strong), *self._cited(span.cited)]

    def _cited(self, numbers: Iterable[int], style: str = "SourceNumber") -> list[Any]:
        """Numbers of sources as links to their places in the list; pointing at one shows what it is."""
        made: list[Any] = []
        for n, number in enumerate(numbers):
            before = [plain(",\u00a0", style)] if n else []
            if number in self.sources:
                link = element(
                    "hyperlink", plain(str(number), style), anchor=_bookmark(number), history=1,
                    tooltip=self.sources[number][:250],
                )  # fmt: skip
                made += [*before, link]
            else:
                made += [*before, plain(str(number), style)]
        return made

    # Blocks.

    def _heading(self, block: Heading) -> None:
        """A heading, its kicker above it. Sources stand in the kicker or below, so that contents show words alone."""
        self.level = block.level
        kicker = clean(block.kicker or "")
        if kicker:
            above = self._add("Kicker", *run(kicker), *self._cited(block.cited))
            if self.level > 2:
                above.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), "280")
        style = "Title" if block.level == 1 else f"Heading{min(block.level - 1, _DEEPEST)}"
        made = self._add(style, *run(block.text))
        if kicker:
            made.get_or_add_pPr().get_or_add_spacing().set(qn("w:before"), "0")
        elif block.cited:
            told = self._add("Note", *run(self.words("source")), plain(" "), *self._cited(block.cited, "SourceLink"))
            told.get_or_add_pPr().get_or_add_keepNext()

    def _bullets(self, block: Bullets) -> None:
        if block.title:
            self._add(f"Heading{min(self.level, _DEEPEST)}", *run(block.title))
        style = "ListBullet" if len(block.items) > 1 else None
        for item in block.items:
            self._add(style, *self._span(item))

    def _chart(self, block: Chart) -> None:
        self._add("Caption", *run(block.caption))
        for depth, label in chart_lines(block):
            self._add(_bullet(depth + 1), *run(label, strong=depth == 0))

    def _narrative(self, block: Narrative) -> None:
        if not block.paragraphs:
            self._add("WriteHere", self._prompt(block))
        for one in block.paragraphs:
            self._add(_bullet(one.level) if one.level else "OwnText", *prose(one))

    def _prompt(self, block: Narrative) -> Any:
        """A place to write in: Word takes it for empty, shows what it is for, and forgets it when it is written in."""
        self.places += 1
        return element(
            "sdt",
            element(
                "sdtPr",
                element("alias", val=clean(block.title)[:60]),
                element("tag", val=clean(f"narrative:{block.section}")[:60]),
                element("id", val=self.places),
                element("temporary"),
                element("showingPlcHdr"),
            ),
            element("sdtContent", plain(self.words("write here", title=clean(block.title)), "PlaceholderText")),
        )

    def _sources(self, block: SourceList) -> None:
        """Two columns, which is a section of Word's own."""
        if not block.items:
            return
        self._columns(2)
        for number, _, _ in block.items:
            start = element("bookmarkStart", id=number, name=_bookmark(number))
            said = [*run(str(number)), element("r", element("tab")), *run(self.sources[number])]
            made = self._add("SourceItem", start, *said, element("bookmarkEnd", id=number))
            made.get_or_add_pPr().append(element("ind", left=480, hanging=480))
        self._columns(1)

    def _columns(self, number: int) -> None:
        """What follows stands in so many columns. A section ends in a property of the last paragraph before it."""
        self.document.add_section(WD_SECTION.CONTINUOUS)
        ending = self.body[-2]
        before = ending.getprevious()
        if before is not None and before.tag == qn("w:p") and not before.xpath("w:pPr/w:sectPr"):
            before.get_or_add_pPr().append(ending.pPr[-1])
            self.body.remove(ending)
        columns = self.body.sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(number))
        columns.set(qn("w:space"), "500")

    # Tables.

    def _facts(self, items: Sequence[Fact]) -> None:
        """Cards side by side, at most five in a row."""
        if not items:
            return
        rows = math.ceil(len(items) / 5)
        columns = math.ceil(len(items) / rows)
        width = int(TEXT_WIDTH * _TWIPS / columns)
        table = self._new_table("PalnetFacts", [width] * columns)
        for start in range(0, rows * columns, columns):
            cells = [self._card(one, width) for one in items[start : start + columns]]
            cells += [self._no_card(width) for _ in range(columns - len(cells))]
            table.append(element("tr", element("trPr", element("cantSplit")), *cells))
        self._end_table(table)

    def _card(self, fact: Fact, width: int) -> Any:
        border = element("tcBorders", element("top", val="single", sz=18, space=0, color=ACCENT))
        label = paragraph("FactLabel", *run(fact.label), *self._cited(fact.cited))
        style = "FactValue" if len(fact.value) <= _SHORT else "FactWords"
        return cell(width, paragraph(style, *run(fact.value)), label, border)

    def _no_card(self, width: int) -> Any:
        return cell(width, paragraph(None), element("shd", val="clear", color="auto", fill="FFFFFF"))

    def _table(self, block: Table) -> None:
        if not block.alone:
            self._add("Caption", *run(block.caption))
        wide = widths(block, TEXT_WIDTH * _TWIPS)
        table = self._new_table("PalnetTable", wide, clean(block.caption), bool(block.sums))
        table.append(self._row(block, [Span(one) for one in block.headings], wide, "TableHeading"))
        rows = (*block.rows, *([block.sums] if block.sums else []))
        noted = isinstance(self.following, Paragraph) and self.following.note
        for position, row in enumerate(rows, start=1):
            made = self._row(block, row, wide, "TableText", strong=row is block.sums)
            if noted if position == len(rows) else len(rows) <= _TOGETHER or position == len(rows) - 1:
                for line in made.iter(qn("w:p")):
                    line.get_or_add_pPr().get_or_add_keepNext()
            table.append(made)
        self._end_table(table, noted)

    def _row(self, block: Table, row: Sequence[Span], wide: Sequence[int], style: str, strong: bool = False) -> Any:
        cells = [
            cell(width, self._text(span, style, strong, column in block.numeric))
            for column, (width, span) in enumerate(zip(wide, row, strict=True))
        ]
        repeated = [element("tblHeader")] if style == "TableHeading" else []
        return element("tr", element("trPr", element("cantSplit"), *repeated), *cells)

    def _text(self, span: Span, style: str, strong: bool, right: bool) -> Any:
        """A cell's paragraph: numbers to the right, what is a part of the row above set in."""
        text = span.text.lstrip("\u2003")
        made = paragraph(style, *run(text, strong=strong or span.strong), *self._cited(span.cited))
        if deep := len(span.text) - len(text):
            made.get_or_add_pPr().append(element("ind", left=220 * deep))
        if right:
            made.get_or_add_pPr().append(element("jc", val="right"))
        return made

    def _new_table(self, style: str, wide: Sequence[int], caption: str = "", sums: bool = False) -> Any:
        real = style == "PalnetTable"
        flags = {"firstRow": real, "lastRow": sums, "firstColumn": real, "lastColumn": False}
        bits = 0x600 + 0x20 * real + 0x40 * sums + 0x80 * real
        held = {name: int(there) for name, there in flags.items()}
        look = element("tblLook", val=f"{bits:04X}", **held, noHBand=1, noVBand=1)
        properties = [
            element("tblStyle", val=style),
            element("tblW", w=sum(wide), type="dxa"),
            element("tblLayout", type="fixed"),
            look,
        ]
        if caption:
            properties.append(element("tblCaption", val=caption))
        grid = element("tblGrid", *(element("gridCol", w=one) for one in wide))
        return element("tbl", element("tblPr", *properties), grid)

    def _end_table(self, table: Any, noted: bool = False) -> None:
        """Some air after it: a table has no space of its own, and two that touch would be one."""
        self.body.insert_element_before(table, "w:sectPr")
        gap = self._add(None)
        if noted:
            gap.get_or_add_pPr().get_or_add_keepNext()
        gap.get_or_add_pPr().append(element("spacing", after=0, line=140, lineRule="exact"))

    def _footer(self, title: str) -> None:
        """The title, and the page's number out of how many."""
        line: Any = self.document.sections[0].footer.paragraphs[0]._p
        for one in list(line):
            line.remove(one)
        right = element("tab", val="right", pos=int(TEXT_WIDTH * _TWIPS))
        line.append(element("pPr", element("pStyle", val="Footer"), element("tabs", right)))
        line.extend([*run(title), element("r", element("tab"))])
        fields = {"<page>": "PAGE", "<pages>": "NUMPAGES"}
        for part in re.split("(<pages?>)", self.words("page of", page="<page>", pages="<pages>")):
            if part:
                line.append(field(fields[part]) if part in fields else plain(part))


def _bookmark(number: int) -> str:
    return f"source_{number}"


def _bullet(level: int) -> str:
    return "ListBullet" if level < 2 else f"ListBullet{min(level, _DEEPEST)}"
