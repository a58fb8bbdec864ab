"""What it costs to read a million answers: in time against a bare read as text, in memory against the answers.

Run with ``python benchmarks/reading.py [respondents]``. The plugin for Helse Vest is to be installed. Everything is
measured in an interpreter of its own, several times in turn, of which the best counts.
"""

from __future__ import annotations

import importlib
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

import palnet
from palnet.model.codebook import WRITTEN
from palnet.model.survey import QuestionKind, Questionnaire
from palnet.survey.coded import CodedColumn
from palnet.survey.formats import nettskjema

ROUNDS = 5
SORTS = 3000


def questionnaire() -> Questionnaire:
    """The survey of Helse Vest's networks, of 42 questions."""
    return palnet.discover().questionnaires["vest-2023"]


def somebody(asked: Questionnaire, chance: random.Random) -> dict[str, object]:
    """One respondent who leaves some questions empty."""
    roles = asked.by_id["vest/rolle"].codes
    told: dict[str, object] = {"vest/rolle": chance.choice(roles), "vest/nettverk": "bergen/sykepleie"}
    told["vest/gruppe"] = f"bergen/sykepleie/gruppe-{chance.randrange(8)}"
    told["vest/sektor"] = chance.choice(asked.by_id["vest/sektor"].codes)
    for question in asked.questions:
        of = [one for one in question.asked_of if one.role == told["vest/rolle"]]
        if not any(one.sector is None or one.sector == told["vest/sektor"] for one in of):
            told.pop(question.id, None)
        elif question.id not in told and question.shown_if is None:
            codes: dict[QuestionKind, tuple[object, ...]] = {
                QuestionKind.TEXT: (WRITTEN,),
                QuestionKind.MULTIPLE: ({"a"}, {"a", "b"}, {"c", "d"}),
            }
            told[question.id] = chance.choice((None, *codes.get(question.kind, question.codes)))
    return told


def written(path: Path, respondents: int) -> float:
    """Write a file of made-up answers; how many seconds that took."""
    asked = questionnaire()
    chance = random.Random(1)
    some = palnet.answers_from([somebody(asked, chance) for _ in range(SORTS)], asked)
    who = pl.Series([chance.randrange(SORTS) for _ in range(respondents)], dtype=pl.UInt32)
    columns = {}
    for name, column in some.columns.items():
        cells = tuple(dict.fromkeys(column))
        codes = pl.Series([cells.index(cell) for cell in column], dtype=pl.UInt8)
        columns[name] = CodedColumn(codes.gather(who), cells)
    answers = palnet.Answers(questionnaire=asked, columns=columns, synthetic=True)
    start = time.perf_counter()
    with path.open("w", encoding="utf-8", newline="") as file:
        nettskjema.write_to(answers, file)
    return time.perf_counter() - start


def bare(path: Path) -> int:
    """Read the file as text and nothing more; the size of what came of it, in bytes."""
    return int(pl.read_csv(path, separator=";", infer_schema=False).estimated_size())


def whole(path: Path) -> int:
    """Read the answers, checked and decoded; the size of what came of it, in bytes."""
    answers = palnet.read_answers(path, questionnaire())
    return sum(
        int(column.codes.estimated_size()) for column in answers.columns.values() if isinstance(column, CodedColumn)
    )


WAYS: dict[str, Callable[[Path], int]] = {"bare": bare, "whole": whole}


def measured(way: str, path: Path) -> tuple[float, float, float]:
    """In an interpreter of its own: seconds, megabytes above what was there before, megabytes of what came of it."""
    done = subprocess.run([sys.executable, __file__, way, os.fspath(path)], capture_output=True, text=True, check=True)
    seconds, peak, size = map(float, done.stdout.split())
    return seconds, peak, size


def peak_so_far() -> int:
    """The most memory that this interpreter has held, in KB. What ``resource`` says can be that of who started it."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM"))


def alone(way: str, path: Path) -> None:
    """What :func:`measured` runs."""
    questionnaire()
    importlib.import_module("palnet.survey.gathering")
    pl.read_csv(b"a;b\n1;2\n", separator=";")
    before = peak_so_far()
    start = time.perf_counter()
    size = WAYS[way](path)
    seconds = time.perf_counter() - start
    peak = peak_so_far() - before
    print(seconds, peak / 1000, size / 1e6)


def main() -> None:
    """Write a file, read it in both ways, and print how they compare."""
    if len(sys.argv) == 3:
        alone(sys.argv[1], Path(sys.argv[2]))
        return
    respondents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers.csv"
        seconds = written(path, respondents)
        size = path.stat().st_size / 1e6
        print(f"{respondents} respondents, {size:.0f} MB; written in {seconds:.1f} s")
        found: dict[str, list[tuple[float, float, float]]] = {way: [] for way in WAYS}
        for _ in range(ROUNDS):
            for way, runs in found.items():
                runs.append(measured(way, path))
        best = {way: min(one[0] for one in runs) for way, runs in found.items()}
        for way, runs in found.items():
            print(f"{way:6} {best[way]:6.2f} s  peak +{max(one[1] for one in runs):.0f} MB, result {runs[0][2]:.0f} MB")
        peak, result = max(one[1] for one in found["whole"]), found["whole"][0][2]
        print(f"time: {best['whole'] / best['bare']:.2f} times the bare read")
        print(f"memory: {peak / result:.2f} times the answers, {peak / found['bare'][0][2]:.2f} times the bare frame")


if __name__ == "__main__":
    main()
