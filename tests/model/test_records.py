"""What holds for every class of the model: frozen, hashable, picklable, equal by content, checked when made."""

import copy
import datetime as dt
import pickle
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.faults import faults_of
from tests.generators import CLASSES, definitions, records

from palnet import DefinitionError, Text
from palnet.model import AllOf, AnyOf, Figure, Source, Trust
from palnet.model.definitions import KINDS, Definitions, kinds_of, walk
from palnet.record import Record, problems_of

every_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


# What the predicates that are made of several are given is one tuple, whatever it is.
every_class_by_name = pytest.mark.parametrize(
    "cls", [cls for cls in CLASSES if cls not in (AllOf, AnyOf)], ids=lambda cls: cls.__name__
)


def made_of(cls, values):
    """The object with those values. The predicates that are made of several take them without a name."""
    (several,) = values.values() if cls in (AllOf, AnyOf) else [()]
    return cls(*several) if several else cls(**values)


@every_class
@settings(max_examples=10)
@given(data=st.data())
def test_a_sound_object_is_frozen_hashable_picklable_and_equal_by_content(cls, data):
    made = data.draw(definitions() if cls is Definitions else records(cls, 2))
    values = {field.name: getattr(made, field.name) for field in attrs.fields(cls)}
    again = made_of(cls, values)
    assert again == made
    assert hash(again) == hash(made)
    assert pickle.loads(pickle.dumps(made)) == made
    assert copy.deepcopy(made) == made
    assert not list(problems_of(made))
    for name, value in values.items():
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(made, name, value)


@every_class
@settings(max_examples=8)
@given(data=st.data())
def test_objects_that_differ_in_a_field_are_not_equal(cls, data):
    depth = 0 if cls is Definitions else 1
    one, other = data.draw(records(cls, depth)), data.draw(records(cls, depth))
    same = all(getattr(one, field.name) == getattr(other, field.name) for field in attrs.fields(cls))
    assert (one == other) == same


@every_class_by_name
@settings(max_examples=8)
@given(data=st.data())
def test_a_value_of_no_type_at_all_is_refused_in_every_field_and_all_at_once(cls, data):
    made = data.draw(records(cls, 0))
    names = [field.name for field in attrs.fields(cls)]
    wrong = data.draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
    values = {name: getattr(made, name) for name in names} | dict.fromkeys(wrong, object())
    found = faults_of(cls, **values)
    assert [keys for code, keys in found if code == "PAL201"] == [
        (name.rstrip("_"),) for name in names if name in wrong
    ]


@every_class
def test_every_field_that_holds_many_is_a_tuple(cls):
    many = [field.name for field in attrs.fields(cls) if isinstance(field.default, tuple)]
    assert all(attrs.fields_dict(cls)[name].default == () for name in many)
    if many:
        required = {field.name: object() for field in attrs.fields(cls) if field.default is attrs.NOTHING}
        found = faults_of(cls, **required, **{name: [] for name in many})
        assert {keys for code, keys in found if code == "PAL201"} >= {(name,) for name in many}


WRONG_VALUES = [
    (Source, {"document": 3}, ("document",)),
    (Source, {"document": b"a"}, ("document",)),
    (Source, {"document": None}, ("document",)),
    (Figure, {"percent": 33}, ("percent",)),
    (Figure, {"percent": 33.0}, ("percent",)),
    (Figure, {"percent": Decimal("NaN")}, ("percent",)),
    (Figure, {"percent": Decimal("Infinity")}, ("percent",)),
    (Figure, {"numerator": True}, ("numerator",)),
    (Figure, {"numerator": 1.0}, ("numerator",)),
    (Figure, {"disjoint": 1}, ("disjoint",)),
    (Figure, {"as_of": dt.datetime(2023, 1, 1, tzinfo=dt.UTC)}, ("as_of",)),
    (Figure, {"as_of": "2023-01-01"}, ("as_of",)),
    (Figure, {"form": "exact"}, ("form",)),
    (Figure, {"networks": "bergen"}, ("networks",)),
    (Figure, {"networks": ("bergen", 3)}, ("networks", 1)),
    (Figure, {"label": "mål"}, ("label",)),
    (Figure, {"sources": (Text(nb="x"),)}, ("sources", 0)),
]


@pytest.mark.parametrize(("cls", "values", "keys"), WRONG_VALUES)
@given(data=st.data())
@settings(max_examples=2)
def test_nothing_is_coerced(cls, values, keys, data):
    made = data.draw(records(cls, 0))
    with pytest.raises(DefinitionError) as raised:
        attrs.evolve(made, **values)
    assert ("PAL201", keys) in [(problem.code, problem.keys) for problem in raised.value.problems]


@pytest.mark.parametrize("good", ["a", "7", "bergen/sykepleie/voss", "vest-2021-2024/kompetanse", "a1-b2/3"])
def test_an_id_is_lower_case_words_joined_by_hyphens_owner_first(good):
    assert Trust(id=good, label=Text(nb="x")).id == good


@pytest.mark.parametrize(
    "bad", ["", "A", "æ", "a b", "a--b", "-a", "a-", "/a", "a/", "a//b", "a_b", "a.b", "a\n", "a/-b", "²"]
)
def test_what_is_not_so_is_no_id(bad):
    assert faults_of(Trust, id=bad, label=Text(nb="x")) == [("PAL301", ("id",))]


def test_only_a_field_can_be_inferred_and_never_id_or_source():
    inferred = ("label", "nothing", "organisation_number", "sources", "id", "inferred")
    found = faults_of(Trust, id="a", label=Text(nb="x"), inferred=inferred)
    assert found == [("PAL302", ("inferred", position)) for position in (1, 3, 4, 5)]


def test_types_are_told_together_and_where_they_hold_ids_and_rules():
    found = faults_of(Trust, id="A", label="x", aliases=[], organisation_number="1")
    assert found == [("PAL201", ("label",)), ("PAL201", ("aliases",))]
    found = faults_of(Trust, id="A", label=Text(nb="x"), organisation_number="1")
    assert found == [("PAL301", ("id",)), ("PAL306", ("organisation_number",))]


def test_a_record_that_states_no_rule_has_none():
    assert list(Record()._rules()) == []


def test_every_class_with_an_id_has_a_kind_of_its_own():
    with_id = {cls for cls in CLASSES if "id" in attrs.fields_dict(cls)}
    assert set(KINDS) == with_id
    assert len(set(KINDS.values())) == len(KINDS)


@every_class
def test_every_reference_is_to_kinds_that_there_are(cls):
    for field in attrs.fields(cls):
        annotation = str(attrs.resolve_types(cls, include_extras=True) and attrs.fields_dict(cls)[field.name].type)
        for kind in [part.split("'")[1] for part in annotation.split("Ref(kind=")[1:]]:
            assert set(kinds_of(kind)) <= set(KINDS.values()), (field.name, kind)


@given(definitions())
def test_a_walk_meets_every_record_once_at_the_keys_that_lead_to_it(made):
    met = list(walk(made))
    assert len({keys for keys, _ in met}) == len(met)
    for keys, record in met:
        found = made
        for key in keys:
            found = found[key] if isinstance(key, int) else getattr(found, key)
        assert found is record
    assert len(met) == _records_in(made)


def _records_in(value):
    """How many records there are, counted by another road: attrs' own recursion into dictionaries."""
    if isinstance(value, tuple):
        return sum(_records_in(one) for one in value)
    if isinstance(value, Record):
        return 1 + sum(_records_in(one) for one in attrs.asdict(value, recurse=False).values())
    return 0


@given(st.lists(definitions(), max_size=3))
@settings(max_examples=25)
def test_definitions_put_together_hold_all_in_order(several):
    together = Definitions.together(iter(several))
    for field in attrs.fields(Definitions):
        assert list(getattr(together, field.name)) == [one for each in several for one in getattr(each, field.name)]
