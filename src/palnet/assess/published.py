"""What can be said of published figures: a verdict at the printed point, and the change from what is printed beside it.

No interval is made and nothing is calculated back: a printed 68 % stays 68 %, whatever it was rounded from.
"""

from __future__ import annotations

from decimal import Decimal

import attrs

from palnet.assess.outcome import Outcome
from palnet.model.figure import Earlier, Figure, Form
from palnet.model.strategy import Direction, Target, TargetKind

__all__ = ["PointVerdict", "PrintedChange", "change_since", "verdict_at_point"]


@attrs.frozen
class PointVerdict:
    """A published figure held against a target, at its point only."""

    outcome: Outcome
    figure: Figure
    target: Target | None


def verdict_at_point(figure: Figure, target: Target | None) -> PointVerdict:
    """Whether a figure, as printed, reaches a target.

    Where numerator and denominator are printed they are compared in whole numbers (100·k ≥ t·n), otherwise the
    printed percentage is. A target spoken of without its number is not stated, whatever the figure; a figure that is
    printed roughly, as a change, in words or in a lost picture is not measured.
    """
    return PointVerdict(_outcome(figure, target), figure, target)


def _outcome(figure: Figure, target: Target | None) -> Outcome:
    if target is None:
        return Outcome.NO_TARGET
    if target.kind is TargetKind.NOT_STATED:
        return Outcome.TARGET_NOT_STATED
    if target.kind is TargetKind.COUNT_PER_GROUP:
        reached = None
        if figure.form is Form.EXACT and figure.value is not None and target.count is not None:
            at_most = target.direction is Direction.DECREASE
            reached = figure.value <= target.count if at_most else figure.value >= target.count
    elif target.kind is TargetKind.DIRECTION:
        reached = _moved(figure, target.direction)
    elif target.percent is not None:
        reached = _reaches(figure, target.percent, at_most=target.direction is Direction.DECREASE)
    else:
        reached = _reaches(figure, Decimal(100), at_most=False)
    if reached is None:
        return Outcome.NOT_MEASURED
    return Outcome.MET if reached else Outcome.NOT_MET


def _reaches(figure: Figure, wanted: Decimal, at_most: bool) -> bool | None:
    if figure.form is not Form.EXACT:
        return None
    if figure.numerator is not None and figure.denominator is not None:
        have, want = Decimal(100 * figure.numerator), wanted * figure.denominator
    elif figure.percent is not None:
        have, want = figure.percent, wanted
    else:
        return None
    return have <= want if at_most else have >= want


def _moved(figure: Figure, direction: Direction | None) -> bool | None:
    """Whether the figure moved the right way since the year before, both exactly printed; standing still maintains."""
    before = next(
        (one for one in figure.earlier if one.period is not None and one.period.end == figure.period.start), None
    )
    change = change_since(figure, before) if before is not None else None
    if change is None or change.approximate:
        return None
    step = change.points or change.difference or 0
    return {Direction.INCREASE: step > 0, Direction.DECREASE: step < 0}.get(direction or Direction.MAINTAIN, step == 0)


@attrs.frozen
class PrintedChange:
    """The step from an earlier printed number to this one.

    ``points`` are percentage points between two printed percentages. ``difference`` and ``relative`` (per cent of the
    earlier) belong to other numbers; ``relative`` is None from zero. ``approximate`` when either is printed roughly.
    """

    points: Decimal | None = None
    difference: Decimal | None = None
    relative: Decimal | None = None
    approximate: bool = False


def change_since(figure: Figure, earlier: Earlier) -> PrintedChange | None:
    """The change since an earlier year as far as both are printed as numbers of the same sort; else None."""
    if not {figure.form, earlier.form} <= {Form.EXACT, Form.APPROXIMATE}:
        return None
    rough = Form.APPROXIMATE in (figure.form, earlier.form)
    if figure.percent is not None and earlier.percent is not None:
        return PrintedChange(points=figure.percent - earlier.percent, approximate=rough)
    if figure.value is not None and earlier.value is not None:
        step = figure.value - earlier.value
        relative = None if earlier.value == 0 else 100 * step / earlier.value
        return PrintedChange(difference=step, relative=relative, approximate=rough)
    return None
