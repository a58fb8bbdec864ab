"""What may be shown of a count, so that nobody can be found out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import attrs

from palnet.errors import DefinitionError, Problem
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom, Kind
from palnet.model.survey import Missing

__all__ = ["Policy"]


@attrs.frozen(kw_only=True)
class Policy:
    """What is hidden of counts made from answers before they leave memory: small groups and small numbers.

    A count is suppressed when fewer than ``minimum_denominator`` answered, or when those who were counted or those who
    were not are fewer than ``minimum_count``; with it go percentage, interval, bar and sentence. A mean is suppressed
    when all but fewer than that gave one and the same answer. Of a distribution the bars that are too small, or that
    leave too few, are hidden, and with them as many of the next smallest as it takes so that none of them can be had
    by subtraction. Of those who are missing, and of those who count as a no without having said so, small numbers are
    hidden too. That nobody answered is shown only where nobody was waited for, that nobody is in the base only where
    the roster has nobody: it would tell of a whole group what each of them said.

    Nothing is hidden of the response rate, of attendance and of headcounts: they say who took part, not what anybody
    answered.

    This is suppression of each count by itself. What can be worked out from several counts that are shown is another
    question: :func:`palnet.assess.protected_parts` answers it for the parts of a whole.

    ``name`` is printed with what is shown; "standard" and "off" always mean the same.

    Raises :class:`palnet.DefinitionError` for a policy without a name, for numbers that are none or negative, and for
    other numbers under a name that is taken.
    """

    name: str
    minimum_denominator: int = 10
    minimum_count: int = 5

    def __attrs_post_init__(self) -> None:
        problems = tuple(self._problems())
        if problems:
            raise DefinitionError(attrs.evolve(problem, path="Policy") for problem in problems)

    def _problems(self) -> Iterator[Problem]:
        name: object = self.name
        if not isinstance(name, str):
            yield Problem("PAL201", keys=("name",), value=repr(name)[:80], expected="str")
        elif not name.strip():
            yield Problem("PAL304", keys=("name",))
        taken = _NAMED.get(name) if isinstance(name, str) else None
        for field in ("minimum_denominator", "minimum_count"):
            given = getattr(self, field)
            if not isinstance(given, int) or isinstance(given, bool):
                yield Problem("PAL201", keys=(field,), value=repr(given)[:80], expected="int")
            elif given < 0:
                yield Problem("PAL311", keys=(field,), value=str(given))
            elif taken is not None and given != taken[field]:
                said = {"field": f"{field} = {given}", "with": f'name = "{self.name}"'}
                yield Problem("PAL315", said, keys=(field,), value=str(given), expected=str(taken[field]))

    @classmethod
    def standard(cls) -> Policy:
        """What holds unless something else is said: no group under 10, no number of persons under 5."""
        return cls(name="standard")

    @classmethod
    def off(cls) -> Policy:
        """Nothing is hidden: for those who may see every answer. Outputs say that it was used."""
        return cls(name="off", **_NAMED["off"])

    @property
    def hides(self) -> bool:
        """Whether anything at all can be hidden under it."""
        return bool(self.minimum_denominator or self.minimum_count)

    def protect(self, count: Count) -> Count:
        """The count as it may be shown."""
        if count.origin.counted_from is not CountedFrom.ANSWERS or not self.hides:
            return count
        if self._tells(count):
            return self.hide(count)
        if count.state is not State.VALUE:
            return count
        return attrs.evolve(
            count,
            missing=self._missing(count),
            base_unknown=None if self._few(count.base_unknown) else count.base_unknown,
            taken_as_no=self._taken_as_no(count),
            values=self._values(count),
        )

    @staticmethod
    def hide(count: Count) -> Count:
        """The count with nothing left of it but what it is of, and the roster."""
        return attrs.evolve(
            count,
            state=State.SUPPRESSED,
            numerator=None,
            denominator=None,
            missing=(),
            base_unknown=None,
            taken_as_no=None,
            respondents=None,
            values=(),
        )

    def _tells(self, count: Count) -> bool:
        if count.state is State.VALUE:
            return self._too_small(count)
        if count.state in (State.NO_ANSWERS, State.EMPTY_BASE):
            outside = count.state is State.EMPTY_BASE and count.roster != 0
            return bool(outside or count.missing_total or count.base_unknown)
        return count.state is State.SUPPRESSED

    def _too_small(self, count: Count) -> bool:
        least = self.minimum_count
        if count.answered < self.minimum_denominator:
            return True
        if count.kind is Kind.DISTRIBUTION:
            return all(number is None for _, number in self._bars(count))
        if count.kind is Kind.MEAN:
            # At the end of the scale a mean says what everybody answered.
            most = max((number for _, number in count.values if number is not None), default=0)
            return count.answered - most < least
        if count.kind is Kind.MEDIAN:
            return False
        k, n = count.numerator, count.denominator
        # Of a ratio the numerator may be the greater; then nobody is left over.
        return k is None or n is None or min(k, n) < least or 0 <= n - k < least

    def _few(self, number: int | None) -> bool:
        return number is not None and 0 < number < self.minimum_count

    def _missing(self, count: Count) -> tuple[tuple[Missing, int | None], ...]:
        # One that is hidden alone would be what the others leave of all who answered the survey.
        if any(number is None or self._few(number) for _, number in count.missing):
            return tuple((reason, None) for reason in Missing)
        return count.missing

    def _taken_as_no(self, count: Count) -> int | None:
        taken = count.taken_as_no
        if not taken or count.numerator is None or count.denominator is None:
            return taken
        said_no = count.denominator - count.numerator - taken
        return None if self._few(taken) or said_no < self.minimum_count else taken

    def _values(self, count: Count) -> tuple[tuple[str, int | None], ...]:
        if count.kind is Kind.DISTRIBUTION:
            return self._bars(count)
        # Whatever anybody answered stands in the values of a mean or median: only what they come to may be shown.
        if count.kind is Kind.MEDIAN and count.value is not None:
            return ((_decimal(count.value), None),)
        return ()

    def _bars(self, count: Count) -> tuple[tuple[str, int | None], ...]:
        """The bars, None for those that are hidden: such a set of them that exchanging their sizes changes nothing.

        So whoever knows all the others, and this rule, cannot tell which of those hidden is how large.
        """
        n = count.answered
        left = {code: number for code, number in count.values if number is not None}
        all_known = len(left) == len(count.values)
        hidden: set[int] = set()
        gone = [code for code, number in left.items() if _size(number, n)[0] < self.minimum_count]
        while True:
            hidden |= {left.pop(code) for code in gone}
            rest = n - sum(left.values())
            # The others come to more than all who answered: people gave several answers, so they tell nothing of these.
            if not hidden or not left or rest < 0:
                break
            if rest >= self.minimum_count and (len(hidden) > 1 or not all_known):
                break
            smallest = min(_size(number, n) for number in left.values())
            gone = [code for code, number in left.items() if _size(number, n) == smallest]
        return tuple((code, left.get(code)) for code, _ in count.values)


# The names that always mean the same, and what.
_NAMED = {
    "standard": {"minimum_denominator": 10, "minimum_count": 5},
    "off": {"minimum_denominator": 0, "minimum_count": 0},
}


def _size(number: int, n: int) -> tuple[int, int]:
    """How small a bar is: by those who gave the answer or those who did not, whichever are fewer."""
    return min(number, n - number), number


def _decimal(exact: Fraction) -> str:
    # A median lies on an answer or half-way between two, so it has an end as a decimal.
    return str(Decimal(exact.numerator) / Decimal(exact.denominator))
