"""Totals and what they are made of: parts, subsets, attendance at meetings, headcounts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from palnet.audit.finding import Finding, Severity, found
from palnet.audit.material import Material, is_response_rate
from palnet.model.event import Event, EventKind, EventStatus
from palnet.model.figure import Figure, Form, Part, Unit
from palnet.model.predicate import Stratum
from palnet.model.roster import Headcount
from palnet.model.source import Source

__all__ = ["attendance", "headcounts", "parts_and_totals", "same_counts"]


def _plus(numbers: Iterable[Decimal | int]) -> str:
    held = list(numbers)
    return " + ".join(str(one) for one in held) + f" = {sum(held)}"


def parts_and_totals(material: Material) -> Iterator[Finding]:
    """A total against its parts, and a subset against what it is a subset of."""
    for figure in material.figures:
        parts = [one for one in figure.parts if not one.subset]
        total = figure.value
        if total is None or figure.form is not Form.EXACT:
            continue
        made = sum((one.value for one in parts), Decimal(0))
        if parts and figure.disjoint and made != total:
            yield _sum(figure, [one.value for one in parts], total, made)
        elif parts and not figure.disjoint:
            yield from (_larger(figure, one, total) for one in parts if one.value > total)
        most = max((one.value for one in parts), default=total)
        yield from (_larger(figure, one, most) for one in figure.parts if one.subset and one.value > most)


def _sum(figure: Figure, values: Sequence[Decimal], total: Decimal, made: Decimal) -> Finding:
    return found(
        "PAL720",
        Severity.INCONSISTENT,
        {"figure": figure.label, "sum": str(made), "total": str(total)},
        arithmetic=f"{_plus(values)} ≠ {total}",
        correction=str(made),
        figures=[figure.id],
        others=[figure.event] if figure.event is not None else [],
        sources=figure.sources,
    )


def _larger(figure: Figure, part: Part, whole: Decimal) -> Finding:
    return found(
        "PAL721",
        Severity.INCONSISTENT,
        {"figure": figure.label, "part": part.label, "subset": str(part.value), "whole": str(whole)},
        arithmetic=f"{part.value} > {whole}",
        figures=[figure.id],
        sources=figure.sources,
    )


def attendance(material: Material) -> Iterator[Finding]:
    """What is printed of attendance in all against the meetings, and of an event against the event itself."""
    for figure in material.figures:
        if figure.value is None or figure.form is not Form.EXACT:
            continue
        if figure.unit is Unit.ATTENDANCES and figure.event is None:
            yield from _meetings(material, figure, figure.value)
        elif figure.unit is Unit.MEETINGS and figure.body is not None:
            yield from _held(material, figure, figure.value)
        elif figure.event in material.event_by_id and figure.unit is Unit.PERSONS and figure.question is None:
            yield from _event(material.event_by_id[figure.event or ""], figure, figure.value)
    told = {one.event for one in material.figures if one.parts and one.event is not None}
    yield from (one for event in material.events if event.id not in told for one in _participants(event))


def _meetings(material: Material, figure: Figure, value: Decimal) -> Iterator[Finding]:
    held = [
        one
        for one in material.events
        if one.kind is EventKind.NETWORK_MEETING
        and one.when.in_year is not None
        and one.when.in_year == figure.period.start.year == figure.period.last_year
        and one.status is EventStatus.HELD
        and (figure.group is None or one.group == figure.group)
        and any(material.within(own, whole) for own in one.networks for whole in figure.networks)
    ]
    counted = [one.attendance.attended for one in held if one.attendance is not None]
    complete = len(counted) == len(held)
    if counted and (sum(counted) > value or (complete and sum(counted) != value)):
        rows: dict[str | None, int] = {}
        for one in held:
            rows[one.group] = rows.get(one.group, 0) + (one.attendance.attended if one.attendance is not None else 0)
        yield found(
            "PAL722",
            Severity.INCONSISTENT,
            {"figure": figure.label, "sum": sum(counted), "total": str(value), "count": len(counted)},
            arithmetic=f"{_plus(rows.values())} ≠ {value}",
            correction=str(sum(counted)),
            figures=[figure.id],
            others=[one.id for one in held],
            sources=figure.sources,
            against=[source for one in held for source in one.sources],
        )


def _held(material: Material, figure: Figure, value: Decimal) -> Iterator[Finding]:
    held = [
        one
        for one in material.events
        if one.kind is EventKind.BODY_MEETING
        and one.body == figure.body
        and one.status is EventStatus.HELD
        and one.when.in_year is not None
        and one.when.in_year == figure.period.start.year == figure.period.last_year
    ]
    if held and len(held) != value:
        yield found(
            "PAL723",
            Severity.INCONSISTENT if len(held) > value else Severity.WORTH_KNOWING,
            {"figure": figure.label, "value": str(value), "count": len(held)},
            arithmetic=f"{len(held)} ≠ {value}",
            figures=[figure.id],
            others=[one.id for one in held],
            sources=figure.sources,
            against=[source for one in held for source in one.sources],
        )


def _event(event: Event, figure: Figure, value: Decimal) -> Iterator[Finding]:
    known = [one for one in (event.attended, event.registered) if one is not None]
    if known and figure.respondents is None and value not in known:
        yield found(
            "PAL724",
            Severity.INCONSISTENT,
            {"figure": figure.label, "value": str(value), "attended": known[0]},
            arithmetic=f"{value} ≠ {known[0]}",
            figures=[figure.id],
            others=[event.id],
            sources=figure.sources,
            against=event.sources,
        )


def _participants(event: Event) -> Iterator[Finding]:
    counts = [one.count for one in event.participants]
    if event.attended is not None and counts and sum(counts) != event.attended:
        yield found(
            "PAL725",
            # Those whom nobody tells of can be the rest; too many cannot.
            Severity.INCONSISTENT if sum(counts) > event.attended else Severity.WORTH_KNOWING,
            {"event": event.label, "sum": sum(counts), "total": event.attended},
            arithmetic=f"{_plus(counts)} ≠ {event.attended}",
            correction=str(sum(counts)),
            others=[event.id],
            sources=event.sources,
        )


def headcounts(material: Material) -> Iterator[Finding]:
    """Headcounts of a roster against their parts, and participants against the headcounts."""
    told = {(one.value, one.sources) for one in material.figures if one.parts}
    for roster in material.rosters:
        for outer in roster.headcounts:
            for _, one in outer.nested():
                made = sum(part.count for part in one.parts)
                sources = one.sources or roster.sources
                if not one.parts or (Decimal(one.count), sources) in told:
                    continue
                if made > one.count or (one.disjoint and made != one.count):
                    if not one.disjoint and max(part.count for part in one.parts) <= one.count:
                        continue
                    yield found(
                        "PAL726",
                        Severity.INCONSISTENT,
                        {"sum": made, "total": one.count, "date": roster.date.isoformat()},
                        arithmetic=f"{_plus(part.count for part in one.parts)} ≠ {one.count}",
                        correction=str(made),
                        others=[roster.id],
                        sources=sources,
                    )
    for figure in material.figures:
        yield from _against_roster(material, figure)


def _against_roster(material: Material, figure: Figure) -> Iterator[Finding]:
    """Each part that is a profession of a network: on the roster's own day the same, at an event no more."""
    for roster in material.rosters:
        if roster.region != figure.region or not figure.period.holds(roster.date) or roster.invented:
            continue
        for part in figure.parts:
            if part.profession is None or part.network is None or part.role is not None:
                continue
            wanted = {Stratum.PROFESSION: part.profession, Stratum.NETWORK: part.network}
            known = roster.persons(wanted)
            same_day = figure.as_of == roster.date and figure.unit is Unit.PERSONS
            over = figure.event is not None and figure.unit is Unit.PERSONS and known is not None and part.value > known
            if known is not None and (over or (same_day and part.value != known)):
                yield found(
                    "PAL727",
                    Severity.INCONSISTENT if same_day else Severity.WORTH_KNOWING,
                    {
                        "figure": figure.label,
                        "part": part.label,
                        "value": str(part.value),
                        "roster": known,
                        "date": roster.date.isoformat(),
                    },
                    arithmetic=f"{part.value} {'≠' if same_day else '>'} {known}",
                    figures=[figure.id],
                    others=[roster.id],
                    sources=figure.sources,
                    against=_of(roster.headcounts, part.profession) or roster.sources,
                )


def _of(outer: Iterable[Headcount], profession: str) -> tuple[Source, ...]:
    inner = (one for whole in outer for _, one in whole.nested())
    return tuple(source for one in inner if one.profession == profession for source in one.sources)


def same_counts(material: Material) -> Iterator[Finding]:
    """How many answered, where several figures print it of the same respondents."""
    said: dict[tuple[object, ...], list[tuple[int | Decimal, Figure]]] = {}
    for figure in material.figures:
        for role, networks, count in _answering(figure):
            said.setdefault((figure.region, figure.period, role, networks), []).append((count, figure))
    for several in said.values():
        counts = list(dict.fromkeys(count for count, _ in several))
        if len(counts) < 2:
            continue
        usual = max(counts, key=lambda one: sum(count == one for count, _ in several))
        for other in counts:
            if other == usual:
                continue
            mine = [figure for count, figure in several if count == other]
            theirs = [figure for count, figure in several if count == usual]
            yield found(
                "PAL728",
                Severity.INCONSISTENT,
                {"figure": mine[0].label, "count": str(other), "other": theirs[0].label, "usual": str(usual)},
                arithmetic=f"{other} ≠ {usual}",
                figures=[one.id for one in (*mine, *theirs)],
                sources=[source for one in mine for source in one.sources],
                against=[source for one in theirs for source in one.sources],
            )


def _answering(figure: Figure) -> Iterator[tuple[str, tuple[str, ...], int | Decimal]]:
    """How many the figure prints that answered the survey, of which role and networks."""
    if figure.event is not None or figure.group is not None or figure.form is not Form.EXACT:
        return
    role = figure.respondents.role if figure.respondents is not None and figure.respondents.sector is None else None
    if role is not None and figure.answered is not None and "answered" not in figure.inferred:
        yield role, figure.networks, figure.answered
    if role is not None and is_response_rate(figure) and figure.numerator is not None:
        yield role, figure.networks, figure.numerator
    counted = figure.unit in (Unit.PERSONS, Unit.ANSWERS) and figure.question is None and figure.as_of is None
    if role is not None and counted and figure.value is not None:
        yield role, figure.networks, figure.value
    if counted:
        for part in figure.parts:
            if part.role is not None and part.profession is None:
                yield part.role, (part.network,) if part.network is not None else figure.networks, part.value
