"""Drafts: a report read before it is sent, its figures found in prose and tables, and held against each other.

The chain is file → passages → readings → figures; the audit does the rest. What is unsure says so, and what was passed
over is told.
"""

from __future__ import annotations

from palnet.draft.checking import Checked, Placed, check_drafts
from palnet.draft.opening import open_draft
from palnet.draft.passages import Draft
from palnet.draft.reader import Read, read_draft
from palnet.draft.reading import Passed, Reading, Sure

__all__ = [
    "Checked",
    "Draft",
    "Passed",
    "Placed",
    "Read",
    "Reading",
    "Sure",
    "check_drafts",
    "open_draft",
    "read_draft",
]
