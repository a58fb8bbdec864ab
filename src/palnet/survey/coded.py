"""A column of answers as small numbers, and the few answers that they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, overload

import polars as pl

from palnet.model.codebook import Cell
from palnet.model.survey import Missing

__all__ = ["CodedColumn", "narrowed", "numbered", "told_apart", "width_for"]

_AT_ONCE = 65_536


class CodedColumn(Sequence[Cell]):
    """One cell for each respondent, held as a position in ``cells``; equal to any sequence that holds the same.

    ``codes`` is a series of unsigned numbers without nulls. ``cells`` may hold an answer twice, or one nobody gave.
    """

    __slots__ = ("cells", "codes")

    def __init__(self, codes: pl.Series, cells: Iterable[Cell]) -> None:
        self.codes = codes
        self.cells: tuple[Cell, ...] = tuple(cells)

    def __len__(self) -> int:
        return len(self.codes)

    @overload
    def __getitem__(self, index: int) -> Cell: ...

    @overload
    def __getitem__(self, index: slice) -> CodedColumn: ...

    def __getitem__(self, index: int | slice) -> Cell | CodedColumn:
        if isinstance(index, slice):
            return CodedColumn(self.codes[index], self.cells)
        code: int = self.codes[index]
        return self.cells[code]

    def __iter__(self) -> Iterator[Cell]:
        parts = (self.codes[at : at + _AT_ONCE].to_list() for at in range(0, len(self.codes), _AT_ONCE))
        return map(self.cells.__getitem__, chain.from_iterable(parts))

    def __contains__(self, cell: object) -> bool:
        return cell in self.distinct()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, (str, bytes)):
            return NotImplemented
        if len(self) != len(other):
            return False
        if isinstance(other, CodedColumn) and self.cells == other.cells and self.codes.equals(other.codes):
            return True
        return all(one == another for one, another in zip(self, other, strict=True))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"CodedColumn({len(self)} respondents, {len(self.cells)} cells)"

    def __reduce__(self) -> tuple[Any, ...]:
        return (CodedColumn, (self.codes, self.cells))

    def distinct(self) -> frozenset[Cell]:
        """Every cell that stands in it."""
        return frozenset(self.cells[code] for code in self.codes.unique().to_list())


def told_apart(cell: Cell | None) -> tuple[bool, Cell | None]:
    """A cell as a key: an option may have the code that is a reason's name, and the two are equal as text."""
    return isinstance(cell, Missing), cell


def numbered(cells: Iterable[Cell | None]) -> dict[tuple[bool, Cell | None], int]:
    """A number for each distinct cell, in the order in which they come."""
    return {key: number for number, key in enumerate(dict.fromkeys(map(told_apart, cells)))}


def width_for(cells: int) -> type[pl.DataType]:
    """The narrowest type whose numbers are enough for so many cells, and one more."""
    return pl.UInt8 if cells < 2**8 else pl.UInt16 if cells < 2**16 else pl.UInt32


def narrowed(codes: pl.Series, cells: int) -> pl.Series:
    """Codes in as few bytes as so many cells need."""
    return codes.cast(width_for(cells))
