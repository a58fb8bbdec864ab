"""Empty sheets for a region's year: headings, what may stand under them, and the rows that are known beforehand."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from palnet.catalogue import Catalogue
from palnet.errors import OutputError, Problem
from palnet.files.write import write_whole
from palnet.model.event import Event, EventKind
from palnet.model.roster import Headcount
from palnet.period import Period, When
from palnet.sheets.cells import time_words
from palnet.sheets.columns import ATTENDANCE, EVENTS, HEADCOUNTS, SHEETS
from palnet.sheets.names import SEPARATORS, Names, names_of
from palnet.sheets.writing import Line, csv_sheet, workbook

__all__ = ["template"]


def template(
    catalogue: Catalogue, region: str, year: int, path: str | os.PathLike[str], force: bool = False
) -> tuple[Path, ...]:
    """Write the empty sheets in which a region's year is reported; the files that were written.

    ``.xlsx`` gives one workbook with all three sheets, a guide and lists to choose from; ``.csv`` gives three files,
    their names ending in ``-ressurspersoner``, ``-fremmote`` and ``-arrangementer``. What is known already stands in
    it: the breakdown of the latest headcounts, the groups' meetings, the planned events. A file that exists is never
    written over without ``force``, for it may be filled in. Raises :class:`palnet.NotFoundError`,
    :class:`palnet.OutputError` and, for a workbook, :class:`palnet.MissingExtraError`.
    """
    names = names_of(catalogue, region, year)
    lines = {
        HEADCOUNTS: list(_headcounts(catalogue, region, year, names)),
        ATTENDANCE: list(_meetings(catalogue, region, year, names)),
        EVENTS: list(_events(catalogue.events(region, year), names)),
    }
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        title = f"{catalogue.region(region).label.in_('nb')} {year}"
        files = {target: workbook(title, year, lines, names)}
    elif suffix == ".csv":
        files = {
            target.with_name(f"{target.stem}-{sheet.ending}{target.suffix}"): csv_sheet(sheet, lines[sheet], names)
            for sheet in SHEETS
        }
    else:
        raise OutputError(Problem("PAL606", {"format": suffix, "known": ".xlsx, .csv"}, path=os.fspath(path)))
    _write(files, force)
    return tuple(files)


def _write(files: dict[Path, bytes], force: bool) -> None:
    """Write all of them or none."""
    present = {path for path in files if os.path.lexists(path)}
    if present and not force:
        raise OutputError(Problem("PAL610", path=os.fspath(path)) for path in sorted(present))
    written: list[Path] = []
    try:
        for path, content in files.items():
            write_whole(path, content, force)
            written.append(path)
    except OutputError:
        for path in written:
            if path not in present:
                path.unlink(missing_ok=True)
        raise


def _headcounts(catalogue: Catalogue, region: str, year: int, names: dict[str, Names]) -> Iterator[Line]:
    """The breakdown of the latest headcounts up to then, its sums aside; where there are none, the networks."""
    rosters = (one for one in catalogue.rosters.values() if one.region == region and one.date.year <= year)
    latest = max(rosters, key=lambda one: one.date, default=None)
    counted: list[Headcount] = []
    if latest is not None:
        counted = [one for outer in latest.headcounts for one in outer.smallest()]
    else:
        whole = Period.year(year)
        networks = [one for one in catalogue.region(region).networks if one.period is None or one.period.meets(whole)]
        wholes = {one.part_of for one in networks}
        counted = [Headcount(count=0, network=one.id) for one in networks if one.id not in wholes]
    last_day = time_words(When(date=dt.date(year, 12, 31)))
    for one in counted:
        if one.network is None and one.group is None:
            continue
        yield {**_named(one, names), "date": last_day}
        for subset in one.including:
            yield {**_named(subset, names), "including": "x"}


def _named(one: Headcount, names: dict[str, Names]) -> Line:
    keys = ("network", "group", "profession", "sector")
    return {key: names[key].word(value) for key in keys if (value := getattr(one, key)) is not None}


def _meetings(catalogue: Catalogue, region: str, year: int, names: dict[str, Names]) -> Iterator[Line]:
    """Each group's meetings that the plan has; where it has none, as many as the latest year in which it had some."""
    whole = Period.year(year)
    held = [
        one
        for one in catalogue.definitions.events
        if one.region == region and one.kind is EventKind.NETWORK_MEETING and one.number is not None
    ]
    for group in catalogue.region(region).groups:
        if group.period is not None and not group.period.meets(whole):
            continue
        own = {(one.when.in_year, one.number): one for one in held if one.group == group.id}
        years = [one for one, _ in own if one is not None and one <= year]
        numbers = sorted(number for when, number in own if years and when == max(years) and number is not None)
        for number in numbers or [1]:
            known = own.get((year, number))
            when = "" if known is None or (known.when.date or known.when.month) is None else time_words(known.when)
            yield {"group": names["group"].word(group.id), "number": number, "when": when}


def _events(events: Sequence[Event], names: dict[str, Names]) -> Iterator[Line]:
    """The events that are planned or known already, groups' own meetings aside."""
    for event in events:
        if event.kind is EventKind.NETWORK_MEETING:
            continue
        themes = (str(theme.label) for theme in event.themes)
        line: Line = {
            "label": " ".join(str(event.label).split()),
            "kind": names["kind"].word(event.kind),
            "when": time_words(event.when),
            "networks": f"{SEPARATORS[0]} ".join(names["network"].word(one) for one in event.networks),
            "themes": f"{SEPARATORS[0]} ".join(themes),
            "id": event.id,
            "status": names["status"].word(event.status),
        }
        if event.form is not None:
            line["form"] = names["form"].word(event.form)
        if event.kind is EventKind.BODY_MEETING and event.body is not None:
            line["body"] = names["body"].word(event.body)
        yield line
