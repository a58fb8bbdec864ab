"""A file in pieces of whole records: nothing is lost, whatever the pieces' size and the encoding."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet.survey import pieces as module
from palnet.survey.grammar import records
from palnet.survey.pieces import Pieces, Unreadable

NORWEGIAN = st.text('aæøåÆ–é"\n;', max_size=30)
ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8-sig", "utf-16": "utf-16-le", "cp1252": "cp1252"}


def read(content, size):
    pieces = Pieces(io.BytesIO(content), size)
    return list(pieces), pieces.encoding


def refused(content, size=1000):
    with pytest.raises(Unreadable) as raised:
        read(content, size)
    return raised.value


@given(NORWEGIAN, st.integers(1, 40), st.sampled_from(sorted(ENCODINGS)))
def test_pieces_are_the_text(text, size, encoding):
    found, named = read(text.encode(encoding), size)
    assert b"".join(one.text for one in found).decode() == text
    assert [one.quotes for one in found] == [one.text.count(b'"') for one in found]
    if not text.isascii() and encoding != "utf-16":
        assert named == ENCODINGS[encoding]


@given(st.lists(st.lists(st.text('ab;"\n', max_size=5), min_size=2, max_size=2), max_size=8), st.integers(1, 40))
def test_a_piece_ends_with_a_record(rows, size):
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"'

    text = "".join(";".join(map(quoted, row)) + "\n" for row in rows)
    found, _ = read(text.encode(), size)
    told = [record.cells for one in found for record in records(one.text.decode(), ";")]
    assert told == [tuple(row) for row in rows]


@given(st.integers(1, 40))
def test_a_piece_is_no_longer_than_it_need_be(size):
    content = b'"aa";"b"\n' * 50
    found, _ = read(content, size)
    assert max(len(one.text) for one in found) <= size + 9
    assert found[-1].done == len(content)


MAIN, OTHER = "for;etter\n" * 3 + "blåbær\n" + "a;b\n" * 4, "røyk\n"


@pytest.mark.parametrize("size", [5, 30, 1000])
@pytest.mark.parametrize(("first", "second"), [("utf-8", "cp1252"), ("cp1252", "utf-8")])
def test_a_change_of_encoding_is_told_at_its_row(first, second, size):
    content = MAIN.encode(first) + OTHER.encode(second) + b"z\n"
    pieces = Pieces(io.BytesIO(content), size)
    found = []
    with pytest.raises(Unreadable) as raised:
        found.extend(iter(pieces))
    assert raised.value.problem.code == "PAL142"
    assert sum(one.text.count(b"\n") for one in found) + raised.value.after == 8


def test_a_line_break_in_quotes_begins_no_row():
    content = 'a;"b\nc"\nå;"d\n\n"\n'.encode() + "ø\n".encode("cp1252")
    assert refused(content).after == 2


@pytest.mark.parametrize(
    "content", [b"a;b\n1;\x00\n", b"\xff\xfea", b"\x89PNG\r\n\x1a\n\x00", "å\n".encode("cp1252") + b"\x81\n"]
)
def test_what_is_no_text_is_refused(content):
    assert refused(content).problem.code == "PAL141"


def test_a_macintosh_of_old_ended_its_lines_otherwise():
    found, _ = read(b"a;b\r1;2\r", 5)
    assert b"".join(one.text for one in found) == b"a;b\n1;2\n"


def test_a_quote_that_stays_open_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(module, "LIMIT_RECORD", 50)
    content = b'a;b\n"c;d\n' + b"e;f\n" * 1000
    found, _ = read(content, 20)
    assert sum(len(one.text) for one in found) < 100


def test_an_empty_file_has_no_pieces():
    assert read(b"", 10) == ([], None)
