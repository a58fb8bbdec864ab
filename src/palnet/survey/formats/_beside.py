"""The files that say what the variables of another file are: SurveyXact's labels, structure and variables."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import attrs

from palnet.errors import Problem
from palnet.survey.formats._words import folded, unescaped
from palnet.survey.table import Table

__all__ = ["Variable", "beside", "described"]

_LIMIT_MB = 5
_STRUCTURE = ("questionname", "variablename", "questiontype", "subtype", "questiontext", "choicevalue", "choicetext")
_KINDS = ("labels", "structure", "variables")

Rows = list[list[str]]


@attrs.frozen(kw_only=True)
class Variable:
    """A column of a dataset: the question's name and text, what each value means, and of a box its option."""

    question: str | None = None
    text: str | None = None
    choices: Mapping[str, str] = attrs.field(factory=dict)
    box: str | None = None


def beside(path: str | os.PathLike[str]) -> dict[str, Path]:
    """The files that say what is in a dataset, by kind: ``labels``, ``structure``, ``variables``.

    They lie in the same folder and bear the dataset's name with the kind in it (``Dataset_7.csv``, ``Labels_7.csv``),
    or after it (``svar.csv``, ``svar-labels.csv``).
    """
    own = Path(path)
    try:
        there = {one.name.casefold(): one for one in own.parent.iterdir() if one.is_file()}
    except OSError:
        return {}
    name = own.name.casefold()
    stem, suffix = Path(name).stem, Path(name).suffix
    found: dict[str, Path] = {}
    for kind in _KINDS:
        wanted = [name.replace("dataset", kind)] if "dataset" in name else []
        wanted += [f"{stem}{joint}{kind}{suffix}" for joint in "-_."]
        found.update((kind, there[one]) for one in reversed(wanted) if one in there)
    return found


def described(table: Table) -> tuple[dict[str, Variable], tuple[Problem, ...]]:
    """Every variable that the files beside a dataset describe, and what keeps one of them from being read."""
    problems: list[Problem] = []
    files: dict[str, Rows] = {}
    for kind, path in beside(table.path).items():
        try:
            files[kind] = _read(path)
        except OSError as error:
            problems.append(Problem("PAL109", {"detail": error.strerror or type(error).__name__}, path=str(path)))
    made: dict[str, Variable] = {}
    for row in files.get("variables", []):
        if len(row) >= 2 and folded(row[0]) not in ("variablename", "variable"):
            made[row[0]] = Variable(text=row[1])
    _add_structure(made, files.get("structure", []))
    for row in files.get("labels", []):
        if (
            len(row) >= 3
            and row[1].strip()
            and not (folded(row[0]).startswith("variable") and folded(row[1]) == "value")
        ):
            about = made.get(row[0], Variable())
            if about.box is None:
                made[row[0]] = attrs.evolve(about, choices={**about.choices, row[1]: row[2]})
    return made, tuple(problems)


def _add_structure(made: dict[str, Variable], rows: Rows) -> None:
    described_by: dict[str, Rows] = {}
    for row in rows:
        if len(row) >= len(_STRUCTURE) and folded(row[0]) != "questionname" and row[1].strip():
            described_by.setdefault(row[1], []).append(row)
    for name, own in described_by.items():
        question, _, kind, _, text, _, _ = own[0][:7]
        choices = {row[5]: row[6] for row in own if row[5].strip()}
        box = next((said for value, said in choices.items() if value.strip() != "0"), None)
        many = folded(kind).startswith("multi")
        made[name] = Variable(question=question, text=text, choices={} if many else choices, box=box if many else None)


def _read(path: Path) -> Rows:
    if path.stat().st_size > _LIMIT_MB * 1_000_000:
        raise OSError(27, "File too large")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    return [[unescaped(cell) for cell in row] for row in _parsed(text)]


def _parsed(text: str) -> Sequence[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    except csv.Error as error:
        raise OSError(22, str(error)) from None
