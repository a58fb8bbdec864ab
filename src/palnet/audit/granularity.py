"""Percentages against the numbers of persons that they can come from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from palnet.audit.finding import Finding, Params, Severity, found, listed, share
from palnet.audit.joint import Joint, joint_search
from palnet.audit.material import Base, Material
from palnet.audit.rounding import USUAL, Printed, Rounding
from palnet.model.figure import Figure, Form
from palnet.text import Text

__all__ = ["percentages", "together", "unchecked"]

RULES = {
    Rounding.HALF_UP: Text(nb="avrundet", nn="avrunda", en="rounded"),
    Rounding.HALF_EVEN: Text(
        nb="når halve rundes av til partall", nn="når halve blir runda av til partal", en="when halves go to even"
    ),
    Rounding.TRUNCATE: Text(
        nb="når desimalene kuttes", nn="når desimalane blir kutta", en="when the decimals are cut off"
    ),
}


def percentages(material: Material) -> Iterator[Finding]:
    """Each percentage that stands without its numerator, against its own denominator or those who answered."""
    for figure in material.shares():
        if figure.percent is None or figure.numerator is not None or material.told_before(figure):
            continue
        printed = Printed.of(figure.percent)
        if figure.denominator is not None:
            yield from _own(material, figure, printed, figure.denominator)
        elif (base := material.base(figure)) is not None:
            yield from _among(material, figure, printed, base)


def _own(material: Material, figure: Figure, printed: Printed, n: int) -> Iterator[Finding]:
    """Against a denominator that is printed as this percentage's own."""
    fitting = [rule for rule in USUAL if printed.fits(n, rule)]
    if Rounding.HALF_UP in fitting:
        return
    told: Params = {"figure": figure.label, "percent": str(figure.percent), "n": n}
    around = _around(printed, n)
    if fitting:
        yield found(
            "PAL705",
            Severity.AMBIGUOUS,
            {**told, "rule": RULES[fitting[0]]},
            arithmetic=around,
            figures=[figure.id],
            sources=figure.sources,
        )
        return
    limit = material.limit(figure, n)
    fits, _ = _fitting(printed, range(1, limit + 1))
    yield found(
        "PAL702" if fits else "PAL701",
        Severity.INCONSISTENT if fits else Severity.IMPOSSIBLE,
        told if fits else {"figure": figure.label, "percent": str(figure.percent), "limit": limit},
        arithmetic=around,
        figures=[figure.id],
        sources=figure.sources,
    )


def _among(material: Material, figure: Figure, printed: Printed, base: Base) -> Iterator[Finding]:
    """Against those who answered, of whom some may have skipped the question: its own denominator comes first."""
    if printed.fits(base.count) and base.whole:
        return
    below, rule = _fitting(printed, range(base.count if not base.whole else base.count - 1, 0, -1))
    if below and not base.whole:
        return
    limit = material.limit(figure, base.count)
    above, _ = _fitting(printed, range(base.count + 1, limit + 1))
    at_base = [one for one in USUAL if printed.fits(base.count, one)]
    told: Params = {
        "figure": figure.label,
        "percent": str(figure.percent),
        "base": base.count,
    }
    code, severity, correction = "PAL701", Severity.IMPOSSIBLE, None
    arithmetic = _around(printed, base.count)
    if below and rule is Rounding.HALF_UP:
        code, severity = "PAL704", Severity.AMBIGUOUS
        told["fits"], correction = listed(below), f"n = {below[0]}"
        arithmetic += f"; {_at(printed, below[0], rule)}"
    elif below or at_base:
        code, severity = "PAL706", Severity.AMBIGUOUS
        held = [base.count, *below] if at_base else list(below)
        told |= {"fits": listed(held), "rule": RULES[at_base[0] if at_base else rule]}
        arithmetic += f"; {_at(printed, held[0], at_base[0] if at_base else rule)}"
    elif above:
        code, severity = "PAL703", Severity.AMBIGUOUS if base.inferred else Severity.INCONSISTENT
        told["fits"] = listed(above)
    else:
        told = {"figure": figure.label, "percent": str(figure.percent), "limit": limit}
        # An inferred base can be wrong itself; a roster has everybody.
        if base.inferred and material.roster(figure) is None and figure.roster is None:
            severity = Severity.INCONSISTENT
    yield found(
        code,
        severity,
        told,
        arithmetic=arithmetic,
        correction=correction,
        figures=[figure.id],
        sources=figure.sources,
        against=() if base.sources == figure.sources else base.sources,
    )


def _fitting(printed: Printed, denominators: Sequence[int]) -> tuple[tuple[int, ...], Rounding]:
    """Which of the denominators fit, under the first rounding that any fits."""
    for rule in USUAL:
        fits = tuple(n for n in denominators if printed.fits(n, rule))
        if fits:
            return fits, rule
    return (), Rounding.HALF_UP


def _around(printed: Printed, n: int) -> str:
    """The two shares of so many on either side of what is printed; of nobody there is none."""
    if n == 0:
        return "n = 0"
    below = printed.digits * n // (printed.unit * printed.scale)
    return ", ".join(share(k, n) for k in (below, below + 1) if k <= n)


def _at(printed: Printed, n: int, rule: Rounding) -> str:
    return share(printed.numerators(n, rule)[0], n)


@attrs.frozen
class _Group:
    """Percentages of the same respondents."""

    figures: tuple[Figure, ...]
    base: Base

    @property
    def printed(self) -> list[Printed]:
        return [Printed.of(one.percent) for one in self.figures if one.percent is not None]


def together(material: Material) -> Iterator[Finding]:
    """Percentages of the same respondents of which not all fit the base: the denominator that most of them share."""
    for group in _groups(material):
        n = group.base.count
        fitting = sum(one.fits(n) for one in group.printed)
        if fitting == len(group.figures) or len(set(group.printed)) < 2:
            continue
        # A few more than the number who answered can be a slip in that number; many more cannot have answered.
        best = [one for one in joint_search(group.printed, n * 11 // 10) if one.rounding is Rounding.HALF_UP]
        best.sort(key=lambda one: (one.denominator > n, -one.denominator))
        if best and len(best[0].fits) > max(fitting, len(group.figures) // 2):
            yield _hint(group, best[0])


def _hint(group: _Group, best: Joint) -> Finding:
    kept = [group.figures[position] for position in best.fits]
    left = [group.figures[position] for position in best.left_out]
    told: Params = {
        "n": best.denominator,
        "base": group.base.count,
        "percents": ", ".join(f"{one.percent} %" for one in kept),
        "first": kept[0].label,
    }
    if left:
        told["left"] = ", ".join(f"{one.percent} %" for one in left)
    sums = (_at(Printed.of(one.percent), best.denominator, best.rounding) for one in kept if one.percent is not None)
    return found(
        "PAL712" if left else "PAL711",
        Severity.WORTH_KNOWING,
        told,
        arithmetic=", ".join(dict.fromkeys(sums)),
        correction=f"n = {best.denominator}",
        figures=[one.id for one in group.figures],
        sources=[source for one in group.figures for source in one.sources],
        against=group.base.sources,
    )


def _groups(material: Material) -> list[_Group]:
    found_groups: dict[object, list[Figure]] = {}
    bases: dict[object, Base] = {}
    for figure in material.shares():
        base = material.base(figure)
        own = figure.numerator is not None or figure.denominator is not None
        if base is None or not base.whole or own or material.told_before(figure):
            continue
        key = (
            figure.region,
            figure.networks,
            figure.respondents,
            figure.group,
            figure.event,
            figure.period,
            base.count,
        )
        found_groups.setdefault(key, []).append(figure)
        bases.setdefault(key, base)
    return [_Group(tuple(several), bases[key]) for key, several in found_groups.items()]


def unchecked(material: Material) -> Iterator[Finding]:
    """What arithmetic can say nothing of: so many answered that every percentage fits, or nobody says how many."""
    free, words = [], []
    for figure in material.figures:
        if figure.form in (Form.WORDS, Form.PICTURE):
            words.append(figure)
        elif figure.percent is not None and figure.form is Form.EXACT and figure.numerator is None:
            base = material.base(figure)
            most = figure.denominator if figure.denominator is not None else base.count if base is not None else None
            printed = Printed.of(figure.percent)
            if most is None or most >= printed.unit * printed.scale or (base is not None and not base.whole):
                free.append(figure)
    for code, several in (("PAL713", free), ("PAL714", words)):
        if several:
            yield found(
                code,
                Severity.WORTH_KNOWING,
                {"count": len(several)},
                figures=[one.id for one in several],
                sources=[source for one in several for source in one.sources],
            )
