"""How many wrong numbers the audit finds, how often it blames what is right, and how long it takes.

Reports are made up from true counts, and one number in each is changed; tests/audit/made.py makes them and judges what
arithmetic alone can find. Run it from the repository's root where palnet is installed: ``python3 benchmarks/audit.py``.
"""

from __future__ import annotations

import argparse
import importlib
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from palnet.audit import audit, common_denominators


def reports(count: int, made: Any) -> None:
    """Audit so many reports, each as it should be and with one number changed."""
    draw = random.Random(1).randint
    clean = impossible = blamed = findable = found = changed = 0
    for _ in range(count):
        report = made.report(draw)
        grave = made.grave(audit(report))
        clean += bool(grave)
        impossible += any(one.severity == "impossible" for one in grave)
        # A change that no figure can hold (101 %) is refused before any audit: another is tried.
        while (wrong := made.corrupted(draw, report)) is None:
            pass
        figures, figure, field = wrong
        changed += 1
        grave = made.grave(audit(figures))
        hit = any(figure.id in one.figures for one in grave)
        shows = made.findable(figures, figure, field)
        findable += shows
        found += shows and hit
        blamed += any(figure.id not in one.figures for one in grave) or (hit and not shows)
    print(f"{count} consistent reports: {clean} with a finding above ambiguous, {impossible} at impossible")
    print(f"{changed} with one number changed: arithmetic can find {findable}, the audit found {found}", end=" ")
    print(f"({100 * found / findable:.2f} %); {blamed} in which it blamed what can be right")


def seconds(call: Callable[[], object], runs: int) -> str:
    """The median of some runs, in milliseconds, and the longest."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    return f"{statistics.median(times):.0f} ms (at most {max(times):.0f})"


def speed(runs: int, made: Any) -> None:
    """Time 100 figures, and the joint search at its largest."""
    draw = random.Random(1).randint
    figures: list[Any] = []
    while len(figures) < 100:
        figures += made.report(draw)
    print(f"100 figures: {seconds(lambda: audit(figures[:100]), runs)}")
    percents = [Decimal(draw(0, 1000)) / 10 for _ in range(50)]
    print(
        f"joint search, 50 percentages, 1,000 respondents: {seconds(lambda: common_denominators(percents, 1000), runs)}"
    )


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    made = importlib.import_module("tests.audit.made")
    speed(options.runs, made)
    reports(options.reports, made)


if __name__ == "__main__":
    main()
