"""The commands that give mappings to other programs: export skos, export sssom, export csv."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal

from cyclopts import Parameter

from palnet.catalogue import Catalogue, discover
from palnet.cli.files import export
from palnet.cli.options import FolderOption, ForceOption, LangOption, OutputOption
from palnet.cli.output import extra, give
from palnet.errors import OutputError, Problem, UsageError
from palnet.model.mapping import Mapping

__all__ = ["csv", "skos", "sssom"]

BaseOption = Annotated[str, Parameter(help="What every identifier begins with.")]


@export.command
def skos(
    *,
    wanted: Annotated[Literal["turtle", "json-ld"] | None, Parameter(name="--format")] = None,
    base: BaseOption = "urn:palnet:",
    output: OutputOption = None,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """Concepts, areas, subgoals, indicators and what they are to each other, as SKOS.

    Parameters
    ----------
    wanted: The format; without it what the file's suffix says (ttl, jsonld, json), or turtle.
    """
    with extra("rdf"):
        from palnet.export.skos import SkosFormat, read_skos, to_skos

        suffix = output.suffix.lower() if output is not None else ".ttl"
        by_suffix: dict[str, SkosFormat] = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
        held = wanted or by_suffix.get(suffix)
        if held is None:
            known = ", ".join(by_suffix)
            raise OutputError(Problem("PAL606", {"format": suffix or str(output), "known": known}, path=str(output)))
        _check_base(base)
        catalogue = discover(folders=folder)
        text = to_skos(catalogue.definitions, held, base)
        _check(catalogue, text, lambda text: read_skos(text, held, base))
    give(text, output, force)
    return 0


@export.command
def sssom(
    *,
    base: BaseOption = "urn:palnet:",
    output: OutputOption = None,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """What concepts, areas, subgoals and indicators are to each other, as SSSOM: a table with its metadata."""
    from palnet.export.sssom import read_sssom, to_sssom

    _check_base(base)
    catalogue = discover(folders=folder)
    text = to_sssom(catalogue.definitions, base)
    _check(catalogue, text, read_sssom)
    give(text, output, force)
    return 0


@export.command
def csv(
    *,
    output: OutputOption = None,
    lang: LangOption = "nb",
    folder: FolderOption = (),
    force: ForceOption = False,
) -> int:
    """What concepts, areas, subgoals and indicators are to each other, as CSV: a row for each mapping."""
    from palnet.export.mapping_rows import read_csv, to_csv

    catalogue = discover(folders=folder)
    text = to_csv(catalogue.definitions)
    _check(catalogue, text, read_csv)
    give(text, output, force)
    return 0


def _check_base(base: str) -> None:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?&=%+-]*[:/#]", base):
        raise UsageError(Problem("PAL625", value=base))


def _check(catalogue: Catalogue, text: str, read: Callable[[str], tuple[Mapping, ...]]) -> None:
    """Refuse to give away what does not say the same when it is read back."""
    if frozenset(read(text)) != frozenset(catalogue.definitions.mappings):
        raise OutputError(Problem("PAL624"))
