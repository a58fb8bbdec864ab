"""True, false and unknown: Kleene's strong tables, once, with the reason why something is unknown.

The values are ordered so that "all of" is the smallest of them. False decides; then what is unknown, an answer that is
missing before a question that the person never met; then true. "Not" turns true and false about and leaves what is
unknown as it is, and "any of" follows from the two by De Morgan's law. So of several reasons the same one is told
whatever their order: a person who was routed past one question and left another empty has left something empty.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from palnet.model.survey import Missing

__all__ = ["OUTSIDE", "Truth", "all_of", "any_of", "not_"]


class Truth(IntEnum):
    """Whether something holds of a respondent, or why that is not known."""

    FALSE = 0
    NOT_ANSWERED = 1
    DONT_KNOW = 2
    NOT_APPLICABLE = 3
    NOT_SHOWN = 4
    NOT_ASKED = 5
    TRUE = 6

    __hash__ = int.__hash__  # an enumeration's own is slow, and there is one of these for every answer

    @property
    def known(self) -> bool:
        """Whether it is true or false."""
        return self in (Truth.TRUE, Truth.FALSE)

    @property
    def reason(self) -> Missing | None:
        """Why it is not known."""
        return _REASONS.get(self)

    @classmethod
    def of(cls, reason: Missing) -> Truth:
        """The unknown with that reason."""
        return cls[reason.name]


_REASONS = {Truth[reason.name]: reason for reason in Missing}

OUTSIDE = frozenset({Truth.NOT_APPLICABLE, Truth.NOT_SHOWN, Truth.NOT_ASKED})
"""The reasons that put a person outside the base: what was never asked of somebody is not missing."""


def not_(truth: Truth) -> Truth:
    """Not that."""
    return Truth(Truth.TRUE - truth) if truth.known else truth


def all_of(truths: Iterable[Truth]) -> Truth:
    """Every one of them; true of none at all."""
    return min(truths, default=Truth.TRUE)


def any_of(truths: Iterable[Truth]) -> Truth:
    """At least one of them; false of none at all."""
    return not_(all_of(map(not_, truths)))
