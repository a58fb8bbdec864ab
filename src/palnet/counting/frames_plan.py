"""What is summed once per smallest cell: the first of the two stages, as expressions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from palnet.counting.evaluate import why_missing
from palnet.counting.fitting import strata_of
from palnet.counting.frames_columns import Column, Table
from palnet.counting.frames_needed import reader_of
from palnet.counting.frames_questions import Expressions
from palnet.counting.kleene import OUTSIDE, Truth
from palnet.counting.sums import code_of
from palnet.model.codebook import Cell
from palnet.model.indicator import CountedFrom, Indicator, Kind
from palnet.model.predicate import Predicate, Stratum
from palnet.model.survey import UNKNOWN, Missing, Question, QuestionKind, Questionnaire

__all__ = ["Group", "Hidden", "Key", "Measure", "Plan", "States"]

_WIDE = 16
"""Up to so many different answers each has a sum of its own; beyond, they are grouped by."""
_ONE = (QuestionKind.SINGLE, QuestionKind.ORDINAL)
_OF_TRUTHS = len(Truth)
_OUT = 2 * _OF_TRUTHS
"""Not in the base, or outside it: of those nothing is told."""
_OF_BASE = {0: Truth.NOT_ANSWERED, _OF_TRUTHS: Truth.TRUE, _OUT: Truth.FALSE}


@attrs.frozen(eq=False)
class Key:
    """Something that respondents are grouped by: some columns, and what each row of them means.

    ``real`` when one of them is a column of the data, and not perhaps the same for every row. ``of`` is that column
    where the first of them holds its codes as they are: what else stands in it then shows in the small table.
    """

    columns: tuple[Any, ...]
    meaning: Callable[[tuple[Any, ...]], Any]
    real: bool = False
    of: Column | None = None


@attrs.frozen(eq=False)
class States:
    """A column of small numbers, below ``size``: in which state each respondent is of something that is counted.

    ``numbers`` are those of which it is asked how many there are. ``strange`` is the one of what no answer can be, None
    where the type of the column keeps such a thing out.
    """

    name: str
    value: Any
    size: int
    numbers: tuple[int, ...]
    strange: int | None = None

    def sum_of(self, number: int) -> str:
        """The name of how many there are of one number."""
        return f"{self.name}a{number}"


@attrs.frozen(eq=False)
class Group:
    """One table of the first stage: how many there are in each cell, and how many of them in which states."""

    keys: tuple[Key, ...]
    states: tuple[States, ...] = ()

    @property
    def sums(self) -> tuple[str, ...]:
        """The names of all its sums."""
        return tuple(one.sum_of(number) for one in self.states for number in one.numbers)


@attrs.frozen(eq=False)
class Measure:
    """What is known of an indicator in a table. ``meanings`` say by the name of a sum what it is the number of.

    What no sum is the number of is ``rest``. ``whole``: the meaning says of the base as well, which else is found of
    each cell. Without ``meanings`` each row of the table is one.
    """

    table: int
    meanings: dict[str, Any]
    rest: Any
    whole: bool = False


@attrs.frozen(eq=False)
class Hidden:
    """An empty cell of a question: its reason depends on whether that sort of person was asked at all."""

    otherwise: Missing


class Plan:
    """The tables of the first stage for some indicators, the first of them by the smallest cell of all."""

    def __init__(
        self,
        table: Table,
        questionnaire: Questionnaire,
        indicators: Sequence[Indicator],
        asked_for: Sequence[Indicator],
        by: Sequence[str],
    ) -> None:
        self.table = table
        self.questionnaire = questionnaire
        self.questions = questionnaire.by_id
        self.truths = Expressions(table, questionnaire)
        self.by = tuple(self._by(name) for name in by)
        self.strata: dict[str, int] = {}
        self._keys: list[Key] = list(self.by)
        self._states: list[States] = []
        self.labels: dict[str, str] = {}
        """What the sums of the questions are of, whatever the types of the columns."""
        self._of_questions: dict[str, Measure] = {}
        self.groups: list[Group] = []
        self.measures: dict[Indicator, Measure] = {}
        others: list[Group] = []
        self._others = others
        for one in indicators:
            if one.counted_from is CountedFrom.ROSTER and one.members is not None:
                self._found_of_cells(one.members)
        for one in asked_for:
            self.measures[one] = self._measure(one)
        self.told = frozenset(self._of_questions)
        self.groups = [Group(tuple(self._keys), tuple(self._states)), *self._others]

    def _by(self, name: str) -> Key:
        stratum = Stratum(name) if name in tuple(Stratum) else None
        asked = self.questionnaire
        question = asked.of_stratum(stratum) if stratum is not None else asked.by_id[name]
        if question is None:
            role = asked.only_role if stratum is Stratum.ROLE else None
            return Key((), lambda _: role or UNKNOWN)
        key = self._answer(question)

        def code(row: tuple[Any, ...]) -> str:
            cell = key.meaning(row)
            return UNKNOWN if why_missing(question, cell) is not None else code_of(cell)

        return Key(key.columns, code, key.real, key.of)

    def _answer(self, question: Question, *, why: bool = False) -> Key:
        """A question's cells; ``why``: with the reason where one is empty, else merely without an answer."""
        column = self.table.column(question.id)
        if column is None:
            return Key((), lambda _: Missing.NOT_ASKED)
        nothing = int(Truth.TRUE)
        if question.kind is QuestionKind.MULTIPLE:
            codes, boxes = tuple(column.boxes), tuple(column.boxes.values())
            ticked = tuple(self.truths.when(one, 1, 0) for one in boxes)

            def cell_of_boxes(row: tuple[Any, ...]) -> Cell:
                given = frozenset(code for code, box in zip(codes, row, strict=False) if box)
                reason = Truth(row[-1]).reason
                return given if given or reason is None else reason

            none = ~self.truths.any_of(one == 1 for one in ticked)
            reason_of_none = self.truths.when(none, self.truths.why_empty(question, nothing), nothing)
            return Key((*ticked, reason_of_none), cell_of_boxes)
        written = question.kind is QuestionKind.TEXT
        value = () if column.value is None else (column.empty if written else column.value,)
        reason = (self.truths.why_empty(question, nothing),) if why else ()
        read = reader_of(column)

        def cell(row: tuple[Any, ...]) -> Cell:
            given = row[0] if value else None
            if given is None or (written and given):
                return Truth(row[-1]).reason or Missing.NOT_ANSWERED if why else Missing.NOT_ANSWERED
            return read(given)

        # Where there is an answer the reason is not asked for, and must not divide those who gave it.
        if reason:
            reason = (self.truths.when(column.empty, reason[0], nothing),)
        return Key((*value, *reason), cell, bool(value), column if value and question.kind in _ONE else None)

    def _found_of_cells(self, predicate: Predicate) -> bool:
        """Whether a predicate only asks who somebody is, which the smallest cells then tell."""
        if predicate.questions:
            return False
        for stratum in strata_of(predicate):
            question = self.questionnaire.of_stratum(stratum)
            if question is not None and question.id not in self.strata and self.table.column(question.id) is not None:
                self.strata[question.id] = len(self._keys)
                self._keys.append(self._answer(question))
        return True

    def _measure(self, indicator: Indicator) -> Measure:
        members, numerator = indicator.members, indicator.numerator
        of_cells = members is None or not members.questions
        if numerator is None:
            question = self.questions[str(indicator.question)]
            state = of_cells and indicator.kind is Kind.DISTRIBUTION
            if not (state and self._has_few(question)):
                return self._grouped(indicator)
            found = self._state(question)
        elif of_cells and len(numerator.questions) == 1 and not any(strata_of(numerator)):
            question = self.questions[numerator.questions[0]]
            found = self._state(question) if self._has_few(question) else self._true(indicator, of_cells=True)
        else:
            found = self._true(indicator, of_cells=of_cells)
        if of_cells and members is not None:
            self._found_of_cells(members)
        return found

    def _has_few(self, question: Question) -> bool:
        column = self.table.columns[question.id]
        few = len(question.options) + len(column.reasons) < _WIDE
        # Without options any word may be an answer.
        return question.kind in _ONE and bool(question.options) and few

    def _state(self, question: Question) -> Measure:
        """A question summed once: how many gave each answer, and how many none, by the reason."""
        if question.id in self._of_questions:
            return self._of_questions[question.id]
        column = self.table.columns[question.id]
        # Of what a column cannot hold nothing need be summed.
        held = [code for code in question.codes if column.value is not None and column.literal(code) is not None]
        states: list[tuple[Any, Any]] = [(self.truths.equals(question.id, [code]), code) for code in held]
        states += [(column.empty & said, reason) for reason, said in column.reasons.items()]
        hidden = self.truths.routed_past(question)
        if hidden is not None:
            states.append((column.empty & hidden, Hidden(Missing.NOT_SHOWN)))
        asked = Expressions.asked(question)
        if asked is not None:
            self._found_of_cells(asked)
        rest = len(states)
        strange = rest + 1 if any(name == column.name for name, _ in column.wrong) else None
        value = self.truths.constant(rest)
        if strange is not None:
            value = self.truths.when(column.empty, rest, strange)
        for number, (holds, _) in reversed([*enumerate(states)]):
            value = self.truths.when(holds, number, value)
        made = States(
            f"q{len(self._of_questions)}", value, rest + 1 + (strange is not None), tuple(range(rest)), strange
        )
        self._states.append(made)
        meanings = {made.sum_of(number): meaning for number, (_, meaning) in enumerate(states)}
        self.labels |= {name: f"{made.name} {meaning!r}" for name, meaning in meanings.items()}
        measure = Measure(0, meanings, Hidden(Missing.NOT_ANSWERED))
        self._of_questions[question.id] = measure
        return measure

    def _true(self, indicator: Indicator, *, of_cells: bool) -> Measure:
        """A condition on several answers: its truth found row by row, and how many there are of each."""
        numerator: Any = indicator.numerator
        value, size = self.truths.truth(numerator), _OF_TRUTHS
        reached = sorted(self._reachable(numerator))
        if of_cells or indicator.members is None:
            codes: dict[int, Any] = {one: Truth(one) for one in reached}
        else:
            base = self._base(indicator.members)
            # Both at once in one small number: the truth, and more than any of those who are certainly in the base.
            value, size = self.truths.when(base == _OUT, _OUT, base + value), _OUT + 1
            codes = {
                out + one: (Truth.TRUE if out else Truth.NOT_ANSWERED, Truth(one))
                for out in (0, _OF_TRUTHS)
                for one in reached
            }
        made = States(f"t{len(self._states)}", value, size, tuple(codes))
        self._states.append(made)
        meanings = {made.sum_of(number): meaning for number, meaning in codes.items()}
        return Measure(0, meanings, None, whole=not of_cells)

    def _base(self, members: Predicate) -> Any:
        """In the base, perhaps or not at all, as the numbers that have those meanings."""
        base = self.truths.truth(members)
        out = self.truths.any_of(base == int(one) for one in sorted({Truth.FALSE, *OUTSIDE}))
        return self.truths.when(out, _OUT, self.truths.when(base == int(Truth.TRUE), _OF_TRUTHS, 0))

    def _reachable(self, predicate: Predicate) -> set[int]:
        """The truths that a predicate can have of these columns, and perhaps a few more."""
        found = {int(Truth.TRUE), int(Truth.FALSE)}
        if any(strata_of(predicate)):
            found.add(int(Truth.NOT_ANSWERED))
        for name in predicate.questions:
            question, column = self.questions.get(name), self.table.column(name)
            if question is None or column is None:
                found.add(int(Truth.NOT_ASKED))
                continue
            found.add(int(Truth.NOT_ANSWERED))
            found |= {int(Truth.of(one.missing)) for one in question.options if one.missing is not None}
            found |= {int(Truth.of(one)) for one in column.reasons}
            if Expressions.asked(question) is not None:
                found.add(int(Truth.NOT_ASKED))
            if question.shown_if is not None:
                found.add(int(Truth.NOT_SHOWN))
        return found

    def _grouped(self, indicator: Indicator) -> Measure:
        """Answers that are too many for sums of their own: grouped by, together with who is in the base."""
        keys = list(self.by)
        if indicator.members is not None:
            keys.append(Key((self._base(indicator.members),), lambda row: _OF_BASE[row[0]]))
        asked = [one for one in (indicator.question, indicator.per) if one is not None]
        keys += [self._answer(self.questions[name], why=True) for name in asked]
        self._others.append(Group(tuple(keys)))
        return Measure(len(self._others), {}, None, whole=True)
