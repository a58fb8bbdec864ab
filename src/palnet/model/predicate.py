"""What must be true of a respondent: conditions as data, which somebody else evaluates.

A condition can be true, false or unknown, unknown where the answer it asks for is missing. In Python it reads like the
sentence that it means, and can be joined with ``&``, ``|`` and ``~``::

    AtLeast("vest/kvalitet", "4") & ~Is("vest/avtale", "nei")
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import attrs

from palnet.errors import Problem
from palnet.record import Record, Ref

__all__ = [
    "PREDICATES",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "Background",
    "Between",
    "Includes",
    "Is",
    "Limit",
    "Not",
    "Predicate",
    "Stratum",
    "exact",
]


class Stratum(StrEnum):
    """What respondents, and those on a roster, are divided by: what they are to the network, and where they belong."""

    ROLE = "role"
    NETWORK = "network"
    GROUP = "group"
    PROFESSION = "profession"
    SECTOR = "sector"


Limit = str | Decimal | dt.date
"""Where a range begins or ends: a number, a date, or the code of an ordinal question's option."""


def exact(value: Any) -> Any:
    """A number as it is kept: whole numbers and floats as the decimals that they are written as."""
    return Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def _stratum(value: Any) -> Any:
    try:
        return Stratum(value)
    except ValueError:
        return value


def _no_limit(limit: Limit | None, key: str) -> Iterator[Problem]:
    # A time is a date as Python has it, and cannot be compared with one.
    if isinstance(limit, dt.datetime) or (isinstance(limit, Decimal) and not limit.is_finite()):
        yield Problem("PAL201", keys=(key,), value=str(limit), expected="limit")


@attrs.frozen
class Predicate(Record):
    """A condition on what a respondent answered; each class below is one."""

    def __and__(self, other: Predicate) -> AllOf:
        return AllOf(self, other)

    def __or__(self, other: Predicate) -> AnyOf:
        return AnyOf(self, other)

    def __invert__(self) -> Not:
        return Not(self)

    @property
    def parts(self) -> tuple[Predicate, ...]:
        """The predicates that this one is made of."""
        return ()

    @property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that it asks for, each once, in the order in which they are named."""
        asked = getattr(self, "question", None)
        return (asked,) if asked is not None else tuple(dict.fromkeys(q for part in self.parts for q in part.questions))


@attrs.frozen
class Is(Predicate):
    """The answer is that option: ``Is("vest/kurs", "ja")``. For questions with one answer."""

    question: Annotated[str, Ref("question")]
    is_: str


@attrs.frozen
class AtLeast(Predicate):
    """The answer is that or more: of an ordinal question's options, a number, a date."""

    question: Annotated[str, Ref("question")]
    at_least: Limit = attrs.field(converter=exact)

    def _rules(self) -> Iterator[Problem]:
        yield from _no_limit(self.at_least, "at_least")


@attrs.frozen
class Includes(Predicate):
    """That option is among those ticked. For questions with several answers."""

    question: Annotated[str, Ref("question")]
    includes: str


@attrs.frozen
class Between(Predicate):
    """The answer lies between the two, both included; one of them may be left open."""

    question: Annotated[str, Ref("question")]
    from_: Limit | None = attrs.field(default=None, converter=exact)
    to: Limit | None = attrs.field(default=None, converter=exact)

    def _rules(self) -> Iterator[Problem]:
        low: Any = self.from_
        high: Any = self.to
        faults = [*_no_limit(low, "from"), *_no_limit(high, "to")]
        yield from faults
        if low is None and high is None:
            yield Problem("PAL323", expected="from | to")
        elif not faults and low is not None and high is not None:
            if type(low) is not type(high):
                yield Problem("PAL201", keys=("to",), value=str(high), expected=type(low).__name__)
            elif not isinstance(low, str) and high < low:
                yield Problem("PAL334", {"lower": str(low), "upper": str(high)}, keys=("to",))


@attrs.frozen
class Background(Predicate):
    """Who the respondent is: ``Background("sector", "municipality")``, by the codes of the background questions.

    What is a sort of another counts as that too: home care is in the municipality, a cancer coordinator is a nurse.
    """

    background: Stratum = attrs.field(converter=_stratum)
    is_: str


@attrs.frozen(init=False)
class AllOf(Predicate):
    """Every one of them is true; false as soon as one is false."""

    all_of: tuple[Predicate, ...]

    def __init__(self, *all_of: Predicate) -> None:
        self.__attrs_init__(all_of)

    def _rules(self) -> Iterator[Problem]:
        if not self.all_of:
            yield Problem("PAL312", keys=("all_of",))

    @property
    def parts(self) -> tuple[Predicate, ...]:
        """All of them."""
        return self.all_of


@attrs.frozen(init=False)
class AnyOf(Predicate):
    """At least one of them is true; true as soon as one is."""

    any_of: tuple[Predicate, ...]

    def __init__(self, *any_of: Predicate) -> None:
        self.__attrs_init__(any_of)

    def _rules(self) -> Iterator[Problem]:
        if not self.any_of:
            yield Problem("PAL312", keys=("any_of",))

    @property
    def parts(self) -> tuple[Predicate, ...]:
        """All of them."""
        return self.any_of


@attrs.frozen
class Not(Predicate):
    """It is not true; unknown where it is unknown. Whom an indicator leaves out: ``AllOf(base, Not(left_out))``."""

    not_: Predicate

    @property
    def parts(self) -> tuple[Predicate, ...]:
        """The one that it turns about."""
        return (self.not_,)


PREDICATES: dict[str, type[Predicate]] = {
    "background": Background,
    "is": Is,
    "at_least": AtLeast,
    "includes": Includes,
    "from": Between,
    "to": Between,
    "all_of": AllOf,
    "any_of": AnyOf,
    "not": Not,
}
"""The predicates by the key that tells which one a table in a file is."""
