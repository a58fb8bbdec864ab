"""Under which headings each passage stands."""

from __future__ import annotations

import attrs

from palnet.draft.passages import Passage, Sort

__all__ = ["Sections"]


class Sections:
    """The passages of a document in order, each put under the headings before it."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self._open: list[tuple[int, str]] = []

    def add(self, passage: Passage) -> None:
        """Put one more under the headings that are open; a heading closes those of its level and below."""
        if passage.sort is Sort.HEADING:
            self._open = [one for one in self._open if one[0] < passage.level]
        self.passages.append(attrs.evolve(passage, section=tuple(text for _, text in self._open)))
        if passage.sort is Sort.HEADING:
            self._open.append((passage.level, passage.text))
