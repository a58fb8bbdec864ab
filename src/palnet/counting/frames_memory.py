"""Tables in memory of other libraries, taken over by Polars, which counts them faster than they do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Any

import polars as pl

from palnet.counting.frames_engine import UNREADABLE, unreadable
from palnet.errors import DataError

__all__ = ["in_polars"]

_FEW = 12
"""Up to so many categories are told apart one by one, which is faster than to look them up."""


def in_polars(frame: Any, kept: Sequence[str]) -> pl.LazyFrame:
    """Some columns of a narwhals frame of pandas or PyArrow or the like.

    Raises :class:`palnet.DataError` with every column that cannot be read.
    """
    coded = {name: found for name in kept if (found := _coded(frame[name])) is not None}
    rest = [name for name in kept if name not in coded]
    if not coded:
        return _uncoded(frame, rest)
    codes = pl.DataFrame([series.alias(name) for name, (series, _) in coded.items()])
    whole = codes.lazy().with_columns(_word(name, words) for name, (_, words) in coded.items())
    return pl.concat([whole, _uncoded(frame, rest)], how="horizontal") if rest else whole


def _uncoded(frame: Any, names: Sequence[str]) -> pl.LazyFrame:
    try:
        found: pl.LazyFrame = frame.select(names).lazy("polars").to_native()
    except ImportError:
        raise
    except UNREADABLE:
        problems = list(_unreadable(frame, names))
        if problems:
            raise DataError(problems) from None
        raise
    return found


def _unreadable(frame: Any, names: Sequence[str]) -> Iterator[Any]:
    for name in names:
        try:
            frame.select(name).lazy("polars")
        except UNREADABLE as error:
            yield unreadable(error, str(name))


def _coded(series: Any) -> tuple[pl.Series, list[str]] | None:
    """A column of categories as their numbers and words; below nought or null is none of them. None of any other.

    To hand over the numbers costs nothing; on any way that knows of categories each of them is looked up.
    """
    native = series.to_native()
    if series.implementation.is_pandas() and hasattr(native.dtype, "categories"):
        codes, words = pl.Series(native.array.codes), list(native.array.categories)
    elif series.implementation.is_pyarrow() and hasattr(native.type, "value_type") and native.num_chunks:
        chunks = native.unify_dictionaries().chunks
        if not hasattr(chunks[0], "dictionary"):
            return None
        codes = pl.concat([pl.Series(chunk.indices) for chunk in chunks])
        words = chunks[0].dictionary.to_pylist()
    else:
        return None
    return (codes, words) if all(isinstance(word, str) for word in words) and len(set(words)) == len(words) else None


def _word(name: str, words: Sequence[str]) -> pl.Expr:
    number, dtype = pl.col(name), pl.Enum(words)
    if len(words) > _FEW:
        known = pl.when(number >= 0).then(number.cast(pl.UInt32, wrap_numerical=True))
        return known.cat.to(dtype).alias(name)
    nothing: pl.Expr = pl.lit(None, dtype=dtype)
    each = enumerate(pl.lit(word, dtype=dtype) for word in words)
    return reduce(lambda rest, one: pl.when(number == one[0]).then(one[1]).otherwise(rest), each, nothing).alias(name)
