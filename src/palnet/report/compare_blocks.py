"""Regions side by side as a document, and as a list of rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from palnet.catalogue import Catalogue
from palnet.crosswalk import Cell, Comparison, Link, Measured, Part, Pooled, Row, Stated
from palnet.model.count import Count, State
from palnet.model.figure import Figure
from palnet.model.plan import AnnualPlan
from palnet.model.strategy import Subgoal
from palnet.report.blocks import Block, Bullets, Heading, Paragraph, Span, Table
from palnet.report.citations import Citations
from palnet.report.columns import target
from palnet.report.compare_data import Totals, comparison_data
from palnet.report.crosswalk_values import Values
from palnet.report.crosswalk_words import LEFT_OUT, PLACED, RELATIONS, phrase
from palnet.report.pieces import Pieces, capital, filled_table, renumbered, under_policy
from palnet.report.publication import Publication
from palnet.report.words import Words
from palnet.text import Text

__all__ = ["comparison_publication"]


def comparison_publication(
    catalogue: Catalogue, comparison: Comparison, lang: str = "nb", totals: Totals | None = None
) -> Publication:
    """A comparison as a document, and as data: a list with an object for each topic, or for each total."""
    writer = _Writer(catalogue, comparison, Words(lang), totals)
    names = "-".join(one.region.id for one in comparison.columns)
    year = f"-{comparison.year}" if comparison.year is not None else ""
    # A table is a list of objects: it has no frame of its own.
    data = cast("Callable[[], dict[str, Any]]", lambda: list(comparison_data(comparison, totals)))
    author = Text(nb=", ".join(one.region.label.in_(lang) for one in comparison.columns))
    return Publication(f"{names}{year}", "comparison", author, lang, renumbered(tuple(writer.blocks())), data)


class _Writer:
    """Writes the sections of one comparison."""

    def __init__(self, catalogue: Catalogue, comparison: Comparison, words: Words, totals: Totals | None) -> None:
        self.catalogue = catalogue
        self.comparison = comparison
        self.words = words
        self.totals = totals
        self.cite = Citations(catalogue)
        self.values = Values(catalogue, words)
        self.subgoals = {one.id: one for column in comparison.columns for one in column.subgoals}
        self.regions = {one.region.id: one for one in comparison.columns}

    def say(self, key: str, **parts: object) -> str:
        return phrase(key, self.words.lang, **parts)

    def blocks(self) -> Iterator[Block]:
        names = [self.words.label(one.region.label) for one in self.comparison.columns]
        yield Heading(1, self.say("compare title"), "top", kicker=self.words.listed(names))
        if any(one.origin.synthetic for one in self._counts()):
            yield Paragraph(Span(self.words("synthetic"), strong=True))
        yield from self._documents()
        yield from self._matrix()
        if self.totals is not None:
            yield from self._pooled(self.totals)
        yield from self._links()
        counted = any(True for _ in self._counts())
        yield from Pieces(self.catalogue, self.words).sources(self.cite.all(), counted)

    def _counts(self) -> Iterator[Count]:
        """Everything that was counted, and is not only published."""
        cells = (cell for row in self.comparison.rows for cell in row.cells)
        shown = (one for cell in cells for held in cell.indicators for one in held.latest)
        summed = (one.total for one in self.totals.pooled) if self.totals is not None else ()
        return (one for one in (*shown, *summed) if isinstance(one, Count))

    def _documents(self) -> Iterator[Block]:
        year = self.comparison.year
        yield Heading(2, self.say("documents"), "documents")
        yield Paragraph(Span(self.say("latest") if year is None else self.say("of year", year=year)))
        yield Bullets(tuple(self._document(one) for one in self.comparison.columns))
        yield Paragraph(Span(self.say("order")), note=True)

    def _document(self, column: Stated) -> Span:
        said = [self.words.label(one.label) for one in column.documents] or [self._no_document()]
        region = self.words.label(column.region.label)
        return Span(f"{region}: {self.words.listed(said)}", self.cite(column.sources))

    def _no_document(self) -> str:
        return self.say("no document at all" if self.comparison.year is None else "no document")

    def _headings(self) -> tuple[str, ...]:
        """The regions, each with the year of its document."""
        made = []
        for one in self.comparison.columns:
            name = self.words.label(one.region.label)
            plans = [held for held in one.documents if isinstance(held, AnnualPlan)]
            held_for = str(one.year) if plans else ", ".join(str(held.period) for held in one.strategies)
            made.append(self.say("column", region=name, year=held_for) if held_for else name)
        return tuple(made)

    def _topic(self, row: Row) -> str:
        return self.say("no topic") if row.topic is None else self.words.label(row.topic.label)

    def _matrix(self) -> Iterator[Block]:
        headings = self._headings()
        yield Heading(2, self.say("subgoals"), "subgoals")
        rows = [
            (Span(self._topic(row)), *(self._subgoals(cell) for cell in row.cells))
            for row in self.comparison.rows
            if any(cell.subgoals for cell in row.cells) or row.topic is not None
        ]
        yield Table(self.say("subgoals"), (self.say("topic"), *headings), tuple(rows), alone=True)
        measured = [
            (Span(self._topic(row)), Span(self.words.label(first.indicator.label)), *cells)
            for row in self.comparison.rows
            for first, cells in self._indicators(row)
        ]
        if measured:
            yield Heading(2, self.say("indicators"), "indicators")
            names = (self.say("topic"), self.say("indicator"), *headings)
            yield Table(self.say("indicators"), names, tuple(measured), alone=True)

    def _subgoals(self, cell: Cell) -> Span:
        if not self.regions[cell.region].documents:
            return Span(self._no_document())
        if not cell.subgoals:
            return Span(self.say("absent"))
        said = []
        for subgoal, placed in cell.subgoals:
            told = PLACED.get(placed.relation) if placed is not None and placed.relation is not None else None
            label = self._label(subgoal)
            said.append(label if told is None else f"{label} ({told[self.words.lang == 'en']})")
        return Span("; ".join(said), self.cite(*(one.sources for one, _ in cell.subgoals)))

    def _label(self, subgoal: Subgoal) -> str:
        return capital(self.words.label(subgoal.label))

    def _indicators(self, row: Row) -> Iterator[tuple[Measured, tuple[Span, ...]]]:
        """A row for each indicator of the topic, with what each region has of it."""
        named = dict.fromkeys(one.indicator.id for cell in row.cells for one in cell.indicators)
        for name in named:
            held = [next((one for one in cell.indicators if one.indicator.id == name), None) for cell in row.cells]
            first = next(one for one in held if one is not None)
            yield (
                first,
                tuple(
                    self._measured(one, self.regions[cell.region]) for one, cell in zip(held, row.cells, strict=True)
                ),
            )

    def _measured(self, held: Measured | None, column: Stated) -> Span:
        if held is None:
            return Span(self.say("absent") if column.documents else self._no_document())
        said = []
        if held.target is not None:
            said.append(self.say("wanted", target=target(held.target, self.words)))
        said += [self.values.with_year(one) for one in held.latest]
        figures = [one.sources for one in held.latest if isinstance(one, Figure)]
        wanted = [held.target.sources] if held.target is not None else []
        return Span("; ".join(said) or self.say("no number"), self.cite(*wanted, *figures))

    def _pooled(self, totals: Totals) -> Iterator[Block]:
        words = self.words
        yield Heading(2, self.say("pooled"), "pooled")
        if not totals.pooled:
            yield Paragraph(Span(self.say("nothing pooled", year=totals.year)))
        else:
            yield Paragraph(Span(self.say("pooled note")), note=True)
            yield Paragraph(Span(under_policy(totals.policy, words)), note=True)
            rows, notes, hidden = [], [], []
            for one in totals.pooled:
                label, who = words.label(one.indicator.label), self.values.who_of(one.strata)
                if one.total is None or one.total.state is State.SUPPRESSED:
                    hidden.append(f"{label} ({who})" if who else label)
                    continue
                marks = {}
                for link in one.close:
                    notes.append(self._footnote(link, one))
                    marks[link.object] = f" ({len(notes)})"
                parts = [
                    Span(self._part(held) + marks.get(held.link.object if held.link else "", "")) for held in one.parts
                ]
                covered = self.say("of regions", covered=len(one.covered), regions=len(one.parts))
                total = Span(self.values.count(one.total), strong=True)
                rows.append((Span(label), Span(who), *parts, total, Span(covered)))
            names = tuple(words.label(one.region.label) for one in self.comparison.columns)
            headings = (self.say("indicator"), words("col who"), *names, self.say("sum"), self.say("coverage"))
            if rows:
                yield filled_table(f"{self.say('pooled')}, {totals.year}", headings, rows, alone=False)
            yield from (Paragraph(Span(f"({n}) {note}"), note=True) for n, note in enumerate(notes, start=1))
            if hidden:
                yield Paragraph(Span(self.say("hidden everywhere", labels=words.listed(hidden))), note=True)
        if totals.refused:
            yield Bullets(tuple(Span(one.text(words.lang)) for one in totals.refused), self.say("not pooled"))

    def _part(self, part: Part) -> str:
        if part.left_out is not None:
            return LEFT_OUT[part.left_out][self.words.lang == "en"]
        return self.values.count(part.count) if part.count is not None else ""

    def _footnote(self, link: Link, of: Pooled) -> str:
        region = next(one.region for one in of.parts if one.link is link)
        indicators = self.catalogue.indicators
        because = "; ".join(self.words.label(one.because) for one in link.mappings)
        return self.say(
            "footnote",
            region=self.words.label(self.catalogue.regions[region].label),
            subject=self.words.label(indicators[link.object].label),
            object=self.words.label(indicators[link.subject].label),
            because=because,
        )

    def _links(self) -> Iterator[Block]:
        rows = [
            (Span(self._topic(row)), *self._link(link))
            for row in self.comparison.rows
            for link in row.links
            if link.object in self.subgoals
        ]
        if not rows:
            return
        yield Heading(2, self.say("to each other"), "to-each-other")
        yield Paragraph(Span(self.say("to each other note")), note=True)
        headings = (self.say("topic"), self.say("relation"), self.say("because"))
        yield Table(self.say("to each other"), headings, tuple(dict.fromkeys(rows)), alone=True)

    def _link(self, link: Link) -> tuple[Span, Span]:
        words = self.words
        mine, theirs = (self._with_region(one) for one in (link.subject, link.object))
        said = f"{mine} {RELATIONS[link.relation][words.lang == 'en']} {theirs}"
        if link.through is not None:
            reason = self.say("through", topic=words.label(self.catalogue.concepts[link.through].label))
        elif link.mappings:
            reason = "; ".join(words.label(one.because) for one in link.mappings)
        else:
            reason = self.say("one strategy")
        return Span(said), Span(reason, self.cite(*(one.sources for one in link.mappings)))

    def _with_region(self, subgoal: str) -> str:
        names = [
            self.words.label(one.region.label)
            for one in self.comparison.columns
            if any(held.id == subgoal for held in one.subgoals)
        ]
        return f"«{self._label(self.subgoals[subgoal])}» ({self.words.listed(names)})"
