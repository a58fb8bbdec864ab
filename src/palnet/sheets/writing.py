"""Sheets to fill in as files: CSV for each, or one workbook that says what may stand where."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from palnet.errors import MissingExtraError, Problem
from palnet.files.spreadsheet import guarded
from palnet.sheets.columns import SHEETS, Column, Sheet
from palnet.sheets.names import Names
from palnet.sheets.tables import GUIDES, REMARK

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["Line", "csv_sheet", "workbook"]

Line = dict[str, str | int]
"""What stands in one row, by the keys of its columns."""

_VALIDATED_ROWS = 500

_LISTS = {
    "network": "Mulige nettverk",
    "group": "Mulige grupper",
    "profession": "Mulige yrker",
    "sector": "Mulige sektorer",
    "kind": "Mulige slag",
    "form": "Mulige former",
    "status": "Mulige statuser",
    "body": "Mulige organer",
}

_RULES = (
    "Fyll ut arkene Ressurspersoner, Fremmøte og Arrangementer. Et ark som ikke trengs, kan stå som det er.",
    "Overskriftene skal stå øverst, én gang, som de er. Rekkefølgen på kolonnene er fri.",
    "Antall er hele tall uten desimaler. Det som ikke er kjent, skal stå tomt: skriv aldri 0 for ukjent.",
    "Datoer skrives 31.12.2026 eller 2026-12-31.",
    "En rad som begynner med #, blir ikke lest.",
    "Skriv aldri navn på personer.",
)


def csv_sheet(sheet: Sheet, lines: Sequence[Line], names: dict[str, Names]) -> bytes:
    """One sheet as Norwegian spreadsheets open it: semicolons, and a mark that the letters are UTF-8."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(column.heading for column in sheet.columns)
    hints = [_hint(column, names) for column in sheet.columns]
    writer.writerow([f"{REMARK} {hints[0]}", *hints[1:]])
    for line in lines:
        writer.writerow(_inert(line.get(column.key, "")) for column in sheet.columns)
    return written.getvalue().encode("utf-8-sig")


def _hint(column: Column, names: dict[str, Names]) -> str:
    words = list(names[column.choices].words()) if column.choices else []
    return column.hint + (f" Velg: {' / '.join(words)}" if words else "")


def _inert(value: str | int) -> str | int:
    """A text that no spreadsheet takes for a formula."""
    return guarded(value) if isinstance(value, str) else value


def workbook(title: str, year: int, lines: dict[Sheet, list[Line]], names: dict[str, Names]) -> bytes:
    """One workbook with all three sheets, a guide and the lists to choose from.

    The same input gives the same file. Raises :class:`palnet.MissingExtraError`.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise MissingExtraError(Problem("PAL604", {"library": "XlsxWriter", "extra": "survey"})) from None
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": dt.datetime(year, 1, 1)})  # noqa: DTZ001
    lists = {key: [*names[key].words()] for key in _LISTS}
    sheets = {sheet: book.add_worksheet(sheet.name) for sheet in SHEETS}
    _guide(book, book.add_worksheet(GUIDES[0]), title)
    _lists(book, book.add_worksheet(GUIDES[1]), lists)
    for sheet, page in sheets.items():
        _sheet(book, page, sheet, lines[sheet], lists)
    book.close()
    return made.getvalue()


def _sheet(book: Workbook, page: Worksheet, sheet: Sheet, lines: Sequence[Line], lists: dict[str, list[str]]) -> None:
    head = book.add_format({"bold": True, "bg_color": "#1F4E5F", "font_color": "#FFFFFF", "text_wrap": True})
    # As text, so that no spreadsheet makes the first of March of "mars".
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0", "valign": "top"})
    quiet = book.add_format({"num_format": "@", "font_color": "#767676", "valign": "top"})
    for position, column in enumerate(sheet.columns):
        longest = max((len(str(line.get(column.key, ""))) for line in lines), default=0)
        style = number if column.number else quiet if column.key == "id" else text
        page.set_column(position, position, min(max(longest, len(column.heading), 8) + 2, 45), style)
        page.write_string(0, position, column.heading, head)
        page.data_validation(1, position, _VALIDATED_ROWS, position, _validation(column, lists))
        for row, line in enumerate(lines, start=1):
            value = line.get(column.key, "")
            if isinstance(value, int):
                page.write_number(row, position, value, style)
            elif value:
                page.write_string(row, position, value, style)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _validation(column: Column, lists: dict[str, list[str]]) -> dict[str, object]:
    """What a spreadsheet says and allows in a column. Only a number is insisted on: a name has other spellings."""
    said: dict[str, object] = {
        "validate": "any",
        "input_title": column.heading,
        "input_message": column.hint[:255],
    }
    words = lists.get(column.choices or "")
    if column.number:
        said |= {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": column.heading,
            "error_message": "Skriv et helt tall.",
        }
    elif words:
        letter = chr(ord("A") + list(lists).index(str(column.choices)))
        said |= {
            "validate": "list",
            "source": f"={GUIDES[1]}!${letter}$2:${letter}${len(words) + 1}",
            "error_type": "warning",
            "error_title": column.heading,
            "error_message": "Dette står ikke i listen. Stå ved det bare hvis du er sikker.",
        }
    return said


def _guide(book: Workbook, page: Worksheet, title: str) -> None:
    head = book.add_format({"bold": True, "font_size": 14})
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.set_column(0, 1, 22)
    page.set_column(2, 2, 80)
    page.write_string(0, 0, title, head)
    for row, rule in enumerate(_RULES, start=2):
        page.write_string(row, 0, rule)
    columns = [(sheet, column) for sheet in SHEETS for column in sheet.columns]
    for row, (sheet, column) in enumerate(columns, start=len(_RULES) + 3):
        page.write_string(row, 0, sheet.name, bold)
        page.write_string(row, 1, column.heading, bold)
        page.write_string(row, 2, column.hint, wrapped)


def _lists(book: Workbook, page: Worksheet, lists: dict[str, list[str]]) -> None:
    bold = book.add_format({"bold": True})
    for position, (key, words) in enumerate(lists.items()):
        page.set_column(position, position, min(max(map(len, [*words, _LISTS[key]])) + 2, 60))
        page.write_string(0, position, _LISTS[key], bold)
        for row, word in enumerate(words, start=1):
            page.write_string(row, position, word)
