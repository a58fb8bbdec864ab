"""What keeps counts of several regions from being put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from palnet.crosswalk.relations import Link
from palnet.errors import Problem
from palnet.model.count import Count
from palnet.model.indicator import Indicator, Kind, versions_compare
from palnet.period import Period

__all__ = ["forbidden", "misfits"]


def forbidden(region: str, link: Link) -> Problem:
    """That a region's only indicator is one that its relation keeps out."""
    said = {"region": region, "indicator": link.object, "other": link.subject, "relation": str(link.turned.relation)}
    return Problem("PAL422", said, path="pool")


def misfits(indicator: Indicator, chosen: Mapping[str, tuple[Link | None, list[Count]]]) -> Iterator[Problem]:
    """Everything that keeps these counts from being put together."""
    inputs: dict[str, str] = {}
    periods: dict[Period | None, str] = {}
    codes: dict[str, set[str]] = {}
    for region, (link, counts) in chosen.items():
        for one in counts:
            where = {"region": region, "indicator": one.indicator}
            if (one.kind, one.origin.counted_from) != (indicator.kind, indicator.counted_from):
                said = {**where, "one": one.kind.value, "two": indicator.kind.value}
                yield Problem("PAL423", said, path="pool")
                break
            if link is None and not versions_compare(one, indicator):
                yield Problem("PAL424", {**where, "one": one.version, "two": indicator.version}, path="pool")
                break
            first = inputs.setdefault(one.origin.input, region) if one.origin.input else region
            if first != region:
                yield Problem("PAL425", {**where, "other": first}, path="pool")
                break
            periods.setdefault(one.period, region)
            if indicator.kind is Kind.DISTRIBUTION and one.values:
                codes.setdefault(region, set()).update(code for code, _ in one.values)
    if len(periods) > 1:
        listed = ", ".join(f"{region}: {period if period is not None else '–'}" for period, region in periods.items())
        yield Problem("PAL426", {"indicator": indicator.id, "periods": listed}, path="pool")
    # Of one definition some answers may be for some roles only; of another each must be in the one or the other.
    first = next(iter(codes), "")
    for region, held in codes.items():
        other = chosen[region][0] is not None or chosen[first][0] is not None
        if other and not (held <= codes[first] or codes[first] <= held):
            yield Problem("PAL427", {"indicator": indicator.id, "regions": f"{first}, {region}"}, path="pool")
