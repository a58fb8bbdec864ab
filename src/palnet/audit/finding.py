"""What an audit finds: a fault in what was published, with its arithmetic and where both sides stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from fractions import Fraction

import attrs

from palnet.assess._numbers import near, written
from palnet.errors import Problem
from palnet.model.source import Source
from palnet.text import Text

__all__ = ["Finding", "Params", "Severity", "found", "listed", "share", "shown"]

Params = dict[str, str | int | Text]
"""What a finding's sentence is filled with."""


class Severity(StrEnum):
    """How sure it is that something is wrong."""

    IMPOSSIBLE = "impossible"
    INCONSISTENT = "inconsistent"
    AMBIGUOUS = "ambiguous"
    WORTH_KNOWING = "worth-knowing"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


@attrs.frozen
class Finding(Problem):
    """Something in published figures, plans or events that cannot be right, is unclear, or is worth knowing.

    The sentence is the code's, with a suggested correction in it. ``figures`` are the ids of those that it is about,
    ``others`` of events, activities, targets and other things. ``arithmetic`` is the sum that shows it, ``correction``
    what would fit. ``sources`` are where the one side stands, ``against`` where the other does. ``acknowledged`` is
    the reason that the region's data gives for letting it stand.
    """

    severity: Severity = Severity.WORTH_KNOWING
    arithmetic: str = ""
    correction: str | None = None
    figures: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    against: tuple[Source, ...] = ()
    names: tuple[tuple[str, Text], ...] = ()
    acknowledged: Text | None = None

    def text(self, lang: str = "en") -> str:
        """Code and sentence, as of any problem."""
        return f"{self.code} {self.message(lang)}"

    def message(self, lang: str = "en") -> str:
        """The sentence for a reader, in English or bokmål, with labels and numbers as that language has them."""
        from palnet._messages import MESSAGES

        nb, en = MESSAGES[self.code]
        params = {name: shown(str(value), lang) for name, value in self.params}
        params |= {name: label.in_(lang) for name, label in self.names}
        said = (en if lang == "en" else nb).format(**params)
        return said[:1].upper() + said[1:]

    def sum_in(self, lang: str = "en") -> str:
        """The arithmetic as that language writes numbers."""
        return shown(self.arithmetic, lang)

    @property
    def key(self) -> tuple[int, str, list[int], str, tuple[str, ...], tuple[str, ...]]:
        """Sorts by severity, then by where the first source stands."""
        first = self.sources[0] if self.sources else None
        lines = [int(one) for one in re.findall(r"[0-9]+", first.lines or "")[:1]] if first else []
        return self.severity.rank, first.document if first else "~", lines, self.code, self.figures, self.others


def found(
    code: str,
    severity: Severity,
    params: Mapping[str, str | int | Text],
    *,
    arithmetic: str = "",
    correction: str | None = None,
    figures: Iterable[str] = (),
    others: Iterable[str] = (),
    sources: Iterable[Source] = (),
    against: Iterable[Source] = (),
) -> Finding:
    """A finding; labels among the parameters are told in the reader's language."""
    return Finding(
        code,
        {name: str(value) if isinstance(value, Text) else value for name, value in params.items()},
        severity=severity,
        arithmetic=arithmetic,
        correction=correction,
        figures=tuple(dict.fromkeys(figures)),
        others=tuple(dict.fromkeys(others)),
        sources=tuple(dict.fromkeys(sources)),
        against=tuple(dict.fromkeys(against)),
        names=tuple((name, value) for name, value in params.items() if isinstance(value, Text)),
    )


def shown(text: str, lang: str) -> str:
    """Numbers in a text as the language writes them: 31.6 in English, 31,6 in bokmål."""
    return text if lang == "en" else re.sub(r"(?<=\d)\.(?=\d)", ",", text)


def share(numerator: int, denominator: int, decimals: int = 2) -> str:
    """A share written out: 46/52 = 88.46 %; of nobody there is none."""
    if denominator == 0:
        return f"{numerator}/0"
    exact = Fraction(100 * numerator, denominator)
    value = near(exact, decimals)
    sign = "=" if value == exact else "≈"
    return f"{numerator}/{denominator} {sign} {written(value, en=True)} %"


def listed(numbers: Sequence[int], most: int = 3) -> str:
    """Some numbers as they stand in a sentence, a run as a run: "81–83", "52, 51, 50 …"."""
    if isinstance(numbers, range) and len(numbers) > 2:
        return f"{numbers[0]}–{numbers[-1]}"
    return ", ".join(str(one) for one in numbers[:most]) + (" …" if len(numbers) > most else "")
