"""What a region plugin can bring: the hook specifications, and the plugin that is only a folder of TOML.

A plugin is a distribution with an entry point in the group ``palnet.regions``. The entry point names a module, or any
object, whose functions carry the names below and the marker :data:`hookimpl`. Every hook is without arguments and
returns objects of the model. Most plugins need none of that::

    # src/palnet_bergen/__init__.py
    from palnet.hooks import FolderPlugin

    plugin = FolderPlugin(__file__)
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

import pluggy

from palnet.errors import DefinitionError
from palnet.files.folder import Reading, read_folder
from palnet.model.acknowledgement import Acknowledgement
from palnet.model.definitions import Definitions
from palnet.model.event import Event
from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.mapping import Mapping, Vocabulary
from palnet.model.plan import AnnualPlan
from palnet.model.region import Region
from palnet.model.roster import Roster
from palnet.model.source import Document
from palnet.model.strategy import Strategy
from palnet.model.survey import Questionnaire

__all__ = ["ENTRY_POINT_GROUP", "HOOKS", "FolderPlugin", "HookSpecification", "hookimpl", "hookspec"]

ENTRY_POINT_GROUP = "palnet.regions"

hookspec = pluggy.HookspecMarker("palnet")
hookimpl = pluggy.HookimplMarker("palnet")
"""The marker for a plugin's functions: without it they are never called (and the catalogue says so)."""


class HookSpecification:
    """The hooks. A plugin implements those for which it has something to bring."""

    @hookspec
    def palnet_documents(self) -> Iterable[Document]:  # type: ignore[empty-body]
        """The documents that sources refer to, and those that govern the networks."""

    @hookspec
    def palnet_regions(self) -> Iterable[Region]:  # type: ignore[empty-body]
        """Catchment areas with their networks, groups and bodies, or a part of one."""

    @hookspec
    def palnet_rosters(self) -> Iterable[Roster]:  # type: ignore[empty-body]
        """Headcounts of resource persons on a day."""

    @hookspec
    def palnet_strategies(self) -> Iterable[Strategy]:  # type: ignore[empty-body]
        """Strategies with focus areas, goals, subgoals and targets."""

    @hookspec
    def palnet_vocabularies(self) -> Iterable[Vocabulary]:  # type: ignore[empty-body]
        """Vocabularies: topics, tools, competence levels."""

    @hookspec
    def palnet_mappings(self) -> Iterable[Mapping]:  # type: ignore[empty-body]
        """What the region's own concepts are to the common ones, or to another strategy's."""

    @hookspec
    def palnet_indicators(self) -> Iterable[Indicator]:  # type: ignore[empty-body]
        """Definitions of indicators."""

    @hookspec
    def palnet_questionnaires(self) -> Iterable[Questionnaire]:  # type: ignore[empty-body]
        """Surveys and their questions."""

    @hookspec
    def palnet_plans(self) -> Iterable[AnnualPlan]:  # type: ignore[empty-body]
        """Annual plans with activities."""

    @hookspec
    def palnet_events(self) -> Iterable[Event]:  # type: ignore[empty-body]
        """Meetings and other events, with attendance."""

    @hookspec
    def palnet_figures(self) -> Iterable[Figure]:  # type: ignore[empty-body]
        """Published figures."""

    @hookspec
    def palnet_acknowledgements(self) -> Iterable[Acknowledgement]:  # type: ignore[empty-body]
        """Findings of the audit that are known and let stand."""


HOOKS: dict[str, str] = {
    name: name.removeprefix("palnet_") for name in vars(HookSpecification) if name.startswith("palnet_")
}
"""Each hook and the field of :class:`palnet.model.definitions.Definitions` that it fills."""


class FolderPlugin:
    """A plugin of TOML files: those beneath a folder, or beside the module that makes it; it has every hook.

    ``FolderPlugin(__file__)`` reads the module's own folder. The files are read once, when the first hook is called;
    problems are raised then, all of them, as a :class:`palnet.DefinitionError`.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        path = Path(folder)
        self.folder = path.parent if path.suffix == ".py" else path

    def __repr__(self) -> str:
        return f"FolderPlugin({os.fspath(self.folder)!r})"

    @cached_property
    def reading(self) -> Reading:
        """What the folder holds, sound or not."""
        return read_folder(self.folder)

    @property
    def sound(self) -> Definitions:
        """What the folder holds; raises :class:`palnet.DefinitionError` when anything in it is not sound."""
        if self.reading.problems:
            raise DefinitionError(self.reading.problems)
        return self.reading.definitions


def _hook_for(field: str) -> Callable[[FolderPlugin], tuple[Any, ...]]:
    def hook(self: FolderPlugin) -> tuple[Any, ...]:
        return tuple(getattr(self.sound, field))

    return hook


for _name, _field in HOOKS.items():
    setattr(FolderPlugin, _name, hookimpl(_hook_for(_field)))
