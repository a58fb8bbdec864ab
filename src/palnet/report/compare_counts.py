"""Counts for a comparison: from answers, and as regions' numbers and their sum may stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from palnet.catalogue import Catalogue
from palnet.counting.reference import count
from palnet.crosswalk import Holdings, Pooled, pool_all, published_counts
from palnet.model.answers import Answers
from palnet.model.count import Count
from palnet.model.indicator import CountedFrom
from palnet.model.policy import Policy
from palnet.model.roster import Roster
from palnet.period import Period
from palnet.report.compare_data import Totals

__all__ = ["counted", "counts_of"]


def counted(catalogue: Catalogue, answers: Answers, roster: Roster | None, year: int) -> tuple[Count, ...]:
    """A region's answers of a year, by role, for every indicator that is made of questions that the survey knows."""
    known = {*answers.questionnaire.by_id, *answers.questionnaire.leaves_out}
    chosen = [
        one
        for one in catalogue.indicators.values()
        if one.counted_from in (CountedFrom.ANSWERS, CountedFrom.ROSTER)
        and one.respondents
        and set(one.questions) <= known
    ]
    return tuple(count(chosen, answers, roster=roster, by=("role",), period=Period.year(year)))


def counts_of(
    known: Holdings,
    regions: Iterable[str],
    given: Mapping[str, Iterable[Count]],
    *,
    year: int | None,
    close: bool,
    policy: Policy,
) -> tuple[dict[str, tuple[Count, ...]], Totals | None]:
    """Each region's counts as they may be shown, and with a ``year`` the totals of that year.

    Where totals stand beside them, nothing that is hidden of one region can be had from the others and the sum.
    """
    held = {region: tuple(several) for region, several in given.items()}
    if year is None:
        return {region: tuple(map(policy.protect, several)) for region, several in held.items()}, None
    ordered = known.by_name(regions)  # as the columns stand
    of_year = {region: _of(held.get(region) or published_counts(known, region, year), year) for region in ordered}
    pooled, refused = pool_all(known, of_year, close=close)
    protected = tuple(one.protected(policy) for one in pooled if one.total is not None)
    shown = {region: _as_shown(several, region, pooled, protected, policy) for region, several in held.items()}
    return shown, Totals(pooled=protected, refused=refused, year=year, policy=policy)


def _of(counts: Iterable[Count], year: int) -> tuple[Count, ...]:
    return tuple(one for one in counts if one.period is None or one.period.meets(Period.year(year)))


def _as_shown(
    counts: Iterable[Count],
    region: str,
    pooled: Iterable[Pooled],
    protected: Iterable[Pooled],
    policy: Policy,
) -> tuple[Count, ...]:
    """A region's counts, each as its part of a total is shown where it is one."""
    parts = {}
    whole = [one for one in pooled if one.total is not None]
    for one, shown in zip(whole, protected, strict=True):
        for before, after in zip(one.parts, shown.parts, strict=True):
            if before.region == region and before.count is not None and after.count is not None:
                parts[before.count] = after.count
    return tuple(policy.protect(parts.get(one, one)) for one in counts)
