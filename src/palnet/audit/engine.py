"""The audit itself: every check over everything that was published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import attrs

from palnet.assess._arguments import Arguments
from palnet.audit import granularity, movements, pairs, planning, printings, reached, secrecy, totals
from palnet.audit.finding import Finding, Severity, found
from palnet.audit.material import Check, Material
from palnet.errors import Problem
from palnet.model.acknowledgement import Acknowledgement
from palnet.model.event import Event
from palnet.model.figure import Figure
from palnet.model.plan import AnnualPlan
from palnet.model.policy import Policy
from palnet.model.region import Region
from palnet.model.roster import Roster
from palnet.model.source import Document
from palnet.model.strategy import Strategy, Target

__all__ = ["CHECKS", "audit"]

CHECKS: tuple[Check, ...] = (
    granularity.percentages,
    granularity.together,
    pairs.counts_and_percentages,
    pairs.counts_within,
    totals.parts_and_totals,
    totals.attendance,
    totals.headcounts,
    totals.same_counts,
    printings.repeated,
    printings.years,
    printings.names,
    movements.changes,
    movements.growth,
    movements.attendances,
    reached.targets,
    planning.days,
    planning.promises,
    planning.references,
    planning.governing,
    secrecy.given_away,
    granularity.unchecked,
)
"""Every check; none of them knows of another."""


def audit(
    figures: Iterable[Figure],
    plans: Iterable[AnnualPlan] = (),
    events: Iterable[Event] = (),
    *,
    rosters: Iterable[Roster] = (),
    targets: Iterable[Target] = (),
    strategies: Iterable[Strategy] = (),
    regions: Iterable[Region] = (),
    documents: Iterable[Document] = (),
    acknowledged: Iterable[Acknowledgement] = (),
    policy: Policy | None = None,
) -> tuple[Finding, ...]:
    """What cannot be right in what was published, what is ambiguous, and what would fit; the gravest first.

    Figures, plans and events are held against each other and, where given, against rosters (with the roles of their
    networks), the targets of strategies and plans, the regions' networks and groups, and the documents' years and
    periods. Findings that are acknowledged are marked so. ``policy`` says how few persons a published answer may
    stand for. Raises :class:`palnet.DefinitionError` for what is none of these.
    """
    asked = Arguments("audit")
    held_plans = _all(asked, plans, AnnualPlan, "plans")
    held_strategies = _all(asked, strategies, Strategy, "strategies")
    stated = [target for one in (*held_strategies, *held_plans) for target in one.targets]
    targets_held = dict.fromkeys((*_all(asked, targets, Target, "targets"), *stated))
    material = Material(
        figures=_all(asked, figures, Figure, "figures"),
        plans=held_plans,
        events=_all(asked, events, Event, "events"),
        rosters=_all(asked, rosters, Roster, "rosters"),
        targets=tuple(targets_held),
        strategies=held_strategies,
        regions=_all(asked, regions, Region, "regions"),
        documents={one.id: one for one in _all(asked, documents, Document, "documents")},
        policy=policy or Policy.standard(),
    )
    reasons = _all(asked, acknowledged, Acknowledgement, "acknowledged")
    asked.check()
    findings = [one for check in CHECKS for one in check(material)]
    return tuple(sorted(_acknowledged(findings, reasons, material.by_id), key=lambda one: one.key))


def _all(asked: Arguments, given: Any, cls: type[Any], name: str) -> tuple[Any, ...]:
    several = asked.listed(given, name) or ()
    for position, one in enumerate(several):
        if not isinstance(one, cls):
            problem = Problem("PAL201", value=type(one).__name__, expected=cls.__name__)
            asked.refuse(problem, name, position)
    return several


def _acknowledged(
    findings: Iterable[Finding], reasons: Iterable[Acknowledgement], figures: Mapping[str, Figure]
) -> Iterator[Finding]:
    held = tuple(reasons)
    used = set()
    for finding in findings:
        about = {*finding.figures, *finding.others}
        reason = next((one for one in held if one.code == finding.code and about.issuperset(one.about)), None)
        if reason is None:
            yield finding
        else:
            used.add(reason.id)
            yield attrs.evolve(finding, acknowledged=reason.because)
    for reason in held:
        # Of another year's figures nothing was looked at.
        if reason.id not in used and reason.figures and all(one in figures for one in reason.figures):
            yield found(
                "PAL789",
                Severity.WORTH_KNOWING,
                {"code": reason.code, "id": reason.id},
                figures=reason.figures,
                others=reason.events,
                sources=reason.sources,
            )
