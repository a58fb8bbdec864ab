"""The text of a file: read as far as it can be, refused with a message where it cannot, never an exception."""

import datetime as dt
import os
from decimal import Decimal

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st
from tests.generators import definitions
from tests.toml_files import toml_of

from palnet.files.toml import BROKEN, read_toml


def read(folder, content):
    """A file with that content, read; and its problems as code, line and column."""
    path = folder / "a.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    file = read_toml(path, "shown.toml")
    assert all(problem.path == "shown.toml" for problem in file.problems)
    assert all(problem.text("nb") and problem.text("en") for problem in file.problems)
    return file, [(problem.code, problem.line, problem.column) for problem in file.problems]


def test_tables_are_as_toml_says_and_decimals_as_printed(tmp_path):
    file, problems = read(tmp_path, 'a = 1\nb = 1.50\nc = 2023-09-07\n[d]\ne = ["x"]\n')
    assert problems == []
    assert file.tables == {"a": 1, "b": Decimal("1.5"), "c": dt.date(2023, 9, 7), "d": {"e": ["x"]}}
    assert str(file.tables["b"]) == "1.50"


@pytest.mark.parametrize("number", ["1e101", "-1e101", "1e-101", "1e9999999999999999999", "inf"])
def test_a_number_beyond_all_measure_is_no_finite_number(tmp_path, number):
    file, problems = read(tmp_path, f"a = {number}\n")
    assert problems == []
    assert file.tables["a"].is_infinite()


@pytest.mark.parametrize("megabytes", [6, 50])
def test_a_file_that_is_too_large_is_refused_unread(tmp_path, megabytes):
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    read_back = read_toml(path, "a.toml")
    assert [problem.code for problem in read_back.problems] == ["PAL104"]
    assert f"{megabytes} MB" in read_back.problems[0].text("en")
    assert read_back.text == ""
    assert read_back.tables == {}


DEEP = {
    "arrays": lambda n: "a = " + "[" * n + "]" * n,
    "arrays never closed": lambda n: "a = " + "[" * n,
    "inline tables": lambda n: "a = " + "{ b = " * n + "1" + " }" * n,
    "dotted keys": lambda n: ".".join(["a"] * n) + " = 1",
    "tables": lambda n: "[" + ".".join(["a"] * n) + "]",
    "arrays of tables": lambda n: "[[" + ".".join(["a"] * n) + "]]",
    "headcounts": lambda n: "a = " + "[{ count = 1, parts = " * n + "[]" + " }]" * n,
}


@pytest.mark.parametrize("nested", DEEP)
@pytest.mark.parametrize("depth", [60, 200, 450, 10_000])
def test_values_nested_too_deep_are_refused_at_their_line(tmp_path, nested, depth):
    file, problems = read(tmp_path, "palnet = 1\n\n" + DEEP[nested](depth) + "\nb = 2\n")
    if nested == "arrays never closed" and problems[0][0] == "PAL101":
        assert depth < 10_000
        return
    assert problems == [("PAL105", 3, 1)]
    assert file.tables == {}


@pytest.mark.parametrize("nested", [one for one in DEEP if one != "arrays never closed"])
def test_values_nested_as_deep_as_anybody_nests_are_read(tmp_path, nested):
    file, problems = read(tmp_path, DEEP[nested](20))
    assert problems == []
    assert file.tables.keys() == {"a"}


@pytest.mark.parametrize("space", ["\u202f", "\u00a0", "\u2009", "\u2007"])
@pytest.mark.parametrize(
    ("before", "after"), [("count = 1", "234"), ("ae = { a = 'å', b = 1", "234, c = 2 }"), ("a = -1", "0.5")]
)
def test_an_invisible_space_in_a_number_is_named_at_its_place(tmp_path, space, before, after):
    file, problems = read(tmp_path, f"palnet = 1\n{before}{space}{after}\nlast = 3\n")
    assert problems == [("PAL103", 2, len(before) + 1)]
    assert f"U+{ord(space):04X}" in file.problems[0].text()
    assert file.tables["palnet"] == 1
    assert file.tables["last"] == 3


def test_an_invisible_space_in_a_text_is_the_texts_own(tmp_path):
    file, problems = read(tmp_path, 'a = "1\u202f234"\n')
    assert problems == []
    assert file.tables == {"a": "1\u202f234"}


@given(
    before=st.text(st.characters(exclude_categories=("Cs",)), max_size=20),
    bad=st.sampled_from([b"\xff", b"\xe5", b"\xc3"]),
)
def test_what_is_not_utf_8_is_told_at_its_character(tmp_path, before, bad):
    _, problems = read(tmp_path, before.encode() + bad + b"x")
    lines = before.split("\n")
    assert problems == [("PAL102", len(lines), len(lines[-1]) + 1)]


def test_the_place_of_what_is_not_utf_8_does_not_count_the_byte_order_mark(tmp_path):
    assert read(tmp_path, b"\xef\xbb\xbf# \xc3\xa6\xff")[1] == [("PAL102", 1, 4)]


@given(definitions())
def test_windows_line_endings_and_a_byte_order_mark_change_nothing(tmp_path, made):
    text = toml_of(made)
    assert "\r" not in text
    plain, _ = read(tmp_path, text)
    windows, problems = read(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert problems == []
    assert windows.tables == plain.tables


def test_places_are_the_same_with_windows_line_endings(tmp_path):
    text = "a = 1\nb = @\nc = 3\u202f0\n"
    expected = [("PAL101", 2, 5), ("PAL103", 3, 6)]
    assert read(tmp_path, text)[1] == expected
    assert read(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())[1] == expected


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path):
    (tmp_path / "lost.toml").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    for name in ("lost.toml", "folder.toml", "pipe.toml", "none.toml"):
        file = read_toml(tmp_path / name, name)
        assert [(problem.code, problem.path) for problem in file.problems] == [("PAL109", name)]
        assert file.tables == {}


BAD_VALUES = {
    "@": 0,
    "1 2": 2,
    '"open': 5,
    "'open": 0,
    "2023-13-01": 4,
    "01": 1,
    "nei": 0,
    '"\\q"': 3,
    "[1,, 2]": 3,
    "{ a = 1 b = 2 }": 8,
    "": 0,
}


@pytest.mark.parametrize(("value", "column"), BAD_VALUES.items())
def test_a_statement_that_is_not_toml_is_told_at_its_column_and_the_rest_is_read(tmp_path, value, column):
    file, problems = read(tmp_path, f"[a]\nb = 1\n\n'c' = {value}\nd = 2\n")
    assert problems == [("PAL101", 4, 7 + column)]
    assert file.tables == {"a": {"b": 1, "c": BROKEN, "d": 2}}


statements = st.lists(st.sampled_from(["1", '"x"', *BAD_VALUES]), min_size=1, max_size=30)


@given(statements)
def test_every_statement_that_is_not_toml_is_told_at_its_line_and_no_other(tmp_path, values):
    file, problems = read(tmp_path, "".join(f"k{n} = {value}\n" for n, value in enumerate(values, start=1)))
    wrong = [n for n, value in enumerate(values, start=1) if value in BAD_VALUES]
    assert [line for _, line, _ in problems] == wrong
    assert {key for key, value in file.tables.items() if value == BROKEN} == {f"k{n}" for n in wrong}
    assert file.tables.keys() == {f"k{n}" for n in range(1, len(values) + 1)}
    assert tomli.loads(file.text) == file.tables


def test_a_key_that_stands_twice_is_told_once_and_the_first_holds(tmp_path):
    file, problems = read(tmp_path, "a = 1\na = 2\nb = 3\n")
    assert [(code, line) for code, line, _ in problems] == [("PAL101", 2)]
    assert file.tables == {"a": 1, "b": 3}


def test_what_cannot_be_mended_is_told_and_nothing_else_is_made_of_the_file(tmp_path):
    file, problems = read(tmp_path, "a = 1\nb = [1,\n  2 3]\n")
    assert [(code, line) for code, line, _ in problems] == [("PAL101", 3)]
    assert file.tables == {}


@pytest.mark.parametrize("quote", ["'''", '"""'])
def test_a_text_over_several_lines_that_never_ends_is_told_where_it_begins(tmp_path, quote):
    file, problems = read(tmp_path, f"a = {quote}x{quote}\nbb = {quote}\n c = 1\nd = @\n")
    assert problems == [("PAL101", 2, 6)]
    assert file.tables == {}


def test_a_file_without_a_line_of_toml_tells_so_a_hundred_times_at_most(tmp_path):
    _, problems = read(tmp_path, "".join(f"k{n} = @\n" for n in range(5000)))
    assert [line for _, line, _ in problems] == list(range(1, 101))


@pytest.mark.parametrize("digits", [5000, 100_000])
def test_a_whole_number_that_python_will_not_read_is_told(tmp_path, digits):
    assert [code for code, _, _ in read(tmp_path, f"a = {'9' * digits}\n")[1]] == ["PAL101"]


@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_content_raises_and_what_the_toml_reader_refuses_is_a_problem(tmp_path, content):
    _, problems = read(tmp_path, content)
    try:
        tomli.loads(content.decode("utf-8-sig"))
    except ValueError:
        assert problems
    else:
        assert not problems
