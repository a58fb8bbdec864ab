"""What the columns of a plain file may be, by their headings and cells: what is sure, and what is only likely."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Sequence

import attrs

from palnet.model.survey import Question, QuestionKind, Questionnaire
from palnet.survey.formats._common import DATES, REASONS, SYNTHETIC, cells_of, readings
from palnet.survey.formats._words import Words, folded, option_words, question_words, spoken
from palnet.survey.mapped import MappedColumn
from palnet.survey.table import Table

__all__ = ["FileGuess", "Guess", "guessed_file"]

_KEYS = {
    "id",
    "svarid",
    "svar-id",
    "respondent",
    "respondentid",
    "respondent-id",
    "record_id",
    "response id",
    "løpenummer",
}
_TIMES = {
    "innsendt",
    "levert",
    "tidspunkt",
    "submitted",
    "timestamp",
    "closetime",
    "completion time",
    "fullføringstidspunkt",
}
_PERSONS = {"navn", "namn", "name", "e-post", "e-postadresse", "epost", "email", "telefon", "fødselsnummer"}
_JOINTS = (".", "___", "_", " - ", ": ", "/")
_BRACKETS = (" ({})", " [{}]", " (choice={})")
_BOXES = (("1", "0"), ("Ja", "Nei"), ("True", "False"), ("Checked", "Unchecked"), ("x", ""))
_SEPARATORS = (";", "|", ",", "\n", "/")
_MORE_DATES = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%d-%m-%Y", "%Y%m%d")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:([.,])[0-9]+)?")
_CODE = re.compile(r"[+-]?[0-9]{1,6}|[A-Za-z]{1,3}")
_MOST_CODES = 12
_LIKE = 0.6
_PARTED = "\0"


@attrs.frozen(kw_only=True)
class Guess:
    """One column: what it surely is, or which questions it may be. ``notes`` are lines about what is not sure in it."""

    heading: str
    column: MappedColumn | None = None
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class FileGuess:
    """A whole file. The headings of key and time come with whether that is sure."""

    columns: tuple[Guess, ...]
    key: tuple[str, bool] | None = None
    submitted: tuple[str, bool] | None = None
    leave_out: tuple[str, ...] = ()


def guessed_file(table: Table, questionnaire: Questionnaire) -> FileGuess:
    """What each column of a file is, as far as its headings and first rows tell."""
    questions = question_words(questionnaire)
    boxes = _box_words(questionnaire)
    claims: dict[str, tuple[str, ...]] = {}
    for heading in (one for one in table.headings if one != SYNTHETIC):
        claims[heading] = questions.candidates(heading) or boxes.candidates(heading)
    claimed = [meant for meant in claims.values() if len(meant) == 1]
    whole = {one.partition(_PARTED)[0] for (one,) in claimed if _PARTED not in one}
    columns: list[Guess] = []
    key: tuple[str, bool] | None = None
    submitted: tuple[str, bool] | None = None
    leave_out: list[str] = []
    for heading, meant in claims.items():
        alone = len(meant) == 1 and claimed.count(meant) == 1
        identifier, _, option = meant[0].partition(_PARTED) if meant else ("", "", "")
        if alone and not (option and identifier in whole):
            columns.append(_column(questionnaire.by_id[identifier], heading, option or None, table))
        elif meant:
            names = tuple(dict.fromkeys(one.partition(_PARTED)[0] for one in meant))
            columns.append(Guess(heading=heading, candidates=names))
        elif folded(heading) in _KEYS and key is None:
            key = heading, _tells_apart(table, heading)
        elif folded(heading) in _TIMES and submitted is None:
            submitted = heading, True
        elif folded(heading) in _PERSONS:
            leave_out.append(heading)
        else:
            columns.append(Guess(heading=heading, candidates=_like(heading, questionnaire)))
    return FileGuess(columns=tuple(columns), key=key, submitted=submitted, leave_out=tuple(leave_out))


def _box_words(questionnaire: Questionnaire) -> Words:
    def pairs() -> Iterator[tuple[str, str]]:
        for question in questionnaire.questions:
            if question.kind is not QuestionKind.MULTIPLE:
                continue
            names = (question.id, re.sub(r"[^a-z0-9]+", "_", question.id), *spoken(question.label))
            options = option_words(question)
            for said in options:
                if (code := options.find(said)) is None:
                    continue
                for name in names:
                    ends = (*(joint + said for joint in _JOINTS), *(one.format(said) for one in _BRACKETS))
                    yield from ((name + end, f"{question.id}{_PARTED}{code}") for end in ends)

    return Words(pairs())


def _tells_apart(table: Table, heading: str) -> bool:
    column = table.frame.get_column(heading)
    return column.null_count() == 0 and column.n_unique() == len(column)


def _like(heading: str, questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions whose label or id is most like a heading, at most three."""
    said = folded(heading)[:200]
    scored: list[tuple[float, str]] = []
    for question in questionnaire.questions:
        names = (question.id, question.id.rpartition("/")[2], *spoken(question.label))
        best = max(difflib.SequenceMatcher(None, said, folded(name)).ratio() for name in names)
        if best >= _LIKE:
            scored.append((best, question.id))
    return tuple(identifier for _, identifier in sorted(scored, key=lambda one: -one[0])[:3])


def _column(question: Question, heading: str, option: str | None, table: Table) -> Guess:
    given = MappedColumn(heading=heading, question=question.id, option=option)
    if question.kind is QuestionKind.TEXT:
        return Guess(heading=heading, column=given)
    cells = cells_of(table, heading)
    if option is not None:
        return _box(given, question, cells)
    if question.kind is QuestionKind.NUMBER:
        return _number(given, cells)
    if question.kind is QuestionKind.DATE:
        return _date(given, cells)
    words = option_words(question)
    if question.kind is QuestionKind.MULTIPLE:
        return _several(given, question, cells, words)
    unread = [cell for cell in cells if question.options and words.find(cell) is None and cell not in REASONS]
    return Guess(heading=heading, column=given, notes=_unread(question, unread))


def _unread(question: Question, cells: Sequence[str]) -> tuple[str, ...]:
    """Lines on cells that are none of the answers. Only what looks like a code is shown: the rest may be free text."""
    codes = [cell for cell in cells if _CODE.fullmatch(cell)][:_MOST_CODES]
    known = " | ".join(question.codes)
    lines = [f'  {{ cell = "{cell}", option = "{known}" }},' for cell in codes]
    notes = ["codes = [", *lines, "]"] if codes else []
    if len(cells) > len(codes):
        notes.append(f"{len(cells) - len(codes)} andre svar i kolonnen er ingen av svarene på {question.id}")
    return tuple(_plain(one) for one in notes)


def _plain(note: str) -> str:
    """A note on one line: codes may hold anything."""
    return "".join(character if character.isprintable() else "?" for character in note)


def _box(given: MappedColumn, question: Question, cells: Sequence[str]) -> Guess:
    there = {folded(cell) for cell in cells}
    words = option_words(question)
    own = [word for word in words if words.find(word) == given.option]
    for ticked, unticked in (*_BOXES, *((word, "") for word in own)):
        if there <= {folded(ticked), folded(unticked)}:
            yes = tuple(cell for cell in cells if folded(cell) == folded(ticked))
            no = tuple(cell for cell in cells if folded(cell) != folded(ticked))
            usual = set(yes) <= {"1"} and set(no) <= {"0"}
            column = given if usual else attrs.evolve(given, ticked=yes or (ticked,), unticked=no)
            return Guess(heading=given.heading, column=column)
    return Guess(
        heading=given.heading, candidates=(question.id,), notes=(_plain(f'option = "{given.option}"'), "ticked = …")
    )


def _several(given: MappedColumn, question: Question, cells: Sequence[str], words: Words) -> Guess:
    cells = [cell for cell in cells if cell not in REASONS]
    fit = []
    for separator in _SEPARATORS:
        read = [readings(question, cell, words, (separator,)) for cell in cells]
        if all(read) and (question.options or any(separator in cell for cell in cells)):
            fit.append((separator, read))
    clear = all(len(one) == 1 and read == fit[0][1] for _, read in fit for one in read)
    if (fit and clear) or not cells:
        separator = fit[0][0] if fit else ";"
        return Guess(heading=given.heading, column=attrs.evolve(given, separator=separator))
    if not fit and not question.options:
        return Guess(heading=given.heading, column=attrs.evolve(given, separator=";"))
    candidates = [separator for separator, _ in fit] or [
        one for one in _SEPARATORS if any(one in cell for cell in cells)
    ]
    shown = " eller ".join(f'"{one}"' for one in candidates).replace("\n", "\\n") or "…"
    return Guess(heading=given.heading, candidates=(question.id,), notes=(f"separator = {shown}",))


def _number(given: MappedColumn, cells: Sequence[str]) -> Guess:
    signs = {found[1] for cell in cells if (found := _NUMBER.fullmatch(cell.strip())) is not None and found[1]}
    if len(signs) == 2:
        return Guess(heading=given.heading, column=given, notes=('decimal = ", | ."',))
    return Guess(heading=given.heading, column=attrs.evolve(given, decimal=signs.pop()) if signs else given)


def _date(given: MappedColumn, cells: Sequence[str]) -> Guess:
    cells = [cell for cell in cells if cell not in REASONS]
    if all(any(_is_date(cell, form) for form in DATES) for cell in cells):
        return Guess(heading=given.heading, column=given)
    fit = [form for form in _MORE_DATES if all(_is_date(cell, form) for cell in cells)]
    if len(fit) == 1:
        return Guess(heading=given.heading, column=attrs.evolve(given, dates=(fit[0],)))
    return Guess(heading=given.heading, column=given, notes=(f'dates = ["{" | ".join(fit or _MORE_DATES)}"]',))


def _is_date(cell: str, form: str) -> bool:
    try:
        dt.datetime.strptime(cell.strip(), form)  # noqa: DTZ007
    except ValueError:
        return False
    return True
