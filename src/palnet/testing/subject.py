"""The plugin that a suite looks at, with its surroundings and every object that it brings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib import metadata
from typing import Any

import attrs

from palnet.catalogue import _common, catalogue_of
from palnet.errors import Key, PluginError, Problem
from palnet.model.definitions import KINDS, Definitions
from palnet.plugins import Candidate, Contribution, contributions, given_plugins, installed_plugins
from palnet.record import Record, fields_of

__all__ = ["Fault", "Found", "Subject", "objects", "problems_of_all", "sound", "subject"]


@attrs.frozen
class Fault:
    """What is wrong with one field of one object, and where that is written."""

    place: str
    about: str
    says: str

    def __str__(self) -> str:
        return ": ".join(part for part in (self.place, self.about, self.says) if part)


@attrs.frozen
class Found:
    """An object of a plugin, with the objects that it stands in, outermost first, and the way to it.

    ``named`` is how far along the way the nearest object with an id stands, itself or one that it stands in.
    """

    contribution: Contribution
    at: tuple[Key, ...]
    chain: tuple[Record, ...]
    named: int = 2

    @property
    def record(self) -> Any:
        """The object itself."""
        return self.chain[-1]

    def fault(self, field: str, says: str, *keys: Key) -> Fault:
        """A fault in one of its fields, told by the kind and id of the nearest object that has one."""
        way = (*self.at, field, *keys)
        problem = Problem("PAL323", keys=way[2:])
        if self.contribution.reading is not None:
            place = self.contribution.reading.place(problem, str(way[0]), int(way[1])).place
        else:
            place = str(self.contribution.plugin)
        owner = next(one for one in reversed(self.chain) if type(one) in KINDS)
        path = ".".join(map(str, way[self.named :]))
        return Fault(place, f"{KINDS[type(owner)]} {getattr(owner, 'id', '')}, {path}", says)


@attrs.frozen
class Subject:
    """The plugin that is looked at, what it depends on, and the plugins that it must stand beside."""

    own: tuple[Contribution, ...]
    needed: tuple[Contribution, ...]
    others: tuple[Contribution, ...]

    def objects(self) -> Iterator[Found]:
        """Every sound object that the plugin brings, also where others of it are not sound."""
        yield from objects(self.own)


def subject(
    plugin: object = None,
    distribution: str | None = None,
    needs: Iterable[object] = (),
    others: Iterable[object] | None = None,
) -> Subject:
    """The plugin of an installed distribution, or one given as an object (installed or not), with its surroundings.

    It depends on the plugins of those distributions that its own distribution requires, and on ``needs``; it stands
    beside ``others``, or else beside everything that is installed.
    """
    installed = tuple(installed_plugins())
    own: tuple[Candidate, ...]
    if distribution is not None:
        own = tuple(one for one in installed if _canonical(one.plugin.distribution) == _canonical(distribution))
        if not own:
            known = ", ".join(sorted({str(one.plugin.distribution) for one in installed})) or "–"
            raise AssertionError(f"no plugin of {distribution} is installed; installed are those of: {known}")
    elif plugin is not None:
        own = tuple(one for one in installed if _loads(one, plugin)) or tuple(given_plugins([plugin]))
    else:
        raise AssertionError("say which plugin the suite is for: set distribution, or plugin, on the class")
    required = {name for one in own for name in _required(one.plugin.distribution)}
    needed = [one for one in installed if one not in own and _canonical(one.plugin.distribution) in required]
    needed += given_plugins(needs)
    beside = [one for one in installed if one not in own] if others is None else list(given_plugins(others))
    return Subject(contributions(own), contributions(needed), contributions(beside))


def sound(contribution: Contribution) -> Definitions:
    """What a plugin brings that is sound, also where it has problems."""
    return contribution.reading.definitions if contribution.reading else contribution.definitions


def objects(brought: Iterable[Contribution]) -> Iterator[Found]:
    """Every sound object of some plugins, and every object within it."""
    for contribution in brought:
        definitions = sound(contribution)
        for field in fields_of(Definitions):
            for position, top in enumerate(getattr(definitions, field.name)):
                yield from _beneath(Found(contribution, (field.name, position), (top,)))


def _beneath(found: Found) -> Iterator[Found]:
    yield found
    for field in fields_of(type(found.record)):
        if not field.holds_records:
            continue
        value = getattr(found.record, field.name)
        inner = enumerate(value) if field.many else () if value is None else ((None, value),)
        for position, one in inner:
            way: tuple[Key, ...] = (field.key,) if position is None else (field.key, position)
            at = (*found.at, *way)
            named = len(at) if type(one) in KINDS else found.named
            yield from _beneath(Found(found.contribution, at, (*found.chain, one), named))


def problems_of_all(brought: Iterable[Contribution]) -> tuple[Problem, ...]:
    """What is wrong with some plugins when they are loaded together and with nothing else."""
    try:
        catalogue_of([_common(), *brought])
    except PluginError as error:
        return error.problems
    return ()


def _loads(candidate: Candidate, plugin: object) -> bool:
    with suppress(Exception):
        return candidate.load() is plugin
    return False


def _canonical(distribution: str | None) -> str:
    return re.sub(r"[-_.]+", "-", distribution or "").lower()


def _required(distribution: str | None) -> set[str]:
    """The distributions that this one requires, and those that they do; extras aside."""
    found: set[str] = set()
    waiting = [] if distribution is None else [_canonical(distribution)]
    while waiting:
        try:
            requirements = metadata.requires(waiting.pop()) or ()
        except metadata.PackageNotFoundError:
            continue
        names = {
            _canonical(match[0])
            for one in requirements
            if "extra ==" not in one and (match := re.match(r"[\w.-]+", one))
        }
        waiting.extend(names - found)
        found |= names
    return found
