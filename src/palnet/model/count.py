"""Counts: what answers, rosters and meetings are turned into, and all that is known of them afterwards."""

from __future__ import annotations

import hashlib
from bisect import bisect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation, localcontext
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from typing import Any

import attrs

from palnet.errors import DataError, Problem
from palnet.model.indicator import CountedFrom, Kind
from palnet.model.strategy import Direction
from palnet.model.survey import TOTAL, Missing
from palnet.period import Period

__all__ = ["Count", "Origin", "State"]


class State(StrEnum):
    """What a count is. Only a value has numbers; the others say why there is none, and never look like a zero."""

    VALUE = "value"
    NO_ANSWERS = "no-answers"
    NOT_ASKED = "not-asked"
    EMPTY_BASE = "empty-base"
    SUPPRESSED = "suppressed"
    NOT_MEASURED = "not-measured"


@attrs.frozen(kw_only=True)
class Origin:
    """Where a count comes from: the definition and what it was counted from, each with a hash of its content.

    ``inputs`` name the questionnaire, the roster and the like by their ids. ``synthetic`` when any of it was made up.
    """

    counted_from: CountedFrom
    definition: str
    input: str = ""
    inputs: tuple[str, ...] = ()
    synthetic: bool = False

    @classmethod
    def together(cls, origins: Iterable[Origin]) -> Origin:
        """Where a sum comes from: from all that its parts do, and made up where any of them was."""
        parts = tuple(origins)
        return cls(
            counted_from=parts[0].counted_from,
            definition=_hash_of(one.definition for one in parts),
            input=_hash_of(one.input for one in parts),
            inputs=tuple(dict.fromkeys(name for one in parts for name in one.inputs)),
            synthetic=any(one.synthetic for one in parts),
        )


# What each kind has where there is a value. A headcount is a count of nobody but itself.
_NEEDED: dict[Kind, tuple[str, ...]] = {
    Kind.PROPORTION: ("numerator", "denominator"),
    Kind.RATIO: ("numerator", "denominator"),
    Kind.MEAN: ("numerator", "denominator"),
    Kind.COUNT: ("numerator",),
    Kind.DISTRIBUTION: ("denominator",),
    Kind.MEDIAN: ("denominator",),
}


_AMOUNTS = ("numerator", "denominator", "base_unknown", "taken_as_no", "respondents", "roster")


def _is_number(code: str) -> bool:
    try:
        return Decimal(code).is_finite()
    except InvalidOperation:
        return False


def _no_number(code: str) -> Problem:
    return Problem("PAL201", keys=("values",), value=repr(code)[:80], expected="Decimal")


def _hash_of(hashes: Iterable[str]) -> str:
    """One hash for several, whatever their order; of one alone it is that one."""
    known = sorted(set(hashes))
    return known[0] if len(known) == 1 else hashlib.sha256(" ".join(known).encode()).hexdigest()[:16]


def _pairs(given: Any) -> Any:
    return tuple(given.items()) if isinstance(given, Mapping) else given


@attrs.frozen(kw_only=True)
class Count:
    """One indicator counted once: for everybody, or in one stratum.

    ``numerator`` of ``denominator`` respondents (for a ratio two sums, for a mean the sum of the answers over how many
    gave one). A distribution or median has no numerator but ``values``: how many gave each answer, in the codebook's
    order or by size; a mean has both. ``missing`` says by reason how many of the base gave no answer, ``base_unknown``
    of how many it is not known whether they are in the base, ``taken_as_no`` how many of the denominator gave no
    answer and count as a no because the definition says so. ``respondents`` is how many a ratio is made of, whose
    denominator does not say it. A number that is None is not to be known; of a median one such stands for the middle.

    ``roster`` is the headcount of the base, None where it is not known or not a matter of the roster. ``strata`` names
    the stratum by what it was divided by, ``level`` by what that is: ``group``, ``network+group``, or ``total``.
    ``better``, ``comparable_with`` and ``minimum_denominator`` are the definition's.

    Raises :class:`palnet.DataError` for numbers that cannot be; the problem names indicator and field.
    """

    indicator: str
    kind: Kind
    origin: Origin
    version: int = 1
    comparable_with: tuple[int, ...] = ()
    better: Direction | None = None
    minimum_denominator: int | None = None
    period: Period | None = None
    level: str = TOTAL
    strata: tuple[tuple[str, str], ...] = attrs.field(default=(), converter=_pairs)
    state: State = State.VALUE
    numerator: int | Decimal | None = None
    denominator: int | Decimal | None = None
    missing: tuple[tuple[Missing, int | None], ...] = attrs.field(default=(), converter=_pairs)
    base_unknown: int | None = 0
    taken_as_no: int | None = 0
    respondents: int | None = None
    roster: int | None = None
    values: tuple[tuple[str, int | None], ...] = attrs.field(default=(), converter=_pairs)

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise DataError(attrs.evolve(problem, path=self.name) for problem in problems)

    def _problems(self) -> Iterator[Problem]:
        sums = self.kind in (Kind.RATIO, Kind.MEAN)
        faults = [p for name in _AMOUNTS for p in self._amount_problems(name, getattr(self, name), sums)]
        for field, pairs in (("missing", self.missing), ("values", self.values)):
            for name, number in pairs:
                if field == "missing" and not isinstance(name, Missing):
                    known = " | ".join(reason.value for reason in Missing)
                    faults.append(Problem("PAL201", keys=(field,), value=repr(name)[:80], expected=known))
                faults += [p.under(field) for p in self._amount_problems(str(name), number, sums=False)]
        if self.kind in (Kind.MEAN, Kind.MEDIAN):
            faults += [_no_number(code) for code, _ in self.values if not _is_number(code)]
        yield from faults
        if faults:
            return
        if self.state is not State.VALUE:
            for field in ("numerator", "denominator", "values"):
                if getattr(self, field) not in (None, ()):
                    yield Problem("PAL315", {"field": field, "with": f'state = "{self.state}"'}, keys=(field,))
            return
        k, n = self.numerator, self.denominator
        missing = [field for field in _NEEDED[self.kind] if getattr(self, field) is None]
        if missing:
            said = {"field": f'kind = "{self.kind}"', "needs": ", ".join(missing)}
            yield Problem("PAL309", said, keys=("state",))
        elif self.kind in (Kind.PROPORTION, Kind.COUNT) and k is not None and n is not None and k > n:
            yield Problem("PAL324", {"numerator": str(k), "denominator": str(n)}, keys=("numerator",))
        elif self.kind is Kind.DISTRIBUTION and n is not None:
            for code, number in self.values:
                if number is not None and number > n:
                    yield Problem("PAL324", {"numerator": str(number), "denominator": str(n)}, keys=("values", code))
        if n == 0:
            yield Problem("PAL330", keys=("denominator",))
        if n is not None and self.roster is not None and self.people > self.roster:
            said_of = {"answered": self.people, "roster": self.roster, "stratum": self.name}
            yield Problem("PAL346", said_of, keys=("roster",))

    def _amount_problems(self, name: str, number: Any, sums: bool) -> Iterable[Problem]:
        if number is None or (type(number) is int and number >= 0):
            return ()
        if not isinstance(number, int) or isinstance(number, bool):
            summed = (
                sums and name in ("numerator", "denominator") and isinstance(number, Decimal) and number.is_finite()
            )
            if not summed:
                return (Problem("PAL201", keys=(name,), value=repr(number)[:80], expected="int"),)
        if number < 0 and not (self.kind is Kind.MEAN and name == "numerator"):
            return (Problem("PAL311", keys=(name,), value=str(number)),)
        return ()

    @property
    def name(self) -> str:
        """The indicator, and the stratum where it is one."""
        within = ", ".join(f"{by} {code}" for by, code in self.strata)
        return f"{self.indicator} ({within})" if within else self.indicator

    @property
    def missing_total(self) -> int | None:
        """How many of the base gave no answer; None where that is not to be known."""
        numbers = [number for _, number in self.missing]
        return None if None in numbers else sum(number for number in numbers if number is not None)

    @property
    def answered(self) -> int:
        """How many respondents it is made of; 0 where it is not their answers that are counted."""
        if self.origin.counted_from is not CountedFrom.ANSWERS:
            return 0
        return int((self.denominator if self.respondents is None else self.respondents) or 0)

    @property
    def people(self) -> int:
        """How many respondents are known to be in the base, with an answer or without."""
        return self.answered + (self.missing_total or 0)

    def missing_for(self, reason: Missing) -> int | None:
        """How many of the base gave no answer for that reason; None where that may not be known."""
        return dict(self.missing).get(reason, 0)

    @property
    def value(self) -> Fraction | None:
        """The exact number: a share (0 to 1), a ratio, a mean, a median, a count; None of a distribution."""
        if self.state is not State.VALUE:
            return None
        if self.kind is Kind.MEDIAN:
            return self._median()
        if self.kind is Kind.DISTRIBUTION or self.numerator is None:
            return None
        above = Fraction(self.numerator)
        return above if self.kind is Kind.COUNT or self.denominator is None else above / Fraction(self.denominator)

    def _median(self) -> Fraction | None:
        if len(self.values) == 1 and self.values[0][1] is None:
            return Fraction(self.values[0][0])
        total = sum(number or 0 for _, number in self.values)
        if not total or any(number is None for _, number in self.values):
            return None
        ordered = sorted((Decimal(value), number or 0) for value, number in self.values)
        ends = list(accumulate(number for _, number in ordered))
        low, high = (ordered[bisect(ends, at)][0] for at in ((total - 1) // 2, total // 2))
        return (Fraction(low) + Fraction(high)) / 2

    def share_of(self, code: str) -> Fraction | None:
        """The share of those who answered that gave that answer: one bar of a distribution."""
        number = dict(self.values).get(code)
        if self.state is not State.VALUE or number is None or not self.denominator:
            return None
        return Fraction(number) / Fraction(self.denominator)

    @classmethod
    def together(cls, counts: Iterable[Count], **changes: Any) -> Count:
        """The counts of several parts that nobody is in two of as one: sums, so that a rate is the rate of the sums.

        The roster is the sum where every part has one. A suppressed part makes the whole suppressed, one that was not
        measured or not asked is left out unless all are. All must be of one indicator and version. ``changes`` are what
        the whole says itself: its level and stratum, a period where the parts' differ.
        """
        given = tuple(counts)
        if not given:
            raise DataError(Problem("PAL312", path="Count.together"))
        first = given[0]
        for other in given[1:]:
            if (other.indicator, other.version, other.kind) != (first.indicator, first.version, first.kind):
                said = {"target": f"{first.indicator} {first.version}", "count": f"{other.indicator} {other.version}"}
                raise DataError(Problem("PAL348", said, path="Count.together"))
        left_out = (State.NOT_MEASURED, State.NOT_ASKED)
        parts = [one for one in given if one.state not in left_out] or given
        states = {one.state for one in parts}
        # What is hidden of one part is hidden of the whole: its values are not known.
        halves = any(one.kind is Kind.MEDIAN and None in dict(one.values).values() for one in parts)
        if halves and len(parts) > 1:
            states.add(State.SUPPRESSED)
        hidden = State.SUPPRESSED in states
        valued = State.VALUE in states and not hidden
        order = (State.SUPPRESSED, State.VALUE, State.NO_ANSWERS, State.EMPTY_BASE, State.NOT_MEASURED, State.NOT_ASKED)
        reasons = {reason for one in parts if not hidden for reason, _ in one.missing}
        made: dict[str, Any] = {
            "level": TOTAL,
            "strata": (),
            "origin": Origin.together(one.origin for one in given),
            "period": first.period if all(one.period == first.period for one in parts) else None,
            "state": next(state for state in order if state in states),
            "numerator": _sum(one.numerator for one in parts) if valued else None,
            "denominator": _sum(one.denominator for one in parts) if valued else None,
            "missing": {r: _whole(one.missing_for(r) for one in parts) for r in Missing if r in reasons},
            "base_unknown": None if hidden else _whole(one.base_unknown for one in parts),
            "taken_as_no": None if hidden else _whole(one.taken_as_no for one in parts),
            "respondents": None if hidden else _sum(one.respondents for one in parts),
            "roster": _whole(one.roster for one in parts),
            "values": _added([one for one in parts if one.state is State.VALUE]) if valued else (),
        }
        return attrs.evolve(first, **{**made, **changes})


def _added(parts: Sequence[Count]) -> dict[str, int | None]:
    """How many gave each answer in all the parts; None where one of them does not say how many."""
    if any(not one.values for one in parts):
        return {}
    codes = dict.fromkeys(code for one in parts for code, _ in one.values)
    if parts[0].kind in (Kind.MEAN, Kind.MEDIAN):
        codes = dict.fromkeys(sorted(codes, key=Decimal))
    return {code: _whole(dict(one.values).get(code, 0) for one in parts) for code in codes}


def _whole(amounts: Iterable[int | None]) -> int | None:
    given = list(amounts)
    known = [one for one in given if one is not None]
    return sum(known) if len(known) == len(given) else None


def _sum(amounts: Iterable[int | Decimal | None]) -> int | Decimal | None:
    known = [one for one in amounts if one is not None]
    with localcontext(Context(prec=400)):  # exact, whatever the caller's own context says
        return sum(known, 0) if known else None
