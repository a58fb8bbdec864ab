"""How long the reference takes to count the installed indicators by group, and how much memory that needs.

Every number is from a process of its own, run by turns, and the medians are compared. The answers are made up at random
from the questionnaire of Bergen 2023, and the same in every run. Run it where palnet, palnet-vest and palnet-bergen are
installed: ``python3 benchmarks/counting.py --runs 5``.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping

import attrs

SIZES = (0, 10_000, 100_000)


@attrs.frozen
class Run:
    """One process: seconds to read the rows and to count, and the most memory that it held in MB."""

    reading: float
    counting: float
    megabytes: float


def one(respondents: int) -> None:
    """Count once and print the two times: what each process does."""
    import palnet

    catalogue = palnet.discover()
    questionnaire = catalogue.questionnaire("bergen", 2023)
    indicators = list(catalogue.indicators.values())
    draw = random.Random(1)
    columns: dict[str, list[object]] = {}
    for question in questionnaire.questions:
        codes = question.codes if question.kind in ("single", "ordinal") else ()
        given: tuple[object, ...] = (*codes, None) if codes and not question.background else codes
        columns[question.id] = draw.choices(given or (None,), k=respondents)
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    start = time.perf_counter()
    answers = palnet.answers_from(rows, questionnaire, synthetic=True)
    read = time.perf_counter()
    counts = palnet.count(indicators, answers, by="group")
    end = time.perf_counter()
    print(read - start, end - read, len(indicators), len(counts))


def run(respondents: int) -> tuple[Run, str]:
    """Count once in a process of its own; with what was counted, in words."""
    command = [sys.executable, __file__, "--one", str(respondents)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        printed = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: exit code {process.returncode}")
    reading, counting, indicators, counts = printed.split()
    # Linux counts in KiB, macOS in bytes.
    megabytes = used.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024)
    return Run(float(reading), float(counting), megabytes), f"{indicators} indicators, {counts} counts"


def shown(measured: Mapping[int, list[Run]]) -> None:
    """Print the medians and their ratios."""
    middle = {
        size: Run(
            *(statistics.median(getattr(one, name) for one in runs) for name in ("reading", "counting", "megabytes"))
        )
        for size, runs in measured.items()
    }
    nothing, small, large = (middle[size] for size in SIZES)
    print(f"{'respondents':>12}{'rows to answers':>18}{'count by group':>16}{'most memory':>14}{'beyond none':>13}")
    for size, found in middle.items():
        beyond = found.megabytes - nothing.megabytes
        print(f"{size:12}{found.reading:16.2f} s{found.counting:14.2f} s{found.megabytes:11.0f} MB{beyond:10.0f} MB")
    print(f"\ncount by group of 10,000 respondents: {small.counting:.2f} s (wanted: under 2)")
    times = SIZES[2] / SIZES[1]
    memory = (large.megabytes - nothing.megabytes) / (small.megabytes - nothing.megabytes)
    print(f"{times:.0f} times the respondents: {large.counting / small.counting:.1f} times the seconds")
    print(f"{times:.0f} times the respondents: {memory:.1f} times the memory (wanted: no more than {times:.0f})")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3, help="how many times each size is counted (3)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one is not None:
        one(given.one)
        return
    measured: dict[int, list[Run]] = {size: [] for size in SIZES}
    what = ""
    for _ in range(given.runs):
        for size in SIZES:
            done, what = run(size)
            measured[size].append(done)
    print(f"{what}\n")
    shown(measured)


if __name__ == "__main__":
    main()
