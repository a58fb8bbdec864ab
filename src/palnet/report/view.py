"""What an annual report says, before it is text, page or data: the catalogue's facts in the order of a report.

Everything is chosen and put together here; a renderer only writes down. Each line carries the numbers of the sources
it rests on, and those stand at the end, numbered in the order in which they are first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from palnet.assess import PointVerdict, PrintedChange
from palnet.model.event import Attendance, Event
from palnet.model.figure import Earlier, Figure
from palnet.model.indicator import Indicator
from palnet.model.plan import Activity, AnnualPlan
from palnet.model.region import Adoption, Body, Group, MappingPoint, Network, Region, RoleFunction, Statement
from palnet.model.roster import Headcount, Roster
from palnet.model.source import Document, LostPicture, Source
from palnet.model.strategy import FocusArea, Goal, Strategy, Target
from palnet.text import Text

if TYPE_CHECKING:
    from palnet.report.counted import Counted

__all__ = [
    "AreaView",
    "AttendanceRow",
    "AttendanceView",
    "Cited",
    "Line",
    "NetworkView",
    "ReportView",
    "Unknown",
]


@attrs.frozen
class Cited:
    """A source with the number that it has in this report."""

    number: int
    source: Source
    document: Document


@attrs.frozen
class Line:
    """One published figure with what a report says beside it.

    ``since`` holds each earlier year that is printed with the change from it; ``elsewhere`` the same figure as other
    documents print it.
    """

    figure: Figure
    indicator: Indicator | None
    networks: tuple[Network, ...]
    since: tuple[tuple[Earlier, PrintedChange | None], ...]
    verdict: PointVerdict
    elsewhere: tuple[Figure, ...]
    cited: tuple[int, ...]


@attrs.frozen
class NetworkView:
    """One network, and what it was adopted under."""

    network: Network
    adoption: Adoption | None
    cited: tuple[int, ...]


@attrs.frozen
class AreaView:
    """A focus area with its goals, what was done, and its figures: indicators first, then other numbers."""

    area: FocusArea
    label: Text
    number: int | None
    goals: tuple[tuple[Goal, Text, tuple[int, ...]], ...]
    activities: tuple[tuple[Activity, tuple[int, ...]], ...]
    indicators: tuple[Line, ...]
    others: tuple[Line, ...]
    themes: tuple[Line, ...]
    cited: tuple[int, ...]


@attrs.frozen
class AttendanceRow:
    """A group's meetings, by number; None where it did not meet or nothing is printed."""

    group: Group
    cells: tuple[Attendance | None, ...]
    total: Attendance
    cited: tuple[int, ...]


@attrs.frozen
class AttendanceView:
    """Attendance at the groups' meetings: groups in their own order, meetings by number, and the sums.

    The sums are attendances: one person may be in several.
    """

    numbers: tuple[int, ...]
    rows: tuple[AttendanceRow, ...]
    by_meeting: tuple[Attendance, ...]
    total: Attendance
    lines: tuple[Line, ...]
    base_is_inferred: bool
    cited: tuple[int, ...]


@attrs.frozen
class Unknown:
    """What the documents do not tell: a picture that is lost, with the figures that stood only there."""

    picture: LostPicture
    document: Document
    lines: tuple[Line, ...]
    cited: tuple[int, ...]


@attrs.frozen
class ReportView:
    """A region's year as a report tells it."""

    region: Region
    year: int
    networks: tuple[NetworkView, ...]
    statements: tuple[tuple[Statement, tuple[int, ...]], ...]
    functions: tuple[tuple[RoleFunction, tuple[int, ...]], ...]
    mapping_points: tuple[tuple[MappingPoint, tuple[int, ...]], ...]
    groups: tuple[Group, ...]
    bodies: tuple[tuple[Body, tuple[int, ...]], ...]
    roster: Roster | None
    headcounts: tuple[tuple[int, Headcount, tuple[int, ...]], ...]
    strategy: Strategy | None
    plan: AnnualPlan | None
    targets: tuple[Target, ...]
    areas: tuple[AreaView, ...]
    elsewhere: tuple[tuple[Activity, tuple[int, ...]], ...]
    attendance: AttendanceView | None
    events: tuple[tuple[Event, tuple[int, ...]], ...]
    money: tuple[Line, ...]
    rest: tuple[Line, ...]
    unknown: tuple[Unknown, ...]
    not_stated: tuple[tuple[Target, Indicator, tuple[int, ...]], ...]
    sources: tuple[Cited, ...]
    counted: Counted | None = None

    @property
    def main_network(self) -> Network | None:
        """The network that holds the others, or the only one; None where the region is told of without any."""
        return self.networks[0].network if self.networks else None

    @property
    def author(self) -> Text:
        """Whose year it is: the main network's label, or else the region's."""
        return self.main_network.label if self.main_network is not None else self.region.label

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the report but the lost ones, in its order."""
        areas = [line for area in self.areas for line in (*area.indicators, *area.others)]
        areas += [line for area in self.areas for line in area.themes if line not in areas]
        attendance = self.attendance.lines if self.attendance else ()
        return (*areas, *attendance, *self.money, *self.rest)
