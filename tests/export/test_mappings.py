"""Mappings for other programs: the same set again through each, and what those programs themselves say of them."""

import csv
import importlib.util
import io
import json
import subprocess
import sys

import attrs
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.namespace import SKOS
from tests.generators import records

from palnet import DataError, Mapping, Relation, Source, Text
from palnet.cli import run
from palnet.crosswalk import Ends
from palnet.export.mapping_rows import read_csv, to_csv
from palnet.export.skos import read_skos, to_skos
from palnet.export.sssom import read_sssom, to_sssom
from palnet.model.definitions import Definitions

FORMATS = {
    "csv": (to_csv, read_csv),
    "sssom": (to_sssom, read_sssom),
    "turtle": (to_skos, read_skos),
    "json-ld": (lambda held: to_skos(held, "json-ld"), lambda said: read_skos(said, "json-ld")),
}
every_format = pytest.mark.parametrize("name", FORMATS)


def numbered(several):
    return tuple(attrs.evolve(one, id=f"{one.id}/{n}") for n, one in enumerate(several))


@every_format
@settings(max_examples=25)
@given(st.lists(records(Mapping), max_size=4).map(numbered))
def test_a_round_trip_is_the_same_mapping_set(name, mappings):
    write, read = FORMATS[name]
    assert set(read(write(Definitions(mappings=mappings)))) == set(mappings)


NASTY = (
    "a\rb",
    "a\r\nb",
    "a\nb\tc",
    'say "x"',
    "'=1",
    "=1",
    "#x",
    " x ",
    "\\n",
    "a\x85b\u2028c",
    "x|y;z,",
    "\x01",
    "null",
)


@every_format
def test_nothing_that_is_written_of_a_mapping_is_changed(name):
    write, read = FORMATS[name]
    mappings = {
        Mapping(
            id=f"m-{n}",
            subject="a",
            relation=Relation.SAME_AS,
            object="b",
            because=Text(nb=said, en=said[::-1]),
            sources=(Source(document="d", lines="1-2,5"), Source(document="e", part=said if n % 2 else None)),
        )
        for n, said in enumerate(NASTY)
    }
    assert set(read(write(Definitions(mappings=tuple(mappings))))) == mappings


@every_format
def test_a_round_trip_of_what_is_installed_is_the_same(catalogue, name):
    write, read = FORMATS[name]
    text = write(catalogue.definitions)
    assert set(read(text)) == set(catalogue.definitions.mappings)
    assert text == write(catalogue.definitions)


MATCHES = {
    Relation.SAME_AS: SKOS.exactMatch,
    Relation.CLOSE_TO: SKOS.closeMatch,
    Relation.NARROWER_THAN: SKOS.broadMatch,
    Relation.BROADER_THAN: SKOS.narrowMatch,
    Relation.RELATED_TO: SKOS.relatedMatch,
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
@pytest.mark.parametrize("wanted", ["turtle", "json-ld"])
def test_skos_has_every_mapping_as_one_triple_the_right_way_round(catalogue, wanted):
    graph = rdflib.Graph().parse(data=to_skos(catalogue.definitions, wanted), format=wanted)
    ends = Ends(catalogue.definitions)

    def iri(name):
        return rdflib.URIRef(f"urn:palnet:{ends.get(name).kind}:{name}")

    expected = {
        (iri(one.subject), MATCHES[one.relation], iri(one.object))
        for one in catalogue.definitions.mappings
        if one.object is not None
    }
    assert {triple for match in MATCHES.values() for triple in graph.triples((None, match, None))} == expected
    assert len(expected) == 170
    concepts = set(graph.subjects(rdflib.RDF.type, SKOS.Concept))
    assert {one for subject, _, object_ in expected for one in (subject, object_)} <= concepts
    for concept in concepts:
        assert graph.value(concept, SKOS.prefLabel) is not None
        languages = [label.language for label in graph.objects(concept, SKOS.prefLabel)]
        assert len(languages) == len(set(languages))


VALIDATE = """
import json, logging, sys, warnings
warnings.simplefilter("ignore")
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
held = parse_sssom_table(sys.argv[1])
reports = validate(held, fail_on_error=False)
print(json.dumps({
    "faults": {str(kind.value): [str(one.message) for one in report.results] for kind, report in reports.items()},
    "rows": held.df[["record_id", "subject_id", "predicate_id", "object_id"]].values.tolist(),
}))
"""


def test_the_sssom_package_finds_no_fault_and_reads_the_same(catalogue, tmp_path):
    if importlib.util.find_spec("sssom") is None:
        pytest.skip("needs the package sssom: pip install 'palnet[sssom]'")
    path = tmp_path / "palnet.sssom.tsv"
    path.write_text(to_sssom(catalogue.definitions), "utf-8")
    done = subprocess.run([sys.executable, "-c", VALIDATE, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert len(told["faults"]) >= 3
    assert not any(told["faults"].values())
    ends = Ends(catalogue.definitions)
    named = {value: key for key, value in MATCHES.items()}
    expected = {one.id: one for one in catalogue.definitions.mappings}
    assert len(told["rows"]) == len(expected)
    for record, subject, predicate, object_ in told["rows"]:
        one = expected[record.removeprefix("mapping:")]
        assert subject == f"{ends.get(one.subject).kind}:{one.subject}"
        if one.object is None:
            assert object_ == "sssom:NoTermFound"
        else:
            assert object_ == f"{ends.get(one.object).kind}:{one.object}"
            assert named[SKOS[predicate.removeprefix("skos:")]] is one.relation


def test_no_cell_of_the_csv_is_a_formula():
    because = {"nb": "=1+1", "nn": "'quoted", "en": "-x"}
    held = Mapping(id="m", subject="a", relation=Relation.SAME_AS, object="b", because=Text(**because))
    text = to_csv(Definitions(mappings=(held,)))
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    assert read_csv(text) == (held,)


WRONG = "id,subject,relation,object,because_nb,valid_from,valid_until,subject_version,sources\n" + "".join(
    [
        "m1,a,same,b,x,,,,\n",
        "m2,a,same-as,b,,,,,\n",
        "m3,a,same-as,b,x,2020-13-01,,,\n",
        "m4,a,same-as,b,x,2021-01-01,2020-01-01,,\n",
        "m5,a,same-as,b,x,,,one,\n",
        "m6,a,same-as,,x,,,,\n",
        "m7,a,same-as,b,x,,,,doc:nowhere\n",
        "M 8,a,same-as,b,x,,,,[1\n",
        "m9,a,same-as,b,x,,,,,,\n",
    ]
)


def test_every_fault_of_a_table_is_told_by_line():
    lines = WRONG.splitlines()
    with pytest.raises(DataError) as error:
        read_csv("\n".join(lines[:-1]), "m.csv")
    assert [(one.line, one.code) for one in error.value.problems] == [
        (2, "PAL201"),
        (3, "PAL303"),
        (4, "PAL306"),
        (5, "PAL305"),
        (6, "PAL201"),
        (7, "PAL325"),
        (8, "PAL201"),
        (9, "PAL201"),
    ]
    with pytest.raises(DataError, match="PAL428"):
        read_csv("\n".join([lines[0], lines[-1]]))


def test_what_is_no_such_file_is_refused():
    for broken in ("@prefix", "<a> <b>"):
        with pytest.raises(DataError, match="PAL109"):
            read_skos(broken)
    with pytest.raises(DataError, match="PAL109"):
        read_skos("{", "json-ld")
    with pytest.raises(DataError, match="PAL204"):
        read_sssom("record_id\tsubject_id\tpredicate_id\tobject_id\nmapping:m\tconcept:a\towl:sameAs\tconcept:b\n")
    assert read_sssom("") == ()


def test_a_table_of_another_tool_is_read_as_far_as_it_says_the_same():
    columns = "record_id\tsubject_id\tpredicate_id\tobject_id\tcomment"
    told = f"# mapping_set_id: x\n{columns}\nmine:m\tx:a\tskos:broadMatch\ty:b\twhy\n"
    (one,) = read_sssom(told)
    assert (one.id, one.subject, one.relation, one.object, str(one.because)) == ("m", "a", "narrower-than", "b", "why")


@pytest.mark.parametrize(
    ("arguments", "reads"),
    [
        (["skos"], read_skos),
        (["skos", "--format", "json-ld"], lambda said: read_skos(said, "json-ld")),
        (["sssom"], read_sssom),
        (["csv"], read_csv),
    ],
)
def test_the_commands_print_and_write_the_same(catalogue, tmp_path, capsys, arguments, reads):
    assert run(["export", *arguments]) == 0
    printed = capsys.readouterr().out
    assert set(reads(printed)) == set(catalogue.definitions.mappings)
    path = tmp_path / ("m.jsonld" if "json-ld" in arguments else "m.ttl")
    assert run(["export", arguments[0], "-o", str(path)]) == 0
    assert path.read_text("utf-8") == printed
    path.write_text("mine", "utf-8")
    assert run(["export", arguments[0], "-o", str(path)]) == 2
    assert path.read_text("utf-8") == "mine"


def test_identifiers_can_begin_with_something_else(capsys):
    assert run(["export", "skos", "--base", "https://example.org/palnet/"]) == 0
    text = capsys.readouterr().out
    assert "<https://example.org/palnet/area:ahus-2022-2024/kompetanse>" in text
    assert "urn:palnet:" not in text
    for wrong in ("palnet", "urn:pal net:", 'urn:"', "https://example.org/x"):
        assert run(["export", "sssom", "--base", wrong]) == 2
        assert "PAL625" in capsys.readouterr().err
    assert run(["export", "skos", "-o", "x.rdf"]) == 2
    assert "PAL606" in capsys.readouterr().err
