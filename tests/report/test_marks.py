"""A figure with a finding has a mark in the page, which leads to what is found; nothing else has one."""

import re
from html.parser import HTMLParser

import attrs
import pytest

from palnet.cli import run
from palnet.report import annual_report, render
from palnet.report.audit_blocks import audit_findings
from palnet.report.blocks import Findings


class Page(HTMLParser):
    """The links and ids of a page, and the text of every row and item by the links in it."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.open, self.rows = set(), [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        if "id" in held:
            self.ids.add(held["id"])
        if tag in ("tr", "li", "p"):
            self.open.append(["", []])
        if tag == "a":
            self.links.append(held["href"])
            if self.open:
                self.open[-1][1].append(held["href"])

    def handle_endtag(self, tag):
        if tag in ("tr", "li", "p") and self.open:
            self.rows.append(self.open.pop())

    def handle_data(self, data):
        if self.open:
            self.open[-1][0] += data

    @property
    def marked(self):
        return [(text, [one for one in links if "#finding-" in one]) for text, links in self.rows if links]


@pytest.fixture(scope="module")
def findings(catalogue):
    return audit_findings(catalogue, "bergen", 2023)


@pytest.mark.parametrize("lang", ["nb", "en"])
def test_every_mark_leads_to_its_finding_and_every_finding_is_led_to(catalogue, findings, lang):
    made = annual_report(catalogue, "bergen", 2023, lang, findings=findings)
    (told,) = [one for one in made.blocks if isinstance(one, Findings)]
    page = Page(render(made, "html"))
    marks = [one for one in page.links if one.startswith("#finding-")]
    assert set(marks) == {f"#finding-{number + 1}" for number in range(len(told.items))}
    assert {one.removeprefix("#") for one in marks} <= page.ids
    assert "#findings" in page.links, "the contents name them"
    assert list(dict.fromkeys(marks)) == sorted(set(marks), key=lambda one: int(one.rpartition("-")[2]))


def test_a_mark_stands_at_the_figure_that_the_finding_is_about(catalogue, findings):
    made = annual_report(catalogue, "bergen", 2023, "nb", findings=findings)
    (told,) = [one for one in made.blocks if isinstance(one, Findings)]
    about = {f"#finding-{number}": text for number, text in enumerate(told.items, 1)}
    rows = dict(Page(render(made, "html")).marked)
    (row,) = [text for text in rows if "Nettverket gir bedre kvalitet" in text and "88\u00a0%" in text]
    assert any("46/52" in about[one] and "PAL704" in about[one] for one in rows[row])
    (row,) = [text for text in rows if "Har undervist" in text and "69\u00a0%" in text]
    assert not rows[row]
    twice = next(one for one in findings if one.code == "PAL730")
    number = next(key for key, text in about.items() if "PAL730" in text)
    assert twice.message("nb") in about[number]
    assert [text for text, links in rows.items() if number in links], "of a slide, at the figure that it repeats"


def test_what_could_not_be_calculated_with_is_no_remark_on_a_figure(catalogue, findings):
    made = annual_report(catalogue, "bergen", 2023, "nb", findings=findings)
    assert {"PAL713", "PAL714"} <= {one.code for one in findings}
    assert not re.search("PAL713|PAL714", render(made, "html"))


def test_only_a_page_shows_findings_and_only_where_there_are_some(catalogue, findings):
    marked = annual_report(catalogue, "bergen", 2023, "nb", findings=findings)
    plain = annual_report(catalogue, "bergen", 2023, "nb")
    for wanted in ("text", "md", "json"):
        assert render(marked, wanted) == render(plain, wanted)
    assert len(render(marked, "docx")) == len(render(plain, "docx"))
    elsewhere = [attrs.evolve(one, figures=("elsewhere",)) for one in findings]
    assert render(annual_report(catalogue, "bergen", 2023, "nb", findings=elsewhere), "html") == render(plain, "html")
    assert "finding" not in re.sub(r"<style>.*</style>", "", render(plain, "html"), flags=re.DOTALL)


def test_an_acknowledged_finding_is_marked_with_its_reason(catalogue, findings):
    reason = catalogue.indicators["nyansatte"].label
    known = tuple(attrs.evolve(one, acknowledged=reason) for one in findings)
    page = render(annual_report(catalogue, "bergen", 2023, "nb", findings=known), "html")
    assert f"Tatt til etterretning: {reason.in_('nb')}." in page


def test_the_command_marks_unless_it_is_told_not_to(tmp_path, capsys):
    for name, options in (("marked", []), ("plain", ["--no-findings"])):
        assert run(["report", "bergen", "2023", "-o", str(tmp_path / f"{name}.html"), *options]) == 0
    capsys.readouterr()
    assert 'href="#finding-1"' in (tmp_path / "marked.html").read_text("utf-8")
    assert "#finding-1" not in (tmp_path / "plain.html").read_text("utf-8")
