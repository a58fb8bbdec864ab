"""Half-open periods, and the vaguer times that plans and reports print."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from enum import StrEnum

import attrs

from palnet.errors import DefinitionError, Problem
from palnet.record import Record

__all__ = ["Period", "Season", "When"]


@attrs.frozen(kw_only=True, order=False)
class Period(Record):
    """From ``start`` up to but not including ``end``; no ``end`` means that it still runs.

    Dates are local to Europe/Oslo. In TOML ``2023`` is that year, ``"2021-2024"`` those whole years (2021 to the end
    of 2024, as documents print it) and ``{ start = 2021-01-01, end = 2025-01-01 }`` the period itself.
    """

    start: dt.date
    end: dt.date | None = None

    def _rules(self) -> Iterator[Problem]:
        if self.end is not None and self.end <= self.start:
            yield Problem("PAL305", {"start": self.start.isoformat(), "end": self.end.isoformat()}, keys=("end",))

    @classmethod
    def year(cls, year: int) -> Period:
        """The calendar year."""
        return cls.years(year, year)

    @classmethod
    def years(cls, first: int, last: int) -> Period:
        """From the start of the first year to the end of the last."""
        if not (1 <= first <= 9998 and 1 <= last <= 9998):
            raise DefinitionError(Problem("PAL306", value=f"{first}-{last}", expected="period"))
        return cls(start=dt.date(first, 1, 1), end=dt.date(last + 1, 1, 1))

    def holds(self, day: dt.date) -> bool:
        """Whether that day lies in it."""
        return self.start <= day and (self.end is None or day < self.end)

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def within(self, other: Period) -> bool:
        """Whether every day of it lies in the other."""
        if other.start > self.start:
            return False
        return other.end is None or (self.end is not None and self.end <= other.end)

    @property
    def last_year(self) -> int | None:
        """The last calendar year that it reaches into, None when it still runs."""
        if self.end is None:
            return None
        return self.end.year - 1 if (self.end.month, self.end.day) == (1, 1) else self.end.year

    def __str__(self) -> str:
        last = self.last_year
        if last is None:
            return f"{self.start.year}–"
        return str(last) if last == self.start.year else f"{self.start.year}–{last}"


class Season(StrEnum):
    """A part of a year, as plans print it."""

    EARLY = "early"
    WINTER = "winter"
    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"


@attrs.frozen(kw_only=True)
class When(Record):
    """When something happens, as closely as it is printed: a day, a month, a season, a year, an occasion, a rhythm.

    ``date`` (with ``until``, its last day) is a day; ``year`` with ``month`` or ``season`` a part of a year. ``at``
    names occasions by kind or id, any one of them ("the spring meetings or the study day"). ``times_a_year`` says how
    often, at least that often when ``at_least``; ``continuous`` that it runs all year.
    """

    date: dt.date | None = None
    until: dt.date | None = None
    year: int | None = None
    month: int | None = None
    season: Season | None = None
    at: tuple[str, ...] = ()
    times_a_year: int | None = None
    at_least: bool = False
    continuous: bool = False

    def _rules(self) -> Iterator[Problem]:
        said = (self.date, self.year, self.season, self.times_a_year)
        if all(one is None for one in said) and not self.at and not self.continuous:
            yield Problem("PAL307", expected="date | year | season | at | times_a_year | continuous")
        if self.date is not None and not (self.year is None and self.month is None and self.season is None):
            yield Problem("PAL308", keys=("date",), value=self.date.isoformat())
        if self.until is not None and self.date is None:
            yield Problem("PAL309", {"field": "until", "needs": "date"}, keys=("until",))
        elif self.until is not None and self.date is not None and self.until < self.date:
            yield Problem("PAL305", {"start": self.date.isoformat(), "end": self.until.isoformat()}, keys=("until",))
        if self.year is not None and not 1 <= self.year <= 9998:
            yield Problem("PAL306", keys=("year",), value=str(self.year), expected="year")
        if self.month is not None and not 1 <= self.month <= 12:
            yield Problem("PAL306", keys=("month",), value=str(self.month), expected="1–12")
        if self.month is not None and self.year is None:
            yield Problem("PAL309", {"field": "month", "needs": "year"}, keys=("month",))
        if self.times_a_year is not None and self.times_a_year < 1:
            yield Problem("PAL306", keys=("times_a_year",), value=str(self.times_a_year), expected="1 …")
        if self.at_least and self.times_a_year is None:
            yield Problem("PAL309", {"field": "at_least", "needs": "times_a_year"}, keys=("at_least",))

    @property
    def in_year(self) -> int | None:
        """The calendar year that it falls in, where that is known."""
        return self.date.year if self.date is not None else self.year

    @property
    def order(self) -> tuple[int, int, int]:
        """A key that sorts by time, what is vague after what is exact within the same year."""
        if self.date is not None:
            return (self.date.year, self.date.month, self.date.day)
        seasons = {Season.EARLY: 1, Season.WINTER: 2, Season.SPRING: 5, Season.SUMMER: 7, Season.AUTUMN: 10}
        month = self.month or (seasons[self.season] if self.season else 13)
        return (self.year or 9999, month, 32)


# As at the end of palnet.model.
if (_hypothesis := sys.modules.get("palnet.testing._hypothesis")) is not None:
    _hypothesis.register(__name__)
