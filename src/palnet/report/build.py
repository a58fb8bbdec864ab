"""From the catalogue to the view of a report: what belongs to one region's year, chosen and put in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from palnet.assess import change_since, verdict_at_point
from palnet.catalogue import Catalogue
from palnet.errors import NotFoundError, Problem
from palnet.model.event import Attendance, Event
from palnet.model.figure import Figure, Form, Unit
from palnet.model.indicator import CountedFrom
from palnet.model.plan import Activity
from palnet.model.region import Body, BodyKind, Group, Statement
from palnet.model.roster import Headcount
from palnet.model.source import Source
from palnet.model.strategy import FocusArea, Target, TargetKind
from palnet.period import Period
from palnet.report.citations import Citations
from palnet.report.pieces import nested_headcounts, printed
from palnet.report.view import (
    AreaView,
    AttendanceRow,
    AttendanceView,
    Line,
    NetworkView,
    ReportView,
    Unknown,
)

if TYPE_CHECKING:
    from palnet.report.counted import Counted

__all__ = ["report_view"]

_Thing = TypeVar("_Thing")
_Asked = TypeVar("_Asked")


def report_view(catalogue: Catalogue, region: str, year: int, counted: Counted | None = None) -> ReportView:
    """The report on a region's year, from what is published about it, or with the answers to its survey.

    Raises :class:`palnet.NotFoundError`, naming what there is, when the region is unknown or nothing is published
    about the year.
    """
    return _Builder(catalogue, region, year, counted).view()


class _Builder:
    """Picks what belongs to one region's year out of the catalogue."""

    def __init__(self, catalogue: Catalogue, region: str, year: int, counted: Counted | None) -> None:
        self.counted = counted
        self.catalogue = catalogue
        self.region = catalogue.region(region)
        years = catalogue.figure_years(region)
        if year not in years and counted is None:
            known = ", ".join(str(one) for one in years) or "–"
            raise NotFoundError(Problem("PAL602", {"region": region, "what": "report", "year": year, "known": known}))
        self.year = year
        self.period = Period.year(year)
        self.cite = Citations(catalogue)
        self.figures = catalogue.figures(region, year)
        if counted is not None:
            published = (one for one in self.figures if one.id not in counted.replaces)
            self.figures = (*counted.figures, *published)
        self.shown = {one.id for one in self.figures}
        self.strategy = self._or_none(catalogue.strategy)
        self.plan = self._or_none(catalogue.plan)
        self.roster = self._or_none(catalogue.roster)
        self.targets = catalogue.targets(region, year)
        self.meetings = self._meetings()

    def _or_none(self, ask: Callable[[str, int], _Asked]) -> _Asked | None:
        try:
            return ask(self.region.id, self.year)
        except NotFoundError:
            return None

    def _runs(self, thing: Statement | Group | Body) -> bool:
        """Whether it holds in the year."""
        return thing.period is None or thing.period.meets(self.period)

    def _with_sources(self, things: Iterable[_Thing]) -> tuple[tuple[_Thing, tuple[int, ...]], ...]:
        return tuple((one, self.cite(one.sources)) for one in things)  # type: ignore[attr-defined]

    def view(self) -> ReportView:
        """The sections in the order in which they are read, so that sources are numbered in that order."""
        networks = self._networks()
        held = tuple(one for view in networks for one in view.network.statements if self._runs(one))
        headcounts = self._headcounts()
        statements = self._with_sources(held)
        functions = self._with_sources(one for view in networks for one in view.network.functions)
        running = [one for one in self.region.bodies if self._runs(one)]
        bodies = self._with_sources(sorted(running, key=lambda one: list(BodyKind).index(one.kind)))
        areas = tuple(self._area(area) for area in (self.strategy.areas if self.strategy else ()))
        attendance = self._attendance()
        placed = {activity.id for area in areas for activity, _ in area.activities}
        in_table = {meeting.id for row in self.meetings.values() for meeting in row.values()}
        events = tuple(one for one in self.catalogue.events(self.region.id, self.year) if one.id not in in_table)
        return ReportView(
            region=self.region,
            year=self.year,
            networks=networks,
            statements=statements,
            functions=functions,
            mapping_points=self._with_sources(one for view in networks for one in view.network.mapping_points),
            groups=tuple(
                sorted(filter(self._runs, self.region.groups), key=lambda one: (one.network, one.number or 0))
            ),
            bodies=bodies,
            roster=self.roster,
            headcounts=headcounts,
            strategy=self.strategy,
            plan=self.plan,
            targets=self.targets,
            areas=areas,
            elsewhere=self._with_sources(one for one in self._activities() if one.id not in placed),
            attendance=attendance,
            events=self._with_sources(events),
            money=self._lines(lambda one: one.unit is Unit.NOK),
            rest=self._lines(lambda one: self._home(one) is None and not self._has_own_section(one)),
            unknown=self._unknown(),
            not_stated=tuple(
                (one, self.catalogue.indicators[one.indicator], self.cite(one.sources))
                for one in self.targets
                if one.kind is TargetKind.NOT_STATED
            ),
            sources=self.cite.all(),
            counted=self.counted,
        )

    def _networks(self) -> tuple[NetworkView, ...]:
        """The region's networks, each followed by its parts; those that only start are the others' business."""
        own = {one.id for one in self.region.networks}
        whole = [one for one in self.region.networks if one.part_of not in own]
        ordered = [part for one in whole for part in self.region.network_and_parts(one.id)]
        held = self.strategy.id if self.strategy else None
        return tuple(
            NetworkView(one, next((a for a in one.adoptions if a.strategy == held), None), self.cite(one.sources))
            for one in ordered
        )

    def _activities(self) -> tuple[Activity, ...]:
        """What the year's plans hold, each activity followed by those that it consists of."""
        outer = self.catalogue.activities(self.region.id, self.year)
        return tuple(one for activity in outer for one in activity.with_parts())

    def _headcounts(self) -> tuple[tuple[int, Headcount, tuple[int, ...]], ...]:
        """The headcounts as stated, wholes before parts before subsets, with how deep each stands."""
        return nested_headcounts(self.roster, self.cite) if self.roster is not None else ()

    # Where a figure stands in the report.

    def _home(self, figure: Figure) -> str | None:
        if self.strategy is None:
            return None
        # What is placed under another strategy's area stands where its indicator does now, or with the rest.
        if any(figure.area == area.id for area in self.strategy.areas):
            return figure.area
        area = self.catalogue.area_of(figure.indicator, self.strategy) if figure.indicator else None
        return area.id if area else None

    def _has_own_section(self, figure: Figure) -> bool:
        """Whether it stands under attendance or money, only among what is lost, or beside the figure it repeats."""
        lost = figure.form is Form.PICTURE and figure.indicator is None
        return self._is_of_attendance(figure) or lost or figure.unit is Unit.NOK or figure.repeats in self.shown

    def _is_of_attendance(self, figure: Figure) -> bool:
        """Whether it stands beside the attendance at the groups' meetings, where that is known."""
        indicator = self.catalogue.indicators[figure.indicator] if figure.indicator is not None else None
        counted = indicator is not None and indicator.counted_from is CountedFrom.ATTENDANCE
        told = figure.unit is Unit.ATTENDANCES or (counted and figure.unit is not Unit.NOK)
        return told and bool(self.meetings)

    def _lines(self, wanted: Callable[[Figure], bool]) -> tuple[Line, ...]:
        return tuple(self._line(one) for one in self.figures if wanted(one) and one.repeats not in self.shown)

    def _line(self, figure: Figure) -> Line:
        elsewhere = tuple(one for one in self.catalogue.definitions.figures if one.repeats == figure.id)
        return Line(
            figure=figure,
            indicator=self.catalogue.indicators.get(figure.indicator) if figure.indicator else None,
            networks=tuple(self.catalogue.networks[one] for one in figure.networks),
            since=tuple((earlier, change_since(figure, earlier)) for earlier in figure.earlier),
            verdict=verdict_at_point(figure, self._target(figure)),
            elsewhere=elsewhere,
            cited=self.cite(figure.sources, *(one.sources for one in elsewhere)),
        )

    def _target(self, figure: Figure) -> Target | None:
        held = (one for one in self.targets if one.indicator == figure.indicator and figure.period.meets(self.period))
        of = set(figure.networks)
        # Of managers no network is said: what is aimed at for one network is not aimed at for them.
        whose = of or self.counted is None
        return next((one for one in held if not one.networks or (whose and of <= set(one.networks))), None)

    # The sections.

    def _area(self, area: FocusArea) -> AreaView:
        label, number, sources = printed(area, self.catalogue, self.region.id)
        cited = self.cite(sources)
        goals = []
        for goal in self.strategy.goals if self.strategy else ():
            if goal.area == area.id:
                said, _, where = printed(goal, self.catalogue, self.region.id)
                goals.append((goal, goal.text or said, self.cite(where)))
        activities = self._with_sources(one for one in self._activities() if one.area == area.id)
        here = [one for one in self.figures if self._home(one) == area.id and not self._has_own_section(one)]
        themes = [one for one in here if one.themes]
        indicators = [one for one in here if one.indicator is not None]
        order = {name: position for position, name in enumerate(area.indicators)}
        indicators.sort(key=lambda one: order.get(one.indicator or "", len(order)))
        others = [one for one in here if one not in themes and one not in indicators]
        return AreaView(
            area=area,
            label=label,
            number=number,
            goals=tuple(goals),
            activities=activities,
            indicators=tuple(self._line(one) for one in indicators),
            others=tuple(self._line(one) for one in others),
            themes=tuple(self._line(one) for one in themes),
            cited=cited,
        )

    def _attendance(self) -> AttendanceView | None:
        held = self.meetings
        if not held:
            return None
        meetings = [one for row in held.values() for one in row.values()]
        numbers = tuple(sorted({number for row in held.values() for number in row}))
        groups = {one.id: one for one in self.region.groups}
        rows = []
        for identifier in sorted(held, key=lambda one: (groups[one].network, groups[one].number or 0)):
            row = held[identifier]
            cells = tuple(row[number].attendance if number in row else None for number in numbers)
            cited = self.cite(source for one in row.values() for source in one.sources)
            rows.append(AttendanceRow(groups[identifier], cells, Attendance.together(cells), cited))
        return AttendanceView(
            numbers=numbers,
            rows=tuple(rows),
            by_meeting=tuple(Attendance.together(row.cells[n] for row in rows) for n in range(len(numbers))),
            total=Attendance.together(row.total for row in rows),
            lines=self._lines(self._is_of_attendance),
            base_is_inferred=any("attendance" in one.inferred for one in meetings),
            cited=self.cite(source for one in meetings for source in one.sources),
        )

    def _meetings(self) -> dict[str, dict[int, Event]]:
        """The groups' meetings whose attendance is printed, by group and number.

        A meeting without a number, or with one that is taken, gets the next that is free: none is lost.
        """
        groups = {one.id for one in self.region.groups}
        held: dict[str, dict[int, Event]] = {}
        events = self.catalogue.events(self.region.id, self.year)
        for one in sorted(events, key=lambda one: one.number is None):
            if one.attendance is not None and one.group is not None and one.group in groups:
                row = held.setdefault(one.group, {})
                number = one.number if one.number is not None else 1
                while number in row:
                    number += 1
                row[number] = one
        return held

    def _unknown(self) -> tuple[Unknown, ...]:
        """The pictures that the year's documents have lost, with the figures that stood only there."""
        if self.counted is not None:
            return ()  # the answers tell what the pictures did
        found = []
        named = {one.picture for one in self.figures}
        for document in self.catalogue.documents.values():
            own = document.region == self.region.id and self._about(document.id)
            if not own and not any(picture.id in named for picture in document.lost_pictures):
                continue
            for picture in document.lost_pictures:
                lines = self._lines(lambda one, picture=picture: one.picture == picture.id)  # type: ignore[misc]
                where = Source(document=document.id, lines=picture.lines)
                found.append(Unknown(picture, document, lines, self.cite([where])))
        return tuple(found)

    def _about(self, document: str) -> bool:
        """Whether the report's figures come from that document: then what is lost in it is missing here."""
        return any(source.document == document for one in self.figures for source in one.sources)
