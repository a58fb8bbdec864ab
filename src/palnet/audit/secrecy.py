"""What published answers give away: so few persons that somebody could be found out."""

from __future__ import annotations

from collections.abc import Iterator

from palnet.audit.finding import Finding, Severity, found, share
from palnet.audit.material import Material
from palnet.audit.rounding import USUAL, Printed
from palnet.model.figure import Figure, Form, Unit

__all__ = ["given_away"]


def given_away(material: Material) -> Iterator[Finding]:
    """Counts of answers, and percentages with their base, that stand for fewer than the policy lets be shown."""
    least = material.policy.minimum_count
    if not least:
        return
    for figure in material.figures:
        if figure.question is None or figure.form is not Form.EXACT:
            continue  # who took part is no secret, what they answered is
        yield from _count(figure, least)
        if figure.numerator is None and figure.percent is not None:
            yield from _percent(material, figure, least)


def _count(figure: Figure, least: int) -> Iterator[Finding]:
    counted = figure.numerator
    if counted is None and figure.unit in (Unit.PERSONS, Unit.ANSWERS) and figure.value is not None:
        counted = int(figure.value)
    left = figure.denominator - counted if counted is not None and figure.denominator is not None else None
    few = [one for one in (counted, left) if one is not None and 0 <= one < least]
    if few and few != [0]:
        yield found(
            "PAL780",
            Severity.WORTH_KNOWING,
            {"figure": figure.label, "count": min(one for one in few if one or len(few) > 1), "least": least},
            arithmetic=f"{min(few)} < {least}",
            figures=[figure.id],
            sources=figure.sources,
        )


def _percent(material: Material, figure: Figure, least: int) -> Iterator[Finding]:
    """Whatever the denominator is, as long as it is no larger than the base."""
    base = material.base(figure)
    most = figure.denominator if figure.denominator is not None else base.count if base is not None else None
    if most is None or figure.percent is None or figure.percent in (0, 100):
        return
    printed = Printed.of(figure.percent)
    smallest = figure.denominator if figure.denominator is not None else 1
    cases = [(k, n) for n in range(smallest, most + 1) for k in _persons(printed, n)]
    counted = max((k for k, _ in cases), default=least)
    left = max((n - k for k, n in cases), default=least)
    if min(counted, left) < least:
        k, n = max(cases, key=lambda one: (one[1], one[0]))
        yield found(
            "PAL781",
            Severity.WORTH_KNOWING,
            {
                "figure": figure.label,
                "percent": str(figure.percent),
                "base": most,
                "count": min(counted, left),
                "least": least,
            },
            arithmetic=f"{share(k, n)}; {min(counted, left)} < {least}",
            figures=[figure.id],
            sources=figure.sources,
            against=base.sources if base is not None and base.sources != figure.sources else (),
        )


def _persons(printed: Printed, n: int) -> set[int]:
    return {k for rule in USUAL for k in printed.numerators(n, rule) if 0 < k < n}
