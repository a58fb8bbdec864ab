"""From files to findings: drafts opened, read, corrected, audited and held against a region's data."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from palnet.catalogue import Catalogue
from palnet.draft.against import compare, home_of
from palnet.draft.checking import Checked, Held, check_built
from palnet.draft.corrections import corrected, read_readings, readings_text
from palnet.draft.figures import figures_of
from palnet.draft.home import Home
from palnet.draft.names import known_words
from palnet.draft.opening import open_draft
from palnet.draft.passages import Kind
from palnet.draft.reader import read_draft
from palnet.draft.view import draft_publication, placed_data
from palnet.errors import Problem, UsageError
from palnet.model.figure import Figure
from palnet.model.policy import Policy
from palnet.report.audit_blocks import finding_text
from palnet.report.publication import Publication
from palnet.report.words import Words

__all__ = ["DraftAudit", "audit_drafts"]


@attrs.frozen(kw_only=True)
class DraftAudit:
    """What came of drafts: what was read and found, what is worth knowing of the files, and ways to write it down."""

    checked: Checked
    notes: tuple[Problem, ...]
    known: frozenset[str]
    compared: tuple[int, int] | None = None

    def publication(self, lang: str = "nb") -> Publication:
        """The findings as a document."""
        return draft_publication(self.checked, lang, self.known, self.compared)

    def data(self, lang: str = "nb") -> list[dict[str, Any]]:
        """The findings as data."""
        return [placed_data(self.checked, one, lang, self.known) for one in self.checked.findings]

    def readings_text(self, lang: str = "nb") -> str:
        """The file of readings, to confirm or correct."""
        reads = list(self.checked.drafts.values())
        names = {one.draft.path: Path(one.draft.path).name for one in reads}
        return readings_text(reads, names, self.known, lang)

    def commented(self, path: str | os.PathLike[str], lang: str = "nb") -> bytes:
        """A copy of a Word draft, a comment at each sentence. Raises :class:`palnet.UsageError` for another file."""
        from palnet.draft.comments import commented

        document, read = next(
            (name, read) for name, read in self.checked.drafts.items() if read.draft.path == str(path)
        )
        if read.draft.kind is not Kind.WORD or Path(path).suffix.lower() == ".docm":
            raise UsageError(Problem("PAL814", path=str(path)))
        held = [one for one in self.checked.findings if one.document == document]
        remarks = [(one.place.paragraph, one.sentence, finding_text(one.finding, Words(lang))) for one in held]
        return commented(Path(path).read_bytes(), remarks)


def audit_drafts(
    paths: Sequence[str | os.PathLike[str]],
    *,
    catalogue: Catalogue | None = None,
    of: tuple[str, int] | None = None,
    counted: Sequence[Figure] = (),
    policy: Policy | None = None,
    readings: str | os.PathLike[str] | None = None,
) -> DraftAudit:
    """Read and audit one draft, or two against each other; ``of`` is the region's year to hold them against.

    ``counted`` are the counts of that year's answers as they may be shown. ``readings`` is a file in which somebody
    has confirmed or corrected what was read; it is used where it exists. Raises :class:`palnet.DataError` for a file
    that cannot be read, :class:`palnet.UsageError` for one of another sort and :class:`palnet.DefinitionError` for
    faults in the file of readings.
    """
    reads = [read_draft(open_draft(path)) for path in paths]
    notes = [note for one in reads for note in one.draft.notes]
    if readings is not None and Path(readings).exists():
        reads, more = corrected(reads, read_readings(readings), str(readings))
        notes += more
    if catalogue is None or of is None:
        checked = check_built(figures_of(reads, Home()), policy)
        return DraftAudit(checked=checked, notes=tuple(notes), known=_known(catalogue))
    home = home_of(catalogue, *of)
    built = figures_of(reads, home)
    found = compare(built, catalogue, home, counted)
    held = Held(regions=(catalogue.region(of[0]),), rosters=catalogue.rosters_of(*of))
    return DraftAudit(
        checked=check_built(built, policy, held, found.findings),
        notes=tuple(notes),
        known=_known(catalogue),
        compared=(found.matched, found.claims),
    )


def _known(catalogue: Catalogue | None) -> frozenset[str]:
    """Words that are no person's name."""
    if catalogue is None:
        return frozenset()
    labels = [
        label.in_("nb")
        for region in catalogue.regions.values()
        for label in (region.label, *(one.label for one in region.networks), *(one.label for one in region.groups))
    ]
    return known_words(labels)
