"""Files read naively: a table from text or a workbook, and answers from a table and its layout, cell by cell."""

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
import polars as pl

from palnet.model.codebook import WRITTEN
from palnet.model.survey import QuestionKind
from palnet.survey.blanks import with_reasons
from palnet.survey.table import Table


def table_of(content, path="svar.csv", delimiter=";"):
    """A table from what a format has written: text, or the bytes of a workbook."""
    if isinstance(content, bytes):
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        return rows_of(rows, path)
    text = content.removeprefix("\ufeff")
    return rows_of(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), path, delimiter)


def rows_of(rows, path="svar.csv", delimiter=None):
    headings, *others = rows
    if headings and not headings[-1]:
        headings = headings[:-1]
    columns = {name.strip(): [row[n] or None for row in others] for n, name in enumerate(headings)}
    assert len(columns) == len(headings), "a heading stands twice"
    frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return Table(path=path, frame=frame, delimiter=delimiter)


def table(**columns):
    """A table from its columns, or of rows from their cells parted by spaces."""
    return Table(path="svar.csv", frame=pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)))


def headed(*headings, rows=()):
    """A table with those headings, and rows."""
    return rows_of([[*headings], *map(list, rows)])


def answers_of(layout, table, questionnaire):
    """What a layout says of each cell."""
    rows = [
        row
        for row in table.frame.to_dicts()
        if not any(row[heading] in said for heading, said in layout.nobody.items())
    ]
    columns = {one.question.id: [_cell(one, row) for row in rows] for one in layout.columns}
    if layout.blank is not None:
        columns = {name: [layout.blank if cell is None else cell for cell in cells] for name, cells in columns.items()}
    return with_reasons(questionnaire, columns)


def _cell(column, row):
    if column.option_of or column.reason_of:
        assert set(column.headings) == {*column.option_of, *column.reason_of}
        for heading in column.headings:
            assert row[heading] in {None, *column.ticked, *column.unticked}
        ticked = {code for heading, code in column.option_of.items() if row[heading] in column.ticked}
        reasons = [why for heading, why in column.reason_of.items() if row[heading] in column.ticked]
        return frozenset(ticked) if ticked else reasons[0] if reasons else None
    (heading,) = column.headings
    text = row[heading]
    if text is None:
        return None
    if text in column.codes:
        return column.codes[text]
    if column.question.kind is QuestionKind.TEXT:
        return WRITTEN
    if column.question.kind is QuestionKind.NUMBER:
        return Decimal(text.replace(column.decimal, "."))
    assert column.question.kind is QuestionKind.DATE, f"nothing is known of {text!r}"
    for form in column.dates:
        try:
            return dt.datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    raise AssertionError(text)


def rows_told(answers):
    """The answers, respondent by respondent, without what was not asked or shown."""
    names = list(answers.columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*answers.columns.values(), strict=True)]
