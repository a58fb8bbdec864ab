"""What can be asked of a questionnaire: predicates, indicators, targets and divisions that go with its questions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from palnet.model.indicator import CountedFrom, Indicator, Kind
from palnet.model.predicate import AllOf, AnyOf, AtLeast, Background, Between, Includes, Is, Not, Predicate, Stratum
from palnet.model.region import Sector
from palnet.model.strategy import Direction, Target, TargetKind
from palnet.model.survey import CHOSEN, Question, QuestionKind, Questionnaire, Respondents
from palnet.testing.strategies._plain import chance, label, pick

__all__ = [
    "DAYS",
    "Fit",
    "an_indicator",
    "divisions",
    "draw_predicate",
    "indicators",
    "leaves",
    "predicates",
    "targets",
]

Leaf = tuple[type[Predicate], tuple[Any, ...]]
"""A predicate that is not made of others, before it is made."""

DAYS = (dt.date(2023, 1, 1), dt.date(2023, 6, 1))
"""The days that answers of dates are among."""

_AMOUNTS = (Decimal(1), Decimal(2), Decimal(0))
_PERCENTS = (Decimal(80), Decimal(0), Decimal(50), Decimal(100), Decimal("33.3"))


def leaves(questions: Iterable[Question], only_role: str | None = None) -> Iterator[Leaf]:
    """Every predicate that is not made of others and fits the questions, with a few limits for numbers and days."""
    if only_role is not None:
        yield Background, (Stratum.ROLE, only_role)
    for question in questions:
        codes = [option.code for option in question.options if option.missing is None]
        any_code = codes or ([] if question.options else ["a"])
        if question.stratum is not None:
            yield from ((Background, (question.stratum, code)) for code in any_code)
        if question.kind in (QuestionKind.SINGLE, QuestionKind.ORDINAL):
            # Who somebody is is asked of the stratum; once is enough to ask its question like any other.
            yield from ((Is, (question.id, code)) for code in (any_code[:1] if question.stratum else any_code))
        if question.kind is QuestionKind.MULTIPLE:
            yield from ((Includes, (question.id, code)) for code in any_code)
        ranges: dict[QuestionKind, Sequence[Any]] = {
            QuestionKind.ORDINAL: codes,
            QuestionKind.NUMBER: sorted(_AMOUNTS),
            QuestionKind.DATE: DAYS,
        }
        limits = ranges.get(question.kind, ())
        yield from ((AtLeast, (question.id, limit)) for limit in limits)
        yield from ((Between, (question.id, None, limit)) for limit in limits[:1])
        yield from ((Between, (question.id, low, None)) for low in limits[1:])
        yield from ((Between, (question.id, low, high)) for low, high in pairwise(limits))


def predicates(questionnaire: Questionnaire, depth: int = 2) -> SearchStrategy[Predicate]:
    """Predicates that fit a questionnaire: of every class that its questions allow, nested at most ``depth`` deep.

    Nothing where its questions allow none, as when all are free text.
    """
    known = tuple(leaves(questionnaire.questions, questionnaire.only_role))
    return _predicates(known, depth) if known else st.nothing()


@st.composite
def _predicates(draw: DrawFn, known: Sequence[Leaf], depth: int) -> Predicate:
    return draw_predicate(draw, known, depth)


def draw_predicate(draw: DrawFn, known: Sequence[Leaf], depth: int) -> Predicate:
    """A predicate made of some of those leaves."""
    sort = pick(draw, ("leaf", "leaf", "leaf", "not", "all", "any")) if depth > 0 else "leaf"
    if sort == "leaf":
        cls, asked = pick(draw, known)
        return cls(*asked)
    first = draw_predicate(draw, known, depth - 1)
    if sort == "not":
        return Not(first)
    rest = [draw_predicate(draw, known, depth - 1) for _ in range(pick(draw, (1, 0, 2)))]
    return AllOf(first, *rest) if sort == "all" else AnyOf(first, *rest)


@attrs.frozen
class Fit:
    """What of a questionnaire an indicator can be made of."""

    respondents: tuple[Respondents, ...]
    leaves: tuple[Leaf, ...]
    chosen: tuple[str, ...]
    amounts: tuple[str, ...]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> Fit:
        """By what its questions take; a question that it leaves out counts as one with a single answer."""
        left_out = questionnaire.leaves_out
        asked = questionnaire.questions
        unasked: list[Leaf] = [(Is, (one, "a")) for one in left_out]
        return cls(
            tuple(_respondents(questionnaire)),
            (*leaves(asked, questionnaire.only_role), *unasked),
            (*(one.id for one in asked if one.kind in CHOSEN), *left_out),
            tuple(one.id for one in asked if one.kind is QuestionKind.NUMBER),
        )

    @property
    def sorts(self) -> Iterator[tuple[CountedFrom, Kind]]:
        """The sorts of indicators that can be made of it."""
        if self.respondents and self.leaves:
            yield from ((CountedFrom.ANSWERS, kind) for kind in (Kind.PROPORTION, Kind.COUNT))
        if self.respondents and self.chosen:
            yield CountedFrom.ANSWERS, Kind.DISTRIBUTION
        if self.respondents and self.amounts:
            yield from ((CountedFrom.ANSWERS, kind) for kind in (Kind.MEAN, Kind.MEDIAN, Kind.RATIO))
        yield CountedFrom.ROSTER, Kind.PROPORTION
        yield CountedFrom.ATTENDANCE, Kind.RATIO
        yield CountedFrom.HEADCOUNTS, Kind.COUNT


def _codes(question: Question | None) -> list[str]:
    if question is None:
        return []
    return [one.code for one in question.options if one.missing is None] or ([] if question.options else ["a"])


def _respondents(questionnaire: Questionnaire) -> Iterator[Respondents]:
    alone = questionnaire.only_role
    roles = [alone] if alone is not None else _codes(questionnaire.of_stratum(Stratum.ROLE))
    sectors = [Sector(code) for code in _codes(questionnaire.of_stratum(Stratum.SECTOR)) if code in tuple(Sector)]
    yield from (Respondents(role=role) for role in roles * 2)
    yield from (Respondents(role=role, sector=sector) for role in roles for sector in sectors)


def indicators(questionnaire: Questionnaire, identifier: str = "a") -> SearchStrategy[Indicator]:
    """Indicators of every kind that fit a questionnaire, so that :func:`palnet.count` takes them.

    Some ask for a question that it leaves out; some are counted from the roster, from attendance or from headcounts.
    """
    return an_indicator(Fit.of(questionnaire), identifier)


@st.composite
def an_indicator(draw: DrawFn, fit: Fit, identifier: str) -> Indicator:
    """Indicators made of that, with that id."""
    source, kind = pick(draw, tuple(fit.sorts))
    made: dict[str, Any] = {}
    spoken_of = 1 if source is CountedFrom.ANSWERS else 0
    if fit.respondents:
        several = pick(draw, (spoken_of, 1, 2))
        made["respondents"] = tuple(dict.fromkeys(pick(draw, fit.respondents) for _ in range(several)))
    if source is CountedFrom.ANSWERS:
        if fit.leaves and chance(draw, 3):
            made["base"] = draw_predicate(draw, fit.leaves, 1)
        if kind in (Kind.PROPORTION, Kind.COUNT):
            made["numerator"] = draw_predicate(draw, fit.leaves, 2)
            made["unknown_as_no"] = chance(draw, 3)
        else:
            made["question"] = pick(draw, fit.chosen if kind is Kind.DISTRIBUTION else fit.amounts)
        if kind is Kind.RATIO:
            made["per"] = pick(draw, fit.amounts)
    if kind is not Kind.DISTRIBUTION:
        made["direction"] = pick(draw, (None, *Direction))
    made["version"], made["comparable_with"] = pick(draw, ((1, ()), (2, ()), (2, (1,))))
    made["minimum_denominator"] = pick(draw, (None, 1, 5))
    return Indicator(id=identifier, label=label(identifier), kind=kind, counted_from=source, **made)


_SHARES = (Kind.PROPORTION, Kind.RATIO)


@st.composite
def targets(draw: DrawFn, indicator: Indicator, identifier: str = "a") -> Target:
    """Targets of every kind that an indicator can have, so that :func:`palnet.assess.verdict` takes them.

    One for each group takes the counts of groups.
    """
    kinds = []
    # A ratio of two sums of answers is no share.
    sums = indicator.kind is Kind.RATIO and indicator.counted_from is CountedFrom.ANSWERS
    is_share = indicator.kind in _SHARES and not sums
    if is_share:
        kinds += [TargetKind.SHARE, TargetKind.EVERYONE]
    if indicator.kind is Kind.COUNT:
        kinds.append(TargetKind.COUNT_PER_GROUP)
    if indicator.kind is not Kind.DISTRIBUTION:
        kinds.append(TargetKind.DIRECTION)
    kind = pick(draw, (*kinds, TargetKind.NOT_STATED))
    made: dict[str, Any] = {}
    if kind is TargetKind.SHARE:
        made["percent"] = pick(draw, _PERCENTS)
        made["direction"] = pick(draw, (None, Direction.INCREASE, Direction.DECREASE))
    elif kind is TargetKind.COUNT_PER_GROUP:
        made["count"] = pick(draw, (1, 0, 2))
    elif kind is TargetKind.DIRECTION:
        made["direction"] = pick(draw, tuple(Direction))
        if made["direction"] is Direction.MAINTAIN and is_share:
            made["margin"] = pick(draw, (None, Decimal(5)))
    return Target(id=identifier, indicator=indicator.id, kind=kind, **made)


def divisions(questionnaire: Questionnaire) -> SearchStrategy[tuple[str, ...]]:
    """What counts can be divided by (``by``): nothing, or up to two of the strata and background questions."""
    names = [*(one.value for one in Stratum), *(one.id for one in questionnaire.questions if one.background)]
    return st.lists(st.sampled_from(list(dict.fromkeys(names))), max_size=2, unique=True).map(tuple)
