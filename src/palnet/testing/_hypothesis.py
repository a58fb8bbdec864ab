"""What Hypothesis loads by itself in every process where palnet is installed: so little that nobody notices.

Neither the model nor the strategies are imported here. Where the model is loaded already its classes are made known at
once; else it does that itself at the end of its own import, when it finds this module loaded.
"""

from __future__ import annotations

import sys
from enum import Enum
from typing import Any

_HOMES = ("palnet.text", "palnet.period", "palnet.model")


def setup() -> None:
    """Make known to Hypothesis whatever is loaded of the model; this is the entry point."""
    for home in _HOMES:
        if home in sys.modules:
            register(home)


def register(home: str) -> None:
    """Make known the classes that a loaded module exports, so that ``st.from_type`` makes sound ones of them."""
    strategies = sys.modules.get("hypothesis.strategies")
    if strategies is None:
        return
    module = sys.modules[home]
    for name in module.__all__:
        one = getattr(module, name, None)
        if isinstance(one, type) and not issubclass(one, Enum):
            strategies.register_type_strategy(one, _instances)


def _instances(cls: type) -> Any:
    from palnet.testing.strategies import instances

    return instances(cls)
