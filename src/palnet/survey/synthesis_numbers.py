"""Numbers that give back what was printed: which k of n makes a percentage, and how a number is shared out."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import attrs

from palnet.model.predicate import Predicate

__all__ = ["Wanted", "chosen", "half_up", "shared_out"]

_WINDOW = 3000
"""Among how many denominators one is looked for: of any thousand there is one for every share with one decimal."""


def half_up(number: Fraction) -> int:
    """The nearest whole number; a half goes up."""
    return (2 * number.numerator + number.denominator) // (2 * number.denominator)


def shared_out(number: int, weights: Sequence[int], most: Sequence[int] | None = None) -> list[int]:
    """A number shared out by weight and largest remainder, none getting more than ``most``; the sum is the number.

    What cannot be given to anybody, because all have the most they can, is left over.
    """
    limits = list(most) if most is not None else [number] * len(weights)
    given = [0] * len(weights)
    while (left := number - sum(given)) > 0:
        open_to = [at for at, limit in enumerate(limits) if given[at] < limit]
        if not open_to:
            break
        shares = {at: weights[at] for at in open_to if weights[at] > 0} or dict.fromkeys(open_to, 1)
        total = sum(shares.values())
        whole = {at: min(left * weight // total, limits[at] - given[at]) for at, weight in shares.items()}
        for at, part in whole.items():
            given[at] += part
        by_remainder = sorted(shares, key=lambda at: (-(left * shares[at] % total), at))
        for at in by_remainder[: left - sum(whole.values())]:
            given[at] += 1 if given[at] < limits[at] else 0
    return given


@attrs.frozen(kw_only=True)
class Wanted:
    """What a published figure says of one question: that ``percent``, or ``k``, or ``k`` of ``n``, answered so.

    ``base`` is of whom, ``counts`` what they answered; None where it is enough that something was written. Of other
    numbers of respondents than those who answered, by the factor ``scale``, only a percentage can come out again.
    """

    figure: str
    base: Predicate | None
    counts: Predicate | None
    percent: Decimal | None = None
    k: int | None = None
    n: int | None = None
    unknown_as_no: bool = False
    scale: Fraction = Fraction(1)

    @property
    def printed(self) -> str:
        """The number as it stands in the document."""
        whole = None if self.k is None else str(self.k) if self.n is None else f"{self.k}/{self.n}"
        share = None if self.percent is None else f"{self.percent} %"
        return ", ".join(one for one in (whole, share) if one is not None)

    def comes_out(self, k: int, n: int) -> bool:
        """Whether k of n is what was printed, the percentage rounded half up to as many decimals; 0 of 0 never is."""
        if self.scale != 1:
            return self.percent is not None and self._has_share(k, n)
        as_printed = self.k in (None, k) and self.n in (None, n) and k <= n and n > 0
        return as_printed and (self.percent is None or self._has_share(k, n))

    def _has_share(self, k: int, n: int) -> bool:
        if not n or self.percent is None:
            return False
        exponent = self.percent.as_tuple().exponent
        unit: int = 10 ** max(0, -exponent if isinstance(exponent, int) else 0)
        return half_up(Fraction(100 * unit * k, n)) == self.percent * unit

    @property
    def exact_k(self) -> int | None:
        """The numerator that is aimed at, where it is not left to the percentage."""
        if self.k is None or (self.scale != 1 and self.percent is not None):
            return None
        return half_up(self.k * self.scale)

    @property
    def likely_n(self) -> Fraction | None:
        """About how many answered the question, where that is printed or follows from what is."""
        if self.n is not None:
            return self.n * self.scale
        if self.k is None or not self.percent:
            return None
        return 100 * self.k / Fraction(self.percent) * self.scale

    def off_by(self, k: int, n: int) -> Fraction:
        """How far k of n is from what was printed."""
        if self.percent is None:
            return Fraction(abs(k - (self.exact_k or 0)))
        return abs(Fraction(100 * k, n) - Fraction(self.percent)) if n else Fraction(10**6)


def chosen(wanted: Wanted, people: int, likely: int, others: tuple[int, int] = (0, 0)) -> tuple[int, int]:
    """How many of these people answer so, and how many at all, for the figure to come out together with the others.

    ``others`` are k and n of those in the figure's base who have answered already. As many answer as is ``likely``
    where the figure leaves it open; where no number gives it back, those that come nearest.
    """
    before_k, before_n = others
    if wanted.unknown_as_no:
        sizes: Sequence[int] = [people]
    elif wanted.n is not None and wanted.scale == 1:
        sizes = [min(max(wanted.n - before_n, 0), people)]
    else:
        lowest = min(max(likely - _WINDOW, 0), people)
        sizes = sorted(range(lowest, min(people, likely + _WINDOW) + 1), key=lambda n: (abs(n - likely), -n))
    best: tuple[bool, Fraction] | None = None
    found = (0, 0)
    for n in sizes:
        for k in _numerators(wanted, n, before_k, before_n):
            comes_out = wanted.comes_out(before_k + k, before_n + n)
            if comes_out and wanted.exact_k is None:
                return k, n
            off = (not comes_out, wanted.off_by(before_k + k, before_n + n))
            if best is None or off < best:
                best, found = off, (k, n)
    return found


def _numerators(wanted: Wanted, n: int, before_k: int, before_n: int) -> list[int]:
    if wanted.exact_k is not None:
        return [min(max(wanted.exact_k - before_k, 0), n)]
    ideal = Fraction(wanted.percent or 0) * (before_n + n) / 100 - before_k
    below = ideal.numerator // ideal.denominator
    return sorted({min(max(k, 0), n) for k in (below, below + 1)})
