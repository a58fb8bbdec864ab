"""Readings as published figures: what the audit can hold against each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs

from palnet.draft.home import Home, answered_by, label_of, role_of, source_of
from palnet.draft.linking import said_before, with_growth, with_target
from palnet.draft.reader import Read
from palnet.draft.reading import Before, Claim, Piece, Reading
from palnet.draft.scope import Who
from palnet.errors import DefinitionError
from palnet.model.event import Attendance, Event, EventKind, EventStatus
from palnet.model.figure import Earlier, Figure, Form, Part, Unit
from palnet.model.source import Document, DocumentKind
from palnet.model.strategy import Target
from palnet.model.survey import Respondents
from palnet.period import Period, When
from palnet.text import Text, slug

__all__ = ["Built", "figures_of"]


@attrs.frozen(kw_only=True)
class Built:
    """What drafts come to: figures, events, targets and documents, and which reading each figure or event is."""

    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    targets: tuple[Target, ...]
    documents: tuple[Document, ...]
    readings: dict[str, Reading]
    drafts: Mapping[str, Read]


def figures_of(reads: Sequence[Read], home: Home) -> Built:
    """The readings of one draft or of several as figures, those that say the same of the same linked."""
    return _Builder(reads, home).built()


class _Builder:
    """Makes figures of one draft after the other."""

    def __init__(self, reads: Sequence[Read], home: Home) -> None:
        self.reads = reads
        self.home = home
        self.figures: list[Figure] = []
        self.events: list[Event] = []
        self.targets: list[Target] = []
        self.readings: dict[str, Reading] = {}
        self.first: dict[str, Reading] = {}

    def built(self) -> Built:
        """Everything that the drafts come to."""
        documents, drafts = [], {}
        for number, read in enumerate(self.reads, start=1):
            self.read = read
            # A draft that names no year is of the one that is over: it only has to be the same for all its figures.
            self.year = self.home.year or read.year or dt.date.today().year - 1  # noqa: DTZ011 - Norwegian years
            self.answered = answered_by(read.readings)
            self.document = self._document(f"utkast-{number}")
            documents.append(self.document)
            drafts[self.document.id] = read
            self._walk()
        with_growth(self.figures, self.readings)
        return Built(
            figures=tuple(self.figures),
            events=tuple(self.events),
            targets=tuple(self.targets),
            documents=tuple(documents),
            readings=self.readings,
            drafts=drafts,
        )

    def _document(self, name: str) -> Document:
        title = self.read.draft.title.lower()
        report = "rapport" in title or "report" in title
        return Document(
            id=name,
            label=Text(nb=self.read.draft.path.rpartition("/")[2]),
            kind=DocumentKind.ANNUAL_REPORT if report else DocumentKind.SLIDES,
            year=self.year,
        )

    def _walk(self) -> None:
        event: Event | None = None
        section: tuple[str, ...] | None = None
        for number, reading in enumerate(self.read.readings, start=1):
            if reading.section != section:
                event, section = None, reading.section
            name = f"{self.document.id}/{number}"
            if reading.event and reading.claim is Claim.COUNT:
                event = self._event(name, reading)
            of = event.id if event is not None and reading.event and reading.claim is Claim.SHARE else None
            for figure in self._figure(name, reading, of):
                self.figures.append(figure)
                self.readings[figure.id] = reading

    def _given(self, name: str, reading: Reading) -> dict[str, Any]:
        who = reading.who
        if who.role is None and who.network is not None and reading.claim is Claim.SHARE and not reading.event:
            # A network's own report that names nobody else tells of its resource persons.
            who = attrs.evolve(who, role="ressursperson")
        role = role_of(who)
        return {
            "id": name,
            "label": Text(nb=label_of(reading)),
            "region": self.home.region,
            "period": Period.year(reading.year or self.year),
            "networks": (self.home.network(who.network),),
            "respondents": Respondents(role=role, sector=who.sector) if role is not None else None,
            "sources": (source_of(self.document.id, reading.place),),
            "said_reached": reading.reached,
        }

    def _figure(self, name: str, reading: Reading, event: str | None) -> Iterator[Figure]:
        given = self._given(name, reading)
        try:
            match reading.claim:
                case Claim.SHARE | Claim.WORDS | Claim.PICTURE:
                    yield self._share(given, reading, event)
                case Claim.RATIO if reading.row is not None:
                    yield from self._attended(given, reading)
                case Claim.RATIO if not reading.rough:
                    people = reading.unit in (Unit.PERSONS, Unit.ANSWERS)
                    if not people:
                        given["respondents"] = None
                    topic = self._topic(name) if people else None
                    yield Figure(**given, question=topic, numerator=reading.numerator, denominator=reading.denominator)
                case Claim.COUNT | Claim.MONEY | Claim.RANGE:
                    yield from self._count(given, reading)
                case Claim.CHANGE if reading.of is None and reading.percent is not None:
                    yield Figure(**given, form=Form.RELATIVE, percent=reading.percent)
                case Claim.TARGET:
                    self.targets += with_target(self.figures, self.readings, reading)
        except DefinitionError:
            # More counted than there are, over 100 %: told by the draft's own checks.
            return

    def _topic(self, name: str) -> str:
        return f"{self.home.region}/sporsmal-{name.replace('/', '-')}"

    def _base(self, role: str | None, reading: Reading) -> int | None:
        """How many answered the survey of those that a share is of, where it does not print its own denominator."""
        told_of = reading.who.sector is None and not reading.answering and not reading.event
        if reading.claim is not Claim.SHARE or not told_of or reading.denominator is not None:
            return None
        return self.answered.get((role or "", reading.who.network))

    def _share(self, given: dict[str, Any], reading: Reading, event: str | None) -> Figure:
        form = {Claim.WORDS: Form.WORDS, Claim.PICTURE: Form.PICTURE}.get(reading.claim, Form.EXACT)
        if form is Form.EXACT and reading.rough:
            form = Form.APPROXIMATE
        respondents = given["respondents"]
        base = self._base(respondents.role if respondents is not None else None, reading)
        name = None if reading.answering else said_before(reading, self.document.id, self.first)
        same = next((one for one in self.figures if one.id == name), None)
        topic = None if reading.answering else self._topic(given["id"])
        if same is not None and same.sources[0].document == self.document.id:
            topic = self._topic(same.id)
            if same.percent == reading.percent:
                # Told again: what is to be said of it is said where it stands first.
                base = None
        figure = Figure(
            **given,
            form=form,
            percent=reading.percent if form is not Form.PICTURE else None,
            numerator=reading.numerator,
            denominator=reading.denominator,
            answered=base,
            words=Text(nb=reading.words) if reading.words and form is not Form.PICTURE else None,
            question=topic,
            event=event,
            earlier=tuple(self._earlier(one) for one in reading.before),
            repeats=same.id if same is not None else None,
            picture=f"{given['id']}-bilde" if form is Form.PICTURE else None,
            inferred=(*_period(reading), *(("answered",) if base is not None and not reading.asked else ())),
        )
        if form is Form.EXACT and same is None and not reading.answering:
            self.first[figure.id] = reading
        return figure

    def _earlier(self, one: Before) -> Earlier:
        year = self.year - 1 if one.year == -1 else one.year
        return Earlier(
            period=Period.year(year) if year is not None else None,
            percent=one.percent,
            value=one.value,
            change=one.change,
            form=Form.APPROXIMATE if one.rough else Form.EXACT,
            words=Text(nb=one.words or "–") if one.percent is None and one.value is None else None,
        )

    def _count(self, given: dict[str, Any], reading: Reading) -> Iterator[Figure]:
        for inner, piece in enumerate(reading.pieces, start=1):
            if piece.pieces:
                who = piece.who.or_else(reading.who)
                sub = {**given, "id": f"{given['id']}-{inner}", "label": Text(nb=f"{piece.value} {piece.label}")}
                sub["networks"] = (self.home.network(piece.who.network),)
                sub["respondents"] = Respondents(role=who.role) if who.role is not None else None
                yield Figure(
                    **sub,
                    value=piece.value,
                    unit=reading.unit or Unit.MEETINGS,
                    parts=self._parts(piece.pieces, who, reading.answering),
                )
        if not reading.answering and reading.claim is Claim.COUNT:
            # Whoever they are, the number is not how many answered the survey.
            given["respondents"] = None
        if reading.unit is None and not reading.pieces:
            return
        earlier = tuple(self._earlier(one) for one in reading.before if one.value is not None)
        yield Figure(
            **given,
            form=Form.APPROXIMATE if reading.rough else Form.EXACT,
            value=None if reading.most is not None else reading.value,
            at_least=reading.value if reading.most is not None else None,
            at_most=reading.most,
            # What palnet has no name for is held as a number of things, of which no check knows more.
            unit=reading.unit or Unit.MEETINGS,
            parts=self._parts(reading.pieces, reading.who, reading.answering),
            earlier=earlier,
            event=None,
            words=Text(nb=reading.words) if reading.words else None,
            inferred=(
                *_period(reading),
                *(("unit",) if reading.unit is Unit.ATTENDANCES and reading.assembled else ()),
            ),
        )

    def _parts(self, pieces: Sequence[Piece], whole: Who, answering: bool) -> tuple[Part, ...]:
        made = []
        for one in pieces:
            who = attrs.evolve(one.who, role=one.who.role or whole.role)
            role = role_of(who)
            if one.subset or not answering:
                # A role and a network are how many of them answered: of those who came to a meeting that is not said.
                role = None
            network = self.home.network(who.network) if one.who.network is not None and role is not None else None
            made.append(Part(label=Text(nb=one.label), value=one.value, subset=one.subset, role=role, network=network))
        return tuple(made)

    def _attended(self, given: dict[str, Any], reading: Reading) -> Iterator[Figure]:
        """A cell of a table of attendance: a meeting; of another table, a share."""
        name = given["id"]
        if reading.pieces:
            parts = tuple(Part(label=Text(nb=one.label), value=one.value) for one in reading.pieces)
            yield Figure(**given, value=Decimal(reading.numerator or 0), unit=Unit.MEETINGS, parts=parts)
            return
        meeting = any(word in " ".join(reading.section).lower() for word in ("møt", "samling", "meeting", "attendance"))
        k, n = reading.numerator or 0, reading.denominator or 0
        if meeting and n > 0 and k <= n:
            event = Event(
                id=name,
                label=Text(nb=reading.row or "–"),
                kind=EventKind.NETWORK_MEETING,
                when=When(year=self.year),
                region=self.home.region,
                networks=given["networks"],
                group=f"{self.home.region}/gruppe-{slug(reading.row or '')}",
                number=reading.column,
                status=EventStatus.HELD,
                attendance=Attendance(attended=k, invited=n),
                sources=(source_of(self.document.id, reading.place),),
            )
            self.events.append(event)
            self.readings[name] = reading
        elif n:
            yield Figure(**given, question=self._topic(name), numerator=k, denominator=n)

    def _event(self, name: str, reading: Reading) -> Event:
        event = Event(
            id=f"{name}-arrangement",
            label=Text(nb=label_of(reading)),
            kind=EventKind.STUDY_DAY,
            when=When(year=self.year),
            region=self.home.region,
            status=EventStatus.HELD,
            attended=int(reading.value or 0),
            sources=(source_of(self.document.id, reading.place),),
        )
        self.events.append(event)
        self.readings[event.id] = reading
        return event


def _period(reading: Reading) -> tuple[str, ...]:
    """A column of another year is no slip in the year."""
    return ("period",) if reading.row is not None and reading.year is not None else ()
