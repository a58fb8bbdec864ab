"""What an empty answer means: not asked of that person, routed past, or left empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from palnet.counting.evaluate import Evaluation
from palnet.counting.kleene import OUTSIDE, Truth
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.predicate import AnyOf
from palnet.model.survey import EmptyMeans, Missing, Question, Questionnaire

__all__ = ["with_reasons"]


def with_reasons(
    questionnaire: Questionnaire,
    columns: Mapping[str, Sequence[Cell | None]],
    source: str | None = None,
    synthetic: bool = False,
) -> Answers:
    """Answers from columns in which None is an empty cell: each gets the reason why it is empty.

    Who belongs to none of those that a question is asked of was not asked; who answered so that the question is not
    shown was routed past it; everybody else left it empty, also those of whom it cannot be told. That no box is ticked
    is an answer where the question says so. Raises :class:`palnet.DataError` for what the questionnaire does not know.
    """
    filled: dict[str, Sequence[Cell]] = {
        name: [Missing.NOT_ANSWERED if cell is None else cell for cell in column] for name, column in columns.items()
    }
    # Every fault is told before anything is concluded from the answers.
    checked = Answers(questionnaire=questionnaire, columns=filled, source=source, synthetic=synthetic)
    filled.update(_by_who(questionnaire, columns, filled))
    # What depends on an answer comes after that answer.
    waiting = [one for one in questionnaire.questions if one.id in columns and one.shown_if is not None]
    while waiting:
        left = {one.id for one in waiting}
        ready = next((one for one in waiting if left.isdisjoint(_depends_on(one) - {one.id})), waiting[0])
        waiting.remove(ready)
        if None in columns[ready.id]:
            filled[ready.id] = _routed(ready, columns[ready.id], questionnaire, filled)
    return attrs.evolve(checked, columns=filled)


def _by_who(
    questionnaire: Questionnaire, columns: Mapping[str, Sequence[Cell | None]], filled: Mapping[str, Sequence[Cell]]
) -> Iterator[tuple[str, Sequence[Cell]]]:
    """Each column with empty cells, those of whoever was not asked told apart from those who left them empty."""
    evaluation = _evaluation(questionnaire, filled, set())
    for question in questionnaire.questions:
        column = columns.get(question.id, ())
        if None not in column:
            continue
        blank: Cell = frozenset() if question.empty is EmptyMeans.NONE else Missing.NOT_ANSWERED
        asked: Sequence[Truth] = (Truth.TRUE,) * len(column)
        # Who somebody is is asked of everybody: without it, it is not known whom anything else is asked of.
        if evaluation is not None and question.asked_of and question.stratum is None:
            asked = evaluation.of(AnyOf(*(one.condition for one in question.asked_of)))
        yield (
            question.id,
            [
                cell if cell is not None else Missing.NOT_ASKED if is_asked is Truth.FALSE else blank
                for cell, is_asked in zip(column, asked, strict=True)
            ],
        )


def _depends_on(question: Question) -> set[str]:
    return set(question.shown_if.questions) if question.shown_if is not None else set()


def _evaluation(
    questionnaire: Questionnaire, filled: Mapping[str, Sequence[Cell]], more: set[str]
) -> Evaluation | None:
    """What is known of everybody from who they are, and from some answers; None where there is none of either."""
    needed = more | {one.id for one in questionnaire.questions if one.stratum is not None}
    held = {name: column for name, column in filled.items() if name in needed}
    return Evaluation(Answers(questionnaire=questionnaire, columns=held)) if held else None


def _routed(
    question: Question,
    column: Sequence[Cell | None],
    questionnaire: Questionnaire,
    filled: Mapping[str, Sequence[Cell]],
) -> Sequence[Cell]:
    """The column with those who were routed past the question told apart from those who left it empty."""
    evaluation = _evaluation(questionnaire, filled, _depends_on(question))
    if evaluation is None or question.shown_if is None:
        return filled[question.id]
    # What depends on a question that somebody never met cannot have been shown either.
    past = {Truth.FALSE} | (OUTSIDE if _depends_on(question) <= filled.keys() else set())
    return [
        Missing.NOT_SHOWN if given is None and cell is not Missing.NOT_ASKED and is_shown in past else cell
        for given, cell, is_shown in zip(column, filled[question.id], evaluation.of(question.shown_if), strict=True)
    ]
