"""Conditions as data: they read like the sentence they mean, and refuse what nobody could be asked."""

import copy
import datetime as dt
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import PREDICATES as CONDITIONS

from palnet import (
    AllOf,
    AnyOf,
    AtLeast,
    Background,
    Between,
    DefinitionError,
    Includes,
    Is,
    Not,
    Predicate,
    Stratum,
)
from palnet.model.predicate import PREDICATES
from palnet.record import fields_of

LEAVES = {"Is", "AtLeast", "Includes", "Between", "Background"}


@given(CONDITIONS, CONDITIONS)
def test_two_are_joined_and_one_turned_about_as_the_sentence_reads(one, other):
    assert one & other == AllOf(one, other)
    assert one | other == AnyOf(one, other)
    assert ~one == Not(one)
    assert ((one & other).parts, (one | other).parts, (~one).parts) == ((one, other), (one, other), (one,))
    assert one & other != one | other


def asked(predicate):
    """The questions that a condition names, from its repr: an oracle that knows nothing of parts."""
    if type(predicate).__name__ in LEAVES:
        return [] if isinstance(predicate, Background) else [predicate.question]
    return [name for part in predicate.parts for name in asked(part)]


@given(CONDITIONS)
def test_a_condition_names_its_questions_once_and_in_order(predicate):
    assert list(predicate.questions) == list(dict.fromkeys(asked(predicate)))
    assert (predicate.parts == ()) is (type(predicate).__name__ in LEAVES)


@given(CONDITIONS)
def test_conditions_are_values(predicate):
    for same in (copy.copy(predicate), copy.deepcopy(predicate), pickle.loads(pickle.dumps(predicate))):
        assert same == predicate
        assert hash(same) == hash(predicate)


@pytest.mark.parametrize(
    ("given_", "kept"), [(2, Decimal(2)), (0.1, Decimal("0.1")), (Decimal("2.50"), Decimal("2.5")), ("4", "4")]
)
def test_a_number_is_kept_as_it_is_written(given_, kept):
    assert AtLeast("q", given_).at_least == kept
    assert Between("q", given_, None).from_ == kept
    assert Between("q", None, given_).to == kept


NO_LIMITS = [
    True,
    None,
    float("nan"),
    float("inf"),
    Decimal("-Infinity"),
    Decimal("sNaN"),
    ("a",),
    dt.datetime(2023, 1, 1, tzinfo=dt.UTC),
    dt.datetime(2023, 1, 1),  # noqa: DTZ001 - as careless as users are
]


@pytest.mark.parametrize("limit", NO_LIMITS)
def test_what_is_no_limit_is_refused(limit):
    assert refused(AtLeast, "q", limit) == [("PAL201", ("at_least",))]
    if limit is not None:
        assert refused(Between, "q", limit, limit) == [("PAL201", ("from",)), ("PAL201", ("to",))]


def refused(make, *given_):
    with pytest.raises(DefinitionError) as raised:
        make(*given_)
    return [(one.code, one.keys) for one in raised.value.problems]


def test_a_range_has_an_end_and_is_of_one_sort_and_not_upside_down():
    assert refused(Between, "q") == [("PAL323", ())]
    assert refused(Between, "q", 2, "3") == [("PAL201", ("to",))]
    assert refused(Between, "q", dt.date(2023, 1, 1), 3) == [("PAL201", ("to",))]
    assert refused(Between, "q", 3, 2) == [("PAL334", ("to",))]
    assert refused(Between, "q", dt.date(2023, 1, 2), dt.date(2023, 1, 1)) == [("PAL334", ("to",))]
    assert Between("q", 2, 2).to == 2
    # Of codes only the question knows the order.
    assert Between("q", "b", "a").from_ == "b"


@pytest.mark.parametrize("joined", [AllOf, AnyOf])
def test_of_nothing_nothing_is_joined(joined):
    name = {AllOf: "all_of", AnyOf: "any_of"}[joined]
    assert refused(joined) == [("PAL312", (name,))]
    assert refused(joined, "ja") == [("PAL201", (name, 0))]
    assert refused(lambda: Is("q", "ja") & "nei") == [("PAL201", ("all_of", 1))]
    assert refused(Not, None) == [("PAL201", ("not",))]


def test_what_somebody_is_has_a_name():
    assert Background("sector", "hospital") == Background(Stratum.SECTOR, "hospital")
    assert refused(Background, "wing", "x") == [("PAL201", ("background",))]
    assert refused(Is, "q", 4) == [("PAL201", ("is",))]
    assert refused(Includes, 4, 4) == [("PAL201", ("question",)), ("PAL201", ("includes",))]


def test_the_key_that_tells_a_predicate_is_a_key_of_it_alone():
    classes = set(Predicate.__subclasses__())
    assert set(PREDICATES.values()) == classes
    for key, cls in PREDICATES.items():
        assert key in {field.key for field in fields_of(cls)}
    # A table with "background" also has "is": the first key that fits decides.
    assert next(iter(PREDICATES)) == "background"


@given(st.sampled_from(sorted(LEAVES)))
def test_a_single_condition_has_no_parts(name):
    made = {
        "Is": Is("q", "a"),
        "AtLeast": AtLeast("q", 1),
        "Includes": Includes("q", "a"),
        "Between": Between("q", 1),
        "Background": Background("role", "a"),
    }
    assert (made[name].parts, made[name].questions) == ((), () if name == "Background" else ("q",))


def test_limits_that_do_not_go_together_are_told_with_what_stood_there_and_what_should():
    for limits, told in (
        ((), (None, "from | to")),
        ((2, "3"), ("3", "Decimal")),
        ((dt.date(2023, 1, 1), 3), ("3", "date")),
        ((Decimal("NaN"), None), ("NaN", "limit")),
    ):
        with pytest.raises(DefinitionError) as raised:
            Between("q", *limits)
        assert [(one.value, one.expected) for one in raised.value.problems] == [told]


def test_a_range_that_ends_before_it_begins_is_told_with_both():
    with pytest.raises(DefinitionError) as raised:
        Between("q", dt.date(2023, 1, 2), dt.date(2023, 1, 1))
    assert [dict(one.params) for one in raised.value.problems] == [{"lower": "2023-01-02", "upper": "2023-01-01"}]
