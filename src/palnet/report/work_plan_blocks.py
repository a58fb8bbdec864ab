"""A resource person's work plan for a year (arbeidsplan): what the annual plan asks of them, and the year by month."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from palnet.catalogue import Catalogue
from palnet.errors import NotFoundError, Problem
from palnet.model.event import Event, EventKind
from palnet.model.plan import Activity, AnnualPlan
from palnet.model.region import Group, Network, Role
from palnet.period import Season, When
from palnet.report.blocks import Block, Bullets, Heading, Paragraph, Span, Table
from palnet.report.citations import Citations
from palnet.report.pieces import Pieces, capital, numbered, renumbered
from palnet.report.words import Words

__all__ = ["work_plan_document"]

_SEASONS = {
    Season.EARLY: (1, 2, 3),
    Season.WINTER: (1, 2),
    Season.SPRING: (3, 4, 5),
    Season.SUMMER: (6, 7, 8),
    Season.AUTUMN: (9, 10, 11),
}
"""The months that a season is shown at in the planner."""


def work_plan_document(
    catalogue: Catalogue, plan: AnnualPlan, role: str, group: str | None = None, lang: str = "nb"
) -> tuple[Block, ...]:
    """The work plan's blocks for somebody in that role, in one of the region's groups if one is given.

    Raises :class:`palnet.NotFoundError` for a role or a group that there is not.
    """
    if role not in catalogue.roles:
        raise NotFoundError(Problem("PAL607", {"name": role, "kind": "role"}))
    groups = {one.id: one for one in catalogue.regions[plan.region].groups}
    if group is not None and group not in groups:
        raise NotFoundError(Problem("PAL607", {"name": group, "kind": "group"}))
    held = groups[group] if group is not None else None
    return renumbered(tuple(_Writer(catalogue, plan, role, held, Words(lang)).blocks()))


class _Writer:
    """Writes one work plan."""

    def __init__(self, catalogue: Catalogue, plan: AnnualPlan, role: str, group: Group | None, words: Words) -> None:
        self.catalogue = catalogue
        self.plan = plan
        self.group = group
        self.words = words
        self.cite = Citations(catalogue)
        self.pieces = Pieces(catalogue, words)
        self.role = role
        self.kin = _with_wholes(catalogue.roles, role)
        self._networks = _with_wholes(catalogue.networks, group.network) if group is not None else set()
        self.strategy = catalogue.strategies[plan.strategy] if plan.strategy is not None else None
        events = catalogue.events(plan.region, plan.year)
        self.events = tuple(one for one in events if self._is_mine(one))
        own = [one for top in plan.activities for one in top.with_parts() if self._concerns_me(one)]
        self.asked = tuple(one for one in own if self.kin.intersection(one.performers))
        self.given = tuple(one for one in own if one not in self.asked and self.kin.intersection(one.audience))

    def blocks(self) -> Iterator[Block]:
        words = self.words
        role = self.catalogue.roles[self.role]
        kicker = words.label(role.label)
        if self.group is not None:
            kicker += f", {words.label(self.group.label)}"
        yield Heading(1, words("work plan title", year=self.plan.year), "top", kicker=capital(kicker))
        yield Heading(2, words("planner"), "planner")
        yield from self._planner()
        yield Heading(2, words("asked of you"), "asked", cited=self.cite(self.plan.sources))
        if self.asked:
            yield from self._by_area(self.asked)
        else:
            yield Paragraph(Span(words("nothing asked")), note=True)
        if self.given:
            yield Heading(2, words("for you"), "for-you")
            yield from self._by_area(self.given)
        yield from self.pieces.sources(self.cite.all())

    def _is_mine(self, event: Event) -> bool:
        """Whether somebody in this role takes part: the group's own meetings, and what is for the whole network."""
        if event.kind is EventKind.BODY_MEETING or event.body is not None:
            return False
        if event.group is not None:
            return self.group is None or event.group == self.group.id
        if self.group is None or not event.networks:
            return True
        return bool(self._networks.intersection(event.networks))

    def _concerns_me(self, activity: Activity) -> bool:
        """Whether an activity is of the group's own network, or of no single one."""
        return self.group is None or not activity.networks or bool(self._networks.intersection(activity.networks))

    # The year by month.

    def _planner(self) -> Iterator[Block]:
        words = self.words
        rows = []
        loose: list[Span] = []
        months: dict[int, list[Span]] = {month: [] for month in range(1, 13)}
        for event in self.events:
            said = capital(words.label(event.label))
            if event.when.date is not None:
                said = f"{words.date(event.when.date)}: {said}"
            self._place(Span(said, self.cite(event.sources)), event.when, months, loose)
        for activity in (*self.asked, *self.given):
            if activity.when is not None:
                said = capital(words.label(activity.text or activity.label))
                self._place(Span(said, self.cite(activity.sources)), activity.when, months, loose)
        for month, spans in months.items():
            for n, span in enumerate(spans):
                rows.append((Span(capital(words.month(month)) if n == 0 else ""), span))
        if rows:
            yield Table(words("planner"), (words("month"), words("what")), tuple(rows), alone=True)
        else:
            yield Paragraph(Span(words("nothing dated")), note=True)
        if loose:
            yield Bullets(tuple(loose), words("during the year"))

    def _place(self, span: Span, when: When, months: dict[int, list[Span]], loose: list[Span]) -> None:
        if when.date is not None:
            months[when.date.month].append(span)
        elif when.month is not None:
            months[when.month].append(span)
        elif when.season is not None:
            said = self.words.when(when)
            months[_SEASONS[when.season][0]].append(Span(f"{span.text} ({said})", span.cited))
        else:
            said = self.pieces.when(when)
            tells = said and said != str(self.plan.year)
            loose.append(Span(f"{span.text} ({said})" if tells else span.text, span.cited))

    # What the plan asks for.

    def _by_area(self, activities: tuple[Activity, ...]) -> Iterator[Block]:
        """Activities under their focus areas, in the strategy's order."""
        areas = self.strategy.areas if self.strategy is not None else ()
        for area in areas:
            here = [one for one in activities if one.area == area.id]
            if here:
                title = numbered(area, self.catalogue, self.plan.region, self.words)
                yield Bullets(tuple(self._item(one) for one in here), title)
        rest = [one for one in activities if one.area not in {area.id for area in areas}]
        if rest:
            yield Bullets(tuple(self._item(one) for one in rest), self.words("activities"))

    def _item(self, activity: Activity) -> Span:
        said = capital(self.words.label(activity.text or activity.label))
        when = self.pieces.when(activity.when)
        tells = when and when != str(self.plan.year)
        return Span(f"{said} ({when})" if tells else said, self.cite(activity.sources))


def _with_wholes(things: Mapping[str, Network] | Mapping[str, Role], identifier: str) -> set[str]:
    """A network or role and those that it is a part of: what is for resource persons is for resource nurses too."""
    found = {identifier}
    while (up := things[identifier].part_of) is not None and up not in found:
        found.add(up)
        identifier = up
    return found
