"""Who a made-up survey asks and who answers it: sorts of people, so many of each on a made-up roster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby, product
from random import Random

import attrs

from palnet.counting.evaluate import lies_within
from palnet.errors import Problem
from palnet.model.figure import Figure, Unit
from palnet.model.indicator import CountedFrom
from palnet.model.predicate import Stratum
from palnet.model.region import Network, Sector
from palnet.model.roster import Headcount, Roster
from palnet.survey.synthesis_asking import Asking, Sort
from palnet.survey.synthesis_numbers import Wanted, half_up, shared_out

__all__ = ["People", "noted", "people_of"]

# Made up: how many there are of each sort beside each other.
_SECTORS = {Sector.HOSPITAL: 2, Sector.MUNICIPALITY: 4, Sector.HOME_CARE: 2, Sector.NURSING_HOME: 2}
_FIRST_PROFESSION, _OTHER_PROFESSION, _NARROWER_PROFESSION = 12, 3, 1
_IN_A_GROUP, _WITHOUT_GROUPS, _MANAGERS = 12, 30, 20
_ANSWER = Fraction(65, 100)


@attrs.frozen(kw_only=True)
class People:
    """The sorts of people and how many of each answered, the roster that they are on, and what was made up of it."""

    sorts: tuple[Sort, ...]
    answered: tuple[int, ...]
    roster: Roster
    scale: Fraction
    notes: tuple[Problem, ...]


def people_of(asking: Asking, respondents: int | None, seed: int) -> People:
    """Who answers: as many as is published of each role, or so many in the same proportion."""
    roles = _roles(asking)
    notes: list[Problem] = []
    usual: dict[str | None, int] = {}
    for role in roles:
        known = _answered(asking, role)
        usual[role] = _made_up(asking, role) if known is None else known
        if known is None:
            notes.append(Problem("PAL195", {"role": role or "–", "number": usual[role]}))
    total = sum(usual.values())
    wanted = total if respondents is None else respondents
    numbers = dict(zip(roles, shared_out(wanted, list(usual.values())), strict=True)) if total != wanted else usual
    scale = Fraction(wanted, total) if total else Fraction(1)
    on_roster = [one for one in roles if asking.is_role(one, "ressursperson")] or list(roles)
    rng = Random(f"{seed}/people")  # noqa: S311 - nothing secret is drawn
    sorts: list[Sort] = []
    answered: list[int] = []
    headcounts: list[Headcount] = []
    for role in roles:
        rate = _rate(asking, role)
        listed = max(_listed(usual[role], rate), _listed(numbers[role], rate))
        weights = _weights(asking, role)
        there = shared_out(listed if role in on_roster else numbers[role], list(weights.values()))
        leaning = {code: 85 + rng.randrange(31) for code in dict.fromkeys(one.group for one in weights)}
        willing = [number * leaning[one.group] for one, number in zip(weights, there, strict=True)]
        sorts += weights
        answered += shared_out(numbers[role], willing, there)
        if role in on_roster:
            headcounts += _headcounts(asking, zip(weights, there, strict=True))
            if rate is not None:
                notes.append(noted(attrs.evolve(rate, scale=scale), numbers[role], listed))
    return People(
        sorts=tuple(sorts),
        answered=tuple(answered),
        roster=Roster(
            id=f"{asking.region.id}/oppdiktet-{asking.year}",
            region=asking.region.id,
            date=dt.date(asking.year, 12, 31),
            headcounts=tuple(headcounts) or (Headcount(count=0),),
            invented=True,
        ),
        scale=scale,
        notes=tuple(notes),
    )


def noted(wanted: Wanted, k: int, n: int) -> Problem:
    """What became of a figure: that it comes out again, or what is nearest."""
    said: dict[str, str | int] = {"figure": wanted.figure, "printed": wanted.printed, "numerator": k, "denominator": n}
    return Problem("PAL190", said) if wanted.comes_out(k, n) else Problem("PAL191", said)


def _roles(asking: Asking) -> tuple[str | None, ...]:
    asked = (one.role for question in asking.questionnaire.questions for one in question.asked_of)
    known = asking.codes(Stratum.ROLE) or tuple(dict.fromkeys(asked)) or (None,)
    return tuple(role for role in known if _networks(asking, role) or not _homes(asking, role))


def _about(asking: Asking, role: str | None) -> Iterator[Figure]:
    """The figures about everybody in a role."""
    for one in asking.figures:
        said = one.respondents
        if said is not None and said.role == role and said.sector is None and one.group is None:
            yield one


def _rate(asking: Asking, role: str | None) -> Wanted | None:
    """The response rate that is published of a role."""
    for one in _about(asking, role):
        indicator = asking.indicators.get(one.indicator or "")
        if indicator is not None and indicator.counted_from is CountedFrom.ROSTER and one.percent is not None:
            n = one.denominator if one.denominator is not None else one.roster
            return Wanted(figure=one.id, base=None, counts=None, percent=one.percent, k=one.numerator, n=n)
    return None


def _answered(asking: Asking, role: str | None) -> int | None:
    """How many in a role answered the survey, where that is published."""
    rate = _rate(asking, role)
    if rate is not None and rate.k is not None:
        return rate.k
    survey = [one.answered for one in _about(asking, role) if one.answered is not None and _is_of_survey(asking, one)]
    if survey:
        return max(survey)
    for figure in asking.figures:
        if figure.unit is Unit.PERSONS and figure.indicator is figure.question is figure.event is None:
            for part in figure.parts:
                if part.role == role and role is not None:
                    return int(part.value)
    return None


def _is_of_survey(asking: Asking, figure: Figure) -> bool:
    """Whether a figure is one of this survey, not of the evaluation of a study day."""
    if figure.question is not None:
        return figure.question in asking.questionnaire.by_id
    return figure.event is None


def _made_up(asking: Asking, role: str | None) -> int:
    """How many answer where nothing is published: those of whom a figure speaks, or a good half of the groups."""
    printed = [one.denominator for one in _about(asking, role) if one.denominator is not None]
    if printed:
        return max(printed)
    if not asking.is_role(role, "ressursperson"):
        return _MANAGERS
    networks = {network.id for network in _networks(asking, role)}
    groups = sum(1 for one in asking.region.groups if one.network in networks)
    return half_up((_IN_A_GROUP * groups or _WITHOUT_GROUPS) * _ANSWER)


def _listed(answered: int, rate: Wanted | None) -> int:
    """How many are on the roster: as many as make the response rate that was printed."""
    if rate is None or not rate.percent:
        return max(answered, half_up(answered / _ANSWER))
    if rate.n is not None and rate.k == answered:
        return max(rate.n, answered)
    return max(answered, half_up(100 * answered / Fraction(rate.percent)))


def _networks(asking: Asking, role: str | None) -> list[Network]:
    """The networks of people in a role, those of them that are spoken of."""
    return [one for one in _homes(asking, role) if one in asking.networks]


def _homes(asking: Asking, role: str | None) -> list[Network]:
    """The networks that people in a role belong to, as far as anything says it; else all that there are."""
    codes = asking.codes(Stratum.NETWORK)
    parents = {one.part_of for one in asking.region.networks}
    there = [one for one in asking.region.networks if (one.id in codes if codes else one.id not in parents)]
    own = [one for one in there if one.role is not None and asking.is_role(role, one.role)]
    named = {name for one in _about(asking, role) for name in one.networks}
    printed = [one for one in there if one.id in named]
    called = [one for one in there if role is not None and one.id.rpartition("/")[2] in role]
    return own or printed or called or there


def _weights(asking: Asking, role: str | None) -> dict[Sort, int]:
    """The sorts of people in a role, with how many there are of each beside the others."""
    found: dict[Sort, int] = {}
    networks: Sequence[Network | None] = _networks(asking, role) or (None,)
    for network in networks:
        network_id = network.id if network is not None else None
        for (group, one), (profession, two), (sector, three) in product(
            _groups(asking, role, network_id), _professions(asking, role, network), _sectors(asking, role)
        ):
            sort = Sort(role=role, network=network_id, group=group, profession=profession, sector=sector)
            found[sort] = one * two * three
    return found


def _groups(asking: Asking, role: str | None, network: str | None) -> Sequence[tuple[str | None, int]]:
    known = set(asking.codes(Stratum.GROUP))
    groups = [one.id for one in asking.region.groups if one.id in known and one.network == network]
    if not groups or not asking.asks(Stratum.GROUP, role):
        return [(None, 1)]
    return [(one, 10 + 7 * position % 6) for position, one in enumerate(groups)]


def _professions(asking: Asking, role: str | None, network: Network | None) -> Sequence[tuple[str | None, int]]:
    codes = asking.codes(Stratum.PROFESSION)
    if not codes or not asking.asks(Stratum.PROFESSION, role):
        return [(None, 1)]
    within = lies_within(asking.questionnaire)
    own = [one for one in (network.professions if network is not None else ()) if one in codes]
    found: dict[str | None, int] = {}
    for position, one in enumerate(own or codes):
        found.setdefault(one, _OTHER_PROFESSION if position else _FIRST_PROFESSION)
        narrower = (code for code in codes if code != one and within(Stratum.PROFESSION, code, one))
        for code in narrower:
            found.setdefault(code, _NARROWER_PROFESSION)
    return list(found.items())


def _sectors(asking: Asking, role: str | None) -> Sequence[tuple[str | None, int]]:
    codes = [one for one in asking.codes(Stratum.SECTOR) if one in tuple(Sector)]
    # Where the kind of workplace is asked for, nobody says the municipality alone.
    wholes = {Sector(one).part_of for one in codes}
    found = [(one, _SECTORS[Sector(one)]) for one in codes if Sector(one) not in wholes]
    return found if found and asking.asks(Stratum.SECTOR, role) else [(None, 1)]


def _headcounts(asking: Asking, people: Iterable[tuple[Sort, int]]) -> Iterator[Headcount]:
    """One headcount for each sort, a narrower profession as a subset of the one that it is a sort of."""
    within = lies_within(asking.questionnaire)

    def whole(sort: Sort) -> str | None:
        codes = asking.codes(Stratum.PROFESSION)
        wider = (one for one in codes if sort.profession and within(Stratum.PROFESSION, sort.profession, one))
        return next((one for one in wider if one != sort.profession), sort.profession)

    def place(one: tuple[Sort, int]) -> tuple[str, ...]:
        sort, _ = one
        return tuple(said or "" for said in (sort.role, sort.network, sort.group, sort.sector, whole(sort)))

    for _, alike in groupby(sorted(people, key=place), key=place):
        held = list(alike)
        count = sum(number for _, number in held)
        sort = held[0][0]
        if not count:
            continue
        subsets = [(one.profession, number) for one, number in held if one.profession != whole(sort)]
        yield Headcount(
            count=count,
            role=sort.role,
            network=sort.network,
            group=sort.group,
            profession=whole(sort),
            sector=None if sort.sector is None else Sector(sort.sector),
            including=tuple(Headcount(count=number, profession=profession) for profession, number in subsets),
        )
