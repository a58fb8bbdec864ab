"""The grammar of CSV, said once: where cells and records end, and where a file breaks it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import attrs

__all__ = ["DELIMITERS", "Broken", "Record", "announced", "delimiter_of", "records"]

DELIMITERS = ";,\t"
"""What may part cells."""

_ANNOUNCED = re.compile(r"sep=([;,\t])\r?\n")
_BREAK = re.compile(r"\r?\n")


@attrs.frozen
class Record:
    """One record: its number in the file, from 1 with the headings, and its cells; a line with nothing on it has none.

    ``ended`` says whether a line break ended it, and not the file; ``end`` is where in the text it does.
    """

    number: int
    cells: tuple[str, ...]
    ended: bool
    end: int


@attrs.frozen
class Broken:
    """Where a file breaks the grammar: a quote that is never closed, or text after the quote that closes a cell."""

    number: int
    column: int
    code: str


def records(text: str, delimiter: str, number: int = 1) -> Iterator[Record | Broken]:
    """The records of a text, the first with that number. Ends with the first place that breaks the grammar."""
    quoted = re.compile(r'"([^"]*+(?:""[^"]*+)*+)(")?')
    plain = re.compile(rf"[^{delimiter}\n]*")
    at, end = 0, len(text)
    cells: list[str] = []
    while at < end or cells:
        if text.startswith('"', at):
            found = quoted.match(text, at)
            assert found is not None  # noqa: S101 - it begins with a quote
            if found[2] is None:
                yield Broken(number, len(cells) + 1, "PAL143")
                return
            cells.append(found[1].replace('""', '"'))
            at = found.end()
        else:
            found = plain.match(text, at)
            assert found is not None  # noqa: S101 - nothing matches too
            cell = found[0]
            at = found.end()
            cells.append(cell.removesuffix("\r") if at == end or text[at] == "\n" else cell)
        if text.startswith(delimiter, at):
            at += 1
            if at < end:
                continue
            cells.append("")
        stop = _BREAK.match(text, at)
        if stop is None and at < end and text[at:] != "\r":
            yield Broken(number, len(cells), "PAL144")
            return
        at = stop.end() if stop is not None else end
        yield Record(number, () if cells == [""] else tuple(cells), stop is not None, at)
        number += 1
        cells = []


def announced(text: str) -> str | None:
    """The delimiter that Excel's own first line ``sep=;`` announces, if there is one."""
    found = _ANNOUNCED.match(text)
    return found[1] if found is not None else None


def delimiter_of(text: str) -> str:
    """What parts the cells of a text: what parts the most of its records alike, and of equals into most cells."""

    def parted(delimiter: str) -> tuple[float, int]:
        sizes = Counter(len(one.cells) for one in _first(text, delimiter) if one.cells)
        (size, times), *_ = sizes.most_common(1) or [(0, 0)]
        return (times / sizes.total() if size > 1 else 0.0, size)

    return max(DELIMITERS, key=parted)


def _first(text: str, delimiter: str) -> Iterator[Record]:
    for number, one in enumerate(records(text, delimiter)):
        if isinstance(one, Broken) or number >= 50:
            return
        yield one
