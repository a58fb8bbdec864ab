"""What mappings cannot say: judged day by day by brute force, and shown at its place in a file."""

import datetime as dt
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.crosswalk.invented import area, indicator, mapping, strategy, vocabulary

from palnet import Period, Relation
from palnet.catalogue import check_folder
from palnet.crosswalk import Ends
from palnet.crosswalk.checking import mapping_problems
from palnet.model.definitions import Definitions

NAMES = ("k", "l", "m", "n", "o")
DEFINITIONS = Definitions(vocabularies=tuple(vocabulary(f"v{n}", one) for n, one in enumerate(NAMES)))
APART = Ends(DEFINITIONS)
TOGETHER = Ends(Definitions(vocabularies=(vocabulary("v", *NAMES),)))
PERIODS = (None, Period.years(2019, 2020), Period.years(2020, 2022), Period.years(2022, 2023))
DAYS = [dt.date(year, 6, 1) for year in range(2018, 2025)]


def found(mappings, ends=APART):
    return [(position, problem.code) for position, problem in mapping_problems(mappings, ends)]


def codes(mappings, ends=APART):
    return {code for _, code in found(mappings, ends)}


@st.composite
def worlds(draw):
    made = []
    for n in range(draw(st.integers(0, 6))):
        one, other = draw(st.permutations(NAMES))[:2]
        relation = draw(st.sampled_from(Relation))
        held = None if relation is Relation.NO_COUNTERPART else other
        made.append(mapping(one, relation.value, held, id=f"m{n}", period=draw(st.sampled_from(PERIODS))))
    return made


def holding(mappings, day):
    return [one for one in mappings if one.period is None or one.period.holds(day)]


def reads(one, first):
    turned = {"narrower-than": "broader-than", "broader-than": "narrower-than"}
    return one.relation.value if one.subject == first else turned.get(one.relation.value, one.relation.value)


def narrower_than_itself(held):
    """Every way from narrow to broad and along what is the same; back to the start with a step up is a circle."""
    steps = {(one, one): False for one in NAMES}
    for one in held:
        value = one.relation.value
        if value == "same-as":
            steps.setdefault((one.subject, one.object), False)
            steps.setdefault((one.object, one.subject), False)
        elif value == "narrower-than":
            steps[one.subject, one.object] = True
        elif value == "broader-than":
            steps[one.object, one.subject] = True
    for middle in NAMES:
        for start in NAMES:
            for end in NAMES:
                if (start, middle) in steps and (middle, end) in steps:
                    up = steps[start, middle] or steps[middle, end]
                    steps[start, end] = steps.get((start, end), False) or up
    # A step up can be found on a later round than the way itself.
    return any(steps[one, one] for one in NAMES) or any(
        steps[one, other] and (other, one) in steps for one in NAMES for other in NAMES if (one, other) in steps
    )


@given(worlds())
def test_pairs_and_excuses_are_judged_as_on_every_single_day(mappings):
    expected = set()
    for day in DAYS:
        held = holding(mappings, day)
        for one, other in combinations(held, 2):
            pair = {one.subject, one.object}
            if None not in pair and pair == {other.subject, other.object}:
                first = min(pair)
                expected.add("PAL417" if reads(one, first) == reads(other, first) else "PAL416")
        for one in held:
            others = [two for two in held if two.object is not None and one.subject in (two.subject, two.object)]
            if one.object is None and any(two.relation.value != "related-to" for two in others):
                expected.add("PAL419")
    assert codes(mappings) - {"PAL418", "PAL420"} <= expected
    # A mapping that is told of once is not told of again with the next.
    assert bool(expected) == bool(codes(mappings) - {"PAL418", "PAL420"})


def test_one_pair_told_from_both_ends_is_the_same_or_contradicts_itself():
    narrow = mapping("k", "narrower-than", "l", id="m1")
    assert found([narrow, mapping("l", "broader-than", "k", id="m2")]) == [(1, "PAL417")]
    assert found([narrow, mapping("l", "close-to", "k", id="m2")]) == [(1, "PAL416")]
    assert codes([narrow, mapping("l", "narrower-than", "k", id="m2")]) == {"PAL416", "PAL420"}


def test_an_excuse_holds_for_its_own_time():
    before, after = Period.years(2019, 2020), Period.years(2021, 2022)
    excuse = mapping("k", "no-counterpart", period=before)
    assert found([excuse, mapping("l", "close-to", "k", period=after)]) == []
    assert found([excuse, mapping("l", "close-to", "k", period=before)]) == [(0, "PAL419")]
    assert found([excuse, mapping("l", "related-to", "k", period=before)]) == []


def test_a_circle_is_charged_to_the_last_that_closes_it():
    circle = [
        mapping("k", "narrower-than", "l"),
        mapping("m", "same-as", "l"),
        mapping("n", "broader-than", "m"),
        mapping("k", "broader-than", "n"),
    ]
    ((position, problem),) = mapping_problems(circle, APART)
    assert (position, problem.code) == (3, "PAL420")
    assert sorted(dict(problem.params)["chain"].split(", ")) == ["k < l", "m < n", "n < k"]


@given(worlds())
def test_what_is_narrower_than_itself_on_some_day_is_told(mappings):
    circle = any(narrower_than_itself(holding(mappings, day)) for day in DAYS)
    assert circle == ("PAL420" in codes(mappings))


@given(worlds())
def test_without_those_it_is_charged_to_no_circle_is_left(mappings):
    charged = {position for position, code in found(mappings) if code == "PAL420"}
    rest = [one for n, one in enumerate(mappings) if n not in charged]
    assert "PAL420" not in codes(rest)


@given(worlds())
def test_two_of_one_vocabulary_that_are_the_same_as_one_are_told(mappings):
    expected = False
    for day in DAYS:
        same = [one for one in holding(mappings, day) if one.relation is Relation.SAME_AS]
        for name in NAMES:
            mine = {
                one.object if one.subject == name else one.subject for one in same if name in (one.subject, one.object)
            }
            expected |= len(mine) > 1
    assert expected == ("PAL418" in codes(mappings, TOGETHER))
    assert "PAL418" not in codes(mappings)


@pytest.mark.parametrize("relation", ["same-as", "close-to", "narrower-than", "broader-than", "related-to"])
def test_different_sorts_of_things_are_related_at_most(relation):
    held = Ends(
        Definitions(
            vocabularies=(vocabulary("v", "k"),),
            strategies=(strategy("s", 2020, 2022, area("o")),),
            indicators=(indicator("i"),),
        )
    )
    assert codes([mapping("o", relation, "i")], held) == (set() if relation == "related-to" else {"PAL415"})
    assert codes([mapping("o", relation, "k"), mapping("i", relation, "k")], held) == set()


def test_a_version_must_be_the_one_that_is_held():
    ends = Ends(
        Definitions(
            vocabularies=(vocabulary("v", "k", version=2),),
            indicators=(indicator("i", version=3),),
            strategies=(strategy("s", 2020, 2022, area("o")),),
        )
    )
    assert codes([mapping("i", "close-to", "k", subject_version=3, object_version=2)], ends) == set()
    assert codes([mapping("i", "close-to", "k", object_version=1)], ends) == {"PAL413"}
    assert codes([mapping("i", "close-to", "k", subject_version=4)], ends) == {"PAL413"}
    assert codes([mapping("o", "close-to", "k", subject_version=1)], ends) == {"PAL412"}


def test_a_mapping_cannot_hold_when_there_is_no_such_thing():
    ends = Ends(Definitions(vocabularies=(vocabulary("v", "k"),), strategies=(strategy("s", 2020, 2022, area("o")),)))
    held = mapping("o", "close-to", "k", period=Period.years(2022, 2030))
    assert codes([held], ends) == set()
    assert codes([mapping("o", "close-to", "k", period=Period.years(2023, 2030))], ends) == {"PAL414"}


def test_an_id_of_two_things_is_told():
    ends = Ends(Definitions(vocabularies=(vocabulary("v", "k", "x"),), indicators=(indicator("x"),)))
    assert codes([mapping("x", "close-to", "k")], ends) == {"PAL411"}


WRONG = """palnet = 1

[[vocabularies]]
id = "elvedal/emner"
label = "Emner"
version = 2

[[vocabularies.concepts]]
id = "elvedal/emner/oppmote"
label = "Oppmøte"

[[vocabularies.concepts]]
id = "elvedal/emner/deltakelse"
label = "Deltakelse"

[[mappings]]
id = "elvedal/en"
subject = "elvedal/emner/oppmote"
relation = "same-as"
object = "palnet/emner/oppmote"
because = "x"

[[mappings]]
id = "elvedal/to"
subject = "palnet/emner/oppmote"
relation = "broader-than"
object = "elvedal/emner/oppmote"
object_version = 1
because = "x"

[[mappings]]
id = "elvedal/tre"
subject = "elvedal/emner/deltakelse"
relation = "same-as"
object = "palnet/emner/oppmotet"
because = "x"

[[mappings]]
id = "elvedal/fire"
subject = "elvedal/emner/deltakelse"
relation = "same-as"
object = "palnet/emner/oppmote"
because = "x"
"""


def test_every_fault_is_told_at_once_at_its_place_in_the_file(tmp_path):
    (tmp_path / "region.toml").write_text(WRONG, "utf-8")
    problems = check_folder(tmp_path)
    lines = WRONG.splitlines()
    told = {(one.code, lines[one.line - 1]) for one in problems}
    assert told == {
        ("PAL413", "object_version = 1"),
        ("PAL416", 'relation = "broader-than"'),
        ("PAL420", 'relation = "broader-than"'),
        ("PAL401", 'object = "palnet/emner/oppmotet"'),
        ("PAL418", 'subject = "elvedal/emner/deltakelse"'),
    }
    (dangling,) = [one for one in problems if one.code == "PAL401"]
    assert dangling.hint == "palnet/emner/oppmote"


def test_what_is_installed_says_nothing_that_cannot_be(catalogue):
    assert list(mapping_problems(catalogue.definitions.mappings, Ends(catalogue.definitions))) == []
