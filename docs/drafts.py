"""Writes what is measured of the reading of drafts into docs/drafts.md: ``python3 docs/drafts.py``.

It needs the documents and the inventory beside the checkout (``../shared``).
"""

from __future__ import annotations

import importlib
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "drafts.md"
sys.path.insert(0, str(ROOT))


def page(table: str, before: str) -> str:
    """The page with the table between its marks."""
    return re.sub(
        r"(<!-- measured -->\n).*(<!-- /measured -->)",
        lambda match: f"{match[1]}{table}{match[2]}",
        before,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    seeds: Any = importlib.import_module("tests.draft.seeds")
    PAGE.write_text(page(seeds.table(), PAGE.read_text("utf-8")), "utf-8")
    print(f"→ {PAGE}")
