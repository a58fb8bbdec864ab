"""Plans and events: days that collide or are off, meetings that are promised and not dated, references to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from palnet.audit.days import day_off
from palnet.audit.finding import Finding, Severity, found
from palnet.audit.material import Material
from palnet.model.event import Event, EventStatus
from palnet.model.plan import Activity, AnnualPlan
from palnet.text import Text

__all__ = ["days", "governing", "promises", "references"]


def days(material: Material) -> Iterator[Finding]:
    """Two events that the same people should attend on one day, and events on a day off."""
    dated = [one for one in material.events if one.when.date is not None and one.status is not EventStatus.CANCELLED]
    for first, second in combinations(dated, 2):
        if _overlap(first, second) and _same_people(material, first, second):
            yield found(
                "PAL760",
                Severity.AMBIGUOUS,
                {"first": first.label, "second": second.label, "date": str(max(_start(first), _start(second)))},
                others=[first.id, second.id],
                sources=first.sources,
                against=second.sources,
            )
    for one in dated:
        off = day_off(one.when.date) if one.when.date is not None else None
        if off is not None:
            yield found(
                "PAL761",
                Severity.WORTH_KNOWING,
                {"event": one.label, "date": str(_start(one)), "day": off},
                others=[one.id],
                sources=one.sources,
            )


def _start(event: Event) -> str:
    return event.when.date.isoformat() if event.when.date is not None else ""


def _end(event: Event) -> str:
    return event.when.until.isoformat() if event.when.until is not None else _start(event)


def _overlap(one: Event, other: Event) -> bool:
    return _start(one) <= _end(other) and _start(other) <= _end(one)


def _same_people(material: Material, one: Event, other: Event) -> bool:
    if one.body is not None or other.body is not None:
        return one.body == other.body and one.kind == other.kind
    if one.group is not None and other.group is not None:
        return one.group == other.group
    return any(
        material.within(mine, theirs) or material.within(theirs, mine)
        for mine in one.networks
        for theirs in other.networks
    )


def promises(material: Material) -> Iterator[Finding]:
    """Fewer dated meetings than the plan promises, and planned events without any day."""
    for plan in material.plans:
        for activity in _activities(plan):
            yield from _times(material, activity)
        promised = dict.fromkeys(event for activity in _activities(plan) for event in activity.events)
        held = (material.event_by_id.get(one) for one in promised)
        undated = [
            one
            for one in held
            if one is not None
            and one.status is EventStatus.PLANNED
            and one.when.date is None
            and one.when.month is None
        ]
        if undated:
            yield found(
                "PAL763",
                Severity.WORTH_KNOWING,
                {"count": len(undated), "plan": plan.label, "events": _labels([one.label for one in undated])},
                others=[one.id for one in undated],
                sources=[source for one in undated for source in one.sources],
            )


def _labels(labels: list[Text]) -> Text:
    return Text(**{lang: ", ".join(one.in_(lang) for one in labels) for lang in ("nb", "nn", "en")})


def _times(material: Material, activity: Activity) -> Iterator[Finding]:
    times = activity.when.times_a_year if activity.when is not None else None
    held = [material.event_by_id[one] for one in activity.events if one in material.event_by_id]
    if times is None or len(held) < len(activity.events):
        return
    groups: dict[str | None, int] = {}
    for one in held:
        kept = one.status is not EventStatus.CANCELLED and (one.when.date is not None or one.when.month is not None)
        groups[one.group] = groups.get(one.group, 0) + kept
    names = {one.id: one.label for region in material.regions for one in region.groups}
    for group, count in groups.items():
        if count < times:
            of = [one for one in held if one.group == group]
            yield found(
                "PAL762",
                Severity.WORTH_KNOWING,
                {
                    "activity": activity.label,
                    "times": times,
                    "dated": count,
                    "group": names.get(group or "", activity.label),
                },
                arithmetic=f"{count} < {times}",
                others=[activity.id, *(one.id for one in of)],
                sources=activity.sources,
                against=[source for one in of for source in one.sources],
            )


def _activities(plan: AnnualPlan) -> list[Activity]:
    return [one for outer in plan.activities for one in outer.with_parts()]


def references(material: Material) -> Iterator[Finding]:
    """Activities that stand twice, and references to what the plan does not have."""
    for plan in material.plans:
        held = _activities(plan)
        seen: dict[tuple[object, ...], Activity] = {}
        for one in held:
            first = seen.setdefault((str(one.label).casefold(), one.area, one.networks, one.audience, one.when), one)
            if first is not one:
                yield found(
                    "PAL764",
                    Severity.WORTH_KNOWING,
                    {"activity": one.label, "plan": plan.label},
                    others=[first.id, one.id],
                    sources=first.sources,
                    against=one.sources,
                )
        areas = {one.area for one in held} | {one.area for one in plan.subgoals}
        own = {one.id for one in held} | {one.id for one in plan.subgoals}
        elsewhere = {area.id for strategy in material.strategies for area in strategy.areas} - areas
        documents = set(material.documents)
        for one in held:
            for see in one.see:
                lacking = see in elsewhere or (documents and see not in documents | areas | own)
                if lacking:
                    yield found(
                        "PAL765",
                        Severity.INCONSISTENT,
                        {"activity": one.label, "see": see, "plan": plan.label},
                        others=[one.id],
                        sources=one.sources,
                    )


def governing(material: Material) -> Iterator[Finding]:
    """Documents that a plan builds on and that were no longer in force in its year."""
    for plan in material.plans:
        for name in dict.fromkeys(plan.governed_by):
            document = material.documents.get(name)
            period = document.period if document is not None else None
            last = period.last_year if period is not None else None
            if document is not None and last is not None and last < plan.year:
                yield found(
                    "PAL766",
                    Severity.WORTH_KNOWING,
                    {"document": document.label, "plan": plan.label, "last": last, "year": plan.year},
                    arithmetic=f"{last} < {plan.year}",
                    others=[plan.id, document.id],
                    sources=plan.sources,
                    against=document.sources,
                )
