"""Who there is: health regions, trusts, the catchment areas that plugins describe, networks, groups and bodies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.source import Source
from palnet.period import Period, When
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = [
    "Adoption",
    "Alias",
    "Body",
    "BodyKind",
    "Code",
    "Group",
    "GroupKind",
    "GroupMember",
    "GroupMemberKind",
    "HealthRegion",
    "MappingPoint",
    "Membership",
    "Network",
    "NetworkStatus",
    "Organisation",
    "Profession",
    "Region",
    "Role",
    "RoleFunction",
    "Sector",
    "Statement",
    "StatementKind",
    "Trust",
]


class Sector(StrEnum):
    """Where a resource person works: the level of service, and within the municipality the kind of workplace."""

    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    HOME_CARE = "home-care"
    NURSING_HOME = "nursing-home"

    @property
    def part_of(self) -> Sector | None:
        """The level that it is a part of: home care and nursing homes are the municipality's."""
        return Sector.MUNICIPALITY if self in (Sector.HOME_CARE, Sector.NURSING_HOME) else None


@attrs.frozen(kw_only=True)
class Alias(Record):
    """Another name by which something is printed. It holds only for its owner: KLB is two organisations.

    With ``former_id`` it is an id that the thing had before; references to it still find the thing.
    """

    name: str
    former_id: bool = False
    period: Period | None = None
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class HealthRegion(Record):
    """One of Norway's four health regions (helseregion)."""

    id: Id
    label: Text
    aliases: tuple[Alias, ...] = ()


@attrs.frozen(kw_only=True)
class Trust(Record):
    """A hospital trust (helseforetak). ``organisation_number`` is the nine digits of the Norwegian register."""

    id: Id
    label: Text
    organisation_number: str | None = None
    aliases: tuple[Alias, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        number = self.organisation_number
        if number is None:
            return
        # Weights and modulus: the register's own rule for organisation numbers.
        digits = [int(digit) for digit in number] if re.fullmatch(r"[89][0-9]{8}", number) else []
        if not digits or sum(d * w for d, w in zip(digits, (3, 2, 7, 6, 5, 4, 3, 2, 1), strict=True)) % 11:
            yield Problem("PAL306", keys=("organisation_number",), value=repr(number), expected="organisation number")


@attrs.frozen(kw_only=True)
class Profession(Record):
    """A profession that headcounts are broken down by. ``part_of`` nests it: a cancer coordinator is a nurse."""

    id: Id
    label: Text
    plural: Text | None = None
    part_of: Annotated[str, Ref("profession")] | None = None


@attrs.frozen(kw_only=True)
class Role(Record):
    """What somebody is to the network, whatever the profession: resource person, manager, doctor at a study day.

    ``part_of`` nests it: a resource nurse is a resource person.
    """

    id: Id
    label: Text
    plural: Text | None = None
    part_of: Annotated[str, Ref("role")] | None = None


class StatementKind(StrEnum):
    """What a document says of a network in words rather than numbers."""

    PURPOSE = "purpose"
    CHARACTERISTIC = "characteristic"
    BACKGROUND = "background"
    BENEFIT = "benefit"
    CONTRIBUTION = "contribution"
    TASK = "task"
    CONDITION = "condition"
    CHANNEL = "channel"
    NEED = "need"


@attrs.frozen(kw_only=True)
class Statement(Record):
    """One thing that a document says of a network: what it is for, what marks it, what it needs, where it is heard.

    ``period`` bounds it where it is only said for some years. Always in our own words.
    """

    kind: StatementKind
    label: Text
    period: Period | None = None
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class RoleFunction(Record):
    """One of the functions that the resource person's role has. Another axis than the strategy's focus areas."""

    id: Id
    label: Text
    number: int | None = None
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class MappingPoint(Record):
    """A point at which the pathway home for cancer (Pakkeforløp hjem) has a person's needs mapped in a conversation.

    ``months_from`` and ``months_to`` count from the diagnosis; None where no time is printed. ``sector`` is the level
    that does it, None where none is printed.
    """

    id: Id
    number: int
    label: Text
    sector: Sector | None = None
    months_from: int | None = None
    months_to: int | None = None
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.months_from is not None and self.months_to is not None and self.months_to < self.months_from:
            yield Problem("PAL305", {"start": self.months_from, "end": self.months_to}, keys=("months_to",))


@attrs.frozen(kw_only=True)
class Adoption(Record):
    """That a strategy holds for a network; when a body adopted it there, where that is printed."""

    strategy: Annotated[str, Ref("strategy")]
    when: When | None = None
    body: Annotated[str, Ref("body")] | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class NetworkStatus(StrEnum):
    """Whether a network runs or is being started."""

    RUNNING = "running"
    STARTING = "starting"


@attrs.frozen(kw_only=True)
class Organisation(Record):
    """An organisation that is a member of a network, or (``informed_only``) is only kept informed."""

    label: Text
    informed_only: bool = False
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class Network(Record):
    """A competence network, or a part of one: Bergen's has one part of nurses and one of physio- and ergotherapists.

    ``short`` is what its own documents call it in running text. ``role`` is what its resource persons are, so that a
    headcount of the network says who they are. ``led_by`` is set where a hospital department or
    another organisation leads it. ``adoptions`` are the strategies that hold for it, ``surveys`` the questionnaires it
    uses; a part of a network has what its whole has. ``quality_indicators`` are the indicators that the network itself
    has named so.
    """

    id: Id
    label: Text
    short: Text | None = None
    part_of: Annotated[str, Ref("network")] | None = None
    professions: tuple[Annotated[str, Ref("profession")], ...] = ()
    role: Annotated[str, Ref("role")] | None = None
    led_by: Text | None = None
    status: NetworkStatus = NetworkStatus.RUNNING
    period: Period | None = None
    aliases: tuple[Alias, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    surveys: tuple[Annotated[str, Ref("questionnaire")], ...] = ()
    statements: tuple[Statement, ...] = ()
    functions: tuple[RoleFunction, ...] = ()
    quality_indicators: tuple[Annotated[str, Ref("indicator")], ...] = ()
    mapping_points: tuple[MappingPoint, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class GroupKind(StrEnum):
    """What a network's groups are made of."""

    LOCAL = "local"
    NETWORK_WIDE = "network-wide"
    MUNICIPALITIES = "municipalities"
    MUNICIPALITIES_AND_HOSPITAL = "municipalities-and-hospital"
    DISTRICTS_AND_NURSING_HOMES = "districts-and-nursing-homes"
    HOSPITAL_DEPARTMENTS = "hospital-departments"


class GroupMemberKind(StrEnum):
    """What belongs to a group."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"
    HOSPITAL = "hospital"
    NURSING_HOMES = "nursing-homes"
    DEPARTMENTS = "departments"


@attrs.frozen(kw_only=True)
class Code(Record):
    """An official code and how long it was in force: municipality codes changed in 2020 and 2024.

    It is text, so that a leading zero survives.
    """

    code: str
    period: Period

    def _rules(self) -> Iterator[Problem]:
        if not re.fullmatch(r"[0-9]{4}([0-9]{2})?", self.code):
            yield Problem("PAL306", keys=("code",), value=repr(self.code), expected="municipality code")


@attrs.frozen(kw_only=True)
class GroupMember(Record):
    """A municipality, district, hospital or the like that belongs to a group."""

    label: Text
    kind: GroupMemberKind
    codes: tuple[Code, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        for position, code in enumerate(self.codes):
            for earlier in self.codes[:position]:
                # Two codes in one period are one municipality before a merger; the same code twice is a slip.
                if code.code == earlier.code and code.period.meets(earlier.period):
                    yield Problem(
                        "PAL310", {"one": code.code, "other": earlier.code}, keys=("codes", position, "period")
                    )


@attrs.frozen(kw_only=True)
class Group(Record):
    """A group of resource persons who meet (nettverksgruppe). ``number`` is its place in the network's own order."""

    id: Id
    label: Text
    network: Annotated[str, Ref("network")]
    kind: GroupKind
    number: int | None = None
    members: tuple[GroupMember, ...] = ()
    period: Period | None = None
    aliases: tuple[Alias, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class BodyKind(StrEnum):
    """What a body is for: it governs (steering, operating, working group), gathers leaders, or is a partner's."""

    STEERING = "steering"
    OPERATING = "operating"
    WORKING = "working"
    FORUM = "forum"
    PARTNER = "partner"


@attrs.frozen(kw_only=True)
class Membership(Record):
    """How many members a body had on a day, and how many of them were new that year."""

    date: dt.date
    members: int
    joined: int | None = None
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.members < 0:
            yield Problem("PAL311", keys=("members",), value=str(self.members))
        if self.joined is not None and self.joined < 0:
            yield Problem("PAL311", keys=("joined",), value=str(self.joined))
        elif self.joined is not None and self.joined > self.members:
            yield Problem("PAL314", {"subset": self.joined, "whole": self.members}, keys=("joined",))


@attrs.frozen(kw_only=True)
class Body(Record):
    """A body (organ) that governs a network or that it meets. ``count`` is set where there are several alike."""

    id: Id
    label: Text
    kind: BodyKind
    networks: tuple[Annotated[str, Ref("network")], ...] = ()
    count: int | None = None
    memberships: tuple[Membership, ...] = ()
    tasks: tuple[Text, ...] = ()
    meets: When | None = None
    period: Period | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class Region(Record):
    """A catchment area (foretaksområde, opptaksområde) with its networks, groups and bodies. Never a health region.

    Two plugins may each bring a part of one region: the parts agree on what both say, and the lists are put together.
    """

    id: Id
    label: Text
    health_region: Annotated[str, Ref("health-region")]
    trust: Trust | None = None
    networks: tuple[Network, ...] = ()
    groups: tuple[Group, ...] = ()
    bodies: tuple[Body, ...] = ()
    professions: tuple[Profession, ...] = ()
    roles: tuple[Role, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def network_and_parts(self, network: str) -> tuple[Network, ...]:
        """A network and everything nested in it, outermost first."""
        found = [one for one in self.networks if one.id == network]
        for one in found:
            found.extend(part for part in self.networks if part.part_of == one.id and part not in found)
        return tuple(found)
