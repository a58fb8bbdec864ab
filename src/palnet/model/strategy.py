"""What a network has promised: strategies with focus areas, goals, subgoals and targets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.source import Source
from palnet.period import Period
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = ["Direction", "FocusArea", "Goal", "Printing", "Strategy", "Subgoal", "Target", "TargetKind"]


class Direction(StrEnum):
    """Which way is good. It decides a judgement and never changes a number."""

    INCREASE = "increase"
    DECREASE = "decrease"
    MAINTAIN = "maintain"


@attrs.frozen(kw_only=True)
class Printing(Record):
    """How one document prints an area or a goal: its name and number there. One strategy has several printings."""

    source: Source
    label: Text | None = None
    number: int | None = None


@attrs.frozen(kw_only=True)
class FocusArea(Record):
    """A focus area (satsingsområde) of one strategy. Its number is a field, never its identity: numbers move.

    ``indicators`` are those that live under it.
    """

    id: Id
    label: Text
    number: int | None = None
    printings: tuple[Printing, ...] = ()
    indicators: tuple[Annotated[str, Ref("indicator")], ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class Goal(Record):
    """A goal (mål) under a focus area. ``label`` in our words; ``text`` is the network's own wording, if any.

    ``involves`` is what it names: the dimensions of quality that it means, a document that it goes by.
    """

    id: Id
    area: Annotated[str, Ref("area")]
    label: Text
    text: Text | None = None
    involves: tuple[Annotated[str, Ref("concept | document")], ...] = ()
    printings: tuple[Printing, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class Subgoal(Record):
    """A subgoal (delmål) of a strategy or a plan. ``topics`` are what it is about, in the common vocabulary.

    ``involves`` is what it names: tools, a level of competence, documents.
    """

    id: Id
    area: Annotated[str, Ref("area")]
    label: Text
    goal: Annotated[str, Ref("goal")] | None = None
    number: int | None = None
    text: Text | None = None
    direction: Direction | None = None
    topics: tuple[Annotated[str, Ref("concept")], ...] = ()
    involves: tuple[Annotated[str, Ref("concept | document")], ...] = ()
    indicators: tuple[Annotated[str, Ref("indicator")], ...] = ()
    networks: tuple[Annotated[str, Ref("network")], ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


class TargetKind(StrEnum):
    """What a target asks for."""

    SHARE = "share"
    COUNT_PER_GROUP = "count-per-group"
    EVERYONE = "everyone"
    DIRECTION = "direction"
    NOT_STATED = "not-stated"


@attrs.frozen(kw_only=True)
class Target(Record):
    """What a strategy or plan wants an indicator to reach. It belongs to them, not to the indicator.

    ``percent`` (0 to 100) goes with a share, ``count`` with a count for each group, ``direction`` with a direction
    alone. ``margin`` says within how many percentage points the direction "maintain" still holds. ``not-stated`` is a
    target that a document speaks of without its number. A share with ``direction`` decrease asks for at most that
    share.
    """

    id: Id
    indicator: Annotated[str, Ref("indicator")]
    kind: TargetKind
    percent: Decimal | None = None
    count: int | None = None
    direction: Direction | None = None
    margin: Decimal | None = None
    networks: tuple[Annotated[str, Ref("network")], ...] = ()
    period: Period | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        needs = {
            TargetKind.SHARE: "percent",
            TargetKind.COUNT_PER_GROUP: "count",
            TargetKind.DIRECTION: "direction",
        }.get(self.kind)
        for name in ("percent", "count"):
            given = getattr(self, name)
            if name == needs and given is None:
                yield Problem("PAL309", {"field": f'kind = "{self.kind}"', "needs": name}, keys=("kind",))
            if name != needs and given is not None:
                yield Problem(
                    "PAL315", {"field": name, "with": f'kind = "{self.kind}"'}, keys=(name,), value=str(given)
                )
        if needs == "direction" and self.direction is None:
            yield Problem("PAL309", {"field": f'kind = "{self.kind}"', "needs": "direction"}, keys=("kind",))
        if self.percent is not None and not 0 <= self.percent <= 100:
            yield Problem("PAL316", keys=("percent",), value=str(self.percent), expected="0–100")
        if self.count is not None and self.count < 0:
            yield Problem("PAL311", keys=("count",), value=str(self.count))
        maintains = self.kind is TargetKind.DIRECTION and self.direction is Direction.MAINTAIN
        if self.margin is not None and not maintains:
            yield Problem("PAL309", {"field": "margin", "needs": 'direction = "maintain"'}, keys=("margin",))
        if self.margin is not None and not 0 <= self.margin <= 100:
            yield Problem("PAL316", keys=("margin",), value=str(self.margin), expected="0–100")
        if self.kind is TargetKind.SHARE and self.direction is Direction.MAINTAIN:
            yield Problem(
                "PAL315", {"field": "direction", "with": 'kind = "share"'}, keys=("direction",), value="maintain"
            )


@attrs.frozen(kw_only=True)
class Strategy(Record):
    """A strategy for some years: focus areas, the goals and subgoals under them, and targets.

    Which networks it holds for, they say themselves (:class:`palnet.model.region.Adoption`).
    """

    id: Id
    label: Text
    period: Period
    areas: tuple[FocusArea, ...]
    goals: tuple[Goal, ...] = ()
    subgoals: tuple[Subgoal, ...] = ()
    targets: tuple[Target, ...] = ()
    builds_on: tuple[Annotated[str, Ref("document")], ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if not self.areas:
            yield Problem("PAL312", keys=("areas",))
        numbers: dict[int, int] = {}
        for position, area in enumerate(self.areas):
            if area.number is not None and area.number in numbers:
                yield Problem(
                    "PAL317",
                    {"number": area.number, "other": self.areas[numbers[area.number]].id},
                    keys=("areas", position, "number"),
                )
            elif area.number is not None:
                numbers[area.number] = position
        for position, target in enumerate(self.targets):
            if target.period is not None and not target.period.within(self.period):
                yield Problem(
                    "PAL318",
                    {"inner": str(target.period), "outer": str(self.period)},
                    keys=("targets", position, "period"),
                )
