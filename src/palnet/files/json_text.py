"""Definitions as JSON text and back, for other tools: what is written is what is read."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import attrs

from palnet.errors import DefinitionError, Problem
from palnet.files.plain import plain
from palnet.files.structure import FaultsError, converter
from palnet.files.toml import LIMIT_DEPTH, decimal_of, is_too_deep
from palnet.record import Record

__all__ = ["from_json", "to_json"]

R = TypeVar("R", bound=Record)


def to_json(record: Record, *, indent: int | None = None) -> str:
    """A definition, or :class:`palnet.Definitions` with many of them, as JSON with the keys that TOML has for it.

    Only what is set is written. :func:`from_json` gives the same record back, whatever it holds.
    """
    return json.dumps(plain(record), ensure_ascii=False, indent=indent, allow_nan=False)


def from_json(text: str, kind: type[R]) -> R:
    """The record of a kind (:class:`palnet.Indicator`, say) that JSON text holds.

    As strict as a definition file: raises :class:`palnet.DefinitionError` with every problem, each with the keys that
    lead to it, or with line and column where the text is no JSON.
    """
    name = kind.__name__
    try:
        table = json.loads(text, parse_float=decimal_of, parse_constant=_refused, object_pairs_hook=_once)
        if is_too_deep(table):
            raise RecursionError
    except RecursionError:
        raise DefinitionError(Problem("PAL105", {"limit": LIMIT_DEPTH}, path=name)) from None
    except json.JSONDecodeError as error:
        said = {"detail": error.msg[:1].lower() + error.msg[1:]}
        raise DefinitionError(Problem("PAL133", said, path=name, line=error.lineno, column=error.colno)) from None
    except ValueError as error:
        # What is refused below, and Python's own limits, such as the one on digits in an integer.
        raise DefinitionError(Problem("PAL133", {"detail": str(error)}, path=name)) from None
    try:
        record: R = converter(from_json=True).structure(table, kind)
    except FaultsError as faults:
        found = faults.problems or (Problem("PAL201", expected=name),)
        raise DefinitionError(attrs.evolve(one, path=name) for one in found) from None
    return record


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no number")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for position, name in enumerate(names) if name in names[:position])
        raise ValueError(f"the key {json.dumps(twice[:60], ensure_ascii=False)} stands twice")
    return table
