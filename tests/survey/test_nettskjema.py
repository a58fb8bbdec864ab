"""Nettskjema's files: written and read back, and those that were made by hand to the format."""

import datetime as dt
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.survey.exported import ASKED, FIRST, HEADINGS, SAMPLES, SECOND, csv_bytes, numbered, table, xlsx_bytes

from palnet import Answers, Missing, QuestionKind, answers_from, read_answers
from palnet.model.codebook import WRITTEN
from palnet.survey.blanks import with_reasons
from palnet.survey.formats import nettskjema
from palnet.survey.reading import read
from palnet.testing.strategies import answers, questionnaires


def read_from(tmp_path_factory, content, questionnaire=ASKED, name="svar.csv", **more):
    path = tmp_path_factory.mktemp("svar") / name
    path.write_bytes(content)
    return read(path, questionnaire, **more)


def carried(given_):
    """What a file of this format can say: an empty cell has no reason of its own, and a box is ticked or is not."""
    columns = {}
    for name, cells in given_.columns.items():
        question = given_.questionnaire.by_id[name]
        boxes = question.kind is QuestionKind.MULTIPLE
        if boxes and not question.codes and not any(cell for cell in cells if isinstance(cell, frozenset)):
            continue  # a box that nobody knows of has no column
        columns[name] = [None if isinstance(cell, Missing) or (boxes and not cell) else cell for cell in cells]
    return with_reasons(given_.questionnaire, columns, source="nettskjema", synthetic=given_.synthetic)


@st.composite
def surveys(draw):
    return draw(answers(draw(questionnaires()), min_size=1, max_size=6))


def form_of(text, form):
    """The same file as other ways lead to it."""
    lines = [line.removeprefix('"').removesuffix('"').split('";"') for line in text.splitlines()]
    if form == "comma":
        return csv_bytes(lines, delimiter=",", quoting=0), "svar.csv"
    if form == "workbook":
        return xlsx_bytes(lines), "svar.xlsx"
    return text.encode(form), "svar.csv"


FORMS = ["utf-8", "utf-8-sig", "utf-16", "cp1252", "comma", "workbook"]


@pytest.mark.parametrize("form", FORMS)
@given(given_=surveys())
@settings(deadline=None, max_examples=30)
def test_what_is_written_is_read_back(tmp_path_factory, form, given_):
    content, name = form_of(nettskjema.write(given_), form)
    reading = read_from(tmp_path_factory, content, given_.questionnaire, name)
    assert reading.problems == ()
    expected = carried(given_)
    assert reading.answers == expected
    assert list(reading.answers.columns) == [
        one.id for one in given_.questionnaire.questions if one.id in expected.columns
    ]
    assert reading.answers.digest == expected.digest
    assert [one.format for one in reading.files] == ["nettskjema"]


people = st.fixed_dictionaries(
    {},
    optional={
        "nes/rolle": st.just("sykepleier"),
        "nes/kommune": st.sampled_from(["0301", "1234"]),
        "nes/esas-r": st.sampled_from(["ja", "nei", "vet-ikke"]),
        "nes/kjent-for": st.sets(st.sampled_from(["leger", "kolleger", "andre.mer"])),
        "nes/kurs": st.sets(st.sampled_from(["grunn", "videre"])),
        "nes/timer": st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999),
        "nes/siden": st.dates(dt.date(1950, 1, 1), dt.date(2023, 12, 31)),
    },
)


@given(st.lists(people, min_size=1, max_size=5), st.booleans())
@settings(deadline=None)
def test_every_kind_of_answer_comes_back(tmp_path_factory, rows, synthetic):
    given_ = answers_from(rows, ASKED, synthetic=synthetic)
    reading = read_from(tmp_path_factory, nettskjema.write(given_).encode())
    if "nes/rolle" in given_.columns:
        assert reading.answers == carried(given_)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(lambda t: t == t.strip()))
@settings(deadline=None)
def test_a_code_of_any_sort_comes_back(tmp_path_factory, code):
    group = attrs.evolve(ASKED.questions[1], id="nes/gruppe", options=(), asked_of=())
    asked = attrs.evolve(ASKED, questions=(ASKED.questions[0], group))
    if code in ("total", "unknown"):
        return
    given_ = answers_from([{"nes/rolle": "leder", "nes/gruppe": code}], asked)
    text = nettskjema.write(given_)
    assert not any(cell[:1] in "=+@" for line in text.splitlines() for cell in line[1:-1].split('";"') if cell)
    assert read_from(tmp_path_factory, text.encode(), asked).answers.columns["nes/gruppe"] == [code]


def test_a_file_as_the_form_gives_it_out():
    reading = read(SAMPLES / "portal.csv", ASKED)
    assert (reading.problems, reading.notes) == ((), ())
    assert reading.answers == Answers(
        questionnaire=ASKED,
        source="nettskjema",
        columns={
            "nes/rolle": ("sykepleier", "leder", "sykepleier"),
            "nes/kommune": ("0301", Missing.NOT_ASKED, "4601"),
            "nes/esas-r": ("nei", Missing.NOT_ASKED, "vet-ikke"),
            "nes/hvorfor": (WRITTEN, Missing.NOT_ASKED, Missing.NOT_ANSWERED),
            "nes/kjent-for": (frozenset({"leger", "andre.mer"}), Missing.NOT_ASKED, Missing.NOT_ANSWERED),
            "nes/kurs": (frozenset(), Missing.NOT_ASKED, frozenset({"grunn", "videre"})),
            "nes/grad": (Missing.NOT_ASKED, "3", Missing.NOT_ASKED),
            "nes/timer": (Decimal("2.5"), 1, Missing.NOT_ANSWERED),
            "nes/siden": (dt.date(2019, 8, 1), Missing.NOT_ANSWERED, dt.date(2021, 1, 15)),
        },
    )
    (file,) = reading.files
    assert (file.format, file.encoding, file.delimiter, file.rows) == ("nettskjema", "utf-8", ";", 3)
    assert (file.duplicates, reading.duplicates, reading.respondents) == (0, 0, 3)


@pytest.mark.parametrize("name", ["sensitive.csv", "sensitive.xlsx"])
def test_the_variants_say_the_same(name):
    assert read_answers(SAMPLES / name, ASKED) == read_answers(SAMPLES / "portal.csv", ASKED)


def test_a_matrix_parts_its_rows_by_full_stops(tmp_path_factory):
    lines = table(FIRST, SECOND)
    lines[0] = [
        heading.replace("nes/kjent-for", "nes.kjent-for").replace("nes/grad", "nes.grad") for heading in lines[0]
    ]
    assert (
        read_from(tmp_path_factory, csv_bytes(lines)).answers
        == read_from(tmp_path_factory, csv_bytes(table(FIRST, SECOND))).answers
    )


def test_boxes_that_the_questionnaire_does_not_list_are_known_by_their_headings(tmp_path_factory):
    open_ended = attrs.evolve(ASKED.by_id["nes/kjent-for"], options=())
    asked = attrs.evolve(ASKED, questions=(ASKED.questions[0], open_ended))
    headings = ["$submission_id", "nes/rolle", "nes/kjent-for.en", "nes/kjent-for.to.tre"]
    lines = [headings, ["1", "sykepleier", "1", "1"], ["2", "sykepleier", "0", "1"], ["3", "leder", "0", "0"]]
    column = read_from(tmp_path_factory, csv_bytes(lines), asked).answers.columns["nes/kjent-for"]
    assert column == [frozenset({"en", "to.tre"}), frozenset({"to.tre"}), Missing.NOT_ASKED]


def test_very_many_boxes(tmp_path_factory):
    codes = [f"k{number}" for number in range(45)]
    known = attrs.evolve(ASKED.by_id["nes/kjent-for"], options=())
    asked = attrs.evolve(ASKED, questions=(ASKED.questions[0], known))
    ticks = [set(codes[::2]), set(codes[-1:]), set(codes), {codes[0], codes[20], codes[40]}, set(codes[::2])]
    rows = [{"nes/rolle": "sykepleier", "nes/kjent-for": some} for some in ticks]
    given_ = answers_from(rows, asked)
    found = read_from(tmp_path_factory, nettskjema.write(given_).encode(), asked).answers
    assert list(found.columns["nes/kjent-for"]) == ticks


def test_what_is_made_up_says_so_in_every_row(tmp_path_factory):
    rows = [{"nes/rolle": "leder"}] * 3
    made_up = nettskjema.write(answers_from(rows, ASKED, synthetic=True))
    lines = made_up.splitlines()
    assert lines[0].startswith('"SYNTETISK";')
    assert all(line.startswith('"SYNTETISK";') for line in lines[1:])
    assert "SYNTETISK" not in nettskjema.write(answers_from(rows, ASKED))
    assert read_from(tmp_path_factory, made_up.encode()).answers.synthetic


def test_it_is_written_in_parts_as_in_one(monkeypatch):
    given_ = answers_from([{"nes/rolle": "leder", "nes/timer": n} for n in range(10)], ASKED, synthetic=True)
    whole = nettskjema.write(given_)
    monkeypatch.setattr(nettskjema, "_AT_ONCE", 3)
    assert nettskjema.write(given_) == whole


def test_headings_alone_are_a_survey_that_nobody_has_answered_yet(tmp_path_factory):
    reading = read_from(tmp_path_factory, csv_bytes(table()))
    assert (len(reading.answers), list(reading.answers.columns)) == (0, [one.id for one in ASKED.questions])
    assert [one.code for one in reading.notes] == ["PAL149"]


def test_numbered_rows_are_as_the_first():
    assert numbered(7)["$submission_id"] == "31000007"
    assert set(HEADINGS) == set(FIRST) == set(SECOND)
