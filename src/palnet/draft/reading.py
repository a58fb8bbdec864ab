"""What a draft's sentences claim: readings, and the numbers that were passed over."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import attrs

from palnet.draft.passages import Place
from palnet.draft.scope import Who
from palnet.draft.tokens import Reason
from palnet.model.figure import Unit

__all__ = ["Before", "Claim", "Passed", "Piece", "Reading", "Sure"]


class Sure(StrEnum):
    """How sure a reading is: no doubt; something taken from what stands around it; it may be wrong."""

    SURE = "sure"
    LIKELY = "likely"
    UNSURE = "unsure"

    @property
    def rank(self) -> int:
        """0 for the surest."""
        return list(Sure).index(self)


class Claim(StrEnum):
    """What sort of thing is claimed."""

    SHARE = "share"
    COUNT = "count"
    RATIO = "ratio"
    RANGE = "range"
    CHANGE = "change"
    WORDS = "words"
    MONEY = "money"
    TARGET = "target"
    PICTURE = "picture"


@attrs.frozen(kw_only=True)
class Piece:
    """A part that a number is said to be made of. A ``subset`` is counted in the part before it."""

    label: str
    value: Decimal
    subset: bool = False
    who: Who = attrs.field(factory=Who)
    pieces: tuple[Piece, ...] = ()


@attrs.frozen(kw_only=True)
class Before:
    """What is said of earlier: the year where it is told, a percentage or a number, or a change in per cent since."""

    year: int | None = None
    percent: Decimal | None = None
    value: Decimal | None = None
    change: Decimal | None = None
    rough: bool = False
    words: str | None = None


@attrs.frozen(kw_only=True)
class Reading:
    """One claim of a draft. ``key`` names it among all of the draft's, the same as long as its sentence is the same.

    ``percent``, ``numerator`` (k) and ``denominator`` (n) are as printed; other numbers are ``value`` of ``unit``
    (None where palnet does not know what is counted), or ``value`` to ``most``. ``pieces`` are what it is said to be
    made of, ``before`` what is said of earlier, ``who`` whom it tells of; ``answering`` says that it tells how many
    answered the survey, ``asked`` that its sentence speaks of those who did. ``year`` is one that the sentence gives
    it. ``reached`` is what the draft says of its target. ``own`` are the words it stands in, ``start`` and ``end``
    where in its sentence.
    """

    key: str
    claim: Claim
    sure: Sure
    place: Place
    section: tuple[str, ...]
    sentence: str
    own: str
    start: int = 0
    end: int = 0
    anchor: int | None = None
    percent: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    most: Decimal | None = None
    unit: Unit | None = None
    rough: bool = False
    words: str | None = None
    pieces: tuple[Piece, ...] = ()
    before: tuple[Before, ...] = ()
    who: Who = attrs.field(factory=Who)
    answering: bool = False
    asked: bool = False
    assembled: bool = False
    event: bool = False
    row: str | None = None
    column: int | None = None
    year: int | None = None
    reached: bool | None = None
    confirmed: bool = False
    of: str | None = None

    @property
    def numbers(self) -> str:
        """The numbers as they would be written: "95 (68 %)", "14/17", "0–2"."""
        n = f"/{self.denominator}" if self.denominator is not None else ""
        k = f"{self.numerator}{n}" if self.numerator is not None else (f"n = {self.denominator}" if n else "")
        if self.percent is not None:
            share = f"{_shown(self.percent)} %"
            return f"{k} ({share})" if k and self.numerator is not None else f"{share} ({k})" if k else share
        if k:
            return k
        if self.value is None:
            return self.words or "–"
        return f"{_shown(self.value)}–{_shown(self.most)}" if self.most is not None else _shown(self.value)


def _shown(value: Decimal) -> str:
    return f"{value}".replace(".", ",")


@attrs.frozen(kw_only=True)
class Passed:
    """A number that is no figure, and why."""

    reason: Reason
    text: str
    place: Place
    section: tuple[str, ...]
    sentence: str
