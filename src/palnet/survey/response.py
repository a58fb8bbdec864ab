"""How many have answered, of whom, and how many more it takes: also while a survey is open."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from palnet.counting.evaluate import lies_within, why_missing
from palnet.model.answers import Answers
from palnet.model.predicate import Stratum
from palnet.model.roster import Roster
from palnet.model.strategy import Direction, Target, TargetKind

__all__ = ["ResponseRow", "response"]

_LEVELS = (Stratum.ROLE, Stratum.NETWORK, Stratum.GROUP)


@attrs.frozen(kw_only=True)
class ResponseRow:
    """How many of a role, network or group have answered, in persons.

    ``level`` says which of them it is, ``stratum`` its id. ``roster`` is its headcount, None where the roster does not
    say it. ``still_needed`` is how many more answers reach the target, None without a headcount or a target.
    """

    level: Stratum
    stratum: str
    answered: int
    roster: int | None = None
    still_needed: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The response rate: a census fact, so it has no interval."""
        return Fraction(self.answered, self.roster) if self.roster else None


def response(answers: Answers, roster: Roster | None, targets: Iterable[Target] = ()) -> tuple[ResponseRow, ...]:
    """The response by role, by network and by group, in the questionnaire's order; also those with no answer yet.

    ``targets`` are those for the response rate; one that holds for some networks only is not held against others. More
    answers than there are persons on the roster are shown as they are.
    """
    return tuple(_rows(answers, roster, tuple(targets)))


def _rows(answers: Answers, roster: Roster | None, targets: tuple[Target, ...]) -> Iterator[ResponseRow]:
    within = lies_within(answers.questionnaire)
    for level in _LEVELS:
        asking = answers.questionnaire.of_stratum(level)
        given = Counter(answers.stratum(level))
        counted = {str(code): number for code, number in given.items() if why_missing(asking, code) is None}
        known = dict.fromkeys((*(asking.codes if asking is not None else ()), *sorted(counted)))
        for code in known:
            headcount = roster.persons({level: code}, within) if roster is not None else None
            answered = counted.get(code, 0)
            if not answered and headcount is None:
                continue
            needed = None if headcount is None else _needed(headcount, _target(targets, level, code))
            yield ResponseRow(
                level=level,
                stratum=code,
                answered=answered,
                roster=headcount,
                still_needed=None if needed is None else max(needed - answered, 0),
            )


def _target(targets: tuple[Target, ...], level: Stratum, code: str) -> Target | None:
    for one in targets:
        if not one.networks or (level is Stratum.NETWORK and code in one.networks):
            return one
    return None


def _needed(headcount: int, target: Target | None) -> int | None:
    """How many answers a target takes: the fewest whole persons with 100·k ≥ t·n."""
    if target is None or target.direction is Direction.DECREASE:
        return None
    if target.kind is TargetKind.EVERYONE:
        return headcount
    if target.kind is not TargetKind.SHARE or target.percent is None:
        return None
    return math.ceil(Fraction(target.percent) * headcount / 100)
