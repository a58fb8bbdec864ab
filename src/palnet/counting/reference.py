"""Counting, as plainly as it can be said: the reference that every other way of counting is held against.

Data flows one way: who is in the base and what is known of them (:mod:`palnet.counting.evaluate`), a tally of that by
stratum, and a :class:`palnet.Count` of each stratum's tally. Nothing is averaged, and no row is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product, starmap
from types import NoneType
from typing import Any

from palnet.counting.counts import Counts
from palnet.counting.finding import Found
from palnet.counting.fitting import by_problems, indicator_problems
from palnet.counting.recognising import is_frame
from palnet.counting.tallies import Held, Tallies
from palnet.errors import DataError, Problem
from palnet.model.answers import Answers
from palnet.model.count import Count
from palnet.model.event import Event
from palnet.model.indicator import Indicator, Kind
from palnet.model.roster import Roster
from palnet.model.survey import Questionnaire
from palnet.period import Period

__all__ = ["count"]


def count(  # noqa: PLR0917 - the order that everybody builds on
    indicators: Indicator | Iterable[Indicator],
    data: Any,
    questionnaire: Questionnaire | None = None,
    roster: Roster | None = None,
    period: Period | int | None = None,
    by: str | Sequence[str] = (),
    margins: bool = False,
    *,
    events: Iterable[Event] = (),
) -> Counts:
    """Count indicators, each from what it is counted from; what is not given is not measured.

    ``data`` are answers, which know their questionnaire, or any dataframe, which needs it (see
    :func:`palnet.counting.frames.found_in`), or for those who have none a roster or events; ``roster`` and ``events``
    come beside answers. ``by`` divides by ``role``, ``network``, ``group``, ``profession``, ``sector`` or a
    background question's id, several at once as every combination: of all that the questionnaire, the roster and the
    data know, a row even where nobody answered, and ``unknown`` where somebody's is not known. ``margins`` adds the
    sums over them. ``period`` is the questionnaire's unless something else is said.

    Raises :class:`palnet.DataError` with everything that does not go together, named by indicator and field.
    """
    chosen, names, met = _listed(indicators), _listed(by), _listed(events)
    frame = is_frame(data)
    whole = frame or isinstance(data, (Answers, Roster))
    given = () if whole else _listed(data)
    problems = [
        *_wrong("indicators", chosen, Indicator),
        *_wrong("data", given, Event, "data"),
        *_wrong("questionnaire", (questionnaire,), (Questionnaire, NoneType)),
        *_wrong("roster", (roster,), (Roster, NoneType)),
        *_wrong("period", (period,), (Period, int, NoneType)),
        *_wrong("events", met, Event),
    ]
    if problems:
        raise DataError(problems)
    if frame and questionnaire is None:
        raise DataError(Problem("PAL353", path="count", keys=("questionnaire",)))
    held = _held(data, questionnaire, roster, period, (*given, *met))
    problems += by_problems(names, held.questionnaire)
    named = [(one.id, one.version) for one in chosen]
    for position, name in enumerate(named):
        if (first := named.index(name)) < position:
            problems.append(Problem("PAL313", {"first": first + 1}, keys=("indicators", position), path="count"))
    if held.questionnaire is not None:
        for one in chosen:
            problems += indicator_problems(one, held.questionnaire)
    if problems:
        raise DataError(problems)
    found: Found | None = None
    if frame and questionnaire is not None:
        from palnet.counting.frames import found_in

        found = found_in(data, chosen, names, questionnaire)
        if roster is None and all(one.kind in _SURE for one in chosen):
            # Nothing can be wrong any more, and most strata may never be looked at one by one.
            from palnet.counting.frames_table import table_of

            made = Tallies(held, names, margins, found)
            return Counts.made_by(
                lambda: starmap(made.count, product(chosen, made.places)), names, partial(table_of, made, found, chosen)
            )
    tallies = Tallies(held, names, margins, found)
    counts: list[Count] = []
    for one in chosen:
        for place in tallies.places:
            try:
                counts.append(tallies.count(one, place))
            except DataError as error:
                problems += error.problems
    if problems:
        raise DataError(problems)
    return Counts(counts, names)


_SURE = (Kind.PROPORTION, Kind.COUNT, Kind.DISTRIBUTION)
"""What is made of respondents alone, not of numbers that they gave and that may be below nought."""


def _listed(given: Any) -> tuple[Any, ...]:
    return tuple(given) if isinstance(given, Iterable) and not isinstance(given, (str, Mapping)) else (given,)


def _wrong(field: str, given: Iterable[object], wanted: Any, expected: str = "") -> Iterator[Problem]:
    names = expected or getattr(wanted, "__name__", "") or wanted[0].__name__
    for one in given:
        if not isinstance(one, wanted):
            yield Problem("PAL201", keys=(field,), path="count", value=type(one).__name__, expected=names)


def _held(
    data: object,
    questionnaire: Questionnaire | None,
    roster: Roster | None,
    period: Period | int | None,
    met: tuple[Event, ...],
) -> Held:
    answers = data if isinstance(data, Answers) else None
    if isinstance(data, Roster):
        roster = data
    asked = answers.questionnaire if answers is not None else questionnaire
    if answers is not None and questionnaire is not None and questionnaire != answers.questionnaire:
        said = {"target": questionnaire.id, "count": answers.questionnaire.id}
        raise DataError(Problem("PAL347", said, path="count", keys=("questionnaire",)))
    when = Period.year(period) if isinstance(period, int) else period
    if when is None and asked is not None:
        when = asked.period
    if when is not None:
        met = tuple(one for one in met if _takes_place(one, when))
    return Held(answers=answers, questionnaire=asked, roster=roster, events=met, period=when)


def _takes_place(event: Event, period: Period) -> bool:
    if event.when.date is not None:
        return period.holds(event.when.date)
    return event.when.in_year is None or period.meets(Period.year(event.when.in_year))
