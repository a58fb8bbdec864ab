"""compare, series and gaps, as they are typed."""

import json
import re

import pytest
from tests.crosswalk.invented import FOUR, four_networks

import palnet
from palnet.cli import run
from palnet.files.write import write_whole
from palnet.model.answers import SYNTHETIC
from palnet.survey.synthesis import synthesise
from palnet.survey.writing import written

COMMANDS = {
    "compare": ["compare", "bergen", "stavanger", "ahus"],
    "series": ["series", "bergen", "svarandel"],
    "gaps": ["gaps", "bergen", "2025"],
    "chain": ["gaps", "bergen", "2025", "--of", "svarandel"],
}
every_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)


def said(capsys, *arguments, code=0):
    assert run(list(arguments)) == code
    out = capsys.readouterr()
    return out.out if code == 0 else out.err


@every_command
@pytest.mark.parametrize("lang", ["nb", "en"])
@pytest.mark.parametrize("wanted", ["html", "md", "json"])
def test_every_format_in_both_languages(capsys, command, lang, wanted):
    text = said(capsys, *command, "--lang", lang, "--format", wanted)
    assert len(text) > 300
    assert "None" not in re.sub(r"None\s+have", "", text)
    if wanted == "html":
        assert f'<html lang="{lang}">' in text
        assert not re.findall(r'(?:src|href)="(?:https?:)?//', text)


@every_command
def test_the_terminal_shows_it(capsys, command):
    text = said(capsys, *command)
    assert re.findall("[═─]{20}", text)
    assert text.splitlines()[-1].startswith("palnet ")


@every_command
def test_a_word_file(capsys, tmp_path, command):
    path = tmp_path / "out.docx"
    said(capsys, *command, "-o", str(path))
    assert path.read_bytes()[:2] == b"PK"


def test_compare_gives_a_list_of_rows(capsys):
    rows = json.loads(said(capsys, *COMMANDS["compare"], "--json"))
    assert len(rows) == 39
    assert [row["topic"] for row in rows[-2:]] == ["palnet/emner/vi", None]
    passing_on = next(row for row in rows if row["topic"] == "palnet/emner/videreformidling")
    assert [(one["region"], one["year"], one["mentioned"]) for one in passing_on["regions"]] == [
        ("ahus", 2022, True),
        ("bergen", 2025, True),
        ("stavanger", 2024, True),
    ]
    assert {one["relation"] for one in passing_on["relations"]} == {"close-to", "broader-than"}
    assert all(one["because"] for one in passing_on["relations"])
    bergen = passing_on["regions"][1]["indicators"][0]
    assert (bergen["id"], bergen["target"]["direction"]) == ("videreformidling", "maintain")
    assert bergen["latest"][0]["published"]["percent"] == 80


def test_absence_is_of_the_document_and_a_region_without_one_says_so(capsys):
    text = said(capsys, *COMMANDS["compare"], "--format", "md")
    assert "ikke nevnt i dette dokumentet" in text
    later = said(capsys, *COMMANDS["compare"], "--year", "2025", "--format", "md")
    assert "ingen plan eller strategi for året" in later
    rows = json.loads(said(capsys, *COMMANDS["compare"], "--year", "2025", "--json"))
    assert {one["mentioned"] for row in rows for one in row["regions"] if one["region"] == "ahus"} == {None}


def test_gaps_finds_that_informing_new_staff_has_no_subgoal(capsys):
    text = said(capsys, "gaps", "bergen", "2025", "--format", "md")
    assert "målet på minst 80 % gjaldt 2021–2024; i Årsplan 2025 er det ikke noe delmål om det" in text.replace(
        "\u00a0", " "
    )
    assert "Svarer på årlig rapportering: målet på minst 80 % gjaldt 2021–2024; nå er målet bare økning" in text
    assert "har ikke noe måltall for det" in text
    found = json.loads(said(capsys, "gaps", "bergen", "2025", "--json"))
    assert found["schema"] == "palnet/gaps/1"
    (lapsed,) = [one for one in found["gaps"] if (one["kind"], one["id"]) == ("target-lapsed", "nyansatte")]
    assert (lapsed["target"]["percent"], lapsed["near"]) == (80, [])
    assert len(found["matrix"]) == 19


def test_the_heat_map_is_a_picture_with_its_table_beside_it(capsys):
    page = said(capsys, "gaps", "bergen", "2025", "--format", "html")
    (picture,) = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert 'role="img"' in picture
    assert "<title>Rekken fra delmål til tall</title>" in picture
    fields = [int(one) for one in re.findall(r'text-anchor="middle" fill="#\w+">(\d+)</text>', picture)]
    matrix = json.loads(said(capsys, "gaps", "bergen", "2025", "--json"))["matrix"]
    names = ("activity", "event", "indicator", "target", "figure")
    assert fields == [row[name] for row in matrix for name in names]
    frames = re.findall(r'<rect [^>]*fill="(#\w+)"([^>]*)/>', picture)
    assert [("dash" in frame, fill == "#ffffff") for fill, frame in frames] == [(one == 0, one == 0) for one in fields]
    light = {one: int(fill[1:3], 16) for (fill, _), one in zip(frames, fields, strict=True)}
    assert all(light[less] >= light[more] for less in light for more in light if less < more)
    assert light[0] > light[1] > light[2] > light[max(light)]
    table = page[page.index("</svg>") :]
    cells = [int(one) for one in re.findall(r'<td class="number">(\d+)</td>', table)]
    assert cells == fields


def test_the_chain_of_one_thing_leads_both_ways(capsys):
    found = json.loads(said(capsys, "gaps", "bergen", "2025", "--of", "vest-2025-2029/kompetanseheving", "--json"))
    assert (found["kind"], found["up"]) == ("area", [])
    assert {one["kind"] for one in found["down"]} >= {"goal", "subgoal", "activity", "event", "indicator"}
    assert "PAL607" in said(capsys, "gaps", "bergen", "2025", "--of", "svarandell", code=2)


def test_series_tells_of_a_lost_target(capsys):
    text = said(capsys, "series", "bergen", "nyansatte", "--format", "md")
    assert "mistet måltallet" in text
    found = json.loads(said(capsys, "series", "bergen", "nyansatte", "--json"))
    assert [(one["number"], one["lost_target"]) for one in found["homes"]] == [(3, False), (4, True)]


@pytest.fixture(scope="module")
def four(tmp_path_factory):
    """Four invented networks and a survey's file for each: the last is so small that it is hidden."""
    place = tmp_path_factory.mktemp("four")
    folders = four_networks(place)
    catalogue = palnet.discover(folders=folders)
    files = {}
    for n, (name, people) in enumerate(zip(FOUR, (80, 90, 70, 12), strict=True)):
        answers = synthesise(catalogue, name, 2023, respondents=people, seed=n).answers
        files[name] = place / f"{name}.csv"
        write_whole(files[name], written(answers, "nettskjema"))
    return folders, files


def test_answers_of_four_regions_are_pooled_as_they_may_be_shown(capsys, four):
    folders, files = four
    options = [one for name, file in files.items() for one in ("--answers", f"{name}={file}")]
    options += [one for folder in folders for one in ("--folder", str(folder))]
    command = ["compare", *FOUR, "--year", "2023", "--pool", *options]
    table = json.loads(said(capsys, *command, "--json"))
    rows = [one for one in table if "pooled" in one]
    # A number that is hidden beside the sum is hidden wherever it stands.
    told = {
        (region["region"], one["id"], json.dumps(held["counted"]["strata"])): held["counted"]
        for row in table
        for region in row.get("regions", ())
        for one in region["indicators"]
        for held in one["latest"]
    }
    shown_parts = [
        (told[part["region"], row["pooled"], json.dumps(row["strata"])], part["count"]["counted"])
        for row in rows
        for part in row["parts"]
    ]
    assert len(shown_parts) > 40
    assert all(one == other for one, other in shown_parts)
    assert all(one["synthetic"] == SYNTHETIC for one in rows)
    assert all(one["covered"] == list(FOUR) for one in rows if one["total"]["counted"]["state"] == "value")
    open_ = [one for one in json.loads(said(capsys, *command, "--policy", "off", "--json")) if "pooled" in one]
    summed = hidden = 0
    for shown, whole in zip(rows, open_, strict=True):
        parts = [one["count"]["counted"] for one in whole["parts"] if one["count"] is not None]
        if whole["total"]["counted"]["numerator"] is not None:
            assert whole["total"]["counted"]["numerator"] == sum(one["numerator"] or 0 for one in parts)
            summed += 1
        states = [one["count"]["counted"]["state"] for one in shown["parts"]]
        if shown["total"]["counted"]["state"] == "value" and "suppressed" in states:
            hidden += 1
            assert states.count("suppressed") > 1 or states.count("value") == 0
    assert summed > 10
    assert hidden > 3
    text = said(capsys, *command, "--format", "md")
    assert SYNTHETIC in text
    assert "4 av 4 regioner" in text


def test_counts_from_files_are_pooled_and_a_region_without_any_is_told(capsys, four, tmp_path):
    folders, _ = four
    options = [one for folder in folders for one in ("--folder", str(folder))]
    for name, k, n in (("elvedal", 30, 60), ("fjordby", 20, 50)):
        path = tmp_path / f"{name}.csv"
        path.write_text(f"indicator,period,numerator,denominator\nnyansatte,2023,{k},{n}\n", "utf-8")
        options += ["--counts", f"{name}={path}"]
    command = ["compare", "elvedal", "fjordby", "skogmo", "--year", "2023", "--pool", *options]
    (row,) = [one for one in json.loads(said(capsys, *command, "--json")) if "pooled" in one]
    total = row["total"]["counted"]
    assert (total["numerator"], total["denominator"], row["covered"]) == (50, 110, ["elvedal", "fjordby"])
    assert row["parts"][2]["left_out"] == "no-count"
    text = said(capsys, *command, "--format", "md")
    assert "45 % (50 av 110)" in text.replace("\u00a0", " ")
    assert "2 av 3 regioner" in text


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        (["compare", "bergen", "nowhere"], ["PAL601"]),
        (["compare", "bergen"], ["PAL620"]),
        (["compare", "bergen", "bergen"], ["PAL621"]),
        (["compare", "bergen", "ahus", "--close", "--pool"], ["PAL309"]),
        (["compare", "bergen", "ahus", "--close"], ["PAL309"]),
        (["compare", "bergen", "ahus", "--year", "2023", "--answers", "x.csv"], ["PAL623"]),
        (["compare", "bergen", "ahus", "--year", "2023", "--answers", "bergen=nowhere.csv"], ["PAL108"]),
        (["compare", "bergen", "ahus", "--answers", "bergen=nowhere.csv"], ["PAL309"]),
        (["series", "bergen", "svarandell"], ["PAL607"]),
        (["series", "bergen", "svarandel", "--counts", "nowhere.csv"], ["PAL108"]),
        (["gaps", "stavanger", "2031"], ["PAL602"]),
    ],
)
def test_wrong_use_is_told_and_writes_nothing(capsys, tmp_path, arguments, codes):
    page = tmp_path / "page.html"
    text = said(capsys, *arguments, "-o", str(page), code=2)
    assert re.findall(r"PAL\d+", text) == codes
    assert not page.exists()


def test_counts_of_a_region_that_is_not_compared_are_refused(capsys, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("indicator,period,numerator,denominator\n", "utf-8")
    text = said(capsys, "compare", "bergen", "ahus", "--year", "2023", "--counts", f"fonna={path}", code=2)
    assert "PAL622" in text


def test_a_small_count_of_a_series_is_hidden_unless_it_is_asked_for(capsys, tmp_path):
    path = tmp_path / "c.csv"
    path.write_text("indicator,period,role,numerator,denominator\nnyansatte,2021,ressurssykepleier,2,9\n", "utf-8")
    command = ["series", "bergen", "nyansatte", "--counts", str(path)]
    assert "22 %" not in said(capsys, *command).replace("\u00a0", " ")
    assert "22 % (2 av 9)" in said(capsys, *command, "--policy", "off").replace("\u00a0", " ")
