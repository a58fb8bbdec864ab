"""Counts: what answers, rosters and meetings are turned into, and all that is known of them afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
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
    denominator does not say it. A value that is None is not to be known; of a median one such stands for the middle.

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
    missing: tuple[tuple[Missing, int], ...] = attrs.field(default=(), converter=_pairs)
    base_unknown: int | None = 0
    taken_as_no: int = 0
    respondents: int | None = None
    roster: int | None = None
    values: tuple[tuple[str, int | None], ...] = attrs.field(default=(), converter=_pairs)

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise DataError(attrs.evolve(problem, path=self.name) for problem in problems)

    def _problems(self) -> Iterator[Problem]:
        amounts = {
            "numerator": self.numerator,
            "denominator": self.denominator,
            "base_unknown": self.base_unknown,
            "taken_as_no": self.taken_as_no,
            "respondents": self.respondents,
            "roster": self.roster,
        }
        sums = self.kind in (Kind.RATIO, Kind.MEAN)
        faults = [*self._amount_problems(amounts, sums)]
        for field, pairs in (("missing", self.missing), ("values", self.values)):
            for name, number in pairs:
                faults += [p.under(field) for p in self._amount_problems({str(name): number}, sums=False)]
        yield from faults
        if faults or self.state is not State.VALUE:
            return
        k, n = self.numerator, self.denominator
        if self.kind in (Kind.PROPORTION, Kind.RATIO, Kind.MEAN) and (k is None or n is None):
            said = {"field": f'kind = "{self.kind}"', "needs": "numerator, denominator"}
            yield Problem("PAL309", said, keys=("state",))
        elif self.kind in (Kind.PROPORTION, Kind.COUNT) and k is not None and n is not None and k > n:
            yield Problem("PAL324", {"numerator": str(k), "denominator": str(n)}, keys=("numerator",))
        if n == 0:
            yield Problem("PAL330", keys=("denominator",))
        if n is not None and self.roster is not None and self.people > self.roster:
            said_of = {"answered": self.people, "roster": self.roster, "stratum": self.name}
            yield Problem("PAL346", said_of, keys=("roster",))

    def _amount_problems(self, amounts: Mapping[str, Any], sums: bool) -> Iterator[Problem]:
        for name, number in amounts.items():
            if number is None:
                continue
            whole = isinstance(number, int) and not isinstance(number, bool)
            if not whole and not (
                sums and name in ("numerator", "denominator") and isinstance(number, Decimal) and number.is_finite()
            ):
                yield Problem("PAL201", keys=(name,), value=repr(number)[:80], expected="int")
            elif number < 0 and not (self.kind is Kind.MEAN and name == "numerator"):
                yield Problem("PAL311", keys=(name,), value=str(number))

    @property
    def name(self) -> str:
        """The indicator, and the stratum where it is one."""
        within = ", ".join(f"{by} {code}" for by, code in self.strata)
        return f"{self.indicator} ({within})" if within else self.indicator

    @property
    def missing_total(self) -> int:
        """How many of the base gave no answer."""
        return sum(number for _, number in self.missing)

    @property
    def answered(self) -> int:
        """How many respondents it is made of; 0 where it is not their answers that are counted."""
        if self.origin.counted_from is not CountedFrom.ANSWERS:
            return 0
        return int((self.denominator if self.respondents is None else self.respondents) or 0)

    @property
    def people(self) -> int:
        """How many respondents are known to be in the base, with an answer or without."""
        return self.answered + self.missing_total

    def missing_for(self, reason: Missing) -> int:
        """How many of the base gave no answer for that reason."""
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
        passed = 0
        middle: list[Decimal] = []
        for value, number in sorted((Decimal(value), number or 0) for value, number in self.values):
            passed += number
            if len(middle) == 0 and 2 * passed >= total:
                middle.append(value)
            if len(middle) == 1 and 2 * passed >= total + 1:
                middle.append(value)
                break
        return sum(map(Fraction, middle), Fraction(0)) / len(middle)

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
        measured or not asked is left out unless all are. All must be of one indicator and version.
        """
        parts = tuple(counts)
        if not parts:
            raise DataError(Problem("PAL312", path="Count.together"))
        first = parts[0]
        for other in parts[1:]:
            if (other.indicator, other.version, other.kind) != (first.indicator, first.version, first.kind):
                said = {"target": f"{first.indicator} {first.version}", "count": f"{other.indicator} {other.version}"}
                raise DataError(Problem("PAL348", said, path="Count.together"))
        states = {one.state for one in parts}
        hidden = State.SUPPRESSED in states
        valued = State.VALUE in states and not hidden
        order = (State.SUPPRESSED, State.VALUE, State.NO_ANSWERS, State.EMPTY_BASE, State.NOT_MEASURED, State.NOT_ASKED)
        rosters = [one.roster for one in parts]
        values: dict[str, int] = {}
        missing: dict[Missing, int] = {}
        for one in parts if not hidden else ():
            for code, number in one.values:
                values[code] = values.get(code, 0) + (number or 0)
            for reason, number in one.missing:
                missing[reason] = missing.get(reason, 0) + number
        made: dict[str, Any] = {
            "level": TOTAL,
            "strata": (),
            "state": next(state for state in order if state in states),
            "numerator": _sum(one.numerator for one in parts) if valued else None,
            "denominator": _sum(one.denominator for one in parts) if valued else None,
            "missing": {reason: missing[reason] for reason in Missing if reason in missing},
            "base_unknown": None if hidden else sum(one.base_unknown or 0 for one in parts),
            "taken_as_no": 0 if hidden else sum(one.taken_as_no for one in parts),
            "respondents": None if hidden else _sum(one.respondents for one in parts),
            "roster": None if None in rosters else sum(one for one in rosters if one is not None),
            "values": values if valued else (),
        }
        return attrs.evolve(first, **made, **changes)


def _sum(amounts: Iterable[int | Decimal | None]) -> int | Decimal | None:
    known = [one for one in amounts if one is not None]
    return sum(known, 0) if known else None
