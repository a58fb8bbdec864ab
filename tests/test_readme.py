"""What the README shows works as it stands there. A block that is missing fails; nothing is skipped."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import tomli
from tests.pages import ROOT, commands, files, programs, write_files

import palnet
from palnet.testing import PluginSuite

INSTALL = re.compile(r'python3 -m pip install "\.\[[a-z,]+\]" ')


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=cwd, capture_output=True, text=True, check=False)


def installed(command: str) -> set[str]:
    """The plugins that a command installs beside palnet."""
    install, _, _ = command.partition(" && ")
    start = INSTALL.match(install)
    assert start
    named = install[start.end() :].split()
    return {f"./{path.relative_to(ROOT)}" for one in named for path in ROOT.glob(one) if path.is_dir()}


def test_the_first_two_commands_give_the_report_and_run_the_tests():
    report, tests = commands("README.md")[:2]
    assert report.endswith(" && python3 -m palnet report bergen 2023")
    assert tests.endswith(" && python3 -m pytest -n auto")
    there = {f"./{path.parent.relative_to(ROOT)}" for path in ROOT.glob("plugins/*/pyproject.toml")}
    assert {"./plugins/palnet-vest", "./plugins/palnet-bergen"} <= installed(report) <= there
    # pytest collects every plugin's own tests, and they need the plugin installed.
    assert installed(tests) == there


def test_ci_takes_the_test_command_from_the_readme():
    """CI's own way of finding it, in awk, finds the same text."""
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert not INSTALL.search(script)
    program = script.split("awk '", 1)[1].split("'", 1)[0]
    found = subprocess.run(["awk", program, "README.md"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == commands("README.md")[1]


def test_there_is_python_that_runs(tmp_path):
    shown = programs("README.md")
    assert shown
    for program in shown:
        done = run("-W", "error", "-c", program, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()


@pytest.fixture
def small_plugin(tmp_path):
    write_files("README.md", tmp_path)
    (top,) = {name.partition("/")[0] for name in files("README.md")}
    return tmp_path / top


def test_the_small_plugin_is_whole(small_plugin):
    names = {name.rpartition("/")[2] for name in files("README.md")}
    assert {"pyproject.toml", "__init__.py"} < names
    project = tomli.loads((small_plugin / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    ((region, target),) = project["entry-points"]["palnet.regions"].items()
    module, _, name = target.partition(":")
    code = (small_plugin / "src" / module / "__init__.py").read_text(encoding="utf-8")
    scope = {"__file__": str(small_plugin / "src" / module / "__init__.py")}
    exec(compile(code, module, "exec"), scope)
    assert region in palnet.discover([scope[name]]).regions


def test_palnet_check_finds_nothing_in_the_small_plugin(small_plugin):
    done = run("-m", "palnet", "check", small_plugin.name, cwd=small_plugin.parent)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_small_plugin_has_a_report_before_it_is_packaged(small_plugin):
    catalogue = palnet.discover(plugins=[], folders=[small_plugin])
    (region,) = catalogue.regions
    year = catalogue.definitions.figures[0].period.start.year
    done = run("-m", "palnet", "report", region, str(year), "--folder", small_plugin.name, cwd=small_plugin.parent)
    assert done.returncode == 0, done.stdout + done.stderr
    assert (small_plugin.parent / f"{region}-{year}.html").exists()


def test_the_audit_of_the_small_plugin_says_what_is_shown(small_plugin):
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    (shown,) = [block for block in re.findall(r"```text\n(.*?)```", page, re.DOTALL) if "[PAL" in block]
    arguments = re.search(r"`palnet (audit [^`]*)`", page[: page.index(shown)].rpartition("```toml")[2])
    done = run("-m", "palnet", *arguments[1].split(), cwd=small_plugin.parent)
    assert done.returncode == 1, done.stderr
    assert " ".join(shown.split()) in " ".join(done.stdout.split()), "wherever the lines break"


def test_the_small_plugin_is_discovered_as_a_folder(small_plugin):
    (region,) = palnet.discover(plugins=[], folders=[small_plugin]).regions.values()
    assert region.networks
    beside = palnet.discover(folders=[small_plugin])
    assert {region.id, "bergen"} <= set(beside.regions)


def test_the_small_plugin_passes_the_conformance_suite(small_plugin):
    class Suite(PluginSuite):
        plugin = palnet.FolderPlugin(small_plugin)

    for name in (name for name in dir(Suite) if name.startswith("test_")):
        getattr(Suite(), name)()
