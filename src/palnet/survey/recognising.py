"""Which format a file is of: each format's module is asked how surely it is its own."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import attrs

from palnet.errors import Problem, nearest
from palnet.model.survey import Questionnaire
from palnet.survey.layout import Layout
from palnet.survey.opening import Opened
from palnet.survey.table import Table

__all__ = ["FORMATS", "Recognised", "format_named", "recognise"]

FORMATS = ("nettskjema", "surveyxact", "redcap", "forms", "plain")
"""The formats by name. Where two are as sure, the first is taken."""

_SURE_ENOUGH = 0.3


@attrs.frozen(kw_only=True)
class Recognised:
    """What a file was taken for, and which of its sheets; or what keeps it from being read.

    ``relayout`` is how its format lays out any part of it.
    """

    opened: Opened | None = None
    layout: Layout | None = None
    relayout: Callable[[Table], Layout] | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def format_named(name: str) -> tuple[Any, tuple[Problem, ...]]:
    """A format's module, or that there is none of that name."""
    if name in FORMATS:
        module = _module(name)
        if module is not None:
            return module, ()
    said = {"format": name, "known": ", ".join(FORMATS)}
    return None, (Problem("PAL606", said, hint=nearest(name, FORMATS)),)


def _module(name: str) -> ModuleType | None:
    full = f"palnet.survey.formats.{name}"
    try:
        return importlib.import_module(full)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise
        return None


def recognise(
    parts: Sequence[Opened],
    questionnaire: Questionnaire,
    format: str | None = None,  # noqa: A002 - what it is called at the front door
    mapping: str | os.PathLike[str] | None = None,
) -> Recognised:
    """Find the sheet with the answers and its format. A mapping file makes it a plain table.

    Raises :class:`palnet.DefinitionError` for a mapping file that is wrong.
    """
    path = parts[0].table.path
    names: tuple[str, ...] = FORMATS
    if mapping is not None and format not in (None, "plain"):
        said = {"field": "mapping", "with": f'format = "{format}"'}
        return Recognised(problems=(Problem("PAL315", said, path=path),))
    if mapping is not None:
        format = "plain"  # noqa: A001 - a mapping file is for plain tables
    if format is not None:
        _, problems = format_named(format)
        if problems:
            return Recognised(problems=tuple(attrs.evolve(one, path=path) for one in problems))
        names = (format,)
    candidates = [
        (module.recognises(opened.table, questionnaire), -rank, -sheet)
        for rank, module in enumerate(map(_module, names))
        if module is not None
        for sheet, opened in enumerate(parts)
    ]
    surest, rank, sheet = max(candidates)
    if surest < _SURE_ENOUGH and format is None:
        said = {"known": ", ".join(names), "questionnaire": questionnaire.id}
        line = max(parts[0].table.first_row - 1, 1)
        return Recognised(problems=(Problem("PAL150", said, path=path, line=line),))
    opened = parts[-sheet]
    relayout = _relayout(names[-rank], questionnaire, mapping)
    layout = relayout(opened.table)
    problems = layout.problems
    if not layout.columns and not problems:
        said = {"format": layout.format, "questionnaire": questionnaire.id}
        problems = (Problem("PAL151", said, path=opened.table.path, line=opened.table.first_row - 1),)
    others = [one for one in parts if one is not opened and one.table.frame.height]
    notes = tuple(Problem("PAL167", {"sheet": str(one.table.sheet)}, path=path) for one in others)
    return Recognised(opened=opened, layout=layout, relayout=relayout, problems=problems, notes=notes)


def _relayout(
    name: str, questionnaire: Questionnaire, mapping: str | os.PathLike[str] | None
) -> Callable[[Table], Layout]:
    module: Any = _module(name)
    if mapping is None:
        return lambda table: module.layout(table, questionnaire)
    from palnet.survey.mapping import read_mapping

    mapped = read_mapping(mapping, questionnaire)
    return lambda table: module.layout(table, questionnaire, mapped)
