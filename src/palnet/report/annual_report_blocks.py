"""The annual report as a document: the view's sections in words, tables and lists, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from palnet.assess import Outcome
from palnet.catalogue import Catalogue
from palnet.model.figure import Form
from palnet.model.indicator import CountedFrom
from palnet.model.plan import Activity, ActivityStatus
from palnet.model.region import StatementKind
from palnet.report.behind_blocks import behind, origin
from palnet.report.blocks import Block, Bullets, Fact, Facts, Heading, Paragraph, Span, Table
from palnet.report.columns import COLUMNS, FEWER, Column, result, who
from palnet.report.marks import Marks
from palnet.report.pieces import Pieces, capital, renumbered, small
from palnet.report.sentences import summary
from palnet.report.view import AreaView, AttendanceView, Line, ReportView
from palnet.report.words import Words

if TYPE_CHECKING:
    from palnet.audit import Finding

__all__ = ["report_document"]


def report_document(
    view: ReportView, catalogue: Catalogue, lang: str = "nb", findings: tuple[Finding, ...] = ()
) -> tuple[Block, ...]:
    """The report's blocks, in bokmål or English; ``findings`` are marked at the figures that they are about."""
    return renumbered(tuple(_Writer(view, catalogue, Words(lang), Marks(findings)).blocks()))


class _Writer:
    """Writes the sections of one report."""

    def __init__(self, view: ReportView, catalogue: Catalogue, words: Words, marks: Marks) -> None:
        self.marks = marks
        self.view = view
        self.catalogue = catalogue
        self.words = words
        self.pieces = Pieces(catalogue, words)

    def blocks(self) -> Iterator[Block]:
        words, view = self.words, self.view
        yield Heading(1, words("title", year=view.year), "top", kicker=words.label(view.author))
        if view.counted is not None:
            yield from origin(view.counted, words)
        yield from self._in_short()
        yield from self._network()
        for area in view.areas:
            yield from self._area(area)
        if view.attendance is not None:
            yield from self._attendance(view.attendance)
        yield from self._events()
        yield from self._elsewhere()
        yield from self._money()
        yield from self._unknown()
        if view.counted is not None:
            yield from behind(view.counted, view.groups, words, self.catalogue)
        yield from self.marks.block(self.catalogue, words)
        yield from self.pieces.sources(view.sources, counted=view.counted is not None)

    def _in_short(self) -> Iterator[Block]:
        facts = tuple(self._facts())
        sentences = tuple(Span(text, cited) for text, cited in summary(self.view, self.words, self.catalogue))
        if facts or sentences:
            yield Heading(2, self.words("in short"), "in-short")
        if facts:
            yield Facts(facts)
        if sentences:
            yield Bullets(sentences)

    def _facts(self) -> Iterator[Fact]:
        """The headcount, the attendances, and every figure that a numeric target is set for."""
        words, view = self.words, self.view
        whole = [(one, cited) for depth, one, cited in view.headcounts if depth == 0]
        if view.roster is not None and whole:
            cited = whole[0][1] if len(whole) == 1 else ()
            persons = words.number(sum(one.count for one, _ in whole))
            yield Fact(persons, words("fact persons", date=words.date(view.roster.date)), cited)
        if view.attendance is not None:
            total = view.attendance.total
            label = words("fact attended", rate=words.rate(total.attended, total.invited))
            yield Fact(words.number(total.attended), label, view.attendance.cited[:1])
        for line in view.lines:
            if line.verdict.outcome in (Outcome.MET, Outcome.NOT_MET):
                label = words.label(line.indicator.label if line.indicator else line.figure.label)
                asked = who(line, words, self.catalogue)
                yield Fact(result(line.figure, words), f"{small(label)}: {asked}", line.cited, self._marked(line))

    # Who the network is.

    def _network(self) -> Iterator[Block]:
        words, view = self.words, self.view
        yield Heading(2, words("who"), "who", cited=view.networks[0].cited if view.networks else ())
        for kind in (StatementKind.PURPOSE, StatementKind.CHARACTERISTIC):
            held = [(one, cited) for one, cited in view.statements if one.kind is kind]
            if kind is StatementKind.PURPOSE:
                yield from (Paragraph(Span(self.pieces.sentence(one), cited)) for one, cited in held)
            elif held:
                yield Bullets(self.pieces.statements(held), words(kind.value))
        if view.strategy is not None:
            said = words(
                "strategy holds", label=words.label(view.strategy.label), period=words.period(view.strategy.period)
            )
            adopted = [one.adoption for one in view.networks if one.adoption and one.adoption.when]
            if adopted and adopted[0] is not None:
                said += ", " + words("adopted", when=words.when(adopted[0].when))
            yield Bullets((Span(f"{said}."),), words("strategy"))
        if view.roster is not None:
            whole = view.main_network.id if view.main_network is not None else ""
            yield self.pieces.headcounts(view.roster, view.headcounts, whole)
        if view.groups:
            networks = (one.network for one in view.networks)
            yield Bullets(tuple(self.pieces.groups(networks, view.groups)), words("groups"))
        if view.bodies:
            items = tuple(Span(self.pieces.body(one, view.year), cited) for one, cited in view.bodies)
            yield Bullets(items, words("bodies"))
        if view.functions:
            items = tuple(Span(words.label(one.label), cited) for one, cited in view.functions)
            yield Bullets(items, words("functions"))

    # The focus areas.

    def _area(self, area: AreaView) -> Iterator[Block]:
        words = self.words
        kicker = words("focus area", number=area.number) if area.number is not None else None
        yield Heading(2, words.label(area.label), f"area-{area.area.id}", kicker=kicker, cited=area.cited)
        if area.goals:
            yield Bullets(tuple(Span(words.label(text), cited) for _, text, cited in area.goals), words("goals"))
        yield from self._activities(area.activities, words("done"))
        indicators = [line for line in area.indicators if not self._is_told(line)]
        if indicators:
            yield self._table(words("indicators"), indicators, COLUMNS)
            if any(line.figure.answered is not None for line in indicators):
                yield Paragraph(Span(words("basis note")), note=True)
        others = [line for line in area.others if not self._is_told(line)]
        if others:
            yield self._table(words("other numbers"), others, FEWER)
        for line in area.themes:
            yield self._themes(line)

    def _activities(self, held: Iterable[tuple[Activity, tuple[int, ...]]], done: str) -> Iterator[Bullets]:
        """What was done, and by itself what nobody says was done."""
        lists: dict[bool, list[Span]] = {True: [], False: []}
        for one, cited in held:
            said = self.pieces.activity(one, self.view.year)
            if one.status is not ActivityStatus.DONE:
                said += f" – {self.words.name(one.status)}"
            lists[one.status in (ActivityStatus.DONE, ActivityStatus.PARTLY)].append(Span(said, cited))
        if lists[True]:
            yield Bullets(tuple(lists[True]), done)
        if lists[False]:
            yield Bullets(tuple(lists[False]), self.words("not done"))

    def _is_told(self, line: Line) -> bool:
        """Whether another section tells the same: the table of headcounts, or that of events."""
        figure = line.figure
        if line.indicator is not None:
            counts = {one.count for _, one, _ in self.view.headcounts}
            return line.indicator.counted_from is CountedFrom.HEADCOUNTS and figure.value in counts
        events = (event for event, _ in self.view.events if event.id == figure.event)
        return any(figure.value is not None and figure.value in (one.attended, one.registered) for one in events)

    def _themes(self, line: Line) -> Bullets:
        words = self.words
        title = words.label(line.figure.label)
        figure = line.figure
        said = (figure.percent, figure.value, figure.numerator, figure.at_least, figure.at_most, figure.words)
        if line.indicator is None and any(one is not None for one in said):
            title += f" ({result(figure, words)})"
        cited = line.cited
        marked = self._marked(line)
        items = tuple(
            Span(words.label(one), cited if n == 0 else (), findings=marked if n == 0 else ())
            for n, one in enumerate(line.figure.themes)
        )
        return Bullets(items, capital(title))

    def _table(self, caption: str, lines: Iterable[Line], columns: tuple[Column, ...]) -> Table:
        """A table of figures: columns that no line fills are left out, but for what a share rests on."""
        words = self.words
        held = [(line, [column.cell(line, words, self.catalogue) for column in columns]) for line in lines]
        kept = [n for n in range(len(columns)) if any(cells[n] for _, cells in held)]
        rows = tuple(
            tuple(self._cell(line, columns[n].name, cells[n], first=n == kept[0]) for n in kept) for line, cells in held
        )
        headings = tuple(words(columns[n].heading) for n in kept)
        return Table(caption, headings, rows)

    def _marked(self, line: Line) -> tuple[int, ...]:
        """What an audit finds in a figure, wherever it is printed."""
        return self.marks(line.figure, *line.elsewhere)

    def _cell(self, line: Line, column: str, text: str, first: bool) -> Span:
        if first:
            return Span(capital(text), line.cited, findings=self._marked(line))
        figure, wanted = line.figure, line.verdict.target
        if column == "result" and figure.percent is not None and figure.form is Form.EXACT:
            return Span(text, share=figure.percent, target=wanted.percent if wanted else None)
        return Span(text)

    # Meetings and events.

    def _attendance(self, held: AttendanceView) -> Iterator[Block]:
        words = self.words
        yield Heading(2, words("attendance"), "attendance", cited=held.cited[:1])
        rows = []
        for row in held.rows:
            cells = [Span(f"{one.attended}/{one.invited}" if one else "–") for one in row.cells]
            rate = words.rate(row.total.attended, row.total.invited)
            total = Span(f"{row.total.attended}/{row.total.invited}", strong=True)
            rows.append((Span(words.label(row.group.label), row.cited), *cells, total, Span(rate)))
        sums = [Span(f"{one.attended}/{one.invited}", strong=True) for one in (*held.by_meeting, held.total)]
        rate = words.rate(held.total.attended, held.total.invited)
        rates = [Span(words.rate(one.attended, one.invited)) for one in (*held.by_meeting, held.total)]
        headings = (
            words("group"),
            *(words("meeting", number=number) for number in held.numbers),
            words("total"),
            words("share"),
        )
        last = (Span(words("total"), strong=True), *sums, Span(rate, strong=True))
        share = (Span(words("share")), *rates, Span(""))
        yield Table(
            words("attendance"), headings, (*rows, share), last, numeric=frozenset(range(1, len(headings))), alone=True
        )
        yield Paragraph(Span(words("attendance note")), note=True)
        if held.base_is_inferred:
            yield Paragraph(Span(words("attendance base")), note=True)
        if held.lines:
            yield self._table(words("other numbers"), held.lines, FEWER)

    def _events(self) -> Iterator[Block]:
        words = self.words
        if not self.view.events:
            return
        yield Heading(2, words("events"), "events")
        yield self.pieces.events(self.view.events, words("events"), alone=True, tells_planned=True)

    # The rest.

    def _elsewhere(self) -> Iterator[Block]:
        words, view = self.words, self.view
        needs = [(one, cited) for one, cited in view.statements if one.kind is StatementKind.NEED]
        partly = view.plan is not None and view.plan.status is ActivityStatus.PARTLY
        if not (view.elsewhere or view.rest or partly or needs):
            return
        yield Heading(2, words("rest"), "rest")
        if partly:
            yield Paragraph(Span(words("plan partly")))
        yield from self._activities(view.elsewhere, words("done elsewhere"))
        numbers = [line for line in view.rest if line.indicator is not None or not line.figure.themes]
        if numbers:
            yield self._table(words("rest"), numbers, COLUMNS)
        for line in view.rest:
            if line.figure.themes:
                yield self._themes(line)
        if needs:
            yield Bullets(self.pieces.statements(needs), words.name(StatementKind.NEED))

    def _money(self) -> Iterator[Block]:
        if not self.view.money:
            return
        yield Heading(2, self.words("money"), "money")
        for line in self.view.money:
            label = self.words.label(line.figure.label)
            said = f"{capital(label)}: {result(line.figure, self.words)}."
            yield Paragraph(Span(said, line.cited, findings=self._marked(line)))

    def _unknown(self) -> Iterator[Block]:
        words, view = self.words, self.view
        if not view.unknown and not view.not_stated:
            return
        yield Heading(2, words("unknown"), "unknown")
        if view.unknown:
            yield Paragraph(Span(words("unknown note")), note=True)
            items = []
            for one in view.unknown:
                label = words.label(one.picture.label)
                figures = [words.label(line.indicator.label) for line in one.lines if line.indicator is not None]
                text = capital(label)
                if len(figures) > 1:
                    text += f": {words.listed([small(name) for name in figures])}"
                items.append(Span(text, one.cited))
            yield Bullets(tuple(items))
        items = []
        for target, indicator, cited in view.not_stated:
            text = words("not stated", label=words.label(indicator.label))
            told = any(line.figure.said_reached for line in view.lines if line.verdict.target is target)
            items.append(Span(f"{text} {words('said reached')}" if told else text, cited))
        if items:
            yield Bullets(tuple(items))
