"""Answers from rows: for a notebook, a test, or another tool that has read a file itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from palnet.errors import DataError, Problem, nearest
from palnet.model.answers import Answers
from palnet.model.predicate import exact
from palnet.model.survey import QuestionKind, Questionnaire
from palnet.survey.blanks import with_reasons

__all__ = ["answers_from"]


def answers_from(
    rows: Iterable[Mapping[str, Any]],
    questionnaire: Questionnaire,
    *,
    source: str | None = None,
    synthetic: bool = False,
) -> Answers:
    """Answers from one mapping for each respondent, from a question's id to the answer.

    An answer is the code of an option, several codes where several can be ticked, a number or a date; of a free text
    only ``"written"``. What is None or absent is empty, and gets the reason why from whom the question is asked of and
    to whom it is shown; a :class:`palnet.Missing` says it itself. Raises :class:`palnet.DataError` with everything that
    does not go with the questionnaire, by question and respondent (from 0).
    """
    held = [dict(row) for row in rows]
    known = questionnaire.by_id
    named = {name for row in held for name in row}
    unknown = sorted(named - set(known))
    if unknown:
        problems = []
        for name in unknown:
            at = next(position for position, row in enumerate(held) if name in row)
            said = {"kind": "question", "id": name}
            problems.append(Problem("PAL401", said, (name, at), path="answers", hint=nearest(name, known)))
        raise DataError(problems)
    ticks = {question.id for question in questionnaire.questions if question.kind is QuestionKind.MULTIPLE}
    columns = {
        question.id: [_cell(row.get(question.id), question.id in ticks) for row in held]
        for question in questionnaire.questions
        if question.id in named
    }
    return with_reasons(questionnaire, columns, source=source, synthetic=synthetic)


def _cell(given: Any, ticked: bool) -> Any:
    if ticked and isinstance(given, (list, tuple, set)):
        return frozenset(given) or None
    return exact(given)
