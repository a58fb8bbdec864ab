"""The first stage, run: by Polars as histograms, by every other library as sums in groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import polars as pl

from palnet.counting.frames_cells import NUMBER, columns_of
from palnet.counting.frames_columns import Column, any_of, strange
from palnet.counting.frames_histogram import STRANGE, SortedOut, histograms
from palnet.counting.frames_plan import Group, Plan, States
from palnet.errors import DataError, MissingExtraError, PalnetError, Problem

__all__ = ["UNREADABLE", "Engine", "run", "told", "unreadable"]


UNREADABLE = (Exception, pl.exceptions.PanicException)
"""What libraries of dataframes raise, of which each has errors of its own."""


@contextmanager
def told() -> Iterator[None]:
    """What goes wrong in a library while data is read becomes an error that says so, or what is to be installed."""
    try:
        yield
    except PalnetError:
        raise
    except ImportError as error:
        missing = Problem("PAL604", {"library": error.name or str(error), "extra": "frames"})
        raise MissingExtraError(missing) from error
    except UNREADABLE as error:
        raise DataError(unreadable(error)) from error


def unreadable(error: BaseException, *columns: str) -> Problem:
    """That the data, or some columns of it, cannot be read, in the words of the library that holds it."""
    detail = str(error).strip().partition("\n")[0][:200] or type(error).__name__
    return Problem("PAL354", {"detail": detail}, path="data", keys=columns)


@attrs.frozen(eq=False)
class Engine:
    """A lazy frame, and the library that its expressions are written in: Polars itself, or narwhals.

    ``names`` are what the frame's own columns are called, by what they were where the data came from, and ``also``
    are names of columns there that were not needed. ``at_hand`` where the data is in memory and costs little to look at
    twice.
    """

    frame: Any
    ns: Any
    at_hand: bool = False
    names: Mapping[str, str] = attrs.field(factory=dict)
    also: tuple[str, ...] = ()

    def schema(self) -> Mapping[str, Any]:
        """The types of its columns, by name."""
        schema = self.frame.collect_schema()
        types = dict(zip(schema.names(), schema.dtypes(), strict=True))
        return {name: types[inside] for name, inside in self.names.items()} if self.names else types

    def cells(self, name: str) -> Any:
        """A column of it, by name, as an expression."""
        return self.ns.col(self.names.get(name, name))

    def collected(self, frames: Sequence[Any]) -> list[pl.DataFrame]:
        """Small frames, brought here."""
        if self.ns is pl:
            return list(pl.collect_all(frames))
        return [one.collect("polars").to_native() for one in frames]

    def rows(self, frame: Any) -> Sequence[Mapping[str, Any]]:
        """The rows of one small frame."""
        return self.collected([frame])[0].to_dicts()


def run(engine: Engine, plan: Plan) -> list[pl.DataFrame]:
    """The small tables of a plan's groups. Raises :class:`palnet.DataError` with all that no answer can be."""
    layered = engine.frame
    for layer in plan.truths.layers:
        layered = layered.with_columns(**layer)
    keyed = list(_keyed(plan))
    in_keys = {column.name for column, _, _ in keyed}
    first, *others = plan.groups
    looked_for = list(_looked_for(plan, in_keys))
    if looked_for:
        found = plan.truths.when(plan.truths.any_of(looked_for), 1, 0)
        first = attrs.evolve(first, states=(*first.states, States("w", found, 2, (), strange=1)))
    groups = [SortedOut(_keys(engine, group), group.states) for group in (first, *others)]
    tables: list[pl.DataFrame | None] = [None] * len(groups)
    if engine.ns is pl:
        tables = histograms(layered, groups, at_hand=engine.at_hand)
    left = [number for number, table in enumerate(tables) if table is None]
    grouped = engine.collected([_grouped(engine, layered, groups[number]) for number in left])
    for number, table in zip(left, grouped, strict=True):
        # Sums come back as whatever each library makes of them.
        tables[number] = table.with_columns(pl.exclude("^k.*$").cast(pl.Int64))
    small: list[pl.DataFrame] = [table for table in tables if table is not None]
    problems = list(_strange_keys(keyed, small))
    if small[0][STRANGE].sum():
        problems = [*_strange_cells(engine, plan, in_keys), *problems]
    if problems:
        raise DataError(problems)
    return [table.drop(STRANGE) for table in small]


def _keys(engine: Engine, group: Group) -> dict[str, Any]:
    """What respondents are grouped by, named as in the small table."""
    columns = zip(columns_of(group.keys), group.keys, strict=True)
    keys = {name: one for names, key in columns for name, one in zip(names, key.columns, strict=True)}
    if not any(key.real for key in group.keys):
        # What is the same for every row does not say how many rows there are.
        names = list(engine.schema())
        same = engine.ns.lit(value=False)
        keys["k"] = engine.ns.when(engine.cells(names[0]).is_null()).then(same).otherwise(same) if names else same
    return keys


def _grouped(engine: Engine, layered: Any, given: SortedOut) -> Any:
    """A plain sum of columns that are there already: the shape that every library is fast in."""
    ns = engine.ns
    frame = layered.select(**given.keys, **{one.name: one.value for one in given.states})
    asked = {one.sum_of(number): ns.col(one.name) == number for one in given.states for number in one.numbers}
    strange = [ns.col(one.name) == one.strange for one in given.states if one.strange is not None]
    asked[STRANGE] = any_of(ns, strange)
    sums = [ns.col(name).sum() if ns is pl else ns.col(name).cast(ns.Int32).sum() for name in asked]
    return frame.with_columns(**asked).group_by(list(given.keys)).agg(ns.len().alias(NUMBER), *sums)


def _keyed(plan: Plan) -> Iterator[tuple[Column, int, str]]:
    """The columns whose codes all show in a small table: which table, and what they are called there."""
    seen: set[str] = set()
    for number, group in enumerate(plan.groups):
        for key, names in zip(group.keys, columns_of(group.keys), strict=True):
            if key.of is not None and key.of.question.options and key.of.name not in seen:
                seen.add(key.of.name)
                yield key.of, number, names[0]


def _strange_keys(keyed: Iterable[tuple[Column, int, str]], tables: Sequence[pl.DataFrame]) -> Iterator[Problem]:
    for column, number, key in keyed:
        known = {None, *map(column.literal, column.question.codes)}
        if not known.issuperset(tables[number][key].unique()):
            rows = tables[number].group_by(x=key).agg(pl.col(NUMBER).sum()).to_dicts()
            yield from _strange(column, column.name, [row for row in rows if row["x"] not in known])


def _looked_for(plan: Plan, in_keys: Collection[str]) -> Iterator[Any]:
    """What no cell can hold and no small table shows, row by row."""
    shown = {*in_keys, *plan.told}
    for column in plan.table.columns.values():
        for name, wrong in column.wrong:
            if name not in shown:
                yield wrong


def _strange_cells(engine: Engine, plan: Plan, in_keys: Collection[str]) -> Iterator[Problem]:
    """All that is where no answer can be, but for keys; found once it is known that there is something."""
    ns = engine.ns
    checks = [
        (column, name, wrong)
        for column in plan.table.columns.values()
        for name, wrong in column.wrong
        if name not in in_keys
    ]
    numbers = engine.frame.select(**{f"c{at}": wrong.cast(ns.Int32).sum() for at, (_, _, wrong) in enumerate(checks)})
    (found,) = engine.rows(numbers)
    for at, (column, name, wrong) in enumerate(checks):
        if found[f"c{at}"]:
            cells = engine.frame.filter(wrong).select(x=engine.cells(name))
            rows = engine.rows(cells.group_by("x").agg(ns.len().alias(NUMBER)))
            yield from _strange(column, name, rows)


def _strange(column: Column, name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    for value, number in sorted((str(row["x"]), row[NUMBER]) for row in rows):
        yield strange(column.question, name, value, number, boxes=bool(column.boxes))
