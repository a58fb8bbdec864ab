"""What the crosswalk's page shows is so."""

import subprocess
import sys

from tests.pages import ROOT, blocks, programs

from palnet.catalogue import check_folder
from palnet.crosswalk import Break, GapKind
from palnet.model.mapping import Relation

PAGE = "docs/crosswalk.md"


def test_its_code_runs(tmp_path):
    (program,) = programs(PAGE)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "vest-2025-2029 5 broader-than" in done.stdout
    assert "ressurssykepleier 2023 68" in done.stdout


def test_its_mapping_is_sound_but_for_the_area_that_there_is_not(tmp_path):
    (table,) = [block.text for block in blocks(PAGE) if block.language == "toml"]
    (tmp_path / "m.toml").write_text(table, "utf-8")
    assert [(one.code, one.keys[-1]) for one in check_folder(tmp_path)] == [("PAL401", "subject")]


def test_it_names_every_relation_every_break_and_every_gap():
    text = (ROOT / PAGE).read_text("utf-8")
    for name in (*Relation, *Break, *GapKind):
        assert f"`{name.value}`" in text
