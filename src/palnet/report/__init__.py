"""Documents made of the catalogue: a view of what belongs in each, and small renderers that write any of them down."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from palnet.catalogue import Catalogue
from palnet.errors import NotFoundError
from palnet.model.answers import Answers
from palnet.model.count import Count
from palnet.model.policy import Policy
from palnet.model.roster import Roster
from palnet.report.publication import Publication, render

if TYPE_CHECKING:
    from palnet.audit import Finding

__all__ = [
    "Publication",
    "annual_plan",
    "annual_report",
    "comparison_page",
    "gaps_page",
    "network_page",
    "render",
    "series_page",
    "strategy_page",
    "work_plan",
]

# Each function imports what its own document needs: a command makes one of them, and its start is part of its time.
# No module bears a function's name: its import would put it in the function's place.


def annual_report(
    catalogue: Catalogue,
    region: str,
    year: int,
    lang: str = "nb",
    *,
    answers: Answers | None = None,
    roster: Roster | None = None,
    policy: Policy | None = None,
    findings: tuple[Finding, ...] = (),
) -> Publication:
    """The annual report on a region's year, in bokmål (``nb``) or English (``en``).

    With ``answers`` it tells what they come to, in place of what is published of the survey: points in its body; the
    counts, intervals, bounds and missing answers behind them; all of it under the ``policy``, the standard one unless
    another is named. ``roster`` is whom the survey was sent to, else the region's published headcounts of that year.
    ``findings`` are an audit's: in HTML a figure that one is about has a mark that leads to it.

    Raises :class:`palnet.NotFoundError`, naming what there is, when the region is unknown or nothing is published
    about the year.
    """
    from palnet.report.annual_report_blocks import report_document
    from palnet.report.build import report_view
    from palnet.report.data import report_data

    counted = None
    if answers is not None:
        from palnet.report.counted import counted_from_answers

        if roster is None:
            roster = _roster_of(catalogue, region, year)
        counted = counted_from_answers(catalogue, region, year, answers, roster=roster, policy=policy)
    view = report_view(catalogue, region, year, counted)
    blocks = report_document(view, catalogue, lang, findings)
    return Publication(f"{region}-{year}", f"report-{year}", view.author, lang, blocks, partial(report_data, view))


def _roster_of(catalogue: Catalogue, region: str, year: int) -> Roster | None:
    try:
        return catalogue.roster(region, year)
    except NotFoundError:
        catalogue.region(region)
        return None


def annual_plan(catalogue: Catalogue, region: str, year: int, lang: str = "nb") -> Publication:
    """The annual plan of a region's networks for a year.

    Raises :class:`palnet.NotFoundError`, naming what there is, when the region is unknown or has no plan for the year.
    """
    from palnet.report.annual_plan_blocks import plan_data, plan_document

    plan = catalogue.plan(region, year)
    author = catalogue.networks[plan.networks[0]].label
    blocks = plan_document(catalogue, plan, lang)
    return Publication(
        f"{region}-plan-{year}", f"plan-{year}", author, lang, blocks, partial(plan_data, catalogue, plan)
    )


def strategy_page(catalogue: Catalogue, region: str, year: int, lang: str = "nb") -> Publication:
    """The strategy in force for a region's networks in a year, as the region's own documents print it.

    Raises :class:`palnet.NotFoundError`, naming what there is, when the region is unknown or none is in force.
    """
    from palnet.report.strategy_blocks import strategy_data, strategy_document

    strategy = catalogue.strategy(region, year)
    held = catalogue.region(region)
    blocks = strategy_document(catalogue, strategy, held, lang)
    data = partial(strategy_data, catalogue, strategy)
    return Publication(f"{region}-strategy-{year}", f"strategy-{year}", held.label, lang, blocks, data)


def network_page(catalogue: Catalogue, region: str, lang: str = "nb") -> Publication:
    """How a region's networks are organised, who is in them, and what the resource person's role is.

    Raises :class:`palnet.NotFoundError`, naming those there are, when the region is unknown.
    """
    from palnet.report.network_blocks import network_data, network_document

    held = catalogue.region(region)
    blocks = network_document(catalogue, held, lang)
    return Publication(f"{region}-network", "network", held.label, lang, blocks, partial(network_data, catalogue, held))


def work_plan(
    catalogue: Catalogue, region: str, year: int, role: str, *, group: str | None = None, lang: str = "nb"
) -> Publication:
    """What a year's annual plan asks of somebody in a role, in one of the groups if one is given, and when.

    Raises :class:`palnet.NotFoundError`, naming what there is, for a region, year, role or group that there is not.
    """
    from palnet.report.annual_plan_blocks import plan_data
    from palnet.report.work_plan_blocks import work_plan_document

    plan = catalogue.plan(region, year)
    author = catalogue.networks[plan.networks[0]].label
    blocks = work_plan_document(catalogue, plan, role, group, lang)
    return Publication(
        f"{region}-{role}-{year}", f"work-plan-{year}", author, lang, blocks, partial(plan_data, catalogue, plan)
    )


def comparison_page(
    catalogue: Catalogue, regions: Iterable[str], lang: str = "nb", *, year: int | None = None
) -> Publication:
    """Regions side by side, each with its latest plan or strategy, or with that of ``year``.

    Raises :class:`palnet.NotFoundError` for regions that there are not, :class:`palnet.UsageError` for fewer than two.
    """
    from palnet.crosswalk import compare
    from palnet.report.compare_blocks import comparison_publication

    return comparison_publication(catalogue, compare(catalogue, regions, year=year), lang)


def series_page(
    catalogue: Catalogue,
    indicator: str,
    region: str,
    lang: str = "nb",
    *,
    counts: Iterable[Count] = (),
    close: bool = False,
) -> Publication:
    """An indicator through the years of a region; ``counts`` are numbers of one's own, as they may be shown.

    Raises :class:`palnet.NotFoundError` for a region or indicator that there is not.
    """
    from palnet.crosswalk import series
    from palnet.report.series_blocks import series_publication

    found = series(catalogue, indicator, region=region, counts=counts, close=close)
    return series_publication(catalogue, found, lang)


def gaps_page(catalogue: Catalogue, region: str, year: int, lang: str = "nb", *, of: str | None = None) -> Publication:
    """What nobody follows up in a region's year; or the chain ``of`` one thing, by its id, up and down.

    Raises :class:`palnet.NotFoundError`, naming what there is, for a region, year or thing that there is not.
    """
    from palnet.crosswalk import find_gaps
    from palnet.report.gaps_blocks import gaps_publication

    matrix = find_gaps(catalogue, region, year)
    return gaps_publication(catalogue, matrix, lang, None if of is None else matrix.chain.get(of))
