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
    held = _held(rows)
    known = questionnaire.by_id
    # Each name with the first row that has it.
    named = {name: at for at, row in reversed(list(enumerate(held))) for name in row}
    unknown = sorted((name for name in named if name not in known), key=str)
    if unknown:
        raise DataError(
            Problem(
                "PAL401",
                {"kind": "question", "id": str(name)},
                (str(name), named[name]),
                path="answers",
                hint=nearest(str(name), known),
            )
            for name in unknown
        )
    ticks = {question.id for question in questionnaire.questions if question.kind is QuestionKind.MULTIPLE}
    columns = {
        question.id: [_cell(row.get(question.id), question.id in ticks) for row in held]
        for question in questionnaire.questions
        if question.id in named
    }
    return with_reasons(questionnaire, columns, source=source, synthetic=synthetic)


def _held(rows: Any) -> list[Mapping[str, Any]]:
    if not isinstance(rows, Iterable) or isinstance(rows, (str, Mapping)):
        raise DataError(Problem("PAL201", path="answers", value=type(rows).__name__, expected="list"))
    given = list(rows)
    problems = [
        Problem("PAL201", keys=(at,), path="answers", value=type(row).__name__, expected="table")
        for at, row in enumerate(given)
        if not isinstance(row, Mapping)
    ]
    if problems:
        raise DataError(problems)
    return given


def _cell(given: Any, ticked: bool) -> Any:
    if ticked and isinstance(given, (list, tuple, set, frozenset)):
        try:
            return frozenset(given) or None
        except TypeError:
            return given  # codes are texts: what cannot be in a set is none, and told as an answer that does not go
    return exact(given)
