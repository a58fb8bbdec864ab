"""Drafts audited: what cannot be right in them, each finding with its place and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from palnet.audit import Finding, Severity, audit
from palnet.audit.finding import found
from palnet.draft.figures import Built, figures_of
from palnet.draft.home import Home, label_of, own_region
from palnet.draft.passages import Place
from palnet.draft.reader import Read
from palnet.draft.reading import Claim, Reading, Sure
from palnet.model.policy import Policy
from palnet.model.region import Region
from palnet.model.roster import Roster
from palnet.model.source import Document
from palnet.text import Text

__all__ = ["Checked", "Held", "Placed", "check_built", "check_drafts"]

_CAP = {Sure.SURE: Severity.IMPOSSIBLE, Sure.LIKELY: Severity.INCONSISTENT, Sure.UNSURE: Severity.AMBIGUOUS}
"""The gravest that a finding may be, by how sure the reading is that it rests on."""


@attrs.frozen(kw_only=True)
class Placed:
    """A finding, the readings that it is about, and where the first of them stands: its draft, place and sentence."""

    finding: Finding
    readings: tuple[Reading, ...]
    document: str
    place: Place
    section: tuple[str, ...]
    sentence: str

    @property
    def sure(self) -> Sure:
        """How sure the least sure of its readings is."""
        return max((one.sure for one in self.readings), key=lambda one: one.rank, default=Sure.SURE)


@attrs.frozen(kw_only=True)
class Checked:
    """Drafts as they were read and audited. ``documents`` names each draft by the id that findings have it under."""

    drafts: Mapping[str, Read]
    documents: Mapping[str, Document]
    findings: tuple[Placed, ...]
    built: Built


@attrs.frozen(kw_only=True)
class Held:
    """What is known besides the drafts: a region's networks and groups, and its rosters."""

    regions: tuple[Region, ...] = ()
    rosters: tuple[Roster, ...] = ()


def check_drafts(reads: Sequence[Read]) -> Checked:
    """Audit one draft, or two against each other; see :func:`check_built`."""
    return check_built(figures_of(reads, Home()))


def check_built(
    built: Built, policy: Policy | None = None, held: Held | None = None, more: Iterable[Finding] = ()
) -> Checked:
    """Audit what drafts come to; the gravest first, then in the order of the text. ``more`` is found besides.

    No finding is graver than the readings that it rests on are sure: an unsure one says nothing is impossible.
    """
    beside = held or Held()
    findings = [
        *audit(
            built.figures,
            (),
            built.events,
            rosters=beside.rosters,
            targets=built.targets,
            regions=beside.regions or (own_region(),),
            documents=built.documents,
            policy=policy,
        ),
        *_own(built),
        *more,
    ]
    placed = [one for finding in findings if (one := _placed(built, finding)) is not None]
    placed.sort(
        key=lambda one: (
            one.finding.severity.rank,
            one.document,
            one.place.page or 0,
            one.place.line or one.place.paragraph or 0,
        )
    )
    return Checked(
        drafts=built.drafts,
        documents={one.id: one for one in built.documents},
        findings=tuple(placed),
        built=built,
    )


def _placed(built: Built, finding: Finding) -> Placed | None:
    about = [built.readings[one] for one in (*finding.figures, *finding.others) if one in built.readings]
    if not about:
        return None
    sure = max((one.sure for one in about), key=lambda one: one.rank)
    cap = _CAP[sure]
    if finding.severity.rank < cap.rank:
        finding = attrs.evolve(finding, severity=cap)
    first = about[0]
    document = next(name for name, read in built.drafts.items() if any(one is first for one in read.readings))
    return Placed(
        finding=finding, readings=tuple(dict.fromkeys(about)), document=document, place=first.place,
        section=first.section, sentence=first.sentence,
    )  # fmt: skip


def _own(built: Built) -> Iterator[Finding]:
    """What no figure can hold: more counted than there are, and shares over 100 %."""
    for document, read in built.drafts.items():
        for number, one in enumerate(read.readings, start=1):
            name = f"{document}/{number}"
            over = one.numerator is not None and one.denominator is not None and one.numerator > one.denominator
            label = Text(nb=label_of(one))
            if one.claim in (Claim.SHARE, Claim.RATIO) and over:
                built.readings.setdefault(name, one)
                yield found(
                    "PAL830",
                    Severity.IMPOSSIBLE,
                    {"figure": label, "count": one.numerator or 0, "n": one.denominator or 0},
                    arithmetic=f"{one.numerator} > {one.denominator}",
                    figures=[name],
                )
            if one.claim is Claim.SHARE and one.percent is not None and one.percent > 100:
                built.readings.setdefault(name, one)
                yield found(
                    "PAL831",
                    Severity.IMPOSSIBLE,
                    {"figure": label, "percent": str(one.percent)},
                    arithmetic=f"{one.percent} % > 100 %",
                    figures=[name],
                )
