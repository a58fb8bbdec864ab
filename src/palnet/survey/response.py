"""How many have answered, and how many more it takes: while a survey is open, and of the networks and groups apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from palnet.counting.evaluate import Evaluation, lies_within, why_missing
from palnet.counting.kleene import Truth
from palnet.model.answers import Answers
from palnet.model.predicate import AnyOf, Background, Predicate, Stratum
from palnet.model.roster import Headcount, Roster
from palnet.model.strategy import Direction, Target, TargetKind
from palnet.model.survey import UNKNOWN, Questionnaire

__all__ = ["ResponseRow", "response"]

_LEVELS = (Stratum.NETWORK, Stratum.GROUP)


@attrs.frozen(kw_only=True)
class ResponseRow:
    """How many of a network or group have answered, of how many on the roster; None where it does not say.

    ``still_needed`` is how many more answers reach the target; None where there is no target, or no headcount.
    """

    level: str
    stratum: str
    answered: int
    roster: int | None = None
    still_needed: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The response rate, exactly; None where there is nobody on the roster, or it does not say."""
        return Fraction(self.answered, self.roster) if self.roster else None


def response(answers: Answers, roster: Roster | None = None, targets: Iterable[Target] = ()) -> tuple[ResponseRow, ...]:
    """By network, then by group, how many of those on the roster have answered, and how many more a target takes.

    A roster counts resource persons. Whoever is not asked what it divides them by (managers have no profession in the
    network) is not on it, and is not counted here. A target is reached when 100·k ≥ t·n, in whole persons; where
    several hold, one of that network's own goes first. Whose network or group is not known is in the row ``unknown``.
    """
    questionnaire = answers.questionnaire
    members = _members(answers, roster)
    aims = tuple(targets)
    rows: list[ResponseRow] = []
    networks = _networks(answers, roster, members)
    above = _above(roster)
    for level in _LEVELS:
        if questionnaire.of_stratum(level) is None and roster is None:
            continue
        answered: Counter[str] = Counter()
        for code, member in zip(_codes(answers, level), members, strict=True):
            if member:
                answered.update((code, *above.get((level, code), ())))
        for code in _order(level, questionnaire, roster, answered):
            count = (
                None if roster is None or code == UNKNOWN else roster.persons({level: code}, lies_within(questionnaire))
            )
            network = code if level is Stratum.NETWORK else networks.get(code)
            needed = _needed(answered[code], count, _percent(aims, network, above))
            rows.append(
                ResponseRow(level=level.value, stratum=code, answered=answered[code], roster=count, still_needed=needed)
            )
    return tuple(rows)


def _headcounts(roster: Roster | None) -> Iterator[Headcount]:
    for outer in roster.headcounts if roster is not None else ():
        yield from outer.with_subsets()


def _members(answers: Answers, roster: Roster | None) -> list[bool]:
    """Who of the respondents may be on the roster."""
    questionnaire = answers.questionnaire
    stated = {by for one in _headcounts(roster) for by in Stratum if one.stated(by) is not None}
    roles = {one.role for one in _headcounts(roster) if one.role is not None}
    conditions: list[Predicate] = [AnyOf(*(Background(Stratum.ROLE, role) for role in sorted(roles)))] if roles else []
    # Without a roster those are counted who have a group.
    for by in stated or {Stratum.GROUP}:
        asking = questionnaire.of_stratum(by)
        asked = {Background(Stratum.ROLE, one.role) for one in asking.asked_of} if asking is not None else set()
        if asked:
            conditions.append(AnyOf(*sorted(asked, key=lambda one: one.is_)))
    evaluation = Evaluation(answers)
    found = [True] * len(answers)
    for condition in conditions:
        # Of whom it is not known may be.
        found = [one and truth is not Truth.FALSE for one, truth in zip(found, evaluation.of(condition), strict=True)]
    return found


def _codes(answers: Answers, level: Stratum) -> Iterator[str]:
    question = answers.questionnaire.of_stratum(level)
    for cell in answers.stratum(level):
        yield UNKNOWN if why_missing(question, cell) is not None else str(cell)


def _above(roster: Roster | None) -> Mapping[tuple[Stratum, str], tuple[str, ...]]:
    """By network or group those that it is a part of, as the roster has them."""
    found: dict[tuple[Stratum, str], dict[str, None]] = {}

    def walk(one: Headcount, wholes: tuple[Headcount, ...]) -> None:
        for level in _LEVELS:
            said = one.stated(level)
            for whole in wholes:
                other = whole.stated(level)
                if said is not None and other is not None and other != said:
                    found.setdefault((level, said), {})[other] = None
        for inner in (*one.parts, *one.including):
            walk(inner, (*wholes, one))

    for outer in roster.headcounts if roster is not None else ():
        walk(outer, ())
    return {key: tuple(codes) for key, codes in found.items()}


def _networks(answers: Answers, roster: Roster | None, members: Iterable[bool]) -> Mapping[str, str]:
    """The network of each group: as the roster says, or else the one that most of its respondents say."""
    said: dict[str, Counter[str]] = {}
    both = zip(_codes(answers, Stratum.GROUP), _codes(answers, Stratum.NETWORK), members, strict=True)
    for group, network, member in both:
        if member and UNKNOWN not in (group, network):
            said.setdefault(group, Counter())[network] += 1
    found = {group: counted.most_common(1)[0][0] for group, counted in said.items()}
    found.update(
        (one.group, one.network) for one in _headcounts(roster) if one.group is not None and one.network is not None
    )
    return found


def _order(
    level: Stratum, questionnaire: Questionnaire, roster: Roster | None, answered: Iterable[str]
) -> Iterator[str]:
    """Those that the questionnaire knows, in its order; then the others by their ids, and the unknown last."""
    question = questionnaire.of_stratum(level)
    known = [one.code for one in question.options if one.missing is None] if question is not None else []
    on_roster = (code for one in _headcounts(roster) if (code := one.stated(level)) is not None)
    others = sorted({*on_roster, *answered} - {*known, UNKNOWN})
    yield from dict.fromkeys((*known, *others))
    if UNKNOWN in answered:
        yield UNKNOWN


def _percent(
    targets: Iterable[Target], network: str | None, above: Mapping[tuple[Stratum, str], tuple[str, ...]]
) -> Fraction | None:
    """What share is to answer: what that network wants, or else what is wanted of all."""
    wanted: dict[bool, list[Fraction]] = {True: [], False: []}
    own = {network, *above.get((Stratum.NETWORK, network), ())} if network is not None else set()
    for one in targets:
        if one.networks and own.isdisjoint(one.networks):
            continue
        if one.kind is TargetKind.EVERYONE:
            wanted[bool(one.networks)].append(Fraction(100))
        elif one.kind is TargetKind.SHARE and one.percent is not None and one.direction is not Direction.DECREASE:
            wanted[bool(one.networks)].append(Fraction(one.percent))
    return max(wanted[True] or wanted[False], default=None)


def _needed(answered: int, roster: int | None, percent: Fraction | None) -> int | None:
    if roster is None or percent is None:
        return None
    # The fewest persons k with 100·k ≥ t·n.
    return max(-(-percent * roster // 100) - answered, 0)
