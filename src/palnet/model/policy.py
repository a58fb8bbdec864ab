"""What may be shown of a count, so that nobody can be found out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import attrs

from palnet.errors import DefinitionError, Problem
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom, Kind

__all__ = ["Policy"]


@attrs.frozen(kw_only=True)
class Policy:
    """What is hidden of counts made from answers before they leave memory: small groups and small numbers.

    A count is suppressed when fewer than ``minimum_denominator`` answered, or when those who were counted or those who
    were not are fewer than ``minimum_count``; with it go percentage, interval, bar and sentence. Of a distribution the
    bars that are too small, or that leave too few, are hidden; where one alone would be and the bars add up, the next
    smallest is hidden with it. Nothing is hidden of the response rate, of attendance and of headcounts: they say who
    took part, not what anybody answered.

    This is suppression of each count by itself. Whether what is hidden can be worked out from other counts that are
    shown is another question, which it does not answer.
    """

    name: str
    minimum_denominator: int = 10
    minimum_count: int = 5

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise DefinitionError(attrs.evolve(problem, path="Policy") for problem in problems)

    def _problems(self) -> Iterator[Problem]:
        for field in ("minimum_denominator", "minimum_count"):
            given = getattr(self, field)
            if not isinstance(given, int) or isinstance(given, bool):
                yield Problem("PAL201", keys=(field,), value=repr(given), expected="int")
            elif given < 0:
                yield Problem("PAL311", keys=(field,), value=str(given))

    @classmethod
    def standard(cls) -> Policy:
        """What holds unless something else is said: no group under 10, no number of persons under 5."""
        return cls(name="standard")

    @classmethod
    def off(cls) -> Policy:
        """Nothing is hidden: for those who may see every answer. Outputs say that it was used."""
        return cls(name="off", minimum_denominator=0, minimum_count=0)

    @property
    def hides(self) -> bool:
        """Whether anything at all can be hidden under it."""
        return bool(self.minimum_denominator or self.minimum_count)

    def protect(self, count: Count) -> Count:
        """The count as it may be shown."""
        if count.origin.counted_from is not CountedFrom.ANSWERS or not self.hides:
            return count
        if count.state is State.SUPPRESSED or (count.state is State.VALUE and self._too_small(count)):
            return attrs.evolve(
                count,
                state=State.SUPPRESSED,
                numerator=None,
                denominator=None,
                missing=(),
                base_unknown=None,
                taken_as_no=0,
                values=(),
            )
        if count.state is not State.VALUE:
            return count
        if count.kind is Kind.DISTRIBUTION:
            bars = self._bars(count)
            return attrs.evolve(count, values=bars)
        # Whatever anybody answered stands in the values of a mean or median: only what they come to may be shown.
        if count.kind is Kind.MEAN:
            return attrs.evolve(count, values=())
        if count.kind is Kind.MEDIAN and count.value is not None:
            return attrs.evolve(count, values=((_decimal(count.value), None),))
        return count

    def _too_small(self, count: Count) -> bool:
        if count.answered < self.minimum_denominator:
            return True
        if count.kind is Kind.DISTRIBUTION:
            return all(number is None for _, number in self._bars(count))
        if count.kind not in (Kind.PROPORTION, Kind.COUNT) or count.numerator is None or count.denominator is None:
            return False
        return min(count.numerator, count.denominator - count.numerator) < self.minimum_count

    def _bars(self, count: Count) -> tuple[tuple[str, int | None], ...]:
        bars = dict(count.values)
        size = {code: number for code, number in bars.items() if number is not None}
        few = {code for code, number in size.items() if min(number, count.answered - number) < self.minimum_count}
        add_up = len(size) == len(bars) and sum(size.values()) == count.answered
        while few and add_up and (len(few) == 1 or sum(size[code] for code in few) < self.minimum_count):
            rest = [code for code in size if code not in few]
            if not rest:
                break
            few.add(min(rest, key=lambda code: size[code]))
        return tuple((code, None if code in few else number) for code, number in bars.items())


def _decimal(exact: Fraction) -> str:
    # A median lies on an answer or half-way between two, so it has an end as a decimal.
    return str(Decimal(exact.numerator) / Decimal(exact.denominator))
