"""Plain tables to objects: nothing is coerced, and everything that is wrong is told at its keys."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet import Period, Text
from palnet.errors import nearest
from palnet.files.structure import FaultsError, converter
from palnet.model import Alias, Event, Figure, Group, Region, Roster, Source, Strategy
from palnet.record import Id, Record


class Colour(StrEnum):
    """An enumeration."""

    RED = "red"
    GREEN = "green"


@attrs.frozen(kw_only=True)
class Thing(Record):
    """A field of each type."""

    text: str | None = None
    whole: int | None = None
    number: Decimal | None = None
    yes: bool | None = None
    day: dt.date | None = None
    colour: Colour | None = None
    inner: Source | None = None
    id: Id = "a"
    words: tuple[str, ...] = ()
    label: Text | None = None
    period: Period | None = None
    alias: Alias | None = None


def structured(cls, table):
    """The object, or code, keys, value, expectation and hint of every problem."""
    try:
        return converter().get_structure_hook(cls)(table, cls)
    except FaultsError as faults:
        return [(one.code, one.keys, one.value, one.expected, one.hint) for one in faults.problems]


def codes(cls, table):
    """Code and keys of every problem."""
    return [one[:2] for one in structured(cls, table)]


# What TOML can hold, and which fields take it.
VALUES = [
    ("3", {"text", "words-item", "label", "alias", "id", "inner"}),
    ("x", {"text", "words-item", "label", "alias", "id", "inner"}),
    ("red", {"text", "words-item", "label", "alias", "id", "inner", "colour"}),
    ("2023-01-01", {"text", "words-item", "label", "alias", "id", "inner"}),
    ("2021-2024", {"text", "words-item", "label", "alias", "id", "inner", "period"}),
    (3, {"whole", "number", "period"}),
    (2**63 - 1, {"whole", "number"}),
    (2**63, set()),
    (-(2**63) - 1, set()),
    (16**6000, set()),
    (Decimal("3.0"), {"number"}),
    (Decimal("NaN"), set()),
    (Decimal("Infinity"), set()),
    (True, {"yes"}),
    (False, {"yes"}),
    (dt.date(2023, 1, 1), {"day"}),
    (dt.datetime(2023, 1, 1), set()),  # noqa: DTZ001
    (dt.datetime(2023, 1, 1, tzinfo=dt.UTC), set()),
    (dt.time(12), set()),
    ([], {"words"}),
    (["x"], {"words"}),
    ({"nb": "x"}, {"label"}),
    ({"name": "x"}, {"alias"}),
    ({"start": dt.date(2023, 1, 1)}, {"period"}),
    ({"document": "x"}, {"inner"}),
]


@pytest.mark.parametrize(("value", "takers"), VALUES, ids=lambda value: str(type(value).__name__))
def test_a_field_takes_its_own_type_and_no_other(value, takers):
    for name in attrs.fields_dict(Thing):
        made = structured(Thing, {name: value})
        if name in takers:
            assert isinstance(made, Thing), name
        else:
            assert made, name
            assert all(keys[0] == name for _, keys, *_ in made)
            assert all(found is None or len(found) < 80 for _, _, found, _, _ in made)
    assert isinstance(structured(Thing, {"words": [value]}), Thing) == ("words-item" in takers)


def test_what_is_taken_is_taken_as_it_is():
    made = structured(Thing, {"text": " x", "whole": -3, "number": Decimal("3.10"), "day": dt.date(2023, 1, 1)})
    assert made == Thing(text=" x", whole=-3, number=Decimal("3.10"), day=dt.date(2023, 1, 1))
    assert str(made.number) == "3.10"
    whole = structured(Thing, {"number": 3}).number
    assert (type(whole), whole) == (Decimal, Decimal(3))


WRONG_TYPES = [
    ("text", 3, "3", "str"),
    ("text", True, "true", "str"),
    ("whole", "3", '"3"', "int"),
    ("whole", Decimal("1.0"), "1.0", "int"),
    ("whole", True, "true", "int"),
    ("yes", 1, "1", "bool"),
    ("day", dt.datetime(2023, 1, 1, 12), "2023-01-01 12:00:00", "date"),  # noqa: DTZ001
    ("colour", 1, "1", "red | green"),
    ("inner", 1, "1", "Source"),
    ("label", [], "[ … ]", "Text"),
    ("period", True, "true", "Period"),
    ("period", Decimal("2023.0"), "2023.0", "Period"),
    ("period", "2021", '"2021"', "Period"),
    ("period", "21-24", '"21-24"', "Period"),
    ("period", "２０２１-２０２４", '"２０２１-２０２４"', "Period"),
    ("words", "x", '"x"', "list"),
    ("words", {"x": 1}, "{ … }", "list"),
]


@pytest.mark.parametrize(("name", "value", "shown", "expected"), WRONG_TYPES)
def test_a_wrong_type_says_what_stood_there_and_what_was_expected(name, value, shown, expected):
    assert structured(Thing, {name: value}) == [("PAL201", (name,), shown, expected, None)]


def test_a_long_value_is_shown_in_short():
    ((_, _, shown, _, _),) = structured(Thing, {"yes": "x" * 1000})
    assert shown == '"' + "x" * 57 + '…"'


def test_an_unknown_value_names_those_there_are_and_the_nearest():
    assert structured(Thing, {"colour": "gren"}) == [("PAL204", ("colour",), '"gren"', "red | green", "green")]
    assert structured(Thing, {"colour": "RED"})[0][0] == "PAL204"


def test_an_unknown_key_names_the_nearest_and_a_missing_key_is_named():
    assert structured(Thing, {"colours": 1, "zzz": 2}) == [
        ("PAL202", ("colours",), None, None, "colour"),
        ("PAL202", ("zzz",), None, None, None),
    ]
    assert codes(Region, {}) == [("PAL203", ("id",)), ("PAL203", ("label",)), ("PAL203", ("health_region",))]


@pytest.mark.parametrize("table", [3, "x", [], True, None])
def test_what_is_no_table_is_no_object(table):
    assert [code for code, _ in codes(Region, table)] == ["PAL201"]


SHORTHANDS = [
    (Text, "Nes", Text(nb="Nes")),
    (Text, {"nn": "Nes"}, Text(nn="Nes")),
    (Alias, "KLB", Alias(name="KLB")),
    (Source, "rapport", Source(document="rapport")),
    (Source, "rapport:7-9", Source(document="rapport", lines="7-9")),
    (Period, 2023, Period(start=dt.date(2023, 1, 1), end=dt.date(2024, 1, 1))),
    (Period, "2021-2024", Period(start=dt.date(2021, 1, 1), end=dt.date(2025, 1, 1))),
    (Period, "2021–2024", Period(start=dt.date(2021, 1, 1), end=dt.date(2025, 1, 1))),
    (Period, {"start": dt.date(2021, 6, 1)}, Period(start=dt.date(2021, 6, 1))),
]


@pytest.mark.parametrize(("cls", "short", "meant"), SHORTHANDS)
def test_a_plain_value_stands_for_an_object(cls, short, meant):
    assert structured(cls, short) == meant


@given(st.integers(1, 9998), st.integers(1, 9998))
def test_years_are_whole_years_in_order(first, last):
    made = structured(Period, f"{first:04}-{last:04}")
    if first <= last:
        assert made == Period(start=dt.date(first, 1, 1), end=dt.date(last + 1, 1, 1))
    else:
        assert [(code, keys) for code, keys, *_ in made] == [("PAL305", ())]


BAD_SHORTHANDS = [
    (Text, " ", ("PAL304", (), '" "', "Text", None)),
    (Source, "rapport:x", ("PAL306", (), '"rapport:x"', "lines", None)),
    (Source, "rapport:9-7", ("PAL305", (), '"rapport:9-7"', "Source", None)),
    (Period, 0, ("PAL306", (), "0", "period", None)),
    (Period, 9999, ("PAL306", (), "9999", "period", None)),
]


@pytest.mark.parametrize(("cls", "short", "problem"), BAD_SHORTHANDS)
def test_a_plain_value_that_breaks_a_rule_is_told_as_it_stands(cls, short, problem):
    assert structured(cls, short) == [problem]


def test_everything_wrong_at_every_depth_is_told_in_one_run():
    table = {
        "id": "Elvedal",
        "label": {"en": "Elvedal"},
        "health_region": 3,
        "networks": [{"id": "a"}, "b", {"id": "c", "label": "c", "short": {"nb": 1, "fr": "x"}}],
        "grups": [],
        "inferred": ["labl"],
    }
    assert sorted(codes(Region, table), key=str) == sorted(
        [
            ("PAL202", ("grups",)),
            ("PAL301", ("id",)),
            ("PAL303", ("label",)),
            ("PAL201", ("health_region",)),
            ("PAL203", ("networks", 0, "label")),
            ("PAL201", ("networks", 1)),
            ("PAL201", ("networks", 2, "short", "nb")),
            ("PAL202", ("networks", 2, "short", "fr")),
            ("PAL302", ("inferred", 0)),
        ],
        key=str,
    )


def test_a_rule_is_asked_even_where_another_field_cannot_be_read():
    table = {"id": "a", "label": 3, "region": "b", "period": 2023, "numerator": 9, "denominator": 8}
    assert codes(Figure, table) == [("PAL201", ("label",)), ("PAL324", ("numerator",))]
    event = {"id": "a", "label": "x", "kind": "network-meeting", "when": {"month": 3}, "region": 1, "registered": -1}
    assert set(codes(Event, event)) == {
        ("PAL201", ("region",)),
        ("PAL307", ("when",)),
        ("PAL309", ("when", "month")),
        ("PAL311", ("registered",)),
        ("PAL309", ("kind",)),
    }


def test_a_rule_is_asked_even_where_a_key_is_unknown():
    table = {"id": "a", "label": "x", "network": "n", "kind": "local", "colour": 1, "inferred": ["id"]}
    assert codes(Group, table) == [("PAL202", ("colour",)), ("PAL302", ("inferred", 0))]


def test_a_rule_that_needs_what_cannot_be_read_is_not_asked():
    table = {"id": "a", "label": "x", "period": "alltid", "areas": [{"id": "b", "label": "x", "number": "1"}]}
    assert codes(Strategy, table) == [("PAL201", ("period",)), ("PAL201", ("areas", 0, "number"))]


@pytest.mark.parametrize(
    ("name", "known", "meant"),
    [("netwroks", ["networks", "groups"], "networks"), ("x", ["networks"], None), ("x", [], None)],
)
def test_the_nearest_name_is_one_that_is_much_like_it(name, known, meant):
    assert nearest(name, known) == meant


def test_a_fault_in_one_of_many_hides_nothing_that_is_wrong_with_them_together():
    target = {"indicator": "i", "kind": "everyone"}
    table = {
        "id": "s",
        "label": "x",
        "period": "2023-2026",
        "areas": [
            {"id": "a", "label": 3, "number": 1},
            {"id": "B", "label": "x", "number": 1},
            {"id": "c", "label": "x", "number": "1"},
        ],
        "targets": [{"id": "t", **target, "percent": 50}, {"id": "u", **target, "period": 2027}],
    }
    assert set(codes(Strategy, table)) == {
        ("PAL201", ("areas", 0, "label")),
        ("PAL301", ("areas", 1, "id")),
        ("PAL201", ("areas", 2, "number")),
        ("PAL317", ("areas", 1, "number")),
        ("PAL315", ("targets", 0, "percent")),
    }
    table["areas"][2]["number"] = 3
    assert ("PAL318", ("targets", 1, "period")) in codes(Strategy, table)


def test_a_faulty_headcount_hides_no_other_problem_and_makes_none_up():
    table = {"id": "r", "region": "e", "date": dt.date(2023, 1, 1)}
    counts = [{"count": 1, "network": "n"}, {"count": 1, "network": "n"}, {"count": -1, "network": "m", "parts": [{}]}]
    assert codes(Roster, table | {"headcounts": counts}) == [
        ("PAL203", ("headcounts", 2, "parts", 0, "count")),
        ("PAL311", ("headcounts", 2, "count")),
        ("PAL313", ("headcounts", 1)),
    ]
    nested = [{"count": 1, "network": "n", "parts": [{"count": -1, "group": "g"}]}]
    assert codes(Roster, table | {"headcounts": nested}) == [("PAL311", ("headcounts", 0, "parts", 0, "count"))]
