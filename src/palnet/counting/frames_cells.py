"""What is found in a dataframe: the second stage, which sees the small tables of the first and no respondent."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from palnet.counting.evaluate import Evaluation
from palnet.counting.finding import Place
from palnet.counting.frames_plan import Hidden, Key, Measure, Plan
from palnet.counting.frames_questions import Expressions
from palnet.counting.kleene import Truth, all_of
from palnet.counting.sums import code_of
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.indicator import Indicator, Kind
from palnet.model.predicate import Predicate
from palnet.model.survey import Missing

__all__ = ["NUMBER", "Cells", "columns_of"]

Numbers = np.ndarray[Any, np.dtype[np.int64]]
What = tuple[Truth, Truth, Any]

NUMBER = "n"
"""The column of a small table that says how many respondents a row stands for."""


def columns_of(keys: Sequence[Key]) -> list[list[str]]:
    """The names of the columns of each key in a small table."""
    names, at = [], 0
    for key in keys:
        names.append([f"k{at + position}" for position in range(len(key.columns))])
        at += len(key.columns)
    return names


class Cells:
    """How many respondents of which sort are in each place, from the tables that a plan's groups have given."""

    def __init__(self, plan: Plan, tables: Sequence[pl.DataFrame], *, synthetic: bool) -> None:
        self.questionnaire = plan.questionnaire
        self._questions = plan.questions
        self.synthetic = synthetic
        self._plan = plan
        self._tables = tables
        self._read = [
            [_meanings(table, names, key) for names, key in zip(columns_of(group.keys), group.keys, strict=True)]
            for table, group in zip(tables, plan.groups, strict=True)
        ]
        self._where = _places(self._read[0][: len(plan.by)], tables[0].height)
        self.places: list[Place] = list(dict.fromkeys(self._where))
        """The places that somebody is in."""
        position = {place: number for number, place in enumerate(self.places)}
        self._at = np.array([position[place] for place in self._where], dtype=np.int64)
        columns = [self._read[0][position] for position in plan.strata.values()]
        people = list(zip(*columns, strict=True)) if columns else [()] * tables[0].height
        self._people: list[tuple[Cell, ...]] = list(dict.fromkeys(people))
        """The sorts of people that there are, by what indicators ask of who somebody is."""
        sort = {one: number for number, one in enumerate(self._people)}
        self._people_at = np.array([sort[one] for one in people], dtype=np.int64)
        self._numbers = {name: tables[0][name].to_numpy() for name in (NUMBER, *plan.groups[0].sums)}
        self._sorts: dict[tuple[Predicate | None, ...], list[tuple[tuple[Truth, ...], Numbers]]] = {}
        self._truths: dict[Predicate, Sequence[Truth]] = {}
        self._told: dict[str, tuple[list[Cell], Evaluation]] = {}

    @cached_property
    def digest(self) -> str:
        """A hash of the small tables: the same for the same respondents in any order, type of column and library."""
        told = []
        for table, group, read in zip(self._tables, self._plan.groups, self._read, strict=True):
            # What a column has no category for is not summed, and what nobody answered is the same.
            sums = [NUMBER, *(name for name in group.sums if table[name].sum())]
            cells = (
                list(zip(*([_written(cell) for cell in column] for column in read), strict=True)) or [()] * table.height
            )
            known = {cell: number for number, cell in enumerate(sorted(set(cells)))}
            whole = np.zeros((len(known), len(sums)), dtype=np.int64)
            np.add.at(whole, [known[cell] for cell in cells], table.select(sums).to_numpy())
            told.append([[self._plan.labels.get(name, name) for name in sums], list(known), whole.tolist()])
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

    def codes(self, position: int) -> Collection[str]:
        """The codes that occur of one of the names that counts are divided by."""
        return set(self._read[0][position])

    def people(self) -> Counter[Place]:
        """How many are in each place."""
        return _weighed(self._where, self._tables[0])

    def members(self, indicator: Indicator) -> Counter[tuple[Place, Truth]]:
        """How many in each place are in an indicator's base, or are not, or may be."""
        truths = self._of_sorts(indicator.members)
        return _weighed(zip(self._where, (truths[at] for at in self._people_at), strict=True), self._tables[0])

    def asks(self, indicator: Indicator) -> bool:
        """Whether all that an indicator of answers is made of was asked, of anybody whom it speaks of."""
        return indicator in self._plan.measures

    def tally(self, indicator: Indicator) -> Counter[tuple[Place, What]]:
        """How many in each place: in the base or not, known or not, and the answer where that is kept."""
        spread = self.spread(indicator)
        if spread is None:
            return self._of_rows(indicator, self._plan.measures[indicator].table)
        found: Counter[tuple[Place, What]] = Counter()
        for what, numbers in spread.items():
            found.update({(self.places[at], what): int(numbers[at]) for at in np.flatnonzero(numbers).tolist()})
        return found

    def spread(self, indicator: Indicator) -> dict[What, Numbers] | None:
        """The same tally as how many there are in each of ``places``; None where the different answers may be many."""
        measure = self._plan.measures[indicator]
        if measure.table:
            return None
        return self._of_both(measure) if measure.whole else self._of_states(indicator, measure)

    def _of_sorts(self, predicate: Predicate | None) -> Sequence[Truth]:
        """Whether something that depends on who somebody is holds, of each sort of people."""
        if predicate is None:
            return (Truth.TRUE,) * len(self._people)
        if predicate not in self._truths:
            columns: dict[str, Sequence[Cell]] = {
                name: [sort[at] for sort in self._people] for at, name in enumerate(self._plan.strata)
            }
            # A column more tells how many there are where nobody is asked who they are.
            columns.setdefault(self.questionnaire.questions[0].id, (Missing.NOT_ASKED,) * len(self._people))
            asked = Evaluation(Answers(questionnaire=self.questionnaire, columns=columns))
            self._truths[predicate] = asked.of(predicate)
        return self._truths[predicate]

    def _sorted_by(self, *predicates: Predicate | None) -> list[tuple[tuple[Truth, ...], Numbers]]:
        """Whether each of these holds, with the smallest cells of which that is so."""
        if predicates not in self._sorts:
            sorts = list(zip(*map(self._of_sorts, predicates), strict=True))
            numbers = {sort: number for number, sort in enumerate(dict.fromkeys(sorts))}
            of = np.array([numbers[sort] for sort in sorts], dtype=np.int64)[self._people_at]
            self._sorts[predicates] = [(sort, np.flatnonzero(of == number)) for sort, number in numbers.items()]
        return self._sorts[predicates]

    def _of_states(self, indicator: Indicator, measure: Measure) -> dict[What, Numbers]:
        numerator = indicator.numerator
        columns = [self._numbers[one] for one in measure.meanings]
        if measure.rest is None:
            sorts = self._sorted_by(indicator.members)
            meanings = [((one, None),) * 2 for one in measure.meanings.values()]
        else:
            name = indicator.question or (numerator.questions[0] if numerator is not None else "")
            sorts = self._sorted_by(indicator.members, Expressions.asked(self._questions[name]))
            meanings = self._meanings(indicator, name, [*measure.meanings.values(), measure.rest])
            columns.append(self._numbers[NUMBER] - sum(columns))
        found: dict[What, Numbers] = {}
        for (base, *asked), rows in sorts:
            for (if_asked, if_not), column in zip(meanings, columns, strict=True):
                self._add(found, (base, *(if_not if asked == [Truth.FALSE] else if_asked)), rows, column)
        return found

    def _add(self, found: dict[What, Numbers], what: What, rows: Numbers, column: Numbers) -> None:
        if what not in found:
            found[what] = np.zeros(len(self.places), dtype=np.int64)
        np.add.at(found[what], self._at[rows], column[rows])

    def _meanings(self, indicator: Indicator, name: str, states: Sequence[Any]) -> list[Any]:
        """What is known of those who gave each answer: of somebody who was asked, and of somebody who was not."""
        if name not in self._told:
            cells: list[Cell] = []
            for state in states:
                hidden = isinstance(state, Hidden)
                cells += [state.otherwise, Missing.NOT_ASKED] if hidden else [state, state]
            self._told[name] = cells, Evaluation(Answers(questionnaire=self.questionnaire, columns={name: cells}))
        cells, evaluation = self._told[name]
        kept: Sequence[Any] = cells if indicator.kind is Kind.DISTRIBUTION else (None,) * len(cells)
        numerator = indicator.numerator
        known = evaluation.of(numerator) if numerator is not None else evaluation.answered(name)
        both = list(zip(known, kept, strict=True))
        return list(zip(both[::2], both[1::2], strict=True))

    def _of_both(self, measure: Measure) -> dict[What, Numbers]:
        found: dict[What, Numbers] = {}
        every = np.arange(len(self._at))
        for name, (base, known) in measure.meanings.items():
            self._add(found, (base, known, None), every, self._numbers[name])
        return found

    def _of_rows(self, indicator: Indicator, number: int) -> Counter[tuple[Place, What]]:
        table, divided = self._tables[number], len(self._plan.by)
        where, read = _places(self._read[number][:divided], table.height), self._read[number][divided:]
        base: Sequence[Truth] = (Truth.TRUE,) * table.height
        if indicator.members is not None:
            base, read = read[0], read[1:]
        names = [str(one) for one in (indicator.question, indicator.per) if one is not None]
        columns: dict[str, Sequence[Cell]] = dict(zip(names, read, strict=True))
        evaluation = Evaluation(Answers(questionnaire=self.questionnaire, columns=columns))
        known: Sequence[Truth] = evaluation.answered(names[0])
        cells: Sequence[Any] = columns[names[0]]
        if indicator.per is not None:
            known = [all_of(both) for both in zip(known, evaluation.answered(names[1]), strict=True)]
            cells = list(zip(*read, strict=True))
        return _weighed(zip(where, zip(base, known, cells, strict=True), strict=True), table)


def _weighed(things: Iterable[Any], table: pl.DataFrame) -> Counter[Any]:
    found: Counter[Any] = Counter()
    for thing, times in zip(things, table[NUMBER].to_list(), strict=True):
        found[thing] += times
    return found


def _written(cell: Any) -> str:
    return repr(cell) if isinstance(cell, (Missing, Truth)) else code_of(cell)


def _places(columns: Sequence[Sequence[str]], height: int) -> list[Place]:
    return list(zip(*columns, strict=True)) if columns else [()] * height


def _meanings(table: pl.DataFrame, names: Sequence[str], key: Key) -> list[Any]:
    """What a key means in each row of a small table, each different one found out once."""
    rows: list[tuple[Any, ...]] = table.select(names).rows() if names else [()] * table.height
    known: Mapping[tuple[Any, ...], Any] = {row: key.meaning(row) for row in dict.fromkeys(rows)}
    return [known[row] for row in rows]
