"""Answers to a questionnaire: every sort of cell and every reason why one is empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from palnet.counting.evaluate import Evaluation
from palnet.counting.kleene import Truth
from palnet.model.answers import Answers
from palnet.model.codebook import WRITTEN, Cell
from palnet.model.predicate import AnyOf, Predicate, Stratum
from palnet.model.survey import EmptyMeans, Missing, Question, QuestionKind, Questionnaire
from palnet.testing.strategies._fitting import DAYS
from palnet.testing.strategies._plain import chance, pick

__all__ = ["answers", "draw_answers"]

_BLANK = (Missing.NOT_ANSWERED, Missing.DONT_KNOW, Missing.NOT_APPLICABLE)
_AMOUNTS: tuple[Cell, ...] = (0, 1, 2, 3, Decimal("0.5"), Decimal("2.0"))
_FEW = 4
_OFTEN = 3


def answers(
    questionnaire: Questionnaire,
    *,
    cells: Mapping[str, SearchStrategy[Any]] | None = None,
    routed: bool = True,
    min_size: int = 0,
    max_size: int = 10,
) -> SearchStrategy[Answers]:
    """Answers of some respondents to a questionnaire.

    Cells are of every sort that a question takes, and empty for every reason. Where ``routed``, whoever a question is
    not asked of or not shown to has no answer, with that reason; else anybody may have answered anything. Some
    questions were asked of nobody and have no column. ``cells`` gives a strategy of one's own for some questions,
    whatever they are: ``cells={"vest/kvalitet": st.sampled_from("45")}``; those always have a column.
    """
    own = dict(cells or {})
    unknown = own.keys() - questionnaire.by_id.keys()
    if unknown:
        raise KeyError(*sorted(unknown))
    row = _row(questionnaire, own, routed)
    rows = st.lists(row, min_size=min_size, max_size=max_size)
    return _answers(questionnaire, rows, frozenset(own), routed)


@st.composite
def _answers(
    draw: DrawFn,
    questionnaire: Questionnaire,
    rows: SearchStrategy[list[tuple[Cell, ...]]],
    kept: frozenset[str],
    routed: bool,
) -> Answers:
    return _made(draw, questionnaire, draw(rows), kept, routed)


def draw_answers(draw: DrawFn, questionnaire: Questionnaire, network_of: Mapping[str, str], max_size: int) -> Answers:
    """Routed answers of people who are in the network that their group is in."""
    # Left to itself a list is empty too often: most worlds are to have somebody in them.
    least = min(pick(draw, (0, 1, 2, 3, 4)), max_size)
    rows = draw(st.lists(_row(questionnaire, {}, routed=True), min_size=least, max_size=max_size))
    group, network = (questionnaire.of_stratum(one) for one in (Stratum.GROUP, Stratum.NETWORK))
    if group is not None and network is not None:
        at, to = questionnaire.questions.index(group), questionnaire.questions.index(network)
        rows = [_placed(row, at, to, network_of, network) for row in rows]
    return _made(draw, questionnaire, rows, frozenset(), routed=True)


def _placed(
    row: tuple[Cell, ...], at: int, to: int, network_of: Mapping[str, str], network: Question
) -> tuple[Cell, ...]:
    known = {one.code for one in network.options if one.missing is None}
    group = row[at]
    if row[to] not in known or not isinstance(group, str) or group not in network_of:
        return row
    return (*row[:to], network_of[group], *row[to + 1 :])


def _row(questionnaire: Questionnaire, own: Mapping[str, SearchStrategy[Any]], routed: bool) -> SearchStrategy[Any]:
    return st.tuples(*(own.get(one.id, _cells(one, routed)) for one in questionnaire.questions))


def _cells(question: Question, routed: bool) -> SearchStrategy[Cell]:
    silent = tuple(option.code for option in question.options if option.missing is not None)
    said = tuple(code for code in question.codes if code not in silent) if question.codes else ("a", "b")
    return _cells_of(question.kind, said, silent, question.empty is EmptyMeans.NONE, routed)


@lru_cache(maxsize=256)
def _cells_of(
    kind: QuestionKind, said: tuple[str, ...], silent: tuple[str, ...], may_tick_none: bool, routed: bool
) -> SearchStrategy[Cell]:
    blank = _BLANK if routed else tuple(Missing)
    if kind is QuestionKind.MULTIPLE:
        codes = (*said, *silent)
        nothing: tuple[Cell, ...] = (frozenset(),) if may_tick_none else ()
        if len(codes) > _FEW:
            ticked = st.frozensets(st.sampled_from(codes), min_size=0 if nothing else 1, max_size=_FEW)
            return st.one_of(ticked, st.sampled_from(blank))
        several = tuple(frozenset(some) for size in range(1, len(codes) + 1) for some in combinations(codes, size))
        return st.sampled_from((*several, *nothing, *blank))
    given: dict[QuestionKind, tuple[Cell, ...]] = {
        QuestionKind.NUMBER: _AMOUNTS,
        QuestionKind.DATE: DAYS,
        QuestionKind.TEXT: (WRITTEN,),
    }
    return st.sampled_from((*given.get(kind, said) * _OFTEN, *silent, *blank))


def _made(
    draw: DrawFn, questionnaire: Questionnaire, rows: Sequence[tuple[Cell, ...]], kept: frozenset[str], routed: bool
) -> Answers:
    asked = [
        question
        for question in questionnaire.questions
        if question.background or question.id in kept or not chance(draw, 8)
    ]
    columns: dict[str, Sequence[Cell]] = {
        question.id: [row[position] for row in rows]
        for position, question in enumerate(questionnaire.questions)
        if question in asked
    }
    if routed:
        columns = _routed(questionnaire, columns)
    return Answers(questionnaire=questionnaire, columns=columns, synthetic=chance(draw, 2))


def _routed(questionnaire: Questionnaire, columns: Mapping[str, Sequence[Cell]]) -> dict[str, Sequence[Cell]]:
    """The same without the answers of those who were not asked or not shown."""
    made: dict[str, Sequence[Cell]] = {}

    def of(predicate: Predicate) -> Sequence[Truth]:
        return Evaluation(Answers(questionnaire=questionnaire, columns=made)).of(predicate)

    # Who somebody is comes first, then what everybody is shown, then what depends on that.
    for question in sorted(questionnaire.questions, key=lambda one: (one.stratum is None, one.shown_if is not None)):
        column = columns.get(question.id)
        if column is None:
            continue
        if made and column and question.asked_of and question.stratum is None:
            asked = of(AnyOf(*(one.condition for one in question.asked_of)))
            column = [
                Missing.NOT_ASKED if truth is Truth.FALSE else cell for cell, truth in zip(column, asked, strict=True)
            ]
        if made and column and question.shown_if is not None:
            shown = of(question.shown_if)
            column = [
                Missing.NOT_SHOWN if truth is Truth.FALSE and cell is not Missing.NOT_ASKED else cell
                for cell, truth in zip(column, shown, strict=True)
            ]
        made[question.id] = column
    return {name: made[name] for name in columns}
