"""How long it takes to follow an indicator through ten years, and to put hundreds of regions together.

``python3 benchmarks/crosswalk.py`` on a machine that does little else, from the repository's root where palnet is
installed. It prints and judges nothing. Three regions over ten years of figures should take under 200 ms once they are
held; 500 regions of 40 indicators, every one of them mapped, under 5 s, and twice as many mappings twice the time.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

import palnet
from palnet.crosswalk import Ends, Holdings, compare, pool_all, series
from palnet.crosswalk.checking import mapping_problems
from palnet.model.definitions import Definitions

__all__: list[str] = []


def said(text: str) -> palnet.Text:
    """A label."""
    return palnet.Text(nb=text)


def regions(number: int, indicators: int, years: int) -> Definitions:
    """So many regions, each with a strategy, subgoals and indicators of its own, all mapped to common topics."""
    topics = tuple(palnet.Concept(id=f"felles/emne-{n}", label=said(f"Emne {n}")) for n in range(indicators))
    measures = tuple(palnet.Concept(id=f"felles/maling-{n}", label=said(f"Måling {n}")) for n in range(indicators))
    held: dict[str, list[object]] = {
        name: [] for name in ("regions", "strategies", "indicators", "mappings", "figures")
    }
    for r in range(number):
        name = f"region-{r}"
        network = palnet.Network(
            id=f"{name}/n", label=said(name), adoptions=(palnet.Adoption(strategy=f"{name}/strategi"),)
        )
        held["regions"].append(
            palnet.Region(id=name, label=said(name), health_region="helse-vest", networks=(network,))
        )
        own = [f"{name}/maling-{n}" for n in range(indicators)]
        area = palnet.FocusArea(id=f"{name}/omrade", label=said("Område"), indicators=tuple(own))
        subgoals = tuple(
            palnet.Subgoal(id=f"{name}/delmal-{n}", label=said(f"Delmål {n}"), area=area.id) for n in range(indicators)
        )
        held["strategies"].append(
            palnet.Strategy(
                id=f"{name}/strategi",
                label=said("Strategi"),
                period=palnet.Period.years(2015, 2029),
                areas=(area,),
                subgoals=subgoals,
            )
        )
        for n, one in enumerate(own):
            held["indicators"].append(
                palnet.Indicator(
                    id=one,
                    label=said(one),
                    kind=palnet.Kind.PROPORTION,
                    counted_from=palnet.CountedFrom.ROSTER,
                )
            )
            for subject, common in ((one, measures[n].id), (subgoals[n].id, topics[n].id)):
                held["mappings"].append(
                    palnet.Mapping(
                        id=f"{subject}/er",
                        subject=subject,
                        relation=palnet.Relation.SAME_AS,
                        object=common,
                        because=said("Likt"),
                    )
                )
            for year in range(2020, 2020 + years):
                held["figures"].append(
                    palnet.Figure(
                        id=f"{one}/{year}",
                        label=said(one),
                        region=name,
                        indicator=one,
                        period=palnet.Period.year(year),
                        percent=Decimal(40 + (r + n + year) % 40),
                    )
                )
    vocabularies = (
        palnet.Vocabulary(id="felles/emner", label=said("Emner"), version=1, concepts=topics),
        palnet.Vocabulary(id="felles/malinger", label=said("Målinger"), version=1, concepts=measures),
    )
    return Definitions(vocabularies=vocabularies, **{name: tuple(several) for name, several in held.items()})  # type: ignore[arg-type]


def counts(definitions: Definitions) -> dict[str, tuple[palnet.Count, ...]]:
    """A count of each region's indicators."""
    origin = palnet.Origin(counted_from=palnet.CountedFrom.ROSTER, definition="x")
    by_region: dict[str, list[palnet.Count]] = {one.id: [] for one in definitions.regions}
    for n, one in enumerate(definitions.indicators):
        by_region[one.id.partition("/")[0]].append(
            palnet.Count(
                indicator=one.id,
                kind=one.kind,
                origin=origin,
                period=palnet.Period.year(2023),
                numerator=n % 50,
                denominator=50,
            )
        )
    return {name: tuple(several) for name, several in by_region.items()}


def seconds(call: Callable[[], object], runs: int) -> str:
    """The median of some runs, in milliseconds, and the longest."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - start))
    return f"{statistics.median(times):,.0f} ms (at most {max(times):,.0f})"


def few(runs: int) -> None:
    """Three regions over ten years: every indicator's series, and the comparison."""
    definitions = regions(3, 40, 10)
    held = Holdings(definitions)
    names = [one.id for one in definitions.regions]

    def whole() -> None:
        for name in names:
            for one in definitions.indicators:
                if one.id.startswith(f"{name}/"):
                    series(held, one.id, region=name)
        compare(held, names)

    whole()
    print(f"3 regions, 10 years, 120 series and a comparison: {seconds(whole, runs)}")


def many(number: int, runs: int) -> None:
    """Hundreds of regions: what the mappings say of each other, the comparison, the totals."""
    definitions = regions(number, 40, 1)
    counted = counts(definitions)
    names = [one.id for one in definitions.regions]

    def whole() -> None:
        held = Holdings(definitions)
        assert not list(mapping_problems(definitions.mappings, Ends(definitions)))
        compare(held, names)
        pooled, refused = pool_all(held, counted)
        assert (len(pooled), refused) == (40, ())
        assert all(len(one.covered) == number for one in pooled)

    print(f"{number} regions of 40 indicators, {len(definitions.mappings):,} mappings: {seconds(whole, runs)}")


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--regions", type=int, default=500)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    few(options.runs)
    for part in (4, 2, 1):
        many(options.regions // part, options.runs)


if __name__ == "__main__":
    main()
