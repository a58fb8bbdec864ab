"""Counting from any dataframe: pandas, Polars, PyArrow, DuckDB, Spark, as far as narwhals knows them.

Two stages. First every question that is needed is summed once, by the smallest cell of who respondents are, and what
cannot be told from that by a group of its own; the library that holds the data does that, lazily where it can. Then
indicators, strata and margins are made from those few cells, by the same rules as everywhere. How it is built, and why
it is fast, stands in ``docs/performance.md``.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from palnet.errors import MissingExtraError, Problem
from palnet.model.answers import SYNTHETIC
from palnet.model.indicator import Indicator
from palnet.model.survey import Questionnaire

if TYPE_CHECKING:
    from palnet.counting.frames_cells import Cells

__all__ = ["found_in"]


def found_in(data: Any, indicators: Sequence[Indicator], by: Sequence[str], questionnaire: Questionnaire) -> Cells:
    """What counting needs to know of the respondents in a dataframe.

    It has a column for each question, named by its id: codes, numbers or dates, and nulls where there is no answer. Of
    a question with several answers it has a list, or a column of 0 and 1 for each option, named ``question.option``. A
    column ``question.missing`` may say why there is no answer (``"dont-know"``); where it does not, the questionnaire
    tells it from who was asked and what was shown. A column named ``SYNTETISK`` marks what is made up.

    Raises :class:`palnet.DataError` with every column that is missing, is of a wrong type or holds something strange,
    and :class:`palnet.MissingExtraError` where a library is not there.
    """
    for library in ("polars", "narwhals", "numpy"):
        _library(library)
    from palnet.counting.frames_cells import Cells
    from palnet.counting.frames_columns import opened
    from palnet.counting.frames_engine import run, told
    from palnet.counting.frames_needed import counted, needed
    from palnet.counting.frames_plan import Plan

    asked_for = counted(indicators, questionnaire)
    wanted, beside = needed(indicators, asked_for, by, questionnaire)
    with told():
        engine = _engine(data, (*wanted, *beside))
        synthetic = SYNTHETIC in engine.schema()
        table = opened(engine, questionnaire, wanted, beside)
    plan = Plan(table, questionnaire, indicators, asked_for, by)
    with told():
        tables = run(engine, plan)
    return Cells(plan, tables, synthetic=synthetic)


def _library(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise MissingExtraError(Problem("PAL604", {"library": name, "extra": "frames"})) from None


def _engine(data: Any, wanted: Sequence[str]) -> Any:
    """The data as a lazy frame, and the library that its expressions are written in."""
    from palnet.counting.frames_engine import Engine

    pl: Any = _library("polars")
    if isinstance(data, (pl.DataFrame, pl.LazyFrame)):
        return Engine(data.lazy(), pl, at_hand=isinstance(data, pl.DataFrame))
    nw: Any = _library("narwhals")
    if type(data).__module__.startswith("pyspark."):
        # A dot in a name is to Spark a field of a structure.
        names = {name: f"c{number}" for number, name in enumerate(data.columns)}
        return Engine(nw.from_native(data.toDF(*names.values())), nw, names=names)
    try:
        frame = nw.from_native(data)
    except TypeError:
        return Engine(pl.DataFrame(data).lazy(), pl, at_hand=True)
    if isinstance(frame, nw.LazyFrame):
        return Engine(frame, nw)
    kept = [name for name in frame.columns if _belongs(name, wanted)] or frame.columns[:1]
    from palnet.counting.frames_memory import in_polars

    taken = in_polars(frame, kept) if kept else pl.LazyFrame()
    return Engine(taken, pl, at_hand=True, also=tuple(map(str, frame.columns)))


def _belongs(name: Any, wanted: Sequence[str]) -> bool:
    return isinstance(name, str) and (
        name == SYNTHETIC or any(name == one or name.startswith(f"{one}.") for one in wanted)
    )
