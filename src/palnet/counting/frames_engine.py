"""The first stage, run: where a library's own ways matter, they are here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import polars as pl

from palnet.counting.frames_cells import NUMBER, columns_of
from palnet.counting.frames_columns import Column, strange
from palnet.counting.frames_plan import Group, Plan
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
    are names of columns there that were not needed.
    """

    frame: Any
    ns: Any
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


@attrs.frozen(eq=False)
class _Check:
    """What is looked for in a column: ``wrong`` cells, by how many ``holds``.

    That is none, or as many as the first table says of the answer ``last``, where all answers but that are summed: then
    one comparison tells whether what is none of the others is the last one.
    """

    column: Column
    name: str
    wrong: Any
    holds: Any
    last: str | None


def run(engine: Engine, plan: Plan) -> list[pl.DataFrame]:
    """The small tables of a plan's groups. Raises :class:`palnet.DataError` with all that no answer can be."""
    ns = engine.ns
    keyed = list(_keyed(plan))
    checks = list(_checks(plan, {column.name for column, _, _ in keyed}))
    named = {f"c{number}": check.holds for number, check in enumerate(checks)}
    layered = engine.frame
    for layer in plan.truths.layers:
        layered = layered.with_columns(**layer)
    # Polars looks at columns once more faster than it adds another sum in each cell; the others read all of them again.
    beside = named if ns is not pl else {}
    frames = [_grouped(engine, layered, group, {} if number else beside) for number, group in enumerate(plan.groups)]
    if ns is pl and named:
        found = engine.frame.select(**named)
        frames.append(found.select(ns.col(name).cast(ns.Int32).sum() for name in named))
    tables = engine.collected(frames)
    looked = tables.pop() if len(frames) > len(plan.groups) else tables[0].select(list(beside))
    tables[0] = tables[0].drop(list(beside))
    tables = [_counted(table, group) for table, group in zip(tables, plan.groups, strict=True)]
    problems = [
        problem
        for number, check in enumerate(checks)
        if (looked[f"c{number}"].sum() or 0) != (0 if check.last is None else tables[0][check.last].sum())
        for problem in _strange(check.column, check.name, engine.rows(_told_apart(engine, check)))
    ]
    for column, number, key in keyed:
        known = {None, *map(column.literal, column.question.codes)}
        rows = tables[number].group_by(x=key).agg(pl.col(NUMBER).sum()).to_dicts()
        problems += _strange(column, column.name, [row for row in rows if row["x"] not in known])
    if problems:
        raise DataError(problems)
    return tables


def _keyed(plan: Plan) -> Iterator[tuple[Column, int, str]]:
    """The columns whose codes all show in a small table: which table, and what they are called there."""
    seen: set[str] = set()
    for number, group in enumerate(plan.groups):
        for key, names in zip(group.keys, columns_of(group.keys), strict=True):
            if key.of is not None and key.of.question.options and key.of.name not in seen:
                seen.add(key.of.name)
                yield key.of, number, names[0]


def _checks(plan: Plan, keyed: Collection[str]) -> Iterator[_Check]:
    """What is looked for in every row, because no small table shows it."""
    lasts = {last.column.name: (name, last.holds) for name, last in plan.groups[0].lasts.items()}
    for column in plan.table.columns.values():
        for name, wrong in column.wrong:
            if name == column.name and name in lasts and name not in keyed:
                last, holds = lasts[name]
                yield _Check(column, name, wrong, holds, last)
            elif name != column.name or name not in keyed:
                yield _Check(column, name, wrong, wrong, None)


def _grouped(engine: Engine, layered: Any, group: Group, beside: Mapping[str, Any]) -> Any:
    """A plain sum of columns that are there already: the shape that every library is fast in."""
    ns = engine.ns
    columns = zip(columns_of(group.keys), group.keys, strict=True)
    keys = {name: one for names, key in columns for name, one in zip(names, key.columns, strict=True)}
    if not any(key.real for key in group.keys):
        # What is the same for every row does not say how many rows there are.
        names = list(engine.schema())
        first = engine.cells(names[0]).is_null() if names else ns.lit(value=True)
        keys["k"] = ns.when(first).then(0).otherwise(0)
    lasts = {name: last.column.value for name, last in group.lasts.items()}
    frame = layered.select(**keys, **group.truths, **group.sums, **beside, **lasts)
    if group.later:
        frame = frame.with_columns(**{name: ns.col(of) == code for name, (of, code) in group.later.items()})
    held = (ns.col(name) for name in (*group.sums, *group.later, *beside))
    sums = [one.sum() if ns is pl else one.cast(ns.Int32).sum() for one in held]
    return frame.group_by(list(keys)).agg(ns.len().alias(NUMBER), *sums, *(ns.col(name).count() for name in lasts))


def _counted(table: pl.DataFrame, group: Group) -> pl.DataFrame:
    """Sums come back as whatever each library makes of them, and of the last answers as how many answered at all."""
    whole = table.with_columns(pl.col(NUMBER, *group.names).cast(pl.Int64))
    return whole.with_columns(
        pl.col(name) - pl.sum_horizontal(last.others) for name, last in group.lasts.items() if last.others
    )


def _told_apart(engine: Engine, check: _Check) -> Any:
    cells = engine.frame.filter(check.wrong).select(x=engine.cells(check.name))
    return cells.group_by("x").agg(engine.ns.len().alias(NUMBER))


def _strange(column: Column, name: str, rows: Iterable[Mapping[str, Any]]) -> Iterator[Problem]:
    for value, number in sorted((str(row["x"]), row[NUMBER]) for row in rows):
        yield strange(column.question, name, value, number, boxes=bool(column.boxes))
