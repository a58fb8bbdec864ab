"""All that one plugin, one folder or one file brings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import attrs

from palnet.errors import Key
from palnet.model.acknowledgement import Acknowledgement
from palnet.model.event import Event
from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.mapping import Concept, Mapping, Vocabulary
from palnet.model.plan import Activity, AnnualPlan
from palnet.model.region import (
    Body,
    Group,
    HealthRegion,
    MappingPoint,
    Network,
    Profession,
    Region,
    Role,
    RoleFunction,
    Trust,
)
from palnet.model.roster import Roster
from palnet.model.source import Document, LostPicture
from palnet.model.strategy import FocusArea, Goal, Strategy, Subgoal, Target
from palnet.model.survey import Question, Questionnaire
from palnet.record import Record, fields_of, inner_of

__all__ = ["KINDS", "Definitions", "kinds_of", "walk"]

KINDS: dict[type[Record], str] = {
    Acknowledgement: "acknowledgement",
    Activity: "activity",
    AnnualPlan: "plan",
    Body: "body",
    Concept: "concept",
    Document: "document",
    Event: "event",
    Figure: "figure",
    FocusArea: "area",
    Goal: "goal",
    Group: "group",
    HealthRegion: "health-region",
    Indicator: "indicator",
    LostPicture: "picture",
    Mapping: "mapping",
    MappingPoint: "mapping-point",
    Network: "network",
    Profession: "profession",
    Question: "question",
    Questionnaire: "questionnaire",
    Region: "region",
    Role: "role",
    RoleFunction: "function",
    Roster: "roster",
    Strategy: "strategy",
    Subgoal: "subgoal",
    Target: "target",
    Trust: "trust",
    Vocabulary: "vocabulary",
}
"""What each class with an id is called where another object refers to it. An id is unique within its kind."""

_ACTOR = ("role", "profession", "body", "group", "network")


def kinds_of(reference: str) -> tuple[str, ...]:
    """The kinds that a reference may point to: ``"area | subgoal"`` to either, ``"actor"`` to whoever can act."""
    return _ACTOR if reference == "actor" else tuple(reference.split(" | "))


def walk(record: Record) -> Iterator[tuple[tuple[Key, ...], Record]]:
    """A record and every record within it, each with the chain of fields and positions that leads to it."""
    yield (), record
    for field in inner_of(type(record)):
        value = getattr(record, field.name)
        inner = enumerate(value) if field.many else () if value is None else ((None, value),)
        for position, one in inner:
            start: tuple[Key, ...] = (field.name,) if position is None else (field.name, position)
            for keys, found in walk(one):
                yield (*start, *keys), found


@attrs.frozen(kw_only=True)
class Definitions(Record):
    """A tuple of each kind of object: the shape of a TOML file, of a folder, and of what a plugin's hooks return.

    ``health_regions``, ``professions`` and ``roles`` are the common vocabulary's alone.
    """

    health_regions: tuple[HealthRegion, ...] = ()
    professions: tuple[Profession, ...] = ()
    roles: tuple[Role, ...] = ()
    documents: tuple[Document, ...] = ()
    vocabularies: tuple[Vocabulary, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    regions: tuple[Region, ...] = ()
    rosters: tuple[Roster, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    questionnaires: tuple[Questionnaire, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    plans: tuple[AnnualPlan, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()

    @classmethod
    def together(cls, several: Iterable[Definitions]) -> Definitions:
        """All of them in one, in their order."""
        held = tuple(several)
        names = (field.name for field in fields_of(cls))
        return cls(**{name: tuple(chain.from_iterable(getattr(one, name) for one in held)) for name in names})
