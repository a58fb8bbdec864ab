"""How long it takes to count, and how much memory, against what one would write by hand.

The ways, and the answers that they count, are in ``count_ways.py``. Every way gives the same, which is looked at first.
Then each is measured in a process of its own, at every size: after a turn on a thousandth of the answers, the median of
up to so many turns, and the most memory that the process held, in all and beyond what it did before. Beside the table
stand how the time grows with respondents and with indicators, and what the machine's memory allows.

``python benchmarks/count.py`` prints it; ``--docs docs/performance.md`` writes it there as well, with the drawing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import polars as pl
from count_drawing import drawing
from count_ways import BY, NUMBERS, WAYS, Data, by_palnet, made_up, side_by_side

SIZES = (10_000, 100_000, 1_000_000, 10_000_000)
LARGEST_TEXT = 1_000_000
"""Ten million respondents in columns of text take more memory than most machines have."""
ENOUGH = 20.0
"""After so many seconds a way is not tried again."""
START, END = "<!-- benchmark -->", "<!-- /benchmark -->"


@attrs.frozen
class Result:
    """One way at one size: its median seconds, those of all cores together, the MB beyond the answers and in all."""

    seconds: float
    cores: float
    more: float
    peak: float


def agree() -> None:
    """Stop unless all ways give the same numbers."""
    frame = made_up(20_000)
    tables = {}
    for name, (shape, way) in WAYS.items():
        found = side_by_side(way(Data(frame, shape)))
        places = [pl.col(one).cast(pl.String) for one in BY]
        tables[name] = found.select(*places, *(pl.col(one).cast(pl.Int64) for one in NUMBERS)).sort(BY)
    first, *others = tables
    differing = [name for name in others if not tables[name].equals(tables[first])]
    if differing:
        sys.exit(f"not the same as {first}: {', '.join(differing)}")


def _status(key: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line for line in lines if line.startswith(key)).split()[1]) / 1024


def one(file: str, name: str, runs: int) -> None:
    """Measure one way and print what was found: what each process does."""
    shape, way = WAYS[name]
    frame = pl.read_parquet(file)
    way(Data(frame.head(max(1000, frame.height // 1000)), shape))
    data = Data(frame, shape)
    del frame
    # From here on the system notes the most that is held anew. Only Linux can.
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _status("VmRSS")
    taken = _timed(lambda: way(data), runs)
    cores = statistics.median(busy for _, busy in taken)
    peak = _status("VmHWM")
    print(json.dumps([statistics.median(past for past, _ in taken), cores, max(peak - before, 0.0), peak]))


def _timed(work: Callable[[], object], runs: int) -> list[tuple[float, float]]:
    """Of each turn the seconds that passed, and those that cores were busy with it."""
    taken: list[tuple[float, float]] = []
    while len(taken) < runs and sum(past for past, _ in taken) < ENOUGH:
        start, busy = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - start, time.process_time() - busy))
    return taken


def measure(sizes: Sequence[int], runs: int, names: Sequence[str]) -> dict[str, dict[int, Result]]:
    """Every way at every size, each in a process of its own."""
    found: dict[str, dict[int, Result]] = {name: {} for name in names}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / f"{size}.parquet"
            made_up(size).write_parquet(file)
            for name in names:
                if WAYS[name][0] == "text" and size > LARGEST_TEXT:
                    continue
                command = [sys.executable, __file__, "--one", name, "--file", str(file), "--runs", str(runs)]
                done = subprocess.run(command, capture_output=True, text=True, check=True)
                found[name][size] = Result(*json.loads(done.stdout))
                print(f"{size:>12,} {found[name][size].seconds:9.3f} s  {name}", file=sys.stderr)
    return found


def table(sizes: Sequence[int], found: Mapping[str, Mapping[int, Result]]) -> str:
    """The results as Markdown; ratios to palnet's own time, at the largest size that a way was measured at."""
    heads = ["", *(f"{size:,} (s)" for size in sizes), "cores (s)", "times palnet", "of cores", "MB more", "MB in all"]
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
    for name, results in found.items():
        last = max(results)
        own, palnet = results[last], next(iter(found.values()))[last]
        cells = [f"{results[size].seconds:.3f}" if size in results else "–" for size in sizes]
        ratios = [f"{own.seconds / palnet.seconds:.1f}", f"{own.cores / palnet.cores:.1f}"]
        lines.append([name, *cells, f"{own.cores:.2f}", *ratios, f"{own.more:.0f}", f"{own.peak:.0f}"])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def bandwidth() -> float:
    """The GB that two threads read of memory in a second."""
    blocks = [np.ones(25_000_000, dtype=np.int64) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        taken = _timed(lambda: list(pool.map(np.sum, blocks)), 7)
    return sum(block.nbytes for block in blocks) / min(past for past, _ in taken) / 1e9


def limits(size: int, seconds: float) -> list[str]:
    """How the time grows with indicators, and how far it is from what memory allows, in sentences."""
    data = Data(made_up(min(size, 1_000_000)), "Polars")
    grown = []
    for number in (15, 30, 60):
        part: Any = Data.__new__(Data)
        part.questionnaire, part.indicators, part.held = data.questionnaire, data.indicators[:number], data.held
        by_palnet(part)
        busy = statistics.median(busy for _, busy in _timed(partial(by_palnet, part), 5))
        grown.append(f"{number} indicators {busy:.3f} s of cores")
    touched = made_up(size).estimated_size() / 1e9
    speed = bandwidth()
    asked = "the last thirty ask the same thirty questions again."
    read = (
        f"At {size:,} palnet touches {touched:.2f} GB of columns, and two threads read {speed:.0f} GB in a second here."
    )
    allowed = touched / speed
    return [
        f"Of {data.held.height:,} respondents: {', '.join(grown)}; {asked}",
        f"{read} Memory alone would take {allowed:.3f} s: palnet takes {seconds / allowed:.0f} times that.",
    ]


def main() -> None:
    """Look that all agree, measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=5, help="how many times each is run (5)")
    parser.add_argument("--without", nargs="*", default=[], metavar="WAY", help="ways that are left out")
    parser.add_argument("--docs", type=Path, help="the page that the table is written to")
    parser.add_argument("--one", choices=WAYS, help=argparse.SUPPRESS)
    parser.add_argument("--file", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        one(given.file, given.one, given.runs)
        return
    agree()
    sizes = sorted(given.rows)
    load = os.getloadavg()[0]
    found = measure(sizes, given.runs, [name for name in WAYS if name not in given.without])
    first = next(iter(found.values()))
    loads = f"load {load:.1f} when it began and {os.getloadavg()[0]:.1f} when it ended"
    machine = f"{os.cpu_count()} cores, {loads}. Python {sys.version.partition(' ')[0]}, Polars {pl.__version__}."
    text = "\n\n".join([table(sizes, found), machine, *limits(sizes[-1], first[sizes[-1]].seconds)])
    print(text)
    if given.docs:
        before, _, rest = given.docs.read_text("utf-8").partition(START)
        after = rest.partition(END)[2]
        given.docs.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", "utf-8")
        times = {name: {size: result.seconds for size, result in results.items()} for name, results in found.items()}
        (given.docs.parent / "images" / "count.svg").write_text(drawing(sizes, times), "utf-8")


if __name__ == "__main__":
    main()
