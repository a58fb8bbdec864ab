"""One label in the languages of those who read it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import attrs

from palnet.errors import Problem
from palnet.record import Record

__all__ = ["LANGUAGES", "Text", "slug"]

LANGUAGES = ("nb", "nn", "en")


@attrs.frozen(kw_only=True)
class Text(Record):
    """A label in bokmål (nb), nynorsk (nn) and English (en). One of the Norwegian forms is required.

    In TOML a bare string is bokmål: right for a name that is the same in every language.
    """

    nb: str | None = None
    nn: str | None = None
    en: str | None = None

    def _rules(self) -> Iterator[Problem]:
        if self.nb is None and self.nn is None:
            yield Problem("PAL303", expected="nb | nn")
        for lang in LANGUAGES:
            words = getattr(self, lang)
            if words is not None and not words.strip():
                yield Problem("PAL304", keys=(lang,), value=repr(words))

    def in_(self, lang: str) -> str:
        """The label in that language, or else in the nearest that it has: nb and nn stand in for each other first."""
        order = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}[lang]
        return str(next(words for code in order if (words := getattr(self, code)) is not None))

    def language(self, lang: str) -> str:
        """The language that :meth:`in_` really gives: what a page marks with ``lang``."""
        words = self.in_(lang)
        order = (lang, *LANGUAGES)
        return next(code for code in order if getattr(self, code) == words)

    def __str__(self) -> str:
        return self.in_("nb")


def slug(words: str) -> str:
    """Words as a part of an id: lower-case letters and digits of ASCII, whatever stands between them a hyphen."""
    plain = "".join(one if one.isascii() and one.isalnum() else "-" for one in words.lower())
    return "-".join(filter(None, plain.split("-"))) or "x"


# As at the end of palnet.model.
if (_hypothesis := sys.modules.get("palnet.testing._hypothesis")) is not None:
    _hypothesis.register(__name__)
