"""A heat map as a drawing (SVG): a field for each number, the darker the more, an empty frame for none."""

from __future__ import annotations

import textwrap
from html import escape

from palnet.report.blocks import HeatMap

__all__ = ["heat_svg"]

# In the drawing's own units; the page scales it.
_LABEL, _WIDTH, _HEIGHT, _GAP, _HEAD, _GROUP, _LETTERS = 380, 104, 24, 3, 28, 26, 54

# Light to dark: how many it takes for each, and the colour of the number on it.
_SHADES = ((1, "#dbe7ee", "#1d2b36"), (2, "#a9c6d4", "#1d2b36"), (5, "#5f8ea4", "#ffffff"), (10, "#2c5a70", "#ffffff"))


def heat_svg(heat: HeatMap) -> str:
    """The heat map as one SVG picture. Every field has its number, so that nothing is told by colour alone."""
    width = _LABEL + len(heat.headings) * (_WIDTH + _GAP)
    shapes = [
        f'<text x="{_LABEL + n * (_WIDTH + _GAP) + _WIDTH // 2}" y="{_HEAD - 10}" text-anchor="middle" '
        f'font-weight="600">{escape(heading)}</text>'
        for n, heading in enumerate(heat.headings)
    ]
    y, group = _HEAD, ""
    for label, under, numbers in heat.rows:
        if under and under != group:
            y += _GROUP
            shapes.append(f'<text x="0" y="{y - 8}" font-weight="600">{escape(under)}</text>')
            group = under
        said = textwrap.shorten(label, _LETTERS, placeholder=" …")
        shapes.append(f'<text x="0" y="{y + _HEIGHT - 7}">{escape(said)}</text>')
        for n, number in enumerate(numbers):
            shapes.append(_field(_LABEL + n * (_WIDTH + _GAP), y, number))
        y += _HEIGHT + _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 0 {width + 4} {y + 2}" width="{width + 4}" '
        f'role="img" font-family="system-ui, sans-serif" font-size="12.5" fill="#1d2b36">'
        f"<title>{escape(heat.caption)}</title>{''.join(shapes)}</svg>"
    )


def _field(x: int, y: int, number: int) -> str:
    fill, ink, frame = "#ffffff", "#1d2b36", ' stroke="#51616d" stroke-dasharray="3 3"'
    for least, shade, on_it in _SHADES:
        if number >= least:
            fill, ink, frame = shade, on_it, ""
    return (
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" fill="{fill}"{frame}/>'
        f'<text x="{x + _WIDTH // 2}" y="{y + _HEIGHT - 7}" text-anchor="middle" fill="{ink}">{number}</text>'
    )
