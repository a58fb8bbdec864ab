"""The columns of a made-up survey, one question after another: each when those that it depends on are answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Protocol

import attrs

from palnet.counting.evaluate import Evaluation
from palnet.counting.kleene import Truth
from palnet.errors import Problem
from palnet.model.answers import Answers
from palnet.model.codebook import Cell
from palnet.model.predicate import AnyOf, Predicate, Stratum
from palnet.model.survey import Missing, Question
from palnet.survey.blanks import with_reasons
from palnet.survey.coded import CodedColumn
from palnet.survey.synthesis_asking import Asking
from palnet.survey.synthesis_deal import Aim, Deal, Palette, palette_of
from palnet.survey.synthesis_numbers import Wanted
from palnet.survey.synthesis_people import People
from palnet.survey.synthesis_shuffle import Kinds, Rows, by_kind, column, kinds_of

__all__ = ["Making"]


class Making:
    """The columns as they are made, one question after another."""

    def __init__(self, asking: Asking, people: People, wanted: Mapping[str, Sequence[Wanted]], seed: int) -> None:
        self.questionnaire = asking.questionnaire
        self.asking = asking
        self.people = people
        self.wanted = wanted
        self.seed = seed
        self.rows = Rows(sum(people.answered), seed)
        self.made: dict[str, CodedColumn] = {}
        self.notes: list[Problem] = []
        self._kinds: dict[tuple[str, ...], Kinds] = {}

    def columns(self) -> dict[str, CodedColumn]:
        """Every question's column, in the order of the questionnaire."""
        self._belonging()
        waiting = [one for one in self.questionnaire.questions if one.id not in self.made]
        while waiting:
            left = {one.id for one in waiting}
            ready = next((one for one in waiting if left.isdisjoint(self._needs(one) - {one.id})), None)
            if ready is None:
                # They wait for each other: who is shown a question comes before whom a figure is about.
                ready = next((one for one in waiting if left.isdisjoint(_shown_by(one) - {one.id})), waiting[0])
            waiting.remove(ready)
            self._answer(ready)
        return {one.id: self.made[one.id] for one in self.questionnaire.questions}

    def _belonging(self) -> None:
        """Who everybody is. A few do not say where they belong; the role and the network are how they were asked."""
        sort_of = self.rows.dealt("sorts", self.people.answered)
        asked = [one for one in self.questionnaire.questions if one.stratum is not None]
        given = {
            one.id: [sort.of(one.stratum) if one.stratum is not None else None for sort in self.people.sorts]
            for one in asked
        }
        if not given:
            return
        told = with_reasons(self.questionnaire, given)
        for question in asked:
            cells = tuple(dict.fromkeys((*told.column(question.id), Missing.NOT_ANSWERED)))
            codes = by_kind([cells.index(one) for one in told.column(question.id)], sort_of)
            if question.stratum not in (Stratum.ROLE, Stratum.NETWORK):
                known = by_kind([int(one is not None) for one in given[question.id]], sort_of) == 1
                silent = self.rows.some(f"{question.id} not said", known, (int(known.sum()) + 60) // 100)
                codes = codes.scatter(silent, cells.index(Missing.NOT_ANSWERED))
            self.made[question.id] = column(codes, cells)

    def _needs(self, question: Question) -> set[str]:
        """The questions that have to be answered before this one."""
        needs = _shown_by(question)
        for one in self.wanted.get(question.id, ()):
            needs |= set(one.base.questions) if one.base is not None else set()
        return needs

    def _answer(self, question: Question) -> None:
        strata = [one.id for one in self.questionnaire.questions if one.stratum is not None]
        named = tuple(dict.fromkeys((*strata, *sorted(self._needs(question) & self.made.keys()))))
        kinds = self._kinds_by(named)
        wanted = []
        for one in self.wanted.get(question.id, ()):
            if one.base is None or set(one.base.questions) <= self.made.keys():
                wanted.append(one)
            else:
                self.notes.append(Problem("PAL193", {"figure": one.figure, "question": question.id}))
        palette = palette_of(question, self.asking.year, [one.counts for one in wanted if one.counts is not None])
        who = Answers(
            questionnaire=self.questionnaire,
            columns={name: [kind[name] for kind in kinds.answers] for name in named},
        )
        evaluation = Evaluation(who)
        # Nothing said who they are: then they are all alike.
        nobody: Sequence[Truth] = (Truth.TRUE,) * len(kinds.sizes)

        def truths(predicate: Predicate | None) -> Sequence[Truth]:
            return evaluation.of(predicate) if predicate is not None and named else nobody

        empty = with_reasons(self.questionnaire, {**who.columns, question.id: [None] * len(kinds.sizes)})
        reasons = empty.column(question.id)
        able = self._able(question, truths, len(kinds.sizes))
        free = [one == palette.blank and can for one, can in zip(reasons, able, strict=True)]
        fixed = {at: reason for at, (reason, open_to) in enumerate(zip(reasons, free, strict=True)) if not open_to}
        place = self._number(question)
        deal = Deal(
            question=question,
            palette=palette,
            sizes=kinds.sizes,
            rng=Random(f"{self.seed}/{question.id}"),  # noqa: S311 - nothing secret is drawn
            rate=0.01 + 0.04 * place / len(self.questionnaire.questions),
        )
        aims = [
            Aim(
                wanted=one,
                base=frozenset(at for at, truth in enumerate(truths(one.base)) if truth is Truth.TRUE),
                truths=self._truths_of(question, palette, one),
            )
            for one in wanted
        ]
        open_to_all = frozenset(at for at, can in enumerate(free) if can)
        deal.after(aims, open_to_all, fixed)
        left = open_to_all.difference(*(part for part, _ in deal.parts))
        for alike in self._by_role(left, kinds):
            deal.invented(alike)
        self.notes += deal.notes
        self.made[question.id] = self._dealt(question, palette, kinds, deal, fixed)

    def _number(self, question: Question) -> int:
        return self.questionnaire.questions.index(question)

    def _kinds_by(self, named: tuple[str, ...]) -> Kinds:
        if named not in self._kinds:
            self._kinds[named] = kinds_of({one: self.made[one] for one in named}, self.rows.count)
        return self._kinds[named]

    def _able(self, question: Question, truths: _Truths, count: int) -> list[bool]:
        """Whom the question is put to: not to those who did not say what decides whether it is."""
        asks_sector = self.questionnaire.of_stratum(Stratum.SECTOR) is not None
        sorts = [one if asks_sector else attrs.evolve(one, sector=None) for one in question.asked_of]
        asks_role = self.questionnaire.of_stratum(Stratum.ROLE) is not None or self.questionnaire.only_role is not None
        asked = truths(AnyOf(*(one.condition for one in sorts)) if sorts and asks_role else None)
        shown = truths(question.shown_if)
        return [asked[at] is Truth.TRUE and shown[at] is Truth.TRUE for at in range(count)]

    def _truths_of(self, question: Question, palette: Palette, wanted: Wanted) -> dict[Cell, Truth]:
        cells = palette.cells
        evaluation = Evaluation(Answers(questionnaire=self.questionnaire, columns={question.id: cells}))
        found = evaluation.answered(question.id) if wanted.counts is None else evaluation.of(wanted.counts)
        return dict(zip(cells, found, strict=True))

    def _by_role(self, left: Iterable[int], kinds: Kinds) -> list[frozenset[int]]:
        asking = self.questionnaire.of_stratum(Stratum.ROLE)
        by_role: dict[Cell, set[int]] = {}
        for kind in sorted(left):
            role = kinds.answers[kind].get(asking.id, Missing.NOT_ASKED) if asking is not None else Missing.NOT_ASKED
            by_role.setdefault(role, set()).add(kind)
        return [frozenset(one) for one in by_role.values()]

    def _dealt(
        self, question: Question, palette: Palette, kinds: Kinds, deal: Deal, fixed: Mapping[int, Cell]
    ) -> CodedColumn:
        cells = palette.cells
        code = {cell: at for at, cell in enumerate(cells)}
        part_of = [0] * len(kinds.sizes)
        for part, (members, _) in enumerate(deal.parts):
            for kind in members:
                part_of[kind] = part
        codes = self.rows.spread(
            question.id,
            kinds,
            fixed=[code[fixed[at]] if at in fixed else None for at in range(len(kinds.sizes))],
            part_of=part_of,
            parts=[[(code[cell], number) for cell, number in dealt] for _, dealt in deal.parts],
            leaning=self._leaning(question, kinds),
        )
        return column(codes, cells)

    def _leaning(self, question: Question, kinds: Kinds) -> list[int]:
        """Groups and sectors differ a little in what they answer."""
        apart = [self.questionnaire.of_stratum(one) for one in (Stratum.GROUP, Stratum.SECTOR)]
        names = [one.id for one in apart if one is not None]
        rng = Random(f"{self.seed}/{question.id}/leaning")  # noqa: S311 - nothing secret is drawn
        places = [tuple(str(kind[name]) for name in names) for kind in kinds.answers]
        leaning = {place: rng.randrange(21) for place in sorted(set(places))}
        return [leaning[place] for place in places]


def _shown_by(question: Question) -> set[str]:
    return set(question.shown_if.questions) if question.shown_if is not None else set()


class _Truths(Protocol):
    def __call__(self, predicate: Predicate | None) -> Sequence[Truth]: ...
