"""The first stage where Polars holds the data: how many respondents are in each cell, and there in each state.

A cell is a number, whose digits are what respondents are grouped by; so are the states of several questions together.
Polars makes these numbers, a batch of rows at a time, and NumPy counts how often each occurs. That is several times
faster than to sum each state in each group, of which ``docs/performance.md`` tells.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, islice
from math import prod
from typing import Any

import attrs
import numpy as np
import polars as pl

from palnet.counting.frames_cells import NUMBER, Numbers
from palnet.counting.frames_plan import States

__all__ = ["STRANGE", "SortedOut", "histograms"]

STRANGE = "strange"
"""The column of a small table that says how many cells there were that can be no answer."""

_BATCH = 1 << 18
"""So many rows at a time: what is made of them stays near the processor."""
_BINS = 1 << 17
"""So many numbers are told apart at once where there is a choice: their counts, too, are to stay near the processor."""
_MOST = 1 << 22
"""So many numbers all together: with more, most would never occur."""
_FEW = 1000
"""Keys that are numbers further apart than this are left to Polars."""
_THREADS = 4


@attrs.frozen(eq=False)
class SortedOut:
    """How the respondents of one group are sorted: by the columns ``keys``, and each into one of several states."""

    keys: dict[str, Any]
    states: tuple[States, ...]


def histograms(frame: pl.LazyFrame, given: Sequence[SortedOut], *, at_hand: bool) -> list[pl.DataFrame | None]:
    """The small table of each group; None where its keys have too many values, or none that are known beforehand.

    Data that is not ``at_hand`` is read once, so there it is all groups or none.
    """
    layouts = _layouts(frame, given, at_hand=at_hand)
    chosen = [layout for layout in layouts if layout is not None]
    if not chosen or (not at_hand and len(chosen) < len(given)):
        return [None] * len(given)
    counted = iter(_counted(frame, chosen))
    return [None if layout is None else layout.table(next(counted)) for layout in layouts]


@attrs.frozen(eq=False)
class _Digit:
    """A key as a small number: the place of its value among ``values``, of which the last is null."""

    number: pl.Expr
    values: pl.Series


@attrs.frozen(eq=False)
class _Layout:
    """Where everything is in the histograms of one group: its cells' digits, and which states share a number."""

    given: SortedOut
    digits: tuple[_Digit, ...]
    cells: int
    packs: tuple[tuple[States, ...], ...]

    def sizes(self) -> list[int]:
        """How many different numbers each pack can be; where there are no states, one histogram is of people alone."""
        return [prod(one.size for one in pack) for pack in self.packs] or [1]

    def numbers(self) -> list[pl.Expr]:
        """The cell of each row, and the number of each pack."""
        cell = _together(((one.number, len(one.values)) for one in self.digits), pl.UInt32)
        return [cell, *(_together(((one.value, one.size) for one in pack), pl.UInt8) for pack in self.packs)]

    def table(self, counted: Sequence[Numbers]) -> pl.DataFrame:
        """The small table: a row for each cell that somebody is in."""
        people = counted[0].reshape(self.cells, -1).sum(axis=1)
        cells = np.flatnonzero(people)
        keys: dict[str, Any] = {}
        left = cells
        for name, digit in zip(reversed(self.given.keys), reversed(self.digits), strict=True):
            left, place = np.divmod(left, len(digit.values))
            keys[name] = digit.values.gather(place)
        strange = np.zeros(len(cells), dtype=np.int64)
        sums: dict[str, Any] = {}
        for pack, histogram in zip(self.packs, counted, strict=False):
            # Turned about, so that what is added together lies side by side.
            whole = histogram.reshape(self.cells, -1)[cells].T.copy().reshape(*(one.size for one in pack), -1)
            for at, one in enumerate(pack):
                states = whole.sum(axis=tuple(axis for axis in range(len(pack)) if axis != at))
                sums |= {one.sum_of(number): states[number] for number in one.numbers}
                strange += states[one.strange] if one.strange is not None else 0
        return pl.DataFrame({**dict(reversed(keys.items())), NUMBER: people[cells], **sums, STRANGE: strange})


def _together(digits: Iterable[tuple[Any, int]], dtype: Any) -> pl.Expr:
    """Several small numbers as one, the first of them the highest digit."""
    together: pl.Expr = pl.lit(0, dtype=dtype)
    for number, size in digits:
        # None of them is below nought, and to look at each whether it is takes longer than all the rest.
        together = together * pl.lit(size, dtype=dtype) + number.cast(dtype, wrap_numerical=True)
    return together


def _layouts(frame: pl.LazyFrame, given: Sequence[SortedOut], *, at_hand: bool) -> list[_Layout | None]:
    keys = {f"{at} {name}": key for at, one in enumerate(given) for name, key in one.keys.items()}
    digits = _digits(frame.select(**keys), keys, at_hand=at_hand)
    return [_layout(one, [digits.get(f"{at} {name}") for name in one.keys]) for at, one in enumerate(given)]


def _layout(given: SortedOut, digits: Sequence[_Digit | None]) -> _Layout | None:
    known = tuple(one for one in digits if one is not None)
    cells = prod(len(one.values) for one in known)
    if len(known) < len(digits) or cells * max(1, sum(one.size for one in given.states)) > _MOST:
        return None
    packs: list[tuple[States, ...]] = []
    most = min(256, _BINS // cells)
    for one in given.states:
        if packs and prod(other.size for other in packs[-1]) * one.size <= most:
            packs[-1] += (one,)
        else:
            packs.append((one,))
    return _Layout(given, known, cells, tuple(packs))


def _digits(frame: pl.LazyFrame, keys: Mapping[str, pl.Expr], *, at_hand: bool) -> dict[str, _Digit]:
    """Those keys that can be small numbers: categories, truths, and whole numbers and dates that are near each other.

    To make numbers of words takes as long as to group by them.
    """
    schema = frame.collect_schema()
    whole = [name for name, dtype in schema.items() if at_hand and (dtype.is_integer() or dtype == pl.Date)]
    ends = (pl.concat_list(one.min(), one.max()) for one in (pl.col(name).to_physical() for name in whole))
    found = frame.select(*ends).collect().row(0, named=True) if whole else {}
    digits: dict[str, _Digit] = {}
    for name, dtype in schema.items():
        key = keys[name]
        if isinstance(dtype, pl.Enum):
            number = key.to_physical().cast(pl.UInt32).fill_null(len(dtype.categories))
            digits[name] = _Digit(number, pl.Series([*dtype.categories, None], dtype=pl.String))
        elif dtype == pl.Boolean:
            digits[name] = _Digit(key.cast(pl.UInt32).fill_null(2), pl.Series([False, True, None]))
        elif name in found or dtype in _LIMITS:
            low, high = found.get(name) or _LIMITS[dtype]
            if low is None or (high - low < _FEW and low >= -_LARGEST and high < _LARGEST):
                digits[name] = _of_numbers(key.to_physical(), range(low or 0, (high or 0) + 1), dtype)
    return digits


_LARGEST = 2**63
_LIMITS: Mapping[Any, tuple[int, int]] = {pl.Int8: (-128, 127), pl.UInt8: (0, 255)}


def _of_numbers(key: pl.Expr, values: range, dtype: Any) -> _Digit:
    number = (key.cast(pl.Int64) - values.start).cast(pl.UInt32).fill_null(len(values))
    return _Digit(number, pl.Series([*values, None]).cast(dtype))


def _counted(frame: pl.LazyFrame, layouts: Sequence[_Layout]) -> list[list[Numbers]]:
    """The histograms of all layouts, made in one pass over the rows."""
    numbers = {f"{at} {place}": one for at, layout in enumerate(layouts) for place, one in enumerate(layout.numbers())}
    batches: Iterator[pl.DataFrame] = iter(
        frame.select(**numbers).collect_batches(chunk_size=_BATCH, maintain_order=False)
    )
    turn = threading.Lock()

    def nothing() -> list[list[Numbers]]:
        return [[np.zeros(layout.cells * size, dtype=np.int64) for size in layout.sizes()] for layout in layouts]

    def work() -> list[list[Numbers]]:
        found: list[list[Numbers]] = []
        scratch = np.empty((3, 0), dtype=np.int64)
        while True:
            with turn:
                batch = next(batches, None)
            if batch is None:
                return found
            if batch.height > scratch.shape[1]:
                scratch = np.empty((3, batch.height), dtype=np.int64)
            found = found or nothing()
            for at, layout in enumerate(layouts):
                columns = [batch[f"{at} {place}"].to_numpy() for place in range(len(layout.packs) + 1)]
                _add(found[at], layout, columns, scratch[:, : batch.height])

    # Up to one batch nobody is to be called to help.
    ready = list(islice(batches, 2))
    batches = chain(ready, batches)
    if len(ready) < 2:
        return work() or nothing()
    workers = min(_THREADS, pl.thread_pool_size())
    with ThreadPoolExecutor(workers) as pool:
        working = [pool.submit(work) for _ in range(workers)]
        whole, *parts = [found for one in working if (found := one.result())]
    for part in parts:
        for one, other in zip(chain(*whole), chain(*part), strict=True):
            np.add(one, other, out=one)
    return whole


def _add(found: Sequence[Numbers], layout: _Layout, columns: Sequence[Any], scratch: Numbers) -> None:
    """Count the rows of one batch."""
    cells, places, both = scratch
    cells[:] = columns[0]
    if not layout.packs:
        np.add(found[0], np.bincount(cells, minlength=len(found[0])), out=found[0])
    size = 0
    for histogram, of_pack, pack in zip(found, layout.sizes(), columns[1:], strict=False):
        if of_pack != size:
            size = of_pack
            np.multiply(cells, size, out=places)
        np.add(places, pack, out=both)
        np.add(histogram, np.bincount(both, minlength=len(histogram)), out=histogram)
