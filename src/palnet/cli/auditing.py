"""The command that asks whether what was published adds up: audit."""

from __future__ import annotations

from typing import Annotated

import attrs
from cyclopts import Parameter

from palnet.cli.app import app
from palnet.cli.options import Document, Year
from palnet.cli.output import as_json, extra, give, publish

__all__ = ["audit"]

_DOCUMENT = Document()


@app.command
def audit(
    region: str,
    year: Year,
    *,
    new: Annotated[bool, Parameter(negative="")] = False,
    document: Document = _DOCUMENT,
) -> int:
    """What cannot be right in a year's published figures, plan and events, what is unclear, and what would fit.

    Exit 1 when there are findings, those that the region acknowledges among them. Printed, or written with -o.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the figures, the plan and the events.
    new: Leave out the findings that the region's data acknowledges.
    """
    with extra("report"):
        from palnet.report.audit_blocks import audit_findings, audit_publication, finding_data

        catalogue = document.catalogue(region, year)
        findings = audit_findings(catalogue, region, year)
        if new:
            findings = tuple(one for one in findings if one.acknowledged is None)
        suffix = document.output.suffix.lower() if document.output is not None else ""
        if document.wanted == "json" or (document.wanted is None and suffix == ".json"):
            listed = [finding_data(one, document.lang) for one in findings]
            give(as_json(listed), document.output, document.force)
        else:
            publication = audit_publication(catalogue, region, year, findings, document.lang)
            # Every finding says where both sides stand.
            publish(publication, attrs.evolve(document, sources=True))
    return 1 if findings else 0
