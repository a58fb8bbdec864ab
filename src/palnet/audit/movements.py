"""Changes as they are printed: points or a share, attendances told as persons, growth without a base."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from palnet.assess._numbers import near, written
from palnet.audit.finding import Finding, Params, Severity, found
from palnet.audit.material import Material
from palnet.audit.rounding import Printed
from palnet.model.event import Event
from palnet.model.figure import Earlier, Figure, Form, Unit

__all__ = ["attendances", "changes", "growth"]


def _value(number: Fraction) -> str:
    return written(near(number, 1), en=True)


def changes(material: Material) -> Iterator[Finding]:
    """A change that is printed in per cent beside a percentage: percentage points, or a share of the earlier."""
    for figure in material.figures:
        for earlier in figure.earlier:
            if earlier.change is not None and figure.percent is not None and figure.form is Form.EXACT:
                yield from _change(figure, earlier, earlier.change)


def _change(figure: Figure, earlier: Earlier, change: Decimal) -> Iterator[Finding]:
    now = Fraction(figure.percent or 0)
    said: Params = {"figure": figure.label, "change": str(abs(change)), "percent": str(figure.percent)}
    if earlier.percent is None:
        points = now - Fraction(change)
        relative = now / (1 + Fraction(change) / 100) if change != -100 else None
        if relative is not None and 0 <= points <= 100 and 0 <= relative <= 100:
            yield found(
                "PAL740",
                Severity.AMBIGUOUS,
                {**said, "points": _value(points), "relative": _value(relative)},
                arithmetic=f"{now} {'+' if change < 0 else '−'} {abs(change)} = {_value(points)}; "
                f"{now} / {written(1 + Fraction(change) / 100, en=True)} ≈ {_value(relative)}",
                figures=[figure.id],
                sources=figure.sources,
            )
        return
    if earlier.form is not Form.EXACT:
        return
    low, high = _range(figure.percent or Decimal(0))
    before_low, before_high = _range(earlier.percent)
    wanted_low, wanted_high = _range(abs(change))
    sign = 1 if change >= 0 else -1
    steps = sorted((sign * (low - before_high), sign * (high - before_low)))
    as_points = steps[0] <= wanted_high and wanted_low <= steps[1]
    as_share = False
    if before_low > 0:
        ends = sorted((sign * (low / before_high - 1) * 100, sign * (high / before_low - 1) * 100))
        as_share = ends[0] <= wanted_high and wanted_low <= ends[1]
    exact = now - Fraction(earlier.percent)
    if as_points and not as_share and exact:
        yield found(
            "PAL741",
            Severity.WORTH_KNOWING,
            {**said, "before": str(earlier.percent)},
            arithmetic=f"{now} − {earlier.percent} = {_value(exact)}",
            figures=[figure.id],
            sources=figure.sources,
        )
    elif not as_points and not as_share:
        share = f"; {now}/{earlier.percent} − 1 ≈ {_value(100 * exact / Fraction(earlier.percent))} %"
        yield found(
            "PAL742",
            Severity.INCONSISTENT,
            {**said, "before": str(earlier.percent)},
            arithmetic=f"{now} − {earlier.percent} = {_value(exact)}" + (share if earlier.percent else ""),
            figures=[figure.id],
            sources=figure.sources,
        )


def _range(printed: Decimal) -> tuple[Fraction, Fraction]:
    """Where a printed number can come from, under any usual rounding."""
    unit = Fraction(1, Printed.of(printed).scale)
    return Fraction(printed) - unit / 2, Fraction(printed) + unit


def growth(material: Material) -> Iterator[Finding]:
    """A growth that is printed in per cent, against the numbers that it is a growth of."""
    for figure in material.figures:
        if figure.form is not Form.RELATIVE or figure.percent is None or figure.indicator is None:
            continue
        of = [one for one in material.figures if one.value is not None and _same(one, figure)]
        pairs = [
            (one, earlier)
            for one in of
            for earlier in one.earlier
            if earlier.value and earlier.form is Form.EXACT and one.form is Form.EXACT
        ]
        if not pairs:
            continue
        fitting = [pair for pair in pairs if _grew(figure.percent, *pair)]
        one, earlier = fitting[0] if fitting else pairs[0]
        now, before = one.value or Decimal(0), earlier.value or Decimal(1)
        grown = 100 * (Fraction(now) - Fraction(before)) / Fraction(before)
        said: Params = {"figure": figure.label, "percent": str(figure.percent), "now": str(now), "before": str(before)}
        if fitting and one.unit is not Unit.ATTENDANCES:
            continue
        yield found(
            "PAL744" if fitting else "PAL743",
            Severity.WORTH_KNOWING if fitting else Severity.INCONSISTENT,
            said if fitting else {**said, "right": _value(grown)},
            arithmetic=f"({now} − {before}) / {before} ≈ {_value(grown)} %{_rate(material, one) if fitting else ''}",
            correction=None if fitting else f"{_value(grown)} %",
            figures=[figure.id, one.id],
            sources=figure.sources,
            against=one.sources,
        )


def _same(one: Figure, figure: Figure) -> bool:
    of = (one.indicator, one.region, one.networks, one.group, one.period)
    return of == (figure.indicator, figure.region, figure.networks, figure.group, figure.period)


def _grew(printed: Decimal, one: Figure, earlier: Earlier) -> bool:
    """Whether it is the change as a share of the earlier; a fall is printed with its sign or without."""
    step, before = Fraction(one.value or 0) - Fraction(earlier.value or 0), Fraction(earlier.value or 1)
    if printed < 0 < step:
        return False
    low, high = _range(abs(printed))
    return low <= abs(100 * step / before) < high


def _rate(material: Material, figure: Figure) -> str:
    """The share of those invited who came, where the meetings tell it."""
    held = [
        one.attendance
        for one in material.events
        if one.attendance is not None
        and one.when.in_year == figure.period.start.year
        and any(material.within(own, whole) for own in one.networks for whole in figure.networks)
        and (figure.group is None or one.group == figure.group)
    ]
    attended, invited = sum(one.attended for one in held), sum(one.invited for one in held)
    if attended != figure.value or not invited:
        return ""
    return f"; {attended}/{invited} ≈ {_value(Fraction(100 * attended, invited))} %"


def attendances(material: Material) -> Iterator[Finding]:
    """Attendances over several meetings that the document calls persons."""
    for figure in material.figures:
        if figure.unit is Unit.ATTENDANCES and "unit" in figure.inferred and figure.value is not None:
            meetings = [
                one
                for one in material.events
                if one.attendance is not None
                and one.when.in_year == figure.period.start.year
                and any(material.within(own, whole) for own in one.networks for whole in figure.networks)
            ]
            yield found(
                "PAL745",
                Severity.WORTH_KNOWING,
                {"figure": figure.label, "value": str(figure.value)},
                arithmetic=_sum_of(meetings),
                figures=[figure.id],
                sources=figure.sources,
                against=[source for one in meetings for source in one.sources],
            )


def _sum_of(meetings: list[Event]) -> str:
    """What came of each group's meetings, added up."""
    rows: dict[str | None, list[int]] = {}
    for one in meetings:
        rows.setdefault(one.group, []).append(one.attendance.attended if one.attendance is not None else 0)
    if not rows:
        return ""
    total = sum(sum(row) for row in rows.values())
    return " + ".join(f"({' + '.join(map(str, row))})" for row in rows.values()) + f" = {total}"
