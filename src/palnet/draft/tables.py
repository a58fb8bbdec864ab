"""Tables: which cells are shares, counts and totals, by their headings and by how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import attrs

from palnet.draft.found import Found
from palnet.draft.passages import Grid, Passage, Place
from palnet.draft.reading import Claim, Passed, Piece, Sure
from palnet.draft.scope import unit_of
from palnet.draft.tokens import Reason, Token, What, tokens
from palnet.model.figure import Unit

__all__ = ["Cell", "cells"]

_TOTAL = re.compile(r"\s*(?:sum|totalt?|i alt|til sammen|samlet|alle|in all|all)\b[^\d]*", re.IGNORECASE)
_PERCENT = re.compile(r"%|prosent|percent|per cent|\bandel\b|\bshare\b", re.IGNORECASE)
_SIZE = re.compile(
    r"^\s*(?:n|av|of|nevner|denominator|antall svar|besvarelser|svar|inviterte?|responses|invited|spurt)\s*$",
    re.IGNORECASE,
)
_COUNT = re.compile(r"^\s*(?:k|antall|antal|teller|number|count|ja|yes|numerator)\b", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Cell:
    """A number of a table: what it claims, its row's and column's headings, and where it stands."""

    found: Found
    row: str
    heading: str
    column: int
    place: Place
    text: str
    year: int | None = None


def cells(passage: Passage, near: str, lang: str) -> Iterator[Cell | Passed]:
    """The claims of a table, row by row; ``near`` is the text that stands before it."""
    if passage.grid is not None:
        yield from _Table(passage, passage.grid, near, lang).walk()


class _Table:
    def __init__(self, passage: Passage, grid: Grid, near: str, lang: str) -> None:
        self.passage = passage
        self.grid = grid
        self.lang = lang
        first = grid.rows[0] if grid.rows else ()
        self.top = 1 if len(grid.rows) > 1 and not any(self._token(cell, heading=True) for cell in first[1:]) else 0
        width = max((len(row) for row in grid.rows), default=0)
        self.headings = [*first, *[""] * (width - len(first))] if self.top else [""] * width
        self.near = f"{near} {' '.join(passage.section[-1:])}"
        self.values: dict[tuple[int, int], Token] = {}
        for row, several in enumerate(grid.rows[self.top :], start=self.top):
            for column, cell in enumerate(several):
                token = self._token(cell) if column else None
                if token is not None:
                    self.values[row, column] = token

    def _token(self, cell: str, *, heading: bool = False) -> Token | None:
        """The number that a cell is, and nothing else."""
        said = cell.strip()
        held = list(tokens(said, self.lang))
        if len(held) == 2 and held[1].what is What.PERCENT and re.fullmatch(r"\s*\(.*\)\s*", said[held[0].end :]):
            return held[0]
        if len(held) != 1 or len(held[0].text) < 0.6 * len(said):
            return None
        (one,) = held
        year = one.what is What.PASSED and one.reason is Reason.YEAR
        if year and not heading and not re.fullmatch(r"(?:19|20)\d\d", said):
            return None
        return None if one.what is What.PASSED else one

    def walk(self) -> Iterator[Cell | Passed]:
        """Every cell that claims something, and the numbers that do not."""
        for row, several in enumerate(self.grid.rows):
            shares = self._shares(row) if row >= self.top else {}
            taken = {column for group in shares.values() for column in group}
            for column, cell in enumerate(several):
                if column in shares:
                    yield self._cell(row, column, self._share(row, shares[column]))
                elif column in taken:
                    continue
                elif (row, column) in self.values:
                    yield self._cell(row, column, self._one(row, column))
                else:
                    yield from self._passed(row, column, cell)

    def _shares(self, row: int) -> dict[int, list[int]]:
        """Columns of one row that tell one share: its percentage, with count and size where they stand beside it."""
        percents = [
            one for one in range(1, len(self.headings)) if (row, one) in self.values and self._is_percent(row, one)
        ]
        if len(percents) != 1:
            return {one: [one] for one in percents}
        others = [one for one in range(1, len(self.headings)) if one != percents[0] and (row, one) in self.values]
        ratios = [one for one in others if self.values[row, one].what is What.RATIO]
        sizes = [one for one in others if one not in ratios and _SIZE.match(self.headings[one])]
        counts = [one for one in others if one not in (*ratios, *sizes) and _COUNT.match(self.headings[one])]
        left = [one for one in others if one not in (*ratios, *sizes, *counts)]
        if not counts and len(sizes) == len(left) == 1:
            # What stands beside a share and its size is its count, whatever it is called.
            counts = left
        group = [*percents, *ratios, *sizes, *counts[:1]]
        return {percents[0]: group}

    def _is_percent(self, row: int, column: int) -> bool:
        token = self.values[row, column]
        return token.what is What.PERCENT or (
            token.what is What.NUMBER and bool(_PERCENT.search(self.headings[column]))
        )

    def _share(self, row: int, group: Sequence[int]) -> Found:
        k = n = None
        for column in group[1:]:
            token = self.values[row, column]
            if token.what is What.RATIO:
                k, n = int(token.value or 0), int(token.of or 0)
            elif _SIZE.match(self.headings[column]):
                n = int(token.value or 0)
            else:
                k = int(token.value or 0)
        token = self.values[row, group[0]]
        return Found(
            claim=Claim.SHARE, sure=Sure.SURE, start=0, end=0, after=0, percent=token.value, numerator=k, denominator=n
        )

    def _one(self, row: int, column: int) -> Found:
        token = self.values[row, column]
        given: dict[str, Any] = {"start": 0, "end": 0, "after": 0}
        if token.what is What.RATIO:
            pieces = self._rows_above(row, column)
            return Found(
                claim=Claim.RATIO, sure=Sure.SURE, numerator=int(token.value or 0), denominator=int(token.of or 0),
                pieces=pieces, **given,
            )  # fmt: skip
        pieces = self._rows_above(row, column) or self._columns_before(row, column)
        unit = self._unit(row, column)
        sure = Sure.SURE if unit is not None else Sure.LIKELY
        return Found(claim=Claim.COUNT, sure=sure, value=token.value, unit=unit, pieces=pieces, **given)

    def _unit(self, row: int, column: int) -> Unit | None:
        """What is counted: the column says it, or the row, or the text beside the table."""
        for text in (self.headings[column], self.grid.rows[row][0], self.headings[0], self.near):
            words = re.findall(r"[^\W\d_][\w-]+", text)
            found = next((unit for word in words if (unit := unit_of(word)) is not None), None)
            if found is not None:
                return found
        return None

    def _label(self, row: int) -> str:
        return self.grid.rows[row][0].strip()

    def _rows_above(self, row: int, column: int) -> tuple[Piece, ...]:
        """A row of sums is made of the rows above it."""
        if not _TOTAL.fullmatch(self._label(row)):
            return ()
        return self._pieces(
            [
                (self._label(one), self.values.get((one, column)))
                for one in range(self.top, row)
                if not _TOTAL.fullmatch(self._label(one))
            ]
        )

    def _columns_before(self, row: int, column: int) -> tuple[Piece, ...]:
        if not _TOTAL.fullmatch(self.headings[column]) or column < 3:
            return ()
        others = [one for one in range(1, column) if not _TOTAL.fullmatch(self.headings[one])]
        return self._pieces([(self.headings[one], self.values.get((row, one))) for one in others])

    def _pieces(self, several: Sequence[tuple[str, Token | None]]) -> tuple[Piece, ...]:
        """The parts, where each is a number: of an empty cell nobody knows."""
        if len(several) < 2 or any(
            token is None or token.what not in (What.NUMBER, What.RATIO) for _, token in several
        ):
            return ()
        return tuple(Piece(label=label or "–", value=token.value or Decimal(0)) for label, token in several if token)

    def _cell(self, row: int, column: int, found: Found) -> Cell:
        heading = self.headings[column].strip()
        label = self._label(row)
        year = re.fullmatch(r"\s*((?:19|20)\d\d)\s*", heading)
        said = self.grid.rows[row][column].strip()
        return Cell(
            found=found, row=label, heading=heading, column=column, place=self._place(row),
            text=f"{label}{f', {heading}' if heading else ''}: {said}", year=int(year[1]) if year else None,
        )  # fmt: skip

    def _place(self, row: int) -> Place:
        line = self.grid.line(row)
        if self.passage.line is None:
            return Place(self.passage.page, None, None, line)
        return Place(self.passage.page, line, line)

    def _passed(self, row: int, column: int, cell: str) -> Iterator[Passed]:
        for token in tokens(cell.strip(), self.lang):
            reason = token.reason or (Reason.LABEL if column == 0 or row < self.top else Reason.UNKNOWN)
            yield Passed(
                reason=reason,
                text=token.text,
                place=self._place(row),
                section=self.passage.section,
                sentence="\t".join(self.grid.rows[row]),
            )
