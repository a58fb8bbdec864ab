"""SurveyXact: a dataset of numbers, and beside it files that say what its variables and numbers are.

The labels file has variable, value and label; the structure file, for each variable and choice, the question's text and
the choice's. Without them a heading is to be a question's id and an answer its code or label.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial

import attrs

from palnet.errors import Problem
from palnet.model.answers import Answers
from palnet.model.survey import CHOSEN, Question, QuestionKind, Questionnaire
from palnet.survey.formats._beside import Variable, beside, described
from palnet.survey.formats._common import (
    BLANKS,
    DATES,
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

__all__ = ["beside", "layout", "recognises", "variable_name", "write", "write_export"]

# One column for each state that a respondent may be in: new, sent, partly answered, answered, fallen out.
_STATE = re.compile(r"stat(?:o|overall)_([1-5])")
_NOBODY = ("1", "2", "5")
_ABOUT = re.compile(
    r"stat(o|overall)_[1-5]|(create|start|close|modif\w*|modified)time|createti|modified|modifyti"
    r"|survey|organiza(tion)?|response|responde(nt)?|respnokk|respkey|email|statuslink|statusli"
)
_KEYS = ("respnokk", "respkey", "responde", "respondent")
_STRUCTURE = ("questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText")
_DATES = (*DATES, "%d-%m-%Y")


def variable_name(identifier: str) -> str:
    """A question's id as the name of a variable: ``vest/esas-r`` is ``vest_esas_r``."""
    return re.sub(r"[^a-z0-9]+", "_", identifier.lower())


def recognises(table: Table, questionnaire: Questionnaire) -> float:
    """How surely it is SurveyXact's dataset: by the columns on the state of each respondent."""
    headings = {folded(one) for one in table.headings}
    states = sum(bool(_STATE.fullmatch(one)) for one in headings)
    closed = "closetime" in headings
    if states and closed:
        return 0.95
    return 0.8 if states >= 2 else 0.6 if closed or states else 0.0


@attrs.frozen
class _Found:
    """A variable of the file that is a question, or one of a question's options."""

    question: Question
    heading: str
    option: str | None = None


def layout(table: Table, questionnaire: Questionnaire) -> Layout:
    """Where the answers stand, by the files beside the dataset where there are any."""
    variables, problems_beside = described(table)
    names = question_words(questionnaire, *((variable_name(one.id), one.id) for one in questionnaire.questions))
    found: list[_Found] = []
    unknown: list[str] = []
    problems = [*problems_beside]
    for heading in table.headings:
        about = variables.get(heading)
        meant = names.candidates(heading) or _by_text(names, about)
        if len(meant) == 1:
            question = questionnaire.by_id[meant[0]]
            box = question.kind is QuestionKind.MULTIPLE and about is not None and about.box is not None
            found.append(_Found(question, heading, about.box if box and about is not None else None))
        elif meant:
            told = {"heading": shown(heading), "known": ", ".join(meant)}
            problems.append(placed(Problem("PAL180", told), table, heading))
        elif (part := _box_by_name(heading, questionnaire)) is not None:
            found.append(part)
        elif heading != SYNTHETIC and not _ABOUT.fullmatch(folded(heading)):
            unknown.append(heading)
    whole = [one for one in found if one.option is None]
    boxes: dict[str, list[_Found]] = {}
    for one in found:
        if one.option is not None:
            boxes.setdefault(one.question.id, []).append(one)
    firsts = [(one.question, one.heading) for one in (*whole, *(parts[0] for parts in boxes.values()))]
    problems.extend(only_one_each(firsts, table))
    columns: dict[str, Column] = {}
    for one in whole:
        if one.question.id not in columns:
            choices = variables[one.heading].choices if one.heading in variables else {}
            columns[one.question.id], wrong = _valued(one, choices, table)
            problems.extend(wrong)
    for identifier, parts in boxes.items():
        if identifier not in columns:
            columns[identifier], wrong = _boxes(parts, table)
            problems.extend(wrong)
    headings = {folded(one): one for one in reversed(table.headings)}
    return Layout(
        format="surveyxact",
        columns=tuple(columns[one.id] for one in questionnaire.questions if one.id in columns),
        key=next((headings[one] for one in _KEYS if one in headings), None),
        submitted=headings.get("closetime"),
        unknown=tuple(unknown),
        problems=tuple(problems),
        nobody={one: frozenset({"1"}) for one in table.headings if _says_nobody(one)},
        cannot_tell=BLANKS,
    )


def _says_nobody(heading: str) -> bool:
    state = _STATE.fullmatch(folded(heading))
    return state is not None and state[1] in _NOBODY


def _by_text(names: Words, about: Variable | None) -> tuple[str, ...]:
    if about is None:
        return ()
    return names.candidates(about.text or "") or names.candidates(about.question or "")


def _box_by_name(heading: str, questionnaire: Questionnaire) -> _Found | None:
    """The question and option whose names, joined, are the heading. Never by its number in a row of options."""
    meant = [
        _Found(one, heading, code)
        for one in questionnaire.questions
        if one.kind is QuestionKind.MULTIPLE and heading.startswith(f"{variable_name(one.id)}_")
        for code in (one.codes or (heading.removeprefix(f"{variable_name(one.id)}_"),))
        if heading == f"{variable_name(one.id)}_{_part(code)}"
    ]
    return meant[0] if len(meant) == 1 else None


def _part(code: str) -> str:
    return re.sub(r"[^a-z0-9_]", "_", code.lower())


def _valued(one: _Found, choices: Mapping[str, str], table: Table) -> tuple[Column, tuple[Problem, ...]]:
    """One variable. Where its numbers have labels, these alone say which answers they are."""
    question = one.question
    if not choices or question.kind not in CHOSEN or not question.options:
        return one_column(question, table, one.heading, option_words(question), dates=_DATES)
    labels = option_words(question, codes=False)
    pairs: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for value, label in choices.items():
        code = labels.find(label)
        if code is not None:
            pairs.append((value, code))
        else:
            known = ", ".join(labels.candidates(label) or question.codes)
            told = {"question": question.id, "label": shown(label), "value": shown(value), "known": known}
            problems.append(placed(Problem("PAL187", told), table, one.heading))
    column, wrong = one_column(question, table, one.heading, Words(pairs))
    return column, (*problems, *wrong)


def _boxes(parts: Sequence[_Found], table: Table) -> tuple[Column, tuple[Problem, ...]]:
    question = parts[0].question
    words = option_words(question)
    option_of: dict[str, str] = {}
    problems: list[Problem] = []
    for one in parts:
        named = one.option or ""
        code = words.find(named) if question.options else named
        if code is None:
            known = ", ".join(words.candidates(named) or question.codes)
            told = {"heading": shown(one.heading), "question": question.id, "known": known}
            problems.append(placed(Problem("PAL181", told), table, one.heading))
        elif code in option_of.values():
            first = next(heading for heading, other in option_of.items() if other == code)
            told = {"question": question.id, "first": shown(first), "second": shown(one.heading)}
            problems.append(placed(Problem("PAL182", told), table, one.heading))
        else:
            option_of[one.heading] = code
    return Column(question=question, headings=tuple(option_of), option_of=option_of), tuple(problems)


def write(answers: Answers) -> str:
    """A dataset that says by itself what is in it: questions' ids as variables, options' codes as answers.

    Raises :class:`palnet.DataError` where two variables get the same name.
    """
    return _written(answers, numbered=False)[0]


def write_export(answers: Answers) -> dict[str, str]:
    """All four files as SurveyXact gives them out, by name, with the answers as numbers.

    Raises :class:`palnet.DataError` where two variables get the same name.
    """
    dataset, variables = _written(answers, numbered=True)
    labels = [(name, value, text) for name, one in variables.items() for value, text in one.choices.items()]
    structure = [_STRUCTURE]
    for name, one in variables.items():
        kind = "multiple" if one.box is not None else "single" if one.choices else "open"
        rows = [("1", one.box)] if one.box is not None else [*one.choices.items()] or [("", "")]
        structure += [(str(one.question), name, kind, "", str(one.text), value, text) for value, text in rows]
    said = [("variableName", "label"), *((name, str(one.text)) for name, one in variables.items())]
    return {
        "dataset.csv": dataset,
        "labels.csv": csv_text(labels, ";"),
        "structure.csv": csv_text(((*row, "") for row in structure), ";"),
        "variables.csv": csv_text(said, ";"),
    }


def _written(answers: Answers, *, numbered: bool) -> tuple[str, dict[str, Variable]]:
    columns: list[list[str | None]] = [["respnokk", *keys_of(answers)]]
    variables: dict[str, Variable] = {}
    names: list[tuple[str, str]] = []
    for question in answers.questionnaire.questions:
        cells = answers.columns.get(question.id)
        if cells is None:
            continue
        name, text = variable_name(question.id), str(question.label)
        options = [(one.code, str(one.label)) for one in question.options]
        if numbered:
            unique_names(((folded(label), code) for code, label in options), "surveyxact")
        if question.kind is QuestionKind.MULTIPLE:
            ticked = [cell if isinstance(cell, frozenset) else frozenset[str]() for cell in cells]
            options = options or [(code, code) for code in sorted(frozenset().union(*ticked))]
            for number, (code, label) in enumerate(options, start=1):
                part = f"{name}_{number}" if numbered else f"{name}_{_part(code)}"
                names.append((part, f"{question.id} {code}"))
                variables[part] = Variable(question=name, text=text, box=label)
                columns.append([part, *("1" if code in cell else "0" for cell in ticked)])
            continue
        values = {code: str(number) if numbered else code for number, (code, _) in enumerate(options, start=1)}
        said = each(cells, partial(written, question, answers=answers, decimal=","))
        columns.append([name, *(values.get(one, one) if one is not None else None for one in said)])
        names.append((name, question.id))
        variables[name] = Variable(question=name, text=text, choices={values[code]: label for code, label in options})
    unique_names(names, "surveyxact")
    columns += [["stato_3", *["0"] * len(answers)], ["stato_4", *["1"] * len(answers)]]
    columns.append(["closeTime", *["2023-11-01 09:05:00"] * len(answers)])
    columns += marks_of(answers)
    # The stray semicolon at the end of each row is how the tool's files are.
    return csv_text(([*row, None] for row in zip(*columns, strict=True)), ";"), variables
