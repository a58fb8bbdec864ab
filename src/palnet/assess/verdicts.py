"""Verdicts: a count held against a target, what decided it, and what the plain number says beside it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from palnet.assess._targets import looked_through
from palnet.assess.changes import Change, Incomparable, change
from palnet.assess.interval import Interval, logical_bounds, wilson
from palnet.assess.outcome import Outcome, Rule
from palnet.assess.roster import roster_interval
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom
from palnet.model.strategy import Direction, Target, TargetKind

__all__ = ["Verdict", "verdict"]


@attrs.frozen(kw_only=True)
class Verdict:
    """What a count comes to against a target.

    ``outcome`` is what may be said, ``rule`` what decided it or left it open, ``point`` what the number by itself would
    say. ``counts`` are what it rests on (one, or one for each group), each with the definition's version and where it
    comes from. ``bounds`` are the logical bounds of the share on the roster, ``interval`` the interval that was asked:
    of the share, or for a direction of the difference. ``change`` is the step that a direction was held against.
    Without a verdict on the number, ``point`` is ``not-measured``.
    """

    outcome: Outcome
    rule: Rule
    point: Outcome
    counts: tuple[Count, ...]
    target: Target | None
    bounds: Interval | None = None
    interval: Interval | None = None
    change: Change | None = None

    @property
    def indicator(self) -> str:
        """The indicator that it is about."""
        return self.counts[0].indicator

    @property
    def version(self) -> int:
        """The version of the definition that was counted."""
        return self.counts[0].version

    def explain(self, lang: str = "nb") -> str:
        """The verdict and what decided it in one sentence, in bokmål or English."""
        from palnet.assess._sentences import verdict_sentence

        return verdict_sentence(self, lang)


def verdict(
    count: Count | Iterable[Count], target: Target | None, before: Count | None = None, confidence: float = 0.95
) -> Verdict:
    """Hold a count against a target.

    The first of these that applies decides: suppressed; not asked; no target; target not stated; not measured; fewer
    than the definition's own minimum; everything counted; the logical bounds; the interval, of the roster where that
    is known, else Wilson's; and what none of them decides is undecided. Percentages are compared in whole numbers
    (100·k ≥ t·n), never as they are shown. An interval decides nothing against the number by itself.

    A target for every group takes the counts of all groups, and leaves sums over them and unknown groups out. A
    direction takes the count ``before``, and is decided only when the interval of the difference leaves zero out; to
    maintain is not met when it lies wholly beyond the margin on the worse side (without a margin: on the worse side),
    and met only within a margin that the target declares. Everyone is met only when everyone on the roster is.

    Raises :class:`palnet.DataError` with all that is wrong at once: no count, several where one is wanted, the count
    of another indicator, a target of a kind that the indicator cannot have, a confidence that is none.
    """
    counts = looked_through(count, target, before, confidence)
    early = _before_numbers(counts, target)
    if early is not None:
        outcome, rule = early
        return Verdict(outcome=outcome, rule=rule, point=Outcome.NOT_MEASURED, counts=counts, target=target)
    made: dict[str, Any]
    if target is None or target.kind is TargetKind.NOT_STATED:
        raise AssertionError(target)  # pragma: no cover - told above
    if target.kind is TargetKind.COUNT_PER_GROUP:
        made = _each_group(counts, target)
    elif target.kind is TargetKind.DIRECTION:
        made = _direction(counts[0], target, before, confidence)
    else:
        made = _share(counts[0], target, confidence)
    return Verdict(counts=counts, target=target, **made)


def _before_numbers(counts: tuple[Count, ...], target: Target | None) -> tuple[Outcome, Rule] | None:
    states = {one.state for one in counts}
    if State.SUPPRESSED in states:
        return Outcome.SUPPRESSED, Rule.SUPPRESSED
    if State.NOT_ASKED in states:
        return Outcome.NOT_ASKED, Rule.NOT_ASKED
    if target is None:
        return Outcome.NO_TARGET, Rule.NO_TARGET
    if target.kind is TargetKind.NOT_STATED:
        return Outcome.TARGET_NOT_STATED, Rule.TARGET_NOT_STATED
    if states != {State.VALUE}:
        return Outcome.NOT_MEASURED, Rule.NOT_MEASURED
    return None


def _judged(met: bool) -> Outcome:
    return Outcome.MET if met else Outcome.NOT_MET


def _too_few(count: Count, before: Count | None = None) -> bool:
    """Whether the definition's own minimum says that nothing may be said, of this year or of the one before."""
    sizes = [
        one.answered if one.origin.counted_from is CountedFrom.ANSWERS else one.denominator
        for one in (count, before)
        if one is not None
    ]
    minimum = count.minimum_denominator
    return minimum is not None and any(size is not None and size < minimum for size in sizes)


def _share(count: Count, target: Target, confidence: float) -> dict[str, Any]:
    everyone = target.kind is TargetKind.EVERYONE
    at_most = target.direction is Direction.DECREASE and not everyone
    wanted = Fraction(100 if target.percent is None else target.percent)

    def reaches(part: Fraction | int, whole: int) -> bool:
        return 100 * part <= wanted * whole if at_most else 100 * part >= wanted * whole

    point = reaches(count.value or 0, 1)
    made: dict[str, Any] = {"point": _judged(point)}
    whole = count.origin.counted_from is not CountedFrom.ANSWERS
    k, n, roster = int(count.numerator or 0), count.answered, count.roster
    if not whole and roster is not None:
        made["bounds"] = logical_bounds(k, n, roster=roster)
        made["interval"] = roster_interval(k, n, roster=roster, confidence=confidence)
    elif not whole:
        made["interval"] = wilson(k, n, confidence)
    if _too_few(count):
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.TOO_FEW}
    if whole:
        return {**made, "outcome": made["point"], "rule": Rule.COUNTED_WHOLE}
    if everyone:
        # One who did not is enough, and so is one who did not answer: no chance makes everybody of nearly everybody.
        outcome = Outcome.NOT_MET if k < n else Outcome.MET if n == roster else Outcome.UNDECIDED
        return {**made, "outcome": outcome, "rule": Rule.BOUNDS}
    interval = made["interval"]
    if roster is None:
        ends = {end * 100 <= wanted if at_most else end * 100 >= wanted for end in _ends(interval)}
        return {**made, "outcome": _agreed(ends), "rule": Rule.WILSON}
    # What the fewest and the most of the roster would come to, whatever the rest would have said.
    extremes = {reaches(k, roster), reaches(k + roster - n, roster)}
    if len(extremes) == 1:
        return {**made, "outcome": _agreed(extremes), "rule": Rule.BOUNDS}
    # In whole persons. Where nearly everybody answered, the interval need not hold the share of those who did.
    sides = {reaches(round(end * roster), roster) for end in _ends(interval)}
    return {**made, "outcome": _agreed({*sides, point}), "rule": Rule.ROSTER_INTERVAL}


def _ends(interval: Interval) -> tuple[Fraction, Fraction]:
    return Fraction(interval.lower), Fraction(interval.upper)


def _agreed(said: set[bool]) -> Outcome:
    return _judged(*said) if len(said) == 1 else Outcome.UNDECIDED


def _each_group(counts: tuple[Count, ...], target: Target) -> dict[str, Any]:
    wanted = target.count or 0
    at_most = target.direction is Direction.DECREASE

    def reaches(number: int) -> bool:
        return number <= wanted if at_most else number >= wanted

    made: dict[str, Any] = {"point": _judged(all(reaches(int(one.numerator or 0)) for one in counts))}
    if any(_too_few(one) for one in counts):
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.TOO_FEW}
    if counts[0].origin.counted_from is not CountedFrom.ANSWERS:
        return {**made, "outcome": made["point"], "rule": Rule.COUNTED_WHOLE}
    sure: set[bool | None] = set()
    for one in counts:
        k = int(one.numerator or 0)
        # Without a roster there may be more, nobody knows how many.
        more = not at_most if one.roster is None else reaches(k + one.roster - one.answered)
        sure.add(more if more is reaches(k) else None)
    outcome = Outcome.NOT_MET if False in sure else Outcome.UNDECIDED if None in sure else Outcome.MET
    return {**made, "outcome": outcome, "rule": Rule.BOUNDS}


def _direction(count: Count, target: Target, before: Count | None, confidence: float) -> dict[str, Any]:
    nothing = {"outcome": Outcome.NOT_MEASURED, "point": Outcome.NOT_MEASURED}
    if before is None:
        return {**nothing, "rule": Rule.NO_EARLIER}
    step = change(count, before, confidence)
    if step.incomparable is Incomparable.SUPPRESSED:
        return {"outcome": Outcome.SUPPRESSED, "rule": Rule.SUPPRESSED, "point": Outcome.NOT_MEASURED, "change": step}
    if step.incomparable is not None:
        return {**nothing, "rule": Rule.NOT_COMPARABLE, "change": step}
    moved = step.points if step.points is not None else step.difference or 0.0
    wanted = target.direction or Direction.MAINTAIN
    margin = None if target.margin is None else float(target.margin)
    made: dict[str, Any] = {"change": step, "interval": step.interval}
    made["point"] = _judged(_held(moved, moved, wanted, margin or 0.0, count.better) is True)
    if _too_few(count, before):
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.TOO_FEW}
    if count.origin.counted_from is not CountedFrom.ANSWERS:
        return {**made, "outcome": made["point"], "rule": Rule.COUNTED_WHOLE}
    if step.interval is None:
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.NO_INTERVAL}
    decided = _held(100 * step.interval.lower, 100 * step.interval.upper, wanted, margin, count.better)
    outcome = Outcome.UNDECIDED if decided is None else _judged(decided)
    return {**made, "outcome": outcome, "rule": Rule.DIFFERENCE if margin is None else Rule.MARGIN}


def _held(low: float, high: float, wanted: Direction, margin: float | None, better: Direction | None) -> bool | None:
    """Whether a step between the two, in percentage points, went as it should; None where it may or may not have."""
    if wanted is Direction.INCREASE:
        return True if low > 0 else False if high < 0 else None
    if wanted is Direction.DECREASE:
        return True if high < 0 else False if low > 0 else None
    rises_badly = better is not Direction.INCREASE
    falls_badly = better is not Direction.DECREASE
    allowed = margin or 0.0
    worse = (falls_badly and high < -allowed) or (rises_badly and low > allowed)
    within = (not falls_badly or low >= -allowed) and (not rises_badly or high <= allowed)
    return True if within and margin is not None else False if worse else None
