"""From a survey's file to the report on the command line: what is printed, what is written, and what never is."""

import json
import re
import stat

import pytest
from tests.pages import ROOT
from tests.test_cli import PLUGINS

from palnet.cli import run

HIDDEN_TEXT = "hemmelig mening om avdelingen"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Made-up answers of Bergen 2023 with their roster, as Nettskjema gives them out."""
    folder = tmp_path_factory.mktemp("answers")
    files = {"answers": folder / "answers.csv", "roster": folder / "roster.csv"}
    say = ["synthesise", "bergen", "2023", "-o", str(files["answers"]), "--seed", "1", *PLUGINS]
    assert run([*say, "--roster", str(files["roster"])]) == 0
    return files


def told(capsys, *arguments, code=0):
    capsys.readouterr()
    found = run([*map(str, arguments), *PLUGINS])
    said = capsys.readouterr()
    assert found == code, said.err
    assert "Traceback" not in said.err
    return said


def numbers(value):
    if isinstance(value, dict):
        return set().union(*map(numbers, value.values()), set())
    if isinstance(value, list):
        return set().union(*map(numbers, value), set())
    return {value} if isinstance(value, (int, float)) and not isinstance(value, bool) else set()


def test_a_seed_gives_the_same_files_and_another_seed_others(made, tmp_path, capsys):
    again, other = tmp_path / "again.csv", tmp_path / "other.csv"
    told(capsys, "synthesise", "bergen", 2023, "-o", again, "--seed", 1)
    told(capsys, "synthesise", "bergen", 2023, "-o", other, "--seed", 2)
    assert again.read_bytes() == made["answers"].read_bytes() != other.read_bytes()


def test_made_up_files_say_so_and_so_does_all_that_is_made_of_them(made, tmp_path, capsys):
    assert "SYNTETISK" in made["answers"].read_text("utf-8").splitlines()[0]
    assert "SYNTETISK" in made["roster"].read_text("utf-8-sig")
    for wanted in ("text", "json", "html", "md"):
        said = told(capsys, "report", "bergen", 2023, "--answers", made["answers"], "--format", wanted)
        assert "SYNTETISK" in said.out
    for arguments in (["answers", "check", made["answers"]], ["count", "--answers", made["answers"]]):
        assert "SYNTETISK" in told(capsys, *arguments).out
        assert "SYNTETISK" in told(capsys, *arguments, "--json").out


def test_the_report_gives_back_what_was_published(made, capsys):
    said = told(
        capsys, "report", "bergen", 2023, "--answers", made["answers"], "--roster", made["roster"], "--format", "json"
    )
    report = json.loads(said.out)
    shown = {
        (figure["indicator"], figure["respondents"]["role"]): figure
        for area in report["areas"]
        for figure in area["figures"]
        if "talt/" in figure["id"] and "indicator" in figure
    }
    nurses = {name: one["percent"] for (name, role), one in shown.items() if role == "ressurssykepleier"}
    assert nurses["svarandel"] == 68
    assert nurses["avsatt-tid"] == 32
    assert nurses["ledermote-rp"] == 35
    assert nurses["kurs"] == 69
    assert nurses["videreformidling"] == 80
    assert nurses["nyansatte"] == 33
    assert shown["svarandel", "ressursfysio-ergo"]["percent"] == 61
    assert {95, 30, 140, 49, 27, 82} <= numbers(report)


def test_a_roster_may_be_a_definition_file(made, tmp_path, capsys):
    roster = ROOT / "examples" / "bergen-2023-roster.toml"
    for file in (roster, made["roster"]):
        asked = ("report", "bergen", 2023, "--answers", made["answers"], "--roster", file, "--format", "json")
        assert {95, 30, 140, 49} <= numbers(json.loads(told(capsys, *asked).out))
    wrong = tmp_path / "roster.toml"
    text = roster.read_text("utf-8")
    for other, code, line in (
        (text.replace("date = 2023", "date = 2022"), "PAL602", ""),
        (
            text.replace('group = "bergen/sykepleie/voss"', 'group = "bergen/sykepleie/vos"', 1),
            "PAL401",
            "roster.toml:",
        ),
        (text.replace("count = 4,", "count = -4,", 1), "PAL311", "roster.toml:12:15 "),
        (text.replace("[[rosters]]", "[[roster]]"), "PAL202", "roster.toml:6:"),
    ):
        wrong.write_text(other, "utf-8")
        said = told(
            capsys, "report", "bergen", 2023, "--answers", made["answers"], "--roster", wrong,
            code=2 if code == "PAL602" else 1,
        )  # fmt: skip
        assert code in said.err
        assert line in said.err
        assert not said.out


def test_the_check_rounds_as_the_report_does(made, capsys):
    said = told(capsys, "answers", "check", made["answers"], "--roster", made["roster"])
    assert "95 av 140 (68 %)" in said.out
    assert "30 av 49 (61 %)" in said.out


def test_the_check_tells_how_many_have_answered_and_how_many_more_are_needed(made, capsys):
    said = told(capsys, "answers", "check", made["answers"], "--roster", made["roster"], "--json")
    report = json.loads(said.out)
    assert report["schema"] == "palnet/answers-check/1"
    assert (report["region"], report["year"], report["questionnaire"]) == ("bergen", 2023, "vest-2023")
    assert report["files"][0]["format"] == "nettskjema"
    assert report["duplicates"] == report["unknown_codes"] == 0
    nurses = next(one for one in report["response"] if one["roster"] == 140)
    assert nurses["answered"] == 95
    # 80 % of 140 are 112.
    assert nurses["still_needed"] == 112 - 95


def test_a_file_that_is_cut_off_is_refused_whole_and_nothing_is_written(made, tmp_path, capsys):
    content = made["answers"].read_bytes()
    for part in (0.3, 0.66, 0.9):
        cut, page = tmp_path / "cut.csv", tmp_path / "cut.html"
        cut.write_bytes(content[: int(len(content) * part) - 7])
        said = told(capsys, "report", "bergen", 2023, "--answers", cut, "-o", page, code=1)
        assert re.search(r"cut\.csv:\d+:\d+", said.err)
        assert not page.exists()


def test_nothing_that_anybody_wrote_is_told_but_in_the_authors_own_file(made, tmp_path, capsys):
    lines = made["answers"].read_text("utf-8").splitlines(keepends=True)
    headings = lines[0].rstrip("\n").split(";")
    at = next(n for n, line in enumerate(lines) if '"ressurssykepleier"' in line)
    cells = lines[at].rstrip("\n").split(";")
    cells[headings.index('"vest/utfordrende"')] = f'"{HIDDEN_TEXT}"'
    # A fault beside it, so that there is something to tell of that very row.
    broken = list(cells)
    broken[headings.index('"vest/kurs"')] = '"kanskje"'
    whole, faulty, page = tmp_path / "whole.csv", tmp_path / "faulty.csv", tmp_path / "text.txt"
    for path, row in ((whole, cells), (faulty, broken)):
        path.write_text("".join([*lines[:at], ";".join(row) + "\n", *lines[at + 1 :]]), "utf-8")
    for arguments, code in (
        (["report", "bergen", 2023, "--answers", whole, "--format", "json", "--policy", "off"], 0),
        (["report", "bergen", 2023, "--answers", whole, "--format", "html"], 0),
        (["answers", "check", whole], 0),
        (["answers", "check", whole, "--json"], 0),
        (["count", "--answers", whole, "--by", "group", "--policy", "off"], 0),
        (["report", "bergen", 2023, "--answers", faulty], 1),
        (["answers", "check", faulty, "--json"], 1),
    ):
        said = told(capsys, *arguments, code=code)
        assert HIDDEN_TEXT not in said.out + said.err
    assert HIDDEN_TEXT not in told(capsys, "answers", "text", "vest/utfordrende", "--answers", whole, "-o", page).out
    assert HIDDEN_TEXT in page.read_text("utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600


def test_counts_by_group_follow_the_policy_unless_it_is_switched_off(made, capsys):
    arguments = ["count", "--answers", made["answers"], "--by", "group", "--indicator", "nyansatte"]
    shown = told(capsys, *arguments).out.splitlines()
    every = told(capsys, *arguments, "--policy", "off").out.splitlines()
    assert len(shown) == len(every)
    assert sum("suppressed" in line for line in shown) > 0
    assert not any("suppressed" in line for line in every)


def test_a_mapping_file_is_drafted_that_reads_the_same_answers(made, tmp_path, capsys):
    plain, mapping = tmp_path / "plain.csv", tmp_path / "map.toml"
    told(capsys, "synthesise", "bergen", 2023, "-o", plain, "--seed", 1, "--as", "plain")
    told(capsys, "answers", "map", plain, "-o", mapping)
    count = ["count", "--by", "role", "--policy", "off", "--region", "bergen", "--year", 2023]
    mapped = told(capsys, *count, "--answers", plain, "--mapping", mapping).out
    assert mapped == told(capsys, *count, "--answers", made["answers"]).out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["report", "bergen", 2023, "--roster", "r.csv"], "--answers"),
        (["report", "bergen", 2023, "--policy", "off"], "--answers"),
        (["report", "bergen", 2023, "--answers", "nowhere.csv"], "nowhere.csv"),
        (["answers", "check", "nowhere.csv", "other.csv"], "other.csv"),
        (["synthesise", "nowhere", 2023, "-o", "x.csv"], "bergen"),
        (["synthesise", "bergen", 1999, "-o", "x.csv"], "2023"),
        (["count", "--answers", str(ROOT / "README.md"), "--indicator", "nope"], "nope"),
    ],
)
def test_wrong_use_says_what_there_is(arguments, said, capsys):
    assert said in told(capsys, *arguments, code=2).err


def test_an_indicator_or_a_division_that_there_is_not_is_refused(made, capsys):
    assert "group" in told(capsys, "count", "--answers", made["answers"], "--by", "gruppe", code=1).err
    assert "ROLLE" in told(capsys, "answers", "check", made["answers"], "--role", "x", code=2).err
