"""The ways of counting that ``benchmarks/count.py`` holds against each other, and the answers that they count.

40 groups, 6 professions, 10 years, 30 questions answered yes, no or not at all; 60 indicators, half of them of some
professions only, by group and year: 400 strata, and 2,400 cells when the professions are told apart.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl

import palnet
from palnet import (
    Background,
    CountedFrom,
    Indicator,
    Is,
    Kind,
    Option,
    Period,
    Question,
    QuestionKind,
    Questionnaire,
    Respondents,
    Stratum,
    Text,
)

GROUPS = [f"group-{n:02}" for n in range(40)]
YEARS = [str(2014 + n) for n in range(10)]
PROFESSIONS = [f"profession-{n}" for n in range(6)]
QUESTIONS = [f"question-{n:02}" for n in range(30)]
ANSWERS = ["ja", "nei"]
BY = ["group", "year"]
PLACES = {"group": np.repeat(GROUPS, len(YEARS)), "year": np.tile(YEARS, len(GROUPS))}
# Of each indicator its question, the answer that it counts, and the professions that it speaks of; of all where none.
SPOKEN_OF = [
    (QUESTIONS[n % 30], ANSWERS[n // 30], PROFESSIONS[n % 6 : n % 6 + 2] if n >= 30 else []) for n in range(60)
]

Way = Callable[["Data"], pl.DataFrame]


def definitions() -> tuple[Questionnaire, list[Indicator]]:
    """The questionnaire and the indicators, as palnet has them."""
    label, asked = Text(nb="x"), (Respondents(role="rp"),)

    def question(name: str, codes: Sequence[str], **given: Any) -> Question:
        options = tuple(Option(code=code, label=label) for code in codes)
        return Question(id=name, label=label, kind=QuestionKind.SINGLE, asked_of=asked, options=options, **given)

    questions = [
        question("group", GROUPS, background=True, stratum=Stratum.GROUP),
        question("profession", PROFESSIONS, background=True, stratum=Stratum.PROFESSION),
        question("year", YEARS, background=True),
        *(question(name, ANSWERS) for name in QUESTIONS),
    ]
    questionnaire = Questionnaire(
        id="invented", label=label, survey="invented", period=Period.year(2023), questions=tuple(questions)
    )
    indicators = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        parts = [Background(Stratum.PROFESSION, one) for one in professions]
        indicators.append(
            Indicator(
                id=f"i{number:02}",
                label=label,
                kind=Kind.PROPORTION,
                counted_from=CountedFrom.ANSWERS,
                respondents=asked,
                base=None if not parts else parts[0] if len(parts) == 1 else parts[0] | parts[1],
                numerator=Is(name, code),
            )
        )
    return questionnaire, indicators


class Data:
    """The answers, in the shape that each way takes."""

    def __init__(self, frame: pl.DataFrame, shape: str) -> None:
        self.questionnaire, self.indicators = definitions()
        self.held: Any = SHAPES[shape](frame)


def _of_duckdb(frame: pl.DataFrame) -> Any:
    connection = duckdb.connect()
    held = frame.to_arrow()
    connection.register("held", held)
    connection.execute("create table answers as select * from held")
    connection.unregister("held")
    return connection


SHAPES: Mapping[str, Callable[[pl.DataFrame], Any]] = {
    "Polars": lambda frame: frame,
    "pandas": lambda frame: frame.to_pandas(),
    "PyArrow": lambda frame: frame.to_arrow(),
    "text": lambda frame: pd.DataFrame({name: frame[name].cast(pl.String).to_pandas() for name in frame.columns}),
    "DuckDB": _of_duckdb,
}
"""Codes are categories everywhere but in "text", which is how pandas reads a CSV file."""


def made_up(rows: int) -> pl.DataFrame:
    """So many respondents, the same every time."""
    random = np.random.default_rng(1)

    def column(codes: Sequence[str], among: int) -> pl.Series:
        known = pl.Series([*codes, None], dtype=pl.Enum(codes))
        return known.gather(random.integers(0, among, rows, dtype=np.uint32))

    background = {"group": column(GROUPS, 40), "profession": column(PROFESSIONS, 6), "year": column(YEARS, 10)}
    return pl.DataFrame({**background, **{name: column(ANSWERS, 3) for name in QUESTIONS}})


def by_palnet(data: Data) -> pl.DataFrame:
    """palnet: the table of all 24,000 counts."""
    found: pl.DataFrame = _counted(data).to_frame()
    return found


def palnet_objects(data: Data) -> pl.DataFrame:
    """palnet, and each count an object that knows where it comes from."""
    rows = [(one.indicator, dict(one.strata), one.numerator, one.denominator) for one in _counted(data)]
    names = ("indicator", *BY, "numerator", "denominator")
    return pl.DataFrame([dict(zip(names, (one, *strata.values(), k, n), strict=True)) for one, strata, k, n in rows])


def _counted(data: Data) -> palnet.Counts:
    held = data.held.table("answers") if isinstance(data.held, duckdb.DuckDBPyConnection) else data.held
    return palnet.count(data.indicators, held, questionnaire=data.questionnaire, by=BY)


def side_by_side(found: pl.DataFrame) -> pl.DataFrame:
    """What a way has found, a row for each stratum; palnet has one for each indicator in each."""
    if "indicator" not in found.columns:
        return found
    wide = found.pivot("indicator", index=BY, values=["numerator", "denominator"])
    names = {f"{long}_i{number:02}": f"{short}{number:02}" for long, short in _SHORT for number in range(60)}
    return wide.rename(names).fill_null(0)


_SHORT = (("numerator", "k"), ("denominator", "n"))


def naive_pandas(data: Data) -> pl.DataFrame:
    """A filter and a groupby for each indicator, as one would write it first."""
    frame, columns = data.held, {}
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = frame[frame["profession"].isin(professions)] if professions else frame
        known = base[base[name].notna()]
        columns[f"k{number:02}"] = known[known[name] == code].groupby(BY, observed=False).size()
        columns[f"n{number:02}"] = known.groupby(BY, observed=False).size()
    return _from_pandas(pd.DataFrame(columns))


def good_pandas(data: Data) -> pl.DataFrame:
    """Every indicator a column, and one groupby."""
    frame, columns = data.held, {}
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = frame["profession"].isin(professions) if professions else True
        columns[f"k{number:02}"] = base & (frame[name] == code)
        columns[f"n{number:02}"] = base & frame[name].notna()
    return _from_pandas(pd.DataFrame(columns).groupby([frame["group"], frame["year"]], observed=False).sum())


def _from_pandas(frame: pd.DataFrame) -> pl.DataFrame:
    return pl.from_pandas(frame.fillna(0).reset_index().astype({"group": str, "year": str}))


def bincount(data: Data) -> pl.DataFrame:
    """pandas' codes and NumPy's bincount."""
    frame, columns = data.held, {}
    place = frame["group"].cat.codes.to_numpy().astype(np.int64) * len(YEARS) + frame["year"].cat.codes.to_numpy()
    size = len(GROUPS) * len(YEARS)
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        codes = frame[name].cat.codes.to_numpy()
        base = frame["profession"].isin(professions).to_numpy() if professions else np.ones(len(codes), dtype=bool)
        columns[f"k{number:02}"] = np.bincount(place[base & (codes == ANSWERS.index(code))], minlength=size)
        columns[f"n{number:02}"] = np.bincount(place[base & (codes >= 0)], minlength=size)
    return pl.DataFrame({**PLACES, **columns})


def staged_numpy(data: Data) -> pl.DataFrame:
    """NumPy by hand, in two stages: three questions in one number, counted by cell, then the indicators."""
    codes = data.held.lazy().select(
        cell=_cell(), **{f"p{at}": _three(*QUESTIONS[at : at + 3]) for at in range(0, len(QUESTIONS), 3)}
    )
    few = codes.collect()
    cells = few["cell"].to_numpy().astype(np.int64) * 27
    size = len(GROUPS) * len(YEARS) * len(PROFESSIONS)
    numbers: dict[str, Any] = {}
    for at in range(0, len(QUESTIONS), 3):
        three = np.bincount(cells + few[f"p{at}"].to_numpy(), minlength=size * 27).reshape(size, 3, 3, 3)
        for axis, name in enumerate(QUESTIONS[at : at + 3], 1):
            of_it = three.sum(axis=tuple(other for other in (1, 2, 3) if other != axis))
            numbers[name] = of_it.reshape(-1, len(PROFESSIONS), 3)
    columns = {}
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        among = [PROFESSIONS.index(one) for one in professions] if professions else slice(None)
        held = numbers[name][:, among].sum(axis=1)
        columns[f"k{number:02}"] = held[:, ANSWERS.index(code)]
        columns[f"n{number:02}"] = held[:, 0] + held[:, 1]
    return pl.DataFrame({**PLACES, **columns})


def _cell() -> pl.Expr:
    group, year, profession = (pl.col(name).to_physical().cast(pl.UInt16) for name in (*BY, "profession"))
    return (group * len(YEARS) + year) * len(PROFESSIONS) + profession


def _three(*names: str) -> pl.Expr:
    one, other, last = (pl.col(name).to_physical().fill_null(pl.lit(2, dtype=pl.UInt8)) for name in names)
    return (one * 3 + other) * 3 + last


def single_polars(data: Data) -> pl.DataFrame:
    """Polars by hand, lazily, every indicator in one pass."""
    return _single(data, lambda held: held)


def filled_polars(data: Data) -> pl.DataFrame:
    """The same by somebody who knows that to sum truths takes twice as long where some of them are null."""
    return _single(data, lambda held: held.fill_null(value=False))


def _single(data: Data, sure: Callable[[pl.Expr], pl.Expr]) -> pl.DataFrame:
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        held = sure(pl.col(name) == code)
        known = pl.col(name).is_not_null()
        if professions:
            base = sure(pl.any_horizontal(pl.col("profession") == one for one in professions))
            held, known = base & held, base & known
        columns += [held.alias(f"k{number:02}"), known.alias(f"n{number:02}")]
    sums = pl.all().exclude(BY).sum()
    found: pl.DataFrame = data.held.lazy().select(*BY, *columns).group_by(BY).agg(sums).collect()
    return found


def staged_polars(data: Data) -> pl.DataFrame:
    """Polars by hand, in two stages: each question once by group, year and profession, then the indicators.

    The second answer is that of all who answered and did not give the first.
    """
    first = [(pl.col(name) == ANSWERS[0]).fill_null(value=False).alias(f"{name} {ANSWERS[0]}") for name in QUESTIONS]
    known = [pl.col(name).is_not_null() for name in QUESTIONS]
    sums = pl.all().exclude(*BY, "profession").sum()
    cells = data.held.lazy().select(*BY, "profession", *known, *first).group_by(*BY, "profession").agg(sums)
    few: pl.DataFrame = cells.collect()
    return few.lazy().select(*BY, *_of_cells()).group_by(BY).agg(pl.all().exclude(BY).sum()).collect()


def _of_cells() -> list[pl.Expr]:
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        known, yes = pl.col(name), pl.col(f"{name} {ANSWERS[0]}")
        held = yes if code == ANSWERS[0] else known - yes
        if professions:
            base = pl.any_horizontal(pl.col("profession") == one for one in professions)
            held, known = pl.when(base).then(held).otherwise(0), pl.when(base).then(known).otherwise(0)
        columns += [held.alias(f"k{number:02}"), known.alias(f"n{number:02}")]
    return columns


def single_duckdb(data: Data) -> pl.DataFrame:
    """DuckDB, one query."""
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = f"profession in ({', '.join(map(repr, professions))}) and " if professions else ""
        columns += [f"count_if({base}\"{name}\" = '{code}') as k{number:02}"]
        columns += [f'count_if({base}"{name}" is not null) as n{number:02}']
    return _asked(data, f'select "group", "year", {", ".join(columns)} from answers group by "group", "year"')


def staged_duckdb(data: Data) -> pl.DataFrame:
    """DuckDB in two stages: the cells, then the indicators."""
    once = [f'count_if("{name}" = \'{ANSWERS[0]}\') as "{name} yes", count("{name}") as "{name}"' for name in QUESTIONS]
    cells = f'select "group", "year", profession, {", ".join(once)} from answers group by all'
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = f" filter (profession in ({', '.join(map(repr, professions))}))" if professions else ""
        held = f'"{name} yes"' if code == ANSWERS[0] else f'"{name}" - "{name} yes"'
        # Of a group without anybody of those professions there is no sum.
        columns.append(f"coalesce(sum({held}){base}, 0) as k{number:02}")
        columns.append(f'coalesce(sum("{name}"){base}, 0) as n{number:02}')
    return _asked(data, f'select "group", "year", {", ".join(columns)} from ({cells}) group by "group", "year"')


def _asked(data: Data, query: str) -> pl.DataFrame:
    found: pl.DataFrame = data.held.sql(query).pl()
    return found


WAYS: Mapping[str, tuple[str, Way]] = {
    "palnet on Polars": ("Polars", by_palnet),
    "palnet on Polars, every count an object": ("Polars", palnet_objects),
    "palnet on pandas": ("pandas", by_palnet),
    "palnet on pandas, text": ("text", by_palnet),
    "palnet on PyArrow": ("PyArrow", by_palnet),
    "palnet on DuckDB": ("DuckDB", by_palnet),
    "NumPy by hand, two stages": ("Polars", staged_numpy),
    "Polars by hand, two stages": ("Polars", staged_polars),
    "Polars by hand, one pass": ("Polars", single_polars),
    "Polars by hand, one pass, nulls filled": ("Polars", filled_polars),
    "DuckDB by hand, two stages": ("DuckDB", staged_duckdb),
    "DuckDB by hand, one query": ("DuckDB", single_duckdb),
    "NumPy, a bincount each": ("pandas", bincount),
    "good pandas": ("pandas", good_pandas),
    "naive pandas": ("pandas", naive_pandas),
    "naive pandas, text": ("text", naive_pandas),
}
"""Each way with the shape of the answers that it takes."""

NUMBERS = [f"{kind}{number:02}" for number in range(60) for kind in "kn"]
"""The columns of what a way finds: numerators and denominators."""
