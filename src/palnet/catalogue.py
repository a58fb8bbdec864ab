"""Everything that the installed plugins bring, checked as one and looked up by name.

:func:`discover` finds the plugins, calls their hooks, holds their objects against each other and gives a
:class:`Catalogue`. Nothing happens when palnet is imported, and two calls share nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

import attrs
import tomli

from palnet.coherence import coherent, merged_regions, with_current_ids
from palnet.errors import NotFoundError, PluginError, Problem
from palnet.files.folder import read_folder
from palnet.hooks import FolderPlugin
from palnet.model.definitions import Definitions
from palnet.model.event import Event
from palnet.model.figure import Figure
from palnet.model.indicator import Indicator
from palnet.model.mapping import Concept, Vocabulary
from palnet.model.mapping import Mapping as ConceptMapping
from palnet.model.plan import Activity, AnnualPlan
from palnet.model.predicate import Stratum
from palnet.model.region import Group, HealthRegion, Network, Profession, Region, Role
from palnet.model.roster import Roster
from palnet.model.source import Document, DocumentKind, Source
from palnet.model.strategy import FocusArea, Strategy, Subgoal, Target
from palnet.model.survey import Option, Questionnaire
from palnet.period import Period
from palnet.plugins import Contribution, Plugin, contributions, given_plugins, installed_plugins

__all__ = ["Catalogue", "catalogue_of", "check_folder", "discover"]

_Thing = TypeVar("_Thing")


def discover(
    plugins: Iterable[object] | None = None, folders: Iterable[str | os.PathLike[str]] = (), strict: bool = True
) -> Catalogue:
    """Find, read and check everything that plugins bring.

    ``plugins`` are plugin objects to use instead of those that are installed; ``folders`` are folders of TOML that
    are regions without any packaging; one that an installed plugin was made from stands in for it. Raises
    :class:`palnet.PluginError` with every problem of every plugin; with ``strict=False`` plugins with problems are
    left out, those that need them too, and the problems are on ``catalogue.problems``.
    """
    held = [Path(folder) for folder in folders]
    brought = contributions(installed_plugins() if plugins is None else given_plugins(plugins))
    kept = [one for one in brought if plugins is not None or not any(_is_of(one.plugin, folder) for folder in held)]
    added = contributions(given_plugins(FolderPlugin(folder) for folder in held))
    return catalogue_of([_common(), *kept, *added], strict=strict)


def check_folder(folder: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Every problem of one folder of TOML: in its files, and beside the plugins that are installed.

    The folder may be that of an installed plugin: what is installed of it is then left aside. Raises
    :class:`palnet.DefinitionError` when there is no such folder or it holds no definition file.
    """
    plugin = FolderPlugin(folder)
    own = plugin.reading
    (contribution,) = contributions(given_plugins([plugin]))
    others = [one for one in contributions(installed_plugins()) if not _is_of(one.plugin, Path(folder))]
    together = [_common(), *map(_with_reading, others), _with_reading(contribution)]
    beside = coherent(together).get(len(together) - 1, ())
    return tuple(dict.fromkeys((*own.problems, *contribution.problems, *beside)))


def _is_of(plugin: Plugin, folder: Path) -> bool:
    """Whether an installed plugin is what that folder holds: by the folder itself, or by its project's name."""
    if plugin.folder is not None and plugin.folder.resolve().is_relative_to(folder.resolve()):
        return True
    for place in (folder.resolve(), *folder.resolve().parents):
        try:
            project = tomli.loads((place / "pyproject.toml").read_text(encoding="utf-8")).get("project")
        except (OSError, ValueError):
            continue  # none there, or none that says its name
        return isinstance(project, dict) and project.get("name") == plugin.distribution
    return False


def _common() -> Contribution:
    reading = read_folder(Path(__file__).parent / "common")
    return Contribution(Plugin("palnet"), reading.definitions, reading.problems, reading)


def catalogue_of(brought: Iterable[Contribution], strict: bool = True) -> Catalogue:
    """The catalogue of what plugins bring; see :func:`discover`."""
    rest = list(brought)
    problems = [problem for one in rest for problem in one.problems]
    if strict:
        # What a broken plugin would have brought is still looked at, so that one run tells everything.
        found = coherent([_with_reading(one) for one in rest])
        problems += [problem for position in sorted(found) for problem in found[position] if problem not in problems]
        if problems:
            raise PluginError(problems)
    else:
        rest = [one for one in rest if not one.problems]
        while found := coherent(rest):
            problems += [problem for position in sorted(found) for problem in found[position]]
            rest = [one for position, one in enumerate(rest) if position not in found]
    together = Definitions.together(one.definitions for one in rest)
    return Catalogue(
        with_current_ids(attrs.evolve(together, regions=merged_regions(together.regions))),
        tuple(one.plugin for one in rest),
        tuple(problems),
    )


def _with_reading(one: Contribution) -> Contribution:
    return attrs.evolve(one, definitions=one.reading.definitions) if one.problems and one.reading else one


def _by_id(things: Iterable[_Thing]) -> Mapping[str, _Thing]:
    return MappingProxyType({thing.id: thing for thing in things})  # type: ignore[attr-defined]


class Catalogue:
    """Regions, strategies, indicators and all else by id, and what holds for a region in a year.

    The attributes are read-only mappings from id to object, in the order in which plugins bring them (regions by id).
    Methods that take a region and a year raise :class:`palnet.NotFoundError`, naming what there is, when there is no
    such region or nothing of that sort for the year.
    """

    def __init__(
        self, definitions: Definitions, plugins: Iterable[Plugin] = (), problems: Iterable[Problem] = ()
    ) -> None:
        self.definitions = definitions
        self.plugins: tuple[Plugin, ...] = tuple(plugins)
        self.problems: tuple[Problem, ...] = tuple(problems)
        self.health_regions: Mapping[str, HealthRegion] = _by_id(definitions.health_regions)
        self.regions: Mapping[str, Region] = _by_id(definitions.regions)
        own_professions = (one for region in definitions.regions for one in region.professions)
        self.professions: Mapping[str, Profession] = _by_id((*definitions.professions, *own_professions))
        own_roles = (one for region in definitions.regions for one in region.roles)
        self.roles: Mapping[str, Role] = _by_id((*definitions.roles, *own_roles))
        self.documents: Mapping[str, Document] = _by_id(definitions.documents)
        self.vocabularies: Mapping[str, Vocabulary] = _by_id(definitions.vocabularies)
        self.concepts: Mapping[str, Concept] = _by_id(
            concept for vocabulary in definitions.vocabularies for concept in vocabulary.concepts
        )
        self.mappings: Mapping[str, ConceptMapping] = _by_id(definitions.mappings)
        self.rosters: Mapping[str, Roster] = _by_id(definitions.rosters)
        self.indicators: Mapping[str, Indicator] = _by_id(definitions.indicators)
        self.questionnaires: Mapping[str, Questionnaire] = _by_id(definitions.questionnaires)
        self.strategies: Mapping[str, Strategy] = _by_id(definitions.strategies)
        self.plans: Mapping[str, AnnualPlan] = _by_id(definitions.plans)
        self.networks: Mapping[str, Network] = _by_id(n for region in definitions.regions for n in region.networks)

    def __repr__(self) -> str:
        regions = ", ".join(self.regions) or "no region"
        return f"<Catalogue of {regions}; {len(self.plugins)} plugins, {len(self.problems)} problems>"

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalogue, (self.definitions, self.plugins, self.problems)

    def region(self, region: str) -> Region:
        """The region with that id."""
        if region not in self.regions:
            raise NotFoundError(Problem("PAL601", {"region": region, "known": ", ".join(self.regions) or "–"}))
        return self.regions[region]

    def _one(self, found: Mapping[str, _Thing], what: str, region: str, year: int, known: Iterable[int]) -> _Thing:
        """The one thing found; refuses to choose between several."""
        if not found:
            years = ", ".join(str(one) for one in sorted(set(known))) or "–"
            raise NotFoundError(Problem("PAL602", {"region": region, "what": what, "year": year, "known": years}))
        if len(found) > 1:
            raise NotFoundError(
                Problem("PAL608", {"region": region, "what": what, "year": year, "known": ", ".join(found)})
            )
        return next(iter(found.values()))

    def _years(self, periods: Iterable[Period]) -> set[int]:
        return {year for one in periods for year in range(one.start.year, (one.last_year or one.start.year) + 1)}

    def strategy(self, region: str, year: int, network: str | None = None) -> Strategy:
        """The strategy in force for the region's networks that year (for one of them, where they differ)."""
        held = [self.strategies[one.strategy] for part in self._networks(region, network) for one in part.adoptions]
        found = {one.id: one for one in held if one.period.meets(Period.year(year))}
        return self._one(found, "strategy", region, year, self._years(one.period for one in held))

    def plan(self, region: str, year: int, network: str | None = None) -> AnnualPlan:
        """The annual plan of the region's networks for that year (of one of them, where each has its own)."""
        networks = {part.id for part in self._networks(region, network)}
        held = [plan for plan in self.plans.values() if plan.region == region and networks.intersection(plan.networks)]
        return self._one(
            {one.id: one for one in held if one.year == year}, "plan", region, year, (one.year for one in held)
        )

    def questionnaire(
        self, region: str, year: int, survey: str = "annual", network: str | None = None
    ) -> Questionnaire:
        """The edition of a survey that the region's networks use that year (one of them, where they differ).

        It is whole: with the questions that it repeats from other editions, with those that it leaves out of them, and
        with the region's own networks and groups where respondents choose among them.
        """
        held = [self.questionnaires[one] for part in self._networks(region, network) for one in part.surveys]
        held = [one for one in held if one.survey == survey]
        found = {one.id: one for one in held if one.period.meets(Period.year(year))}
        edition = self._one(found, "questionnaire", region, year, self._years(one.period for one in held))
        return self._whole(edition, self.region(region))

    def _whole(self, edition: Questionnaire, region: Region) -> Questionnaire:
        every = {question.id: question for one in self.questionnaires.values() for question in one.questions}
        asked = (*edition.questions, *(every[one] for one in edition.repeats if one in every))
        of_parts = {one.part_of for one in region.networks}
        options: dict[Stratum, Iterable[Network | Group]] = {
            Stratum.NETWORK: (one for one in region.networks if one.id not in of_parts),
            Stratum.GROUP: (one for one in region.groups if one.period is None or one.period.meets(edition.period)),
        }
        questions = []
        for question in asked:
            own = options.get(question.stratum, ()) if question.stratum is not None and not question.options else ()
            chosen = tuple(Option(code=one.id, label=one.label) for one in own)
            questions.append(attrs.evolve(question, options=chosen) if chosen else question)
        others = (one for one in self.questionnaires.values() if one.survey == edition.survey)
        missing = {question.id for one in others for question in one.questions} - {question.id for question in asked}
        left_out = (*edition.leaves_out, *sorted(missing - set(edition.leaves_out)))
        return attrs.evolve(edition, questions=tuple(questions), repeats=(), leaves_out=left_out)

    def roster(self, region: str, year: int) -> Roster:
        """The region's latest headcounts of that year, each with the role that its network's resource persons have."""
        latest = {one.id: one for one in sorted(self.rosters_of(region, year), key=lambda one: one.date)[-1:]}
        years = (one.date.year for one in self.rosters.values() if one.region == region)
        return self._one(latest, "roster", region, year, years)

    def rosters_of(self, region: str, year: int) -> tuple[Roster, ...]:
        """All of the region's headcounts of that year, each with the role that its network's resource persons have."""
        roles = {one.id: one.role for one in self.region(region).networks}
        held = (one for one in self.rosters.values() if one.region == region and one.date.year == year)
        return tuple(one.with_roles(roles) for one in held)

    def _networks(self, region: str, network: str | None = None) -> tuple[Network, ...]:
        """The region's networks, or one of them with its parts and what it is a part of."""
        networks = self.region(region).networks
        if network is None:
            return networks
        if network not in {one.id for one in networks}:
            raise NotFoundError(Problem("PAL607", {"name": network, "kind": "network"}))
        wanted = list(self.region(region).network_and_parts(network))
        while wanted[0].part_of is not None:
            wanted.insert(0, self.networks[wanted[0].part_of])
        return tuple(wanted)

    def _stated(self, region: str, year: int) -> tuple[Strategy | AnnualPlan, ...]:
        """The strategies and plans in force, strategies first."""
        strategies = {
            self.strategies[one.strategy].id: self.strategies[one.strategy]
            for part in self._networks(region)
            for one in part.adoptions
        }
        plans = (plan for plan in self.plans.values() if plan.region == region and plan.year == year)
        return (*(one for one in strategies.values() if one.period.meets(Period.year(year))), *plans)

    def subgoals(self, region: str, year: int) -> tuple[Subgoal, ...]:
        """The subgoals that the year's plans state; where none does, those of the strategy in force."""
        stated = self._stated(region, year)
        plans = tuple(subgoal for one in stated if isinstance(one, AnnualPlan) for subgoal in one.subgoals)
        return plans or tuple(subgoal for one in stated for subgoal in one.subgoals)

    def targets(self, region: str, year: int) -> tuple[Target, ...]:
        """The targets in force that year, the strategy's and the plan's."""
        held = (target for one in self._stated(region, year) for target in one.targets)
        return tuple(target for target in held if target.period is None or target.period.meets(Period.year(year)))

    def activities(self, region: str, year: int) -> tuple[Activity, ...]:
        """The activities of the year's plans, each with those that it consists of nested in it."""
        plans = (one for one in self._stated(region, year) if isinstance(one, AnnualPlan))
        return tuple(activity for plan in plans for activity in plan.activities)

    def events(self, region: str, year: int) -> tuple[Event, ...]:
        """The region's events of that year, by time as far as it is known, then as they stand."""
        self.region(region)
        held = (one for one in self.definitions.events if one.region == region and one.when.in_year == year)
        return tuple(sorted(held, key=lambda one: one.when.order))

    def figures(self, region: str, year: int) -> tuple[Figure, ...]:
        """The figures published about that year, and what else that year's annual report prints."""
        self.region(region)
        return tuple(
            one
            for one in self.definitions.figures
            if one.region == region
            and (one.period.meets(Period.year(year)) or any(self._reports_on(source, year) for source in one.sources))
        )

    def _reports_on(self, source: Source, year: int) -> bool:
        document = self.documents[source.document]
        return document.kind is DocumentKind.ANNUAL_REPORT and document.year == year

    def figure_years(self, region: str) -> tuple[int, ...]:
        """The years about which the region has published figures."""
        self.region(region)
        return tuple(
            sorted(
                self._years(
                    one.period
                    for one in self.definitions.figures
                    if one.region == region and one.period.last_year == one.period.start.year
                )
            )
        )

    def area_of(self, indicator: str, strategy: Strategy) -> FocusArea | None:
        """The focus area under which an indicator lives in a strategy."""
        return next((area for area in strategy.areas if indicator in area.indicators), None)
