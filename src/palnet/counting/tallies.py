"""What is counted in which places: every stratum there is, and each indicator's tally in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from types import MappingProxyType
from typing import Any

import attrs

from palnet.counting.bases import headcount_in, is_of_everybody, reaches_all
from palnet.counting.evaluate import lies_within
from palnet.counting.finding import Found, Place, Walk
from palnet.counting.fitting import is_asked
from palnet.counting.kleene import OUTSIDE, Truth
from palnet.counting.sums import outside, summed, without_a_value
from palnet.errors import DataError, Problem
from palnet.files.plain import plain
from palnet.model.answers import Answers
from palnet.model.count import Count, Origin, State
from palnet.model.event import Event
from palnet.model.indicator import CountedFrom, Indicator
from palnet.model.predicate import Stratum
from palnet.model.roster import Roster
from palnet.model.survey import TOTAL, UNKNOWN, Questionnaire
from palnet.period import Period

__all__ = ["Held", "Tallies"]


@attrs.frozen(kw_only=True)
class Held:
    """All that there is to count from."""

    answers: Answers | None
    questionnaire: Questionnaire | None
    roster: Roster | None
    events: tuple[Event, ...]
    period: Period | None


@attrs.define(eq=False)
class _Told:
    """What is the same of an indicator in every place, and its tallies by place once they are made."""

    indicator: Indicator
    made: Mapping[str, Any]
    numbers: Callable[[_Told, Place], dict[str, Any]]
    asked: bool
    of_everybody: bool
    counted: Mapping[Place, Mapping[Any, int]] | None = None


_NOBODY: Mapping[Any, int] = MappingProxyType({})


class Tallies:
    """What is to be counted in which places, and the counts of it."""

    def __init__(self, held: Held, by: Sequence[str], margins: bool, found: Found | None = None) -> None:
        self.held = held
        self.by = by
        self.within = lies_within(held.questionnaire)
        self.found: Found | None = Walk(held.answers, by) if found is None and held.answers is not None else found
        self._said = [self.found.codes(position) if self.found is not None else () for position in range(len(by))]
        self.codes = [self._options(name, said) for name, said in zip(by, self._said, strict=True)]
        self._inside = held.roster.sorts() if held.roster is not None else frozenset()
        self._margins_too = margins
        self.places: tuple[Place, ...] = (*product(*self.codes), *self._margins())
        self._told: dict[int, _Told] = {}
        self._known_sorts: dict[tuple[int, Any], Mapping[str, tuple[str, ...]]] = {}
        people = self.found.people() if self.found is not None else {}
        self._people = self._by_place({(place, None): number for place, number in people.items()})
        self._digests: dict[tuple[type, str], str] = {}

    def _question(self, name: str) -> Any:
        return self.held.questionnaire.by_id.get(name) if self.held.questionnaire is not None else None

    def _options(self, name: str, column: Iterable[str]) -> tuple[str, ...]:
        """Every stratum there is: the questionnaire's options, what the roster and the events name, the data's own."""
        known: dict[str, None] = {}
        stratum = Stratum(name) if name in tuple(Stratum) else None
        questionnaire, roster = self.held.questionnaire, self.held.roster
        question = self._question(name)
        if stratum is not None and questionnaire is not None:
            question = questionnaire.of_stratum(stratum)
        if question is not None:
            known.update((option.code, None) for option in question.options if option.missing is None)
        if stratum is not None and roster is not None:
            counted = (one for outer in roster.headcounts for one in outer.with_subsets())
            known.update((code, None) for one in counted if (code := one.stated(stratum)) is not None)
        if stratum is not None:
            met = (event for event in self.held.events if event.attendance is not None)
            known.update((code, None) for event in met for code in _belonging(event, stratum))
        given = set(column)
        known.update((code, None) for code in sorted(given - {UNKNOWN}))
        if UNKNOWN in given:
            known[UNKNOWN] = None
        return tuple(known)

    @property
    def sums(self) -> tuple[tuple[int, ...], ...]:
        """The sums over places that are asked for, in order: the positions of the names each is still divided by."""
        names = range(len(self.by)) if self._margins_too else range(0)
        return tuple(kept for size in reversed(names) for kept in combinations(names, size))

    def _margins(self) -> Iterator[Place]:
        for kept in self.sums:
            # Each is there even where nothing is known that what it sums over could be divided into.
            yield from product(*(codes if n in kept else (TOTAL,) for n, codes in enumerate(self.codes)))

    def _strata(self, place: Place) -> dict[Stratum, str] | None:
        """The place as what it is on a roster; None where a roster does not know such a thing."""
        wanted = {name: code for name, code in zip(self.by, place, strict=True) if code != TOTAL}
        if UNKNOWN in wanted.values() or any(name not in tuple(Stratum) for name in wanted):
            return None
        return {Stratum(name): code for name, code in wanted.items()}

    def level(self, place: Place) -> str:
        """What a place is divided by."""
        return "+".join(name for name, code in zip(self.by, place, strict=True) if code != TOTAL) or TOTAL

    def count(self, indicator: Indicator, place: Place) -> Count:
        """One indicator in one place."""
        told = self._told.get(id(indicator))
        if told is None:
            told = self._told[id(indicator)] = self._tell(indicator)
        return Count(
            **told.made,
            level=self.level(place),
            strata=tuple(zip(self.by, place, strict=True)),
            **told.numbers(told, place),
        )

    def _tell(self, indicator: Indicator) -> _Told:
        """All that is the same of an indicator in every place."""
        asked = self.held.questionnaire
        return _Told(
            indicator=indicator,
            made={
                "indicator": indicator.id,
                "kind": indicator.kind,
                "version": indicator.version,
                "comparable_with": indicator.comparable_with,
                "better": indicator.direction,
                "minimum_denominator": indicator.minimum_denominator,
                "period": self.held.period,
                "origin": self._origin(indicator),
            },
            numbers={
                CountedFrom.ANSWERS: self._from_answers,
                CountedFrom.ROSTER: self._from_roster,
                CountedFrom.ATTENDANCE: self._from_attendance,
                CountedFrom.HEADCOUNTS: self._from_headcounts,
            }[indicator.counted_from],
            asked=asked is not None and is_asked(indicator, asked, self.within),
            of_everybody=asked is not None and is_of_everybody(indicator, asked, self.within),
        )

    def _origin(self, indicator: Indicator) -> Origin:
        found, roster, source = self.found, self.held.roster, indicator.counted_from
        used: list[tuple[str, str]] = []
        made_up = []
        if source in (CountedFrom.ANSWERS, CountedFrom.ROSTER) and found is not None:
            asked = self._digest(found.questionnaire)
            used.append((found.questionnaire.id, f"{asked} {found.digest}"))
            made_up.append(found.synthetic)
        if source is not CountedFrom.ATTENDANCE and roster is not None:
            used.append((roster.id, self._digest(roster)))
            made_up.append(roster.invented)
        if source is CountedFrom.ATTENDANCE:
            met = (one for one in self.held.events if one.attendance is not None)
            used += [(one.id, self._digest(one)) for one in sorted(met, key=lambda one: one.id)]
        return Origin(
            counted_from=source,
            definition=_hash(plain(indicator)),
            input=_hash([digest for _, digest in used]) if used else "",
            inputs=tuple(name for name, _ in used),
            synthetic=any(made_up),
        )

    def _digest(self, thing: Questionnaire | Roster | Event) -> str:
        key = (type(thing), thing.id)
        if key not in self._digests:
            self._digests[key] = _hash(plain(thing))
        return self._digests[key]

    def _headcount(self, indicator: Indicator, place: Place) -> int | None:
        """How many of an indicator's base are what the place says, or a sort of it."""
        if self.held.roster is None:
            return None
        strata = self._strata(place)
        return None if strata is None else headcount_in(self.held.roster, indicator.members, strata, self.within)

    def _headcount_apart(self, indicator: Indicator, place: Place) -> int | None:
        """How many of an indicator's base would have answered what the place says, and nothing narrower.

        A cancer coordinator is a nurse, and on the roster among the nurses, but answers with an option of their own.
        None where not everybody whom the indicator speaks of could have said what they are.
        """
        if self.held.roster is None:
            return None
        chosen = (self._sorts(indicator, at).get(code, ()) for at, code in enumerate(place))
        return self._apart(indicator, place, tuple(product(*chosen)))

    def _apart(self, indicator: Indicator, place: Place, inside: Sequence[Place]) -> int | None:
        whole = self._headcount(indicator, place) if place in inside else None
        if whole is None or len(inside) == 1:
            return whole
        narrower = [self._headcount_apart(indicator, one) for one in inside if one != place]
        known = [one for one in narrower if one is not None]
        # A roster whose subsets are more than their whole says nothing of who is left.
        return whole - sum(known) if len(known) == len(narrower) and sum(known) <= whole else None

    def _sorts(self, indicator: Indicator, position: int) -> Mapping[str, tuple[str, ...]]:
        """By each code that could have been said of oneself: itself, and the narrower ones that could instead."""
        key = (position, indicator.respondents)
        if key not in self._known_sorts:
            could = self._could_say(indicator, position)
            by = self.by[position]
            sorts = {
                code: (code, *(one for one in could if one != code and self._lies_inside(by, one, code)))
                for code in could
            }
            self._known_sorts[key] = {**sorts, TOTAL: (TOTAL,)}
        return self._known_sorts[key]

    def _could_say(self, indicator: Indicator, position: int) -> list[str]:
        name, asked = self.by[position], self.held.questionnaire
        if asked is None or name not in tuple(Stratum):
            return []
        question = asked.of_stratum(Stratum(name))
        if question is None:
            return [one for one in self.codes[position] if name == Stratum.ROLE and one == asked.only_role]
        if not reaches_all(question, indicator.respondents, self.within):
            return []
        known = {*question.codes, *self._said[position]}
        return [
            code
            for code in self.codes[position]
            if not question.options
            or code in known
            # A group that is new has answered nothing yet; what has a part or a whole was answered as that.
            or not any(self._lies_inside(name, *pair) for one in known for pair in ((one, code), (code, one)))
        ]

    def _lies_inside(self, by: str, one: str, other: str) -> bool:
        stratum = Stratum(by)
        return self.within(stratum, one, other) or (stratum, one, other) in self._inside

    def _from_answers(self, told: _Told, place: Place) -> dict[str, Any]:
        if self.found is None:
            return {"state": State.NOT_MEASURED}
        roster = self._headcount_apart(told.indicator, place)
        if not told.asked:
            return {"state": State.NOT_ASKED, "roster": roster}
        if told.counted is None:
            told.counted = self._by_place(self.found.tally(told.indicator))
        tally = told.counted.get(place, _NOBODY)
        made = summed(told.indicator, tally, self.found.questionnaire)
        if roster is None and made["state"] is not State.NO_ANSWERS:
            return made
        beside = outside(tally)
        # Of those on the roster who did not answer it cannot be known how many are outside the base as well.
        made["roster"] = None if roster and (beside or not told.of_everybody) else roster
        if made["state"] is State.NO_ANSWERS:
            whole = told.counted.get((TOTAL,) * len(place), _NOBODY)
            left = None if roster is None else max(roster - beside, 0)
            made["state"] = without_a_value(tally, whole, left, sum(self._people.get(place, _NOBODY).values()))
        return made

    def _by_place(self, found: Mapping[tuple[Place, Any], int]) -> Mapping[Place, Mapping[Any, int]]:
        """How often what was found in each place, in every sum over places that is asked for, and in all together."""
        places: dict[Place, dict[Any, int]] = {}
        within: dict[Place, list[dict[Any, int]]] = {}
        for (place, what), number in found.items():
            if place not in within:
                within[place] = [places.setdefault(one, {}) for one in self._sums_with(place)]
            for tally in within[place]:
                tally[what] = tally.get(what, 0) + number
        return places

    def _sums_with(self, place: Place) -> set[Place]:
        if self._margins_too:
            return set(product(*((code, TOTAL) for code in place)))
        return {place, (TOTAL,) * len(place)}

    def _from_roster(self, told: _Told, place: Place) -> dict[str, Any]:
        headcount = self._headcount_apart(told.indicator, place)
        if self.found is None or headcount is None:
            return {"state": State.NOT_MEASURED}
        if headcount == 0:
            return {"state": State.EMPTY_BASE, "roster": 0}
        if told.counted is None:
            told.counted = self._by_place(self.found.members(told.indicator))
        tally = told.counted.get(place, _NOBODY)
        answered = tally.get(Truth.TRUE, 0)
        if answered > headcount:
            said = {"answered": answered, "roster": headcount, "stratum": ", ".join(place) or TOTAL}
            raise DataError(Problem("PAL346", said, keys=("roster",), path=told.indicator.id))
        unknown = sum(number for truth, number in tally.items() if not truth.known and truth not in OUTSIDE)
        return {"numerator": answered, "denominator": headcount, "roster": headcount, "base_unknown": unknown}

    def _from_attendance(self, _told: _Told, place: Place) -> dict[str, Any]:
        strata = self._strata(place)
        met = [
            event.attendance
            for event in self.held.events
            if event.attendance is not None
            and strata is not None
            and all(code in _belonging(event, stratum) for stratum, code in strata.items())
        ]
        if not met:
            return {"state": State.NOT_MEASURED}
        attended, invited = sum(one.attended for one in met), sum(one.invited for one in met)
        if invited == 0:
            return {"state": State.EMPTY_BASE}
        return {"numerator": attended, "denominator": invited}

    def _from_headcounts(self, told: _Told, place: Place) -> dict[str, Any]:
        headcount = self._headcount(told.indicator, place)
        if headcount is None:
            return {"state": State.NOT_MEASURED}
        return {"numerator": headcount, "roster": headcount}


def _belonging(event: Event, stratum: Stratum) -> tuple[str, ...]:
    if stratum is Stratum.GROUP:
        return (event.group,) if event.group is not None else ()
    return event.networks if stratum is Stratum.NETWORK else ()


def _hash(content: Any) -> str:
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:16]
