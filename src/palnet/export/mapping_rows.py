"""Mappings as rows of text, and back: what the tables and graphs that other programs read have in common."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from palnet.crosswalk import Ends
from palnet.errors import DataError, PalnetError, Problem
from palnet.files import spreadsheet
from palnet.model.definitions import Definitions
from palnet.model.mapping import Mapping as ConceptMapping
from palnet.model.mapping import Relation
from palnet.model.source import Source
from palnet.period import Period
from palnet.text import LANGUAGES, Text

__all__ = ["BASE", "FIELDS", "fields_of_mapping", "mappings_of", "read_csv", "read_table", "table", "to_csv"]

BASE = "urn:palnet:"
"""What every identifier begins with outside palnet, unless something else is said."""

FIELDS = (
    "subject_version",
    "object_version",
    *(f"because_{lang}" for lang in LANGUAGES),
    "valid_from",
    "valid_until",
    "inferred",
    "sources",
)
"""What a mapping has besides its id, its two ends and its relation."""


def fields_of_mapping(one: ConceptMapping) -> dict[str, str]:
    """The fields of a mapping as texts, empty where it has none. ``valid_until`` is the first day that it is not."""
    period = one.period
    end = period.end if period is not None else None
    return {
        "subject_version": "" if one.subject_version is None else str(one.subject_version),
        "object_version": "" if one.object_version is None else str(one.object_version),
        **{f"because_{lang}": getattr(one.because, lang) or "" for lang in LANGUAGES},
        "valid_from": period.start.isoformat() if period is not None else "",
        "valid_until": end.isoformat() if end is not None else "",
        "inferred": " ".join(one.inferred),
        "sources": _sources(one.sources),
    }


def _sources(sources: Sequence[Source]) -> str:
    """Documents with their lines, parted by spaces; as JSON where one has a part with a name of its own."""
    if any(one.part is not None for one in sources):
        return json.dumps([[one.document, one.lines, one.part] for one in sources], ensure_ascii=False)
    return " ".join(map(str, sources))


def mapping_from(given: Mapping[str, str], where: str, line: int | None = None) -> ConceptMapping:
    """A mapping from its fields and its ``id``, ``subject``, ``relation`` and ``object``.

    Raises :class:`palnet.DataError` with every problem, at that place.
    """
    problems: list[Problem] = []
    held: dict[str, Any] = {
        "id": given.get("id", ""),
        "subject": given.get("subject", ""),
        "object": given.get("object") or None,
        "inferred": tuple(given.get("inferred", "").split()),
    }
    for name, read in (
        ("relation", Relation),
        ("subject_version", _whole),
        ("object_version", _whole),
        ("sources", _read_sources),
    ):
        said = given.get(name, "")
        if said or name == "relation":
            try:
                held[name] = read(said)
            except (ValueError, TypeError, PalnetError):
                expected = " | ".join(Relation) if name == "relation" else "int" if "version" in name else "lines"
                problems.append(Problem("PAL201", keys=(name,), value=said[:80], expected=expected))
    for name, read_part in (("because", _because), ("period", _period)):
        try:
            held[name] = read_part(given)
        except PalnetError as error:
            problems += [problem.under(name) for problem in error.problems]
        except ValueError:
            said = f"{given.get('valid_from', '')} – {given.get('valid_until', '')}"
            problems.append(Problem("PAL306", keys=(name,), value=said, expected="period"))
    if not problems:
        try:
            return ConceptMapping(**held)
        except PalnetError as error:
            problems = list(error.problems)
    raise DataError(attrs.evolve(problem, path=where, line=line) for problem in problems)


def _whole(said: str) -> int:
    return int(said)


def _because(given: Mapping[str, str]) -> Text:
    return Text(**{lang: given.get(f"because_{lang}") or None for lang in LANGUAGES})


def _period(given: Mapping[str, str]) -> Period | None:
    start, end = given.get("valid_from", ""), given.get("valid_until", "")
    if not start and not end:
        return None
    return Period(start=dt.date.fromisoformat(start), end=dt.date.fromisoformat(end) if end else None)


def _read_sources(said: str) -> tuple[Source, ...]:
    if said.startswith("["):
        return tuple(Source(document=document, lines=lines, part=part) for document, lines, part in json.loads(said))
    parted = (one.partition(":") for one in said.split())
    return tuple(Source(document=document, lines=lines or None) for document, _, lines in parted)


def table(columns: Sequence[str], rows: Iterable[Mapping[str, str]], delimiter: str = ",", guarded: bool = True) -> str:
    """Rows as delimited text. ``guarded`` sets an apostrophe before what a spreadsheet would take for a formula."""
    written = [[row.get(name, "") for name in columns] for row in rows]
    if guarded:
        written = [[_safe(cell) for cell in row] for row in written]
    # A lone return would end the row for some readers unless it stands in quotes.
    returns = any("\r" in cell for row in written for cell in row)
    file = io.StringIO()
    writer = csv.writer(
        file, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL if returns else csv.QUOTE_MINIMAL
    )
    writer.writerow(columns)
    writer.writerows(written)
    return file.getvalue()


def _safe(cell: str) -> str:
    # An apostrophe of one's own gets another, so that what is read is what was written.
    return f"'{cell}" if cell.startswith("'") else spreadsheet.guarded(cell)


def read_table(
    text: str, where: str, delimiter: str = ",", skipped: int = 0, guarded: bool = True
) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of such a text, each with its line. Raises :class:`palnet.DataError` for what is no such table."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        columns = next(reader, [])
        for cells in reader:
            if len(cells) > len(columns):
                said = {"cells": len(cells), "columns": len(columns)}
                raise DataError(Problem("PAL428", said, path=where, line=reader.line_num + skipped))
            if cells:
                told = (cell.removeprefix("'") for cell in cells) if guarded else cells
                yield reader.line_num + skipped, dict(zip(columns, told, strict=False))
    except csv.Error as error:
        raise DataError(Problem("PAL109", {"detail": str(error)}, path=where, line=reader.line_num)) from None


_BESIDE = ("subject_kind", "subject_label", "object_kind", "object_label")


def to_csv(definitions: Definitions) -> str:
    """All mappings as CSV: a row for each, its fields, and what its ends are and are called."""
    ends = Ends(definitions)
    rows = []
    for one in definitions.mappings:
        row = {"id": one.id, "subject": one.subject, "relation": one.relation.value, "object": one.object or ""}
        for name, identifier in (("subject", one.subject), ("object", one.object or "")):
            end = ends.get(identifier)
            row |= {f"{name}_kind": end.kind, f"{name}_label": end.label.in_("nb")} if end is not None else {}
        rows.append(row | fields_of_mapping(one))
    return table(("id", "subject", "relation", "object", *_BESIDE, *FIELDS), rows)


def read_csv(text: str, where: str = "csv") -> tuple[ConceptMapping, ...]:
    """The mappings in what :func:`to_csv` writes. Raises :class:`palnet.DataError` with every problem, by line."""
    return mappings_of(read_table(text, where), where)


def mappings_of(
    rows: Iterable[tuple[int | None, Mapping[str, str] | Problem]], where: str
) -> tuple[ConceptMapping, ...]:
    """The mappings of rows, each with its line; what is a problem already is told with the others.

    Raises :class:`palnet.DataError` with every problem.
    """
    made: list[ConceptMapping] = []
    problems: list[Problem] = []
    for line, row in rows:
        if isinstance(row, Problem):
            problems.append(attrs.evolve(row, path=where, line=line))
            continue
        try:
            made.append(mapping_from(row, where, line))
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    return tuple(made)
