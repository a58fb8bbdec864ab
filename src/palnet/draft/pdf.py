"""PDF files as passages: their text, page by page; pictures hold none."""

from __future__ import annotations

import contextlib
import io
import logging
import struct
import warnings
import zlib
from collections.abc import Iterator
from typing import Any

from palnet.draft.passages import Passage
from palnet.draft.plain import lines_of, passages_of
from palnet.draft.sections import Sections
from palnet.errors import DataError, Problem

__all__ = ["pdf_passages"]

_MOST = 500
"""Pages of a document that is read."""

_DAMAGE = (
    ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OverflowError, AssertionError,
    NotImplementedError, struct.error, zlib.error, OSError, MemoryError,
)  # fmt: skip
"""What the library lets out of a file that is damaged, besides its own errors."""


def pdf_passages(data: bytes, path: str) -> tuple[list[Passage], list[Problem], int]:
    """The passages of a PDF, what is worth knowing of it, and how many pages it has."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    with _quiet():
        try:
            reader = PdfReader(io.BytesIO(data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise DataError(Problem("PAL803", path=path))
            count = len(reader.pages)
            if count > _MOST:
                raise DataError(Problem("PAL806", {"pages": count, "limit": _MOST}, path=path))
            texts = [_page(one) for one in reader.pages]
        except DataError:
            raise
        except (FileNotDecryptedError, DependencyError):
            raise DataError(Problem("PAL803", path=path)) from None
        except (PyPdfError, *_DAMAGE) as error:
            raise DataError(Problem("PAL804", {"detail": str(error)[:80] or type(error).__name__}, path=path)) from None
    empty = [number for number, text in enumerate(texts, start=1) if not text.strip()]
    if len(empty) == len(texts):
        raise DataError(Problem("PAL812", {"pages": _listed(empty)}, path=path))
    held = Sections()
    for number, text in enumerate(texts, start=1):
        passages_of(lines_of(text), number, held)
    notes = [Problem("PAL805", {"pages": _listed(empty)}, path=path)] if empty else []
    return held.passages, notes, count


def _page(page: Any) -> str:
    return str(page.extract_text() or "").replace("\x00", "")


def _listed(pages: list[int]) -> str:
    """Pages as a person writes them: 1–3, 7."""
    runs: list[list[int]] = []
    for one in pages:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs) or "0"


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """What the library mends in a file by itself is nothing that a leader can do anything about."""
    log = logging.getLogger("pypdf")
    level = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)
