"""The notebook that compares three regions runs from top to bottom, and shows what it says."""

import re
import warnings
from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parents[2] / "examples" / "three-regions.ipynb"


def test_the_notebook_runs_and_finds_what_it_tells(tmp_path):
    pytest.importorskip("nbclient", reason="needs nbclient: pip install 'palnet[notebooks]'")
    pytest.importorskip("ipykernel", reason="needs ipykernel: pip install 'palnet[notebooks]'")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the kernel's own
        import nbformat
        from nbclient import NotebookClient

        notebook = nbformat.read(NOTEBOOK, as_version=4)
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    printed = [
        "".join(output.get("text", "") + str(output.get("data", {}).get("text/html", "")) for output in cell.outputs)
        for cell in cells
    ]
    assert all(printed)
    assert "Årsplan 2025 2025" in printed[0]
    assert "57 of 142 in ('bergen', 'stavanger')\nahus no-count" in printed[5]
    assert re.search(r"Has a routine .* \| 80 \| \[\]", printed[4])
    assert printed[6].count("<table>") >= 3
    assert list(tmp_path.iterdir()) == []


def test_the_notebook_is_kept_without_what_it_printed():
    import json

    held = json.loads(NOTEBOOK.read_text("utf-8"))
    assert not any(cell.get("outputs") for cell in held["cells"])
