"""One cell's text, read as an answer to its question."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

import attrs

from palnet.errors import nearest
from palnet.model.codebook import WRITTEN, Cell, answer_problem
from palnet.model.survey import Missing, QuestionKind
from palnet.survey.formats._words import unescaped
from palnet.survey.layout import Column

__all__ = ["DECIMAL_COMMA", "ZEROS", "Fault", "Read", "cell_of", "date_of"]

ZEROS = "PAL160"
"""That zeros at the beginning of a code were restored."""

DECIMAL_COMMA = "PAL169"
"""That a number has another decimal sign than the format says."""

_NUMBER = re.compile(r"[+-]?[0-9]{1,40}(?:[.,][0-9]{1,40})?")
_CODE_LIKE = re.compile(r"[^\s@]{1,40}")
_MANY_DIGITS = re.compile(r"[0-9](?:[^\w]?[0-9]){6,}")
_LONGEST = 20


@attrs.frozen
class Fault:
    """What is wrong with a cell: the problem's code, and of the cell what may be shown."""

    code: str
    value: str | None = None
    expected: str | None = None
    hint: str | None = None


@attrs.frozen
class Read:
    """What a cell's text was read as: an answer, or None for none; what is wrong with it; what should be noted."""

    cell: Cell | None = None
    fault: Fault | None = None
    note: str | None = None


def cell_of(column: Column, text: str, today: dt.date) -> Read:
    """The answer that a text is. Of a text question's cell nothing is ever kept but that something stands there."""
    question = column.question
    given = text.strip()
    for one in (text, given):
        if one in column.codes:
            return Read(column.codes[one])
    if not given:
        return Read()
    if question.kind is QuestionKind.TEXT:
        return Read(WRITTEN)
    if question.kind is QuestionKind.NUMBER:
        return _number(column, given)
    if question.kind is QuestionKind.DATE:
        return _date(column, given, today)
    if question.kind is QuestionKind.MULTIPLE:
        return _several(column, given)
    return _chosen(column, unescaped(given))


def _chosen(column: Column, given: str) -> Read:
    if given in column.codes:
        return Read(column.codes[given])
    if not column.question.options:
        several = column.question.kind is QuestionKind.MULTIPLE
        problem = answer_problem(column.question, frozenset({given}) if several else given)
        return Read(given) if problem is None else Read(fault=Fault("PAL152", _shown(given)))
    alike = _same_but_for_zeros(given, column.codes)
    if len(alike) == 1:
        return Read(column.codes[alike[0]], note=ZEROS)
    known = list(dict.fromkeys(column.codes))
    hint = nearest(given, known)
    return Read(fault=Fault("PAL152", _shown(given, known), _listed(column.question.codes), hint))


def _same_but_for_zeros(given: str, known: Iterable[str]) -> list[str]:
    """The codes that are the same number: a spreadsheet takes the zeros before 0301 away."""
    if not (given.isascii() and given.isdigit()):
        return []
    bare = given.lstrip("0")
    return [one for one in known if one.isascii() and one.isdigit() and one.lstrip("0") == bare]


def _several(column: Column, given: str) -> Read:
    parts = [given] if column.separator is None else given.split(column.separator)
    ticked: set[str] = set()
    reasons: list[Missing] = []
    note: str | None = None
    at = 0
    while at < len(parts):
        at, read = _longest(column, parts, at)
        if read.fault is not None:
            return read
        note = note or read.note
        match read.cell:
            case frozenset() as codes:
                ticked |= codes
            case Missing() as reason:
                reasons.append(reason)
            case str() as code:
                ticked.add(code)
    if ticked:
        return Read(frozenset(ticked), note=note)
    return Read(reasons[0]) if reasons else Read()


def _longest(column: Column, parts: Sequence[str], at: int) -> tuple[int, Read]:
    """The answer that begins with a part, and where the next one does. A choice may hold the separator itself."""
    end, read = at, Read()
    for end in range(min(len(parts), at + _LONGEST), at, -1):
        one = (column.separator or "").join(parts[at:end]).strip()
        read = _chosen(column, unescaped(one)) if one else Read()
        if read.fault is None:
            break
    return end, read


def _number(column: Column, given: str) -> Read:
    plain = unescaped(given)
    if not _NUMBER.fullmatch(plain):
        return Read(fault=Fault("PAL153", _shown(given), "Decimal"))
    other = "," if column.decimal == "." else "."
    return Read(Decimal(plain.replace(",", ".")), note=DECIMAL_COMMA if other in plain else None)


def _date(column: Column, given: str, today: dt.date) -> Read:
    found = date_of(given, column.dates)
    if found is None:
        return Read(fault=Fault("PAL154", _shown(given), "date"))
    if found > today:
        return Read(fault=Fault("PAL155", found.isoformat()))
    return Read(found)


def date_of(given: str, forms: Sequence[str]) -> dt.date | None:
    """The date that a text is in one of the forms, which :func:`datetime.datetime.strptime` knows."""
    for form in forms:
        try:
            return dt.datetime.strptime(given, form).date()  # noqa: DTZ007 - a local date, as dates are here
        except ValueError:
            continue
    return None


def _shown(given: str, known: Iterable[str] = ()) -> str | None:
    """A cell's text if it can be nobody's own words, name or number; else None.

    A word that is like none of the codes may be what somebody wrote under "other": only its place is told.
    """
    codes = list(known)
    if any(given.casefold() == one.casefold() for one in codes):
        return given
    if not _CODE_LIKE.fullmatch(given) or _MANY_DIGITS.search(given) or not given.isprintable():
        return None
    return repr(given) if len(given) <= 3 or given.isdigit() or nearest(given, codes) is not None else None


def _listed(codes: Sequence[str]) -> str:
    listed = ", ".join(codes[:_LONGEST])
    return listed if len(codes) <= _LONGEST else f"{listed} …"
