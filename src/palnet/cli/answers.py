"""The commands that have to do with a survey's answers: answers check, text and map; synthesise; count."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import App, Parameter

from palnet.catalogue import discover
from palnet.cli.app import app
from palnet.cli.options import FolderOption, ForceOption, JsonOption, LangOption, OutputOption, Year, YearOption
from palnet.cli.output import as_json, extra, give
from palnet.cli.surveys import PolicyOption, RosterOption, Survey, asked_in, policy_of, present, roster_of
from palnet.errors import DataError, NotFoundError, Problem
from palnet.files.write import write_whole
from palnet.model.answers import SYNTHETIC

__all__ = ["answers", "check", "count", "map_", "synthesise", "text"]

answers = App(name="answers", help="A survey's answers: look a file over, read its comments, describe its columns.")
app.command(answers)

_SURVEY = Survey()


@answers.command
def check(
    files: Annotated[tuple[Path, ...], Parameter(negative="")],
    *,
    region: str | None = None,
    year: YearOption = None,
    roster: RosterOption = None,
    survey: Survey = _SURVEY,
    as_json_: JsonOption = False,
    lang: LangOption = "nb",
    folder: FolderOption = (),
) -> int:
    """What is in a survey's files: rows, duplicates, unknown codes, what is empty, and how many have answered.

    It works while the survey is open. Exit 1 when the files cannot be counted as they are.

    Parameters
    ----------
    files: The files that a survey tool gave out, together.
    region: Id of the region, where the files do not show it.
    year: The year of the survey, where the files do not show it.
    """
    present(*files, roster, survey.mapping)
    with extra("survey"):
        from palnet.cli.reading import reading_data, reading_lines

        catalogue = discover(folders=folder)
        where, when, asked = asked_in(catalogue, region, year, files, survey)
        catalogue, headcounts = roster_of(catalogue, where, when, roster)
        reading = survey.read(files, asked)
        if as_json_:
            sys.stdout.write(as_json(reading_data(reading, catalogue, (where, when), headcounts, lang)))
        else:
            print("\n".join(reading_lines(reading, catalogue, (where, when), headcounts, lang)))
    return 1 if reading.problems else 0


@answers.command
def text(
    question: str,
    *,
    answers: Annotated[tuple[Path, ...], Parameter(name="--answers", negative="", required=True)],
    output: Annotated[Path, Parameter(name=["--output", "-o"])],
    region: str | None = None,
    year: YearOption = None,
    survey: Survey = _SURVEY,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """The comments to a question, into a file that is for you alone: shuffled, without anything of who wrote them.

    What looks like a national identity number, a phone number, an e-mail address or a municipality is marked.

    Parameters
    ----------
    question: Id of the question of free text.
    answers: A file that the survey tool gave out; may be given several times.
    output: The file to write.
    """
    present(*answers, survey.mapping)
    with extra("survey"):
        from palnet.cli.reading import comment_file
        from palnet.survey.comments import comments

        catalogue = discover(folders=folder)
        _, _, asked = asked_in(catalogue, region, year, answers, survey)
        places = {
            label
            for one in catalogue.regions.values()
            for group in one.groups
            for member in group.members
            for label in (member.label.in_("nb"), *member.label.in_("nb").removesuffix(" kommune").split(" og "))
        }
        told = comments(answers, asked, question, places=places, format=survey.file_format, mapping=survey.mapping)
        write_whole(output, comment_file(told, asked.by_id[question], lang), force, private=True)
        print(f"→ {output} ({len(told)})")
    return 0


@answers.command(name="map")
def map_(
    file: Path,
    *,
    region: str | None = None,
    year: YearOption = None,
    questionnaire: str | None = None,
    output: OutputOption = None,
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """A draft of a mapping file: which of a file's columns is which question, to be looked over and mended.

    Parameters
    ----------
    file: The file whose columns are to be described.
    region: Id of the region, where the file does not show it.
    year: The year of the survey, where the file does not show it.
    questionnaire: Id of the questionnaire, where the file does not show it.
    """
    present(file)
    with extra("survey"):
        from palnet.survey.mapping import draft
        from palnet.survey.opening import open_export

        catalogue = discover(folders=folder)
        _, _, asked = asked_in(catalogue, region, year, (file,), Survey(questionnaire=questionnaire))
        opening = open_export(file)
        if not opening.parts:
            raise DataError(opening.problems)
        give(draft(opening.parts[0].table, asked), output, force)
    return 0


@app.command
def synthesise(
    region: str,
    year: Year,
    *,
    output: Annotated[Path, Parameter(name=["--output", "-o"])],
    seed: int = 0,
    file_format: Annotated[
        Literal["nettskjema", "surveyxact", "redcap", "forms", "plain"], Parameter(name="--as")
    ] = "nettskjema",
    respondents: int | None = None,
    roster: Annotated[Path | None, Parameter(name="--roster")] = None,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """Made-up answers to a year's survey that give the published numbers again, where they can. They say SYNTETISK.

    Parameters
    ----------
    region: Id of the region, as "palnet regions" lists it.
    year: The year of the survey.
    output: The file to write.
    seed: The same number gives the same file.
    file_format: The format to write it in.
    respondents: How many answer, instead of as many as did.
    roster: Write the made-up roster into this file too (csv).
    """
    with extra("survey"):
        from palnet.sheets import roster_sheet
        from palnet.survey.synthesis import synthesise as made_up
        from palnet.survey.writing import written

        catalogue = discover(folders=folder)
        synthesis = made_up(catalogue, region, year, respondents=respondents, seed=seed)
        write_whole(output, written(synthesis.answers, file_format), force)
        print(f"→ {output} ({len(synthesis.answers)}, {SYNTHETIC})")
        if roster is not None:
            write_whole(roster, roster_sheet(catalogue, synthesis.roster, year), force)
            print(f"→ {roster} ({SYNTHETIC})")
        for note in synthesis.notes:
            print(note.text(lang), file=sys.stderr)
    return 0


@app.command
def count(
    *,
    answers: Annotated[tuple[Path, ...], Parameter(name="--answers", negative="", required=True)],
    by: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    indicator: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    region: str | None = None,
    year: YearOption = None,
    roster: RosterOption = None,
    policy: PolicyOption = "standard",
    margins: Annotated[bool, Parameter(negative="")] = False,
    survey: Survey = _SURVEY,
    output: OutputOption = None,
    wanted: Annotated[Literal["csv", "json"], Parameter(name="--format")] = "csv",
    as_json_: JsonOption = False,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """Counts of answers as a table, as far as they may be shown.

    Parameters
    ----------
    answers: A file that the survey tool gave out; may be given several times.
    by: What to divide by: role, network, group, profession, sector, or a background question's id.
    indicator: Id of an indicator that is wanted; all of them, unless some are named.
    region: Id of the region, where the files do not show it.
    year: The year of the survey, where the files do not show it.
    margins: Add the sums over what is divided by.
    """
    present(*answers, roster, survey.mapping)
    with extra("survey"):
        from palnet.counting.reference import count as counted

        catalogue = discover(folders=folder)
        where, when, asked = asked_in(catalogue, region, year, answers, survey)
        catalogue, headcounts = roster_of(catalogue, where, when, roster)
        unknown = [one for one in indicator if one not in catalogue.indicators]
        if unknown:
            raise NotFoundError(Problem("PAL607", {"kind": "indicator", "name": one}) for one in unknown)
        known = {*asked.by_id, *asked.leaves_out}
        chosen = [
            one
            for one in catalogue.indicators.values()
            if (one.id in indicator if indicator else set(one.questions) <= known)
        ]
        told = survey.answers(answers, asked, lang)
        counts = counted(chosen, told, roster=headcounts, by=by, margins=margins, events=catalogue.events(where, when))
        table = counts.to_json if as_json_ or wanted == "json" else counts.to_csv
        give(table(policy_of(policy)), output, force)
    return 0
