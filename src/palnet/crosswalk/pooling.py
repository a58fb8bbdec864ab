"""Counts of several regions as one: summed, never averaged, and only of what is said to be the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

import attrs

from palnet.assess.disclosure import protected_parts
from palnet.crosswalk.fitting import forbidden, misfits
from palnet.crosswalk.held import Held, Holdings, holdings
from palnet.crosswalk.relations import Link
from palnet.errors import DataError, Problem
from palnet.model.count import Count, Origin, State
from palnet.model.figure import Form
from palnet.model.indicator import Indicator, Kind
from palnet.model.mapping import Relation
from palnet.model.policy import Policy
from palnet.model.predicate import Stratum
from palnet.model.survey import TOTAL
from palnet.period import Period

__all__ = ["LeftOut", "Part", "Pooled", "pool", "pool_all", "published_counts"]

# What only one region has: summed over when regions are put together.
_LOCAL = (Stratum.NETWORK, Stratum.GROUP)
_POOLS = (Relation.SAME_AS, Relation.CLOSE_TO)


class LeftOut(StrEnum):
    """Why a region is not in a total."""

    NO_COUNT = "no-count"
    ONLY_PERCENT = "only-percent"
    NOT_ASKED = "not-asked"
    NOT_MEASURED = "not-measured"
    SUPPRESSED = "suppressed"
    CLOSE = "close"


_STATES = {
    State.NOT_ASKED: LeftOut.NOT_ASKED,
    State.NOT_MEASURED: LeftOut.NOT_MEASURED,
    State.SUPPRESSED: LeftOut.SUPPRESSED,
}


@attrs.frozen(kw_only=True)
class Part:
    """One region's part of a total, or why it is none.

    ``link`` is what its own indicator is to the one that is pooled, where it is another.
    """

    region: str
    count: Count | None = None
    link: Link | None = None
    left_out: LeftOut | None = None


@attrs.frozen(kw_only=True)
class Pooled:
    """An indicator over several regions: the sum of their counts, and which regions it is of.

    ``strata`` is whom it speaks of where the counts are divided (a role, a sector); networks and groups, which each
    region has of its own, are summed over. ``total`` is None where no region has a count.
    """

    indicator: Indicator
    parts: tuple[Part, ...]
    total: Count | None = None
    strata: tuple[tuple[str, str], ...] = ()

    @property
    def covered(self) -> tuple[str, ...]:
        """The regions that the total is of."""
        return tuple(one.region for one in self.parts if one.left_out is None)

    @property
    def close(self) -> tuple[Link, ...]:
        """The links that say only that a region's indicator is close: what a footnote belongs to."""
        links = (one.link for one in self.parts if one.left_out is None and one.link is not None)
        return tuple(link for link in links if link.relation is Relation.CLOSE_TO)

    def protected(self, policy: Policy | None = None) -> Pooled:
        """The same as it may be shown: what is hidden of one region cannot be had from the total and the others."""
        if self.total is None:
            return self
        counted = [one for one in self.parts if one.left_out is None and one.count is not None]
        shown, total = protected_parts(
            [one.count for one in counted if one.count is not None], self.total, policy or Policy.standard()
        )
        made = {part.region: count for part, count in zip(counted, shown, strict=True)}
        parts = tuple(attrs.evolve(one, count=made.get(one.region, one.count)) for one in self.parts)
        return attrs.evolve(self, parts=parts, total=total)


def pool(
    catalogue: Held, indicator: str, counts: Mapping[str, Iterable[Count]], *, close: bool = False
) -> tuple[Pooled, ...]:
    """One indicator over regions: a total for each of those it speaks of, with the regions that each is of.

    ``counts`` are each region's own. A region is in it with its count of that indicator or of one that is said to be
    the same; with ``close`` also of one that is close, which :attr:`Pooled.close` tells. A region without a count is
    never a nought: it stands in ``parts`` with the reason.

    Raises :class:`palnet.NotFoundError` for an indicator that there is not, and :class:`palnet.DataError`, with every
    reason, for counts that cannot be put together: of other versions, kinds or periods, with other answers to choose
    among, of a region whose only indicator is narrower, broader or merely related, or of the same answers twice.
    """
    known = holdings(catalogue)
    return _Pool(known, _by_indicator(counts), close).of(known.indicator(indicator))


def published_counts(catalogue: Held, region: str, year: int) -> tuple[Count, ...]:
    """What a region has published of a year with numerator and denominator both: nothing else is a count."""
    known = holdings(catalogue)
    known.region(region)
    period = Period.year(year)
    made = []
    for name, indicator in known.indicators.items():
        if indicator.kind is not Kind.PROPORTION:
            continue
        for one in known.figures(region, name):
            whole = one.period == period and one.is_count and one.form is Form.EXACT
            if not whole or one.group is not None or len(one.networks) > 1:
                continue
            strata = {Stratum.NETWORK: one.networks[0]} if one.networks else {}
            if one.respondents is not None:
                strata[Stratum.ROLE] = one.respondents.role
                if one.respondents.sector is not None:
                    strata[Stratum.SECTOR] = one.respondents.sector.value
            made.append(
                Count(
                    indicator=name,
                    kind=indicator.kind,
                    origin=Origin(counted_from=indicator.counted_from, definition="", input=one.id, inputs=(one.id,)),
                    period=period,
                    level="+".join(strata) or TOTAL,
                    strata={key.value: code for key, code in strata.items()},
                    numerator=one.numerator,
                    denominator=one.denominator,
                )
            )
    return tuple(made)


def pool_all(
    catalogue: Held, counts: Mapping[str, Iterable[Count]], *, close: bool = False
) -> tuple[tuple[Pooled, ...], tuple[Problem, ...]]:
    """Every indicator that a region has a count of, as far as they can be put together; the rest as problems."""
    known = holdings(catalogue)
    held = _by_indicator(counts)
    pools = _Pool(known, held, close)
    made: list[Pooled] = []
    problems: list[Problem] = []
    done: set[tuple[str, str]] = set()
    holders: dict[str, list[str]] = {}
    for region, by in held.items():
        for name in by:
            holders.setdefault(name, []).append(region)
    for name, indicator in known.indicators.items():
        mine = {(region, name) for region in holders.get(name, ())}
        if mine <= done:
            continue
        try:
            found = pools.of(indicator)
        except DataError as error:
            problems += error.problems
            continue
        made += found
        done |= mine
        used = (part for one in found for part in one.parts if part.link is not None and part.left_out is None)
        done |= {(part.region, part.link.object) for part in used if part.link is not None}
    return tuple(made), tuple(dict.fromkeys(problems))


_Strata = tuple[tuple[str, str], ...]


def _by_indicator(counts: Mapping[str, Iterable[Count]]) -> dict[str, dict[str, list[Count]]]:
    held: dict[str, dict[str, list[Count]]] = {}
    for region, several in counts.items():
        by = held.setdefault(region, {})
        for one in several:
            by.setdefault(one.indicator, []).append(one)
    return held


class _Pool:
    """The counts of regions, and what may be put together."""

    def __init__(self, known: Holdings, held: dict[str, dict[str, list[Count]]], close: bool) -> None:
        self.known = known
        self.held = held
        self.close = close

    def of(self, indicator: Indicator) -> tuple[Pooled, ...]:
        relations = self.known.relations
        links = {link.object: link for link in relations.stated(indicator.id)}
        links |= {link.object: link for link in relations.same(indicator.id)}
        problems: list[Problem] = []
        chosen: dict[str, tuple[Link | None, list[Count]]] = {}
        for region, by in self.held.items():
            found = self._own(by, indicator, links)
            if found is not None:
                chosen[region] = found
                continue
            barred = [links[name] for name in by if name in links and links[name].relation not in _POOLS]
            problems += [forbidden(region, link) for link in barred]
        problems += misfits(indicator, chosen)
        if problems:
            raise DataError(problems)
        whole = {region: _local_sums(counts) for region, (_, counts) in chosen.items()}
        strata = list(dict.fromkeys(key for by_strata in whole.values() for key in by_strata))
        return tuple(self._pooled(indicator, one, chosen, whole) for one in strata)

    def _own(
        self, by: dict[str, list[Count]], indicator: Indicator, links: dict[str, Link]
    ) -> tuple[Link | None, list[Count]] | None:
        """A region's counts of it: its own first, then of what is the same, then of what is close."""
        if indicator.id in by:
            return None, by[indicator.id]
        for wanted in _POOLS:
            for name, counts in by.items():
                link = links.get(name)
                if link is not None and link.relation is wanted and all(link.holds(one.period) for one in counts):
                    return link, counts
        return None

    def _nothing(self, region: str, indicator: Indicator) -> LeftOut:
        """Why a region has no count: nothing at all is known, or only what was published without k and n."""
        published = any(True for _ in self.known.figures(region, indicator.id))
        return LeftOut.ONLY_PERCENT if published else LeftOut.NO_COUNT

    def _pooled(
        self,
        indicator: Indicator,
        strata: _Strata,
        chosen: Mapping[str, tuple[Link | None, list[Count]]],
        whole: Mapping[str, Mapping[_Strata, Count]],
    ) -> Pooled:
        parts = []
        for region in self.held:
            link = chosen[region][0] if region in chosen else None
            count = whole[region].get(strata) if region in whole else None
            left_out = self._nothing(region, indicator) if count is None else _STATES.get(count.state)
            if link is not None and link.relation is Relation.CLOSE_TO and not self.close:
                left_out = LeftOut.CLOSE
            parts.append(Part(region=region, count=count, link=link, left_out=left_out))
        summed = [one.count for one in parts if one.left_out is None and one.count is not None]
        total = None
        if summed:
            alike = [_named(one, indicator) for one in summed]
            total = Count.together(alike, strata=strata, level="+".join(name for name, _ in strata) or TOTAL)
        return Pooled(
            indicator=indicator,
            parts=tuple(parts),
            total=total,
            strata=strata,
        )


def _named(count: Count, indicator: Indicator) -> Count:
    """The count as one of that indicator: what is the same under another name, or in a version that compares."""
    return attrs.evolve(
        count,
        indicator=indicator.id,
        version=indicator.version,
        comparable_with=indicator.comparable_with,
        better=indicator.direction,
        minimum_denominator=indicator.minimum_denominator,
    )


def _local_sums(counts: Iterable[Count]) -> dict[_Strata, Count]:
    """A region's counts by what regions share: its own sum where it has one, else its networks and groups summed."""
    by: dict[_Strata, list[Count]] = {}
    for one in counts:
        shared = tuple((name, code) for name, code in one.strata if name not in _LOCAL and code != TOTAL)
        by.setdefault(shared, []).append(one)
    made = {}
    for strata, several in by.items():
        whole = [one for one in several if _is_whole(one)]
        made[strata] = whole[0] if whole else Count.together(_finest(several))
    return made


def _is_whole(one: Count) -> bool:
    return all(code == TOTAL for name, code in one.strata if name in _LOCAL)


def _finest(several: list[Count]) -> list[Count]:
    """Those that are divided the furthest: sums of them that stand beside them would count everybody twice."""
    most = max(_depth(one) for one in several)
    return [one for one in several if _depth(one) == most]


def _depth(one: Count) -> int:
    return sum(name in _LOCAL and code != TOTAL for name, code in one.strata)
