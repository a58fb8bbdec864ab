"""Answers as a file of a format: synthetic ones, and those that tests write and read back."""

from __future__ import annotations

import importlib
import io
from collections.abc import Callable
from typing import Any, BinaryIO

from palnet.errors import DataError, Problem, nearest
from palnet.model.answers import Answers
from palnet.survey.recognising import FORMATS

__all__ = ["written"]


def written(answers: Answers, name: str) -> Callable[[BinaryIO], None]:
    """What writes the answers into an open file in the format of that name, some rows at a time where it can."""
    if name not in FORMATS:
        raise DataError(Problem("PAL606", {"format": name, "known": ", ".join(FORMATS)}, hint=nearest(name, FORMATS)))
    module: Any = importlib.import_module(f"palnet.survey.formats.{name}")

    def write(file: BinaryIO) -> None:
        if hasattr(module, "write_to"):
            text = io.TextIOWrapper(file, encoding="utf-8", newline="")
            module.write_to(answers, text)
            text.flush()
            text.detach()
        else:
            content = module.write(answers)
            file.write(content.encode() if isinstance(content, str) else content)

    return write
