"""Targets that a document says are reached."""

from __future__ import annotations

from collections.abc import Iterator

from palnet.assess import logical_bounds, wilson
from palnet.assess.outcome import Outcome
from palnet.assess.published import verdict_at_point
from palnet.audit.finding import Finding, Params, Severity, found, share
from palnet.audit.material import Material
from palnet.model.figure import Figure
from palnet.model.strategy import Target, TargetKind
from palnet.text import Text

__all__ = ["targets"]


def targets(material: Material) -> Iterator[Finding]:
    """Each figure of which a document says that its target is reached, or is not."""
    unnumbered: dict[tuple[object, ...], list[tuple[Figure, Target | None]]] = {}
    for figure in material.figures:
        if figure.said_reached is None:
            continue
        held = [one for one in material.targets if _of(material, one, figure)]
        numbered = [one for one in held if one.kind is not TargetKind.NOT_STATED]
        for one in numbered:
            yield from _said(material, figure, one)
        if not numbered and figure.said_reached:
            unnumbered.setdefault(figure.sources, []).append((figure, held[0] if held else None))
    for sources, several in unnumbered.items():
        figures = [figure for figure, _ in several]
        known = [target for _, target in several if target is not None]
        yield found(
            "PAL750",
            Severity.WORTH_KNOWING,
            {"figures": _labels(figures)},
            figures=[one.id for one in figures],
            others=[one.id for one in known],
            sources=[source for one in figures for source in one.sources],
            against=[source for one in known for source in one.sources if source not in sources],
        )


def _labels(figures: list[Figure]) -> Text:
    def joined(lang: str) -> str:
        return "; ".join(f"«{one.label.in_(lang)}»" if lang != "en" else f"“{one.label.in_(lang)}”" for one in figures)

    return Text(nb=joined("nb"), nn=joined("nn"), en=joined("en"))


def _of(material: Material, target: Target, figure: Figure) -> bool:
    if target.indicator != figure.indicator or (target.period is not None and not target.period.meets(figure.period)):
        return False
    if not target.networks or not figure.networks:
        return True
    return any(material.within(own, whole) for own in figure.networks for whole in target.networks)


def _said(material: Material, figure: Figure, target: Target) -> Iterator[Finding]:
    outcome = verdict_at_point(figure, target).outcome
    wanted = str(target.percent) + " %" if target.percent is not None else str(target.count or "100 %")
    stated = figure.value if target.count is not None else figure.percent
    have = share(figure.numerator or 0, figure.denominator) if figure.denominator is not None else f"{stated}"
    told: Params = {"figure": figure.label, "wanted": wanted}
    met = {Outcome.MET: True, Outcome.NOT_MET: False}.get(outcome)
    if met is not None and met is not figure.said_reached:
        yield found(
            "PAL751" if figure.said_reached else "PAL752",
            Severity.INCONSISTENT,
            told,
            arithmetic=f"{have} {'<' if (target.direction != 'decrease') is figure.said_reached else '>'} {wanted}",
            figures=[figure.id],
            others=[target.id],
            sources=figure.sources,
            against=target.sources,
        )
    elif met is None and figure.said_reached and target.kind is not TargetKind.DIRECTION:
        yield found(
            "PAL753",
            Severity.AMBIGUOUS,
            told,
            figures=[figure.id],
            others=[target.id],
            sources=figure.sources,
            against=target.sources,
        )
    elif met and figure.said_reached:
        yield from _unsure(material, figure, target, told)


def _unsure(material: Material, figure: Figure, target: Target, told: Params) -> Iterator[Finding]:
    """Reached at the point by those who answered, while those who did not could have turned it."""
    k, n, wanted = figure.numerator, figure.denominator, target.percent
    if k is None or n is None or wanted is None or target.kind is not TargetKind.SHARE or figure.question is None:
        return
    roster = material.roster(figure)
    known = figure.roster if figure.roster is not None else roster[0] if roster is not None else None
    interval = logical_bounds(k, n, roster=known) if known is not None and known >= n else wilson(k, n)
    low, high = (round(100 * float(one), 1) for one in (interval.lower, interval.upper))
    if low < wanted:
        yield found(
            "PAL754",
            Severity.WORTH_KNOWING,
            {**told, "low": str(low), "high": str(high)},
            arithmetic=share(k, n),
            figures=[figure.id],
            others=[target.id],
            sources=figure.sources,
            against=target.sources,
        )
