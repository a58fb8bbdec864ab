"""Where an indicator lived when: the strategies of a region, one after the other, and what became of it in each."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from palnet.crosswalk.held import Holdings
from palnet.crosswalk.relations import Link
from palnet.model.region import Region
from palnet.model.strategy import FocusArea, Strategy, Target
from palnet.period import Period

__all__ = ["Home", "homes_of"]


@attrs.frozen(kw_only=True)
class Home:
    """One strategy of the region, the area that the indicator lives under in it, and the targets it has there.

    ``area`` is None where it has no home in that strategy; ``inferred`` says that no document prints the area.
    ``targets`` are the strategy's own and those of annual plans under it. ``lost_area`` and ``lost_target`` say that
    it had one in the strategy before. ``link`` is what the area before is to this one, where somebody has said so.
    """

    strategy: Strategy
    area: FocusArea | None = None
    inferred: bool = False
    targets: tuple[Target, ...] = ()
    lost_area: bool = False
    lost_target: bool = False
    link: Link | None = None

    @property
    def period(self) -> Period:
        """When the strategy holds."""
        return self.strategy.period


def homes_of(known: Holdings, region: Region, indicators: Iterable[str]) -> tuple[Home, ...]:
    """The region's strategies by time, as homes of an indicator under any of its ids."""
    wanted = tuple(indicators)
    made: list[Home] = []
    for strategy in known.adopted(region):
        area = known.area_of(wanted, strategy)
        planned = (one for plan in known.plans(region.id) if plan.strategy == strategy.id for one in plan.targets)
        targets = tuple(one for one in (*strategy.targets, *planned) if one.indicator in wanted)
        before = next((one for one in reversed(made) if one.period.start < strategy.period.start), None)
        link = None
        if before is not None and before.area is not None and area is not None:
            link = known.relations.between(before.area.id, area.id)
        made.append(
            Home(
                strategy=strategy,
                area=area,
                inferred=area is not None and "indicators" in area.inferred,
                targets=targets,
                lost_area=area is None and before is not None and before.area is not None,
                lost_target=not targets and before is not None and bool(before.targets),
                link=link,
            )
        )
    return tuple(made)
