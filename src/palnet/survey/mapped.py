"""Which column of a file is which question, as somebody has written it down for a file of no known format."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated

import attrs

from palnet.errors import Key, Problem, nearest
from palnet.model.survey import CHOSEN, Missing, Question, QuestionKind, Questionnaire
from palnet.record import Record, Ref

__all__ = ["CellMeaning", "FileMapping", "MappedColumn"]

_DAY = dt.date(2023, 9, 27)


@attrs.frozen(kw_only=True)
class CellMeaning(Record):
    """What a cell means beyond the options' own codes and labels: an option's code, or why there is no answer."""

    cell: str
    option: str | None = None
    missing: Missing | None = None

    def _rules(self) -> Iterator[Problem]:
        if (self.option is None) is (self.missing is None):
            yield Problem("PAL319", {"one": "option", "other": "missing"})


@attrs.frozen(kw_only=True)
class MappedColumn(Record):
    """One column of the file, and the question that it answers.

    ``option`` says that it is the box of one option, and ``ticked`` and ``unticked`` what then stands in it (1 and 0
    where nothing is said). ``separator`` parts several answers in one cell, ``decimal`` is the decimal sign of a number
    and ``dates`` are the forms of a date, as :func:`datetime.datetime.strptime` has them; where a column does not say,
    the file does.
    """

    heading: str
    question: Annotated[str, Ref("question")]
    option: str | None = None
    codes: tuple[CellMeaning, ...] = ()
    ticked: tuple[str, ...] = ()
    unticked: tuple[str, ...] = ()
    separator: str | None = None
    decimal: str | None = None
    dates: tuple[str, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        yield from _signs(self.separator, self.decimal, self.dates)
        for field in ("ticked", "unticked"):
            if getattr(self, field) and self.option is None:
                yield Problem("PAL309", {"field": field, "needs": "option"}, keys=(field,))
        for field in ("codes", "separator"):
            if getattr(self, field) and self.option is not None:
                yield Problem("PAL315", {"field": field, "with": "option"}, keys=(field,))
        for position, said in enumerate(self.unticked):
            if said in self.ticked:
                yield Problem("PAL322", {"code": said}, keys=("unticked", position))
        seen: set[str] = set()
        for position, one in enumerate(self.codes):
            if one.cell in seen:
                yield Problem("PAL322", {"code": one.cell}, keys=("codes", position, "cell"))
            seen.add(one.cell)


@attrs.frozen(kw_only=True)
class FileMapping(Record):
    """A whole file: its columns, the one that tells submissions apart, those that are left out, and its signs.

    ``blank`` says why there is no answer where a cell is empty, if the file says more by that than that it is empty.
    """

    columns: tuple[MappedColumn, ...]
    questionnaire: str | None = None
    key: str | None = None
    submitted: str | None = None
    separator: str | None = None
    decimal: str | None = None
    dates: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    blank: Missing | None = None

    def _rules(self) -> Iterator[Problem]:
        yield from _signs(self.separator, self.decimal, self.dates)
        if not self.columns:
            yield Problem("PAL312", keys=("columns",))
        where: dict[str, str] = {}
        for keys, heading, role in self._named():
            if heading in where:
                yield Problem("PAL188", {"heading": heading[:60], "where": where[heading]}, keys=keys)
            where.setdefault(heading, role)

    def _named(self) -> Iterator[tuple[tuple[Key, ...], str, str]]:
        for field in ("key", "submitted"):
            if (heading := getattr(self, field)) is not None:
                yield (field,), heading, field
        for position, heading in enumerate(self.leave_out):
            yield ("leave_out", position), heading, "leave_out"
        for position, one in enumerate(self.columns):
            yield ("columns", position, "heading"), one.heading, one.question

    def misfits(self, questionnaire: Questionnaire) -> Iterator[Problem]:
        """Every way in which it does not go with a questionnaire. Some of it may not have been read."""
        own = getattr(self, "questionnaire", None)
        if own is not None and own != questionnaire.id:
            said = {"mapped": own, "questionnaire": questionnaire.id}
            yield Problem("PAL189", said, keys=("questionnaire",))
        known = questionnaire.by_id
        claimed: dict[str, dict[str | None, str]] = {}
        for position, one in enumerate(getattr(self, "columns", ())):
            identifier, heading = getattr(one, "question", None), getattr(one, "heading", "")
            option = getattr(one, "option", None)
            if identifier is None:
                continue
            question = known.get(identifier)
            if question is None:
                told = {"kind": "question", "id": identifier[:60]}
                keys: tuple[Key, ...] = ("columns", position, "question")
                yield Problem("PAL401", told, keys=keys, hint=nearest(identifier, known))
                continue
            # A question stands in one column, or in one for each option.
            others = claimed.setdefault(identifier, {})
            before = next(iter(others.values()), None) if option is None else others.get(option, others.get(None))
            if before is not None:
                doubled = {"question": identifier, "first": before[:60], "second": heading[:60]}
                yield Problem("PAL182", doubled, keys=("columns", position, "question"))
            others.setdefault(option, heading)
            yield from (problem.under("columns", position) for problem in _column_misfits(one, question))


def _signs(separator: str | None, decimal: str | None, dates: tuple[str, ...]) -> Iterator[Problem]:
    if separator == "":
        yield Problem("PAL304", keys=("separator",))
    if decimal is not None and decimal not in (".", ","):
        yield Problem("PAL306", keys=("decimal",), value=decimal[:60], expected='"." | ","')
    for position, form in enumerate(dates):
        if not _is_date_form(form):
            yield Problem("PAL306", keys=("dates", position), value=form[:60], expected='"%d.%m.%Y"')


def _is_date_form(form: str) -> bool:
    """Whether a day survives being written and read in this form."""
    try:
        return dt.datetime.strptime(_DAY.strftime(form), form).date() == _DAY  # noqa: DTZ007
    except (ValueError, re.error):
        return False


def _column_misfits(one: MappedColumn, question: Question) -> Iterator[Problem]:
    kind = {"with": f'kind = "{question.kind}"'}
    option = getattr(one, "option", None)
    if option is not None and question.kind is not QuestionKind.MULTIPLE:
        yield Problem("PAL315", {"field": "option", "with": kind["with"]}, keys=("option",))
    elif option is not None and question.options and option not in question.codes:
        yield _no_option(question, option).under("option")
    needs = {"separator": QuestionKind.MULTIPLE, "decimal": QuestionKind.NUMBER, "dates": QuestionKind.DATE}
    for field, wanted in needs.items():
        if getattr(one, field, None) and question.kind is not wanted:
            yield Problem("PAL315", {"field": field, "with": kind["with"]}, keys=(field,))
    for position, meaning in enumerate(getattr(one, "codes", ())):
        code = getattr(meaning, "option", None)
        if code is None:
            continue
        if question.kind not in CHOSEN:
            told = {"field": "option", "with": kind["with"]}
            yield Problem("PAL315", told, keys=("codes", position, "option"))
        elif question.options and code not in question.codes:
            yield _no_option(question, code).under("codes", position, "option")


def _no_option(question: Question, code: str) -> Problem:
    said = {"code": code[:60], "question": question.id, "known": ", ".join(question.codes)}
    return Problem("PAL341", said, hint=nearest(code, question.codes))
