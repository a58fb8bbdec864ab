"""What an audit found as a document, and as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, cast

from palnet.audit import Finding, Severity, audit
from palnet.catalogue import Catalogue
from palnet.errors import NotFoundError
from palnet.model.strategy import Strategy
from palnet.report.blocks import Block, Bullets, Findings, Heading, Paragraph, Span
from palnet.report.citations import Citations
from palnet.report.pieces import Pieces, renumbered
from palnet.report.publication import Publication
from palnet.report.words import Words

__all__ = ["SEVERITIES", "audit_findings", "audit_publication", "finding_data", "finding_text", "findings_block"]

# Heading and what it means, by severity: (bokmål, English).
SEVERITIES = {
    Severity.IMPOSSIBLE: (
        ("Kan ikke stemme", "Cannot be right"),
        ("Ingen nevner gir tallet.", "No denominator gives the number."),
    ),
    Severity.INCONSISTENT: (
        ("Stemmer ikke med hverandre", "Does not fit together"),
        (
            "Minst ett av tallene må rettes eller forklares.",
            "At least one of the numbers needs correcting or explaining.",
        ),
    ),
    Severity.AMBIGUOUS: (
        ("Kan leses på flere måter", "Can be read in several ways"),
        (
            "Tallet kan være riktig, men det mangler noe som viser det, oftest hvor mange som svarte på spørsmålet.",
            "The number may be right, but what shows it is missing, mostly how many answered the question.",
        ),
    ),
    Severity.WORTH_KNOWING: (
        ("Verdt å vite", "Worth knowing"),
        ("Ikke nødvendigvis feil.", "Not necessarily wrong."),
    ),
}
_TITLE = ("Stemmer tallene?", "Do the figures add up?")
_NOTE = (
    "Hvert merke i rapporten fører hit. Punktene står ikke i Word-filen.",
    "Every mark in the report leads here. None of this stands in the Word file.",
)
_NONE = ("Ingen funn.", "No findings.")
_KNOWN = ("Tatt til etterretning", "Acknowledged")


def audit_findings(catalogue: Catalogue, region: str, year: int) -> tuple[Finding, ...]:
    """What the audit finds in all that a region published on a year: figures, plans, events, rosters and targets.

    Raises :class:`palnet.NotFoundError`, naming what there is, when the region is unknown or nothing is held of the
    year.
    """
    held = catalogue.region(region)
    figures, events = catalogue.figures(region, year), catalogue.events(region, year)
    plans = tuple(one for one in catalogue.plans.values() if one.region == region and one.year == year)
    if not (figures or events or plans):
        catalogue.plan(region, year)  # says which years there are
    return audit(
        figures,
        plans,
        events,
        rosters=catalogue.rosters_of(region, year),
        targets=catalogue.targets(region, year),
        strategies=_strategies(catalogue, region, year),
        regions=(held,),
        documents=catalogue.documents.values(),
        acknowledged=catalogue.definitions.acknowledgements,
    )


def _strategies(catalogue: Catalogue, region: str, year: int) -> tuple[Strategy, ...]:
    found = []
    for network in catalogue.region(region).networks:
        try:
            found.append(catalogue.strategy(region, year, network.id))
        except NotFoundError:
            continue
    return tuple(dict.fromkeys(found))


def audit_publication(
    catalogue: Catalogue, region: str, year: int, findings: tuple[Finding, ...], lang: str = "nb"
) -> Publication:
    """The findings as a document, by severity, the gravest first."""
    blocks = renumbered(tuple(_blocks(catalogue, region, year, findings, Words(lang))))
    # A table is a list of objects: the findings have no frame of their own.
    data = cast("Callable[[], dict[str, Any]]", lambda: [finding_data(one, lang) for one in findings])
    author = catalogue.region(region).label
    return Publication(f"{region}-audit-{year}", f"audit-{year}", author, lang, blocks, data)


def _blocks(
    catalogue: Catalogue, region: str, year: int, findings: tuple[Finding, ...], words: Words
) -> Iterator[Block]:
    en = words.lang == "en"
    cite = Citations(catalogue)
    yield Heading(1, _TITLE[en], "top", kicker=f"{words.label(catalogue.region(region).label)} {year}")
    if not findings:
        yield Paragraph(Span(_NONE[en]))
    for severity, (title, meaning) in SEVERITIES.items():
        held = [one for one in findings if one.severity is severity]
        if held:
            yield Heading(2, f"{title[en]} ({len(held)})", severity.value)
            yield Paragraph(Span(meaning[en]), note=True)
            yield Bullets(tuple(_item(one, words, cite) for one in held))
    yield from Pieces(catalogue, words).sources(cite.all())


def _item(finding: Finding, words: Words, cite: Citations) -> Span:
    return Span(finding_text(finding, words), cite(finding.sources, finding.against))


def finding_text(finding: Finding, words: Words) -> str:
    """A finding in a line: its sentence, its arithmetic, why it is let stand if it is, and its code."""
    said = finding.message(words.lang) + "."
    if finding.arithmetic:
        said += f" {finding.sum_in(words.lang)}."
    if finding.acknowledged is not None:
        said += f" {_KNOWN[words.lang == 'en']}: {words.label(finding.acknowledged)}."
    return f"{said} [{finding.code}]"


def findings_block(findings: Iterable[Finding], catalogue: Catalogue, words: Words) -> Findings:
    """What was found in a document's own figures, each with its severity and where it is printed."""
    en = words.lang == "en"
    pieces = Pieces(catalogue, words)
    items = (
        f"{SEVERITIES[one.severity][0][en]}: {finding_text(one, words)} {pieces.places((*one.sources, *one.against))}"
        for one in findings
    )
    return Findings(Heading(2, _TITLE[en], "findings"), _NOTE[en], tuple(one.strip() for one in items))


def finding_data(finding: Finding, lang: str = "nb") -> dict[str, Any]:
    """One finding as data: the sentence in that language, numbers and dates as everywhere in JSON."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message(lang),
        "arithmetic": finding.arithmetic or None,
        "correction": finding.correction,
        "figures": list(finding.figures),
        "others": list(finding.others),
        "sources": [_source(one) for one in finding.sources],
        "against": [_source(one) for one in finding.against],
        "acknowledged": None if finding.acknowledged is None else finding.acknowledged.in_(lang),
    }


def _source(source: Any) -> dict[str, Any]:
    return {"document": source.document, "lines": source.lines, "part": source.part}
