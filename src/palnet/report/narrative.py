"""The network's own text: Markdown files beside the data, read into the sections of a document.

A file ``narrative/report-2023/kompetanse.md`` belongs to the section with that key in the report on 2023. It holds
paragraphs, bullet lists and emphasis; whatever else Markdown knows stands as it is written. palnet only reads these
files, so that what somebody wrote is there again when the numbers are new.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from palnet.catalogue import Catalogue
from palnet.errors import DefinitionError, Problem, nearest
from palnet.files.folder import read_folder
from palnet.report.blocks import Block, Heading, Narrative, Prose, Run

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["narrative_data", "narrative_folders", "prose", "read_narratives", "with_narratives"]

Texts = Mapping[str, tuple[Prose, ...]]
"""What is written for each section, by the key of its heading."""

_FOLDER = "narrative"
_LIMIT_MB = 1
_LIMIT_DEPTH = 50

# The list of sources is made, not told.
_WITHOUT = {"sources"}


def with_narratives(blocks: Iterable[Block], texts: Texts | None = None) -> tuple[Block, ...]:
    """The document with a place for the network's own text at the start of each section, filled where there is one."""
    held = texts or {}
    made: list[Block] = []
    for block in blocks:
        made.append(block)
        if isinstance(block, Heading) and _has_place(block):
            made.append(Narrative(block.key, block.text, tuple(held.get(block.key, ()))))
    return tuple(made)


def narrative_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """The texts of a document as data, in its order; empty places are left out."""
    return [
        {
            "section": one.section,
            "title": one.title,
            "paragraphs": [
                {"text": "".join(run.text for run in paragraph.runs), "level": paragraph.level}
                for paragraph in one.paragraphs
            ],
        }
        for one in blocks
        if isinstance(one, Narrative) and one.paragraphs
    ]


def _has_place(heading: Heading) -> bool:
    return heading.level == 2 and heading.key not in _WITHOUT


# Where the texts are.


def narrative_folders(catalogue: Catalogue, region: str, document: str) -> tuple[Path, ...]:
    """The folders that hold a region's texts for a document (``report-2023``, ``plan-2025``), beside its definitions.

    That is ``narrative/report-2023`` where the definition files around it are of that region alone, and
    ``narrative/REGION/report-2023`` anywhere.
    """
    found: dict[Path, None] = {}
    for plugin in catalogue.plugins:
        for folder in _narrative_folders(plugin.folder) if plugin.folder is not None else ():
            if (folder / region / document).is_dir():
                found[folder / region / document] = None
            if (folder / document).is_dir() and _regions(folder.parent) == {region}:
                found[folder / document] = None
    return tuple(found)


def _narrative_folders(root: Path) -> Iterator[Path]:
    for folder, folders, _ in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        if _FOLDER in folders:
            folders.remove(_FOLDER)
            yield Path(folder, _FOLDER)


def _regions(folder: Path) -> set[str]:
    try:
        return {one.id for one in read_folder(folder).definitions.regions}
    except DefinitionError:
        return set()


# What they say.


def read_narratives(folders: Iterable[str | os.PathLike[str]], blocks: Iterable[Block]) -> Texts:
    """The texts in those folders for the sections of a document; texts for one section follow one another.

    Raises :class:`palnet.DefinitionError` with every problem of every file: one that belongs to no section, or that
    cannot be read.
    """
    headings = [one for one in blocks if isinstance(one, Heading) and _has_place(one)]
    named = _names(headings)
    texts: dict[str, tuple[Prose, ...]] = {}
    problems: list[Problem] = []
    for folder in folders:
        try:
            files = sorted(one for one in Path(folder).iterdir() if _is_text(one))
        except OSError as error:
            problems.append(_unreadable(error, os.fspath(folder)))
            continue
        for file in files:
            if file.stem not in named:
                problems.append(_stranger(file, headings, named))
            said = _read(file)
            if isinstance(said, Problem):
                problems.append(said)
            elif file.stem in named:
                texts[named[file.stem]] = texts.get(named[file.stem], ()) + said
    if problems:
        raise DefinitionError(problems)
    return texts


def _is_text(path: Path) -> bool:
    return path.suffix.lower() == ".md" and not path.name.startswith(".")


def _unreadable(error: OSError, shown: str) -> Problem:
    if isinstance(error, FileNotFoundError):
        return Problem("PAL108", path=shown)
    return Problem("PAL109", {"detail": error.strerror or type(error).__name__}, path=shown)


def _names(headings: Iterable[Heading]) -> dict[str, str]:
    """What a section's file may be called: the last part of its key where no other has it, and the whole key."""
    several: dict[str, list[str]] = {}
    for one in headings:
        several.setdefault(one.key.rpartition("/")[2], []).append(one.key)
    short = {name: keys[0] for name, keys in several.items() if len(set(keys)) == 1}
    return short | {one.key.replace("/", "-"): one.key for one in headings}


def _stranger(file: Path, headings: Iterable[Heading], named: Mapping[str, str]) -> Problem:
    """A file that belongs to no section: the names that there are, and the one that was probably meant."""
    shortest: dict[str, str] = {}
    for name, key in named.items():
        shortest[key] = min(name, shortest.get(key, name), key=len)
    meant = {_plain(name): shortest[key] for name, key in named.items()}
    meant |= {_plain(one.text): shortest[one.key] for one in headings}
    hint = nearest(_plain(file.stem), meant)
    return Problem(
        "PAL609",
        {"section": file.stem[:60], "known": ", ".join(shortest.values()) or "–"},
        path=os.fspath(file),
        hint=meant[hint] if hint is not None else None,
    )


def _plain(name: str) -> str:
    return " ".join(name.lower().replace("-", " ").replace("_", " ").split())


def _read(path: Path) -> tuple[Prose, ...] | Problem:
    shown = os.fspath(path)
    try:
        found = path.stat()
        if found.st_size > _LIMIT_MB * 1_000_000:
            return Problem("PAL104", {"size": f"{found.st_size / 1_000_000:.0f}", "limit": _LIMIT_MB}, path=shown)
        if not stat.S_ISREG(found.st_mode):
            return Problem("PAL109", {"detail": "not a regular file"}, path=shown)
        content = path.read_bytes()
    except OSError as error:
        return _unreadable(error, shown)
    try:
        return prose(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode()
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        return Problem("PAL102", path=shown, line=line, column=column)
    except DefinitionError as error:
        return attrs.evolve(error.problems[0], path=shown)


def prose(text: str) -> tuple[Prose, ...]:
    """Markdown as paragraphs and items of lists with their emphasis.

    Headings, pictures, links and HTML are no markup here but text, and a numbered list is paragraphs with their
    numbers, so that nothing is lost and nothing is run. Raises :class:`palnet.DefinitionError` for lists nested deeper
    than anybody writes.
    """
    from markdown_it import MarkdownIt

    # Each level of a list opens two, the list and its item; what lies deeper than this markdown-it leaves out.
    reader = MarkdownIt("zero", {"maxNesting": 2 * _LIMIT_DEPTH + 2}).enable(["list", "emphasis", "escape"])
    return tuple(_prose(reader.parse(text)))


def _prose(tokens: Iterable[Token]) -> Iterator[Prose]:
    depth = level = 0
    number: list[Run] = []
    for token in tokens:
        if token.type.endswith("_list_open") and token.level >= 2 * _LIMIT_DEPTH:
            raise DefinitionError(Problem("PAL105", {"limit": _LIMIT_DEPTH}))
        if token.type == "bullet_list_open":
            depth += 1
        elif token.type == "bullet_list_close":
            depth -= 1
        elif token.type == "list_item_open" and token.info:
            number = [Run(f"{token.info}{token.markup} ")]
        elif token.type in ("inline", "list_item_close"):
            runs = _joined([*number, *_runs(token.children or ())])
            number = []
            if runs:
                # A list without text of its own around another counts for nothing.
                level = min(depth, level + 1)
                yield Prose(runs, level)


def _runs(tokens: Iterable[Token]) -> Iterator[Run]:
    strong = emphasis = 0
    for token in tokens:
        strong += (token.type == "strong_open") - (token.type == "strong_close")
        emphasis += (token.type == "em_open") - (token.type == "em_close")
        text = " " if token.type in ("hardbreak", "softbreak") else token.content
        yield Run(text, strong > 0, emphasis > 0)


def _joined(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with like ones joined and spaces as in print; none where nothing is said."""
    made: list[Run] = []
    for run in runs:
        text = re.sub("[ \t\r\n]+", " ", run.text)
        if not made or made[-1].text.endswith(" "):
            text = text.removeprefix(" ")
        if made and (made[-1].strong, made[-1].emphasis) == (run.strong, run.emphasis):
            made[-1] = attrs.evolve(made[-1], text=made[-1].text + text)
        elif text:
            made.append(attrs.evolve(run, text=text))
    while made and not made[-1].text.strip():
        made.pop()
    if made:
        made[-1] = attrs.evolve(made[-1], text=made[-1].text.rstrip(" "))
    return tuple(made)
