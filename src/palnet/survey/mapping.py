"""Mapping files: what ``palnet answers map`` drafts, somebody mends, and a reading of a plain file follows."""

from __future__ import annotations

import os
from pathlib import Path

from palnet.files.record_file import read_record
from palnet.model.survey import Questionnaire
from palnet.survey.guesses import Guess, guessed_file
from palnet.survey.mapped import CellMeaning, FileMapping, MappedColumn
from palnet.survey.table import Table

__all__ = ["draft", "read_mapping"]


def read_mapping(path: str | os.PathLike[str], questionnaire: Questionnaire) -> FileMapping:
    """Read a mapping file, strictly: every key is known, and every question and option is the questionnaire's.

    Raises :class:`palnet.DefinitionError` with every problem, each with file, line and column.
    """
    return read_record(path, FileMapping, lambda read: read.misfits(questionnaire))


def draft(table: Table, questionnaire: Questionnaire) -> str:
    """A mapping file for a file, by what its headings and cells are like. Nothing is guessed in silence.

    What is sure stands there to be used; of the rest a line that is commented out names the candidates. Nothing that
    may be free text is written into it.
    """
    guess = guessed_file(table, questionnaire)
    lines = [
        f"# Hvilken kolonne i {_quoted(Path(table.path).name)} som er hvilket spørsmål.",
        "# Det som begynner med #, brukes ikke: der var palnet ikke sikker. Rett det som står, og ta bort #.",
        "palnet = 1",
        f"questionnaire = {_quoted(questionnaire.id)}",
    ]
    for field, said in (("key", guess.key), ("submitted", guess.submitted)):
        if said is not None:
            lines.append(f"{'' if said[1] else '# '}{field} = {_quoted(said[0])}")
    if guess.key is None:
        lines.append("# key = …  # skiller innsendingene fra hverandre; uten den kan dobbeltsvar ikke finnes")
    if guess.leave_out:
        lines.append(f"leave_out = [{', '.join(map(_quoted, guess.leave_out))}]")
    for one in guess.columns:
        lines += ["", *_block(one)]
    if not any(one.column for one in guess.columns):
        # So that the file says itself what is still to be done: a mapping has columns.
        lines.append("# Ingen kolonne er koblet ennå.")
    return "\n".join(lines) + "\n"


def _block(guess: Guess) -> list[str]:
    if guess.column is not None:
        lines = ["[[columns]]", *_pairs(guess.column)]
        return [*lines, *(f"# {note}" for note in guess.notes)]
    candidates = guess.candidates
    lines = ["[[columns]]", f"heading = {_quoted(guess.heading)}"]
    lines.append(f"question = {_quoted(candidates[0]) if candidates else '…'}")
    others = [f"# eller: {', '.join(map(_quoted, candidates[1:]))}"] if len(candidates) > 1 else []
    return [f"# {line}" for line in (*lines, *others, *guess.notes)]


def _pairs(column: MappedColumn) -> list[str]:
    made = [
        f"{name} = {_quoted(said)}" for name in ("heading", "question", "option") if (said := getattr(column, name))
    ]
    if column.codes:
        made += ["codes = [", *(f"  {_meaning(one)}," for one in column.codes), "]"]
    for name in ("ticked", "unticked", "dates"):
        if given := getattr(column, name):
            made.append(f"{name} = [{', '.join(map(_quoted, given))}]")
    return made + [f"{name} = {_quoted(said)}" for name in ("separator", "decimal") if (said := getattr(column, name))]


def _meaning(one: CellMeaning) -> str:
    what, said = ("option", one.option) if one.option is not None else ("missing", str(one.missing))
    return f"{{ cell = {_quoted(one.cell)}, {what} = {_quoted(said or '')} }}"


def _quoted(words: str) -> str:
    """A text as TOML writes it, always on one line."""
    return '"' + "".join(_escaped(character) for character in words) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    # Beside TOML's own control characters also those that some editors take for the end of a line.
    unseen = ord(character) < 32 or 127 <= ord(character) < 160 or character in "\u2028\u2029"
    return f"\\u{ord(character):04x}" if unseen else character
