"""HTML as passages: no script is run, nothing is fetched."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from palnet.draft.passages import Grid, Passage, Sort
from palnet.draft.sections import Sections

__all__ = ["html_passages"]

_BLOCKS = frozenset(
    re.findall(
        r"\S+",
        "p div section article header footer main aside nav ul ol li dl dt dd table thead tbody tfoot tr "
        "td th caption blockquote figure figcaption form fieldset pre h1 h2 h3 h4 h5 h6 address details "
        "summary hr",
    )
)
_UNSEEN = frozenset(["script", "style", "template", "noscript", "head", "title", "svg"])
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def html_passages(text: str) -> list[Passage]:
    """The passages of an HTML page, with the lines that they begin on."""
    page = _Page()
    page.feed(text)
    page.close()
    page.flush()
    return page.held.passages


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.held = Sections()
        self.said = ""
        self.line: int | None = None
        self.open: list[str] = []
        self.unseen = 0
        self.rows: list[list[str]] | None = None
        self.lines: list[int | None] = []
        self.deep = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag == "br":
            self.said += "\n"
        elif tag in _BLOCKS:
            self.flush()
            self._open(tag)

    def _open(self, tag: str) -> None:
        if tag != "hr":
            self.open.append(tag)
        if tag == "table":
            self.deep += 1
            if self.deep == 1:
                self.rows, self.lines = [], []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])
            self.lines.append(self.getpos()[0])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those inside that were left open."""
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in self.open:
            self.flush()
            while self.open and self.open.pop() != tag:
                pass
            if tag == "table":
                self._end_table()

    def _end_table(self) -> None:
        self.deep -= 1
        if self.deep or self.rows is None:
            return
        rows = [(row, line) for row, line in zip(self.rows, self.lines, strict=True) if any(row)]
        self.rows = None
        if rows:
            grid = Grid(tuple(tuple(row) for row, _ in rows), tuple(line for _, line in rows))
            self.held.add(Passage(text=grid.text, sort=Sort.TABLE, line=rows[0][1], grid=grid))

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self.unseen:
            return
        if not self.said.strip() and data.strip():
            before = data[: len(data) - len(data.lstrip())]
            self.line = self.getpos()[0] + before.count("\n")
        self.said += data

    def flush(self) -> None:
        """End the passage that is open."""
        said = re.sub(r"\s+", " ", self.said).strip()
        self.said = ""
        if not said:
            return
        if self.rows is not None and self.rows and self.rows[-1] and "caption" not in self.open:
            self.rows[-1][-1] = f"{self.rows[-1][-1]} {said}".strip()
            return
        heading = next((_HEADINGS[one] for one in reversed(self.open) if one in _HEADINGS), 0)
        sort = Sort.HEADING if heading else Sort.ITEM if "li" in self.open else Sort.TEXT
        numbers = (self.line,) if self.line is not None else ()
        self.held.add(Passage(text=said, sort=sort, level=heading, line=self.line, numbers=numbers))
