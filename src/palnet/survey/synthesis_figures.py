"""What the year's published figures say of each question, as far as answers can be made after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from palnet.errors import Problem
from palnet.model.figure import Figure, Form, Unit
from palnet.model.indicator import CountedFrom, Indicator, Kind
from palnet.model.predicate import AllOf, AnyOf, Background, Predicate, Stratum
from palnet.model.survey import Question, QuestionKind
from palnet.survey.synthesis_asking import Asking
from palnet.survey.synthesis_numbers import Wanted

__all__ = ["printed_of"]

_WRITTEN = (Unit.COMMENTS, Unit.PERSONS, Unit.ANSWERS)


def printed_of(asking: Asking, scale: Fraction) -> tuple[dict[str, list[Wanted]], list[Problem]]:
    """By question what figures want of its answers, and notes of those after which no answers can be made."""
    wanted: dict[str, list[Wanted]] = {}
    notes: list[Problem] = []
    for figure in sorted(asking.figures, key=lambda one: one.repeats is not None):
        indicator = asking.indicators.get(figure.indicator or "")
        if indicator is not None and indicator.counted_from is not CountedFrom.ANSWERS:
            continue
        question = _question(asking, figure, indicator)
        if question is None:
            continue
        found = _wanted(asking, figure, indicator, question, scale)
        said: dict[str, str | int] = {"figure": figure.id, "question": question.id}
        if found is not None:
            wanted.setdefault(question.id, []).append(found)
        elif figure.form is Form.PICTURE:
            notes.append(Problem("PAL192", said))
        else:
            notes.append(Problem("PAL193", said))
    return wanted, notes


def _question(asking: Asking, figure: Figure, indicator: Indicator | None) -> Question | None:
    """The question whose answers the figure is about, where this survey asks it."""
    named = (*(indicator.questions[:1] if indicator is not None else ()), figure.question)
    asked = asking.questionnaire.by_id
    return next((asked[one] for one in named if one is not None and one in asked), None)


def _wanted(
    asking: Asking, figure: Figure, indicator: Indicator | None, question: Question, scale: Fraction
) -> Wanted | None:
    """What the figure wants; None where it does not say how many answered what, or of whom cannot be told."""
    counted = Wanted(figure=figure.id, base=None, counts=None, scale=scale)
    if figure.form not in (Form.EXACT, Form.APPROXIMATE):
        return None
    if indicator is None:
        if question.kind is not QuestionKind.TEXT or figure.unit not in _WRITTEN:
            return None
        # One who writes nothing has nothing to say: all who are asked are the denominator.
        counted = attrs.evolve(counted, k=_whole(figure), unknown_as_no=True)
    else:
        numerator = indicator.numerator
        if indicator.kind not in (Kind.PROPORTION, Kind.COUNT) or numerator is None:
            return None
        if numerator.questions != (question.id,) or any(True for _ in _strata(numerator)):
            return None
        if any(one not in asking.questionnaire.by_id for one in indicator.questions):
            return None
        k = figure.numerator
        if k is None and figure.percent is None and figure.unit in (Unit.PERSONS, Unit.ANSWERS):
            k = _whole(figure)
        counted = attrs.evolve(
            counted,
            counts=numerator,
            percent=figure.percent if indicator.kind is Kind.PROPORTION else None,
            k=k,
            n=figure.denominator,
            unknown_as_no=indicator.unknown_as_no,
        )
    if counted.k is None and counted.percent is None:
        return None
    told = [*_members(indicator), *_scope(asking, figure)]
    if any(not _can_be_told(asking, one) for part in told for one in _strata(part)):
        return None
    return attrs.evolve(counted, base=AllOf(*told) if told else None)


def _whole(figure: Figure) -> int | None:
    return int(figure.value) if figure.value is not None and figure.value == int(figure.value) else None


def _members(indicator: Indicator | None) -> tuple[Predicate, ...]:
    members = indicator.members if indicator is not None else None
    return () if members is None else (members,)


def _scope(asking: Asking, figure: Figure) -> Iterator[Predicate]:
    """Of whom the figure speaks, in the words of the questionnaire's background questions."""
    said = figure.respondents
    if said is not None:
        roles = asking.codes(Stratum.ROLE) or (asking.questionnaire.only_role or said.role,)
        yield _any_of(Background(Stratum.ROLE, one) for one in roles if asking.is_role(one, said.role))
        if said.sector is not None:
            yield Background(Stratum.SECTOR, said.sector.value)
    codes = asking.codes(Stratum.NETWORK)
    if figure.networks and codes:
        parts = {part.id for one in figure.networks for part in asking.region.network_and_parts(one)}
        yield _any_of(Background(Stratum.NETWORK, one) for one in codes if one in parts)
    if figure.group is not None:
        yield Background(Stratum.GROUP, figure.group)


def _any_of(several: Iterable[Predicate]) -> Predicate:
    """One of them; where there is none, what nobody is."""
    found = tuple(several)
    return AnyOf(*found) if found else Background(Stratum.ROLE, "–")


def _strata(predicate: Predicate) -> Iterator[Background]:
    if isinstance(predicate, Background):
        yield predicate
    for part in predicate.parts:
        yield from _strata(part)


def _can_be_told(asking: Asking, asked: Background) -> bool:
    only = asking.questionnaire.only_role
    return asking.questionnaire.of_stratum(asked.background) is not None or (
        asked.background is Stratum.ROLE and only is not None
    )
