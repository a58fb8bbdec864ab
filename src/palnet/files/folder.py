"""A folder of definition files: what it brings, and every problem in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from palnet.errors import DefinitionError, Problem, nearest
from palnet.files.grids import shown_path
from palnet.files.locate import Locator
from palnet.files.structure import FaultsError, converter
from palnet.files.toml import BROKEN, FORMAT, TomlFile, read_toml
from palnet.model.definitions import Definitions
from palnet.record import fields_of

__all__ = ["FileReading", "Reading", "read_folder"]


@attrs.frozen(slots=False)
class FileReading:
    """What one file holds. ``positions`` gives, for each kind, where in the file's list each object stands."""

    file: TomlFile
    shown: str
    definitions: Definitions
    positions: dict[str, tuple[int, ...]]
    problems: tuple[Problem, ...]

    def located(self, problem: Problem) -> Problem:
        """The problem with this file's path and, where it can be found, its line and column."""
        return self._locator.located(problem, self.shown)

    @cached_property
    def _locator(self) -> Locator:
        return Locator(self.file.text)


@attrs.frozen
class Reading:
    """What a folder holds: its sound objects, every problem, and the ids of objects that could not be made."""

    folder: Path
    files: tuple[FileReading, ...]
    problems: tuple[Problem, ...]
    unmade: frozenset[str] = frozenset()

    @cached_property
    def definitions(self) -> Definitions:
        """The sound objects of all files, files in the order of their names."""
        return Definitions.together(file.definitions for file in self.files)

    def place(self, problem: Problem, kind: str, position: int) -> Problem:
        """A problem of the n-th sound object of a kind (``"regions"``), with file, line and column."""
        for file in self.files:
            here = file.positions.get(kind, ())
            if position < len(here):
                return file.located(problem.under(kind, here[position]))
            position -= len(here)
        return problem


def read_folder(folder: str | os.PathLike[str]) -> Reading:
    """Read every ``*.toml`` beneath a folder (``pyproject.toml`` and hidden folders aside), or one such file.

    Nothing is raised for what the files hold: their problems are in the result, all of them, each at its line.
    Raises :class:`palnet.DefinitionError` when there is no such folder or it holds no definition file.
    """
    root = Path(folder)
    shown = os.fspath(folder)
    if not root.exists():
        raise DefinitionError(Problem("PAL108", path=shown))
    paths = [root] if root.is_file() else sorted(_definition_files(root))
    if not paths:
        raise DefinitionError(Problem("PAL110", path=shown))
    files = tuple(_read_file(path) for path in paths)
    unmade = frozenset(
        identifier for file in files for kind, tables in _lists(file.file.tables) for n, table in enumerate(tables)
        if n not in file.positions.get(kind, ()) for identifier in _ids(table)
    )  # fmt: skip
    return Reading(root, files, tuple(problem for file in files for problem in file.problems), unmade)


def _definition_files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith((".", "_")) and name not in ("build", "dist")]
        yield from (Path(folder, name) for name in names if name.endswith(".toml") and name != "pyproject.toml")


def _lists(tables: dict[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    yield from ((kind, value) for kind, value in tables.items() if isinstance(value, list))


def _ids(table: Any) -> Iterator[str]:
    """Every id written anywhere beneath a table."""
    waiting = [table]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("id"), str):
                yield one["id"]
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _read_file(path: Path) -> FileReading:
    shown = shown_path(path)
    file = read_toml(path, shown)
    reading = FileReading(file, shown, Definitions(), {}, file.problems)
    if file.problems and not file.tables:
        return reading
    tables = dict(file.tables)
    header = header_problem(tables)
    tables.pop("palnet", None)
    if header is not None and header.code == "PAL107":
        return attrs.evolve(reading, problems=(*file.problems, reading.located(header)))
    found = [] if header is None else [header]
    made: dict[str, tuple[Any, ...]] = {}
    positions: dict[str, tuple[int, ...]] = {}
    kinds = {field.name: field for field in fields_of(Definitions)}
    for kind, value in tables.items():
        if kind not in kinds:
            found.append(Problem("PAL202", {"key": kind[:60]}, (kind,), hint=nearest(kind, kinds)))
        elif not isinstance(value, list):
            if value != BROKEN:
                found.append(Problem("PAL201", keys=(kind,), expected="list"))
        else:
            objects: list[Any] = []
            sound: list[int] = []
            hook = converter().get_structure_hook(kinds[kind].type)
            for position, table in enumerate(value):
                try:
                    objects.append(hook(table, kinds[kind].type))
                    sound.append(position)
                except FaultsError as faults:
                    found.extend(problem.under(kind, position) for problem in faults.problems)
            made[kind], positions[kind] = tuple(objects), tuple(sound)
    problems = [*file.problems, *(reading.located(problem) for problem in found)]
    problems.sort(key=lambda p: (p.line or 0, p.column or 0))
    return attrs.evolve(reading, definitions=Definitions(**made), positions=positions, problems=tuple(problems))


def header_problem(tables: dict[str, Any]) -> Problem | None:
    """What is wrong with a file's own format, ``palnet = 1``: it is missing, no number, or newer than is known."""
    said = tables.get("palnet")
    if said is None:
        return Problem("PAL106", keys=("palnet",))
    if said == BROKEN:
        return None
    try:
        converter().get_structure_hook(int)(said, int)
    except FaultsError as faults:
        return faults.problems[0].under("palnet")
    if said < 1:
        return Problem("PAL306", keys=("palnet",), value=str(said), expected="1 …")
    if said > FORMAT:
        return Problem("PAL107", {"format": said, "known": FORMAT}, keys=("palnet",))
    return None
