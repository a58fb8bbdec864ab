"""The change from one count to another, where the two can be compared at all."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction

import attrs

from palnet.assess._arguments import Arguments
from palnet.assess.interval import Interval, newcombe
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom, Kind, versions_compare
from palnet.model.survey import TOTAL

__all__ = ["Change", "Counted", "Incomparable", "change", "is_share"]


class Incomparable(StrEnum):
    """Why two counts cannot be compared."""

    OTHER_INDICATOR = "other-indicator"
    OTHER_VERSION = "other-version"
    OTHER_STRATUM = "other-stratum"
    SUPPRESSED = "suppressed"
    NO_VALUE = "no-value"
    DISTRIBUTION = "distribution"


class Counted(StrEnum):
    """What a number is of. Attendances are not persons: one person may attend three meetings."""

    PERSONS = "persons"
    ATTENDANCES = "attendances"
    ANSWERS = "answers"


@attrs.frozen(kw_only=True)
class Change:
    """The step from one count to a later one, or why there is none.

    ``points`` are percentage points between two shares, with ``interval`` (of the difference between the shares, -1 to
    1) where the answers are some of those who could have answered. ``difference`` is the step between two numbers that
    are no shares. ``relative`` is the step as per cent of the earlier number, None from zero. ``counted`` says what
    the numbers are of.

    The interval takes the two years' answers as independent; the same persons answering in both breaks that.
    """

    now: Count
    before: Count
    incomparable: Incomparable | None = None
    counted: Counted = Counted.PERSONS
    points: float | None = None
    difference: float | None = None
    relative: float | None = None
    interval: Interval | None = None

    def explain(self, lang: str = "nb") -> str:
        """The change in one sentence, in bokmål or English."""
        from palnet.assess._sentences import change_sentence

        return change_sentence(self, lang)


def change(now: Count, before: Count, confidence: float = 0.95) -> Change:
    """The change since an earlier count. Exchanging the two turns it about exactly.

    Counts of different indicators, versions that do not say that they compare, different strata, and those without a
    value give a change that says why it is none. Raises :class:`palnet.DefinitionError` for a confidence that is none.
    """
    given = Arguments("change")
    given.confidence(confidence)
    given.check()
    reason = next(_reasons(now, before), None)
    if reason is not None:
        return Change(now=now, before=before, incomparable=reason, counted=_counted(now))
    later, earlier = (one.value or Fraction(0) for one in (now, before))
    step = later - earlier
    relative = float(100 * step / earlier) if earlier else None
    if is_share(now):
        return Change(
            now=now,
            before=before,
            counted=_counted(now),
            points=float(100 * step),
            relative=relative,
            interval=_interval(now, before, confidence),
        )
    return Change(now=now, before=before, counted=_counted(now), difference=float(step), relative=relative)


def _reasons(now: Count, before: Count) -> Iterator[Incomparable]:
    same = (now.indicator, now.kind, now.origin.counted_from)
    if same != (before.indicator, before.kind, before.origin.counted_from):
        yield Incomparable.OTHER_INDICATOR
    if not versions_compare(now, before):
        yield Incomparable.OTHER_VERSION
    if _stratum(now) != _stratum(before):
        yield Incomparable.OTHER_STRATUM
    if State.SUPPRESSED in (now.state, before.state):
        yield Incomparable.SUPPRESSED
    if {now.state, before.state} != {State.VALUE}:
        yield Incomparable.NO_VALUE
    if now.kind is Kind.DISTRIBUTION:
        yield Incomparable.DISTRIBUTION
    if None in (now.value, before.value):
        yield Incomparable.NO_VALUE


def is_share(count: Count) -> bool:
    """Whether it is some of a whole, so that it is told in per cent and changes by percentage points."""
    return count.kind is Kind.PROPORTION or count.origin.counted_from is CountedFrom.ATTENDANCE


def _stratum(count: Count) -> set[tuple[str, str]]:
    """Of whom it is: a sum over groups is of nobody else than a count that was never divided by group."""
    return {(name, code) for name, code in count.strata if code != TOTAL}


def _counted(count: Count) -> Counted:
    if count.origin.counted_from is CountedFrom.ATTENDANCE:
        return Counted.ATTENDANCES
    return Counted.ANSWERS if count.kind in (Kind.MEAN, Kind.MEDIAN, Kind.RATIO) else Counted.PERSONS


def _interval(now: Count, before: Count, confidence: float) -> Interval | None:
    """Only answers leave anything open: a response rate or an attendance leaves nobody out."""
    if now.origin.counted_from is not CountedFrom.ANSWERS:
        return None
    whole = (now.numerator, now.denominator, before.numerator, before.denominator)
    k1, n1, k2, n2 = (int(one or 0) for one in whole)
    return newcombe(k1, n1, k2, n2, confidence)
