"""Several files of one survey put together, and everything that can be said of them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import attrs
import polars as pl

from palnet.errors import Problem
from palnet.model.answers import SYNTHETIC, Answers
from palnet.model.predicate import Stratum
from palnet.model.survey import Missing, Questionnaire
from palnet.survey.coded import narrowed, numbered, told_apart
from palnet.survey.coders import Coded
from palnet.survey.decoding import Decoded, decode
from palnet.survey.filling import Filled, filled
from palnet.survey.formats._beside import beside
from palnet.survey.opening import Opened, open_export
from palnet.survey.reading import FileRead, Progress, Reading
from palnet.survey.recognising import recognise
from palnet.survey.roles import Roles, role_of, strange_files

__all__ = ["gathered"]

_GLOBAL_KEYS = ("$submission_id",)
_SYNTHETIC = (SYNTHETIC.casefold(), "synthetic")


@attrs.frozen(eq=False)
class _File:
    """A file that was read, and how its respondents' answers stand in its columns."""

    decoded: Decoded
    columns: dict[str, Coded]
    read: FileRead
    synthetic: bool


def gathered(
    paths: Sequence[str | os.PathLike[str]],
    questionnaire: Questionnaire,
    *,
    format: str | None,  # noqa: A002 - what it is called at the front door
    mapping: str | os.PathLike[str] | None,
    role: Roles,
    today: dt.date,
    progress: Progress,
) -> Reading:
    """Read the files one after the other and put them together; see :func:`palnet.survey.reading.read`."""
    problems: list[Problem] = [*strange_files(paths, role)]
    notes: list[Problem] = []
    files: list[_File] = []
    whole = sum(_size(one) for one in paths)
    seen: dict[Path, int] = {}
    bytes_before = rows_before = 0
    if not paths:
        problems.append(Problem("PAL312", path="read", keys=("paths",)))
    # Files that only say what is in one of the others are read with it.
    companions = {found.absolute() for one in paths for found in beside(one).values()} if len(paths) > 1 else set()
    for number, path in enumerate(paths):
        if (own := Path(path).absolute()) in companions:
            bytes_before += _size(path)
            continue
        if own in seen:
            problems.append(Problem("PAL172", {"first": seen[own] + 1}, path=os.fspath(path)))
            continue
        seen[own] = number

        def told(rows: int, done: int, _: int, rows_before: int = rows_before, before: int = bytes_before) -> None:
            progress(rows_before + rows, before + done, whole)

        opening = open_export(path)
        problems += opening.problems
        if opening.parts:
            found = recognise(opening.parts, questionnaire, format, mapping)
            notes += found.notes
            if found.opened is None or found.layout is None or found.relayout is None:
                problems += found.problems
            else:
                synthetic = _is_synthetic(found.opened)
                unknown = tuple(one for one in found.layout.unknown if not _says_synthetic(one))
                layout = attrs.evolve(found.layout, unknown=unknown, problems=found.problems)
                decoded = decode(found.opened, layout, found.relayout, today, told)
                asked = role_of(path, decoded.path, decoded.columns.keys(), questionnaire, role)
                problems += [*decoded.problems, *asked.problems]
                notes += [*decoded.notes, *asked.notes]
                files.append(_file(decoded, found.opened, asked.code, questionnaire, synthetic))
                rows_before += len(decoded.rows)
        bytes_before += _size(path)
    problems += _keys_twice(files)
    return _reading(files, questionnaire, problems, notes)


def _size(path: str | os.PathLike[str]) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:
        return 0


def _says_synthetic(text: str) -> bool:
    return any(one in text.casefold() for one in _SYNTHETIC)


def _is_synthetic(opened: Opened) -> bool:
    """Whether a file says that it is made up: in a heading, or at the beginning of a cell of its first row."""
    first = opened.table.frame.head(1).rows()
    return any(map(_says_synthetic, opened.table.headings)) or any(
        cell is not None and cell.startswith(SYNTHETIC) for row in first for cell in row
    )


def _file(decoded: Decoded, opened: Opened, role: str | None, questionnaire: Questionnaire, synthetic: bool) -> _File:
    blank = decoded.layout.blank
    columns = {
        name: one if blank is None else Coded(one.codes, tuple(blank if cell is None else cell for cell in one.cells))
        for name, one in decoded.columns.items()
    }
    decoded.columns.clear()
    asking = questionnaire.of_stratum(Stratum.ROLE)
    length = len(decoded.rows)
    if role is not None and asking is not None:
        columns[asking.id] = Coded(pl.zeros(length, dtype=pl.UInt8, eager=True), (role,))
    read = FileRead(
        path=decoded.path,
        format=decoded.layout.format,
        encoding=decoded.encoding,
        delimiter=decoded.delimiter,
        rows=length,
        sheet=opened.table.sheet,
        role=role,
        duplicates=decoded.duplicates,
        unknown_columns=decoded.unknown,
        not_answered=decoded.nobody,
    )
    return _File(decoded, columns, read, synthetic)


def _keys_twice(files: Sequence[_File]) -> list[Problem]:
    """Submissions that stand in two files, where a key is a submission's own wherever it stands."""
    problems = []
    for number, one in enumerate(files):
        for earlier in files[:number]:
            both = (one.decoded, earlier.decoded)
            if any(each.layout.key not in _GLOBAL_KEYS or each.keys is None for each in both):
                continue
            here, there = (each.keys.cast(pl.String) for each in both if each.keys is not None)
            again = (here.is_in(there.drop_nulls().implode()) & here.is_not_null()).arg_true()
            if len(again):
                said = {"times": len(again), "other": earlier.decoded.path}
                line = one.decoded.rows[again[0]]
                problems.append(Problem("PAL171", said, path=one.decoded.path, line=line))
    return problems


def _reading(
    files: Sequence[_File], questionnaire: Questionnaire, problems: list[Problem], notes: list[Problem]
) -> Reading:
    columns = _together(files, questionnaire)
    done = filled(questionnaire, columns)
    for problem, reason in _strangers(done, files, questionnaire):
        (problems if reason is Missing.NOT_ASKED else notes).append(problem)
    length = sum(one.read.rows for one in files)
    answers = None
    if not problems:
        formats = ", ".join(dict.fromkeys(one.read.format for one in files))
        synthetic = any(one.synthetic for one in files)
        answers = Answers(questionnaire=questionnaire, columns=done.columns, source=formats, synthetic=synthetic)
    return Reading(
        questionnaire=questionnaire,
        answers=answers,
        problems=tuple(problems),
        notes=tuple(notes),
        files=tuple(one.read for one in files),
        respondents=length,
        blank=done.blank,
    )


def _together(files: Sequence[_File], questionnaire: Questionnaire) -> dict[str, Coded]:
    """The columns of all files, one file after the other; in a file without a question nobody was asked it."""
    made: dict[str, Coded] = {}
    for question in questionnaire.questions:
        if not any(question.id in one.columns for one in files):
            continue
        parts = [one.columns.pop(question.id) if question.id in one.columns else _not_asked(one) for one in files]
        if len(parts) == 1:
            made[question.id] = parts[0]
            continue
        every = numbered(cell for part in parts for cell in part.cells)
        codes = [
            narrowed(pl.Series([every[told_apart(cell)] for cell in part.cells], dtype=pl.UInt32), len(every)).gather(
                part.codes
            )
            for part in parts
        ]
        made[question.id] = Coded(pl.concat(codes).rechunk(), tuple(cell for _, cell in every))
    return made


def _not_asked(file: _File) -> Coded:
    return Coded(pl.zeros(file.read.rows, dtype=pl.UInt8, eager=True), (Missing.NOT_ASKED,))


def _strangers(done: Filled, files: Sequence[_File], questionnaire: Questionnaire) -> list[tuple[Problem, Missing]]:
    told = []
    for (name, reason), (position, times) in done.strangers.items():
        at = position
        for one in files:
            if at < one.read.rows:
                break
            at -= one.read.rows
        else:  # pragma: no cover - every respondent is in a file
            continue
        said = {"question": name, "times": times}
        line, column = one.decoded.rows[at], one.decoded.places.get(name)
        problem = Problem("PAL168", said) if reason is Missing.NOT_ASKED else Problem("PAL173", said)
        told.append((attrs.evolve(problem, path=one.read.path, line=line, column=column), reason))
    return told
