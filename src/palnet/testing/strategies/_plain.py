"""Plain values, few and small so that they meet again, each with the one that is shortest to read first."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from palnet.model.predicate import Limit
from palnet.text import Text

__all__ = [
    "chance",
    "dates",
    "ids",
    "label",
    "likely",
    "limits",
    "numbers",
    "percents",
    "pick",
    "several",
    "texts",
    "words",
]

T = TypeVar("T")

_IDS = ("a", "b", "c", "d", "a/b", "a-b", "a/b-1", "b/a", "2023", "2023-2/a")
_SEEN = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
_ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
_WORDS = st.one_of(st.sampled_from("abc"), st.builds(operator.add, _SEEN, _ANY))
_PERCENTS = st.integers(0, 1000).map(lambda tenths: Decimal(tenths) / 10)
_DATES = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))
_NUMBERS = st.one_of(st.integers(0, 3), st.integers(0, 300))


def ids() -> SearchStrategy[str]:
    """Ids, alone or prefixed by an owner: ``a``, ``a/b-1``."""
    return st.sampled_from(_IDS)


def words() -> SearchStrategy[str]:
    """One to six characters of any script, not only blanks: what may stand in a label, a code or a name."""
    return _WORDS


def numbers() -> SearchStrategy[int]:
    """Whole numbers from nought to 300."""
    return _NUMBERS


def percents() -> SearchStrategy[Decimal]:
    """Percentages from 0 to 100 with at most one decimal."""
    return _PERCENTS


def dates() -> SearchStrategy[dt.date]:
    """Days from 2015 to 2030."""
    return _DATES


def limits() -> SearchStrategy[Limit]:
    """Where a range may begin or end: a code, a number, a day."""
    return st.one_of(_WORDS, _PERCENTS, _DATES)


def texts() -> SearchStrategy[Text]:
    """Labels in bokmål alone, of one word."""
    return _WORDS.map(label)


@cache
def label(words: str) -> Text:
    """A label in bokmål alone."""
    return Text(nb=words)


@cache
def _places(number: int) -> SearchStrategy[int]:
    return st.integers(0, number - 1)


def chance(draw: DrawFn, once_in: int) -> bool:
    """True once in so many times, false when it shrinks."""
    return draw(_places(once_in)) == once_in - 1


def pick(draw: DrawFn, values: Sequence[T]) -> T:
    """One of several, the first when it shrinks. As :func:`hypothesis.strategies.sampled_from`, made once by length."""
    return values[0] if len(values) == 1 else values[draw(_places(len(values)))]


def likely(draw: DrawFn) -> bool:
    """True twice in three times, false when it shrinks."""
    return bool(draw(_places(3)))


def several(draw: DrawFn, make: Callable[[Sequence[T]], SearchStrategy[T]], least: int, most: int) -> list[T]:
    """Between so many and so many, each made with a view to those before it, such that any can shrink away."""
    made: list[T] = []
    # Whether there is another is asked also where it changes nothing, so that the rest stays what it was when one goes.
    while True:
        must, may = len(made) < least, len(made) < most
        one = draw(_perhaps(make(tuple(made)) if may else st.nothing(), must, may))
        if one is None:
            return made
        made.append(one)


@st.composite
def _perhaps(draw: DrawFn, strategy: SearchStrategy[T], must: bool, may: bool) -> T | None:
    wanted = likely(draw)
    return draw(strategy) if must or (may and wanted) else None
