"""Numbers as people write them: digits with spaces and commas, and words in bokmål, nynorsk and English."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["DIGITS", "number", "word_pattern"]

SPACE = r"[ \u00a0\u2009\u202f]"
"""What may stand between groups of three digits."""

DIGITS = {
    "no": rf"(?:\d{{1,3}}(?:{SPACE}\d{{3}})+(?!{SPACE}?\d)|\d{{1,3}}(?:\.\d{{3}})+(?!\d)|\d+)(?:[,.]\d+(?![,.]?\d))?",
    "en": r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?",
}
"""A number in digits, by whether the text is Norwegian or English."""

_UNITS = {
    "no": {
        0: "null", 1: "ett eitt én ein ei éi", 2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "sju syv",
        8: "åtte", 9: "ni", 10: "ti", 11: "elleve", 12: "tolv", 13: "tretten", 14: "fjorten", 15: "femten",
        16: "seksten", 17: "sytten", 18: "atten", 19: "nitten",
    },
    "en": {
        0: "zero", 1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
        9: "nine", 10: "ten", 11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen",
        16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen",
    },
}  # fmt: skip
_TENS = {
    "no": {20: "tjue tyve", 30: "tretti tredve", 40: "førti", 50: "femti", 60: "seksti", 70: "sytti", 80: "åtti",
           90: "nitti"},
    "en": {20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
           90: "ninety"},
}  # fmt: skip


def _words(lang: str) -> dict[str, int]:
    made = {word: value for value, words in _UNITS[lang].items() for word in words.split()}
    for ten, names in _TENS[lang].items():
        for name in names.split():
            made[name] = ten
            for value, words in _UNITS[lang].items():
                if 0 < value < 10:
                    joined = [f"{name}-{word}" if lang == "en" else f"{name}{word}" for word in words.split()]
                    made |= dict.fromkeys(
                        [*joined, *([f"{name}en"] if value == 1 and lang == "no" else [])], ten + value
                    )
    return made | ({"hundre": 100, "hundra": 100} if lang == "no" else {"hundred": 100, "a hundred": 100})


_BY_WORD = {lang: _words(lang) for lang in ("no", "en")}

# Articles in one reading, numerals in the other: only where a pattern asks for them.
_ARTICLES = frozenset({"ein", "ei"})


def word_pattern(lang: str) -> str:
    """Every number word of the language, as a pattern."""
    words = sorted((one for one in _BY_WORD[lang] if one not in _ARTICLES), key=len, reverse=True)
    return rf"(?:{'|'.join(map(re.escape, words))})"


def number(text: str, lang: str) -> Decimal | None:
    """The value of a number as it is written; decimals are kept as printed."""
    said = re.sub(r"\s+", " ", text.strip().lower())
    if said in _BY_WORD[lang]:
        return Decimal(_BY_WORD[lang][said])
    plain = re.sub(SPACE, "", text.strip())
    if lang == "en":
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "").replace(",", ".")
    else:
        plain = plain.replace(",", ".")
    return Decimal(plain) if re.fullmatch(r"\d{1,12}(?:\.\d{1,6})?", plain, re.ASCII) else None
