"""Names of persons blotted out of what is shown: better one too many than one too few."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["BLOT", "blotted", "known_words"]

BLOT = "█████"

_WORD = r"[A-ZÆØÅÄÖÉ][a-zæøåäöéü]+(?:-[A-ZÆØÅÄÖÉ][a-zæøåäöéü]+)?"
_RUN = re.compile(rf"\b{_WORD}(?:\s+(?:[A-ZÆØÅ]\.|{_WORD}))+")
_TITLED = re.compile(
    r"\b(?:overlege|lege|professor|prest|sykehusprest|sykepleier|sjukepleiar|leder|leiar|koordinator|rådgiver|"
    r"v/|ved|av|Dr\.?|Mr\.?|Ms\.?|Mrs\.?)\s+"
    rf"({_WORD})(?=[,.;:)]|\s|$)"
)
# What is no person's: organisations, documents, places, days.
_NOBODY = re.compile(
    r"(?:.*(?:senter|sentre|tjeneste\w*|teneste\w*|team|forening\w*|kommun\w*|syke?hus\w*|sjukehus|"
    r"universitet\w*|høyskole|høgskule|nettverk\w*|plan|planen|"
    r"forløp|dag|dager|etat\w*|retningslin\w*|avdeling\w*|direktorat\w*|departement\w*|foretak\w*|føretak\w*|"
    r"region\w*|gruppe\w*|utvalg\w*|behandling\w*|"
    r"handlingsprogram|strategi\w*|rapport\w*|møte\w*|kurs\w*|pakke|verktøy|sykdom|center|service|network|group|"
    r"hospital|report|committee))|"
    r"Helse|Norsk\w*|Nasjonal\w*|Regional\w*|Kommunal\w*|Palliativ\w*|Den|Det|De|Dei|Der|Da|Vi|Me|Alle|Til|"
    r"Totalt|Andel\w*|I|På|Av|Om|For|Fra|Under|"
    r"Nord\w*|Sør|Øst|Vest|Midt|Nedre|Øvre|Livets|Siste|Pakkeforløp|Hjem|Kreft\w*|Røde|Kors|Meld|"
    r"Stortingsmelding|Årlig|Digital|Multippel|Sclerose|"
    r"Januar|Februar|Mars|April|Mai|Juni|Juli|August|September|Oktober|November|Desember|Norge|Oslo|Bergen|"
    r"Stavanger|Trondheim|Tromsø|The|In|Of|At|We",
    re.IGNORECASE,
)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of labels that are known to be no person's: places, networks, groups."""
    return frozenset(word for text in texts for word in re.findall(_WORD, text))


def blotted(text: str, known: frozenset[str] = frozenset()) -> str:
    """A text with what looks like names of persons blotted out: two capitalised words that are nothing else."""

    def run(match: re.Match[str]) -> str:
        words = re.findall(_WORD, match[0])
        while words and (words[0] in known or _NOBODY.fullmatch(words[0])):
            words.pop(0)
        if not words or any(word in known or _NOBODY.fullmatch(word) for word in words):
            return match[0]
        start = match[0].index(words[0])
        alone = len(words) < 2 and "." not in match[0][start:]
        return match[0] if alone else match[0][:start] + BLOT

    def titled(match: re.Match[str]) -> str:
        word = match[1]
        if word in known or _NOBODY.fullmatch(word):
            return match[0]
        return match[0][: match.start(1) - match.start()] + BLOT

    return _TITLED.sub(titled, _RUN.sub(run, text))
