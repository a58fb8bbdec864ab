"""A workbook (xlsx) as grids. It comes from anywhere: it is measured before it is read, and nothing in it runs."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import attrs

from palnet.errors import MissingExtraError, Problem
from palnet.files.grids import Cell, Grid, Grids, Limits

__all__ = ["LIMIT_UNPACKED_MB", "read_workbook"]

LIMIT_UNPACKED_MB = Limits().unpacked_mb

_MACROS = re.compile(r"vbaproject|macrosheets|activex", re.IGNORECASE)
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class _RefusedError(Exception):
    """A workbook that is not read, and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def read_workbook(content: bytes, shown: str, limits: Limits | None = None) -> Grids:
    """The sheets of a workbook, hidden ones too, each with the rows it shows."""
    limits = limits or Limits()
    try:
        parts, unknown = _measured(_parts(content, limits), limits)
        sheets = _sheets(_packed(parts))
    except _RefusedError as refused:
        return Grids(problems=(attrs.evolve(refused.problem, path=shown),))
    return Grids(
        tuple(Grid(f"{shown}[{name}]", name, rows, unknown.get(name, frozenset())) for name, rows in sheets.items())
    )


def _sheets(packed: io.BytesIO) -> dict[str, tuple[tuple[Cell, ...], ...]]:
    try:
        from python_calamine import CalamineWorkbook, SheetTypeEnum
    except ImportError:
        raise MissingExtraError(Problem("PAL604", {"library": "python-calamine", "extra": "survey"})) from None
    try:
        workbook = CalamineWorkbook.from_filelike(packed)
        names = [sheet.name for sheet in workbook.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
        read = {name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in names}
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # noqa: BLE001  # a broken file can make the reader panic, which is no Exception
        raise _RefusedError(Problem("PAL115")) from None
    return {
        name: tuple(tuple(None if cell == "" else cell for cell in row) for row in rows) for name, rows in read.items()
    }


def _parts(content: bytes, limits: Limits) -> dict[str, bytes]:
    """The workbook's parts, unpacked as far as a workbook of ours could ever need."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            unpacked = sum(one.file_size for one in entries)
            if len(entries) > limits.parts or unpacked > limits.unpacked_mb * 1_000_000:
                raise _RefusedError(Problem("PAL113", {"limit": limits.unpacked_mb}))
            # No part gives more than it says it holds: zipfile stops there, and finds the checksum wrong.
            parts = {one.filename: archive.read(one) for one in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise _RefusedError(Problem("PAL115")) from None
    types = parts.get("[Content_Types].xml", b"")
    if any(_MACROS.search(name) for name in parts) or b"macroEnabled" in types:
        raise _RefusedError(Problem("PAL112"))
    if any(b"<!DOCTYPE" in part for part in parts.values()):
        raise _RefusedError(Problem("PAL115"))
    return parts


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """What was measured, and nothing else, for the reader."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    packed.seek(0)
    return packed


@attrs.define
class _Measure:
    """What was met in one part: its cells, those that hold no value that counts, its longest shared text."""

    cells: int = 0
    rows: int = 0
    columns: int = 0
    unknown: set[tuple[int, int]] = attrs.Factory(set)
    longest: int = 0


def _measured(
    parts: dict[str, bytes], limits: Limits
) -> tuple[dict[str, bytes], dict[str, frozenset[tuple[int, int]]]]:
    """The parts that are sound XML, and for each sheet the cells that hold no value that counts.

    Refuses sheets that would fill the memory: a reader lays a sheet out whole, so that two cells at its far ends cost
    as much as all between them, and one long text that many cells share costs as often as it is shared.
    """
    measures: dict[str, _Measure] = {}
    for name, content in parts.items():
        try:
            measures[name] = _measure(content, limits)
        except ET.ParseError:
            continue  # pictures and printers' settings, which no reader of ours needs
    texts = max((one.longest for one in measures.values()), default=0)
    if texts * sum(one.cells for one in measures.values()) > limits.letters:
        raise _RefusedError(Problem("PAL113", {"limit": limits.unpacked_mb}))
    try:
        sheets = _sheet_names(parts)
    except ET.ParseError:
        raise _RefusedError(Problem("PAL115")) from None
    unknown = {sheets[part]: frozenset(one.unknown) for part, one in measures.items() if part in sheets}
    return {name: parts[name] for name in measures}, unknown


def _measure(content: bytes, limits: Limits) -> _Measure:
    """Measure one part. A row or cell that does not say where it stands follows the one before it."""
    found = _Measure()
    row = column = 0
    for event, one in ET.iterparse(io.BytesIO(content), ["start", "end"]):  # noqa: S314
        tag = _local(one)
        if tag == "row" and event == "start":
            row, column = _number(one.get("r"), row + 1), 0
        elif tag == "row":
            one.clear()
        elif tag == "si" and event == "end":
            found.longest = max(found.longest, sum(map(len, one.itertext())))
            one.clear()
        elif tag == "c" and event == "end":
            row, column = _place(one.get("r"), row, column + 1)
            found.rows, found.columns = max(found.rows, row), max(found.columns, column)
            if row > limits.rows or column > limits.columns or found.rows * found.columns > limits.cells:
                raise _RefusedError(limits.too_many)
            found.cells += 1
            inner = {_local(child): child.text for child in one}
            if one.get("t") == "e" or ("f" in inner and inner.get("v") is None and one.get("t") != "str"):
                found.unknown.add((row, column))
    return found


def _place(reference: str | None, row: int, column: int) -> tuple[int, int]:
    if reference is None:
        return row, column
    said = _REFERENCE.fullmatch(reference)
    if said is None:
        raise _RefusedError(Problem("PAL115"))
    column = 0
    for letter in said[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(said[2]), column


def _number(said: str | None, otherwise: int) -> int:
    if said is None:
        return otherwise
    if not re.fullmatch(r"[0-9]{1,7}", said):
        raise _RefusedError(Problem("PAL115"))
    return int(said)


def _local(one: ET.Element) -> str:
    """An element's name without its namespace, of which workbooks have two."""
    return one.tag.rpartition("}")[2]


def _sheet_names(parts: dict[str, bytes]) -> dict[str, str]:
    """The name of the sheet that each part holds."""
    where: dict[str | None, str] = {}
    for one in _elements(parts.get("xl/_rels/workbook.xml.rels", b""), "Relationship"):
        where[one.get("Id")] = posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
    names: dict[str, str] = {}
    for one in _elements(parts.get("xl/workbook.xml", b""), "sheet"):
        identifier = next((value for name, value in one.items() if name.endswith("}id")), None)
        if identifier in where:
            names[where[identifier]] = one.get("name", "")
    return names


def _elements(content: bytes, tag: str) -> Iterator[ET.Element]:
    if content:
        yield from (one for _, one in ET.iterparse(io.BytesIO(content)) if _local(one) == tag)  # noqa: S314
