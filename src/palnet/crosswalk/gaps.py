"""What nobody follows up: where the chain from focus area to figure is broken in a region's year."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import attrs

from palnet.crosswalk.chains import Chain, Node, chain
from palnet.crosswalk.ends import End
from palnet.crosswalk.held import Held, Holdings, Stated, holdings
from palnet.model.indicator import Indicator
from palnet.model.plan import Activity, AnnualPlan
from palnet.model.source import Document, Source
from palnet.model.strategy import Direction, FocusArea, Goal, Strategy, Subgoal, Target, TargetKind

__all__ = ["COLUMNS", "Gap", "GapKind", "GapMatrix", "GapRow", "find_gaps"]

COLUMNS = ("activity", "event", "indicator", "target", "figure")
"""What the matrix counts of each subgoal."""


class GapKind(StrEnum):
    """What is missing."""

    TARGET_LAPSED = "target-lapsed"
    INDICATOR_WITHOUT_SUBGOAL = "indicator-without-subgoal"
    SUBGOAL_WITHOUT_INDICATOR = "subgoal-without-indicator"
    WITHOUT_BASELINE = "without-baseline"
    WITHOUT_TARGET = "without-target"
    GOAL_WITHOUT_ACTIVITY = "goal-without-activity"
    SUBGOAL_WITHOUT_ACTIVITY = "subgoal-without-activity"
    ACTIVITY_WITHOUT_SUBGOAL = "activity-without-subgoal"
    EXPIRED_DOCUMENT = "expired-document"
    NOT_MAPPED = "not-mapped"


@attrs.frozen(kw_only=True)
class Gap:
    """One thing that is missing, and of what.

    ``thing`` is what lacks it. Of a lapsed target ``target`` is what was wanted, ``strategy`` where it stood, and
    ``now`` what is wanted since, without a number.
    ``near`` are things that could fill the gap and do not say so: indicators, or subgoals, placed under the same topic.
    """

    kind: GapKind
    thing: FocusArea | Goal | Subgoal | Activity | Indicator | Document | End
    target: Target | None = None
    strategy: Strategy | None = None
    now: Target | None = None
    near: tuple[Indicator | Subgoal, ...] = ()
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class GapRow:
    """One subgoal, or an area of which there is none: how many of each there are below it, in the order of COLUMNS.

    Activities that are parts of others are not counted beside them; targets are those with a number.
    """

    area: FocusArea
    subgoal: Subgoal | None
    numbers: tuple[int, ...]


@attrs.frozen(kw_only=True)
class GapMatrix:
    """A region's year: every subgoal with what there is of it, and everything that is missing."""

    chain: Chain
    rows: tuple[GapRow, ...]
    gaps: tuple[Gap, ...]

    @property
    def stated(self) -> Stated:
        """The documents that it is made of."""
        return self.chain.stated

    def of(self, kind: GapKind) -> tuple[Gap, ...]:
        """The gaps of one kind."""
        return tuple(one for one in self.gaps if one.kind is kind)


def find_gaps(catalogue: Held, region: str, year: int) -> GapMatrix:
    """Everything that is missing in a region's year, by kind and then in the documents' own order.

    A subgoal has an indicator when it names one. One that wants more, or less, of something needs a number to begin
    from (of that year or earlier) and a target that says how much. An indicator serves a subgoal that names it or that
    is placed under a topic that the indicator is placed under. A target has lapsed when the strategy that it stood in
    has ended and nothing since wants anything of that indicator. Raises :class:`palnet.NotFoundError` for a region that
    there is not, or a year of which it states nothing.
    """
    known = holdings(catalogue)
    held = chain(known, region, year)
    finder = _Finder(known, held)
    order = list(GapKind)
    gaps = sorted(finder.gaps(), key=lambda one: order.index(one.kind))
    return GapMatrix(chain=held, rows=tuple(finder.rows()), gaps=tuple(gaps))


class _Finder:
    """Looks a chain through."""

    def __init__(self, known: Holdings, held: Chain) -> None:
        self.known = known
        self.chain = held
        self.stated = held.stated
        self.region = held.stated.region
        self.year = held.year
        self.areas = {one.id: one for strategy in self.stated.strategies for one in strategy.areas}
        self._topics: dict[str, frozenset[str]] = {}

    def gaps(self) -> Iterator[Gap]:
        yield from self._lapsed()
        yield from self._unserved()
        yield from self._subgoals()
        yield from self._goals()
        yield from self._activities()
        yield from self._documents()
        yield from self._unmapped()

    def rows(self) -> Iterator[GapRow]:
        for area in self.areas.values():
            subgoals = [one for one in self.stated.subgoals if one.area == area.id]
            for subgoal in subgoals:
                yield GapRow(area=area, subgoal=subgoal, numbers=self._numbers(self.chain.get(subgoal.id)))
            if not subgoals:
                yield GapRow(area=area, subgoal=None, numbers=self._numbers(self.chain.get(area.id)))

    def _numbers(self, node: Node) -> tuple[int, ...]:
        # What a meeting is counted for measures the meeting, not every subgoal that comes up there.
        indicators = [one for one in self.chain.below(node) if one.kind == "indicator"]
        named = {one.id for one in indicators}
        held = {
            "activity": sum(one.kind == "activity" for one in self.chain.below(node)),
            "event": sum(one.kind == "event" for _, one in self.chain.down(node)),
            "indicator": len(indicators),
            "target": sum(one.indicator in named and self._is_number(one) for one in self.stated.targets),
            "figure": sum(one.kind == "figure" for above in indicators for one in self.chain.below(above)),
        }
        return tuple(held[kind] for kind in COLUMNS)

    @staticmethod
    def _is_number(target: Target) -> bool:
        return target.kind not in (TargetKind.DIRECTION, TargetKind.NOT_STATED)

    def _of(self, name: str) -> frozenset[str]:
        """The topics that a subgoal or indicator is placed under."""
        if name not in self._topics:
            end = self.known.ends.get(name)
            self._topics[name] = (
                frozenset(one.topic for one in self.known.placed(end)) if end is not None else frozenset()
            )
        return self._topics[name]

    def _serves(self, indicator: Indicator) -> tuple[Subgoal, ...]:
        """The subgoals that an indicator serves: those that name it, or are about the same topic."""
        mine = self._of(indicator.id)
        return tuple(one for one in self.stated.subgoals if indicator.id in one.indicators or mine & self._of(one.id))

    def _lapsed(self) -> Iterator[Gap]:
        wanted: dict[str, Target] = {}
        for one in sorted(self.stated.targets, key=self._is_number):
            wanted[one.indicator] = one
        ended = [one for one in self.known.adopted(self.region) if (one.period.last_year or self.year) < self.year]
        told: set[str] = set()
        for strategy in reversed(ended):
            for target in strategy.targets:
                indicator = self.known.indicators.get(target.indicator)
                now = wanted.get(target.indicator)
                goes_on = now is not None and (self._is_number(now) or not self._is_number(target))
                if indicator is None or goes_on or target.indicator in told:
                    continue
                told.add(target.indicator)
                yield Gap(
                    kind=GapKind.TARGET_LAPSED,
                    thing=indicator,
                    target=target,
                    strategy=strategy,
                    now=now,
                    near=self._serves(indicator),
                    sources=target.sources,
                )

    def _unserved(self) -> Iterator[Gap]:
        stated = {one.area for one in self.stated.subgoals}
        for one in self._indicators():
            homes = {area.id for area in self.areas.values() if one.id in area.indicators}
            if (homes & stated or not homes) and not self._serves(one):
                yield Gap(kind=GapKind.INDICATOR_WITHOUT_SUBGOAL, thing=one, sources=one.sources)

    def _subgoals(self) -> Iterator[Gap]:
        planned = any(isinstance(one, AnnualPlan) for one in self.stated.documents)
        for subgoal in self.stated.subgoals:
            if not subgoal.indicators:
                near = tuple(one for one in self._indicators() if self._of(one.id) & self._of(subgoal.id))
                yield Gap(kind=GapKind.SUBGOAL_WITHOUT_INDICATOR, thing=subgoal, near=near, sources=subgoal.sources)
            if subgoal.direction in (Direction.INCREASE, Direction.DECREASE):
                if not self._has_baseline(subgoal):
                    yield Gap(kind=GapKind.WITHOUT_BASELINE, thing=subgoal, sources=subgoal.sources)
                if not self._has_target(subgoal):
                    yield Gap(kind=GapKind.WITHOUT_TARGET, thing=subgoal, sources=subgoal.sources)
            below = self.chain.below(self.chain.get(subgoal.id))
            if planned and not any(one.kind == "activity" for one in below):
                yield Gap(kind=GapKind.SUBGOAL_WITHOUT_ACTIVITY, thing=subgoal, sources=subgoal.sources)

    def _indicators(self) -> Iterator[Indicator]:
        return (one.thing for one in self.chain.of("indicator") if isinstance(one.thing, Indicator))

    def _has_baseline(self, subgoal: Subgoal) -> bool:
        """Whether something has been measured, that year or before, of what there is to be more of."""
        for name in subgoal.indicators:
            for figure in self.known.figures(self.region.id, name):
                numbers = (figure.percent, figure.value, figure.numerator, figure.at_least)
                if figure.period.start.year <= self.year and any(one is not None for one in numbers):
                    return True
        return False

    def _has_target(self, subgoal: Subgoal) -> bool:
        return any(one.indicator in subgoal.indicators and self._is_number(one) for one in self.stated.targets)

    def _goals(self) -> Iterator[Gap]:
        """Goals that no activity of the year leads to: directly, or in an area whose subgoals name no goal."""
        if not any(plan.year == self.year for plan in self.known.plans(self.region.id)):
            return
        loose = {area: any(kind == "activity" for kind in self._kinds_below_without_goal(area)) for area in self.areas}
        for node in self.chain.of("goal"):
            below = any(one.kind == "activity" for _, one in self.chain.down(node))
            if isinstance(node.thing, Goal) and not below and not loose.get(node.thing.area, False):
                yield Gap(kind=GapKind.GOAL_WITHOUT_ACTIVITY, thing=node.thing, sources=node.thing.sources)

    def _kinds_below_without_goal(self, area: str) -> Iterator[str]:
        for first in self.chain.below(self.chain.get(area)):
            if first.kind in ("subgoal", "activity"):
                yield from (one.kind for _, one in self.chain.down(first))

    def _activities(self) -> Iterator[Gap]:
        for plan in self.known.plans(self.region.id):
            for one in plan.activities if plan.year == self.year and plan.subgoals else ():
                if one.subgoal is None:
                    yield Gap(kind=GapKind.ACTIVITY_WITHOUT_SUBGOAL, thing=one, sources=one.sources)

    def _documents(self) -> Iterator[Gap]:
        plans = [one for one in self.known.plans(self.region.id) if one.year == self.year]
        named = [name for plan in plans for name in plan.governed_by]
        named += [name for strategy in self.stated.strategies for name in strategy.builds_on]
        for name in dict.fromkeys(named):
            document = self.known.documents.get(name)
            last = document.period.last_year if document is not None and document.period is not None else None
            if document is not None and last is not None and last < self.year:
                yield Gap(kind=GapKind.EXPIRED_DOCUMENT, thing=document, sources=document.sources)

    def _unmapped(self) -> Iterator[Gap]:
        """Areas, subgoals and indicators that no mapping speaks of, places under a topic or excuses."""
        for node in self.chain.nodes:
            end = self.known.ends.get(node.id) if node.kind in ("area", "subgoal", "indicator") else None
            if end is not None and not end.topics and not self.known.relations.is_mapped(end.id):
                yield Gap(kind=GapKind.NOT_MAPPED, thing=end)
