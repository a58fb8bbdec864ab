"""palnet audit, as it is typed, over all that is installed."""

import json
import re

import pytest

import palnet
from palnet.cli import run
from palnet.report.audit_blocks import audit_findings

CATALOGUE = palnet.discover()
YEARS = [
    (region, year)
    for region in CATALOGUE.regions
    for year in range(2019, 2030)
    if CATALOGUE.figures(region, year) or CATALOGUE.events(region, year)
]

REGION = """
palnet = 1

[[regions]]
id = "elvedal"
label = "Elvedal"
health_region = "helse-midt"

[[regions.networks]]
id = "elvedal"
label = "Nettverket i Elvedal"

[[documents]]
id = "elvedal-rapport-2023"
label = "Årsrapport 2023"
kind = "annual-report"
year = 2023

[[figures]]
id = "elvedal-2023/ressurspersoner"
label = "Ressurspersoner"
region = "elvedal"
period = 2023
value = 60
unit = "persons"
parts = [{ label = "Sykepleiere", value = 48 }, { label = "Fysioterapeuter", value = 9 }]
sources = ["elvedal-rapport-2023:4"]
"""

KNOWN = """
[[acknowledgements]]
id = "elvedal-2023/uten-yrke"
code = "PAL720"
figures = ["elvedal-2023/ressurspersoner"]
because = "Tre har ikke oppgitt yrke"
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "elvedal.toml").write_text(REGION, "utf-8")
    return tmp_path


def typed(capsys, *arguments):
    code = run(["audit", *map(str, arguments)])
    return code, capsys.readouterr().out


@pytest.mark.parametrize(("region", "year"), YEARS)
def test_all_documents_can_be_audited(region, year):
    for one in audit_findings(CATALOGUE, region, year):
        for lang in ("nb", "en"):
            assert one.message(lang)
            assert "{" not in one.message(lang)
        assert not re.search(r"\d\.\d", one.message("nb"))


def test_bergen_2023_as_json(capsys):
    code, printed = typed(capsys, "bergen", 2023, "--json")
    found = json.loads(printed)
    assert code == 1
    assert isinstance(found, list)
    assert len(found) > 10
    assert all(one["code"] and one["severity"] and one["message"] and one["sources"] for one in found)
    sums = {one["arithmetic"] for one in found if one["code"] == "PAL720"}
    assert sums == {"138 + 3 + 36 + 13 = 190 ≠ 187", "90 + 6 + 2 + 11 + 16 + 6 + 1 + 33 = 165 ≠ 166"}
    assert {tuple(one["figures"]) for one in found if one["code"] == "PAL730"} == {
        ("bergen-ou-2024/tilgang-sykehus", "bergen-2023/tilgang-sykehus")
    }
    assert not any(one["severity"] == "impossible" for one in found)


@pytest.mark.parametrize("form", ["text", "md", "html"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_format_has_every_finding(capsys, form, lang):
    _, listed = typed(capsys, "bergen", 2023, "--json", "--lang", lang)
    _, printed = typed(capsys, "bergen", 2023, "--format", form, "--lang", lang)
    for code in {one["code"] for one in json.loads(listed)}:
        assert printed.count(code) == sum(one["code"] == code for one in json.loads(listed))
    assert ("Stemmer tallene?" if lang == "nb" else "Do the figures add up?") in printed


def test_a_finding_that_is_acknowledged_still_counts_and_can_be_left_out(capsys, folder):
    code, printed = typed(capsys, "elvedal", 2023, "--folder", folder, "--json")
    assert (code, [one["acknowledged"] for one in json.loads(printed)]) == (1, [None])
    (folder / "elvedal.toml").write_text(REGION + KNOWN, "utf-8")
    code, printed = typed(capsys, "elvedal", 2023, "--folder", folder, "--json")
    assert (code, [one["acknowledged"] for one in json.loads(printed)]) == (1, ["Tre har ikke oppgitt yrke"])
    assert "Tre har ikke oppgitt yrke" in typed(capsys, "elvedal", 2023, "--folder", folder)[1]
    code, printed = typed(capsys, "elvedal", 2023, "--folder", folder, "--json", "--new")
    assert (code, json.loads(printed)) == (0, [])


def test_a_file_has_the_format_of_its_suffix(capsys, folder):
    page, data = folder / "funn.html", folder / "funn.json"
    assert typed(capsys, "elvedal", 2023, "--folder", folder, "-o", page)[0] == 1
    assert "48 + 9 = 57 ≠ 60" in page.read_text("utf-8")
    assert typed(capsys, "elvedal", 2023, "--folder", folder, "-o", data)[0] == 1
    assert json.loads(data.read_text("utf-8"))[0]["correction"] == "57"


def test_without_findings_it_says_so(capsys, folder):
    (folder / "elvedal.toml").write_text(REGION.replace("value = 60", "value = 57"), "utf-8")
    code, printed = typed(capsys, "elvedal", 2023, "--folder", folder)
    assert code == 0
    assert "Ingen funn" in printed


def test_what_there_is_nothing_of(capsys, folder):
    assert typed(capsys, "nowhere", 2023)[0] == 2
    assert typed(capsys, "elvedal", 1999, "--folder", folder)[0] == 2
