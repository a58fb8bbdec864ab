"""The table of the counts of a dataframe, made at once: the same rows as of the counts one by one, without making them.

Of each indicator there are arrays, with a number for each place. They are added up by the rules that a single tally is
added up by, those of :mod:`palnet.counting.sums`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

import attrs
import numpy as np
import polars as pl

from palnet.counting.counts import MISSING, NUMBERS, rows_of
from palnet.counting.frames_cells import Cells, Numbers, What
from palnet.counting.kleene import OUTSIDE, Truth
from palnet.counting.sums import added_up, bars
from palnet.counting.tallies import Tallies
from palnet.model.count import State
from palnet.model.indicator import CountedFrom, Indicator, Kind

__all__ = ["table_of"]

_NONE = -1
"""In the arrays: that there is no number. Where respondents are counted none is below nought."""
_STATES = [state.value for state in State]
_AT = {state: number for number, state in enumerate(State)}
_REASONS = {name: Truth.of(reason) for name, reason in MISSING.items()}


@attrs.frozen(eq=False)
class _Rows:
    """The rows of one indicator: of which place each is, and what stands in it."""

    places: Numbers
    options: Sequence[str | None]
    numbers: Mapping[str, Numbers]
    states: Numbers


def table_of(tallies: Tallies, cells: Cells, indicators: Sequence[Indicator]) -> pl.DataFrame:
    """The table of counts of some indicators, that are made of respondents alone, in every place."""
    spread = _Spread(tallies, cells)
    every = [spread.rows(one) or _one_by_one(tallies, one) for one in indicators]
    of = np.repeat(np.arange(len(every)), [len(rows.places) for rows in every])
    at = np.concatenate([np.zeros(0, dtype=np.int64), *(rows.places for rows in every)])
    period = tallies.held.period
    numbers = {name: np.concatenate([at[:0], *(rows.numbers[name] for rows in every)]) for name in NUMBERS}
    columns = {
        "indicator": _words([one.id for one in indicators], of),
        "version": pl.Series([one.version for one in indicators], dtype=pl.Int64).gather(of),
        "period": _words([None if period is None else str(period)], of * 0),
        "level": _words([tallies.level(place) for place in tallies.places], at),
        **{name: _words([place[n] for place in tallies.places], at) for n, name in enumerate(tallies.by)},
        "option": pl.Series([option for rows in every for option in rows.options], dtype=pl.String),
        **numbers,
        "state": _words(_STATES, np.concatenate([at[:0], *(rows.states for rows in every)])),
    }
    return pl.DataFrame(columns).with_columns(pl.when(pl.col(name) != _NONE).then(pl.col(name)) for name in NUMBERS)


def _words(words: Sequence[str | None], at: Numbers) -> pl.Series:
    return pl.Series(words, dtype=pl.String).gather(at)


class _Spread:
    """Numbers of the places that somebody is in, as numbers of all places there are, in their order."""

    def __init__(self, tallies: Tallies, cells: Cells) -> None:
        self.cells = cells
        self.shape = tuple(map(len, tallies.codes))
        self.sums = tallies.sums
        position = {place: number for number, place in enumerate(tallies.places)}
        self.at = np.array([position[place] for place in cells.places], dtype=np.int64)
        self.everywhere = np.arange(len(tallies.places))
        self.nobody = np.zeros(len(tallies.places), dtype=np.int64)
        people = cells.people()
        self.people = self.over(np.array([people[place] for place in cells.places], dtype=np.int64))

    def over(self, numbers: Any) -> Numbers:
        """The numbers of every place, and of every sum over places that is asked for; nought where there are none."""
        if isinstance(numbers, int):
            return self.nobody
        flat = np.zeros(prod(self.shape), dtype=np.int64)
        flat[self.at] = numbers
        whole = flat.reshape(self.shape)
        axes = range(len(self.shape))
        sums = [whole.sum(axis=tuple(axis for axis in axes if axis not in kept)) for kept in self.sums]
        return np.concatenate([one.ravel() for one in (whole, *sums)])

    def rows(self, indicator: Indicator) -> _Rows | None:
        """The rows of one indicator, None of one that is not counted from answers, or in other arrays than these."""
        if indicator.counted_from is not CountedFrom.ANSWERS:
            return None
        if not self.cells.asks(indicator):
            nothing = np.full(len(self.everywhere), _NONE)
            states = np.full(len(self.everywhere), _AT[State.NOT_ASKED])
            return _Rows(self.everywhere, [None] * len(states), dict.fromkeys(NUMBERS, nothing), states)
        tally = self.cells.spread(indicator)
        if tally is None:
            return None
        sums = added_up(tally, unknown_as_no=indicator.unknown_as_no)
        states = self._states(tally, self.over(sums.denominator))
        valued, met = states == _AT[State.VALUE], states != _AT[State.NOT_ASKED]
        numbers = {
            "numerator": np.where(valued, self.over(sums.numerator), _NONE),
            "denominator": np.where(valued, self.over(sums.denominator), _NONE),
            "base_unknown": np.where(met, self.over(sums.base_unknown), _NONE),
            **{name: np.where(met, self.over(sums.missing.get(why, 0)), _NONE) for name, why in _REASONS.items()},
            "roster": np.full(len(states), _NONE),
        }
        given: Mapping[str, Any] = {}
        if indicator.kind is Kind.DISTRIBUTION:
            given = bars(sums.answers, self.cells.questionnaire, str(indicator.question))
        if given:
            return self._of_bars(given, numbers, states)
        return _Rows(self.everywhere, [None] * len(states), numbers, states)

    def _of_bars(self, given: Mapping[str, Any], numbers: dict[str, Numbers], states: Numbers) -> _Rows:
        """A row for each bar where there is a value, and one row where there is none."""
        valued = states == _AT[State.VALUE]
        bar = np.tile(np.arange(len(given)), len(states))
        kept = np.repeat(valued, len(given)) | (bar == 0)
        at, bar = np.repeat(self.everywhere, len(given))[kept], bar[kept]
        whole = {name: column[at] for name, column in numbers.items()}
        heights = np.stack([self.over(height) for height in given.values()])
        whole["numerator"] = np.where(valued[at], heights[bar, at], _NONE)
        codes = list(given)
        options = [codes[one] if value else None for one, value in zip(bar.tolist(), valued[at].tolist(), strict=True)]
        return _Rows(at, options, whole, states[at])

    def _states(self, tally: Mapping[What, Numbers], denominators: Numbers) -> Numbers:
        """What there is in each place: a value, or why there is none, as of a single tally without a roster."""
        if denominators.all():
            return np.full(len(denominators), _AT[State.VALUE])
        knowns = [
            (known, numbers)
            for (base, known, _), numbers in tally.items()
            if base not in OUTSIDE and base is not Truth.FALSE
        ]
        unasked = self.over(sum(numbers for known, numbers in knowns if known is Truth.NOT_ASKED))
        others = self.over(sum(numbers for known, numbers in knowns if known is not Truth.NOT_ASKED))
        waited_for = self.over(sum(numbers for known, numbers in knowns if known not in OUTSIDE))
        cells = prod(self.shape)
        nowhere_asked = unasked[:cells].any() and not others[:cells].any()
        return np.select(
            [denominators > 0, nowhere_asked | ((unasked > 0) & (others == 0)), (waited_for > 0) | (self.people == 0)],
            [_AT[State.VALUE], _AT[State.NOT_ASKED], _AT[State.NO_ANSWERS]],
            _AT[State.EMPTY_BASE],
        )


def _one_by_one(tallies: Tallies, indicator: Indicator) -> _Rows:
    rows = [
        (at, row)
        for at, place in enumerate(tallies.places)
        for row in rows_of(tallies.count(indicator, place), tallies.by)
    ]
    return _Rows(
        np.array([at for at, _ in rows], dtype=np.int64),
        [row["option"] for _, row in rows],
        {
            name: np.array([_NONE if row[name] is None else row[name] for _, row in rows], dtype=np.int64)
            for name in NUMBERS
        },
        np.array([_AT[State(row["state"])] for _, row in rows], dtype=np.int64),
    )
