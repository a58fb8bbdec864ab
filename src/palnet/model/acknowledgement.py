"""Findings of the audit that a region lets stand, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.source import Source
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = ["Acknowledgement"]


@attrs.frozen(kw_only=True)
class Acknowledgement(Record):
    """A finding of the audit that is known and let stand: its ``code``, what it is about, and ``because``.

    It holds for the findings with that code that are about all of ``figures``, ``events`` and ``activities``. The
    audit goes on listing them, as acknowledged.
    """

    id: Id
    code: str
    because: Text
    figures: tuple[Annotated[str, Ref("figure")], ...] = ()
    events: tuple[Annotated[str, Ref("event")], ...] = ()
    activities: tuple[Annotated[str, Ref("activity")], ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if not re.fullmatch(r"PAL7[0-9]{2}", self.code):
            yield Problem("PAL306", keys=("code",), value=repr(self.code), expected="PAL7xx")
        if not self.about:
            yield Problem("PAL323", expected="figures | events | activities")

    @property
    def about(self) -> tuple[str, ...]:
        """The ids of all that it is about."""
        return (*self.figures, *self.events, *self.activities)
