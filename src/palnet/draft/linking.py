"""Claims that belong together: said twice, a growth and its count, a target and what is said to reach it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from palnet.draft.likeness import agree, alike, goes_with, stems
from palnet.draft.reading import Claim, Reading
from palnet.model.figure import Figure, Form
from palnet.model.strategy import Target, TargetKind

__all__ = ["said_before", "with_growth", "with_target"]

_SAME_DRAFT = 0.8
_OTHER_DRAFT = 0.75
_LEAST = 3
"""Words that two sentences need before they can be said to claim the same."""


def said_before(reading: Reading, document: str, first: Mapping[str, Reading]) -> str | None:
    """The figure, by id, that a share repeats: of the same draft, whose id is ``document``, or of another.

    In one draft both must tell of the same respondents in nearly the same words; between two, what one leaves unsaid
    may be the other's.
    """
    if reading.claim is not Claim.SHARE or reading.event:
        return None
    best: tuple[float, str] | None = None
    for name, other in first.items():
        near = name.startswith(f"{document}/")
        # Rows of tables are alike by nature, and each says whom it is of in its own way.
        in_table = near and (reading.row is not None or other.row is not None)
        if other.year != reading.year or in_table or (near and other.sentence == reading.sentence):
            continue
        if not agree(reading.who, other.who, same=near):
            continue
        if min(len(stems(reading.sentence)), len(stems(other.sentence))) < _LEAST:
            continue
        like = alike(reading.sentence, other.sentence) if near else goes_with(reading.sentence, other.sentence)
        if like >= (_SAME_DRAFT if near else _OTHER_DRAFT) and (best is None or like > best[0]):
            best = like, name
    return best[1] if best is not None else None


def with_growth(figures: list[Figure], readings: Mapping[str, Reading]) -> None:
    """Give a growth in per cent and the count that it is a growth of one indicator: that is what links them."""
    for place, figure in enumerate(figures):
        if figure.form is not Form.RELATIVE:
            continue
        for other, count in enumerate(figures):
            about = readings[figure.id].sentence, readings[count.id].sentence
            held = count.value is not None and count.earlier and count.networks == figure.networks
            if held and (about[0] == about[1] or stems(about[0]) & stems(about[1])):
                indicator = f"{figure.region}/endring-{figure.id.replace('/', '-')}"
                figures[place] = attrs.evolve(figure, indicator=indicator)
                figures[other] = attrs.evolve(count, indicator=indicator, period=figure.period)
                break


def with_target(figures: list[Figure], readings: Mapping[str, Reading], target: Reading) -> list[Target]:
    """The target of the shares in its sentence that are said to reach it, or not to."""
    made = []
    for place, figure in enumerate(figures):
        same = readings[figure.id]
        if same.sentence == target.sentence and same.reached is not None and figure.percent is not None:
            indicator = f"{figure.region}/mal-{figure.id.replace('/', '-')}"
            figures[place] = attrs.evolve(figure, indicator=indicator)
            made.append(
                Target(
                    id=f"{figure.id}-mal",
                    indicator=indicator,
                    kind=TargetKind.SHARE,
                    percent=target.percent,
                    period=figure.period,
                    sources=figure.sources,
                )
            )
    return made
