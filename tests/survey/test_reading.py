"""From files to answers, with everything that is wrong with them said at once, and nothing of what anybody wrote."""

import datetime as dt
import io
import logging
import pickle
import sys
from contextlib import redirect_stderr, redirect_stdout
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.survey.exported import (
    ASKED,
    FIRST,
    HEADINGS,
    LEADER,
    NURSE,
    SECOND,
    csv_bytes,
    numbered,
    question,
    table,
    xlsx_bytes,
)

import palnet
from palnet import DataError, DefinitionError, Missing, MissingExtraError, QuestionKind
from palnet.survey import opening
from palnet.survey.reading import read, read_answers
from palnet.survey.recognising import FORMATS

TODAY = dt.date(2023, 12, 1)
PLACE = {heading: number for number, heading in enumerate(HEADINGS, start=1)}


def reading_of(folder, content, name="svar.csv", asked=ASKED, **more):
    path = folder / name
    path.write_bytes(content)
    return read(path, asked, today=TODAY, **more)


def told(reading, folder):
    """Code, row and column of each problem, all of them in the one file."""
    assert reading.answers is None
    assert {one.path.partition("[")[0] for one in reading.problems} == {str(folder / "svar.csv")}
    assert all(one.text("nb") and one.text("en") for one in (*reading.problems, *reading.notes))
    return [(one.code, one.line, one.column) for one in reading.problems]


def faults(folder, *rows, headings=HEADINGS):
    return told(reading_of(folder, csv_bytes(table(*rows, headings=headings))), folder)


def column(reading, name):
    assert reading.problems == ()
    return list(reading.answers.columns[f"nes/{name}"])


# What is in a cell.


@pytest.mark.parametrize(
    ("cells", "code", "where"),
    [
        ({"nes/esas-r": "kanskje"}, "PAL152", "nes/esas-r"),
        ({"nes/esas-r": "JA"}, "PAL152", "nes/esas-r"),
        ({"nes/rolle": "sjef"}, "PAL152", "nes/rolle"),
        ({"nes/kommune": "302"}, "PAL152", "nes/kommune"),
        ({"nes/kjent-for.kolleger": "2"}, "PAL165", "nes/kjent-for.kolleger"),
        ({"nes/timer": "mange"}, "PAL153", "nes/timer"),
        ({"nes/timer": "1.234,5"}, "PAL153", "nes/timer"),
        ({"nes/timer": "NaN"}, "PAL153", "nes/timer"),
        ({"nes/siden": "2019-02-30"}, "PAL154", "nes/siden"),
        ({"nes/siden": "i fjor"}, "PAL154", "nes/siden"),
        ({"nes/siden": "2023-12-02"}, "PAL155", "nes/siden"),
        ({"$created": "2023-12-02T00:00:01+01:00"}, "PAL156", "$created"),
        ({"nes/grad": "2"}, "PAL168", "nes/grad"),
    ],
)
def test_what_cannot_be_is_told_at_its_row_and_column(tmp_path, cells, code, where):
    rows = [numbered(1), numbered(2), numbered(3, **cells), numbered(4)]
    assert faults(tmp_path, *rows) == [(code, 4, PLACE[where])]


def test_the_same_fault_is_told_once_with_how_often(tmp_path):
    rows = [numbered(n, **{"nes/esas-r": "x" if n % 3 else "ja"}) for n in range(1, 11)]
    reading = reading_of(tmp_path, csv_bytes(table(*rows)))
    (problem,) = reading.problems
    assert (problem.line, dict(problem.params)["times"], problem.value) == (2, 7, "'x'")
    assert (problem.hint, problem.expected) == (None, "ja, nei, vet-ikke")
    assert reading.unknown_codes == 7


def test_all_faults_are_told_at_once(tmp_path):
    rows = [
        numbered(1, **{"nes/esas-r": "x", "nes/timer": "y"}),
        numbered(2, **{"nes/siden": "2024-01-01", "nes/kurs.grunn": "ja"}),
        numbered(1),
    ]
    assert faults(tmp_path, *rows) == [
        ("PAL152", 2, PLACE["nes/esas-r"]),
        ("PAL153", 2, PLACE["nes/timer"]),
        ("PAL165", 3, PLACE["nes/kurs.grunn"]),
        ("PAL155", 3, PLACE["nes/siden"]),
        ("PAL157", 4, PLACE["$submission_id"]),
    ]


def test_of_very_many_faults_the_first_are_told(tmp_path):
    rows = [numbered(n, **{"nes/esas-r": f"x{n}"}) for n in range(30)]
    reading = reading_of(tmp_path, csv_bytes(table(*rows)))
    assert [one.code for one in reading.problems].count("PAL152") == 20
    assert {(one.code, dict(one.params).get("more")) for one in reading.problems if one.code != "PAL152"} == {
        ("PAL146", 10)
    }


@given(st.sampled_from(["", " ", "\t", "\u00a0", "  "]), st.sampled_from(["", " ", "\u00a0 "]))
@settings(deadline=None)
def test_spaces_around_a_cell_say_nothing(tmp_path_factory, before, after):
    padded = {name: f"{before}{cell}{after}" for name, cell in FIRST.items()}
    folder = tmp_path_factory.mktemp("svar")
    assert reading_of(folder, csv_bytes(table(padded))).answers == reading_of(folder, csv_bytes(table(FIRST))).answers


@pytest.mark.parametrize(
    ("written", "number"),
    [("2", "2"), ("2.50", "2.5"), ("-1,25", "-1.25"), ("+3", "3"), ("007", "7"), ("0,10", "0.1"), ("'-1", "-1")],
)
def test_numbers_have_either_decimal_sign(tmp_path, written, number):
    reading = reading_of(tmp_path, csv_bytes(table(numbered(1, **{"nes/timer": written}))))
    assert column(reading, "timer") == [Decimal(number)]
    assert [(one.code, one.line, one.column) for one in reading.notes] == (
        [("PAL169", 2, PLACE["nes/timer"])] if "," in written else []
    )


def test_today_has_been(tmp_path):
    cells = {"nes/siden": TODAY.isoformat(), "$created": f"{TODAY}T23:59:00+01:00"}
    assert column(reading_of(tmp_path, csv_bytes(table(numbered(1, **cells)))), "siden") == [TODAY]


@pytest.mark.parametrize("written", ["2019-08-01", "01.08.2019", "2019-08-01T00:00:00", "2019-08-01T12:00:00+02:00"])
def test_dates(tmp_path, written):
    reading = reading_of(tmp_path, csv_bytes(table(numbered(1, **{"nes/siden": written}))))
    assert column(reading, "siden") == [dt.date(2019, 8, 1)]


def test_zeros_that_a_spreadsheet_took_away_are_put_back_and_told(tmp_path):
    rows = [numbered(1), numbered(2, **{"nes/kommune": "301"}), numbered(3, **{"nes/kommune": "301"})]
    reading = reading_of(tmp_path, csv_bytes(table(*rows)))
    assert column(reading, "kommune") == ["0301"] * 3
    (note,) = reading.notes
    assert (note.code, note.line, note.column, dict(note.params)["times"]) == ("PAL160", 3, PLACE["nes/kommune"], 2)


def test_zeros_are_not_put_back_where_that_may_be_two(tmp_path):
    two = question("nes/kommune", QuestionKind.SINGLE, "0301", "00301", asked_of=(NURSE,), background=True)
    asked = attrs.evolve(ASKED, questions=(ASKED.questions[0], two, *ASKED.questions[2:]))
    reading = reading_of(tmp_path, csv_bytes(table(numbered(1, **{"nes/kommune": "301"}))), asked=asked)
    assert [one.code for one in reading.problems] == ["PAL152"]


def test_a_code_that_is_the_name_of_a_reason_is_an_answer(tmp_path):
    odd = question("nes/esas-r", QuestionKind.SINGLE, "not-answered", "dont-know", asked_of=(NURSE,))
    asked = attrs.evolve(ASKED, questions=(*ASKED.questions[:2], odd, *ASKED.questions[4:]))
    headings = [heading for heading in HEADINGS if heading != "nes/hvorfor"]
    rows = [numbered(n, **{"nes/esas-r": cell}) for n, cell in enumerate(["dont-know", "", "not-answered"])]
    cells = reading_of(tmp_path, csv_bytes(table(*rows, headings=headings)), asked=asked).answers.columns["nes/esas-r"]
    assert [isinstance(cell, Missing) for cell in cells] == [False, True, False]


# What is wrong with rows and columns.


def test_columns_that_are_no_question(tmp_path):
    extra = (*HEADINGS, "nes/esas", "tom")
    rows = [{**numbered(n), "nes/esas": "hemmelig" if n == 2 else "", "tom": " "} for n in (1, 2)]
    reading = reading_of(tmp_path, csv_bytes(table(*rows, headings=extra)))
    assert told(reading, tmp_path) == [("PAL158", 3, 16)]
    assert (reading.problems[0].hint, reading.files[0].unknown_columns) == ("nes/esas-r", ("nes/esas",))
    assert [(one.code, one.line, one.column) for one in reading.notes] == [("PAL159", 1, 17)]
    assert "hemmelig" not in str(reading)


def test_two_submissions_with_one_key(tmp_path):
    rows = [numbered(1), numbered(2), numbered(1), numbered(2), numbered(1)]
    assert faults(tmp_path, *rows) == [("PAL157", row, 1) for row in (4, 5, 6)]
    reading = reading_of(tmp_path, csv_bytes(table(*rows)))
    assert [dict(one.params)["first"] for one in reading.problems] == [2, 3, 2]
    assert reading.duplicates == 3


@pytest.mark.parametrize("keys", [("7", "007"), ("a", "A"), ("1", "1.0"), ("", "")])
def test_keys_that_are_not_the_same(tmp_path, keys):
    rows = [numbered(n, **{"$submission_id": key}) for n, key in enumerate(keys)]
    rows = [{**row, "$submission_id": key} for row, key in zip(rows, keys, strict=True)]
    assert reading_of(tmp_path, csv_bytes(table(*rows))).problems == ()


def test_without_a_key_it_cannot_be_checked(tmp_path):
    reading = reading_of(tmp_path, csv_bytes(table(FIRST, FIRST, headings=HEADINGS[1:])))
    assert (reading.problems, reading.duplicates) == ((), None)
    assert [one.code for one in reading.notes] == ["PAL162"]


def test_two_exports_in_one_file(tmp_path):
    headings = dict(zip(HEADINGS, HEADINGS, strict=True))
    assert faults(tmp_path, numbered(1), headings, numbered(2)) == [("PAL119", 3, 1)]


def test_a_second_row_of_headings(tmp_path):
    words = {name: f"Hva er {name}?" for name in HEADINGS}
    assert faults(tmp_path, words, numbered(1), numbered(2)) == [("PAL166", 2, 1)]
    # What is wrong further down is told beside it.
    rows = [words, numbered(1), numbered(2, **{"nes/timer": "x"})]
    assert faults(tmp_path, *rows) == [("PAL166", 2, 1), ("PAL153", 4, PLACE["nes/timer"])]


@pytest.mark.parametrize(
    ("change", "problems"),
    [
        (lambda text: text[:-12], [("PAL143", 3, 15)]),
        (lambda text: text[:-24], [("PAL147", 3, 12)]),
        (lambda text: text.replace('"nei";', "", 1), [("PAL145", 2, 14)]),
        (lambda text: text.replace('"nei"', '"nei";"x"', 1), [("PAL145", 2, 16)]),
        (lambda text: text.replace('"nei"', '"nei', 1), [("PAL144", 2, 6)]),
        (
            lambda text: text.replace("Det er", "Det ér", 1).encode("latin-1") + "æ".encode() + b"\n",
            [("PAL142", 4, None)],
        ),
        (lambda text: text.replace("tid", "t\x00d"), [("PAL141", 2, None)]),
    ],
)
def test_a_broken_file(tmp_path, change, problems):
    text = csv_bytes(table(numbered(1), numbered(2))).decode()
    changed = change(text)
    content = changed if isinstance(changed, bytes) else changed.encode()
    assert told(reading_of(tmp_path, content), tmp_path) == problems


def test_another_tools_file_says_what_was_looked_for(tmp_path):
    (problem,) = reading_of(tmp_path, b"navn;alder\nkari;30\n").problems
    assert (problem.code, problem.line) == ("PAL150", 1)
    for name in (*FORMATS, ASKED.id):
        assert name in problem.text("en")
    assert "kari" not in problem.text("en")


def test_a_format_that_there_is_not_and_one_that_it_is_not(tmp_path):
    reading = reading_of(tmp_path, csv_bytes(table(FIRST)), format="nettskjemaet")
    assert [(one.code, one.hint) for one in reading.problems] == [("PAL606", "nettskjema")]
    reading = reading_of(tmp_path, b"navn;alder\nkari;30\n", format="nettskjema")
    assert [one.code for one in reading.problems][:1] == ["PAL151"]
    reading = reading_of(tmp_path, csv_bytes(table(FIRST)), format="redcap", mapping=tmp_path / "m.toml")
    assert [one.code for one in reading.problems] == ["PAL315"]


def test_the_other_sheets_of_a_workbook_are_not_passed_over_in_silence(tmp_path):
    content = xlsx_bytes([["noe", "annet"], ["1", "2"]], table(FIRST))
    reading = reading_of(tmp_path, content)
    assert reading.files[0].sheet == "Ark 2"
    assert len(reading.answers) == 1
    assert [(one.code, dict(one.params)) for one in reading.notes] == [("PAL167", {"sheet": "Ark 1"})]


def test_a_formula_in_a_workbook_is_a_problem_only_without_a_value(tmp_path):
    lines = table(numbered(1), numbered(2))
    hours = HEADINGS.index("nes/timer")
    lines[1][hours], lines[2][hours] = ("=1+1", None, 2), ("=1/0", None, "#DIV/0!")
    assert told(reading_of(tmp_path, xlsx_bytes(lines)), tmp_path) == [("PAL128", 3, PLACE["nes/timer"])]


# Whose answers they are.


def test_an_answer_to_what_was_not_shown_is_noted(tmp_path):
    reading = reading_of(tmp_path, csv_bytes(table(numbered(1, **{"nes/esas-r": "ja"}))))
    assert reading.answers is not None
    assert [(one.code, one.line, one.column) for one in reading.notes] == [("PAL173", 2, PLACE["nes/hvorfor"])]


WITHOUT_ROLE = tuple(heading for heading in HEADINGS if heading != "nes/rolle")
LEADERS = tuple(
    heading for heading in WITHOUT_ROLE if heading.startswith("$") or heading in ("nes/grad", "nes/timer", "nes/siden")
)
NURSES = tuple(heading for heading in WITHOUT_ROLE if heading != "nes/grad")


def test_who_answered_follows_from_what_was_asked(tmp_path):
    reading = reading_of(tmp_path, csv_bytes(table(SECOND, headings=LEADERS)))
    assert column(reading, "rolle") == ["leder"]
    assert [(one.code, dict(one.params)) for one in reading.notes] == [("PAL170", {"role": "leder"})]
    assert reading.files[0].role == "leder"
    reading = reading_of(tmp_path, csv_bytes(table(FIRST, headings=NURSES)))
    assert column(reading, "rolle") == ["sykepleier"]


def test_where_it_does_not_it_must_be_said(tmp_path):
    content = csv_bytes(table(FIRST, headings=LEADERS[:-1]))
    (problem,) = reading_of(tmp_path, content).problems
    assert (problem.code, dict(problem.params)["known"]) == ("PAL163", "sykepleier, leder")
    path = tmp_path / "svar.csv"
    for role in ("sykepleier", {path: "sykepleier"}, {str(path): "sykepleier"}):
        reading = reading_of(tmp_path, content, role=role)
        assert column(reading, "rolle") == ["sykepleier"]
        assert reading.notes == ()


@pytest.mark.parametrize(
    ("role", "headings", "codes"),
    [
        ("sjef", LEADERS, ["PAL341"]),
        ("leder", HEADINGS, ["PAL315"]),
        ({"andre.csv": "leder"}, LEADERS, ["PAL164"]),
    ],
)
def test_a_role_that_cannot_be(tmp_path, role, headings, codes):
    reading = reading_of(tmp_path, csv_bytes(table(SECOND, headings=headings)), role=role)
    assert [one.code for one in reading.problems] == codes


def test_several_files_are_one_survey(tmp_path):
    nurses, leaders = tmp_path / "a.csv", tmp_path / "b.csv"
    nurses.write_bytes(csv_bytes(table(numbered(1), numbered(2, **{"nes/timer": ""}), headings=NURSES)))
    leaders.write_bytes(csv_bytes(table(numbered(3, SECOND), headings=LEADERS), encoding="cp1252", delimiter=","))
    reading = read([nurses, leaders], ASKED, today=TODAY)
    assert reading.problems == ()
    assert [(one.rows, one.role, one.delimiter) for one in reading.files] == [(2, "sykepleier", ";"), (1, "leder", ",")]
    assert list(reading.answers.columns) == [one.id for one in ASKED.questions]
    assert column(reading, "rolle") == ["sykepleier", "sykepleier", "leder"]
    assert column(reading, "timer") == [Decimal("2.5"), Missing.NOT_ANSWERED, 1]
    assert column(reading, "esas-r") == ["nei", "nei", Missing.NOT_ASKED]
    assert column(reading, "grad") == [Missing.NOT_ASKED, Missing.NOT_ASKED, "3"]
    assert reading.blank["nes/timer"] == 1
    together = reading_of(
        tmp_path, csv_bytes(table(numbered(1), numbered(2, **{"nes/timer": ""}), numbered(3, SECOND)))
    )
    assert together.answers == reading.answers


def test_problems_of_every_file_are_told_at_their_own_place(tmp_path):
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "c.csv")]
    paths[0].write_bytes(csv_bytes(table(numbered(1), numbered(2))))
    paths[1].write_bytes(csv_bytes(table(numbered(3), numbered(4, **{"nes/grad": "2"}))))
    reading = read(paths, ASKED, today=TODAY)
    assert [(one.code, one.path, one.line) for one in reading.problems] == [
        ("PAL108", str(paths[2]), None),
        ("PAL168", str(paths[1]), 3),
    ]


def test_a_submission_is_in_one_file_only(tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    paths[0].write_bytes(csv_bytes(table(numbered(1), numbered(2), numbered(3))))
    paths[1].write_bytes(csv_bytes(table(numbered(4), numbered(2), numbered(3))))
    (problem,) = read(paths, ASKED, today=TODAY).problems
    assert (problem.code, problem.path, problem.line, dict(problem.params)["times"]) == ("PAL171", str(paths[1]), 3, 2)
    (problem,) = read([paths[0], paths[0]], ASKED, today=TODAY).problems
    assert (problem.code, dict(problem.params)) == ("PAL172", {"first": 1})
    assert [one.code for one in read([], ASKED).problems] == ["PAL312"]


# Many at a time.


@given(st.integers(200, 3000), st.integers(1, 60), st.booleans())
@settings(deadline=None, max_examples=25)
def test_it_is_the_same_however_much_is_read_at_a_time(tmp_path_factory, size, number, faulty):
    rows = [
        numbered(
            n,
            FIRST if n % 2 else SECOND,
            **{
                "nes/timer": str(n % 7),
                "nes/kommune": "" if n % 2 == 0 else ("301" if n % 3 else "4601"),
                "nes/kurs.grunn": "x" if faulty and n == number - 1 else str(n % 2),
                "nes/hvorfor": "hm; " * (n % 4) if n % 2 else "",
            },
        )
        for n in range(number)
    ]
    folder = tmp_path_factory.mktemp("svar")
    content = csv_bytes(table(*rows))
    whole = reading_of(folder, content)
    kept = opening.open_export.__kwdefaults__["piece"]
    opening.open_export.__kwdefaults__["piece"] = size
    try:
        parts = reading_of(folder, content)
    finally:
        opening.open_export.__kwdefaults__["piece"] = kept
    assert parts == whole


def test_progress_is_told_over_all_files(tmp_path):
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    paths[0].write_bytes(csv_bytes(table(numbered(1), numbered(2))))
    paths[1].write_bytes(csv_bytes(table(numbered(3))))
    seen = []
    read(paths, ASKED, today=TODAY, progress=lambda *told_: seen.append(told_))
    sizes = [path.stat().st_size for path in paths]
    assert seen == [(2, sizes[0], sum(sizes)), (3, sum(sizes), sum(sizes))]


# What anybody wrote.

SECRET = "Kari Nordmann, 01010112345, tlf 99 88 77 66"


ANYWHERE = (
    "nes/hvorfor", "nes/esas-r", "nes/timer", "nes/siden", "nes/kjent-for.leger", "nes/rolle", "$created",
    "$submission_id", "annet",
)  # fmt: skip


@pytest.mark.parametrize("heading", ANYWHERE)
@pytest.mark.parametrize("form", ["csv", "xlsx", "broken"])
def test_what_anybody_wrote_is_nowhere(tmp_path, caplog, heading, form):
    caplog.set_level(logging.DEBUG)
    headings = (*HEADINGS, "annet")
    rows = [
        {**numbered(n), "annet": "", heading: SECRET if n == 2 else {**FIRST, "annet": ""}[heading]} for n in (1, 2, 3)
    ]
    lines = table(*rows, headings=headings)
    content = xlsx_bytes(lines) if form == "xlsx" else csv_bytes(lines)
    if form == "broken":
        content = content[:-40]
    shown = io.StringIO()
    with redirect_stdout(shown), redirect_stderr(shown):
        reading = reading_of(tmp_path, content)
        told_ = (*reading.problems, *reading.notes)
        said = [repr(reading), str(reading), *(one.text(lang) for one in told_ for lang in ("nb", "en"))]
        try:
            said.append(pickle.dumps(read_answers(tmp_path / "svar.csv", ASKED)).decode("latin-1"))
        except DataError as error:
            said += [str(error), repr(error)]
    said += [shown.getvalue(), caplog.text, pickle.dumps(reading.problems).decode("latin-1")]
    for part in ("Kari", "Nordmann", "01010112345", "99 88"):
        assert not [one for one in said if part in one]


@pytest.mark.parametrize("heading", ["nes/esas-r", "nes/rolle", "nes/siden", "nes/kjent-for.leger", "nes/kommune"])
@pytest.mark.parametrize("secret", ["01010112345", "99887766", "99-88-77-66", "kari@nes.no", "Nordmann", "+4799887766"])
def test_what_may_be_somebodys_is_not_shown(tmp_path, heading, secret):
    reading = reading_of(tmp_path, csv_bytes(table(numbered(1), numbered(2, **{heading: secret}))))
    (problem,) = reading.problems
    assert (problem.line, problem.column, problem.value) == (3, PLACE[heading], None)


def test_what_can_be_nobodys_is_shown(tmp_path):
    shown = {"nes/esas-r": "nei.", "nes/rolle": "LEDER", "nes/kommune": "302", "nes/siden": "31/12"}
    reading = reading_of(tmp_path, csv_bytes(table(numbered(1, **shown))))
    assert [one.value for one in reading.problems][:3] == ["LEDER", "'302'", "'nei.'"]


@given(st.text(max_size=20))
@settings(deadline=None)
def test_any_comment_is_only_that_something_was_written(tmp_path_factory, words):
    content = csv_bytes(table(numbered(1, **{"nes/hvorfor": words})))
    if "\x00" in words:
        return
    reading = reading_of(tmp_path_factory.mktemp("svar"), content)
    expected = "written" if words.strip() else Missing.NOT_ANSWERED
    assert column(reading, "hvorfor") == [expected]


@given(st.binary(max_size=60), st.integers(0, 700), st.integers(0, 40))
@settings(deadline=None)
def test_whatever_the_bytes_there_is_an_answer_or_a_problem(tmp_path_factory, noise, at, length):
    content = csv_bytes(table(FIRST, SECOND))
    reading = reading_of(tmp_path_factory.mktemp("svar"), content[:at] + noise + content[at + length :])
    assert (reading.answers is None) is bool(reading.problems)
    for one in (*reading.problems, *reading.notes):
        assert one.text("nb") != one.text("en")


# The front door.


def test_the_front_door_gives_answers_or_every_problem(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_bytes(csv_bytes(table(numbered(1), numbered(2, SECOND))))
    answers = palnet.read_answers(path, ASKED)
    assert isinstance(answers, palnet.Answers)
    assert palnet.read_answers([str(path)], ASKED, format="nettskjema") == answers
    path.write_bytes(csv_bytes(table(numbered(1, **{"nes/timer": "x", "nes/esas-r": "y"}))))
    with pytest.raises(DataError) as raised:
        palnet.read_answers(path, ASKED)
    assert [one.code for one in raised.value.problems] == ["PAL152", "PAL153"]


def test_a_mapping_file_that_is_not_there_is_said_at_once(tmp_path):
    with pytest.raises(DefinitionError):
        reading_of(tmp_path, csv_bytes(table(FIRST)), mapping=tmp_path / "nei.toml")


def test_without_the_libraries_it_says_which_extra(tmp_path, monkeypatch):
    for name in [*sys.modules]:
        if name == "polars" or name.startswith(("polars.", "palnet.survey.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(MissingExtraError) as raised:
        palnet.survey.reading.read(tmp_path / "svar.csv", ASKED)
    assert "palnet[survey]" in str(raised.value)


def test_the_questionnaire_is_as_the_tests_say():
    assert LEADER.role == "leder"
    assert set(PLACE) == set(FIRST)
