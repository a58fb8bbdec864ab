"""Whom a sentence tells of: role, network, sector, and what is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from palnet.model.figure import Unit
from palnet.model.region import Sector

__all__ = ["NURSES", "THERAPISTS", "Who", "noun", "subject", "unit_of", "who_in"]

NURSES, THERAPISTS = "sykepleie", "fysio-ergo"

# The first that is found in a stretch of text is taken.
_NETWORKS = (
    (THERAPISTS, r"fysio|ergoterap|physio|occupational|\bFE\b"),
    (NURSES, r"(?:syke|sjuke)plei(?:e|ar)(?!\w*(?:tjenest|tenest))|nurse(?!ry)|nursing network"),
)
_ROLES = (
    ("leder", r"\bleder(?:e|ne|en|nes)?\b|\bleiar(?:en|ar|ane|anes)?\b|\bmanagers?\b|\bfagansvarlig\w*|\bleaders?\b"),
    ("lege", r"\b(?:fast|sykehjems|sjukeheims)?leg(?:e|er|ene|en|ar|ane)\b|\bdoctors?\b|\bphysicians?\b|\bGPs?\b"),
    (
        "ressursperson",
        r"ressurs(?:person|(?:syke|sjuke)plei|fysio|ergo)\w*|resource (?:person|nurse|physio|occup)\w*|link nurses?",
    ),
)
_SECTORS = (
    (Sector.HOSPITAL, r"\bi (?:sykehus|sjukehus)\w*|\bin (?:the )?hospitals?|\bfra (?:sykehus|sjukehus)\w*"),
    (Sector.MUNICIPALITY, r"\bi (?:de )?kommun\w*|\bi dei kommun\w*|\bmunicipal\w*"),
)
_UNITS = (
    (Unit.ATTENDANCES, r"(?:frem|fram|opp)møt\w*|deltakels\w*|attendances?"),
    (Unit.COMMENTS, r"kommentar\w*|comments?"),
    (Unit.NEWSLETTERS, r"nyhetsbrev\w*|nyheitsbrev\w*|newsletters?"),
    (Unit.ANSWERS, r"svar(?:ene|a)?|besvarels\w*|svarskjema\w*|answers?|responses?|replies"),
    (Unit.NETWORKS, r"\w*nettverk(?:ene|a)?|networks?"),
    (
        Unit.MEETINGS,
        (
            r"\w*møt(?:e|er|ene|a)|\w*samling(?:er|ene|ar|ane)?|\w*kurs(?:ene|a)?|\w*fagdag(?:er|ene|ar|ane)?|"
            r"\w*seminar(?:er|ene)?|"
            r"\w*konferanse(?:r|ne|ar)?|webinar(?:er)?|meetings?|gatherings?|courses?|seminars?|study days?"
        ),
    ),
    (
        Unit.PERSONS,
        (
            r"\w*person(?:er|ene|ar|ane)?|\w*(?:syke|sjuke|verne|hjelpe)pleie(?:r|re|rne|rar|rane|ar|arar|arane)?|"
            r"\w*terapeut(?:er|ene|ar|ane)?|"
            r"\w*koordinator(?:er|ene|ar|ane)?|\w*leder(?:e|ne)?|\w*leiar(?:ar|ane)?|\w*leg(?:er|ene|ar|ane)|"
            r"\w*ansatt(?:e)?|\w*tilsett(?:e)?|"
            r"\w*deltaker(?:e|ne)?|\w*deltakar(?:ar|ane)?|påmeld(?:t|te|de)|fagansvarlig\w*|\w*medlem(?:mer|mene|er|"
            r"mar)?|pårørende|"
            r"\w*pasient(?:er|ene|ar)?|respondent\w*|student\w*|helsefagarbeider\w*|prest(?:er)?|sosionom(?:er)?|"
            r"psykolog(?:er)?|"
            r"resource persons?|nurses?|managers?|leaders?|\w*therapists?|doctors?|participants?|people|persons?|"
            r"members?|employees?|"
            r"coordinators?|educators?|respondents?|patients?|frivillige|volunteers?"
        ),
    ),
)
_UNIT = tuple((unit, re.compile(rf"(?:{pattern})", re.IGNORECASE)) for unit, pattern in _UNITS)
_BREAK = frozenset(
    re.findall(
        r"\S+",
        "per pr som og eller på i av har er var ble vart blei til fra frå mot for med ved om men at den det de "
        "dei which who that and or on in of have has are were was to from against for with at but the i "
        "over mens når der",
    )
)
_WORD = re.compile(r"\s*[«“\"(]?([^\W\d_][\w/-]*)")


@attrs.frozen
class Who:
    """Whom a claim tells of, as far as the text says it. ``network`` is nurses' or therapists', in a word."""

    role: str | None = None
    network: str | None = None
    sector: Sector | None = None

    def or_else(self, other: Who) -> Who:
        """The same, with what it does not say taken from another."""
        return Who(self.role or other.role, self.network or other.network, self.sector or other.sector)


def _first(table: Iterable[tuple[str, str]], text: str) -> str | None:
    found = [(match.start(), name) for name, pattern in table if (match := re.search(pattern, text, re.IGNORECASE))]
    return min(found)[1] if found else None


def who_in(text: str) -> Who:
    """Whom a stretch of text names. Nurses and therapists named together are no one network."""
    networks = {name for name, pattern in _NETWORKS if re.search(pattern, text, re.IGNORECASE)}
    sector = next((one for one, pattern in _SECTORS if re.search(pattern, text, re.IGNORECASE)), None)
    network = next(iter(networks)) if len(networks) == 1 else None
    return Who(_first(_ROLES, text), network, sector)


_SUBJECT = re.compile(
    r"\s*\)?\s*(?:(?:av|of)\s+)?(?P<who>[^.;:]*?)(?=(?:\s+|(?<=\s)|^)(?:som|har|svart|besvart|rapporterer|"
    r"rapporterar|svarer|svarar|opplever|opplevde|oppgir|oppgav|mener|"
    r"meiner|er|var|svarte|svara|besvarte|deltok|deltar|deltek|bruker|kjenner|vurderer|synes|synest|skrev|"
    r"melder|sier|seier|fikk|fekk|"
    r"who|have|has|had|are|were|report|answer\w*|say|find|found|know|use|took|said|think)\b|[,.;:]|\s+og\s+\d|"
    r"\s+and\s+\d|$)",
    re.IGNORECASE,
)


def subject(after: str) -> str:
    """The words after a share that say of whom it is: "av lederne som …", up to the verb."""
    match = _SUBJECT.match(after)
    return match["who"] if match is not None else ""


def unit_of(word: str) -> Unit | None:
    """What a noun counts; None for what palnet does not know."""
    return next((unit for unit, pattern in _UNIT if pattern.fullmatch(word)), None)


def noun(after: str) -> tuple[Unit, str, int] | None:
    """The noun that a number stands before, past at most two adjectives: what it counts, the word and its end."""
    position = 0
    for _ in range(3):
        match = _WORD.match(after, position)
        if match is None or re.search(r"[.,;:]", after[position : match.start(1)]):
            return None
        word = match[1].rstrip("-")
        two = re.match(
            r"(?:resource persons?|study days?|cancer coordinators?)", after[match.start(1) :], re.IGNORECASE
        )
        if two is not None:
            return unit_of(two[0]) or Unit.PERSONS, two[0], match.start(1) + two.end()
        counted = next((found for part in re.split("/", word) if (found := unit_of(part)) is not None), None)
        if counted is not None:
            return counted, word, match.end()
        if word.lower() in _BREAK:
            return None
        position = match.end()
    return None
