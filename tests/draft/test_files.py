"""Files: the same draft in every format, and those that cannot be read."""

import io
import zipfile

import docx
import pytest
from pypdf import PdfReader, PdfWriter
from tests.draft.made import FORMATS, W, as_pdf, as_word, clean, pdf, word_of

from palnet import DataError, UsageError
from palnet.draft import check_drafts, open_draft, read_draft

BLOCKS = clean([(27, 82), (40, 95), (33, 61)], (40, 12, 9))


def written(tmp_path, suffix, data):
    path = tmp_path / f"utkast{suffix}"
    path.write_bytes(data)
    return path


def shown(read):
    return [(one.claim, one.numbers, one.who, [piece.value for piece in one.pieces]) for one in read.readings]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_is_read_alike(tmp_path, suffix):
    plain = read_draft(open_draft(written(tmp_path, ".txt", FORMATS[".txt"](BLOCKS))))
    other = read_draft(open_draft(written(tmp_path, suffix, FORMATS[suffix](BLOCKS))))
    assert shown(other) == shown(plain)
    assert [one.section[-1] for one in other.readings] == ["Sykepleienettverket"] * 4
    assert other.year == 2023


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_claim_has_a_place(tmp_path, suffix):
    read = read_draft(open_draft(written(tmp_path, suffix, FORMATS[suffix](BLOCKS))))
    for one in read.readings:
        if suffix == ".docx":
            assert one.place.paragraph
        else:
            assert one.place.line
        assert (one.place.page == 1) is (suffix == ".pdf")


def test_the_place_in_a_word_file_is_the_paragraph(tmp_path):
    path = written(tmp_path, ".docx", as_word(BLOCKS))
    paragraphs = docx.Document(str(path)).paragraphs
    for one in read_draft(open_draft(path)).readings:
        assert one.sentence in paragraphs[one.place.paragraph - 1].text


def problem(tmp_path, suffix, data):
    with pytest.raises((DataError, UsageError)) as caught:
        open_draft(written(tmp_path, suffix, data))
    (one,) = caught.value.problems
    assert one.path.endswith(suffix)
    for lang in ("nb", "en"):
        assert one.text(lang)
    return one.code, caught.type


def test_what_is_no_draft_says_why(tmp_path):
    locked = PdfWriter(clone_from=PdfReader(io.BytesIO(as_pdf(BLOCKS))))
    locked.encrypt("hemmelig", algorithm="RC4-128")
    held = io.BytesIO()
    locked.write(held)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    assert problem(tmp_path, ".txt", b"") == ("PAL140", DataError)
    assert problem(tmp_path, ".txt", b"  \n \n") == ("PAL802", DataError)
    assert problem(tmp_path, ".txt", b"a\0b") == ("PAL141", DataError)
    assert problem(tmp_path, ".rtf", b"{\\rtf1}") == ("PAL801", UsageError)
    assert problem(tmp_path, ".doc", ole) == ("PAL801", UsageError)
    assert problem(tmp_path, ".docx", ole) == ("PAL803", DataError)
    assert problem(tmp_path, ".docx", b"PK\x03\x04word/ but no more") == ("PAL804", DataError)
    assert problem(tmp_path, ".docx", b"not at all") == ("PAL804", DataError)
    assert problem(tmp_path, ".docx", as_word(BLOCKS)[:3000]) == ("PAL804", DataError)
    assert problem(tmp_path, ".pdf", held.getvalue()) == ("PAL803", DataError)
    assert problem(tmp_path, ".pdf", b"%PDF-1.7\nnothing more") == ("PAL804", DataError)
    assert problem(tmp_path, ".pdf", as_pdf(BLOCKS)[:200]) == ("PAL804", DataError)
    assert problem(tmp_path, ".pdf", pdf([[], []])) == ("PAL812", DataError)
    assert problem(tmp_path, ".pdf", pdf([["side"]] * 501)) == ("PAL806", DataError)
    with pytest.raises(UsageError, match="PAL108"):
        open_draft(tmp_path / "finnes-ikke.docx")
    with pytest.raises(UsageError, match="PAL109"):
        open_draft(tmp_path)


def test_a_pdf_with_some_pictures_names_their_pages(tmp_path):
    draft = open_draft(written(tmp_path, ".pdf", pdf([["33 % av lederne har svart."], [], [], ["Slutt."], []])))
    assert [(one.code, dict(one.params)) for one in draft.notes] == [("PAL805", {"pages": "2–3, 5"})]
    assert [one.place.page for one in read_draft(draft).readings] == [1]


def test_a_bomb_is_not_unpacked(tmp_path):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(210):
            part.write(b" " * 1_000_000)
    assert problem(tmp_path, ".docx", held.getvalue()) == ("PAL809", DataError)


def test_an_entity_is_not_unfolded_and_nothing_is_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("99 %", "utf-8")
    body = word_of("<w:p><w:r><w:t>&x; 33 % av lederne har svart.</w:t></w:r></w:p>")
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as archive, zipfile.ZipFile(held, "w") as out:
        text = archive.read("word/document.xml").decode()
        doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
        out.writestr("word/document.xml", text.replace("?>", f"?>{doctype}", 1))
    assert problem(tmp_path, ".docx", held.getvalue()) == ("PAL804", DataError)


def para(text):
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_tracked_changes_macros_notes_and_boxes(tmp_path):
    changed = (
        "<w:p><w:r><w:t xml:space='preserve'>Til sammen har </w:t></w:r>"
        "<w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins><w:r><w:t>34</w:t></w:r></w:ins>"
        "<w:r><w:t xml:space='preserve'> ledere svart.</w:t></w:r></w:p>"
    )
    boxed = (
        f"<w:p><w:r><w:pict><w:txbxContent>{para('57 % av lederne bruker ESAS.')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    inside = f'<w:footnote w:id="2">{para("41 % av lederne svarte i 2022.")}</w:footnote>'
    note = f'<w:footnotes xmlns:w="{W}">{inside}</w:footnotes>'
    data = word_of(changed + boxed, word__footnotes_dot_xml=note, word__vbaProject_dot_bin=b"x")
    draft = open_draft(written(tmp_path, ".docm", data))
    assert {one.code: dict(one.params) for one in draft.notes} == {"PAL807": {}, "PAL808": {"count": 2}}
    assert [one.numbers for one in read_draft(draft).readings] == ["34", "57 %", "41 %"]


def test_what_was_moved_is_read_where_it_stands_now(tmp_path):
    moved = "<w:r><w:t>33 % av lederne svarte ja.</w:t></w:r>"
    body = f"<w:p><w:moveFrom>{moved}</w:moveFrom></w:p><w:p><w:moveTo>{moved}</w:moveTo></w:p>"
    read = read_draft(open_draft(written(tmp_path, ".docx", word_of(body))))
    assert [(one.numbers, one.place.paragraph) for one in read.readings] == [("33 %", 2)]


def test_a_raised_number_is_the_mark_of_a_note(tmp_path):
    raised = "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r>"
    rest = "<w:r><w:t xml:space='preserve'> har svart.</w:t></w:r>"
    body = f"<w:p><w:r><w:t>33 % av de 82 lederne</w:t></w:r>{raised}{rest}</w:p>"
    draft = open_draft(written(tmp_path, ".docx", word_of(body)))
    assert [one.numbers for one in read_draft(draft).readings] == ["33 % (n = 82)"]


def test_a_language_that_it_does_not_know_makes_everything_unsure(tmp_path):
    text = "Kaikki vastaajat olivat tyytyväisiä koulutukseen ja halusivat osallistua uudelleen ensi vuonna myös "
    text += "silloin kun se järjestetään toisessa kaupungissa kaukana. 120 % vastaajista eli 27/20 henkilöä."
    draft = open_draft(written(tmp_path, ".txt", text.encode()))
    assert [one.code for one in draft.notes] == ["PAL810"]
    read = read_draft(draft)
    assert {one.sure for one in read.readings} == {"unsure"}
    findings = check_drafts([read]).findings
    assert findings
    assert all(one.finding.severity == "ambiguous" for one in findings)


TABLE = [
    ("Gruppe", "Antall", "Av", "Prosent"),
    ("Nord", "20", "40", "50 %"),
    ("Sør", "10", "30", "33 %"),
    ("Sum", "30", "70", "43 %"),
]


def tabled(suffix):
    if suffix == ".docx":
        document = docx.Document()
        table = document.add_table(rows=0, cols=4)
        for row in TABLE:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        held = io.BytesIO()
        document.save(held)
        return held.getvalue()
    if suffix == ".html":
        rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in TABLE)
        return f"<table>{rows}</table>".encode()
    lines = ["| " + " | ".join(row) + " |" for row in TABLE]
    return "\n".join([lines[0], "| --- | --- | --- | --- |", *lines[1:]]).encode()


@pytest.mark.parametrize("suffix", [".docx", ".html", ".md"])
def test_a_row_of_a_table_is_one_share(tmp_path, suffix):
    read = read_draft(open_draft(written(tmp_path, suffix, tabled(suffix))))
    assert [one.numbers for one in read.readings] == ["20/40 (50 %)", "10/30 (33 %)", "30/70 (43 %)"]
    assert [one.row for one in read.readings] == ["Nord", "Sør", "Sum"]
    assert not [one for one in check_drafts([read]).findings if one.finding.severity.rank < 3]


def test_a_row_of_sums_is_held_against_the_rows_above_it(tmp_path):
    rows = "| Gruppe | Deltakere |\n| --- | --- |\n| Nord | 20 |\n| Sør | 10 |\n| Vest | 7 |\n| Sum | {} |\n"
    for total, codes in ((37, []), (38, ["PAL720"])):
        read = read_draft(open_draft(written(tmp_path, ".md", rows.format(total).encode())))
        assert [one.finding.code for one in check_drafts([read]).findings] == codes


def test_windows_text_is_read_as_well(tmp_path):
    text = "Årsrapport 2023\n\n33 % av lederne på sykehus har svart på årlig rapportering.\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        draft = open_draft(written(tmp_path, ".txt", text.encode(encoding)))
        assert next(one.text for one in draft.passages) == "Årsrapport 2023"


def test_the_count_of_a_row_is_known_by_its_size_and_its_share_whatever_it_is_called(tmp_path):
    rows = (
        "Gruppe | Inviterte | Møtt | Prosent",
        "--- | --- | --- | ---",
        "Nord | 20 | 15 | 75 %",
        "Sør | 30 | 21 | 72 %",
    )
    table = "".join(f"| {row} |\n" for row in rows)
    read = read_draft(open_draft(written(tmp_path, ".md", table.encode())))
    assert [one.numbers for one in read.readings] == ["15/20 (75 %)", "21/30 (72 %)"]
    assert [one.finding.code for one in check_drafts([read]).findings if one.finding.severity.rank < 3] == ["PAL707"]


def test_a_column_for_each_year_is_no_slip_in_the_year(tmp_path):
    table = (
        "# Årsrapport 2023\n\n| Deltakere | 2022 | 2023 |\n| --- | --- | --- |\n| Nord | 20 | 15 |\n| Sum | 20 | 15 |\n"
    )
    read = read_draft(open_draft(written(tmp_path, ".md", table.encode())))
    assert [(one.numbers, one.year) for one in read.readings][:2] == [("20", 2022), ("15", None)]
    assert not check_drafts([read]).findings
