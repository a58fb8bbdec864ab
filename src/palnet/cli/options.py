"""What several commands can be told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import attrs
from cyclopts import Parameter, Token

from palnet.catalogue import Catalogue, discover
from palnet.cli.output import extra
from palnet.errors import Problem, UsageError

if TYPE_CHECKING:
    from palnet.report.publication import Format

__all__ = [
    "Document",
    "FolderOption",
    "ForceOption",
    "JsonOption",
    "LangOption",
    "OutputOption",
    "SheetsOption",
    "Year",
    "YearOption",
]

Lang = Literal["nb", "en"]

LangOption = Annotated[Lang, Parameter(help="Language: nb (bokmål) or en.")]
FolderOption = Annotated[
    tuple[Path, ...],
    Parameter(name="--folder", negative="", help="A folder of TOML files to use besides the installed plugins."),
]
SheetsOption = Annotated[
    tuple[Path, ...],
    Parameter(name="--sheets", negative="", help="A filled-in template (xlsx or csv) to use besides them."),
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="The same as --format json.")]
OutputOption = Annotated[Path | None, Parameter(name=["--output", "-o"], help="The file to write.")]
ForceOption = Annotated[bool, Parameter(negative="", help="Write over a file that palnet did not write.")]


def _whole(_: type[int], tokens: Sequence[Token]) -> int:
    """A year as it is written: cyclopts by itself would round 2022.6 to one."""
    (token,) = tokens
    if not re.fullmatch(r"-?[0-9]{1,4000}", token.value):
        raise ValueError(f"{token.value!r} is not a year")
    return int(token.value)


Year = Annotated[int, Parameter(converter=_whole)]
YearOption = Annotated[int | None, Parameter(converter=_whole)]


@Parameter(name="*")
@attrs.frozen(kw_only=True)
class Document:
    """What every command that makes a document can be told."""

    output: OutputOption = None
    format: Annotated[
        Literal["text", "html", "md", "docx", "json"] | None,
        Parameter(help="Print in this format, and write no file."),
    ] = None
    as_json: JsonOption = False
    lang: LangOption = "nb"
    sources: Annotated[bool, Parameter(negative="", help="Show the source of every number.")] = False
    narrative: Annotated[
        tuple[Path, ...],
        Parameter(negative="", help="A folder of the network's own texts, a Markdown file for each section."),
    ] = ()
    sheets: SheetsOption = ()
    folder: FolderOption = ()
    force: ForceOption = False

    @property
    def wanted(self) -> Format | None:
        """The format that is asked for by name."""
        return "json" if self.as_json else self.format

    @property
    def made(self) -> Format | None:
        """The format of what is printed or written: what is asked for by name, else what the file's suffix says."""
        if self.wanted is not None or self.output is None:
            return self.wanted
        from palnet.report.publication import FORMATS

        return FORMATS.get(self.output.suffix.lower())

    def catalogue(self, region: str, year: int) -> Catalogue:
        """What is installed, with the folders and the filled-in sheets for that region and year."""
        missing = [one for one in (*self.folder, *self.sheets) if not one.exists()]
        if missing:
            raise UsageError(Problem("PAL108", path=str(one)) for one in missing)
        held = discover(folders=self.folder)
        if not self.sheets:
            return held
        with extra("survey"):
            from palnet.sheets import read_sheets, with_sheets

            return with_sheets(held, read_sheets(self.sheets, held, region, year))
