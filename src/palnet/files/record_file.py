"""A TOML file that holds one record: a mapping file, a file of readings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from palnet.errors import DefinitionError, Problem
from palnet.files.folder import header_problem
from palnet.files.grids import shown_path
from palnet.files.locate import Locator
from palnet.files.structure import FaultsError, converter
from palnet.files.toml import read_toml
from palnet.record import Record

__all__ = ["read_record"]

R = TypeVar("R", bound=Record)


def read_record(
    path: str | os.PathLike[str], kind: type[R], also: Callable[[R], Iterable[Problem]] = lambda _: ()
) -> R:
    """The record of a kind that a file holds, read as strictly as a definition file.

    ``also`` is asked what else is wrong with it, of as much as could be read. Raises :class:`palnet.DefinitionError`
    with every problem, each with file, line and column.
    """
    shown = shown_path(path)
    if not Path(path).exists():
        raise DefinitionError(Problem("PAL108", path=shown))
    file = read_toml(Path(path), shown)
    if file.problems and not file.tables:
        raise DefinitionError(file.problems)
    tables = dict(file.tables)
    header = header_problem(tables)
    tables.pop("palnet", None)
    found = [] if header is None else [header]
    read: Any = None
    if header is None or header.code != "PAL107":
        try:
            read = converter().get_structure_hook(kind)(tables, kind)
        except FaultsError as faults:
            found.extend(faults.problems)
            read = faults.partial
    if isinstance(read, kind):
        found.extend(also(read))
    locator = Locator(file.text)
    problems = [*file.problems, *(locator.located(problem, shown) for problem in found)]
    if problems or not isinstance(read, kind):
        raise DefinitionError(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    return read
