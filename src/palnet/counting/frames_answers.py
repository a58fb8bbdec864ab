"""Answers as a dataframe, in the shape that :func:`palnet.count` takes."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from palnet.errors import DataError, MissingExtraError, Problem
from palnet.model.answers import SYNTHETIC, Answers
from palnet.model.codebook import Cell
from palnet.model.survey import Missing, Question, QuestionKind
from palnet.survey.blanks import with_reasons

__all__ = ["answers_frame"]

_KINDS = {"polars": ("polars",), "pandas": ("polars", "pyarrow", "pandas"), "pyarrow": ("polars", "pyarrow")}
"""The libraries that each kind of dataframe is made by."""
_LARGEST = 2**63


def answers_frame(answers: Answers, kind: str = "polars") -> Any:
    """Answers as a dataframe of ``polars``, ``pandas`` or ``pyarrow``: a row for each respondent.

    There is a column for each question of the questionnaire, named by its id: codes as text, numbers, dates; null where
    there is no answer. A question with several answers has a column of 0 and 1 for each, ``question.option``, or a
    list where nobody ticked anything and it has no options. Why a cell is empty stands in ``question.missing`` where
    the questionnaire alone would tell it otherwise; that column is left out where nothing stands in it. What was made
    up says so in a column ``SYNTETISK``. Text that somebody wrote is not in answers, and not here.
    """
    if kind not in _KINDS:
        raise DataError(Problem("PAL606", {"format": kind, "known": ", ".join(_KINDS)}))
    for library in _KINDS[kind]:
        try:
            importlib.import_module(library)
        except ImportError:
            raise MissingExtraError(Problem("PAL604", {"library": library, "extra": "frames"})) from None
    import polars as pl

    reasons = _reasons(answers)
    series: list[pl.Series] = []
    for question in answers.questionnaire.questions:
        series += _series(question, answers.column(question.id))
        if any(reasons[question.id]):
            series.append(pl.Series(f"{question.id}.missing", reasons[question.id], dtype=pl.String))
    if answers.synthetic:
        series.append(pl.Series(SYNTHETIC, [SYNTHETIC] * len(answers), dtype=pl.String))
    frame = pl.DataFrame(series)
    return frame if kind == "polars" else frame.to_pandas() if kind == "pandas" else frame.to_arrow()


def _reasons(answers: Answers) -> dict[str, list[str | None]]:
    """Why cells are empty, where it is something else than what an empty cell would be taken for."""
    names = [question.id for question in answers.questionnaire.questions]
    blank = {name: [None if cell is Missing.NOT_ANSWERED else cell for cell in answers.column(name)] for name in names}
    told = with_reasons(answers.questionnaire, blank).columns
    return {
        name: [
            cell.value
            if isinstance(cell, Missing) and (cell is not Missing.NOT_ANSWERED or other is not cell)
            else None
            for cell, other in zip(answers.column(name), told[name], strict=True)
        ]
        for name in names
    }


def _series(question: Question, column: Sequence[Cell]) -> Iterator[Any]:
    import polars as pl

    given: list[Any] = [None if isinstance(cell, Missing) else cell for cell in column]
    if question.kind is QuestionKind.MULTIPLE:
        codes = question.codes or sorted({code for cell in given if cell is not None for code in cell})
        if "missing" in codes or not codes:
            # The name of the column would be the one that says why a cell is empty.
            lists = [None if cell is None else sorted(cell) for cell in given]
            yield pl.Series(question.id, lists, dtype=pl.List(pl.String))
            return
        for code in codes:
            boxes = [None if cell is None else int(code in cell) for cell in given]
            yield pl.Series(f"{question.id}.{code}", boxes, dtype=pl.Int8)
    elif question.kind is QuestionKind.NUMBER:
        yield _numbers(question, given)
    else:
        yield pl.Series(question.id, given, dtype=pl.Date if question.kind is QuestionKind.DATE else pl.String)


def _numbers(question: Question, given: list[Any]) -> Any:
    """Numbers, whole where all are, and as decimals only where nothing else holds them exactly."""
    import polars as pl

    known = [one for one in given if one is not None]
    if all(one == int(one) and -_LARGEST <= one < _LARGEST for one in known):
        return pl.Series(question.id, [None if one is None else int(one) for one in given], dtype=pl.Int64)
    if all(Decimal(repr(float(one))) == one for one in known):
        return pl.Series(question.id, [None if one is None else float(one) for one in given], dtype=pl.Float64)
    places = max(0, *(-int(Decimal(one).normalize().as_tuple().exponent) for one in known))
    try:
        exact = [None if one is None else Decimal(one) for one in given]
        return pl.Series(question.id, exact, dtype=pl.Decimal(38, min(places, 38)))
    except Exception as error:
        said = {"question": question.id}
        raise DataError(Problem("PAL355", said, path="Answers", keys=(question.id,))) from error
