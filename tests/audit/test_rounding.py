"""Which counts a printed percentage or mean can come from."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.audit.made import NAMES, printed

from palnet import DefinitionError
from palnet.audit import common_denominators, possible_denominators, possible_numerators, possible_sums

rules = st.sampled_from(sorted(NAMES))
decimals = st.integers(0, 2)


@given(st.data(), st.integers(1, 400), rules, decimals)
def test_the_numerators_are_those_that_are_printed_so(data, n, rule, places):
    percent = Decimal(data.draw(st.integers(0, 100 * 10**places))).scaleb(-places)
    true = tuple(k for k in range(n + 1) if printed(k, n, NAMES[rule], places) == percent)
    assert possible_numerators(percent, n, places, rule) == true


@given(st.integers(0, 100), st.integers(0, 60), rules)
def test_the_denominators_are_those_that_are_printed_so(percent, k, rule):
    true = tuple(n for n in range(max(k, 1), 201) if printed(k, n, NAMES[rule], 0) == percent)
    assert possible_denominators(percent, k, 200, rounding=rule) == true


@given(st.integers(1, 300), st.data(), rules, decimals)
def test_what_was_printed_can_always_have_been(n, data, rule, places):
    k = data.draw(st.integers(0, n))
    shown = printed(k, n, NAMES[rule], places)
    assert k in possible_numerators(shown, n, rounding=rule)
    assert n in possible_denominators(str(shown), k, n, rounding=rule)


def test_the_documents_own_examples():
    assert possible_numerators(percent=33, denominator=82) == (27,)
    assert possible_numerators(percent=88, denominator=54) == ()
    assert possible_numerators(percent=88, denominator=54, rounding="truncate") == (48,)
    assert possible_denominators(percent=33, numerator=27, at_most=200) == (81, 82, 83)


def test_halves_go_up_or_to_even_or_are_cut():
    assert possible_numerators(13, 8) == (1,)
    assert possible_numerators(12, 8) == ()
    assert possible_numerators(12, 8, rounding="half-even") == possible_numerators("12", 8, rounding="truncate") == (1,)
    assert possible_numerators(13, 8, rounding="half-even") == ()


# Brown and Heathers, "The GRIM test" (Social Psychological and Personality Science 8, 2017), as later work repeats it:
# a die thrown 20 times has no mean of 3.48; of 43 whole numbers none is 5.27; the pigs of the R package scrutiny, n 28.
PUBLISHED = [
    ("3.48", 20, False),
    ("3.50", 20, True),
    ("5.27", 43, False),
    ("8.97", 28, False),
    ("2.61", 28, True),
    ("7.26", 28, False),
    ("3.64", 28, True),
    ("9.26", 28, False),
    ("10.46", 28, True),
    ("7.39", 28, True),
]


@pytest.mark.parametrize(("mean", "n", "can_be"), PUBLISHED)
def test_published_means_that_can_and_cannot_be(mean, n, can_be):
    assert bool(possible_sums(mean, n)) is can_be


def test_a_score_over_several_items_is_finer():
    assert possible_sums("5.27", 43) == ()
    assert possible_sums("5.27", 43, items=3) == (680,)


@pytest.mark.parametrize(
    ("call", "codes"),
    [
        (lambda: possible_numerators(101, 82), ["PAL316"]),
        (lambda: possible_numerators(-1, 82), ["PAL316"]),
        (lambda: possible_numerators(Decimal("NaN"), 82), ["PAL201"]),
        (lambda: possible_numerators("mange", 82), ["PAL201"]),
        (lambda: possible_numerators(33.0, 82), ["PAL201"]),
        (lambda: possible_numerators(percent=True, denominator=82), ["PAL201"]),
        (lambda: possible_numerators(33, 0), ["PAL330"]),
        (lambda: possible_numerators(33, -2), ["PAL311"]),
        (lambda: possible_numerators("33.3", 82, decimals=0), ["PAL790"]),
        (lambda: possible_numerators(33, 82, rounding="half-upp"), ["PAL204"]),
        (lambda: possible_numerators(33, 82, rounding=("half-up", "truncate")), ["PAL204"]),
        (lambda: possible_denominators(33, -1), ["PAL311"]),
        (lambda: possible_sums("-3", 20), ["PAL311"]),
        (lambda: common_denominators([33, "x"], 10), ["PAL201"]),
        (lambda: possible_numerators("101", 0, rounding="up"), ["PAL316", "PAL330", "PAL204"]),
    ],
)
def test_what_cannot_be_asked_is_told_all_at_once(call, codes):
    with pytest.raises(DefinitionError) as error:
        call()
    assert [one.code for one in error.value.problems] == codes


def test_a_misspelt_rounding_gets_the_nearest_name():
    with pytest.raises(DefinitionError) as error:
        possible_numerators(33, 82, rounding="half-upp")
    assert error.value.problems[0].hint == "half-up"


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(1, 60))
def test_the_joint_search_leaves_out_as_few_as_can_be(percents, most):
    def fits(percent, n, rule):
        return any(printed(k, n, rule, 0) == percent for k in range(n + 1))

    best = max(sum(fits(p, n, rule) for p in percents) for n in range(1, most + 1) for rule in NAMES.values())
    found = common_denominators(percents, most)
    assert found
    for one in found:
        assert len(one.fits) == best
        assert sorted((*one.fits, *one.left_out)) == list(range(len(percents)))
        assert all(fits(percents[at], one.denominator, NAMES[one.rounding]) for at in one.fits)
        assert not any(fits(percents[at], one.denominator, NAMES[one.rounding]) for at in one.left_out)
    all_of_them = {
        (n, rule)
        for n in range(1, most + 1)
        for rule in NAMES
        if sum(fits(p, n, NAMES[rule]) for p in percents) == best
    }
    assert {(one.denominator, str(one.rounding)) for one in found} == all_of_them


def test_bergens_managers_fit_52_together():
    assert common_denominators([88, 81, 85, 63], 54)[0].denominator == 52
    assert common_denominators([88, 81, 85, 63], 54)[0].left_out == ()


def test_of_no_percentages_there_is_no_denominator():
    assert common_denominators([], 10) == ()
