"""Of whom a predicate holds: one truth for each respondent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from palnet.counting.kleene import Truth, all_of, any_of, not_
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.predicate import (
    AllOf,
    AnyOf,
    AtLeast,
    Background,
    Between,
    Includes,
    Is,
    Limit,
    Not,
    Predicate,
    Stratum,
)
from palnet.model.region import Sector
from palnet.model.survey import Missing, Question, QuestionKind, Questionnaire

__all__ = ["Evaluation", "Within", "lies_within", "why_missing"]

_LEVELS: dict[str, str] = {one: one.part_of for one in Sector if one.part_of is not None}


Within = Callable[[Stratum, str, str], bool]
"""Whether in some respect one thing is another or a sort of it."""


def lies_within(questionnaire: Questionnaire | None) -> Within:
    """Whether in some respect one thing is another or a sort of it, as the questionnaire's options say.

    Home care and nursing homes are the municipality's everywhere.
    """
    asking = {stratum: questionnaire.of_stratum(stratum) if questionnaire is not None else None for stratum in Stratum}

    def within(stratum: Stratum, code: str, wanted: str) -> bool:
        question = asking[stratum]
        if code == wanted or (question is not None and question.lies_within(code, wanted)):
            return True
        return stratum is Stratum.SECTOR and _LEVELS.get(code) == wanted

    return within


def why_missing(question: Question | None, cell: Cell) -> Missing | None:
    """Why a cell holds no answer; None where it does. An option that counts as no answer says so itself."""
    if isinstance(cell, Missing):
        return cell
    if question is None:
        return None
    chosen: Iterable[Any] = cell if isinstance(cell, frozenset) else (cell,)
    reasons = {option.code: option.missing for option in question.options if option.missing is not None}
    found = [reasons[code] for code in chosen if code in reasons]
    # Among several ticks one that is an answer is enough; of several reasons the same is told as everywhere.
    return min(found, key=Truth.of) if found and len(found) == len(tuple(chosen)) else None


class Evaluation:
    """The truths of predicates over one set of answers, each found once."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.questions = answers.questionnaire.by_id
        self._within = lies_within(answers.questionnaire)
        self._known: dict[Predicate, Sequence[Truth]] = {}

    def of(self, predicate: Predicate) -> Sequence[Truth]:
        """Whether it holds of each respondent, in their order."""
        if predicate not in self._known:
            self._known[predicate] = self._truths(predicate)
        return self._known[predicate]

    def answered(self, question: str) -> Sequence[Truth]:
        """Who answered a question, with the reason where somebody did not."""
        return self._asked(question, lambda _: True)

    def _truths(self, predicate: Predicate) -> Sequence[Truth]:
        match predicate:
            case AllOf(parts):
                return _joined(all_of, [self.of(part) for part in parts])
            case AnyOf(parts):
                return _joined(any_of, [self.of(part) for part in parts])
            case Not(part):
                return [not_(truth) for truth in self.of(part)]
            case Background(stratum, wanted):
                return self._belonging(stratum, wanted)
            case Is(question, code):
                return self._asked(question, lambda cell: cell == code)
            case Includes(question, code):
                return self._asked(question, lambda cell: code in cell)
            case AtLeast(question, low):
                return self._asked(question, self._between(question, low, None))
            case Between(question, low, high):
                return self._asked(question, self._between(question, low, high))
        raise TypeError(predicate)  # pragma: no cover - the classes of predicate are the cases above

    def _asked(self, identifier: str, holds: Callable[[Any], bool]) -> Sequence[Truth]:
        question = self.questions.get(identifier)
        column = self.answers.column(identifier)
        truths: dict[Cell, Truth] = {}
        for cell in set(column):
            reason = why_missing(question, cell)
            truths[cell] = Truth.of(reason) if reason is not None else Truth.TRUE if holds(cell) else Truth.FALSE
        return [truths[cell] for cell in column]

    def _belonging(self, stratum: Stratum, wanted: str) -> Sequence[Truth]:
        question = self.answers.questionnaire.of_stratum(stratum)
        column = self.answers.stratum(stratum)
        truths: dict[Cell, Truth] = {}
        for cell in set(column):
            if why_missing(question, cell) is not None:
                # Whoever was not asked is somebody all the same: not known, and not outside.
                truths[cell] = Truth.NOT_ANSWERED
            else:
                truths[cell] = Truth.TRUE if self._within(stratum, str(cell), wanted) else Truth.FALSE
        return [truths[cell] for cell in column]

    def _between(self, identifier: str, low: Limit | None, high: Limit | None) -> Callable[[Any], bool]:
        question = self.questions.get(identifier)
        place: Callable[[Any], Any] = _itself
        if question is not None and question.kind is QuestionKind.ORDINAL:
            place = {code: position for position, code in enumerate(question.codes)}.__getitem__
        least, most = (None if limit is None else place(limit) for limit in (low, high))
        return lambda cell: (least is None or place(cell) >= least) and (most is None or place(cell) <= most)


def _itself(value: Any) -> Any:
    return value


def _joined(join: Callable[[Iterable[Truth]], Truth], columns: Sequence[Sequence[Truth]]) -> Sequence[Truth]:
    rows = list(zip(*columns, strict=True))
    truths = {row: join(row) for row in set(rows)}
    return [truths[row] for row in rows]
