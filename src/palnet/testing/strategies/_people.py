"""Those who are asked: the region that they belong to, the roster that they are on, the meetings that they go to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from palnet.counting.evaluate import why_missing
from palnet.model.answers import Answers
from palnet.model.event import Attendance, Event, EventKind, EventStatus
from palnet.model.predicate import Stratum
from palnet.model.region import Adoption, Group, GroupKind, Network, Profession, Region, Role, Sector
from palnet.model.roster import Headcount, Roster
from palnet.model.survey import Questionnaire
from palnet.period import When
from palnet.testing.strategies._ground import Codes, Ground
from palnet.testing.strategies._plain import chance, label, likely, pick, several

__all__ = ["draw_events", "draw_region", "draw_roster", "rosters"]

Person = Mapping[Stratum, str]


@st.composite
def rosters(draw: DrawFn, questionnaire: Questionnaire, answers: Answers | None = None) -> Roster:
    """Rosters of those who are asked a questionnaire, with room for everybody who answered.

    They say how many there are by some of role, network, group, profession and sector, nested in that order: as parts
    of a whole or each alone, with what is a sort of another as a subset, and perhaps parts that cannot be added.
    """
    codes: dict[Stratum, Codes] = {}
    for stratum in Stratum:
        asking = questionnaire.of_stratum(stratum)
        given = asking.options if asking is not None else ()
        codes[stratum] = tuple((one.code, one.part_of) for one in given if one.missing is None)
    if any(code not in tuple(Sector) for code, _ in codes[Stratum.SECTOR]):
        codes[Stratum.SECTOR] = ()
    return draw_roster(draw, Ground(codes, {}), questionnaire, answers)


def draw_roster(draw: DrawFn, who: Ground, questionnaire: Questionnaire, answers: Answers | None) -> Roster:
    """A roster of everybody who answered and perhaps some others."""
    people: list[Person] = [] if answers is None else list(_answering(who, answers))
    people += [
        {stratum: pick(draw, codes)[0] for stratum, codes in who.codes.items() if codes}
        for _ in range(pick(draw, (0, 1, 2, 4)))
    ]
    people = [_settled(one, who) for one in people]
    levels = [stratum for stratum in Stratum if who.codes[stratum] and likely(draw)]
    said = tuple(_parts(who, people, levels, {}))
    placed = sum(one.count for one in said) == len(people)
    if not said or not placed or chance(draw, 3):
        apart = not chance(draw, 3)
        said = (Headcount(count=len(people), parts=said, disjoint=apart),)
    return Roster(
        id="roster",
        region="region",
        date=dt.date(2023, 12, 31),
        headcounts=said,
        invented=chance(draw, 2),
    )


def _answering(who: Ground, answers: Answers) -> Iterator[Person]:
    """Everybody who answered, by what is known of them, with something for what is not."""
    columns = {stratum: (answers.questionnaire.of_stratum(stratum), answers.stratum(stratum)) for stratum in Stratum}
    for position in range(len(answers)):
        known: dict[Stratum, str] = {}
        for stratum, (question, column) in columns.items():
            cell = column[position]
            if why_missing(question, cell) is None:
                known[stratum] = str(cell)
        if Stratum.GROUP in known and Stratum.NETWORK not in known and known[Stratum.GROUP] in who.network_of:
            known[Stratum.NETWORK] = who.network_of[known[Stratum.GROUP]]
        for stratum, codes in who.codes.items():
            if codes and stratum is not Stratum.GROUP:
                known.setdefault(stratum, codes[position % len(codes)][0])
        yield known


def _settled(person: Person, who: Ground) -> Person:
    """The same in a group of the network, where there is one."""
    said = person.get(Stratum.GROUP)
    network = person.get(Stratum.NETWORK)
    inside = [code for code, _ in who.codes[Stratum.GROUP] if who.network_of.get(code, network) == network]
    if said in inside:
        return person
    rest = dict(person)
    rest.pop(Stratum.GROUP, None)
    if inside:
        rest[Stratum.GROUP] = inside[0]
    return rest


def _parts(who: Ground, people: Sequence[Person], levels: Sequence[Stratum], above: Person) -> Iterator[Headcount]:
    """The headcounts of those people by the first of the levels, each by the rest of them."""
    if not levels:
        return
    stratum, *rest = levels
    wholes = dict(who.codes[stratum])
    for code in [one for one, whole in wholes.items() if whole not in wholes]:
        inside = [one for one in people if stratum in one and _top(one[stratum], wholes) == code]
        if not inside and not _belongs(who, stratum, code, above):
            continue
        subsets = [one for one, whole in wholes.items() if whole is not None and _top(one, wholes) == code]
        yield Headcount(
            count=len(inside),
            parts=tuple(_parts(who, inside, rest, {**above, stratum: code})),
            including=tuple(_headcount(stratum, one, sum(each[stratum] == one for each in inside)) for one in subsets),
            **_stated(stratum, code),
        )


def _top(code: str, wholes: Mapping[str, str | None]) -> str:
    whole = wholes.get(code)
    return code if whole is None or whole not in wholes else _top(whole, wholes)


def _belongs(who: Ground, stratum: Stratum, code: str, above: Person) -> bool:
    network = above.get(Stratum.NETWORK)
    return stratum is not Stratum.GROUP or network is None or who.network_of.get(code, network) == network


def _headcount(stratum: Stratum, code: str, count: int) -> Headcount:
    return Headcount(count=count, **_stated(stratum, code))


def _stated(stratum: Stratum, code: str) -> dict[str, Any]:
    return {stratum.value: Sector(code) if stratum is Stratum.SECTOR else code}


def draw_region(draw: DrawFn, who: Ground, strategy: str, questionnaire: str) -> Region:
    """The region of those who there are: its networks have adopted the strategy and use the questionnaire."""
    kind = pick(draw, tuple(GroupKind))
    return Region(
        id="region",
        label=label("region"),
        health_region="helse-vest",
        networks=tuple(
            Network(
                id=code,
                label=label(code),
                part_of=whole,
                adoptions=(Adoption(strategy=strategy),),
                surveys=(questionnaire,),
            )
            for code, whole in who.codes[Stratum.NETWORK]
        ),
        groups=tuple(
            Group(id=code, label=label(code), network=network, kind=kind) for code, network in who.network_of.items()
        ),
        professions=tuple(
            Profession(id=code, label=label(code), part_of=whole) for code, whole in who.codes[Stratum.PROFESSION]
        ),
        roles=tuple(Role(id=code, label=label(code), part_of=whole) for code, whole in who.codes[Stratum.ROLE]),
    )


_TIMES = (
    When(date=dt.date(2023, 5, 4)),
    When(year=2023),
    When(date=dt.date(2022, 5, 4)),
    When(continuous=True),
)


def draw_events(draw: DrawFn, who: Ground) -> tuple[Event, ...]:
    """Up to two meetings of groups or networks, some with an attendance, some in another year."""
    return tuple(several(draw, lambda made: _event(who, f"e{len(made) + 1}"), 0, 2))


@st.composite
def _event(draw: DrawFn, who: Ground, identifier: str) -> Event:
    meeting = Event(
        id=identifier,
        label=label(identifier),
        kind=EventKind.GATHERING,
        when=pick(draw, _TIMES),
        region="region",
        networks=(pick(draw, who.codes[Stratum.NETWORK])[0],),
    )
    if who.network_of and chance(draw, 2):
        group, network = pick(draw, tuple(who.network_of.items()))
        meeting = attrs.evolve(meeting, kind=EventKind.NETWORK_MEETING, group=group, networks=(network,))
    status = pick(draw, (EventStatus.HELD, EventStatus.HELD, EventStatus.PLANNED))
    if status is EventStatus.PLANNED:
        return meeting
    invited = pick(draw, (1, 2, 4, 0))
    attendance = Attendance(attended=pick(draw, range(invited + 1)), invited=invited)
    return attrs.evolve(meeting, status=status, attendance=attendance)
