"""A finished document, in whatever format it is wanted."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Literal, Self

import attrs

from palnet.report.blocks import Block, Findings, Heading, SourceList
from palnet.report.narrative import Texts, narrative_data, with_narratives
from palnet.text import Text

__all__ = ["FORMATS", "Format", "Publication", "render"]

Format = Literal["text", "html", "md", "docx", "json"]

FORMATS: dict[str, Format] = {
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".docx": "docx",
    ".json": "json",
    ".txt": "text",
}
"""The format that a file's suffix stands for."""


@attrs.frozen
class Publication:
    """A document: its blocks in one language, and what gives its content as data.

    ``name`` is what its file is called by itself, without a suffix; ``key`` what a region's own texts for it are kept
    under (``report-2023``); ``author`` the network or region whose it is.
    """

    name: str
    key: str
    author: Text
    lang: str
    blocks: tuple[Block, ...]
    data: Callable[[], dict[str, Any]]

    def told(self, texts: Texts) -> Self:
        """The same with a region's own texts, each at the start of its section."""
        blocks = with_narratives(self.blocks, texts)
        return attrs.evolve(self, blocks=blocks, data=lambda: {**self.data(), "narrative": narrative_data(blocks)})

    def in_short(self, sources: bool = False) -> tuple[Block, ...]:
        """The title and the first section; the list of sources as well where they are shown."""
        starts = [n for n, one in enumerate(self.blocks) if isinstance(one, Heading) and one.level == 2]
        kept = self.blocks[: starts[1]] if len(starts) > 1 else self.blocks
        return (*kept, *(one for one in self.blocks if sources and isinstance(one, SourceList)))


def render(
    publication: Publication, wanted: Format, sources: bool = False, width: int = 100, colour: bool = False
) -> str | bytes:
    """The document in a format: bytes for DOCX, else text. Text and Markdown show ``sources`` when asked to.

    What an audit finds is for whoever works with the figures, and shown by the page alone.

    ``width`` and ``colour`` are the terminal's, for text. Raises ImportError where the format's library is missing.
    """
    if wanted == "html":
        from palnet.report.html import html

        return html(publication.blocks, publication.lang, publication.author.in_(publication.lang))
    blocks = tuple(one for one in publication.blocks if not isinstance(one, Findings))
    if wanted == "docx":
        from palnet.report.docx import docx

        return docx(blocks, publication.lang, publication.author.in_(publication.lang))
    if wanted == "md":
        from palnet.report.markdown import markdown

        return markdown(blocks, sources)
    if wanted == "json":
        return json.dumps(publication.data(), ensure_ascii=False, indent=2) + "\n"
    from palnet.report.text import text

    return text(blocks, sources, width, colour)
