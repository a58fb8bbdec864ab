"""Whatever the file is: headings and rows, or a clear word of what it is not."""

import datetime as dt
import zipfile

import polars as pl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.survey.exported import csv_bytes, xlsx_bytes

from palnet.survey import books
from palnet.survey.opening import open_export


def opened(tmp_path, content, name="svar.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    opening = open_export(path)
    assert not opening.problems
    return opening.parts


def rows(part):
    return [row for batch in part.batches() for row in batch.frame.fill_null("").rows()]


def refused(tmp_path, content, name="svar.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    opening = open_export(path)
    assert not opening.parts
    assert all(
        one.path in (str(path), f"{path}[Ark 1]") and one.text("nb") and one.text("en") for one in opening.problems
    )
    return [(one.code, one.line, one.column) for one in opening.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("quoting", [0, 1])
def test_encoding_and_delimiter_are_found(tmp_path, encoding, delimiter, quoting):
    lines = [["navn", "år"], ["Tromsø; Vågå, \tå", "2023"], ["", "“2024”"]]
    (part,) = opened(tmp_path, csv_bytes(lines, encoding, delimiter, quoting))
    assert rows(part) == [("Tromsø; Vågå, \tå", "2023"), ("", "“2024”")]
    assert part.table.headings == ("navn", "år")
    assert (part.table.delimiter, part.table.first_row) == (delimiter, 2)
    assert part.encoding == {"utf-16": "utf-16-le"}.get(encoding, encoding)
    assert part.table.frame.rows() == [("Tromsø; Vågå, \tå", "2023"), (None, "“2024”")]


def test_a_spreadsheets_announcement_and_empty_lines_come_before_the_headings(tmp_path):
    (part,) = opened(tmp_path, b"sep=,\r\n\r\na,b\r\n1;2,3\r\n")
    assert (rows(part), part.table.first_row) == ([("1;2", "3")], 4)
    assert [list(batch.rows) for batch in part.batches()] == [[4]]


def test_rows_may_end_with_one_delimiter_too_many(tmp_path):
    for content in (b"a;b;\n1;2;\n", b"a;b\n1;2;\n3;4;\n", b"a;b;\n1;2\n"):
        (part,) = opened(tmp_path, content)
        assert part.table.headings == ("a", "b")
        assert rows(part)[0] == ("1", "2")
        assert not [problem for batch in part.batches() for problem in batch.problems]


def test_nothing_stands_in_a_column_without_a_heading(tmp_path):
    (part,) = opened(tmp_path, b"a;b;\n1;2;\n3;4;hm\n")
    (batch,) = part.batches()
    assert [(one.code, one.line, one.column) for one in batch.problems] == [("PAL122", 3, 3)]


@given(
    st.lists(st.lists(st.text('ab\n";, ', max_size=4), min_size=3, max_size=3), min_size=1, max_size=30),
    st.integers(1, 60),
)
@example([["", "", ";"]], 12)
@settings(deadline=None)
def test_rows_are_the_same_however_few_bytes_are_read_at_a_time(tmp_path_factory, lines, piece):
    path = tmp_path_factory.mktemp("svar") / "svar.csv"
    path.write_bytes(csv_bytes([["x", "y", "z"], *lines]))
    (part,) = open_export(path, piece=piece).parts
    expected = [tuple(line) for line in lines if any(line)]
    assert rows(part) == expected
    told = [row for batch in part.batches() for row in batch.rows]
    assert told == [number for number, line in enumerate(lines, start=2) if any(line)]


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        (b"", [("PAL140", None, None)]),
        (b"\n\n", [("PAL140", None, None)]),
        (b";;\n1;2;3\n", [("PAL140", None, None)]),
        (b"a\x00b", [("PAL141", 1, None)]),
        ("a;å\n1;ø\n".encode() + "1;ø\n".encode("cp1252"), [("PAL142", 3, None)]),
        (b'"a;b\n1;2\n', [("PAL143", 1, 1)]),
        (b'"a"b;c\n1;2\n', [("PAL144", 1, 1)]),
        (b"a;b;a;b\n1;2;3;4\n", [("PAL118", 1, 3), ("PAL118", 1, 4)]),
        (b"a;;b\n1;2;3\n", [("PAL122", 1, 2)]),
        (b"a|b|c\n1|2|3\n", [("PAL148", 1, None)]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 10, [("PAL174", None, None)]),
        (b"PK\x03\x04 and nothing more", [("PAL115", None, None)]),
    ],
)
def test_what_is_no_export_is_refused(tmp_path, content, problems):
    assert refused(tmp_path, content) == problems


def test_a_file_that_is_not_there_and_a_folder(tmp_path):
    for path, code in ((tmp_path, "PAL109"), (tmp_path / "nei.csv", "PAL108")):
        (problem,) = open_export(path).problems
        assert problem.code == code


def test_a_workbook_is_told_by_what_is_in_it(tmp_path):
    day = dt.datetime(2023, 9, 7)  # noqa: DTZ001
    lines = [["a", "b", "c", "d"], [1, 2.5, day, True], ["x", None, dt.datetime(2023, 9, 7, 12, 30), "å"]]  # noqa: DTZ001
    (part,) = opened(tmp_path, xlsx_bytes(lines), "svar.csv")
    assert rows(part) == [("1", "2.5", "2023-09-07", "1"), ("x", "", "2023-09-07T12:30:00", "å")]
    assert (part.table.sheet, part.table.delimiter, part.table.first_row) == ("Ark 1", None, 2)


def test_every_sheet_of_a_workbook_is_found(tmp_path):
    found = opened(tmp_path, xlsx_bytes([["a"], ["1"]], [], [[], ["b"], ["2"], [], ["3"]]), "svar.xlsx")
    assert [(part.table.sheet, part.table.headings, rows(part)) for part in found] == [
        ("Ark 1", ("a",), [("1",)]),
        ("Ark 3", ("b",), [("2",), ("3",)]),
    ]
    assert [list(batch.rows) for batch in found[1].batches()] == [[3, 5]]


def test_formulas_are_not_evaluated(tmp_path):
    lines = [["a", "b"], [("=1+1", None, 7), "x"], [("=1/0", None, "#DIV/0!"), "=y"]]
    (part,) = opened(tmp_path, xlsx_bytes(lines), "svar.xlsx")
    (batch,) = part.batches()
    assert batch.frame.get_column("a").to_list()[0] == "7"
    assert batch.frame.get_column("b").to_list() == ["x", "=y"]
    assert [(one.code, one.line, one.column) for one in batch.problems] == [("PAL128", 3, 1)]


def test_headings_of_a_workbook_are_held_to_the_same(tmp_path):
    assert refused(tmp_path, xlsx_bytes([["a", "b", "a"], [1, 2, 3]]), "x.xlsx")[0][0] == "PAL118"
    (part,) = opened(tmp_path, xlsx_bytes([["a", "b"], [1, 2, 3]]), "x.xlsx")
    (batch,) = part.batches()
    assert [(one.code, one.line, one.column) for one in batch.problems] == [("PAL122", 2, 3)]
    assert refused(tmp_path, xlsx_bytes([], []), "x.xlsx") == [("PAL140", None, None)]


def bomb(tmp_path, name, size):
    """A workbook one of whose parts unpacks to very much."""
    plain = tmp_path / "plain.xlsx"
    plain.write_bytes(xlsx_bytes([["a"], [1]]))
    path = tmp_path / name
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.infolist():
            new.writestr(one.filename, old.read(one))
        new.writestr("xl/worksheets/sheet2.xml", b" " * size)
    return path.read_bytes()


def test_a_bomb_is_not_unpacked(tmp_path):
    size = books.LIMITS.unpacked_mb * 1_000_000 + 1
    assert refused(tmp_path, bomb(tmp_path, "bombe.xlsx", size), "svar.xlsx") == [("PAL113", None, None)]


def test_macros_are_refused(tmp_path):
    assert refused(tmp_path, xlsx_bytes([["a"], [1]]), "svar.xlsm") == [("PAL112", None, None)]


def test_two_cells_at_the_far_ends_of_a_sheet_do_not_fill_the_memory(tmp_path):
    rows_, columns = books.LIMITS.rows, books.LIMITS.columns
    assert rows_ * columns > books.LIMITS.cells
    far = [["a"], *([[]] * (rows_ - 2)), [None] * (columns - 1) + [1]]
    assert refused(tmp_path, xlsx_bytes(far), "svar.xlsx") == [("PAL114", None, None)]


@given(
    st.binary(max_size=80), st.sampled_from([b"", b"a;b\n", b'"a";"b"\n', b"\xff\xfe", b"PK\x03\x04", b"\xef\xbb\xbf"])
)
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(tmp_path_factory, content, before):
    path = tmp_path_factory.mktemp("svar") / "svar.csv"
    path.write_bytes(before + content)
    opening = open_export(path)
    assert bool(opening.parts) is not bool(opening.problems)
    for part in opening.parts:
        for batch in part.batches():
            assert len(batch.rows) == batch.frame.height
            assert set(batch.frame.dtypes) <= {pl.String}


def test_progress_is_told(tmp_path):
    path = tmp_path / "svar.csv"
    path.write_bytes(csv_bytes([["a", "b"], *([["1", "2"]] * 100)]))
    (part,) = open_export(path, piece=100).parts
    seen = []
    list(part.batches(lambda *told: seen.append(told)))
    assert seen[-1] == (100, path.stat().st_size, path.stat().st_size)
    assert seen == sorted(seen)
    assert len(seen) > 5
