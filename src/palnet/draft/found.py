"""A claim as the grammar finds it in one sentence, before anybody knows where the sentence stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs

from palnet.draft.reading import Before, Claim, Piece, Sure
from palnet.draft.tokens import Token, What
from palnet.model.figure import Unit

__all__ = ["Found", "Sentence"]


@attrs.define(kw_only=True)
class Found:
    """One claim in a sentence; the fields are those of a reading. ``after`` is where the words about it begin."""

    claim: Claim
    sure: Sure
    start: int
    end: int
    after: int
    percent: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    value: Decimal | None = None
    most: Decimal | None = None
    unit: Unit | None = None
    rough: bool = False
    words: str | None = None
    pieces: tuple[Piece, ...] = ()
    before: list[Before] = attrs.field(factory=list)
    assembled: bool = False
    earlier: bool = False


class Sentence:
    """A sentence and its numbers, of which each is used once."""

    def __init__(self, text: str, tokens: tuple[Token, ...]) -> None:
        self.text = text
        self.tokens = [one for one in tokens if one.what is not What.PASSED]
        self.passed = [one for one in tokens if one.what is What.PASSED]
        self._places = {one.start: place for place, one in enumerate(self.tokens)}
        self.used: set[Token] = set()
        self.found: list[Found] = []
        self.earlier: Before | None = None

    def free(self, *what: What) -> list[Token]:
        """The numbers of that sort that no claim has taken yet."""
        return [one for one in self.tokens if one not in self.used and (not what or one.what in what)]

    def take(self, *tokens: Token) -> None:
        """These belong to a claim now."""
        self.used.update(tokens)

    def claim(self, claim: Claim, sure: Sure, *tokens: Token, **given: Any) -> None:
        """Find a claim that these numbers make, and no other after it.

        It begins with the first of them and ends with the last, where the words about it begin, unless something else
        is given.
        """
        self.take(*tokens)
        end = max(one.end for one in tokens)
        place = {"start": min(one.start for one in tokens), "end": end, "after": end}
        self.found.append(Found(claim=claim, sure=sure, **(place | given)))

    def between(self, one: Token, other: Token) -> str:
        """What stands between two numbers."""
        return self.text[one.end : other.start]

    def next_to(self, token: Token, step: int) -> Token | None:
        """The number before (-1) or after (1) another one."""
        position = self._places[token.start] + step
        return self.tokens[position] if 0 <= position < len(self.tokens) else None

    def quoted(self, offset: int) -> bool:
        """Whether a place is inside quotation marks: somebody else's words."""
        before = self.text[:offset]
        return before.count("«") > before.count("»") or before.count("“") > before.count("”")
