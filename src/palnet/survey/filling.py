"""Why cells are empty, for very many respondents: asked once for each sort of respondent that there is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from palnet.model.codebook import Cell
from palnet.model.predicate import AllOf, AnyOf, Background, Not, Predicate, Stratum
from palnet.model.survey import Missing, Question, Questionnaire
from palnet.survey.blanks import with_reasons
from palnet.survey.coded import CodedColumn, width_for
from palnet.survey.coders import Coded

__all__ = ["Filled", "filled"]

_FEW = 8

_AT_ONCE = 8
"""How many columns are filled at once: as many as do not add much to what is held."""


@attrs.frozen(eq=False)
class Filled:
    """Columns without an empty cell, and by question how many answered that were not asked or not shown it.

    With each the first respondent who did, from 0. ``blank`` is how many cells were empty.
    """

    columns: Mapping[str, CodedColumn]
    strangers: Mapping[tuple[str, Missing], tuple[int, int]]
    blank: Mapping[str, int]


def filled(questionnaire: Questionnaire, columns: dict[str, Coded]) -> Filled:
    """The same as :func:`palnet.survey.blanks.with_reasons`, which is asked of each sort of respondent once.

    A sort is everybody who gave the same answers to the questions that decide whether one is asked or shown something.
    ``columns`` is emptied on the way, so that nothing is held twice.
    """
    order = list(columns)
    blank = {name: _blank(one) for name, one in columns.items()}
    deciding_of = {name: _deciding(questionnaire, name) for name in columns}
    deciders = {one for several in deciding_of.values() for one in several}
    done: dict[str, CodedColumn] = {}
    strangers: dict[tuple[str, Missing], tuple[int, int]] = {}
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in columns:
        deciding = tuple(one for one in columns if one in deciding_of[name])
        groups.setdefault(deciding, []).append(name)
    for deciding, names in groups.items():
        sorts, of = _sorts([columns[one] for one in deciding], len(columns[names[0]].codes))
        told: dict[str, list[Cell | None]] = {one: list(cells) for one, cells in zip(deciding, sorts, strict=True)}
        size = len(sorts[0]) if sorts else 1
        beside: dict[str, list[Cell | None]] = {one: [None] * size for one in names if one not in told}
        reasons = with_reasons(questionnaire, {**told, **beside}).columns
        whys = {name: tuple(_why(cell) for cell in reasons[name]) for name in names}
        # Questions that are asked of the same people share what is found out about those.
        shared = {why: f"\0{at}" for at, why in enumerate(dict.fromkeys(whys.values()))}
        people = pl.DataFrame([pl.Series(name, why, dtype=pl.UInt8).gather(of) for why, name in shared.items()])
        for start in range(0, len(names), _AT_ONCE):
            some = [
                _Column(name, columns[name] if name in deciders else columns.pop(name), shared[whys[name]])
                for name in names[start : start + _AT_ONCE]
            ]
            frame = people.with_columns(one.column.codes.alias(one.name) for one in some)
            full = frame.select(one.filled() for one in some)
            done |= {one.name: CodedColumn(full.get_column(one.name).rechunk(), one.cells) for one in some}
            asked = {
                (one.name, reason): expression
                for one in some
                if one.name in beside
                for reason, expression in one.strangers(frozenset(whys[one.name]))
            }
            found_of = frame.select(one.alias(f"\0{at}") for at, one in enumerate(asked.values()))
            for key, found in zip(asked, found_of.row(0) if asked else (), strict=True):
                if found["times"]:
                    strangers[key] = (found["first"], found["times"])
    columns.clear()
    return Filled({name: done[name] for name in order}, strangers, blank)


_WHYS: tuple[Cell, ...] = (*Missing, frozenset())


def _why(cell: Cell) -> int:
    """A reason for an empty cell by number; whoever has an answer to the question itself needs none."""
    return _WHYS.index(cell) if isinstance(cell, Missing) or cell == frozenset() else 0


class _Column:
    """A column with empty cells; ``why`` is the column with the number of each respondent's reason, if it is empty."""

    def __init__(self, name: str, column: Coded, why: str) -> None:
        self.name = name
        self.column = column
        self.why = why
        self.empty = [at for at, cell in enumerate(column.cells) if cell is None]
        self.first = len(column.cells)
        self.cells = [*(Missing.NOT_ANSWERED if cell is None else cell for cell in column.cells), *_WHYS]

    def filled(self) -> pl.Expr:
        """The codes of its cells, where an empty one has that of its reason."""
        codes = pl.col(self.name).cast(width_for(len(self.cells)))
        if not self.empty:
            return codes
        why = pl.col(self.why).cast(width_for(len(self.cells))) + self.first
        return pl.when(self._is(self.empty)).then(why).otherwise(codes).alias(self.name)

    def _is(self, codes: Sequence[int]) -> pl.Expr:
        if len(codes) > _FEW:
            return pl.col(self.name).is_in(codes)
        return pl.any_horizontal([pl.col(self.name) == code for code in codes] or [pl.lit(value=False)])

    def strangers(self, whys: frozenset[int]) -> Iterator[tuple[Missing, pl.Expr]]:
        """Who answered although those of that sort were not asked, or not shown it: how many, and the first."""
        no_answer = [at for at, cell in enumerate(self.column.cells) if cell is None or isinstance(cell, Missing)]
        for reason in (Missing.NOT_ASKED, Missing.NOT_SHOWN):
            number = _WHYS.index(reason)
            if number in whys:
                here = (pl.col(self.why) == number) & ~self._is(no_answer)
                yield reason, pl.struct(times=here.sum(), first=here.arg_max())


def _deciding(questionnaire: Questionnaire, name: str) -> frozenset[str]:
    """The questions whose answers decide why a cell of this question is empty, at any remove."""
    known = questionnaire.by_id
    found: set[str] = set()
    waiting = [name]
    while waiting:
        question = known.get(waiting.pop())
        for one in _next_to(questionnaire, question) if question is not None else ():
            if one not in found:
                found.add(one)
                waiting.append(one)
    return frozenset(found)


def _next_to(questionnaire: Questionnaire, question: Question) -> Iterator[str]:
    predicates: list[Predicate] = [one.condition for one in question.asked_of] if question.stratum is None else []
    if question.shown_if is not None:
        predicates.append(question.shown_if)
    for predicate in predicates:
        yield from predicate.questions
        for stratum in _strata(predicate):
            asking = questionnaire.of_stratum(stratum)
            if asking is not None:
                yield asking.id


def _strata(predicate: Predicate) -> Iterator[Stratum]:
    match predicate:
        case Background(stratum, _):
            yield stratum
        case AllOf() | AnyOf() | Not():
            for part in predicate.parts:
                yield from _strata(part)


def _sorts(columns: Iterable[Coded], length: int) -> tuple[list[list[Cell | None]], pl.Series]:
    """The cells of each sort of respondent, column by column, and which sort everybody is."""
    of = pl.zeros(length, dtype=pl.UInt8, eager=True)
    number = 1
    sorts: list[list[Cell | None]] = []
    for column in columns:
        # One column at a time, so that the numbers stay as small as there are sorts.
        width = max(len(column.cells), 1)
        kind = pl.UInt16 if number * width < 2**16 else pl.UInt64
        pairs = of.cast(kind) * width + column.codes.cast(kind)
        there = pairs.unique().sort()
        number = len(there)
        of = _dense(pairs, there)
        sorts = [[cells[pair // width] for pair in there.to_list()] for cells in sorts]
        sorts.append([column.cells[pair % width] for pair in there.to_list()])
    return sorts, of


def _dense(pairs: pl.Series, there: pl.Series) -> pl.Series:
    """Each number as its place among those that occur."""
    if pairs.dtype != pl.UInt16:
        places = pl.int_range(len(there), dtype=pl.UInt32, eager=True)
        return pairs.replace_strict(there, places, return_dtype=pl.UInt32)
    places_of = {pair: place for place, pair in enumerate(there.to_list())}
    table = [places_of.get(pair, 0) for pair in range(max(places_of, default=0) + 1)]
    return pl.Series(table, dtype=width_for(len(there))).gather(pairs)


def _blank(column: Coded) -> int:
    blank = [at for at, cell in enumerate(column.cells) if cell is None]
    if len(blank) > _FEW:
        return int(column.codes.is_in(blank).sum())
    return sum(int((column.codes == at).sum()) for at in blank)
