"""Plain tables to model objects, strictly, with every problem of every table.

cattrs holds the hooks: one for each plain type, for each shorthand, and one for all records. A hook gives the value
or raises :class:`FaultsError` with what is wrong beneath it; nothing is coerced (3 is no text, a time no date).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

import attrs
import cattrs

from palnet.errors import DefinitionError, Problem, nearest
from palnet.files.toml import BROKEN
from palnet.model.predicate import PREDICATES, Limit, Predicate
from palnet.model.region import Alias
from palnet.model.source import Source
from palnet.period import Period
from palnet.record import Field, Record, expectation, fields_of, rule_problems
from palnet.text import Text

__all__ = ["FaultsError", "converter"]

Hook = Callable[[Any, Any], Any]


class FaultsError(Exception):
    """What is wrong beneath one value; empty where that has been told already.

    ``partial`` is as much of the value as could be read, so that the rules of what it is a part of can still be asked.
    """

    def __init__(self, problems: Iterable[Problem] = (), partial: Any = None) -> None:
        super().__init__()
        self.problems = tuple(problems)
        self.partial = partial


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= 60 else f'"{value[:57]}…"'
    if isinstance(value, int) and not _is_int(value):
        return f"{hex(value)[:57]}…"
    if isinstance(value, (int, Decimal, dt.date, dt.time)):
        return str(value)[:60]
    return "{ … }" if isinstance(value, dict) else "[ … ]" if isinstance(value, list) else type(value).__name__


def _wrong(value: object, expected: str) -> FaultsError:
    if value == BROKEN:
        return FaultsError()
    return FaultsError([Problem("PAL201", value=_shown(value), expected=expected)])


def _plain(wanted: type, accepts: Callable[[object], bool], make: Callable[[Any], object] | None = None) -> Hook:
    def hook(value: Any, _: Any) -> Any:
        if not accepts(value) or value == BROKEN:
            raise _wrong(value, wanted.__name__)
        return make(value) if make else value

    return hook


def _enum_hook(value: Any, wanted: type[StrEnum]) -> Any:
    if not isinstance(value, str) or value == BROKEN:
        raise _wrong(value, expectation(wanted))
    try:
        return wanted(value)
    except ValueError:
        names = [str(member.value) for member in wanted]
        problem = Problem("PAL204", value=_shown(value), expected=expectation(wanted), hint=nearest(value, names))
        raise FaultsError([problem]) from None


def _shorthand(
    cls: type[Record], made: cattrs.Converter, types: tuple[type, ...], short: Callable[[Any], Record | None]
) -> Hook:
    """A hook for a record that may also be written as a plain value of those types."""
    whole = _record_hook(cls, made)

    def hook(value: Any, wanted: Any) -> Any:
        if isinstance(value, dict):
            return whole(value, wanted)
        if isinstance(value, types) and (isinstance(value, str) or _is_int(value)) and value != BROKEN:
            try:
                record = short(value)
            except DefinitionError as error:
                raise FaultsError(
                    Problem(p.code, p.params, (), value=_shown(value), expected=p.expected or cls.__name__)
                    for p in error.problems
                ) from None
            if record is not None:
                return record
        raise _wrong(value, cls.__name__)

    return hook


@lru_cache(maxsize=256)
def _short_period(value: int | str) -> Period | None:
    if isinstance(value, int):
        return Period.year(value)
    years = re.fullmatch(r"([0-9]{4})[-–]([0-9]{4})", value)
    return Period.years(int(years[1]), int(years[2])) if years else None


@lru_cache(maxsize=4096)
def _short_source(value: str) -> Source:
    document, _, lines = value.partition(":")
    return Source(document=document, lines=lines or None)


@attrs.frozen
class _Reader:
    """How the fields of one class are read: field and hook by key, what must be there, and what stands otherwise."""

    fields: dict[str, tuple[Field, Hook]]
    required: tuple[str, ...]
    defaults: tuple[tuple[str, str, Any], ...]

    @classmethod
    def of(cls, record: type[Record], made: cattrs.Converter) -> _Reader:
        fields = fields_of(record)
        return cls(
            {field.key: (field, made.get_structure_hook(field.type)) for field in fields},
            tuple(field.key for field in fields if field.required),
            tuple((field.key, field.name, field.default) for field in fields if not field.required),
        )


def _record_hook(cls: type[Record], made: cattrs.Converter) -> Hook:
    """The hook for one class: every field that can be read, and every problem with those that cannot."""
    reader: _Reader | None = None

    def hook(table: Any, _: Any) -> Record:
        nonlocal reader
        if not isinstance(table, dict):
            raise _wrong(table, "table")
        if reader is None:
            # Not before the first value: a class may hold others of itself.
            reader = _Reader.of(cls, made)
        values: dict[str, Any] = {}
        problems: list[Problem] = []
        whole = True
        for key, raw in table.items():
            found = reader.fields.get(key)
            if found is None:
                problems.append(Problem("PAL202", {"key": key[:60]}, (key,), hint=nearest(key, reader.fields)))
                continue
            field, read = found
            if type(raw) is str and field.type is str and not field.many and raw != BROKEN:
                values[field.name] = raw  # the commonest value by far
                continue
            try:
                values[field.name] = _field_value(field, read, raw)
            except FaultsError as faults:
                whole = False
                problems.extend(problem.under(key) for problem in faults.problems)
                if field.many and faults.partial is not None:
                    values[field.name] = faults.partial
        missing = [name for name in reader.required if name not in table]
        problems.extend(Problem("PAL203", {"key": name}, (name,)) for name in missing)
        # The types have been looked at already, so the constructor need not; what could not be read is not set.
        record = object.__new__(cls)
        for name, value in values.items():
            object.__setattr__(record, name, value)
        for key, name, value in reader.defaults:
            if key not in table:
                object.__setattr__(record, name, value)
        problems.extend(rule_problems(record))
        if problems or missing or not whole:
            raise FaultsError(problems, record)
        return record

    return hook


def _predicate_hook(made: cattrs.Converter) -> Hook:
    """The hook for a predicate: which one it is shows in the key that only that one has."""
    hooks = {key: _record_hook(cls, made) for key, cls in PREDICATES.items()}

    def hook(table: Any, wanted: Any) -> Any:
        if not isinstance(table, dict):
            raise _wrong(table, "predicate")
        found = [key for key in hooks if key in table]
        if not found:
            hint = next((hint for key in table if (hint := nearest(key, hooks))), None)
            raise FaultsError([Problem("PAL205", expected=" | ".join(hooks), hint=hint)])
        if found == ["background", "is"]:
            found = ["background"]
        return hooks[found[0]](table, wanted)

    return hook


def _limit_hook(value: Any, _: Any) -> Any:
    if isinstance(value, str) and value != BROKEN:
        return value
    if _is_decimal(value):
        return Decimal(value)
    if _is_date(value):
        return value
    raise _wrong(value, "limit")


def _json_limit_hook(value: Any, _: Any) -> Any:
    if isinstance(value, dict) and list(value) in (["date"], ["number"]):
        (key,) = value
        return (_json_date_hook if key == "date" else _json_decimal_hook)(value[key], None)
    if isinstance(value, str) or _is_decimal(value):
        return Decimal(value) if _is_decimal(value) else value
    raise _wrong(value, "limit")


def _json_date_hook(value: Any, _: Any) -> dt.date:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong(value, "date")


def _json_decimal_hook(value: Any, _: Any) -> Decimal:
    written = isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,4})?", value)
    if written or _is_decimal(value):
        return Decimal(value)
    raise _wrong(value, "Decimal")


def _field_value(field: Field, hook: Hook, value: Any) -> Any:
    if not field.many:
        return hook(value, field.type)
    if not isinstance(value, list):
        raise _wrong(value, "list")
    made: list[Any] = []
    problems: list[Problem] = []
    sound = True
    for position, one in enumerate(value):
        try:
            made.append(hook(one, field.type))
        except FaultsError as faults:
            sound = False
            problems.extend(problem.under(position) for problem in faults.problems)
            made.append(faults.partial)
    if not sound:
        raise FaultsError(problems, None if any(one is None for one in made) else tuple(made))
    return tuple(made)


def _is_int(value: object) -> bool:
    # TOML's integers have 64 bits, but its hexadecimal notation brings larger ones than Python will print.
    return isinstance(value, int) and not isinstance(value, bool) and -(2**63) <= value < 2**63


def _is_decimal(value: object) -> bool:
    return _is_int(value) or (isinstance(value, Decimal) and value.is_finite())


def _is_date(value: object) -> bool:
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


@cache
def converter(*, from_json: bool = False) -> cattrs.Converter:
    """The converter with palnet's strict hooks: tables as ``tomli`` gives them (decimals as ``Decimal``) to records.

    ``from_json`` takes what :func:`palnet.files.plain.plain` makes of days and decimals, for which JSON has none.
    """
    made = cattrs.Converter()
    made.register_structure_hook(str, _plain(str, lambda v: isinstance(v, str)))
    made.register_structure_hook(bool, _plain(bool, lambda v: isinstance(v, bool)))
    made.register_structure_hook(int, _plain(int, _is_int))
    made.register_structure_hook(Decimal, _json_decimal_hook if from_json else _plain(Decimal, _is_decimal, Decimal))
    made.register_structure_hook(dt.date, _json_date_hook if from_json else _plain(dt.date, _is_date))
    # cattrs looks hooks up by class first, so without this one the hook for str would take every enumeration.
    made.register_structure_hook(StrEnum, _enum_hook)
    made.register_structure_hook_factory(
        lambda cls: isinstance(cls, type) and issubclass(cls, Record), lambda cls: _record_hook(cls, made)
    )
    made.register_structure_hook(Limit, _json_limit_hook if from_json else _limit_hook)
    made.register_structure_hook(Predicate, _predicate_hook(made))
    made.register_structure_hook(Text, _shorthand(Text, made, (str,), lambda value: Text(nb=value)))
    made.register_structure_hook(Alias, _shorthand(Alias, made, (str,), lambda value: Alias(name=value)))
    made.register_structure_hook(Source, _shorthand(Source, made, (str,), _short_source))
    made.register_structure_hook(Period, _shorthand(Period, made, (int, str), _short_period))
    return made
