"""REDCap: names of fields or labels as headings, codes or labels as answers, a column for each box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

import attrs

from palnet.errors import Problem
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.survey import CHOSEN, Missing, Question, QuestionKind, Questionnaire
from palnet.survey.formats._common import (
    BLANKS,
    SYNTHETIC,
    csv_text,
    each,
    keys_of,
    marks_of,
    one_column,
    only_one_each,
    placed,
    unique_names,
    written,
)
from palnet.survey.formats._words import Words, folded, option_words, question_words, shown
from palnet.survey.layout import Column, Layout
from palnet.survey.table import Table

__all__ = ["field_name", "layout", "recognises", "write"]

# The codes that REDCap proposes for data that are missing, and what it calls them.
_CODES = {
    "NI": Missing.NOT_ANSWERED,
    "UNK": Missing.DONT_KNOW,
    "ASKU": Missing.DONT_KNOW,
    "NASK": Missing.NOT_ASKED,
    "NA": Missing.NOT_APPLICABLE,
}
_NAMES = {
    "No information": Missing.NOT_ANSWERED,
    "Unknown": Missing.DONT_KNOW,
    "Asked but unknown": Missing.DONT_KNOW,
    "Not asked": Missing.NOT_ASKED,
    "Not applicable": Missing.NOT_APPLICABLE,
}
_REASONS = {**_CODES, **_NAMES}
_WRITTEN = {Missing.DONT_KNOW: ("UNK", "Unknown"), Missing.NOT_APPLICABLE: ("NA", "Not applicable")}

_BOX = "___"
_BOX_LABEL = re.compile(r" \(choice=(?=.*\)$)", re.DOTALL)
_FIELD = re.compile(r"[a-z][a-z0-9_]*")
_ABOUT = re.compile(
    r"redcap_\w+|\w+_timestamp|\w+_complete|event name|repeat instrument|repeat instance|data access group"
    r"|survey identifier|survey timestamp|complete\?"
)
_KEYS = ("record_id", "record id", "study_id", "study id")


def field_name(identifier: str) -> str:
    """A question's id as the name of a field: ``vest/esas-r`` is ``vest_esas_r``. A name begins with a letter."""
    name = re.sub(r"[^a-z0-9]+", "_", identifier)
    return name if name[:1].isalpha() else f"q_{name}"


def _suffix(code: str) -> str:
    """A code as it stands in a heading: lower case, and an underscore for everything but letters and digits."""
    return re.sub(r"[^a-z0-9_]", "_", code.lower())


def recognises(table: Table, questionnaire: Questionnaire) -> float:
    """How surely it is from REDCap: by the record's number, the forms' status and the boxes' headings."""
    headings = table.headings
    key = bool(headings) and folded(headings[0]) in _KEYS
    status = any(re.fullmatch(r"[a-z]\w*_complete|complete\?", folded(one)) for one in headings)
    boxes = any(_BOX_LABEL.search(one) or re.fullmatch(r"[a-z][a-z0-9_]*?___\w+", one) for one in headings)
    own = any(one.startswith("redcap_") for one in headings)
    signs = sum((key, status, boxes, own))
    if signs < 2 and not (signs and all(_FIELD.fullmatch(one) for one in headings)):
        return 0.0
    return min(0.3 + 0.2 * signs, 0.95) if signs < 2 else min(0.4 + 0.2 * signs, 0.95)


@attrs.frozen
class _Names:
    """What a heading or a box of this questionnaire may be called."""

    questionnaire: Questionnaire
    questions: Words
    options: dict[str, Words]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> _Names:
        fields = ((field_name(one.id), one.id) for one in questionnaire.questions)
        options = {
            one.id: option_words(one, *(pair for code in one.codes for pair in _box_names(code)))
            for one in questionnaire.questions
        }
        return cls(questionnaire, question_words(questionnaire, *fields), options)

    def box(self, heading: str) -> tuple[str, str] | None:
        """The question's name and the option's in the heading of a box."""
        name, parted, option = heading.partition(_BOX)
        if parted and _FIELD.fullmatch(name) and option:
            return name, option
        # A label may itself hold what parts the two.
        labels = [(heading[: one.start()], heading[one.end() : -1]) for one in _BOX_LABEL.finditer(heading)]
        return next((one for one in labels if self.questions.candidates(one[0])), labels[0] if labels else None)


def _box_names(code: str) -> Iterator[tuple[str, str]]:
    # Some editions of REDCap leave underscores of a code out of the heading.
    yield _suffix(code), code
    if plain := _suffix(code).replace("_", ""):
        yield plain, code


def layout(table: Table, questionnaire: Questionnaire) -> Layout:
    """Where the answers stand, whether headings and answers are names and codes or labels."""
    names = _Names.of(questionnaire)
    claims: list[tuple[Question, str]] = []
    boxes: dict[str, list[tuple[str, str]]] = {}
    unknown: list[str] = []
    problems: list[Problem] = []
    for position, heading in enumerate(table.headings):
        box = None if names.questions.candidates(heading) else names.box(heading)
        meant = names.questions.candidates(box[0] if box else heading)
        question = questionnaire.by_id[meant[0]] if len(meant) == 1 else None
        if len(meant) > 1:
            told = {"heading": shown(heading), "known": ", ".join(meant)}
            problems.append(placed(Problem("PAL180", told), table, heading))
        elif question is not None and box is None:
            claims.append((question, heading))
        elif question is not None and box is not None and question.kind is QuestionKind.MULTIPLE:
            if question.id not in boxes:
                claims.append((question, heading))
            boxes.setdefault(question.id, []).append((heading, box[1]))
        elif position > 0 and heading != SYNTHETIC and not _ABOUT.fullmatch(folded(heading)):
            unknown.append(heading)
    problems.extend(only_one_each(claims, table))
    columns: dict[str, Column] = {}
    for question, heading in claims:
        if question.id in columns:
            continue
        if any(heading == one for one, _ in boxes.get(question.id, ())):
            columns[question.id], wrong = _boxes(question, boxes[question.id], names, table)
        else:
            # Boxes that were ticked can also be given out together in one column.
            words = names.options[question.id]
            columns[question.id], wrong = one_column(
                question, table, heading, words, separators=(",",), reasons=_REASONS
            )
        problems.extend(wrong)
    stamps = [one for one in table.headings if re.fullmatch(r"\w+_timestamp|survey timestamp", folded(one))]
    first = table.headings[0] if table.headings else None
    asked = {heading for one in columns.values() for heading in one.headings}
    return Layout(
        format="redcap",
        columns=tuple(columns[one.id] for one in questionnaire.questions if one.id in columns),
        key=None if first in asked else first,
        submitted=stamps[0] if len(stamps) == 1 else None,
        unknown=tuple(unknown),
        problems=tuple(problems),
        cannot_tell=BLANKS,
    )


def _boxes(
    question: Question, headings: Sequence[tuple[str, str]], names: _Names, table: Table
) -> tuple[Column, tuple[Problem, ...]]:
    words = names.options[question.id]
    reasons = {folded(name): reason for name, reason in _REASONS.items()}
    option_of: dict[str, str] = {}
    reason_of: dict[str, Missing] = {}
    problems: list[Problem] = []
    for heading, named in headings:
        code = words.find(named)
        if code is not None or not question.options:
            code = named if code is None else code
            if code in option_of.values():
                first = next(one for one, other in option_of.items() if other == code)
                told = {"question": question.id, "first": shown(first), "second": shown(heading)}
                problems.append(placed(Problem("PAL182", told), table, heading))
            else:
                option_of[heading] = code
        elif folded(named) in reasons and not words.candidates(named):
            reason_of[heading] = reasons[folded(named)]
        else:
            known = ", ".join(words.candidates(named) or question.codes)
            told = {"heading": shown(heading), "question": question.id, "known": known}
            problems.append(placed(Problem("PAL181", told), table, heading))
    column = Column(
        question=question,
        headings=(*option_of, *reason_of),
        option_of=option_of,
        reason_of=reason_of,
        ticked=frozenset({"1", "Checked"}),
        unticked=frozenset({"0", "Unchecked"}),
    )
    return column, tuple(problems)


def write(answers: Answers, *, labels: bool = False) -> str:
    """A file as REDCap gives it out, names and codes or, with ``labels``, labels in both places.

    Raises :class:`palnet.DataError` where two questions, or two options of one, get the same name.
    """
    asked = [one for one in answers.questionnaire.questions if one.id in answers.columns]
    heading_of = {one.id: str(one.label) if labels else field_name(one.id) for one in asked}
    unique_names(((folded(heading_of[one.id]), one.id) for one in asked), "redcap")
    columns: list[list[str | None]] = [["Record ID" if labels else "record_id", *keys_of(answers)]]
    for question in asked:
        heading, cells = heading_of[question.id], answers.columns[question.id]
        if question.kind is QuestionKind.MULTIPLE:
            columns += _written_boxes(question, heading, cells, labels)
        else:
            columns.append([heading, *_written_cells(question, cells, answers, labels)])
    columns.append(["Complete?" if labels else "svar_complete", *["Complete" if labels else "2"] * len(answers)])
    columns += marks_of(answers)
    return csv_text(zip(*columns, strict=True), ",")


def _value_of(question: Question, labels: bool) -> dict[str, str]:
    """What stands for each option in a column of its own question."""
    names = {one.code: str(one.label) if labels else _raw(one.code) for one in question.options}
    unique_names(((folded(name), code) for code, name in names.items()), "redcap")
    return names


def _raw(code: str) -> str:
    return code if re.fullmatch(r"-?[A-Za-z0-9_.]+", code) else _suffix(code)


def _reason_word(question: Question, cell: Cell, labels: bool) -> str | None:
    """The code or name of a reason, unless that word is one of the answers."""
    if not isinstance(cell, Missing) or cell not in _WRITTEN or (question.kind in CHOSEN and not question.options):
        return None
    own = option_words(question, *(pair for code in question.codes for pair in _box_names(code)))
    return None if any(own.candidates(word) for word in _WRITTEN[cell]) else _WRITTEN[cell][labels]


def _written_cells(question: Question, cells: Sequence[Cell], answers: Answers, labels: bool) -> Iterator[str | None]:
    values = _value_of(question, labels) if question.options else {}

    def text_of(cell: Cell) -> str | None:
        said = written(question, cell, answers)
        return _reason_word(question, cell, labels) if said is None else values.get(said, said)

    return each(cells, text_of)


def _written_boxes(question: Question, heading: str, cells: Sequence[Cell], labels: bool) -> Iterator[list[str | None]]:
    codes = question.codes or tuple(sorted({code for cell in cells if isinstance(cell, frozenset) for code in cell}))
    named = {code: _suffix(code) for code in codes}
    if labels and question.options:
        named = _value_of(question, labels)
    unique_names(((folded(name), code) for code, name in named.items()), "redcap")
    ticked, unticked = ("Checked", "Unchecked") if labels else ("1", "0")
    words = {reason: word for reason in _WRITTEN if (word := _reason_word(question, reason, labels)) is not None}
    things: list[tuple[str | Missing, str]] = [*named.items(), *words.items()]
    for thing, name in things:
        title = f"{heading} (choice={name})" if labels else f"{heading}{_BOX}{_suffix(name)}"
        yield [title, *(ticked if tick else unticked for tick in map(partial(_is_ticked, thing), cells))]


def _is_ticked(thing: str | Missing, cell: Cell) -> bool:
    return thing in cell if isinstance(cell, frozenset) else thing is cell
