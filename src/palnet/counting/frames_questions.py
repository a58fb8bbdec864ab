"""The columns of a dataframe as answers: expressions that say what stands in a cell, and why one is empty.

Nothing here touches a row. ``ns`` is the library that the expressions are written in: Polars itself, or narwhals for
every other; both have the few words that are used here.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable
from decimal import Decimal
from functools import reduce
from typing import Any

from palnet.counting.evaluate import lies_within
from palnet.counting.frames_columns import Column, Table, any_of
from palnet.counting.kleene import OUTSIDE, Truth
from palnet.model.predicate import (
    AllOf,
    AnyOf,
    AtLeast,
    Background,
    Between,
    Includes,
    Is,
    Not,
    Predicate,
    Stratum,
)
from palnet.model.region import Sector
from palnet.model.survey import EmptyMeans, Question, QuestionKind, Questionnaire

__all__ = ["Expressions"]

TRUE, FALSE = int(Truth.TRUE), int(Truth.FALSE)
TRUTH = "palnet truth "
"""What the names of the layers' columns begin with."""


class Expressions:
    """Predicates over the columns of one table, each a column of its own that holds a :class:`Truth` as a small number.

    ``layers`` are those columns, each resting on the table and on the layers before. That a condition stands once,
    however often it is spoken of, matters: written out in place of its name, an expression triples with every "not".
    """

    def __init__(self, table: Table, questionnaire: Questionnaire) -> None:
        self.table = table
        self.ns = table.ns
        self.questionnaire = questionnaire
        self.questions = questionnaire.by_id
        self.within = lies_within(questionnaire)
        self.layers: list[dict[str, Any]] = []
        self._constants: dict[int, Any] = {}
        self._asking: list[str] = []
        self._held: dict[tuple[Predicate, tuple[str, ...]], tuple[str, int]] = {}
        self._resting = 0

    def truth(self, predicate: Predicate) -> Any:
        """Whether it holds of each row: a column of the layers."""
        # What is being asked already is not asked again within itself, so the same words may mean something else there.
        key = (predicate, tuple(self._asking))
        if key not in self._held:
            outer, self._resting = self._resting, 0
            made, layer = self._made(predicate), self._resting
            self._resting = outer
            self.layers += [{} for _ in range(layer + 1 - len(self.layers))]
            self._held[key] = (f"{TRUTH}{len(self._held)}", layer)
            self.layers[layer][self._held[key][0]] = made
        name, layer = self._held[key]
        self._resting = max(self._resting, layer + 1)
        return self.ns.col(name)

    def _made(self, predicate: Predicate) -> Any:
        match predicate:
            case AllOf(parts):
                every = [self.truth(part) for part in parts]
                return every[0] if len(every) == 1 else self.ns.min_horizontal(*every)
            case AnyOf(parts):
                # By De Morgan's law, as in the tables.
                return self._not(self.truth(AllOf(*map(Not, parts))))
            case Not(part):
                return self._not(self.truth(part))
            case Background(stratum, wanted):
                return self._belonging(stratum, wanted)
            case Is(question, code):
                return self._asked(question, self.equals(question, [code]))
            case Includes(question, code):
                return self._asked(question, self._ticked(question, [code]))
            case AtLeast(question, low):
                return self._asked(question, self._between(question, low, None))
            case Between(question, low, high):
                return self._asked(question, self._between(question, low, high))
        raise TypeError(predicate)  # pragma: no cover - the classes of predicate are the cases above

    def _not(self, truth: Any) -> Any:
        unknown = (truth != TRUE) & (truth != FALSE)
        return self.when(unknown, truth, self.constant(TRUE) - truth)

    def constant(self, value: int) -> Any:
        """A small number, the same for every row."""
        if value not in self._constants:
            self._constants[value] = self.ns.lit(value, dtype=self.ns.Int8)
        return self._constants[value]

    def when(self, holds: Any, then: int | Any, otherwise: int | Any) -> Any:
        """A small number where something holds, and another where it does not or is not known."""
        one, other = (self.constant(given) if isinstance(given, int) else given for given in (then, otherwise))
        return self.ns.when(holds).then(one).otherwise(other)

    def any_of(self, conditions: Iterable[Any]) -> Any:
        """Whether one of them is true; of none at all none is."""
        return any_of(self.ns, conditions)

    def equals(self, identifier: str, codes: Iterable[str]) -> Any:
        """Whether the answer is one of these codes. Of an empty cell it is null or false: ask of both by ``when``."""
        column = self.table.column(identifier)
        if column is None:
            return self.ns.lit(value=False)
        literals = [one for one in map(column.literal, codes) if one is not None]
        return self.any_of(column.value == one for one in literals)

    def _ticked(self, identifier: str, codes: Iterable[str]) -> Any:
        column = self.table.column(identifier)
        boxes = column.boxes if column is not None else {}
        return self.any_of(boxes[code] for code in codes if code in boxes)

    def _between(self, identifier: str, low: Any, high: Any) -> Any:
        question, column = self.questions.get(identifier), self.table.column(identifier)
        if question is None or column is None or column.sort == "nothing":
            return self.ns.lit(value=False)
        if question.kind is QuestionKind.ORDINAL:
            codes = question.codes
            first = 0 if low is None else codes.index(low)
            last = len(codes) - 1 if high is None else codes.index(high)
            return self.equals(identifier, codes[first : last + 1])
        bounds = []
        if low is not None:
            bounds.append(column.value >= _bound(low, column, math.ceil))
        if high is not None:
            bounds.append(column.value <= _bound(high, column, math.floor))
        return reduce(lambda one, other: one & other, bounds)

    def _asked(self, identifier: str, holds: Any) -> Any:
        question = self.questions.get(identifier)
        if question is None or self.table.column(identifier) is None:
            return self.constant(int(Truth.NOT_ASKED))
        known = self.when(holds, TRUE, FALSE)
        return self._or_why_missing(question, known, FALSE)

    def answered(self, identifier: str) -> Any:
        """Who answered a question, with the reason where somebody did not."""
        question = self.questions.get(identifier)
        if question is None or self.table.column(identifier) is None:
            return self.constant(int(Truth.NOT_ASKED))
        return self._or_why_missing(question, self.constant(TRUE), TRUE)

    def _or_why_missing(self, question: Question, known: Any, none_of_them: int) -> Any:
        """The truth of an answer, or why there is none. ``none_of_them``: what it is where no box fits."""
        reasons: dict[str, int] = {
            option.code: int(Truth.of(option.missing)) for option in question.options if option.missing is not None
        }
        empty = self.why_empty(question, none_of_them)
        if question.kind is QuestionKind.MULTIPLE:
            said = [code for code in self.table.columns[question.id].boxes if code not in reasons]
            # Among several ticks one that is an answer is enough; of several reasons the least is told.
            chain = empty
            for code, reason in sorted(reasons.items(), key=lambda one: -one[1]):
                chain = self.when(self._ticked(question.id, [code]), reason, chain)
            return self.when(self._ticked(question.id, said), known, chain)
        column = self.table.columns[question.id]
        chain = known
        for reason in sorted(set(reasons.values())):
            codes = [code for code, one in reasons.items() if one == reason]
            chain = self.when(self.equals(question.id, codes), reason, chain)
        return self.when(column.empty, empty, chain)

    def why_empty(self, question: Question, none_of_them: int) -> Any:
        """Why a cell is empty, as a small number: what its companion says, else by the rules for blank cells."""
        column = self.table.columns[question.id]
        ends = question.empty is EmptyMeans.NONE
        blank: Any = self._blank(question, none_of_them if ends else int(Truth.NOT_ANSWERED))
        if question.kind is QuestionKind.MULTIPLE and ends:
            # All boxes are there and none is ticked: that is an answer, whoever gives it.
            blank = self.when(column.empty, blank, none_of_them)
        for reason, said in column.reasons.items():
            blank = self.when(said, int(Truth.of(reason)), blank)
        return blank

    def _blank(self, question: Question, otherwise: int) -> Any:
        hidden, asked = self.routed_past(question), self.asked(question)
        chain: Any = self.constant(otherwise)
        if hidden is not None:
            chain = self.when(hidden, int(Truth.NOT_SHOWN), chain)
        if asked is not None and question.id not in self._asking:
            chain = self.when(self.truth(asked) == FALSE, int(Truth.NOT_ASKED), chain)
        return chain

    @staticmethod
    def asked(question: Question) -> Predicate | None:
        """Who is asked a question, where that is not everybody: who somebody is, is asked of all."""
        if not question.asked_of or question.stratum is not None:
            return None
        return AnyOf(*(one.condition for one in question.asked_of))

    def routed_past(self, question: Question) -> Any:
        """Whether a question was not shown to somebody, None where it is shown to all."""
        if question.shown_if is None or question.id in self._asking:
            return None
        self._asking.append(question.id)
        try:
            shown = self.truth(question.shown_if)
        finally:
            self._asking.pop()
        hidden = [FALSE]
        if all(self.table.column(one) is not None for one in question.shown_if.questions):
            # What depends on a question that somebody never met cannot have been shown either.
            hidden += sorted(int(one) for one in OUTSIDE)
        return self.any_of(shown == one for one in hidden)

    def _belonging(self, stratum: Stratum, wanted: str) -> Any:
        question = self.questionnaire.of_stratum(stratum)
        column = self.table.column(question.id) if question is not None else None
        if question is None or column is None:
            role = self.questionnaire.only_role if question is None and stratum is Stratum.ROLE else None
            holds = role is not None and self.within(stratum, role, wanted)
            return self.constant(int(Truth.NOT_ANSWERED) if role is None else TRUE if holds else FALSE)
        missing = [one.code for one in question.options if one.missing is not None]
        others = (*question.codes, wanted, *(one.value for one in Sector))
        sorts = [code for code in dict.fromkeys(others) if code not in missing and self.within(stratum, code, wanted)]
        chain = self.when(self.equals(question.id, sorts), TRUE, FALSE)
        unknown = column.empty | self.equals(question.id, missing) if missing else column.empty
        return self.when(unknown, int(Truth.NOT_ANSWERED), chain)


def _bound(limit: Decimal | dt.date, column: Column, whole: Any) -> Any:
    if not isinstance(limit, Decimal):
        return limit
    if column.sort == "integer":
        # Between whole numbers nothing is lost, however large they are.
        return whole(limit)
    return float(limit) if column.sort == "float" else limit
