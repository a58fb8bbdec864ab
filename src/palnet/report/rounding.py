"""Exact numbers as the reports print them: halves away from nought."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from palnet.assess._numbers import near

__all__ = ["in_short", "rounded"]


def rounded(exact: Fraction, decimals: int = 0) -> Decimal:
    """A number with so many decimals."""
    shown = near(exact, decimals)
    return (Decimal(shown.numerator) / Decimal(shown.denominator)).quantize(Decimal(1).scaleb(-decimals))


def in_short(exact: Fraction) -> Decimal:
    """A whole number as it is, any other with one decimal."""
    return rounded(exact, 0 if exact.denominator == 1 else 1)
