"""What mappings cannot say, one by one and together. Dangling ends are told of with all other references."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from palnet.crosswalk.ends import End, Ends
from palnet.crosswalk.relations import inverse
from palnet.errors import Problem
from palnet.model.mapping import Mapping, Relation
from palnet.period import Period

__all__ = ["mapping_problems"]

Found = tuple[int, Problem]

# What only things of one sort can be to each other, or a thing and a concept.
_OF_ONE_SORT = (Relation.SAME_AS, Relation.CLOSE_TO, Relation.NARROWER_THAN, Relation.BROADER_THAN)
_ALWAYS = Period(start=dt.date.min)


def mapping_problems(mappings: Sequence[Mapping], ends: Ends) -> Iterator[Found]:
    """Every problem with mappings, each with the position of the mapping that it is charged to.

    Each by itself: ends that nobody can tell apart, versions that are not held, sorts of things that cannot be the
    same, a period in which there is no such thing. Together: two mappings of one pair at one time, two things of one
    scheme that are both the same as one, a thing without counterpart that has one, and something that is narrower than
    itself.
    """
    for position, one in enumerate(mappings):
        yield from ((position, problem) for problem in _alone(one, ends))
    yield from _pairs(mappings, ends)
    yield from _doubled(mappings, ends)
    yield from _excused(mappings, ends)
    yield from _circles(mappings, ends)


def _alone(one: Mapping, ends: Ends) -> Iterator[Problem]:
    held = {}
    for name, said in (("subject", one.subject_version), ("object", one.object_version)):
        identifier = getattr(one, name)
        end = ends.get(identifier) if identifier is not None else None
        if end is None:
            continue
        held[name] = end
        kinds = ends.kinds(identifier)
        if len(kinds) > 1:
            yield Problem("PAL411", {"id": identifier, "kind": " | ".join(kinds)}, keys=(name,), value=identifier)
        keys = (f"{name}_version",)
        if said is not None and end.version is None:
            yield Problem("PAL412", {"kind": end.kind, "id": end.id}, keys=keys, value=str(said))
        elif said is not None and end.version is not None and said != end.version:
            yield Problem("PAL413", {"id": end.id, "said": said, "held": end.version}, keys=keys, value=str(said))
        if one.period is not None and end.period is not None and not one.period.meets(end.period):
            said_of = {"id": end.id, "held": str(end.period), "period": str(one.period)}
            yield Problem("PAL414", said_of, keys=("period",), value=str(one.period))
    kinds = tuple(end.kind for end in held.values())
    if one.relation in _OF_ONE_SORT and len(set(kinds)) == 2 and "concept" not in kinds:
        said_of = {"kind": kinds[0], "what": kinds[1], "relation": str(one.relation)}
        yield Problem("PAL415", said_of, keys=("relation",), value=str(one.relation))


def _known(name: str | None, ends: Ends) -> End | None:
    return None if name is None else ends.get(name)


def _together(one: Mapping, other: Mapping) -> bool:
    return (one.period or _ALWAYS).meets(other.period or _ALWAYS)


def _from(one: Mapping, end: str, ends: Ends) -> Relation:
    """The relation read from that end."""
    subject = _known(one.subject, ends)
    return one.relation if subject is not None and subject.id == end else inverse(one.relation)


def _pairs(mappings: Sequence[Mapping], ends: Ends) -> Iterator[Found]:
    """Two mappings of one pair that hold at one time: contradictory, or one of them said twice."""
    before: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, one in enumerate(mappings):
        subject, object_ = _known(one.subject, ends), _known(one.object, ends)
        if subject is None or object_ is None:
            continue
        pair = (min(subject.id, object_.id), max(subject.id, object_.id))
        for earlier in before[pair]:
            other = mappings[earlier]
            if not _together(one, other):
                continue
            if _from(one, pair[0], ends) is _from(other, pair[0], ends):
                said = {"other": other.id, "one": pair[0], "two": pair[1]}
                yield position, Problem("PAL417", said, keys=("period",))
            else:
                said = {"other": other.id, "one": pair[0], "two": pair[1], "relation": str(one.relation)}
                said["said"] = str(other.relation if other.subject == one.subject else inverse(other.relation))
                yield position, Problem("PAL416", said, keys=("relation",), value=str(one.relation))
            break
        before[pair].append(position)


def _doubled(mappings: Sequence[Mapping], ends: Ends) -> Iterator[Found]:
    """Two things of one vocabulary, strategy or plan that are the same as one thing, and so as each other."""
    before: dict[tuple[str, str, str], list[tuple[int, str]]] = defaultdict(list)
    for position, one in enumerate(mappings):
        subject, object_ = _known(one.subject, ends), _known(one.object, ends)
        if one.relation is not Relation.SAME_AS or subject is None or object_ is None:
            continue
        for here, there, key in ((subject, object_, "object"), (object_, subject, "subject")):
            place = (here.id, there.kind, there.scheme)
            for earlier, name in before[place]:
                if name != there.id and _together(one, mappings[earlier]):
                    said = {"id": here.id, "one": name, "two": there.id, "other": mappings[earlier].id}
                    yield position, Problem("PAL418", said, keys=(key,), value=there.id)
                    break
            before[place].append((position, there.id))


def _excused(mappings: Sequence[Mapping], ends: Ends) -> Iterator[Found]:
    """Things that are said to have no counterpart, and to have one."""
    excused: dict[str, list[int]] = defaultdict(list)
    for position, one in enumerate(mappings):
        end = _known(one.subject, ends)
        if one.object is None and end is not None:
            excused[end.id].append(position)
    told: set[int] = set()
    for other in mappings if excused else ():
        if other.relation not in _OF_ONE_SORT:
            continue
        for name in (other.subject, other.object):
            end = _known(name, ends)
            for position in excused.get(end.id, ()) if end is not None else ():
                if position not in told and _together(mappings[position], other):
                    told.add(position)
                    yield position, Problem("PAL419", {"id": name or "", "other": other.id}, keys=("relation",))


class _Classes:
    """Things that are the same as each other, each class named by one of its members."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        while (up := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(up, up)
            name = up
        return name

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.of(one), self.of(other)))
        self._above[second] = first


def _circles(mappings: Sequence[Mapping], ends: Ends) -> Iterator[Found]:
    """What is narrower than itself, through others and through what is the same."""
    if not list(_circles_of(range(len(mappings)), mappings, ends)):
        return  # then on no single day either
    told: set[tuple[int, ...]] = set()
    for day in sorted({(one.period or _ALWAYS).start for one in mappings}):
        holding = [n for n, one in enumerate(mappings) if (one.period or _ALWAYS).holds(day)]
        for circle in _circles_of(holding, mappings, ends):
            if tuple(sorted(circle)) in told:
                continue
            told.add(tuple(sorted(circle)))
            chain = ", ".join(_sentence(mappings[n]) for n in circle)
            names = ", ".join(mappings[n].id for n in circle)
            yield max(circle), Problem("PAL420", {"chain": chain, "mappings": names}, keys=("relation",))


def _sentence(one: Mapping) -> str:
    narrow, broad = (one.subject, one.object) if one.relation is Relation.NARROWER_THAN else (one.object, one.subject)
    return f"{narrow} < {broad}"


def _circles_of(holding: Iterable[int], mappings: Sequence[Mapping], ends: Ends) -> Iterator[list[int]]:
    """Circles among mappings that hold together: enough of them that without the last of each none is left."""
    classes = _Classes()
    steps: list[tuple[str, str, int]] = []
    for n in holding:
        one = mappings[n]
        subject, object_ = _known(one.subject, ends), _known(one.object, ends)
        if subject is None or object_ is None:
            continue
        if one.relation is Relation.SAME_AS:
            classes.join(subject.id, object_.id)
        elif one.relation is Relation.NARROWER_THAN:
            steps.append((subject.id, object_.id, n))
        elif one.relation is Relation.BROADER_THAN:
            steps.append((object_.id, subject.id, n))
    up: dict[str, dict[int, str]] = defaultdict(dict)
    for narrow, broad, n in steps:
        up[classes.of(narrow)][n] = classes.of(broad)
    while circle := _circle(up):
        yield circle
        for broader in up.values():
            broader.pop(max(circle), None)


def _circle(up: dict[str, dict[int, str]]) -> list[int] | None:
    """One way that leads back to where it began, as the mappings on it."""
    done: set[str] = set()
    for start, first in up.items():
        path: list[tuple[str, int]] = []
        walks = [(start, iter(first.items()))]
        on_path = {start}
        while walks:
            here, steps = walks[-1]
            step = next(((n, to) for n, to in steps if to not in done), None)
            if step is None:
                walks.pop()
                on_path.discard(here)
                done.add(here)
                if path:
                    path.pop()
                continue
            n, to = step
            path.append((here, n))
            if to in on_path:
                return [number for _, number in path[[name for name, _ in path].index(to) :]]
            on_path.add(to)
            walks.append((to, iter(up[to].items()) if to in up else iter(())))
    return None
