"""Crosswalk: a series over a new strategy, regions beside each other, and what nobody follows up.

What somebody has said that one thing is to another (:class:`palnet.Mapping`) carries numbers no further than it says:
what is the same is put together, what is close only when asked for, and nothing is concluded from what is merely near.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from palnet.crosswalk.chains import Chain, Node, chain
    from palnet.crosswalk.comparing import Cell, Comparison, Measured, Row, check_regions, compare
    from palnet.crosswalk.ends import End, Ends
    from palnet.crosswalk.following import series
    from palnet.crosswalk.gaps import Gap, GapKind, GapMatrix, GapRow, find_gaps
    from palnet.crosswalk.held import Held, Holdings, Placed, Stated, holdings
    from palnet.crosswalk.homes import Home
    from palnet.crosswalk.points import Break, Point, Series, SeriesLine
    from palnet.crosswalk.pooling import LeftOut, Part, Pooled, pool, pool_all, published_counts
    from palnet.crosswalk.relations import Link, Relations, inverse, turned
    from palnet.crosswalk.tables import read_counts

__all__ = [
    "Break",
    "Cell",
    "Chain",
    "Comparison",
    "End",
    "Ends",
    "Gap",
    "GapKind",
    "GapMatrix",
    "GapRow",
    "Held",
    "Holdings",
    "Home",
    "LeftOut",
    "Link",
    "Measured",
    "Node",
    "Part",
    "Placed",
    "Point",
    "Pooled",
    "Relations",
    "Row",
    "Series",
    "SeriesLine",
    "Stated",
    "chain",
    "check_regions",
    "compare",
    "find_gaps",
    "holdings",
    "inverse",
    "pool",
    "pool_all",
    "published_counts",
    "read_counts",
    "series",
    "turned",
]

# Where each name lives. Imported when it is first used: finding the plugins needs no more than what checks mappings.
_HOMES = {
    "palnet.crosswalk.chains": (
        "Chain",
        "Node",
        "chain",
    ),
    "palnet.crosswalk.comparing": (
        "Cell",
        "Comparison",
        "Measured",
        "Row",
        "check_regions",
        "compare",
    ),
    "palnet.crosswalk.ends": (
        "End",
        "Ends",
    ),
    "palnet.crosswalk.following": ("series",),
    "palnet.crosswalk.points": ("Break", "Point", "Series", "SeriesLine"),
    "palnet.crosswalk.gaps": (
        "Gap",
        "GapKind",
        "GapMatrix",
        "GapRow",
        "find_gaps",
    ),
    "palnet.crosswalk.held": (
        "Held",
        "Holdings",
        "Placed",
        "Stated",
        "holdings",
    ),
    "palnet.crosswalk.homes": ("Home",),
    "palnet.crosswalk.pooling": (
        "LeftOut",
        "Part",
        "Pooled",
        "pool",
        "pool_all",
        "published_counts",
    ),
    "palnet.crosswalk.relations": (
        "Link",
        "Relations",
        "inverse",
        "turned",
    ),
    "palnet.crosswalk.tables": ("read_counts",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(importlib.import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
