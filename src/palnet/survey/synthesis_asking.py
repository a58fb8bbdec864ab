"""What a made-up survey asks, and of whom."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.predicate import Stratum
from palnet.model.region import Network, Region, Role
from palnet.model.survey import Questionnaire

__all__ = ["Asking", "Sort"]


@attrs.frozen(kw_only=True)
class Asking:
    """What is asked in which region, and what was published about it."""

    region: Region
    questionnaire: Questionnaire
    year: int
    networks: tuple[Network, ...]
    figures: tuple[Figure, ...]
    indicators: Mapping[str, Indicator]
    roles: Mapping[str, Role]

    def codes(self, stratum: Stratum) -> tuple[str, ...]:
        """What can be answered to the background question; nothing where it is not asked."""
        question = self.questionnaire.of_stratum(stratum)
        return tuple(one.code for one in question.options if one.missing is None) if question is not None else ()

    def is_role(self, role: str | None, wanted: str) -> bool:
        """Whether a role is that one or a sort of it: a resource nurse is a resource person."""
        question = self.questionnaire.of_stratum(Stratum.ROLE)
        seen: set[str] = set()
        while role is not None and role not in seen:
            if role == wanted or (question is not None and question.lies_within(role, wanted)):
                return True
            seen.add(role)
            role = self.roles[role].part_of if role in self.roles else None
        return False

    def asks(self, stratum: Stratum, role: str | None) -> bool:
        """Whether somebody in that role is asked the background question."""
        question = self.questionnaire.of_stratum(stratum)
        if question is None:
            return False
        return not question.asked_of or role is None or any(self.is_role(role, one.role) for one in question.asked_of)


@attrs.frozen(kw_only=True)
class Sort:
    """People who are alike in who they are. None where they are not asked, or it is not known of anybody."""

    role: str | None
    network: str | None = None
    group: str | None = None
    profession: str | None = None
    sector: str | None = None

    def of(self, stratum: Stratum) -> str | None:
        """What they are in that respect."""
        said: str | None = getattr(self, stratum.value)
        return said
