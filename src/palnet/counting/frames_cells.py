"""What is found in a dataframe: the second stage, which sees the small tables of the first and no respondent."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

import polars as pl

from palnet.counting.evaluate import Evaluation
from palnet.counting.finding import Place
from palnet.counting.frames_plan import Hidden, Key, Measure, Plan
from palnet.counting.frames_questions import Expressions
from palnet.counting.kleene import Truth, all_of
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.indicator import Indicator, Kind
from palnet.model.predicate import Predicate
from palnet.model.survey import Missing, Questionnaire

__all__ = ["NUMBER", "Cells", "columns_of"]

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
        self.questionnaire: Questionnaire = plan.questionnaire
        self.synthetic = synthetic
        self._plan = plan
        self._tables = tables
        self._read = [
            [_meanings(table, names, key) for names, key in zip(columns_of(group.keys), group.keys, strict=True)]
            for table, group in zip(tables, plan.groups, strict=True)
        ]
        self._where = [self._places(number) for number in range(len(tables))]
        self._splits: dict[tuple[Predicate | None, ...], tuple[list[Any], pl.DataFrame]] = {}
        self._truths: dict[Predicate, Sequence[Truth]] = {}

    def _places(self, number: int) -> list[Place]:
        columns = self._read[number][: len(self._plan.by)]
        return list(zip(*columns, strict=True)) if columns else [()] * self._tables[number].height

    @cached_property
    def digest(self) -> str:
        """A hash of the small tables: the same for the same respondents in any order, type of column and library."""
        whole = hashlib.sha256()
        for table in self._tables:
            written = table.with_columns(pl.selectors.by_name("^k.*$", require_all=False).cast(pl.String))
            whole.update(written.sort(pl.all()).write_csv().encode())
        return whole.hexdigest()[:16]

    def codes(self, position: int) -> Collection[str]:
        """The codes that occur of one of the names that counts are divided by."""
        return set(self._read[0][position])

    def people(self) -> Counter[Place]:
        """How many are in each place."""
        return self._weighed(self._where[0], 0)

    def members(self, indicator: Indicator) -> Counter[tuple[Place, Truth]]:
        """How many in each place are in an indicator's base, or are not, or may be."""
        return self._weighed(zip(self._where[0], self._of_cells(indicator.members), strict=True), 0)

    def tally(self, indicator: Indicator) -> Counter[tuple[Place, tuple[Truth, Truth, Any]]]:
        """How many in each place: in the base or not, known or not, and the answer where that is kept."""
        measure = self._plan.measures[indicator]
        if measure.table:
            return self._of_rows(indicator, measure.table)
        if measure.whole:
            return self._of_both(measure)
        return self._of_states(indicator, measure)

    def _weighed(self, things: Any, number: int) -> Counter[Any]:
        found: Counter[Any] = Counter()
        for thing, times in zip(things, self._tables[number][NUMBER].to_list(), strict=True):
            found[thing] += times
        return found

    def _of_cells(self, predicate: Predicate | None) -> Sequence[Truth]:
        """Whether something that depends on who somebody is holds, of each of the smallest cells."""
        height = self._tables[0].height
        if predicate is None:
            return (Truth.TRUE,) * height
        if predicate not in self._truths:
            columns: dict[str, Sequence[Cell]] = {
                name: self._read[0][position] for name, position in self._plan.strata.items()
            }
            # A column more tells how many there are where nobody is asked who they are.
            columns.setdefault(self.questionnaire.questions[0].id, (Missing.NOT_ASKED,) * height)
            self._truths[predicate] = Evaluation(Answers(questionnaire=self.questionnaire, columns=columns)).of(
                predicate
            )
        return self._truths[predicate]

    def _split(self, *predicates: Predicate | None) -> tuple[list[Any], pl.DataFrame]:
        """The sums by place and by whether each of these holds, with what each row is of."""
        if predicates not in self._splits:
            truths = [self._of_cells(one) for one in predicates]
            rows = list(zip(self._where[0], *truths, strict=True))
            numbers = {row: number for number, row in enumerate(dict.fromkeys(rows))}
            of = pl.Series("of", [numbers[row] for row in rows], dtype=pl.UInt32)
            sums = [pl.col(name).sum() for name in (NUMBER, *self._plan.groups[0].sums)]
            table = self._tables[0].group_by(of).agg(sums).sort("of") if rows else self._tables[0].head(0)
            self._splits[predicates] = (list(numbers), table)
        return self._splits[predicates]

    def _of_states(self, indicator: Indicator, measure: Measure) -> Counter[Any]:
        numerator = indicator.numerator
        truths = all(isinstance(one, Truth) for one in measure.meanings.values()) and measure.rest is None
        if truths:
            rows, table = self._split(indicator.members)
            meanings = [((one, None),) * 2 for one in measure.meanings.values()]
        else:
            name = indicator.question or (numerator.questions[0] if numerator is not None else "")
            rows, table = self._split(indicator.members, Expressions.asked(self.questionnaire.by_id[name]))
            meanings = self._meanings(indicator, name, [*measure.meanings.values(), measure.rest])
        columns = [table[one].to_list() for one in measure.meanings]
        if not truths:
            rest = [total - sum(given) for total, *given in zip(table[NUMBER].to_list(), *columns, strict=True)]
            columns.append(rest)
        # Of each cell its place, and what else is known of it: few different things, each told once.
        sorts = [(row[0], row[1:]) for row in rows]
        found: Counter[Any] = Counter()
        for (asked, unasked), column in zip(meanings, columns, strict=True):
            whats = {
                sort: (sort[0], *(unasked if sort[1:] == (Truth.FALSE,) else asked))
                for sort in {one for _, one in sorts}
            }
            for (place, sort), times in zip(sorts, column, strict=True):
                if times:
                    key = (place, whats[sort])
                    found[key] = found.get(key, 0) + times
        return found

    def _meanings(self, indicator: Indicator, name: str, states: Sequence[Any]) -> list[Any]:
        """What is known of those who gave each answer: of somebody who was asked, and of somebody who was not."""
        cells: list[Cell] = []
        for state in states:
            hidden = isinstance(state, Hidden)
            cells += [state.otherwise, Missing.NOT_ASKED] if hidden else [state, state]
        evaluation = Evaluation(Answers(questionnaire=self.questionnaire, columns={name: cells}))
        kept: Sequence[Any] = cells if indicator.kind is Kind.DISTRIBUTION else (None,) * len(cells)
        numerator = indicator.numerator
        known = evaluation.of(numerator) if numerator is not None else evaluation.answered(name)
        both = list(zip(known, kept, strict=True))
        return list(zip(both[::2], both[1::2], strict=True))

    def _of_both(self, measure: Measure) -> Counter[Any]:
        rows, table = self._split()
        found: Counter[Any] = Counter()
        for name, (base, known) in measure.meanings.items():
            for (place,), times in zip(rows, table[name].to_list(), strict=True):
                if times:
                    found[place, (base, known, None)] += times
        return found

    def _of_rows(self, indicator: Indicator, number: int) -> Counter[Any]:
        read = self._read[number][len(self._plan.by) :]
        base: Sequence[Truth] = (Truth.TRUE,) * self._tables[number].height
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
        return self._weighed(zip(self._where[number], zip(base, known, cells, strict=True), strict=True), number)


def _meanings(table: pl.DataFrame, names: Sequence[str], key: Key) -> list[Any]:
    """What a key means in each row of a small table, each different one found out once."""
    rows: list[tuple[Any, ...]] = table.select(names).rows() if names else [()] * table.height
    known: Mapping[tuple[Any, ...], Any] = {row: key.meaning(row) for row in dict.fromkeys(rows)}
    return [known[row] for row in rows]
