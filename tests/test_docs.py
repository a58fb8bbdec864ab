"""The documentation is of the code as it is: made pages are fresh, and what the others show works."""

import importlib.util
import re
import subprocess
import sys
from decimal import Decimal

import pytest
import tomli
from tests.pages import ROOT, files, programs, write_files

import palnet
from palnet._messages import MESSAGES
from palnet.files.folder import read_folder
from palnet.files.structure import converter
from palnet.hooks import HOOKS
from palnet.model.definitions import Definitions
from palnet.model.predicate import PREDICATES, Predicate
from palnet.record import Record, fields_of
from palnet.testing import PluginSuite

PAGES = [
    path.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/*.md", "plugins/*/README.md")
    for path in sorted(ROOT.glob(pattern))
]


def test_the_pages_are_there():
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/index.md", "docs/plugins.md"} < set(PAGES)


@pytest.fixture(scope="module")
def reference():
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["definitions.md", "problems.md"])
def test_a_made_page_is_fresh(reference, page):
    """Where this fails: python3 docs/reference.py"""
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == reference.PAGES[page]()


def records() -> set[type[Record]]:
    found, waiting = set(), [Definitions]
    while waiting:
        cls = waiting.pop()
        found.add(cls)
        waiting.extend({field.type for field in fields_of(cls) if field.holds_records} - found)
    return (found | set(PREDICATES.values())) - {Definitions}


def test_every_class_and_key_is_described(reference):
    page = reference.definitions()
    for cls in records():
        section = page.split(f"**{cls.__name__}.**")
        assert len(section) == 2, cls
        table = section[1].partition("\n\n#")[0]
        for field in fields_of(cls):
            assert f"| `{field.key}` |" in table, (cls, field.key)


def test_every_sort_of_predicate_is_shown_and_says_the_same_in_python_and_in_a_file(reference):
    page = reference.definitions()
    section = page.partition("\n## Predicates\n")[2].partition("\n## ")[0]
    assert set(reference.SORTS) == set(PREDICATES.values())
    assert len(reference.SORTS) == 8
    for cls, (python, toml) in reference.SORTS.items():
        made = eval(python, dict(vars(palnet.model)))
        assert type(made) is cls
        assert converter().structure(tomli.loads(f"p = {toml}", parse_float=Decimal)["p"], Predicate) == made
        (line,) = [line for line in section.splitlines() if f"](#class-{cls.__name__.lower()}) |" in line]
        assert f"`{toml}`" in line
        assert python in line.replace("\\|", "|")
        for key in (key for key, sort in PREDICATES.items() if sort is cls):
            assert f"`{key}`" in line.split(" | ")[0]


def test_the_tables_that_hold_a_predicate_lead_to_them_all(reference):
    page = reference.definitions()
    for key in ("base", "numerator", "shown_if", "all_of", "any_of", "not"):
        (line,) = [line for line in page.splitlines() if line.startswith(f"| `{key}` | ") and "](#" in line][-1:]
        assert "[Predicate](#class-predicate)" in line
    assert page.count("(class-predicate)=") == 1
    for key in ("at_least", "from", "to"):
        assert f"| `{key}` | the code of an option, a number or a date |" in page


def test_every_sample_can_be_read(reference, tmp_path):
    """The shortest table of each kind is sound by itself: what is wrong with it is only that it refers to nothing."""
    for field in fields_of(Definitions):
        text = "palnet = 1\n" + reference.sample(field.name, field.type)
        path = tmp_path / f"{field.name}.toml"
        path.write_text(text, encoding="utf-8")
        reading = read_folder(path)
        assert not reading.problems, "\n".join(problem.text() for problem in reading.problems)
        assert len(getattr(reading.definitions, field.name)) == 1


def test_every_problem_is_described_in_both_languages(reference):
    lines = reference.problems().splitlines()
    for code, sentences in MESSAGES.items():
        (line,) = [line for line in lines if line.startswith(f"| {code} |")]
        cells = line.split(" | ")
        assert len(cells) == 3
        for cell, sentence in zip(cells[1:], sentences, strict=True):
            words = set(re.findall(r"\w{3,}", re.sub(r"{\w+}", "", sentence)))
            assert words <= set(re.findall(r"\w{3,}", cell))


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
        assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_the_files_that_a_page_names_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for path in re.findall(r"`((?:src|tests|docs|plugins|benchmarks)/[\w./-]+)`", text):
        assert (ROOT / path).exists() or ((ROOT / page).parent / path).exists() or "elvedal" in path, path


@pytest.mark.parametrize("page", PAGES)
def test_the_codes_that_a_page_names_exist(page):
    assert set(re.findall(r"PAL\d{3}\b", (ROOT / page).read_text(encoding="utf-8"))) <= MESSAGES.keys()


def test_the_page_on_plugins_names_every_hook_and_every_test_of_the_suite():
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(palnet_\w+)`", text)) == HOOKS.keys()
    assert set(re.findall(r"^\| `(test_\w+)` \|", text, re.MULTILINE)) == {
        name for name in dir(PluginSuite) if name.startswith("test_")
    }


def test_the_plugin_on_the_page_on_plugins_is_good(tmp_path):
    page = "docs/plugins.md"
    write_files(page, tmp_path)
    assert {"elvedal/pyproject.toml", "elvedal/src/palnet_elvedal/__init__.py"} < files(page).keys()
    done = subprocess.run(
        [sys.executable, "-m", "palnet", "check", "elvedal"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr

    class Suite(PluginSuite):
        plugin = palnet.FolderPlugin(tmp_path / "elvedal")

    for name in (name for name in dir(Suite) if name.startswith("test_")):
        getattr(Suite(), name)()
    shown = programs(page)
    assert len(shown) >= 2
    for program in shown:
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
