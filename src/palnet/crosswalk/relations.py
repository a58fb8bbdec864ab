"""What two things are to each other, as far as somebody has said so: the explicit pair first, then a common concept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from palnet.crosswalk.ends import Ends
from palnet.model.mapping import Mapping, Relation
from palnet.period import Period

__all__ = ["Link", "Relations", "inverse", "turned"]

_INVERSE = {Relation.NARROWER_THAN: Relation.BROADER_THAN, Relation.BROADER_THAN: Relation.NARROWER_THAN}


def inverse(relation: Relation) -> Relation:
    """The relation read from the other end: what is narrower than something is what that is broader than.

    The other relations say the same from both ends; that there is no counterpart has only one.
    """
    return _INVERSE.get(relation, relation)


def turned(mapping: Mapping) -> Mapping:
    """The same fact told from the other end. Turned twice it is the mapping itself, as is one without an object."""
    if mapping.object is None:
        return mapping
    return attrs.evolve(
        mapping,
        subject=mapping.object,
        relation=inverse(mapping.relation),
        object=mapping.subject,
        subject_version=mapping.object_version,
        object_version=mapping.subject_version,
    )


@attrs.frozen(kw_only=True)
class Link:
    """What one thing is to another, as a sentence from ``subject`` to ``object``.

    ``mappings`` are those that say so, as they say it: the sentence may be theirs read from the other end.
    ``through`` is the common concept that both are the same as, where no mapping speaks of the two themselves.
    """

    subject: str
    relation: Relation
    object: str
    mappings: tuple[Mapping, ...]
    through: str | None = None

    def holds(self, period: Period | None) -> bool:
        """Whether every mapping that it rests on holds at some time of that period; of no period it always does."""
        return period is None or all(one.period is None or one.period.meets(period) for one in self.mappings)

    @property
    def turned(self) -> Link:
        """The same from the other end."""
        return attrs.evolve(self, subject=self.object, relation=inverse(self.relation), object=self.subject)


class Relations:
    """All that mappings say, asked by what they speak of.

    A pair that a mapping speaks of is what it says. Two that no mapping speaks of together are the same where both are
    said to be the same as one concept. Nothing else is concluded: what is close to something that is close to a third
    may be far from that.
    """

    def __init__(self, mappings: Iterable[Mapping], ends: Ends) -> None:
        self._ends = ends
        # By both its ends, whichever comes first.
        self._stated: dict[str, dict[str, list[Mapping]]] = {}
        self._alone: dict[str, list[Mapping]] = {}
        for one in mappings:
            if one.object is None:
                self._alone.setdefault(one.subject, []).append(one)
                continue
            self._stated.setdefault(one.subject, {}).setdefault(one.object, []).append(one)
            self._stated.setdefault(one.object, {}).setdefault(one.subject, []).append(one)

    def stated(self, one: str, within: Period | None = None) -> Iterator[Link]:
        """Every link that a mapping states of it, from its end."""
        for other in self._stated.get(one, ()):
            link = self._pair(one, other, within)
            if link is not None:
                yield link

    def between(self, one: str, other: str, within: Period | None = None) -> Link | None:
        """What one is to the other; None where nothing says it.

        With ``within`` only mappings that hold on some day of that period speak; of several the latest.
        """
        explicit = self._pair(one, other, within)
        if explicit is not None or one == other:
            return explicit
        return next(
            (link for link in self._through_concepts(one, within) if link.object == other),
            None,
        )

    def same(self, one: str, within: Period | None = None) -> tuple[Link, ...]:
        """Everything that it is the same as: what is said so, and what shares a concept and is spoken of in no pair."""
        explicit = {link.object: link for link in self.stated(one, within) if link.relation is Relation.SAME_AS}
        for link in self._through_concepts(one, within):
            explicit.setdefault(link.object, link)
        return tuple(explicit.values())

    @staticmethod
    def through(one: Link, other: Link) -> Link:
        """What two things are to each other that are both said to be the same as one concept: the same."""
        return Link(
            subject=one.subject,
            relation=Relation.SAME_AS,
            object=other.subject,
            mappings=(*one.mappings, *other.mappings),
            through=one.object,
        )

    def excused(self, one: str) -> bool:
        """Whether a mapping says that it has no counterpart."""
        return one in self._alone

    def is_mapped(self, one: str) -> bool:
        """Whether any mapping speaks of it."""
        return one in self._stated or one in self._alone

    def _pair(self, one: str, other: str, within: Period | None) -> Link | None:
        held = [
            mapping
            for mapping in self._stated.get(one, {}).get(other, ())
            if within is None or mapping.period is None or mapping.period.meets(within)
        ]
        if not held:
            return None
        latest = max(held, key=lambda mapping: (mapping.period is None, mapping.period and mapping.period.start))
        relation = latest.relation if latest.subject == one else inverse(latest.relation)
        return Link(subject=one, relation=relation, object=other, mappings=(latest,))

    def _through_concepts(self, one: str, within: Period | None) -> Iterator[Link]:
        for to_concept in self.stated(one, within):
            if to_concept.relation is not Relation.SAME_AS or not self._is_concept(to_concept.object):
                continue
            for back in self.stated(to_concept.object, within):
                other = back.object
                spoken_of = other == one or other in self._stated.get(one, ())
                if back.relation is Relation.SAME_AS and not spoken_of:
                    yield self.through(to_concept, back.turned)

    def _is_concept(self, name: str) -> bool:
        end = self._ends.get(name)
        return end is not None and end.kind == "concept"
