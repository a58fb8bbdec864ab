"""Counts beside their sum: what is hidden cannot be had by subtraction."""

import attrs
from hypothesis import example, given
from hypothesis import strategies as st

from palnet import Count, CountedFrom, Kind, Origin, Policy, State
from palnet.assess import protected_parts

POLICY = Policy.standard()


def share(k, n, state=State.VALUE, name="a"):
    numbers = {"numerator": k, "denominator": n} if state is State.VALUE else {}
    return Count(
        indicator="i",
        kind=Kind.PROPORTION,
        origin=Origin(counted_from=CountedFrom.ANSWERS, definition="d"),
        state=state,
        strata={"group": name},
        level="group",
        **numbers,
    )


@st.composite
def tables(draw):
    """The counts of some groups, a few of them without a value, and their sum."""
    parts = []
    for position in range(draw(st.integers(1, 6))):
        state = draw(st.sampled_from([State.VALUE] * 6 + [State.NO_ANSWERS, State.EMPTY_BASE]))
        n = draw(st.integers(1, 40))
        parts.append(share(draw(st.integers(0, n)), n, state, f"g{position}"))
    return parts, Count.together(parts)


def numbers(counts):
    valued = [one for one in counts if one.state is State.VALUE]
    return sum(one.numerator for one in valued), sum(one.denominator for one in valued)


@given(tables())
@example(([share(8, 16), share(2, 5)], share(10, 21)))
@example(([share(8, 16), share(9, 18), share(2, 5)], share(19, 39)))
def test_what_is_hidden_among_the_parts_is_itself_enough_to_be_shown(table):
    parts, whole = table
    shown, total = protected_parts(parts, whole, POLICY)
    valued = [(one, seen) for one, seen in zip(parts, shown, strict=True) if one.state is State.VALUE]
    hidden = [one for one, seen in valued if seen.state is State.SUPPRESSED]
    if total.state is not State.VALUE or not hidden:
        return
    # What anybody can work out: the whole less what is shown.
    k, n = (all_ - open_ for all_, open_ in zip(numbers([total]), numbers(shown), strict=True))
    assert (k, n) == numbers(hidden)
    assert len(hidden) > 1
    assert n >= 10
    assert min(k, n - k) >= 5


@given(tables())
def test_each_part_is_as_it_is_or_hidden_and_none_is_shown_that_is_hidden_by_itself(table):
    parts, whole = table
    shown, total = protected_parts(parts, whole, POLICY)
    assert total == POLICY.protect(whole)
    for part, seen in zip(parts, shown, strict=True):
        assert seen in (part, POLICY.hide(part))
        assert seen.state is State.SUPPRESSED or seen == POLICY.protect(part)
    if total.state is State.SUPPRESSED:
        assert all(one.state is not State.VALUE for one in shown)


@given(tables())
def test_nothing_is_hidden_beside_parts_that_may_all_be_shown(table):
    parts, whole = table
    if all(POLICY.protect(one) == one for one in (*parts, whole)):
        assert protected_parts(parts, whole, POLICY) == (tuple(parts), whole)
    assert protected_parts(parts, whole, Policy.off()) == (tuple(parts), whole)


@given(tables())
def test_a_table_that_is_protected_again_stays_as_it_is(table):
    parts, whole = table
    once, total = protected_parts(parts, whole, POLICY)
    assert protected_parts(once, total, POLICY) == (once, total)


def test_the_smallest_goes_with_the_one_that_must():
    parts = [share(30, 60, name="a"), share(2, 11, name="b"), share(8, 20, name="c")]
    shown, _ = protected_parts(parts, Count.together(parts), POLICY)
    assert [one.state.value for one in shown] == ["value", "suppressed", "suppressed"]


def test_a_group_where_nobody_answered_is_no_cover_for_another():
    parts = [share(30, 60, name="a"), share(2, 11, name="b"), share(0, 0, State.NO_ANSWERS, "c")]
    shown, _ = protected_parts(parts, Count.together(parts), POLICY)
    assert [one.state.value for one in shown] == ["suppressed", "suppressed", "no-answers"]


def test_attendance_is_never_hidden():
    origin = Origin(counted_from=CountedFrom.ATTENDANCE, definition="d")
    parts = [attrs.evolve(share(1, 2, name="a"), kind=Kind.RATIO, origin=origin)]
    assert protected_parts(parts, parts[0], POLICY) == (tuple(parts), parts[0])
