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
# What is no person's: kinds of organisation and document …
_KIND = re.compile(
    r"\w*(?:senter|sentre|tjeneste\w*|teneste\w*|team|forening\w*|kommun\w*|syke?hus\w*|sjukehus|universitet\w*|høyskole|"
    r"høgskule|nettverk\w*|plan|planen|forløp|dag|dager|etat\w*|retningslin\w*|avdeling\w*|direktorat\w*|departement\w*|"
    r"foretak\w*|føretak\w*|region\w*|gruppe\w*|utvalg\w*|behandling\w*|handlingsprogram|strategi\w*|rapport\w*|møte\w*|"
    r"kurs\w*|pakke|verktøy|sykdom|palliasjon\w*|kreft\w*|rapportering|kors|sclerose|system\w*|center|service|network|group|"
    r"hospital|report|committee|assessment)",
    re.IGNORECASE,
)
# … and words that sentences and the names of places and offices begin with.
_FIRST = re.compile(
    r"(?:Helse|Norsk\w*|Nasjonal\w*|Regional\w*|Kommunal\w*|Palliativ\w*|Den|Det|De|Dei|Der|Da|Vi|Me|Alle|Til|Totalt|Andel\w*|"
    r"På|Av|Om|For|Fra|Frå|Under|Ved|Etter|Mens|Nord|Nordre|Sør|Søndre|Øst|Østre|Vest|Vestre|Midt|Midtre|Nedre|Øvre|Store|"
    r"Livets|Siste|Individuell|Røde|Meld|Årlig|Årleg|Digital|Multippel|Januar|Februar|Mars|April|Mai|Juni|Juli|August|"
    r"September|Oktober|November|Desember|Norge|Noreg|Oslo|The|In|Of|At|We|On|This)",
    re.IGNORECASE,
)


def known_words(texts: Iterable[str]) -> frozenset[str]:
    """The words of labels that are known to be no person's: places, networks, groups."""
    return frozenset(word for text in texts for word in re.findall(_WORD, text))


def blotted(text: str, known: frozenset[str] = frozenset()) -> str:
    """A text with what looks like names of persons blotted out: two capitalised words that are nothing else."""

    def run(match: re.Match[str]) -> str:
        pieces = list(re.finditer(rf"{_WORD}|[A-ZÆØÅ]\.", match[0]))
        while pieces and (pieces[0][0] in known or _FIRST.fullmatch(pieces[0][0])):
            pieces.pop(0)
        if len(pieces) < 2 or any(_KIND.fullmatch(one[0]) for one in pieces):
            return match[0]
        return match[0][: pieces[0].start()] + BLOT

    def titled(match: re.Match[str]) -> str:
        word = match[1]
        if word in known or _FIRST.fullmatch(word) or _KIND.fullmatch(word):
            return match[0]
        return match[0][: match.start(1) - match.start()] + BLOT

    return _TITLED.sub(titled, _RUN.sub(run, text))
