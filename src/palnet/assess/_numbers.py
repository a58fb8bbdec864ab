"""Numbers as they are read: rounded so that they never say what is not so, with the language's own signs."""

from __future__ import annotations

from fractions import Fraction

__all__ = ["exact", "near", "percent", "signed", "written"]


def near(number: Fraction, decimals: int, *guards: Fraction | None) -> Fraction:
    """The number with so many decimals, halves away from nought, as the reports print them.

    It gets more decimals while rounding would put it on another side of a guard, or on it: 79.5 is not 80, and 99.6
    not 100.
    """
    shown = _rounded(number, decimals)
    while any(guard is not None and _side(shown, guard) != _side(number, guard) for guard in guards):
        decimals += 1
        shown = _rounded(number, decimals)
    return shown


def percent(share: Fraction, en: bool, wanted: Fraction | None, decimals: int = 0) -> str:
    """A share as a percentage, which stands on the same side of the target, of nobody and of everybody as it does."""
    shown = near(100 * share, decimals, Fraction(0), Fraction(100), wanted)
    return written(shown, en) + ("%" if en else "\u00a0%")


def exact(number: Fraction, en: bool) -> str:
    """A number that was written with decimals, with all of them."""
    return written(near(number, 0, number), en)


def signed(number: Fraction, en: bool) -> str:
    """A step: with its sign, but for none at all."""
    return ("+" if number > 0 else "") + written(number, en)


def written(number: Fraction, en: bool) -> str:
    """A number that has an end as a decimal: 31,6 in bokmål, 31.6 in English, with a real minus."""
    decimals = 0
    while (number * 10**decimals).denominator != 1:
        decimals += 1
    digits = str(abs(int(number * 10**decimals))).rjust(decimals + 1, "0")
    whole, part = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    return ("−" if number < 0 else "") + whole + (("." if en else ",") + part if part else "")


def _rounded(number: Fraction, decimals: int) -> Fraction:
    whole = int(abs(number) * 10**decimals + Fraction(1, 2))
    return Fraction(whole if number > 0 else -whole, 10**decimals)


def _side(number: Fraction, guard: Fraction) -> int:
    return (number > guard) - (number < guard)
