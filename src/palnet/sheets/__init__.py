"""A year reported in sheets: templates to fill in, with Norwegian headings, and what the filled-in ones say.

Three sheets: headcounts, attendance at the groups' meetings, other events. What they cannot say is written in TOML:

- of headcounts: sums with parts beneath them (each row is a number of its own), a subset of a subset, sources, what is
  inferred;
- of a meeting: its themes, form and networks, that it was held without anybody having counted, that it was cancelled;
- of an event: other languages than bokmål, hosts, audience, lecturers, participants by role, evaluation, sources, which
  theme is obligatory, a time such as "at the spring meetings", "twice a year" or a month with a season;
- of any name: a semicolon, spaces in a row, and # as the first letter of a row.
"""

from __future__ import annotations

from palnet.sheets.merging import with_sheets
from palnet.sheets.reading import read_sheets
from palnet.sheets.rosters import roster_sheet
from palnet.sheets.templates import template

__all__ = ["read_sheets", "roster_sheet", "template", "with_sheets"]
