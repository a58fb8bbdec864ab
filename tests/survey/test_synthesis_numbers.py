"""Which k of n gives a printed number, and how a number is shared out: held against trying everything."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from palnet.survey.synthesis_numbers import Wanted, chosen, half_up, shared_out
from palnet.survey.synthesis_shuffle import Rows

PERCENTS = st.integers(0, 100).map(Decimal) | st.decimals(0, 100, places=1)


def wanted(**given_):
    return Wanted(figure="f", base=None, counts=None, **given_)


def rounds_to(k, n, share):
    places = Decimal(1).scaleb(share.as_tuple().exponent) if share.as_tuple().exponent < 0 else Decimal(1)
    return n > 0 and (Decimal(100 * k) / n).quantize(places, rounding=ROUND_HALF_UP) == share


@given(PERCENTS, st.integers(0, 60), st.integers(0, 60), st.integers(0, 9), st.integers(0, 9))
def test_a_percentage_is_found_whenever_there_is_one(share, people, likely, others, before):
    others, before = max(others, before), min(others, before)
    k, n = chosen(wanted(percent=share), people, min(likely, people), (before, others))
    assert 0 <= k <= n <= people
    every = [
        (one, all_)
        for all_ in range(people + 1)
        for one in range(all_ + 1)
        if rounds_to(before + one, others + all_, share)
    ]
    assert rounds_to(before + k, others + n, share) is bool(every)
    if every:
        near = min(abs(all_ - min(likely, people)) for _, all_ in every)
        assert abs(n - min(likely, people)) == near
    elif people + others:
        off = [
            abs(Decimal(100 * (before + one)) / (others + all_) - share)
            for all_ in range(people + 1)
            for one in range(all_ + 1)
            if others + all_
        ]
        assert abs(abs(Decimal(100 * (before + k)) / (others + n) - share) - min(off)) < Decimal("1e-20")


@given(PERCENTS, st.integers(0, 40), st.integers(0, 60), st.integers(0, 9), st.integers(0, 9))
@example(Decimal(100), 3, 10, 2, 2)
def test_a_printed_numerator_is_that_and_the_denominator_the_one_that_fits_best(share, k, people, others, before):
    others, before = max(others, before), min(others, before)
    figure = wanted(percent=share, k=k)
    implied = figure.likely_n
    likely = people if implied is None else min(people, max(half_up(implied) - others, 0))
    found, n = chosen(figure, people, likely, (before, others))
    assert 0 <= found <= n <= people
    fitting = [all_ for all_ in range(people + 1) if 0 <= k - before <= all_ and rounds_to(k, others + all_, share)]
    assert figure.comes_out(before + found, others + n) is bool(fitting)
    if fitting:
        assert abs(Fraction(100 * k, others + n) - Fraction(share)) == min(
            abs(Fraction(100 * k, others + all_) - Fraction(share)) for all_ in fitting
        )


@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 50), st.booleans())
def test_where_both_are_printed_it_is_both(k, more, people, as_no):
    figure = wanted(k=k, n=k + more, unknown_as_no=as_no)
    found = chosen(figure, people, people)
    assert figure.comes_out(*found) is (found == (k, k + more))
    if not as_no and people >= k + more:
        assert found == (k, k + more)
    if as_no:
        assert found[1] == people


@given(PERCENTS, st.integers(0, 300), st.integers(1, 300))
def test_it_comes_out_when_it_rounds_to_what_was_printed(share, k, n):
    assert wanted(percent=share).comes_out(k, n) is rounds_to(k, n, share)
    assert wanted(percent=share, scale=Fraction(2)).comes_out(k, n) is rounds_to(k, n, share)
    assert wanted(percent=share, k=k + 1).comes_out(k, n) is False
    assert wanted(percent=share, k=k + 1, scale=Fraction(2)).comes_out(k, n) is rounds_to(k, n, share)
    assert wanted(k=k, scale=Fraction(2)).comes_out(k, n) is False
    assert wanted(k=k).comes_out(k, n) is (k <= n)
    assert not wanted(k=0).comes_out(0, 0)
    assert not wanted(percent=share).comes_out(0, 0)


def test_of_more_people_a_number_grows_with_them():
    assert wanted(k=27, percent=Decimal(33), scale=Fraction(10)).likely_n == Fraction(2700, 33) * 10
    assert wanted(k=27, scale=Fraction(10)).exact_k == 270
    assert wanted(k=27, percent=Decimal(33), scale=Fraction(10)).exact_k is None
    assert chosen(wanted(k=57, scale=Fraction(3)), 285, 285) == (171, 285)


def test_what_was_printed_is_shown_as_it_was():
    assert wanted(k=27, percent=Decimal(33)).printed == "27, 33 %"
    assert wanted(k=5, n=8, percent=Decimal("62.5")).printed == "5/8, 62.5 %"
    assert wanted(percent=Decimal("69.0")).printed == "69.0 %"


@given(st.integers(0, 500), st.lists(st.integers(0, 40), min_size=1, max_size=8))
def test_a_number_is_shared_out_whole_and_nobody_is_a_whole_away_from_their_share(number, weights):
    given_ = shared_out(number, weights)
    assert sum(given_) == number
    total = sum(weights)
    if total:
        assert all(abs(Fraction(number * one, total) - part) < 1 for one, part in zip(weights, given_, strict=True))


@given(st.integers(0, 90), st.data())
def test_nobody_gets_more_than_they_can(number, data):
    weights = data.draw(st.lists(st.integers(0, 40), min_size=1, max_size=8))
    most = [data.draw(st.integers(0, 30)) for _ in weights]
    given_ = shared_out(number, weights, most)
    assert sum(given_) == min(number, sum(most))
    assert all(part <= limit for part, limit in zip(given_, most, strict=True))


def splitmix(state):
    """Steele, Lea and Flood's generator, as it is published."""
    mask = 2**64 - 1
    state = (state + 0x9E3779B97F4A7C15) & mask
    mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & mask
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & mask
    return state, mixed ^ (mixed >> 31)


def test_the_generator_is_the_published_one():
    state, drawn = 1234567, []
    for _ in range(3):
        state, one = splitmix(state)
        drawn.append(one)
    assert drawn[:2] == [6457827717110365317, 3203168211198807973]


@given(st.integers(), st.text(max_size=5), st.integers(1, 300))
def test_the_shuffles_are_that_generator_and_everybody_has_a_number_of_their_own(seed, name, count):
    keys = Rows(count, seed).keys(name).to_list()
    assert len(set(keys)) == count
    # Walked backwards from the second number, the generator's state is known: the mixing can be undone.
    state = next(one for one in [_unmixed(keys[0])])
    for key in keys[1:]:
        state, drawn = splitmix(state)
        assert key == drawn


@given(st.lists(st.integers(), min_size=2, max_size=2, unique=True))
def test_every_seed_and_every_name_has_a_shuffle_of_its_own(seeds):
    one, other = (Rows(50, seed).keys("a").to_list() for seed in seeds)
    assert not {*one} & {*other}
    assert not {*one} & {*Rows(50, seeds[0]).keys("b").to_list()}
    assert Rows(50, seeds[0]).dealt("a", [20, 30]).sum() == 30
    assert Rows(50, seeds[0]).dealt("a", [20, 30]).to_list() != Rows(50, seeds[1]).dealt("a", [20, 30]).to_list()


def _unmixed(mixed):
    mask = 2**64 - 1

    def unshift(value, by):
        found = value
        for _ in range(64 // by + 1):
            found = value ^ (found >> by)
        return found

    mixed = unshift(mixed, 31)
    mixed = unshift(mixed * pow(0x94D049BB133111EB, -1, 2**64) & mask, 27)
    return unshift(mixed * pow(0xBF58476D1CE4E5B9, -1, 2**64) & mask, 30)
