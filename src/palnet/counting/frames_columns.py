"""Which columns of a dataframe hold the answers to which questions, and of what type they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, Protocol

import attrs

from palnet.errors import DataError, Problem, nearest
from palnet.model.survey import Missing, Question, QuestionKind, Questionnaire

__all__ = ["MISSING", "Column", "Source", "Table", "any_of", "opened", "strange"]

MISSING = ".missing"
"""What the name of the column ends in that says why a question's cells are empty."""

_SORTS = {
    "String": "code",
    "Categorical": "code",
    "Enum": "code",
    "Boolean": "boolean",
    "Decimal": "decimal",
    "Date": "date",
    "Datetime": "datetime",
    "List": "list",
    "Array": "list",
    "Null": "nothing",
    "Unknown": "nothing",
}
_CODES = ("code", "integer", "float")
_TAKES: dict[QuestionKind, tuple[str, ...]] = {
    QuestionKind.SINGLE: _CODES,
    QuestionKind.ORDINAL: _CODES,
    QuestionKind.MULTIPLE: ("list",),
    QuestionKind.NUMBER: ("integer", "float", "decimal"),
    QuestionKind.DATE: ("date", "datetime"),
    QuestionKind.TEXT: (*_CODES, "boolean"),
}
_BOX = ("boolean", "integer", "float")


@attrs.frozen(eq=False)
class Column:
    """The cells of one question. ``boxes`` are those of a question with several answers, by the option's code.

    ``value``, ``empty``, ``boxes`` and ``reasons`` are expressions. ``wrong`` names columns of the data, each with an
    expression for what no cell of it can hold.
    """

    question: Question
    name: str
    sort: str
    value: Any
    empty: Any
    categories: frozenset[str] | None = None
    boxes: Mapping[str, Any] = attrs.field(factory=dict)
    reasons: Mapping[Missing, Any] = attrs.field(factory=dict)
    wrong: tuple[tuple[str, Any], ...] = ()

    def literal(self, code: str) -> Any:
        """A code as the column would hold it; None where it cannot hold it."""
        return _literal(code, self.sort, self.categories)


def _literal(code: str, sort: str, categories: frozenset[str] | None) -> Any:
    if sort == "code":
        return code if categories is None or code in categories else None
    if sort in ("integer", "float") and code.removeprefix("-").isdigit() and str(int(code)) == code:
        return int(code) if sort == "integer" else float(code)
    return None


@attrs.frozen(eq=False)
class Table:
    """A dataframe whose columns are known. ``ns`` has ``col``, ``lit``, ``when`` and the like."""

    ns: Any
    columns: Mapping[str, Column]

    def column(self, question: str) -> Column | None:
        """The cells of a question, None where there is no such column."""
        return self.columns.get(question)


class Source(Protocol):
    """A lazy frame, and how to ask it something."""

    @property
    def frame(self) -> Any:
        """The frame itself."""

    @property
    def ns(self) -> Any:
        """The library that its expressions are written in."""

    @property
    def also(self) -> Sequence[str]:
        """Columns that the data had and that were not needed."""

    def schema(self) -> Mapping[str, Any]:
        """The types of its columns, by name."""

    def cells(self, name: str) -> Any:
        """A column of it, by name, as an expression."""

    def rows(self, frame: Any) -> Sequence[Mapping[str, Any]]:
        """The rows of a small frame that was made of it."""


def opened(source: Source, questionnaire: Questionnaire, needed: Iterable[str], beside: Iterable[str]) -> Table:
    """A lazy frame as a table of answers; ``needed`` must be there, ``beside`` may.

    Raises :class:`palnet.DataError` with every column that is missing or of a type that cannot hold what it should.
    """
    reader = _Reader(source)
    asked = questionnaire.by_id
    found: dict[str, Column] = {}
    wanted = dict.fromkeys(needed)
    for name in (*wanted, *(one for one in dict.fromkeys(beside) if one not in wanted)):
        if name in asked:
            column = reader.column(asked[name], wanted=name in wanted)
            if column is not None:
                found[name] = column
    if reader.problems:
        raise DataError(reader.problems)
    return Table(source.ns, found)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.ns = source.ns
        self.schema = source.schema()
        self.problems: list[Problem] = []

    def column(self, question: Question, wanted: bool) -> Column | None:
        boxes = self._boxes(question)
        if question.id not in self.schema and not boxes:
            if wanted:
                near = nearest(question.id, (*self.schema, *self.source.also))
                said = {"column": question.id, "question": question.id}
                self.problems.append(Problem("PAL350", said, path="data", keys=(question.id,), hint=near))
            return None
        reasons, wrong = self._reasons(question)
        if boxes and question.id not in self.schema:
            return self._of_boxes(question, boxes, reasons, wrong)
        sort = self._sort(question.id, question, _TAKES[question.kind])
        if sort == "list":
            return self._of_list(question, reasons, wrong)
        name = question.id
        value, empty = self._value(name, sort)
        categories = self._categories(name) if sort == "code" else None
        column = Column(question, name, sort, value, empty, categories, {}, reasons)
        if question.kind in (QuestionKind.SINGLE, QuestionKind.ORDINAL) and question.options and sort != "nothing":
            known = [one for one in map(column.literal, question.codes) if one is not None]
            if categories is None or not categories <= set(question.codes):
                right = any_of(self.ns, (value == one for one in known))
                wrong = (*wrong, (name, ~empty & ~right))
        if sort == "datetime":
            wrong = (*wrong, (name, ~empty & (self.source.cells(name) != value.cast(self.schema[name]))))
        if sort == "float" and question.kind is QuestionKind.NUMBER:
            wrong = (*wrong, (name, ~empty & ((value == float("inf")) | (value == float("-inf")))))
        return attrs.evolve(column, wrong=wrong)

    def _value(self, name: str, sort: str) -> tuple[Any, Any]:
        if sort == "nothing":
            return None, self.ns.lit(value=True)
        value = self.source.cells(name)
        if sort == "float":
            value = value.fill_nan(None)
        elif sort == "datetime":
            value = value.cast(self.ns.Date)
        elif _base(self.schema[name]).endswith("128"):
            # On their way out of DuckDB numbers that long become floats.
            value = value.cast(self.ns.Int64)
        return value, value.is_null()

    def _categories(self, name: str) -> frozenset[str] | None:
        categories = getattr(self.schema[name], "categories", None)
        return frozenset(categories) if _base(self.schema[name]) == "Enum" and categories is not None else None

    def _sort(self, name: str, question: Question, takes: tuple[str, ...]) -> str:
        sort = _sort_of(self.schema[name])
        if sort in takes or sort == "nothing":
            return sort
        # A column without a single value has whatever type its library gives to nothing.
        rows = self._asked(n=self.source.cells(name).is_null().cast(self.ns.Int64).sum(), all=self.ns.len())
        nans = sort == "float" and not self._any_number(name)
        if nans or (rows[0]["n"] or 0) == rows[0]["all"]:
            return "nothing"
        said = {"column": name, "type": _base(self.schema[name]), "question": question.id, "kind": str(question.kind)}
        self.problems.append(Problem("PAL351", said, path="data", keys=(name,)))
        return "nothing"

    def _any_number(self, name: str) -> bool:
        value = self.source.cells(name).fill_nan(None)
        return bool(self._asked(n=(~value.is_null()).cast(self.ns.Int64).sum())[0]["n"])

    def _asked(self, **given: Any) -> Sequence[Mapping[str, Any]]:
        return self.source.rows(self.source.frame.select(**given))

    def _reasons(self, question: Question) -> tuple[dict[Missing, Any], tuple[tuple[str, Any], ...]]:
        name = question.id + MISSING
        if name not in self.schema or (name in self._boxes(question) and question.id not in self.schema):
            return {}, ()
        if self._sort(name, question, ("code",)) == "nothing":
            return {}, ()
        column, categories = self.source.cells(name), self._categories(name)
        known = [one for one in Missing if categories is None or one.value in categories]
        reasons = {one: column == one.value for one in known}
        right = any_of(self.ns, reasons.values())
        return reasons, ((name, ~column.is_null() & ~right),)

    def _boxes(self, question: Question) -> dict[str, str]:
        """The columns of a question with several answers, by the code of the box."""
        if question.kind is not QuestionKind.MULTIPLE:
            return {}
        if question.options:
            return {code: name for code in question.codes if (name := f"{question.id}.{code}") in self.schema}
        start = f"{question.id}."
        named = (name for name in self.schema if name.startswith(start) and name != question.id + MISSING)
        return {name.removeprefix(start): name for name in named}

    def _of_boxes(
        self,
        question: Question,
        boxes: Mapping[str, str],
        reasons: Mapping[Missing, Any],
        wrong: tuple[tuple[str, Any], ...],
    ) -> Column:
        for code in question.codes:
            if code not in boxes:
                said = {"column": f"{question.id}.{code}", "question": question.id}
                self.problems.append(Problem("PAL350", said, path="data", keys=(f"{question.id}.{code}",)))
        ticks, empties = {}, []
        for code, name in boxes.items():
            sort = self._sort(name, question, _BOX)
            value, empty = self._value(name, sort)
            ticks[code] = self.ns.lit(value=False) if value is None else value if sort == "boolean" else value == 1
            empties.append(empty)
            if value is not None and sort != "boolean":
                wrong = (*wrong, (name, ~empty & (value != 0) & (value != 1)))
        empty = reduce(lambda one, other: one & other, empties)
        return Column(question, question.id, "boxes", None, empty, None, ticks, reasons, wrong)

    def _of_list(
        self, question: Question, reasons: Mapping[Missing, Any], wrong: tuple[tuple[str, Any], ...]
    ) -> Column:
        name = question.id
        column = self.source.cells(name)
        inner = getattr(self.schema[name], "inner", None)
        sort = _sort_of(inner)
        categories = getattr(inner, "categories", None) if _base(inner) == "Enum" else None
        known = frozenset(categories) if categories is not None else None
        exploded = self.source.frame.select(x=column).explode("x").unique()
        given = [row["x"] for row in self.source.rows(exploded)]
        codes = [str(one) for one in given if one is not None]
        if question.options:
            for code in sorted(set(codes) - set(question.codes)):
                literal = _literal(code, sort, known)
                number = self._asked(n=column.list.contains(literal).cast(self.ns.Int64).sum())[0]["n"] or 0
                self.problems.append(strange(question, name, code, number, boxes=True))
            codes = list(question.codes)
        elif question.background:
            # The words that tables use themselves are told by the same rule as everywhere.
            codes = sorted(codes)
        literals = {code: _literal(code, sort, known) for code in codes}
        ticks = {code: column.list.contains(one) for code, one in literals.items() if one is not None}
        return Column(question, name, "boxes", None, column.is_null(), None, ticks, reasons, wrong)


def any_of(ns: Any, conditions: Iterable[Any]) -> Any:
    """Whether one of these expressions is true; of none at all none is. ``ns`` is the library they are written in."""
    every = list(conditions)
    return reduce(lambda one, other: one | other, every) if every else ns.lit(value=False)


def strange(question: Question, name: str, value: str, number: int, *, boxes: bool) -> Problem:
    """That a column of a question holds what cannot be in it, with how many respondents it is of."""
    known = question.codes or (f"kind = {question.kind}",)
    if name == question.id + MISSING:
        known = tuple(one.value for one in Missing)
    elif boxes and name != question.id:
        known = ("0", "1")
    said: dict[str, str | int] = {"number": number, "value": value[:60], "column": name, "known": ", ".join(known)}
    return Problem("PAL352", said, path="data", keys=(name,), hint=nearest(value, known))


def _base(dtype: Any) -> str:
    return str(dtype).partition("(")[0]


def _sort_of(dtype: Any) -> str:
    base = _base(dtype)
    if base.startswith(("Int", "UInt")):
        return "integer"
    return "float" if base.startswith("Float") else _SORTS.get(base, base)
