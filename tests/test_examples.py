"""The notebooks in ``examples`` run from a survey's export to a plot, and say that it is made up."""

import subprocess
import sys
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat")
nbclient = pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytestmark = pytest.mark.filterwarnings("ignore")

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPORT = "palnet synthesise bergen 2023 -o answers.csv --seed 1 --as nettskjema"
DRAWN = {"pandas.ipynb": "image/png", "polars.ipynb": "image/svg+xml"}
NEEDS = {"pandas.ipynb": ("matplotlib",), "polars.ipynb": ("altair", "vl_convert")}


def sources(book, kind):
    return [cell.source for cell in book.cells if cell.cell_type == kind]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the command has been run that the notebooks name."""
    place = tmp_path_factory.mktemp("notebooks")
    done = subprocess.run(
        [sys.executable, "-m", *EXPORT.split()], capture_output=True, text=True, check=False, cwd=place
    )
    if done.returncode == 2 and "bergen" in done.stderr:
        pytest.skip("palnet-bergen is not installed")
    assert done.returncode == 0, done.stderr
    return place


def test_every_notebook_is_run():
    others = {"three-regions.ipynb"}  # which has tests beside those of the crosswalk
    assert {path.name for path in EXAMPLES.glob("*.ipynb")} == {*DRAWN, *others}


@pytest.mark.parametrize("name", DRAWN)
def test_a_notebook_takes_ten_lines_and_is_kept_without_outputs(name):
    book = nbformat.read(EXAMPLES / name, 4)
    lines = [line for code in sources(book, "code") for line in code.splitlines() if line.strip()]
    assert len([line for line in lines if not line.startswith("import ")]) <= 10
    assert not any(cell.get("outputs") or cell.get("execution_count") for cell in book.cells)
    assert any(EXPORT in text for text in sources(book, "markdown"))


@pytest.mark.parametrize("name", DRAWN)
def test_a_notebook_runs_from_the_export_to_the_plot(name, folder):
    for library in NEEDS[name]:
        pytest.importorskip(library)
    book = nbformat.read(EXAMPLES / name, 4)
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    given = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    assert {output.output_type for output in given} <= {"execute_result", "display_data"}
    table = next(output.data["text/html"] for output in given if "text/html" in output.data)
    assert "SYNTETISK" in table
    assert "policy: standard" in table
    assert any(DRAWN[name] in output.data for output in given)
