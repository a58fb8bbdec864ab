"""From focus area to figure, and back: what belongs to what in a region's year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from palnet.crosswalk.held import Held, Holdings, Stated, holdings
from palnet.errors import NotFoundError, Problem, nearest
from palnet.model.event import Event, EventKind
from palnet.model.figure import Figure
from palnet.model.indicator import CountedFrom, Indicator
from palnet.model.plan import Activity, AnnualPlan
from palnet.model.strategy import FocusArea, Goal, Strategy, Subgoal
from palnet.period import Period
from palnet.record import Record
from palnet.text import Text

__all__ = ["CHAIN", "Chain", "Node", "chain"]

CHAIN = ("area", "goal", "subgoal", "activity", "event", "indicator", "figure")
"""The kinds of what a chain is made of, from one end to the other."""

_KINDS: dict[type[Record], str] = {
    FocusArea: "area",
    Goal: "goal",
    Subgoal: "subgoal",
    Activity: "activity",
    Event: "event",
    Indicator: "indicator",
    Figure: "figure",
}


@attrs.frozen(eq=False)
class Node:
    """Something in the chain: an area, a goal, a subgoal, an activity, an event, an indicator or a figure."""

    thing: FocusArea | Goal | Subgoal | Activity | Event | Indicator | Figure

    @property
    def kind(self) -> str:
        """What it is, as in :data:`CHAIN`."""
        return _KINDS[type(self.thing)]

    @property
    def id(self) -> str:
        """Its id."""
        return self.thing.id

    @property
    def label(self) -> Text:
        """What it is called."""
        return self.thing.label


class Chain:
    """What belongs to what in a region's year, walked downwards from areas or upwards from figures.

    ``stated`` are the documents whose subgoals and areas it is made of.
    """

    def __init__(self, stated: Stated, year: int, nodes: Iterable[Node], steps: Iterable[tuple[Node, Node]]) -> None:
        self.stated = stated
        self.year = year
        self.nodes = tuple(nodes)
        self._down: dict[Node, dict[Node, None]] = {}
        self._up: dict[Node, dict[Node, None]] = {}
        for above, below in steps:
            self._down.setdefault(above, {})[below] = None
            self._up.setdefault(below, {})[above] = None

    def of(self, kind: str) -> tuple[Node, ...]:
        """Everything of one kind."""
        return tuple(one for one in self.nodes if one.kind == kind)

    def get(self, name: str) -> Node:
        """What has that id, the first along the chain; raises :class:`palnet.NotFoundError` with the nearest."""
        found = next((one for one in self.nodes if one.id == name), None)
        if found is None:
            said = {"kind": " | ".join(CHAIN), "name": name}
            raise NotFoundError(Problem("PAL607", said, hint=nearest(name, (one.id for one in self.nodes))))
        return found

    def below(self, node: Node) -> tuple[Node, ...]:
        """What belongs to it directly."""
        return tuple(self._down.get(node, ()))

    def above(self, node: Node) -> tuple[Node, ...]:
        """What it belongs to directly."""
        return tuple(self._up.get(node, ()))

    def down(self, node: Node) -> Iterator[tuple[int, Node]]:
        """Everything that belongs to it, each once, with how many steps away; itself first."""
        return self._walk(node, self._down)

    def up(self, node: Node) -> Iterator[tuple[int, Node]]:
        """Everything that it belongs to, each once, with how many steps away; itself first."""
        return self._walk(node, self._up)

    @staticmethod
    def _walk(node: Node, steps: dict[Node, dict[Node, None]]) -> Iterator[tuple[int, Node]]:
        seen = {node}
        waiting = [(0, node)]
        while waiting:
            depth, here = waiting.pop()
            yield depth, here
            further = [one for one in steps.get(here, ()) if one not in seen]
            seen.update(further)
            waiting += [(depth + 1, one) for one in reversed(further)]


def chain(catalogue: Held, region: str, year: int) -> Chain:
    """The chain of a region's year: its strategies and plans, their activities, its events, indicators and figures.

    A subgoal that names no goal belongs to its area, and so does an activity without a subgoal; an activity's parts
    belong to it. An event belongs to the activities that name it, or that are to happen at events of its kind. An
    indicator belongs to the areas and subgoals that name it, and what is counted from attendance to the meetings that
    have it. Figures are those about that year. Raises :class:`palnet.NotFoundError` for a region that there is not, or
    a year of which it states nothing.
    """
    known = holdings(catalogue)
    return _Maker(known, known.region(region).id, year).chain()


class _Maker:
    """Gathers the nodes and steps of one chain."""

    def __init__(self, known: Holdings, region: str, year: int) -> None:
        self.known = known
        self.region = region
        self.year = year
        self.stated = known.stated(region, year)
        if not self.stated.documents:
            years = sorted({plan.year for plan in known.plans(region)})
            listed = ", ".join(map(str, years)) or "–"
            said = {"region": region, "what": "plan", "year": year, "known": listed}
            raise NotFoundError(Problem("PAL602", said))
        self.nodes: dict[tuple[str, str], Node] = {}
        self.steps: list[tuple[Node, Node]] = []

    def chain(self) -> Chain:
        strategies = self.stated.strategies
        plans = [one for one in self.known.plans(self.region) if one.year == self.year]
        for strategy in strategies:
            self._strategy(strategy)
        for subgoal in self.stated.subgoals:
            self._subgoal(subgoal)
        for plan in plans:
            self._plan(plan)
        self._events()
        self._indicators()
        self._figures()
        ordered = sorted(self.nodes.values(), key=lambda one: CHAIN.index(one.kind))
        return Chain(self.stated, self.year, ordered, self.steps)

    def _node(self, thing: FocusArea | Goal | Subgoal | Activity | Event | Indicator | Figure) -> Node:
        return self.nodes.setdefault((_KINDS[type(thing)], thing.id), Node(thing))

    def _step(self, kind: str, above: str | None, below: Node) -> bool:
        node = self.nodes.get((kind, above)) if above is not None else None
        if node is not None:
            self.steps.append((node, below))
        return node is not None

    def _strategy(self, strategy: Strategy) -> None:
        for area in strategy.areas:
            self._node(area)
        for goal in strategy.goals:
            self._step("area", goal.area, self._node(goal))

    def _subgoal(self, subgoal: Subgoal) -> None:
        node = self._node(subgoal)
        _ = self._step("goal", subgoal.goal, node) or self._step("area", subgoal.area, node)

    def _plan(self, plan: AnnualPlan) -> None:
        for activity in plan.activities:
            node = self._node(activity)
            _ = self._step("subgoal", activity.subgoal, node) or self._step("area", activity.area, node)
            self._parts(activity, node)

    def _parts(self, activity: Activity, node: Node) -> None:
        for part in activity.parts:
            inner = self._node(part)
            self.steps.append((node, inner))
            self._parts(part, inner)

    def _events(self) -> None:
        events = self.known.events(self.region, self.year)
        for event in events:
            self._node(event)
        for one in [node.thing for node in self.nodes.values()]:
            if isinstance(one, Activity):
                named = {*one.events, *(one.when.at if one.when is not None else ())}
                for event in events:
                    if event.id in named or event.kind.value in named:
                        self._step("activity", one.id, self._node(event))

    def _indicators(self) -> None:
        wanted = [self.known.indicators[one] for one in self.stated.indicators if one in self.known.indicators]
        for indicator in wanted:
            node = self._node(indicator)
            for subgoal in self.stated.subgoals:
                if indicator.id in subgoal.indicators:
                    self._step("subgoal", subgoal.id, node)
            for strategy in self.stated.strategies:
                for area in strategy.areas:
                    if indicator.id in area.indicators:
                        self._step("area", area.id, node)
            if indicator.counted_from is CountedFrom.ATTENDANCE:
                for event in self.known.events(self.region, self.year):
                    if event.kind is EventKind.NETWORK_MEETING or event.attendance is not None:
                        self._step("event", event.id, node)

    def _figures(self) -> None:
        this_year = Period.year(self.year)
        for figure in self.known.definitions.figures:
            if figure.region != self.region or not figure.period.meets(this_year):
                continue
            node = self._node(figure)
            linked = self._step("indicator", figure.indicator, node)
            linked = self._step("event", figure.event, node) or linked
            if not linked:
                self._step("area", figure.area, node)
