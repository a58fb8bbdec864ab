"""Passages taken apart into sentences, and which language they are in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

__all__ = ["language_of", "sentences"]

_SHORT = frozenset(
    re.findall(
        r"\S+",
        "bl.a ca evt f.eks jf jfr nr pkt min kr kl t.d m.a dvs o.l osv mv m.m pga ifm iht vha mht st "
        "meld prop innst tlf art kap dr prof avd inkl ekskl hhv stk pr s maks tab fig feks bla etc e.g "
        "i.e approx no vs mr mrs incl resp jan feb mar apr jun jul aug sep sept okt nov des",
    )
)
_LONGEST = 2000
_END = re.compile(r"[.!?…]+[»”\")\]]*(?=\s|$)")
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)[a-zæøå]*\b", re.IGNORECASE)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence begins and ends. A full stop after an abbreviation or an ordinal number ends none."""
    start = 0
    for match in _END.finditer(text):
        if _ends(text, start, match):
            yield from _trimmed(text, start, match.end())
            start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        # What never ends is no sentence: a list without full stops is taken piece by piece.
        cut = max(text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\n", start + 1, start + _LONGEST))
        cut = cut if cut > start else start + _LONGEST
        yield from _trimmed(text, start, cut)
        start = cut
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + 60].lstrip()
    if not after:
        return True
    if match[0][0] != ".":
        return not after[0].islower()
    before = re.search(r"[\w.]*$", text[max(0, match.start() - 40) : match.start()])
    word = (before[0] if before else "").lower()
    if word in _SHORT or re.fullmatch(r"[a-zæøå]", word):
        return False
    if word.isdigit():
        # "7. september" and "1. Samhandling" go on; "i 2023. Der" does not.
        first = text[start : match.start()].strip() == word
        return not first and not after[0].islower() and not _MONTH.match(after)
    return not after[0].islower()


_COMMON = {
    "nb": "og er som på ikke har av til fra jeg hun de dette en et ble være hva men også ved for i",
    "nn": "og er som på ikkje har av til frå eg ho dei dette ein eit vart blei vere kva men også ved for i",
    "en": "and is which on not has of to from i she they this a an was be what but also by for in the were that have",
}
_WORDS = {lang: frozenset(words.split()) for lang, words in _COMMON.items()}
_ONLY = {
    lang: words - frozenset().union(*(other for name, other in _WORDS.items() if name != lang))
    for lang, words in _WORDS.items()
}


def language_of(texts: Iterable[str]) -> str | None:
    """nb, nn or en, by the small words; None where too few of them are any of theirs. A table alone is taken as nb."""
    counted: Counter[str] = Counter(word for text in texts for word in re.findall(r"[^\W\d_]+", text.lower()))
    total = sum(counted.values())
    held = {lang: sum(counted[word] for word in words) for lang, words in _WORDS.items()}
    if total < 20:
        return "en" if held["en"] > 2 * max(held["nb"], held["nn"]) else "nb"
    best = max(held.values())
    if best < 0.08 * total:
        return None
    north = held["en"] < max(held["nb"], held["nn"])
    if not north:
        return "en"
    only = {lang: sum(counted[word] for word in _ONLY[lang]) for lang in ("nb", "nn")}
    return "nn" if only["nn"] > only["nb"] else "nb"
