"""Nettskjema, with a codebook: headings and cells are codes, and every box that can be ticked has a column.

``question`` for one answer, ``question.option`` for a box (0 or 1), ``question.row`` and ``question.row.option`` in a
matrix; beside them ``$submission_id``, ``$created`` and ``$answer_time_ms``. Parted by ``;`` with every cell in quotes
where the form's owner downloads it, by ``,`` from where sensitive data are kept, and as a workbook.

What it cannot tell: why a cell is empty. A box that is not ticked is 0 also where the question was never shown.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

import attrs
import polars as pl

from palnet.model.answers import SYNTHETIC, Answers
from palnet.model.codebook import Cell
from palnet.model.survey import CHOSEN, Question, QuestionKind, Questionnaire
from palnet.survey.coded import CodedColumn, numbered, told_apart
from palnet.survey.formats._common import inert, written
from palnet.survey.layout import Column, Layout
from palnet.survey.table import Table

__all__ = ["layout", "recognises", "write", "write_to"]

_KEY, _CREATED, _TIME = "$submission_id", "$created", "$answer_time_ms"
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z")
_AT_ONCE = 50_000


def recognises(table: Table, questionnaire: Questionnaire) -> float:
    """How surely a table is Nettskjema's: by its own columns, or by headings that are the questions' codes."""
    own = sum(heading in (_KEY, _CREATED) for heading in table.headings)
    placed, _ = _placed(table.headings, questionnaire)
    known = len(placed) / max(len([one for one in table.headings if not one.startswith("$")]), 1)
    if own:
        return 0.5 + 0.5 * known
    return 0.6 * known


def layout(table: Table, questionnaire: Questionnaire) -> Layout:
    """Where the answers stand: each heading says it itself."""
    placed, unknown = _placed(table.headings, questionnaire)
    by_question: dict[str, list[tuple[str, str | None]]] = {}
    for heading, (question, option) in placed.items():
        by_question.setdefault(question, []).append((heading, option))
    known = questionnaire.by_id
    return Layout(
        format="nettskjema",
        columns=tuple(_column(known[name], found) for name, found in by_question.items()),
        key=_KEY if _KEY in table.headings else None,
        submitted=_CREATED if _CREATED in table.headings else None,
        unknown=tuple(unknown),
    )


def _placed(
    headings: tuple[str, ...], questionnaire: Questionnaire
) -> tuple[dict[str, tuple[str, str | None]], list[str]]:
    """By heading the question, and the option where it is a box; and the headings that are none."""
    names = {_plain(one.id): one for one in questionnaire.questions}
    placed: dict[str, tuple[str, str | None]] = {}
    unknown: list[str] = []
    for heading in headings:
        if heading.startswith("$") or heading == SYNTHETIC:
            continue
        question = names.get(_plain(heading))
        if question is not None:
            placed[heading] = (question.id, None)
            continue
        found = _box(heading, names)
        if found is None:
            unknown.append(heading)
        else:
            placed[heading] = found
    return placed, unknown


def _box(heading: str, names: Mapping[str, Question]) -> tuple[str, str] | None:
    """The question and option that a box's heading names; the code of an option may itself hold a full stop."""
    for at in (at for at, sign in enumerate(heading) if sign == "."):
        question = names.get(_plain(heading[:at]))
        if question is None or question.kind is not QuestionKind.MULTIPLE:
            continue
        option = heading[at + 1 :]
        if option and (not question.options or option in question.codes):
            return question.id, option
    return None


def _plain(code: str) -> str:
    """A code as it is compared: what our ids part by a slash, a matrix parts by a full stop."""
    return code.replace(".", "/")


def _column(question: Question, found: list[tuple[str, str | None]]) -> Column:
    codes: dict[str, Cell] = {code: code for code in question.codes} if question.kind in CHOSEN else {}
    boxes = {heading: option for heading, option in found if option is not None}
    if boxes:
        return Column(question=question, headings=tuple(boxes), option_of=boxes)
    return Column(question=question, headings=(found[0][0],), codes=codes, dates=_DATES)


def write(answers: Answers) -> str:
    """A file as Nettskjema gives it out. What is made up says so in a column of its own."""
    made = io.StringIO(newline="")
    write_to(answers, made)
    return made.getvalue()


def write_to(answers: Answers, file: TextIO) -> None:
    """Write such a file some rows at a time, so that it may be larger than memory."""
    columns = [one for question in answers.questionnaire.questions for one in _cells(question, answers)]
    file.write(_csv(_frame(answers, columns, range(0)), header=True))
    for start in range(0, len(answers), _AT_ONCE):
        rows = range(start, min(start + _AT_ONCE, len(answers)))
        file.write(_csv(_frame(answers, columns, rows), header=False))


@attrs.frozen(eq=False)
class _Cells:
    """A column of a file: its heading, the texts that stand in it, and by respondent which of them does."""

    heading: str
    texts: pl.Series
    codes: pl.Series


def _frame(answers: Answers, columns: Sequence[_Cells], rows: range) -> pl.DataFrame:
    marks = (
        [pl.Series(SYNTHETIC, [SYNTHETIC], dtype=pl.String).new_from_index(0, len(rows))] if answers.synthetic else []
    )
    numbers = pl.int_range(rows.start + 1, rows.stop + 1, eager=True).cast(pl.String).alias(_KEY)
    blank = [pl.Series(name, [None] * len(rows), dtype=pl.String) for name in (_CREATED, _TIME)]
    cells = [one.texts.gather(one.codes[rows.start : rows.stop]).alias(one.heading) for one in columns]
    return pl.DataFrame([*marks, numbers, *blank, *cells])


def _cells(question: Question, answers: Answers) -> Iterator[_Cells]:
    if question.id not in answers.columns:
        return
    codes, cells = _coded(answers.columns[question.id])
    if question.kind is not QuestionKind.MULTIPLE:
        texts = [written(question, cell, answers) or "" for cell in cells]
        yield _Cells(question.id, pl.Series([inert(text) for text in texts], dtype=pl.String), codes)
        return
    ticks = [cell if isinstance(cell, frozenset) else frozenset() for cell in cells]
    for option in question.codes or sorted(frozenset().union(*ticks)):
        boxes = pl.Series(["1" if option in ticked else "0" for ticked in ticks], dtype=pl.String)
        yield _Cells(f"{question.id}.{option}", boxes, codes)


def _coded(column: Sequence[Cell]) -> tuple[pl.Series, Sequence[Cell]]:
    if isinstance(column, CodedColumn):
        return column.codes, column.cells
    numbers = numbered(column)
    codes = pl.Series([numbers[told_apart(cell)] for cell in column], dtype=pl.UInt32)
    return codes, tuple(cell for _, cell in numbers if cell is not None)


def _csv(frame: pl.DataFrame, *, header: bool) -> str:
    return frame.write_csv(include_header=header, separator=";", quote_style="always", line_terminator="\r\n")
