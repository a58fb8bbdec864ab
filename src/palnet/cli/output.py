"""Where commands leave what they made: in a file, whole or not at all, or on standard output."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from palnet.errors import MissingExtraError, OutputError, PalnetError, Problem
from palnet.files.write import write_whole

if TYPE_CHECKING:
    from palnet.cli.options import Document
    from palnet.report.publication import Format, Publication

__all__ = ["as_json", "extra", "give", "publish", "show", "write"]


def publish(publication: Publication, document: Document) -> None:
    """Write the document into a file, or print it."""
    if document.output is not None:
        write(publication, document.output, document)
    else:
        show(publication, document.wanted or "text", document)


def write(publication: Publication, path: Path, document: Document) -> None:
    """Write a document into a file, in the format that is asked for or that its suffix says."""
    from palnet.report.publication import FORMATS, render

    held = document.wanted or FORMATS.get(path.suffix.lower())
    if held is None:
        known = ", ".join(FORMATS)
        raise OutputError(Problem("PAL606", {"format": path.suffix or path.name, "known": known}, path=str(path)))
    write_whole(path, render(publication, held, document.sources), document.force)


def show(publication: Publication, wanted: Format, document: Document) -> None:
    """Print a document."""
    from palnet.report.publication import render

    width = max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))
    rendered = render(publication, wanted, document.sources, width, sys.stdout.isatty())
    if isinstance(rendered, bytes):
        sys.stdout.buffer.write(rendered)
    else:
        sys.stdout.write(rendered)


def give(content: str, output: Path | None, force: bool) -> None:
    """Write text into a file, or print it."""
    if output is not None:
        write_whole(output, content, force)
    else:
        sys.stdout.write(content)


@contextlib.contextmanager
def extra(name: str) -> Iterator[None]:
    """Tells which extra to install where a library is missing."""
    try:
        yield
    except ImportError as error:
        if isinstance(error, PalnetError) or error.name is None or error.name.partition(".")[0] == "palnet":
            raise
        raise MissingExtraError(Problem("PAL604", {"library": error.name, "extra": name})) from None


def as_json(value: Any) -> str:
    """Data as JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
