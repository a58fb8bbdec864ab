"""Counts beside percentages, and counts beside those who could have been counted."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from palnet.audit.finding import Finding, Params, Severity, found, listed, share
from palnet.audit.granularity import RULES
from palnet.audit.material import Material, is_response_rate
from palnet.audit.rounding import USUAL, Printed, Rounding
from palnet.model.event import Event
from palnet.model.figure import Figure, Unit
from palnet.model.source import Source

__all__ = ["counts_and_percentages", "counts_within"]


def counts_and_percentages(material: Material) -> Iterator[Finding]:
    """Each percentage that stands beside its count."""
    for figure in material.shares():
        if figure.numerator is None:
            continue
        if figure.denominator is not None:
            yield from _threesome(figure, figure.numerator, figure.denominator)
        else:
            yield from _pair(material, figure, figure.numerator)


def _threesome(figure: Figure, k: int, n: int) -> Iterator[Finding]:
    if figure.percent is None:
        return
    printed = Printed.of(figure.percent)
    fitting = [rule for rule in USUAL if k in printed.numerators(n, rule)]
    if Rounding.HALF_UP in fitting:
        return
    exact = Fraction(100 * k, n)
    right = _half_up(exact, printed.scale)
    told: Params = {"figure": figure.label, "percent": str(figure.percent), "numerator": k, "n": n}
    yield found(
        "PAL705" if fitting else "PAL707",
        Severity.AMBIGUOUS if fitting else Severity.INCONSISTENT,
        {"figure": figure.label, "percent": str(figure.percent), "n": n, "rule": RULES[fitting[0]]}
        if fitting
        else {**told, "right": right},
        arithmetic=share(k, n),
        correction=f"{right} %",
        figures=[figure.id],
        sources=figure.sources,
    )


def _half_up(number: Fraction, scale: int) -> str:
    whole = int(number * scale + Fraction(1, 2))
    decimals = len(str(scale)) - 1
    return f"{whole // scale}.{whole % scale:0{decimals}d}" if decimals else str(whole)


def _pair(material: Material, figure: Figure, k: int) -> Iterator[Finding]:
    """A count and its percentage, without the denominator: which it can be, and whether it is those we know of."""
    if figure.percent is None:
        return
    printed = Printed.of(figure.percent)
    base = material.base(figure)
    roster = material.roster(figure) if is_response_rate(figure) else None
    if figure.roster is not None and is_response_rate(figure):
        most, against, date = figure.roster, figure.sources, None
    elif roster is not None:
        most, against, date = roster[0], roster[1].sources, roster[1].date.isoformat()
    elif base is not None:
        most, against, date = base.count, base.sources, None
    else:
        most, against, date = None, (), None
    if most is None:
        # Nothing but the two: some number of persons always has that share of it, or the share is too small for k.
        if not _denominators(printed, k, _far(k))[0]:
            yield _none(figure, k)
        return
    limit = material.limit(figure, most) if base is not None and roster is None else most
    # What any rounding gives of those there were comes before what the ordinary one gives of more than there were.
    inside, rule = _denominators(printed, k, most)
    fits = inside or _denominators(printed, k, limit)[0]
    if most in printed.denominators(k, most, Rounding.HALF_UP) or (base is not None and not base.whole and inside):
        return
    told: Params = {"figure": figure.label, "percent": str(figure.percent), "numerator": k}
    if k > most or not fits:
        wider, _ = _denominators(printed, k, _far(k))
        yield found(
            "PAL708" if wider or k > most else "PAL709",
            Severity.INCONSISTENT if date is not None or (base is not None and base.inferred) else Severity.IMPOSSIBLE,
            {**told, "limit": limit, "fits": listed(wider) if wider else "–"} if wider or k > most else told,
            arithmetic=share(k, max(most, k)),
            figures=[figure.id],
            sources=figure.sources,
            against=against,
        )
        return
    code = "PAL715" if date is None else "PAL710"
    told |= {"base": most, "fits": listed(fits)}
    if inside and rule is not Rounding.HALF_UP:
        code, told["rule"] = "PAL718", RULES[rule]
    elif date is not None:
        told["date"] = date
    yield found(
        code,
        Severity.AMBIGUOUS if inside else Severity.INCONSISTENT,
        told,
        arithmetic=f"{share(k, most)}; {share(k, fits[-1])}",
        correction=f"n = {listed(fits)}",
        figures=[figure.id],
        sources=figure.sources,
        against=() if against == figure.sources else against,
    )


def _none(figure: Figure, k: int) -> Finding:
    return found(
        "PAL709",
        Severity.IMPOSSIBLE,
        {"figure": figure.label, "percent": str(figure.percent), "numerator": k},
        arithmetic=f"100 × {k} / n = {figure.percent}",
        figures=[figure.id],
        sources=figure.sources,
    )


def _far(k: int) -> int:
    """Farther than any denominator that a usual percentage of so many can have."""
    return 100_000 * (k + 1)


def _denominators(printed: Printed, k: int, most: int) -> tuple[range, Rounding]:
    """Those that fit, under the first rounding that any fits."""
    for rule in USUAL:
        fits = printed.denominators(k, most, rule)
        if kept := range(max(fits.start, k), fits.stop):
            return kept, rule
    return range(0), Rounding.HALF_UP


def counts_within(material: Material) -> Iterator[Finding]:
    """More who answered, or who gave an answer, than there were."""
    for figure in material.figures:
        roster = material.roster(figure)
        most = figure.roster if figure.roster is not None else roster[0] if roster is not None else None
        against = roster[1].sources if roster is not None else figure.sources
        counted = figure.answered if figure.answered is not None else figure.numerator
        if is_response_rate(figure) and figure.percent is not None:
            counted = None  # told with its percentage
        if most is not None and counted is not None and counted > most:
            yield _more(figure, counted, most, against)
            continue
        base = material.base(figure)
        persons = figure.numerator
        if persons is None and figure.unit in (Unit.PERSONS, Unit.ANSWERS) and figure.question is not None:
            persons = int(figure.value) if figure.value is not None else None
        if base is not None and persons is not None and persons > base.count and figure.percent is None:
            yield _more(figure, persons, base.count, base.sources)
    for event in material.events:
        yield from _registered(event)


def _more(figure: Figure, counted: int, most: int, against: tuple[Source, ...]) -> Finding:
    return found(
        "PAL716",
        Severity.INCONSISTENT,
        {"figure": figure.label, "counted": counted, "most": most},
        arithmetic=f"{counted} > {most}",
        figures=[figure.id],
        sources=figure.sources,
        against=against,
    )


def _registered(event: Event) -> Iterator[Finding]:
    if event.registered is not None and event.attended is not None and event.attended > event.registered:
        yield found(
            "PAL717",
            Severity.WORTH_KNOWING,
            {"event": event.label, "attended": event.attended, "registered": event.registered},
            arithmetic=f"{event.attended} > {event.registered}",
            others=[event.id],
            sources=event.sources,
        )
