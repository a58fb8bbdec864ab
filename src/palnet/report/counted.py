"""What a report tells of answers: counts as they may be shown, as figures of its body and with what is behind them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import attrs

from palnet.assess import (
    Interval,
    Verdict,
    logical_bounds,
    protected_parts,
    roster_interval,
    verdict,
    wilson,
)
from palnet.catalogue import Catalogue
from palnet.counting.reference import count
from palnet.model.answers import Answers
from palnet.model.count import Count, State
from palnet.model.figure import Earlier, Figure, Form, Unit
from palnet.model.indicator import CountedFrom, Indicator, Kind
from palnet.model.policy import Policy
from palnet.model.predicate import Stratum
from palnet.model.roster import Roster
from palnet.model.strategy import Target
from palnet.model.survey import UNKNOWN, Respondents
from palnet.period import Period
from palnet.report.rounding import in_short, rounded
from palnet.text import Text, slug

__all__ = ["Behind", "Counted", "GroupRow", "counted_from_answers"]

# What stands where there is no number to show.
_INSTEAD = {
    State.SUPPRESSED: Text(nb="vises ikke", nn="blir ikkje vist", en="not shown"),
    State.NO_ANSWERS: Text(nb="ingen svarte", nn="ingen svara", en="nobody answered"),
    State.EMPTY_BASE: Text(nb="gjelder ingen", nn="gjeld ingen", en="applies to nobody"),
}


@attrs.frozen(kw_only=True)
class Behind:
    """What is behind one figure: its count as it may be shown, how sure it is, and the verdict on it."""

    figure: str
    indicator: Indicator
    role: str
    count: Count
    interval: Interval | None
    bounds: Interval | None
    verdict: Verdict


@attrs.frozen(kw_only=True)
class GroupRow:
    """One indicator in every group of those in one role, as the counts may stand beside each other and their sum."""

    indicator: Indicator
    role: str
    counts: tuple[tuple[str, Count], ...]


@attrs.frozen(kw_only=True)
class Counted:
    """The answers to a year's survey as a report tells them.

    ``figures`` are the counts as figures of the report's body, ``behind`` what stands behind each, ``groups`` the same
    by group; ``policy`` is what they are shown under. ``replaces`` are the published figures that they stand for.
    """

    figures: tuple[Figure, ...]
    behind: tuple[Behind, ...]
    groups: tuple[GroupRow, ...]
    policy: Policy
    source: str | None
    synthetic: bool
    respondents: int
    replaces: frozenset[str]


def counted_from_answers(
    catalogue: Catalogue,
    region: str,
    year: int,
    answers: Answers,
    *,
    roster: Roster | None = None,
    policy: Policy | None = None,
) -> Counted:
    """Count a year's answers for its report, with every indicator that they can tell anything of."""
    return _Counter(catalogue, (region, year), answers, roster, policy or Policy.standard()).counted()


class _Counter:
    """Counts the answers of one region's year."""

    def __init__(
        self, catalogue: Catalogue, of: tuple[str, int], answers: Answers, roster: Roster | None, policy: Policy
    ) -> None:
        region, year = of
        self.catalogue = catalogue
        self.region = catalogue.region(region)
        self.year = year
        self.period = Period.year(year)
        self.answers = answers
        self.roster = roster
        self.policy = policy
        self.published = catalogue.figures(region, year)
        self.earlier = [one for one in catalogue.definitions.figures if one.region == region]
        self.indicators = [
            one
            for one in catalogue.indicators.values()
            if one.counted_from in (CountedFrom.ANSWERS, CountedFrom.ROSTER) and one.respondents and self._fits(one)
        ]

    def _fits(self, indicator: Indicator) -> bool:
        """Whether it is made of questions that this survey knows: another region's may ask for something else."""
        known = {*self.answers.questionnaire.by_id, *self.answers.questionnaire.leaves_out}
        return set(indicator.questions) <= known

    def counted(self) -> Counted:
        by_role = count(self.indicators, self.answers, roster=self.roster, by=("role",), period=self.period)
        lines = list(self._lines({(one.indicator, dict(one.strata)["role"]): one for one in by_role}))
        return Counted(
            figures=tuple(figure for figures, _ in lines for figure in figures),
            behind=tuple(behind for _, behind in lines),
            groups=tuple(self._groups()),
            policy=self.policy,
            source=self.answers.source,
            synthetic=self.answers.synthetic or any(one.origin.synthetic for one in by_role),
            respondents=len(self.answers),
            replaces=frozenset(one.id for one in self.published if self._is_replaced(one)),
        )

    def _is_replaced(self, figure: Figure) -> bool:
        """Whether a published figure tells of the same survey. Themes that somebody has coded stay."""
        told = figure.indicator in {one.id for one in self.indicators} or figure.question is not None
        # How many answered in each role is told anew; who took part in an event stands with the event.
        who_answered = figure.event is None and any(part.role is not None for part in figure.parts)
        themes = bool(figure.themes) and figure.percent is None and figure.value is None
        return (told or figure.respondents is not None or who_answered) and not themes

    def _lines(self, counts: dict[tuple[str, str], Count]) -> Iterator[tuple[tuple[Figure, ...], Behind]]:
        for indicator in self.indicators:
            for respondents in _roles(indicator):
                found = counts.get((indicator.id, respondents.role))
                if found is None or found.state is State.NOT_ASKED:
                    continue
                shown = self.policy.protect(found)
                figures = tuple(self._figures(shown, indicator, respondents))
                if figures:
                    yield figures, self._behind(figures[0], shown, indicator, respondents)

    def _behind(self, figure: Figure, shown: Count, indicator: Indicator, respondents: Respondents) -> Behind:
        interval = bounds = None
        share = shown.state is State.VALUE and shown.kind is Kind.PROPORTION
        if share and shown.origin.counted_from is CountedFrom.ANSWERS:
            k, n = int(shown.numerator or 0), int(shown.denominator or 0)
            if shown.roster is None:
                interval = wilson(k, n)
            else:
                interval = roster_interval(k, n, roster=shown.roster)
                bounds = logical_bounds(k, n, roster=shown.roster)
        return Behind(
            figure=figure.id,
            indicator=indicator,
            role=respondents.role,
            count=shown,
            interval=interval,
            bounds=bounds,
            verdict=verdict(shown, self._target(indicator, figure)),
        )

    def _target(self, indicator: Indicator, figure: Figure) -> Target | None:
        """The target that holds for a figure; for those whose network is not known, only one that holds for all."""
        for one in self.catalogue.targets(self.region.id, self.year):
            here = not one.networks or (figure.networks and set(figure.networks) <= set(one.networks))
            if one.indicator == indicator.id and here:
                return one
        return None

    def _figures(self, shown: Count, indicator: Indicator, respondents: Respondents) -> Iterator[Figure]:
        name = f"{self.region.id}-{self.year}/talt/{indicator.id}/{respondents.role}"
        base = Figure(
            id=name,
            label=indicator.label,
            region=self.region.id,
            period=self.period,
            indicator=indicator.id,
            respondents=respondents,
            networks=tuple(one.id for one in self.region.networks if one.role == respondents.role),
            earlier=self._earlier(indicator, respondents),
            form=Form.WORDS,
            words=_INSTEAD.get(shown.state, _INSTEAD[State.SUPPRESSED]),
        )
        number = attrs.evolve(base, form=Form.EXACT, value=Decimal(0), unit=Unit.ANSWERS, words=None)
        if shown.state is State.NOT_MEASURED:
            answered = sum(code == respondents.role for code in self._roles_of_all())
            yield attrs.evolve(number, value=Decimal(answered))
        elif shown.state is not State.VALUE:
            yield base
        elif shown.kind is Kind.PROPORTION:
            k, n = int(shown.numerator or 0), int(shown.denominator or 0)
            percent = rounded(Fraction(100 * k, n))
            yield attrs.evolve(number, value=None, unit=None, numerator=k, denominator=n, percent=percent)
        elif shown.kind is Kind.DISTRIBUTION:
            yield from self._bars(base, shown, indicator)
        else:
            unit = Unit.PERSONS if shown.kind is Kind.COUNT else Unit.ANSWERS
            yield attrs.evolve(number, value=in_short(shown.value or Fraction(0)), unit=unit)

    def _roles_of_all(self) -> Iterator[str]:
        return (str(code) for code in self.answers.stratum(Stratum.ROLE))

    def _bars(self, base: Figure, shown: Count, indicator: Indicator) -> Iterator[Figure]:
        """A figure for each answer, under the indicator's area, as it has no single number."""
        strategy = next(
            (one for one in self.catalogue.strategies.values() if self.catalogue.area_of(indicator.id, one)), None
        )
        area = self.catalogue.area_of(indicator.id, strategy) if strategy is not None else None
        question = self.answers.questionnaire.by_id[str(indicator.question)]
        labels = {option.code: option.label for option in question.options}
        for code, number in shown.values:
            option = labels.get(code, Text(nb=code))
            said = {lang: f"{indicator.label.in_(lang)}: {option.in_(lang)}" for lang in ("nb", "nn", "en")}
            one = attrs.evolve(
                base,
                id=f"{base.id}/{slug(code)}",
                label=Text(**said),
                indicator=None,
                question=question.id,
                area=area.id if area is not None else None,
                earlier=(),
            )
            if number is None:
                yield one
            else:
                n = shown.answered
                percent = rounded(Fraction(100 * number, n))
                yield attrs.evolve(one, form=Form.EXACT, words=None, numerator=number, denominator=n, percent=percent)

    def _earlier(self, indicator: Indicator, respondents: Respondents) -> tuple[Earlier, ...]:
        """What is published of the same a year before, where it compares: as printed, or beside this year's figure."""
        if indicator.version != 1 and 1 not in indicator.comparable_with:
            return ()
        same = [
            one
            for one in self.earlier
            if one.indicator == indicator.id and (one.respondents is None or one.respondents.role == respondents.role)
        ]
        before = Period.year(self.year - 1)
        for one in same:
            if one.period == before and one.percent is not None and one.repeats is None and one.group is None:
                return (Earlier(period=before, percent=one.percent, form=one.form),)
        beside = (one for figure in same if figure.period == self.period for one in figure.earlier)
        return tuple(dict.fromkeys(one for one in beside if one.period == before and one.percent is not None))[:1]

    def _groups(self) -> Iterator[GroupRow]:
        """Every indicator by group, for those whose group is asked; none of them can be told from the rest."""
        if self.answers.questionnaire.of_stratum(Stratum.GROUP) is None:
            return
        by = ("role", "group")
        counts = count(self.indicators, self.answers, roster=self.roster, by=by, margins=True, period=self.period)
        placed = {(one.indicator, *dict(one.strata).values()): one for one in counts}
        for indicator in self.indicators:
            if indicator.kind is not Kind.PROPORTION:
                continue
            for respondents in _roles(indicator):
                whole = placed.get((indicator.id, respondents.role, "total"))
                parts = [
                    (place[2], one)
                    for place, one in placed.items()
                    if place[:2] == (indicator.id, respondents.role) and place[2] != "total"
                ]
                known = any(one.state is State.VALUE for group, one in parts if group != UNKNOWN)
                if whole is None or whole.state is not State.VALUE or not known:
                    continue
                shown, _ = protected_parts([one for _, one in parts], whole, self.policy)
                rows = tuple((group, one) for (group, _), one in zip(parts, shown, strict=True) if group != UNKNOWN)
                yield GroupRow(indicator=indicator, role=respondents.role, counts=rows)


def _roles(indicator: Indicator) -> Iterator[Respondents]:
    """Those whom it speaks of, each role once; the sector only where it speaks of one."""
    roles: dict[str, list[Respondents]] = {}
    for one in indicator.respondents:
        roles.setdefault(one.role, []).append(one)
    for role, several in roles.items():
        yield several[0] if len(several) == 1 else Respondents(role=role)
