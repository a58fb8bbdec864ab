"""Verdicts: a count held against a target, what decided it, and what the plain number says beside it."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from palnet.assess._arguments import Arguments
from palnet.assess.changes import Change, Incomparable, change
from palnet.assess.interval import Interval, logical_bounds, wilson
from palnet.assess.outcome import Outcome, Rule
from palnet.assess.roster import roster_interval
from palnet.errors import DataError, Problem
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom, Kind
from palnet.model.strategy import Direction, Target, TargetKind
from palnet.model.survey import TOTAL, UNKNOWN

__all__ = ["Verdict", "verdict"]


@attrs.frozen(kw_only=True)
class Verdict:
    """What a count comes to against a target.

    ``outcome`` is what may be said, ``rule`` what decided it or left it open, ``point`` what the number by itself would
    say. ``counts`` are what it rests on (one, or one for each group), each with the definition's version and where it
    comes from. ``bounds`` are the logical bounds of the share on the roster, ``interval`` the interval that was asked:
    of the share, or for a direction of the difference. ``change`` is the step that a direction was held against.
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

    The first of these that applies decides: suppressed; not asked; no target; target not stated; not measured; the
    logical bounds; the interval, of the roster where that is known, else Wilson's; and what none of them decides is
    undecided. Percentages are compared in whole numbers (100·k ≥ t·n), never as they are shown.

    A target for every group takes the counts of all groups. A direction takes the count ``before``, and is decided
    only when the interval of the difference leaves zero out; to maintain is not met when it lies wholly on the worse
    side, and met only within a margin that the target declares. Everyone is met only when everyone on the roster is.

    Raises :class:`palnet.DataError` for a target of another indicator, or of a kind that the indicator cannot have.
    """
    given = Arguments("verdict")
    given.confidence(confidence)
    given.check()
    counts = (count,) if isinstance(count, Count) else _groups(tuple(count))
    _check(counts, target)
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


def _groups(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """The counts of groups, without sums over them and without those whose group is not known."""
    if not counts:
        raise DataError(Problem("PAL312", path="verdict", keys=("count",)))
    kept = tuple(one for one in counts if not {TOTAL, UNKNOWN} & {code for _, code in one.strata})
    return kept or counts


_FITS = {
    TargetKind.SHARE: (Kind.PROPORTION, Kind.RATIO),
    TargetKind.EVERYONE: (Kind.PROPORTION, Kind.RATIO),
    TargetKind.COUNT_PER_GROUP: (Kind.COUNT,),
    TargetKind.DIRECTION: (Kind.PROPORTION, Kind.RATIO, Kind.COUNT, Kind.MEAN, Kind.MEDIAN),
}


def _check(counts: tuple[Count, ...], target: Target | None) -> None:
    problems = []
    if target is not None:
        for one in counts:
            if one.indicator != target.indicator:
                said = {"target": target.indicator, "count": one.indicator}
                problems.append(Problem("PAL347", said, path=one.name, keys=("indicator",)))
            elif one.kind not in _FITS.get(target.kind, tuple(Kind)) or _is_sums_of_answers(one, target):
                said = {"field": f'kind = "{target.kind}"', "with": f'kind = "{one.kind}"'}
                problems.append(Problem("PAL315", said, path=one.name, keys=("kind",), value=target.id))
        if len(counts) > 1 and target.kind is not TargetKind.COUNT_PER_GROUP:
            said_of = {"counts": len(counts), "strata": ", ".join(name for name, _ in counts[0].strata)}
            problems.append(Problem("PAL349", said_of, path="verdict", keys=("count",)))
    if problems:
        raise DataError(dict.fromkeys(problems))


def _is_sums_of_answers(count: Count, target: Target) -> bool:
    """A ratio of two sums of answers is no share: it may well be above one."""
    share = target.kind in (TargetKind.SHARE, TargetKind.EVERYONE)
    return share and count.kind is Kind.RATIO and count.origin.counted_from is CountedFrom.ANSWERS


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


def _share(count: Count, target: Target, confidence: float) -> dict[str, Any]:
    everyone = target.kind is TargetKind.EVERYONE
    at_most = target.direction is Direction.DECREASE and not everyone
    wanted = Fraction(100 if everyone or target.percent is None else target.percent)

    def reaches(part: int, whole: int) -> bool:
        return 100 * part <= wanted * whole if at_most else 100 * part >= wanted * whole

    k, n, roster = int(count.numerator or 0), int(count.denominator or 0), count.roster
    made: dict[str, Any] = {"point": _judged(reaches(k, n))}
    if count.origin.counted_from is not CountedFrom.ANSWERS:
        return {**made, "outcome": made["point"], "rule": Rule.COUNTED_WHOLE}
    if roster is not None:
        made["bounds"] = logical_bounds(k, n, roster=roster)
        made["interval"] = roster_interval(k, n, roster=roster, confidence=confidence)
    else:
        made["interval"] = wilson(k, n, confidence)
    if count.minimum_denominator is not None and n < count.minimum_denominator:
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.TOO_FEW}
    if roster is not None:
        # What the fewest and the most of the roster would come to, whatever the rest would have said.
        ends = (reaches(k, roster), reaches(k + roster - n, roster))
        if ends[0] == ends[1]:
            return {**made, "outcome": _judged(ends[0]), "rule": Rule.BOUNDS}
    elif everyone and k < n:
        return {**made, "outcome": Outcome.NOT_MET, "rule": Rule.BOUNDS}
    rule = Rule.WILSON if roster is None else Rule.ROSTER_INTERVAL
    if everyone:
        # One who did not answer is enough: no chance makes everybody of nearly everybody.
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.BOUNDS if roster is not None else rule}
    interval = made["interval"]
    if roster is None:
        within = [Fraction(end) * 100 for end in (interval.lower, interval.upper)]
        sides = [end <= wanted if at_most else end >= wanted for end in within]
    else:
        sides = [reaches(round(end * roster), roster) for end in (interval.lower, interval.upper)]
    outcome = _judged(sides[0]) if sides[0] == sides[1] else Outcome.UNDECIDED
    return {**made, "outcome": outcome, "rule": rule}


def _each_group(counts: tuple[Count, ...], target: Target) -> dict[str, Any]:
    wanted = target.count or 0
    at_most = target.direction is Direction.DECREASE

    def reaches(number: int) -> bool:
        return number <= wanted if at_most else number >= wanted

    point = _judged(all(reaches(int(one.numerator or 0)) for one in counts))
    sure: list[bool | None] = []
    whole = True
    for one in counts:
        k = int(one.numerator or 0)
        if one.origin.counted_from is not CountedFrom.ANSWERS:
            sure.append(reaches(k))
            continue
        whole = False
        if one.roster is None:
            # There may be more, nobody knows how many.
            sure.append(reaches(k) if reaches(k) is not at_most else None)
        else:
            ends = {reaches(k), reaches(k + one.roster - int(one.denominator or 0))}
            sure.append(ends.pop() if len(ends) == 1 else None)
    rule = Rule.COUNTED_WHOLE if whole else Rule.BOUNDS
    if False in sure:
        return {"outcome": Outcome.NOT_MET, "rule": rule, "point": point}
    return {"outcome": Outcome.UNDECIDED if None in sure else Outcome.MET, "rule": rule, "point": point}


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
    if count.origin.counted_from is not CountedFrom.ANSWERS:
        return {**made, "outcome": made["point"], "rule": Rule.COUNTED_WHOLE}
    if count.minimum_denominator is not None and min(count.answered, before.answered) < count.minimum_denominator:
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.TOO_FEW}
    if step.interval is None:
        return {**made, "outcome": Outcome.UNDECIDED, "rule": Rule.NO_INTERVAL}
    decided = _held(100 * step.interval.lower, 100 * step.interval.upper, wanted, margin, count.better)
    outcome = Outcome.UNDECIDED if decided is None else _judged(decided)
    rule = Rule.MARGIN if wanted is Direction.MAINTAIN and margin is not None else Rule.DIFFERENCE
    return {**made, "outcome": outcome, "rule": rule}


def _held(low: float, high: float, wanted: Direction, margin: float | None, better: Direction | None) -> bool | None:
    """Whether a step between the two, in percentage points, went as it should; None where it may or may not have."""
    if wanted is Direction.INCREASE:
        return True if low > 0 else False if high < 0 else None
    if wanted is Direction.DECREASE:
        return True if high < 0 else False if low > 0 else None
    rises_badly = better is not Direction.INCREASE
    falls_badly = better is not Direction.DECREASE
    worse = (falls_badly and high < 0) or (rises_badly and low > 0)
    within = margin is not None and (not falls_badly or low >= -margin) and (not rises_badly or high <= margin)
    return True if within else False if worse else None
