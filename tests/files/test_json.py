"""Definitions as JSON: what is written is what is read, and what is not JSON or no definition is said as in a file."""

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

import palnet
from palnet import AtLeast, Between, DefinitionError, Indicator, Is, Mapping, from_json, to_json
from palnet.model.predicate import Predicate

DAY = dt.date(2023, 9, 7)
LIMITS = st.one_of(
    st.dates(),
    st.dates().map(str),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30),
    st.integers(-(2**70), 2**70),
    st.text(min_size=1, max_size=5),
)


@given(LIMITS)
def test_a_limit_comes_back_as_what_it_was_code_number_or_day(limit):
    made = AtLeast("a/b", limit)
    again = from_json(to_json(made), Predicate)
    assert again == made
    assert type(again.at_least) is type(made.at_least)


def test_limits_are_written_as_json_has_them_and_told_apart_where_it_has_not():
    assert json.loads(to_json(Between("a/b", 1, 3))) == {"question": "a/b", "from": 1, "to": 3}
    assert json.loads(to_json(AtLeast("a/b", DAY)))["at_least"] == {"date": "2023-09-07"}
    assert json.loads(to_json(AtLeast("a/b", "2023-09-07")))["at_least"] == "2023-09-07"
    assert json.loads(to_json(AtLeast("a/b", Decimal("0.12345678901234567890"))))["at_least"] == {
        "number": "0.12345678901234567890"
    }


def test_everything_that_is_installed_survives():
    catalogue = palnet.discover()
    held = [*catalogue.indicators.values(), *catalogue.strategies.values(), *catalogue.questionnaires.values()]
    held += [*catalogue.plans.values(), *catalogue.regions.values(), *catalogue.mappings.values()]
    for one in held:
        assert from_json(to_json(one, indent=2), type(one)) == one


def problems(text, kind):
    with pytest.raises(DefinitionError) as caught:
        from_json(text, kind)
    return [(one.code, one.place, one.expected) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "Predicate:1:1"),
        ('{"question": "a/b",\n "is": }', "Predicate:2:8"),
        ('{"question": "a/b", "at_least": NaN}', "Predicate"),
        ('{"question": "a/b", "at_least": -Infinity}', "Predicate"),
        ('{"question": "a/b", "question": "a/c", "is": "x"}', "Predicate"),
        ('{"question": "a/b", "at_least": ' + "9" * 5000 + "}", "Predicate"),
    ],
)
def test_what_is_no_json_is_told_with_its_place(text, where):
    assert [(code, at) for code, at, _ in problems(text, Predicate)] == [("PAL133", where)]


@pytest.mark.parametrize("depth", [200, 100_000])
def test_what_is_nested_beyond_all_measure_is_refused(depth):
    assert problems("[" * depth + "]" * depth, Predicate) == [("PAL105", "Predicate", None)]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"date": "2023-02-30"}, "date"),
        ({"date": "20230907"}, "date"),
        ({"date": 2023}, "date"),
        ({"number": "many"}, "Decimal"),
        ({"number": "NaN"}, "Decimal"),
        ({"date": "2023-09-07", "number": 3}, "limit"),
        ({"day": "2023-09-07"}, "limit"),
        (True, "limit"),
        (None, "limit"),
    ],
)
def test_what_is_no_limit_is_refused(limit, expected):
    text = json.dumps({"question": "a/b", "at_least": limit})
    assert problems(text, Predicate) == [("PAL201", "Predicate: at_least", expected)]


def test_every_problem_is_told_with_the_keys_that_lead_to_it():
    text = '{"id": "a", "label": {"nb": 3}, "kind": "proportions", "numerator": {"question": "b", "or": "c"}}'
    found = [(code, where) for code, where, _ in problems(text, Indicator)]
    assert ("PAL204", "Indicator: kind") in found
    assert ("PAL201", "Indicator: label.nb") in found
    assert ("PAL203", "Indicator: counted_from") in found
    assert ("PAL205", "Indicator: numerator") in found
    assert [code for code, *_ in problems('"\ufffdpalnet cannot read this value\ufffd"', Mapping)] == ["PAL201"]


def test_a_definition_file_still_wants_days_as_days_and_numbers_as_numbers(tmp_path):
    assert from_json('{"question": "a/b", "is": "x"}', Predicate) == Is("a/b", "x")
    (tmp_path / "a.toml").write_text(
        'palnet = 1\n[[rosters]]\nid = "a/b"\nregion = "a"\ndate = "2023-01-01"\nheadcounts = [{ count = 1 }]\n',
        "utf-8",
    )
    assert [one.code for one in palnet.read_folder(tmp_path).problems] == ["PAL201"]
