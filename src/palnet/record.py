"""What every class of the model is made of: frozen values that check themselves.

A :class:`Record` knows the shape of its fields from their annotations and its own rules from one method, ``_rules``.
The constructor raises what they find; a reader of files asks the same questions and collects. Both therefore say the
same of the same fault, and two faults in one object are two problems.
"""

from __future__ import annotations

import functools
import inspect
import operator
import re
import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, cast

import attrs

from palnet.errors import DefinitionError, Key, Problem

__all__ = ["Field", "Id", "Record", "Ref", "fields_of", "problems_of"]


@attrs.frozen
class Ref:
    """Marks a field as the id of another object: ``Annotated[str, Ref("network")]``."""

    kind: str


class _Slug:
    """Marks a field as an id: lower-case ASCII words joined by hyphens, owner first, parted by slashes."""


Id = Annotated[str, _Slug()]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")


@attrs.frozen
class Field:
    """The shape of one field: its name, the type of one value, whether it holds many, whether it may be left out."""

    name: str
    type: Any
    many: bool
    optional: bool
    default: Any
    ref: Ref | None
    is_id: bool
    holds_records: bool

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is attrs.NOTHING

    @property
    def key(self) -> str:
        """What it is called in a file: its name, without the underscore that keeps a Python keyword apart."""
        return self.name.rstrip("_")


def _field(name: str, annotation: Any, default: Any) -> Field:
    optional = many = is_id = False
    ref: Ref | None = None
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        parts = [part for part in typing.get_args(annotation) if part is not types.NoneType]
        optional = len(parts) < len(typing.get_args(annotation))
        annotation = functools.reduce(operator.or_, parts)
    if typing.get_origin(annotation) is tuple:
        annotation, many = typing.get_args(annotation)[0], True
    if typing.get_origin(annotation) is Annotated:
        annotation, *marks = typing.get_args(annotation)
        ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
        is_id = any(isinstance(mark, _Slug) for mark in marks)
    holds_records = isinstance(annotation, type) and issubclass(annotation, Record)
    return Field(name, annotation, many, optional, default, ref, is_id, holds_records)


def fields_of(cls: type[Record]) -> tuple[Field, ...]:
    """The shapes of a class's fields, in the order in which they are written."""
    return _fields(cast("Any", cls))


@cache
def _fields(cls: type[Record]) -> tuple[Field, ...]:
    hints = inspect.get_annotations(cls, eval_str=True)
    return tuple(_field(a.name, hints[a.name], a.default) for a in attrs.fields(cast("Any", cls)))


def references_of(cls: type[Record]) -> tuple[Field, ...]:
    """The fields of a class that hold ids of other objects."""
    return _references(cast("Any", cls))


@cache
def _references(cls: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(cls) if field.ref is not None)


def inner_of(cls: type[Record]) -> tuple[Field, ...]:
    """The fields of a class that hold other records."""
    return _inner(cast("Any", cls))


@cache
def _inner(cls: type[Record]) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(cls) if field.holds_records)


def _fits(value: object, wanted: Any) -> bool:
    if wanted is Decimal:
        return isinstance(value, Decimal) and value.is_finite()
    if wanted is int:
        return isinstance(value, int) and not isinstance(value, bool)
    if wanted is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, wanted)


def expectation(wanted: Any, many: bool = False) -> str:
    """The name under which :mod:`palnet._messages` describes a type, or the values of an enumeration."""
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return " | ".join(str(member.value) for member in wanted)
    name = "limit" if isinstance(wanted, types.UnionType) else getattr(wanted, "__name__", str(wanted))
    return f"tuple {name}" if many else name


def _type_problems(field: Field, value: object) -> Iterator[Problem]:
    if value is None and field.optional:
        return
    if field.many and not isinstance(value, tuple):
        yield _wrong_type((field.key,), value, expectation(field.type, many=True))
        return
    for keys, one in _each(field, value):
        if not _fits(one, field.type):
            yield _wrong_type(keys, one, expectation(field.type))


def _each(field: Field, value: object) -> Iterator[tuple[tuple[Key, ...], Any]]:
    if field.many and isinstance(value, tuple):
        yield from (((field.key, position), one) for position, one in enumerate(value))
    else:
        yield (field.key,), value


def _wrong_type(keys: tuple[Key, ...], value: object, expected: str) -> Problem:
    shown = repr(value) if isinstance(value, (str, int, float, Decimal, date)) else type(value).__name__
    return Problem("PAL201", keys=keys, value=shown[:80], expected=expected)


def problems_of(record: Record) -> Iterator[Problem]:
    """Every problem of one object: the types of its fields, and where those hold its ids and its own rules."""
    sound = True
    for field in fields_of(type(record)):
        for problem in _type_problems(field, getattr(record, field.name)):
            sound = False
            yield problem
    if sound:
        yield from rule_problems(record)


def rule_problems(record: Record) -> Iterator[Problem]:
    """The problems of one object whose fields have the right types: its ids, what it calls inferred, its own rules.

    The object may be partial: a reader of files asks what can be asked of one some of whose fields it could not read.
    """
    for field in fields_of(type(record)):
        if field.is_id and not _SLUG.fullmatch(identifier := getattr(record, field.name, "unread")):
            yield Problem("PAL301", keys=(field.name,), value=repr(identifier), expected="slug")
    inferred = getattr(record, "inferred", ())
    if inferred:
        names = {field.name for field in fields_of(type(record))} - {"id", "inferred", "sources"}
        for position, name in enumerate(inferred):
            if name not in names:
                yield Problem("PAL302", keys=("inferred", position), value=name, expected=" | ".join(sorted(names)))
    try:
        yield from record._rules()
    except AttributeError as error:
        # A field that could not be read is not set, here or further in, and a rule that needs it cannot be asked.
        if not isinstance(error.obj, Record) or hasattr(error.obj, error.name or ""):
            raise
    except DefinitionError:
        return  # nor one that would make another object of a faulty part


class Record:
    """Base of every value in the model: frozen, hashable, picklable, equal by content, checked when it is made.

    Raises :class:`palnet.DefinitionError` with every problem when it is given what it cannot be.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        problems = tuple(problems_of(self))
        if problems:
            name = type(self).__name__
            raise DefinitionError(attrs.evolve(p, path=p.path or name) for p in problems)

    def _rules(self) -> Iterator[Problem]:
        """Yield a problem for each rule of this class that does not hold."""
        return iter(())
