"""What was answered: the answers to one questionnaire, question by question."""

from __future__ import annotations

import datetime as dt
import hashlib
import importlib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from palnet.errors import DataError, Problem, nearest
from palnet.model.codebook import Cell, answer_problem
from palnet.model.predicate import Stratum
from palnet.model.survey import Missing, Question, Questionnaire

__all__ = ["SYNTHETIC", "Answers"]

SYNTHETIC = "SYNTETISK"
"""What every file of made-up answers says, and everything that is made from one."""


def _columns(given: Mapping[str, Sequence[Cell]]) -> Mapping[str, Sequence[Cell]]:
    # Others may hold theirs in another way, as long as a column can be walked: a file of a million rows, say.
    return {name: tuple(column) if isinstance(column, list) else column for name, column in given.items()}


@attrs.frozen(kw_only=True, slots=False, hash=False)
class Answers:
    """The answers of everybody to one edition of a survey. A respondent is a position in every column, never a name.

    ``columns`` holds by question's id one cell for each respondent (see :data:`palnet.model.codebook.Cell`); an empty
    cell says why it is empty. A question without a column was not asked of anybody. ``source`` says where they come
    from, in a few words without anybody's name; ``synthetic`` marks what was made up, and all that is made from it.

    Raises :class:`palnet.DataError` with every column that does not go with the questionnaire.
    """

    questionnaire: Questionnaire
    columns: Mapping[str, Sequence[Cell]] = attrs.field(converter=_columns, repr=False)
    source: str | None = None
    synthetic: bool = False

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise DataError(attrs.evolve(problem, path="Answers") for problem in problems)

    def _problems(self) -> Iterator[Problem]:
        known = self.questionnaire.by_id
        first = next(iter(self.columns), None)
        for name, column in self.columns.items():
            if name not in known:
                said = {"kind": "question", "id": name}
                yield Problem("PAL401", said, keys=(name,), hint=nearest(name, known))
                continue
            if len(column) != len(self):
                said_of: dict[str, str | int] = {
                    "question": name,
                    "length": len(column),
                    "other": str(first),
                    "others": len(self),
                }
                yield Problem("PAL344", said_of, keys=(name,))
            yield from _answer_problems(known[name], column)

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()), ()))

    def __hash__(self) -> int:
        return hash(self.digest)

    def column(self, question: str) -> Sequence[Cell]:
        """Everybody's answers to a question."""
        found = self.columns.get(question)
        return found if found is not None else (Missing.NOT_ASKED,) * len(self)

    def stratum(self, stratum: Stratum) -> Sequence[Cell]:
        """What everybody is in that respect, by the codes of its background question; missing where it is not known."""
        asking = self.questionnaire.of_stratum(stratum)
        if asking is not None:
            return self.column(asking.id)
        role = self.questionnaire.only_role
        return ((role if stratum is Stratum.ROLE and role is not None else Missing.NOT_ASKED),) * len(self)

    def to_frame(self, kind: str = "polars") -> Any:
        """A dataframe of ``polars``, ``pandas`` or ``pyarrow``, in the shape that :func:`palnet.count` takes."""
        # A method is looked for where the answers are; what it is made by, and of, is not for the model to know.
        return importlib.import_module("palnet.counting.frames_answers").answers_frame(self, kind)

    @cached_property
    def digest(self) -> str:
        """A hash of what was answered, whatever the order of respondents and columns."""
        names = sorted(self.columns)
        total = 0
        for row in zip(*(map(_written, self.columns[name]) for name in names), strict=True):
            total += int.from_bytes(hashlib.sha256("\x1f".join(row).encode()).digest(), "big")
        whole = f"{self.questionnaire.id}\x1e{names}\x1e{len(self)}\x1e{total % 2**256:x}"
        return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _written(cell: Cell) -> str:
    """A cell as one text: the same for what is equal (2 and 2.0), another for what is not (a code stands in quotes)."""
    if isinstance(cell, Missing):
        return cell.name
    if isinstance(cell, str):
        return repr(cell)
    if isinstance(cell, frozenset):
        return repr(sorted(cell))
    return cell.isoformat() if isinstance(cell, dt.date) else str(Fraction(cell))


def _answer_problems(question: Question, column: Sequence[Any]) -> Iterator[Problem]:
    try:
        # A column of codes knows what stands in it without being walked.
        distinct = column.distinct() if hasattr(column, "distinct") else set(column)
        if all(answer_problem(question, cell) is None for cell in distinct):
            return
    except TypeError:
        pass  # something in it is not even hashable, and told below
    # Each wrong answer is told once, at the first respondent who gave it.
    told: set[str] = set()
    for position, cell in enumerate(column):
        problem = answer_problem(question, cell)
        if problem is not None and repr(cell) not in told:
            told.add(repr(cell))
            yield problem.under(question.id, position)
