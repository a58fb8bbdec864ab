"""The times that ``benchmarks/count.py`` measures as a drawing: both axes in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT, LEFT, TOP, ACROSS = 800, 460, 60, 24, 470
SHADES = {"palnet": "#0b6e4f", "Polars": "#1f4e8c", "DuckDB": "#8c6a1f", "NumPy": "#7a3b8c"}
"""By the first word of a way's name; pandas is grey."""


def drawing(sizes: Sequence[int], times: Mapping[str, Mapping[int, float]]) -> str:
    """Seconds by number of respondents, a line for each way, as SVG."""
    taken = [seconds for by_size in times.values() for seconds in by_size.values()]
    low, high = math.floor(math.log10(min(taken))), math.ceil(math.log10(max(taken)))
    first, last = math.log10(sizes[0]), math.log10(sizes[-1])
    down = HEIGHT - 2 * TOP - 30

    def x(rows: float) -> float:
        return LEFT + ACROSS * (math.log10(rows) - first) / ((last - first) or 1)

    def y(seconds: float) -> float:
        return TOP + down * (high - math.log10(seconds)) / (high - low)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>Seconds to count, by number of respondents</title>",
        "<style>text { font: 12px sans-serif }</style>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{LEFT} {at:.1f}h{ACROSS}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>')
    parts += [f'<text x="{x(one):.1f}" y="{TOP + down + 22}" text-anchor="middle">{one:,}</text>' for one in sizes]
    ends = {name: by_size[max(by_size)] for name, by_size in times.items()}
    place = TOP - 10.0
    for name in sorted(times, key=lambda one: ends[one], reverse=True):
        shade = SHADES.get(name.partition(" ")[0], "#777")
        points = " ".join(f"{x(size):.1f},{y(seconds):.1f}" for size, seconds in times[name].items())
        dash = "" if name == "palnet on Polars" or not name.startswith("palnet") else ' stroke-dasharray="5 3"'
        parts.append(f'<polyline points="{points}" fill="none" stroke="{shade}" stroke-width="2"{dash}/>')
        start, end = x(max(times[name])), y(ends[name])
        place = max(place + 16, end)
        parts.append(
            f'<path d="M{start:.1f} {end:.1f}L{LEFT + ACROSS + 12} {place:.1f}" fill="none" stroke="{shade}" '
            'stroke-width="0.7"/>'
        )
        parts.append(f'<text x="{LEFT + ACROSS + 16}" y="{place + 4:.1f}" fill="{shade}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])
