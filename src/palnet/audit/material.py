"""What an audit looks at, and what it knows of how many could have answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property

import attrs

from palnet.audit.finding import Finding
from palnet.model.event import Event
from palnet.model.figure import Figure, Form
from palnet.model.plan import AnnualPlan
from palnet.model.policy import Policy
from palnet.model.predicate import Stratum
from palnet.model.region import Region
from palnet.model.roster import Roster
from palnet.model.source import Document, Source
from palnet.model.strategy import Strategy, Target

__all__ = ["Base", "Check", "Material", "is_response_rate"]


@attrs.frozen
class Base:
    """How many could have answered: what a percentage is held against when its own denominator is not printed.

    ``whole`` says that they are exactly those who were asked; else those who were are some of them. ``inferred`` that
    no document prints it as this figure's base.
    """

    count: int
    sources: tuple[Source, ...] = ()
    whole: bool = True
    inferred: bool = False


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Material:
    """Figures, plans and events, and beside them whatever is known of rosters, targets and documents."""

    figures: tuple[Figure, ...]
    plans: tuple[AnnualPlan, ...] = ()
    events: tuple[Event, ...] = ()
    rosters: tuple[Roster, ...] = ()
    targets: tuple[Target, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    regions: tuple[Region, ...] = ()
    documents: Mapping[str, Document] = attrs.field(factory=dict)
    policy: Policy = attrs.field(factory=Policy.standard)

    @cached_property
    def by_id(self) -> Mapping[str, Figure]:
        """The figures by id."""
        return {one.id: one for one in self.figures}

    @cached_property
    def event_by_id(self) -> Mapping[str, Event]:
        """The events by id."""
        return {one.id: one for one in self.events}

    @cached_property
    def part_of(self) -> Mapping[str, str | None]:
        """What each network is a part of."""
        return {one.id: one.part_of for region in self.regions for one in region.networks}

    def within(self, network: str, whole: str) -> bool:
        """Whether a network is another, or a part of it."""
        at: str | None = network
        while at is not None and at != whole:
            at = self.part_of.get(at)
        return at == whole

    @cached_property
    def answered(self) -> Mapping[tuple[object, ...], frozenset[tuple[int, tuple[Source, ...]]]]:
        """How many of each sort of respondents answered the survey, as far as it is printed."""
        found: dict[tuple[object, ...], set[tuple[int, tuple[Source, ...]]]] = {}
        for one in self.figures:
            count = one.answered if "answered" not in one.inferred else None
            if count is None and is_response_rate(one):
                count = one.numerator
            if count is not None and one.respondents is not None and one.respondents.sector is None:
                found.setdefault(_answering(one), set()).add((count, one.sources))
        return {key: frozenset(several) for key, several in found.items()}

    def base(self, figure: Figure) -> Base | None:
        """How many could have answered what the figure tells of; None where nothing says it."""
        if figure.answered is not None:
            return Base(figure.answered, figure.sources, inferred="answered" in figure.inferred)
        if figure.event is not None:
            return self._participants(figure)
        if figure.respondents is None or is_response_rate(figure) or figure.indicator is figure.question is None:
            return None
        known = self.answered.get(_answering(figure), frozenset())
        if len({count for count, _ in known}) != 1:
            return None
        count = next(iter(known))[0]
        where = tuple(source for _, several in sorted(known, key=str) for source in several)
        return Base(count, where, whole=figure.respondents.sector is None and figure.group is None, inferred=True)

    def _participants(self, figure: Figure) -> Base | None:
        event = self.event_by_id.get(figure.event or "")
        if event is None:
            return None
        role = figure.respondents.role if figure.respondents is not None else None
        counts = [one.count for one in event.participants if role is not None and role in (one.role, one.profession)]
        total = sum(counts) if counts else event.attended
        return None if not total else Base(total, event.sources, whole=False, inferred=True)

    def roster(self, figure: Figure) -> tuple[int, Roster] | None:
        """How many the roster has of those who were asked, and which roster; None where it does not say."""
        if figure.roster is not None:
            return None
        if figure.respondents is None or figure.respondents.sector is not None or len(figure.networks) != 1:
            return None
        wanted = {Stratum.ROLE: figure.respondents.role, Stratum.NETWORK: figure.networks[0]}
        if figure.group is not None:
            wanted[Stratum.GROUP] = figure.group
        for one in self.rosters:
            if one.region == figure.region and figure.period.holds(one.date) and not one.invented:
                count = one.persons(wanted)
                if count is not None:
                    return count, one
        return None

    def limit(self, figure: Figure, base: int) -> int:
        """The largest denominator that can be: the roster, or else a tenth more than the base."""
        known = self.roster(figure)
        most = figure.roster if figure.roster is not None else known[0] if known is not None else base * 11 // 10
        return max(base, most)

    def told_before(self, figure: Figure) -> bool:
        """Whether it only repeats a percentage that is looked at where it stands first, without a base of its own."""
        first = self.by_id.get(figure.repeats or "")
        own = figure.answered if figure.answered is not None else figure.denominator
        return first is not None and first.percent == figure.percent and own is None

    def shares(self) -> Iterator[Figure]:
        """The figures that print an exact percentage of somebody."""
        return (one for one in self.figures if one.percent is not None and one.form is Form.EXACT)


Check = Callable[[Material], Iterator[Finding]]
"""One check: everything that it finds."""


def is_response_rate(figure: Figure) -> bool:
    """Whether it tells how many answered, rather than what they answered."""
    return figure.respondents is not None and figure.question is None and figure.event is None and _counts(figure)


def _counts(figure: Figure) -> bool:
    return figure.numerator is not None and figure.denominator is None and figure.answered is None


def _answering(figure: Figure) -> tuple[object, ...]:
    role = figure.respondents.role if figure.respondents is not None else None
    return figure.region, figure.period, figure.networks, role
