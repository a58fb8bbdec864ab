"""The report of a reading, and of the comments in a file: as lines for a person and as data for a program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from palnet.assess._numbers import near
from palnet.catalogue import Catalogue
from palnet.errors import Problem
from palnet.model.answers import SYNTHETIC
from palnet.model.roster import Roster
from palnet.model.survey import Question

if TYPE_CHECKING:
    from palnet.survey.comments import Comment
    from palnet.survey.reading import FileRead, Reading
    from palnet.survey.response import ResponseRow

__all__ = ["comment_file", "reading_data", "reading_lines"]

_FLAGS = {
    "identity-number": ("fødselsnummer?", "national identity number?"),
    "phone-number": ("telefonnummer?", "phone number?"),
    "e-mail": ("e-postadresse?", "e-mail address?"),
    "place": ("sted", "place"),
}


def reading_data(
    reading: Reading, catalogue: Catalogue, of: tuple[str, int], roster: Roster | None, lang: str
) -> dict[str, Any]:
    """The report of a reading as data: how many and how whole, never what anybody answered."""
    region, year = of
    return {
        "schema": "palnet/answers-check/1",
        **({"synthetic": SYNTHETIC} if reading.answers is not None and reading.answers.synthetic else {}),
        "region": region,
        "year": year,
        "questionnaire": reading.questionnaire.id,
        "files": [_file(one) for one in reading.files],
        "respondents": reading.respondents,
        "duplicates": reading.duplicates,
        "unknown_codes": reading.unknown_codes,
        "answers_not_asked_for": reading.not_asked,
        "dates_in_the_future": reading.in_the_future,
        "blank": {name: {"blank": blank, "of": reading.respondents} for name, blank in reading.blank.items()},
        "response": [_response(one) for one in _rows(reading, catalogue, of, roster)],
        "problems": [_problem(one, lang) for one in reading.problems],
        "notes": [_problem(one, lang) for one in reading.notes],
    }


def _file(one: FileRead) -> dict[str, Any]:
    return {
        "path": one.path,
        "format": one.format,
        "encoding": one.encoding,
        "delimiter": one.delimiter,
        "sheet": one.sheet,
        "rows": one.rows,
        "role": one.role,
        "duplicates": one.duplicates,
        "unknown_columns": list(one.unknown_columns),
    }


def _response(one: ResponseRow) -> dict[str, Any]:
    return {
        "level": one.level,
        "stratum": one.stratum,
        "answered": one.answered,
        "roster": one.roster,
        "still_needed": one.still_needed,
    }


def _problem(one: Problem, lang: str) -> dict[str, Any]:
    return {"code": one.code, "path": one.path, "line": one.line, "column": one.column, "message": one.text(lang)}


def _rows(
    reading: Reading, catalogue: Catalogue, of: tuple[str, int], roster: Roster | None
) -> tuple[ResponseRow, ...]:
    from palnet.survey.response import response

    if reading.answers is None:
        return ()
    wanted = [one for one in catalogue.indicators.values() if one.counted_from.value == "roster"]
    targets = [one for one in catalogue.targets(*of) if one.indicator in {held.id for held in wanted}]
    return tuple(response(reading.answers, roster, targets))


def reading_lines(
    reading: Reading, catalogue: Catalogue, of: tuple[str, int], roster: Roster | None, lang: str
) -> Iterator[str]:
    """The report of a reading for a person."""
    en = lang == "en"
    asked = reading.questionnaire
    yield f"{asked.label.in_(lang)} ({asked.id}), {catalogue.regions[of[0]].label.in_(lang)} {of[1]}"
    if reading.answers is not None and reading.answers.synthetic:
        yield SYNTHETIC
    for one in reading.files:
        sort = f"{one.format}, {one.encoding}" + (f", {one.delimiter!r}" if one.delimiter else "")
        rows = f"{one.rows} rows" if en else f"{one.rows} rader"
        yield f"  {one.path}: {sort}, {rows}{f', {one.role}' if one.role else ''}"
    duplicates = reading.duplicates
    unchecked = "cannot be checked: there is no key" if en else "kan ikke sjekkes: det er ingen nøkkel"
    said = unchecked if duplicates is None else str(duplicates)
    yield f"{'Respondents' if en else 'Svar'}: {reading.respondents}. {'Duplicates' if en else 'Dobbelt'}: {said}"
    yield from _response_lines(_rows(reading, catalogue, of, roster), catalogue, lang)
    if reading.respondents:
        yield ""
        yield "Left empty:" if en else "Tomt:"
        for name, blank in sorted(reading.blank.items(), key=lambda one: -one[1]):
            if blank:
                yield f"  {_percent(blank, reading.respondents):>3} %  {name} ({blank})"
    for heading, problems in (
        ("Notes" if en else "Merk", reading.notes),
        ("Problems" if en else "Feil", reading.problems),
    ):
        if problems:
            yield ""
            yield f"{heading}:"
            yield from (f"  {one.text(lang)}" for one in problems)
    if not reading.problems:
        yield ""
        yield "No problems." if en else "Ingen feil."


def _response_lines(rows: Iterable[ResponseRow], catalogue: Catalogue, lang: str) -> Iterator[str]:
    en = lang == "en"
    told = False
    for one in rows:
        if not told:
            yield ""
            yield "Have answered:" if en else "Har svart:"
            told = True
        name = _name(catalogue, one.stratum, lang)
        line = f"  {name}: {one.answered}"
        if one.roster:
            line += f" {'of' if en else 'av'} {one.roster} ({_percent(one.answered, one.roster)} %)"
        if one.still_needed:
            line += f", {one.still_needed} {'more reach the target' if en else 'til når målet'}"
        yield line


def _percent(part: int, whole: int) -> int:
    return int(near(Fraction(100 * part, whole), 0))


def _name(catalogue: Catalogue, stratum: str, lang: str) -> str:
    groups = {one.id: one for region in catalogue.regions.values() for one in region.groups}
    named: Any = catalogue.networks.get(stratum) or catalogue.roles.get(stratum) or groups.get(stratum)
    return stratum if named is None else str(named.label.in_(lang))


def comment_file(told: Iterable[Comment], question: Question, lang: str) -> str:
    """The comments as a text: one after the other, each marked with what it seems to hold."""
    en = lang == "en"
    lines = [
        question.label.in_(lang),
        (
            "For the author alone. Shuffled. What is in brackets is palnet's mark of what must not be passed on."
            if en
            else "Bare for den som skriver rapporten. Stokket om. I klammer: palnets merke på det som ikke må deles."
        ),
        "",
    ]
    for one in told:
        marks = ", ".join(_FLAGS[flag][en] for flag in one.flags)
        lines += [f"– {' '.join(one.text.split())}" + (f" [{marks}]" if marks else ""), ""]
    return "\n".join(lines)
