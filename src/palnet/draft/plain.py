"""Plain text as passages: which lines are headings, items and rows, and which go on as one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from palnet.draft.passages import Grid, Passage, Sort
from palnet.draft.sections import Sections

__all__ = ["lines_of", "passages_of"]

_BULLET = re.compile(r"^\s*(?:[•▪◦●‣·*–—-]|\\u2022)\s+(?=\S)")
_NUMBERED = re.compile(r"\s*\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-ZÆØÅ])")
_CELL = r"(?:\d+\s?/\s?\d+|\d+(?:[ \u00a0]\d{3})*(?:,\d+)?\s?%?)"
_RATIOS = re.compile(r"\s*(?P<label>\S(?:.*?\S)?)\s+(?P<cells>\d+\s?/\s?\d+(?:\s+\d+\s?/\s?\d+)+)\s*")
_COLUMNS = re.compile(
    rf"\s*(?P<label>[^\d\s](?:.*?\S)?)(?P<cells>(?:\t+\s*|\s{{2,}}){_CELL}(?:(?:\t\s*|\s{{2,}}){_CELL})+)\s*"
)
_END = re.compile(r"[.!?:;,…]\s*$|[»”\"]\s*$")
_DATED = re.compile(r"\d\.\s*(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des)", re.IGNORECASE)
_LONGEST = 110
_WIDEST = 400


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines of a text with their numbers, from 1."""
    return list(enumerate(re.split(r"\r\n|\r|\n|\f", text), start=1))


def passages_of(
    lines: Sequence[tuple[int, str]], page: int | None = None, sections: Sections | None = None
) -> Sections:
    """The passages of a text, or of one page of it."""
    held = sections if sections is not None else Sections()
    for one in _Plain(lines, page).passages():
        held.add(one)
    return held


class _Plain:
    """Puts lines together that go on, and takes them apart where somebody ended one on purpose."""

    def __init__(self, lines: Sequence[tuple[int, str]], page: int | None) -> None:
        self.lines = lines
        self.page = page
        lengths = sorted(len(line.strip()) for _, line in lines if line.strip())
        usual = lengths[(9 * len(lengths)) // 10] if lengths else 0
        wrapped = bool(lengths) and lengths[-1] <= 1.3 * usual and 45 <= usual <= 160
        self.width = usual if wrapped else 0
        pairs = [(one, other) for one, other in zip(self._full(), self._full()[1:], strict=False)]
        apart = sum(lines[other][0] - lines[one][0] == 2 for one, other in pairs)
        self.spaced = self.width > 0 and apart > 0.6 * len(pairs)

    def _full(self) -> list[int]:
        return [position for position, (_, line) in enumerate(self.lines) if line.strip()]

    def passages(self) -> Iterator[Passage]:
        """Every passage, in order."""
        full = self._full()
        running: list[tuple[int, str]] = []
        rows: list[tuple[int, tuple[str, ...]]] = []
        for place, position in enumerate(full):
            number, line = self.lines[position]
            following = self.lines[full[place + 1]] if place + 1 < len(full) else None
            row = _row(line)
            if row is not None:
                yield from self._paragraph(running)
                running = []
                rows.append((number, row))
                continue
            yield from self._table(rows)
            rows = []
            if running and (_BULLET.match(line) or (_NUMBERED.match(line) and self._ended(running[-1][1], line))):
                yield from self._paragraph(running)
                running = []
            running.append((number, line))
            third = self.lines[full[place + 2]] if place + 2 < len(full) else None
            if self._breaks(line, following, number) or self._heads(line, following, third):
                yield from self._paragraph(running, following)
                running = []
        yield from self._table(rows)
        yield from self._paragraph(running)

    def _ended(self, line: str, following: str) -> bool:
        return self._on_purpose(line, following) or bool(_END.search(line))

    def _on_purpose(self, line: str, following: str) -> bool:
        """Whether the next word would have had room: somebody began a new line themselves."""
        if not self.width:
            return True
        word = following.split(maxsplit=1)[0] if following.split() else ""
        return len(line.strip()) + 1 + len(word) < 0.87 * self.width

    def _breaks(self, line: str, following: tuple[int, str] | None, number: int) -> bool:
        if following is None:
            return True
        gap = following[0] - number - 1
        if gap and following[1].lstrip()[:1].isupper():
            return True
        if not self.width or gap > (1 if self.spaced else 0):
            return not self._goes_on(line, following[1], gap)
        if not self._on_purpose(line, following[1]):
            return False
        start = following[1].lstrip()[:1]
        return start.isupper() or start.isdigit() or start in '«"•-–' or bool(_END.search(line))

    def _heads(self, line: str, following: tuple[int, str] | None, third: tuple[int, str] | None) -> bool:
        """Whether the next line stands alone as a heading, so that this one has ended."""
        if following is None or third is None or not self.width or _END.search(line):
            return False
        said = following[1].strip()
        alone = len(said) < 0.6 * self.width and not _END.search(said) and ":" not in said
        begins = said[:1].isupper() and not third[1].lstrip()[:1].islower()
        return alone and begins and self._on_purpose(said, third[1]) and "%" not in said

    def _goes_on(self, line: str, following: str, gap: int) -> bool:
        """A sentence that is not over, with a gap only because of how the text was taken out of its file."""
        start = following.lstrip()[:1]
        return gap <= 1 and not _END.search(line) and start.islower() and bool(self.width)

    def _table(self, rows: Sequence[tuple[int, tuple[str, ...]]]) -> Iterator[Passage]:
        if rows:
            grid = Grid(tuple(cells for _, cells in rows), tuple(number for number, _ in rows))
            yield Passage(
                text=grid.text,
                sort=Sort.TABLE,
                page=self.page,
                line=rows[0][0],
                numbers=tuple(number for number, _ in rows),
                grid=grid,
            )

    def _paragraph(
        self, running: Sequence[tuple[int, str]], following: tuple[int, str] | None = None
    ) -> Iterator[Passage]:
        if not running:
            return
        bullet = _BULLET.match(running[0][1])
        text, starts = _joined(running)
        sort, level = Sort.ITEM if bullet else Sort.TEXT, 0
        if not bullet and len(running) == 1 and self._is_heading(text, running[0], following):
            sort, level = Sort.HEADING, _level(text)
        yield Passage(
            text=text,
            sort=sort,
            level=level,
            page=self.page,
            line=running[0][0],
            starts=starts,
            numbers=tuple(number for number, _ in running),
        )

    def _is_heading(self, text: str, at: tuple[int, str], following: tuple[int, str] | None) -> bool:
        if (
            following is None
            or len(text) > _LONGEST
            or _END.search(text)
            or not text[:1].isupper() | text[:1].isdigit()
        ):
            return False
        if text[:1].isdigit() and not _NUMBERED.match(text):
            return False
        if (
            _DATED.search(text)
            or ":" in text
            or "%" in text
            or re.search(r"\d\s*/\s*\d", text)
            or (not self.width and len(text) > 70)
        ):
            return False
        row = _row(following[1])
        if row is not None and len(text.split()) == len(row):
            # The headings of the columns below.
            return False
        return self._on_purpose(at[1], following[1]) and not following[1].lstrip()[:1].islower()


def _level(text: str) -> int:
    if text.isupper() and not _NUMBERED.match(text):
        return 1
    if numbered := re.match(r"\d{1,2}((?:\.\d{1,2})*)", text):
        return 2 + numbered[1].count(".")
    return 4


def _joined(running: Iterable[tuple[int, str]]) -> tuple[str, tuple[int, ...]]:
    """The lines as one text, a space for each end of line; and where each of them begins."""
    text, starts = "", []
    for _, line in running:
        piece = re.sub(r"[ \t]+", " ", _BULLET.sub("", line, count=1) if not text else line).strip()
        if text and text.endswith("-") and not text.endswith(" -") and piece[:1].islower() and not _hangs(piece):
            text = text[:-1]
        elif text:
            text += " "
        starts.append(len(text))
        text += piece
    return text, tuple(starts)


def _hangs(piece: str) -> bool:
    """A hyphen at the line's end that stays: "helse- og omsorgstjenester"."""
    return bool(re.match(r"(?:og|eller|and|or)\b", piece))


def _row(line: str) -> tuple[str, ...] | None:
    if len(line) > _WIDEST:
        return None
    for pattern, cells in ((_RATIOS, r"\d+\s?/\s?\d+"), (_COLUMNS, _CELL)):
        match = pattern.fullmatch(line)
        if match is not None:
            return (match["label"].strip(), *(one.strip() for one in re.findall(cells, match["cells"])))
    return None
