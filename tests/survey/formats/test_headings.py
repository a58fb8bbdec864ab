"""What each format makes of its headings and cells: what they may be, and what is wrong with them."""

import shutil

import pytest
from tests.survey.formats.asked import ASKED, KNOWN, NONE, ROLE, TOOL, option, question
from tests.survey.formats.reading import answers_of, headed, table_of
from tests.survey.formats.sampled import SAMPLES, sample

from palnet import DataError, Period, QuestionKind, Questionnaire, Text
from palnet.model.survey import EmptyMeans, Missing
from palnet.survey.blanks import with_reasons
from palnet.survey.formats import forms, plain, redcap, surveyxact


def asking(*questions):
    return Questionnaire(id="x", label=Text(nb="x"), survey="x", period=Period.year(2023), questions=questions)


def told(layout):
    """Code, column and what is named, of each problem; and that each has its place and can be said."""
    assert all(problem.path == "svar.csv" and problem.line == 1 for problem in layout.problems)
    assert all(problem.text("nb") and problem.text("en") for problem in layout.problems)
    return [(problem.code, problem.column) for problem in layout.problems]


def columns(layout):
    return {one.question.id: one for one in layout.columns}


# SurveyXact


def test_without_its_other_files_a_dataset_is_read_by_ids_and_codes_or_labels():
    table = headed(
        "nes_rolle",
        "nes/esas-r",
        "nes_kurs_grunn",
        "nes_kurs_videre",
        "s_1",
        "stato_4",
        rows=[["Leder", "nei", "1", "0", "", "1"]],
    )
    layout = surveyxact.layout(table, ASKED)
    assert layout.unknown == ("s_1",)
    assert columns(layout)["nes/kurs"].option_of == {"nes_kurs_grunn": "grunn", "nes_kurs_videre": "videre"}
    read = answers_of(layout, table, ASKED).columns
    assert (read["nes/rolle"][0], read["nes/esas-r"][0]) == ("leder", "nei")


def test_a_box_is_never_guessed_from_its_number():
    layout = surveyxact.layout(headed("nes_kurs_1", "nes_kurs_2", rows=[["1", "0"]]), ASKED)
    assert (layout.columns, layout.unknown) == ((), ("nes_kurs_1", "nes_kurs_2"))


@pytest.mark.parametrize("name", ["Dataset_7.csv", "DATASET_7.CSV"])
def test_only_the_files_that_bear_the_datasets_name_belong_to_it(tmp_path, name):
    for kind in ("Labels", "Structure", "Variables"):
        shutil.copy(SAMPLES / "surveyxact" / f"{kind}_7.csv", tmp_path / f"{kind}_7.csv")
        (tmp_path / f"{kind}_8.csv").write_text("noe annet", encoding="utf-8")
    assert {kind: path.name for kind, path in surveyxact.beside(tmp_path / name).items()} == {
        "labels": "Labels_7.csv",
        "structure": "Structure_7.csv",
        "variables": "Variables_7.csv",
    }
    assert surveyxact.beside(tmp_path / "Dataset_9.csv") == {}
    assert surveyxact.beside(tmp_path / "ingen" / "Dataset_7.csv") == {}


def test_files_whose_name_goes_on_belong_to_it_too(tmp_path):
    (tmp_path / "svar-labels.csv").write_text("", encoding="utf-8")
    (tmp_path / "svar_structure.csv").write_text("", encoding="utf-8")
    assert set(surveyxact.beside(tmp_path / "svar.csv")) == {"labels", "structure"}


def surveyxact_with(folder, table, **files):
    for kind, text in files.items():
        (folder / f"{kind}.csv").write_bytes(text.encode("cp1252"))
    return surveyxact.layout(table_of(table, str(folder / "dataset.csv")), ASKED)


def test_labels_decide_what_a_number_means_also_where_it_is_a_code(tmp_path):
    layout = surveyxact_with(
        tmp_path, "nes_grad;stato_4\n1;1\n3;1\n", labels="nes_grad;1;Stor grad\nnes_grad;3;Liten grad;\n"
    )
    assert dict(columns(layout)["nes/grad"].codes)["1"] == "3"
    assert dict(columns(layout)["nes/grad"].codes)["3"] == "1"


def test_a_label_that_is_none_of_the_answers_is_told(tmp_path):
    layout = surveyxact_with(
        tmp_path, "nes_grad;stato_4\n1;1\n", labels="nes_grad;1;Svært stor grad\nnes_grad;3;Liten grad\n"
    )
    (problem,) = layout.problems
    said = {"question": "nes/grad", "label": "Svært stor grad", "value": "1", "known": "1, 2, 3"}
    assert (problem.code, dict(problem.params), problem.column) == ("PAL187", said, 1)
    assert "1" not in columns(layout)["nes/grad"].codes


def test_a_choice_in_the_structure_that_is_no_option_is_told(tmp_path):
    structure = "questionName;variableName;questionType;subType;questionText;choiceValue;choiceText;\n"
    rows = "q;a;multiple;;Hvilke kurs har du tatt?;1;Grunnkurs;\nq;b;multiple;;Hvilke kurs har du tatt?;1;Seilkurs;\n"
    layout = surveyxact_with(tmp_path, "a;b\n1;0\n", structure=structure + rows)
    assert [(one.code, one.column) for one in layout.problems] == [("PAL181", 2)]
    assert columns(layout)["nes/kurs"].option_of == {"a": "grunn"}


def test_a_question_may_be_known_by_its_name_in_the_structure(tmp_path):
    structure = "questionName;variableName;questionType;subType;questionText;choiceValue;choiceText;\n"
    layout = surveyxact_with(tmp_path, "s_1\nLeder\n", structure=f"{structure}nes/rolle;s_1;single;;Rolle?;1;Leder;\n")
    assert columns(layout)["nes/rolle"].headings == ("s_1",)


def test_a_companion_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "dataset.csv").write_text("stato_4\n1\n", encoding="utf-8")
    (tmp_path / "labels.csv").write_bytes(b"a" * 5_000_001)
    layout = surveyxact.layout(table_of("stato_4\n1\n", str(tmp_path / "dataset.csv")), ASKED)
    assert [problem.code for problem in layout.problems] == ["PAL109"]


def test_the_four_files_that_are_written_say_what_the_numbers_mean(tmp_path):
    cells = {
        "nes/rolle": ["leder", "sykepleier", "sykepleier"],
        "nes/esas-r": [Missing.NOT_ASKED, "nei", "vet-ikke"],
        "nes/kjent-for": [Missing.NOT_ASKED, frozenset({"leger", "parorende"}), Missing.NOT_ANSWERED],
        "nes/grad": ["3", Missing.NOT_ANSWERED, "1"],
    }
    given = with_reasons(ASKED, cells)
    files = surveyxact.write_export(given)
    assert set(files) == {"dataset.csv", "labels.csv", "structure.csv", "variables.csv"}
    for name, text in files.items():
        (tmp_path / name).write_bytes(text.encode("cp1252"))
    assert files["dataset.csv"].splitlines()[0].endswith(";stato_3;stato_4;closeTime;")
    table = table_of(files["dataset.csv"], str(tmp_path / "dataset.csv"))
    assert set(table.frame.get_column("nes_grad")) == {"3", None, "1"}
    assert set(table.frame.get_column("nes_rolle")) == {"2", "1"}
    layout = surveyxact.layout(table, ASKED)
    assert not layout.problems
    assert not layout.unknown
    assert answers_of(layout, table, ASKED).digest == given.digest


def test_two_columns_of_one_question():
    for format_ in (surveyxact, redcap, forms):
        layout = format_.layout(headed("x", "Hva er du?", "hva er  du?", rows=[["1", "Leder", "Leder"]]), ASKED)
        assert told(layout) == [("PAL182", 3)]
        assert columns(layout)["nes/rolle"].headings == ("Hva er du?",)


def test_two_boxes_with_one_name_are_nobodys():
    one = question("a", "A", QuestionKind.MULTIPLE, option("x-y", "XY"), option("x/y", "X/Y"), asked_of=())
    assert surveyxact.layout(headed("a_x_y", rows=[["1"]]), asking(one)).unknown == ("a_x_y",)


def test_a_label_is_never_taken_for_another_options_code(tmp_path):
    one = question("a", "A", QuestionKind.SINGLE, option("1", "2"), option("2", "1"), asked_of=())
    (tmp_path / "labels.csv").write_text("a;1;2\na;2;1\n", encoding="utf-8")
    layout = surveyxact.layout(table_of("a;stato_4\n1;1\n2;1\n", str(tmp_path / "dataset.csv")), asking(one))
    assert not layout.problems
    assert [columns(layout)["a"].codes[cell] for cell in "12"] == ["1", "2"]


def test_the_file_of_the_same_name_goes_before_one_whose_name_goes_on(tmp_path):
    for name in ("labels.csv", "dataset-labels.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert surveyxact.beside(tmp_path / "dataset.csv")["labels"].name == "labels.csv"


# REDCap


def test_a_field_name_is_the_id_with_underscores():
    assert redcap.field_name("vest/esas-r") == "vest_esas_r"
    assert redcap.field_name("2023-2/a") == "q_2023_2_a"


def test_two_questions_with_one_field_name_are_told_and_not_written():
    both = asking(
        question("a/b", "En", QuestionKind.TEXT, asked_of=()), question("a-b", "To", QuestionKind.TEXT, asked_of=())
    )
    layout = redcap.layout(headed("record_id", "a_b", "En", rows=[["1", "x", "y"]]), both)
    assert told(layout) == [("PAL180", 2)]
    assert [one.question.id for one in layout.columns] == ["a/b"]
    with pytest.raises(DataError) as raised:
        redcap.write(with_reasons(both, {"a/b": [None], "a-b": [None]}))
    assert [dict(one.params)["name"] for one in raised.value.problems] == ["a_b"]
    assert redcap.write(with_reasons(both, {"a/b": [None], "a-b": [None]}), labels=True)


def test_two_options_with_one_name_are_told_and_not_written():
    one = question("a", "A", QuestionKind.MULTIPLE, option("x-y", "XY"), option("x/y", "X/Y"), asked_of=())
    layout = redcap.layout(headed("record_id", "a___x_y", rows=[["1", "1"]]), asking(one))
    assert told(layout) == [("PAL181", 2)]
    with pytest.raises(DataError):
        redcap.write(with_reasons(asking(one), {"a": [frozenset({"x-y"})]}))


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("a____1", "-1"),
        ("a___big", "Big"),
        ("a___x_y", "x-y"),
        ("a___xy", "x-y"),
        ("A (choice=Minus én)", "-1"),
        ("a (choice=stor)", "Big"),
    ],
)
def test_the_box_of_a_code_is_found_however_redcap_writes_it(heading, code):
    options = (option("-1", "Minus én"), option("Big", "Stor"), option("x-y", "Begge"))
    asked = asking(question("a", "A", QuestionKind.MULTIPLE, *options, asked_of=()))
    layout = redcap.layout(headed("record_id", heading, rows=[["1", "1"]]), asked)
    assert not layout.problems
    assert columns(layout)["a"].option_of == {heading: code}


def test_a_box_that_is_no_option_is_told_with_its_column():
    layout = redcap.layout(headed("record_id", "nes_kurs___grunn", "nes_kurs___seil", rows=[["1", "0", "1"]]), ASKED)
    assert told(layout) == [("PAL181", 3)]
    assert columns(layout)["nes/kurs"].headings == ("nes_kurs___grunn",)


def test_a_box_twice_under_two_names_is_told():
    heading = "Hvilke kurs har du tatt? (choice=Grunnkurs)"
    layout = redcap.layout(headed("record_id", "nes_kurs___grunn", heading, rows=[["1", "0", "1"]]), ASKED)
    assert told(layout) == [("PAL182", 3)]


def test_the_boxes_of_missing_codes_are_reasons_unless_an_option_is_called_so():
    layout = redcap.layout(headed("record_id", "nes_kurs___na", "nes_kurs___nask", rows=[["1", "0", "1"]]), ASKED)
    wanted = {"nes_kurs___na": Missing.NOT_APPLICABLE, "nes_kurs___nask": Missing.NOT_ASKED}
    assert columns(layout)["nes/kurs"].reason_of == wanted
    own = asking(question("a", "A", QuestionKind.MULTIPLE, option("NA", "Nord"), asked_of=()))
    layout = redcap.layout(headed("record_id", "a___na", rows=[["1", "1"]]), own)
    assert (columns(layout)["a"].option_of, columns(layout)["a"].reason_of) == ({"a___na": "NA"}, {})


def test_a_box_that_may_be_two_options_is_no_reason():
    one = question("a", "A", QuestionKind.MULTIPLE, option("NA", "X"), option("n-a", "Y"), asked_of=())
    layout = redcap.layout(headed("record_id", "a___na", rows=[["1", "1"]]), asking(one))
    assert told(layout) == [("PAL181", 2)]
    assert not columns(layout)["a"].reason_of


def test_an_option_with_a_reasons_name_is_not_written_as_the_reason():
    asked = asking(question("a", "A", QuestionKind.MULTIPLE, option("dont-know", "X"), option("b", "Y"), asked_of=()))
    cells = [frozenset({"dont-know"}), Missing.DONT_KNOW, frozenset({"b"})]
    table = table_of(redcap.write(with_reasons(asked, {"a": cells})), delimiter=",")
    assert table.frame.get_column("a___dont_know").to_list() == ["1", "0", "0"]
    assert table.frame.get_column("a___unk").to_list() == ["0", "1", "0"]


def test_a_missing_code_in_a_cell_is_a_reason_unless_an_option_is_called_so():
    table = headed("record_id", "nes_esas_r", rows=[["1", "UNK"], ["2", "Not asked"], ["3", "ja"], ["4", "asku"]])
    codes = columns(redcap.layout(table, ASKED))["nes/esas-r"].codes
    assert [codes[cell] for cell in ("UNK", "Not asked", "ja", "asku")] == [
        Missing.DONT_KNOW,
        Missing.NOT_ASKED,
        "ja",
        Missing.DONT_KNOW,
    ]
    own = asking(question("a", "A", QuestionKind.SINGLE, option("NA", "Nord"), asked_of=()))
    assert columns(redcap.layout(headed("record_id", "a", rows=[["1", "NA"]]), own))["a"].codes["NA"] == "NA"


def test_boxes_that_redcap_has_put_in_one_column():
    table = headed("record_id", "nes_kjent_for", rows=[["1", "Kolleger,Pårørende"], ["2", "leger,kolleger"]])
    read = answers_of(redcap.layout(table, ASKED), table, ASKED)
    assert list(read.columns["nes/kjent-for"]) == [
        frozenset({"kolleger", "parorende"}),
        frozenset({"leger", "kolleger"}),
    ]


def test_what_redcap_itself_tells_is_no_question_and_nothing_unknown():
    own = (
        "redcap_event_name",
        "redcap_repeat_instrument",
        "redcap_data_access_group",
        "svar_timestamp",
        "svar_complete",
    )
    layout = redcap.layout(headed("record_id", *own, "nes_rolle", "vekt", rows=[["1"] * 8]), ASKED)
    assert (layout.key, layout.submitted, layout.unknown) == ("record_id", "svar_timestamp", ("vekt",))


# Microsoft Forms


def test_headings_in_any_of_a_questions_languages():
    table = headed(
        "ID",
        "Start time",
        "Completion time",
        "What are you?",
        "Is ESAS-r in use?",
        rows=[["1", "", "", "Leder", "Don't know"]],
    )
    layout = forms.layout(table, ASKED)
    assert not layout.problems
    assert [one.question.id for one in layout.columns] == ["nes/rolle", "nes/esas-r"]
    assert columns(layout)["nes/esas-r"].codes["Don't know"] == "vet-ikke"


def test_a_code_is_no_answer_in_forms():
    layout = forms.layout(
        headed("ID", "Er ESAS-r innført - der du arbeider?", rows=[["1", "vet-ikke"], ["2", "Vet ikke"]]), ASKED
    )
    assert "vet-ikke" not in columns(layout)["nes/esas-r"].codes
    assert columns(layout)["nes/esas-r"].codes["Vet ikke"] == "vet-ikke"


def test_a_heading_that_two_questions_share_is_told():
    both = asking(*(question(name, "Kommentar", QuestionKind.TEXT, asked_of=()) for name in ("a", "b")))
    assert told(forms.layout(headed("ID", "Kommentar", rows=[["1", "x"]]), both)) == [("PAL180", 2)]
    with pytest.raises(DataError):
        forms.write(with_reasons(both, {"a": [None], "b": [None]}))
    assert forms.write(with_reasons(both, {"a": [None]}))


def test_an_answer_that_two_options_share_is_told():
    one = question(
        "a", "A", QuestionKind.SINGLE, option("x", "Ja"), option("y", "ja "), option("z", "Nei"), asked_of=()
    )
    layout = forms.layout(headed("ID", "A", rows=[["1", "JA"], ["2", "Nei"]]), asking(one))
    assert told(layout) == [("PAL185", 2)]
    assert "JA" not in columns(layout)["a"].codes


def several(*labels, empty="not-answered"):
    options = (option(f"k{number}", label) for number, label in enumerate(labels))
    return asking(question("a", "A", QuestionKind.MULTIPLE, *options, asked_of=(), empty=EmptyMeans(empty)))


@pytest.mark.parametrize(
    ("labels", "cell", "ticked"),
    [
        (("b", "c"), "b;c;", {"k0", "k1"}),
        (("b", "c"), "b;c", {"k0", "k1"}),
        (("b", "c"), "c;b;", {"k0", "k1"}),
        (("b;c", "d"), "b;c;d;", {"k0", "k1"}),
        (("a;b", "a", "b;c"), "a;b;c;", {"k1", "k2"}),
        (("b;", "c"), "b;;c;", {"k0", "k1"}),
        (("b", "c"), " B ; C ;", {"k0", "k1"}),
    ],
)
def test_choices_that_hold_the_separator(labels, cell, ticked):
    asked = several(*labels)
    layout = forms.layout(headed("ID", "A", rows=[["1", cell]]), asked)
    assert not layout.problems
    assert columns(layout)["a"].codes[cell] == ticked


@pytest.mark.parametrize("cell", ["b;x;", "x", "b;c;x;"])
def test_a_choice_that_is_no_option_leaves_the_cell_unread(cell):
    layout = forms.layout(headed("ID", "A", rows=[["1", cell]]), several("b", "c"))
    assert cell not in columns(layout)["a"].codes


def test_choices_that_can_be_read_in_several_ways_are_told_once():
    layout = forms.layout(
        headed("ID", "A", rows=[["1", "b;c;"], ["2", "c;b;"], ["3", "b;c;d;"]]), several("b", "c", "b;c", "d")
    )
    assert told(layout) == [("PAL184", 2)]
    assert set(columns(layout)["a"].codes) == {"c;b;"}


def test_a_very_long_cell_is_no_trouble():
    cell = "b;" * 20_000 + "x;"
    layout = forms.layout(headed("ID", "A", rows=[["1", cell]]), several("b", "b;b"))
    assert cell not in columns(layout)["a"].codes


@pytest.mark.parametrize(("empty", "expected"), [("none", frozenset()), ("not-answered", Missing.NOT_ANSWERED)])
def test_a_cell_with_nothing_but_separators(empty, expected):
    layout = forms.layout(headed("ID", "A", rows=[["1", ";"]]), several("b", empty=empty))
    assert columns(layout)["a"].codes[";"] == expected


def test_points_and_what_forms_tells_of_the_form_are_nothing_unknown():
    own = (
        "ID",
        "Starttidspunkt",
        "Fullføringstidspunkt",
        "E-postadresse",
        "Navn",
        "Språk",
        "Total points",
        "Points - Hva er du?",
    )
    assert forms.layout(headed(*own, "Annet", rows=[["1"] * 9]), ASKED).unknown == ("Annet",)


# All of them


HOSTILE = ("=cmd|' /C calc'!A0", "<script>alert(1)</script>", "{heading}", "%s%n", "\u202e\u0000x", "a\nb", "x" * 5000)


@pytest.mark.parametrize("format_", [forms, plain, redcap, surveyxact])
def test_hostile_headings_are_unknown_and_harmless(format_):
    table = headed("ID", *HOSTILE, "nes/rolle", rows=[["1", *HOSTILE, "leder"]])
    layout = format_.layout(table, ASKED)
    assert set(layout.unknown) >= set(HOSTILE)
    assert format_.recognises(table, ASKED) <= 1


def test_a_hostile_heading_in_a_problem_stays_on_one_line():
    heading = "Hva er\ndu?\u202e"
    (problem,) = forms.layout(headed("ID", "Hva er du?", heading, rows=[["1", "", ""]]), ASKED).problems
    assert "\n" not in problem.text()
    assert "\u202e" not in problem.text()


@pytest.mark.parametrize("format_", [forms, plain, redcap, surveyxact])
def test_a_cell_that_was_made_inert_is_read_as_it_was_meant(format_):
    asked = asking(question("a", "A", QuestionKind.SINGLE, option("=1", "=1"), option("'-x", "'-x"), asked_of=()))
    table = headed("ID", "a", rows=[["1", "'=1"], ["2", "''-x"]])
    codes = columns(format_.layout(table, asked))["a"].codes
    assert (codes["'=1"], codes["''-x"]) == ("=1", "'-x")


@pytest.mark.parametrize("format_", [forms, plain, redcap, surveyxact])
def test_an_empty_table_is_no_trouble(format_):
    table = headed("ID", "Hva er du?")
    assert [one.question.id for one in format_.layout(table, ASKED).columns] == ["nes/rolle"]


def test_every_format_says_what_it_cannot_tell():
    for format_ in (forms, plain, redcap, surveyxact):
        layout = format_.layout(sample("redcap/raw.csv"), ASKED)
        assert layout.cannot_tell
        assert layout.format == format_.__name__.rpartition(".")[2]


def test_the_questions_of_the_samples_are_what_these_tests_think_they_are():
    assert [one.id for one in (ROLE, TOOL, KNOWN, NONE)] == ["nes/rolle", "nes/esas-r", "nes/kjent-for", "nes/kurs"]
