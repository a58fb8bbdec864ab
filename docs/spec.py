"""Writes ``counting.md`` from the examples in ``tests/counting/spec``, each of which is a test as well.

Run it from the repository's root after a change of an example: ``python3 docs/spec.py``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import tomli

__all__ = ["PAGES", "Chapter", "Example", "chapters", "counting", "questionnaire", "table"]

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "tests" / "counting" / "spec"

PAGE = """\
<!-- Written by docs/spec.py from the examples in tests/counting/spec; change them there. -->
# Counting, by example

What `palnet.count` makes of answers, rosters and meetings. Each example is a table of answers, one respondent a row and
an empty cell for what was left empty; a definition; and the counts that come of it. The tables of counts show the
columns that the example is about. Every example on this page is one of palnet's own tests.

```python
answers = palnet.answers_from(rows, questionnaire)
counts = palnet.count(indicator, answers)
```

The answers are to this questionnaire, which is as made up as everybody who answers it:
"""


@attrs.frozen(kw_only=True)
class Example:
    """One example: tables as text, definitions as TOML, and how the counts are asked for."""

    title: str
    text: str
    definition: str
    counts: str
    answers: str = ""
    python: str = ""
    roster: str = ""
    events: str = ""
    by: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    margins: bool = False
    period: int | None = None
    protected: bool = False


@attrs.frozen(kw_only=True)
class Chapter:
    """A chapter of examples."""

    title: str
    text: str
    examples: tuple[Example, ...]


def questionnaire() -> str:
    """The questionnaire that all examples ask, as TOML."""
    return (EXAMPLES / "questionnaire.toml").read_text(encoding="utf-8")


def chapters() -> tuple[Chapter, ...]:
    """The examples, in the order of their files."""
    read = [tomli.loads(path.read_text(encoding="utf-8")) for path in sorted(EXAMPLES.glob("[0-9]*.toml"))]
    return tuple(
        Chapter(
            title=one["title"],
            text=one["text"],
            examples=tuple(Example(**example) for example in one["examples"]),
        )
        for one in read
    )


def table(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """A table that is written with bars: its head and its rows, cell by cell."""
    lines = [tuple(cell.strip() for cell in line.split("|")) for line in text.strip("\n").splitlines()]
    head, *rows = lines
    if wrong := [row for row in rows if len(row) != len(head)]:
        raise ValueError(wrong)
    return head, tuple(rows)


def counting() -> str:
    """The page on counting."""
    return "\n".join(_counting()) + "\n"


def _counting() -> Iterator[str]:
    yield PAGE
    # The first lines are for who opens the file.
    yield from _block("toml", questionnaire().partition("palnet = 1\n")[2])
    for chapter in chapters():
        yield from ("", f"## {chapter.title}", "", _prose(chapter.text))
        for example in chapter.examples:
            yield from ("", f"### {example.title}", "", _prose(example.text), "")
            yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    if example.answers:
        yield from (*_table(example.answers), "")
    yield from (*_block("toml", example.definition), "")
    if example.python:
        yield from ("In Python:", "", *_block("python", example.python), "")
    for name in ("roster", "events"):
        if given := getattr(example, name):
            yield from (f"The {name}:", "", *_block("toml", given), "")
    yield from (f"`{_call(example)}`:", "", *_table(example.counts))


def _call(example: Example) -> str:
    several = example.definition.count("[[indicators]]") > 1
    given: list[str] = ["indicators" if several else "indicator"]
    given.append("answers" if example.answers else "roster" if example.roster else "events")
    if example.answers and example.roster:
        given.append("roster=roster")
    if example.by:
        one = len(example.by) == 1
        given.append(f'by="{example.by[0]}"' if one else f"by={list(example.by)}".replace("'", '"'))
    given += ["margins=True"] if example.margins else []
    given += [f"period={example.period}"] if example.period is not None else []
    return f"palnet.count({', '.join(given)})" + (".protected()" if example.protected else "")


def _prose(text: str) -> str:
    return textwrap.fill(" ".join(text.split()), 120, break_long_words=False, break_on_hyphens=False)


def _block(language: str, text: str) -> Iterator[str]:
    yield from (f"```{language}", text.strip("\n"), "```")


def _table(text: str) -> Iterator[str]:
    head, rows = table(text)
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"


def _cell(cell: str) -> str:
    return cell.replace("_", "\\_")


PAGES: dict[str, Any] = {"counting.md": counting}
"""The page, and the function that makes its text."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
