"""A draft against what a region's data and its answers hold: numbers that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

import attrs

from palnet.audit import Finding, Severity
from palnet.audit.finding import found, share
from palnet.audit.rounding import USUAL, Printed
from palnet.catalogue import Catalogue
from palnet.draft.figures import Built
from palnet.draft.home import Home
from palnet.draft.likeness import stems
from palnet.draft.reading import Reading
from palnet.draft.scope import who_in
from palnet.model.figure import Figure, Form

__all__ = ["Compared", "compare", "home_of"]

_ENOUGH = 0.5
_BEYOND_DOUBT = 0.7
_SAME_NUMBER = 0.3


@attrs.frozen(kw_only=True)
class Compared:
    """What came of holding a draft against data: findings, and how many claims something was found for."""

    findings: tuple[Finding, ...]
    matched: int
    claims: int


def home_of(catalogue: Catalogue, region: str, year: int) -> Home:
    """Whose draft it is: the region's own networks. Raises :class:`palnet.NotFoundError`, naming those there are."""
    held = catalogue.region(region)
    whole = next((one.id for one in held.networks if one.part_of is None), region)
    named: dict[str, str] = {}
    for one in held.networks:
        network = who_in(one.label.in_("nb")).network or who_in(one.id.replace("/", " ")).network
        if network is not None and one.part_of is not None:
            named.setdefault(network, one.id)
    return Home(region=region, whole=whole, networks=named, year=year)


def compare(built: Built, catalogue: Catalogue, home: Home, counted: Sequence[Figure] = ()) -> Compared:
    """Hold every exact claim of a draft against the region's published figures, meetings and counts of answers.

    What a claim is about is found by the words that it shares with the labels and questions there, among those that
    tell of the same respondents and network. Where the words leave it open, nothing is said.
    """
    year = home.year or 0
    known = [one for one in catalogue.figures(home.region, year) if one.form is Form.EXACT]
    replaced = {(one.indicator, one.networks) for one in counted if one.indicator is not None}
    known = [one for one in known if (one.indicator, one.networks) not in replaced]
    judge = _Judge(catalogue, [*known, *(one for one in counted if one.form is Form.EXACT)])
    mine = [one for one in built.figures if one.form is Form.EXACT and one.period.start.year == year]
    best = {one.id: found for one in mine if (found := judge.best(one, built.readings[one.id])) is not None}
    # What one claim of a sentence tells rightly, another claim beside it is not about.
    told = {
        (built.readings[one.id].sentence, best[one.id][0].id)
        for one in mine
        if one.id in best and not _unequal(one, best[one.id][0])
    }
    findings: list[Finding] = []
    for one in mine:
        if one.id in best and (built.readings[one.id].sentence, best[one.id][0].id) not in told:
            other, sure = best[one.id]
            findings += _differs(one, other, sure=sure, from_answers=other in counted)
    cells = list(_meetings(built, catalogue, home))
    return Compared(findings=(*findings, *cells), matched=len(best), claims=len(mine))


class _Judge:
    """Knows what each figure there is about, and finds the one that a claim is about."""

    def __init__(self, catalogue: Catalogue, figures: Sequence[Figure]) -> None:
        self.figures = figures
        questions = {one.id: one.label for asked in catalogue.questionnaires.values() for one in asked.questions}
        self.words: dict[str, list[frozenset[str]]] = {}
        for one in figures:
            labels = [one.label]
            labels += [questions[one.question]] if one.question in questions else []
            indicator = catalogue.indicators.get(one.indicator or "")
            labels += [indicator.label] if indicator is not None else []
            texts = (label.in_(lang) for label in labels for lang in ("nb", "nn", "en"))
            self.words[one.id] = [held for text in texts if (held := stems(text))]
        every = [frozenset[str]().union(*held) for held in self.words.values()] or [frozenset()]
        count = len(every)
        self.weight = {word: log(1 + count / sum(word in one for one in every)) for word in frozenset().union(*every)}

    def best(self, figure: Figure, reading: Reading) -> tuple[Figure, bool] | None:
        """The figure that a claim is about, and whether that is beyond doubt."""
        said = stems(" ".join((reading.sentence, *reading.section[-1:])))
        scored = sorted(
            ((self._score(said, one), one) for one in self.figures if _same_sort(figure, one)), key=lambda one: -one[0]
        )
        if not scored:
            return None
        same = [one for score, one in scored if score >= _SAME_NUMBER and not _unequal(figure, one)]
        if same:
            return same[0], True
        top, other = scored[0]
        second = scored[1][0] if len(scored) > 1 else 0.0
        if top < (_ENOUGH if figure.percent is not None else _BEYOND_DOUBT) or second > 0.8 * top:
            return None
        return other, top >= _BEYOND_DOUBT

    def _score(self, said: frozenset[str], one: Figure) -> float:
        # One word in common is no subject.
        several = [held for held in self.words[one.id] if len(held) > 1]
        scores = [
            sum(self.weight[word] for word in held & said) / sum(self.weight[word] for word in held) for held in several
        ]
        return max(scores, default=0.0)


def _same_sort(mine: Figure, other: Figure) -> bool:
    """Whether both are shares or both counts of one unit, of the same network and respondents."""
    if (mine.percent is None) != (other.percent is None) and mine.numerator is None:
        return False
    if mine.percent is None and mine.numerator is None and (mine.value is None or mine.unit is not other.unit):
        return False
    if bool(mine.parts) != bool(other.parts) and mine.percent is None:
        return False
    if mine.networks != other.networks and mine.respondents is not None:
        return False
    if mine.respondents is not None and other.respondents is not None:
        one, two = mine.respondents, other.respondents
        return one.role == two.role and (None in (one.sector, two.sector) or one.sector is two.sector)
    return mine.respondents is None or other.respondents is not None or mine.percent is None


def _unequal(mine: Figure, other: Figure) -> list[tuple[str, str]]:
    """The numbers that both have and that are not the same."""
    pairs = []
    for name in ("numerator", "denominator", "value"):
        one, two = getattr(mine, name), getattr(other, name)
        if one is not None and two is not None and one != two:
            pairs.append((str(one), str(two)))
    if mine.percent is not None and other.numerator is not None and other.denominator is not None:
        if not any(other.numerator in Printed.of(mine.percent).numerators(other.denominator, rule) for rule in USUAL):
            pairs.append((f"{mine.percent} %", share(other.numerator, other.denominator, 1)))
    elif mine.percent is not None and other.percent is not None and mine.percent != other.percent:
        pairs.append((f"{mine.percent} %", f"{other.percent} %"))
    return pairs


def _differs(mine: Figure, other: Figure, *, sure: bool, from_answers: bool) -> Iterator[Finding]:
    pairs = _unequal(mine, other)
    if not pairs:
        return
    here, there = ", ".join(one for one, _ in pairs), ", ".join(two for _, two in pairs)
    yield found(
        "PAL833" if from_answers else "PAL832",
        Severity.INCONSISTENT if sure else Severity.AMBIGUOUS,
        {"figure": mine.label, "here": here, "there": there, "other": other.label},
        arithmetic="; ".join(f"{one} ≠ {two}" for one, two in pairs),
        correction=there,
        figures=[mine.id],
        others=[other.id],
        sources=mine.sources,
        against=other.sources,
    )


def _meetings(built: Built, catalogue: Catalogue, home: Home) -> Iterator[Finding]:
    """Cells of a table of attendance against the meetings of the group that the row names."""
    held = {
        (group.label.in_("nb").lower(), event.number): event
        for region in (catalogue.region(home.region),)
        for event in catalogue.events(home.region, home.year or 0)
        if event.attendance is not None
        for group in region.groups
        if group.id == event.group
    }
    for event in built.events:
        other = held.get((event.label.in_("nb").lower(), event.number))
        if (
            other is None
            or event.attendance is None
            or other.attendance is None
            or event.attendance == other.attendance
        ):
            continue
        here = f"{event.attendance.attended}/{event.attendance.invited}"
        there = f"{other.attendance.attended}/{other.attendance.invited}"
        yield found(
            "PAL832",
            Severity.INCONSISTENT,
            {"figure": event.label, "here": here, "there": there, "other": other.label},
            arithmetic=f"{here} ≠ {there}",
            correction=there,
            figures=[],
            others=[event.id, other.id],
            sources=event.sources,
            against=other.sources,
        )
