"""Regions that there are not: definitions for crosswalks, made in Python, and four networks on a real questionnaire."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from palnet import (
    Activity,
    Adoption,
    AnnualPlan,
    Concept,
    Count,
    CountedFrom,
    Direction,
    Figure,
    FocusArea,
    Goal,
    Indicator,
    Kind,
    Mapping,
    Network,
    Origin,
    Period,
    Region,
    Relation,
    Respondents,
    Strategy,
    Subgoal,
    Target,
    TargetKind,
    Text,
    Vocabulary,
)
from palnet.model.definitions import Definitions

NURSE = Respondents(role="ressurssykepleier")


def text(said: str) -> Text:
    return Text(nb=said)


class Held:
    """What a crosswalk asks for, and no more."""

    def __init__(self, **definitions) -> None:
        self.definitions = Definitions(**{name: tuple(held) for name, held in definitions.items()})


def mapping(subject: str, relation: str, other: str | None = None, **given) -> Mapping:
    name = f"{subject}-{relation}-{other}".replace("/", "-").lower()
    return Mapping(
        **{"id": name, "because": text("x"), **given}, subject=subject, relation=Relation(relation), object=other
    )


def vocabulary(name: str, *concepts: str, version: int = 1) -> Vocabulary:
    held = tuple(Concept(id=one, label=text(one)) for one in concepts)
    return Vocabulary(id=name, label=text(name), version=version, concepts=held)


def indicator(name: str, **given) -> Indicator:
    """A share that is counted from headcounts' answers: what it asks for is of no matter here."""
    return Indicator(
        **{"id": name, "label": text(name), "kind": Kind.PROPORTION, "counted_from": CountedFrom.ROSTER, **given}
    )


def count(name: str, numerator: int | None = 3, denominator: int | None = 10, year: int = 2023, **given) -> Count:
    origin = Origin(counted_from=CountedFrom.ROSTER, definition="x")
    made = {"kind": Kind.PROPORTION, "origin": origin, "period": Period.year(year), **given}
    return Count(indicator=name, numerator=numerator, denominator=denominator, **made)


def figure(name: str, indicator: str, year: int, percent=None, *, region: str = "a", **given) -> Figure:
    exact = None if percent is None else Decimal(percent)
    held = {"label": text(name), "period": Period.year(year), "percent": exact, "respondents": NURSE, **given}
    return Figure(id=name, region=region, indicator=indicator, **held)


def region(name: str, *strategies: str, label: str | None = None) -> Region:
    network = Network(
        id=f"{name}/n",
        label=text(name),
        role="ressurssykepleier",
        adoptions=tuple(Adoption(strategy=one) for one in strategies),
    )
    return Region(id=name, label=text(label or name), health_region="helse-vest", networks=(network,))


def area(name: str, *indicators: str, number: int | None = None) -> FocusArea:
    return FocusArea(id=name, label=text(name), number=number, indicators=indicators)


def strategy(name: str, first: int, last: int, *areas: FocusArea, **given) -> Strategy:
    return Strategy(id=name, label=text(name), period=Period.years(first, last), areas=areas, **given)


def subgoal(name: str, of: str, *indicators: str, **given) -> Subgoal:
    return Subgoal(id=name, label=text(name), area=of, indicators=indicators, **given)


def plan(name: str, region: str, year: int, strategy: str | None = None, **given) -> AnnualPlan:
    return AnnualPlan(
        id=name, label=text(name), region=region, year=year, networks=(f"{region}/n",), strategy=strategy, **given
    )


def goal(name: str, of: str) -> Goal:
    return Goal(id=name, label=text(name), area=of)


def activity(name: str, **given) -> Activity:
    return Activity(id=name, label=text(name), **given)


def share(name: str, indicator: str, percent: int, **given) -> Target:
    return Target(id=name, indicator=indicator, kind=TargetKind.SHARE, percent=Decimal(percent), **given)


def wants(name: str, indicator: str, direction: str) -> Target:
    return Target(id=name, indicator=indicator, kind=TargetKind.DIRECTION, direction=Direction(direction))


REGION = """palnet = 1

[[regions]]
id = "{name}"
label = "{label}"
health_region = "helse-vest"

[[regions.networks]]
id = "{name}/sykepleie"
label = "Nettverket i {label}"
role = "ressurssykepleier"
adoptions = [{{ strategy = "vest-2021-2024" }}]
surveys = ["vest-2023"]

[[regions.groups]]
id = "{name}/sykepleie/nord"
label = "Nord"
kind = "municipalities"
network = "{name}/sykepleie"
"""

FOUR = {"elvedal": "Elvedal", "fjordby": "Fjordby", "skogmo": "Skogmo", "vikhavn": "Vikhavn"}


def four_networks(folder: Path) -> list[Path]:
    """Four folders, each a region with a network that Vest's questionnaire of 2023 is sent to."""
    folders = []
    for name, label in FOUR.items():
        place = folder / name
        place.mkdir()
        (place / "region.toml").write_text(REGION.format(name=name, label=label), "utf-8")
        folders.append(place)
    return folders
