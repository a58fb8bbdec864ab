"""What statistics refuse: every fault of a call at once, by code and by the argument's name, in both languages."""

import math
from contextlib import suppress
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet import DefinitionError, PalnetError
from palnet.assess import funnel_limits, logical_bounds, newcombe, roster_interval, trend, wilson
from palnet.assess._arguments import as_written, each_tail

SOUND = {
    wilson: {"numerator": 3, "denominator": 7, "confidence": 0.9},
    logical_bounds: {"numerator": 3, "denominator": 7, "roster": 9},
    roster_interval: {"numerator": 3, "denominator": 7, "roster": 9, "confidence": 0.9},
    newcombe: {"k1": 3, "n1": 7, "k2": 2, "n2": 5, "confidence": 0.9},
    funnel_limits: {"centre": 0.5, "denominator": 7, "confidence": 0.9},
    trend: {
        "numerators": [1, 2, 3, 4, 5],
        "denominators": [9, 9, 9, 9, 9],
        "years": [2019, 2020, 2021, 2022, 2023],
        "confidence": 0.9,
    },
}
NUMERATORS = {"numerator": "denominator", "k1": "n1", "k2": "n2"}
DENOMINATORS = {"denominator", "n1", "n2"}
NOT_WHOLE = [True, False, 3.0, 3.5, math.nan, math.inf, "3", None, Decimal(3), Fraction(3), np.float64(3), [3], 3j]
NOT_SURE = [0, 1, 0.0, 1.0, -0.5, 1.5, 95, math.nan, math.inf, -math.inf]
NOT_A_NUMBER = ["0.95", None, True, Decimal("0.95"), Fraction(19, 20), [0.95]]


def faults(function, **changed):
    with pytest.raises(DefinitionError) as raised:
        function(**SOUND[function] | changed)
    for problem in raised.value.problems:
        assert problem.path == function.__name__
        assert str(problem).startswith(f"{function.__name__}: ")
        assert problem.text("nb") != problem.text("en")
    return [(problem.code, *problem.keys) for problem in raised.value.problems]


def arguments(*names):
    return [
        pytest.param(function, name, id=f"{function.__name__}-{name}")
        for function, given in SOUND.items()
        for name in given
        if not names or name in names
    ]


@pytest.mark.parametrize("function", SOUND)
def test_what_is_sound_is_taken(function):
    function(**SOUND[function])


@pytest.mark.parametrize(("function", "name"), arguments(*NUMERATORS, *DENOMINATORS, "roster"))
@pytest.mark.parametrize("value", NOT_WHOLE, ids=repr)
def test_what_is_no_whole_number_is_refused(function, name, value):
    assert faults(function, **{name: value}) == [("PAL201", name)]


@pytest.mark.parametrize(("function", "name"), arguments(*NUMERATORS, *DENOMINATORS, "roster"))
@pytest.mark.parametrize("value", [-1, -(10**30)])
def test_a_negative_count_is_refused(function, name, value):
    assert ("PAL311", name) in faults(function, **{name: value})


@pytest.mark.parametrize(("function", "name"), arguments(*DENOMINATORS))
def test_a_denominator_of_zero_is_refused_and_its_numerator_not_blamed(function, name):
    assert faults(function, **{name: 0}) == [("PAL330", name)]


@pytest.mark.parametrize(("function", "name"), arguments(*NUMERATORS))
def test_a_numerator_above_its_denominator_is_refused(function, name):
    assert faults(function, **{name: SOUND[function][NUMERATORS[name]] + 1}) == [("PAL324", name)]
    function(**SOUND[function] | {name: SOUND[function][NUMERATORS[name]]})


@pytest.mark.parametrize(("function", "name"), arguments("roster"))
@pytest.mark.parametrize("roster", [0, 6])
def test_more_answers_than_persons_are_refused(function, name, roster):
    assert faults(function, roster=roster) == [("PAL331", "roster")]
    function(**SOUND[function] | {"roster": 7})


@pytest.mark.parametrize(("function", "name"), arguments("confidence"))
@pytest.mark.parametrize("value", NOT_SURE, ids=repr)
def test_a_confidence_outside_0_to_1_is_refused(function, name, value):
    assert faults(function, confidence=value) == [("PAL332", "confidence")]


@pytest.mark.parametrize(("function", "name"), arguments("confidence", "centre"))
@pytest.mark.parametrize("value", NOT_A_NUMBER, ids=repr)
def test_a_level_that_is_no_number_is_refused(function, name, value):
    assert faults(function, **{name: value}) == [("PAL201", name)]


@pytest.mark.parametrize("value", [-0.01, 1.01, 77, math.nan, math.inf], ids=repr)
def test_a_centre_that_is_no_share_is_refused(value):
    assert faults(funnel_limits, centre=value) == [("PAL333", "centre")]


@pytest.mark.parametrize("name", ["numerators", "denominators", "years"])
def test_rows_of_a_trend_that_are_no_rows_are_refused(name):
    assert faults(trend, **{name: 5}) == [("PAL201", name)]


@pytest.mark.parametrize("name", ["numerators", "denominators", "years"])
@pytest.mark.parametrize("row", [[], [1], [1, 2, 3, 4, 5, 6]], ids=len)
def test_rows_of_a_trend_that_are_not_equally_long_are_refused(name, row):
    assert ("PAL335",) in faults(trend, **{name: row})


@pytest.mark.parametrize("years", [[1, 1, 2, 3, 4], [1, 3, 2, 4, 5], [5, 4, 3, 2, 1]])
def test_years_that_do_not_rise_are_refused_each_where_it_stands(years):
    falls = [("PAL336", "years", i) for i in range(1, 5) if years[i] <= years[i - 1]]
    assert faults(trend, years=years) == falls
    assert falls


def test_every_point_of_a_trend_is_looked_at_where_it_stands():
    assert faults(trend, numerators=[1, 10, -1, 4.0, 5], denominators=[9, 9, 9, 9, 0], years=[1, 2, "3", 4, None]) == [
        ("PAL201", "years", 2),
        ("PAL201", "years", 4),
        ("PAL324", "numerators", 1),
        ("PAL311", "numerators", 2),
        ("PAL201", "numerators", 3),
        ("PAL330", "denominators", 4),
    ]


def test_too_few_points_are_looked_at_all_the_same():
    assert faults(trend, numerators=[], denominators=[], years=[], confidence=2) == [("PAL332", "confidence")]
    assert faults(trend, numerators=[3], denominators=[2], years=[2020]) == [("PAL324", "numerators", 0)]


@pytest.mark.parametrize(
    ("function", "given", "expected"),
    [
        (wilson, {"numerator": -1, "denominator": 0, "confidence": 1.0},
         [("PAL311", "numerator"), ("PAL330", "denominator"), ("PAL332", "confidence")]),
        (newcombe, {"k1": 8, "n2": 0, "confidence": "x"},
         [("PAL324", "k1"), ("PAL330", "n2"), ("PAL201", "confidence")]),
        (roster_interval, {"numerator": 8, "roster": -1}, [("PAL324", "numerator"), ("PAL311", "roster")]),
        (logical_bounds, {"denominator": 0, "roster": 0.5}, [("PAL330", "denominator"), ("PAL201", "roster")]),
        (funnel_limits, {"centre": 2, "denominator": 0, "confidence": 0},
         [("PAL333", "centre"), ("PAL330", "denominator"), ("PAL332", "confidence")]),
        (trend, {"numerators": 1, "years": None, "confidence": 0},
         [("PAL201", "numerators"), ("PAL201", "years"), ("PAL332", "confidence")]),
    ],
)  # fmt: skip
def test_all_faults_of_a_call_are_told_at_once(function, given, expected):
    assert faults(function, **given) == expected


def test_a_fault_says_what_stood_there_and_what_was_expected():
    with pytest.raises(PalnetError) as raised:
        wilson(numerator=27.0, denominator=82, confidence=95)
    assert str(raised.value).splitlines() == [
        "wilson: numerator: PAL201 wrong type (found: 27.0; expected: a whole number)",
        "wilson: confidence: PAL332 the confidence does not lie between 0 and 1, as 0.95 does (found: 95)",
    ]
    with pytest.raises(PalnetError) as raised:
        wilson(np.zeros(3), "x" * 200)
    shown = [problem.value for problem in raised.value.problems]
    assert shown == ["ndarray", repr("x" * 200)[:80]]


ANYTHING = st.none() | st.booleans() | st.integers(-5, 50) | st.floats() | st.text(max_size=3)


@given(st.sampled_from(sorted(SOUND, key=lambda function: function.__name__)), st.data())
def test_whatever_is_given_is_answered_or_refused(function, data):
    given = {name: data.draw(ANYTHING | st.lists(ANYTHING, max_size=6)) for name in SOUND[function]}
    with suppress(DefinitionError):
        function(**given)


def test_a_fault_shows_what_was_given():
    given = {"centre": 1.5, "denominator": -2, "confidence": 95}
    with pytest.raises(DefinitionError) as raised:
        funnel_limits(**given)
    assert {one.keys[0]: one.value for one in raised.value.problems} == {n: str(value) for n, value in given.items()}


@pytest.mark.parametrize("function", [wilson, logical_bounds, roster_interval, newcombe, funnel_limits])
def test_the_integers_of_a_dataframe_are_whole_numbers(function):
    given = {name: np.int8(value) if isinstance(value, int) else value for name, value in SOUND[function].items()}
    assert function(**given) == function(**SOUND[function])


def test_small_integers_of_a_dataframe_do_not_overflow():
    assert roster_interval(np.int8(60), np.int8(120), roster=np.int8(125)) == roster_interval(60, 120, roster=125)


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.95, (19, 20)), (0.9, (9, 10)), (1e-07, (1, 10**7)), (np.float64(0.3), (3, 10)), (0, (0, 1)), (1.0, (1, 1))],
)
def test_a_number_is_taken_as_it_is_written(number, written):
    assert as_written(number) == written


@pytest.mark.parametrize(("confidence", "beyond"), [(0.95, (1, 40)), (0.9, (1, 20)), (0.998, (1, 1000))])
def test_a_confidence_leaves_as_much_beyond_either_end(confidence, beyond):
    assert Fraction(*each_tail(confidence)) == Fraction(*beyond)
