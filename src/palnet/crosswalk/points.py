"""What a series is made of: numbers, each with what it is to the one before, in lines of the same people."""

from __future__ import annotations

from enum import StrEnum

import attrs

from palnet.assess.changes import Change
from palnet.assess.published import PrintedChange
from palnet.crosswalk.homes import Home
from palnet.crosswalk.relations import Link
from palnet.model.count import Count
from palnet.model.figure import Earlier, Figure
from palnet.model.indicator import Indicator
from palnet.model.region import Region
from palnet.period import Period

__all__ = ["Break", "Point", "Series", "SeriesLine"]

Value = Figure | Earlier | Count


class Break(StrEnum):
    """Why a number does not continue the one before it."""

    DEFINITION = "definition"
    CLOSE = "close"
    QUESTION = "question"
    BASE = "base"


@attrs.frozen(kw_only=True)
class Point:
    """One number of a series: a published figure, what a figure prints of an earlier year, or a count.

    ``indicator`` is the one that it was published or counted as. ``figure`` is the figure that an earlier number is
    printed beside. ``home`` is the strategy in force that year. ``breaks`` say why it does not continue the number
    before it; where it does, ``change`` is the step from there, None where the two cannot be compared as numbers.
    ``period`` is None where a document only says "earlier".
    """

    period: Period | None
    indicator: str
    value: Value
    figure: Figure | None = None
    home: Home | None = None
    breaks: tuple[Break, ...] = ()
    change: Change | PrintedChange | None = None

    @property
    def question(self) -> str | None:
        """The question that a published number answers, where that is known."""
        return self.figure.question if self.figure is not None else None

    @property
    def version(self) -> int:
        """The version of the definition; what is published is of the first, as nothing says otherwise."""
        return self.value.version if isinstance(self.value, Count) else 1

    @property
    def unit(self) -> str:
        """What sort of number it is: a share, or a number of something."""
        if isinstance(self.value, Count):
            return self.value.kind.value
        if self.value.percent is not None:
            return "proportion"
        stated = self.figure.unit if self.figure is not None else None
        return stated.value if self.value.value is not None and stated is not None else ""


@attrs.frozen(kw_only=True)
class SeriesLine:
    """The numbers of the same people by time: of one role, in a sector or group where they are only of that.

    ``networks`` is what they are of where that is not every network of the role. ``about`` tells apart numbers of one
    indicator, one year and the same people: the figure's own label.
    """

    role: str | None = None
    sector: str | None = None
    group: str | None = None
    networks: tuple[str, ...] = ()
    strata: tuple[tuple[str, str], ...] = ()
    about: str = ""
    points: tuple[Point, ...] = ()

    @property
    def runs(self) -> tuple[tuple[Point, ...], ...]:
        """The points parted where the series breaks."""
        made: list[list[Point]] = []
        for one in self.points:
            if not made or one.breaks:
                made.append([])
            made[-1].append(one)
        return tuple(map(tuple, made))


@attrs.frozen(kw_only=True)
class Series:
    """An indicator in one region over the years: its homes, strategy by strategy, and its numbers, line by line.

    ``counterparts`` are the other indicators whose numbers are in it, each with the link that lets them.
    """

    indicator: Indicator
    region: Region
    homes: tuple[Home, ...]
    lines: tuple[SeriesLine, ...]
    counterparts: tuple[Link, ...] = ()
