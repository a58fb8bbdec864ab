"""Wholes and their parts: "31 persons came: 8 managers, 18 nurses …", "(of whom 12 …)", "A and B, in all C"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from palnet.draft.found import Sentence
from palnet.draft.reading import Claim, Piece, Sure
from palnet.draft.scope import noun, who_in
from palnet.draft.tokens import Token, What
from palnet.model.figure import Unit

__all__ = ["wholes"]

_SUBSET = re.compile(
    r"\b(?:inkludert|inkl\.?|medregnet|medrekna|herav|derav|hvorav|korav|av disse|av desse|av dem|including|"
    r"of whom|of which)\b",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"\b(?:til sammen|tilsammen|totalt|i alt|sum|in total|in all|altogether)\s*(?:ble det\s*|blir\s*|er\s*|:\s*)?$",
    re.IGNORECASE,
)
_DIVIDED = re.compile(
    r"\b(?:fordelt (?:på|med)|delt (?:på|i)|som består av|bestående av|beståande av|made up of|consisting of|"
    r"divided into|namely|nemlig)\b[^\d]*$",
    re.IGNORECASE,
)
_FAR = 140


def wholes(sentence: Sentence) -> None:
    """Find the numbers that are said to be made of others, and take both."""
    for whole in sentence.free(What.NUMBER):
        if whole in sentence.used or _decimal(whole):
            continue
        made = _after_colon(sentence, whole) or _in_brackets(sentence, whole) or _divided(sentence, whole)
        made = made or _of_whom(sentence, whole)
        if made is not None:
            _take(sentence, whole, *made)
    numbers = [one for one in sentence.free(What.NUMBER) if not _decimal(one)]
    if len(numbers) >= 3 and _SUM.search(sentence.text[: numbers[-1].start]) and ":" not in sentence.text:
        last, items = numbers[-1], numbers[:-1]
        gaps = [sentence.between(one, other) for one, other in pairwise(items)]
        if all(noun(sentence.text[one.end :]) for one in items) and all(_joins(gap) for gap in gaps):
            _take(sentence, last, tuple(_piece(sentence, one, items) for one in items), items, Sure.LIKELY)


def _decimal(token: Token) -> bool:
    return token.value is not None and token.value != token.value.to_integral_value()


def _joins(gap: str) -> bool:
    return len(gap) < _FAR and "(" not in gap and bool(re.search(r"[,;+]|\bog\b|\band\b|\bsamt\b", gap))


def _take(sentence: Sentence, whole: Token, pieces: tuple[Piece, ...], items: Sequence[Token], sure: Sure) -> None:
    counted = noun(sentence.text[whole.end :])
    unit = counted[0] if counted is not None else _unit_of(sentence, items)
    sentence.claim(
        Claim.COUNT,
        sure if counted is not None or unit is not None else Sure.UNSURE,
        whole,
        *items,
        start=whole.start,
        after=whole.end,
        value=whole.value,
        unit=unit,
        pieces=pieces,
        rough=whole.rough,
    )


def _unit_of(sentence: Sentence, items: Sequence[Token]) -> Unit | None:
    return next((counted[0] for one in items if (counted := noun(sentence.text[one.end :]))), None)


_Made = tuple[tuple[Piece, ...], list[Token], Sure]


def _after_colon(sentence: Sentence, whole: Token) -> _Made | None:
    following = [one for one in sentence.tokens if one.start >= whole.end]
    colon = sentence.text.find(":", whole.end)
    if colon < 0 or colon - whole.end > _FAR or not following or following[0].start < colon:
        return None
    if any(whole.end < one.start < colon for one in sentence.passed) and not noun(sentence.text[whole.end :]):
        return None
    return _listed(sentence, colon + 1, len(sentence.text), Sure.SURE)


def _in_brackets(sentence: Sentence, whole: Token) -> _Made | None:
    opened = sentence.text.find("(", whole.end)
    if opened < 0 or opened - whole.end > _FAR or re.search(r"[.;:,]|\d", sentence.text[whole.end : opened]):
        return None
    closed = sentence.text.find(")", opened)
    return _listed(sentence, opened + 1, closed if closed >= 0 else len(sentence.text), Sure.SURE)


def _divided(sentence: Sentence, whole: Token) -> _Made | None:
    following = sentence.next_to(whole, 1)
    if following is None or not _DIVIDED.search(sentence.between(whole, following)):
        return None
    return _listed(sentence, following.start, len(sentence.text), Sure.LIKELY)


def _of_whom(sentence: Sentence, whole: Token) -> _Made | None:
    """A part of it, or several: they need not be all there is."""
    match = _SUBSET.search(sentence.text, whole.end)
    following = sentence.next_to(whole, 1)
    if match is None or following is None or following.start < match.end() or following.what is not What.NUMBER:
        return None
    if following.start - match.end() > 30 or re.search(r"[.;]", sentence.text[whole.end : match.start()]):
        return None
    items = [following]
    for one in sentence.tokens[sentence.tokens.index(following) + 1 :]:
        if one.what is not What.NUMBER or one in sentence.used or not _joins(sentence.between(items[-1], one)):
            break
        items.append(one)
    pieces = tuple(_piece(sentence, one, items) for one in items)
    more = sum(one.value for one in pieces) > (whole.value or 0)
    if len(items) == 1 or not more:
        pieces = tuple(Piece(label=one.label, value=one.value, subset=True, who=one.who) for one in pieces)
    return pieces, items, Sure.LIKELY if len(items) == 1 or not more else Sure.UNSURE


def _listed(sentence: Sentence, start: int, end: int, sure: Sure) -> _Made | None:
    """The numbers of a list, those in brackets under the one before them. None where it is no such list."""
    inside = [one for one in sentence.tokens if start <= one.start < end]
    if not inside or any(one in sentence.used for one in inside):
        return None
    outer: list[Token] = []
    inner: dict[Token, list[Token]] = {}
    for one in inside:
        between = sentence.text[start : one.start]
        if between.count("(") > between.count(")"):
            if outer:
                inner.setdefault(outer[-1], []).append(one)
            continue
        if one.what is not What.NUMBER or _decimal(one):
            return None
        if outer and not re.search(r"[,;+]|\bog\b|\band\b|\bsamt\b|\bi tillegg\b", sentence.between(outer[-1], one)):
            return None
        outer.append(one)
    if len(outer) < 2:
        return _only(sentence, start, outer, sure)
    pieces = tuple(_nested(sentence, outer, inner, end))
    taken = [*outer, *(one for held in inner.values() for one in held if one.what is What.NUMBER)]
    return pieces, taken, sure


def _only(sentence: Sentence, start: int, outer: list[Token], sure: Sure) -> _Made | None:
    """One number in brackets is a part only where a word says so."""
    if len(outer) != 1 or not _SUBSET.search(sentence.text[start : outer[0].start]):
        return None
    piece = _piece(sentence, outer[0], outer)
    return (Piece(label=piece.label, value=piece.value, subset=True, who=piece.who),), outer, sure


def _nested(sentence: Sentence, outer: Sequence[Token], inner: dict[Token, list[Token]], end: int) -> Iterator[Piece]:
    for one in outer:
        piece = _piece(sentence, one, outer, end)
        held = [token for token in inner.get(one, ()) if token.what is What.NUMBER]
        if not held:
            yield piece
            continue
        opened = sentence.text[one.end : held[0].start]
        subset = len(held) == 1 or bool(_SUBSET.search(opened))
        parts = tuple(_piece(sentence, token, held) for token in held)
        if subset:
            yield piece
            yield from (Piece(label=part.label, value=part.value, subset=True, who=part.who) for part in parts)
        else:
            yield Piece(label=piece.label, value=piece.value, who=piece.who, pieces=parts)


def _piece(sentence: Sentence, token: Token, others: Sequence[Token], end: int | None = None) -> Piece:
    """A part with the words after its number, to the next."""
    last = len(sentence.text) if end is None else end
    following = [one.start for one in others if one.start > token.start]
    words = sentence.text[token.end : min([*following, last])]
    words = re.split(r"[().;]|,\s*$", words)[0]
    words = re.sub(r"(?:\s|,|\+|\bog\b|\band\b|\bsamt\b|\btotalt\b|\btil sammen\b|\bi tillegg\b)+$", "", words).strip(
        " ,"
    )
    label = words[:80] or str(token.value)
    return Piece(label=label, value=token.value or Decimal(0), who=who_in(words))
