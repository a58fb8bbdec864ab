"""What was printed: published figures, exactly as they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.source import Source
from palnet.model.survey import Respondents
from palnet.period import Period
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = ["Earlier", "Figure", "Form", "Part", "Unit"]


class Form(StrEnum):
    """How a figure is printed: exactly, roughly, as a change, in words only, or in a picture that is lost."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    RELATIVE = "relative"
    WORDS = "words"
    PICTURE = "picture"


class Unit(StrEnum):
    """What a figure's ``value`` counts. Attendances are not persons: one person may attend three meetings."""

    PERSONS = "persons"
    ATTENDANCES = "attendances"
    ANSWERS = "answers"
    COMMENTS = "comments"
    MEETINGS = "meetings"
    NEWSLETTERS = "newsletters"
    NETWORKS = "networks"
    NOK = "nok"


def _number_problems(record: Earlier | Part | Figure, *names: str) -> Iterator[Problem]:
    for name in names:
        given = getattr(record, name)
        if given is not None and given < 0:
            yield Problem("PAL311", keys=(name,), value=str(given))


@attrs.frozen(kw_only=True)
class Earlier(Record):
    """What a document prints of earlier beside this year's figure: a number, a rough one, or only words.

    ``period`` is None where it only says "earlier". ``change`` is the change since then as it is printed, in per cent
    and negative for a fall, where nobody says whether it is percentage points or a share of the earlier number.
    """

    period: Period | None = None
    percent: Decimal | None = None
    value: Decimal | None = None
    change: Decimal | None = None
    form: Form = Form.EXACT
    words: Text | None = None
    inferred: tuple[str, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.percent is None and self.value is None and self.words is None:
            yield Problem("PAL323", expected="percent | value | words")
        if self.percent is not None and not 0 <= self.percent <= 100:
            yield Problem("PAL316", keys=("percent",), value=str(self.percent), expected="0–100")
        yield from _number_problems(self, "value")


@attrs.frozen(kw_only=True)
class Part(Record):
    """A part that a figure is printed as made of. A ``subset`` is counted in another part already: never added."""

    label: Text
    value: Decimal
    subset: bool = False
    role: Annotated[str, Ref("role")] | None = None
    profession: Annotated[str, Ref("profession")] | None = None
    network: Annotated[str, Ref("network")] | None = None

    def _rules(self) -> Iterator[Problem]:
        yield from _number_problems(self, "value")


@attrs.frozen(kw_only=True)
class Figure(Record):
    """A published figure (publisert tall): what a document prints, with its scope, and nothing calculated back.

    Scope: ``networks``, ``group``, ``respondents``, ``event`` and ``period`` (``as_of``, where it is a day's figure).
    A share has ``percent`` and, only where printed, ``numerator`` (k) and ``denominator`` (n). ``answered`` is how
    many answered the survey, printed or inferred: it is not this question's denominator. ``roster`` (N) is how many
    were asked. Other figures have ``value`` in a ``unit``, or ``at_least`` to ``at_most``. ``words`` is what stands
    where a number is missing or rough. ``parts`` are what it is printed as made of, ``disjoint`` whether they may be
    added. ``repeats`` is the figure that another document prints again here. ``said_reached`` is what the document
    itself says of the figure's target. ``picture`` is the lost picture that it stood in.

    Figures are never refused for not adding up: that is for the audit to say.
    """

    id: Id
    label: Text
    region: Annotated[str, Ref("region")]
    period: Period
    form: Form = Form.EXACT
    networks: tuple[Annotated[str, Ref("network")], ...] = ()
    group: Annotated[str, Ref("group")] | None = None
    body: Annotated[str, Ref("body")] | None = None
    respondents: Respondents | None = None
    event: Annotated[str, Ref("event")] | None = None
    as_of: dt.date | None = None
    indicator: Annotated[str, Ref("indicator")] | None = None
    question: Annotated[str, Ref("question")] | None = None
    area: Annotated[str, Ref("area")] | None = None
    percent: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    answered: int | None = None
    roster: int | None = None
    value: Decimal | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    unit: Unit | None = None
    words: Text | None = None
    themes: tuple[Text, ...] = ()
    parts: tuple[Part, ...] = ()
    disjoint: bool = True
    earlier: tuple[Earlier, ...] = ()
    said_reached: bool | None = None
    picture: Annotated[str, Ref("picture")] | None = None
    repeats: Annotated[str, Ref("figure")] | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        said = (self.percent, self.numerator, self.value, self.at_least, self.at_most, self.words)
        if self.form is Form.PICTURE:
            if self.percent is not None or self.value is not None:
                yield Problem(
                    "PAL315", {"field": "percent, value", "with": 'form = "picture"'}, keys=("form",), value="picture"
                )
            if self.picture is None:
                yield Problem("PAL309", {"field": 'form = "picture"', "needs": "picture"}, keys=("form",))
        elif all(one is None for one in said) and not self.themes:
            yield Problem("PAL323", expected="percent | numerator | value | at_least | at_most | words | themes")
        yield from _number_problems(self, "numerator", "answered", "roster", "at_least", "at_most")
        if self.value is not None and self.value < 0 and self.unit is not Unit.NOK:
            yield Problem("PAL311", keys=("value",), value=str(self.value))
        if self.denominator is not None and self.denominator < 1:
            yield Problem("PAL306", keys=("denominator",), value=str(self.denominator), expected="1 …")
        elif self.numerator is not None and self.denominator is not None and self.numerator > self.denominator:
            yield Problem("PAL324", {"numerator": self.numerator, "denominator": self.denominator}, keys=("numerator",))
        if self.percent is not None and self.form is not Form.RELATIVE and not 0 <= self.percent <= 100:
            yield Problem("PAL316", keys=("percent",), value=str(self.percent), expected="0–100")
        if self.value is not None and self.unit is None:
            yield Problem("PAL309", {"field": "value", "needs": "unit"}, keys=("value",))
        if self.at_least is not None and self.at_most is not None and self.at_most < self.at_least:
            yield Problem("PAL305", {"start": str(self.at_least), "end": str(self.at_most)}, keys=("at_most",))

    @property
    def is_count(self) -> bool:
        """Whether both numerator and denominator are printed: only then is it more than a number to show."""
        return self.numerator is not None and self.denominator is not None
