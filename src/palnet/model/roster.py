"""How many resource persons there are: headcounts on a date, never persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.predicate import Stratum
from palnet.model.region import Sector
from palnet.model.source import Source
from palnet.record import Id, Record, Ref

__all__ = ["Headcount", "Roster"]

Within = Callable[[Stratum, str, str], bool]
"""Whether, in some respect, one thing is another or a sort of it: home care is in the municipality."""


def _same(_: Stratum, one: str, other: str) -> bool:
    return one == other


@attrs.frozen(kw_only=True)
class Headcount(Record):
    """A number of resource persons, and what it is made of.

    ``parts`` break it down; ``disjoint`` says whether nobody is in two of them, so that they may be added.
    ``including`` are subsets that are counted in it already and are never added to it (12 cancer coordinators among
    138 nurses). What a part does not say (role, network, group, profession, sector) it has from its whole. Published
    parts need not add up to their whole: that is for the audit to say.
    """

    count: int
    role: Annotated[str, Ref("role")] | None = None
    network: Annotated[str, Ref("network")] | None = None
    group: Annotated[str, Ref("group")] | None = None
    profession: Annotated[str, Ref("profession")] | None = None
    sector: Sector | None = None
    parts: tuple[Headcount, ...] = ()
    disjoint: bool = True
    including: tuple[Headcount, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.count < 0:
            yield Problem("PAL311", keys=("count",), value=str(self.count))
        for position, subset in enumerate(self.including):
            if subset.count > self.count:
                yield Problem(
                    "PAL314", {"subset": subset.count, "whole": self.count}, keys=("including", position, "count")
                )

    def nested(self, depth: int = 0) -> Iterator[tuple[int, Headcount]]:
        """This headcount, its parts and its subsets as they stand, each with how deep it stands."""
        yield depth, self
        for inner in (*self.parts, *self.including):
            yield from inner.nested(depth + 1)

    def stated(self, stratum: Stratum) -> str | None:
        """What it says itself of who they are in that respect."""
        said = getattr(self, stratum.value)
        return None if said is None else str(said)

    def with_subsets(self) -> Iterator[Headcount]:
        """This headcount, its parts and its subsets, each with what it has from its whole."""
        yield self
        for inner in (*self.parts, *self.including):
            for one in inner.with_subsets():
                yield one.inside(self)

    def inside(self, whole: Headcount) -> Headcount:
        """The same with what it has from its whole."""
        return attrs.evolve(
            self,
            role=self.role or whole.role,
            network=self.network or whole.network,
            group=self.group or whole.group,
            profession=self.profession or whole.profession,
            sector=self.sector or whole.sector,
        )

    def persons(self, wanted: Mapping[Stratum, str], within: Within) -> int | None:
        """How many of them are all of that, None where that is not said. See :meth:`Roster.persons`."""
        said = {stratum: self.stated(stratum) for stratum in wanted}
        if all(one is not None and within(stratum, one, wanted[stratum]) for stratum, one in said.items()):
            return self.count
        if not self.parts:
            apart = (
                one is not None and not within(by, one, wanted[by]) and not within(by, wanted[by], one)
                for by, one in said.items()
            )
            subset = self._subset(wanted, within)
            return 0 if subset is None and any(apart) else subset
        parts = [part.inside(self) for part in self.parts]
        found = [part.persons(wanted, within) for part in parts]
        known = [one for one in found if one is not None]
        covered = self.disjoint and sum(part.count for part in parts) >= self.count
        if len(known) == len(found) and covered:
            return sum(known)
        # Parts that overlap or leave somebody out: only what one of them says by itself can be relied on.
        whole = [part.count for part, one in zip(parts, found, strict=True) if one == part.count and one]
        alone = len(known) == len(found) and len(whole) == 1 and sum(known) == whole[0]
        return whole[0] if alone else self._subset(wanted, within)

    def _subset(self, wanted: Mapping[Stratum, str], within: Within) -> int | None:
        subsets = (one.inside(self).persons(wanted, within) for one in self.including)
        return next((found for found in subsets if found), None)


@attrs.frozen(kw_only=True)
class Roster(Record):
    """The headcounts of a region's networks on one day. ``invented`` marks one made up for an example."""

    id: Id
    region: Annotated[str, Ref("region")]
    date: dt.date
    headcounts: tuple[Headcount, ...]
    invented: bool = False
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if not self.headcounts:
            yield Problem("PAL312", keys=("headcounts",))
        seen: dict[tuple[str | None, ...], int] = {}
        for position, outer in enumerate(self.headcounts):
            for one in outer.with_subsets():
                key = (one.role, one.network, one.group, one.profession, one.sector)
                if key in seen:
                    yield Problem("PAL313", {"first": seen[key] + 1}, keys=("headcounts", position))
                seen.setdefault(key, position)

    def count(
        self, network: str, *, group: str | None = None, profession: str | None = None, sector: Sector | None = None
    ) -> int | None:
        """The headcount for exactly that, as stated; None where none is stated. Nothing is added up."""
        wanted = (network, group, profession, sector)
        for outer in self.headcounts:
            for one in outer.with_subsets():
                if (one.network, one.group, one.profession, one.sector) == wanted:
                    return one.count
        return None

    def persons(self, wanted: Mapping[Stratum, str], within: Within = _same) -> int | None:
        """How many on the roster are all of that: of that role, in that group, and so on. None where it is not said.

        Parts are added only where nobody is in two of them and none of their whole is outside them; a subset never is.
        What the roster does not name at all (managers, a group that is new) is not on it, and not known to be nobody.
        """
        named = [one for outer in self.headcounts for one in outer.with_subsets()]
        for stratum, code in wanted.items():
            stated = {said for one in named if (said := one.stated(stratum)) is not None}
            if not any(within(stratum, one, code) or within(stratum, code, one) for one in stated):
                return None
        found = [one.persons(wanted, within) for one in self.headcounts]
        return None if any(one is None for one in found) else sum(one for one in found if one is not None)
