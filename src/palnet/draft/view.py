"""A draft's findings as a document and as data: each beside its sentence; what was read, and what was passed over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from palnet.draft.checking import Checked, Placed
from palnet.draft.names import blotted
from palnet.draft.passages import Place
from palnet.draft.reading import Reading, Sure
from palnet.draft.tokens import Reason
from palnet.report.audit_blocks import SEVERITIES, finding_data, finding_text
from palnet.report.blocks import Block, Bullets, Heading, Paragraph, Span, Table
from palnet.report.publication import Publication
from palnet.report.words import Words
from palnet.text import Text

__all__ = ["draft_publication", "place_words", "placed_data"]

_WORDS = {
    "title": ("Stemmer tallene i utkastet?", "Do the draft's figures add up?"),
    "none": ("Ingen funn.", "No findings."),
    "read": ("Hva palnet leste", "What palnet read"),
    "read note": (
        "{count} påstander, {unsure} av dem usikre: de gir aldri «kan ikke stemme». Rett dem med --readings FIL.",
        "{count} claims, {unsure} of them unsure: they never give “cannot be right”. Correct with --readings FILE.",
    ),
    "matched": (
        "{matched} av {claims} påstander ble gjenkjent i det som er publisert eller svart.",
        "{matched} of {claims} claims were recognised in what is published or answered.",
    ),
    "passed": ("Hva palnet gikk forbi", "What palnet passed over"),
    "passed note": (
        "Tall som ikke er lest som påstander, og hvorfor.",
        "Numbers that were not read as claims, and why.",
    ),
    "where": ("Sted", "Place"),
    "sentence": ("Setning", "Sentence"),
    "finding": ("Funn", "Finding"),
    "number": ("Tall", "Number"),
    "who": ("Gjelder", "Of"),
    "sure": ("Lesning", "Reading"),
    "page": ("side {}", "page {}"),
    "line": ("linje {}", "line {}"),
    "paragraph": ("avsnitt {}", "paragraph {}"),
    "elsewhere": ("fotnote", "footnote"),
    "made of": ("av", "of"),
    "before": ("før", "before"),
}
_SURE = {
    Sure.SURE: ("sikker", "sure"),
    Sure.LIKELY: ("sannsynlig", "likely"),
    Sure.UNSURE: ("usikker", "unsure"),
}
_REASONS = {
    Reason.DATE: ("dato", "date"),
    Reason.YEAR: ("år", "year"),
    Reason.TIME: ("klokkeslett", "time"),
    Reason.DURATION: ("hvor lenge", "how long"),
    Reason.LAW: ("lov, melding eller avtale", "law, white paper or agreement"),
    Reason.LABEL: ("nummer på noe", "the number of something"),
    Reason.PHONE: ("telefonnummer", "phone number"),
    Reason.ADDRESS: ("adresse", "address"),
    Reason.NAMING: ("nevner hele mengden («de fem …»)", "names all there are (“the five …”)"),
    Reason.OFTEN: ("hvor ofte", "how often"),
    Reason.TARGET: ("mål", "target"),
    Reason.UNKNOWN: ("palnet vet ikke hva som telles", "palnet does not know what is counted"),
}
_ROLES = {
    "ressursperson": ("ressurspersoner", "resource persons"),
    "leder": ("ledere", "managers"),
    "lege": ("leger", "doctors"),
    "sykepleie": ("sykepleie", "nurses"),
    "fysio-ergo": ("fysio og ergo", "physio and OT"),
    "hospital": ("sykehus", "hospital"),
    "municipality": ("kommune", "municipality"),
}


def _said(key: str, lang: str) -> str:
    return _WORDS[key][lang == "en"]


def place_words(place: Place, lang: str) -> str:
    """Where something stands, in words."""
    said = [(key, getattr(place, key)) for key in ("page", "line", "paragraph")]
    words = [_said(key, lang).format(value) for key, value in said if value is not None]
    if place.line is not None and place.last not in (None, place.line):
        words[-1] += f"–{place.last}"
    return ", ".join(words) or _said("elsewhere", lang)


def placed_data(checked: Checked, one: Placed, lang: str, known: frozenset[str] = frozenset()) -> dict[str, Any]:
    """One finding as data, with its draft, page, line and sentence. Names of persons are blotted out."""
    data = finding_data(one.finding, lang)
    return {
        **{name: data[name] for name in ("code", "severity", "message", "arithmetic", "correction")},
        "draft": Path(checked.drafts[one.document].draft.path).name,
        "page": one.place.page,
        "line": one.place.line,
        "last_line": one.place.last,
        "paragraph": one.place.paragraph,
        "section": list(one.section),
        "sentence": blotted(one.sentence, known),
        "sure": one.sure.value,
        **{name: data[name] for name in ("figures", "others", "sources", "against")},
    }


def draft_publication(
    checked: Checked, lang: str, known: frozenset[str] = frozenset(), compared: tuple[int, int] | None = None
) -> Publication:
    """What was found in the drafts as a document; ``compared`` is how many of how many claims the data knows."""
    names = [Path(read.draft.path).name for read in checked.drafts.values()]
    blocks = tuple(_blocks(checked, lang, known, names, compared))
    data = cast(
        "Callable[[], dict[str, Any]]", lambda: [placed_data(checked, one, lang, known) for one in checked.findings]
    )
    stem = Path(names[0]).stem
    return Publication(f"{stem}-audit", "draft-audit", Text(nb=", ".join(names)), lang, blocks, data)


def _blocks(
    checked: Checked, lang: str, known: frozenset[str], names: Sequence[str], compared: tuple[int, int] | None
) -> Iterator[Block]:
    yield Heading(1, _said("title", lang), "top", kicker=" · ".join(names))
    several = len(names) > 1
    notes = [note.text(lang) for read in checked.drafts.values() for note in read.draft.notes]
    if notes:
        yield Bullets(tuple(Span(note) for note in notes))
    if not checked.findings:
        yield Paragraph(Span(_said("none", lang)))
    for severity, (title, meaning) in SEVERITIES.items():
        held = [one for one in checked.findings if one.finding.severity is severity]
        if held:
            heading = f"{title[lang == 'en']} ({len(held)})"
            yield Heading(2, heading, severity.value)
            yield Paragraph(Span(meaning[lang == "en"]), note=True)
            yield Table(
                caption=title[lang == "en"],
                headings=(_said("where", lang), _said("sentence", lang), _said("finding", lang)),
                rows=tuple(_row(checked, one, lang, known, several) for one in held),
                alone=True,
            )
    yield from _readings(checked, lang, known, compared)
    yield from _passed(checked, lang)


def _row(checked: Checked, one: Placed, lang: str, known: frozenset[str], several: bool) -> tuple[Span, ...]:
    where = place_words(one.place, lang)
    if several:
        where = f"{Path(checked.drafts[one.document].draft.path).name}, {where}"
    return Span(where), Span(_shortened(blotted(one.sentence, known))), Span(finding_text(one.finding, Words(lang)))


def _shortened(sentence: str, most: int = 280) -> str:
    said = " ".join(sentence.split())
    return said if len(said) <= most else said[:most].rsplit(" ", 1)[0] + " …"


def _readings(checked: Checked, lang: str, known: frozenset[str], compared: tuple[int, int] | None) -> Iterator[Block]:
    every = [one for read in checked.drafts.values() for one in read.readings]
    if not every:
        return
    yield Heading(2, _said("read", lang), "read")
    unsure = sum(one.sure is Sure.UNSURE for one in every)
    yield Paragraph(Span(_said("read note", lang).format(count=len(every), unsure=unsure)), note=True)
    if compared is not None:
        yield Paragraph(Span(_said("matched", lang).format(matched=compared[0], claims=compared[1])))
    headings = tuple(_said(key, lang) for key in ("where", "number", "who", "sentence", "sure"))
    for read in checked.drafts.values():
        rows = tuple(
            (
                Span(place_words(one.place, lang)),
                Span(_numbers(one, lang)),
                Span(_who(one, lang)),
                Span(_shortened(blotted(one.own or one.sentence, known), 120)),
                Span(_SURE[one.sure][lang == "en"]),
            )
            for one in read.readings
        )
        if rows:
            yield Table(caption=Path(read.draft.path).name, headings=headings, rows=rows)


def _numbers(one: Reading, lang: str) -> str:
    said = one.numbers if lang != "en" else one.numbers.replace(",", ".")
    if one.pieces:
        parts = ", ".join(f"({piece.value})" if piece.subset else str(piece.value) for piece in one.pieces)
        said += f" {_said('made of', lang)} {parts}"
    for before in one.before:
        number = before.percent if before.percent is not None else before.value
        if number is not None:
            year = f" {before.year}" if (before.year or 0) > 0 else ""
            said += f"; {_said('before', lang)} {number}{' %' if before.percent is not None else ''}{year}"
    return said


def _who(one: Reading, lang: str) -> str:
    names = (one.who.role, one.who.network, one.who.sector.value if one.who.sector is not None else None)
    return ", ".join(_ROLES[name][lang == "en"] for name in names if name is not None) or "–"


def _passed(checked: Checked, lang: str) -> Iterator[Block]:
    held: dict[Reason, list[str]] = {}
    several = len(checked.drafts) > 1
    for read in checked.drafts.values():
        for one in read.passed:
            where = place_words(one.place, lang)
            where = f"{Path(read.draft.path).name}, {where}" if several else where
            held.setdefault(one.reason, []).append(f"{one.text} ({where})")
    if held:
        yield Heading(2, _said("passed", lang), "passed")
        yield Paragraph(Span(_said("passed note", lang)), note=True)
        yield Bullets(
            tuple(
                Span(f"{_REASONS[reason][lang == 'en']}: {'; '.join(held[reason])}")
                for reason in Reason
                if reason in held
            )
        )
