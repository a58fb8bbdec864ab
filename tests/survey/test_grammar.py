"""What CSV is: the same as Python's own reader says of what is sound, and where it is not, at which row and column."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palnet.survey.grammar import DELIMITERS, Broken, announced, delimiter_of, records

delimiters = st.sampled_from(DELIMITERS)
cells = st.text(st.sampled_from('ab ;,\t"\n'), max_size=4)


def cells_of(text, delimiter):
    found = list(records(text, delimiter))
    assert not any(isinstance(one, Broken) for one in found)
    return [list(one.cells) for one in found]


@given(
    st.lists(st.lists(cells, min_size=1, max_size=4), max_size=5),
    delimiters,
    st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_read(rows, delimiter, quoting, ending):
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(rows)
    expected = [[] if row == [""] else row for row in rows]
    assert cells_of(made.getvalue(), delimiter) == expected
    # A file may do without its last line break.
    last = made.getvalue().removesuffix(ending)
    assert cells_of(last, delimiter) == (expected if last else [])


@given(st.text(st.sampled_from('ab;"\n'), max_size=12))
@example('a"b;c')
@example(';\n"";')
def test_it_says_of_any_text_what_the_strict_reader_of_python_does(text):
    found = list(records(text, ";"))
    broken = bool(found) and isinstance(found[-1], Broken)
    read, wrong = [], False
    try:
        read.extend(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))
    except csv.Error:
        wrong = True
    assert broken is wrong
    told = [list(one.cells) for one in found if not isinstance(one, Broken)]
    assert [row for row in told if row] == [row for row in read if row not in ([], [""])]


@given(st.lists(st.lists(cells, min_size=1, max_size=3), min_size=1, max_size=4))
def test_records_are_numbered_and_end_where_the_next_begins(rows):
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    text = made.getvalue()
    found = list(records(text, ";", 7))
    assert [one.number for one in found] == list(range(7, 7 + len(rows)))
    assert found[-1].end == len(text)
    for one in found:
        assert [*records(text[one.end :], ";", one.number + 1)] == [
            type(later)(later.number, later.cells, later.ended, later.end - one.end)
            for later in found
            if later.number > one.number
        ]


@pytest.mark.parametrize(
    ("text", "number", "column", "code"),
    [
        ('"a";"b\n"c";"d"\n', 1, 2, "PAL144"),
        ('a;b\n"c";"d', 2, 2, "PAL143"),
        ('a;b\nc;"d"e\n', 2, 2, "PAL144"),
        ('"a" ;b', 1, 1, "PAL144"),
        ('a;"', 1, 2, "PAL143"),
    ],
)
def test_where_a_text_breaks_it(text, number, column, code):
    *_, last = records(text, ";")
    assert last == Broken(number, column, code)


@given(st.lists(st.lists(st.text("abc 1", max_size=5), min_size=2, max_size=5), min_size=1, max_size=5), delimiters)
def test_the_delimiter_is_found(rows, delimiter):
    width = len(rows[0])
    text = "\n".join(delimiter.join((row * width)[:width]) for row in rows)
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n3,5;2,5\n", ";"),
        ("a;b\n3,5;2,5\n1,5;3,5\n", ";"),
        ("Id;Hva heter du, og hvor, egentlig?\n1;a\n2;b\n", ";"),
        ('a,b,c\n"x;y;z;w",2,3\n', ","),
        ("a\tb\n1,5\t2;3\n", "\t"),
    ],
)
def test_a_sign_within_cells_parts_nothing(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_a_spreadsheet_announces_its_delimiter():
    assert announced("sep=,\r\na,b\n") == ","
    assert announced("sep=|\na|b\n") is None
    assert announced("a\nsep=;\n") is None
