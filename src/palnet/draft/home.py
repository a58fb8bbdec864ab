"""Whose draft it is: the region's ids for what a draft names, and how a claim is called and cited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from palnet.draft.names import blotted
from palnet.draft.passages import Place
from palnet.draft.reading import Reading
from palnet.draft.scope import NURSES, THERAPISTS, Who
from palnet.model.figure import Unit
from palnet.model.region import Network, Region
from palnet.model.source import Source
from palnet.text import Text

__all__ = ["Home", "answered_by", "label_of", "own_region", "role_of", "source_of"]

_ROLES = {
    ("ressursperson", NURSES): "ressurssykepleier",
    ("ressursperson", THERAPISTS): "ressursfysio-ergo",
    ("leder", NURSES): "leder-sykepleie",
    ("leder", THERAPISTS): "leder-fysio-ergo",
}


@attrs.frozen(kw_only=True)
class Home:
    """Whose draft it is: the region's id, its network as a whole, and the networks by what the grammar calls them."""

    region: str = "utkast"
    whole: str = "utkast"
    networks: Mapping[str, str] = attrs.field(factory=dict)
    year: int | None = None

    def network(self, name: str | None) -> str:
        """The id of a network."""
        if name is None:
            return self.whole
        return self.networks.get(name, f"{self.region}/{name}")


def role_of(who: Who) -> str | None:
    """The id of a role: of nurses or therapists where the network is known."""
    return _ROLES.get((who.role or "", who.network or ""), who.role)


def own_region() -> Region:
    """The region of a draft that nobody says the region of: a network with its two usual parts."""
    home = Home()
    whole = Network(id=home.whole, label=Text(nb="Nettverket"))
    parts = (Network(id=home.network(one), label=Text(nb=one), part_of=home.whole) for one in (NURSES, THERAPISTS))
    return Region(id=home.region, label=Text(nb="Utkast"), health_region=home.region, networks=(whole, *parts))


def label_of(reading: Reading) -> str:
    """A claim in few words: those it stands in, cut where they get long."""
    words = blotted(" ".join((reading.own or reading.sentence).split()))
    return words if len(words) <= 90 else words[:88].rsplit(" ", 1)[0] + " …"


def answered_by(readings: Sequence[Reading]) -> dict[tuple[str, str | None], int]:
    """How many answered the survey, by role and network, where the draft says one number."""
    said: dict[tuple[str, str | None], set[int]] = {}

    def tell(who: Who, count: object) -> None:
        role = role_of(attrs.evolve(who, role=who.role or "ressursperson"))
        if role is not None and who.network is not None:
            said.setdefault((role, who.network), set()).add(int(str(count)))

    for one in readings:
        if not one.answering or one.year is not None:
            continue
        if one.numerator is not None:
            tell(one.who, one.numerator)
        elif one.value is not None and one.unit in (Unit.PERSONS, Unit.ANSWERS) and not one.rough:
            tell(one.who, int(one.value))
        for piece in one.pieces:
            who = attrs.evolve(piece.who, role=piece.who.role or one.who.role)
            for part in piece.pieces or (piece,):
                tell(attrs.evolve(part.who, role=part.who.role or who.role), int(part.value))
    return {who: next(iter(counts)) for who, counts in said.items() if len(counts) == 1}


def source_of(document: str, place: Place) -> Source:
    """Where in a draft something stands, as a source."""
    if place.line is None:
        part = f"s. {place.page}" if place.page is not None else f"avsnitt {place.paragraph}"
        return Source(document=document, part=part)
    lines = str(place.line) if place.last in (None, place.line) else f"{place.line}-{place.last}"
    return Source(document=document, lines=lines, part=f"s. {place.page}" if place.page is not None else None)
