"""Word files (DOCX) as passages: headings, tables, footnotes, text boxes; tracked changes as if accepted."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from palnet.draft.passages import Grid, Passage, Sort
from palnet.draft.sections import Sections
from palnet.errors import DataError, Problem

__all__ = ["seen_text", "word_passages"]

_LARGEST = 200
"""Megabytes that the parts of a file may be unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", _FALLBACK, f"{_W}rPr", f"{_W}pPr"})
_SIGNS = {f"{_W}tab": " ", f"{_W}cr": " ", f"{_W}br": " ", f"{_W}noBreakHyphen": "-"}
"""What somebody sees of the signs that are elements of their own."""
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


def word_passages(data: bytes, path: str) -> tuple[list[Passage], list[Problem]]:
    """The passages of a Word file, and what is worth knowing of it: changes, macros, pictures."""
    parts = _parts(data, path)
    body = _parsed(parts["word/document.xml"], path).find(f"{_W}body")
    if body is None:
        raise DataError(Problem("PAL804", {"detail": "word/document.xml"}, path=path))
    _without_marks(body, _raised(parts, path))
    reader = _Reader(_headings(parts, path), body)
    reader.walk(body)
    for name in ("word/footnotes.xml", "word/endnotes.xml"):
        if name in parts:
            reader.notes(_parsed(parts[name], path))
    return reader.held.passages, list(_told(parts, body, path))


def _parts(data: bytes, path: str) -> dict[str, bytes]:
    """The parts that are read, unpacked; the names of all others."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            held = {one.filename: one for one in archive.infolist()}
            if "word/document.xml" not in held:
                raise DataError(Problem("PAL804", {"detail": "word/document.xml"}, path=path))
            if any(one.flag_bits & 1 for one in held.values()):
                raise DataError(Problem("PAL803", path=path))
            wanted = [name for name in held if re.fullmatch(r"word/(?:document|styles|footnotes|endnotes)\.xml", name)]
            if sum(held[name].file_size for name in wanted) > _LARGEST * 1_000_000:
                raise DataError(Problem("PAL809", {"limit": _LARGEST}, path=path))
            read = {name: archive.read(name) for name in wanted}
            return {**dict.fromkeys(held, b""), **read}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(Problem("PAL804", {"detail": str(error)[:80]}, path=path)) from None


def _parsed(data: bytes, path: str) -> Any:
    from lxml import etree

    if b"<!DOCTYPE" in data[:2000]:
        # No Word file has one: what it names could be fetched or unfolded without end.
        raise DataError(Problem("PAL804", {"detail": "DOCTYPE"}, path=path))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DataError(Problem("PAL804", {"detail": str(error)[:80]}, path=path)) from None


def _told(parts: dict[str, bytes], body: Any, path: str) -> Iterator[Problem]:
    changed = sum(1 for name in ("ins", "del", "moveFrom", "moveTo") for _ in body.iter(f"{_W}{name}"))
    if changed:
        yield Problem("PAL808", {"count": changed}, path=path)
    if any(name.endswith("vbaProject.bin") for name in parts):
        yield Problem("PAL807", path=path)
    pictures = sum(
        1 for one in body.iter(_PICTURE, _CHART) if not any(up.tag == _FALLBACK for up in one.iterancestors())
    )
    if pictures:
        yield Problem("PAL811", {"count": pictures}, path=path)


def _raised(parts: dict[str, bytes], path: str) -> frozenset[str]:
    """The styles of characters that stand raised: the marks of notes and sources."""
    if "word/styles.xml" not in parts:
        return frozenset()
    styles = _parsed(parts["word/styles.xml"], path).iter(f"{_W}style")
    marks = ((one.get(f"{_W}styleId"), one.find(f"{_W}rPr/{_W}vertAlign")) for one in styles)
    return frozenset(name for name, mark in marks if mark is not None and mark.get(f"{_W}val") == "superscript")


def _without_marks(body: Any, raised: frozenset[str]) -> None:
    """Take raised numbers out: they are marks of notes and sources, and would be read as parts of the words before."""
    for run in list(body.iter(f"{_W}r")):
        mark = run.find(f"{_W}rPr/{_W}vertAlign")
        style = run.find(f"{_W}rPr/{_W}rStyle")
        up = mark is not None and mark.get(f"{_W}val") == "superscript"
        up = up or (style is not None and style.get(f"{_W}val") in raised)
        said = "".join(one.text or "" for one in run.iter(f"{_W}t"))
        if up and re.fullmatch(r"[\d\s,\u00a0–-]+", said):
            for one in run.iter(f"{_W}t"):
                one.text = ""


def _headings(parts: dict[str, bytes], path: str) -> dict[str, int]:
    """The level of each style that is a heading, by the style's id; 0 is the title."""
    if "word/styles.xml" not in parts:
        return {}
    found: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in _parsed(parts["word/styles.xml"], path).iter(f"{_W}style"):
        identity = style.get(f"{_W}styleId") or ""
        name = style.find(f"{_W}name")
        said = (name.get(f"{_W}val") or "").lower() if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        base = style.find(f"{_W}basedOn")
        if match := re.fullmatch(r"(?:heading|overskrift) (\d)", said):
            found[identity] = int(match[1])
        elif said in ("title", "tittel"):
            found[identity] = 0
        elif outline is not None and (outline.get(f"{_W}val") or "9") < "9":
            found[identity] = int(outline.get(f"{_W}val")) + 1
        elif base is not None:
            based[identity] = base.get(f"{_W}val") or ""
    for identity, base_id in based.items():
        seen = {identity}
        while base_id in based and base_id not in seen:
            seen.add(base_id)
            base_id = based[base_id]  # noqa: PLW2901
        if base_id in found:
            found[identity] = found[base_id]
    return found


def seen_text(run: Any) -> str:
    """The words of a run as somebody sees them; nothing of what is deleted or stands in a box."""
    if any(one.tag in _GONE for one in run.iterancestors()):
        return ""
    said = ""
    for one in run:
        said += (one.text or "") if one.tag == f"{_W}t" else _SIGNS.get(one.tag, "")
    return said


class _Reader:
    """Walks through a body: blocks in order, boxes after the paragraph that they hang on."""

    def __init__(self, headings: dict[str, int], body: Any) -> None:
        self.headings = headings
        self.held = Sections()
        # An element is the same object only as long as somebody holds it.
        self.paragraphs = list(body.iter(f"{_W}p"))
        self.numbers = {id(one): number for number, one in enumerate(self.paragraphs, start=1)}
        self.paged = next(body.iter(f"{_W}lastRenderedPageBreak"), None) is not None
        self.page = 1
        self.boxes: list[Any] = []

    def walk(self, parent: Any, sort: Sort = Sort.TEXT) -> None:
        """Read the blocks inside an element."""
        for one in parent:
            if one.tag in _GONE:
                continue
            if one.tag == f"{_W}p":
                self._paragraph(one, sort)
                boxes, self.boxes = self.boxes, []
                for box in boxes:
                    self.walk(box, Sort.BOX)
            elif one.tag == f"{_W}tbl":
                self._table(one)
            elif one.tag != f"{_W}sectPr":
                self.walk(one, sort)

    def notes(self, root: Any) -> None:
        """Read the footnotes, those that Word itself puts in the file left out."""
        for note in root:
            if note.get(f"{_W}type") in (None, "normal"):
                text = " ".join(filter(None, (self._text(one).strip() for one in note.iter(f"{_W}p"))))
                if text:
                    self.held.add(Passage(text=text, sort=Sort.NOTE))

    def _text(self, element: Any) -> str:
        """The words of a paragraph as somebody sees them."""
        said = ""
        for one in element:
            if one.tag in _GONE:
                continue
            if one.tag == f"{_W}t":
                said += one.text or ""
            elif one.tag in _SIGNS:
                said += _SIGNS[one.tag]
                self.page += one.tag == f"{_W}br" and one.get(f"{_W}type") == "page" and not self.paged
            elif one.tag == f"{_W}lastRenderedPageBreak":
                self.page += 1
            elif one.tag == f"{_W}txbxContent":
                self.boxes.append(one)
            else:
                said += self._text(one)
        return said

    def _paragraph(self, element: Any, sort: Sort) -> None:
        said = re.sub(r"[ \t\n]+", " ", self._text(element)).strip()
        if not said:
            return
        level = self._level(element, said)
        if level is not None and sort is Sort.TEXT:
            sort = Sort.HEADING
        elif sort is Sort.TEXT and element.find(f"{_W}pPr/{_W}numPr") is not None:
            sort = Sort.ITEM
        self.held.add(
            Passage(
                text=said,
                sort=sort,
                level=level or 0,
                page=self.page if self.paged else None,
                number=self.numbers.get(id(element)),
            )
        )

    def _level(self, element: Any, said: str) -> int | None:
        style = element.find(f"{_W}pPr/{_W}pStyle")
        identity = style.get(f"{_W}val") if style is not None else None
        if identity in self.headings:
            return self.headings[identity]
        # Many make a heading by making it bold.
        runs = [one for one in element.iter(f"{_W}r") if any((text.text or "").strip() for text in one.iter(f"{_W}t"))]
        bold = all(
            (mark := one.find(f"{_W}rPr/{_W}b")) is not None and mark.get(f"{_W}val") not in ("0", "false")
            for one in runs
        )
        if runs and bold and len(said) <= 90 and not re.search(r"[.:;,!?]$|\d\s?%", said):
            return 6
        return None

    def _table(self, table: Any) -> None:
        rows: list[tuple[str, ...]] = []
        starts: list[int | None] = []
        for row in table.iterchildren(f"{_W}tr"):
            cells: list[str] = []
            first = next(row.iter(f"{_W}p"), None)
            for cell in row.iterchildren(f"{_W}tc"):
                said = " ".join(self._text(one).strip() for one in cell.iter(f"{_W}p")).strip()
                span = cell.find(f"{_W}tcPr/{_W}gridSpan")
                wide = span.get(f"{_W}val") if span is not None else "1"
                merged = cell.find(f"{_W}tcPr/{_W}vMerge")
                if merged is not None and merged.get(f"{_W}val") != "restart":
                    said = ""
                cells += [said, *[""] * (min(int(wide), 64) - 1 if wide.isdigit() else 0)]
            if any(cells):
                rows.append(tuple(cells))
                starts.append(self.numbers.get(id(first)) if first is not None else None)
        if rows:
            grid = Grid(tuple(rows), tuple(starts))
            self.held.add(
                Passage(
                    text=grid.text,
                    sort=Sort.TABLE,
                    page=self.page if self.paged else None,
                    number=starts[0],
                    grid=grid,
                )
            )
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.walk(box, Sort.BOX)
