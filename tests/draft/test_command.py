"""palnet audit --draft, as it is typed."""

import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile

import docx
import pytest
from tests.draft.made import FORMATS, as_word, clean, word_of

from palnet.cli import run

WRONG = [*clean([(27, 82), (40, 95)], (40, 12, 9))]
WRONG[-1] = (WRONG[-1][0], WRONG[-1][1].replace("(42 %)", "(44 %)"))


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "rapport.docx"
    path.write_bytes(as_word(WRONG))
    return path


def typed(capsys, *arguments):
    code = run(["audit", *map(str, arguments)])
    shown = capsys.readouterr()
    return code, shown.out, shown.err


def test_a_draft_is_audited_and_the_finding_is_pointed_at(capsys, draft):
    code, printed, _ = typed(capsys, "--draft", draft, "--json")
    (one,) = json.loads(printed)
    assert code == 1
    assert (one["code"], one["severity"], one["draft"]) == ("PAL707", "inconsistent", "rapport.docx")
    assert "40 av 95" in one["sentence"]
    assert one["sentence"] in docx.Document(str(draft)).paragraphs[one["paragraph"] - 1].text


def test_a_clean_draft_gives_none_and_exit_0(capsys, tmp_path):
    for suffix, make in FORMATS.items():
        path = tmp_path / f"ren{suffix}"
        path.write_bytes(make(clean([(27, 82), (40, 95)], (40, 12, 9))))
        assert typed(capsys, "--draft", path, "--json")[:2] == (0, "[]\n")
        assert "Ingen funn" in typed(capsys, "--draft", path)[1]
        assert "No findings" in typed(capsys, "--draft", path, "--lang", "en")[1]


@pytest.mark.parametrize("form", ["text", "html", "md"])
def test_every_format_shows_the_finding_beside_its_sentence_what_was_read_and_what_was_passed_over(capsys, draft, form):
    printed = " ".join(typed(capsys, "--draft", draft, "--format", form)[1].split())
    for said in ("PAL707", "Hva palnet leste", "Hva palnet gikk forbi", "2023"):
        assert said in printed
    assert len(re.findall("40/95", printed)) >= 2


def test_a_copy_has_a_comment_at_the_sentence_and_the_draft_is_as_it_was(capsys, draft, tmp_path):
    before = draft.read_bytes()
    copy = tmp_path / "kommentert.docx"
    assert typed(capsys, "--draft", draft, "-o", copy)[0] == 1
    assert draft.read_bytes() == before
    made = docx.Document(str(copy))
    (comment,) = made.comments
    assert "PAL707" in comment.text
    assert comment.author == "palnet"
    assert [one.text for one in made.paragraphs] == [one.text for one in docx.Document(str(draft)).paragraphs]
    (paragraph,) = (one for one in made.paragraphs if one._p.xpath("w:commentRangeStart"))
    assert "40 av 95" in paragraph.text
    # What palnet wrote it may write again; the draft it never does.
    assert typed(capsys, "--draft", draft, "-o", copy)[0] == 1
    code, _, error = typed(capsys, "--draft", draft, "-o", draft, "--force")
    assert (code, "PAL815" in error) == (2, True)
    assert draft.read_bytes() == before


def test_a_comment_spans_its_sentence_alone(capsys, tmp_path):
    path, copy = tmp_path / "to.docx", tmp_path / "kopi.docx"
    document = docx.Document()
    document.add_heading("Årsrapport 2023", 1)
    line = document.add_paragraph("Alt er bra. ")
    line.add_run("Av lederne svarte 40 av ")
    line.add_run("95").bold = True
    line.add_run(" (44 %) ja. Det er fint.")
    document.save(str(path))
    typed(capsys, "--draft", path, "-o", copy)
    (paragraph,) = (one for one in docx.Document(str(copy)).paragraphs if one._p.xpath("w:commentRangeStart"))
    inside = paragraph._p.xpath(
        "w:r[preceding-sibling::w:commentRangeStart and following-sibling::w:commentRangeEnd]//w:t"
    )
    assert "".join(one.text for one in inside) == "Av lederne svarte 40 av 95 (44 %) ja."
    assert [one.text for one in inside if one.getparent().xpath("w:rPr/w:b")] == ["95"]
    assert paragraph.text == line.text


def test_a_comment_on_a_draft_that_is_no_word_file(capsys, tmp_path):
    path = tmp_path / "rapport.txt"
    path.write_bytes(FORMATS[".txt"](WRONG))
    code, _, error = typed(capsys, "--draft", path, "-o", tmp_path / "kopi.docx")
    assert (code, "PAL814" in error) == (2, True)
    assert not (tmp_path / "kopi.docx").exists()


def test_readings_are_written_when_asked_for_and_used_the_next_time(capsys, draft, tmp_path):
    listed = tmp_path / "lesninger.toml"
    before = set(tmp_path.iterdir())
    typed(capsys, "--draft", draft)
    assert set(tmp_path.iterdir()) == before
    code, first, _ = typed(capsys, "--draft", draft, "--readings", listed, "--json")
    assert code == 1
    held = tomllib.loads(listed.read_text("utf-8"))
    (wrong,) = (one for one in held["readings"] if "40 av 95" in one["sentence"])
    assert wrong["read"] == "40/95 (44 %)"
    assert typed(capsys, "--draft", draft, "--readings", listed, "--json")[:2] == (1, first)

    text = listed.read_text("utf-8")
    entry = f'key = "{wrong["key"]}"'
    listed.write_text(text.replace(entry, f"{entry}\npercent = 42"), "utf-8")
    assert typed(capsys, "--draft", draft, "--readings", listed, "--json")[:2] == (0, "[]\n")
    judged = re.sub(rf'({entry}\njudged = )"open"', r'\1"no-figure"', text)
    listed.write_text(judged, "utf-8")
    assert typed(capsys, "--draft", draft, "--readings", listed, "--json")[:2] == (0, "[]\n")
    changed = [*WRONG[:-1], ("text", "Slutt.")]
    draft.write_bytes(as_word(changed))
    assert "PAL820" in typed(capsys, "--draft", draft, "--readings", listed, "--json")[2]


def test_a_confirmed_reading_is_sure(capsys, tmp_path):
    path, listed = tmp_path / "u.txt", tmp_path / "l.toml"
    path.write_text("Årsrapport 2023\n\nEn skriver: «120 % av lederne er fornøyde».\n", "utf-8")
    assert json.loads(typed(capsys, "--draft", path, "--readings", listed, "--json")[1])[0]["severity"] == "ambiguous"
    listed.write_text(listed.read_text("utf-8").replace('judged = "open"', 'judged = "right"'), "utf-8")
    assert json.loads(typed(capsys, "--draft", path, "--readings", listed, "--json")[1])[0]["severity"] == "impossible"


@pytest.mark.parametrize(
    ("line", "code", "place"),
    [
        ('judged = "sure"', "PAL204", "4:10"),
        ("percent = 140", "PAL316", "4:11"),
        ("prosent = 40", "PAL202", "4:1"),
        ("denominator = 0", "PAL306", "4:15"),
    ],
)
def test_a_fault_in_the_readings_is_told_with_its_place(capsys, draft, tmp_path, line, code, place):
    listed = tmp_path / "l.toml"
    listed.write_text(f'palnet = 1\n[[readings]]\nkey = "a"\n{line}\n', "utf-8")
    exit_code, printed, error = typed(capsys, "--draft", draft, "--readings", listed)
    assert (exit_code, printed) == (1, "")
    assert f"{listed}:{place}" in error
    assert code in error


def test_names_of_persons_are_blotted_out(capsys, tmp_path):
    path = tmp_path / "u.txt"
    text = "Årsrapport 2023\n\nOla Elvedal Nordmann fortalte at 40 av 95 (44 %) ledere i Helse Bergen var enige.\n"
    path.write_text(text, "utf-8")
    for form in ("text", "html", "md", "json"):
        printed = typed(capsys, "--draft", path, "--format", form)[1]
        assert "Nordmann" not in printed
        assert "█" in printed
        assert "Bergen" in printed


def test_notes_on_the_file_are_told_beside_the_findings(capsys, tmp_path):
    path = tmp_path / "u.docx"
    path.write_bytes(word_of("<w:p><w:ins><w:r><w:t>40 av 95 (44 %) ledere svarte ja.</w:t></w:r></w:ins></w:p>"))
    code, printed, error = typed(capsys, "--draft", path)
    assert code == 1
    assert "PAL808" in error
    assert "PAL808" in printed


def test_wrong_use(capsys, draft, tmp_path):
    def said(*arguments):
        code, _, error = typed(capsys, *arguments)
        return code, re.findall(r"PAL\d+", error)

    assert said() == (2, ["PAL309"])
    assert said("bergen") == (2, ["PAL309"])
    assert said("--against", "bergen", "2023") == (2, ["PAL309"])
    assert said("bergen", "2023", "--readings", "x.toml") == (2, ["PAL309"])
    assert said("--draft", draft, "--answers", draft) == (2, ["PAL309"])
    assert said("--draft", draft, "--against", "bergen", "i-fjor") == (2, ["PAL306"])
    assert said("--draft", draft, "--against", "ingensteds", "2023") == (2, ["PAL601"])
    assert said("--draft", tmp_path / "a.docx", tmp_path / "b.docx") == (2, ["PAL108", "PAL108"])
    assert said("--draft", draft, draft, draft) == (2, ["PAL816"])


def test_it_says_which_extra_brings_what_reads_pdf(tmp_path):
    path = tmp_path / "u.pdf"
    path.write_bytes(FORMATS[".pdf"](WRONG))
    code = (
        "import sys\nfor name in ('pypdf', 'lxml'): sys.modules[name] = None\n"
        "from palnet.cli import run\nsys.exit(run(['audit', '--draft', sys.argv[1]]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "palnet[draft]" in done.stderr
    assert "Traceback" not in done.stderr


def test_answers_are_counted_and_held_against_the_draft(capsys, tmp_path):
    answers, path = tmp_path / "svar.csv", tmp_path / "u.txt"
    assert run(["synthesise", "bergen", "2023", "-o", str(answers), "--seed", "1", "--as", "nettskjema"]) == 0
    capsys.readouterr()
    text = (
        "Årsrapport 2023\n\nSykepleienettverket\n\n{} % av ressurssykepleierne i kommunen svarer at informasjonen de "
        "får fra sykehuset, er god nok.\n"
    )
    for percent, codes in ((51, []), (57, ["PAL833"])):
        path.write_text(text.format(percent), "utf-8")
        _, printed, _ = typed(capsys, "--draft", path, "--against", "bergen", "2023", "--answers", answers, "--json")
        held = [one for one in json.loads(printed) if one["code"] in ("PAL832", "PAL833")]
        assert [one["code"] for one in held] == codes
        assert all("32/63" in one["message"] for one in held)


def test_a_claim_about_something_else_is_not_held_against_the_data(capsys, tmp_path):
    path = tmp_path / "u.txt"
    path.write_text(
        "Årsrapport 2023\n\nSykepleienettverket\n\n44 % av ressurssykepleierne sykler til arbeidet om sommeren, og "
        "48 % av lederne i sykepleienettverket har egen hytte på fjellet.\n",
        "utf-8",
    )
    _, printed, _ = typed(capsys, "--draft", path, "--against", "bergen", "2023", "--json")
    assert not [one for one in json.loads(printed) if one["code"] == "PAL832"]


def test_the_networks_own_report_read_back_is_let_be(capsys, tmp_path):
    path = tmp_path / "rapport.docx"
    assert run(["report", "bergen", "2023", "-o", str(path)]) == 0
    _, printed, _ = typed(capsys, "--draft", path, "--against", "bergen", "2023", "--json")
    wrong = [one for one in json.loads(printed) if one["severity"] in ("impossible", "inconsistent")]
    # What the report prints of parts that do not make their whole it says of itself.
    assert {one["code"] for one in wrong} <= {"PAL720"}
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        assert "word/document.xml" in archive.namelist()
