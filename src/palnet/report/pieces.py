"""Pieces that several documents are made of: headcounts, groups, bodies, activities, events, statements, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from palnet._version import __version__
from palnet.catalogue import Catalogue
from palnet.model.event import Event, EventStatus, Participants
from palnet.model.plan import Activity
from palnet.model.policy import Policy
from palnet.model.region import Body, Group, Network, Statement
from palnet.model.roster import Headcount, Roster
from palnet.model.source import Source
from palnet.model.strategy import FocusArea, Goal
from palnet.period import When
from palnet.report.blocks import Block, Heading, Paragraph, SourceList, Span, Table
from palnet.report.citations import Citations
from palnet.report.view import Cited
from palnet.report.words import Words
from palnet.text import Text

__all__ = ["Pieces", "capital", "filled_table", "nested_headcounts", "printed", "renumbered", "small"]

Numbers = tuple[int, ...]


def capital(text: str) -> str:
    """The text with a capital first."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """The text with a small letter first, for the middle of a sentence; an abbreviation (ESAS-r) keeps its own."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def numbered(area: FocusArea, catalogue: Catalogue, region: str, words: Words) -> str:
    """An area as the region's documents print it, after its number where it has one."""
    label, number, _ = printed(area, catalogue, region)
    return f"{number}. {words.label(label)}" if number is not None else words.label(label)


def under_policy(policy: Policy, words: Words) -> str:
    """What is hidden, in a sentence; and that nothing is, where it is switched off."""
    if not policy.hides:
        return words("policy off", name=policy.name)
    groups, persons = words.number(policy.minimum_denominator), words.number(policy.minimum_count)
    return words("policy", name=policy.name, groups=groups, persons=persons)


def printed(thing: FocusArea | Goal, catalogue: Catalogue, region: str) -> tuple[Text, int | None, tuple[Source, ...]]:
    """How the region's own documents print an area or a goal (label, number, where), or else how it is held.

    What a document prints in Norwegian only has the English that it is held with.
    """
    number = getattr(thing, "number", None)
    for one in thing.printings:
        if catalogue.documents[one.source.document].region == region:
            label = one.label or thing.label
            if label.en is None:
                label = attrs.evolve(label, en=thing.label.en)
            return label, one.number if one.number is not None else number, (one.source,)
    return thing.label, number, thing.sources


def renumbered(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same with sources numbered in the order in which this document cites them, and only those listed."""
    numbers: dict[int, int] = {}

    def cited(old: Numbers) -> Numbers:
        return tuple(numbers.setdefault(number, len(numbers) + 1) for number in old)

    def renewed(thing: Any) -> Any:
        if isinstance(thing, tuple):
            return tuple(renewed(one) for one in thing)
        if not attrs.has(type(thing)):
            return thing
        held = {a.name: getattr(thing, a.name) for a in attrs.fields(type(thing))}
        return type(thing)(**{n: cited(value) if n == "cited" else renewed(value) for n, value in held.items()})

    made = tuple(one if isinstance(one, SourceList) else renewed(one) for one in blocks)
    return tuple(
        SourceList(tuple(sorted((numbers[n], label, at) for n, label, at in one.items if n in numbers)))
        if isinstance(one, SourceList)
        else one
        for one in made
    )


def nested_headcounts(
    roster: Roster, cite: Callable[[Iterable[Source]], Numbers]
) -> tuple[tuple[int, Headcount, Numbers], ...]:
    """The headcounts of a roster, wholes before parts before subsets, each with its depth and its sources' numbers."""
    found = (one for outer in roster.headcounts for one in outer.nested())
    return tuple((depth, one, cite(one.sources or roster.sources)) for depth, one in found)


def filled_table(caption: str, headings: Sequence[str], rows: Sequence[Sequence[Span]], *, alone: bool) -> Table:
    """A table without the columns that no row fills; the first always stands."""
    kept = [n for n in range(len(headings)) if n == 0 or any(row[n].text for row in rows)]
    return Table(
        caption,
        tuple(headings[n] for n in kept),
        tuple(tuple(row[n] for n in kept) for row in rows),
        alone=alone,
    )


class Pieces:
    """Writes pieces in one language. Things come in pairs with the numbers of their sources."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        self.catalogue = catalogue
        self.words = words
        self._bodies = {body.id: body for region in catalogue.regions.values() for body in region.bodies}
        self._events = {event.id: event for event in catalogue.definitions.events}
        self._groups = {group.id: group for region in catalogue.regions.values() for group in region.groups}

    def actor(self, identifier: str) -> str:
        """What somebody who acts is called: a role or profession in the plural, a body, a group, a network."""
        catalogue, words = self.catalogue, self.words
        many = catalogue.roles.get(identifier) or catalogue.professions.get(identifier)
        if many is not None:
            return words.label(many.plural or many.label)
        if identifier in self._bodies:
            return words.label(self._bodies[identifier].label)
        if identifier in self._groups:
            return words.label(self._groups[identifier].label)
        network = catalogue.networks[identifier]
        return words.label(network.short or network.label)

    def when(self, when: When | None) -> str:
        """A time with its occasions, any one of them: "spring 2024, network meetings or study day"."""
        if when is None:
            return ""
        occasions = [self._occasion(one) for one in when.at]
        return ", ".join(one for one in (self.words.when(when), self.words("or").join(occasions)) if one)

    def _occasion(self, named: str) -> str:
        if named in self._events:
            return self.words.label(self._events[named].label)
        return self.words("at " + named) if self.words.knows("at " + named) else named

    def sentence(self, statement: Statement) -> str:
        """A statement as a sentence of its own."""
        said = capital(self.words.label(statement.label))
        return said if said.endswith(".") else f"{said}."

    def statements(self, held: Iterable[tuple[Statement, Numbers]]) -> tuple[Span, ...]:
        """Statements as items of a list."""
        return tuple(Span(capital(self.words.label(one.label)), cited) for one, cited in held)

    def headcounts(self, roster: Roster, held: Iterable[tuple[int, Headcount, Numbers]], whole: str) -> Table:
        """The headcounts of a roster, parts and subsets set in below their wholes; ``whole`` is the main network."""
        words = self.words
        several = tuple(held)
        subsets = [subset for _, one, _ in several for subset in one.including]
        rows = tuple(
            (
                Span("\u2003" * depth + self._headcount(one, one in subsets, whole), cited),
                Span(words.number(one.count), strong=depth == 0),
            )
            for depth, one, cited in several
        )
        caption = words("resource persons", date=words.date(roster.date))
        if roster.invented:
            caption += f" – {words('invented')}"
        return Table(caption, (words("col who"), words("headcount")), rows, numeric=frozenset({1}))

    def _headcount(self, one: Headcount, subset: bool, whole: str) -> str:
        words = self.words
        if one.profession is not None:
            profession = self.catalogue.professions[one.profession]
            label = words.label(profession.plural or profession.label)
            return words("of these", label=label) if subset else label
        if one.group is not None:
            return words.label(self._groups[one.group].label)
        if one.network is not None and one.network != whole:
            return self.actor(one.network)
        return words.name(one.sector) if one.sector is not None else words("in all")

    def groups(self, networks: Iterable[Network], groups: Iterable[Group]) -> Iterator[Span]:
        """The groups of each network, in the network's own order."""
        several = tuple(groups)
        for one in networks:
            names = [self.words.label(group.label) for group in several if group.network == one.id]
            if names:
                yield Span(f"{capital(self.words.label(one.short or one.label))}: {self.words.listed(names)}")

    def body(self, body: Body, year: int | None) -> str:
        """A body with how many members it had that year (or at last), and how many there are of its sort."""
        words = self.words
        said = [capital(words.label(body.label))]
        counts = sorted(body.memberships, key=lambda one: one.date)
        for one in [one for one in counts if year is None or one.date.year == year][-1:]:
            said.append(words("members", members=words.number(one.members), date=words.date(one.date)))
            if one.joined is not None:
                said.append(words("new members", joined=words.number(one.joined)))
        if body.count is not None:
            said.append(words("several alike", count=words.number(body.count)))
        return ", ".join(said)

    def activity(self, activity: Activity, year: int) -> str:
        """An activity with its time, unless that is only the year."""
        when = self.words.when(activity.when)
        said = capital(self.words.label(activity.text or activity.label))
        return f"{said} ({when})" if when and when != str(year) else said

    def events(
        self, held: Iterable[tuple[Event, Numbers]], caption: str, alone: bool, tells_planned: bool = False
    ) -> Table:
        """Events by time: what, when, who took part, what about. Columns that nothing fills are left out.

        ``tells_planned`` marks those that nobody says were held, for a table of what was.
        """
        words = self.words
        headings = (words("event"), words("when"), words("who took part"), words("themes"))
        rows = [
            (
                Span(self._event(one, tells_planned), cited),
                Span(words.when(one.when)),
                Span(self._took_part(one)),
                Span("; ".join(words.label(theme.label) for theme in one.themes)),
            )
            for one, cited in held
        ]
        return filled_table(caption, headings, rows, alone=alone)

    def _event(self, event: Event, tells_planned: bool) -> str:
        words = self.words
        said = capital(words.label(event.label))
        if event.hosts:
            hosts = words.listed([words.label(self._bodies[one].label) for one in event.hosts])
            said += f", {words('held by', host=hosts)}"
        tells = event.status is EventStatus.CANCELLED or (tells_planned and event.status is EventStatus.PLANNED)
        return f"{said} – {words.name(event.status)}" if tells else said

    def _took_part(self, event: Event) -> str:
        words = self.words
        said = []
        if event.attendance is not None:
            said.append(
                words("k of n", k=words.number(event.attendance.attended), n=words.number(event.attendance.invited))
            )
        if event.attended is not None:
            said.append(words("attended", number=words.number(event.attended)))
        if event.registered is not None:
            said.append(words("registered", number=words.number(event.registered)))
        parts = [f"{words.number(one.count)} {self._part(one)}" for one in event.participants]
        text = "; ".join(said)
        return f"{text}: {words.listed(parts)}" if parts and text else text or words.listed(parts)

    def _part(self, one: Participants) -> str:
        roles, professions = self.catalogue.roles, self.catalogue.professions
        thing = roles[one.role] if one.role is not None else professions[one.profession or ""]
        return self.words.label(thing.label if one.count == 1 else thing.plural or thing.label)

    def sources(self, several: Iterable[Cited], counted: bool = False) -> Iterator[Block]:
        """The list of sources, and what made the document: of what is printed, or with numbers that it counted."""
        words = self.words
        yield Heading(2, words("sources"), "sources")
        yield SourceList(tuple((one.number, words.label(one.document.label), self._place(one)) for one in several))
        yield Paragraph(Span(words("counted by" if counted else "made by", version=__version__)), note=True)

    def places(self, sources: Iterable[Source]) -> str:
        """Where something is printed, in words: each document, and where in it."""
        cite = Citations(self.catalogue)
        cite(sources)
        told = ((self.words.label(one.document.label), self._place(one)) for one in cite.all())
        said = "; ".join(", ".join(filter(None, one)) for one in told)
        return f"({said})" if said else ""

    def _place(self, one: Cited) -> str:
        said = [one.source.part] if one.source.part else []
        if one.source.lines:
            said.append(self.words("lines", lines=one.source.lines.replace(",", ", ").replace("-", "–")))
        return ", ".join(said)
