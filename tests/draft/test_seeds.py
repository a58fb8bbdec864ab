"""The five documents as raw text: what is read of them, against what people found in them."""

import json
from collections import Counter

import pytest
from tests.draft import seeds
from tests.pages import ROOT

from palnet.audit import Severity
from palnet.draft.auditing import audit_drafts
from palnet.report.audit_blocks import audit_findings

pytestmark = pytest.mark.skipif(not seeds.SHARED.exists(), reason="the documents are not beside this checkout")


@pytest.mark.parametrize("document", seeds.SEEDS)
def test_what_is_missed_has_a_reason_and_every_reading_is_right(document):
    held = seeds.measured(document)
    assert set(held.missed) == {name for name in held.missed if name in seeds.REASONS}
    assert not held.wrong


def test_no_reason_is_out_of_date_and_nothing_is_told_besides_that_is_not_read():
    missed = {name for document in seeds.SEEDS for name in seeds.measured(document).missed}
    assert missed == set(seeds.REASONS)
    assert sum(seeds.measured(document).beside for document in seeds.SEEDS) == len(seeds.besides())


def test_the_inventory_is_whole():
    assert len(seeds.inventory()) == 72 + 21


def test_recall_and_precision_do_not_fall():
    found, wanted = map(sum, zip(*(seeds.measured(one).recall for one in seeds.SEEDS), strict=True))
    right, read = map(sum, zip(*(seeds.measured(one).precision for one in seeds.SEEDS), strict=True))
    assert 100 * found >= 95 * wanted
    assert 100 * right >= 98 * read
    agreed, told = map(sum, zip(*(seeds.measured(one).whom for one in seeds.SEEDS), strict=True))
    assert (agreed, told) >= (28, 29)


def test_the_documentation_tells_what_is_measured():
    assert seeds.table() in (ROOT / "docs" / "drafts.md").read_text("utf-8")


# What only the region's data knows, and what a sentence says in a way of its own: docs/drafts.md tells why.
ONLY_ON_DATA = Counter({"PAL710": 1, "PAL733": 1, "PAL780": 1, "PAL781": 1})
ONLY_ON_TEXT = Counter({"PAL750": 1})


def test_the_text_gives_the_findings_that_the_data_gives(catalogue):
    on_data = Counter(one.code for one in audit_findings(catalogue, "bergen", 2023))
    drafts = [seeds.seed("bergen-arsrapport-2023"), seeds.seed("bergen-ou-2024")]
    on_text = Counter(one.finding.code for one in audit_drafts(drafts).checked.findings)
    assert on_data - on_text == ONLY_ON_DATA
    assert on_text - on_data == ONLY_ON_TEXT
    # With the region's roster the text gives the one that needs it, too.
    held = Counter(
        one.finding.code for one in audit_drafts(drafts, catalogue=catalogue, of=("bergen", 2023)).checked.findings
    )
    assert held["PAL710"] == 1


SUMS = ("PAL704", "PAL706", "PAL720", "PAL740", "PAL743", "PAL744", "PAL745")


def test_both_give_the_same_sums_and_the_same_denominators(catalogue):
    on_data = {one.arithmetic for one in audit_findings(catalogue, "bergen", 2023) if one.code in SUMS}
    drafts = [seeds.seed("bergen-arsrapport-2023"), seeds.seed("bergen-ou-2024")]
    checked = audit_drafts(drafts).checked
    assert {one.finding.arithmetic for one in checked.findings if one.finding.code in SUMS} == on_data
    assert not any(one.finding.severity is Severity.IMPOSSIBLE for one in checked.findings)


def test_against_its_own_data_nothing_of_the_report_differs(catalogue):
    for document in ("bergen-arsrapport-2023", "bergen-ou-2024"):
        audited = audit_drafts([seeds.seed(document)], catalogue=catalogue, of=("bergen", 2023))
        differing = [one for one in audited.checked.findings if one.finding.code == "PAL832"]
        # The slides print 80 %, which is among the figures of the region as well.
        assert not differing
        matched, claims = audited.compared
        assert matched > 0.7 * claims


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (" 87 % opplever", " 84 % opplever", 274),
        ("51 % av ressurssyk", "57 % av ressurssyk", 273),
        ("\n47 % av ressurs", "\n43 % av ressurs", 281),
        ("22/32", "24/32", 103),
        ("\n81 % av lederne", "\n83 % av lederne", 234),
    ],
)
def test_a_number_that_differs_from_the_data_is_found_where_it_stands(catalogue, tmp_path, old, new, line):
    text = seeds.seed("bergen-arsrapport-2023").read_text("utf-8")
    assert text.count(old) == 1
    draft = tmp_path / "rapport.txt"
    draft.write_text(text.replace(old, new), "utf-8")
    audited = audit_drafts([draft], catalogue=catalogue, of=("bergen", 2023))
    assert [one.place.line for one in audited.checked.findings if one.finding.code == "PAL832"] == [line]


def test_the_report_and_its_data_are_json(catalogue):
    audited = audit_drafts([seeds.seed("bergen-arsrapport-2023")])
    for lang in ("nb", "en"):
        found = json.loads(json.dumps(audited.data(lang)))
        assert all(one["line"] and one["sentence"] and one["message"] and one["severity"] for one in found)


def test_what_is_said_of_earlier_is_read_with_the_figure():
    """By hand, of every figure of the report that the inventory compares with another year."""
    readings = seeds.reading("bergen-arsrapport-2023").readings
    said = {
        (one.place.line, one.numbers): [(was.year, was.percent or was.value or was.change) for was in one.before]
        for one in readings
        if one.before and one.claim != "change"
    }
    assert said == {
        (22, "32 %"): [(-1, 40)],
        (108, "302"): [(2022, 222), (2019, 269)],
        (207, "95 (68 %)"): [(None, -8)],
        (241, "35 %"): [(-1, 35)],
        (269, "53 %"): [(None, 44)],
        (314, "59 %"): [(2022, 75)],
    }
