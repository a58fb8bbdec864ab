"""How many resource persons there are: headcounts on a date, never persons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
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

    def smallest(self) -> Iterator[Headcount]:
        """The parts that have no parts of their own, each with what it has from its whole; itself when it has none."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.inside(self).smallest()

    def with_role(self, roles: Mapping[str, str | None]) -> Headcount:
        """The same, with the role that its network's resource persons have where it does not say one."""
        return attrs.evolve(
            self,
            role=self.role or roles.get(self.network or ""),
            parts=tuple(one.with_role(roles) for one in self.parts),
            including=tuple(one.with_role(roles) for one in self.including),
        )

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

    def with_roles(self, roles: Mapping[str, str | None]) -> Roster:
        """The same, each headcount with the role of those in its network, by the network's id."""
        return attrs.evolve(self, headcounts=tuple(one.with_role(roles) for one in self.headcounts))

    def sorts(self) -> frozenset[tuple[Stratum, str, str]]:
        """What is counted inside what: in which respect, the inner and the outer (coordinators inside nurses)."""
        return frozenset(
            (by, said, other)
            for outer in self.headcounts
            for *wholes, one in _lineages(outer)
            for by in Stratum
            if (said := one.stated(by)) is not None
            for whole in wholes
            if (other := whole.stated(by)) is not None and other != said
        )

    def persons(self, wanted: Mapping[Stratum, str], within: Within = _same) -> int | None:
        """How many on the roster are all of that: of that role, in that group, and so on. None where it is not said.

        Headcounts are added only where nobody is in two of them, parts only where none of their whole is outside them;
        a subset never is. What the roster does not name at all (managers, a group that is new) is not on it, and not
        known to be nobody. ``within`` says what is a sort of what; other things are taken to be apart unless the
        roster itself has one of them inside the other.
        """
        inside = self.sorts()

        def apart(by: Stratum, one: str, other: str) -> bool:
            related = within(by, one, other) or within(by, other, one)
            return not related and not inside & {(by, one, other), (by, other, one)}

        for by, code in wanted.items():
            stated = {said for outer in self.headcounts for _, one in outer.nested() if (said := one.stated(by))}
            if not any(within(by, one, code) or within(by, code, one) for one in stated):
                return None
        found = [_among(one, wanted, within, apart) for one in self.headcounts]
        known = [one for one in found if one is not None]
        counted = [outer for outer, number in zip(self.headcounts, found, strict=True) if number]
        if len(known) < len(found) or any(not _apart(one, other, apart) for one, other in combinations(counted, 2)):
            return None
        return sum(known)


def _lineages(outer: Headcount, wholes: tuple[Headcount, ...] = ()) -> Iterator[tuple[Headcount, ...]]:
    """Every headcount in another, as a chain from the outermost to itself."""
    yield (*wholes, outer)
    for inner in (*outer.parts, *outer.including):
        yield from _lineages(inner, (*wholes, outer))


def _apart(one: Headcount, other: Headcount, apart: Within) -> bool:
    """Whether they speak of such different things that nobody is in both."""
    both = ((by, one.stated(by), other.stated(by)) for by in Stratum)
    return any(said is not None and against is not None and apart(by, said, against) for by, said, against in both)


def _among(whole: Headcount, wanted: Mapping[Stratum, str], within: Within, apart: Within) -> int | None:
    """How many of a headcount are all of that; None where it does not say so."""
    said = {by: whole.stated(by) for by in wanted}
    if all(one is not None and within(by, one, wanted[by]) for by, one in said.items()):
        return whole.count
    if not whole.count or any(one is not None and apart(by, one, wanted[by]) for by, one in said.items()):
        return 0
    parts = [_among(part.inside(whole), wanted, within, apart) for part in whole.parts]
    known = [one for one in parts if one is not None]
    covered = whole.parts and whole.disjoint and sum(part.count for part in whole.parts) >= whole.count
    if covered and len(known) == len(parts):
        return sum(known)
    # Otherwise a part or subset says it, one that holds all of them.
    alone = [position for position, number in enumerate(parts) if number != 0]
    holding = [
        *_holders(whole, whole.parts, wanted, within, alone if whole.disjoint else None),
        *_holders(whole, whole.including, wanted, within),
    ]
    said_so = {_among(one.inside(whole), wanted, within, apart) for one in holding} - {None}
    return said_so.pop() if len(said_so) == 1 else None


def _holders(
    whole: Headcount,
    inner: Sequence[Headcount],
    wanted: Mapping[Stratum, str],
    within: Within,
    alone: Sequence[int] | None = None,
) -> Iterator[Headcount]:
    """Those within a headcount who hold everybody that is wanted of it.

    Not one beside which a narrower sort is counted, for that may be left out of it, nor one of several parts that
    nobody is in two of.
    """
    own = [
        {by: said for by in Stratum if (said := one.stated(by)) is not None and said != whole.stated(by)}
        for one in inner
    ]
    for position, one in enumerate(inner):
        if alone is not None and alone != [position]:
            continue
        if not all(by in wanted and within(by, wanted[by], code) for by, code in own[position].items()):
            continue
        narrower = (
            other.count and by in own[position] and code != own[position][by] and within(by, code, own[position][by])
            for other, said in zip(inner, own, strict=True)
            for by, code in said.items()
        )
        if not any(narrower):
            yield one
