"""What a mapping can speak of: the concepts, areas, subgoals and indicators that are held, and what each belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from palnet.model.definitions import Definitions
from palnet.model.plan import AnnualPlan
from palnet.model.region import Alias
from palnet.model.strategy import Strategy
from palnet.period import Period
from palnet.text import Text

__all__ = ["KINDS", "End", "Ends"]

KINDS = ("concept", "area", "subgoal", "indicator")
"""The kinds of things that a mapping can speak of."""


@attrs.frozen(kw_only=True)
class End:
    """One end of a mapping: a concept, an area, a subgoal or an indicator.

    ``scheme`` is what it belongs to, ``scheme_kind`` what that is: a vocabulary, a strategy or a plan; of an indicator
    it is the owner that its id begins with, and that is none of these. ``version`` is the vocabulary's or the
    indicator's, None of what has none. ``period`` is when there is such a thing, None where that is not limited.
    ``topics`` are the concepts that a subgoal or indicator names itself.
    """

    id: str
    kind: str
    scheme: str
    label: Text
    scheme_kind: str = ""
    version: int | None = None
    period: Period | None = None
    topics: tuple[str, ...] = ()


class Ends:
    """The ends there are, by id; a former id leads to the end as well."""

    def __init__(self, definitions: Definitions) -> None:
        self._held: dict[str, dict[str, End]] = {}
        former: list[tuple[str, End]] = []
        for end, aliases in _all(definitions):
            self._held.setdefault(end.id, {}).setdefault(end.kind, end)
            former += [(alias.name, end) for alias in aliases if alias.former_id]
        for name, end in former:
            self._held.setdefault(name, {}).setdefault(end.kind, end)
        self._first = {name: next(held[kind] for kind in KINDS if kind in held) for name, held in self._held.items()}

    def __iter__(self) -> Iterator[End]:
        """Each end once, under its present id."""
        return (end for name, kinds in self._held.items() for end in kinds.values() if end.id == name)

    def get(self, name: str) -> End | None:
        """The end of that id; the first in the order of :data:`KINDS` where several kinds have it, None where none."""
        return self._first.get(name)

    def kinds(self, name: str) -> tuple[str, ...]:
        """The kinds of things that have that id."""
        return tuple(kind for kind in KINDS if kind in self._held.get(name, ()))


def _all(definitions: Definitions) -> Iterable[tuple[End, tuple[Alias, ...]]]:
    for vocabulary in definitions.vocabularies:
        for concept in vocabulary.concepts:
            yield (
                End(
                    id=concept.id,
                    kind="concept",
                    scheme=vocabulary.id,
                    scheme_kind="vocabulary",
                    label=concept.label,
                    version=vocabulary.version,
                    period=concept.period,
                ),
                concept.aliases,
            )
    for strategy in definitions.strategies:
        for area in strategy.areas:
            yield (
                End(
                    id=area.id,
                    kind="area",
                    scheme=strategy.id,
                    scheme_kind="strategy",
                    label=area.label,
                    period=strategy.period,
                ),
                (),
            )
    stated: list[tuple[Strategy | AnnualPlan, Period]] = [(one, one.period) for one in definitions.strategies]
    stated += [(one, Period.year(one.year)) for one in definitions.plans]
    for held, period in stated:
        for subgoal in held.subgoals:
            yield (
                End(
                    id=subgoal.id,
                    kind="subgoal",
                    scheme=held.id,
                    scheme_kind="strategy" if isinstance(held, Strategy) else "plan",
                    label=subgoal.label,
                    period=period,
                    topics=subgoal.topics,
                ),
                (),
            )
    for indicator in definitions.indicators:
        yield (
            End(
                id=indicator.id,
                kind="indicator",
                scheme=indicator.id.rpartition("/")[0],
                label=indicator.label,
                version=indicator.version,
                topics=indicator.topics,
            ),
            indicator.aliases,
        )
