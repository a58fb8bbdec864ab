"""The quick way to take a piece of a file apart is never of another opinion than the grammar."""

import csv
import io
from itertools import product

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palnet.survey import batches as module
from palnet.survey.batches import Batch, Rows, batch_of, frame_of

TEXT = pl.String()
NAMES = ("x", "y", "z")
KNOWN = pl.Enum(["", "ja", "nei"])


def read(text, names=NAMES, first=2, known=()):
    types = {name: KNOWN if name in known else TEXT for name in names}
    content = text.encode()
    return batch_of(content, frame_of(content, content.count(b'"'), types, ";"), names, ";", first)


def told(batch):
    frame = batch.frame.select(pl.all().cast(pl.String).fill_null(""))
    return frame.rows(), list(batch.rows), batch.records, [(one.code, one.line, one.column) for one in batch.problems]


def carefully(text, names=NAMES):
    return module._carefully(text, names, ";", 2)


ROWS = (
    'ja;nei;', 'a;b;c', '"a";"b";"c"', '"ja";"";"c"', '"";"";""', ';;', '', 'a;b', 'a;b;c;', 'a;b;c;d', '"a";"b',
    '"a;b";"c";"d"', '"a""b";"c";"d"', '"a"b;c;d', 'a"b;c;d', 'a;b;"c\nd"', ' "a";b;c', 'æ;ø;å', '"æ";"ø";"å"',
    '"a"";""b"";""c";"d";"e"', '"a";"b"',
)  # fmt: skip
lines = st.lists(st.sampled_from(ROWS), max_size=5)


@given(rows=lines, ending=st.sampled_from(["\n", "\r\n"]), ended=st.booleans(), known=st.sets(st.sampled_from(NAMES)))
@example(rows=['"a";"b";"c"', '"a;b";"c";"d"'], ending="\n", ended=False, known=set())
def test_both_ways_say_the_same(rows, ending, ended, known):
    text = ending.join(rows) + (ending if ended else "")
    quick = read(text, known=known)
    assert told(quick) == told(carefully(text))
    assert (quick.ragged, quick.broken) == (carefully(text).ragged, carefully(text).broken)


def test_both_ways_say_the_same_of_every_short_text():
    for size in range(1, 7):
        for letters in product('a;"\n', repeat=size):
            text = "".join(letters)
            assert told(read(text, ("x", "y"))) == told(carefully(text, ("x", "y"))), text


@given(st.text(st.sampled_from('ab;"\n\r'), max_size=20))
@example('"a";"""""\n";"b"\n"c"\n')
@example('a;";";b\n')
@example(';"""')
@example('a;b\na"b\nb"a;b\n')
def test_both_ways_say_the_same_of_any_text(text):
    assert told(read(text, ("x", "y"))) == told(carefully(text, ("x", "y")))


def quoted(rows, quoting=csv.QUOTE_ALL):
    made = io.StringIO(newline="")
    csv.writer(made, delimiter=";", quoting=quoting).writerows(rows)
    return made.getvalue()


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
@pytest.mark.parametrize("known", [(), NAMES[:2]])
def test_what_is_sound_is_read_quickly(monkeypatch, quoting, known):
    rows = [["ja", "", "et svar; langt"], ["nei", "ja", "sa hun\nog gikk"], ["ja", "nei", "ø"]]
    monkeypatch.setattr(module, "_carefully", None)
    assert read(quoted(rows, quoting), known=known).frame.select(pl.all().cast(pl.String).fill_null("")).rows() == [
        tuple(row) for row in rows
    ]


@pytest.mark.parametrize("quoting", [csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
def test_quotes_within_cells_are_read_quickly_too(monkeypatch, quoting):
    rows = [["ja", "", 'sa "ja"; og'], ["nei", "", '"'], ["", "x", '";"']]
    monkeypatch.setattr(module, "_carefully", None)
    assert read(quoted(rows, quoting)).frame.fill_null("").rows() == [tuple(row) for row in rows]


def test_texts_that_are_known_are_held_as_such_until_another_comes():
    assert read(quoted([["ja", "nei", "a"]]), known=("x",)).frame.dtypes == [KNOWN, TEXT, TEXT]
    assert read(quoted([["kanskje", "nei", "a"]]), known=("x",)).frame.dtypes == [TEXT, TEXT, TEXT]


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a;b;c\nd;e\nf;g;h\n", [("PAL145", 3, 2)]),
        ("a;b;c\nd;e;f;g;h\n", [("PAL145", 3, 4)]),
        ("a;b;c\nd;e", [("PAL147", 3, 2)]),
        ('a;b;c\nd;e;"f', [("PAL143", 3, 3)]),
        ('a;b;c\n"d"e;f;g\nh;i;j\n', [("PAL144", 3, 1)]),
        ("a;b;c\n\nd;e\n", [("PAL145", 4, 2)]),
    ],
)
def test_a_faulty_row_is_told_at_its_row_and_column(text, problems):
    assert told(read(text))[3] == problems


def test_many_faulty_rows_are_told_only_at_first():
    batch = read("a;b\n" * 50)
    assert (len(batch.problems), batch.ragged, batch.frame.height, batch.records) == (20, 50, 0, 50)


@pytest.mark.parametrize("first", ["a;b;c\n", '"a";"b";"c"\n'])
def test_empty_rows_are_no_submissions_and_are_counted_as_rows(first):
    batch = read(f'{first}\n;;\n"";"";""\nd;e;f\n')
    assert (list(batch.rows), batch.records, batch.frame.height) == ([2, 6], 5, 2)


def test_one_empty_cell_too_many_at_the_end_of_a_row_is_sound():
    assert told(read("a;b;c;\nd;e;f;\n"))[0] == [("a", "b", "c"), ("d", "e", "f")]


def test_rows_know_where_they_stand():
    rows = Rows()
    for part in (range(2, 5), [7, 9], range(0), range(20, 22)):
        rows.add(part)
    assert [rows[at] for at in range(len(rows))] == [2, 3, 4, 7, 9, 20, 21]


def test_a_batch_says_nothing_of_its_own():
    assert Batch(pl.DataFrame(), (), 0).problems == ()
