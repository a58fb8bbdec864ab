"""Sentences that point back: what they say belongs to a claim before them in the paragraph.

Each takes the readings so far, of which those from ``first`` are of the paragraph, and puts new ones in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from palnet.draft.changes import reached
from palnet.draft.reading import Before, Claim, Reading
from palnet.draft.scope import who_in

__all__ = ["attach_changes", "attach_count", "attach_share", "said_reached"]

_REFERS = re.compile(r"\s*(?:dette|det|begge|this|that|both)\b", re.IGNORECASE)
_ANSWERING = re.compile(r"svarprosent|svarandel|oppslutning|response rate", re.IGNORECASE)


def attach_count(readings: list[Reading], earlier: Iterable[Before], first: int) -> bool:
    """Give a count the number of an earlier year that is told after it; whether there is one."""
    return _attach(readings, tuple(earlier), first, Claim.COUNT)


def attach_share(readings: list[Reading], earlier: Before, first: int) -> bool:
    """Give a share what it is said to have been before; whether there is one."""
    return _attach(readings, (earlier,), first, Claim.SHARE)


def _attach(readings: list[Reading], earlier: tuple[Before, ...], first: int, claim: Claim) -> bool:
    for place in range(len(readings) - 1, first - 1, -1):
        if readings[place].claim is claim:
            readings[place] = attrs.evolve(readings[place], before=(*readings[place].before, *earlier))
            return True
    return False


def attach_changes(readings: list[Reading], first: int) -> None:
    """Give the share before it each change that has no numbers of its own."""
    for change in [one for one in readings[first:] if one.claim is Claim.CHANGE and one.of is None]:
        _attach_change(readings, change, first)


def _attach_change(readings: list[Reading], change: Reading, first: int) -> None:
    """A change without numbers of its own is one of the share before it, of the same network where one is named."""
    if not _REFERS.match(change.sentence):
        return
    before = [one for one in readings[first:] if one.claim is Claim.SHARE and one.sentence != change.sentence]
    named = who_in(change.sentence[: change.start]).network
    if _ANSWERING.search(change.sentence):
        before = [one for one in before if one.answering]
    if named is not None:
        before = [one for one in before if one.who.network == named]
    if before:
        of = attrs.evolve(before[-1], before=(*before[-1].before, *change.before))
        readings[readings.index(before[-1])] = of
        readings[readings.index(change)] = attrs.evolve(change, of=of.key)


def said_reached(readings: list[Reading], text: str, held: list[Reading], first: int) -> None:
    """Give the shares of a sentence (``held``), or of the one before it, what is said of their target."""
    said = reached(text)
    if said is None:
        return
    if any(one.claim is Claim.SHARE for one in held):
        held[:] = [attrs.evolve(one, reached=said) if one.claim is Claim.SHARE else one for one in held]
    elif _REFERS.match(text):
        last = next((one.sentence for one in reversed(readings[first:]) if one.claim is Claim.SHARE), None)
        for place in range(first, len(readings)):
            one = readings[place]
            if one.sentence == last and one.claim is Claim.SHARE:
                readings[place] = attrs.evolve(one, reached=said)
