"""A draft's file opened: what it is by its content, its text, and why where it cannot be read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from palnet.draft.passages import Draft, Kind, Passage
from palnet.draft.plain import lines_of, passages_of
from palnet.draft.sentences import language_of
from palnet.errors import DataError, Problem, UsageError

__all__ = ["open_draft"]

_LARGEST = 100
"""Megabytes of a file that is opened at all."""
_SUFFIXES = {
    ".docx": Kind.WORD,
    ".docm": Kind.WORD,
    ".pdf": Kind.PDF,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
}
_KNOWN = ".docx, .pdf, .md, .html, .txt"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Opened = tuple[list[Passage], list[Problem], int | None]
"""Passages, what is worth knowing of the reading, and how many pages."""


def open_draft(path: str | os.PathLike[str]) -> Draft:
    """Read a draft: DOCX, PDF with text, Markdown, HTML or plain text. Nothing in it is run, and nothing fetched.

    Raises :class:`palnet.UsageError` for a file that there is not or of a sort that palnet does not read, and
    :class:`palnet.DataError` for one that cannot be read: empty, damaged, locked, pictures only, too large.
    """
    file = Path(path)
    data = _bytes(file)
    kind = _kind(file, data)
    passages, notes, pages = _READERS[kind](data, str(path))
    if not any(one.text.strip() for one in passages):
        raise DataError(Problem("PAL802", path=str(path)))
    language = language_of(one.text for one in passages)
    if language is None:
        notes = [*notes, Problem("PAL810", path=str(path))]
    return Draft(
        path=str(path), kind=kind, passages=tuple(passages), language=language, pages=pages, notes=tuple(notes)
    )


def _bytes(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > _LARGEST * 1_000_000:
            raise DataError(Problem("PAL813", {"size": size // 1_000_000, "limit": _LARGEST}, path=str(file)))
        data = file.read_bytes()
    except FileNotFoundError:
        raise UsageError(Problem("PAL108", path=str(file))) from None
    except OSError as error:
        raise UsageError(
            Problem("PAL109", {"detail": error.strerror or type(error).__name__}, path=str(file))
        ) from None
    if not data:
        raise DataError(Problem("PAL140", path=str(file)))
    return data


def _kind(file: Path, data: bytes) -> Kind:
    """By the content where that says it, else by the suffix."""
    suffix = file.suffix.lower()
    if data.startswith(_OLE):
        # Word locks a .docx by putting it into the container of the old .doc.
        locked = suffix in (".docx", ".docm")
        raise DataError(Problem("PAL803", path=str(file))) if locked else _unknown(file)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(b"PK"):
        if b"word/" in data[:4096] or b"word/document.xml" in data or suffix in (".docx", ".docm"):
            return Kind.WORD
        raise _unknown(file)
    kind = _SUFFIXES.get(suffix)
    if kind is None:
        raise _unknown(file)
    if kind in (Kind.WORD, Kind.PDF):
        raise DataError(Problem("PAL804", {"detail": f"{kind.value.upper()}?"}, path=str(file)))
    return kind


def _unknown(file: Path) -> UsageError:
    return UsageError(Problem("PAL801", {"suffix": file.suffix or file.name, "known": _KNOWN}, path=str(file)))


def decoded(data: bytes, path: str) -> str:
    """Text of whatever encoding it has: UTF-8, UTF-16 with its mark, else Windows'."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise DataError(Problem("PAL141", path=path)) from None
    if b"\x00" in data:
        raise DataError(Problem("PAL141", path=path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _text(data: bytes, path: str) -> Opened:
    return passages_of(lines_of(decoded(data, path))).passages, [], None


def _markdown(data: bytes, path: str) -> Opened:
    from palnet.draft.marked import markdown_passages

    return markdown_passages(decoded(data, path)), [], None


def _html(data: bytes, path: str) -> Opened:
    from palnet.draft.pages import html_passages

    return html_passages(decoded(data, path)), [], None


def _word(data: bytes, path: str) -> Opened:
    from palnet.draft.word import word_passages

    passages, notes = word_passages(data, path)
    return passages, notes, None


def _pdf(data: bytes, path: str) -> Opened:
    from palnet.draft.pdf import pdf_passages

    return pdf_passages(data, path)


_READERS: dict[Kind, Callable[[bytes, str], Opened]] = {
    Kind.TEXT: _text,
    Kind.MARKDOWN: _markdown,
    Kind.HTML: _html,
    Kind.WORD: _word,
    Kind.PDF: _pdf,
}
