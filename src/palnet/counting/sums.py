"""The numbers of one tally: who is in the denominator, who is missing and why, and why there is no number at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Context, Decimal, localcontext
from typing import Any

import attrs

from palnet.counting.kleene import OUTSIDE, Truth
from palnet.model.codebook import Cell
from palnet.model.count import State
from palnet.model.indicator import Indicator, Kind
from palnet.model.survey import Missing, Questionnaire

__all__ = ["Sums", "Tally", "added_up", "bars", "code_of", "outside", "summed", "without_a_value"]

Tally = Mapping[tuple[Truth, Truth, Any], int]
"""How many respondents are in the base or not, known or not, and gave which answer where that is kept."""


_REASONS = tuple((reason, Truth.of(reason)) for reason in Missing)


def code_of(cell: Cell) -> str:
    """An answer as the code of a stratum: a number in the same form, however it was written."""
    if isinstance(cell, (int, Decimal)):
        return str(_number(cell))
    return "+".join(sorted(cell)) if isinstance(cell, frozenset) else str(cell)


@attrs.define(eq=False)
class Sums:
    """A tally added up. In the denominator is whoever is in the base and known.

    Each is the number of one place, or an array of the numbers in many places at once.
    """

    numerator: Any = 0
    denominator: Any = 0
    base_unknown: Any = 0
    taken_as_no: Any = 0
    missing: dict[Truth, Any] = attrs.field(factory=dict)
    answers: dict[Any, Any] = attrs.field(factory=dict)


def added_up(tally: Mapping[tuple[Truth, Truth, Any], Any], *, unknown_as_no: bool) -> Sums:
    """The sums of a tally, whatever can be added."""
    sums = Sums()
    missing, answers = sums.missing, sums.answers
    for (base, known, cell), number in tally.items():
        if base in OUTSIDE or base is Truth.FALSE or known in OUTSIDE:
            continue
        if not base.known:
            sums.base_unknown = sums.base_unknown + number
        elif known.known:
            sums.denominator = sums.denominator + number
            if known is Truth.TRUE:
                sums.numerator = sums.numerator + number
            answers[cell] = answers.get(cell, 0) + number
        elif unknown_as_no:
            sums.denominator = sums.denominator + number
            sums.taken_as_no = sums.taken_as_no + number
        else:
            missing[known] = missing.get(known, 0) + number
    return sums


def summed(indicator: Indicator, tally: Tally, questionnaire: Questionnaire) -> dict[str, Any]:
    """The numbers of one tally."""
    sums = added_up(tally, unknown_as_no=indicator.unknown_as_no)
    numerator, denominator, missing, answers = sums.numerator, sums.denominator, sums.missing, sums.answers
    made: dict[str, Any] = {
        "missing": {reason: missing[truth] for reason, truth in _REASONS if truth in missing} if missing else {},
        "base_unknown": sums.base_unknown,
        "taken_as_no": sums.taken_as_no,
        "state": State.VALUE if denominator else State.NO_ANSWERS,
    }
    if not denominator:
        return made
    made["denominator"] = denominator
    if indicator.kind in (Kind.PROPORTION, Kind.COUNT):
        made["numerator"] = numerator
    elif indicator.kind is Kind.RATIO:
        made["respondents"] = denominator
        made["numerator"] = _sum((cell[0], number) for cell, number in answers.items())
        made["denominator"] = _sum((cell[1], number) for cell, number in answers.items())
        if not made["denominator"]:
            made = {**made, "state": State.EMPTY_BASE, "numerator": None, "denominator": None, "respondents": None}
    elif indicator.kind is Kind.DISTRIBUTION:
        made["values"] = bars(answers, questionnaire, str(indicator.question))
    else:
        made["values"] = {str(_number(cell)): number for cell, number in sorted(answers.items())}
        if indicator.kind is Kind.MEAN:
            made["numerator"] = _sum(answers.items())
    return made


_EXACT = Context(prec=400)
"""Sums of decimals are exact whatever the caller's own context says, and so the same in any order."""


def _sum(amounts: Iterable[tuple[int | Decimal, int]]) -> int | Decimal:
    with localcontext(_EXACT):
        return _number(sum((amount * times for amount, times in amounts), 0))


def _number(amount: int | Decimal) -> int | Decimal:
    """A number in one form, however it was written: 2 for 2.0."""
    with localcontext(_EXACT):
        exact = Decimal(amount)
        return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def bars(answers: Mapping[Any, Any], questionnaire: Questionnaire, question: str) -> dict[str, Any]:
    """How many gave each answer to a question: a bar for each option, or for each word where there are no options."""
    options = questionnaire.by_id[question].options
    found = {option.code: 0 for option in options if option.missing is None}
    for cell, number in answers.items():
        for code in cell if isinstance(cell, frozenset) else (cell,):
            # What is no answer has no bar, even beside one that is.
            if code in found or not options:
                found[code] = found.get(code, 0) + number
    return found if options else dict(sorted(found.items()))


def without_a_value(tally: Tally, whole: Tally, roster: int | None, people: int) -> State:
    """Why nothing was counted: nobody at all was asked, nobody belongs to the base, or nobody of it answered.

    ``tally`` is of one stratum and ``whole`` of all, ``roster`` how many may still be in the stratum's base.
    """
    here, everywhere = _knowns(tally), _knowns(whole)
    if any(asked and asked == {Truth.NOT_ASKED} for asked in (here, everywhere)):
        return State.NOT_ASKED
    waited_for = bool(here - OUTSIDE)
    if roster == 0 and not waited_for:
        return State.EMPTY_BASE
    if roster or waited_for or not people:
        return State.NO_ANSWERS
    return State.EMPTY_BASE


def _knowns(tally: Tally) -> set[Truth]:
    """What is known of those who are in the base, or may be."""
    return {known for base, known, _ in tally if base not in OUTSIDE and base is not Truth.FALSE}


def outside(tally: Tally) -> int:
    """How many of those whom the indicator speaks of are outside its base because something was never asked of them."""
    return sum(number for (base, known, _), number in tally.items() if base is Truth.TRUE and known in OUTSIDE)
