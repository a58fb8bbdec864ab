"""One thing printed in several places: figures that differ, subgroups that are dropped, years, names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palnet.audit.finding import Finding, Severity, found
from palnet.audit.material import Material
from palnet.model.figure import Figure, Form
from palnet.model.source import DocumentKind, Source
from palnet.text import Text

__all__ = ["names", "repeated", "years"]

_NUMBERS = ("percent", "numerator", "denominator", "value", "answered", "roster")


def repeated(material: Material) -> Iterator[Finding]:
    """Figures that are printed twice, here or in another document."""
    linked = set()
    for figure in material.figures:
        other = material.by_id.get(figure.repeats or "")
        if other is not None:
            linked.add(frozenset((figure.id, other.id)))
            yield from _differs(figure, other)
            yield from _narrower(material, figure, other)
    seen: dict[tuple[object, ...], Figure] = {}
    for figure in material.figures:
        if figure.form is not Form.EXACT or (figure.question is None and figure.percent is None):
            continue
        what = figure.question or figure.indicator
        if what is None:
            continue
        scope = (figure.networks, figure.group, figure.respondents, figure.event, figure.body)
        other = seen.setdefault((what, figure.region, figure.period, figure.as_of, *scope), figure)
        if other is not figure and frozenset((figure.id, other.id)) not in linked:
            yield from _differs(figure, other)


def _differs(figure: Figure, other: Figure) -> Iterator[Finding]:
    pairs = [
        (one, mine, theirs)
        for one in _NUMBERS
        if (mine := getattr(figure, one)) is not None
        and (theirs := getattr(other, one)) is not None
        and mine != theirs
        and one not in (*figure.inferred, *other.inferred)
    ]
    if pairs:
        told = [f"{mine}{' %' if name == 'percent' else ''}" for name, mine, _ in pairs]
        against = [f"{theirs}{' %' if name == 'percent' else ''}" for name, _, theirs in pairs]
        yield found(
            "PAL730",
            Severity.INCONSISTENT,
            {"figure": other.label, "here": ", ".join(told), "there": ", ".join(against)},
            arithmetic="; ".join(f"{mine} ≠ {theirs}" for mine, theirs in zip(told, against, strict=True)),
            figures=[figure.id, other.id],
            sources=figure.sources,
            against=other.sources,
        )


def _narrower(material: Material, figure: Figure, other: Figure) -> Iterator[Finding]:
    """The second printing leaves out of whom the first one tells."""
    mine, theirs = figure.respondents, other.respondents
    unsaid = theirs is not None and mine is None
    wider = figure.networks != other.networks and all(
        any(material.within(own, whole) for whole in figure.networks) for own in other.networks
    )
    if theirs is not None and mine is not None:
        wider = wider or (theirs.sector is not None and mine.sector is None)
    if unsaid or wider or (other.group is not None and figure.group is None):
        yield found(
            "PAL731" if unsaid else "PAL734",
            Severity.WORTH_KNOWING,
            {"figure": other.label},
            figures=[figure.id, other.id],
            sources=figure.sources,
            against=other.sources,
        )


def years(material: Material) -> Iterator[Finding]:
    """Figures in an annual report whose printed year is not the report's."""
    for figure in material.figures:
        if "period" in figure.inferred:
            continue
        for source in figure.sources:
            document = material.documents.get(source.document)
            if document is None or document.kind is not DocumentKind.ANNUAL_REPORT or document.year is None:
                continue
            last = figure.period.last_year
            if figure.period.start.year > document.year or (last is not None and last < document.year):
                yield found(
                    "PAL732",
                    Severity.WORTH_KNOWING,
                    {"figure": figure.label, "printed": str(figure.period), "year": document.year},
                    arithmetic=f"{figure.period} ≠ {document.year}",
                    figures=[figure.id],
                    sources=figure.sources,
                )
                break


def names(material: Material) -> Iterator[Finding]:
    """Groups that the documents call differently: one finding for a pair of documents."""
    printed = [one.sources for one in material.figures] + [one.sources for one in material.events]
    read = {source.document for several in (*printed, *(one.sources for one in material.plans)) for source in several}
    pairs: dict[tuple[str, str], list[tuple[str, str, Source, str]]] = {}
    for region in material.regions:
        for group in region.groups:
            aliases = [one for one in group.aliases if not one.former_id and one.sources]
            elsewhere = {source.document for one in aliases for source in one.sources}
            own = [one for one in group.sources if one.document not in elsewhere and one.document in read]
            for alias in aliases:
                for source in alias.sources:
                    if own and source.document in read and alias.name != str(group.label):
                        pair = (own[0].document, source.document)
                        pairs.setdefault(pair, []).append(
                            (f"{group.label} / {alias.name}", group.id, source, str(own[0]))
                        )
    for (first, second), several in pairs.items():
        yield found(
            "PAL733",
            Severity.WORTH_KNOWING,
            {
                "names": ", ".join(said for said, *_ in several),
                "first": _label(material, first),
                "second": _label(material, second),
            },
            others=[group for _, group, *_ in several],
            sources=_first(material, [group for _, group, *_ in several], first),
            against=[source for *_, source, _ in several],
        )


def _label(material: Material, document: str) -> str | Text:
    held = material.documents.get(document)
    return held.label if held is not None else document


def _first(material: Material, groups: Iterable[str], document: str) -> list[Source]:
    wanted = set(groups)
    held = (one for region in material.regions for one in region.groups if one.id in wanted)
    return [source for one in held for source in one.sources if source.document == document]
