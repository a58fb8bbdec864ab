"""The text of a TOML file, read as far as it can be, with everything that keeps it from being TOML."""

from __future__ import annotations

import errno
import re
import stat
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import attrs
import tomli

from palnet.errors import Problem

__all__ = ["BROKEN", "FORMAT", "LIMIT_DEPTH", "TomlFile", "decimal_of", "is_too_deep", "read_toml"]

FORMAT = 1
"""The newest format of definition files that this palnet reads: the number after ``palnet =``."""

LIMIT_MB = 5
LIMIT_EXPONENT = 100
LIMIT_DEPTH = 50

BROKEN = "\ufffdpalnet cannot read this value\ufffd"
"""Stands in for a value that is not TOML, so that the rest of the file can be checked in the same run."""

_SPACES = {"\u202f": "U+202F", "\u00a0": "U+00A0", "\u2009": "U+2009", "\u2007": "U+2007"}
_STATEMENT = re.compile(r"""^(\s*[A-Za-z0-9_."'-]+\s*=\s*)(\S.*)?$""")


@attrs.frozen
class TomlFile:
    """A file's tables as plain dictionaries, and the problems met on the way.

    ``text`` is what the tables were read from: the file's lines, each statement that is not TOML made into one that is.
    """

    path: Path
    text: str
    tables: dict[str, Any]
    problems: tuple[Problem, ...]


def read_toml(path: Path, shown: str) -> TomlFile:
    """Read one file. ``shown`` is the path that problems name. Never raises for what is in the file."""

    def refused(problem: Problem) -> TomlFile:
        return TomlFile(path, "", {}, (attrs.evolve(problem, path=shown),))

    try:
        found = path.stat()
        if found.st_size > LIMIT_MB * 1_000_000:
            return refused(Problem("PAL104", {"size": f"{found.st_size / 1_000_000:.0f}", "limit": LIMIT_MB}))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")  # a pipe would keep us waiting for ever
        content = path.read_bytes()
    except OSError as error:
        return refused(Problem("PAL109", {"detail": error.strerror or type(error).__name__}))
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        return refused(Problem("PAL102", line=before.count("\n") + 1, column=len(before) - before.rfind("\n")))
    tables, text, problems = _parse(text)
    return TomlFile(path, text, tables, tuple(attrs.evolve(problem, path=shown) for problem in problems))


def decimal_of(number: str) -> Decimal:
    """The number as printed. One beyond all measure (1e999999) is infinite, which no field takes."""
    try:
        made = Decimal(number)
    except InvalidOperation:
        return Decimal("Infinity")
    return made if abs(made.adjusted()) <= LIMIT_EXPONENT else Decimal("Infinity")


def _parse(text: str) -> tuple[dict[str, Any], str, list[Problem]]:
    """The tables, the text they come from, and a problem for each statement that is not TOML.

    Such a statement's value is replaced and the rest read on.
    """
    problems: list[Problem] = []
    lines = text.split("\n")
    while True:
        mended = "\n".join(lines)
        try:
            tables = tomli.loads(mended, parse_float=decimal_of)
            if is_too_deep(tables):
                raise RecursionError
            return tables, mended, problems
        except RecursionError:
            return {}, mended, [*problems, Problem("PAL105", {"limit": LIMIT_DEPTH}, line=_deepest(lines), column=1)]
        except tomli.TOMLDecodeError as error:
            line, column = _place(error)
            line = min(line, len(lines))
            wrong = lines[line - 1]
            if BROKEN in wrong:
                lines[line - 1] = ""  # the key stands twice: the first one holds
                continue
            problems.append(_syntax_problem(wrong, line, column, error.msg))
            statement = _STATEMENT.match(wrong)
            open_brackets = any(wrong.count(opens) != wrong.count(closes) for opens, closes in ("[]", "{}"))
            runs_on = open_brackets or '"""' in wrong or "'''" in wrong
            if statement is None or runs_on or len(problems) >= 100:
                return {}, mended, problems
            lines[line - 1] = f'{statement[1]}"{BROKEN}"'
        except ValueError as error:
            # tomli lets Python's own limits through, such as the one on digits in an integer.
            return {}, mended, [*problems, Problem("PAL101", {"detail": str(error)})]


def _place(error: tomli.TOMLDecodeError) -> tuple[int, int]:
    """Line and column. A quote that is never closed is met at the end of the file; it is told where it opens."""
    if error.pos >= len(error.doc):
        never = {repr("'"): "'", repr("'''"): "'''", "Unterminated string": '"""'}
        opens = next((error.doc.rfind(quote) for said, quote in never.items() if error.msg.endswith(said)), -1)
        if opens >= 0:
            return error.doc.count("\n", 0, opens) + 1, opens - error.doc.rfind("\n", 0, opens)
    return error.lineno, error.colno


def _syntax_problem(text: str, line: int, column: int, detail: str) -> Problem:
    for position in range(max(column - 2, 0), min(column + 1, len(text))):
        if text[position] in _SPACES:
            return Problem("PAL103", {"char": _SPACES[text[position]]}, line=line, column=position + 1)
    return Problem("PAL101", {"detail": detail[:1].lower() + detail[1:]}, line=line, column=column)


def is_too_deep(tables: Any) -> bool:
    """Whether values are nested deeper than any definition is."""
    level: list[Any] = [tables]
    for _ in range(LIMIT_DEPTH):
        inner = (one.values() if isinstance(one, dict) else one for one in level)
        level = [value for values in inner for value in values if isinstance(value, (dict, list))]
        if not level:
            return False
    return True


def _deepest(lines: list[str]) -> int:
    depth = 0
    for number, line in enumerate(lines, start=1):
        for character in line:
            depth += character in "[{"
            depth -= character in "]}"
            if depth > LIMIT_DEPTH:
                return number
        if line.count(".") > LIMIT_DEPTH:
            return number
    return 1
