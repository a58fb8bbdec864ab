"""How long it takes to audit a draft of thirty pages, as Word and as PDF, and how much memory.

The whole process is measured, from its start to its findings. The draft is made of the sentences that
tests/draft/invented.toml holds, with other numbers each time. Run it from the repository's root where palnet is
installed: ``python3 benchmarks/draft.py``. An audit should take under 5 seconds and 300 MB.
"""

from __future__ import annotations

import argparse
import importlib
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def blocks(pages: int, lines: int = 45) -> list[tuple[str, str]]:
    """A report of so many pages: sentences in paragraphs of five, a heading before every third."""
    draw = random.Random(1)
    held = tomllib.loads((ROOT / "tests" / "draft" / "invented.toml").read_text("utf-8"))["sentences"]
    known = [one["text"] for one in held if one.get("lang", "nb") == "nb"]
    made, written = [("title", "Årsrapport 2023")], 1
    while written < pages * lines:
        if len(made) % 4 == 1:
            made.append(
                ("heading", draw.choice(["Sykepleienettverket", "Fysio- og ergoterapinettverket", "Ledernes svar"]))
            )
        several = " ".join(draw.choice(known) for _ in range(5))
        text = re.sub(r"\b[1-9]\d\b(?! ?00)", lambda _: str(draw.randint(10, 99)), several)
        made.append(("text", text))
        written += len(text) // 90 + 2
    return made


def measure(path: Path, runs: int) -> None:
    """Audit it in processes of their own; the median, the longest and the most memory."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-m", "palnet", "audit", "--draft", str(path), "--json"], capture_output=True, check=False
        )
        times.append(time.perf_counter() - start)
        assert done.returncode == 1, done.stderr.decode()
    # In kilobytes, of the largest child so far.
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    print(f"{path.name}: {statistics.median(times):.2f} s (at most {max(times):.2f}), {memory:.0f} MB")


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    made: Any = importlib.import_module("tests.draft.made")
    written = blocks(options.pages)
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / "draft.docx"
        word.write_bytes(made.as_word(written))
        measure(word, options.runs)
        lines = made.wrapped(written)
        per_page = -(-len(lines) // options.pages)
        pages = [lines[start : start + per_page] for start in range(0, len(lines), per_page)]
        portable = Path(folder) / "draft.pdf"
        portable.write_bytes(made.pdf(pages))
        measure(portable, options.runs)


if __name__ == "__main__":
    main()
