"""What can be wrong, and every error that palnet raises.

A :class:`Problem` is one fault: a permanent code, what it is about, and where. The sentence is made from code and
parameters when somebody reads it, in English or bokmål, so that a test, a tool and a person see the same fault.
A :class:`PalnetError` carries one problem or many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

import attrs

__all__ = [
    "DataError",
    "DefinitionError",
    "MissingExtraError",
    "NotFoundError",
    "OutputError",
    "PalnetError",
    "PluginError",
    "Problem",
    "UsageError",
]

Parameter = str | int
Key = str | int


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that is most like this one, if any is much like it: the hint of a problem."""
    import difflib

    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)), None)


def _parameters(given: Mapping[str, Any] | Iterable[tuple[str, Any]]) -> tuple[tuple[str, Parameter], ...]:
    pairs = given.items() if isinstance(given, Mapping) else given
    return tuple(sorted((str(name), value) for name, value in pairs))


@attrs.frozen
class Problem:
    """One fault: what it is, where it stands, what was expected there, and what to do.

    ``code`` is permanent (``PAL101`` …, listed in :mod:`palnet._messages`). ``keys`` is the place inside the object or
    file as a chain of names and 0-based positions; ``path``, ``line`` and ``column`` (both from 1) are the place in a
    file, None where there is no file. ``value`` is what stood there, ``expected`` what should, ``hint`` the nearest
    valid name.
    """

    code: str
    params: tuple[tuple[str, Parameter], ...] = attrs.field(default=(), converter=_parameters)
    keys: tuple[Key, ...] = ()
    path: str | None = None
    line: int | None = None
    column: int | None = None
    value: str | None = None
    expected: str | None = None
    hint: str | None = None

    def under(self, *keys: Key) -> Self:
        """The same problem seen from one level up: its keys prefixed by those given."""
        return attrs.evolve(self, keys=(*keys, *self.keys))

    @property
    def place(self) -> str:
        """``file:line:column``, or as much of it as is known; the keys where the line is not."""
        keys = ".".join(str(key) for key in self.keys)
        if self.path is None:
            return keys
        if self.line is None:
            return f"{self.path}: {keys}" if keys else self.path
        return f"{self.path}:{self.line}:{self.column or 1}"

    def text(self, lang: str = "en") -> str:
        """The sentence for a reader: place, code, what is wrong, what was expected, what was probably meant."""
        from palnet._messages import sentence

        return sentence(self, lang)

    def __str__(self) -> str:
        return self.text()


class PalnetError(Exception):
    """Base of every error that palnet raises on purpose. ``problems`` says what is wrong, all of it at once."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__(self.problems)

    def text(self, lang: str = "en") -> str:
        """Every problem on a line of its own."""
        return "\n".join(problem.text(lang) for problem in self.problems)

    def __str__(self) -> str:
        return self.text()


class DefinitionError(PalnetError, ValueError):
    """A definition that cannot be: in the constructor of a model class, a TOML file or a folder."""


class DataError(PalnetError, ValueError):
    """Answers, counts or headcounts that cannot be, or that do not go with what is asked of them."""


class PluginError(PalnetError):
    """Region plugins that cannot be used, or that do not fit together: every problem of every plugin."""


class NotFoundError(PalnetError, LookupError):
    """A region, year or other name that the catalogue does not hold; the text names those it does."""


class UsageError(PalnetError):
    """Options of a command that do not go together."""


class MissingExtraError(PalnetError, ImportError):
    """An optional library is not installed; the text says which extra brings it."""


class OutputError(PalnetError, OSError):
    """A file that could not be written, or that palnet will not write over."""
