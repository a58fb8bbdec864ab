"""The page as a browser shows it: to those who see it, who hear it read, and who have only a keyboard."""

import os
import shutil

import pytest

from palnet.report import annual_report, render
from palnet.report.audit_blocks import audit_findings

sync_api = pytest.importorskip("playwright.sync_api", reason="needs Playwright: pip install 'palnet[dev]'")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe: pip install 'palnet[dev]'")

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SIZES = {"wide": {"width": 1200, "height": 900}, "narrow": {"width": 400, "height": 800}}
CITES = ".cite a"


@pytest.fixture(scope="module")
def browser():
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    arguments = ["--disable-gpu", "--disable-background-networking"]
    if os.geteuid() == 0:
        arguments.append("--no-sandbox")
    with sync_api.sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=found, args=arguments)
        except sync_api.Error as error:
            pytest.skip(f"needs a browser, Chromium or Chrome: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def files(catalogue, tmp_path_factory):
    """Bergen's report for 2023 in each language, as a file."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    found = {}
    findings = audit_findings(catalogue, "bergen", 2023)
    for lang in ("nb", "en"):
        path = folder / f"{lang}.html"
        made = annual_report(catalogue, "bergen", 2023, lang, findings=findings)
        path.write_text(render(made, "html"), encoding="utf-8")
        found[lang] = path.as_uri()
    return found


@pytest.fixture
def show(browser, files):
    """Opens the page in a language at a size, in a browser without a network; gives it and what it asked for."""
    contexts = []

    def shown(lang="nb", size="wide"):
        context = browser.new_context(viewport=SIZES[size], offline=True)
        contexts.append(context)
        asked = []

        def answer(route):
            asked.append(route.request.url)
            if route.request.url == files[lang]:
                route.continue_()
            else:
                route.abort()

        context.route("**/*", answer)
        page = context.new_page()
        page.goto(files[lang])
        return page, asked

    yield shown
    for context in contexts:
        context.close()


EVERY = [(lang, size) for lang in ("nb", "en") for size in SIZES]


@pytest.mark.parametrize(("lang", "size"), EVERY)
def test_axe_finds_no_fault(show, lang, size):
    page, _ = show(lang, size)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    assert [(one["id"], one["help"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
    # It has looked: the rules on tables, links and contrast had something to judge.
    assert {"color-contrast", "link-name", "list", "td-headers-attr"} <= {one["id"] for one in found.response["passes"]}


@pytest.mark.parametrize(("lang", "size"), EVERY)
def test_the_page_asks_for_nothing(show, files, lang, size):
    page, asked = show(lang, size)
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert asked == [files[lang]]


@pytest.mark.parametrize(("lang", "size"), EVERY)
def test_the_page_is_as_wide_as_the_window(show, lang, size):
    page, _ = show(lang, size)
    wide, window = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= window
    page.evaluate("window.scrollTo(1000, 0)")
    assert page.evaluate("window.scrollX") == 0


def in_sight(page, target):
    return page.evaluate(
        "id => { const box = document.getElementById(id).getBoundingClientRect();"
        " return box.height > 0 && box.top >= -1 && box.bottom <= window.innerHeight + 1 }",
        target,
    )


def test_the_number_of_a_source_leads_to_the_source(show):
    page, asked = show()
    for which in (0, 40, page.locator(CITES).count() - 1):
        link = page.locator(CITES).nth(which)
        number = link.inner_text()
        link.click()
        assert page.url.endswith(f"#source-{number}")
        assert in_sight(page, f"source-{number}")
        assert page.locator(f"#source-{number}").evaluate("one => one.matches(':target')")
        page.go_back()
    assert len(set(asked)) == 1


def test_the_contents_lead_to_the_sections(show):
    page, _ = show()
    links = page.locator("nav a")
    assert links.count() > 8
    for which in range(links.count()):
        link = links.nth(which)
        target = link.get_attribute("href").removeprefix("#")
        link.click()
        heading = page.evaluate("id => document.getElementById(id).querySelector('h2').firstChild.textContent", target)
        assert heading.strip() == link.inner_text()


def focused(page):
    return page.evaluate(
        "() => { const one = document.activeElement;"
        " return {name: one.tagName, label: one.getAttribute('aria-label'), said: one.innerText,"
        " scrolls: one.scrollWidth > one.clientWidth + 1} }"
    )


def test_the_keyboard_reaches_and_scrolls_every_table(show):
    page, _ = show(size="narrow")
    tables = page.locator(".table").count()
    scrolling = page.evaluate(
        "[...document.querySelectorAll('.table')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
    )
    assert tables > 5
    assert scrolling > 2
    reached = moved = 0
    for _ in range(page.locator("a, [tabindex]").count() + 1):
        page.keyboard.press("Tab")
        here = focused(page)
        if here["name"] == "DIV":
            reached += 1
            assert here["label"]
            if here["scrolls"] and not moved:
                page.keyboard.press("ArrowRight")
                page.wait_for_function("document.activeElement.scrollLeft > 0")
                moved += 1
    assert (reached, moved) == (tables, 1)


def test_the_first_key_skips_to_the_content(show):
    page, _ = show()
    page.keyboard.press("Tab")
    assert focused(page)["said"] == "Gå til innholdet"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


def test_the_page_is_whole_without_script(browser, files):
    context = browser.new_context(java_script_enabled=False, offline=True)
    try:
        page = context.new_page()
        page.goto(files["nb"])
        assert "302/391" in page.inner_text("main")
    finally:
        context.close()
