"""The commands that make files for other programs: template, export."""

from __future__ import annotations

import sys
from pathlib import Path

from cyclopts import App

from palnet.catalogue import discover
from palnet.cli.app import app
from palnet.cli.options import (
    Document,
    FolderOption,
    ForceOption,
    LangOption,
    OutputOption,
    SheetsOption,
    Year,
)
from palnet.cli.output import extra, give
from palnet.errors import Problem

__all__ = ["export", "ics", "template"]


@app.command
def template(
    file: Path,
    *,
    region: str,
    year: Year,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """An empty template for a year's headcounts, attendance and events, to fill in: one xlsx, or three csv files.

    What is filled in is read again with --sheets.

    Parameters
    ----------
    file: The file to write; its suffix says xlsx or csv.
    region: Id of the region, as "palnet regions" lists it.
    year: The year to fill in.
    """
    with extra("survey"):
        from palnet.sheets import template as write_template

        for path in write_template(discover(folders=folder), region, year, file, force=force):
            print(f"→ {path}")
    return 0


export = App(name="export", help="What is held, in formats that other programs read.")
app.command(export)


@export.command
def ics(
    region: str,
    year: Year,
    *,
    network: str | None = None,
    group: str | None = None,
    revision: int = 0,
    output: OutputOption = None,
    lang: LangOption = "nb",
    sheets: SheetsOption = (),
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """The year's events as a calendar. Each keeps its identity, so that an update moves it.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the events.
    network: Id of a network whose events are wanted.
    group: Id of a group whose events are wanted.
    revision: Raise it by one each time a changed calendar is sent out.
    """
    with extra("report"):
        from palnet.export.ics import calendar

        catalogue = Document(sheets=sheets, folder=folder).catalogue(region, year)
        text, left_out = calendar(catalogue, region, year, network=network, group=group, lang=lang, revision=revision)
    give(text, output, force)
    for event in left_out:
        problem = Problem("PAL612", {"event": event.label.in_(lang)})
        print(problem.text(lang), file=sys.stderr)
    return 0
