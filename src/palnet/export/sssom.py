"""Mappings as SSSOM: a table with its metadata, as tools for sharing ontology mappings read it.

The Simple Standard for Sharing Ontological Mappings has no field for when a mapping holds, for a reason in several
languages, or for whole sources; these are extension columns, which the metadata defines.
"""

from __future__ import annotations

from palnet._version import __version__
from palnet.crosswalk import End, Ends
from palnet.crosswalk.ends import KINDS
from palnet.errors import Problem
from palnet.export.mapping_rows import BASE, FIELDS, fields_of_mapping, mappings_of, read_table, table
from palnet.model.definitions import Definitions
from palnet.model.mapping import Mapping, Relation
from palnet.text import LANGUAGES

__all__ = ["PREDICATES", "read_sssom", "to_sssom"]

PREDICATES = {
    Relation.SAME_AS: "skos:exactMatch",
    Relation.CLOSE_TO: "skos:closeMatch",
    # SKOS reads its sentence from the other end: what is narrower has a broader match.
    Relation.NARROWER_THAN: "skos:broadMatch",
    Relation.BROADER_THAN: "skos:narrowMatch",
    Relation.RELATED_TO: "skos:relatedMatch",
}
"""What each relation is called in SKOS."""

_NOTHING = "sssom:NoTermFound"
_SCHEMES = ("vocabulary", "strategy", "plan")
_OWN = tuple(name for name in FIELDS if name not in ("subject_version", "object_version"))
_COLUMNS = (
    "record_id",
    "subject_id",
    "subject_label",
    "subject_category",
    "predicate_id",
    "object_id",
    "object_label",
    "object_category",
    "mapping_justification",
    "subject_source",
    "subject_source_version",
    "object_source",
    "object_source_version",
    "mapping_tool",
    "mapping_tool_version",
    "comment",
    *_OWN,
)


def to_sssom(definitions: Definitions, base: str = BASE) -> str:
    """All mappings as SSSOM/TSV with its metadata above the table; ``base`` is what identifiers begin with."""
    ends = Ends(definitions)
    return _metadata(base) + table(_COLUMNS, (_row(one, ends) for one in definitions.mappings), "\t", guarded=False)


def _metadata(base: str) -> str:
    prefixes = (*KINDS, *_SCHEMES, "mapping")
    lines = [
        'sssom_version: "1.1"',
        f'mapping_set_id: "{base}mappings"',
        f"mapping_set_version: {__version__}",
        "mapping_set_title: What areas, subgoals, indicators and concepts of palliative networks are to each other",
        "license: https://spdx.org/licenses/MIT",
        "curie_map:",
        *(f'  {prefix}: "{base}{prefix}:"' for prefix in prefixes),
        "  skos: http://www.w3.org/2004/02/skos/core#",
        "  semapv: https://w3id.org/semapv/vocab/",
        "  sssom: https://w3id.org/sssom/",
        "extension_definitions:",
        *(line for name in _OWN for line in (f"- slot_name: {name}", f'  property: "{base}term:{name}"')),
    ]
    return "".join(f"# {line}\n" for line in lines)


def _row(one: Mapping, ends: Ends) -> dict[str, str]:
    row = {
        "record_id": f"mapping:{one.id}",
        "predicate_id": PREDICATES.get(one.relation, "skos:exactMatch"),
        "object_id": _NOTHING,
        "mapping_justification": "semapv:ManualMappingCuration",
        "mapping_tool": "palnet",
        "mapping_tool_version": __version__,
        "comment": one.because.in_("nb"),
    }
    for name, identifier in (("subject", one.subject), ("object", one.object)):
        end = ends.get(identifier) if identifier is not None else None
        if end is not None:
            row |= _end(name, end)
        elif identifier is not None:
            row[f"{name}_id"] = f"concept:{identifier}"
    held = fields_of_mapping(one)
    row["subject_source_version"], row["object_source_version"] = held["subject_version"], held["object_version"]
    return row | {name: held[name] for name in _OWN}


def _end(name: str, end: End) -> dict[str, str]:
    row = {f"{name}_id": f"{end.kind}:{end.id}", f"{name}_label": end.label.in_("nb"), f"{name}_category": end.kind}
    if end.scheme_kind:
        row[f"{name}_source"] = f"{end.scheme_kind}:{end.scheme}"
    return row


def read_sssom(text: str, where: str = "sssom") -> tuple[Mapping, ...]:
    """The mappings in what :func:`to_sssom` writes; a table of another tool as far as it says the same things.

    Raises :class:`palnet.DataError` with every problem, by line.
    """
    lines = text.split("\n")
    above = next((n for n, line in enumerate(lines) if not line.startswith("#")), len(lines))
    rows = read_table("\n".join(lines[above:]), where, "\t", skipped=above, guarded=False)
    return mappings_of(((line, _fields(row)) for line, row in rows), where)


def _fields(row: dict[str, str]) -> dict[str, str] | Problem:
    """A row as the fields of a mapping."""
    alone = row.get("object_id") == _NOTHING
    relations = {predicate: relation for relation, predicate in PREDICATES.items()}
    said = row.get("predicate_id", "")
    relation = Relation.NO_COUNTERPART if alone else relations.get(said)
    if relation is None:
        return Problem("PAL204", value=said, expected=" | ".join(relations))
    held = {
        "id": _local(row.get("record_id", "")),
        "subject": _local(row.get("subject_id", "")),
        "relation": relation.value,
        "object": "" if alone else _local(row.get("object_id", "")),
        "subject_version": row.get("subject_source_version", ""),
        "object_version": row.get("object_source_version", ""),
        **{name: row.get(name, "") for name in _OWN},
    }
    if not any(held[f"because_{lang}"] for lang in LANGUAGES):
        held["because_nb"] = row.get("comment", "")
    return held


def _local(curie: str) -> str:
    return curie.partition(":")[2]
