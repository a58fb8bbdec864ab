"""Regions beside each other, topic by topic: subgoals, indicators, targets, latest numbers, and what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from palnet.crosswalk.held import Held, Holdings, Placed, Stated, holdings
from palnet.crosswalk.relations import Link
from palnet.errors import NotFoundError, Problem, UsageError
from palnet.model.count import Count
from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.mapping import Concept, Relation
from palnet.model.plan import AnnualPlan
from palnet.model.strategy import Strategy, Subgoal, Target
from palnet.period import Period

__all__ = ["Cell", "Comparison", "Measured", "Row", "check_regions", "compare"]


@attrs.frozen(kw_only=True)
class Measured:
    """An indicator of a region, its target there, and its latest numbers, one for each of those it speaks of.

    ``stated_in`` is the document that the target belongs to.
    """

    indicator: Indicator
    placed: Placed | None = None
    target: Target | None = None
    stated_in: Strategy | AnnualPlan | None = None
    latest: tuple[Figure | Count, ...] = ()


@attrs.frozen(kw_only=True)
class Cell:
    """What a region's document says of a topic: its subgoals and its indicators, each with what it is to the topic."""

    region: str
    subgoals: tuple[tuple[Subgoal, Placed | None], ...] = ()
    indicators: tuple[Measured, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the document does not speak of the topic. It says nothing of other documents."""
        return not self.subgoals and not self.indicators


@attrs.frozen(kw_only=True)
class Row:
    """A topic and what each region has of it; ``topic`` is None for what is placed under no common topic.

    ``links`` are what the subgoals of two regions are to each other, as far as somebody has said so.
    """

    topic: Concept | None
    cells: tuple[Cell, ...]
    links: tuple[Link, ...] = ()


@attrs.frozen(kw_only=True)
class Comparison:
    """Regions in columns, by name and never ranked, and topics in rows. ``year`` is None for the latest of each."""

    columns: tuple[Stated, ...]
    rows: tuple[Row, ...]
    year: int | None = None


def compare(
    catalogue: Held,
    regions: Iterable[str],
    *,
    year: int | None = None,
    counts: Mapping[str, Iterable[Count]] | None = None,
) -> Comparison:
    """Put regions beside each other, each with its latest plan or strategy, or with that of ``year``.

    Rows are the topics of the vocabularies that subgoals are placed under, all of them, in their order; what stands
    under none of them comes last. ``counts`` by region are numbers of one's own, which go before what is published of
    the same indicator and period. Raises :class:`palnet.NotFoundError` naming every region that there is not, and
    :class:`palnet.UsageError` for fewer than two regions or one named twice.
    """
    known = holdings(catalogue)
    named = tuple(regions)
    check_regions(known, named, counts or {})
    columns = [known.stated(one, year) for one in known.by_name(named)]
    held = [_Region(known, one, year, tuple((counts or {}).get(one.region.id, ()))) for one in columns]
    rows = [
        Row(topic=topic, cells=cells, links=tuple(_links(known, cells)))
        for topic in known.topics
        for cells in [tuple(one.cell(topic.id) for one in held)]
    ]
    rest = tuple(one.cell(None) for one in held)
    if not all(one.is_empty for one in rest):
        rows.append(Row(topic=None, cells=rest, links=tuple(_links(known, rest))))
    return Comparison(columns=tuple(columns), rows=tuple(rows), year=year)


def check_regions(known: Holdings, named: tuple[str, ...], counts: Iterable[str] = ()) -> None:
    """Refuse to compare what is not two regions or more, each once and known; ``counts`` are those with numbers.

    Raises what :func:`compare` does, with every problem.
    """
    problems: list[Problem] = []
    for one in dict.fromkeys(named):
        try:
            known.region(one)
        except NotFoundError as error:
            problems += error.problems
    if problems:
        raise NotFoundError(problems)
    wrong: list[Problem] = []
    if len(named) < 2:
        wrong.append(Problem("PAL620", {"count": len(named)}))
    wrong += [Problem("PAL621", {"region": one}) for one in dict.fromkeys(named) if named.count(one) > 1]
    wrong += [Problem("PAL622", {"region": one, "known": ", ".join(named)}) for one in counts if one not in named]
    if wrong:
        raise UsageError(wrong)


class _Region:
    """One column: what its document has, by topic."""

    def __init__(self, known: Holdings, stated: Stated, year: int | None, counts: tuple[Count, ...]) -> None:
        self._known = known
        self._stated = stated
        self._year = year
        self._counts: dict[str, list[Count]] = {}
        for count in counts:
            self._counts.setdefault(count.indicator, []).append(count)
        topics = {one.id for one in known.topics}
        # The document's own targets, then those of the strategy that it belongs to.
        stating = {one.id: one for one in (*stated.documents, *stated.strategies)}
        self._wanted: dict[str, list[tuple[Target, Strategy | AnnualPlan]]] = {}
        for document in stating.values():
            for one in document.targets:
                self._wanted.setdefault(one.indicator, []).append((one, document))
        self._subgoals: dict[str | None, list[tuple[Subgoal, Placed | None]]] = {}
        for subgoal in stated.subgoals:
            for placed in self._places(subgoal.id, topics):
                self._subgoals.setdefault(placed.topic if placed else None, []).append((subgoal, placed))
        self._measured: dict[str | None, list[Measured]] = {}
        for name in dict.fromkeys((*stated.indicators, *self._counts)):
            indicator = known.indicators.get(name)
            if indicator is None:
                continue
            measured = self._measure(indicator)
            for placed in self._places(name, topics):
                self._measured.setdefault(placed.topic if placed else None, []).append(
                    attrs.evolve(measured, placed=placed)
                )

    def _places(self, name: str, topics: set[str]) -> Iterator[Placed | None]:
        end = self._known.ends.get(name)
        places = [one for one in self._known.placed(end) if one.topic in topics] if end is not None else []
        yield from places or (None,)

    def _measure(self, indicator: Indicator) -> Measured:
        target, stated_in = self._target(indicator.id)
        return Measured(
            indicator=indicator, target=target, stated_in=stated_in, latest=tuple(self._latest(indicator.id))
        )

    def _target(self, indicator: str) -> tuple[Target | None, Strategy | AnnualPlan | None]:
        """The document's own target, else the one of the strategy that it belongs to, if it holds that year."""
        year = self._year or self._stated.year
        for one, document in self._wanted.get(indicator, ()):
            if one.period is None or year is None or one.period.meets(Period.year(year)):
                return one, document
        return None, None

    def _latest(self, indicator: str) -> list[Figure | Count]:
        """The numbers of the last period that there are any of, up to the year that is asked for."""
        given = self._counts.get(indicator, [])
        published = [one for one in self._known.figures(self._stated.region.id, indicator) if one.group is None]
        every: list[tuple[Period | None, Figure | Count]] = [(one.period, one) for one in given]
        every += [(one.period, one) for one in published]
        in_time = [(held, one) for held, one in every if self._year is None or _begun(held) <= self._year]
        last = max((_begun(held) for held, _ in in_time), default=None)
        found = [one for held, one in in_time if _begun(held) == last]
        counts: list[Figure | Count] = [one for one in found if isinstance(one, Count)]
        return counts or found

    def cell(self, topic: str | None) -> Cell:
        """What it has of a topic; of None, what stands under no topic."""
        return Cell(
            region=self._stated.region.id,
            subgoals=tuple(self._subgoals.get(topic, ())),
            indicators=tuple(self._measured.get(topic, ())),
        )


def _begun(period: Period | None) -> int:
    """The last year of a period, by which numbers are ordered; a count without a period is of now."""
    return 9999 if period is None else period.last_year or period.start.year


def _links(known: Holdings, cells: Iterable[Cell]) -> Iterator[Link]:
    """What the subgoals of different regions under one topic are to each other.

    Every pair that a mapping speaks of; and of several that are the same through one concept, each with the first that
    no mapping speaks of it with.
    """
    relations = known.relations
    column: dict[str, int] = {}
    shared: dict[str, None] = {}
    for position, cell in enumerate(cells):
        for subgoal, _ in cell.subgoals:
            if column.setdefault(subgoal.id, position) != position:
                shared[subgoal.id] = None
    for name in shared:
        # Two regions under one strategy: nobody needs to say it.
        yield Link(subject=name, relation=Relation.SAME_AS, object=name, mappings=())
    same: dict[str, list[tuple[str, Link]]] = {}
    explicit: set[tuple[str, str]] = set()
    for name, position in column.items():
        for link in relations.stated(name):
            if link.object in column:
                explicit.add((name, link.object))
                if position < column[link.object]:
                    yield link
            elif link.relation is Relation.SAME_AS and link.object in known.concepts:
                same.setdefault(link.object, []).append((name, link))
    for members in same.values():
        for n, (name, link) in enumerate(members):
            others = (held for held in members[:n] if column[held[0]] != column[name])
            first = next((held for held in others if (held[0], name) not in explicit), None)
            if first is not None:
                yield relations.through(first[1], link)
