"""How long it takes to count, against what one would write by hand: naive, good, in one pass and in two stages.

Made-up answers: 40 groups, 6 professions, 10 years, 30 questions answered yes, no or not at all; 60 indicators, half of
them of some professions only, by group and year. Every way of counting gives the same numbers, which is looked at
before anything is measured. The ways are tried by turns in one process, and the medians compared; what memory each
takes is measured in a process of its own, as the most that it held beyond the answers themselves.

``python benchmarks/count.py --rows 10000 100000 1000000`` prints a table; ``--docs docs/performance.md`` writes it
there as well, with ``docs/images/count.svg``.
"""

from __future__ import annotations

import argparse
import math
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
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
# Of each indicator its question, the answer that it counts, and the professions that it speaks of; of all where none.
SPOKEN_OF = [
    (QUESTIONS[n % 30], ANSWERS[n // 30], PROFESSIONS[n % 6 : n % 6 + 2] if n >= 30 else []) for n in range(60)
]
START, END = "<!-- benchmark -->", "<!-- /benchmark -->"

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
    """The answers in the shape that each way takes, made once and only if asked for."""

    def __init__(self, rows: int) -> None:
        self.polars = made_up(rows)
        self.questionnaire, self.indicators = definitions()
        self._made: dict[str, Any] = {}

    @property
    def pandas(self) -> Any:
        """As pandas, categoricals for codes."""
        return self._once("pandas", self.polars.to_pandas)

    @property
    def duckdb(self) -> Any:
        """As a table of DuckDB's own."""
        return self._once("duckdb", self._table)

    def _once(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    def _table(self) -> Any:
        connection = duckdb.connect()
        held = self.polars.to_arrow()
        connection.register("held", held)
        connection.execute("create table answers as select * from held")
        connection.unregister("held")
        return connection


def made_up(rows: int) -> pl.DataFrame:
    """So many respondents, the same every time."""
    random = np.random.default_rng(1)

    def column(codes: Sequence[str], among: int) -> pl.Series:
        known = pl.Series([*codes, None], dtype=pl.Enum(codes))
        return known.gather(random.integers(0, among, rows, dtype=np.uint32))

    background = {"group": column(GROUPS, 40), "profession": column(PROFESSIONS, 6), "year": column(YEARS, 10)}
    return pl.DataFrame({**background, **{name: column(ANSWERS, 3) for name in QUESTIONS}})


def by_palnet(data: Data) -> palnet.Counts:
    """The call that is measured."""
    return palnet.count(data.indicators, data.polars, questionnaire=data.questionnaire, by=BY)


def palnet_summed(data: Data) -> pl.DataFrame:
    """palnet: all that is summed; each of the 24,000 counts is made when it is looked at."""
    by_palnet(data)
    return pl.DataFrame()


def palnet_made(data: Data) -> pl.DataFrame:
    """palnet, and every count made."""
    rows: dict[tuple[str, ...], dict[str, int]] = {}
    for one in by_palnet(data):
        row = rows.setdefault(tuple(code for _, code in one.strata), {})
        row[f"k{one.indicator[1:]}"], row[f"n{one.indicator[1:]}"] = int(one.numerator or 0), int(one.denominator or 0)
    return pl.DataFrame([{"group": place[0], "year": place[1], **row} for place, row in rows.items()])


def palnet_duckdb(data: Data) -> pl.DataFrame:
    """palnet on a relation of DuckDB."""
    relation = data.duckdb.table("answers")
    palnet.count(data.indicators, relation, questionnaire=data.questionnaire, by=BY)
    return pl.DataFrame()


def palnet_pandas(data: Data) -> pl.DataFrame:
    """palnet on pandas."""
    palnet.count(data.indicators, data.pandas, questionnaire=data.questionnaire, by=BY)
    return pl.DataFrame()


def naive_pandas(data: Data) -> pl.DataFrame:
    """A filter and a groupby for each indicator, as one would write it first."""
    frame, columns = data.pandas, {}
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = frame[frame["profession"].isin(professions)] if professions else frame
        known = base[base[name].notna()]
        columns[f"k{number:02}"] = known[known[name] == code].groupby(BY, observed=False).size()
        columns[f"n{number:02}"] = known.groupby(BY, observed=False).size()
    return _from_pandas(pd.DataFrame(columns))


def good_pandas(data: Data) -> pl.DataFrame:
    """Every indicator a column, and one groupby."""
    frame, columns = data.pandas, {}
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = frame["profession"].isin(professions) if professions else True
        columns[f"k{number:02}"] = base & (frame[name] == code)
        columns[f"n{number:02}"] = base & frame[name].notna()
    return _from_pandas(pd.DataFrame(columns).groupby([frame["group"], frame["year"]], observed=False).sum())


def _from_pandas(frame: pd.DataFrame) -> pl.DataFrame:
    return pl.from_pandas(frame.fillna(0).reset_index().astype({"group": str, "year": str}))


def bincount(data: Data) -> pl.DataFrame:
    """pandas' codes and NumPy's bincount."""
    frame, columns = data.pandas, {}
    place = frame["group"].cat.codes.to_numpy().astype(np.int64) * len(YEARS) + frame["year"].cat.codes.to_numpy()
    size = len(GROUPS) * len(YEARS)
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        codes = frame[name].cat.codes.to_numpy()
        base = frame["profession"].isin(professions).to_numpy() if professions else np.ones(len(codes), dtype=bool)
        columns[f"k{number:02}"] = np.bincount(place[base & (codes == ANSWERS.index(code))], minlength=size)
        columns[f"n{number:02}"] = np.bincount(place[base & (codes >= 0)], minlength=size)
    places = {"group": np.repeat(GROUPS, len(YEARS)), "year": np.tile(YEARS, len(GROUPS))}
    return pl.DataFrame({**places, **columns})


def single_polars(data: Data) -> pl.DataFrame:
    """Polars by hand, lazily, every indicator in one pass."""
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        held = pl.col(name) == code
        known = pl.col(name).is_not_null()
        if professions:
            base = pl.any_horizontal(pl.col("profession") == one for one in professions)
            held, known = base & held, base & known
        columns += [held.alias(f"k{number:02}"), known.alias(f"n{number:02}")]
    sums = pl.all().exclude(BY).sum()
    return data.polars.lazy().select(*BY, *columns).group_by(BY).agg(sums).collect()


def staged_polars(data: Data) -> pl.DataFrame:
    """Polars by hand, in two stages: each question once by group, year and profession, then the indicators."""
    once = [(pl.col(name) == code).alias(f"{name} {code}") for name in QUESTIONS for code in ANSWERS]
    cells = data.polars.lazy().select(*BY, "profession", *once).group_by(*BY, "profession").agg(pl.all().sum())
    return cells.collect().lazy().select(*BY, *_of_cells()).group_by(BY).agg(pl.all().exclude(BY).sum()).collect()


def _of_cells() -> list[pl.Expr]:
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        held, known = pl.col(f"{name} {code}"), pl.sum_horizontal(f"{name} {one}" for one in ANSWERS)
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
    once = [f'count_if("{name}" = \'{code}\') as "{name} {code}"' for name in QUESTIONS for code in ANSWERS]
    cells = f'select "group", "year", profession, {", ".join(once)} from answers group by all'
    columns = []
    for number, (name, code, professions) in enumerate(SPOKEN_OF):
        base = f" filter (profession in ({', '.join(map(repr, professions))}))" if professions else ""
        known = " + ".join(f'"{name} {one}"' for one in ANSWERS)
        # Of a group without anybody of those professions there is no sum.
        columns += [
            f"coalesce(sum({of}){base}, 0) as {to}{number:02}" for of, to in ((f'"{name} {code}"', "k"), (known, "n"))
        ]
    return _asked(data, f'select "group", "year", {", ".join(columns)} from ({cells}) group by "group", "year"')


def _asked(data: Data, query: str) -> pl.DataFrame:
    found: pl.DataFrame = data.duckdb.sql(query).pl()
    return found


WAYS: Mapping[str, Way] = {
    "palnet": palnet_summed,
    "palnet, every count made": palnet_made,
    "palnet on pandas": palnet_pandas,
    "palnet on DuckDB": palnet_duckdb,
    "Polars by hand, two stages": staged_polars,
    "Polars by hand, one pass": single_polars,
    "DuckDB by hand, two stages": staged_duckdb,
    "DuckDB by hand, one query": single_duckdb,
    "NumPy bincount": bincount,
    "good pandas": good_pandas,
    "naive pandas": naive_pandas,
}
NUMBERS = [f"{kind}{number:02}" for number in range(60) for kind in "kn"]


def agree() -> None:
    """Stop unless all ways that give numbers give the same."""
    data = Data(20_000)
    tables = {}
    for name, way in WAYS.items():
        found = way(data)
        if found.width:
            places = [pl.col(one).cast(pl.String) for one in BY]
            tables[name] = found.select(*places, *(pl.col(one).cast(pl.Int64) for one in NUMBERS)).sort(BY)
    first, *others = tables
    differing = [name for name in others if not tables[name].equals(tables[first])]
    if differing:
        sys.exit(f"not the same as {first}: {', '.join(differing)}")


def measure(rows: int, runs: int, names: Sequence[str]) -> dict[str, float]:
    """The median seconds of each way, by turns, after one turn that warms up."""
    data = Data(rows)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(runs + 1):
        for name in names:
            start = time.perf_counter()
            WAYS[name](data)
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def _peak() -> float:
    # Linux counts in KiB, macOS in bytes.
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e6 / 1024)


def memory(rows: int, name: str) -> float:
    """The MB that a way takes at its most, beyond what the answers do, in a process of its own."""
    command = [sys.executable, __file__, "--rows", str(rows), "--memory-of", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def memory_here(rows: int, name: str) -> float:
    """The same in this process."""
    data = Data(rows)
    WAYS[name](Data(1000))
    if "pandas" in name or "NumPy" in name:
        data.pandas  # noqa: B018 - made before, as the others' answers are
    if "DuckDB" in name:
        data.duckdb  # noqa: B018
    before = _peak()
    WAYS[name](data)
    return _peak() - before


def table(sizes: Sequence[int], times: Mapping[int, Mapping[str, float]], megabytes: Mapping[str, float]) -> str:
    """The table of results as Markdown; ratios to palnet's own time of summing, of the largest size."""
    largest = sizes[-1]
    heads = ["", *(f"{size:,} s" for size in sizes), "times palnet", "MB"]
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    for name in WAYS:
        cells = [f"{times[size][name]:.3f}" if name in times[size] else "–" for size in sizes]
        ratio = times[largest].get(name, math.nan) / times[largest]["palnet"]
        cells += ["–" if math.isnan(ratio) else f"{ratio:.2f}", f"{megabytes[name]:.0f}" if name in megabytes else "–"]
        lines.append(" | ".join([name, *cells]))
    return "\n".join(f"| {line} |" for line in lines)


def drawing(sizes: Sequence[int], times: Mapping[int, Mapping[str, float]]) -> str:
    """The times by number of respondents, both in powers of ten, as SVG."""
    width, height, left, top = 760, 420, 60, 20
    taken = [one for by_name in times.values() for one in by_name.values()]
    low, high = math.floor(math.log10(min(taken))), math.ceil(math.log10(max(taken)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    across, down = 440, height - 2 * top - 30

    def x(rows: float) -> float:
        return left + across * (math.log10(rows) - first) / ((last - first) or 1)

    def y(seconds: float) -> float:
        return top + down * (high - math.log10(seconds)) / (high - low)

    shades = [
        "#0b6e4f",
        "#0b6e4f",
        "#3a9d7c",
        "#7cc4a8",
        "#1f4e8c",
        "#6c93c7",
        "#8c4a1f",
        "#c79a6c",
        "#666",
        "#999",
        "#bbb",
    ]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">',
        "<title>Seconds to count, by number of respondents</title>",
        "<style>text { font: 12px sans-serif }</style>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{left} {at:.1f}h{across}" stroke="#ddd"/>')
        parts.append(f'<text x="{left - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    parts += [f'<text x="{x(one):.1f}" y="{height - 22}" text-anchor="middle">{one:,}</text>' for one in sizes]
    named = sorted(times[sizes[-1]], key=lambda one: times[sizes[-1]][one], reverse=True)
    place = top - 6.0
    for name in named:
        shade = shades[list(WAYS).index(name)]
        points = " ".join(f"{x(size):.1f},{y(times[size][name]):.1f}" for size in sizes if name in times[size])
        dashed = ' stroke-dasharray="5 3"' if name == "palnet, every count made" else ""
        parts.append(f'<polyline points="{points}" fill="none" stroke="{shade}" stroke-width="2"{dashed}/>')
        end = y(times[sizes[-1]][name])
        place = max(place + 15, end)
        parts.append(f'<path d="M{left + across} {end:.1f}L{left + across + 12} {place:.1f}" stroke="{shade}"/>')
        parts.append(f'<text x="{left + across + 16}" y="{place + 4:.1f}" fill="{shade}">{name}</text>')
    return "".join([*parts, "</svg>\n"])


def main() -> None:
    """Look that all agree, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=5, help="how many times each is run (5)")
    parser.add_argument("--without", nargs="*", default=[], metavar="WAY", help="ways that are left out")
    parser.add_argument("--docs", type=Path, help="the page that the table is written to")
    parser.add_argument("--memory-of", choices=WAYS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    sizes = sorted(given.rows)
    if given.memory_of:
        print(memory_here(sizes[-1], given.memory_of))
        return
    agree()
    names = [name for name in WAYS if name not in given.without]
    times = {size: measure(size, given.runs, names) for size in sizes}
    megabytes = {name: memory(sizes[-1], name) for name in names}
    found = table(sizes, times, megabytes)
    print(found)
    if given.docs:
        text = given.docs.read_text("utf-8")
        before, _, rest = text.partition(START)
        after = rest.partition(END)[2]
        given.docs.write_text(f"{before}{START}\n\n{found}\n\n{END}{after}", "utf-8")
        (given.docs.parent / "images" / "count.svg").write_text(drawing(sizes, times), "utf-8")


if __name__ == "__main__":
    main()
