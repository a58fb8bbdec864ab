"""The numbers of a sentence, one after the other: what each looks like, and which are no figures at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

import attrs

from palnet.draft.numbers import DIGITS, SPACE, number, word_pattern

__all__ = ["Reason", "Token", "What", "tokens"]


class What(StrEnum):
    """What a token looks like."""

    PERCENT = "percent"
    POINTS = "points"
    NUMBER = "number"
    RATIO = "ratio"
    RANGE = "range"
    MONEY = "money"
    WORDS = "words"
    PASSED = "passed"


class Reason(StrEnum):
    """Why a number is no figure."""

    DATE = "date"
    YEAR = "year"
    TIME = "time"
    DURATION = "duration"
    LAW = "law"
    LABEL = "label"
    PHONE = "phone"
    ADDRESS = "address"
    NAMING = "naming"
    OFTEN = "often"
    TARGET = "target"
    UNKNOWN = "unknown"


@attrs.frozen(kw_only=True)
class Token:
    """A number in a sentence, and where it stands there.

    ``value`` is the number; of a ratio ``value`` of ``of``; of a range ``value`` to ``of``. ``rough`` says that the
    text says so ("about", "nearly"), ``spelled`` that it is a word. ``reason`` says why it is passed over.
    """

    what: What
    start: int
    end: int
    text: str
    value: Decimal | None = None
    of: Decimal | None = None
    rough: bool = False
    spelled: bool = False
    reason: Reason | None = None


_MONTHS = (
    "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|"
    "january|february|march|may|june|july|october|december"
)
_DURATION = (
    r"år(?:et|ene|a|ene|s)?|måned(?:en|er|ene)?|månad(?:en|er|ane)?|mnd|uke(?:n|r|ne)?|veke(?:r|ne)?|dag(?:er|"
    r"ar|en|ene|ane)?|"
    r"døgn|time(?:r|ne|n|ar)?|timar|minutt(?:er|ar)?|years?|months?|weeks?|days?|hours?|minutes?"
)
_LABEL = (
    r"delmål|tabell|figur|kapittel|kap\.|vedlegg|punkt|pkt\.?|nivå|fase|trinn|avsnitt|side|hovedmål|"
    r"table|figure|chapter|section|annex|page|goal|level|phase|nr\.?|no\."
)
_LAW = (
    r"Meld\.?\s*St\.?|St\.?\s*meld\.?|Stortingsmelding|Stortingsproposisjon|Prop\.?|NOU|Innst\.?|Ot\.?\s*prp\.?|"
    r"Rundskriv|"
    r"Delavtale|White\s+paper|ISBN|ISSN|(?-i:LOV-|FOR-|IS-|SOU|ICD|EU)"
)
_ROUGH = (
    r"(?:\bca\.?|\bcirka|\bcirca|\bomtrent|\bomlag|\bom lag|\brundt|\bnesten|\bnærmere|\bdrøyt|\bknapt|"
    r"\boppunder|\bopp mot|"
    r"\bmer enn|\bmeir enn|\bgodt over|\bover|\bunder|\bmindre enn|\bfærre enn|\babout|\baround|"
    r"\balmost|\bnearly|"
    r"\bapproximately|\bmore than|\bless than|\bfewer than|\bover|\bunder|\bsome)\s*$"
)
_FRACTIONS = (
    r"(?:de\s+|dei\s+)?(?:aller\s+)?fleste(?=\s|[.,])|flertallet|fleirtalet|majoriteten|halvparten|halvdelen|"
    r"(?:en|ein|ei)\s+(?:tredje|tredel|tredjedel|fjerdedel|firedel|kvart|femtedel|femdel|tidel)\w*|"
    r"(?:to|tre|fire)\s+(?:tredel|tredjedel|fjerdedel|firedel|femtedel|femdel|tidel)\w*|(?:en|ein)\s+av\s+(?:to|"
    r"tre|fire|fem|seks|ti)\b|"
    r"like\s+mange(?=\s+(?:har|svarer|svarar|svarte|oppgir|opplever|sier|seier|mener|meiner|er))|"
    r"the\s+majority|half(?=\s+(?:of|the))|(?:one|a)\s+(?:third|quarter|fifth)|(?:two|three)[\s-]+(?:thirds|"
    r"quarters|fifths)|"
    r"most(?=\s+(?:of|resource|nurses|managers|participants|respondents))"
)


@cache
def _scanner(lang: str) -> re.Pattern[str]:
    digits, words = DIGITS[lang], word_pattern(lang)
    either = rf"(?:{digits}|{words}\b)"
    dash = "[-–—−]"
    ordinal = r"\d{1,2}\.?"
    decimal_date = r"|\d{1,2}\.\d{2}(?![\d,.]|\s*(?:%|prosent|pst))" if lang == "no" else ""
    percent = r"%|prosent(?!poeng)|pst\.?|per\s?cent|percent(?!age)"
    own = {
        "address": r"https?://\S{1,300}|www\.\S{1,300}|\b[\w.+-]{1,60}@[\w-]{1,60}\.[\w.-]{2,60}|\b\w[\w-]*\.(?:no|com|org)\b",
        "phone": r"(?:tlf\.?|telefon|mobil|phone|tel\.)[:.\s]*\+?[\d\s]{8,14}\d|\+\d{2}[\s\d]{8,12}|"
        r"\b\d{2} \d{2} \d{2} \d{2}\b|\b\d{3} \d{2} \d{3}\b|\b[2-9]\d{7}\b",
        "law": rf"(?:\b(?:{_LAW})\s*(?:nr\.?\s*)?\d[\w:.–-]*(?:\s*[SLI]\b)?|§+\s*\d+[\w-]*(?:\s*(?:,|og|"
        r"and)\s*\d+[\w-]*)*)"
        rf"(?:\s*\(\s*(?:19|20)\d\d\s*{dash}\s*(?:19|20)\d\d\s*\))?",
        "date": rf"\b\d{{1,2}}\.?\s*(?:{dash}|og|til|and|to|,)\s*\d{{1,2}}\.?\s*(?:{_MONTHS})\b(?:\s+(?:19|20)\d\d)?|"
        rf"\b{ordinal}\s*(?:{_MONTHS})\b(?:,?\s+(?:19|20)\d\d)?|\b(?:{_MONTHS})\s+(?:\d{{1,2}}(?:st|nd|rd|"
        rf"th)?,?\s+)?(?:19|20)\d\d\b|"
        rf"\b(?:19|20)\d\d-\d\d-\d\d\b|\b\d{{1,2}}[./]\d{{1,2}}[./](?:19|20)?\d\d\b{decimal_date}",
        "time": r"\bkl\.?\s*\d{1,2}(?:[.:]\d{2})?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d{2})?)?|\b\d{1,2}:\d{2}\b",
        "money": rf"\b(?:kr\.?|NOK|kroner)\s*(?P<paid>{digits})(?:,-|,–|\s*,-)?|"
        rf"(?P<cost>{digits})(?:,-|\s*(?:kr\b|kroner\b|NOK\b)|\s+(?:millioner|millionar|million|"
        rf"mill\.)\s*(?:kr\b|kroner\b|NOK\b)?)",
        "often": rf"(?:\b{either}|\ben|\bein|\bonce)\s+gang(?:er|ar)?\b|\b[x×]\s*\d+\s*(?:pr|per)\b\.?|"
        rf"\b(?:{either})\s+times\b|"
        rf"\b(?:{either})\s+(?:pr\.?|per)\s+(?:år|måned|månad|uke|veke|year|month|week)",
        "duration": rf"(?:ca\.?\s*)?\b{either}(?:\s*(?:{dash}|til|to|or|eller)\s*{either})?\s+(?:siste\s+|"
        r"første\s+|neste\s+|hele\s+|last\s+|past\s+)?"
        rf"(?:{_DURATION})\b\.?",
        "period": rf"\b(?:19|20)\d\d\s*(?:{dash}|/|til|to)\s*(?:(?:19|20)\d\d|\d\d)\b(?!\s*(?:{percent}))",
        "code": r"\b[A-Za-zÆØÅæøå]+-\d+\b|\b[A-ZÆØÅ][a-zæøå]*\d+\b",
        "label": rf"\b(?:{_LABEL})\s*\d+(?:\.\d+)*[a-z]?\b",
        "list": r"^\s*\d{1,2}(?:\.\d{1,2})*[.)]\s+(?=\D)",
        "ratio": rf"(?<![\w,.])(?P<k>\d+)\s?/\s?(?P<n>\d+)(?![\w/])|"
        rf"\b(?P<k2>{either}|en|ein|ei)\s+"
        rf"(?:av\s+(?:de\s+|dei\s+|alle\s+|i alt\s+|totalt\s+)*|(?:out\s+)?of\s+(?:the\s+|all\s+)*)"
        rf"(?P<n2>{either})(?!\s*(?:{percent}))",
        "range": rf"(?<![\w,.])(?!(?:19|20)\d\d\b)(?P<low>{digits})\s*{dash}\s*(?P<high>{digits})"
        rf"(?P<ranged>\s*(?:{percent}))?(?![\w/])|"
        rf"(?<![\w,.])(?<!fra )(?<!frå )(?<!from )(?!(?:19|20)\d\d\b)(?P<low3>{digits})\s+(?:til|to)\s+"
        rf"(?P<high3>{digits})(?:\s*(?:{percent}))?(?![\w/])|"
        rf"\b(?:mellom|between)\s+(?P<low2>{digits})\s*(?:{percent})?\s+(?:og|and)\s+(?P<high2>{digits})"
        rf"(?:\s*(?:{percent}))?(?![\w/])",
        "points": rf"(?<![\w,.])(?P<point>{digits}|{words})\s*(?:%-poeng|prosentpoeng|percentage points?|pp\b)",
        "percent": rf"(?<![\w.])(?P<share>{digits}|\b{words})\s*(?:%|prosent\b|pst\b\.?|per\s?cent\b|percent\b)",
        "words": _FRACTIONS,
        "year": r"(?<![\w,.])(?:19[5-9]\d|20[0-4]\d)(?:-?tallet)?(?![\w/]|[.,]\d|\s*%)",
        "number": rf"(?<![\w,./-])(?P<digits>{digits})(?![\w/%]|-\w)",
        "spelled": rf"\b(?P<word>{words})\b",
    }
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in own.items()), re.IGNORECASE)


_PASSED = {
    "address": Reason.ADDRESS,
    "phone": Reason.PHONE,
    "law": Reason.LAW,
    "date": Reason.DATE,
    "time": Reason.TIME,
    "often": Reason.OFTEN,
    "duration": Reason.DURATION,
    "period": Reason.YEAR,
    "code": Reason.LABEL,
    "label": Reason.LABEL,
    "list": Reason.LABEL,
    "year": Reason.YEAR,
}
_COUNTED = re.compile(
    rf"{SPACE}*(?:person|ressurs|syke|sjuke|delta|møt|svar|komment|led|nurse|people|manager|partic)", re.IGNORECASE
)
_SIZE = re.compile(r"\b[nNkK]\s*=\s*$")
_ROUGHLY = re.compile(_ROUGH, re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:en|ein|ei)$", re.IGNORECASE)
_NAMED = re.compile(r"[A-ZÆØÅ][a-zæøå]+\s+$")


def tokens(text: str, lang: str) -> Iterator[Token]:
    """Every number of a sentence in its order; ``lang`` is ``no`` or ``en``."""
    for match in _scanner(lang).finditer(text):
        held = next(key for key in (*_PASSED, *_MADE) if match[key] is not None)
        said = match[0]
        start = match.start() + len(said) - len(said.lstrip())
        place: dict[str, Any] = {"start": start, "end": match.end(), "text": said.strip()}
        if held == "year" and (
            _COUNTED.match(text, match.end()) or _SIZE.search(text, max(0, match.start() - 10), match.start())
        ):
            # Of people, or after "n =", it is a count and no year.
            yield Token(what=What.NUMBER, value=Decimal(re.sub(r"\D", "", said)), **place)
        elif held in _PASSED:
            yield Token(what=What.PASSED, reason=_PASSED[held], **place)
        else:
            yield _made(held, match, text, lang, place)


_MADE = ("money", "ratio", "range", "points", "percent", "words", "number", "spelled")


def _made(held: str, match: re.Match[str], text: str, lang: str, place: dict[str, Any]) -> Token:
    rough = bool(_ROUGHLY.search(text, max(0, match.start() - 30), match.start()))
    given: dict[str, Any] = {**place, "rough": rough}
    passed = Token(what=What.PASSED, reason=Reason.UNKNOWN, **place)
    match held:
        case "money":
            given |= {"what": What.MONEY, "value": number(match["paid"] or match["cost"], lang)}
        case "ratio":
            k, n = number(_ARTICLE.sub("1", match["k"] or match["k2"]), lang), number(match["n"] or match["n2"], lang)
            if k is None or n is None:
                return passed
            if match["k"] and k > n:
                # Only a day and its month have the smaller number last.
                reason = Reason.DATE if k <= 31 and n <= 12 else Reason.UNKNOWN
                return attrs.evolve(passed, reason=reason)
            given |= {"what": What.RATIO, "value": k, "of": n, "spelled": match["k"] is None}
        case "range":
            low, high = (
                number(match[name] or match[f"{name}2"] or match[f"{name}3"], lang) for name in ("low", "high")
            )
            if low is None or high is None or low > high:
                return passed
            given |= {"what": What.RANGE, "value": low, "of": high}
        case "points":
            given |= {"what": What.POINTS, "value": number(match["point"], lang)}
        case "percent":
            given |= {"what": What.PERCENT, "value": number(match["share"], lang)}
        case "words":
            given |= {"what": What.WORDS, "rough": True}
        case "number":
            given |= {"what": What.NUMBER, "value": number(match["digits"], lang)}
            if _NAMED.search(text, max(0, match.start() - 40), match.start()) and _stands_alone(text, match.end()):
                return attrs.evolve(passed, reason=Reason.LABEL)
        case _:
            given |= {"what": What.NUMBER, "value": number(match["word"], lang), "spelled": True}
    if given.get("value") is None and given["what"] is not What.WORDS:
        return passed
    return Token(**given)


def _stands_alone(text: str, end: int) -> bool:
    """Whether nothing follows that could be counted: the number of a name ("Bergen 2", "Mobid 2 (…)")."""
    return not re.match(r"\s+[a-zæøå]", text[end:])
