"""Which counts go with which target, and the refusal of all others, all faults of a call at once."""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType

from palnet.assess._arguments import Arguments
from palnet.assess.changes import is_share
from palnet.errors import DataError, Problem
from palnet.model.count import Count
from palnet.model.indicator import CountedFrom, Kind
from palnet.model.predicate import Stratum
from palnet.model.strategy import Target, TargetKind
from palnet.model.survey import TOTAL, UNKNOWN

__all__ = ["looked_through"]


def looked_through(count: object, target: object, before: object, confidence: object) -> tuple[Count, ...]:
    """The counts that the verdict rests on, in a call of which nothing is wrong."""
    given = Arguments("verdict")
    given.confidence(confidence)
    listed = (count,) if isinstance(count, Count) else given.listed(count, "count")
    for position, one in enumerate(listed or ()):
        if not isinstance(one, Count):
            given.refuse(_no(Count, one), "count", position)
    if listed == ():
        given.refuse(Problem("PAL312"), "count")
    if not isinstance(before, (Count, NoneType)):
        given.refuse(_no(Count, before), "before")
    if not isinstance(target, (Target, NoneType)):
        given.refuse(_no(Target, target), "target")
        target = None
    counts = tuple(one for one in listed or () if isinstance(one, Count))
    problems = [*given.problems, *(_misfits(counts, target) if target is not None and counts else ())]
    if problems:
        raise DataError(dict.fromkeys(problems))
    return _groups(counts) if target is not None and target.kind is TargetKind.COUNT_PER_GROUP else counts


def _no(expected: type, given: object) -> Problem:
    return Problem("PAL201", value=type(given).__name__, expected=expected.__name__)


def _groups(counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """The counts of one group each, without sums over groups and without those whose group is not known."""
    return tuple(one for one in counts if _group(one) is not None)


def _group(count: Count) -> str | None:
    strata = dict(count.strata)
    group = strata.pop(Stratum.GROUP, None)
    return group if group not in (TOTAL, UNKNOWN) and set(strata.values()) <= {TOTAL} else None


_FITS = {
    TargetKind.SHARE: (Kind.PROPORTION, Kind.RATIO),
    TargetKind.EVERYONE: (Kind.PROPORTION, Kind.RATIO),
    TargetKind.COUNT_PER_GROUP: (Kind.COUNT,),
    TargetKind.DIRECTION: (Kind.PROPORTION, Kind.RATIO, Kind.COUNT, Kind.MEAN, Kind.MEDIAN),
    TargetKind.NOT_STATED: tuple(Kind),
}


def _misfits(counts: tuple[Count, ...], target: Target) -> Iterator[Problem]:
    for one in counts:
        if one.indicator != target.indicator:
            said = {"target": target.indicator, "count": one.indicator}
            yield Problem("PAL347", said, path=one.name, keys=("indicator",))
        elif one.kind not in _FITS[target.kind] or _is_sums_of_answers(one, target):
            said = {"field": f'kind = "{target.kind}"', "with": f'kind = "{one.kind}"'}
            yield Problem("PAL315", said, path=one.name, keys=("kind",), value=target.id)
        elif target.margin is not None and not is_share(one):
            # It is in percentage points, which only shares have.
            said = {"field": f"margin = {target.margin}", "with": f'kind = "{one.kind}"'}
            yield Problem("PAL315", said, path=one.name, keys=("kind",), value=target.id)
    if target.kind is TargetKind.COUNT_PER_GROUP:
        seen: dict[str, int] = {}
        for position, one in enumerate(counts):
            group = _group(one)
            if group in seen:
                yield Problem("PAL313", {"first": seen[group] + 1}, path=one.name, keys=("count", position))
            elif group is not None:
                seen[group] = position
        if not seen:
            said = {"field": f'kind = "{target.kind}"', "needs": "group"}
            yield Problem("PAL309", said, path=counts[0].name, keys=("strata",), value=target.id)
    elif len(counts) > 1 and target.kind is not TargetKind.NOT_STATED:
        said_of = {"counts": len(counts), "strata": ", ".join(name for name, _ in counts[0].strata) or "–"}
        yield Problem("PAL349", said_of, path="verdict", keys=("count",))


def _is_sums_of_answers(count: Count, target: Target) -> bool:
    """A ratio of two sums of answers is no share: it may well be above one."""
    share = target.kind in (TargetKind.SHARE, TargetKind.EVERYONE)
    return share and count.kind is Kind.RATIO and count.origin.counted_from is CountedFrom.ANSWERS
