"""The command that asks whether what was published, or is about to be, adds up: audit."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import attrs
from cyclopts import Parameter

from palnet.cli.app import app
from palnet.cli.options import Document, YearOption
from palnet.cli.output import as_json, extra, give, publish
from palnet.cli.surveys import PolicyOption, RosterOption, Survey, policy_of, present, roster_of
from palnet.errors import Problem, UsageError
from palnet.files.write import write_whole

if TYPE_CHECKING:
    from palnet.catalogue import Catalogue
    from palnet.draft.auditing import DraftAudit
    from palnet.model.policy import Policy
    from palnet.report.counted import Counted

__all__ = ["audit"]

_DOCUMENT = Document()
_SURVEY = Survey()


@app.command
def audit(
    region: str | None = None,
    year: YearOption = None,
    *,
    draft: Annotated[tuple[Path, ...], Parameter(negative="", consume_multiple=True)] = (),
    against: Annotated[tuple[str, str] | None, Parameter(negative="")] = None,
    answers: Annotated[tuple[Path, ...], Parameter(name="--answers", negative="")] = (),
    readings: Path | None = None,
    roster: RosterOption = None,
    policy: PolicyOption = "standard",
    survey: Survey = _SURVEY,
    new: Annotated[bool, Parameter(negative="")] = False,
    document: Document = _DOCUMENT,
) -> int:
    """What cannot be right in a year's published figures, plan and events, what is unclear, and what would fit.

    With --draft it reads a report that is not sent yet (docx, pdf, md, html, txt) and looks for the same in its prose
    and tables; two drafts are held against each other. With -o COPY.docx it writes a Word draft's copy with a comment
    at each sentence. Exit 1 when there are findings, those that the region acknowledges among them.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the figures, the plan and the events.
    draft: A draft to read instead, or two.
    against: REGION YEAR: hold the draft against what is published there.
    answers: A file of that year's survey, to hold the draft against; may be given several times.
    readings: What palnet read of the draft, to confirm or correct: written where there is no such file, else used.
    new: Leave out the findings that the region's data acknowledges.
    """
    if draft:
        of = _of(region, year, against)
        _needs_region(of, answers, roster)
        present(*draft, *answers, roster, survey.mapping)
        return _draft(
            draft,
            of=of,
            answers=answers,
            readings=readings,
            roster=roster,
            policy=policy_of(policy),
            survey=survey,
            document=document,
        )
    given = {"--against": against, "--answers": answers, "--readings": readings, "--roster": roster}
    for option, value in given.items():
        if value:
            raise UsageError(Problem("PAL309", {"field": option, "needs": "--draft"}))
    if region is None or year is None:
        raise UsageError(Problem("PAL309", {"field": "audit", "needs": "REGION YEAR | --draft"}))
    with extra("report"):
        from palnet.report.audit_blocks import audit_findings, audit_publication, finding_data

        catalogue = document.catalogue(region, year)
        findings = audit_findings(catalogue, region, year)
        if new:
            findings = tuple(one for one in findings if one.acknowledged is None)
        if document.made == "json":
            listed = [finding_data(one, document.lang) for one in findings]
            give(as_json(listed), document.output, document.force)
        else:
            publication = audit_publication(catalogue, region, year, findings, document.lang)
            # Every finding says where both sides stand.
            publish(publication, attrs.evolve(document, sources=True))
    return 1 if findings else 0


def _of(region: str | None, year: int | None, against: tuple[str, str] | None) -> tuple[str, int] | None:
    """Which region's year the draft is held against, said in either way."""
    if against is not None:
        if not re.fullmatch(r"[0-9]{1,4}", against[1]):
            raise UsageError(Problem("PAL306", {}, keys=("--against",), value=against[1], expected="year"))
        return against[0], int(against[1])
    if region is not None and year is None:
        raise UsageError(Problem("PAL309", {"field": "REGION", "needs": "YEAR"}))
    return (region, year) if region is not None and year is not None else None


def _needs_region(of: tuple[str, int] | None, answers: tuple[Path, ...], roster: Path | None) -> None:
    for option, given in (("--answers", answers), ("--roster", roster)):
        if given and of is None:
            raise UsageError(Problem("PAL309", {"field": option, "needs": "--against REGION YEAR"}))


def _draft(
    files: tuple[Path, ...],
    *,
    of: tuple[str, int] | None,
    answers: tuple[Path, ...],
    readings: Path | None,
    roster: Path | None,
    policy: Policy,
    survey: Survey,
    document: Document,
) -> int:
    if len(files) > 2:
        raise UsageError(Problem("PAL816", {"count": len(files)}))
    output = document.output
    if output is not None and any(output.resolve() == one.resolve() for one in files):
        raise UsageError(Problem("PAL815", path=str(output)))
    with extra("draft"):
        from palnet.draft.auditing import audit_drafts

        catalogue = document.catalogue(*of) if of is not None else None
        counted = None
        if catalogue is not None and of is not None and answers:
            catalogue, counted = _counted(
                catalogue, of, answers, roster=roster, policy=policy, survey=survey, lang=document.lang
            )
        audited = audit_drafts(
            files,
            catalogue=catalogue,
            of=of,
            counted=counted.figures if counted is not None else (),
            policy=policy,
            readings=readings,
        )
        for note in audited.notes:
            print(note.text(document.lang), file=sys.stderr)
        if readings is not None and not readings.exists():
            write_whole(readings, audited.readings_text(document.lang), private=True)
            print(f"→ {readings}", file=sys.stderr)
        _give(audited, files, document)
    return 1 if audited.checked.findings else 0


def _give(audited: DraftAudit, files: tuple[Path, ...], document: Document) -> None:
    output = document.output
    if document.made == "json":
        give(as_json(audited.data(document.lang)), output, document.force)
    elif output is not None and document.wanted is None and document.made == "docx":
        write_whole(output, audited.commented(files[0], document.lang), document.force)
    else:
        publish(audited.publication(document.lang), document)


def _counted(
    catalogue: Catalogue,
    of: tuple[str, int],
    answers: tuple[Path, ...],
    *,
    roster: Path | None,
    policy: Policy,
    survey: Survey,
    lang: str,
) -> tuple[Catalogue, Counted]:
    """What the answers come to, as far as the policy lets it be told."""
    with extra("survey"):
        from palnet.cli.surveys import asked_in
        from palnet.report.counted import counted_from_answers

        catalogue, headcounts = roster_of(catalogue, *of, roster)
        _, _, asked = asked_in(catalogue, *of, answers, survey)
        held = survey.answers(answers, asked, lang)
        return catalogue, counted_from_answers(catalogue, *of, held, roster=headcounts, policy=policy)
