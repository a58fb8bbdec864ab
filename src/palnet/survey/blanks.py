"""What an empty answer means: not asked of that person, routed past, or left empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from palnet.counting.evaluate import Evaluation
from palnet.counting.kleene import Truth
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
    known = questionnaire.by_id
    filled: dict[str, Sequence[Cell]] = {
        name: _left_empty(column) for name, column in columns.items() if name not in known
    }
    # Who somebody is comes first, then what everybody is asked, then what depends on that.
    for question in sorted(questionnaire.questions, key=lambda one: (one.stratum is None, one.shown_if is not None)):
        if question.id not in columns:
            continue
        so_far = Answers(questionnaire=questionnaire, columns=filled)
        filled[question.id] = _filled(question, columns[question.id], so_far)
    ordered = {name: filled[name] for name in columns}
    return Answers(questionnaire=questionnaire, columns=ordered, source=source, synthetic=synthetic)


def _left_empty(column: Sequence[Cell | None]) -> Sequence[Cell]:
    return [Missing.NOT_ANSWERED if cell is None else cell for cell in column]


def _filled(question: Question, column: Sequence[Cell | None], so_far: Answers) -> Sequence[Cell]:
    blank: Cell = frozenset() if question.empty is EmptyMeans.NONE else Missing.NOT_ANSWERED
    if None not in column:
        return [cell for cell in column if cell is not None]
    if not len(so_far):
        return [blank if cell is None else cell for cell in column]
    evaluation = Evaluation(so_far)
    everybody = (Truth.TRUE,) * len(so_far)
    asked = (
        evaluation.of(AnyOf(*(one.condition for one in question.asked_of)))
        if question.asked_of and question.stratum is None
        else everybody
    )
    shown = evaluation.of(question.shown_if) if question.shown_if is not None else everybody
    return [
        cell
        if cell is not None
        else Missing.NOT_ASKED
        if is_asked is Truth.FALSE
        else Missing.NOT_SHOWN
        if is_shown is Truth.FALSE
        else blank
        for cell, is_asked, is_shown in zip(column, asked, shown, strict=True)
    ]
