"""What was written in a question of free text, for the author of a report alone.

Comments are half of what a survey gives and may tell who wrote them. They leave the file that they came in only here:
in an order that says nothing, without anything that is known of who wrote them, and marked where they seem to hold
what must not be passed on.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterable

import attrs

from palnet.errors import DataError, Problem, nearest
from palnet.model.survey import QuestionKind, Questionnaire
from palnet.survey.opening import open_export
from palnet.survey.recognising import recognise

__all__ = ["Comment", "Flag", "comments"]

Flag = str
"""What a comment seems to hold: ``identity-number``, ``phone-number``, ``e-mail`` or ``place``."""

_EMAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]{2,}")
_DIGITS = re.compile(r"(?<!\d)(?:\+?\d[ .\u00a0\u202f-]?){7,14}\d(?!\d)")


@attrs.frozen
class Comment:
    """What one respondent wrote, and what it seems to hold that must not be passed on."""

    text: str = attrs.field(repr=False)
    flags: tuple[Flag, ...] = ()


def comments(
    paths: Iterable[str | os.PathLike[str]],
    questionnaire: Questionnaire,
    question: str,
    *,
    places: Iterable[str] = (),
    format: str | None = None,  # noqa: A002 - the word that everybody looks for
    mapping: str | os.PathLike[str] | None = None,
) -> tuple[Comment, ...]:
    """What was written in a question of free text, shuffled, in all of the files.

    ``places`` are the names of municipalities and the like that are to be marked. Raises :class:`palnet.DataError`
    where a file cannot be read, there is no such question, or it is not one of free text.
    """
    asked = questionnaire.by_id.get(question)
    if asked is None or asked.kind is not QuestionKind.TEXT:
        texts = [one.id for one in questionnaire.questions if one.kind is QuestionKind.TEXT]
        if asked is None:
            said = {"kind": "question", "id": question}
            raise DataError(Problem("PAL401", said, hint=nearest(question, texts)))
        said = {"predicate": "text", "question": question, "kind": str(asked.kind)}
        raise DataError(Problem("PAL340", said, expected=" | ".join(texts)))
    problems: list[Problem] = []
    texts = []
    for path in paths:
        opening = open_export(path)
        problems += opening.problems
        if not opening.parts:
            continue
        found = recognise(opening.parts, questionnaire, format, mapping)
        problems += found.problems
        if found.opened is None or found.layout is None:
            continue
        headings = [name for one in found.layout.columns if one.question.id == question for name in one.headings]
        for batch in found.opened.batches():
            problems += batch.problems
            for name in headings:
                texts += [text.strip() for text in batch.frame.get_column(name).drop_nulls().to_list()]
    if problems:
        raise DataError(problems)
    flagged = _flags(places)
    told = [Comment(text, flagged(text)) for text in texts if text]
    random.SystemRandom().shuffle(told)
    return tuple(told)


def _flags(places: Iterable[str]) -> Callable[[str], tuple[Flag, ...]]:
    words = sorted({re.escape(place) for place in places if len(place) > 1}, key=len, reverse=True)
    place = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None

    def flagged(text: str) -> tuple[Flag, ...]:
        found = {"e-mail"} if _EMAIL.search(text) else set()
        for match in _DIGITS.finditer(text):
            found.add(_number_flag(re.sub(r"\D", "", match[0])))
        if place is not None and place.search(text):
            found.add("place")
        return tuple(sorted(found - {""}))

    return flagged


def _number_flag(digits: str) -> Flag:
    """What a row of digits seems to be. Eleven are a person's number also where the check digits are wrong."""
    if len(digits) == 11:
        return "identity-number"
    bare = digits.removeprefix("00").removeprefix("47") if len(digits) > 8 else digits
    return "phone-number" if len(bare) == 8 else ""
