"""A document as Markdown: tables in pipes, sources as numbers in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from palnet._version import __version__
from palnet.report.blocks import (
    Block,
    Bullets,
    Chart,
    Facts,
    Heading,
    HeatMap,
    Narrative,
    Paragraph,
    Run,
    SourceList,
    Span,
    Table,
)
from palnet.report.chart import chart_lines

__all__ = ["markdown"]


def markdown(blocks: Iterable[Block], sources: bool = True) -> str:
    """The document as Markdown. Without ``sources`` neither their numbers nor their list is written."""
    kept = [one for one in blocks if sources or not _is_about_sources(one)]
    parts = [f"<!-- palnet {__version__} -->", *("\n".join(_lines(one, sources)) for one in kept)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _is_about_sources(block: Block) -> bool:
    return isinstance(block, SourceList) or (isinstance(block, Heading) and block.key == "sources")


def _lines(block: Block, sources: bool) -> Iterator[str]:
    if isinstance(block, Heading):
        if block.kicker:
            yield f"*{_escaped(block.kicker)}*"
            yield ""
        yield "#" * block.level + " " + _span(Span(block.text, block.cited), sources)
    elif isinstance(block, Paragraph):
        said = _span(block.span, sources)
        yield f"*{said}*" if block.note else _as_text(said)
    elif isinstance(block, Bullets):
        if block.title:
            yield from (f"**{_escaped(block.title)}**", "")
        yield from (f"- {_as_text(_span(item, sources))}" for item in block.items)
    elif isinstance(block, Facts):
        yield from (f"- **{_escaped(one.value)}** {_span(Span(one.label, one.cited), sources)}" for one in block.items)
    elif isinstance(block, Table):
        if not block.alone:
            yield from (f"**{_escaped(block.caption)}**", "")
        yield _row(_escaped(one) for one in block.headings)
        yield _row("---:" if n in block.numeric else "---" for n in range(len(block.headings)))
        for row in (*block.rows, *([block.sums] if block.sums else [])):
            yield _row(_span(cell, sources) for cell in row)
    elif isinstance(block, Chart):
        yield from (f"{'  ' * depth}- {_as_text(_escaped(label))}" for depth, label in chart_lines(block))
    elif isinstance(block, Narrative):
        for n, paragraph in enumerate(block.paragraphs):
            if n and not (paragraph.level and block.paragraphs[n - 1].level):
                yield ""
            said = _as_text("".join(_run(run) for run in paragraph.runs))
            yield f"{'  ' * (paragraph.level - 1)}- {said}" if paragraph.level else said
    elif not isinstance(block, HeatMap):
        for number, document, at in block.items:
            yield f"{number}. {_as_text(_escaped(document))}{', ' if at else ''}{_escaped(at)}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _span(span: Span, sources: bool) -> str:
    said = _escaped(span.text.replace("\u2003", "\u00a0\u00a0"))
    if span.strong and said:
        said = f"**{said}**"
    if sources and span.cited:
        said += " " + "".join(rf"\[{number}\]" for number in span.cited)
    return said


def _run(run: Run) -> str:
    """Marks stand at the words, spaces outside them."""
    said = _escaped(run.text)
    marks = ("**" if run.strong else "") + ("*" if run.emphasis else "")
    before, after = (" " if there else "" for there in (run.text[:1] == " ", run.text[-1:] == " "))
    return f"{before}{marks}{said}{marks}{after}" if said else before


def _escaped(text: str) -> str:
    """Text that Markdown and the HTML that it may become take as text."""
    text = text.replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([`*_\[\]|#~])", r"\\\1", re.sub(r"[\x00-\x20]+", " ", text).strip(" "))


def _as_text(line: str) -> str:
    """A line that begins with what would make a list or a rule of it, kept as text."""
    return re.sub(r"^([0-9]*)([-+=.)])", r"\1\\\2", line)
