"""How vocabularies meet: concepts, the common and the regions' own, and the relations between them."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.region import Alias
from palnet.model.source import Source
from palnet.period import Period
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = ["Concept", "Mapping", "Relation", "Vocabulary"]


@attrs.frozen(kw_only=True)
class Concept(Record):
    """Something with a name that regions share or keep to themselves: an area, a topic, a tool, a competence level.

    ``broader`` nests it under another concept; ``parts`` names what it consists of (a teaching package's subjects).
    """

    id: Id
    label: Text
    definition: Text | None = None
    number: int | None = None
    broader: Annotated[str, Ref("concept")] | None = None
    parts: tuple[Text, ...] = ()
    aliases: tuple[Alias, ...] = ()
    period: Period | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@attrs.frozen(kw_only=True)
class Vocabulary(Record):
    """A list of concepts of one sort, with the version that mappings refer to."""

    id: Id
    label: Text
    version: int
    concepts: tuple[Concept, ...]
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.version < 1:
            yield Problem("PAL306", keys=("version",), value=str(self.version), expected="1 …")
        if not self.concepts:
            yield Problem("PAL312", keys=("concepts",))


class Relation(StrEnum):
    """What a mapping's subject is to its object, read as a sentence: subject *narrower than* object.

    SKOS turns the sentence round: ``narrower-than`` is ``skos:broadMatch``.
    """

    SAME_AS = "same-as"
    CLOSE_TO = "close-to"
    NARROWER_THAN = "narrower-than"
    BROADER_THAN = "broader-than"
    RELATED_TO = "related-to"
    NO_COUNTERPART = "no-counterpart"


@attrs.frozen(kw_only=True)
class Mapping(Record):
    """That a concept, area, subgoal or indicator is to another what the relation says, and why we say so.

    ``subject_version`` and ``object_version`` say which version of a concept's vocabulary, or of an indicator, was
    looked at: of another version the mapping says nothing. None where the version does not matter.
    """

    id: Id
    subject: Annotated[str, Ref("concept | area | subgoal | indicator")]
    relation: Relation
    because: Text
    object: Annotated[str, Ref("concept | area | subgoal | indicator")] | None = None
    period: Period | None = None
    subject_version: int | None = None
    object_version: int | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        for name in ("subject_version", "object_version"):
            version = getattr(self, name)
            if version is not None and version < 1:
                yield Problem("PAL306", keys=(name,), value=str(version), expected="1 …")
        if self.object is None and self.object_version is not None:
            yield Problem("PAL309", {"field": "object_version", "needs": "object"}, keys=("object_version",))
        if (self.object is None) != (self.relation is Relation.NO_COUNTERPART):
            yield Problem("PAL325", {"relation": str(self.relation)}, keys=("relation",), value=str(self.relation))
        if self.object == self.subject:
            yield Problem("PAL321", {"id": self.subject}, keys=("object",), value=self.subject)
