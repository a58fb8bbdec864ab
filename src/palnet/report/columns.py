"""What the tables of figures say: their columns, each with its heading and how a cell is made.

A new column of the report is one line in :data:`COLUMNS`, one function, and a heading in :mod:`palnet.report.words`.
Every renderer takes its columns from here.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import attrs

from palnet.assess import Outcome, PrintedChange
from palnet.catalogue import Catalogue
from palnet.model.figure import Earlier, Figure, Form
from palnet.model.strategy import Direction, Target, TargetKind
from palnet.report.view import Line
from palnet.report.words import Words

__all__ = ["COLUMNS", "FEWER", "Column", "result", "target", "who"]


@attrs.frozen
class Column:
    """A column of the figures' table: the key of its heading, and the text of a line's cell."""

    name: str
    heading: str
    cell: Callable[[Line, Words, Catalogue], str]


def _label(line: Line, words: Words, _: Catalogue) -> str:
    return words.label(line.indicator.label if line.indicator else line.figure.label)


def who(line: Line, words: Words, catalogue: Catalogue) -> str:
    """Whom a figure is about: who answered, in which sector, or else the network."""
    respondents = line.figure.respondents
    if respondents is not None:
        role = catalogue.roles.get(respondents.role) or catalogue.professions[respondents.role]
        said = words.label(role.plural or role.label)
        return f"{said} {words.name(respondents.sector)}" if respondents.sector else said
    own = {one.id for one in catalogue.regions[line.figure.region].networks}
    named = ((one.short or one.label) if one.id in own else one.label for one in line.networks)
    return words.listed([words.label(name) for name in named])


def result(figure: Figure | Earlier, words: Words) -> str:
    """A figure as it is printed: a percentage, a number, a rough one, or the words that stand in its place."""
    if figure.form is Form.PICTURE:
        return words("only a picture")
    said = _value(figure, words)
    if not said:
        return words.label(figure.words) if figure.words is not None else words("not known")
    return words("about", value=said) if figure.form is Form.APPROXIMATE else said


def _value(figure: Figure | Earlier, words: Words) -> str:
    if figure.percent is not None:
        if figure.form is Form.RELATIVE:
            return words.signed_percent(figure.percent)
        return words.percent(figure.percent)
    if figure.value is not None:
        return words.amount(figure.value, getattr(figure, "unit", None))
    if isinstance(figure, Figure):
        if figure.at_least is not None and figure.at_most is not None:
            return words("from to", low=words.number(figure.at_least), high=words.amount(figure.at_most, figure.unit))
        if figure.numerator is not None and figure.denominator is not None:
            return words("k of n", k=words.number(figure.numerator), n=words.number(figure.denominator))
    return ""


def _result(line: Line, words: Words, catalogue: Catalogue) -> str:
    said = result(line.figure, words)
    differing = [one for one in line.elsewhere if result(one, words) != said]
    notes = [
        words(
            "slides say",
            document=words.label(catalogue.documents[one.sources[0].document].label if one.sources else one.label),
            value=result(one, words),
        )
        for one in differing
    ]
    return f"{said} ({'; '.join(notes)})" if notes else said


def basis(line: Line, words: Words, _: Catalogue) -> str:
    """What a share rests on, only as far as it is printed: k of n, k alone, how many answered the survey."""
    figure = line.figure
    said = []
    if figure.numerator is not None and figure.denominator is not None:
        said.append(words("k of n", k=words.number(figure.numerator), n=words.number(figure.denominator)))
    elif figure.numerator is not None:
        said.append(words("k only", k=words.number(figure.numerator)))
    if figure.answered is not None:
        inferred = "answered" in figure.inferred
        said.append(words("answered inferred" if inferred else "answered", n=words.number(figure.answered)))
    if figure.roster is not None:
        said.append(words("asked", n=words.number(figure.roster)))
    return "; ".join(said)


def _before(line: Line, words: Words, _: Catalogue) -> str:
    return "; ".join(f"{words.period(one.period)}: {result(one, words)}" for one, _change in line.since)


def change(made: PrintedChange, words: Words) -> str:
    """A change in its own unit: percentage points between percentages, a difference and its share between numbers."""
    if made.points is not None:
        if made.points == 0:
            return words("unchanged")
        return words("about points" if made.approximate else "points", points=words.signed(made.points))
    if made.difference is None:
        return ""
    if made.relative is None:
        return words.signed(made.difference)
    relative = words.signed_percent(made.relative.quantize(Decimal(1), ROUND_HALF_UP))
    return words("relative", difference=words.signed(made.difference), relative=relative)


def _change(line: Line, words: Words, _: Catalogue) -> str:
    several = len(line.since) > 1
    said = []
    for earlier, made in line.since:
        if made is not None:
            text = change(made, words)
            said.append(f"{words.period(earlier.period)}: {text}" if several else text)
    return "; ".join(said)


def target(wanted: Target | None, words: Words) -> str:
    """What a target asks for; empty where there is none."""
    if wanted is None:
        return ""
    if wanted.kind is TargetKind.SHARE and wanted.percent is not None:
        key = "at most" if wanted.direction is Direction.DECREASE else "at least"
        return words(key, percent=words.percent(wanted.percent))
    if wanted.kind is TargetKind.COUNT_PER_GROUP and wanted.count is not None:
        return words("per group", count=words.number(wanted.count))
    if wanted.kind is TargetKind.DIRECTION and wanted.direction is not None:
        return words(wanted.direction.value)
    return words("everyone" if wanted.kind is TargetKind.EVERYONE else "target not stated")


def _target(line: Line, words: Words, _: Catalogue) -> str:
    return target(line.verdict.target, words)


def _verdict(line: Line, words: Words, _: Catalogue) -> str:
    outcome = line.verdict.outcome
    if outcome is Outcome.NO_TARGET:
        return ""
    if outcome is Outcome.TARGET_NOT_STATED and line.figure.said_reached:
        return words("told as reached")
    return words(outcome.value)


COLUMNS: tuple[Column, ...] = (
    Column("label", "col indicator", _label),
    Column("who", "col who", who),
    Column("result", "col result", _result),
    Column("basis", "col basis", basis),
    Column("before", "col before", _before),
    Column("change", "col change", _change),
    Column("target", "col target", _target),
    Column("verdict", "col verdict", _verdict),
)
"""The columns of the indicators' table, in order."""


def _k_of_n(line: Line, words: Words, catalogue: Catalogue) -> str:
    """What a share of another number rests on, where numerator and denominator are both known."""
    return basis(line, words, catalogue) if line.figure.is_count else ""


FEWER: tuple[Column, ...] = (
    Column("label", "col number", lambda line, words, _: words.label(line.figure.label)),
    *(column for column in COLUMNS if column.name in ("who", "result")),
    Column("basis", "col basis", _k_of_n),
    *(column for column in COLUMNS if column.name in ("before", "change")),
)
"""Those of the tables of other numbers, which have no target and go by their own label."""
