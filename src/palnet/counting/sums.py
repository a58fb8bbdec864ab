"""The numbers of one tally: who is in the denominator, who is missing and why, and why there is no number at all."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from palnet.counting.kleene import OUTSIDE, Truth
from palnet.model.codebook import Cell
from palnet.model.count import State
from palnet.model.indicator import Indicator, Kind
from palnet.model.survey import Missing, Questionnaire

__all__ = ["Tally", "code_of", "summed", "without_a_value"]

Tally = Counter[tuple[Truth, Truth, Any]]
"""How many respondents are in the base or not, known or not, and gave which answer where that is kept."""


def code_of(cell: Cell) -> str:
    """An answer as the code of a stratum."""
    return "+".join(sorted(cell)) if isinstance(cell, frozenset) else str(cell)


def summed(indicator: Indicator, tally: Tally, questionnaire: Questionnaire) -> dict[str, Any]:
    """The numbers of one tally. In the denominator is whoever is in the base and known."""
    taken_as_no = base_unknown = 0
    missing: Counter[Missing] = Counter()
    answers: Counter[Any] = Counter()
    numerator = denominator = 0
    for (base, known, cell), number in tally.items():
        if base in OUTSIDE or base is Truth.FALSE or known in OUTSIDE:
            continue
        if not base.known:
            base_unknown += number
        elif known.known:
            denominator += number
            numerator += number if known is Truth.TRUE else 0
            answers[cell] += number
        elif indicator.unknown_as_no:
            denominator += number
            taken_as_no += number
        elif (reason := known.reason) is not None:
            missing[reason] += number
    made: dict[str, Any] = {
        "missing": {reason: missing[reason] for reason in Missing if missing[reason]},
        "base_unknown": base_unknown,
        "taken_as_no": taken_as_no,
        "state": State.VALUE if denominator else State.NO_ANSWERS,
    }
    if not denominator:
        return made
    made["denominator"] = denominator
    if indicator.kind in (Kind.PROPORTION, Kind.COUNT):
        made["numerator"] = numerator
    elif indicator.kind is Kind.RATIO:
        made["respondents"] = denominator
        made["numerator"] = _number(sum((cell[0] * number for cell, number in answers.items()), 0))
        made["denominator"] = _number(sum((cell[1] * number for cell, number in answers.items()), 0))
        if not made["denominator"]:
            made = {**made, "state": State.EMPTY_BASE, "numerator": None, "denominator": None, "respondents": None}
    elif indicator.kind is Kind.DISTRIBUTION:
        made["values"] = _bars(answers, questionnaire, str(indicator.question))
    else:
        made["values"] = {str(_number(cell)): number for cell, number in sorted(answers.items())}
        if indicator.kind is Kind.MEAN:
            made["numerator"] = _number(sum((cell * number for cell, number in answers.items()), 0))
    return made


def _number(amount: int | Decimal) -> int | Decimal:
    """A number in one form, however it was written: 2 for 2.0."""
    exact = Decimal(amount)
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()


def _bars(answers: Counter[Any], questionnaire: Questionnaire, question: str) -> dict[str, int]:
    options = questionnaire.by_id[question].options
    bars = {option.code: 0 for option in options if option.missing is None}
    for cell, number in sorted(answers.items(), key=lambda one: code_of(one[0])):
        for code in sorted(cell) if isinstance(cell, frozenset) else (cell,):
            # What is no answer has no bar, even beside one that is.
            if code in bars or not options:
                bars[code] = bars.get(code, 0) + number
    return bars


def without_a_value(tally: Tally, roster: int | None, people: int) -> State:
    """Why nothing was counted: nobody was asked, nobody belongs to the base, or nobody of it answered."""
    asked = [known for base, known, _ in tally if base is Truth.TRUE]
    if asked and all(known is Truth.NOT_ASKED for known in asked):
        return State.NOT_ASKED
    waited_for = any(
        known not in OUTSIDE for base, known, _ in tally if base not in OUTSIDE and base is not Truth.FALSE
    )
    if roster == 0 and not waited_for:
        return State.EMPTY_BASE
    if roster or waited_for or not people:
        return State.NO_ANSWERS
    return State.EMPTY_BASE
