"""What competence networks in palliative care have promised, done and published, as data that a computer can check.

The names here are palnet's public face. Each is imported when it is first used: ``import palnet`` costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from palnet._version import __version__

if TYPE_CHECKING:
    from palnet import assess, audit, crosswalk
    from palnet.catalogue import Catalogue, discover
    from palnet.counting.counts import Counts
    from palnet.counting.reference import count
    from palnet.errors import (
        DataError,
        DefinitionError,
        MissingExtraError,
        NotFoundError,
        OutputError,
        PalnetError,
        PluginError,
        Problem,
        UsageError,
    )
    from palnet.files.folder import read_folder
    from palnet.files.json_text import from_json, to_json
    from palnet.hooks import FolderPlugin, hookimpl
    from palnet.model.acknowledgement import Acknowledgement
    from palnet.model.answers import Answers
    from palnet.model.count import Count, Origin, State
    from palnet.model.definitions import Definitions
    from palnet.model.event import Attendance, Event, EventForm, EventKind, EventStatus, Participants, Theme
    from palnet.model.figure import Earlier, Figure, Form, Part, Unit
    from palnet.model.indicator import CountedFrom, Governance, Indicator, Kind
    from palnet.model.mapping import Concept, Mapping, Relation, Vocabulary
    from palnet.model.plan import Activity, ActivityStatus, AnnualPlan, StatedIn
    from palnet.model.policy import Policy
    from palnet.model.predicate import AllOf, AnyOf, AtLeast, Background, Between, Includes, Is, Not, Predicate, Stratum
    from palnet.model.region import (
        Adoption,
        Alias,
        Body,
        BodyKind,
        Code,
        Group,
        GroupKind,
        GroupMember,
        GroupMemberKind,
        HealthRegion,
        MappingPoint,
        Membership,
        Network,
        NetworkStatus,
        Organisation,
        Profession,
        Region,
        Role,
        RoleFunction,
        Sector,
        Statement,
        StatementKind,
        Trust,
    )
    from palnet.model.roster import Headcount, Roster
    from palnet.model.source import Document, DocumentKind, LostPicture, Source
    from palnet.model.strategy import Direction, FocusArea, Goal, Printing, Strategy, Subgoal, Target, TargetKind
    from palnet.model.survey import EmptyMeans, Missing, Option, Question, QuestionKind, Questionnaire, Respondents
    from palnet.period import Period, Season, When
    from palnet.survey.reading import read_answers
    from palnet.survey.rows import answers_from
    from palnet.text import Text

__all__ = [
    "Acknowledgement",
    "Activity",
    "ActivityStatus",
    "Adoption",
    "Alias",
    "AllOf",
    "AnnualPlan",
    "Answers",
    "AnyOf",
    "AtLeast",
    "Attendance",
    "Background",
    "Between",
    "Body",
    "BodyKind",
    "Catalogue",
    "Code",
    "Concept",
    "Count",
    "CountedFrom",
    "Counts",
    "DataError",
    "DefinitionError",
    "Definitions",
    "Direction",
    "Document",
    "DocumentKind",
    "Earlier",
    "EmptyMeans",
    "Event",
    "EventForm",
    "EventKind",
    "EventStatus",
    "Figure",
    "FocusArea",
    "FolderPlugin",
    "Form",
    "Goal",
    "Governance",
    "Group",
    "GroupKind",
    "GroupMember",
    "GroupMemberKind",
    "Headcount",
    "HealthRegion",
    "Includes",
    "Indicator",
    "Is",
    "Kind",
    "LostPicture",
    "Mapping",
    "MappingPoint",
    "Membership",
    "Missing",
    "MissingExtraError",
    "Network",
    "NetworkStatus",
    "Not",
    "NotFoundError",
    "Option",
    "Organisation",
    "Origin",
    "OutputError",
    "PalnetError",
    "Part",
    "Participants",
    "Period",
    "PluginError",
    "Policy",
    "Predicate",
    "Printing",
    "Problem",
    "Profession",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Region",
    "Relation",
    "Respondents",
    "Role",
    "RoleFunction",
    "Roster",
    "Season",
    "Sector",
    "Source",
    "State",
    "StatedIn",
    "Statement",
    "StatementKind",
    "Strategy",
    "Stratum",
    "Subgoal",
    "Target",
    "TargetKind",
    "Text",
    "Theme",
    "Trust",
    "Unit",
    "UsageError",
    "Vocabulary",
    "When",
    "__version__",
    "answers_from",
    "assess",
    "audit",
    "count",
    "crosswalk",
    "discover",
    "from_json",
    "hookimpl",
    "read_answers",
    "read_folder",
    "to_json",
]

_MODULES = ("assess", "audit", "crosswalk")

# Where each name lives.
_HOMES = {
    "palnet.catalogue": (
        "Catalogue",
        "discover",
    ),
    "palnet.counting.counts": ("Counts",),
    "palnet.counting.reference": ("count",),
    "palnet.errors": (
        "DataError",
        "DefinitionError",
        "MissingExtraError",
        "NotFoundError",
        "OutputError",
        "PalnetError",
        "PluginError",
        "Problem",
        "UsageError",
    ),
    "palnet.files.folder": ("read_folder",),
    "palnet.files.json_text": (
        "from_json",
        "to_json",
    ),
    "palnet.hooks": (
        "FolderPlugin",
        "hookimpl",
    ),
    "palnet.model.acknowledgement": ("Acknowledgement",),
    "palnet.model.answers": ("Answers",),
    "palnet.model.count": (
        "Count",
        "Origin",
        "State",
    ),
    "palnet.model.definitions": ("Definitions",),
    "palnet.model.event": (
        "Attendance",
        "Event",
        "EventForm",
        "EventKind",
        "EventStatus",
        "Participants",
        "Theme",
    ),
    "palnet.model.figure": (
        "Earlier",
        "Figure",
        "Form",
        "Part",
        "Unit",
    ),
    "palnet.model.indicator": (
        "CountedFrom",
        "Governance",
        "Indicator",
        "Kind",
    ),
    "palnet.model.mapping": (
        "Concept",
        "Mapping",
        "Relation",
        "Vocabulary",
    ),
    "palnet.model.plan": (
        "Activity",
        "ActivityStatus",
        "AnnualPlan",
        "StatedIn",
    ),
    "palnet.model.policy": ("Policy",),
    "palnet.model.predicate": (
        "AllOf",
        "AnyOf",
        "AtLeast",
        "Background",
        "Between",
        "Includes",
        "Is",
        "Not",
        "Predicate",
        "Stratum",
    ),
    "palnet.model.region": (
        "Adoption",
        "Alias",
        "Body",
        "BodyKind",
        "Code",
        "Group",
        "GroupKind",
        "HealthRegion",
        "MappingPoint",
        "Membership",
        "Network",
        "NetworkStatus",
        "Organisation",
        "Profession",
        "Region",
        "Role",
        "RoleFunction",
        "Sector",
        "Statement",
        "StatementKind",
        "Trust",
        "GroupMember",
        "GroupMemberKind",
    ),
    "palnet.model.roster": (
        "Headcount",
        "Roster",
    ),
    "palnet.model.source": (
        "Document",
        "DocumentKind",
        "LostPicture",
        "Source",
    ),
    "palnet.model.strategy": (
        "Direction",
        "FocusArea",
        "Goal",
        "Printing",
        "Strategy",
        "Subgoal",
        "Target",
        "TargetKind",
    ),
    "palnet.model.survey": (
        "EmptyMeans",
        "Missing",
        "Option",
        "Question",
        "QuestionKind",
        "Questionnaire",
        "Respondents",
    ),
    "palnet.period": (
        "Period",
        "Season",
        "When",
    ),
    "palnet.survey.reading": ("read_answers",),
    "palnet.survey.rows": ("answers_from",),
    "palnet.text": ("Text",),
}


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return importlib.import_module(f"palnet.{name}")
    for home, names in _HOMES.items():
        if name in names:
            value = getattr(importlib.import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
