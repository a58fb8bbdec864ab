"""What is asked: questionnaires, their variants, questions and options, and why an answer may be empty."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from typing import Annotated

import attrs

from palnet.errors import Problem
from palnet.model.predicate import AllOf, Background, Predicate, Stratum
from palnet.model.region import Sector
from palnet.model.source import Source
from palnet.period import Period, When
from palnet.record import Id, Record, Ref
from palnet.text import Text

__all__ = [
    "TOTAL",
    "UNKNOWN",
    "EmptyMeans",
    "Missing",
    "Option",
    "Question",
    "QuestionKind",
    "Questionnaire",
    "Respondents",
]


TOTAL = "total"
"""What stands for a stratum in a row that is summed over it; also the level of a row that is summed over all."""

UNKNOWN = "unknown"
"""The stratum of those of whom it is not known."""


class Missing(StrEnum):
    """Why an answer is empty. Not shown and not applicable put a person outside the base; the others do not."""

    NOT_ASKED = "not-asked"
    NOT_SHOWN = "not-shown"
    NOT_APPLICABLE = "not-applicable"
    NOT_ANSWERED = "not-answered"
    DONT_KNOW = "dont-know"

    def __eq__(self, other: object) -> bool:
        # An option may have the code "dont-know" and be an answer: it is not the same as this in any column or set.
        return self is other

    def __ne__(self, other: object) -> bool:
        return self is not other

    __hash__ = str.__hash__


@attrs.frozen(kw_only=True)
class Respondents(Record):
    """Who answers: those in a role (resource nurses, managers) or profession (doctors), perhaps only in one sector."""

    role: Annotated[str, Ref("role | profession")]
    sector: Sector | None = None

    @cached_property
    def condition(self) -> Predicate:
        """That somebody is one of them."""
        role = Background(Stratum.ROLE, self.role)
        return role if self.sector is None else AllOf(role, Background(Stratum.SECTOR, self.sector.value))


class QuestionKind(StrEnum):
    """What sort of answer a question takes."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    ORDINAL = "ordinal"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class EmptyMeans(StrEnum):
    """What it means that none of a question's boxes is ticked: no answer, or the answer that none of them fits."""

    NOT_ANSWERED = "not-answered"
    NONE = "none"


CHOSEN = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.ORDINAL)
"""The kinds of question that are answered by choosing among options."""


@attrs.frozen(kw_only=True)
class Option(Record):
    """One answer that can be chosen. ``missing`` says that choosing it counts as no answer (and why).

    ``part_of`` is the code of the option that it is a sort of: home care, of the municipality.
    """

    code: str
    label: Text
    missing: Missing | None = None
    part_of: str | None = None


@attrs.frozen(kw_only=True)
class Question(Record):
    """A question, in our own words. Its id lasts over the years as long as its meaning does.

    The options of an ordinal question stand in order, least first. ``background`` marks a question that only says who
    the respondent is, ``stratum`` what of that: the role, the network, the group, the profession, the sector; each
    option's code is then the id of one. ``shown_if`` says to whom it is shown among those it is asked of. ``empty``
    says what it means that none of several boxes is ticked. ``tells_two`` marks one that asks about two things at once,
    so that no answer belongs to either alone.
    """

    id: Id
    label: Text
    kind: QuestionKind
    asked_of: tuple[Respondents, ...]
    options: tuple[Option, ...] = ()
    background: bool = False
    stratum: Stratum | None = None
    shown_if: Predicate | None = None
    empty: EmptyMeans = EmptyMeans.NOT_ANSWERED
    tells_two: bool = False
    number: int | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if self.options and self.kind not in CHOSEN:
            yield Problem("PAL315", {"field": "options", "with": f'kind = "{self.kind}"'}, keys=("options",))
        if self.stratum is not None and not self.background:
            yield Problem("PAL309", {"field": "stratum", "needs": "background"}, keys=("stratum",))
        if self.stratum is not None and self.kind is not QuestionKind.SINGLE:
            yield Problem("PAL315", {"field": "stratum", "with": f'kind = "{self.kind}"'}, keys=("stratum",))
        if self.empty is EmptyMeans.NONE and self.kind is not QuestionKind.MULTIPLE:
            yield Problem("PAL315", {"field": "empty", "with": f'kind = "{self.kind}"'}, keys=("empty",))
        seen: set[str] = set()
        for position, option in enumerate(self.options):
            if option.code in seen:
                yield Problem("PAL322", {"code": option.code}, keys=("options", position, "code"), value=option.code)
            if self.background and option.code in (TOTAL, UNKNOWN) and option.missing is None:
                yield Problem("PAL327", {"code": option.code}, keys=("options", position, "code"), value=option.code)
            seen.add(option.code)
        for position, option in enumerate(self.options):
            keys = ("options", position, "part_of")
            if option.part_of == option.code:
                yield Problem("PAL321", {"id": option.code}, keys=keys)
            elif option.part_of is not None and option.part_of not in seen:
                known = ", ".join(one.code for one in self.options)
                yield Problem("PAL341", {"code": option.part_of, "question": self.id, "known": known}, keys=keys)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its options, in their order."""
        return tuple(option.code for option in self.options)

    def lies_within(self, code: str, wanted: str) -> bool:
        """Whether an option is that one or a sort of it, at any depth."""
        wholes = {option.code: option.part_of for option in self.options}
        seen: set[str] = set()
        at: str | None = code
        while at is not None and at not in seen:
            if at == wanted:
                return True
            seen.add(at)
            at = wholes.get(at)
        return False


@attrs.frozen(kw_only=True)
class Questionnaire(Record):
    """A survey of one year: its questions and when it is sent out.

    ``survey`` names what it is an edition of (``"annual"``), so that editions can be compared. Each question says whom
    it is asked of, so the variants of a survey (nurses, managers …) need no list of their own. Networks say themselves
    which questionnaires they use; one that evaluates an ``event`` belongs to it. ``repeats`` are questions that another
    edition holds and this one asks as well, ``leaves_out`` those that it does not ask: what is counted from them was
    not asked that year.
    """

    id: Id
    label: Text
    survey: str
    period: Period
    questions: tuple[Question, ...] = ()
    repeats: tuple[Annotated[str, Ref("question")], ...] = ()
    leaves_out: tuple[Annotated[str, Ref("question")], ...] = ()
    event: Annotated[str, Ref("event")] | None = None
    when: When | None = None
    purpose: Text | None = None
    inferred: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()

    def _rules(self) -> Iterator[Problem]:
        if not self.questions and not self.repeats:
            yield Problem("PAL312", keys=("questions",))
        asked: dict[str, int] = {}
        strata: dict[Stratum, str] = {}
        for position, question in enumerate(self.questions):
            if question.id in asked:
                yield Problem("PAL313", {"first": asked[question.id] + 1}, keys=("questions", position, "id"))
            asked.setdefault(question.id, position)
            if question.stratum is not None:
                other = strata.setdefault(question.stratum, question.id)
                if other != question.id:
                    said = {"one": question.id, "other": other, "stratum": str(question.stratum)}
                    yield Problem("PAL326", said, keys=("questions", position, "stratum"))
        again: dict[str, int] = {}
        for position, identifier in enumerate(self.repeats):
            if identifier in asked:
                said = {"field": "repeats", "with": identifier}
                yield Problem("PAL315", said, keys=("repeats", position), value=identifier)
            elif identifier in again:
                yield Problem("PAL313", {"first": again[identifier] + 1}, keys=("repeats", position))
            again.setdefault(identifier, position)
        for position, identifier in enumerate(self.leaves_out):
            if identifier in asked or identifier in self.repeats:
                said = {"field": "leaves_out", "with": identifier}
                yield Problem("PAL315", said, keys=("leaves_out", position), value=identifier)

    @property
    def by_id(self) -> dict[str, Question]:
        """Its questions by their ids."""
        return {question.id: question for question in self.questions}

    def of_stratum(self, stratum: Stratum) -> Question | None:
        """The background question that says what a respondent is in that respect."""
        return next((question for question in self.questions if question.stratum is stratum), None)

    @property
    def only_role(self) -> str | None:
        """The role of everybody who answers, where it asks one role alone and therefore need not ask for it."""
        roles = {one.role for question in self.questions for one in question.asked_of}
        return roles.pop() if len(roles) == 1 and self.of_stratum(Stratum.ROLE) is None else None
