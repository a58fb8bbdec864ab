"""Markdown as passages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from palnet.draft.passages import Grid, Passage, Sort
from palnet.draft.sections import Sections

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["markdown_passages"]


def markdown_passages(text: str) -> list[Passage]:
    """The passages of a Markdown text, with the lines that they stand on."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    held = Sections()
    depth = 0
    level = 0
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.type in ("list_item_open", "list_item_close"):
            depth += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            level = int(token.tag[1]) if token.nesting > 0 else 0
        elif token.type == "table_open":
            position = _table(tokens, position, held)
        elif token.type == "inline":
            sort = Sort.HEADING if level else Sort.ITEM if depth else Sort.TEXT
            _add(held, _inline(token), _line(token), sort, level)
        elif token.type in ("html_block", "code_block", "fence"):
            _add(held, re.sub(r"<[^>]*>", " ", token.content), _line(token), Sort.TEXT, 0)
        position += 1
    return held.passages


def _line(token: Token) -> int | None:
    return token.map[0] + 1 if token.map else None


def _inline(token: Token) -> str:
    said = ""
    for one in token.children or ():
        if one.type in ("softbreak", "hardbreak"):
            said += "\n"
        elif one.type != "html_inline":
            said += one.content
    return said


def _add(held: Sections, said: str, line: int | None, sort: Sort, level: int) -> None:
    if not said.strip():
        return
    starts, at = [], 0
    for one in said.split("\n"):
        starts.append(at)
        at += len(one) + 1
    numbers = tuple(range(line, line + len(starts))) if line is not None else ()
    held.add(
        Passage(text=said.replace("\n", " "), sort=sort, level=level, line=line, starts=tuple(starts), numbers=numbers)
    )


def _table(tokens: Sequence[Token], position: int, held: Sections) -> int:
    """The rows of a table; the position of its end."""
    rows: list[list[str]] = []
    lines: list[int | None] = []
    first = _line(tokens[position])
    while tokens[position].type != "table_close":
        token = tokens[position]
        if token.type == "tr_open":
            rows.append([])
            lines.append(_line(token))
        elif token.type == "inline":
            rows[-1].append(_inline(token).replace("\n", " ").strip())
        position += 1
    grid = Grid(tuple(tuple(row) for row in rows), tuple(lines))
    held.add(Passage(text=grid.text, sort=Sort.TABLE, line=first, grid=grid))
    return position
