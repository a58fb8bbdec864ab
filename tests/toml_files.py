"""Folders of TOML for tests: a small writer that shares nothing with palnet's reader."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs

from palnet.model import Source
from palnet.model.definitions import Definitions
from palnet.period import Period
from palnet.record import Record
from palnet.text import Text


def write_folder(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files (name to content) beneath a folder, and give the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def toml_of(definitions: Definitions, *, short: bool = False) -> str:
    """A definition file. With ``short`` labels, years and sources are written as plain values where they can be."""
    lines = ["palnet = 1"]
    for field in attrs.fields(Definitions):
        for one in getattr(definitions, field.name):
            lines += ["", f"[[{field.name}]]"]
            lines += [f"{name} = {value_of(value, short=short)}" for name, value in _set_fields(one)]
    return "\n".join(lines) + "\n"


def _set_fields(record: Record) -> list[tuple[str, Any]]:
    fields = ((field, getattr(record, field.name)) for field in attrs.fields(type(record)))
    return [(field.name.rstrip("_"), value) for field, value in fields if value != field.default]


def value_of(value: Any, *, short: bool = False) -> str:
    """One value as TOML writes it."""
    if short and (plain := _plain(value)) is not None:
        return value_of(plain)
    if isinstance(value, Record):
        pairs = (f"{name} = {value_of(inner, short=short)}" for name, inner in _set_fields(value))
        return "{ " + ", ".join(pairs) + " }"
    if isinstance(value, tuple):
        return "[" + ", ".join(value_of(inner, short=short) for inner in value) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(_escaped(character) for character in str(value)) + '"'
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (int, Decimal)):
        return format(value, "f") if isinstance(value, Decimal) else str(value)
    raise TypeError(value)


def _escaped(character: str) -> str:
    if character in '"\\' or ord(character) < 32 or ord(character) == 127:
        return f"\\u{ord(character):04x}"
    return character


def _plain(value: Any) -> str | int | None:
    if isinstance(value, Text) and value.nb is not None and value.nn is None and value.en is None:
        return value.nb
    if isinstance(value, Source) and value.part is None and ":" not in value.document:
        return value.document + (f":{value.lines}" if value.lines else "")
    if isinstance(value, Period) and value.end is not None:
        first, last = value.start, value.end - dt.timedelta(days=1)
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return first.year if first.year == last.year else f"{first.year}-{last.year}"
    return None


def without_marks(text: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks (``<<PAL201>>``), and code, line and column of each: of what follows it."""
    clean: list[str] = []
    places: list[tuple[str, int, int]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        while "<<" in line:
            before, _, rest = line.partition("<<")
            code, _, after = rest.partition(">>")
            places.append((code, number, len(before) + 1))
            line = before + after  # noqa: PLW2901
        clean.append(line)
    return "\n".join(clean), places
