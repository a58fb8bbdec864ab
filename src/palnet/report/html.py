"""A document as one self-contained HTML page: no script, nothing fetched, readable by screen reader and printer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from palnet._version import __version__
from palnet.report.blocks import Block, Findings, Heading
from palnet.report.chart import chart_svg
from palnet.report.heat import heat_svg
from palnet.report.words import Words

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["html"]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=PackageLoader("palnet.report", "templates"),
        autoescape=True,
        optimized=False,  # the page has nothing constant to fold, and looking for it takes longer than it saves
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["svg"] = lambda chart: Markup(chart_svg(chart))  # noqa: S704 - its labels are escaped where it is drawn
    made.filters["heat"] = lambda heat: Markup(heat_svg(heat))  # noqa: S704 - as above
    made.tests["block"] = lambda block, name: type(block).__name__ == name
    return made


def html(blocks: Iterable[Block], lang: str, author: str = "") -> str:
    """The document as a page. ``lang`` is the language it is written in, ``author`` what stands in its title."""
    whole = tuple(part for one in blocks for part in ((one.heading, one) if isinstance(one, Findings) else (one,)))
    title = next(one for one in whole if isinstance(one, Heading) and one.level == 1)
    return (
        _environment()
        .get_template("page.html")
        .render(
            blocks=whole,
            title=title,
            contents=[one for one in whole if isinstance(one, Heading) and one.level == 2],
            lang=lang,
            author=author,
            words=Words(lang),
            version=__version__,
        )
    )
