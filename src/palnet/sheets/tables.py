"""Which sheet a grid is, where its headings stand, and its rows: what each cell says, or what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs

from palnet.errors import DefinitionError, Parameter, Problem, nearest
from palnet.files.grids import Cell, Grid
from palnet.period import When
from palnet.record import Record
from palnet.sheets.cells import is_blank, shown, time_of, to_day, to_number, to_words
from palnet.sheets.columns import SHEETS, Sheet, folded
from palnet.sheets.names import SEPARATORS, Names

__all__ = ["GUIDES", "Row", "Table", "tables_of"]

GUIDES = ("Veiledning", "Lister")
"""The sheets of a workbook that tell how to fill in the others."""

REMARK = "#"
"""What a row begins with that is not read."""

_Made = TypeVar("_Made", bound=Record)


@attrs.define
class Row:
    """One row of a sheet. What is asked of it is given, or None where nothing stands or something is wrong.

    ``problems`` are those met so far, ``failed`` the columns that hold something that cannot be what it should.
    """

    table: Table
    number: int
    problems: list[Problem] = attrs.Factory(list)
    failed: set[str] = attrs.Factory(set)

    @property
    def place(self) -> str:
        """The row as another row's problem names it."""
        return f"{self.table.grid.shown}:{self.number}"

    def cell(self, key: str) -> Cell:
        """What stands in a column, None where nothing does."""
        position = self.table.positions.get(key)
        found = _at(self.table.grid.rows[self.number - 1], position)
        return None if is_blank(found) else found

    def holds(self, key: str) -> bool:
        """Whether anything stands in a column, be it what cannot be read."""
        return self.cell(key) is not None or self._is_unknown(key)

    def _is_unknown(self, key: str) -> bool:
        position = self.table.positions.get(key)
        return position is not None and (self.number, position + 1) in self.table.grid.unknown

    def tell(self, code: str, key: str, params: dict[str, Parameter] | None = None, **more: Any) -> None:
        """Add a problem with a column's cell."""
        self.failed.add(key)
        position = self.table.positions.get(key, 0)
        self.problems.append(
            Problem(
                code,
                params or {},
                (self.table.sheet.column(key).heading,),
                self.table.grid.shown,
                self.number,
                position + 1,
                **more,
            )
        )

    def _given(self, key: str, required: bool) -> Cell:
        position = self.table.positions.get(key)
        if self._is_unknown(key):
            self.tell("PAL128", key)
            return None
        found = self.cell(key)
        if found is None and required and position is not None:
            self.tell("PAL123", key, {"heading": self.table.sheet.column(key).heading})
        return found

    def words(self, key: str, required: bool = False) -> str | None:
        """The words of a cell, in one line."""
        found = self._given(key, required)
        return None if found is None else " ".join(to_words(found).split())

    def several(self, key: str) -> tuple[str, ...]:
        """The words of a cell that holds several, parted by semicolons or lines."""
        found = self._given(key, required=False)
        said = "" if found is None else to_words(found)
        for separator in SEPARATORS[1:]:
            said = said.replace(separator, SEPARATORS[0])
        return tuple(one for one in (" ".join(part.split()) for part in said.split(SEPARATORS[0])) if one)

    def whole(self, key: str, required: bool = False) -> int | None:
        """The whole number of a cell; a negative one is a problem."""
        found = self._given(key, required)
        if found is None:
            return None
        number = to_number(found)
        if number is None:
            self.tell("PAL201", key, value=shown(found), expected="int")
        elif number < 0:
            self.tell("PAL311", key, value=shown(found))
            number = None
        return number

    def time(self, key: str, year: int) -> When | None:
        """The time that a cell says, which is in that year."""
        found = self._given(key, required=False)
        when = None if found is None else time_of(found, year)
        if found is not None and when is None:
            self.tell("PAL201", key, value=shown(found), expected="sheet time")
        elif when is not None and when.in_year != year:
            self.tell("PAL125", key, {"year": year}, value=shown(found))
            when = None
        return when

    def day(self, key: str, year: int) -> When | None:
        """The day that a cell says, which is in that year."""
        found = self._given(key, required=False)
        if found is not None and to_day(found) is None:
            self.tell("PAL201", key, value=shown(found), expected="sheet date")
            return None
        return self.time(key, year)

    def named(self, key: str, names: Names, year: int, required: bool = False) -> str | None:
        """The id of what a cell names."""
        words = self.words(key, required)
        return None if words is None else self.one(key, words, names, year)

    def one(self, key: str, words: str, names: Names, year: int) -> str | None:
        """The id of what some words in a cell name."""
        found = names.found(words)
        if len(found) > 1:
            known = ", ".join(one.id for one in found)
            self.tell("PAL124", key, {"name": words[:60], "known": known})
        elif not found and self.table.sheet.column(key).choices in _ENUMERATED:
            self.tell("PAL204", key, value=shown(words), expected=" | ".join(names.words()), hint=names.nearest(words))
        elif not found:
            self.tell("PAL401", key, {"kind": names.kind, "id": words[:60]}, hint=names.nearest(words))
        elif found[0].lapsed:
            self.tell("PAL132", key, {"id": found[0].label, "year": year})
        else:
            return found[0].id
        return None

    def made(self, cls: type[_Made], columns: dict[str, str], values: dict[str, Any]) -> _Made | None:
        """An object of what the row says, unless something is wrong with the row or the object. ``columns`` gives the
        column of each of its fields."""
        try:
            record = cls(**values)
        except DefinitionError as error:
            for problem in error.problems:
                key = next((columns[str(one)] for one in reversed(problem.keys) if one in columns), None)
                key = key or self.table.sheet.columns[0].key
                self.tell(problem.code, key, dict(problem.params), value=problem.value, expected=problem.expected)
            return None
        return None if self.problems else record


_ENUMERATED = ("sector", "kind", "form", "status")


@attrs.frozen
class Table:
    """A grid that is one of the three sheets: where its headings stand, and in which column (from 0) each of them."""

    sheet: Sheet
    grid: Grid
    heading_row: int
    positions: dict[str, int]
    repeated: frozenset[int]

    def rows(self) -> Iterator[Row]:
        """The rows beneath the headings that hold anything, remarks and headings told of already aside."""
        for number, cells in enumerate(self.grid.rows, start=1):
            if number > self.heading_row and number not in self.repeated and not _is_idle(cells):
                yield Row(self, number)


def _is_idle(cells: Iterable[Cell]) -> bool:
    first = next((cell for cell in cells if not is_blank(cell)), None)
    return first is None or (isinstance(first, str) and first.lstrip().startswith(REMARK))


def _at(cells: tuple[Cell, ...], position: int | None) -> Cell:
    return cells[position] if position is not None and position < len(cells) else None


def tables_of(grids: Iterable[Grid], shown_file: str) -> tuple[tuple[Table, ...], tuple[Problem, ...]]:
    """The sheets of one file that report something, and every problem with their headings."""
    tables: list[Table] = []
    problems: list[Problem] = []
    met = False
    for grid in grids:
        sheet = _sheet_of(grid)
        if sheet is None:
            continue
        met = True
        table, found = _table(sheet, grid)
        problems.extend(found)
        if table is not None:
            tables.append(table)
    if not met:
        problems.append(Problem("PAL129", path=shown_file, expected=" | ".join(sheet.name for sheet in SHEETS)))
    return tuple(tables), tuple(problems)


def _headed(sheet: Sheet, cells: Iterable[Cell]) -> int:
    """How many of a sheet's headings stand in a row."""
    heads = (sheet.heads(cell) for cell in cells if isinstance(cell, str))
    return len({head.key for head in heads if head is not None})


def _sheet_of(grid: Grid) -> Sheet | None:
    """Which sheet it is: what its name says, or else its headings."""
    if grid.name is not None:
        if folded(grid.name) in map(folded, GUIDES):
            return None
        named = next((sheet for sheet in SHEETS if sheet.is_called(str(grid.name))), None)
        if named is not None:
            return None if all(map(_is_idle, grid.rows)) else named
    scores = {sheet: max((_headed(sheet, row) for row in grid.rows), default=0) for sheet in SHEETS}
    best = max(SHEETS, key=lambda sheet: scores[sheet])
    return best if scores[best] >= 2 else None


def _table(sheet: Sheet, grid: Grid) -> tuple[Table | None, list[Problem]]:
    heads = [number for number, row in enumerate(grid.rows, start=1) if _is_heading(sheet, row)]
    if not heads:
        expected = " | ".join(column.heading for column in sheet.columns if not column.optional)
        return None, [Problem("PAL116", path=grid.shown, line=1, column=1, expected=expected)]
    # The fullest row is the heading: one above it may be a title, or the headings of a wider table's halves.
    heading = max(heads, key=lambda number: (_headed(sheet, grid.rows[number - 1]), -number))
    above = [number for number, row in enumerate(grid.rows[: heading - 1], start=1) if not _is_idle(row)]
    problems = [Problem("PAL120", {"row": heading}, path=grid.shown, line=number, column=1) for number in above]
    repeated = frozenset(number for number in heads if number > heading)
    problems += [
        Problem("PAL119", {"row": heading}, path=grid.shown, line=number, column=1) for number in sorted(repeated)
    ]
    positions, found = _positions(sheet, grid, heading)
    problems += found
    return Table(sheet, grid, heading, positions, repeated), problems


def _is_heading(sheet: Sheet, cells: tuple[Cell, ...]) -> bool:
    """Whether a row is headings: two of them at least, and most of what stands there."""
    filled = sum(not is_blank(cell) for cell in cells)
    headed = _headed(sheet, cells)
    return not _is_idle(cells) and headed >= 2 and 2 * headed >= filled


def _positions(sheet: Sheet, grid: Grid, heading: int) -> tuple[dict[str, int], list[Problem]]:
    positions: dict[str, int] = {}
    problems: list[Problem] = []
    strange: dict[int, str] = {}
    headed: set[int] = set()
    for position, cell in enumerate(grid.rows[heading - 1]):
        if is_blank(cell):
            continue
        headed.add(position)
        column = sheet.heads(str(cell))
        if column is None:
            strange[position] = str(cell)
        elif column.key in positions:
            said = {"heading": column.heading, "first": positions[column.key] + 1}
            problems.append(Problem("PAL118", said, path=grid.shown, line=heading, column=position + 1))
        else:
            positions[column.key] = position
    missing = [column for column in sheet.columns if column.key not in positions]
    told: set[str] = set()
    for position, words in strange.items():
        hint = nearest(folded(words), [folded(column.heading) for column in missing])
        if hint is not None:
            meant = next(column for column in missing if folded(column.heading) == hint)
            told.add(meant.key)
            said = {"heading": " ".join(words.split())[:60]}
            problems.append(
                Problem("PAL121", said, path=grid.shown, line=heading, column=position + 1, hint=meant.heading)
            )
    problems += [
        Problem("PAL117", {"heading": column.heading}, path=grid.shown, line=heading, column=1)
        for column in missing
        if not column.optional and column.key not in told
    ]
    problems += _unheaded(grid, heading, headed)
    return positions, problems


def _unheaded(grid: Grid, heading: int, headed: set[int]) -> Iterator[Problem]:
    """The first cell of each column that holds something and has no heading to say what."""
    met: Counter[int] = Counter()
    for number, cells in enumerate(grid.rows[heading:], start=heading + 1):
        if _is_idle(cells):
            continue
        for position, cell in enumerate(cells):
            if position not in headed and not is_blank(cell):
                met[position] += 1
                if met[position] == 1:
                    yield Problem("PAL122", path=grid.shown, line=number, column=position + 1, value=shown(cell))
