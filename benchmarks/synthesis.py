"""How long it takes to make up answers, and how much memory: for the number of respondents of a benchmark.

Run it where palnet and its plugins are installed: ``python3 benchmarks/synthesis.py --respondents 1000000``. Each
number is of a process of its own. The file is written in Nettskjema's format where that is asked for.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import palnet
from palnet.survey.synthesis import synthesise


def once(region: str, year: int, respondents: int, path: Path | None) -> None:
    """Make them up in this process, and write them where a file is named."""
    catalogue = palnet.discover()
    start = time.perf_counter()
    made = synthesise(catalogue, region, year, respondents=respondents, seed=1)
    seconds = time.perf_counter() - start
    questions = len(made.answers.columns)
    print(f"made      {len(made.answers)} respondents, {questions} questions: {seconds:6.2f} s, {_megabytes():.0f} MB")
    if path is None:
        return
    from palnet.survey.formats import nettskjema

    start = time.perf_counter()
    with path.open("w", encoding="utf-8", newline="") as file:
        nettskjema.write_to(made.answers, file)
    written = time.perf_counter() - start
    size = path.stat().st_size / 1_000_000
    print(f"written   {size:.0f} MB as Nettskjema writes it: {written:6.2f} s, {_megabytes():.0f} MB")
    print(f"in all    {seconds + written:6.2f} s (wanted for a million: 20)")


def _megabytes() -> float:
    """The most memory that this process has held."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1_000_000 / 1024)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--region", default="bergen")
    parser.add_argument("--year", type=int, default=2023)
    parser.add_argument("--respondents", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=3, help="how many times (3)")
    parser.add_argument("--write", action="store_true", help="write them as Nettskjema does, too")
    parser.add_argument("--once", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.once:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "answers.csv" if given.write else None
            once(given.region, given.year, given.respondents, path)
        return
    for _ in range(given.runs):
        subprocess.run([sys.executable, __file__, "--once", *sys.argv[1:]], check=True)


if __name__ == "__main__":
    main()
