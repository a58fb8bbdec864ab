"""A plain table, whoever made it: by a mapping file, or as far as its headings are the questions' ids or labels.

It is also palnet's own: what :func:`write` makes holds every answer and every reason why there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

from palnet.errors import Problem
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.survey import Missing, Question, Questionnaire
from palnet.survey.formats._common import (
    BLANKS,
    DATES,
    REASONS,
    SYNTHETIC,
    csv_text,
    each,
    keys_of,
    marks_of,
    one_column,
    placed,
    written,
)
from palnet.survey.formats._words import option_words, shown
from palnet.survey.guesses import guessed_file
from palnet.survey.layout import Column, Layout
from palnet.survey.mapped import FileMapping, MappedColumn
from palnet.survey.table import Table

__all__ = ["layout", "recognises", "write"]

_SURE = 0.65
_SIGNS = ("$submission_id", "record_id", "closeTime", "stato_4")
_SEPARATORS = (";", "|", ",", "/", "\n", "¤", "§")


def recognises(table: Table, questionnaire: Questionnaire) -> float:
    """How surely a file can be read without a mapping: a tool's own format goes first where it is sure.

    Beside what tells submissions apart, two thirds of its headings are to be this questionnaire's, and none a tool's.
    """
    if not table.headings or any(heading in _SIGNS for heading in table.headings):
        return 0.0
    asked = guessed_file(table, questionnaire).columns
    sure = sum(one.column is not None for one in asked)
    return _SURE if sure and 3 * sure >= 2 * len(asked) else 0.0


def layout(table: Table, questionnaire: Questionnaire, mapping: FileMapping | None = None) -> Layout:
    """Where the answers stand by a mapping, or by what is sure without one; the rest is then unknown."""
    if mapping is None:
        guess = guessed_file(table, questionnaire)
        sure = tuple(one.column for one in guess.columns if one.column is not None)
        key = guess.key[0] if guess.key is not None and guess.key[1] else None
        submitted = guess.submitted[0] if guess.submitted is not None else None
        named = {heading for one in (guess.key, guess.submitted) if one is not None for heading in one[:1]}
        return _laid_out(table, questionnaire, sure, key=key, submitted=submitted, named=named | {*guess.leave_out})
    problems = [
        placed(Problem("PAL183", {"heading": shown(heading)}), table)
        for heading in (mapping.key, mapping.submitted, *(one.heading for one in mapping.columns))
        if heading is not None and heading not in table.headings
    ]
    there = tuple(_with_signs(one, mapping) for one in mapping.columns if one.heading in table.headings)
    key, submitted = (one if one in table.headings else None for one in (mapping.key, mapping.submitted))
    named = {one for one in (key, submitted, *mapping.leave_out) if one is not None}
    made = _laid_out(table, questionnaire, there, key=key, submitted=submitted, named=named)
    return attrs.evolve(made, problems=(*problems, *made.problems), blank=mapping.blank)


def _with_signs(column: MappedColumn, mapping: FileMapping) -> MappedColumn:
    return attrs.evolve(
        column,
        separator=column.separator or (mapping.separator if column.option is None else None),
        decimal=column.decimal or mapping.decimal,
        dates=column.dates or mapping.dates,
    )


def _laid_out(
    table: Table,
    questionnaire: Questionnaire,
    mapped: Iterable[MappedColumn],
    *,
    key: str | None,
    submitted: str | None,
    named: set[str],
) -> Layout:
    columns: dict[str, Column] = {}
    problems: list[Problem] = []
    boxes: dict[str, list[MappedColumn]] = {}
    known = {SYNTHETIC, *named}
    for one in mapped:
        known.add(one.heading)
        question = questionnaire.by_id[one.question]
        if one.option is not None:
            boxes.setdefault(one.question, []).append(one)
            continue
        columns[one.question], wrong = _whole(one, question, table)
        problems.extend(wrong)
    for identifier, parts in boxes.items():
        columns[identifier] = _boxes(questionnaire.by_id[identifier], parts)
    return Layout(
        format="plain",
        columns=tuple(columns[one.id] for one in questionnaire.questions if one.id in columns),
        key=key,
        submitted=submitted,
        unknown=tuple(heading for heading in table.headings if heading not in known),
        problems=tuple(problems),
        cannot_tell=BLANKS,
    )


def _whole(one: MappedColumn, question: Question, table: Table) -> tuple[Column, tuple[Problem, ...]]:
    codes = {meaning.cell: meaning.option for meaning in one.codes if meaning.option is not None}
    reasons = {meaning.cell: meaning.missing for meaning in one.codes if meaning.missing is not None}
    named = option_words(question)
    # What the mapping says of a cell goes before what an option is called.
    words = named.but(codes, reasons)
    column, problems = one_column(
        question,
        table,
        one.heading,
        words,
        separators=(one.separator or ";",),
        reasons={**REASONS, **reasons},
        dates=one.dates or DATES,
        decimal=one.decimal,
    )
    return column, problems


def _boxes(question: Question, parts: list[MappedColumn]) -> Column:
    ticked = {said for one in parts for said in one.ticked or ("1",)}
    unticked = {said for one in parts for said in one.unticked or ("0",)}
    return Column(
        question=question,
        headings=tuple(one.heading for one in parts),
        option_of={one.heading: one.option or "" for one in parts},
        ticked=frozenset(ticked),
        unticked=frozenset(unticked),
    )


def write(answers: Answers) -> str:
    """A file with the questions' ids as headings and the options' codes as answers, and in words why one is missing."""
    columns: list[list[str | None]] = [["respondent", *keys_of(answers)]]
    for question in answers.questionnaire.questions:
        cells = answers.columns.get(question.id)
        if cells is not None:
            columns.append([question.id, *each(cells, _writer(question, cells, answers))])
    columns += marks_of(answers)
    return "\ufeff" + csv_text(zip(*columns, strict=True), ";")


def _writer(question: Question, cells: Iterable[Cell], answers: Answers) -> Callable[[Cell], str | None]:
    named = option_words(question)
    ticked = {code for cell in set(cells) if isinstance(cell, frozenset) for code in cell}
    words = [*named, *ticked]
    # A sign that is in no option's code or label.
    separator = next((one for one in _SEPARATORS if not any(one in word for word in words)), _SEPARATORS[0])

    def text_of(cell: Cell) -> str | None:
        if isinstance(cell, frozenset):
            return separator.join(sorted(cell)) or separator
        if isinstance(cell, Missing):
            return None if named.candidates(f"<{cell.value}>") else f"<{cell.value}>"
        return written(question, cell, answers)

    return text_of
