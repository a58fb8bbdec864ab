"""Vocabularies, areas, subgoals, indicators and mappings as SKOS, in Turtle or JSON-LD.

Every mapping is the plain triple that any tool for SKOS knows, and beside it a statement about that triple, which has
what SKOS has no place for: why we say so, when it holds, and where it stands.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, unquote

from palnet.crosswalk import End, Ends
from palnet.errors import DataError, Problem
from palnet.export.mapping_rows import BASE, FIELDS, fields_of_mapping, mappings_of
from palnet.export.sssom import PREDICATES
from palnet.model.definitions import Definitions
from palnet.model.mapping import Concept, Mapping, Relation
from palnet.text import LANGUAGES, Text

if TYPE_CHECKING:
    import rdflib

__all__ = ["SkosFormat", "read_skos", "to_skos"]

SkosFormat = Literal["turtle", "json-ld"]

_TEXTS = {f"because_{lang}": lang for lang in LANGUAGES}


def to_skos(definitions: Definitions, wanted: SkosFormat = "turtle", base: str = BASE) -> str:
    """Everything that mappings speak of, and the mappings. ``base`` is what identifiers begin with.

    Raises ImportError where rdflib is missing.
    """
    return str(_Graph(base).of(definitions).serialize(format=wanted))


class _Graph:
    """Makes a graph, and reads one."""

    def __init__(self, base: str) -> None:
        import rdflib
        from rdflib.namespace import DCTERMS, OWL, RDF, SKOS

        self.rdf = rdflib
        self.base = base
        self.graph = rdflib.Graph()
        self.skos, self.type, self.statement = SKOS, RDF.type, RDF.Statement
        self.reified = (RDF.subject, RDF.predicate, RDF.object)
        self.number, self.version, self.source = SKOS.notation, OWL.versionInfo, DCTERMS.source
        self.graph.bind("skos", SKOS)
        self.graph.bind("palnet", rdflib.Namespace(f"{base}term:"))

    def iri(self, kind: str, name: str) -> rdflib.URIRef:
        return self.rdf.URIRef(f"{self.base}{kind}:{quote(name, safe='/-')}")

    def term(self, name: str) -> rdflib.URIRef:
        return self.iri("term", name)

    def text(self, about: Any, as_what: Any, text: Text) -> None:
        for lang in LANGUAGES:
            said = getattr(text, lang)
            if said is not None:
                self.graph.add((about, as_what, self.rdf.Literal(said, lang=lang)))

    def of(self, definitions: Definitions) -> rdflib.Graph:
        ends = Ends(definitions)
        schemes: list[tuple[str, str, Text, int | None]] = [
            ("vocabulary", one.id, one.label, one.version) for one in definitions.vocabularies
        ]
        schemes += [("strategy", one.id, one.label, None) for one in definitions.strategies]
        schemes += [("plan", one.id, one.label, None) for one in definitions.plans]
        concepts = {one.id: one for vocabulary in definitions.vocabularies for one in vocabulary.concepts}
        numbers = {one.id: one.number for strategy in definitions.strategies for one in strategy.areas}
        for kind, name, label, version in schemes:
            about = self.iri(kind, name)
            self.graph.add((about, self.type, self.skos.ConceptScheme))
            self.text(about, self.skos.prefLabel, label)
            if version is not None:
                self.graph.add((about, self.version, self.rdf.Literal(str(version))))
        for end in ends:
            about = self.iri(end.kind, end.id)
            self.graph.add((about, self.type, self.skos.Concept))
            self.text(about, self.skos.prefLabel, end.label)
            if end.scheme_kind:
                self.graph.add((about, self.skos.inScheme, self.iri(end.scheme_kind, end.scheme)))
            number = numbers.get(end.id) if end.kind == "area" else None
            if number is not None:
                self.graph.add((about, self.number, self.rdf.Literal(str(number))))
            if end.kind == "concept":
                self._concept(about, concepts[end.id])
        for one in definitions.mappings:
            self._mapping(one, ends)
        return self.graph

    def _concept(self, about: Any, concept: Concept) -> None:
        if concept.definition is not None:
            self.text(about, self.skos.definition, concept.definition)
        if concept.broader is not None:
            self.graph.add((about, self.skos.broader, self.iri("concept", concept.broader)))
        for alias in concept.aliases:
            if not alias.former_id:
                self.graph.add((about, self.skos.altLabel, self.rdf.Literal(alias.name)))

    def _predicate(self, relation: Relation) -> Any:
        named = PREDICATES.get(relation)
        return self.skos[named.partition(":")[2]] if named is not None else self.term("noCounterpart")

    def _mapping(self, one: Mapping, ends: Ends) -> None:
        about, predicate = self.iri("mapping", one.id), self._predicate(one.relation)
        subject, object_ = (self._end(name, ends) for name in (one.subject, one.object))
        if subject is not None and object_ is not None:
            self.graph.add((subject, predicate, object_))
        self.graph.add((about, self.type, self.statement))
        for as_what, value in zip(self.reified, (subject, predicate, object_), strict=True):
            if value is not None:
                self.graph.add((about, as_what, value))
        self.text(about, self.skos.note, one.because)
        for name, said in fields_of_mapping(one).items():
            if said and name not in _TEXTS:
                self.graph.add((about, self.term(name), self.rdf.Literal(said)))

    def _end(self, name: str | None, ends: Ends) -> Any:
        if name is None:
            return None
        end: End | None = ends.get(name)
        return self.iri(end.kind if end is not None else "concept", end.id if end is not None else name)

    def mappings(self) -> Iterator[dict[str, str]]:
        """The fields of every mapping."""
        relations = {self._predicate(relation): relation for relation in Relation}
        for about in sorted(self.graph.subjects(self.type, self.statement), key=str):
            subject, predicate, object_ = (self.graph.value(about, one) for one in self.reified)
            held = {
                "id": self._local(about),
                "subject": self._local(subject),
                "relation": relations[predicate].value if predicate in relations else str(predicate),
                "object": self._local(object_),
                **{name: str(self.graph.value(about, self.term(name)) or "") for name in FIELDS if name not in _TEXTS},
            }
            for note in self.graph.objects(about, self.skos.note):
                lang = str(getattr(note, "language", None) or "nb")
                held[f"because_{lang}"] = str(note)
            yield held

    def _local(self, iri: Any) -> str:
        """The id within an identifier: what follows the base and the kind."""
        return unquote(str(iri).removeprefix(self.base).partition(":")[2]) if iri is not None else ""


def read_skos(text: str, wanted: SkosFormat = "turtle", base: str = BASE, where: str = "skos") -> tuple[Mapping, ...]:
    """The mappings in what :func:`to_skos` writes. Raises :class:`palnet.DataError` with every problem."""
    graph = _Graph(base)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's reader of JSON-LD uses its own old names
            graph.graph.parse(data=text, format=wanted)
    except Exception as error:  # noqa: BLE001 - each of rdflib's parsers has errors of its own
        said = " ".join(str(error).split())[:200]
        raise DataError(Problem("PAL109", {"detail": said}, path=where)) from None
    return mappings_of(((None, held) for held in graph.mappings()), where)
