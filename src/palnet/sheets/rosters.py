"""A roster as the sheet of headcounts, so that it can be looked at, changed and given to a report."""

from __future__ import annotations

from palnet.catalogue import Catalogue
from palnet.model.answers import SYNTHETIC
from palnet.model.roster import Headcount, Roster
from palnet.period import When
from palnet.sheets.cells import time_words
from palnet.sheets.columns import HEADCOUNTS
from palnet.sheets.names import Names, names_of
from palnet.sheets.tables import REMARK
from palnet.sheets.writing import Line, csv_sheet

__all__ = ["roster_sheet"]


def roster_sheet(catalogue: Catalogue, roster: Roster, year: int) -> bytes:
    """The headcounts of a roster as CSV, one row for each that has no parts of its own, with its subsets.

    One that is made up says SYNTETISK in a remark.
    """
    names = names_of(catalogue, roster.region, year)
    date = time_words(When(date=roster.date))
    lines: list[Line] = []
    for outer in roster.headcounts:
        for one in outer.smallest():
            lines.append({**_named(one, names), "count": one.count, "date": date})
            lines += [{**_named(subset, names), "count": subset.count, "including": "x"} for subset in one.including]
    remark = f"{REMARK} {SYNTHETIC}\n".encode() if roster.invented else b""
    return csv_sheet(HEADCOUNTS, lines, names) + remark


def _named(one: Headcount, names: dict[str, Names]) -> Line:
    keys = ("network", "group", "profession", "sector")
    return {key: names[key].word(value) for key in keys if (value := getattr(one, key)) is not None}
