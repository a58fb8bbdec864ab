"""What a plugin's definitions must be, as functions from what it brings to the faults in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from palnet.model.event import Theme
from palnet.model.indicator import Indicator
from palnet.model.mapping import Concept, Vocabulary
from palnet.model.mapping import Mapping as ConceptMapping
from palnet.model.region import Alias, GroupMember, Profession, Region, Role, Trust
from palnet.model.roster import Headcount, Roster
from palnet.model.source import Document, Source
from palnet.record import Record, fields_of
from palnet.testing.persons import national_identity_numbers, traces, traces_in_toml
from palnet.testing.subject import Fault, Subject, objects, problems_of_all, sound
from palnet.text import LANGUAGES, Text

__all__ = ["misnamed", "not_whole", "persons", "troubles", "unlabelled", "unsourced"]

SOURCED_BY_OWNER: tuple[type[Record], ...] = (Alias, GroupMember, Headcount, Theme)
"""Classes whose objects may take their source from the object that they stand in."""

NEEDS_NO_SOURCE: Mapping[type[Record], str] = {
    ConceptMapping: "a judgement of ours, which says why in because",
    Vocabulary: "a list of our own making; its concepts have sources",
}
"""Classes that can have sources and state no fact of a document."""

OWNERLESS: tuple[type[Record], ...] = (Indicator, Profession, Region, Role, Trust)
"""Classes whose ids have no owner's prefix: regions and trusts are known by their names, the others are shared."""


def not_whole(seen: Subject) -> Iterator[Fault]:
    """What keeps the plugin from loading, alone with what it depends on; and what it brings that never arrives."""
    for problem in problems_of_all([*seen.needed, *seen.own]):
        yield Fault("", "", problem.text())
    if not any(True for _ in seen.objects()):
        yield Fault("", ", ".join(str(one.plugin) for one in seen.own), "brings nothing")
    for found in seen.objects():
        if len(found.chain) == 1 and found.at[0] in ("health_regions", "professions", "roles"):
            yield found.fault("id", f"{found.at[0]} are palnet's own; a region's go under [[regions.{found.at[0]}]]")


def unsourced(seen: Subject) -> Iterator[Fault]:
    """Objects that state a fact without saying where it stands.

    Every class that can have ``sources`` must, but for those of :data:`NEEDS_NO_SOURCE`, a roster that is marked as
    invented, and a document that other objects cite. Those of :data:`SOURCED_BY_OWNER` may take their owner's.
    """
    everything = objects([*seen.own, *seen.needed, *seen.others])
    cited = {found.record.document for found in everything if isinstance(found.record, Source)}
    for found in seen.objects():
        record = found.record
        if "sources" not in (field.name for field in fields_of(type(record))) or type(record) in NEEDS_NO_SOURCE:
            continue
        if any(isinstance(one, Roster) and one.invented for one in found.chain):
            continue
        if isinstance(record, Document) and record.id in cited:
            continue
        holders = found.chain if isinstance(record, SOURCED_BY_OWNER) else (record,)
        if not any(getattr(one, "sources", ()) for one in holders):
            yield found.fault("sources", "no source: say which document prints it")


def unlabelled(seen: Subject) -> Iterator[Fault]:
    """Texts without Norwegian, objects without their label, and labels that are only an id."""
    for contribution in seen.own:
        reading = contribution.reading
        for problem in reading.problems if reading else contribution.problems:
            lacks_label = problem.code == "PAL203" and problem.keys and problem.keys[-1] == "label"
            if lacks_label or problem.code in ("PAL303", "PAL304"):
                yield Fault("", "", problem.text())
    for found in seen.objects():
        if not isinstance(found.record, Text):
            continue
        owner = next(one for one in reversed(found.chain) if not isinstance(one, Text))
        for lang in LANGUAGES:
            words = getattr(found.record, lang)
            if words is not None and _only_an_id(words, owner):
                yield found.fault(lang, f"“{words}” is an id, not what people call it")


def persons(seen: Subject, but: Iterable[str] = ()) -> Iterator[Fault]:
    """Whatever leads to a person, in the objects' texts and anywhere in the files, comments too."""
    excepted = tuple(but)
    told: set[str] = set()
    for contribution in seen.own:
        for file in contribution.reading.files if contribution.reading else ():
            text = _without(file.file.text, excepted)
            for trace in traces_in_toml(text):
                told.add(trace.found)
                line = text.count("\n", 0, trace.start) + 1
                column = trace.start - text.rfind("\n", 0, trace.start)
                yield Fault(f"{file.shown}:{line}:{column}", trace.sort, trace.found)
    for found in seen.objects():
        for field in fields_of(type(found.record)):
            value = getattr(found.record, field.name)
            for position, one in enumerate(value) if field.many else ((None, value),):
                if isinstance(one, str):
                    held = tuple(traces(_without(one, excepted)))
                elif isinstance(one, int):
                    held = tuple(national_identity_numbers(str(one)))
                else:
                    continue
                keys = () if position is None else (position,)
                new = (trace for trace in held if trace.found not in told)
                yield from (found.fault(field.key, f"{trace.sort}: {trace.found}", *keys) for trace in new)


def troubles(seen: Subject) -> Iterator[Fault]:
    """The problems that there are only because this plugin is loaded beside the others."""
    known = {one.plugin for one in seen.others}
    others = [*seen.others, *(one for one in seen.needed if one.plugin not in known)]
    before, alone = problems_of_all(others), problems_of_all([*seen.needed, *seen.own])
    for problem in problems_of_all([*others, *seen.own]):
        if problem not in before and problem not in alone:
            yield Fault("", "", problem.text())


def misnamed(seen: Subject, prefixes: Iterable[str] = ()) -> Iterator[Fault]:
    """Ids that do not begin with their owner: the plugin, its region, or what the object stands in.

    Ids of :data:`OWNERLESS` classes have no owner, nor has a document that belongs to no region, such as a white paper.
    """
    regions = {one.id for contribution in seen.own for one in sound(contribution).regions}
    names = {contribution.plugin.name for contribution in seen.own if contribution.plugin.distribution is not None}
    # What could not be made is told of elsewhere; what it owns is not misnamed for that.
    unmade = {name for contribution in seen.own for name in contribution.unmade}
    always = {*regions, *names, *unmade, *prefixes}
    for found in seen.objects():
        record = found.record
        if not hasattr(record, "id") or isinstance(record, OWNERLESS):
            continue
        if isinstance(record, Document) and record.region is None:
            continue
        holders = {one.id for one in found.chain[:-1] if hasattr(one, "id")}
        owners = sorted(always | holders | {one for one in (getattr(record, "region", None),) if one is not None})
        if not any(record.id == owner or record.id.startswith((f"{owner}/", f"{owner}-")) for owner in owners):
            yield found.fault("id", f"“{record.id}” does not begin with its owner ({' | '.join(owners)})")


def _only_an_id(words: str, owner: Any) -> bool:
    """Whether a label is its owner's id, or the last part of it, or is written as programs write names."""
    if re.fullmatch(r"[a-z0-9]+(?:_[a-z0-9]+)+", words):
        return True
    identifier = getattr(owner, "id", None)
    if identifier is None:
        return False
    if words == identifier and "/" in identifier:
        return True
    # A profession's, a role's or a concept's name may well be the common noun that its id is made of.
    return not isinstance(owner, (Profession, Role, Concept)) and words in (identifier, identifier.rpartition("/")[2])


def _without(text: str, excepted: Iterable[str]) -> str:
    for words in excepted:
        text = text.replace(words, "·" * len(words))
    return text
