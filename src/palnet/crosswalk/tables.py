"""Counts from a CSV file: the table that ``palnet count`` and ``Counts.to_csv`` write, read back."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import attrs

from palnet.counting.counts import AFTER, BEFORE, MISSING
from palnet.crosswalk.held import Held, Holdings, holdings
from palnet.errors import DataError, PalnetError, Problem, nearest
from palnet.files.spreadsheet import unguarded
from palnet.model.answers import SYNTHETIC
from palnet.model.count import Count, Origin, State
from palnet.model.indicator import CountedFrom, Indicator, Kind
from palnet.model.survey import TOTAL, Missing
from palnet.period import Period

__all__ = ["read_counts"]

_NEEDED = ("indicator", "period", "numerator", "denominator")
_PERIOD = re.compile(r"([0-9]{4})(?:[–-]([0-9]{4}))?")


def read_counts(path: str | os.PathLike[str], catalogue: Held) -> tuple[Count, ...]:
    """The counts in a CSV file, whose columns are those of :meth:`palnet.Counts.to_csv`.

    Of an earlier year typed by hand ``indicator``, ``period``, ``numerator`` and ``denominator`` are enough, and a
    column for each thing that they are divided by (``role``, ``network`` …). The rows of one distribution or median
    follow each other. What the indicator is stands in the catalogue. Raises :class:`palnet.DataError` with every
    problem, by row and column.
    """
    return _Table(Path(path), holdings(catalogue)).counts()


@attrs.frozen
class _Row:
    line: int
    cells: dict[str, str]


class _Table:
    """One file: what is in it, and what is wrong with it."""

    def __init__(self, path: Path, known: Holdings) -> None:
        self.path = path
        self.known = known
        self.problems: list[Problem] = []
        self.columns: list[str] = []

    def counts(self) -> tuple[Count, ...]:
        rows = list(self._rows())
        made: list[Count] = []
        for several in self._together(rows):
            count = self._count(several)
            if count is not None:
                made.append(count)
        if self.problems:
            raise DataError(self.problems)
        return tuple(made)

    def _tell(self, problem: Problem, line: int, column: str = "") -> None:
        at = self.columns.index(column) + 1 if column in self.columns else 1
        self.problems.append(attrs.evolve(problem, path=str(self.path), line=line, column=at))

    def _rows(self) -> Iterator[_Row]:
        try:
            text = self.path.read_bytes().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise DataError(Problem("PAL102", path=str(self.path))) from None
        except OSError as error:
            raise DataError(Problem("PAL109", {"detail": error.strerror or "?"}, path=str(self.path))) from None
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            self.columns = [one.strip() for one in next(reader, [])]
            for name in _NEEDED:
                if name not in self.columns:
                    self._tell(Problem("PAL117", {"heading": name}), 1)
            for n, name in enumerate(self.columns):
                if name in self.columns[:n]:
                    self._tell(Problem("PAL118", {"heading": name, "first": self.columns.index(name) + 1}), 1, name)
            if self.problems:
                raise DataError(self.problems)
            for cells in reader:
                if len(cells) > len(self.columns):
                    said: dict[str, str | int] = {"cells": len(cells), "columns": len(self.columns)}
                    self._tell(Problem("PAL428", said), reader.line_num)
                elif any(one.strip() for one in cells):
                    padded = [unguarded(one.strip()) for one in (*cells, *[""] * (len(self.columns) - len(cells)))]
                    yield _Row(reader.line_num, dict(zip(self.columns, padded, strict=True)))
        except csv.Error as error:
            raise DataError(Problem("PAL109", {"detail": str(error)}, path=str(self.path))) from None

    def _strata(self, row: _Row) -> tuple[tuple[str, str], ...]:
        by = (name for name in self.columns if name not in (*BEFORE, *AFTER, SYNTHETIC, ""))
        return tuple((name, row.cells[name]) for name in by if row.cells[name])

    def _together(self, rows: list[_Row]) -> Iterator[list[_Row]]:
        """The rows of one count: those with an option follow each other."""
        several: list[_Row] = []
        for row in rows:
            if several and not (row.cells.get("option") and self._key(row) == self._key(several[0])):
                yield several
                several = []
            several.append(row)
        if several:
            yield several

    def _key(self, row: _Row) -> tuple[Any, ...]:
        return (row.cells["indicator"], row.cells.get("version"), row.cells["period"], self._strata(row))

    def _count(self, rows: list[_Row]) -> Count | None:
        row, wrong = rows[0], len(self.problems)
        indicator = self.known.indicators.get(row.cells["indicator"])
        if indicator is None:
            said = {"kind": "indicator", "name": row.cells["indicator"]}
            hint = nearest(row.cells["indicator"], self.known.indicators)
            self._tell(Problem("PAL607", said, hint=hint), row.line, "indicator")
        period = self._period(row)
        # An answer that is hidden says so in its own row; the count is there as long as one of them is.
        states = [self._state(one) for one in rows]
        state = State.VALUE if State.VALUE in states else states[0]
        numbers = {name: self._number(row, name, whole=False) for name in ("numerator", "denominator")}
        whole = {name: self._number(row, name) for name in ("version", "base_unknown", "roster", *MISSING)}
        if indicator is None or period is None or state is None or len(self.problems) > wrong:  # told above
            return None
        strata = self._strata(row)
        try:
            return Count(
                indicator=indicator.id,
                kind=indicator.kind,
                origin=self._origin(indicator, row),
                version=whole["version"] or 1,
                comparable_with=indicator.comparable_with if (whole["version"] or 1) == indicator.version else (),
                better=indicator.direction,
                minimum_denominator=indicator.minimum_denominator,
                period=period,
                level="+".join(name for name, code in strata if code != TOTAL) or TOTAL,
                strata=strata,
                state=state,
                missing=self._missing(whole, indicator, state),
                base_unknown=whole["base_unknown"] or 0,
                roster=whole["roster"],
                **self._numbers(rows, indicator, state, numbers),
            )
        except PalnetError as error:
            for problem in error.problems:
                self._tell(attrs.evolve(problem, keys=()), row.line, str(problem.keys[0]) if problem.keys else "")
            return None

    def _origin(self, indicator: Indicator, row: _Row) -> Origin:
        return Origin(
            counted_from=indicator.counted_from,
            definition="",
            inputs=(self.path.name,),
            synthetic=row.cells.get(SYNTHETIC) == SYNTHETIC,
        )

    def _missing(self, whole: dict[str, Any], indicator: Indicator, state: State) -> dict[Missing, int]:
        if indicator.counted_from is not CountedFrom.ANSWERS or state is State.SUPPRESSED:
            return {}
        return {reason: whole[name] for name, reason in MISSING.items() if whole[name]}

    def _numbers(self, rows: list[_Row], indicator: Indicator, state: State, numbers: dict[str, Any]) -> dict[str, Any]:
        if state is not State.VALUE:
            return {}
        if indicator.kind not in (Kind.DISTRIBUTION, Kind.MEDIAN):
            return numbers
        values = {row.cells.get("option", ""): self._number(row, "numerator") for row in rows}
        return {"denominator": numbers["denominator"], "values": values}

    def _period(self, row: _Row) -> Period | None:
        said = _PERIOD.fullmatch(row.cells["period"])
        if said is not None:
            first, last = int(said[1]), int(said[2] or said[1])
            if 1 <= first <= last <= 9998:
                return Period.years(first, last)
        self._tell(Problem("PAL306", value=row.cells["period"], expected="year"), row.line, "period")
        return None

    def _state(self, row: _Row) -> State | None:
        said = row.cells.get("state") or State.VALUE.value
        try:
            return State(said)
        except ValueError:
            known = " | ".join(state.value for state in State)
            self._tell(Problem("PAL201", value=said, expected=known), row.line, "state")
            return None

    def _number(self, row: _Row, name: str, whole: bool = True) -> Any:
        said = row.cells.get(name, "")
        if not said:
            return None
        try:
            number = Decimal(said.replace(",", "."))
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite() or (whole and number != number.to_integral_value()):
            self._tell(Problem("PAL201", value=said[:80], expected="int"), row.line, name)
            return None
        return int(number) if number == number.to_integral_value() else number
