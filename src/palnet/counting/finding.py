"""What is found of respondents: how many of each sort are in which place. By walking through answers, one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any, Protocol

from palnet.counting.evaluate import Evaluation, why_missing
from palnet.counting.kleene import Truth, all_of
from palnet.counting.sums import code_of
from palnet.model.answers import Answers
from palnet.model.indicator import Indicator
from palnet.model.predicate import Stratum
from palnet.model.survey import UNKNOWN, Questionnaire

__all__ = ["Found", "Place", "Walk"]

Place = tuple[str, ...]
"""A code for each name that counts are divided by."""


class Found(Protocol):
    """All that counting needs to know of those who answered. Only what is in some place is told, and no sums."""

    @property
    def questionnaire(self) -> Questionnaire:
        """What they answered."""

    @property
    def digest(self) -> str:
        """A hash of what was counted from, whatever its order."""

    @property
    def synthetic(self) -> bool:
        """Whether they are made up."""

    def codes(self, position: int) -> Collection[str]:
        """The codes that occur of one of the names that counts are divided by."""

    def people(self) -> Counter[Place]:
        """How many are in each place."""

    def members(self, indicator: Indicator) -> Counter[tuple[Place, Truth]]:
        """How many in each place are in an indicator's base, or are not, or may be."""

    def tally(self, indicator: Indicator) -> Counter[tuple[Place, tuple[Truth, Truth, Any]]]:
        """How many in each place: in the base or not, known or not, and the answer where that is kept."""


class Walk:
    """What is found in answers, respondent by respondent."""

    def __init__(self, answers: Answers, by: Sequence[str]) -> None:
        self.questionnaire = answers.questionnaire
        self.synthetic = answers.synthetic
        self._evaluation = Evaluation(answers)
        self._columns = [self._codes_of(name) for name in by]
        self._where: list[Place] = list(zip(*self._columns, strict=True)) if by else [()] * len(answers)

    @property
    def digest(self) -> str:
        """A hash of the answers, whatever the order of respondents and columns."""
        return self._evaluation.answers.digest

    def _codes_of(self, name: str) -> list[str]:
        answers = self._evaluation.answers
        stratum = Stratum(name) if name in tuple(Stratum) else None
        column = answers.stratum(stratum) if stratum is not None else answers.column(name)
        asked = answers.questionnaire
        question = asked.of_stratum(stratum) if stratum is not None else asked.by_id.get(name)
        codes = {cell: UNKNOWN if why_missing(question, cell) is not None else code_of(cell) for cell in set(column)}
        return [codes[cell] for cell in column]

    def codes(self, position: int) -> Collection[str]:
        """The codes that occur of one of the names that counts are divided by."""
        return set(self._columns[position])

    def people(self) -> Counter[Place]:
        """How many are in each place."""
        return Counter(self._where)

    def members(self, indicator: Indicator) -> Counter[tuple[Place, Truth]]:
        """How many in each place are in an indicator's base, or are not, or may be."""
        return Counter(zip(self._where, self._base(indicator), strict=True))

    def _base(self, indicator: Indicator) -> Sequence[Truth]:
        members = indicator.members
        return self._evaluation.of(members) if members is not None else (Truth.TRUE,) * len(self._where)

    def tally(self, indicator: Indicator) -> Counter[tuple[Place, tuple[Truth, Truth, Any]]]:
        """How many in each place: in the base or not, known or not, and the answer where that is kept."""
        evaluation = self._evaluation
        cells: Sequence[Any] = (None,) * len(self._where)
        if indicator.numerator is not None:
            known = evaluation.of(indicator.numerator)
        else:
            question = str(indicator.question)
            known, cells = evaluation.answered(question), evaluation.answers.column(question)
        if indicator.per is not None:
            known = [all_of(both) for both in zip(known, evaluation.answered(indicator.per), strict=True)]
            cells = list(zip(cells, evaluation.answers.column(indicator.per), strict=True))
        return Counter(zip(self._where, zip(self._base(indicator), known, cells, strict=True), strict=True))
