"""Counts and targets that verdicts and changes are held against, said in as few words as it takes."""

from decimal import Decimal

from palnet.model import Count, CountedFrom, Direction, Kind, Origin, State, Target, TargetKind

INCREASE, DECREASE, MAINTAIN = Direction.INCREASE, Direction.DECREASE, Direction.MAINTAIN


def count(k=None, n=None, roster=None, *, source=CountedFrom.ANSWERS, kind=Kind.PROPORTION, **given):
    """Of an indicator "i": k of n, of so many on the roster."""
    origin = Origin(counted_from=source, definition="d")
    said = {"indicator": "i", "kind": kind, "origin": origin, "numerator": k, "denominator": n, "roster": roster}
    return Count(**{**said, **given})


def valueless(state, **given):
    return count(state=state, **{"base_unknown": None, **given})


def response_rate(k, n, **given):
    return count(k, n, n, source=CountedFrom.ROSTER, **given)


def attendance(k, n, **given):
    return count(k, n, source=CountedFrom.ATTENDANCE, kind=Kind.RATIO, **given)


def headcount(k, group="a", **given):
    strata = {} if group is None else {"level": "group", "strata": {"group": group}}
    return count(k, None, k, source=CountedFrom.HEADCOUNTS, kind=Kind.COUNT, **{**strata, **given})


def in_group(group, k, n, roster=None, **given):
    return count(k, n, roster, kind=Kind.COUNT, **{"level": "group", "strata": {"group": group}, **given})


def mean(total, n, **given):
    return count(total, n, kind=Kind.MEAN, **given)


def median(values, **given):
    return count(None, sum(values.values()), kind=Kind.MEDIAN, values=values, **given)


def distribution(values, n, **given):
    return count(None, n, kind=Kind.DISTRIBUTION, values=values, **given)


def target(kind, **given):
    return Target(**{"id": "t", "indicator": "i", "kind": kind, **given})


def at_least(percent):
    return target(TargetKind.SHARE, percent=Decimal(percent))


def at_most(percent):
    return target(TargetKind.SHARE, percent=Decimal(percent), direction=DECREASE)


def everyone():
    return target(TargetKind.EVERYONE)


def in_every_group(number, direction=None):
    return target(TargetKind.COUNT_PER_GROUP, count=number, direction=direction)


def going(direction, margin=None):
    return target(TargetKind.DIRECTION, direction=direction, margin=None if margin is None else Decimal(margin))


def not_stated():
    return target(TargetKind.NOT_STATED)


NOTHING = (State.NO_ANSWERS, State.EMPTY_BASE, State.NOT_MEASURED)
