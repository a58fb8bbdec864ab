"""Which questionnaire a file answers, where nobody says it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from palnet.model.survey import Questionnaire
from palnet.survey.opening import Opened, open_export
from palnet.survey.recognising import recognise

__all__ = ["best_questionnaire"]


def best_questionnaire(path: str | os.PathLike[str], candidates: Mapping[str, Questionnaire]) -> str | None:
    """The name of the candidate that a file fits best: its columns, what stands in its first rows, what it lacks.

    None where no candidate knows the file, or where it cannot be read: reading it says why. Of those that know it
    equally well the first is taken.
    """
    parts = open_export(path).parts
    if not parts:
        return None
    best: tuple[int, int, int] | None = None
    chosen = None
    for name, questionnaire in candidates.items():
        fit = _fit(parts, questionnaire)
        if fit is not None and (best is None or fit > best):
            best, chosen = fit, name
    return chosen


def _fit(parts: tuple[Opened, ...], questionnaire: Questionnaire) -> tuple[int, int, int] | None:
    """What does not fit, the less the better: unknown columns, strange answers, questions without a column."""
    found = recognise(parts, questionnaire)
    if found.opened is None or found.layout is None or not found.layout.columns:
        return None
    frame = found.opened.table.frame
    strange = 0
    for column in found.layout.columns:
        if column.codes and len(column.headings) == 1 and column.separator is None:
            given = frame.get_column(column.headings[0]).drop_nulls().str.strip_chars()
            strange += int((~given.is_in(list(column.codes)) & (given != "")).sum())
    unasked = len(questionnaire.questions) - len(found.layout.columns)
    return -len(found.layout.unknown), -strange, -unasked
