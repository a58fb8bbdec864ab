"""Percentages of the same respondents: which denominators they could have in common."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import attrs

from palnet.assess._arguments import Arguments
from palnet.audit.rounding import USUAL, Printed, Rounding, _printed

__all__ = ["Joint", "common_denominators", "joint_search"]


@attrs.frozen
class Joint:
    """A denominator under one rounding: the positions of the percentages that fit it, and of those left out."""

    denominator: int
    rounding: Rounding
    fits: tuple[int, ...]
    left_out: tuple[int, ...]


def common_denominators(percents: Iterable[int | Decimal | str], at_most: int, at_least: int = 1) -> tuple[Joint, ...]:
    """The denominators that most of the percentages fit: where one fits all, nobody is left out.

    Every denominator from ``at_least`` to ``at_most`` is tried under each usual rounding, so the set that is left out
    is the smallest there is. The ordinary rounding comes first, and the largest denominator. A common denominator is a
    hint and no proof: each question has its own when some skip it. Raises :class:`palnet.DefinitionError` for what is
    no percentage.
    """
    asked = Arguments("common_denominators")
    given: tuple[Any, ...] = asked.listed(percents, "percents") or ()
    printed = [_printed(asked, one, f"percents[{position}]", None, 100) for position, one in enumerate(given)]
    most = asked.denominator(at_most, "at_most")
    least = asked.denominator(at_least, "at_least")
    asked.check()
    return joint_search([one for one in printed if one is not None], asked.sound(most), asked.sound(least))


def joint_search(printed: list[Printed], at_most: int, at_least: int = 1) -> tuple[Joint, ...]:
    """The same of percentages that are known to be ones."""
    best: list[Joint] = []
    most = -1
    places: dict[Printed, list[int]] = {}
    for position, one in enumerate(printed):
        places.setdefault(one, []).append(position)
    for rounding in USUAL:
        asked = [(one.fitting(rounding), held) for one, held in places.items()]
        for denominator in range(at_most, at_least - 1, -1):
            fits = [held for fitting, held in asked if fitting(denominator)]
            count = sum(map(len, fits))
            if count < most:
                continue
            if count > most:
                best, most = [], count
            kept = sorted(position for held in fits for position in held)
            left = sorted(set(range(len(printed))).difference(kept))
            best.append(Joint(denominator, rounding, tuple(kept), tuple(left)))
    return tuple(best) if printed else ()
