"""A comparison as data: a list with an object for each topic, and for each total."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from palnet.crosswalk import Cell, Comparison, Link, Pooled, Stated
from palnet.errors import Problem
from palnet.files.plain import plain
from palnet.model.answers import SYNTHETIC
from palnet.model.mapping import Relation
from palnet.model.policy import Policy
from palnet.report.crosswalk_values import value_data

__all__ = ["Totals", "comparison_data"]


@attrs.frozen(kw_only=True)
class Totals:
    """What regions come to together: the totals as they may be shown, what could not be put together, and of when."""

    pooled: tuple[Pooled, ...]
    refused: tuple[Problem, ...] = ()
    year: int
    policy: Policy


def comparison_data(comparison: Comparison, totals: Totals | None) -> Iterator[dict[str, Any]]:
    """An object for each topic, then for each total, then for what could not be put together."""
    by_region = {one.region.id: one for one in comparison.columns}
    for row in comparison.rows:
        yield {
            "topic": row.topic.id if row.topic is not None else None,
            "label": plain(row.topic.label) if row.topic is not None else None,
            "regions": [_cell_data(cell, by_region[cell.region]) for cell in row.cells],
            "relations": [_link_data(one) for one in row.links],
        }
    for pooled in totals.pooled if totals is not None else ():
        yield {
            "pooled": pooled.indicator.id,
            "label": plain(pooled.indicator.label),
            "strata": dict(pooled.strata),
            **({"synthetic": SYNTHETIC} if pooled.total is not None and pooled.total.origin.synthetic else {}),
            "policy": totals.policy.name if totals is not None else None,
            "covered": list(pooled.covered),
            "total": None if pooled.total is None else value_data(pooled.total),
            "parts": [
                {
                    "region": one.region,
                    "left_out": one.left_out.value if one.left_out is not None else None,
                    "count": None if one.count is None or one.left_out is not None else value_data(one.count),
                    "relation": _link_data(one.link) if one.link is not None else None,
                }
                for one in pooled.parts
            ],
        }
    for problem in totals.refused if totals is not None else ():
        yield {"refused": problem.code, "message": {lang: problem.text(lang) for lang in ("nb", "en")}}


def _cell_data(cell: Cell, column: Stated) -> dict[str, Any]:
    return {
        "region": cell.region,
        "documents": [one.id for one in column.documents],
        "year": column.year,
        "mentioned": not cell.is_empty if column.documents else None,
        "subgoals": [
            {"id": one.id, "label": plain(one.label), "relation": _placed(placed)} for one, placed in cell.subgoals
        ],
        "indicators": [
            {
                "id": one.indicator.id,
                "relation": _placed(one.placed),
                "target": None if one.target is None else plain(one.target),
                "latest": [value_data(held) for held in one.latest],
            }
            for one in cell.indicators
        ],
    }


def _placed(placed: Any) -> str | None:
    relation: Relation | None = placed.relation if placed is not None else None
    return None if relation is None else relation.value


def _link_data(link: Link) -> dict[str, Any]:
    return {
        "subject": link.subject,
        "relation": link.relation.value,
        "object": link.object,
        "through": link.through,
        "mappings": [one.id for one in link.mappings],
        "because": [plain(one.because) for one in link.mappings],
    }
