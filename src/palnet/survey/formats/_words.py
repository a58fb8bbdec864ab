"""Words as files and questionnaires have them, compared without case, typography and invisible characters."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from palnet.model.survey import Question, Questionnaire
from palnet.text import Text

__all__ = ["ESCAPED", "Words", "folded", "option_words", "question_words", "shown", "spoken", "unescaped"]

ESCAPED = re.compile(r"'+(?:\s*[=+\-@]|[\t\r])")
"""What :func:`unescaped` changes."""

_ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("’‘‛`´", "'"), **dict.fromkeys("“”„«»", '"')})


def folded(words: str) -> str:
    """Words as they are compared: without case, double spaces, invisible characters and kinds of dashes and quotes."""
    seen = (
        c for c in unicodedata.normalize("NFKC", words) if c.isspace() or unicodedata.category(c) not in ("Cf", "Cc")
    )
    plain = "".join(seen)
    return " ".join(plain.translate(_ALIKE).casefold().split())


def shown(words: str) -> str:
    """Words from a file as a problem shows them: on one line, not too long."""
    plain = " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in words).split())
    return plain if len(plain) <= 60 else f"{plain[:57]}…"


def spoken(text: Text) -> tuple[str, ...]:
    """A label in every language that it has."""
    return tuple(words for words in (text.nb, text.nn, text.en) if words)


class Words:
    """Which thing each word means. A word that means it to the letter goes before one that is only like it."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._exact: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._like: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for words, thing in pairs:
            self._exact[words][thing] = None
            if like := folded(words):
                self._like[like][thing] = None

    def candidates(self, words: str) -> tuple[str, ...]:
        """Everything that the words may mean."""
        for said in dict.fromkeys((words, unescaped(words))):
            found = self._exact.get(said) or self._like.get(folded(said))
            if found:
                return tuple(found)
        return ()

    def find(self, words: str) -> str | None:
        """The one thing that the words mean; None where that is nothing, or several."""
        found = self.candidates(words)
        return found[0] if len(found) == 1 else None

    def but(self, said: Mapping[str, str], without: Iterable[str] = ()) -> Words:
        """The same words, except that some mean what is said here, and some nothing."""
        gone = {folded(words) for words in without}
        kept = (
            (words, thing)
            for words, things in self._exact.items()
            for thing in things
            if words not in said and folded(words) not in gone
        )
        return Words((*kept, *said.items()))

    def __iter__(self) -> Iterator[str]:
        return iter(self._exact)


def question_words(questionnaire: Questionnaire, *names: tuple[str, str]) -> Words:
    """What each question may be called: its id, its label, and what else is given, name and id."""
    own = ((one.id, one.id) for one in questionnaire.questions)
    labels = ((words, one.id) for one in questionnaire.questions for words in spoken(one.label))
    return Words((*own, *labels, *names))


def option_words(question: Question, *names: tuple[str, str], codes: bool = True) -> Words:
    """What each option may be called: its label, what else is given, and its code where the format shows that."""
    labels = ((words, one.code) for one in question.options for words in spoken(one.label))
    return Words((*(((code, code) for code in question.codes) if codes else ()), *labels, *names))


def unescaped(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if ESCAPED.match(cell) else cell
