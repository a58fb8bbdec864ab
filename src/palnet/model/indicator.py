"""What is measured: the definition of an indicator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Protocol

import attrs

from palnet.errors import Problem
from palnet.model.predicate import AllOf, AnyOf, Predicate
from palnet.model.region import Alias
from palnet.model.source import Source
from palnet.model.strategy import Direction
from palnet.model.survey import Respondents
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = ["CountedFrom", "Governance", "Indicator", "Kind"]


class Versioned(Protocol):
    """What is of one version of a definition: the definition itself, or a count by it."""

    @property
    def version(self) -> int:
        """The version."""

    @property
    def comparable_with(self) -> tuple[int, ...]:
        """The earlier versions that compare with it."""


def versions_compare(one: Versioned, other: Versioned) -> bool:
    """Whether two versions of one definition are the same, or one of them says that it compares with the other."""
    return one.version == other.version or one.version in other.comparable_with or other.version in one.comparable_with


class Kind(StrEnum):
    """What sort of number an indicator is."""

    PROPORTION = "proportion"
    RATIO = "ratio"
    COUNT = "count"
    DISTRIBUTION = "distribution"
    MEAN = "mean"
    MEDIAN = "median"


class CountedFrom(StrEnum):
    """What an indicator is counted from."""

    ANSWERS = "answers"
    ROSTER = "roster"
    ATTENDANCE = "attendance"
    HEADCOUNTS = "headcounts"


@attrs.frozen(kw_only=True)
class Governance(Record):
    """Who answers for a definition: why it matters, who made it and who checked it, and when it is due again.

    Persons are never named: ``made_by`` and ``checked_by`` say which body, office or plugin it was.
    """

    why: Text | None = None
    made_by: Text | None = None
    checked_by: Text | None = None
    reviewed: dt.date | None = None
    next_review: dt.date | None = None

    def _rules(self) -> Iterator[Problem]:
        if self.reviewed is not None and self.next_review is not None and self.next_review <= self.reviewed:
            said = {"start": self.reviewed.isoformat(), "end": self.next_review.isoformat()}
            yield Problem("PAL305", said, keys=("next_review",))


# What each kind is made of when it is counted from answers: (must be given, may be given).
_PARTS: dict[Kind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Kind.PROPORTION: (("numerator",), ("unknown_as_no",)),
    Kind.COUNT: (("numerator",), ("unknown_as_no",)),
    Kind.RATIO: (("question", "per"), ()),
    Kind.DISTRIBUTION: (("question",), ()),
    Kind.MEAN: (("question",), ()),
    Kind.MEDIAN: (("question",), ()),
}

# What else can be counted, and as which kind.
_OTHERS = {
    CountedFrom.ROSTER: Kind.PROPORTION,
    CountedFrom.ATTENDANCE: Kind.RATIO,
    CountedFrom.HEADCOUNTS: Kind.COUNT,
}


@attrs.frozen(kw_only=True)
class Indicator(Record):
    """The definition of an indicator: what it counts, of whom, and which way is good.

    The **base** is whom it speaks of: those whose role (and sector) is among ``respondents``, and of whom ``base`` is
    true where it is given. The kind decides the rest. A *proportion* or *count* has a ``numerator``: the condition
    that is counted. A *distribution*, *mean* or *median* has a ``question``, whose answers it spreads out, averages or
    halves. A *ratio* divides the sum of the answers to ``question`` by the sum of those to ``per``. A response rate
    (counted from the ``roster``), attendance and headcounts need none of them.

    Who is in the base but did not answer is missing, not a no; with ``unknown_as_no`` it is a no, and counts say how
    many were. Under ``minimum_denominator`` no verdict is given. ``direction`` is None where no way is better. A
    definition has a ``version``, and says with which earlier ones it is ``comparable_with``: a series never runs
    through another change of it in silence.
    """

    id: Id
    label: Text
    kind: Kind
    counted_from: CountedFrom
    respondents: tuple[Respondents, ...] = ()
    base: Predicate | None = None
    numerator: Predicate | None = None
    question: Annotated[str, Ref("question")] | None = None
    per: Annotated[str, Ref("question")] | None = None
    unknown_as_no: bool = False
    minimum_denominator: int | None = None
    direction: Direction | None = None
    description: Text | None = None
    topics: tuple[Annotated[str, Ref("concept")], ...] = ()
    version: int = 1
    comparable_with: tuple[int, ...] = ()
    governance: Governance | None = None
    aliases: tuple[Alias, ...] = ()
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.version < 1:
            yield Problem("PAL306", keys=("version",), value=str(self.version), expected="1 …")
        for position, version in enumerate(self.comparable_with):
            if not 1 <= version < self.version:
                keys = ("comparable_with", position)
                yield Problem("PAL306", keys=keys, value=str(version), expected=f"1–{self.version - 1}")
        if self.minimum_denominator is not None and self.minimum_denominator < 1:
            yield Problem("PAL306", keys=("minimum_denominator",), value=str(self.minimum_denominator), expected="1 …")
        if self.kind is Kind.DISTRIBUTION and self.direction is not None:
            yield self._not_with("direction", f'kind = "{self.kind}"')
        if self.counted_from is CountedFrom.ANSWERS:
            yield from self._rules_for_answers()
            return
        for name in ("base", "numerator", "question", "per", "unknown_as_no"):
            if getattr(self, name):
                yield self._not_with(name, f'counted_from = "{self.counted_from}"')
        if self.kind is not _OTHERS[self.counted_from]:
            yield Problem(
                "PAL315",
                {"field": f'kind = "{self.kind}"', "with": f'counted_from = "{self.counted_from}"'},
                keys=("kind",),
                value=str(self.kind),
                expected=str(_OTHERS[self.counted_from]),
            )

    def _rules_for_answers(self) -> Iterator[Problem]:
        if not self.respondents:
            yield Problem(
                "PAL309", {"field": 'counted_from = "answers"', "needs": "respondents"}, keys=("counted_from",)
            )
        needed, allowed = _PARTS[self.kind]
        for name in ("numerator", "question", "per"):
            if name in needed and getattr(self, name) is None:
                yield Problem("PAL309", {"field": f'kind = "{self.kind}"', "needs": name}, keys=("kind",))
        for name in ("numerator", "question", "per", "unknown_as_no"):
            if name not in (*needed, *allowed) and getattr(self, name):
                yield self._not_with(name, f'kind = "{self.kind}"')

    def _not_with(self, name: str, other: str) -> Problem:
        return Problem("PAL315", {"field": name, "with": other}, keys=(name,))

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The ids of the questions that it is made of, those of its base last."""
        named = self.numerator.questions if self.numerator is not None else ()
        asked = (one for one in (self.question, self.per) if one is not None)
        return tuple(dict.fromkeys((*named, *asked, *(self.base.questions if self.base is not None else ()))))

    @cached_property
    def members(self) -> Predicate | None:
        """Who is in its base, as one predicate: the respondents it speaks of, and the base's own condition."""
        sorts = [one.condition for one in self.respondents]
        if not sorts:
            return self.base
        spoken_of = sorts[0] if len(sorts) == 1 else AnyOf(*sorts)
        return spoken_of if self.base is None else AllOf(spoken_of, self.base)
