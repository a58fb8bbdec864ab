"""An indicator through the years of a region as a document and as data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from palnet._version import __version__
from palnet.assess.published import PrintedChange
from palnet.catalogue import Catalogue
from palnet.crosswalk import Home, Point, Series, SeriesLine
from palnet.files.plain import plain
from palnet.model.count import Count
from palnet.model.strategy import TargetKind
from palnet.report.blocks import Block, Heading, Paragraph, Span, Table
from palnet.report.citations import Citations
from palnet.report.columns import change, target
from palnet.report.crosswalk_values import Values, value_data
from palnet.report.crosswalk_words import BREAKS, RELATIONS, phrase
from palnet.report.pieces import Pieces, capital, filled_table, numbered, renumbered
from palnet.report.publication import Publication
from palnet.report.words import Words

__all__ = ["SERIES_SCHEMA", "series_publication"]

SERIES_SCHEMA = "palnet/series/1"


def series_publication(catalogue: Catalogue, series: Series, lang: str = "nb") -> Publication:
    """A series as a document: where the indicator lived when, and its numbers with every break."""
    blocks = renumbered(tuple(_Writer(catalogue, series, Words(lang)).blocks()))
    name = f"{series.region.id}-{series.indicator.id.replace('/', '-')}"
    return Publication(name, "series", series.region.label, lang, blocks, partial(_data, series))


class _Writer:
    """Writes the sections of one series."""

    def __init__(self, catalogue: Catalogue, series: Series, words: Words) -> None:
        self.catalogue = catalogue
        self.series = series
        self.words = words
        self.cite = Citations(catalogue)
        self.values = Values(catalogue, words)

    def say(self, key: str, **parts: object) -> str:
        return phrase(key, self.words.lang, **parts)

    def blocks(self) -> Iterator[Block]:
        label = self.words.label(self.series.indicator.label)
        title = capital(self.say("series title", indicator=label))
        yield Heading(1, title, "top", kicker=self.words.label(self.series.region.label))
        if any(isinstance(one.value, Count) and one.value.origin.synthetic for one in self._points()):
            yield Paragraph(Span(self.words("synthetic"), strong=True))
        if self.series.homes:
            yield Heading(2, self.say("homes"), "homes")
            headings = tuple(self.say(one) for one in ("strategy", "area", "targets", "remark"))
            yield filled_table(self.say("homes"), headings, [self._home(one) for one in self.series.homes], alone=True)
        yield Heading(2, self.say("numbers"), "numbers")
        if not self.series.lines:
            yield Paragraph(Span(self.say("no numbers")))
        for line in self.series.lines:
            yield self._line(line)
        counted = any(isinstance(one.value, Count) for one in self._points())
        yield from Pieces(self.catalogue, self.words).sources(self.cite.all(), counted)

    def _points(self) -> Iterator[Point]:
        return (point for line in self.series.lines for point in line.points)

    def _area(self, home: Home | None) -> str:
        if home is None or home.area is None:
            return ""
        said = numbered(home.area, self.catalogue, self.series.region.id, self.words)
        return self.words("inferred", text=said) if home.inferred else said

    def _home(self, home: Home) -> tuple[Span, ...]:
        words = self.words
        remarks = []
        if home.lost_area:
            remarks.append(self.say("lost area"))
        if home.lost_target:
            remarks.append(self.say("lost target"))
        elif home.targets and all(one.kind is TargetKind.DIRECTION for one in home.targets):
            remarks.append(self.say("without number"))
        if home.link is not None:
            remarks.append(self.say("moved", relation=RELATIONS[home.link.relation][words.lang == "en"]))
        wanted = "; ".join(dict.fromkeys(target(one, words) for one in home.targets))
        return (
            Span(words.label(home.strategy.label), self.cite(home.strategy.sources)),
            Span(self._area(home) or self.say("no home")),
            Span(wanted, self.cite(*(one.sources for one in home.targets))),
            Span("; ".join(remarks), self.cite(*(one.sources for one in (home.link.mappings if home.link else ())))),
        )

    def _line(self, line: SeriesLine) -> Table:
        words = self.words
        rows = [
            (
                Span(words.period(one.period)),
                Span(self.values.value(one.value), self.cite(one.figure.sources) if one.figure is not None else ()),
                Span(self._change(one)),
                Span(self._area(one.home)),
                Span(self._remark(one)),
            )
            for one in line.points
        ]
        headings = (words("period"), words("col number"), words("col change"), self.say("area"), self.say("remark"))
        return filled_table(self._who(line), headings, rows, alone=False)

    def _who(self, line: SeriesLine) -> str:
        strata = [(name, code) for name, code in (("role", line.role), ("sector", line.sector)) if code is not None]
        if line.group is not None:
            strata.append(("group", line.group))
        said = [self.values.who_of((*strata, *line.strata)), self.values.networks(line.networks), line.about]
        return capital(", ".join(one for one in said if one) or self.say("everybody"))

    def _change(self, point: Point) -> str:
        if point.change is None:
            return ""
        if isinstance(point.change, PrintedChange):
            return change(point.change, self.words)
        return point.change.explain(self.words.lang) if point.change.incomparable is None else ""

    def _remark(self, point: Point) -> str:
        said = []
        if point.breaks:
            reasons = "; ".join(BREAKS[one][self.words.lang == "en"] for one in point.breaks)
            said.append(self.say("break", reasons=reasons))
        if point.indicator != self.series.indicator.id:
            label = self.words.label(self.catalogue.indicators[point.indicator].label)
            said.append(self.say("counted as", indicator=label))
        return ". ".join(said)


def _data(series: Series) -> dict[str, Any]:
    return {
        "schema": SERIES_SCHEMA,
        "palnet": __version__,
        "indicator": series.indicator.id,
        "region": series.region.id,
        "homes": [
            {
                "strategy": one.strategy.id,
                "period": plain(one.period),
                "area": one.area.id if one.area is not None else None,
                "number": one.area.number if one.area is not None else None,
                "inferred": one.inferred,
                "targets": [plain(held) for held in one.targets],
                "lost_area": one.lost_area,
                "lost_target": one.lost_target,
                "relation": one.link.relation.value if one.link is not None else None,
            }
            for one in series.homes
        ],
        "counterparts": [{"indicator": one.object, "relation": one.relation.value} for one in series.counterparts],
        "lines": [
            {
                "role": line.role,
                "sector": line.sector,
                "group": line.group,
                "networks": list(line.networks),
                "strata": dict(line.strata),
                "about": line.about or None,
                "points": [
                    {
                        "period": None if one.period is None else plain(one.period),
                        "indicator": one.indicator,
                        "strategy": one.home.strategy.id if one.home is not None else None,
                        "area": one.home.area.id if one.home is not None and one.home.area is not None else None,
                        "breaks": [held.value for held in one.breaks],
                        "beside": one.figure.id if one.figure is not None and one.figure is not one.value else None,
                        **value_data(one.value),
                    }
                    for one in line.points
                ],
            }
            for line in series.lines
        ],
    }
