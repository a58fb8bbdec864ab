"""How one question's answers are dealt out: how many of each, to which kinds of respondents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import pairwise
from random import Random

import attrs

from palnet.counting.kleene import OUTSIDE, Truth
from palnet.errors import Problem
from palnet.model.codebook import WRITTEN, Cell
from palnet.model.predicate import AtLeast, Between, Predicate
from palnet.model.survey import EmptyMeans, Missing, Question, QuestionKind
from palnet.survey.synthesis_numbers import Wanted, chosen, half_up, shared_out
from palnet.survey.synthesis_people import noted

__all__ = ["Aim", "Deal", "Palette", "palette_of"]

_INVENTED = ("oppdiktet-1", "oppdiktet-2", "oppdiktet-3", "oppdiktet-4")
"""The options of a question whose own are not known."""

_AMOUNTS = 6


@attrs.frozen(kw_only=True)
class Palette:
    """What can be answered to a question, and in which ways it can be left without an answer."""

    answers: tuple[Cell, ...]
    none: tuple[Cell, ...]
    blank: Cell

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All that can stand in its column."""
        return tuple(dict.fromkeys((*self.answers, *self.none, self.blank, *Missing)))


def palette_of(question: Question, year: int, counted: Iterable[Predicate]) -> Palette:
    """What can be answered to a question. What is ``counted`` of it is among that, and something else too."""
    blank: Cell = frozenset() if question.empty is EmptyMeans.NONE else Missing.NOT_ANSWERED
    codes = [one.code for one in question.options if one.missing is None]
    no_answer: list[Cell] = [one.code for one in question.options if one.missing is not None]
    known: list[Cell] = list(codes or (() if question.options else _INVENTED))
    limits = [one for predicate in counted for one in _limits(predicate)]
    match question.kind:
        case QuestionKind.MULTIPLE:
            ticks = [str(one) for one in known]
            known = [frozenset({one}) for one in ticks]
            known += [frozenset(two) for two in pairwise(ticks)]
            known += [frozenset()] if question.empty is EmptyMeans.NONE else []
            no_answer = [frozenset({str(one)}) for one in no_answer]
        case QuestionKind.TEXT:
            known = [WRITTEN]
        case QuestionKind.NUMBER:
            numbers = [one for one in limits if isinstance(one, Decimal)]
            around = (one + step for one in numbers for step in (-1, 0, 1) if one + step >= 0)
            known = list(dict.fromkeys((*range(_AMOUNTS), *around)))
        case QuestionKind.DATE:
            days = [one for one in limits if isinstance(one, dt.date)]
            around_day = (one + dt.timedelta(step) for one in days for step in (-1, 0, 1))
            known = list(dict.fromkeys((*(dt.date(year, month, 15) for month in range(1, 7)), *around_day)))
    if blank == Missing.NOT_ANSWERED:
        no_answer.insert(0, blank)
    return Palette(answers=tuple(known), none=tuple(no_answer), blank=blank)


def _limits(predicate: Predicate) -> Iterable[object]:
    match predicate:
        case AtLeast(_, low):
            return [low]
        case Between(_, low, high):
            return [one for one in (low, high) if one is not None]
    return [one for part in predicate.parts for one in _limits(part)]


@attrs.frozen(kw_only=True)
class Aim:
    """A figure's wish for a question: the kinds of respondents in its base, and what each answer is to it."""

    wanted: Wanted
    base: frozenset[int]
    truths: dict[Cell, Truth]

    def numbers(self, dealt: Iterable[tuple[Cell, int]]) -> tuple[int, int]:
        """Numerator and denominator of so many of each answer."""
        k = n = 0
        for cell, number in dealt:
            truth = self.truths[cell]
            k += number if truth is Truth.TRUE else 0
            no = self.wanted.unknown_as_no and truth not in OUTSIDE
            n += number if truth.known or no else 0
        return k, n


@attrs.define
class Deal:
    """The parts in which a question is dealt, each with its kinds of respondents and how many get each answer."""

    question: Question
    palette: Palette
    sizes: Sequence[int]
    rng: Random
    rate: float
    parts: list[tuple[frozenset[int], tuple[tuple[Cell, int], ...]]] = attrs.field(factory=list)
    owners: list[str] = attrs.field(factory=list)
    notes: list[Problem] = attrs.field(factory=list)

    def after(self, aims: Sequence[Aim], free: frozenset[int], fixed: dict[int, Cell]) -> None:
        """Deal to everybody whom a figure speaks of, the narrowest base first, so that what is printed comes out."""
        by_size = sorted(aims, key=lambda aim: sum(self.sizes[kind] for kind in aim.base))
        left = set(free)
        for aim in by_size:
            mine = frozenset(aim.base & left)
            met = [at for at, (kinds, _) in enumerate(self.parts) if kinds & aim.base]
            there = [(fixed[kind], self.sizes[kind]) for kind in sorted(aim.base) if kind in fixed]
            there += [one for at in met for one in self.parts[at][1]]
            k, n = aim.numbers(there)
            crossed = any(not self.parts[at][0] <= aim.base for at in met)
            if not mine and met and (crossed or not aim.wanted.comes_out(k, n)):
                self._differs(aim, met)
                continue
            if mine:
                if crossed:
                    self._differs(aim, met)
                    continue
                dealt = self._for(aim, sum(self.sizes[kind] for kind in mine), (k, n))
                left -= mine
                self.parts.append((mine, dealt))
                self.owners.append(aim.wanted.figure)
                k, n = aim.numbers((*there, *dealt))
            self.notes.append(noted(aim.wanted, k, n))

    def _differs(self, aim: Aim, met: Sequence[int]) -> None:
        said: dict[str, str | int] = {
            "figure": aim.wanted.figure,
            "printed": aim.wanted.printed,
            "other": self.owners[met[0]],
        }
        self.notes.append(Problem("PAL194", said))

    def invented(self, kinds: frozenset[int]) -> None:
        """Deal made-up answers to these kinds of respondents."""
        people = sum(self.sizes[kind] for kind in kinds)
        if self.question.kind is QuestionKind.TEXT:
            answered = people * self.rng.randint(25, 60) // 100
        else:
            answered = people - self._silent(people)
        dealt = (*self._shared(self.palette.answers, answered), *self._unanswered(people - answered, people))
        self.parts.append((kinds, dealt))

    def _silent(self, people: int) -> int:
        """How many give no answer, where that is left open: more the later the question stands."""
        if not self.palette.none:
            return 0
        unsure = 0.05 if self.palette.none != (self.palette.blank,) else 0
        return min(people, round(people * (self.rate * self.rng.uniform(0.5, 1.5) + unsure)))

    def _for(self, aim: Aim, people: int, others: tuple[int, int]) -> tuple[tuple[Cell, int], ...]:
        yes = [one for one in self.palette.answers if aim.truths[one] is Truth.TRUE]
        no = [one for one in self.palette.answers if aim.truths[one] is Truth.FALSE]
        wanted = aim.wanted
        can_be_silent = any(aim.truths[one] not in OUTSIDE or not wanted.unknown_as_no for one in self.palette.none)
        likely = people if not can_be_silent else self._likely(wanted, people, others[1])
        k, n = chosen(wanted, people, likely, others)
        if wanted.unknown_as_no:
            # Those who give no answer are among the ones who are not counted.
            n = people - min(people - k, self._silent(people) if no else people)
        if not can_be_silent:
            n = people
        k = n if not no else min(k, n) if yes else 0
        return (*self._shared(yes, k), *self._unanswered(people - n, people), *self._shared(no, n - k))

    def _likely(self, wanted: Wanted, people: int, others: int) -> int:
        """How many of them are likely to answer."""
        implied = wanted.likely_n
        answering = people - self._silent(people) if implied is None else half_up(implied) - others
        return min(max(answering, 0), people)

    def _unanswered(self, number: int, people: int) -> list[tuple[Cell, int]]:
        """Who gives no answer: a few leave it empty, the others choose the option that says so where there is one."""
        if not number:
            return []
        chosen_none = [one for one in self.palette.none if one != self.palette.blank]
        empty = number
        if chosen_none:
            can_be_empty = len(chosen_none) < len(self.palette.none)
            empty = min(number, round(people * self.rate)) if can_be_empty else 0
        rest = shared_out(number - empty, [1] * len(chosen_none))
        return [(self.palette.blank, empty), *zip(chosen_none, rest, strict=True)]

    def _shared(self, cells: Sequence[Cell], number: int) -> list[tuple[Cell, int]]:
        """A number of respondents over answers, as the answers of a survey might fall."""
        if not cells:
            return []
        likeliest = self.rng.randrange(len(cells))
        weights = [self.rng.randint(5, 25) + 80 // (1 + 2 * abs(at - likeliest)) for at in range(len(cells))]
        return list(zip(cells, shared_out(number, weights), strict=True))
