"""What nobody follows up in a region's year as a document, with its heat map, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from palnet._version import __version__
from palnet.catalogue import Catalogue
from palnet.crosswalk import Chain, Gap, GapKind, GapMatrix, GapRow, Node
from palnet.crosswalk.gaps import COLUMNS
from palnet.files.plain import plain
from palnet.model.source import Document
from palnet.model.strategy import FocusArea, TargetKind
from palnet.report.blocks import Block, Bullets, Heading, HeatMap, Paragraph, Span, Table
from palnet.report.citations import Citations
from palnet.report.columns import target
from palnet.report.crosswalk_words import GAPS, phrase
from palnet.report.pieces import Pieces, capital, numbered, renumbered
from palnet.report.publication import Publication
from palnet.report.words import Words

__all__ = ["GAPS_SCHEMA", "gaps_publication"]

GAPS_SCHEMA = "palnet/gaps/1"


def gaps_publication(catalogue: Catalogue, matrix: GapMatrix, lang: str = "nb", of: Node | None = None) -> Publication:
    """What is missing, by kind, and the matrix of every subgoal; or the chain ``of`` one thing in both directions."""
    writer = _Writer(catalogue, matrix, Words(lang))
    blocks = writer.blocks() if of is None else writer.walk(of)
    region, year = matrix.stated.region, matrix.chain.year
    name = f"{region.id}-gaps-{year}"
    data = partial(_data, matrix) if of is None else partial(_walk_data, matrix.chain, of)
    return Publication(name, f"gaps-{year}", region.label, lang, renumbered(tuple(blocks)), data)


class _Writer:
    """Writes the sections of one matrix."""

    def __init__(self, catalogue: Catalogue, matrix: GapMatrix, words: Words) -> None:
        self.catalogue = catalogue
        self.matrix = matrix
        self.words = words
        self.cite = Citations(catalogue)

    def say(self, key: str, **parts: object) -> str:
        return phrase(key, self.words.lang, **parts)

    def blocks(self) -> Iterator[Block]:
        stated = self.matrix.stated
        title = self.say("gaps title", year=self.matrix.chain.year)
        yield Heading(1, title, "top", kicker=self.words.label(stated.region.label))
        said = tuple(Span(self.words.label(one.label), self.cite(one.sources)) for one in stated.documents)
        yield Heading(2, self.say("documents"), "documents")
        yield Bullets(said)
        if not self.matrix.gaps:
            yield Paragraph(Span(self.say("no gaps")))
        for kind, (title_, meaning) in GAPS.items():
            held = self.matrix.of(kind)
            if held:
                en = self.words.lang == "en"
                yield Heading(2, f"{title_[en]} ({len(held)})", kind.value)
                yield Paragraph(Span(meaning[en]), note=True)
                yield Bullets(tuple(self._gap(one) for one in held))
        yield from self._matrix()
        yield from Pieces(self.catalogue, self.words).sources(self.cite.all())

    def _gap(self, gap: Gap) -> Span:
        label = capital(self.words.label(gap.thing.label))
        said = label
        if gap.kind is GapKind.TARGET_LAPSED:
            said = self._lapsed(gap, label)
        elif isinstance(gap.thing, Document) and gap.thing.period is not None:
            said = self.say("last year", document=label, year=gap.thing.period.last_year)
        elif gap.near:
            near = self.words.listed([self.words.label(one.label) for one in gap.near])
            said = self.say("near", thing=label, near=near)
        return Span(said, self.cite(gap.sources))

    def _lapsed(self, gap: Gap, label: str) -> str:
        wanted, strategy = gap.target, gap.strategy
        period = (wanted.period if wanted is not None else None) or (strategy.period if strategy is not None else None)
        if gap.now is not None:
            rest = self.say("only direction now", target=target(gap.now, self.words))
        elif gap.near:
            rest = self.say("subgoal without target", subgoal=self.words.label(gap.near[0].label))
        else:
            documents = [self.words.label(one.label) for one in self.matrix.stated.documents]
            rest = self.say("no subgoal now", document=self.words.listed(documents))
        key = "lapsed untold" if wanted is None or wanted.kind is TargetKind.NOT_STATED else "lapsed"
        return self.say(
            key, indicator=label, target=target(wanted, self.words), period=self.words.period(period), rest=rest
        )

    def _matrix(self) -> Iterator[Block]:
        yield Heading(2, self.say("whole"), "whole")
        yield Paragraph(Span(self.say("whole note")), note=True)
        headings = tuple(self.say(f"col {one}") for one in COLUMNS)
        rows = tuple((self._subgoal(row), self._area(row.area), row.numbers) for row in self.matrix.rows)
        yield HeatMap(self.say("whole"), headings, rows)
        table = tuple(
            (Span(area), Span(label), *(Span(self.words.number(one)) for one in numbers))
            for label, area, numbers in rows
        )
        names = (self.say("area"), self.say("col subgoal"), *headings)
        yield Table(self.say("whole"), names, table, numeric=frozenset(range(2, len(names))))

    def _subgoal(self, row: GapRow) -> str:
        return self.say("area alone") if row.subgoal is None else capital(self.words.label(row.subgoal.label))

    def _area(self, area: FocusArea) -> str:
        return numbered(area, self.catalogue, self.matrix.stated.region.id, self.words)

    def walk(self, node: Node) -> Iterator[Block]:
        """The chain of one thing: what it belongs to, and what belongs to it."""
        stated = self.matrix.stated
        title = self.say("chain of", label=self.words.label(node.label))
        kicker = f"{self.words.label(stated.region.label)} {self.matrix.chain.year}"
        yield Heading(1, title, "top", kicker=kicker)
        for key, steps in (("upwards", self.matrix.chain.up(node)), ("downwards", self.matrix.chain.down(node))):
            found = [(depth, one) for depth, one in steps if depth]
            if found:
                yield Heading(2, self.say(key), key)
                yield Bullets(tuple(self._step(depth, one) for depth, one in found))
        yield from Pieces(self.catalogue, self.words).sources(self.cite.all())

    def _step(self, depth: int, node: Node) -> Span:
        said = f"{self.say(f'kind {node.kind}')}: {self.words.label(node.label)}"
        return Span("\u2003" * (depth - 1) + said, self.cite(node.thing.sources))


def _data(matrix: GapMatrix) -> dict[str, Any]:
    return {
        "schema": GAPS_SCHEMA,
        "palnet": __version__,
        "region": matrix.stated.region.id,
        "year": matrix.chain.year,
        "documents": [one.id for one in matrix.stated.documents],
        "gaps": [
            {
                "kind": one.kind.value,
                "id": one.thing.id,
                "label": plain(one.thing.label),
                "target": None if one.target is None else plain(one.target),
                "strategy": one.strategy.id if one.strategy is not None else None,
                "now": None if one.now is None else plain(one.now),
                "near": [held.id for held in one.near],
            }
            for one in matrix.gaps
        ],
        "matrix": [
            {
                "area": one.area.id,
                "subgoal": one.subgoal.id if one.subgoal is not None else None,
                **dict(zip(COLUMNS, one.numbers, strict=True)),
            }
            for one in matrix.rows
        ],
    }


def _walk_data(chain: Chain, node: Node) -> dict[str, Any]:
    def steps(walked: Iterator[tuple[int, Node]]) -> list[dict[str, Any]]:
        return [{"steps": n, "kind": one.kind, "id": one.id, "label": plain(one.label)} for n, one in walked if n]

    return {
        "schema": "palnet/chain/1",
        "palnet": __version__,
        "kind": node.kind,
        "id": node.id,
        "year": chain.year,
        "up": steps(chain.up(node)),
        "down": steps(chain.down(node)),
    }
