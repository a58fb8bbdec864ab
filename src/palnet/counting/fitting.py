"""Whether indicators, and what they are divided by, go with a questionnaire: every fault before anything is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

import attrs

from palnet.counting.evaluate import Within
from palnet.errors import Problem, nearest
from palnet.model.codebook import definition_problems
from palnet.model.indicator import CountedFrom, Indicator
from palnet.model.predicate import Background, Predicate, Stratum
from palnet.model.survey import Question, Questionnaire

__all__ = ["by_problems", "indicator_problems", "is_asked", "strata_of"]


def indicator_problems(indicator: Indicator, questionnaire: Questionnaire) -> Iterator[Problem]:
    """What keeps an indicator from being counted from answers to a questionnaire."""
    asked = questionnaire.by_id
    known = {*asked, *questionnaire.leaves_out}
    found = list(definition_problems(indicator, asked))
    for field in ("base", "numerator"):
        predicate: Predicate | None = getattr(indicator, field)
        named = predicate.questions if predicate is not None else ()
        found += [_unknown(one, asked).under(field) for one in named if one not in known]
    for field in ("question", "per"):
        identifier = getattr(indicator, field)
        if identifier is not None and identifier not in known:
            found.append(_unknown(identifier, asked).under(field))
    if indicator.counted_from in (CountedFrom.ANSWERS, CountedFrom.ROSTER):
        found += _belonging_problems(indicator, questionnaire)
    yield from (attrs.evolve(problem, path=indicator.id) for problem in found)


def _unknown(identifier: str, known: Iterable[str]) -> Problem:
    return Problem("PAL401", {"kind": "question", "id": identifier}, hint=nearest(identifier, known))


def _belonging_problems(indicator: Indicator, questionnaire: Questionnaire) -> Iterator[Problem]:
    members = indicator.members
    for stratum in dict.fromkeys(strata_of(members)) if members is not None else ():
        known_role = stratum is Stratum.ROLE and questionnaire.only_role is not None
        if questionnaire.of_stratum(stratum) is None and not known_role:
            said = {"questionnaire": questionnaire.id, "stratum": str(stratum)}
            field = "respondents" if any(_says(one, stratum) for one in indicator.respondents) else "base"
            yield Problem("PAL342", said, keys=(field,))


def _says(respondents: object, stratum: Stratum) -> bool:
    return getattr(respondents, stratum.value, None) is not None


def strata_of(predicate: Predicate) -> Iterator[Stratum]:
    """What a predicate asks of who somebody is."""
    if isinstance(predicate, Background):
        yield predicate.background
    for part in predicate.parts:
        yield from strata_of(part)


def is_asked(indicator: Indicator, questionnaire: Questionnaire, within: Within) -> bool:
    """Whether a questionnaire asks all that an indicator of answers is made of, and anybody whom it speaks of.

    ``within`` is :func:`palnet.counting.evaluate.lies_within` of that questionnaire.
    """
    asked = questionnaire.by_id
    if any(one not in asked for one in indicator.questions):
        return False

    def reaches(question: Question) -> bool:
        both = product((one.role for one in indicator.respondents), (one.role for one in question.asked_of))
        return any(within(Stratum.ROLE, one, other) or within(Stratum.ROLE, other, one) for one, other in both)

    return all(reaches(asked[name]) for name in indicator.questions if asked[name].asked_of)


def by_problems(by: Iterable[str], questionnaire: Questionnaire | None) -> Iterator[Problem]:
    """What counts cannot be divided by: a stratum, or one of the background questions, is what they can."""
    background = [one.id for one in questionnaire.questions if one.background] if questionnaire is not None else []
    known = list(dict.fromkeys((*(stratum.value for stratum in Stratum), *background)))
    given = list(by)
    for position, name in enumerate(given):
        if name not in known:
            said = {"name": str(name), "known": ", ".join(known)}
            yield Problem("PAL345", said, keys=("by", position), path="count", hint=nearest(str(name), known))
        elif (first := given.index(name)) < position:
            yield Problem("PAL313", {"first": first + 1}, keys=("by", position), path="count")
