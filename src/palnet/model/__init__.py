"""The domain: frozen classes that say what networks are, have promised, do, ask and print. No input, no output."""

from __future__ import annotations

import sys

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
    "Code",
    "Concept",
    "Count",
    "CountedFrom",
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
    "Network",
    "NetworkStatus",
    "Not",
    "Option",
    "Organisation",
    "Origin",
    "Part",
    "Participants",
    "Policy",
    "Predicate",
    "Printing",
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
    "Theme",
    "Trust",
    "Unit",
    "Vocabulary",
]

# So that st.from_type knows the classes above, also where Hypothesis was there first. Nothing is imported for it.
if (_hypothesis := sys.modules.get("palnet.testing._hypothesis")) is not None:
    _hypothesis.register(__name__)
