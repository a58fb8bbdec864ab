"""From a path to what stands in the file: headings, and rows in batches, whatever the file is."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import attrs
import polars as pl

from palnet.errors import Problem
from palnet.files.grids import shown_path
from palnet.survey.batches import Batch, Types, batch_of, frame_of
from palnet.survey.grammar import Broken, announced, delimiter_of, records
from palnet.survey.pieces import PIECE, Pieces, Unreadable
from palnet.survey.table import Table

__all__ = ["NAMELESS", "Known", "Opened", "Opening", "Seen", "headings_of", "open_export"]

NAMELESS = "\0"
"""What the last column is called when it has no heading; nothing may stand in it."""

Seen = Callable[[int, int, int], None]
"""Told how far a reading has come: rows so far, bytes so far, bytes in all."""

Known = Callable[[], Types]
"""The texts that are known in some of the columns."""

_AHEAD = 2
"""How many pieces are taken apart at once."""

_HEAD = 1_000_000
"""How many bytes are looked at to see what a file is."""

_BOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@attrs.define(eq=False, kw_only=True)
class Opened:
    """A file, or one sheet of a workbook, whose headings are known and whose rows can be walked any number of times.

    ``table`` holds the first rows, all of them in a small file; ``nameless`` says that the rows end with a column
    without a heading. ``encoding`` is what it was found to be when its rows were last walked.
    """

    table: Table
    nameless: bool = False
    encoding: str = "utf-8"
    _batches: Callable[[Opened, Seen, Known], Iterator[Batch]]

    def batches(self, seen: Seen = lambda *_: None, known: Known = dict) -> Iterator[Batch]:
        """The rows, some at a time. Problems have their place, and the last batch may say that no more can be read.

        ``known`` is asked before each which texts are known in which column: where no others are, it holds those.
        """
        for batch in self._batches(self, seen, known):
            problems = [attrs.evolve(one, path=self.table.path) for one in batch.problems]
            frame = batch.frame
            if self.nameless:
                full = frame.select((pl.col(NAMELESS).str.strip_chars() != "").fill_null(value=False)).to_series()
                if full.any():
                    row = batch.rows[full.arg_max() or 0]
                    problems.append(Problem("PAL122", path=self.table.path, line=row, column=frame.width))
                frame = frame.drop(NAMELESS)
            yield attrs.evolve(batch, frame=frame, problems=tuple(problems))


@attrs.frozen
class Opening:
    """The parts of a file that hold rows (a workbook may have several sheets), or what keeps it from being read."""

    parts: tuple[Opened, ...] = ()
    problems: tuple[Problem, ...] = ()


def open_export(path: str | os.PathLike[str], *, piece: int = PIECE) -> Opening:
    """Open what a survey tool gave out: CSV or a workbook, told apart by what is in it. Nothing is raised for that.

    Raises :class:`palnet.MissingExtraError` where a workbook's reader is missing.
    """
    shown = shown_path(path)
    try:
        size = _size(Path(path))
        with Path(path).open("rb") as file:
            first = file.read(8)
        if first.startswith(_BOOKS):
            from palnet.survey.books import open_book

            return open_book(Path(path), shown)
        if not size:
            return _refused(shown, Problem("PAL140"))
        return _open_csv(Path(path), shown, piece)
    except FileNotFoundError:
        return _refused(shown, Problem("PAL108"))
    except OSError as error:
        return _refused(shown, Problem("PAL109", {"detail": error.strerror or type(error).__name__}))
    except Unreadable as unreadable:
        return _refused(shown, attrs.evolve(unreadable.problem, line=1 + unreadable.after))


def _size(path: Path) -> int:
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise OSError(errno.EINVAL, "not a regular file")  # a pipe would keep us waiting for ever
    return about.st_size


def _refused(shown: str, *problems: Problem) -> Opening:
    return Opening(problems=tuple(attrs.evolve(one, path=shown) for one in problems))


def headings_of(cells: Sequence[str], row: int) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """The headings in a row, without a nameless last one, and what is wrong with them."""
    names = [cell.strip() for cell in cells]
    if names and not names[-1]:
        names.pop()
    problems = []
    for column, name in enumerate(names, 1):
        first = names.index(name) + 1
        if not name:
            problems.append(Problem("PAL122", line=row, column=column))
        elif first < column:
            said = {"heading": name[:60], "first": first}
            problems.append(Problem("PAL118", said, line=row, column=column))
    return tuple(names), tuple(problems)


def _open_csv(path: Path, shown: str, piece: int) -> Opening:
    with path.open("rb") as file:
        pieces = Pieces(file, _HEAD)
        text = next((one.text for one in pieces), b"").decode("utf-8")
    encoding = pieces.encoding or "utf-8"
    delimiter = announced(text)
    before = 0
    if delimiter is not None:
        text = text[text.index("\n") + 1 :]
        before = 1
    else:
        delimiter = delimiter_of(text)
    head: list[tuple[str, ...]] = []
    row = before
    for record in records(text, delimiter, before + 1):
        if isinstance(record, Broken):
            if not head:
                said = {"PAL143": Problem("PAL143"), "PAL144": Problem("PAL144")}[record.code]
                return _refused(shown, attrs.evolve(said, line=record.number, column=record.column))
            break
        if record.cells and not head:
            row = record.number
        if record.cells:
            head.append(record.cells)
        if len(head) > 1:
            break
    if not any(cell.strip() for cells in head[:1] for cell in cells):
        return _refused(shown, Problem("PAL140"))
    names, problems = headings_of(head[0], row)
    if problems:
        return _refused(shown, *problems)
    if len(names) == 1 and _looks_parted(names[0]):
        return _refused(shown, Problem("PAL148", line=row))
    # What is not needed at the end of the first row is not at the end of the others, and the other way round.
    nameless = len(head[-1]) == len(names) + 1 and not head[-1][-1].strip()
    columns = (*names, NAMELESS) if nameless else names

    table = Table(path=shown, frame=pl.DataFrame(), first_row=row + 1, encoding=encoding, delimiter=delimiter)
    start = next(
        Opened(table=table, nameless=nameless, batches=_Rows(path, columns, delimiter, row, _HEAD)).batches(), None
    )
    frame = start.frame if start is not None else pl.DataFrame(schema=dict.fromkeys(names, pl.String))
    table = attrs.evolve(table, frame=frame.with_columns(pl.all().replace("", None)))
    return Opening(
        (
            Opened(
                table=table, nameless=nameless, encoding=encoding, batches=_Rows(path, columns, delimiter, row, piece)
            ),
        )
    )


def _looks_parted(heading: str) -> bool:
    """Whether a lone heading seems to be several that something else parts."""
    return any(heading.count(sign) > 1 for sign in "|^~:")


@attrs.frozen
class _Rows:
    """The rows of a CSV file with those columns, after so many records, so many bytes at a time.

    What keeps the rest from being read is a problem of a last batch.
    """

    path: Path
    names: Sequence[str]
    delimiter: str
    before: int
    piece: int

    def __call__(self, opened: Opened, seen: Seen, known: Known) -> Iterator[Batch]:
        told = 0
        row = 1
        with self.path.open("rb") as file:
            size = self.path.stat().st_size
            pieces = Pieces(file, self.piece)
            try:
                for one in self._framed(pieces, known):
                    row = max(row, one.row)
                    batch = batch_of(one.text, one.frame.result(), self.names, self.delimiter, row)
                    row += batch.records
                    told += batch.frame.height
                    opened.encoding = one.encoding
                    seen(told, one.done, size)
                    if batch.frame.height or batch.problems:
                        yield batch
                    if batch.broken:
                        return
            except Unreadable as unreadable:
                empty = pl.DataFrame(schema=dict.fromkeys(self.names, pl.String))
                problem = attrs.evolve(unreadable.problem, line=row + unreadable.after)
                yield Batch(empty, (), 0, (problem,), broken=True)

    def _framed(self, pieces: Pieces, known: Known) -> Iterator[_Framed]:
        """The pieces without the records before the first row; some are taken apart while one before them is used."""
        row = 1
        texts: Types = dict.fromkeys(self.names, pl.String())
        waiting: deque[_Framed] = deque()
        held: Unreadable | None = None
        with ThreadPoolExecutor(_AHEAD) as threads:
            try:
                for one in pieces:
                    rest, row = _after(one.text, row, self.before, self.delimiter)
                    if not rest:
                        continue
                    quotes = one.quotes if rest is one.text else rest.count(b'"')
                    # What is known is asked here, where no batch is being read: it changes as they are.
                    frame = threads.submit(frame_of, rest, quotes, {**texts, **known()}, self.delimiter)
                    waiting.append(_Framed(rest, row, one.done, pieces.encoding or "utf-8", frame))
                    if len(waiting) > _AHEAD:
                        yield waiting.popleft()
            except Unreadable as unreadable:
                held = unreadable
            while waiting:
                yield waiting.popleft()
        if held is not None:
            raise held


@attrs.frozen(eq=False)
class _Framed:
    """A piece that is being taken apart; ``row`` is the first that it can begin with."""

    text: bytes
    row: int
    done: int
    encoding: str
    frame: Future[pl.DataFrame | None]


def _after(content: bytes, row: int, before: int, delimiter: str) -> tuple[bytes, int]:
    """A piece without what is left of the records that are passed over, and the row that it then begins with."""
    if row > before:
        return content, row
    text = content.decode("utf-8")
    for record in records(text, delimiter, row):
        if isinstance(record, Broken):
            break
        row = record.number + 1
        if row > before:
            return text[record.end :].encode("utf-8"), row
    return b"", row
