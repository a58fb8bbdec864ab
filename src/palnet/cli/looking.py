"""The commands that look things over: regions, check."""

from __future__ import annotations

import sys
from pathlib import Path

from palnet.catalogue import check_folder, discover
from palnet.cli.app import app
from palnet.cli.options import FolderOption, JsonOption, LangOption
from palnet.cli.output import as_json as as_json_text
from palnet.errors import DefinitionError
from palnet.files.plain import plain

__all__ = ["check", "regions"]


@app.command
def regions(*, as_json: JsonOption = False, lang: LangOption = "nb", folder: FolderOption = ()) -> int:
    """The regions that are installed, the plugins that bring them, and the problems of those that cannot be used."""
    catalogue = discover(folders=folder, strict=False)
    if as_json:
        found = [
            {"id": one.id, "label": plain(one.label), "years": list(catalogue.figure_years(one.id))}
            for one in catalogue.regions.values()
        ]
        plugins = [
            {"name": one.name, "distribution": one.distribution, "version": one.version, "hooks": list(one.hooks)}
            for one in catalogue.plugins
        ]
        problems = [one.text(lang) for one in catalogue.problems]
        said = {"schema": "palnet/regions/1", "regions": found, "plugins": plugins, "problems": problems}
        sys.stdout.write(as_json_text(said))
    else:
        for one in catalogue.regions.values():
            years = ", ".join(str(year) for year in catalogue.figure_years(one.id))
            count = len(one.networks)
            networks = "nettverk" if lang == "nb" else "network" if count == 1 else "networks"
            print(f"{one.id:<14} {one.label.in_(lang):<18} {count} {networks}  {years}".rstrip())
        for plugin in catalogue.plugins:
            print(f"  {plugin}")
        for problem in catalogue.problems:
            print(problem.text(lang), file=sys.stderr)
    return 1 if catalogue.problems else 0


@app.command
def check(path: Path, *, as_json: JsonOption = False, lang: LangOption = "nb") -> int:
    """Every problem in a plugin's folder, with file, line and column; exit 1 when there is one.

    Parameters
    ----------
    path: The folder, or one definition file.
    """
    try:
        problems = check_folder(path)
    except DefinitionError as error:
        print(error.text(lang), file=sys.stderr)
        return 2
    if as_json:
        found = [
            {
                "code": one.code,
                "path": one.path,
                "line": one.line,
                "column": one.column,
                "keys": list(one.keys),
                "message": one.text(lang),
            }
            for one in problems
        ]
        sys.stdout.write(as_json_text({"schema": "palnet/check/1", "problems": found}))
        return 1 if problems else 0
    for problem in problems:
        print(problem.text(lang))
    count = len(problems)
    if lang == "en":
        print(f"{path}: {count} problem{'' if count == 1 else 's'}" if count else f"{path}: no problems")
    else:
        print(f"{path}: {count} feil" if count else f"{path}: ingen feil")
    return 1 if problems else 0
