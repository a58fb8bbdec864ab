"""Files that palnet writes: whole or not at all, and never over somebody else's."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from palnet.errors import OutputError, Problem

__all__ = ["write_whole"]

# How each format says that palnet made it: the page's generator, a document's schema, a comment in Markdown; in a text
# the last line. A file of somebody else's may well speak of palnet elsewhere.
_START = re.compile(rb'\A<!-- palnet \d|\A\{\s*"schema": ?"palnet/|<meta name="generator" content="palnet \d')
_END = re.compile(rb"(?:\A|\n)palnet \d[^\n]*\n\Z")
# A Word file says it in the archive's comment, which Word leaves out when somebody saves it: from then on it is theirs.
_ARCHIVE = re.compile(rb"PK\x05\x06.{18}palnet \d[\w.+-]*\Z", re.DOTALL)
_LOOKED_AT = 4096


def write_whole(
    path: str | os.PathLike[str],
    content: str | bytes | Callable[[BinaryIO], None],
    force: bool = False,
    *,
    private: bool = False,
) -> None:
    """Write a file in one step: it holds everything afterwards, or is as it was before.

    ``content`` may be what writes it, for what is too large to be held. Nobody else can read a ``private`` file.

    A file that palnet did not write is only replaced with ``force``; what is no file at all (a folder, a device) never
    is. A link stays, and what it leads to is written. Raises :class:`palnet.OutputError`.
    """
    shown = os.fspath(path)
    temporary: str | None = None
    try:
        data = content.encode() if isinstance(content, str) else content
        mode = 0o600 if private else None
        target = Path(os.path.realpath(path))
        if target.exists():
            if not target.is_file():
                raise OutputError(Problem("PAL605", {"detail": "not a file"}, path=shown))
            if not force and not _is_ours(target):
                raise OutputError(Problem("PAL603", path=shown))
        descriptor, temporary = tempfile.mkstemp(prefix=".palnet-", dir=target.parent)
        with os.fdopen(descriptor, "wb") as file:
            if callable(data):
                data(file)
            else:
                file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(target) if mode is None else mode)
        Path(temporary).replace(target)
        temporary = None
    except OutputError:
        raise
    except (OSError, ValueError) as error:
        # A ValueError is a name or a character that no file can have.
        detail = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise OutputError(Problem("PAL605", {"detail": detail}, path=shown)) from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        start = file.read(_LOOKED_AT)
        file.seek(max(0, path.stat().st_size - _LOOKED_AT))
        end = file.read()
        return bool(_START.search(start) or _END.search(end) or _ARCHIVE.search(end))


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, or those that a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
