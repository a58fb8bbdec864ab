"""The plugins that are installed or given, what each brings, and everything that is wrong with each of them.

pluggy is silent on a misspelt hook, a forgotten marker, a wrong type of result, a generator that fails late, and two
distributions with one entry-point name. All five are looked for here, and no plugin's fault keeps another's from
being seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import attrs
import pluggy

from palnet._version import __version__
from palnet.errors import PalnetError, Problem, nearest
from palnet.files.folder import Reading
from palnet.hooks import ENTRY_POINT_GROUP, HOOKS, FolderPlugin, HookSpecification
from palnet.model.definitions import Definitions
from palnet.model.region import Region
from palnet.record import fields_of

__all__ = ["Contribution", "Plugin", "charged_to", "contributions", "given_plugins", "installed_plugins"]

# A plugin that calls sys.exit is a broken plugin, and not the end of its host.
_FAILURES = (Exception, SystemExit)


@attrs.frozen
class Plugin:
    """A plugin as the catalogue shows it: its name, the distribution and version it came in, the hooks it has."""

    name: str
    distribution: str | None = None
    version: str | None = None
    hooks: tuple[str, ...] = ()
    folder: Path | None = None

    def __str__(self) -> str:
        if self.distribution is None:
            return self.name
        return f"{self.name} ({self.distribution} {self.version})"


@attrs.frozen
class Contribution:
    """What one plugin brings, where its files put each object, and its problems. With problems it brings nothing."""

    plugin: Plugin
    definitions: Definitions
    problems: tuple[Problem, ...] = ()
    reading: Reading | None = None

    @property
    def unmade(self) -> frozenset[str]:
        """The ids that its files hold for objects that could not be made."""
        return self.reading.unmade if self.reading else frozenset()


@attrs.frozen
class Candidate:
    """A plugin before it is loaded."""

    plugin: Plugin
    load: Callable[[], Any]
    problems: tuple[Problem, ...] = ()


def installed_plugins() -> Iterator[Candidate]:
    """Every entry point of the group, in the order of distribution and name."""
    found = [(_distribution(point), point) for point in metadata.entry_points(group=ENTRY_POINT_GROUP)]
    seen: dict[str, str] = {}
    for (distribution, version), point in sorted(found, key=lambda one: (one[0], one[1].name)):
        plugin = Plugin(point.name, distribution, version)
        problems = list(_version_problems(plugin, point))
        if seen.setdefault(point.name, distribution) != distribution:
            problems.append(Problem("PAL507", {"plugin": str(plugin), "name": point.name, "other": seen[point.name]}))
        yield Candidate(plugin, point.load, tuple(problems))


def given_plugins(plugins: Iterable[object]) -> Iterator[Candidate]:
    """Plugin objects that a caller holds: modules, :class:`palnet.hooks.FolderPlugin`, anything with hooks."""
    for given in plugins:
        name = (
            str(given.folder)
            if isinstance(given, FolderPlugin)
            else getattr(given, "__name__", None) or type(given).__name__
        )
        yield Candidate(Plugin(str(name)), lambda given=given: given)  # type: ignore[misc]


def _distribution(point: metadata.EntryPoint) -> tuple[str, str]:
    # Both are None where the distribution's metadata are lost.
    name, version = (point.dist.name, point.dist.version) if point.dist is not None else (None, None)
    return name or "?", version or "?"


def _version_problems(plugin: Plugin, point: metadata.EntryPoint) -> Iterator[Problem]:
    """Whether the distribution asks for a later palnet than this one: pip checks that only when it installs."""
    for requirement in (point.dist.requires if point.dist else None) or ():
        wanted = re.match(r"palnet(?:\[[^]]*])?\s*\(?((?:[<>=!~]=?[^;)]*)?)", requirement, re.IGNORECASE)
        if wanted is None or re.match(r"palnet[\w.-]", requirement, re.IGNORECASE):
            continue
        # What only an extra of the plugin asks for is not asked for here.
        if re.search(r";.*\bextra\b", requirement):
            continue
        least = (_numbers(one) for one in re.findall(r"(?:>=|>|~=|==)\s*([0-9.]+)", wanted[1]))
        if any(_numbers(__version__) < one for one in least):
            yield Problem("PAL508", {"plugin": str(plugin), "wanted": wanted[1].strip(), "version": __version__})


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in re.findall(r"\d+", version.split("+", maxsplit=1)[0])[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))


def contributions(candidates: Iterable[Candidate]) -> tuple[Contribution, ...]:
    """Load each plugin, call its hooks, look at what they give."""
    return tuple(_contribution(candidate) for candidate in candidates)


def _contribution(candidate: Candidate) -> Contribution:
    plugin, problems = candidate.plugin, list(candidate.problems)
    try:
        loaded = candidate.load()
    except _FAILURES as error:
        problems.append(Problem("PAL501", {"plugin": str(plugin), "cause": _cause(error)}))
        return Contribution(plugin, Definitions(), tuple(problems))
    # A manager of its own for each plugin: what it registers touches no other, and no thread's either.
    manager = pluggy.PluginManager("palnet")
    manager.add_hookspecs(HookSpecification)
    try:
        manager.register(loaded)
    except _FAILURES as error:
        problems.append(Problem("PAL501", {"plugin": str(plugin), "cause": _cause(error)}))
        return Contribution(plugin, Definitions(), tuple(problems))
    problems.extend(_silent_problems(manager, loaded, plugin))
    callers = {caller.name: caller for caller in manager.get_hookcallers(loaded) or () if caller.name in HOOKS}
    folder = loaded.folder if isinstance(loaded, FolderPlugin) else None
    plugin = attrs.evolve(plugin, hooks=tuple(name for name in HOOKS if name in callers), folder=folder)
    made: dict[str, tuple[Any, ...]] = {}
    for name in plugin.hooks:
        objects, found = _call(plugin, name, callers[name].get_hookimpls()[0].function)
        made[HOOKS[name]] = objects
        problems.extend(problem for problem in found if problem not in problems)
    reading = loaded.reading if isinstance(loaded, FolderPlugin) and _can_be_read(loaded) else None
    if reading is not None:
        problems.extend(_kinds_without_hook(reading))
    charged = tuple(charged_to(plugin, problem) for problem in problems)
    return Contribution(plugin, Definitions() if problems else Definitions(**made), charged, reading)


def charged_to(plugin: Plugin, problem: Problem) -> Problem:
    """The problem with the plugin's name, where it came in a distribution and a file's place alone would not tell."""
    if plugin.distribution is None or any(name == "plugin" for name, _ in problem.params):
        return problem
    return attrs.evolve(problem, params=(*problem.params, ("plugin", str(plugin))))


def _can_be_read(plugin: FolderPlugin) -> bool:
    try:
        return bool(plugin.reading.files)
    except PalnetError:
        return False


def _kinds_without_hook(reading: Reading) -> Iterator[Problem]:
    """What the files hold and no hook brings: the kinds that are the common vocabulary's alone."""
    for field in fields_of(Definitions):
        if field.name not in HOOKS.values() and getattr(reading.definitions, field.name):
            own = f"regions.{field.name}" if field.name in {one.name for one in fields_of(Region)} else None
            yield reading.place(Problem("PAL202", {"key": field.name}, hint=own), field.name, 0)


def _silent_problems(manager: pluggy.PluginManager, loaded: object, plugin: Plugin) -> Iterator[Problem]:
    """Hooks that no specification knows, functions that lack the marker, and plugins without any hook."""
    marked = {caller.name for caller in manager.get_hookcallers(loaded) or ()}
    for name in sorted(marked - HOOKS.keys()):
        yield Problem(
            "PAL503", {"plugin": str(plugin), "hook": name, "version": __version__}, hint=nearest(name, HOOKS)
        )
    unmarked = sorted(
        name
        for name in dir(loaded)
        if name.startswith("palnet_") and name not in marked and callable(getattr(loaded, name, None))
    )
    for name in unmarked:
        yield Problem(
            "PAL504", {"plugin": str(plugin), "hook": name}, hint=None if name in HOOKS else nearest(name, HOOKS)
        )
    if not marked and not unmarked:
        yield Problem("PAL509", {"plugin": str(plugin)})


def _call(plugin: Plugin, hook: str, function: Callable[[], Any]) -> tuple[tuple[Any, ...], list[Problem]]:
    """The objects that one hook gives, all drawn here, so that a late failure is this plugin's and no one else's."""
    wanted = next(field.type for field in fields_of(Definitions) if field.name == HOOKS[hook])
    about = {"plugin": str(plugin), "hook": hook}
    try:
        given = function()
    except PalnetError as error:
        return (), list(error.problems)
    except _FAILURES as error:
        return (), [Problem("PAL502", {**about, "cause": _cause(error)})]
    if isinstance(given, (str, bytes, dict)) or not isinstance(given, Iterable):
        return (), [
            Problem("PAL505", {**about, "given": type(given).__name__, "wanted": f"Iterable[{wanted.__name__}]"})
        ]
    objects: list[Any] = []
    try:
        objects.extend(given)
    except _FAILURES as error:
        return (), [Problem("PAL506", {**about, "done": len(objects), "cause": _cause(error)})]
    strangers = {type(one).__name__: None for one in objects if not isinstance(one, wanted)}
    return tuple(objects), [
        Problem("PAL505", {**about, "given": name, "wanted": wanted.__name__}) for name in strangers
    ]


def _cause(error: BaseException) -> str:
    said = " ".join(str(error).split())
    return f"{type(error).__name__}: {said[:300]}" if said else type(error).__name__
