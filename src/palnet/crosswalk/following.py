"""An indicator through the years of a region: figures and counts, over changes of strategy and definition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from palnet.assess.changes import Change, change
from palnet.assess.published import PrintedChange, change_since
from palnet.crosswalk.held import Held, Holdings, holdings
from palnet.crosswalk.homes import Home, homes_of
from palnet.crosswalk.points import Break, Point, Series, SeriesLine
from palnet.crosswalk.relations import Link
from palnet.errors import DataError, Problem
from palnet.model.count import Count, State
from palnet.model.figure import Earlier, Figure
from palnet.model.mapping import Relation
from palnet.model.predicate import Stratum
from palnet.model.region import Region
from palnet.model.survey import TOTAL
from palnet.period import Period

__all__ = ["series"]


@attrs.frozen(kw_only=True)
class _Key:
    role: str | None
    sector: str | None
    group: str | None
    networks: tuple[str, ...]
    strata: tuple[tuple[str, str], ...] = ()
    about: str = ""


def series(
    catalogue: Held, indicator: str, *, region: str, counts: Iterable[Count] = (), close: bool = False
) -> Series:
    """An indicator through all years of a region, whatever strategy was in force.

    Numbers are those that are published, those that a figure prints of an earlier year, and ``counts`` (of any year,
    from answers or from a file: :func:`palnet.crosswalk.read_counts`), which go before what is published of the same
    people and period. What is published or counted under another indicator that is said to be the same is in it; with
    ``close`` also under one that is close, as a break.

    Raises :class:`palnet.NotFoundError` for a region or indicator that there is not, :class:`palnet.DataError` for
    counts without a period.
    """
    known = holdings(catalogue)
    held, wanted = known.region(region), known.indicator(indicator)
    given = tuple(counts)
    undated = [one for one in given if one.period is None]
    if undated:
        raise DataError(Problem("PAL421", {"count": one.name}, path="series") for one in undated)
    links = {link.object: link for link in known.relations.same(wanted.id) if link.object in known.indicators}
    if close:
        near = (link for link in known.relations.stated(wanted.id) if link.relation is Relation.CLOSE_TO)
        links |= {link.object: link for link in near if link.object in known.indicators}
    names = (wanted.id, *links)
    homes = homes_of(known, held, names)
    published = [
        (name, figure)
        for name in names
        for figure in known.figures(region, name)
        if name not in links or links[name].holds(figure.period)
    ]
    lines = _Lines(held, names, [figure for _, figure in published])
    for name, figure in published:
        lines.add_figure(name, figure)
    for one in given:
        if one.indicator == wanted.id or (one.indicator in links and links[one.indicator].holds(one.period)):
            lines.add_count(one)
    finished = tuple(_finished(line, homes, known, links) for line in lines.joined())
    used = {point.indicator for line in finished for point in line.points}
    return Series(
        indicator=wanted,
        region=held,
        homes=homes,
        lines=finished,
        counterparts=tuple(link for name, link in links.items() if name in used),
    )


class _Lines:
    """Gathers points into lines of the same people."""

    def __init__(self, region: Region, names: tuple[str, ...], figures: Iterable[Figure]) -> None:
        self._names = names
        # Of whom there is no network, managers for one, the networks that are spoken of are all there are.
        self._spoken_of: dict[str, set[tuple[str, ...]]] = {}
        for figure in figures:
            if figure.respondents is not None:
                self._spoken_of.setdefault(figure.respondents.role, set()).add(figure.networks)
        self._of_role: dict[str | None, frozenset[str]] = {}
        for network in region.networks:
            if network.role is not None:
                self._of_role[network.role] = self._of_role.get(network.role, frozenset()) | {network.id}
        self._points: dict[_Key, dict[Period | None, Point]] = {}

    def add_figure(self, name: str, figure: Figure) -> None:
        of = figure.respondents
        key = _Key(
            role=of.role if of is not None else None,
            sector=of.sector.value if of is not None and of.sector is not None else None,
            group=figure.group,
            networks=self._only(of.role if of is not None else None, figure.networks),
        )
        place = self._points.setdefault(key, {})
        held = place.get(figure.period)
        if held is not None and not isinstance(held.value, Earlier):
            key = attrs.evolve(key, about=str(figure.label))
            place = self._points.setdefault(key, {})
        place[figure.period] = Point(period=figure.period, indicator=name, value=figure, figure=figure)
        for one in figure.earlier:
            if one.period not in place:
                place[one.period] = Point(period=one.period, indicator=name, value=one, figure=figure)

    def add_count(self, count: Count) -> None:
        strata = {name: code for name, code in count.strata if code != TOTAL}
        role, network = strata.pop(Stratum.ROLE, None), strata.pop(Stratum.NETWORK, None)
        sector, group = strata.pop(Stratum.SECTOR, None), strata.pop(Stratum.GROUP, None)
        networks = self._only(role, () if network is None else (network,))
        key = _Key(role=role, sector=sector, group=group, networks=networks, strata=tuple(strata.items()))
        place = self._points.setdefault(key, {})
        before = place.get(count.period)
        counted = before is not None and isinstance(before.value, Count)
        if not counted or self._names.index(count.indicator) == 0:
            place[count.period] = Point(period=count.period, indicator=count.indicator, value=count)

    def _only(self, role: str | None, networks: tuple[str, ...]) -> tuple[str, ...]:
        """The networks, where they are not simply all of that role."""
        if role is None:
            return networks
        every = self._of_role.get(role)
        whole = self._spoken_of.get(role) == {networks} if every is None else every == set(networks)
        return () if whole else networks

    def joined(self) -> Iterator[SeriesLine]:
        """The lines; one of other people that only begins when another of that role has ended continues it."""
        made: list[tuple[_Key, list[Point]]] = []
        ordered = sorted(self._points.items(), key=lambda item: min(map(_order, item[1].values())))
        for key, points in ordered:
            mine = sorted(points.values(), key=_order)
            for other, before in made:
                alike = (other.role, other.group, other.strata, other.about) == (
                    key.role,
                    key.group,
                    key.strata,
                    key.about,
                )
                if alike and _order(before[-1]) < _order(mine[0]):
                    before += [attrs.evolve(mine[0], breaks=(Break.BASE,)), *mine[1:]]
                    break
            else:
                made.append((key, mine))
        for key, numbers in made:
            yield SeriesLine(
                role=key.role,
                sector=key.sector,
                group=key.group,
                networks=key.networks,
                strata=key.strata,
                about=key.about,
                points=tuple(numbers),
            )


def _order(point: Point) -> tuple[int, int]:
    """By time; what is only earlier comes first, a longer period before the year that it ends with."""
    if point.period is None:
        return (0, 0)
    end = point.period.end
    return (end.toordinal() if end is not None else point.period.start.toordinal(), point.period.start.toordinal())


def _finished(line: SeriesLine, homes: tuple[Home, ...], known: Holdings, links: dict[str, Link]) -> SeriesLine:
    """The line with each point's home, and what it is to the point before."""
    points: list[Point] = []
    for one in line.points:
        at = one.period
        home = next((held for held in reversed(homes) if at is not None and held.period.meets(at)), None)
        made = attrs.evolve(one, home=home)
        if points:
            breaks = tuple(dict.fromkeys((*one.breaks, *_breaks(points[-1], one, known, links))))
            step = None if breaks else _step(points[-1], one)
            made = attrs.evolve(made, breaks=breaks, change=step)
        points.append(made)
    return attrs.evolve(line, points=tuple(points))


def _breaks(before: Point, now: Point, known: Holdings, links: dict[str, Link]) -> Iterator[Break]:
    if before.indicator == now.indicator:
        if not _compares(before, now, known):
            yield Break.DEFINITION
    else:
        used = [links[name] for name in (before.indicator, now.indicator) if name in links]
        if any(link.relation is Relation.CLOSE_TO for link in used):
            yield Break.CLOSE
    if before.unit and now.unit and before.unit != now.unit:
        yield Break.DEFINITION
    if _other_question(before, now, known):
        yield Break.QUESTION


def _compares(before: Point, now: Point, known: Holdings) -> bool:
    if before.version == now.version:
        return True
    agreed = [one.value.comparable_with for one in (before, now) if isinstance(one.value, Count)]
    agreed.append(known.indicators[now.indicator].comparable_with)
    return any(before.version in one or now.version in one for one in agreed)


def _other_question(before: Point, now: Point, known: Holdings) -> bool:
    """Whether the two answer different questions, as far as it is known which."""
    asked = [one.question for one in (before, now)]
    if None not in asked:
        return asked[0] != asked[1]
    for one, question in zip((now, before), asked, strict=True):
        if question is not None and isinstance(one.value, Count) and before.indicator == now.indicator:
            return question not in known.indicators[one.indicator].questions
    return False


def _step(before: Point, now: Point) -> Change | PrintedChange | None:
    earlier, later = before.value, now.value
    if isinstance(earlier, Count) and isinstance(later, Count):
        if State.VALUE is earlier.state is later.state:
            if earlier.indicator != later.indicator:
                # Under another name it is the same, or there would be a break between them.
                earlier = attrs.evolve(earlier, indicator=later.indicator, version=later.version)
            return change(later, earlier)
        return None
    if isinstance(later, Count) or isinstance(earlier, Count) or not isinstance(later, Figure):
        return None
    if earlier.percent is None and earlier.value is None:
        return None
    told = Earlier(period=before.period, percent=earlier.percent, value=earlier.value, form=earlier.form)
    return change_since(later, told)
