"""Made-up answers to a questionnaire that give back what was published of the year, for examples, tests and exercise.

Nobody answered them. They are made in this order: who there is (:mod:`palnet.survey.synthesis_people`), what figures
say of each question (:mod:`palnet.survey.synthesis_figures`), how many give each answer
(:mod:`palnet.survey.synthesis_deal`), and who they are (:mod:`palnet.survey.synthesis_shuffle`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import attrs

from palnet.errors import DataError, MissingExtraError, Problem
from palnet.model.answers import Answers
from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.region import Network, Region, Role
from palnet.model.roster import Roster
from palnet.model.survey import Questionnaire
from palnet.period import Period
from palnet.survey.synthesis_asking import Asking
from palnet.survey.synthesis_figures import printed_of
from palnet.survey.synthesis_people import people_of

__all__ = ["Known", "Synthesis", "synthesise"]


class Known(Protocol):
    """What has to be known of a region: a :class:`palnet.Catalogue`."""

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by id."""

    @property
    def roles(self) -> Mapping[str, Role]:
        """Roles by id."""

    def region(self, region: str) -> Region:
        """The region."""

    def questionnaire(
        self, region: str, year: int, survey: str = "annual", network: str | None = None
    ) -> Questionnaire:
        """The questionnaire of the year, whole."""

    def figures(self, region: str, year: int) -> tuple[Figure, ...]:
        """What was published about the year."""


@attrs.frozen(kw_only=True)
class Synthesis:
    """Made-up answers, the made-up roster that they are a part of, and what they were and could not be made after.

    ``notes`` say of each published figure of the questionnaire whether it comes out again, and of what is invented.
    """

    answers: Answers
    roster: Roster
    notes: tuple[Problem, ...]


def synthesise(
    catalogue: Known,
    region: str,
    year: int,
    *,
    respondents: int | None = None,
    seed: int = 0,
    network: str | None = None,
) -> Synthesis:
    """Make up answers to a year's questionnaire such that :func:`palnet.count` gives the published figures again.

    As many answer as is published of each role, or ``respondents`` in the same proportion; the roster grows with them
    and never shrinks. A few leave questions empty. The same ``seed`` gives the same answers everywhere. ``network`` is
    for regions whose networks have questionnaires of their own. Raises :class:`palnet.NotFoundError` when there is no
    questionnaire, :class:`palnet.DataError` for numbers that cannot be, and :class:`palnet.MissingExtraError`.
    """
    problems = [
        Problem("PAL201", keys=(name,), path="synthesise", value=repr(given)[:80], expected="int")
        for name, given in (("respondents", respondents), ("seed", seed))
        if (given is not None or name == "seed") and (not isinstance(given, int) or isinstance(given, bool))
    ]
    if not problems and respondents is not None and respondents < 0:
        problems.append(Problem("PAL311", keys=("respondents",), path="synthesise", value=str(respondents)))
    if problems:
        raise DataError(problems)
    asking = _asking(catalogue, region, year, network)
    people = people_of(asking, respondents, seed)
    wanted, unmade = printed_of(asking, people.scale)
    try:
        from palnet.survey.synthesis_making import Making
    except ImportError:
        raise MissingExtraError(Problem("PAL604", {"library": "polars", "extra": "frames"})) from None
    making = Making(asking, people, wanted, seed)
    columns = making.columns()
    source = f"SYNTETISK: {region} {year}, seed {seed}, {sum(people.answered)}"
    return Synthesis(
        answers=Answers(questionnaire=asking.questionnaire, columns=columns, source=source, synthetic=True),
        roster=people.roster,
        notes=(*people.notes, *making.notes, *unmade),
    )


def _asking(catalogue: Known, region: str, year: int, network: str | None) -> Asking:
    held = catalogue.region(region)
    questionnaire = catalogue.questionnaire(region, year, network=network)
    networks: Sequence[Network] = held.networks if network is None else held.network_and_parts(network)
    within = Period.year(year)
    return Asking(
        region=held,
        questionnaire=questionnaire,
        year=year,
        networks=tuple(networks),
        figures=tuple(one for one in catalogue.figures(region, year) if one.period.within(within)),
        indicators=catalogue.indicators,
        roles=catalogue.roles,
    )
