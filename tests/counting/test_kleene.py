"""Kleene's strong tables as they are printed, his laws, and which reason is told where several are unknown."""

from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting import oracle

from palnet.counting.kleene import OUTSIDE, Truth, all_of, any_of, not_
from palnet.model.survey import Missing

TRUTHS = st.sampled_from(Truth)
KNOWN = {"true": Truth.TRUE, "false": Truth.FALSE}


def letter(truth):
    return {Truth.TRUE: oracle.T, Truth.FALSE: oracle.F}.get(truth, oracle.U)


@pytest.mark.parametrize(("one", "other"), list(product(Truth, repeat=2)))
def test_the_tables_are_kleenes(one, other):
    assert letter(all_of([one, other])) == oracle.AND[letter(one), letter(other)]
    assert letter(any_of([one, other])) == oracle.OR[letter(one), letter(other)]


@pytest.mark.parametrize("one", Truth)
def test_not_turns_what_is_known_and_leaves_what_is_not(one):
    assert letter(not_(one)) == oracle.NOT[letter(one)]
    assert not_(not_(one)) is one
    assert one.known is (letter(one) != oracle.U)
    if not one.known:
        assert not_(one) is one
        assert Truth.of(one.reason) is one


def test_every_reason_is_an_unknown_of_its_own():
    assert {Truth.of(reason) for reason in Missing} == set(Truth) - {Truth.TRUE, Truth.FALSE}
    assert {truth.reason for truth in Truth} == {None, *Missing}
    never_met = {Missing.NOT_ASKED, Missing.NOT_SHOWN, Missing.NOT_APPLICABLE}
    assert {truth.reason for truth in OUTSIDE} == never_met


def test_all_of_nothing_is_true_and_any_of_nothing_false():
    assert all_of([]) is Truth.TRUE
    assert any_of([]) is Truth.FALSE


@given(st.lists(TRUTHS, max_size=5))
def test_de_morgans_laws_hold_with_the_reasons(truths):
    assert not_(all_of(truths)) is any_of(map(not_, truths))
    assert not_(any_of(truths)) is all_of(map(not_, truths))


@given(TRUTHS, TRUTHS, TRUTHS)
def test_the_laws_that_hold_of_three_values_hold(a, b, c):
    for join in (all_of, any_of):
        assert join([a, b]) is join([b, a])
        assert join([a, join([b, c])]) is join([join([a, b]), c]) is join([a, b, c])
        assert join([a, a]) is a
    assert letter(all_of([a, any_of([b, c])])) == letter(any_of([all_of([a, b]), all_of([a, c])]))
    assert letter(any_of([a, all_of([b, c])])) == letter(all_of([any_of([a, b]), any_of([a, c])]))
    assert letter(all_of([a, any_of([a, b])])) == letter(a) == letter(any_of([a, all_of([a, b])]))


def test_what_does_not_hold_of_three_values_does_not_hold():
    unknown = Truth.NOT_ANSWERED
    assert any_of([unknown, not_(unknown)]) is unknown  # no excluded middle
    assert all_of([unknown, not_(unknown)]) is unknown  # nor contradiction


@given(st.sets(st.sampled_from([truth for truth in Truth if not truth.known]), min_size=1))
def test_of_several_reasons_the_same_is_told_in_any_order(unknown):
    told = min((truth.reason.value for truth in unknown), key=oracle.WEIGHT.index)
    for order in list(permutations(unknown))[:24]:
        for join, neutral in ((all_of, Truth.TRUE), (any_of, Truth.FALSE)):
            assert join([*order, neutral]).reason is Missing(told)
