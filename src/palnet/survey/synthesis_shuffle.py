"""Who answers what, for any number of respondents: columns of small codes, shuffled by numbers that never change.

The shuffles are ours (splitmix64), not a library's, so that a seed gives the same answers whatever is installed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from functools import cached_property

import attrs
import polars as pl

from palnet.model.codebook import Cell
from palnet.survey.coded import CodedColumn, narrowed

__all__ = ["Kinds", "Rows", "by_kind", "column", "kinds_of"]

_TOO_WIDE = 2**40


@attrs.frozen(eq=False)
class Kinds:
    """Respondents who are alike in some columns: for each the kind, of each kind the answers and how many they are."""

    of: pl.Series
    answers: tuple[Mapping[str, Cell], ...]
    sizes: tuple[int, ...]


@attrs.frozen(eq=False, slots=False)
class Rows:
    """So many respondents, and the shuffles of them that a seed gives."""

    count: int
    seed: int

    @cached_property
    def _spaced(self) -> pl.Series:
        return pl.int_range(0, self.count, dtype=pl.UInt64, eager=True) * 0x9E3779B97F4A7C15

    def keys(self, name: str) -> pl.Series:
        """A number for each respondent, all different and in no order: another for every name and every seed."""
        start = int.from_bytes(hashlib.sha256(f"{self.seed}\x1f{name}".encode()).digest()[:8], "big")
        mixed = self._spaced + pl.Series([start], dtype=pl.UInt64)
        for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
            mixed = (mixed ^ (mixed // 2**shift)) * factor
        return mixed ^ (mixed // 2**31)

    def dealt(self, name: str, numbers: Sequence[int]) -> pl.Series:
        """The positions of ``numbers``, each as often as it says, in a shuffled order."""
        return _repeated(list(enumerate(numbers))).gather(self._ordered(self.keys(name)))

    def spread(
        self,
        name: str,
        kinds: Kinds,
        *,
        fixed: Sequence[int | None],
        part_of: Sequence[int],
        parts: Sequence[Sequence[tuple[int, int]]],
        leaning: Sequence[int],
    ) -> pl.Series:
        """Codes for everybody: a kind's ``fixed`` one, or else one dealt out within the part that the kind belongs to.

        Each part says how often each code is dealt, in all as often as there are respondents of its kinds. ``leaning``
        (0 to 100 by kind) moves a kind a little towards the end of the deal.
        """
        base = pl.Series([one or 0 for one in fixed], dtype=pl.UInt16).gather(kinds.of)
        if not parts:
            return base
        # Part by part in one sort: each has its own range of the keys, a quarter of it to lean into.
        width = 2**64 // (len(parts) + 1)
        lean = [part * width + one * (width // 400) for part, one in zip(part_of, leaning, strict=True)]
        keys = self.keys(name) // (2 * (len(parts) + 1)) + pl.Series(lean, dtype=pl.UInt64).gather(kinds.of)
        free = None
        if any(one is not None for one in fixed):
            free = pl.Series([one is None for one in fixed], dtype=pl.Boolean).gather(kinds.of)
        order = self._ordered(keys, free)
        return base.scatter(order, _repeated([dealt for part in parts for dealt in part]))

    def some(self, name: str, among: pl.Series, number: int) -> pl.Series:
        """The positions of so many of those who are among them, chosen by lot."""
        return self._ordered(self.keys(name), among).head(number)

    def _ordered(self, keys: pl.Series, among: pl.Series | None = None) -> pl.Series:
        """The positions of those who are among them, by their keys."""
        # A number that ends in its own position: sorting such is twice as fast as asking for the order of keys.
        room = 1 << max(self.count - 1, 1).bit_length()
        packed = keys // room * room + pl.int_range(0, self.count, dtype=pl.UInt64, eager=True)
        kept = packed if among is None else packed.filter(among)
        return (kept.sort() % room).cast(pl.UInt32)


def by_kind(codes: Sequence[int], kinds: pl.Series) -> pl.Series:
    """For each respondent the code of the kind."""
    return pl.Series(codes, dtype=pl.UInt16).gather(kinds)


def column(codes: pl.Series, cells: Sequence[Cell]) -> CodedColumn:
    """The column that says these codes."""
    return CodedColumn(narrowed(codes, len(cells)), cells)


def _repeated(numbers: Sequence[tuple[int, int]]) -> pl.Series:
    runs = [pl.repeat(code, number, dtype=pl.UInt16, eager=True) for code, number in numbers if number]
    return pl.concat(runs) if runs else pl.Series([], dtype=pl.UInt16)


def kinds_of(columns: Mapping[str, CodedColumn], count: int) -> Kinds:
    """The kinds of respondents that there are by some columns; by none they are all of one kind."""
    key = pl.repeat(0, count, dtype=pl.UInt64, eager=True)
    bound = 1
    for column in columns.values():
        if bound * len(column.cells) > _TOO_WIDE:
            seen = key.unique().sort()
            key, bound = seen.search_sorted(key).cast(pl.UInt64), len(seen)
        key = key * len(column.cells) + column.codes.cast(pl.UInt64)
        bound *= len(column.cells)
    seen = key.unique().sort()
    of = seen.search_sorted(key).cast(pl.UInt32)
    frame = pl.DataFrame({"kind": of, "row": pl.int_range(0, count, dtype=pl.UInt32, eager=True)})
    found = frame.group_by("kind").agg(pl.col("row").min(), pl.len().alias("size")).sort("kind")
    chosen = {name: column.codes.gather(found["row"]).to_list() for name, column in columns.items()}
    answers = tuple(
        {name: columns[name].cells[codes[at]] for name, codes in chosen.items()} for at in range(found.height)
    )
    return Kinds(of, answers, tuple(found["size"].to_list()))
