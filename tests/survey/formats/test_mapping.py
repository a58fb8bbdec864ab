"""Mapping files: what is drafted works or says what it is unsure of; what is wrong is told at its place."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
import tomli
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.survey.formats.asked import ASKED, option, question
from tests.survey.formats.reading import answers_of, headed, table_of
from tests.survey.formats.sampled import sample
from tests.survey.formats.test_written import surveys
from tests.toml_files import without_marks

from palnet import DefinitionError
from palnet.model.survey import Missing, QuestionKind
from palnet.record import fields_of
from palnet.survey.formats import plain
from palnet.survey.mapped import FileMapping, MappedColumn
from palnet.survey.mapping import draft, read_mapping

slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def mapped(tmp_path):
    """A mapping file with that text, read."""

    def read(text, questionnaire=ASKED):
        path = tmp_path / "kobling.toml"
        path.write_text(text, encoding="utf-8")
        return read_mapping(path, questionnaire)

    return read


@given(given=surveys())
@slow
def test_a_draft_of_a_file_with_ids_as_headings_works_unedited(tmp_path_factory, given):
    if not given.columns or not len(given):
        return
    table = table_of(plain.write(given))
    path = tmp_path_factory.mktemp("draft") / "kobling.toml"
    path.write_text(draft(table, given.questionnaire), encoding="utf-8")
    mapping = read_mapping(path, given.questionnaire)
    layout = plain.layout(table, given.questionnaire, mapping)
    assert not layout.problems
    assert not layout.unknown
    assert answers_of(layout, table, given.questionnaire).digest == given.digest


def test_a_draft_of_a_file_with_labels_as_headings_works_unedited(mapped):
    table = sample("plain/etiketter.csv")
    text = draft(table, ASKED)
    layout = plain.layout(table, ASKED, mapped(text))
    assert not layout.problems
    assert not layout.unknown
    assert (layout.key, layout.submitted) == ("SvarID", "Innsendt")
    expected = answers_of(plain.layout(table, ASKED), table, ASKED)
    assert answers_of(layout, table, ASKED).digest == expected.digest
    assert not [line for line in text.splitlines()[2:] if line.startswith("#")]


def test_what_is_unsure_is_commented_out_with_its_candidates():
    table = headed("SvarID", "Hvorfor ikkje?", "Noe annet", "Hva er du?", "nes/rolle", rows=[["1", "", "", "", ""]])
    text = draft(table, ASKED)
    live = tomli.loads(text)
    assert "columns" not in live
    assert live["key"] == "SvarID"
    assert '# heading = "Hvorfor ikkje?"\n# question = "nes/hvorfor"' in text
    assert '# heading = "Noe annet"\n# question = …' in text
    # Two columns for one question: neither is sure.
    assert '# heading = "Hva er du?"\n# question = "nes/rolle"' in text
    assert '# heading = "nes/rolle"\n# question = "nes/rolle"' in text


def test_a_key_that_stands_twice_is_not_sure():
    text = draft(headed("SvarID", "nes/rolle", rows=[["1", "leder"], ["1", "leder"]]), ASKED)
    assert '\n# key = "SvarID"\n' in text


def test_codes_that_are_no_answers_are_shown_and_what_may_be_free_text_is_not():
    rows = [["1"], ["2"], ["Kari Nordmann har sagt noe"], ["Ja"]]
    text = draft(headed("nes/esas-r", rows=rows), ASKED)
    assert '# codes = [\n#   { cell = "1", option = "ja | nei | vet-ikke" },\n#   { cell = "2"' in text
    assert "Nordmann" not in text
    assert "# 1 andre svar" in text
    assert tomli.loads(text)["columns"] == [{"heading": "nes/esas-r", "question": "nes/esas-r"}]


def test_free_text_and_unknown_columns_are_never_in_a_draft():
    table = headed("nes/hvorfor", "Merknad", "Navn", rows=[["1", "2", "Kari"], ["hemmelig", "hemmelig", "Ola"]])
    text = draft(table, ASKED)
    assert not any(word in text for word in ("hemmelig", "Kari", "Ola"))
    assert tomli.loads(text)["leave_out"] == ["Navn"]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2,5", "3"], {"decimal": ","}),
        (["2.5", "3"], {"decimal": "."}),
        (["2", "3"], {}),
        (["2,5", "2.5"], {}),
    ],
)
def test_a_draft_says_which_decimal_sign(cells, expected):
    text = draft(headed("nes/timer", rows=[[cell] for cell in cells]), ASKED)
    (column,) = tomli.loads(text)["columns"]
    assert column == {"heading": "nes/timer", "question": "nes/timer", **expected}
    assert ("# decimal" in text) is (cells == ["2,5", "2.5"])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["2020-08-15", "15.08.2020"], {}),
        (["15/08/2020", "01/02/2020"], {"dates": ["%d/%m/%Y"]}),
        (["08/15/2020", "01/02/2020"], {"dates": ["%m/%d/%Y"]}),
        (["01/02/2020"], {}),
        (["i fjor"], {}),
    ],
)
def test_a_draft_says_which_form_dates_have_if_it_is_only_one(cells, expected):
    text = draft(headed("nes/siden", rows=[[cell] for cell in cells]), ASKED)
    (column,) = tomli.loads(text)["columns"]
    assert column == {"heading": "nes/siden", "question": "nes/siden", **expected}
    assert ("# dates" in text) is (len(cells) == 1)
    if cells == ["01/02/2020"]:
        assert '# dates = ["%d/%m/%Y | %m/%d/%Y"]' in text


@pytest.mark.parametrize(
    ("cells", "separator"),
    [
        (["leger;kolleger", "leger"], ";"),
        (["leger|kolleger"], "|"),
        (["leger, kolleger"], ","),
        (["leger"], ";"),
        (["Leger; også fastleger;Kolleger"], ";"),
        (["leger/noe annet"], None),
    ],
)
def test_a_draft_says_what_parts_several_answers(cells, separator):
    text = draft(headed("nes/kjent-for", rows=[[cell] for cell in cells]), ASKED)
    columns = tomli.loads(text).get("columns", [])
    assert [column["separator"] for column in columns] == ([] if separator is None else [separator])
    assert ('# separator = "/"' in text) is (separator is None)


def test_a_cell_that_separators_divide_differently_leaves_the_separator_open():
    several = question("a", "A", QuestionKind.MULTIPLE, *(option(code, code.upper()) for code in ("x", "y", "x|y")))
    asked = attrs.evolve(ASKED, questions=(several,))
    text = draft(headed("a", rows=[["x|y"]]), asked)
    assert "columns" not in tomli.loads(text)
    assert '# separator = ";" eller "|" eller "," eller "\\n" eller "/"' in text
    # Also where only one separator fits, and one cell can be read in two ways by it.
    assert "columns" not in tomli.loads(draft(headed("a", rows=[["x|y"], ["x|y|x"]]), asked))
    layout = plain.layout(headed("a", rows=[["x|y"]]), asked)
    assert (layout.columns, layout.unknown) == ((), ("a",))


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("nes/kurs.grunn", ["1", "0"], {}),
        ("nes_kurs___grunn", ["1"], {}),
        ("Hvilke kurs har du tatt? [Grunnkurs]", ["Ja", "Nei"], {"ticked": ["Ja"], "unticked": ["Nei"]}),
        ("Hvilke kurs har du tatt? - Grunnkurs", ["x"], {"ticked": ["x"]}),
        ("nes/kurs: Grunnkurs", ["Grunnkurs"], {"ticked": ["Grunnkurs"]}),
        ("nes/kurs.grunn", ["1", "2"], None),
    ],
)
def test_a_draft_knows_the_boxes_of_a_question(heading, cells, expected):
    text = draft(headed(heading, rows=[[cell] for cell in cells]), ASKED)
    columns = tomli.loads(text).get("columns", [])
    named = {"heading": heading, "question": "nes/kurs", "option": "grunn"}
    assert columns == ([] if expected is None else [{**named, **expected}])


@given(
    headings=st.lists(st.text(min_size=1, max_size=20).filter(str.strip), min_size=1, max_size=4, unique_by=str.strip)
)
@slow
def test_a_draft_is_sound_toml_whatever_the_headings(headings):
    rows = [["=cmd|' /C calc'!A0", '"', "#", "\n"][: len(headings)]]
    text = draft(headed(*headings, "nes/rolle", rows=[[*row, "leder"] for row in rows]), ASKED)
    live = tomli.loads(text)
    assert live["palnet"] == 1
    assert {"heading": "nes/rolle", "question": "nes/rolle"} in live["columns"]
    assert all(line.startswith("#") for line in text.splitlines() if "…" in line and "question = …" in line)


WRONG = """palnet = 1
questionnaire = <<PAL189>>"nes-2022"
<<PAL202>>ukjent = 3
decimal = <<PAL306>>";"
leave_out = ["Navn"]

[[columns]]
heading = "A"
question = <<PAL401>>"nes/rull"

[[columns]]
heading = "B"
question = "nes/rolle"
option = <<PAL315>>"leder"
codes = <<PAL315>>[{ cell = "1", option = <<PAL341>>"lader" }]

[[columns]]
heading = "C"
question = "nes/kurs"
option = <<PAL341>>"grun"
ticked = ["1"]
unticked = [<<PAL322>>"1"]

[[columns]]
heading = "D"
question = "nes/timer"
dates = <<PAL315>>[<<PAL306>>"%d"]
codes = [<<PAL319>>{ cell = "1" }, { cell = "2", missing = <<PAL204>>"dont-kno" }]

[[columns]]
heading = <<PAL201>>3
question = "nes/siden"
separator = <<PAL304>>""
"""


def test_every_problem_of_a_mapping_stands_at_its_place(mapped):
    text, places = without_marks(WRONG)
    with pytest.raises(DefinitionError) as raised:
        mapped(text)
    assert [(one.code, one.line, one.column) for one in raised.value.problems] == places
    assert all(one.path.endswith("kobling.toml") for one in raised.value.problems)
    assert all(one.text("nb") and one.text("en") for one in raised.value.problems)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "PAL106"),
        ("palnet = 99\n", "PAL107"),
        ("palnet = 1\n", "PAL203"),
        ("palnet = 1\ncolumns = []\n", "PAL312"),
        ("palnet = 1\ncolumns = [\n", "PAL101"),
        ('palnet = 1\n[[columns]]\nheading = "A"\nheading = "B"\nquestion = "nes/rolle"\n', "PAL101"),
    ],
)
def test_what_is_no_mapping_is_refused(mapped, text, code):
    with pytest.raises(DefinitionError) as raised:
        mapped(text)
    assert code in {problem.code for problem in raised.value.problems}


def test_a_mapping_that_is_not_there(tmp_path):
    with pytest.raises(DefinitionError) as raised:
        read_mapping(tmp_path / "ingen.toml", ASKED)
    assert [problem.code for problem in raised.value.problems] == ["PAL108"]


COLUMN = '[[columns]]\nheading = "{}"\nquestion = "{}"\n{}\n'


def mapping_text(*columns, top=""):
    return f"palnet = 1\n{top}\n" + "".join(COLUMN.format(*one) for one in columns)


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        ((("A", "nes/rolle", ""), ("B", "nes/rolle", "")), ["PAL182"]),
        ((("A", "nes/rolle", ""), ("A", "nes/grad", "")), ["PAL188"]),
        ((("A", "nes/kurs", 'option = "grunn"'), ("B", "nes/kurs", 'option = "grunn"')), ["PAL182"]),
        ((("A", "nes/kurs", 'option = "grunn"'), ("B", "nes/kurs", "")), ["PAL182"]),
        ((("A", "nes/kurs", ""), ("B", "nes/kurs", 'option = "grunn"')), ["PAL182"]),
        ((("A", "nes/kurs", 'ticked = ["1"]'),), ["PAL309"]),
        ((("A", "nes/timer", 'codes = [{ cell = "1", option = "en" }]'),), ["PAL315"]),
        ((("A", "nes/grad", 'codes = [{ cell = "a", option = "1" }, { cell = "a", option = "2" }]'),), ["PAL322"]),
        ((("A", "nes/siden", 'dates = ["%d.%m"]'),), ["PAL306"]),
        ((("A", "nes/siden", 'dates = ["%Y-%m-%d"]'),), []),
        ((("A", "nes/kurs", 'option = "grunn"'), ("B", "nes/kurs", 'option = "videre"')), []),
    ],
)
def test_columns_that_do_not_go_together(mapped, columns, codes):
    text = mapping_text(*columns)
    if not codes:
        assert mapped(text).columns
        return
    with pytest.raises(DefinitionError) as raised:
        mapped(text)
    assert [problem.code for problem in raised.value.problems] == codes


def test_a_column_that_the_file_lacks_and_one_that_the_mapping_leaves_out(mapped):
    mapping = mapped(mapping_text(("A", "nes/rolle", ""), ("B", "nes/grad", ""), top='key = "K"\nleave_out = ["C"]'))
    layout = plain.layout(headed("A", "C", "D", rows=[["leder", "x", "y"]]), ASKED, mapping)
    told = [(one.code, dict(one.params)["heading"]) for one in layout.problems]
    assert told == [("PAL183", "K"), ("PAL183", "B")]
    assert layout.unknown == ("D",)
    assert layout.key is None


def test_what_a_mapping_says_of_a_cell_goes_before_labels_and_codes(mapped):
    meant = 'codes = [{ cell = "Ja", option = "nei" }, { cell = "vet ikke", missing = "not-answered" }]'
    mapping = mapped(mapping_text(("A", "nes/esas-r", meant)))
    table = headed("A", rows=[["Ja"], ["Nei"], ["vet ikke"], ["Vet ikke"], ["ja"]])
    (column,) = plain.layout(table, ASKED, mapping).columns
    wanted = ["nei", "nei", Missing.NOT_ANSWERED, Missing.NOT_ANSWERED, "ja"]
    assert [column.codes[cell] for cell in table.frame.get_column("A")] == wanted


def test_signs_of_the_file_hold_where_a_column_says_nothing(mapped):
    columns = (
        ("A", "nes/timer", ""),
        ("B", "nes/siden", ""),
        ("C", "nes/kjent-for", ""),
        ("D", "nes/kurs", 'separator = "+"'),
    )
    top = 'decimal = ","\nseparator = "/"\ndates = ["%m/%d/%Y"]\nblank = "not-shown"'
    mapping = mapped(mapping_text(*columns, top=top))
    table = headed("A", "B", "C", "D", rows=[["2,5", "08/15/2020", "leger/kolleger", "grunn+videre"], ["", "", "", ""]])
    layout = plain.layout(table, ASKED, mapping)
    read = answers_of(layout, table, ASKED)
    assert read.columns["nes/timer"][0] == Decimal("2.5")
    assert read.columns["nes/siden"][0] == dt.date(2020, 8, 15)
    assert read.columns["nes/kjent-for"][0] == {"leger", "kolleger"}
    assert read.columns["nes/kurs"][0] == {"grunn", "videre"}
    assert {cells[1] for cells in read.columns.values()} == {Missing.NOT_SHOWN}


def test_the_mapping_in_the_documentation_works(mapped):
    page = (Path(__file__).parents[3] / "docs" / "survey-formats.md").read_text(encoding="utf-8")
    mapping = mapped(page.partition("```toml\n")[2].partition("```")[0])
    layout = plain.layout(sample("plain/liste.csv"), ASKED, mapping)
    assert not layout.problems
    assert [one.question.id for one in layout.columns] == ["nes/esas-r", "nes/kjent-for", "nes/kurs"]
    named = [field.name for cls in (FileMapping, MappedColumn) for field in fields_of(cls)]
    assert all(f"`{name}`" in page for name in named if name != "columns")
