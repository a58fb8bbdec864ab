"""Predicates of every class that ask for anything: sound by themselves, whatever the questions."""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from palnet.model.predicate import (
    AllOf,
    AnyOf,
    AtLeast,
    Background,
    Between,
    Includes,
    Is,
    Not,
    Predicate,
    Stratum,
)
from palnet.testing.strategies._plain import dates, ids, limits, percents, words

__all__ = ["conditions"]

_LEAVES = (Is, Background, AtLeast, Includes, Between)
_JOINED = (Not, AllOf, AnyOf)


@cache
def conditions(cls: type[Predicate] = Predicate, depth: int = 2) -> SearchStrategy[Any]:
    """Predicates of one class, or of any; nothing is nested deeper than ``depth``."""
    if cls is Is:
        return st.builds(Is, ids(), words())
    if cls is AtLeast:
        return st.builds(AtLeast, ids(), limits())
    if cls is Includes:
        return st.builds(Includes, ids(), words())
    if cls is Background:
        return st.builds(Background, st.sampled_from(Stratum), words())
    if cls is Between:
        ordered: tuple[SearchStrategy[Any], ...] = (percents(), dates())
        both = st.one_of(*(st.tuples(one, one).map(sorted) for one in ordered), st.tuples(words(), words()))
        kept = st.sampled_from([(True, True), (True, False), (False, True)])
        return st.builds(_between, ids(), both, kept)
    parts = conditions(Predicate, depth - 1) if depth > 0 else st.one_of(*map(conditions, _LEAVES))
    if cls is Not:
        return st.builds(Not, parts)
    if cls in (AllOf, AnyOf):
        return st.lists(parts, min_size=1, max_size=3).map(lambda several: cls(*several))
    return st.one_of(*(conditions(one, depth) for one in (*_LEAVES, *(_JOINED if depth > 0 else ()))))


def _between(question: str, both: tuple[Any, Any], kept: tuple[bool, bool]) -> Between:
    low, high = (one if keep else None for one, keep in zip(both, kept, strict=True))
    return Between(question, low, high)
