"""Which questions counting needs the columns of, and how their values are read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from palnet.counting.evaluate import lies_within
from palnet.counting.fitting import is_asked, strata_of
from palnet.counting.frames_columns import Column
from palnet.counting.frames_questions import Expressions
from palnet.model.codebook import WRITTEN, Cell
from palnet.model.indicator import CountedFrom, Indicator
from palnet.model.predicate import Stratum
from palnet.model.survey import QuestionKind, Questionnaire

__all__ = ["counted", "needed", "reader_of"]


def counted(indicators: Sequence[Indicator], questionnaire: Questionnaire) -> list[Indicator]:
    """Those that are counted from answers that were asked for."""
    within = lies_within(questionnaire)
    return [
        one for one in indicators if one.counted_from is CountedFrom.ANSWERS and is_asked(one, questionnaire, within)
    ]


def needed(
    indicators: Sequence[Indicator], asked_for: Sequence[Indicator], by: Sequence[str], questionnaire: Questionnaire
) -> tuple[list[str], list[str]]:
    """The questions whose columns must be there, and those that say why a cell is empty if they are.

    ``asked_for`` are those of the indicators that are :func:`counted`.
    """
    asked = questionnaire.by_id
    strata = [Stratum(name) for name in by if name in tuple(Stratum)]
    wanted = [name for name in by if name in asked]
    for one in indicators:
        if one.counted_from not in (CountedFrom.ANSWERS, CountedFrom.ROSTER):
            continue
        strata += strata_of(one.members) if one.members is not None else ()
        strata += strata_of(one.numerator) if one.numerator is not None else ()
    for one in asked_for:
        wanted += one.questions
    wanted += [of.id for one in dict.fromkeys(strata) if (of := questionnaire.of_stratum(one)) is not None]
    beside: dict[str, None] = {}
    waiting = list(wanted)
    while waiting:
        question = asked[waiting.pop()]
        conditions = [Expressions.asked(question), question.shown_if]
        for condition in conditions:
            if condition is None:
                continue
            backgrounds = (questionnaire.of_stratum(one) for one in strata_of(condition))
            for name in (*condition.questions, *(one.id for one in backgrounds if one is not None)):
                if name not in beside and name in asked:
                    beside[name] = None
                    waiting.append(name)
    return list(dict.fromkeys(wanted)), [name for name in beside if name not in wanted]


def reader_of(column: Column) -> Callable[[Any], Cell]:
    """How a value of a column is read as an answer."""
    kind = column.question.kind
    if kind is QuestionKind.NUMBER:
        return lambda given: Decimal(repr(given)) if isinstance(given, float) else given
    if kind is QuestionKind.DATE:
        return lambda given: given.date() if isinstance(given, dt.datetime) else given
    if kind is QuestionKind.TEXT:
        return lambda _: WRITTEN
    return lambda given: str(int(given)) if isinstance(given, float) and given.is_integer() else str(given)
