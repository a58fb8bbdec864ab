"""The command itself: its parts are put under it where they are defined."""

from __future__ import annotations

from cyclopts import App

from palnet._version import __version__

__all__ = ["app"]

app = App(
    name="palnet",
    help="What competence networks in palliative care have promised, done and published.",
    version=__version__,
    version_flags=["--version"],
    result_action="return_value",
)
