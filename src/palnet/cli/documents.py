"""The commands that make documents: report, plan, strategy, network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter

from palnet.catalogue import Catalogue
from palnet.cli.app import app
from palnet.cli.options import Document, Year
from palnet.cli.output import extra, give, publish, show, write
from palnet.cli.surveys import PolicyOption, RosterOption, Survey, policy_of, present, roster_of
from palnet.errors import DefinitionError, NotFoundError, Problem, UsageError

if TYPE_CHECKING:
    from palnet.audit import Finding
    from palnet.report.publication import Publication

__all__ = ["network", "plan", "report", "strategy"]

_DOCUMENT = Document()
_SURVEY = Survey()
_FINDINGS = "Mark the figures in a page that the audit finds something in."


@app.command
def report(
    region: str,
    year: Year,
    *,
    answers: Annotated[tuple[Path, ...], Parameter(name="--answers", negative="")] = (),
    roster: RosterOption = None,
    policy: PolicyOption = "standard",
    survey: Survey = _SURVEY,
    findings: Annotated[bool, Parameter(negative="--no-findings", help=_FINDINGS)] = True,
    document: Document = _DOCUMENT,
) -> int:
    """The annual report on a region's year.

    Alone it prints a summary and writes REGION-YEAR.html here. With -o it writes that file, in the format that its
    suffix says (html, docx, md, json, txt). In a page, figures that "palnet audit" finds something in are marked.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year that the report is about.
    answers: A file of the year's survey, to be counted in place of what is published; may be given several times.
    """
    if not answers and (roster is not None or policy != "standard"):
        field = "--roster" if roster is not None else "--policy"
        raise UsageError(Problem("PAL309", {"field": field, "needs": "--answers"}))
    present(*answers, roster, survey.mapping)
    with extra("report"):
        from palnet.report import annual_report

        # Without a file or a format a page is written.
        makes_page = document.made == "html" or (document.output is None and document.wanted is None)
        catalogue = document.catalogue(region, year)
        told = headcounts = None
        if answers:
            with extra("survey"):
                catalogue, headcounts = roster_of(catalogue, region, year, roster)
                told = survey.answers(answers, catalogue.questionnaire(region, year), document.lang)
        made = annual_report(
            catalogue,
            region,
            year,
            document.lang,
            answers=told,
            roster=headcounts,
            policy=policy_of(policy),
            findings=_findings(catalogue, region, year) if findings and makes_page else (),
        )
        publication = _told(made, catalogue, region, document)
        if document.output is not None or document.wanted is not None:
            publish(publication, document)
            return 0
        page = Path(f"{publication.name}.html")
        write(publication, page, document)
        show(attrs.evolve(publication, blocks=publication.in_short(document.sources)), "text", document)
        print(f"→ {page}")
    return 0


def _findings(catalogue: Catalogue, region: str, year: int) -> tuple[Finding, ...]:
    from palnet.report.audit_blocks import audit_findings

    try:
        return audit_findings(catalogue, region, year)
    except (DefinitionError, NotFoundError):
        return ()  # nothing is published that could be looked at, or there is no such year: that the report says


@app.command
def plan(
    region: str,
    year: Year,
    *,
    role: str | None = None,
    group: str | None = None,
    before: Annotated[int | None, Parameter(name="--from")] = None,
    document: Document = _DOCUMENT,
) -> int:
    """The annual plan of a region's networks: subgoals, activities, meetings. Printed, or written with -o.

    With --role it is one person's work plan: what the annual plan asks of somebody in that role, and the year by month.
    With --from it is a definition file for a new year, made from the plan of an earlier one, to be edited.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the plan.
    role: Id of a role, such as ressurssykepleier.
    group: Id of one of the region's groups, with --role.
    before: The year whose plan the new one is made from.
    """
    if group is not None and role is None:
        raise UsageError(Problem("PAL309", {"field": "--group", "needs": "--role"}))
    with extra("report"):
        from palnet.report import annual_plan, work_plan

        catalogue = document.catalogue(region, year)
        if before is not None:
            from palnet.export.next_plan import next_plan

            give(next_plan(catalogue, region, year, before, document.lang), document.output, document.force)
            return 0
        publication = (
            annual_plan(catalogue, region, year, document.lang)
            if role is None
            else work_plan(catalogue, region, year, role, group=group, lang=document.lang)
        )
        publish(_told(publication, catalogue, region, document), document)
    return 0


@app.command
def strategy(region: str, year: Year, *, document: Document = _DOCUMENT) -> int:
    """The strategy in force for a region's networks in a year. Printed, or written with -o.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: A year in which the strategy is in force.
    """
    with extra("report"):
        from palnet.report import strategy_page

        catalogue = document.catalogue(region, year)
        publication = strategy_page(catalogue, region, year, document.lang)
        publish(_told(publication, catalogue, region, document), document)
    return 0


@app.command
def network(region: str, *, year: int | None = None, document: Document = _DOCUMENT) -> int:
    """How a region's networks are organised, and who is in them. Printed, or written with -o.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the filled-in sheets, with --sheets.
    """
    if document.sheets and year is None:
        raise UsageError(Problem("PAL309", {"field": "--sheets", "needs": "--year"}))
    with extra("report"):
        from palnet.report import network_page

        catalogue = document.catalogue(region, year or 0)
        publication = network_page(catalogue, region, document.lang)
        publish(_told(publication, catalogue, region, document), document)
    return 0


def _told(publication: Publication, catalogue: Catalogue, region: str, document: Document) -> Publication:
    """The document with the network's own texts: those beside its data, or in the folders that are given."""
    from palnet.report.narrative import narrative_folders, read_narratives

    folders = document.narrative or narrative_folders(catalogue, region, publication.key)
    return publication.told(read_narratives(folders, publication.blocks))
