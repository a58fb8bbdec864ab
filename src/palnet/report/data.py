"""The annual report as data: one JSON object with a schema, for other tools."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from palnet._version import __version__
from palnet.assess import Outcome
from palnet.files.plain import plain
from palnet.model.answers import SYNTHETIC
from palnet.model.count import Count
from palnet.model.event import Attendance
from palnet.report.view import AreaView, AttendanceView, Line, ReportView

if TYPE_CHECKING:
    from palnet.report.counted import Behind, Counted

__all__ = ["SCHEMA", "report_data"]

SCHEMA = "palnet/report/1"


def report_data(view: ReportView) -> dict[str, Any]:
    """The report's content in a fixed order of keys.

    Objects have the keys that their definition files have; ``cited`` holds numbers of ``sources``. Labels come in
    every language that they have.
    """
    return {
        "schema": SCHEMA,
        "palnet": __version__,
        "region": {"id": view.region.id, "label": plain(view.region.label)},
        "year": view.year,
        **(_counted(view.counted) if view.counted is not None else {}),
        "networks": [
            {"id": one.network.id, "label": plain(one.network.label), "part_of": one.network.part_of}
            for one in view.networks
        ],
        "statements": [{**plain(one), "cited": list(cited)} for one, cited in view.statements],
        "functions": [{**plain(one), "cited": list(cited)} for one, cited in view.functions],
        "mapping_points": [{**plain(one), "cited": list(cited)} for one, cited in view.mapping_points],
        "groups": [plain(one) for one in view.groups],
        "bodies": [{**plain(one), "cited": list(cited)} for one, cited in view.bodies],
        "roster": plain(view.roster),
        "strategy": {"id": view.strategy.id, "label": plain(view.strategy.label), "period": plain(view.strategy.period)}
        if view.strategy
        else None,
        "targets": [plain(one) for one in view.targets],
        "areas": [_area(one) for one in view.areas],
        "activities": [{**plain(one), "cited": list(cited)} for one, cited in view.elsewhere],
        "attendance": _attendance(view.attendance) if view.attendance else None,
        "events": [{**plain(one), "cited": list(cited)} for one, cited in view.events],
        "money": _lines(view.money),
        "figures": _lines(view.rest),
        "unknown": [
            {
                "picture": plain(one.picture),
                "document": one.document.id,
                "figures": _lines(one.lines),
                "cited": list(one.cited),
            }
            for one in view.unknown
        ],
        "sources": [
            {
                "number": one.number,
                "document": one.document.id,
                "label": plain(one.document.label),
                "part": one.source.part,
                "lines": one.source.lines,
            }
            for one in view.sources
        ],
    }


def _counted(counted: Counted) -> dict[str, Any]:
    """What stands behind the numbers from answers, under the policy that they are shown under."""
    return {
        **({"synthetic": SYNTHETIC} if counted.synthetic else {}),
        "respondents": counted.respondents,
        "policy": _policy(counted),
        "counts": [_behind(one) for one in counted.behind],
        "groups_counts": [
            {
                "indicator": row.indicator.id,
                "role": row.role,
                "groups": [{"group": group, **_count(one)} for group, one in row.counts],
            }
            for row in counted.groups
        ],
    }


def _policy(counted: Counted) -> dict[str, Any]:
    """The policy by name and by what it hides."""
    policy = counted.policy
    return {
        "name": policy.name,
        "minimum_denominator": policy.minimum_denominator,
        "minimum_count": policy.minimum_count,
    }


def _count(count: Count) -> dict[str, Any]:
    return {
        "state": count.state.value,
        "numerator": plain(count.numerator),
        "denominator": plain(count.denominator),
        "missing": {reason.value: number for reason, number in count.missing},
        "base_unknown": count.base_unknown,
        "roster": count.roster,
    }


def _behind(one: Behind) -> dict[str, Any]:
    ends = {"interval": one.interval, "bounds": one.bounds}
    return {
        "figure": one.figure,
        "indicator": one.indicator.id,
        "version": one.count.version,
        "role": one.role,
        **_count(one.count),
        "values": [{"option": code, "numerator": number} for code, number in one.count.values],
        **{name: None if held is None else [round(held.lower, 6), round(held.upper, 6)] for name, held in ends.items()},
        "verdict": {
            "outcome": one.verdict.outcome.value,
            "rule": one.verdict.rule.value,
            "point": one.verdict.point.value,
            "said": {lang: one.verdict.explain(lang) for lang in ("nb", "en")},
        },
        "origin": {"definition": one.count.origin.definition, "input": one.count.origin.input},
    }


def _area(area: AreaView) -> dict[str, Any]:
    return {
        "id": area.area.id,
        "number": area.number,
        "label": plain(area.label),
        "goals": [{"id": goal.id, "label": plain(text), "cited": list(cited)} for goal, text, cited in area.goals],
        "activities": [{**plain(one), "cited": list(cited)} for one, cited in area.activities],
        "figures": _lines(dict.fromkeys((*area.indicators, *area.others, *area.themes))),
        "cited": list(area.cited),
    }


def _lines(lines: Iterable[Line]) -> list[dict[str, Any]]:
    return [_line(one) for one in lines]


def _line(line: Line) -> dict[str, Any]:
    changes = [
        {
            "since": plain(earlier.period),
            "points": plain(change.points),
            "difference": plain(change.difference),
            "relative": None if change.relative is None else round(float(change.relative), 6),
            "approximate": change.approximate,
        }
        for earlier, change in line.since
        if change is not None
    ]
    target = line.verdict.target
    return {
        **plain(line.figure),
        "changes": changes,
        "target": None if target is None else target.id,
        "verdict": None if line.verdict.outcome is Outcome.NO_TARGET else line.verdict.outcome.value,
        "elsewhere": [plain(one) for one in line.elsewhere],
        "cited": list(line.cited),
    }


def _counts(attendance: Attendance) -> dict[str, int]:
    return {"attended": attendance.attended, "invited": attendance.invited}


def _attendance(held: AttendanceView) -> dict[str, Any]:
    return {
        "unit": "attendances",
        "groups": [
            {
                "id": row.group.id,
                "label": plain(row.group.label),
                "meetings": [
                    {"number": number, **_counts(cell)}
                    for number, cell in zip(held.numbers, row.cells, strict=True)
                    if cell is not None
                ],
                **_counts(row.total),
                "cited": list(row.cited),
            }
            for row in held.rows
        ],
        "meetings": [
            {"number": number, **_counts(one)} for number, one in zip(held.numbers, held.by_meeting, strict=True)
        ],
        **_counts(held.total),
        "figures": _lines(held.lines),
        "cited": list(held.cited),
    }
