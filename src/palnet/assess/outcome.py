"""What a comparison with a target can come to, and what can decide it."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Outcome", "Rule"]


class Outcome(StrEnum):
    """What a comparison with a target comes to."""

    MET = "met"
    NOT_MET = "not-met"
    UNDECIDED = "undecided"
    NO_TARGET = "no-target"
    TARGET_NOT_STATED = "target-not-stated"
    NOT_MEASURED = "not-measured"
    NOT_ASKED = "not-asked"
    SUPPRESSED = "suppressed"


class Rule(StrEnum):
    """What decided a verdict, or what left it open. They are asked in this order.

    ``no-earlier`` and ``not-comparable`` are asked of a direction. ``too-few`` is the definition's own minimum,
    ``counted-whole`` a number that leaves nobody out (the response rate, attendance, headcounts). Of a share or of
    groups ``bounds`` is what holds whatever the others would have said; then comes the exact interval of this roster,
    or Wilson's where the roster is not known. Of a change ``difference`` is Newcombe's interval, ``margin`` the same
    against a declared margin, ``no-interval`` a number whose doubt nothing measures.
    """

    SUPPRESSED = "suppressed"
    NOT_ASKED = "not-asked"
    NO_TARGET = "no-target"
    TARGET_NOT_STATED = "target-not-stated"
    NOT_MEASURED = "not-measured"
    NO_EARLIER = "no-earlier"
    NOT_COMPARABLE = "not-comparable"
    TOO_FEW = "too-few"
    COUNTED_WHOLE = "counted-whole"
    BOUNDS = "bounds"
    ROSTER_INTERVAL = "roster-interval"
    WILSON = "wilson"
    DIFFERENCE = "difference"
    MARGIN = "margin"
    NO_INTERVAL = "no-interval"
