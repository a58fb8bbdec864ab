"""Where in a file the answers stand, and what its cells mean: what each format finds out, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from palnet.errors import Problem
from palnet.model.codebook import Cell
from palnet.model.survey import Missing, Question

__all__ = ["Column", "Layout"]


@attrs.frozen(kw_only=True)
class Column:
    """How one question's answers are told in a file.

    ``headings`` is one column, or for a question with several answers one for each option: then ``option_of`` says by
    heading which option's code it is, and ``ticked`` and ``unticked`` what stands in it. A tick in one of the columns
    in ``reason_of`` says instead why there is no answer. ``codes`` translates the text of a cell into an option's code
    or into the reason why there is no answer, whatever the kind of question; it holds everything that stands there in
    the rows at hand for a question with options. Where several answers stand in one cell, either ``separator`` parts
    them and ``codes`` translates each, or ``codes`` translates the whole cell into the set of them. ``decimal`` is the
    decimal sign, and ``dates`` the form of a date as :func:`datetime.datetime.strptime` has it, tried in turn.
    """

    question: Question
    headings: tuple[str, ...]
    codes: Mapping[str, Cell] = attrs.field(factory=dict)
    option_of: Mapping[str, str] = attrs.field(factory=dict)
    reason_of: Mapping[str, Missing] = attrs.field(factory=dict)
    ticked: frozenset[str] = frozenset({"1"})
    unticked: frozenset[str] = frozenset({"0"})
    separator: str | None = None
    decimal: str = "."
    dates: tuple[str, ...] = ("%Y-%m-%d",)


@attrs.frozen(kw_only=True)
class Layout:
    """What a file holds, as far as a format's module understands it.

    ``key`` is the column that tells submissions apart, ``submitted`` the one with the time of submission; without a
    key, duplicates cannot be checked. ``unknown`` are headings that nothing is known of, ``problems`` what else is
    wrong with the headings. ``blank`` is what the format itself says of an empty cell, where it says more than that it
    is empty. ``cannot_tell`` names in a few words what the format cannot tell apart, for the report of the reading.
    """

    format: str
    columns: tuple[Column, ...]
    key: str | None = None
    submitted: str | None = None
    unknown: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    blank: Missing | None = None
    nobody: Mapping[str, frozenset[str]] = attrs.field(factory=dict)
    cannot_tell: tuple[str, ...] = ()
