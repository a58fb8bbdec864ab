"""What the formats share: how a question is told in one column, and how cells and rows are written."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

import attrs

from palnet.errors import DataError, Problem
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.survey import CHOSEN, EmptyMeans, Missing, Question, QuestionKind
from palnet.survey.formats._words import ESCAPED, Words, folded, shown, unescaped
from palnet.survey.layout import Column
from palnet.survey.table import Table

__all__ = [
    "BLANKS",
    "DATES",
    "REASONS",
    "SYNTHETIC",
    "cells_of",
    "csv_text",
    "each",
    "inert",
    "keys_of",
    "marks_of",
    "one_column",
    "only_one_each",
    "placed",
    "readings",
    "unique_names",
    "written",
]

BLANKS = ("not-shown", "no-tick")
"""What no tool's format can tell apart of empty cells: see :mod:`palnet._messages`."""

DATES = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y")
"""The forms of a date that can be taken for no other."""

REASONS: dict[str, Missing] = {
    **{reason.value: reason for reason in Missing},
    **{f"<{reason.value}>": reason for reason in Missing},
}
"""What palnet itself calls each reason why there is no answer, where no option is called so, and writes for it."""

_ACTIVE = re.compile(r"\s*[=+\-@]|[\t\r]")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_BELOW_ZERO = re.compile(r"-[0-9]+(?:[.,][0-9]+)?")
_FREE_TEXT = "(fritekst)"

SYNTHETIC = "SYNTETISK"
"""The heading of a column, and what stands in it, in a file that is made up."""


def cells_of(table: Table, heading: str) -> tuple[str, ...]:
    """What stands in a column, each text once; blanks aside."""
    distinct = table.frame.get_column(heading).unique(maintain_order=True).to_list()
    return tuple(cell for cell in distinct if cell and cell.strip())


def placed(problem: Problem, table: Table, heading: str | None = None) -> Problem:
    """A problem with the place of the heading that it is about."""
    if heading is None or heading not in table.headings:
        return attrs.evolve(problem, path=table.path)
    column = table.headings.index(heading) + 1
    return attrs.evolve(problem, path=table.path, line=max(table.first_row - 1, 1), column=column)


def one_column(
    question: Question,
    table: Table,
    heading: str,
    words: Words,
    *,
    separators: Sequence[str] = (";",),
    reasons: Mapping[str, Missing] = REASONS,
    dates: tuple[str, ...] = DATES,
    decimal: str | None = None,
) -> tuple[Column, tuple[Problem, ...]]:
    """How a question's answers are told in one column, and what is wrong with that."""
    said = {word: reason for word, reason in reasons.items() if not words.candidates(word)}
    if question.kind not in CHOSEN:
        number = question.kind is QuestionKind.NUMBER
        sign = decimal or (_decimal_of(cells_of(table, heading)) if number else ".")
        return Column(question=question, headings=(heading,), codes=dict(said), dates=dates, decimal=sign), ()
    several = question.kind is QuestionKind.MULTIPLE
    codes: dict[str, Cell] = dict(said)
    if not several:
        codes.update((word, code) for word in words if (code := words.find(word)) is not None)
    like = {folded(word): reason for word, reason in said.items()}
    problems: list[Problem] = []
    for cell in cells_of(table, heading):
        if cell in codes:
            continue
        meant = _meanings(question, cell, words, separators)
        if folded(cell) in like:
            codes[cell] = like[folded(cell)]
        elif len(meant) == 1:
            codes[cell] = meant[0]
        elif meant and not several:
            told = {"label": shown(cell), "question": question.id, "known": ", ".join(words.candidates(cell))}
            problems.append(placed(Problem("PAL185", told), table, heading))
        elif meant and not problems:
            problems.append(placed(Problem("PAL184", {"question": question.id}), table, heading))
    return Column(question=question, headings=(heading,), codes=codes), tuple(problems)


def _meanings(question: Question, cell: str, words: Words, separators: Sequence[str]) -> Sequence[Cell]:
    """Every answer that a cell may be."""
    if question.kind is QuestionKind.MULTIPLE:
        none = frozenset[str]() if question.empty is EmptyMeans.NONE else Missing.NOT_ANSWERED
        return [ticked or none for ticked in readings(question, cell, words, separators)]
    return words.candidates(cell) if question.options else (unescaped(cell),)


def _decimal_of(cells: Sequence[str]) -> str:
    numbers = [cell.strip() for cell in cells if _NUMBER.fullmatch(cell.strip())]
    return "," if any("," in one for one in numbers) and not any("." in one for one in numbers) else "."


def readings(question: Question, cell: str, words: Words, separators: Sequence[str] = (";",)) -> list[frozenset[str]]:
    """The ways in which a cell with several answers can be read, at most two, the one with the longest labels first.

    A choice may itself hold the separator. None is found where something in the cell is no option at all.
    """
    given = unescaped(cell)
    found = (one for separator in separators for one in _split(question, given.split(separator), words, separator))
    return list(dict.fromkeys(found))[:2]


def _split(question: Question, parts: Sequence[str], words: Words, separator: str) -> list[frozenset[str]]:
    """From the end of the cell to its beginning: in which (at most two) ways what is left of it can be read."""
    if not question.options:
        return [frozenset(said.strip() for said in parts if said.strip())]
    longest = 1 + max((word.count(separator) for word in words), default=0)
    ways: list[list[frozenset[str]]] = [[] for _ in parts] + [[frozenset()]]
    for start in range(len(parts) - 1, -1, -1):
        if not parts[start].strip():
            ways[start] += ways[start + 1]
        for end in range(min(len(parts), start + longest), start, -1):
            code = words.find(separator.join(parts[start:end]))
            if code is not None:
                ways[start] += [rest | {code} for rest in ways[end] if rest | {code} not in ways[start]]
        del ways[start][2:]
    return ways[0]


def only_one_each(columns: Iterable[tuple[Question, str]], table: Table) -> Iterator[Problem]:
    """A problem for every column of a question that another column is of already."""
    first: dict[str, str] = {}
    for question, heading in columns:
        if question.id in first:
            told = {"question": question.id, "first": shown(first[question.id]), "second": shown(heading)}
            yield placed(Problem("PAL182", told), table, heading)
        first.setdefault(question.id, heading)


def inert(words: str) -> str:
    """Words that no spreadsheet takes for a formula; :func:`unescaped` is the way back."""
    risky = ESCAPED.match(words) or (_ACTIVE.match(words) and not _BELOW_ZERO.fullmatch(words))
    return f"'{words}" if risky else words


def keys_of(answers: Answers) -> list[str]:
    """What tells the respondents apart: numbers."""
    return [str(number) for number in range(1, len(answers) + 1)]


def marks_of(answers: Answers) -> list[list[str | None]]:
    """The column that says of made-up answers that they are; of others none."""
    return [[SYNTHETIC, *[SYNTHETIC] * len(answers)]] if answers.synthetic else []


def written(question: Question, cell: Cell, answers: Answers, decimal: str = ".") -> str | None:
    """A number, a date or the sign that a text was written, as a file holds it; None for whatever is empty."""
    if isinstance(cell, (Missing, frozenset)):
        return None
    if question.kind is QuestionKind.TEXT:
        return f"{SYNTHETIC} {_FREE_TEXT}" if answers.synthetic else _FREE_TEXT
    if isinstance(cell, (int, Decimal)):
        return format(Decimal(cell), "f").replace(".", decimal)
    return cell.isoformat() if isinstance(cell, dt.date) else cell


def each(cells: Iterable[Cell], text_of: Callable[[Cell], str | None]) -> Iterator[str | None]:
    """The texts of cells, each found out once."""
    made: dict[Cell, str | None] = {}
    for cell in cells:
        if cell not in made:
            made[cell] = text_of(cell)
        yield made[cell]


def unique_names(names: Iterable[tuple[str, str]], tool: str) -> dict[str, str]:
    """The things by the names that a format gives them. Raises :class:`palnet.DataError` where two get the same one."""
    made: dict[str, str] = {}
    problems: list[Problem] = []
    for name, thing in names:
        if made.setdefault(name, thing) != thing:
            told = {"one": made[name], "other": thing, "format": tool, "name": shown(name)}
            problems.append(Problem("PAL186", told, path=tool))
    if problems:
        raise DataError(problems)
    return made


def csv_text(rows: Iterable[Sequence[str | None]], delimiter: str, *, quote_all: bool = False) -> str:
    """Rows as CSV, with nothing in them that a spreadsheet would take for a formula."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, delimiter=delimiter, quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    for row in rows:
        writer.writerow(["" if cell is None else inert(cell) for cell in row])
    return made.getvalue()
