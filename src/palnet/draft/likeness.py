"""Whether two sentences claim the same thing: the words that they have in common, without numbers and respondents."""

from __future__ import annotations

import re
from functools import lru_cache

from palnet.draft.scope import Who

__all__ = ["agree", "alike", "goes_with", "stems"]

_LEFT_OUT = re.compile(
    r"^(?:ressurs|resource|nettverk|network|sykepl|sjukepl|nurse|fysio|ergot|leder|leiar|manag|person|andel|"
    r"prosent|percen|rapport|svar|"
    r"report|answer|besvar|sendt|oppgi|opplev|melder|i år|årlig|årleg|dette|denne|som|har|hatt|have|with|that|"
    r"egen|eget|sitt|sine|"
    r"eller|stor|grad|blitt|ble|vart|vore|vært|over|under|etter|mellom|også|noe|noko|når|what|which|their|they|"
    r"this|those|from)"
)
# What goes by several names.
_SAME = (
    (re.compile(r"(?:opp|frem|fram)møt\w*|deltak\w*|delt[oaei]\w*|delta\w*|attend\w*"), "oppmøt"),
    (re.compile(r"sjuke?h\w*|sykeh\w*|hospital\w*"), "sykehu"),
    (re.compile(r"kommun\w*|municip\w*"), "kommun"),
    (re.compile(r"korleis|hvordan"), "hvorda"),
    (re.compile(r"ikkje|ikke|not"), "ikke"),
    (re.compile(r"nytil\w*|nyansa\w*"), "nyansa"),
)


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The words of a sentence that say what it is about, shortened to what their forms have in common."""
    found = set()
    for word in re.findall(
        r"[^\W\d_]{3,}|\d+(?!\s*(?:%|prosent|/))",
        re.sub(r"\d+\s*(?:%|prosent|/\s*\d+)|\(\s*\d+\s*\)", " ", text.lower()),
    ):
        named = next((name for pattern, name in _SAME if pattern.fullmatch(word)), None)
        if named is not None:
            found.add(named)
        elif len(word) >= 4 and not word.isdigit() and not _LEFT_OUT.match(word):
            found.add(word[:6])
    return frozenset(found)


def alike(one: str, other: str) -> float:
    """How much of all their words two sentences have in common, from 0 to 1."""
    first, second = stems(one), stems(other)
    return len(first & second) / len(first | second) if first | second else 0.0


def goes_with(one: str, other: str) -> float:
    """How much of the shorter one is in the longer, from 0 to 1; 0 where there is too little to say."""
    first, second = stems(one), stems(other)
    least = min(len(first), len(second))
    return len(first & second) / least if least >= 2 else 0.0


def agree(one: Who, other: Who, same: bool) -> bool:
    """Whether two may tell of the same respondents: exactly, or as far as both say it."""
    pairs = ((one.role, other.role), (one.network, other.network), (one.sector, other.sector))
    if same:
        return one.role is not None and all(mine == theirs for mine, theirs in pairs)
    return all(mine is None or theirs is None or mine == theirs for mine, theirs in pairs)
