"""A text file in pieces of whole records, each as UTF-8, so that a file larger than memory can be read."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import BinaryIO

import attrs
import numpy as np

from palnet.errors import Problem

__all__ = ["LIMIT_RECORD", "PIECE", "Piece", "Pieces", "Unreadable", "records_in"]

PIECE = 16_000_000
"""How many bytes are read at a time."""

_FIRST = 1_000_000

LIMIT_RECORD = 16_000_000
"""How long one record can be before a quote must have been left open."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# What common letters and signs of UTF-8 look like between other encodings' bytes, where nobody writes “Ã¸”.
_UTF8_SIGNS = re.compile(
    rb"\xc3[\x85\x86\x98\xa4\xa5\xa6\xa8\xa9\xb6\xb8\xbc]|\xe2\x80[\x93\x94\x99\x9c\x9d\xa6]|\xc2\xab|\xc2\xbb"
)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_QUOTE = ord('"')
_QUOTED = re.compile(rb'"[^"]*"')


def records_in(piece: bytes) -> int:
    """How many records end in a piece: line breaks within quotes end none."""
    return _QUOTED.sub(b"", piece).count(b"\n")


class Unreadable(Exception):  # noqa: N818 - it carries a problem of the data, and is never seen outside
    """What keeps the rest of a file from being read, and after how many records of the piece."""

    def __init__(self, problem: Problem, after: int = 0) -> None:
        super().__init__()
        self.problem = problem
        self.after = after


@attrs.frozen
class Piece:
    """Some whole records of a file as UTF-8, how many quotes are in them, and how much of the file is read."""

    text: bytes
    quotes: int
    done: int


@attrs.define
class Pieces:
    """Walks through a file's pieces, while another thread reads the next. ``encoding`` is what it is so far.

    That is UTF-8, with or without a mark, UTF-16 with one, or what Windows writes in Norway (cp1252). Until a letter
    beyond ASCII is met, nothing tells the first from the last.
    """

    file: BinaryIO
    size: int = PIECE
    encoding: str | None = None

    def __iter__(self) -> Iterator[Piece]:
        """Each piece. Raises :class:`Unreadable` for what is no text or mixes encodings."""
        pieces = self._pieces()
        with ThreadPoolExecutor(1) as thread:
            waiting = thread.submit(next, pieces, None)
            while (piece := waiting.result()) is not None:
                waiting = thread.submit(next, pieces, None)
                yield piece

    def _pieces(self) -> Iterator[Piece]:
        rest = b""
        before = 0  # quotes in the rest
        for chunk in self._chunks():
            cut, quotes, beyond = _whole_records(chunk, before)
            if cut:
                yield Piece(self._text(b"".join((rest, memoryview(chunk)[:cut]))), quotes, self.file.tell())
                rest, before = chunk[cut:], beyond
            else:
                rest, before = rest + chunk, before + beyond
            if len(rest) > LIMIT_RECORD:
                break
        if rest:
            yield Piece(self._text(rest), before, self.file.tell())

    def _chunks(self) -> Iterator[bytes]:
        # The first are small: what is learnt from them makes reading the others quicker.
        sizes = (min(self.size, _FIRST * 2**step) for step in count())
        first = self.file.read(next(sizes))
        mark, encoding = next(((m, e) for m, e in _MARKS if first.startswith(m)), (b"", None))
        self.encoding = encoding
        decoder = codecs.getincrementaldecoder(encoding)() if encoding in ("utf-16-le", "utf-16-be") else None
        # A Macintosh of old ended its lines otherwise; what comes after the very last letter cannot be seen here.
        returns = b"\n" not in first and b"\r" in first[:-1] and decoder is None
        chunk = first[len(mark) :]
        while chunk:
            following = self.file.read(next(sizes))
            if decoder is not None:
                try:
                    chunk = decoder.decode(chunk, final=not following).encode("utf-8")
                except UnicodeError:
                    raise Unreadable(Problem("PAL141")) from None
            if chunk:
                yield chunk.replace(b"\r", b"\n") if returns else chunk
            chunk = following

    def _text(self, piece: bytes) -> bytes:
        text, wrong = self._decoded(piece)
        if b"\0" in piece:
            wrong = ("PAL141", piece.index(b"\0"))
        if wrong is not None:
            code, at = wrong
            raise Unreadable(Problem("PAL141") if code == "PAL141" else Problem("PAL142"), records_in(piece[:at]))
        return text

    def _decoded(self, piece: bytes) -> tuple[bytes, tuple[str, int] | None]:
        """A piece as UTF-8, or at which byte it cannot be: because it is no text, or of more than one encoding."""
        if piece.isascii() or self.encoding in ("utf-16-le", "utf-16-be"):
            return piece, None
        begins = _NOT_ASCII.search(piece)
        try:
            piece.decode("utf-8")
        except UnicodeDecodeError as error:
            foreign = error.start
        else:
            if self.encoding == "cp1252" and begins is not None:
                return piece, ("PAL142", begins.start())
            self.encoding = self.encoding or "utf-8"
            return piece, None
        if self.encoding in ("utf-8", "utf-8-sig"):
            return piece, ("PAL142", foreign)
        signs = _UTF8_SIGNS.search(piece)
        if signs is not None:
            return piece, ("PAL142", signs.start() if self.encoding is not None else max(signs.start(), foreign))
        self.encoding = "cp1252"
        try:
            return piece.decode("cp1252").encode("utf-8"), None
        except UnicodeDecodeError as error:
            return piece, ("PAL141", error.start)


def _whole_records(chunk: bytes, before: int) -> tuple[int, int, int]:
    """Where in a chunk the last whole record ends, 0 where none does; the quotes up to there, and those after it.

    Before it stands the beginning of a record with so many quotes.
    """
    # Counting byte by byte in Python would take as long as reading all the cells does.
    every = int(np.count_nonzero(np.frombuffer(chunk, np.uint8) == _QUOTE))
    at = chunk.rfind(b"\n")
    after = chunk.count(b'"', at + 1) if at >= 0 else every
    while at >= 0 and (before + every - after) % 2:
        earlier = chunk.rfind(b"\n", 0, at)
        after += chunk.count(b'"', earlier + 1, at + 1)
        at = earlier
    return (at + 1, before + every - after, after) if at >= 0 else (0, 0, every)
