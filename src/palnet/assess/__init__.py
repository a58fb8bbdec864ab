"""Verdicts, intervals and changes: what numbers come to, never what they are.

Errors name the function and the argument; all that is wrong with a call is told at once.
"""

from __future__ import annotations

from palnet.assess.changes import Change, Counted, Incomparable, change
from palnet.assess.disclosure import protected_parts
from palnet.assess.funnel import funnel_limits
from palnet.assess.interval import Interval, logical_bounds, newcombe, wilson
from palnet.assess.outcome import Outcome, Rule
from palnet.assess.published import PointVerdict, PrintedChange, change_since, verdict_at_point
from palnet.assess.roster import roster_interval
from palnet.assess.trends import Trend, TrendState, trend
from palnet.assess.verdicts import Verdict, verdict

__all__ = [
    "Change",
    "Counted",
    "Incomparable",
    "Interval",
    "Outcome",
    "PointVerdict",
    "PrintedChange",
    "Rule",
    "Trend",
    "TrendState",
    "Verdict",
    "change",
    "change_since",
    "funnel_limits",
    "logical_bounds",
    "newcombe",
    "protected_parts",
    "roster_interval",
    "trend",
    "verdict",
    "verdict_at_point",
    "wilson",
]
