"""What networks, groups and all else are called in a sheet, and which of them a name in a sheet means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import attrs

from palnet._names import name_of
from palnet.catalogue import Catalogue
from palnet.errors import nearest
from palnet.model.event import EventForm, EventKind, EventStatus
from palnet.model.region import Sector
from palnet.period import Period
from palnet.sheets.columns import folded

__all__ = ["SEPARATORS", "Name", "Names", "names_of"]

SEPARATORS = ";\n"
"""What parts several names or themes in one cell. A name that holds one is written as its id."""


@attrs.frozen
class Name:
    """Something that a sheet can name. ``lapsed`` means that it does not hold in the sheet's year, ``near`` that it is
    the region's own and is meant before a neighbour's of the same name."""

    id: str
    label: str
    others: tuple[str, ...] = ()
    lapsed: bool = False
    near: bool = True


class Names:
    """The names of one kind of thing, both ways."""

    def __init__(self, kind: str, names: Iterable[Name]) -> None:
        self.kind = kind
        self._names = {name.id: name for name in names}
        self._meant: dict[str, list[Name]] = defaultdict(list)
        for name in self._names.values():
            for words in {folded(one) for one in (name.label, *name.others)}:
                self._meant[words].append(name)

    def found(self, words: str) -> tuple[Name, ...]:
        """What these words can mean: one thing, nothing, or several that bear the same name."""
        if words in self._names:
            return (self._names[words],)
        meant = self._meant.get(folded(words), [])
        for better in (lambda one: not one.lapsed, lambda one: one.near):
            meant = [one for one in meant if better(one)] or meant
        return tuple(meant)

    def word(self, identifier: str) -> str:
        """What to write for it: its label, or its id where the label is another's too."""
        name = self._names.get(identifier)
        if name is None or any(one in name.label for one in SEPARATORS) or self.found(name.label) != (name,):
            return identifier
        return name.label

    def words(self) -> Iterator[str]:
        """What may stand in a cell, in order: the region's own that hold in the sheet's year."""
        return (self.word(name.id) for name in self._names.values() if name.near and not name.lapsed)

    def nearest(self, words: str) -> str | None:
        """The name that is most like these words."""
        known = {key: self.word(names[0].id) for key, names in self._meant.items()}
        like = nearest(folded(words), known)
        return None if like is None else known[like]


def names_of(catalogue: Catalogue, region: str, year: int) -> dict[str, Names]:
    """Every list of names that a sheet of that region and year needs, by what a column calls it."""
    own = catalogue.region(region)
    whole = Period.year(year)

    def name(thing: Any, near: bool = True) -> Name:
        period: Period | None = getattr(thing, "period", None)
        texts = (thing.label, getattr(thing, "short", None), getattr(thing, "plural", None))
        said = [words for text in texts if text for words in (text.nb, text.nn, text.en) if words]
        others = (*said, *(alias.name for alias in getattr(thing, "aliases", ())))
        lapsed = period is not None and not period.meets(whole)
        return Name(thing.id, " ".join(str(thing.label).split()), others, lapsed, near)

    neighbours = [one for one in catalogue.networks.values() if one not in own.networks]
    return {
        "network": Names("network", [*map(name, own.networks), *(name(one, near=False) for one in neighbours)]),
        "group": Names("group", map(name, own.groups)),
        "body": Names("body", map(name, own.bodies)),
        "profession": Names("profession", map(name, catalogue.professions.values())),
        "sector": _enumerated("sector", Sector),
        "kind": _enumerated("kind", [kind for kind in EventKind if kind is not EventKind.NETWORK_MEETING]),
        "form": _enumerated("form", EventForm),
        "status": _enumerated("status", EventStatus),
    }


def _enumerated(kind: str, values: Iterable[StrEnum]) -> Names:
    return Names(kind, (Name(value.value, name_of(value), (name_of(value, "en"),)) for value in values))
