"""The file of readings beside a draft: what palnet read, for somebody to confirm or correct; the next run uses it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any

import attrs

from palnet.draft.names import blotted
from palnet.draft.reader import Read
from palnet.draft.reading import Claim, Reading, Sure
from palnet.draft.scope import NURSES, THERAPISTS
from palnet.errors import Problem
from palnet.files.record_file import read_record
from palnet.model.region import Sector
from palnet.record import Record

__all__ = ["Correction", "Judged", "Readings", "corrected", "read_readings", "readings_text"]


_ABOUT = (
    '# Hva palnet leste. Er det riktig, sett judged til "right"; er det ikke et tall om nettverket, til "no-figure".',
    "# Er noe feil, skriv det riktige: percent, numerator, denominator, value, role, network, sector eller year.",
    "# Kjør så igjen med samme --readings.",
)
_ABOUT_EN = (
    '# What palnet read. If it is right, set judged to "right"; if it is no figure of the network\'s, to "no-figure".',
    "# If it is wrong, write what is right: percent, numerator, denominator, value, role, network, sector or year.",
    "# Then run again with the same --readings.",
)


class Judged(StrEnum):
    """What somebody says of a reading: it is right, it is no figure, or nothing yet."""

    OPEN = "open"
    RIGHT = "right"
    NO_FIGURE = "no-figure"


class Role(StrEnum):
    """Whom a claim tells of, as a correction writes it."""

    RESOURCE_PERSON = "ressursperson"
    MANAGER = "leder"
    DOCTOR = "lege"


class Of(StrEnum):
    """Of which network, as a correction writes it."""

    NURSES = NURSES
    THERAPISTS = THERAPISTS


@attrs.frozen(kw_only=True)
class Correction(Record):
    """One reading of the file: its key, what somebody says of it, and the numbers that stand there instead."""

    key: str
    judged: Judged = Judged.OPEN
    place: str | None = None
    sentence: str | None = None
    read: str | None = None
    percent: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    role: Role | None = None
    network: Of | None = None
    sector: Sector | None = None
    year: int | None = None

    def _rules(self) -> Iterator[Problem]:
        if self.percent is not None and not 0 <= self.percent <= 100:
            yield Problem("PAL316", keys=("percent",), value=str(self.percent), expected="0–100")
        for name in ("numerator", "value"):
            given = getattr(self, name)
            if given is not None and given < 0:
                yield Problem("PAL311", keys=(name,), value=str(given))
        if self.denominator is not None and self.denominator < 1:
            yield Problem("PAL306", keys=("denominator",), value=str(self.denominator), expected="1 …")


@attrs.frozen(kw_only=True)
class Readings(Record):
    """A file of readings: the drafts' names, and what is said of each reading."""

    drafts: tuple[str, ...] = ()
    readings: tuple[Correction, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        seen: dict[str, int] = {}
        for position, one in enumerate(self.readings):
            if one.key in seen:
                yield Problem("PAL313", {"first": seen[one.key] + 1}, keys=("readings", position, "key"))
            seen.setdefault(one.key, position)


def read_readings(path: str | os.PathLike[str]) -> Readings:
    """Read a file of readings, strictly. Raises :class:`palnet.DefinitionError` with every problem and its place."""
    return read_record(path, Readings)


def corrected(reads: Sequence[Read], said: Readings, path: str) -> tuple[list[Read], list[Problem]]:
    """The drafts with what somebody has said of their readings, and what in the file is of no reading any longer.

    A reading that is right, or that somebody has put right, is sure; one that is no figure is left out.
    """
    by_key = {one.key: one for one in said.readings}
    used: set[str] = set()
    made = []
    for read in reads:
        kept = []
        for one in read.readings:
            correction = by_key.get(one.key)
            if correction is None:
                kept.append(one)
                continue
            used.add(one.key)
            if correction.judged is not Judged.NO_FIGURE:
                kept.append(_mended(one, correction))
        made.append(attrs.evolve(read, readings=tuple(kept)))
    lost = [one for one in said.readings if one.key not in used and one.judged is not Judged.OPEN]
    notes = [Problem("PAL820", {"key": one.key, "read": one.read or one.key}, path=path) for one in lost]
    return made, notes


def _mended(one: Reading, said: Correction) -> Reading:
    given: dict[str, Any] = {
        name: getattr(said, name)
        for name in ("percent", "numerator", "denominator", "value", "year")
        if getattr(said, name) is not None
    }
    who = attrs.evolve(
        one.who,
        role=said.role.value if said.role is not None else one.who.role,
        network=said.network.value if said.network is not None else one.who.network,
        sector=said.sector or one.who.sector,
    )
    changed = bool(given) or who != one.who
    if not changed and said.judged is Judged.OPEN:
        return one
    claim = Claim.SHARE if said.percent is not None and one.claim in (Claim.COUNT, Claim.WORDS) else one.claim
    return attrs.evolve(
        one, **given, who=who, claim=claim, sure=Sure.SURE, confirmed=True, rough=one.rough and not given
    )


def readings_text(reads: Sequence[Read], names: Mapping[str, str], known: frozenset[str], lang: str) -> str:
    """A file of readings to look over: the least sure first in each draft. Names of persons are blotted out."""
    lines = [
        *(_ABOUT_EN if lang == "en" else _ABOUT),
        "palnet = 1",
        f"drafts = [{', '.join(_quoted(names[one.draft.path]) for one in reads)}]",
    ]
    for read in reads:
        for one in sorted(read.readings, key=lambda reading: -reading.sure.rank):
            lines += [
                "",
                "[[readings]]",
                f"key = {_quoted(one.key)}",
                f'judged = "{(Judged.RIGHT if one.confirmed else Judged.OPEN).value}"  # {one.sure.value}',
                f"place = {_quoted(_place(one))}",
                f"read = {_quoted(one.numbers)}",
                f"sentence = {_quoted(blotted(one.sentence, known))}",
            ]
    return "\n".join(lines) + "\n"


def _place(one: Reading) -> str:
    place = one.place
    said = [f"p. {place.page}"] if place.page is not None else []
    said += [f"l. {place.line}"] if place.line is not None else []
    said += [f"§ {place.paragraph}"] if place.paragraph is not None else []
    return ", ".join(said) or "–"


def _quoted(text: str) -> str:
    """A TOML string: JSON's escapes are among its own."""
    return json.dumps("".join(char if char.isprintable() else " " for char in text), ensure_ascii=False)
