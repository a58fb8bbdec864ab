"""Files as each tool makes them, made by hand: what they say, cell by cell, and who recognises them."""

import datetime as dt
from decimal import Decimal

import pytest
from tests.survey.formats.asked import ASKED
from tests.survey.formats.reading import answers_of, headed
from tests.survey.formats.sampled import SAMPLES, sample

from palnet.model.codebook import WRITTEN
from palnet.model.survey import Missing
from palnet.survey.formats import forms, plain, redcap, surveyxact
from palnet.survey.mapping import read_mapping

NOT, SHOWN, ASKED_OF = Missing.NOT_ANSWERED, Missing.NOT_SHOWN, Missing.NOT_ASKED
EVERY = {"forms": forms, "plain": plain, "redcap": redcap, "surveyxact": surveyxact}

# Who the three are, in every sample: one who answers no and all that follows, one who leaves much open, a leader.
ROLE = ("sykepleier", "sykepleier", "leder")
TOOL = ("nei", "vet-ikke", ASKED_OF)
# Whoever does not know whether the tool is in use cannot be said to be routed past by that.
WHY = (WRITTEN, NOT, ASKED_OF)
KNOWN = (frozenset({"leger", "parorende"}), NOT, ASKED_OF)
COURSES = (frozenset(), frozenset({"grunn"}), ASKED_OF)
DEGREE = ("3", NOT, "1")
HOURS = (Decimal("2.5"), NOT, 4)
SINCE = (dt.date(2020, 8, 15), NOT, NOT)


def told(**columns):
    names = ("rolle", "esas_r", "hvorfor", "kjent_for", "kurs", "grad", "timer", "siden")
    cells = (ROLE, TOOL, WHY, KNOWN, COURSES, DEGREE, HOURS, SINCE)
    return {f"nes/{name.replace('_', '-')}": columns.get(name, said) for name, said in zip(names, cells, strict=True)}


def read(layout, table):
    assert not layout.problems, [problem.text() for problem in layout.problems]
    return {name: tuple(cells) for name, cells in answers_of(layout, table, ASKED).columns.items()}


def test_surveyxact_by_its_structure_and_labels():
    table = sample("surveyxact/Dataset_7.csv")
    layout = surveyxact.layout(table, ASKED)
    assert read(layout, table) == told()
    assert (layout.key, layout.submitted, layout.unknown) == ("respnokk", "closeTime", ())


def test_those_who_never_opened_the_form_or_fell_out_are_nobody():
    layout = surveyxact.layout(sample("surveyxact/Dataset_7.csv"), ASKED)
    assert layout.nobody == dict.fromkeys(("stato_1", "stato_2", "stato_5"), frozenset({"1"}))


@pytest.mark.parametrize("name", ["redcap/raw.csv", "redcap/label.csv"])
def test_redcap_by_name_and_code_and_by_label(name):
    table = sample(name)
    layout = redcap.layout(table, ASKED)
    unknown, not_applicable = Missing.DONT_KNOW, Missing.NOT_APPLICABLE
    fourth = {"rolle": "sykepleier", "kurs": frozenset()}
    expected = told(
        kjent_for=(KNOWN[0], unknown, ASKED_OF),
        timer=(Decimal("2.5"), not_applicable, 4),
        siden=(SINCE[0], NOT, unknown),
    )
    assert read(layout, table) == {
        name: (*cells, fourth.get(name.removeprefix("nes/"), NOT)) for name, cells in expected.items()
    }
    assert layout.unknown == ()
    assert layout.key == table.headings[0]
    assert layout.submitted == table.headings[2]


def test_microsoft_forms_whatever_its_dashes_and_spaces():
    table = sample("forms/svar.xlsx")
    layout = forms.layout(table, ASKED)
    fourth = ("sykepleier", "ja", SHOWN, frozenset({"leger", "kolleger", "parorende"}), frozenset({"grunn", "videre"}))
    fourth = (*fourth, "2", Decimal("0.5"), dt.date(2021, 1, 31))
    assert read(layout, table) == {
        name: (*cells, last) for (name, cells), last in zip(told().items(), fourth, strict=True)
    }
    assert (layout.key, layout.submitted, layout.unknown) == ("ID", "Fullføringstidspunkt", ())


def test_a_plain_file_with_labels_as_headings():
    table = sample("plain/etiketter.csv")
    layout = plain.layout(table, ASKED)
    assert read(layout, table) == told()
    assert (layout.key, layout.submitted, layout.unknown) == ("SvarID", "Innsendt", ())


def test_a_plain_file_by_its_mapping():
    table = sample("plain/liste.csv")
    layout = plain.layout(table, ASKED, read_mapping(SAMPLES / "plain" / "liste.toml", ASKED))
    expected = told(
        esas_r=("nei", Missing.DONT_KNOW, ASKED_OF),
        kjent_for=(KNOWN[0], frozenset({"kolleger"}), ASKED_OF),
        kurs=(frozenset({"grunn"}), frozenset(), ASKED_OF),
        timer=(Decimal("2.5"), Missing.NOT_APPLICABLE, 4),
    )
    del expected["nes/hvorfor"]
    assert read(layout, table) == expected
    assert (layout.key, layout.unknown) == ("Nr", ())


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("surveyxact/Dataset_7.csv", surveyxact),
        ("redcap/raw.csv", redcap),
        ("redcap/label.csv", redcap),
        ("forms/svar.xlsx", forms),
        ("plain/etiketter.csv", plain),
    ],
)
def test_a_sample_is_recognised_by_its_own_format_alone(name, format_):
    table = sample(name)
    scores = {one.recognises(table, ASKED) for one in EVERY.values() if one is not format_}
    assert format_.recognises(table, ASKED) >= 0.6
    assert max(scores) < format_.recognises(table, ASKED)


@pytest.mark.parametrize(
    "headings",
    [
        ("lfdn", "external_lfdn", "v_1", "v_2", "v_3", "duration"),
        ("ResponseId", "StartDate", "EndDate", "Q1", "Q2_1", "Q2_2"),
        ("Timestamp", "Email Address", "How are you?"),
        ("Kommune", "Folketall", "Areal"),
        ("id", "navn", "e-post"),
        ("record", "complete"),
        ("nes/rolle", "kommune", "fylke"),
        ("",),
    ],
)
def test_another_tools_file_is_recognised_by_none(headings):
    table = headed(*headings, "x", rows=[["1"] * (len(headings) + 1)])
    assert {one.recognises(table, ASKED) for one in EVERY.values()} == {0.0}
