"""Audit: does what was published add up?

Whole numbers only: a percentage is held against every number of persons that it can come from, a total against its
parts, a document against the others. The engine knows no region; findings say what does not fit and what would.
"""

from __future__ import annotations

from palnet.audit.days import day_off
from palnet.audit.engine import audit
from palnet.audit.finding import Finding, Severity
from palnet.audit.joint import Joint, common_denominators
from palnet.audit.rounding import Rounding, possible_denominators, possible_numerators, possible_sums

__all__ = [
    "Finding",
    "Joint",
    "Rounding",
    "Severity",
    "audit",
    "common_denominators",
    "day_off",
    "possible_denominators",
    "possible_numerators",
    "possible_sums",
]
