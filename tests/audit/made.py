"""Reports made up from true counts, printed under one rule; and what arithmetic alone can say of them.

The judgement at the end tries every count of every denominator with Decimal: it shares nothing with what it tests.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from functools import cache

import attrs

from palnet import DefinitionError, Figure, Part, Period, Respondents, Source, Text, Unit

Draw = Callable[[int, int], int]
RULES = (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN)
NAMES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "truncate": ROUND_DOWN}


def printed(k: int, n: int, rule: str, decimals: int) -> Decimal:
    """A share as a percentage: exact at every tie, for thirty digits are more than any tie needs."""
    return (Decimal(100 * k) / Decimal(n)).quantize(Decimal(1).scaleb(-decimals), rounding=rule)


@cache
def shares(n: int, rule: str, decimals: int) -> frozenset[Decimal]:
    return frozenset(printed(k, n, rule, decimals) for k in range(n + 1))


def figure(number: int, **given) -> Figure:
    return Figure(
        id=f"elvedal-2023/tall-{number}",
        label=Text(nb=f"Tall {number}"),
        region="elvedal",
        period=Period.year(2023),
        networks=("elvedal/sykepleie",),
        sources=(Source(document="elvedal-rapport-2023", lines=str(number + 1)),),
        **given,
    )


def report(draw: Draw) -> list[Figure]:
    """A consistent report: some figures of each form, true counts under one rule, some who skipped a question."""
    rule, decimals = RULES[draw(0, 2)], draw(0, 9) // 9
    answered = draw(3, 160)
    respondents = Respondents(role="ressurssykepleier")
    made: list[Figure] = []
    for number in range(draw(3, 8)):
        n = answered - (draw(0, answered // 4) if draw(0, 2) == 0 else 0)
        k = draw(0, n)
        percent = printed(k, n, rule, decimals)
        about = {"question": f"elvedal/sporsmal-{number}", "respondents": respondents}
        form = draw(0, 4)
        if form == 0:
            made.append(figure(number, percent=percent, answered=answered, **about))
        elif form == 1:
            made.append(figure(number, percent=percent, denominator=n, **about))
        elif form == 2:
            made.append(figure(number, percent=percent, numerator=k, denominator=n, **about))
        elif form == 3:
            made.append(figure(number, percent=percent, numerator=k, answered=answered, **about))
        else:
            values = [draw(0, 60) for _ in range(draw(2, 5))]
            parts = tuple(Part(label=Text(nb=f"Del {one}"), value=Decimal(one)) for one in values)
            made.append(figure(number, value=Decimal(sum(values)), unit=Unit.MEETINGS, parts=parts))
    if draw(0, 1):
        again = made[draw(0, len(made) - 1)]
        made.append(attrs.evolve(again, id="elvedal-2024/lysbilde", repeats=again.id))
    return made


def corrupted(draw: Draw, made: list[Figure]) -> tuple[list[Figure], Figure, str] | None:
    """The report with one number changed; which figure it is in, and which number. None where that cannot be held."""
    position = draw(0, len(made) - 1)
    old = made[position]
    fields = [
        one for one in ("percent", "numerator", "denominator", "answered", "value") if getattr(old, one) is not None
    ]
    field = fields[draw(0, len(fields) - 1)]
    before = getattr(old, field)
    step = draw(1, 9) * (1 if draw(0, 1) else -1)
    if isinstance(before, Decimal):
        step = step * Decimal(1).scaleb(before.as_tuple().exponent)
    try:
        new = attrs.evolve(old, **{field: before + step})
    except DefinitionError:
        return None
    return [*made[:position], new, *made[position + 1 :]], new, field


def findable(made: list[Figure], wrong: Figure, field: str) -> bool:
    """Whether the numbers themselves show it: no true count under any rule could have been printed so."""
    if field == "answered" and any(one.answered not in (None, wrong.answered) for one in made):
        return True
    twins = [one for one in made if one.id == wrong.repeats or one.repeats == wrong.id]
    if any(getattr(one, field) != getattr(wrong, field) for one in twins):
        return True
    if wrong.parts:
        return sum(one.value for one in wrong.parts) != wrong.value
    decimals = -wrong.percent.as_tuple().exponent
    k, n, base = wrong.numerator, wrong.denominator, wrong.answered
    sizes = [n] if n is not None else range(1, base + 1)
    if k is None:
        return not any(wrong.percent in shares(size, rule, decimals) for size in sizes for rule in RULES)
    return not any(k <= size and wrong.percent == printed(k, size, rule, decimals) for size in sizes for rule in RULES)


def grave(findings):
    """Those that say that something is wrong."""
    return [one for one in findings if one.severity in ("impossible", "inconsistent")]
