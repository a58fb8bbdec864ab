"""Writes the pages that follow from the code: ``definitions.md`` from the model, ``problems.md`` from the messages.

Run it from the repository's root after a change of the model or of a message: ``python3 docs/reference.py``.
"""

from __future__ import annotations

import datetime as dt
import inspect
import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Any

import palnet
from palnet import _messages
from palnet.files.folder import read_folder
from palnet.model.acknowledgement import Acknowledgement
from palnet.model.definitions import Definitions, kinds_of
from palnet.model.event import Event
from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.mapping import Mapping
from palnet.model.predicate import (
    PREDICATES,
    AllOf,
    AnyOf,
    AtLeast,
    Background,
    Between,
    Includes,
    Is,
    Limit,
    Not,
    Predicate,
)
from palnet.model.region import Alias, Region
from palnet.model.source import Source
from palnet.model.survey import Questionnaire
from palnet.period import Period, When
from palnet.record import Field, Record, fields_of
from palnet.text import Text

__all__ = ["PAGES", "SORTS", "definitions", "problems", "sample"]

HERE = Path(__file__).parent

SMALL: tuple[type[Record], ...] = (Text, Source, Period, When, Alias)
"""What every kind of object is made of: told first, and once."""

SORTS: dict[type[Predicate], tuple[str, str]] = {
    Is: ('Is("elvedal/kurs", "ja")', '{ question = "elvedal/kurs", is = "ja" }'),
    AtLeast: ('AtLeast("elvedal/grad", "stor")', '{ question = "elvedal/grad", at_least = "stor" }'),
    Includes: ('Includes("elvedal/kjent-for", "leger")', '{ question = "elvedal/kjent-for", includes = "leger" }'),
    Between: ('Between("elvedal/planer", 3, 5)', '{ question = "elvedal/planer", from = 3, to = 5 }'),
    Background: ('Background("sector", "municipality")', '{ background = "sector", is = "municipality" }'),
    AllOf: (
        'Is("elvedal/kurs", "ja") & Background("sector", "hospital")',
        '{ all_of = [{ question = "elvedal/kurs", is = "ja" }, { background = "sector", is = "hospital" }] }',
    ),
    AnyOf: (
        'AtLeast("elvedal/planer", 1) | Is("elvedal/kurs", "ja")',
        '{ any_of = [{ question = "elvedal/planer", at_least = 1 }, { question = "elvedal/kurs", is = "ja" }] }',
    ),
    Not: ('~Is("elvedal/kurs", "ja")', '{ not = { question = "elvedal/kurs", is = "ja" } }'),
}
"""Every sort of predicate, as it is written in Python and in a file."""

COMMON = {"health_regions": "Health regions", "professions": "Professions", "roles": "Roles"}
"""What only palnet itself brings."""

PLAIN = {
    str: "text",
    int: "whole number",
    Decimal: "number",
    bool: "`true` or `false`",
    dt.date: "date",
    Limit: "the code of an option, a number or a date",
}

# What the rules of a class ask for besides the keys that are required.
BESIDES: dict[type[Record], dict[str, str]] = {
    Acknowledgement: {"code": '"PAL720"', "figures": '["elvedal/noe"]'},
    Event: {"kind": '"study-day"'},
    Figure: {"percent": "31"},
    Indicator: {
        "respondents": '[{ role = "ressurssykepleier" }]',
        "numerator": '{ question = "elvedal/noe", is = "ja" }',
    },
    Mapping: {"object": '"elvedal/noe-annet"'},
    Questionnaire: {"repeats": '["elvedal/noe"]'},
    When: {"year": "2023"},
}

PARTS = {
    "1": "Files",
    "2": "Shapes",
    "3": "Rules of one object",
    "4": "Objects together",
    "5": "Plugins",
    "6": "Use",
    "7": "Checks",
    "8": "Drafts",
}


DEFINITIONS = """\
<!-- Written by docs/reference.py from the model; change it there. -->
# Definitions

Every kind of object that a region's TOML files can hold. A file begins with `palnet = 1`, the format's number, and
holds lists of tables: `[[regions]]`, `[[figures]]`. A folder is read as one, so what stands in which file is up to
you. An unknown key is refused, 3 is not `"3"`, and a date is not a time.

An **id** is made of lower-case a–z, digits and hyphens, parted by `/`; it begins with its owner
(`elvedal/sykepleie/nes`) and is unique within its kind over all plugins. `inferred` lists the keys of that very table
whose values are concluded and not printed. `sources` says which documents print the rest.
"""

PREDICATE = """\
In a file it is a table, and which of the eight sorts it is shows in the key that only that sort has. In Python it reads
like the sentence that it means, and can be joined with `&`, `|` and `~`. It is true, false, or unknown where the answer
that it asks for is missing."""

PROBLEMS = """\
<!-- Written by docs/reference.py from palnet's messages; change them there. -->
# Problems

What palnet says when something is wrong. A code is permanent; its sentence may get better. Where there is a file, the
sentence begins with its place, `file:line:column`, and goes on with what stood there, what was expected, and the
nearest valid name."""


def definitions() -> str:
    """The page on every kind of object as TOML."""
    return "\n".join(_definitions()) + "\n"


def _definitions() -> Iterator[str]:
    yield DEFINITIONS
    yield "## What all are made of"
    told: set[type[Record]] = set()
    for cls in SMALL:
        yield from _class(cls, f"### {cls.__name__}", told)
    yield from _predicates(told)
    for field in fields_of(Definitions):
        if field.name in COMMON:
            continue
        yield ""
        yield f"## `[[{field.name}]]`"
        yield from _class(field.type, "", told)
        yield ""
        yield "As short as it can be:"
        yield ""
        yield "```toml"
        yield sample(field.name, field.type).rstrip()
        yield "```"
        yield from _within(field.type, field.name, told)
    yield from _common(told)


def _predicates(told: set[type[Record]]) -> Iterator[str]:
    yield from ("", "## Predicates")
    yield from _class(Predicate, "", told)
    yield from ("", PREDICATE, "", "| key | sort | in a file | in Python |", "| --- | --- | --- | --- |")
    for cls, (python, toml) in SORTS.items():
        keys = ", ".join(f"`{key}`" for key, sort in PREDICATES.items() if sort is cls)
        escaped = python.replace("|", "\\|")
        yield f"| {keys} | [{cls.__name__}](#{_anchor(cls)}) | `{toml}` | `{escaped}` |"
    for cls in SORTS:
        yield from _class(cls, f"### {cls.__name__}", told)


def _common(told: set[type[Record]]) -> Iterator[str]:
    yield from ("", "## What palnet brings itself", "")
    yield "Ids that every region can refer to. A plugin cannot add to them; professions and roles that only one region"
    yield "has stand under `[[regions.professions]]` and `[[regions.roles]]`."
    common = read_folder(Path(palnet.__file__).parent / "common").definitions
    for field in fields_of(Definitions):
        if field.name not in COMMON:
            continue
        yield from ("", f"### {COMMON[field.name]}")
        if field.type not in told:
            yield from _class(field.type, "", told)
        yield from ("", "| id | bokmål | nynorsk | English |", "| --- | --- | --- | --- |")
        for one in getattr(common, field.name):
            yield f"| `{one.id}` | {one.label.in_('nb')} | {one.label.in_('nn')} | {one.label.in_('en')} |"


def _within(cls: type[Record], path: str, told: set[type[Record]]) -> Iterator[str]:
    for field in fields_of(cls):
        if not field.holds_records or field.type in told:
            continue
        inner = f"{path}.{field.name}"
        yield from _class(field.type, f"### `{f'[[{inner}]]' if field.many else f'[{inner}]'}`", told)
        yield from _within(field.type, inner, told)


def _class(cls: type[Record], heading: str, told: set[type[Record]]) -> Iterator[str]:
    told.add(cls)
    if heading:
        yield ""
        yield heading
    yield ""
    yield f"({_anchor(cls)})="
    yield f"**{cls.__name__}.** {_prose(cls)}"
    if not fields_of(cls):
        return
    yield ""
    yield "| key | holds | left out |"
    yield "| --- | --- | --- |"
    for field in fields_of(cls):
        yield f"| `{field.key}` | {_holds(field)} | {_left_out(field)} |"


def _anchor(cls: type[Record]) -> str:
    return f"class-{cls.__name__.lower()}"


def _prose(thing: Any) -> str:
    """A docstring as Markdown: its roles name only what they point to."""
    text = inspect.cleandoc(thing.__doc__ or "")
    text = re.sub(r":\w+:`~?(?:[\w.]+\.)?(\w+)`", r"`\1`", text)
    return text.replace("``", "`")


def _holds(field: Field) -> str:
    one = _one(field)
    return f"a list: {one}" if field.many else one


def _one(field: Field) -> str:
    if field.is_id:
        return "its id"
    if field.ref is not None:
        names = [_messages.KINDS[kind][1] for kind in kinds_of(field.ref.kind)]
        return f"the id of: {', '.join(names)}"
    if isinstance(field.type, type) and issubclass(field.type, StrEnum):
        return ", ".join(f'`"{member.value}"`' for member in field.type)
    if field.holds_records:
        return f"[{field.type.__name__}](#{_anchor(field.type)})"
    return PLAIN[field.type]


def _left_out(field: Field) -> str:
    if field.required:
        return "never"
    if field.default is None or field.default == ():
        return "nothing"
    return f"`{_toml(field.default)}`"


def _toml(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"' if isinstance(value, str) else str(value)


def sample(key: str, cls: type[Record]) -> str:
    """The shortest table of a class that is sound by itself: its references lead nowhere yet."""
    lines = [f"[[{key}]]", *(f"{name} = {value}" for name, value in _values(cls).items())]
    return "\n".join(lines) + "\n"


def _values(cls: type[Record]) -> dict[str, str]:
    values = {f.key: _value(f) for f in fields_of(cls) if f.required} | BESIDES.get(cls, {})
    return values | {"id": '"elvedal"'} if cls is Region else values


def _value(field: Field) -> str:
    one = _single(field)
    return f"[{one}]" if field.many else one


def _single(field: Field) -> str:
    short = {Text: '"Navn"', Source: '"elvedal-rapport-2023:12-14"', Period: "2023", dt.date: "2023-12-31", str: '"…"'}
    if field.is_id or field.ref is not None:
        known = {"region": "elvedal", "health-region": "helse-midt", "role": "ressurssykepleier"}
        return f'"{known.get(field.ref.kind if field.ref else "", "elvedal/noe")}"'
    if field.type in short:
        return short[field.type] if field.name != "lines" else '"12-14"'
    if isinstance(field.type, type) and issubclass(field.type, StrEnum):
        return f'"{next(iter(field.type)).value}"'
    if field.holds_records:
        return "{ " + ", ".join(f"{name} = {value}" for name, value in _values(field.type).items()) + " }"
    return "2023" if field.name == "year" else "12"


def problems() -> str:
    """The page on every problem that palnet knows."""
    return "\n".join(_problems()) + "\n"


def _problems() -> Iterator[str]:
    yield PROBLEMS
    part = ""
    for code, (nb, en) in sorted(_messages.MESSAGES.items()):
        if code[3] != part:
            part = code[3]
            yield from ("", f"## {PARTS[part]}", "", "| code | bokmål | English |", "| --- | --- | --- |")
        yield f"| {code} | {_cell(nb)} | {_cell(en)} |"


def _cell(sentence: str) -> str:
    return re.sub(r"{(\w+)}", r"*\1*", sentence.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_"))


PAGES = {"definitions.md": definitions, "problems.md": problems}
"""The pages, and the function that makes the text of each."""

if __name__ == "__main__":
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")
