"""Which whole numbers a printed percentage or mean can come from: granularity, in whole numbers only."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

import attrs

from palnet.assess._arguments import Arguments
from palnet.errors import Problem, nearest

__all__ = ["USUAL", "Printed", "Rounding", "possible_denominators", "possible_numerators", "possible_sums"]


class Rounding(StrEnum):
    """How a number was shortened before it was printed."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    TRUNCATE = "truncate"


USUAL = tuple(Rounding)
"""The usual ways, the ordinary one first."""


@attrs.frozen
class Printed:
    """A number as it is printed: ``digits`` without the comma, ``scale`` 10 for each decimal; 31,6 is 316 and 10.

    ``unit`` is what one whole is printed as: 100 for a percentage, 1 for a mean.
    """

    digits: int
    scale: int = 1
    unit: int = 100

    @classmethod
    def of(cls, number: Decimal, unit: int = 100) -> Printed:
        """The number with the decimals that it is written with."""
        decimals = max(-int(number.as_tuple().exponent), 0)
        return cls(int(number.scaleb(decimals)), 10**decimals, unit)

    def numerators(self, denominator: int, rounding: Rounding) -> range:
        """Every whole number that is printed so when it is divided by the denominator."""
        # The number lies from `low` to `high`, each over `cut`; with it times the denominator, so does the numerator.
        low, high, cut = self._window(rounding)
        first = -(-low * denominator // cut)
        last = (high * denominator) // cut
        if self._open_below(rounding) and first * cut == low * denominator:
            first += 1
        if self._open_above(rounding) and last * cut == high * denominator:
            last -= 1
        return range(max(first, 0), last + 1)

    def denominators(self, numerator: int, at_most: int, rounding: Rounding) -> range:
        """Every denominator from 1 that the numerator is printed so with."""
        low, high, cut = self._window(rounding)
        first = -(-numerator * cut // high)
        if self._open_above(rounding) and first * high == numerator * cut:
            first += 1
        last = at_most
        if low > 0:
            last = (numerator * cut) // low
            if self._open_below(rounding) and last * low == numerator * cut:
                last -= 1
        return range(max(first, 1), min(last, at_most) + 1)

    def fits(self, denominator: int, rounding: Rounding = Rounding.HALF_UP) -> bool:
        """Whether some of that many people can be printed so."""
        return self.fitting(rounding)(denominator)

    def fitting(self, rounding: Rounding) -> Callable[[int], bool]:
        """The question of :meth:`fits` for one denominator after the other, made ready for many."""
        low, high, cut = self._window(rounding)
        # The least that a numerator times `cut` exceeds the lower end by, and comes short of the upper.
        below, above = int(self._open_below(rounding)), int(self._open_above(rounding))

        def fits(denominator: int) -> bool:
            least = max(-(-(low * denominator + below) // cut), 0)
            return least * cut <= high * denominator - above

        return fits

    def _window(self, rounding: Rounding) -> tuple[int, int, int]:
        cut = 2 * self.unit * self.scale
        if rounding is Rounding.TRUNCATE:
            return 2 * self.digits, 2 * self.digits + 2, cut
        return 2 * self.digits - 1, 2 * self.digits + 1, cut

    def _open_below(self, rounding: Rounding) -> bool:
        return rounding is Rounding.HALF_EVEN and self.digits % 2 == 1

    def _open_above(self, rounding: Rounding) -> bool:
        return rounding is not Rounding.HALF_EVEN or self.digits % 2 == 1


def possible_numerators(
    percent: int | Decimal | str,
    denominator: int,
    decimals: int | None = None,
    rounding: str = "half-up",
) -> tuple[int, ...]:
    """Every number of persons that is printed as that percentage of so many.

    ``percent`` is a whole number, a Decimal or text (``"31,6"``), for a float has lost what was printed. ``decimals``
    is how many it is printed with, by itself those that it is written with. ``rounding`` is half-up, half-even or
    truncate. Nothing when the percentage cannot be: 88 of 54 is none of theirs, unless it was cut off. Raises
    :class:`palnet.DefinitionError` with everything that is wrong with the call.
    """
    asked = Arguments("possible_numerators")
    printed = _printed(asked, percent, "percent", decimals, 100)
    n = asked.denominator(denominator, "denominator")
    rule = _rule(asked, rounding)
    found = asked.sound(printed).numerators(asked.sound(n), asked.sound(rule))
    return tuple(k for k in found if k <= asked.sound(n))


def possible_denominators(
    percent: int | Decimal | str,
    numerator: int,
    at_most: int = 200,
    decimals: int | None = None,
    rounding: str = "half-up",
) -> tuple[int, ...]:
    """Every number of persons, to ``at_most``, that so many of are printed as that percentage.

    The rest is as in :func:`possible_numerators`.
    """
    asked = Arguments("possible_denominators")
    printed = _printed(asked, percent, "percent", decimals, 100)
    k = asked.count(numerator, "numerator")
    most = asked.denominator(at_most, "at_most")
    rule = _rule(asked, rounding)
    found = asked.sound(printed).denominators(asked.sound(k), asked.sound(most), asked.sound(rule))
    return tuple(n for n in found if n >= asked.sound(k))


def possible_sums(
    mean: int | Decimal | str,
    denominator: int,
    decimals: int | None = None,
    rounding: str = "half-up",
    items: int = 1,
) -> tuple[int, ...]:
    """Every sum of whole numbers whose mean over so many is printed so; of a score, over ``items`` for each person.

    Nothing when the mean cannot be: the test of granularity (GRIM) that Brown and Heathers published in 2017. The rest
    is as in :func:`possible_numerators`, but that a mean has no upper end.
    """
    asked = Arguments("possible_sums")
    printed = _printed(asked, mean, "mean", decimals, 1)
    n = asked.denominator(denominator, "denominator")
    each = asked.denominator(items, "items")
    rule = _rule(asked, rounding)
    return tuple(asked.sound(printed).numerators(asked.sound(n) * asked.sound(each), asked.sound(rule)))


def _printed(asked: Arguments, given: Any, name: str, decimals: int | None, unit: int) -> Printed | None:
    number = _number(given)
    if number is None:
        asked.refuse(Problem("PAL201", value=repr(given)[:80], expected="Decimal"), name)
        return None
    if number < 0 or (unit == 100 and number > 100):
        problem = Problem("PAL316", value=str(given), expected="0–100") if unit == 100 else Problem("PAL311")
        asked.refuse(attrs.evolve(problem, value=str(given)), name)
        return None
    written = max(-int(number.as_tuple().exponent), 0)
    if decimals is None:
        return Printed.of(number, unit)
    wanted = asked.count(decimals, "decimals")
    if wanted is None:
        return None
    if wanted < written:
        asked.refuse(Problem("PAL790", {"number": str(given), "decimals": wanted}), "decimals")
        return None
    if wanted > 100:
        asked.refuse(Problem("PAL306", value=str(wanted), expected="0–100"), "decimals")
        return None
    return Printed(int(number.scaleb(wanted)), 10**wanted, unit)


def _number(given: Any) -> Decimal | None:
    if isinstance(given, bool) or not isinstance(given, (int, str, Decimal)):
        return None
    try:
        number = Decimal(given.strip().replace(",", ".").replace("−", "-") if isinstance(given, str) else given)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) <= 100 else None


def _rule(asked: Arguments, given: object) -> Rounding | None:
    known = " | ".join(Rounding)
    if isinstance(given, str) and given in set(Rounding):
        return Rounding(given)
    hint = nearest(given, list(Rounding)) if isinstance(given, str) else None
    asked.refuse(Problem("PAL204", value=repr(given)[:80], expected=known, hint=hint), "rounding")
    return None
