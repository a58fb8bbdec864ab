"""What every command that reads a survey's answers can be told, and which questionnaire its files answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
from cyclopts import Parameter

from palnet.catalogue import Catalogue, discover
from palnet.errors import DataError, NotFoundError, Problem, UsageError
from palnet.files.folder import read_folder
from palnet.model.answers import SYNTHETIC, Answers
from palnet.model.policy import Policy
from palnet.model.roster import Roster
from palnet.model.survey import Questionnaire

__all__ = ["PolicyOption", "RosterOption", "Survey", "asked_in", "policy_of", "present", "roster_of"]

Policies = Literal["standard", "off"]

RosterOption = Annotated[
    Path | None,
    Parameter(
        name="--roster", help="Whom the survey was sent to: a filled-in sheet of headcounts or a definition file."
    ),
]
PolicyOption = Annotated[
    Policies,
    Parameter(help="What is hidden: standard (groups under 10, numbers under 5), or off, which the output says."),
]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Survey:
    """What every command that reads answers can be told of the files."""

    questionnaire: Annotated[
        str | None, Parameter(help="Id of the questionnaire, where the files do not show which it is.")
    ] = None
    file_format: Annotated[
        Literal["nettskjema", "surveyxact", "redcap", "forms", "plain"] | None,
        Parameter(name="--from-format", help="The files' format, where looking at them finds another."),
    ] = None
    mapping: Annotated[Path | None, Parameter(help="A mapping file, as “answers map” drafts it.")] = None
    role: Annotated[
        tuple[str, ...],
        Parameter(negative="", help="FILE=ROLE: what a file's respondents are, where no question says it."),
    ] = ()

    def roles(self, files: Iterable[Path]) -> dict[str | os.PathLike[str], str]:
        """The role by file, as it was given."""
        found: dict[str | os.PathLike[str], str] = {}
        known = {str(one): one for one in files}
        for said in self.role:
            file, _, role = said.rpartition("=")
            if file not in known:
                shown = ", ".join(known)
                raise UsageError(Problem("PAL613", {"said": said, "known": shown}))
            found[known[file]] = role
        return found

    def read(self, files: tuple[Path, ...], asked: Questionnaire) -> Any:
        """The files as they are read, with how far it has come on a terminal."""
        from palnet.cli.progress import progress
        from palnet.survey.reading import read

        with progress() as seen:
            return read(
                files, asked, format=self.file_format, mapping=self.mapping, role=self.roles(files), progress=seen
            )

    def answers(self, files: tuple[Path, ...], asked: Questionnaire, lang: str) -> Answers:
        """The answers in the files; raises every problem with them, and tells what else is worth knowing."""
        reading = self.read(files, asked)
        if reading.answers is None:
            raise DataError(reading.problems)
        for note in reading.notes:
            print(note.text(lang), file=sys.stderr)
        found: Answers = reading.answers
        return found


def present(*files: Path | None) -> None:
    """Refuse files that there are not, all of them at once."""
    missing = [one for one in files if one is not None and not one.exists()]
    if missing:
        raise UsageError(Problem("PAL108", path=str(one)) for one in missing)


def asked_in(
    catalogue: Catalogue, region: str | None, year: int | None, files: tuple[Path, ...], survey: Survey
) -> tuple[str, int, Questionnaire]:
    """Which region's questionnaire of which year the files answer: as it is told, or else as they show."""
    from palnet.survey.choosing import best_questionnaire

    if region is not None and year is not None and survey.questionnaire is None:
        return region, year, catalogue.questionnaire(region, year)
    held = {
        (one, when, kind): catalogue.questionnaire(one, when, kind)
        for one in catalogue.regions
        for when, kind in sorted(_editions(catalogue, one))
        if (region is None or one == region) and (year is None or when == year)
    }
    if survey.questionnaire is not None:
        held = {key: one for key, one in held.items() if one.id == survey.questionnaire}
    if not held:
        said = {"name": survey.questionnaire or f"{region} {year}", "kind": "questionnaire"}
        raise NotFoundError(Problem("PAL607", said, expected=", ".join(catalogue.questionnaires)))
    # Where none knows the file, reading it with any of them says why.
    named = {" ".join(map(str, key)): key for key in held}
    best = best_questionnaire(files[0], {name: held[key] for name, key in named.items()})
    where, when, kind = named[best] if best is not None else next(iter(held))
    return where, when, held[where, when, kind]


def _editions(catalogue: Catalogue, region: str) -> set[tuple[int, str]]:
    surveys = (
        catalogue.questionnaires[one] for network in catalogue.regions[region].networks for one in network.surveys
    )
    return {(one.period.start.year, one.survey) for one in surveys}


def roster_of(catalogue: Catalogue, region: str, year: int, file: Path | None) -> tuple[Catalogue, Roster | None]:
    """The roster in a file, with a catalogue that has it; else the one that is published, if any is."""
    if file is not None and file.suffix.lower() == ".toml":
        return _defined_roster(catalogue, region, year, file)
    if file is not None:
        from palnet.sheets import read_sheets, with_sheets

        catalogue = with_sheets(catalogue, read_sheets((file,), catalogue, region, year))
    try:
        roster = catalogue.roster(region, year)
    except NotFoundError:
        return catalogue, None
    made_up = file is not None and file.suffix.lower() == ".csv" and SYNTHETIC.encode() in file.read_bytes()
    return catalogue, attrs.evolve(roster, invented=roster.invented or made_up)


def _defined_roster(catalogue: Catalogue, region: str, year: int, file: Path) -> tuple[Catalogue, Roster]:
    """The roster in a definition file, which takes the place of those of the same day."""
    discover(folders=(file,))  # refuses what a definition may not say, and what points to nothing
    given = read_folder(file).definitions.rosters
    own = [one for one in given if one.region == region and one.date.year == year]
    if not own:
        known = ", ".join(f"{one.region} {one.date.year}" for one in given) or "–"
        said = {"region": region, "what": "roster", "year": year, "known": known}
        raise NotFoundError(Problem("PAL602", said, path=str(file)))
    roster = max(own, key=lambda one: one.date)
    held = catalogue.definitions
    others = (one for one in held.rosters if (one.region, one.date) != (region, roster.date))
    together = attrs.evolve(held, rosters=(*others, roster))
    return Catalogue(together, catalogue.plugins, catalogue.problems), roster


def policy_of(name: Policies) -> Policy:
    """The policy of that name."""
    return Policy.off() if name == "off" else Policy.standard()
