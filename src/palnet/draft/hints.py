"""What stands around a claim and says more of it: headings, events, the words of its clause, charts that are lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from palnet.draft.found import Found
from palnet.draft.passages import Passage, Sort
from palnet.draft.reading import Claim
from palnet.draft.scope import Who, who_in
from palnet.model.figure import Unit

__all__ = ["of_event", "own_words", "shows_nothing", "who_in_headings"]

_CAME = re.compile(
    r"\b(?:deltok|deltatt|deltek|påmeld\w*|deltaker\w*|deltakar\w*|attended|participants?|registered)\b", re.IGNORECASE
)
_EVALUATED = re.compile(
    r"\b(?:evaluer\w*|evaluation|deltaker(?:e|ne)|deltakar(?:ar|ane)|participants)\b", re.IGNORECASE
)
_PLURAL = re.compile(r"\w+(?:møtene|møta|samlingene)\b", re.IGNORECASE)
_PICTURE = re.compile(
    r"\b(?:figur(?:en|ene)?|diagram\w*|under følger|nedenfor|figure|chart|below)\b|\((?:andel )?i prosent\)",
    re.IGNORECASE,
)


def of_event(text: str, one: Found) -> bool:
    """Whether it tells of those who came to something: so many, or what they found of it."""
    if one.claim is Claim.SHARE:
        return bool(_EVALUATED.search(text))
    return one.unit is Unit.PERSONS and bool(_CAME.search(text)) and not _PLURAL.search(text)


def own_words(text: str, one: Found) -> str:
    """The words that a claim stands in, from its number to the end of its clause."""
    last = re.compile(r"[;.]|,\s+og\s+\d|\s+og\s+\d").search(text, one.after)
    stop = last.start() if last is not None else len(text)
    return text[one.start : max(stop, one.end)].strip()


def who_in_headings(section: Sequence[str]) -> Who:
    """Whom the headings name, the innermost first."""
    who = Who()
    for heading in reversed(section):
        who = who.or_else(attrs.evolve(who_in(heading), sector=None))
    return who


def shows_nothing(said: str, following: Passage | None) -> bool:
    """Whether a sentence announces numbers that do not follow: they stood in a picture."""
    if not said.rstrip().endswith(":") or not _PICTURE.search(said):
        return False
    return following is None or not (following.grid is not None or following.sort is Sort.ITEM)
