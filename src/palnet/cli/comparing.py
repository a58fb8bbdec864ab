"""The commands that look over regions and years: compare, series, gaps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from palnet.catalogue import Catalogue
from palnet.cli.app import app
from palnet.cli.options import Document, Year, YearOption
from palnet.cli.output import extra, publish
from palnet.cli.surveys import PolicyOption, Survey, policy_of, present, roster_of
from palnet.errors import Problem, UsageError
from palnet.model.count import Count

__all__ = ["compare", "gaps", "series"]

_DOCUMENT = Document()

FilesOption = Annotated[tuple[str, ...], Parameter(negative="")]


@app.command
def compare(
    *regions: str,
    year: YearOption = None,
    pool: Annotated[bool, Parameter(negative="")] = False,
    close: Annotated[bool, Parameter(negative="")] = False,
    answers: FilesOption = (),
    counts: FilesOption = (),
    policy: PolicyOption = "standard",
    document: Document = _DOCUMENT,
) -> int:
    """Regions side by side: subgoals, indicators, targets and latest numbers, topic by topic. Never ranked.

    Parameters
    ----------
    regions: Ids of two regions or more.
    year: The year that is compared; without it each region's latest plan or strategy.
    pool: Add the regions' counts together, of that year.
    close: Also what is only close, with a footnote.
    answers: REGION=FILE: a survey's answers, to be counted for that year; may be given several times.
    counts: REGION=FILE: counts as "palnet count" writes them; may be given several times.
    """
    held = {"--answers": _by_region("--answers", answers), "--counts": _by_region("--counts", counts)}
    _check(year, pool, close, held)
    with extra("report"):
        from palnet.crosswalk import check_regions, holdings
        from palnet.crosswalk import compare as compared
        from palnet.report.compare_blocks import comparison_publication
        from palnet.report.compare_counts import counts_of

        catalogue = document.catalogue(regions[0] if regions else "", year or 0)
        known = holdings(catalogue)
        given: dict[str, tuple[Count, ...]] = {}
        check_regions(known, regions, (*held["--answers"], *held["--counts"]))
        for region, files in held["--counts"].items():
            given[region] = _read_counts(catalogue, files)
        for region, files in held["--answers"].items():
            counted = _count_answers(catalogue, region, year or 0, files, document.lang)
            given[region] = (*given.get(region, ()), *counted)
        shown, totals = counts_of(
            known, regions, given, year=year if pool else None, close=close, policy=policy_of(policy)
        )
        comparison = compared(known, regions, year=year, counts=shown)
        publish(comparison_publication(catalogue, comparison, document.lang, totals), document)
    return 0


def _by_region(option: str, given: tuple[str, ...]) -> dict[str, tuple[Path, ...]]:
    found: dict[str, tuple[Path, ...]] = {}
    for said in given:
        region, parted, file = said.partition("=")
        if not parted or not region or not file:
            raise UsageError(Problem("PAL623", {"option": option, "said": said}))
        found[region] = (*found.get(region, ()), Path(file))
    return found


def _check(year: int | None, pool: bool, close: bool, held: dict[str, dict[str, tuple[Path, ...]]]) -> None:
    """Everything about the options that does not go together."""
    problems = []
    if close and not pool:
        problems.append(Problem("PAL309", {"field": "--close", "needs": "--pool"}))
    needing = [option for option, files in held.items() if files] + (["--pool"] if pool else [])
    if year is None:
        problems += [Problem("PAL309", {"field": one, "needs": "--year"}) for one in needing]
    if problems:
        raise UsageError(problems)
    present(*(one for files in held.values() for several in files.values() for one in several))


def _read_counts(catalogue: Catalogue, files: tuple[Path, ...]) -> tuple[Count, ...]:
    from palnet.crosswalk import read_counts

    return tuple(count for file in files for count in read_counts(file, catalogue))


def _count_answers(
    catalogue: Catalogue, region: str, year: int, files: tuple[Path, ...], lang: str
) -> tuple[Count, ...]:
    """The year's answers, counted by role for every indicator that they can tell anything of."""
    with extra("survey"):
        from palnet.report.compare_counts import counted

        asked = catalogue.questionnaire(region, year)
        told = Survey().answers(files, asked, lang)
        catalogue, headcounts = roster_of(catalogue, region, year, None)
        return counted(catalogue, told, headcounts, year)


@app.command
def series(
    region: str,
    indicator: str,
    *,
    counts: Annotated[tuple[Path, ...], Parameter(negative="")] = (),
    close: Annotated[bool, Parameter(negative="")] = False,
    policy: PolicyOption = "standard",
    document: Document = _DOCUMENT,
) -> int:
    """An indicator through the years, over changes of strategy: where it lived when, its numbers, and every break.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    indicator: Id of the indicator.
    counts: A file of counts of other years, as "palnet count" writes it; may be given several times.
    close: Also numbers of indicators that are only close, after a break.
    """
    present(*counts)
    with extra("report"):
        from palnet.report import series_page

        catalogue = document.catalogue(region, 0)
        given = [policy_of(policy).protect(one) for one in _read_counts(catalogue, counts)]
        publish(series_page(catalogue, indicator, region, document.lang, counts=given, close=close), document)
    return 0


@app.command
def gaps(region: str, year: Year, *, of: str | None = None, document: Document = _DOCUMENT) -> int:
    """What nobody follows up in a year: targets that lapsed, subgoals without indicator, goals without activity …

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the plan, or one in which the strategy is in force.
    of: Id of an area, goal, subgoal, activity, event, indicator or figure: its chain instead, up and down.
    """
    with extra("report"):
        from palnet.report import gaps_page

        publish(gaps_page(document.catalogue(region, year), region, year, document.lang, of=of), document)
    return 0
