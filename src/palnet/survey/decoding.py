"""A whole file read by its layout: every question's answers, and every problem at its row and column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from palnet.errors import Problem, nearest
from palnet.model.codebook import Cell
from palnet.survey.batches import Batch, Rows, Types
from palnet.survey.cells import date_of
from palnet.survey.coders import Again, Coded, coder_of
from palnet.survey.layout import Layout
from palnet.survey.opening import Opened, Seen
from palnet.survey.table import Table
from palnet.survey.texts import Met, Telling

__all__ = ["Decoded", "Relayout", "decode"]

Relayout = Callable[[Table], Layout]
"""What a format's module makes of a table: asked again where later rows hold what the first did not."""

_TOLD = 20
_DAYS = ("%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y")


@attrs.frozen(kw_only=True, eq=False)
class Decoded:
    """What one file says.

    ``columns`` by question; ``rows`` the row of each respondent; ``places`` the number of each question's column.
    ``keys`` tells submissions apart; None where the file has no key. ``duplicates`` is how
    many of them have that of an earlier one. ``unknown`` are the headings of columns that hold
    something and are no question's, ``nobody`` how many rows are of somebody who has not answered.
    """

    path: str
    layout: Layout
    encoding: str
    delimiter: str | None
    columns: dict[str, Coded]
    places: Mapping[str, int]
    rows: Rows
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    keys: pl.Series | None = None
    duplicates: int | None = None
    unknown: tuple[str, ...] = ()
    nobody: int = 0


def decode(opened: Opened, layout: Layout, relayout: Relayout, today: dt.date, seen: Seen) -> Decoded:
    """Read a file's rows, each batch once. Nothing is raised for what they hold."""
    walk = _Walk(opened, layout, relayout, today)
    for batch in opened.batches(seen, walk.known):
        walk.take(batch)
    return walk.decoded()


class _Walk:
    def __init__(self, opened: Opened, layout: Layout, relayout: Relayout, today: dt.date) -> None:
        self.opened = opened
        self.layout = layout
        self.today = today
        self.relayout = relayout
        self.path = opened.table.path
        headings = opened.table.headings
        self.place = {heading: number for number, heading in enumerate(headings, 1)}
        self.coders = [
            coder_of(column, [self.place[heading] for heading in column.headings], today) for column in layout.columns
        ]
        self.rows = Rows()
        self.problems: list[Problem] = list(layout.problems)
        self.learnt = -1
        self.expressions: list[pl.Expr] = []
        self.sizes: list[int] = []
        self.asides = self._asides()
        self.ragged = 0
        self.nobody = 0
        self.keys: list[pl.Series] = []
        self.carried: dict[str, Met] = {}
        self.late: dict[str, Met] = {}

    def known(self) -> Types:
        """The texts that are known by column."""
        return {heading: texts for coder in self.coders for heading, texts in coder.known().items()}

    def take(self, batch: Batch) -> None:
        self.problems += batch.problems
        self.ragged += batch.ragged
        batch = self._without_nobody(self._without_headings(batch))
        if not batch.frame.height:
            return
        learnt = sum(coder.learnt for coder in self.coders)
        if learnt != self.learnt:
            self.learnt = learnt
            asked = [coder.expressions() for coder in self.coders]
            self.expressions = [one.alias(f"{n}") for n, one in enumerate(one for some in asked for one in some)]
            self.sizes = [len(some) for some in asked]
        columns = batch.frame.select(self.expressions).get_columns()
        again = self._again(batch) if len(self.rows) else None
        at = 0
        for coder, size in zip(self.coders, self.sizes, strict=True):
            coder.again = again
            coder.take(batch, columns[at : at + size])
            at += size
        self._beside(batch)
        self.rows.add(batch.rows)

    def _without_headings(self, batch: Batch) -> Batch:
        """A batch without the headings, where they stand once more: two exports have been put together."""
        frame = batch.frame
        *_, last = frame.columns
        if not (frame.get_column(last).cast(pl.String) == last).any():
            return batch
        same = frame.select(
            pl.all_horizontal(pl.col(one).cast(pl.String).str.strip_chars() == one for one in frame.columns)
        )
        headings = same.to_series().fill_null(value=False)
        rows = {row for row, here in zip(batch.rows, headings.to_list(), strict=True) if here}
        said = {"row": self.opened.table.first_row - 1}
        self.problems += [Problem("PAL119", said, path=self.path, line=row, column=1) for row in sorted(rows)[:_TOLD]]
        kept = [row for row in batch.rows if row not in rows]
        return attrs.evolve(batch, frame=frame.filter(~headings), rows=kept)

    def _without_nobody(self, batch: Batch) -> Batch:
        """A batch without the rows of those who have not answered, where the format says so in a column of its own."""
        signs = [(name, said) for name, said in self.layout.nobody.items() if name in self.place]
        if not signs or not batch.frame.height:
            return batch
        nobody = batch.frame.select(
            pl.any_horizontal(pl.col(name).str.strip_chars().is_in(list(said)) for name, said in signs)
        )
        here = nobody.to_series().fill_null(value=False)
        if not here.any():
            return batch
        self.nobody += int(here.sum())
        kept = [row for row, left_out in zip(batch.rows, here.to_list(), strict=True) if not left_out]
        return attrs.evolve(batch, frame=batch.frame.filter(~here), rows=kept)

    def _again(self, batch: Batch) -> Again:
        """What the format makes of a later batch, found out only if a coder asks."""
        known: dict[str, Mapping[str, Cell]] = {}

        def again(question: str) -> Mapping[str, Cell]:
            if not known:
                frame = batch.frame.with_columns(pl.all().cast(pl.String).replace("", None))
                layout = self.relayout(attrs.evolve(self.opened.table, frame=frame))
                known.update((column.question.id, column.codes) for column in layout.columns)
                told = {(one.code, one.params) for one in self.problems}
                self.problems += [one for one in layout.problems if (one.code, one.params) not in told]
            return known.get(question, {})

        return again

    def _asides(self) -> dict[str, pl.Expr]:
        """What is to be found out of the columns that are no question's."""
        asked: dict[str, pl.Expr] = {}
        if self.layout.key is not None:
            key = pl.col(self.layout.key)
            number = key.cast(pl.Int64, strict=False)
            asked["key as written"] = (number.cast(pl.String) == key).fill_null(value=False).all()
        if self.layout.submitted is not None:
            asked["day"] = pl.col(self.layout.submitted).str.slice(0, 10).unique().implode()
        for heading in self.layout.unknown:
            if heading in self.place:
                full = pl.col(heading).str.strip_chars().str.len_bytes() > 0
                asked[f"times {heading}"] = full.sum()
                asked[f"at {heading}"] = full.fill_null(value=False).arg_max()
        return asked

    def _beside(self, batch: Batch) -> None:
        found = batch.frame.select(**self.asides).row(0, named=True) if self.asides else {}
        if self.layout.key is not None:
            keys = batch.frame.get_column(self.layout.key)
            as_numbers = found["key as written"]
            self.keys.append(keys.cast(pl.Int64) if as_numbers else keys.str.strip_chars().replace("", None))
        for name, times in found.items():
            if name.startswith("times ") and times:
                heading = name.removeprefix("times ")
                _met(self.carried, heading, batch.rows[found[f"at {heading}"]], times)
        if self.layout.submitted is not None:
            for day in found["day"]:
                when = date_of(day.strip(), _DAYS) if day else None
                if when is not None and when > self.today:
                    days = batch.frame.get_column(self.layout.submitted).str.slice(0, 10)
                    here = (days == day).fill_null(value=False)
                    _met(self.late, when.isoformat(), batch.rows[here.arg_max() or 0], here.sum())

    def decoded(self) -> Decoded:
        tellings = [telling for coder in self.coders for telling in coder.tellings]
        self.problems += self._second_headings(tellings) or [
            problem for telling in tellings for problem in telling.problems(self.path)
        ]
        self.problems += self._told_beside()
        if self.ragged > _TOLD:
            self.problems.append(Problem("PAL146", {"more": self.ragged - _TOLD}, path=self.path))
        return Decoded(
            path=self.path,
            layout=self.layout,
            encoding=self.opened.encoding,
            delimiter=self.opened.table.delimiter,
            columns={coder.column.question.id: coder.coded() for coder in self.coders},
            places={one.column.question.id: one.tellings[0].column for one in self.coders},
            rows=self.rows,
            problems=tuple(sorted(self.problems, key=lambda one: (one.line or 0, one.column or 0))),
            notes=tuple(self._notes(tellings)),
            keys=self._keys(),
            duplicates=self._repeated(),
            unknown=tuple(self.carried),
            nobody=self.nobody,
        )

    def _second_headings(self, tellings: Sequence[Telling]) -> list[Problem]:
        """One problem instead of many, where no answer in the first row is one: it is a second row of headings."""
        firsts = [telling.first_row for telling in tellings]
        if len(self.rows) < 2 or firsts.count(True) < 2 or False in firsts:
            return []
        row = self.rows[0]
        others = [problem for telling in tellings for problem in telling.problems(self.path) if problem.line != row]
        return [Problem("PAL166", path=self.path, line=row, column=1), *others]

    def _told_beside(self) -> Iterator[Problem]:
        known = [heading for column in self.layout.columns for heading in column.headings]
        for heading, met in self.carried.items():
            said = {"heading": heading[:60], "times": met.times}
            hint = nearest(heading, known)
            yield Problem("PAL158", said, path=self.path, line=met.row, column=self.place[heading], hint=hint)
        if self.layout.submitted is not None:
            for day, met in self.late.items():
                said = {"times": met.times}
                place = self.place[self.layout.submitted]
                yield Problem("PAL156", said, path=self.path, line=met.row, column=place, value=day)
        keys = self._keys()
        if self.layout.key is not None and keys is not None and self._repeated():
            again = keys.is_duplicated() & keys.is_not_null()
            first: dict[object, int] = {}
            told = 0
            for at in again.arg_true().to_list():
                row = self.rows[at]
                if keys[at] not in first:
                    first[keys[at]] = row
                elif (told := told + 1) <= _TOLD:
                    said = {"first": first[keys[at]]}
                    yield Problem("PAL157", said, path=self.path, line=row, column=self.place[self.layout.key])
            if told > _TOLD:
                yield Problem("PAL146", {"more": told - _TOLD}, path=self.path, column=self.place[self.layout.key])

    def _keys(self) -> pl.Series | None:
        if len(self.keys) > 1:
            alike = len({one.dtype for one in self.keys}) == 1
            self.keys = [pl.concat(self.keys if alike else [one.cast(pl.String) for one in self.keys])]
        return self.keys[0] if self.keys else None

    def _repeated(self) -> int | None:
        """How many submissions have the key of an earlier one. Sorting takes far less memory than grouping."""
        keys = self._keys()
        if keys is None:
            return None
        ordered = keys.drop_nulls().sort()
        return int((ordered == ordered.shift(1)).sum())

    def _notes(self, tellings: Sequence[Telling]) -> Iterator[Problem]:
        for telling in tellings:
            yield from telling.noted(self.path)
        for heading in self.layout.unknown:
            if heading not in self.carried and heading in self.place:
                said = {"heading": heading[:60]}
                line = self.opened.table.first_row - 1
                yield Problem("PAL159", said, path=self.path, line=line, column=self.place[heading])
        for what in self.layout.cannot_tell:
            yield Problem("PAL161", {"format": self.layout.format, "cannot": what}, path=self.path)
        if self.layout.key is None:
            yield Problem("PAL162", path=self.path)
        if not len(self.rows):
            yield Problem("PAL149", path=self.path)


def _met(where: dict[str, Met], what: str, row: int, times: int) -> None:
    found = where.setdefault(what, Met(row, 0))
    found.times += times
