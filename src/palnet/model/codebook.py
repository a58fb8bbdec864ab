"""Whether answers, and what is asked about them, go with the questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from palnet.errors import Key, Problem
from palnet.model.indicator import Indicator, Kind
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
from palnet.model.survey import CHOSEN, TOTAL, UNKNOWN, EmptyMeans, Missing, Question, QuestionKind

__all__ = ["WRITTEN", "Cell", "answer_problem", "definition_problems", "misfits"]

Cell = str | frozenset[str] | int | Decimal | dt.date | Missing
"""One person's answer to one question: the code of the option chosen, the codes of those ticked, a number, a date.

Of a free text it is :data:`WRITTEN`, never the text. Where there is no answer it says why.
"""

WRITTEN = "written"
"""The answer to a question of free text, as far as counts can know: that something was written."""

_TAKES = {
    Kind.DISTRIBUTION: CHOSEN,
    Kind.MEAN: (QuestionKind.NUMBER,),
    Kind.MEDIAN: (QuestionKind.NUMBER,),
    Kind.RATIO: (QuestionKind.NUMBER,),
}
_ONE = (QuestionKind.SINGLE, QuestionKind.ORDINAL)
_RANGED = (QuestionKind.ORDINAL, QuestionKind.NUMBER, QuestionKind.DATE)


def answer_problem(question: Question, cell: object) -> Problem | None:
    """What is wrong with an answer to a question, if anything is. Any code goes with a question without options."""
    if isinstance(cell, Missing):
        return None
    known = set(question.codes)
    if question.kind in CHOSEN:
        if not isinstance(cell, frozenset if question.kind is QuestionKind.MULTIPLE else str):
            return _no_answer(question, cell, "codes" if question.kind is QuestionKind.MULTIPLE else "code")
        ticked: frozenset[Any] = cell if isinstance(cell, frozenset) else frozenset((cell,))
        if not ticked and question.empty is EmptyMeans.NOT_ANSWERED:
            return _no_answer(question, cell, "not-answered")
        if not all(isinstance(one, str) and not isinstance(one, Missing) for one in ticked):
            return _no_answer(question, cell, "code")
        if question.background and not known and (taken := ticked & {TOTAL, UNKNOWN}):
            return Problem("PAL327", {"code": str(min(taken))}, value=repr(cell))
        unknown = sorted(one for one in ticked if one not in known) if known else []
        return _not_an_option(question, unknown[0]) if unknown else None
    if question.kind is QuestionKind.TEXT:
        return None if cell == WRITTEN else Problem("PAL343", {"question": question.id}, expected="written")
    if question.kind is QuestionKind.NUMBER:
        sound = isinstance(cell, (int, Decimal)) and not isinstance(cell, bool) and Decimal(cell).is_finite()
        return None if sound else _no_answer(question, cell, "Decimal")
    sound = isinstance(cell, dt.date) and not isinstance(cell, dt.datetime)
    return None if sound else _no_answer(question, cell, "date")


def _no_answer(question: Question, cell: object, expected: str) -> Problem:
    return Problem("PAL343", {"question": question.id}, value=repr(cell)[:80], expected=expected)


def _not_an_option(question: Question, code: str) -> Problem:
    said = {"code": code[:60], "question": question.id, "known": ", ".join(question.codes)}
    return Problem("PAL341", said)


def misfits(predicate: Predicate, questions: Mapping[str, Question]) -> Iterator[Problem]:
    """Every way in which a predicate does not go with the questions it asks, those of them that are given.

    A comparison needs an order, a tick a question with several answers; a code is to be one of the question's own.
    """
    match predicate:
        case AllOf() | AnyOf() | Not():
            name = "not" if isinstance(predicate, Not) else "all_of" if isinstance(predicate, AllOf) else "any_of"
            for position, part in enumerate(predicate.parts):
                keys: tuple[Key, ...] = (name,) if isinstance(predicate, Not) else (name, position)
                yield from (problem.under(*keys) for problem in misfits(part, questions))
        case Background(stratum, code):
            asking = [one for one in questions.values() if one.stratum is stratum]
            if asking and not any(_can_tell(one, code) for one in asking):
                yield _not_an_option(asking[0], code).under("is")
        case Is(question, code) if (asked := questions.get(question)) is not None:
            yield from _code_fits(predicate, asked, "is", code, _ONE)
        case Includes(question, code) if (asked := questions.get(question)) is not None:
            yield from _code_fits(predicate, asked, "includes", code, (QuestionKind.MULTIPLE,))
        case AtLeast(question, limit) if (asked := questions.get(question)) is not None:
            yield from _range_fits(predicate, asked, {"at_least": limit})
        case Between(question, low, high) if (asked := questions.get(question)) is not None:
            yield from _range_fits(predicate, asked, {"from": low, "to": high})


def _can_tell(question: Question, code: str) -> bool:
    """Whether a background question can tell who is that: by an option of its own, or one that is a part of it."""
    levels = [str(Sector(one).part_of) for one in question.codes if one in tuple(Sector)]
    return not question.options or code in question.codes or (question.stratum is Stratum.SECTOR and code in levels)


def definition_problems(indicator: Indicator, questions: Mapping[str, Question]) -> Iterator[Problem]:
    """Every way in which an indicator does not go with its questions, those of them that are given."""
    for field in ("base", "numerator"):
        predicate: Predicate | None = getattr(indicator, field)
        if predicate is not None:
            yield from (problem.under(field) for problem in misfits(predicate, questions))
    for field in ("question", "per"):
        asked = questions.get(getattr(indicator, field) or "")
        if asked is not None and asked.kind not in _TAKES[indicator.kind]:
            said = {"predicate": indicator.kind.value, "question": asked.id, "kind": str(asked.kind)}
            yield Problem("PAL340", said, keys=(field,))


def _code_fits(
    predicate: Predicate, question: Question, key: str, code: str, kinds: tuple[QuestionKind, ...]
) -> Iterator[Problem]:
    if question.kind not in kinds:
        yield _wrong_kind(predicate, question)
    elif question.options and code not in question.codes:
        yield _not_an_option(question, code).under(key)
    elif any(option.code == code and option.missing is not None for option in question.options):
        # Nobody can be found true: choosing it is not an answer.
        yield Problem("PAL315", {"field": key, "with": f'{question.id}: missing = "…"'}, keys=(key,), value=code)


def _range_fits(predicate: Predicate, question: Question, limits: Mapping[str, Limit | None]) -> Iterator[Problem]:
    if question.kind not in _RANGED:
        yield _wrong_kind(predicate, question)
        return
    wanted: dict[QuestionKind, tuple[Any, str]] = {
        QuestionKind.ORDINAL: (str, "code"),
        QuestionKind.NUMBER: (Decimal, "Decimal"),
        QuestionKind.DATE: (dt.date, "date"),
    }
    cls, expected = wanted[question.kind]
    ordered = [option.code for option in question.options if option.missing is None]
    places = []
    for key, limit in limits.items():
        if limit is None:
            continue
        if not isinstance(limit, cls):
            yield Problem("PAL201", keys=(key,), value=repr(limit), expected=expected)
        elif question.kind is QuestionKind.ORDINAL and limit not in ordered:
            yield _not_an_option(question, str(limit)).under(key)
        elif question.kind is QuestionKind.ORDINAL:
            places.append(ordered.index(str(limit)))
    if len(places) == 2 and places[1] < places[0]:
        yield Problem("PAL334", {"lower": str(limits["from"]), "upper": str(limits["to"])}, keys=("to",))


def _wrong_kind(predicate: Predicate, question: Question) -> Problem:
    said = {"predicate": type(predicate).__name__, "question": question.id, "kind": str(question.kind)}
    return Problem("PAL340", said, keys=("question",))
