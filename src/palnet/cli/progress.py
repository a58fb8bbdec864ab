"""How far a reading has come, on a terminal, once it takes longer than a moment."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

__all__ = ["progress"]

_MOMENT = 1.0
"""Seconds after which somebody wants to know."""


@contextlib.contextmanager
def progress() -> Iterator[Callable[[int, int, int], None]]:
    """What is told the rows so far, the bytes so far and the bytes in all, and shows them on standard error.

    Nothing is shown where standard error is no terminal, or before a second has passed.
    """
    started = time.monotonic()
    shown = False

    def seen(rows: int, done: int, whole: int) -> None:
        nonlocal shown
        if sys.stderr.isatty() and time.monotonic() - started > _MOMENT:
            part = f"{100 * done // whole} %" if whole else ""
            print(f"\r{rows:>12,} {part:>6}".replace(",", " "), end="", file=sys.stderr, flush=True)
            shown = True

    try:
        yield seen
    finally:
        if shown:
            print("\r" + " " * 24 + "\r", end="", file=sys.stderr, flush=True)
