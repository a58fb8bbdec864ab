"""The first stage, run: where a library's own ways matter, they are here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import attrs
import polars as pl

from palnet.counting.frames_cells import NUMBER, columns_of
from palnet.counting.frames_columns import Column, strange, wrong_in
from palnet.counting.frames_plan import Group, Plan
from palnet.errors import DataError, PalnetError, Problem

__all__ = ["Engine", "run", "told"]


@contextmanager
def told() -> Iterator[None]:
    """Each library has errors of its own: here they become one that says that the data cannot be read."""
    try:
        yield
    except Exception as error:
        own = type(error).__module__.partition(".")[0]
        if isinstance(error, PalnetError) or (own == "builtins" and not isinstance(error, OSError)):
            raise
        detail = str(error).strip().partition("\n")[0][:200] or type(error).__name__
        raise DataError(Problem("PAL354", {"detail": detail}, path="data")) from error


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


def run(engine: Engine, plan: Plan) -> list[pl.DataFrame]:
    """The small tables of a plan's groups. Raises :class:`palnet.DataError` with all that no answer can be."""
    ns = engine.ns
    checks = wrong_in(plan.table)
    lasts = {last.column.name: (name, last) for name, last in plan.groups[0].lasts.items()}
    named = {}
    for number, (column, name, wrong) in enumerate(checks):
        # Where all but the last answer are summed, one comparison tells whether the last is what the others are not.
        summed = name == column.name and name in lasts
        named[f"c{number}"] = lasts[name][1].holds if summed else wrong
    layered = engine.frame
    for layer in plan.truths.layers:
        layered = layered.with_columns(**layer)
    frames = [_grouped(engine, layered, group) for group in plan.groups]
    if named:
        found = engine.frame.select(**named)
        frames.append(found.select(ns.col(name).cast(ns.Int32).sum() for name in named))
    tables = engine.collected(frames)
    counted = tables.pop().row(0) if named else ()
    tables = [_counted(table, group) for table, group in zip(tables, plan.groups, strict=True)]
    problems: list[Problem] = []
    for times, (column, name, wrong) in zip(counted, checks, strict=True):
        summed = name == column.name and name in lasts
        if (times or 0) != (tables[0][lasts[name][0]].sum() if summed else 0):
            problems += _strange(engine, column, name, wrong)
    if problems:
        raise DataError(problems)
    return tables


def _grouped(engine: Engine, layered: Any, group: Group) -> Any:
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
    frame = layered.select(**keys, **group.truths, **group.sums, **lasts)
    if group.later:
        frame = frame.with_columns(**{name: ns.col(of) == code for name, (of, code) in group.later.items()})
    held = (ns.col(name) for name in (*group.sums, *group.later))
    sums = [one.sum() if ns is pl else one.cast(ns.Int32).sum() for one in held]
    return frame.group_by(list(keys)).agg(ns.len().alias(NUMBER), *sums, *(ns.col(name).count() for name in lasts))


def _counted(table: pl.DataFrame, group: Group) -> pl.DataFrame:
    """Sums come back as whatever each library makes of them, and of the last answers as how many answered at all."""
    whole = table.with_columns(pl.col(NUMBER, *group.names).cast(pl.Int64))
    return whole.with_columns(
        pl.col(name) - pl.sum_horizontal(last.others) for name, last in group.lasts.items() if last.others
    )


def _strange(engine: Engine, column: Column, name: str, wrong: Any) -> list[Problem]:
    cells = engine.frame.filter(wrong).select(x=engine.cells(name))
    rows = engine.rows(cells.group_by("x").agg(engine.ns.len().alias(NUMBER)))
    found = sorted((str(row["x"]), row[NUMBER]) for row in rows)
    return [strange(column, name, value, number) for value, number in found]
