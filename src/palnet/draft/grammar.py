"""The claims of one sentence: a small grammar of how Norwegian and English reports write numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from palnet.draft.changes import anaphora, changes, goals, same_as_before
from palnet.draft.found import Found, Sentence
from palnet.draft.parts import wholes
from palnet.draft.reading import Before, Claim, Piece, Sure
from palnet.draft.scope import noun, unit_of
from palnet.draft.tokens import Reason, Token, What, tokens
from palnet.model.figure import Unit

__all__ = ["parse"]

_OPENED = re.compile(r"\(\s*(?:(?:ca\.?|dvs\.?|altså|tilsvarende|about|i\.e\.)\s*)?$", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:av|of|blant|among)\s+(?:(?:de|dei|alle|våre|totalt|i alt|til sammen|the|all|our)\s+)*$", re.IGNORECASE
)
_SIZE = re.compile(r"\b[nN]\s*=\s*$")
_SIZE_LATER = re.compile(r"[^.;()]{1,70}\(\s*[nN]\s*=\s*")
_SIZE_AFTER = re.compile(r"\s*[,;]?\s*(?:[nN]\s*=\s*|av\s+|of\s+)")
_IS = re.compile(
    r"[^.;()]{0,60}?(?:,|–|-|\beller\b|\bor\b|\bdvs\.?|\baltså\b|\butgjør\w*|\butgjer|\btilsvarer|\bsvarer til|"
    r"\bgir\b|\bis\b|\bi\.e\.)\s*(?:som er\s*|that is\s*)?$",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\s*(?:av|of|blant|among)\s+(?:(?:de|dei|alle|the|all|i alt|totalt)\s+)*$", re.IGNORECASE)
_NAMING = re.compile(r"\b(?:de|dei|alle|begge|the|all|disse|desse|våre|these|both)\s+$", re.IGNORECASE)
_DEFINITE = re.compile(r"\s+(?:[\w-]+\s+){0,2}?[\w-]*(?:ene|ane|ne|a)\b")
_ARTICLE = r"(?:en|ei|ein|ett|et|eit)"
_ONE_AND_ONE = re.compile(rf"\b{_ARTICLE}\s+(\w+)\s+og\s+{_ARTICLE}\s+(\w+)\s+([\w-]+)", re.IGNORECASE)
_MONTH = "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
_MONTHS = re.compile(rf"\bmøter?\s+i\s+((?:(?:{_MONTH})(?:\s*,\s*|\s+og\s+(?:i\s+)?)?)+)", re.IGNORECASE)
_THEM = re.compile(r"\s+(?:av|of)\s+(?:dem|disse|desse|them|these)\b", re.IGNORECASE)
_ATTENDED = re.compile(r"\b(?:delt(?:ok|att|ar|ek)|møt(?:te|t)|attended|took part|kom)\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b\w*(?:møtene|møta|møter|samlingene|samlinger|meetings|gatherings)\b", re.IGNORECASE)
_IN_ALL = re.compile(r"\b(?:til sammen|tilsammen|totalt|i alt|samlet|in total|in all|altogether)\b", re.IGNORECASE)
_EARLIER = re.compile(
    r"\b(?:i|in)\s+(?:f\.eks\.\s+)?((?:19|20)\d\d)\s+(?:var|was|were|hadde|had|deltok)\b[^.;]{0,50}$", re.IGNORECASE
)
_LIKE = re.compile(r"like\s+mange", re.IGNORECASE)


def parse(text: str, lang: str) -> Sentence:
    """A sentence with its claims in order, and the numbers that are none; ``lang`` is ``no`` or ``en``."""
    sentence = Sentence(text, tuple(tokens(text, lang)))
    goals(sentence)
    sentence.earlier = anaphora(sentence)
    changes(sentence)
    for token in sentence.free(What.PERCENT):
        if token not in sentence.used:
            _share(sentence, token)
    wholes(sentence)
    _same_again(sentence)
    same_as_before(sentence)
    for token in sentence.free():
        _left(sentence, token)
    _in_words(sentence)
    attended = _ATTENDED.search(text) and _SEVERAL.search(text) and _IN_ALL.search(text)
    for one in sentence.found:
        if attended and one.unit is Unit.PERSONS and not one.pieces:
            # One person may come to several meetings: these are attendances, whatever they are called.
            one.unit, one.assembled = Unit.ATTENDANCES, True
        if sentence.quoted(one.start):
            one.sure = Sure.UNSURE
    sentence.found.sort(key=lambda one: (one.start, one.end))
    return sentence


def _whole(token: Token) -> int | None:
    value = token.value
    return int(value) if value is not None and value == value.to_integral_value() else None


def _share(sentence: Sentence, token: Token) -> None:
    """A percentage, with its count and denominator where they stand beside it."""
    k, n, sure, taken = _beside(sentence, token)
    first = sentence.free()[0]
    if k is not None and n is None and first.what is What.NUMBER and _of_so_many(sentence, first, k):
        n = _whole(first)
        taken.append(first)
    sentence.claim(
        Claim.SHARE,
        Sure.UNSURE if token.rough and sure is Sure.SURE and k is None else sure,
        token,
        *taken,
        percent=token.value,
        numerator=k,
        denominator=n,
        rough=token.rough,
    )


def _of_so_many(sentence: Sentence, first: Token, k: int) -> bool:
    """Whether the sentence begins with the denominator: of 82 who answered, 27 had …"""
    return bool(_FIRST.fullmatch(sentence.text[: first.start])) and (_whole(first) or 0) > k


def _beside(sentence: Sentence, token: Token) -> tuple[int | None, int | None, Sure, list[Token]]:
    text = sentence.text
    before, after = sentence.next_to(token, -1), sentence.next_to(token, 1)
    before = before if before not in sentence.used else None
    after = after if after not in sentence.used else None
    inside = _OPENED.search(text[: token.start])
    if before is not None and before.what in (What.NUMBER, What.RATIO):
        gap = text[before.end : inside.start() if inside else token.start]
        close = len(gap) < 90 and not re.search(r"[();:]", gap)
        if close and inside and not re.search(r",\s", gap):
            k, n = _pair(before)
            size, more = _size_after(sentence, token)
            return k, n or size, Sure.SURE, [before, *more]
        if close and not inside and _IS.fullmatch(gap) and (before.what is What.RATIO or noun(text[before.end :])):
            k, n = _pair(before)
            return k, n, Sure.LIKELY if before.what is What.NUMBER else Sure.SURE, [before]
    if after is not None:
        gap = text[token.end : after.start]
        if re.fullmatch(r"\s*\(\s*(?:[nN]\s*=\s*)?", gap) and after.what in (What.NUMBER, What.RATIO):
            if _SIZE.search(gap.replace("(", "")):
                return None, _whole(after), Sure.SURE, [after]
            k, n = _pair(after)
            size, more = _size_after(sentence, after)
            if re.match(r"\s*(?:[\w/-]+\s*){0,3}[),]", text[after.end :]):
                return k, n or size, Sure.SURE, [after, *more]
        if after.what is What.NUMBER and _SIZE_LATER.fullmatch(gap):
            return None, _whole(after), Sure.SURE, [after]
        if _OF.fullmatch(gap) and after.what is What.NUMBER and noun(text[after.end :]):
            return None, _whole(after), Sure.SURE, [after]
    return None, None, Sure.SURE, []


def _size_after(sentence: Sentence, token: Token) -> tuple[int | None, list[Token]]:
    """n = 82, where it follows in the same brackets."""
    after = sentence.next_to(token, 1)
    follows = after is not None and _SIZE_AFTER.fullmatch(sentence.between(token, after))
    if after is not None and follows and after.what is What.NUMBER:
        return _whole(after), [after]
    return None, []


def _pair(token: Token) -> tuple[int | None, int | None]:
    k = _whole(token)
    return (k, int(token.of)) if token.what is What.RATIO and token.of is not None else (k, None)


def _same_again(sentence: Sentence) -> None:
    """ "… and as many have …": the share before it, once more."""
    for token in sentence.free(What.WORDS):
        shares = [one for one in sentence.found if one.claim is Claim.SHARE and one.end <= token.start]
        if _LIKE.match(token.text):
            sentence.take(token)
            if shares:
                sentence.claim(Claim.SHARE, Sure.LIKELY, token, percent=shares[-1].percent, words=token.text)


def _left(sentence: Sentence, token: Token) -> None:
    """A number that belongs to no other."""
    counted = noun(sentence.text[token.end :])
    unit, rough = counted[0] if counted else None, token.rough
    if token.what is What.MONEY:
        sentence.claim(Claim.MONEY, Sure.SURE, token, value=token.value, unit=Unit.NOK, rough=rough)
    elif token.what is What.WORDS:
        sentence.claim(Claim.WORDS, Sure.LIKELY, token, words=token.text, rough=rough)
    elif token.what is What.RATIO:
        k, n = _pair(token)
        sure, words = (Sure.UNSURE, token.text) if rough else (Sure.LIKELY, None)
        sentence.claim(Claim.RATIO, sure, token, numerator=k, denominator=n, words=words, unit=unit, rough=rough)
    elif token.what is What.RANGE and unit is not None and "%" not in token.text:
        sentence.claim(Claim.RANGE, Sure.LIKELY, token, value=token.value, most=token.of, unit=unit, rough=rough)
    elif token.what is What.RANGE and re.search(r"%|pro|pst|per", token.text):
        sentence.claim(Claim.WORDS, Sure.UNSURE, token, words=token.text, rough=rough)
    elif token.what is What.NUMBER:
        _counted(sentence, token, unit)
    elif token.what is What.POINTS:
        change = [Before(change=token.value)]
        sentence.claim(Claim.CHANGE, Sure.UNSURE, token, value=token.value, before=change, rough=rough)
    else:
        sentence.passed.append(_pass(token, Reason.UNKNOWN))
    sentence.take(token)


def _pass(token: Token, reason: Reason) -> Token:
    return Token(what=What.PASSED, start=token.start, end=token.end, text=token.text, reason=reason)


def _counted(sentence: Sentence, token: Token, unit: Unit | None) -> None:
    text = sentence.text
    earlier = _EARLIER.search(text[: token.start])
    if _THEM.match(text[token.end :]):
        unit = Unit.PERSONS
    elif unit is None and earlier is not None and (token.value or 0) >= 10:
        before = [Before(year=int(earlier[1]), value=token.value)]
        sentence.claim(
            Claim.COUNT, Sure.UNSURE, token, value=token.value, earlier=True, before=before, rough=token.rough
        )
        return
    elif _NAMING.search(text[: token.start]) and _DEFINITE.match(text[token.end :]):
        sentence.passed.append(_pass(token, Reason.NAMING))
        return
    if unit is None or _whole(token) is None:
        sentence.passed.append(_pass(token, Reason.UNKNOWN))
        return
    sure = Sure.LIKELY if token.spelled or token.rough else Sure.SURE
    sentence.claim(Claim.COUNT, sure, token, value=token.value, unit=unit, rough=token.rough)


def _in_words(sentence: Sentence) -> None:
    """Meetings that are told one by one instead of counted."""
    for match in _ONE_AND_ONE.finditer(sentence.text):
        if unit_of(match[3]) is Unit.MEETINGS or unit_of(match[3] + "er") is Unit.MEETINGS:
            pieces = tuple(Piece(label=match[one], value=Decimal(1)) for one in (1, 2))
            _assembled(sentence, match, Decimal(2), pieces)
    for match in _MONTHS.finditer(sentence.text):
        count = len(re.findall(_MONTH, match[1], re.IGNORECASE))
        if count > 1:
            _assembled(sentence, match, Decimal(count))


def _assembled(sentence: Sentence, match: re.Match[str], value: Decimal, pieces: tuple[Piece, ...] = ()) -> None:
    sentence.found.append(
        Found(
            claim=Claim.COUNT,
            sure=Sure.LIKELY,
            start=match.start(),
            end=match.end(),
            after=match.end(),
            value=value,
            unit=Unit.MEETINGS,
            pieces=pieces,
            words=match[0].strip(),
            assembled=True,
        )
    )
