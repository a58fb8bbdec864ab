"""A document for the terminal."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from palnet._version import __version__
from palnet.report.blocks import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    Narrative,
    Paragraph,
    SourceList,
    Span,
    Table,
)
from palnet.report.chart import chart_lines

__all__ = ["text"]

# What a terminal would obey instead of showing.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def text(blocks: Iterable[Block], sources: bool = False, width: int = 100, colour: bool = False) -> str:
    """The document as text, wrapped to ``width``; with ``sources`` their numbers and their list as well."""
    writer = _Writer(sources, width, colour)
    for block in blocks:
        if sources or not (isinstance(block, SourceList) or (isinstance(block, Heading) and block.key == "sources")):
            writer.write(block)
    writer.say(f"palnet {__version__}", style=_DIM)
    return "\n".join(line.rstrip() for line in writer.lines) + "\n"


class _Writer:
    """Gathers the lines of one document."""

    def __init__(self, sources: bool, width: int, colour: bool) -> None:
        self.lines: list[str] = []
        self._sources = sources
        self._width = width
        self._colour = colour

    def say(self, said: str, style: str = "", first: str = "", indent: str = "") -> None:
        """Wrap a text into lines: ``first`` stands before it, ``indent`` before the lines that follow."""
        wrapped = textwrap.wrap(
            _clean(said), self._width, initial_indent=first, subsequent_indent=indent or " " * len(first)
        )
        for line in wrapped or [first]:
            self.lines.append(f"{style}{line}{_PLAIN}" if style and self._colour else line)

    def _gap(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def write(self, block: Block) -> None:
        """The lines of one block."""
        if isinstance(block, Heading):
            self._gap()
            if block.kicker:
                self.say(block.kicker, _DIM)
            self.say(self._cited(Span(block.text, block.cited)), _BOLD)
            self.say(("═" if block.level == 1 else "─") * min(len(block.text), 60, self._width), _BOLD)
        elif isinstance(block, Paragraph):
            self.say(self._cited(block.span), _DIM if block.note else "")
        elif isinstance(block, Bullets):
            if block.title:
                self._gap()
                self.say(block.title, _BOLD)
            for item in block.items:
                self.say(self._cited(item), first="• ")
        elif isinstance(block, Facts):
            widest = max((len(one.value) for one in block.items), default=0)
            for one in block.items:
                first = f"{_clean(one.value):>{widest}}  "
                self.say(self._cited(Span(one.label, one.cited)), first=first)
            self._gap()
        elif isinstance(block, Table):
            if not block.alone:
                self._gap()
                self.say(block.caption, _BOLD)
            self.lines.extend(self._table(block))
        elif isinstance(block, Chart):
            for depth, label in chart_lines(block):
                self.say(label, first="   " * depth + ("└─ " if depth else ""))
        elif isinstance(block, Narrative):
            for paragraph in block.paragraphs:
                said = "".join(run.text for run in paragraph.runs)
                bullet = "  " * (paragraph.level - 1) + "• " if paragraph.level else ""
                self.say(said, first=bullet)
        elif isinstance(block, SourceList):
            for number, document, place in block.items:
                self.say(f"{document}{', ' if place else ''}{place}", first=f"{number:>4}  ")

    def _cited(self, span: Span) -> str:
        said = span.text.replace("\u2003", "  ")
        if self._sources and span.cited:
            said += " " + "".join(f"[{number}]" for number in span.cited)
        return said

    def _table(self, block: Table) -> Iterator[str]:
        """The table, laid out by rich: the one thing here that needs it, and it costs a tenth of a summary's time."""
        import io

        from rich import box
        from rich.console import Console
        from rich.table import Table as Grid
        from rich.text import Text

        def cell(span: Span) -> Text:
            return Text(_clean(self._cited(span)), style="bold" if span.strong else "")

        grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, show_footer=False)
        for n, heading in enumerate(block.headings):
            grid.add_column(Text(_clean(heading)), justify="right" if n in block.numeric else "left", overflow="fold")
        for row in block.rows:
            grid.add_row(*map(cell, row))
        if block.sums:
            grid.add_section()
            grid.add_row(*map(cell, block.sums))
        file = io.StringIO()
        console = Console(
            file=file,
            width=self._width,
            force_terminal=self._colour,
            color_system="standard" if self._colour else None,
            highlight=False,
        )
        console.print(grid)
        yield from file.getvalue().splitlines()


def _clean(said: str) -> str:
    return _CONTROL.sub(" ", said)
