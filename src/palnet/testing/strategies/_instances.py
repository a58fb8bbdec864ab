"""Sound instances of every class of the model, small: from the shapes of their fields, put right by their rules."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar, cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from palnet.model.answers import Answers
from palnet.model.count import Count, Origin
from palnet.model.definitions import Definitions
from palnet.model.policy import Policy
from palnet.model.predicate import Limit, Predicate
from palnet.record import Field, Record, fields_of
from palnet.testing.strategies._answering import answers
from palnet.testing.strategies._asking import questionnaires
from palnet.testing.strategies._conditions import conditions
from palnet.testing.strategies._counting import counts, origins, policies
from palnet.testing.strategies._plain import dates, ids, limits, numbers, percents, words
from palnet.testing.strategies._rules import RULES

__all__ = ["instances"]

T = TypeVar("T")

_PLAIN: dict[type, SearchStrategy[Any]] = {
    str: words(),
    bool: st.booleans(),
    int: numbers(),
    Decimal: percents(),
    dt.date: dates(),
}
_GIVEN = st.integers(0, 2).map(bool)


def instances(cls: type[T], depth: int = 3) -> SearchStrategy[T]:
    """Sound instances of a class of the model: every field that may be left out is left out in some.

    Each is sound by itself; what its ids refer to need not be anywhere. For things that go together, see
    :func:`worlds`. Beneath ``depth`` levels of objects within objects only what must be given is given. Raises
    :class:`TypeError` for what is no class of the model.
    """
    wanted: Any = cls
    others: dict[Any, Any] = {Answers: _any_answers, Count: counts, Origin: origins, Policy: policies}
    if wanted in others:
        return cast("SearchStrategy[T]", others[wanted]())
    if not (isinstance(wanted, type) and issubclass(wanted, Record)):
        raise TypeError(f"{wanted!r} is no class of palnet's model")
    if issubclass(wanted, Predicate):
        return cast("SearchStrategy[T]", conditions(cast("Any", wanted), max(depth, 0)))
    if wanted is Definitions:
        return cast("SearchStrategy[T]", _definitions(depth))
    return cast("SearchStrategy[T]", _records(wanted, max(depth, 0)))


def _any_answers() -> SearchStrategy[Answers]:
    return questionnaires().flatmap(answers)


@st.composite
def _records(draw: DrawFn, cls: type[Record], depth: int) -> Record:
    values: dict[str, Any] = {}
    for field, one in _shapes(cast("Any", cls), depth):
        if field.required or (depth > 0 and draw(_GIVEN)):
            values[field.name] = draw(one)
    if cls in RULES:
        RULES[cls](draw, values)
    return cls(**values)


@cache
def _shapes(cls: type[Record], depth: int) -> tuple[tuple[Field, SearchStrategy[Any]], ...]:
    fields = fields_of(cls)
    inferable = sorted({field.name for field in fields} - {"id", "inferred", "sources"})
    return tuple(
        (field, st.lists(st.sampled_from(inferable), max_size=2).map(tuple))
        if field.name == "inferred"
        else (field, _values(field, depth))
        for field in fields
    )


def _values(field: Field, depth: int) -> SearchStrategy[Any]:
    one: SearchStrategy[Any]
    if field.is_id or field.ref is not None:
        one = ids()
    elif field.type == Limit:
        one = limits()
    elif issubclass(field.type, Record):
        one = instances(field.type, depth - 1)
    elif issubclass(field.type, Enum):
        one = st.sampled_from(field.type)
    else:
        one = _PLAIN[field.type]
    return st.lists(one, min_size=int(field.required), max_size=2).map(tuple) if field.many else one


@st.composite
def _definitions(draw: DrawFn, depth: int) -> Definitions:
    """A few objects of one to three kinds."""
    shapes = {field.name: field.type for field in fields_of(Definitions)}
    kinds = draw(
        st.lists(st.sampled_from(sorted(shapes)), min_size=int(depth > 0), max_size=3 if depth > 0 else 0, unique=True)
    )
    made = {kind: draw(st.lists(instances(shapes[kind], depth - 1), min_size=1, max_size=2)) for kind in kinds}
    return Definitions(**{kind: tuple(objects) for kind, objects in made.items()})
