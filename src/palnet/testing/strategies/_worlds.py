"""Worlds: everything that a count needs and a verdict asks for, all of it about the same people."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from palnet.counting.counts import Counts
from palnet.counting.reference import count
from palnet.model.answers import Answers
from palnet.model.definitions import Definitions
from palnet.model.event import Event
from palnet.model.indicator import Indicator
from palnet.model.region import Region
from palnet.model.roster import Roster
from palnet.model.strategy import FocusArea, Strategy, Target
from palnet.model.survey import Questionnaire
from palnet.testing.strategies._answering import draw_answers
from palnet.testing.strategies._asking import EARLIER, YEAR, draw_questionnaire
from palnet.testing.strategies._fitting import Fit, an_indicator, targets
from palnet.testing.strategies._ground import ground
from palnet.testing.strategies._people import draw_events, draw_region, draw_roster
from palnet.testing.strategies._plain import label, several

__all__ = ["World", "worlds"]


@attrs.frozen(kw_only=True)
class World:
    """One region's year: all that counts are made from, and the strategy whose targets they are held against.

    The region's networks have adopted the strategy and use the questionnaire; the indicators fit the questionnaire and
    live under the strategy's focus area, which has a target for each; the answers are to the questionnaire, of people
    in the region's groups; the roster has room for all of them; the events are the groups' and networks' meetings.
    """

    region: Region
    strategy: Strategy
    questionnaire: Questionnaire
    roster: Roster
    indicators: tuple[Indicator, ...]
    answers: Answers
    events: tuple[Event, ...]

    def count(self, by: str | Sequence[str] = (), *, margins: bool = False) -> Counts:
        """All the indicators counted from all that there is."""
        return count(self.indicators, self.answers, roster=self.roster, events=self.events, by=by, margins=margins)

    @property
    def definitions(self) -> Definitions:
        """All but the answers, as a plugin would bring it, with the edition that asks what this one leaves out."""
        return Definitions(
            regions=(self.region,),
            rosters=(self.roster,),
            indicators=self.indicators,
            questionnaires=(self.questionnaire, EARLIER) if self.questionnaire.leaves_out else (self.questionnaire,),
            strategies=(self.strategy,),
            events=self.events,
        )


# An indicator and its target are drawn together, so that they go together when a failing example shrinks.
@st.composite
def _measured(draw: DrawFn, fit: Fit, identifier: str) -> tuple[Indicator, Target]:
    indicator = draw(an_indicator(fit, identifier))
    return indicator, draw(targets(indicator, f"t-{identifier}"))


@st.composite
def worlds(draw: DrawFn, *, max_respondents: int = 10) -> World:
    """Worlds of one or two networks with up to three groups, one to three indicators and some respondents.

    ``palnet.count`` takes all of them, by anything that :func:`divisions` gives. Numbers are so small that most things
    meet: groups without anybody, questions that nobody answered, everybody and nobody of whom something holds.
    """
    who = ground(draw)
    questionnaire = draw_questionnaire(draw, who)
    fit = Fit.of(questionnaire)
    measured = several(draw, lambda made: _measured(fit, f"i{len(made) + 1}"), 1, 3)
    indicators = tuple(indicator for indicator, _ in measured)
    answers = draw_answers(draw, questionnaire, who.network_of, max_respondents)
    strategy = Strategy(
        id="strategy",
        label=label("strategy"),
        period=YEAR,
        areas=(FocusArea(id="area", label=label("area"), indicators=tuple(one.id for one in indicators)),),
        targets=tuple(target for _, target in measured),
    )
    return World(
        region=draw_region(draw, who, strategy.id, questionnaire.id),
        strategy=strategy,
        questionnaire=questionnaire,
        roster=draw_roster(draw, who, questionnaire, answers),
        indicators=indicators,
        answers=answers,
        events=draw_events(draw, who),
    )
