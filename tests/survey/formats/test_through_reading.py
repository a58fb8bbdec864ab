"""Files of every format through palnet's own door: opened, recognised, read and put together."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.survey.formats.asked import ASKED
from tests.survey.formats.sampled import SAMPLES
from tests.survey.formats.test_written import FORMATS, carried, surveys

from palnet.model.survey import Missing
from palnet.survey.blanks import with_reasons
from palnet.survey.formats import surveyxact
from palnet.survey.reading import read, read_answers

slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("name", FORMATS)
@given(given=surveys())
@slow
def test_what_is_written_is_recognised_and_read(tmp_path_factory, name, given):
    assume(given.columns and len(given))
    content = FORMATS[name][1](given)
    binary = content if isinstance(content, bytes) else content.encode("utf-8")
    path = tmp_path_factory.mktemp("svar") / ("svar.xlsx" if isinstance(content, bytes) else "svar.csv")
    path.write_bytes(binary)
    reading = read(path, given.questionnaire)
    expected = carried(name, given)
    # An answer to a question that was not asked of that person is a problem of the data, and none of the format.
    told = {problem.code for problem in reading.problems}
    assert told <= {"PAL168", "PAL163"}
    assert [one.format for one in reading.files] == [name.partition(" ")[0]]
    if not told:
        assert reading.answers.synthetic is given.synthetic
        found = {question: list(cells) for question, cells in reading.answers.columns.items()}
        assert found == {question: list(cells) for question, cells in expected.columns.items()}


def test_the_four_files_of_an_export_passed_together_are_one_survey():
    names = ("Labels_7.csv", "Dataset_7.csv", "Structure_7.csv", "Variables_7.csv")
    folder = SAMPLES / "surveyxact"
    together = read([folder / name for name in names], ASKED)
    assert not together.problems
    assert [(one.format, one.rows, one.not_answered) for one in together.files] == [("surveyxact", 3, 2)]
    assert together.answers.digest == read_answers(folder / "Dataset_7.csv", ASKED).digest


def test_an_export_that_was_written_is_read_as_it_was(tmp_path):
    cells = {"nes/rolle": ["leder", "sykepleier"], "nes/kurs": [Missing.NOT_ASKED, frozenset({"videre"})]}
    given = with_reasons(ASKED, cells, synthetic=True)
    for name, text in surveyxact.write_export(given).items():
        (tmp_path / name).write_bytes(text.encode("cp1252"))
    again = read_answers(tmp_path / "dataset.csv", ASKED)
    assert again.digest == given.digest
    assert again.synthetic


@pytest.mark.parametrize(
    ("name", "column", "wrong", "code"),
    [
        ("redcap/raw.csv", 5, ",nei,", "PAL152"),
        ("surveyxact/Dataset_7.csv", 3, ";2;Vi", "PAL152"),
        ("plain/etiketter.csv", 4, ";Nei;", "PAL152"),
    ],
)
def test_a_code_that_is_no_answer_is_a_problem_at_its_row_and_column(tmp_path, name, column, wrong, code):
    path = SAMPLES / name
    for one in path.parent.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    copy = tmp_path / path.name
    sign = wrong[0].encode()
    copy.write_bytes(
        copy.read_bytes().replace(wrong.encode(), sign + b"77" + wrong.encode()[wrong.rindex(wrong[0]) :], 1)
    )
    (problem,) = (one for one in read(copy, ASKED).problems if one.code == code)
    assert (problem.line, problem.column) == (2, column)


def test_a_mapped_file_through_the_door():
    folder = SAMPLES / "plain"
    answers = read_answers(folder / "liste.csv", ASKED, mapping=folder / "liste.toml")
    assert list(answers.columns["nes/rolle"]) == ["sykepleier", "sykepleier", "leder"]
    assert list(answers.columns["nes/kjent-for"])[:2] == [frozenset({"leger", "parorende"}), frozenset({"kolleger"})]
