"""What is held of regions, looked up the ways that a crosswalk needs; and which document speaks for a region."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Protocol

import attrs

from palnet.crosswalk.ends import End, Ends
from palnet.crosswalk.relations import Relations
from palnet.errors import NotFoundError, Problem, nearest
from palnet.model.definitions import Definitions
from palnet.model.event import Event
from palnet.model.figure import Figure, Form
from palnet.model.indicator import Indicator
from palnet.model.mapping import Concept, Mapping, Relation
from palnet.model.plan import AnnualPlan
from palnet.model.region import Region
from palnet.model.source import Document, Source
from palnet.model.strategy import FocusArea, Strategy, Subgoal, Target
from palnet.period import Period

__all__ = ["Held", "Holdings", "Placed", "Stated", "holdings"]


class Held(Protocol):
    """What has definitions: a :class:`palnet.Catalogue`."""

    @property
    def definitions(self) -> Definitions:
        """All that plugins bring, put together."""


@attrs.frozen(kw_only=True)
class Placed:
    """Where a subgoal or indicator is placed: under a topic, and what it is to that topic.

    ``relation`` and ``mapping`` are None where it only names the topic itself.
    """

    topic: str
    relation: Relation | None = None
    mapping: Mapping | None = None


@attrs.frozen(kw_only=True)
class Stated:
    """What speaks for a region in a comparison: its latest plan or strategy, of what year, and what it states.

    ``documents`` are several where the region's networks each have their own of the same year, and none where the
    region has nothing. ``strategies`` are those that they belong to. ``year`` is the plan's, or the first of the
    strategy's.
    """

    region: Region
    documents: tuple[Strategy | AnnualPlan, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    year: int | None = None

    @property
    def subgoals(self) -> tuple[Subgoal, ...]:
        """The subgoals that the documents state."""
        return tuple(one for document in self.documents for one in document.subgoals)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that live under the strategies' areas, or that a subgoal or target names."""
        areas = (one for strategy in self.strategies for area in strategy.areas for one in area.indicators)
        subgoals = (one for subgoal in self.subgoals for one in subgoal.indicators)
        return tuple(dict.fromkeys((*areas, *subgoals, *(one.indicator for one in self.targets))))

    @property
    def targets(self) -> tuple[Target, ...]:
        """The documents' own targets, then the strategies'."""
        own = [one for document in self.documents for one in document.targets]
        return tuple(dict.fromkeys((*own, *(one for strategy in self.strategies for one in strategy.targets))))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Where the documents stand."""
        return tuple(dict.fromkeys(source for one in self.documents for source in one.sources))


def holdings(held: Held) -> Holdings:
    """The look-up of what is held. Who asks many times makes it once and asks it."""
    return held if isinstance(held, Holdings) else Holdings(held.definitions)


class Holdings:
    """Definitions, looked up by region, indicator, topic."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.regions = {one.id: one for one in definitions.regions}
        self.strategies: dict[str, Strategy] = {one.id: one for one in definitions.strategies}
        self.indicators: dict[str, Indicator] = {one.id: one for one in definitions.indicators}
        self.documents: dict[str, Document] = {one.id: one for one in definitions.documents}

    @cached_property
    def ends(self) -> Ends:
        """What mappings can speak of."""
        return Ends(self.definitions)

    @cached_property
    def relations(self) -> Relations:
        """What mappings say."""
        return Relations(self.definitions.mappings, self.ends)

    @cached_property
    def concepts(self) -> dict[str, Concept]:
        """Concepts by id."""
        return {one.id: one for vocabulary in self.definitions.vocabularies for one in vocabulary.concepts}

    @cached_property
    def _figures(self) -> dict[tuple[str, str], list[Figure]]:
        found: dict[tuple[str, str], list[Figure]] = {}
        for one in self.definitions.figures:
            if one.indicator is not None:
                found.setdefault((one.region, one.indicator), []).append(one)
        return found

    @cached_property
    def _plans(self) -> dict[str, list[AnnualPlan]]:
        found: dict[str, list[AnnualPlan]] = {}
        for one in self.definitions.plans:
            found.setdefault(one.region, []).append(one)
        return found

    def region(self, region: str) -> Region:
        """The region; raises :class:`palnet.NotFoundError` naming those there are."""
        if region not in self.regions:
            known = ", ".join(self.regions) or "–"
            raise NotFoundError(Problem("PAL601", {"region": region, "known": known}))
        return self.regions[region]

    def by_name(self, regions: Iterable[str]) -> list[str]:
        """Regions in the order in which they stand beside each other: by what they are called, never ranked."""
        return sorted(regions, key=lambda one: (self.regions[one].label.in_("nb").casefold(), one))

    def indicator(self, indicator: str) -> Indicator:
        """The indicator; raises :class:`palnet.NotFoundError` with the nearest there is."""
        if indicator not in self.indicators:
            said = {"kind": "indicator", "name": indicator}
            raise NotFoundError(Problem("PAL607", said, hint=nearest(indicator, self.indicators)))
        return self.indicators[indicator]

    def figures(self, region: str, indicator: str) -> Iterator[Figure]:
        """What is published of an indicator in a region: each number once, and not what one event alone came to.

        What is printed only as a change has no place in a series.
        """
        for one in self._figures.get((region, indicator), ()):
            if one.repeats is None and one.event is None and one.form is not Form.RELATIVE:
                yield one

    def plans(self, region: str) -> tuple[AnnualPlan, ...]:
        """The region's annual plans."""
        return tuple(self._plans.get(region, ()))

    def adopted(self, region: Region) -> tuple[Strategy, ...]:
        """The strategies that the region's networks have adopted, by time."""
        named = dict.fromkeys(one.strategy for network in region.networks for one in network.adoptions)
        held = (self.strategies[one] for one in named if one in self.strategies)
        return tuple(sorted(held, key=lambda one: (one.period.start, one.id)))

    def area_of(self, indicators: Iterable[str], strategy: Strategy) -> FocusArea | None:
        """The focus area that one of these indicators lives under in a strategy."""
        wanted = set(indicators)
        return next((area for area in strategy.areas if wanted.intersection(area.indicators)), None)

    def placed(self, end: End) -> tuple[Placed, ...]:
        """The concepts that a subgoal, area or indicator is placed under, as mapped; else those that it names."""
        links = (link for link in self.relations.stated(end.id) if link.object in self.concepts)
        mapped = tuple(Placed(topic=link.object, relation=link.relation, mapping=link.mappings[0]) for link in links)
        named = {one.topic for one in mapped}
        return (*mapped, *(Placed(topic=one) for one in end.topics if one not in named))

    @cached_property
    def topics(self) -> tuple[Concept, ...]:
        """Every concept of the vocabularies that a subgoal is placed under somewhere, in their order."""
        placed = {one.topic for end in self.ends if end.kind == "subgoal" for one in self.placed(end)}
        return tuple(
            concept
            for vocabulary in self.definitions.vocabularies
            if placed.intersection(concept.id for concept in vocabulary.concepts)
            for concept in vocabulary.concepts
        )

    def stated(self, region: str, year: int | None = None) -> Stated:
        """The latest plan or strategy of a region that states subgoals; of those in force that year where one is given.

        A plan goes before a strategy of the same year. Where none states a subgoal it is the latest of them all.
        """
        held = self.region(region)
        plans = [(one.year, 1, one) for one in self.plans(region) if year is None or one.year == year]
        strategies = [
            (one.period.start.year, 0, one)
            for one in self.adopted(held)
            if year is None or one.period.meets(Period.year(year))
        ]
        every: list[tuple[int, int, Strategy | AnnualPlan]] = [*plans, *strategies]
        found = [one for one in every if one[2].subgoals] or every
        if not found:
            return Stated(region=held)
        # Of a given year all are in force, whenever they began: the plan of the year says the most.
        ranked = [((rank, begun) if year is not None else (begun, rank), begun, one) for begun, rank, one in found]
        most = max(key for key, _, _ in ranked)
        latest = [(begun, one) for key, begun, one in ranked if key == most]
        named = [one.strategy if isinstance(one, AnnualPlan) else one.id for _, one in latest]
        belonging = tuple(self.strategies[one] for one in dict.fromkeys(named) if one in self.strategies)
        documents = tuple(one for _, one in latest)
        return Stated(region=held, documents=documents, strategies=belonging, year=latest[0][0])

    def events(self, region: str, year: int) -> tuple[Event, ...]:
        """The region's events of a year."""
        return tuple(
            one for one in self.definitions.events if one.region == region and one.when.in_year in (year, None)
        )
