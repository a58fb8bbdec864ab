"""Changes and targets: "from 40 % last year to 32 %", "59 % against 75 %", "a rise of 36 %", "at least 80 %"."""

from __future__ import annotations

import re
from decimal import Decimal

import attrs

from palnet.draft.found import Sentence
from palnet.draft.reading import Before, Claim, Sure
from palnet.draft.scope import noun
from palnet.draft.tokens import Token, What

__all__ = ["anaphora", "changes", "goals", "reached", "same_as_before"]

_FROM = re.compile(r"\b(?:fra|frå|from)\s+(?:(?:totalt|ca\.?|om lag|omtrent|about)\s+)?$", re.IGNORECASE)
_TO = re.compile(r"^[^.;:]{0,60}?\b(?:til|to)\s+(?:(?:totalt|ca\.?|om lag|omtrent|about)\s+)?$", re.IGNORECASE)
_AGAINST = re.compile(
    r"^[^.;:]{0,80}?\b(?:mot|kontra|against|versus|vs\.?|compared (?:to|with)|sammenlignet med|sammenliknet med|"
    r"samanlikna med|"
    r"opp fra|ned fra|opp frå|ned frå|up from|down from)\s+(?:(?:totalt|ca\.?|hele|i alt|om lag)\s+)*$",
    re.IGNORECASE,
)
_YEAR = re.compile(
    r"(?:\bi\s+|\bin\s+|\bfor\s+|\()(?:f\.eks\.\s+)?((?:19|20)\d\d)\b|\b(i fjor|året før|last year|the year before)\b",
    re.IGNORECASE,
)
_UP = (
    r"øk(?:ning|te|t|er|ende)\w*|auk(?:e|a|ar)\w*|vekst\w*|steget|stige\w*|oppgang\w*|gått opp|opp|rise\w*|"
    r"increas\w*|grow\w*|up"
)
_DOWN = (
    r"nedgang\w*|redu(?:ks|sert|sj)\w*|fall\w*|sunket|gått ned|minke\w*|minka|lavere|lågare|ned|decreas\w*|"
    r"declin\w*|drop\w*|fell|down"
)
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:på|med|by|of)\s+(?:(?:hele|ca\.?|omtrent|om lag|nesten|over|about|around)\s+)*$", re.IGNORECASE)
_STEP = re.compile(
    r"[^.;:]{0,30}?[,(–-]?\s*(?:som er\s+)?(?:ned|opp|down|up|en (?:nedgang|økning) på|(?:a|an) \w+ of)\s+",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"(?:\b(?:minimum|minst|min\.|at least)|\bmål\w*(?:\s+\w+){0,4}?\s+(?:på|er|om|var)|\b(?:ambisjon|krav|"
    r"måltall|target|goal)\w*(?:\s+\w+){0,3}?\s+"
    r"(?:på|om|er|of|is|was))\s+(?:(?:at|minst|minimum|å nå|at least)\s+)*$",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"\b(?:skal|bør|må|mål\w*|krav\w*|ønsker|ambisjon\w*|should|shall|must|target|goal|aim)\b", re.IGNORECASE
)
_FLOOR = re.compile(r"\b(?:minimum|minst|min\.|at least)\s+$", re.IGNORECASE)
_SAME = re.compile(
    r"\b(?:samme (?:prosent)?andel(?:en)? som|same andel som|like mange som|uendret fra|uendra frå|"
    r"det samme som|det same som|the same as)\s+"
    r"(?:i\s+)?(?:fjor|året før|last year|(?:19|20)\d\d)",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:mål(?:et|a|ene|tallet)?|target|goal)\b[^.;]{0,80}?\b(?:nådd|oppnådd|innfridd|reached|met|achieved)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:ikke|ikkje|ennå|enno|not|never|fremdeles|for å|å bli)\b", re.IGNORECASE)
_REFERS = re.compile(r"\s*(?:dette|denne|det|tallet|andelen|this|that|the share)\b", re.IGNORECASE)
_LAY = re.compile(
    r"\b(?:ligget på|lege på|lå på|låg på|mot|fra|frå|from|against|been)\s+(?:(?:ca\.?|om lag|omtrent|rundt|"
    r"about|around)\s*)?$",
    re.IGNORECASE,
)


def _year(text: str) -> int | None:
    """The year that is told; -1 for last year."""
    match = _YEAR.search(text)
    if match is None:
        return None
    return int(match[1]) if match[1] else -1


def _before(sentence: Sentence, token: Token) -> Before:
    said = sentence.text[token.end : token.end + 30]
    following = sentence.next_to(token, 1)
    if following is not None:
        said = sentence.text[token.end : min(following.start, token.end + 40)]
    share = token.what is What.PERCENT
    return Before(
        year=_year(said),
        percent=token.value if share and (token.value or 0) <= 100 else None,
        value=None if share else token.value,
        rough=token.rough,
    )


def changes(sentence: Sentence) -> None:
    """Find what is said of earlier beside a number, and changes in per cent; each takes its numbers."""
    for token in sentence.free(What.PERCENT, What.NUMBER):
        following = sentence.next_to(token, 1)
        if token in sentence.used or following is None or following in sentence.used:
            continue
        gap = sentence.between(token, following)
        # "from 40 to 32 %" has its sign once.
        kind = {token.what, following.what}
        if not kind <= {What.PERCENT, What.NUMBER} or (token.what is What.PERCENT and following.what is What.NUMBER):
            continue
        if _FROM.search(sentence.text[: token.start]) and _TO.match(gap):
            share = following.what is What.PERCENT
            earlier = Before(
                year=_year(gap),
                percent=token.value if share else None,
                value=None if share else token.value,
                rough=token.rough,
            )
            _now(sentence, following, token, earlier)
        elif len(kind) == 1 and (_AGAINST.match(gap) or _in_brackets(sentence, gap, following)):
            _now(sentence, token, following, _before(sentence, following))
    for token in sentence.free(What.POINTS, What.PERCENT):
        _stepped(sentence, token)
    for token in sentence.free(What.PERCENT, What.POINTS):
        _grown(sentence, token)


def _in_brackets(sentence: Sentence, gap: str, token: Token) -> bool:
    """An earlier year's number in brackets: "59 % (75 % in 2022)"."""
    year = re.match(r"\s*(?:i\s+|in\s+)?(?:(?:19|20)\d\d|fjor|last year)\s*[),]", sentence.text[token.end :])
    return year is not None and bool(re.fullmatch(r"\s*(?:[\w-]+\s+){0,3}\(\s*(?:mot\s+|fra\s+|frå\s+|from\s+)?", gap))


def _stepped(sentence: Sentence, step: Token) -> None:
    """What is told in one breath: now, the change, and what it was before ("59 %, down 16 points from 75 %")."""
    now, then = sentence.next_to(step, -1), sentence.next_to(step, 1)
    if now is None or then is None or not {now, then, step}.isdisjoint(sentence.used):
        return
    word = _STEP.fullmatch(sentence.between(now, step))
    if word is None or now.what is not then.what or now.what not in (What.PERCENT, What.NUMBER):
        return
    if re.fullmatch(r"\s*(?:fra|frå|from)\s+", sentence.between(step, then)):
        fell = re.search(rf"\b(?:{_DOWN})\b", word[0], re.IGNORECASE)
        sign = -1 if fell is not None else 1
        sentence.take(step)
        earlier = _before(sentence, then)
        _now(sentence, now, then, attrs.evolve(earlier, change=(step.value or Decimal(0)) * sign))


def _now(sentence: Sentence, now: Token, then: Token, earlier: Before) -> None:
    share = now.what is What.PERCENT
    counted = noun(sentence.text[now.end :]) or noun(sentence.text[then.end :])
    sentence.claim(
        Claim.SHARE if share else Claim.COUNT,
        Sure.SURE if share or counted else Sure.UNSURE,
        now,
        then,
        after=now.end,
        percent=now.value if share else None,
        value=None if share else now.value,
        unit=None if share or counted is None else counted[0],
        rough=now.rough,
        before=[earlier],
    )


def _grown(sentence: Sentence, token: Token) -> None:
    """A rise or fall in per cent: the nearest word of change before it, in the same clause."""
    clause = re.split(r"[;:]|,\s*(?:og|men|mens|and|but)\b", sentence.text[: token.start])[-1]
    held = list(_CHANGE.finditer(clause))
    if not held or len(clause) - held[-1].end() > 90:
        return
    previous = sentence.next_to(token, -1)
    bracket = re.search(r"\(\s*$", clause) is not None and (
        previous is None or previous.start < token.start - len(clause)
    )
    if token.what is not What.POINTS and not _BY.search(clause) and not bracket:
        return
    sign = -1 if held[-1]["down"] else 1
    value = (token.value or Decimal(0)) * sign
    sentence.claim(
        Claim.CHANGE,
        Sure.LIKELY,
        token,
        value=token.value,
        percent=token.value if token.what is What.PERCENT else None,
        rough=token.rough,
        before=[Before(change=value, words=held[-1][0])],
    )


def goals(sentence: Sentence) -> None:
    """Percentages that are targets and no results."""
    for token in sentence.free(What.PERCENT):
        before = sentence.text[: token.start]
        if _GOAL.search(before) and (not _FLOOR.search(before) or _SHOULD.search(sentence.text)):
            sentence.claim(Claim.TARGET, Sure.LIKELY, token, percent=token.value)


def same_as_before(sentence: Sentence) -> None:
    """The share is said to be what it was: printed once, and true of both years."""
    match = _SAME.search(sentence.text)
    shares = [
        one for one in sentence.found if one.claim is Claim.SHARE and match is not None and one.end <= match.start()
    ]
    if match is not None and shares:
        shares[-1].before.append(Before(year=_year(match[0]) or -1, percent=shares[-1].percent, words=match[0]))


def reached(text: str) -> bool | None:
    """Whether a sentence says that a target is reached; None where it says nothing of the sort."""
    match = _MET.search(text)
    if match is None:
        return None
    return not _NOT.search(text[max(0, match.start() - 30) : match.end()])


def anaphora(sentence: Sentence) -> Before | None:
    """What a sentence that points back ("this number is up from …") says of earlier, where that is all it says."""
    tokens = sentence.free(What.PERCENT)
    if len(tokens) != 1 or not _REFERS.match(sentence.text):
        return None
    (token,) = tokens
    if not _LAY.search(sentence.text[: token.start]):
        return None
    sentence.take(token)
    years = [int(one.text) for one in sentence.passed if re.fullmatch(r"(?:19|20)\d\d", one.text)]
    return Before(year=years[0] if len(years) == 1 else None, percent=token.value, rough=token.rough)
