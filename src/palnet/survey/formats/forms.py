"""Microsoft Forms: a workbook with the questions' texts as headings and the options' texts as answers.

Several answers stand in one cell, each followed by a semicolon. Nothing in the file is a code.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import partial

from palnet.errors import MissingExtraError, Problem
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.survey import CHOSEN, Question, Questionnaire
from palnet.survey.formats._common import (
    BLANKS,
    SYNTHETIC,
    each,
    keys_of,
    marks_of,
    one_column,
    only_one_each,
    placed,
    unique_names,
    written,
)
from palnet.survey.formats._words import Words, folded, option_words, shown, spoken
from palnet.survey.layout import Column, Layout
from palnet.survey.table import Table

__all__ = ["layout", "recognises", "write"]

_ID = ("id",)
_START = ("starttidspunkt", "start time", "starttid")
_END = ("fullføringstidspunkt", "completion time", "tidspunkt for fullføring")
_PERSON = ("e-postadresse", "e-post", "email", "navn", "namn", "name")
_CHANGED = ("tidspunkt for siste endring", "last modified time", "språk", "language")
_QUIZ = re.compile(r"(total points|quiz feedback|(points|feedback) - .*)")
_NUMBERED = re.compile(r"^\s*[0-9]+[.)]\s+")


def recognises(table: Table, questionnaire: Questionnaire) -> float:
    """How surely it is from Microsoft Forms: by the columns on when the form was filled in, which come first."""
    first = [folded(heading) for heading in table.headings[:6]]
    id_first = first[:1] == [*_ID]
    times = sum(any(one in names for one in first) for names in (_START, _END))
    return 0.95 if id_first and times == 2 else 0.6 if times == 2 else 0.0


def layout(table: Table, questionnaire: Questionnaire) -> Layout:
    """Where the answers stand. A heading is a question's label in any language, whatever its dashes and spaces."""
    words = Words((said, one.id) for one in questionnaire.questions for said in spoken(one.label))
    found: list[tuple[Question, str]] = []
    unknown: list[str] = []
    problems: list[Problem] = []
    for heading in table.headings:
        if heading == SYNTHETIC or _is_about_the_form(heading):
            continue
        meant = words.candidates(heading) or words.candidates(_NUMBERED.sub("", heading))
        if len(meant) == 1:
            found.append((questionnaire.by_id[meant[0]], heading))
        elif meant:
            told = {"heading": shown(heading), "known": ", ".join(meant)}
            problems.append(placed(Problem("PAL180", told), table, heading))
        else:
            unknown.append(heading)
    problems.extend(only_one_each(found, table))
    columns: dict[str, Column] = {}
    for question, heading in found:
        if question.id not in columns:
            labels = option_words(question, codes=False)
            columns[question.id], wrong = one_column(question, table, heading, labels, reasons={})
            problems.extend(wrong)
    return Layout(
        format="forms",
        columns=tuple(columns.values()),
        key=next((one for one in table.headings if folded(one) in _ID), None),
        submitted=next((one for one in table.headings if folded(one) in _END), None),
        unknown=tuple(unknown),
        problems=tuple(problems),
        cannot_tell=BLANKS,
    )


def _is_about_the_form(heading: str) -> bool:
    like = folded(heading)
    return like in (*_ID, *_START, *_END, *_PERSON, *_CHANGED) or bool(_QUIZ.fullmatch(like))


def write(answers: Answers, lang: str = "nb") -> bytes:
    """A workbook as Forms makes one, in one language of the questionnaire. The same answers give the same file.

    Raises :class:`palnet.DataError` where two questions or two options of a question have the same text, and
    :class:`palnet.MissingExtraError`.
    """
    asked = [one for one in answers.questionnaire.questions if one.id in answers.columns]
    unique_names(((folded(one.label.in_(lang)), one.id) for one in asked), "forms")
    about = ("ID", "Starttidspunkt", "Fullføringstidspunkt", "E-postadresse", "Navn")
    if lang == "en":
        about = ("ID", "Start time", "Completion time", "Email", "Name")
    columns: list[list[str | None]] = [[*keys_of(answers)]]
    columns += [[said] * len(answers) for said in ("2023-11-01 09:00:00", "2023-11-01 09:05:00", "anonymous", None)]
    for question in asked:
        names = unique_names(((folded(one.label.in_(lang)), one.code) for one in question.options), "forms")
        label_of = {one.code: one.label.in_(lang) for one in question.options if one.code in names.values()}
        cells = answers.columns[question.id]
        columns.append([*each(cells, partial(_cell, question, label_of, answers))])
    marks = marks_of(answers)
    headings = (*about, *(one.label.in_(lang) for one in asked), *(mark[0] for mark in marks))
    return _workbook([headings, *zip(*columns, *(mark[1:] for mark in marks), strict=True)])


def _cell(question: Question, label_of: dict[str, str], answers: Answers, cell: Cell) -> str | None:
    if isinstance(cell, frozenset):
        order = [*question.codes, *sorted(cell.difference(question.codes))]
        return "".join(f"{label_of.get(code, code)};" for code in order if code in cell) or None
    said = written(question, cell, answers)
    return label_of.get(said, said) if said is not None and question.kind in CHOSEN else said


def _workbook(rows: list[tuple[str | None, ...]]) -> bytes:
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtraError(Problem("PAL604", {"library": "XlsxWriter", "extra": "survey"})) from None
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": dt.datetime(2023, 1, 1)})  # noqa: DTZ001
    page = book.add_worksheet("Sheet1")
    for number, row in enumerate(rows):
        for position, cell in enumerate(row):
            if cell is not None:
                page.write_string(number, position, cell)
    book.close()
    return made.getvalue()
