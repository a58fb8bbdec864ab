"""Counts as counting gives them, without counting: every kind in every state; origins and policies."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from palnet.model.count import Count, Origin, State
from palnet.model.indicator import CountedFrom, Indicator, Kind
from palnet.model.policy import Policy
from palnet.model.predicate import Stratum
from palnet.model.strategy import Direction
from palnet.model.survey import Missing
from palnet.period import Period
from palnet.testing.strategies._plain import chance, pick

__all__ = ["counts", "origins", "policies"]

_SORTS: tuple[tuple[CountedFrom, Kind], ...] = (
    *((CountedFrom.ANSWERS, kind) for kind in Kind),
    (CountedFrom.ROSTER, Kind.PROPORTION),
    (CountedFrom.ATTENDANCE, Kind.RATIO),
    (CountedFrom.HEADCOUNTS, Kind.COUNT),
)
_STATES = (*(State.VALUE,) * 5, *State)
_CODES = ("no", "some", "yes")
_AMOUNTS = (Decimal(1), Decimal(2), Decimal("0.5"), Decimal(0))
_REASONS = (Missing.NOT_ANSWERED, Missing.DONT_KNOW)


@st.composite
def origins(draw: DrawFn, counted_from: CountedFrom | None = None) -> Origin:
    """Where counts come from: any source, made up or not."""
    return Origin(
        counted_from=counted_from or pick(draw, tuple(CountedFrom)),
        definition=pick(draw, "ab"),
        input=pick(draw, ("", "a", "b")),
        inputs=pick(draw, ((), ("a",), ("a", "b"))),
        synthetic=chance(draw, 2),
    )


def policies() -> SearchStrategy[Policy]:
    """The standard policy, the one that hides nothing, and others with small limits."""
    others = st.builds(
        Policy, name=st.just("a"), minimum_denominator=st.integers(0, 12), minimum_count=st.integers(0, 6)
    )
    return st.one_of(st.just(Policy.standard()), st.just(Policy.off()), others)


@st.composite
def counts(draw: DrawFn, indicator: Indicator | None = None, max_respondents: int = 12) -> Count:
    """Counts of every kind in every state that :func:`palnet.count` and a policy can give; of one indicator if given.

    Numbers are within each other as real ones are: numerator within denominator for a share, those who answered and
    those who did not within the roster.
    """
    if indicator is None:
        source, kind = pick(draw, _SORTS)
        made: dict[str, Any] = {
            "indicator": pick(draw, "ab"),
            "kind": kind,
            "better": None if kind is Kind.DISTRIBUTION else pick(draw, (None, *Direction)),
            **pick(draw, ({"version": 1}, {"version": 2}, {"version": 2, "comparable_with": (1,)})),
            "minimum_denominator": pick(draw, (None, 5)),
        }
    else:
        source, kind = indicator.counted_from, indicator.kind
        made = {
            "indicator": indicator.id,
            "kind": kind,
            "better": indicator.direction,
            "version": indicator.version,
            "comparable_with": indicator.comparable_with,
            "minimum_denominator": indicator.minimum_denominator,
        }
    made["origin"] = draw(origins(source))
    made["period"] = pick(draw, (None, Period.year(2023), Period.year(2022)))
    if chance(draw, 2):
        stratum = pick(draw, tuple(Stratum)).value
        made.update(level=stratum, strata=((stratum, pick(draw, ("a", "b", "unknown"))),))
    made["state"] = state = pick(draw, _state_of(source))
    if source is CountedFrom.ANSWERS and state not in (State.NOT_ASKED, State.NOT_MEASURED):
        hidden = state is State.SUPPRESSED
        made["base_unknown"] = None if hidden else pick(draw, (0, 1))
        made["taken_as_no"] = None if hidden else 0
        if state in (State.VALUE, State.NO_ANSWERS):
            made["missing"] = {one: number for one in _REASONS if (number := pick(draw, (0, 1, 3)))}
    if state is State.VALUE:
        numbers = {
            CountedFrom.ANSWERS: _from_answers,
            CountedFrom.ROSTER: _from_roster,
            CountedFrom.ATTENDANCE: _from_attendance,
            CountedFrom.HEADCOUNTS: _from_headcounts,
        }[source](draw, kind, max_respondents)
        made.update(numbers)
    count = Count(**made)
    if source is CountedFrom.ANSWERS and state is not State.NOT_MEASURED and chance(draw, 2):
        empty = state is State.EMPTY_BASE
        return attrs.evolve(count, roster=0 if empty else count.people + pick(draw, (0, 1, 5)))
    return count


def _state_of(source: CountedFrom) -> tuple[State, ...]:
    if source is CountedFrom.ANSWERS:
        return _STATES
    both = (State.VALUE, State.VALUE, State.NOT_MEASURED)
    return both if source is CountedFrom.HEADCOUNTS else (*both, State.EMPTY_BASE)


def _from_answers(draw: DrawFn, kind: Kind, most: int) -> dict[str, Any]:
    answered = draw(st.integers(1, most))
    if kind in (Kind.PROPORTION, Kind.COUNT):
        numerator = draw(st.integers(0, answered))
        taken_as_no = pick(draw, (0, 0, 1))
        return {
            "numerator": numerator,
            "denominator": answered,
            "taken_as_no": min(taken_as_no, answered - numerator),
        }
    if kind is Kind.RATIO:
        above, below = draw(st.integers(0, 2 * answered)), draw(st.integers(1, 2 * answered))
        return {"respondents": answered, "numerator": above, "denominator": below}
    if kind is Kind.DISTRIBUTION:
        several = chance(draw, 2)
        rest = answered
        values = {}
        for code in _CODES[:-1]:
            values[code] = draw(st.integers(0, answered if several else rest))
            rest -= 0 if several else values[code]
        values[_CODES[-1]] = draw(st.integers(0, answered)) if several else rest
        return {"denominator": answered, "values": values}
    given = [pick(draw, _AMOUNTS) for _ in range(answered)]
    values = {str(one): given.count(one) for one in sorted(set(given))}
    if kind is Kind.MEDIAN:
        return {"denominator": answered, "values": values}
    total = sum(given, Decimal(0))
    whole = total == total.to_integral_value()
    return {"numerator": int(total) if whole else total, "denominator": answered, "values": values}


def _from_roster(draw: DrawFn, _: Kind, most: int) -> dict[str, Any]:
    roster = draw(st.integers(1, most))
    return {"numerator": draw(st.integers(0, roster)), "denominator": roster, "roster": roster}


def _from_attendance(draw: DrawFn, _: Kind, most: int) -> dict[str, Any]:
    invited = draw(st.integers(1, most))
    return {"numerator": draw(st.integers(0, invited)), "denominator": invited}


def _from_headcounts(draw: DrawFn, _: Kind, most: int) -> dict[str, Any]:
    headcount = draw(st.integers(0, most))
    return {"numerator": headcount, "roster": headcount}
