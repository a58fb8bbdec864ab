"""Columns of text as columns of answers, each distinct text read once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from itertools import product

import attrs
import polars as pl

from palnet.model.codebook import WRITTEN, Cell
from palnet.model.survey import Missing, QuestionKind
from palnet.survey.batches import Batch
from palnet.survey.cells import Fault, Read, cell_of
from palnet.survey.coded import narrowed
from palnet.survey.layout import Column
from palnet.survey.texts import Telling, Texts

__all__ = ["Again", "Coded", "Coder", "coder_of"]

Again = Callable[[str], Mapping[str, Cell]]
"""What the cells of later rows mean, by the question: a layout need only know those of the rows at hand."""

_FEW = 200


@attrs.frozen(eq=False)
class Coded:
    """A column of answers in which None is an empty cell: codes without nulls, and the cells that they stand for.

    A cell may be there twice, and not be anybody's.
    """

    codes: pl.Series
    cells: tuple[Cell | None, ...]


class Coder:
    """Reads the answers to one question out of a file, some rows at a time."""

    def __init__(self, column: Column, places: Sequence[int], today: dt.date) -> None:
        self.column = column
        self.again: Again | None = None
        self.tellings = [Telling(column.question.id, place) for place in places]
        self._today = today
        self._texts: list[Texts] = []
        self._chunks: list[pl.Series] = []

    def expressions(self) -> list[pl.Expr]:
        """What is to be found out about a batch's frame before :meth:`take` is given it."""
        raise NotImplementedError

    def take(self, batch: Batch, found: Sequence[pl.Series]) -> None:
        """Read a batch, given what the expressions found."""
        raise NotImplementedError

    def coded(self) -> Coded:
        """All that was read."""
        raise NotImplementedError

    @property
    def learnt(self) -> int:
        """How many texts are known; while it is the same, the expressions are."""
        return sum(len(texts.reads) for texts in self._texts)

    def known(self) -> dict[str, pl.DataType]:
        """By column the texts that are known, where it seems that there are no others."""
        few = (one for one in self._texts if 0 < len(one.numbers) <= _FEW and one.quiet)
        # Quotes within cells are counted in text only.
        return {one.heading: one.known for one in few if not any('"' in text for text in one.numbers)}

    def _read(self, text: str) -> Read:
        read = cell_of(self.column, text, self._today)
        if read.fault is None or self.again is None:
            return read
        self.column = attrs.evolve(self.column, codes={**self.again(self.column.question.id), **self.column.codes})
        return cell_of(self.column, text, self._today)

    def _joined(self, cells: Sequence[Cell | None]) -> Coded:
        """The chunks as one."""
        codes = pl.Series(dtype=pl.UInt8)
        if self._chunks:
            codes = pl.concat([narrowed(chunk, len(cells)) for chunk in self._chunks], rechunk=False)
            self._chunks.clear()
        return Coded(codes, tuple(cells))


class _Written(Coder):
    """A question of free text: whether something was written, and nothing of it."""

    def expressions(self) -> list[pl.Expr]:
        text = pl.col(self.column.headings[0])
        written = text.str.contains(r"\S").fill_null(value=False).cast(pl.UInt8)
        for number, reason in enumerate(self.column.codes, 2):
            written = pl.when(text.str.strip_chars() == reason).then(pl.lit(number, pl.UInt8)).otherwise(written)
        return [written]

    def take(self, batch: Batch, found: Sequence[pl.Series]) -> None:
        self._chunks.append(found[0])

    def coded(self) -> Coded:
        return self._joined([None, WRITTEN, *self.column.codes.values()])


class _Single(Coder):
    """A question whose answer stands in one column."""

    def __init__(self, column: Column, places: Sequence[int], today: dt.date) -> None:
        super().__init__(column, places, today)
        self._texts = [Texts(column.headings[0], self._read, self.tellings[0])]

    def expressions(self) -> list[pl.Expr]:
        return [texts.expression() for texts in self._texts]

    def take(self, batch: Batch, found: Sequence[pl.Series]) -> None:
        self._chunks.append(self._texts[0].numbered(batch, found[0]))

    def coded(self) -> Coded:
        return self._joined([read.cell for read in self._texts[0].reads])


_UNTICKED, _TICKED, _REASON = 1, 2, 3
_BITS = 8


class _Ticks(Coder):
    """A question with a column for each option. What is ticked is kept as the bits of a number."""

    def __init__(self, column: Column, places: Sequence[int], today: dt.date) -> None:
        super().__init__(column, places, today)
        self._boxes = [(column.option_of.get(one), column.reason_of.get(one)) for one in column.headings]
        self._texts = [
            Texts(heading, self._tick, telling) for heading, telling in zip(column.headings, self.tellings, strict=True)
        ]
        # The usual signs have the same numbers in every column: those for ticked, then the others.
        self._ticked = len(column.ticked)
        self._usual = [*sorted(column.ticked), *sorted(column.unticked - column.ticked - {""}), ""]
        for texts in self._texts:
            texts.learn(self._usual)
        self._cells: list[Cell | None] = [None]
        if len(column.headings) <= _BITS:
            self._cells = [self._answer(ticks) for ticks in product((0, _TICKED), repeat=len(column.headings))]
        self._numbers: dict[str | int, int] = {}

    def _tick(self, text: str) -> Read:
        """Ticked is a cell with something in it, not ticked one with nothing."""
        given = text.strip()
        if given in self.column.ticked:
            return Read(frozenset({""}))
        if not given or given in self.column.unticked:
            return Read(frozenset() if given else None)
        reason = self.column.codes.get(given)
        return Read(reason) if isinstance(reason, Missing) else Read(fault=Fault("PAL165"))

    def expressions(self) -> list[pl.Expr]:
        boxes = [texts.expression() for texts in self._texts]
        if len(boxes) > _BITS:
            return boxes
        ticks = [(box - 1 < self._ticked).cast(pl.UInt8) * 2**at for at, box in enumerate(reversed(boxes))]
        return [*boxes, pl.sum_horizontal(ticks).cast(pl.UInt8)]

    def take(self, batch: Batch, found: Sequence[pl.Series]) -> None:
        boxes = list(zip(self._texts, found, strict=False))
        numbers = [texts.numbered(batch, one) for texts, one in boxes]
        usual = all(
            len(texts.reads) - 1 <= len(self._usual) or not (one > len(self._usual)).any()
            for one, (texts, _) in zip(numbers, boxes, strict=True)
        )
        if len(boxes) <= _BITS and usual:
            self._chunks.append(found[-1])
            return
        states = [_states(one, texts.reads) for one, (texts, _) in zip(numbers, boxes, strict=True)]
        keys = _keys(states)
        for key in keys.unique(maintain_order=True).to_list():
            if key not in self._numbers:
                at = keys.index_of(key)
                self._numbers[key] = len(self._cells)
                self._cells.append(self._answer([state[at or 0] for state in states]))
        codes = keys.replace_strict(self._numbers, return_dtype=pl.UInt32)
        self._chunks.append(narrowed(codes, len(self._cells)))

    def _answer(self, states: Sequence[int]) -> Cell | None:
        boxes = [(*box, state) for box, state in zip(self._boxes, states, strict=True)]
        ticked = frozenset(code for code, _, state in boxes if code is not None and state == _TICKED)
        if ticked:
            return ticked
        # That nothing is ticked is no answer yet: the boxes look the same where the question was never shown.
        said = [reason for _, reason, state in boxes if reason is not None and state == _TICKED]
        stands = [list(Missing)[state - _REASON] for state in states if state >= _REASON]
        return next(iter([*said, *stands]), None)

    def coded(self) -> Coded:
        return self._joined(self._cells)


_STATES = _REASON + len(Missing)
_WORD = 20


def _states(numbers: pl.Series, reads: Sequence[Read]) -> pl.Series:
    """What stands in each box: nothing, not ticked, ticked, or why it was not answered."""

    def state(read: Read) -> int:
        match read.cell:
            case Missing() as reason:
                return _REASON + list(Missing).index(reason)
            case frozenset() as ticks:
                return _TICKED if ticks else _UNTICKED
        return 0

    states = [state(read) for read in reads]
    if states == list(range(len(states))):
        return numbers
    return pl.Series(states, dtype=pl.UInt8).gather(numbers)


def _keys(states: Sequence[pl.Series]) -> pl.Series:
    """One number for each combination of boxes; a text where there are very many boxes."""
    frame = pl.DataFrame({str(at): one for at, one in enumerate(states)})
    words = []
    for start in range(0, len(states), _WORD):
        names = frame.columns[start : start + _WORD]
        words.append(pl.sum_horizontal(pl.col(name).cast(pl.UInt64) * _STATES**at for at, name in enumerate(names)))
    return frame.select(words[0] if len(words) == 1 else pl.concat_str(words, separator=",")).to_series()


def coder_of(column: Column, places: Sequence[int], today: dt.date) -> Coder:
    """What reads a question's answers; ``places`` are the numbers of its columns in the file, from 1."""
    if column.option_of or column.reason_of:
        return _Ticks(column, places, today)
    if column.question.kind is QuestionKind.TEXT:
        return _Written(column, places, today)
    return _Single(column, places, today)
