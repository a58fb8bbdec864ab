"""The texts of a file's columns by number, each of them read once; and what was wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import attrs
import polars as pl

from palnet.errors import Problem
from palnet.survey.batches import Batch
from palnet.survey.cells import Fault, Read
from palnet.survey.coded import width_for

__all__ = ["Met", "Telling", "Texts"]

_FAULTS = 1000
_TOLD = 20


@attrs.define
class Met:
    """Where something was met first, and how often."""

    row: int
    times: int


@attrs.define(eq=False)
class Telling:
    """What was wrong or worth a note in a column: each thing once, where it first stood and how often."""

    question: str
    column: int
    faults: dict[Fault, Met] = attrs.Factory(dict)
    notes: dict[str, Met] = attrs.Factory(dict)
    beyond: int = 0
    first_row: bool | None = None

    def add(self, read: Read, row: int, times: int) -> None:
        """Note what reading a text gave, so often, first in that row."""
        if read.fault is not None:
            _met(self.faults, read.fault, row, times)
        if read.note is not None:
            _met(self.notes, read.note, row, times)

    def problems(self, path: str) -> Iterator[Problem]:
        """The faults, each a problem at its row and column."""
        for fault, met in sorted(self.faults.items(), key=lambda one: one[1].row)[:_TOLD]:
            said = {"question": self.question, "times": met.times}
            problem = Problem(fault.code, said, path=path, line=met.row, column=self.column)
            yield attrs.evolve(problem, value=fault.value, expected=fault.expected, hint=fault.hint)
        more = self.beyond + max(len(self.faults) - _TOLD, 0)
        if more:
            yield Problem("PAL146", {"more": more}, path=path, column=self.column, keys=(self.question,))

    def noted(self, path: str) -> Iterator[Problem]:
        """The notes."""
        for code, met in self.notes.items():
            said = {"question": self.question, "times": met.times}
            yield Problem(code, said, path=path, line=met.row, column=self.column)


_What = TypeVar("_What", Fault, str)


def _met(where: dict[_What, Met], what: _What, row: int, times: int) -> None:
    found = where.setdefault(what, Met(row, 0))
    found.row = min(found.row, row)
    found.times += times


@attrs.define(eq=False)
class Texts:
    """The texts of one column of a file by number, and what each was read as. Number 0 is no text at all."""

    heading: str
    read: Callable[[str], Read]
    telling: Telling
    numbers: dict[str, int] = attrs.Factory(dict)
    reads: list[Read] = attrs.Factory(lambda: [Read()])
    known: pl.Enum = attrs.Factory(lambda: pl.Enum([]))
    faulty: int = 0
    quiet: int = 0

    def expression(self) -> pl.Expr:
        """Each cell's number; 0 where there is no text, or one that is new."""
        number = pl.col(self.heading).cast(self.known, strict=False).to_physical()
        return (number.cast(width_for(len(self.reads))) + 1).fill_null(0)

    def numbered(self, batch: Batch, found: pl.Series) -> pl.Series:
        """Each cell's number, given what the expression found. New texts are read here, each of them once."""
        texts = batch.frame.get_column(self.heading)
        # A column that is held as texts that are known has no others.
        if texts.dtype == pl.String and (found == 0).sum() > texts.null_count():
            self.learn(texts.filter((found == 0) & texts.is_not_null()).unique(maintain_order=True).to_list())
            self.quiet = 0
            found = batch.frame.select(self.expression()).to_series()
            self.telling.beyond += int((found == 0).sum()) - texts.null_count()
        self.quiet += 1
        self._tell(batch, found)
        return found

    def learn(self, texts: Iterable[str]) -> None:
        """Read texts that have not been read before, and give them the next numbers."""
        for text in texts:
            read = self.read(text)
            if read.fault is not None:
                if self.faulty >= _FAULTS:
                    continue
                self.faulty += 1
            self.numbers[text] = len(self.reads)
            self.reads.append(read)
        self.known = pl.Enum(list(self.numbers))

    def _tell(self, batch: Batch, codes: pl.Series) -> None:
        if self.telling.first_row is None and len(codes):
            read = self.reads[codes[0]]
            self.telling.first_row = False if read.cell is not None else True if read.fault is not None else None
        wanted = [code for code, read in enumerate(self.reads) if read.fault is not None or read.note is not None]
        if not wanted or not len(codes):
            return
        places = pl.DataFrame({"code": codes}).with_row_index("at").filter(pl.col("code").is_in(wanted))
        told = places.group_by("code").agg(pl.len(), pl.col("at").min())
        for code, times, at in told.rows():
            self.telling.add(self.reads[code], batch.rows[at], times)
