"""Whether the objects of all plugins fit together: ids, references, parts of one region, periods, nesting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from palnet.crosswalk.checking import mapping_problems
from palnet.crosswalk.ends import Ends
from palnet.errors import Key, Problem, nearest
from palnet.model.codebook import definition_problems, misfits
from palnet.model.definitions import KINDS, Definitions, kinds_of, walk
from palnet.model.indicator import Indicator
from palnet.model.plan import AnnualPlan
from palnet.model.region import Alias, Network, Region
from palnet.model.strategy import Strategy
from palnet.model.survey import Question, Questionnaire
from palnet.plugins import Contribution, charged_to
from palnet.record import Field, Record, fields_of, references_of

__all__ = ["coherent", "merged_regions", "with_current_ids"]


@attrs.frozen
class _Entry:
    """An object with an id, and where it comes from."""

    contribution: int
    kind: str
    record: Any
    at: tuple[Key, ...]
    """Field of Definitions, position there, and the way on from it."""

    @property
    def id(self) -> str:
        return str(self.record.id)


@attrs.frozen
class _Found:
    """A problem, and the plugin that it is charged to."""

    contribution: int
    at: tuple[Key, ...]
    problem: Problem


def coherent(contributions: Sequence[Contribution]) -> dict[int, tuple[Problem, ...]]:
    """Every problem between objects, by the position of the plugin that it is charged to, with its place in a file."""
    records = [(n, (*at, *_written(keys)), record) for n, at, top in _tops(contributions) for keys, record in walk(top)]
    entries = [_Entry(n, KINDS[type(record)], record, at) for n, at, record in records if type(record) in KINDS]
    known = _index(entries)
    unmade = frozenset().union(*(one.unmade for one in contributions))
    found = [
        *_duplicates(entries, contributions),
        *_disagreements(entries, contributions),
        *_dangling(records, known, unmade),
        *_cycles(entries),
        *_overlaps(entries, known),
        *_misfits(entries, known),
        *_mappings(entries, contributions),
    ]
    placed: dict[int, list[Problem]] = defaultdict(list)
    for one in found:
        placed[one.contribution].append(_placed(contributions[one.contribution], one))
    return {n: tuple(dict.fromkeys(problems)) for n, problems in placed.items()}


def _written(keys: Iterable[Key]) -> Iterator[Key]:
    """The names of fields as a file has them: without the underscore that keeps a Python keyword apart."""
    return (key.rstrip("_") if isinstance(key, str) else key for key in keys)


def _tops(contributions: Sequence[Contribution]) -> Iterator[tuple[int, tuple[Key, ...], Record]]:
    for n, contribution in enumerate(contributions):
        for field in fields_of(Definitions):
            for position, top in enumerate(getattr(contribution.definitions, field.name)):
                yield n, (field.name, position), top


def _placed(contribution: Contribution, found: _Found) -> Problem:
    kind, position, *keys = found.at
    problem = found.problem.under(*keys)
    if contribution.reading is not None:
        return charged_to(contribution.plugin, contribution.reading.place(problem, str(kind), int(position)))
    return attrs.evolve(problem, path=str(contribution.plugin), keys=(kind, position, *problem.keys))


def _index(entries: Iterable[_Entry]) -> dict[str, dict[str, _Entry]]:
    """Objects by kind and id; a thing's former ids lead to it too."""
    index: dict[str, dict[str, _Entry]] = defaultdict(dict)
    formers: list[tuple[str, _Entry]] = []
    for entry in entries:
        index[entry.kind].setdefault(entry.id, entry)
        formers.extend((former, entry) for former in _former_ids(entry.record))
    for former, entry in formers:
        index[entry.kind].setdefault(former, entry)
    return index


def _former_ids(record: Any) -> Iterator[str]:
    aliases: tuple[Alias, ...] = getattr(record, "aliases", ())
    return (alias.name for alias in aliases if alias.former_id)


def _duplicates(entries: Iterable[_Entry], contributions: Sequence[Contribution]) -> Iterator[_Found]:
    first: dict[tuple[str, str], _Entry] = {}
    for entry in entries:
        other = first.setdefault((entry.kind, entry.id), entry)
        if other is entry:
            continue
        if entry.kind == "region" and other.contribution != entry.contribution:
            continue
        if entry.kind == "trust" and entry.record == other.record:
            continue
        said = {"kind": entry.kind, "id": entry.id, "other": str(contributions[other.contribution].plugin)}
        here = _Found(other.contribution, other.at, Problem("PAL402", said, keys=("id",)))
        said["other"] = _placed(contributions[other.contribution], here).place or said["other"]
        yield _Found(entry.contribution, entry.at, Problem("PAL402", said, keys=("id",)))


def _scalars(region: Region) -> Iterator[tuple[str, Any]]:
    for field in fields_of(Region):
        if not field.many and field.name != "id":
            yield field.name, getattr(region, field.name)


def _disagreements(entries: Iterable[_Entry], contributions: Sequence[Contribution]) -> Iterator[_Found]:
    first: dict[str, _Entry] = {}
    for entry in entries:
        if entry.kind != "region":
            continue
        other = first.setdefault(entry.id, entry)
        for (name, one), (_, two) in zip(_scalars(other.record), _scalars(entry.record), strict=True):
            if one is not None and two is not None and one != two:
                said = {
                    "id": entry.id,
                    "field": name,
                    "one": str(contributions[other.contribution].plugin),
                    "other": str(contributions[entry.contribution].plugin),
                }
                yield _Found(entry.contribution, entry.at, Problem("PAL404", said, keys=(name,)))


def _dangling(
    records: Iterable[tuple[int, tuple[Key, ...], Record]], known: dict[str, dict[str, _Entry]], unmade: frozenset[str]
) -> Iterator[_Found]:
    for n, at, record in records:
        for field in references_of(type(record)):
            value = getattr(record, field.name)
            wanted = value if field.many else () if value is None else (value,)
            if not wanted:
                continue
            pointed_to = field.ref.kind if field.ref is not None else ""
            kinds = kinds_of(pointed_to)
            for position, identifier in enumerate(wanted):
                if identifier in unmade or any(identifier in known[kind] for kind in kinds):
                    continue
                keys: tuple[Key, ...] = (field.name, position) if field.many else (field.name,)
                hint = nearest(identifier, (name for kind in kinds for name in known[kind]))
                problem = Problem("PAL401", {"kind": pointed_to, "id": identifier}, keys=keys, hint=hint)
                yield _Found(n, at, problem)


def _cycles(entries: Sequence[_Entry]) -> Iterator[_Found]:
    """Objects that are part of themselves through others."""
    above: dict[tuple[str, str], str | None] = {}
    for entry in entries:
        # Of two with one id the first counts, as for references: the second is told of as a duplicate.
        up = getattr(entry.record, "part_of", None) or getattr(entry.record, "broader", None)
        above.setdefault((entry.kind, entry.id), up)
    for entry in entries:
        chain = [entry.id]
        while (up := above.get((entry.kind, chain[-1]))) is not None and up not in chain:
            chain.append(up)
        if up == entry.id:
            name = "broader" if entry.kind == "concept" else "part_of"
            yield _Found(
                entry.contribution,
                entry.at,
                Problem("PAL405", {"id": entry.id, "chain": " → ".join([*chain, up])}, keys=(name,)),
            )


def _misfits(entries: Iterable[_Entry], known: dict[str, dict[str, _Entry]]) -> Iterator[_Found]:
    """Indicators that ask their questions for something that these cannot answer."""
    questions: dict[str, Question] = {identifier: entry.record for identifier, entry in known["question"].items()}
    for entry in entries:
        if isinstance(entry.record, Indicator):
            for problem in definition_problems(entry.record, questions):
                yield _Found(entry.contribution, entry.at, problem)
        elif isinstance(entry.record, Question) and entry.record.shown_if is not None:
            for problem in misfits(entry.record.shown_if, questions):
                yield _Found(entry.contribution, entry.at, problem.under("shown_if"))


def _mappings(entries: Iterable[_Entry], contributions: Sequence[Contribution]) -> Iterator[_Found]:
    """What mappings cannot say, alone and together."""
    stated = [entry for entry in entries if entry.kind == "mapping"]
    ends = Ends(Definitions.together(one.definitions for one in contributions))
    for position, problem in mapping_problems([entry.record for entry in stated], ends):
        yield _Found(stated[position].contribution, stated[position].at, problem)


def _overlaps(entries: Sequence[_Entry], known: dict[str, dict[str, _Entry]]) -> Iterator[_Found]:
    """Two strategies, two editions of a survey or two plans that hold for one network at the same time."""
    plans: dict[tuple[str, int], AnnualPlan] = {}
    for entry in entries:
        if isinstance(entry.record, Network):
            strategies = ((n, "adoptions", one.strategy, "strategy") for n, one in enumerate(entry.record.adoptions))
            surveys = ((n, "surveys", one, "questionnaire") for n, one in enumerate(entry.record.surveys))
            yield from _overlaps_of(entry, strategies, known)
            yield from _overlaps_of(entry, surveys, known)
        elif isinstance(entry.record, AnnualPlan):
            for position, network in enumerate(entry.record.networks):
                other = plans.setdefault((network, entry.record.year), entry.record)
                if other is not entry.record:
                    said = {"one": other.id, "other": entry.id, "scope": network, "period": entry.record.year}
                    yield _Found(entry.contribution, entry.at, Problem("PAL403", said, keys=("networks", position)))


def _overlaps_of(
    entry: _Entry, held: Iterable[tuple[int, str, str, str]], known: dict[str, dict[str, _Entry]]
) -> Iterator[_Found]:
    before: list[Strategy | Questionnaire] = []
    for position, field, identifier, kind in held:
        found = known[kind].get(identifier)
        if found is None:
            continue
        one: Strategy | Questionnaire = found.record
        for other in before:
            same_survey = (
                not isinstance(one, Questionnaire) or not isinstance(other, Questionnaire) or one.survey == other.survey
            )
            if same_survey and one.period.meets(other.period):
                said = {"one": other.id, "other": one.id, "scope": entry.id, "period": str(one.period)}
                yield _Found(entry.contribution, entry.at, Problem("PAL403", said, keys=(field, position)))
        before.append(one)


def merged_regions(regions: Iterable[Region]) -> tuple[Region, ...]:
    """The regions, parts of one put together: what only one part says holds, lists follow each other."""
    merged: dict[str, Region] = {}
    for region in regions:
        other = merged.get(region.id)
        if other is None:
            merged[region.id] = region
            continue
        values = {f.name: getattr(other, f.name) + getattr(region, f.name) for f in fields_of(Region) if f.many}
        alone = {name: one for name, one in _scalars(region) if getattr(other, name) is None}
        merged[region.id] = attrs.evolve(other, **values, **alone)
    return tuple(merged[identifier] for identifier in sorted(merged))


def with_current_ids(definitions: Definitions) -> Definitions:
    """The same with every reference by a former id turned into one by the present id."""
    named: list[Any] = [*definitions.indicators]
    named += [one for vocabulary in definitions.vocabularies for one in vocabulary.concepts]
    named += [one for region in definitions.regions for one in (*region.networks, *region.groups)]
    present = {(KINDS[type(record)], record.id) for record in named}
    renamed: dict[tuple[str, str], str] = {}
    for record in named:
        for former in _former_ids(record):
            if (KINDS[type(record)], former) not in present:
                renamed.setdefault((KINDS[type(record)], former), record.id)
    return _renamed(definitions, renamed) if renamed else definitions


def _renamed(record: Any, renamed: dict[tuple[str, str], str]) -> Any:
    changed = {}
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value is None or (field.ref is None and not field.holds_records):
            continue
        made = tuple(_now(field, one, renamed) for one in value) if field.many else _now(field, value, renamed)
        if made != value:
            changed[field.name] = made
    return attrs.evolve(record, **changed) if changed else record


def _now(field: Field, value: Any, renamed: dict[tuple[str, str], str]) -> Any:
    if field.ref is None:
        return _renamed(value, renamed)
    return next((renamed[kind, value] for kind in kinds_of(field.ref.kind) if (kind, value) in renamed), value)
