"""Marks at a document's figures that an audit found something in; the audit is loaded only where it did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from palnet.catalogue import Catalogue
from palnet.model.figure import Figure
from palnet.report.blocks import Findings
from palnet.report.words import Words

if TYPE_CHECKING:
    from palnet.audit import Finding

__all__ = ["Marks"]

# What tells only that figures could not be calculated with is no remark on any of them.
_NOT_LOOKED_AT = ("PAL713", "PAL714")


class Marks:
    """Numbers what an audit finds in a document's figures, in the order in which they stand there."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_figure: dict[str, list[Finding]] = {}
        for finding in (one for one in findings if one.code not in _NOT_LOOKED_AT):
            for figure in finding.figures:
                self._by_figure.setdefault(figure, []).append(finding)
        self._numbers: dict[Finding, int] = {}

    def __call__(self, *figures: Figure) -> tuple[int, ...]:
        """The numbers of what is found in those figures, the gravest first."""
        held = dict.fromkeys(finding for figure in figures for finding in self._by_figure.get(figure.id, ()))
        ordered = sorted(held, key=lambda one: one.key)
        return tuple(self._numbers.setdefault(one, len(self._numbers) + 1) for one in ordered)

    def block(self, catalogue: Catalogue, words: Words) -> Iterator[Findings]:
        """What was marked, if anything was."""
        if self._numbers:
            from palnet.report.audit_blocks import findings_block

            yield findings_block(self._numbers, catalogue, words)
