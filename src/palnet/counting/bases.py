"""How many on a roster are in an indicator's base."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, product

from palnet.counting.kleene import OUTSIDE, Truth
from palnet.model.indicator import Indicator
from palnet.model.predicate import AllOf, AnyOf, Background, Predicate, Stratum
from palnet.model.roster import Roster
from palnet.model.survey import Question, Questionnaire, Respondents

__all__ = ["headcount_in", "is_of_everybody", "reaches_all"]

Belonging = Mapping[Stratum, str]
Within = Callable[[Stratum, str, str], bool]


def headcount_in(roster: Roster, base: Predicate | None, strata: Belonging, within: Within) -> int | None:
    """The headcount of a base within a stratum; None where the roster does not say it.

    A base that rests on an answer cannot be found on a roster. One that is made of several sorts of people can, when
    nobody can be of two of them.
    """
    alternatives = _alternatives(base, within)
    if alternatives is None:
        return None
    wanted = [joined for one in alternatives if (joined := _joined((one, strata), within)) is not None]
    if any(_joined(two, within) is not None for two in combinations(wanted, 2)):
        return None
    found = [roster.persons(one, within) for one in wanted]
    return None if None in found else sum(one for one in found if one is not None)


def is_of_everybody(indicator: Indicator, questionnaire: Questionnaire, within: Within) -> bool:
    """Whether all that an indicator speaks of are asked its questions, so that a headcount of them is one of its base.

    It is not where a question is shown to some only, asked of fewer, or has an option that puts one outside.
    """
    asked = questionnaire.by_id
    return all(reaches_all(asked[name], indicator.respondents, within) for name in indicator.questions if name in asked)


def reaches_all(question: Question, everybody: Sequence[Respondents], within: Within) -> bool:
    """Whether a question is asked of each sort of respondents, is shown to all of them, and puts none outside."""
    if question.shown_if is not None:
        return False
    if any(option.missing is not None and Truth.of(option.missing) in OUTSIDE for option in question.options):
        return False
    return not question.asked_of or all(
        any(
            within(Stratum.ROLE, one.role, asked.role)
            and (asked.sector is None or (one.sector is not None and within(Stratum.SECTOR, one.sector, asked.sector)))
            for asked in question.asked_of
        )
        for one in everybody
    )


def _alternatives(base: Predicate | None, within: Within) -> tuple[Belonging, ...] | None:
    """The sorts of people that a base is made of, each by all that they are; None where it asks for something else."""
    if base is None:
        return ({},)
    if isinstance(base, Background):
        return ({base.background: base.is_},)
    parts = [_alternatives(part, within) for part in base.parts]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    if isinstance(base, AnyOf):
        return tuple(one for part in known for one in part)
    if isinstance(base, AllOf):
        every = (_joined(chosen, within) for chosen in product(*known))
        return tuple(one for one in every if one is not None)
    return None


def _joined(several: tuple[Belonging, ...], within: Within) -> Belonging | None:
    """All of them at once, the narrower where one is a sort of the other; None where nobody can be both."""
    joined: dict[Stratum, str] = {}
    for one in several:
        for stratum, code in one.items():
            other = joined.setdefault(stratum, code)
            if within(stratum, code, other):
                joined[stratum] = code
            elif not within(stratum, other, code):
                return None
    return joined
