"""How many worlds of :mod:`palnet.testing.strategies` Hypothesis makes in a second: 100 is what it should be at least.

``python3 benchmarks/worlds.py`` on a machine that does little else. It prints and judges nothing.
"""

from __future__ import annotations

import time

from hypothesis import HealthCheck, Phase, given, settings

from palnet.testing.strategies import World, worlds

__all__: list[str] = []

made = 0


@settings(
    max_examples=2000, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(worlds())
def _make(_: World) -> None:
    global made  # noqa: PLW0603 - Hypothesis takes no result
    made += 1


if __name__ == "__main__":
    started = time.process_time()
    _make()
    print(f"{made / (time.process_time() - started):.0f} worlds a second of processor time")
