"""From the files that a survey tool gave out to answers, with everything that is wrong with them said at once."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Mapping

import attrs

from palnet.errors import DataError, MissingExtraError, Problem
from palnet.model.answers import Answers
from palnet.model.survey import Questionnaire

__all__ = ["FileRead", "Progress", "Reading", "read", "read_answers"]

Path = str | os.PathLike[str]

Progress = Callable[[int, int, int], None]
"""Told now and then how far a reading has come: rows so far, bytes so far, bytes in all."""

_UNKNOWN, _FUTURE, _STRANGERS = ("PAL152", "PAL165"), ("PAL155", "PAL156"), ("PAL168",)


@attrs.frozen(kw_only=True)
class FileRead:
    """One file as it was read: what it was found to be, and how many submissions are in it.

    ``role`` is what its respondents are where no question says it. ``duplicates`` is how many submissions have the key
    of an earlier one, None where there is no key and it cannot be checked. ``unknown_columns`` hold something and are
    no question's; ``not_answered`` is how many rows are of somebody who was asked and has not answered.
    """

    path: str
    format: str
    encoding: str
    delimiter: str | None
    rows: int
    sheet: str | None = None
    role: str | None = None
    duplicates: int | None = None
    unknown_columns: tuple[str, ...] = ()
    not_answered: int = 0


@attrs.frozen(kw_only=True)
class Reading:
    """What came of reading files: the answers, or the problems that keep them from being answers.

    ``notes`` are worth knowing and stop nothing. ``blank`` says of each question how many of the respondents left its
    cell empty, for whatever reason. Nothing here holds what anybody wrote.
    """

    questionnaire: Questionnaire
    answers: Answers | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    files: tuple[FileRead, ...] = ()
    respondents: int = 0
    blank: Mapping[str, int] = attrs.field(factory=dict)

    @property
    def duplicates(self) -> int | None:
        """How many submissions have the key of an earlier one; None where some file has no key."""
        found = [one.duplicates for one in self.files]
        return None if None in found else sum(one for one in found if one is not None)

    @property
    def unknown_codes(self) -> int:
        """How many cells hold what is no answer to their question."""
        return self._times(_UNKNOWN)

    @property
    def in_the_future(self) -> int:
        """How many dates have not been yet."""
        return self._times(_FUTURE)

    @property
    def not_asked(self) -> int:
        """How many answers there are to questions that are not asked of those who gave them."""
        return self._times(_STRANGERS)

    def _times(self, codes: Iterable[str]) -> int:
        return sum(int(dict(one.params).get("times", 1)) for one in self.problems if one.code in codes)


def read(
    paths: Path | Iterable[Path],
    questionnaire: Questionnaire,
    *,
    format: str | None = None,  # noqa: A002 - the word that everybody looks for
    mapping: Path | None = None,
    role: str | Mapping[Path, str] | None = None,
    today: dt.date | None = None,
    progress: Progress | None = None,
) -> Reading:
    """Read one file or several that belong together, as CSV or workbooks. Nothing is raised for what they hold.

    ``format`` names one of :data:`palnet.survey.recognising.FORMATS` where looking at a file is not to decide.
    ``mapping`` is a mapping file (see :mod:`palnet.survey.mapping`). ``role`` says by file what its respondents are
    where no question does. Dates after ``today``, in Norway, have not been yet.

    Raises :class:`palnet.DefinitionError` for a mapping file that is wrong, and :class:`palnet.MissingExtraError` where
    the libraries that this needs are not installed.
    """
    try:
        from palnet.survey.gathering import gathered
    except ImportError as error:
        library = (error.name or "").partition(".")[0]
        if library not in {"polars", "numpy"}:
            raise
        raise MissingExtraError(Problem("PAL604", {"library": library, "extra": "survey"})) from None
    files = (paths,) if isinstance(paths, (str, os.PathLike)) else tuple(paths)
    return gathered(
        files,
        questionnaire,
        format=format,
        mapping=mapping,
        role=role,
        # Nowhere in Norway is it later than two hours after Greenwich.
        today=today or (dt.datetime.now(dt.UTC) + dt.timedelta(hours=2)).date(),
        progress=progress or (lambda *_: None),
    )


def read_answers(
    paths: Path | Iterable[Path],
    questionnaire: Questionnaire,
    *,
    format: str | None = None,  # noqa: A002 - the word that everybody looks for
    mapping: Path | None = None,
    role: str | Mapping[Path, str] | None = None,
) -> Answers:
    """Read the answers to a questionnaire from one file that a survey tool gave out, or from several together.

    The format (Nettskjema, SurveyXact, REDCap, Microsoft Forms, or a plain table with a mapping file) is found by
    looking at the file, unless ``format`` names it. ``role`` says by file what its respondents are, where no question
    does. See :func:`palnet.survey.reading.read` for what else can be known of a reading.

    Raises :class:`palnet.DataError` with everything that is wrong with the files, each at its row and column.
    """
    reading = read(paths, questionnaire, format=format, mapping=mapping, role=role)
    if reading.answers is None:
        raise DataError(reading.problems)
    return reading.answers
