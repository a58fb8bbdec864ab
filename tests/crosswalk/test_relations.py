"""What two things are to each other: the explicit pair, then a common concept, and nothing else."""

from hypothesis import given
from hypothesis import strategies as st
from tests.crosswalk.invented import mapping, vocabulary
from tests.generators import records

from palnet import Mapping, Period, Relation
from palnet.crosswalk import Ends, Relations, inverse, turned
from palnet.model.definitions import Definitions

THINGS = ("a", "b", "c", "d")
CONCEPTS = ("k", "l")
TURNED = {"narrower-than": "broader-than", "broader-than": "narrower-than"}
PAIRS = [(one, other) for one in THINGS + CONCEPTS for other in THINGS + CONCEPTS if one < other]
NAMED = [relation for relation in Relation if relation is not Relation.NO_COUNTERPART]


@st.composite
def worlds(draw):
    """One relation or none for each pair, told from either end."""
    made = []
    for one, other in PAIRS:
        relation = draw(st.sampled_from([None, None, *NAMED]))
        if relation is not None:
            ends = (one, other) if draw(st.booleans()) else (other, one)
            made.append(mapping(ends[0], relation.value, ends[1]))
    return made


def relations(mappings):
    return Relations(mappings, Ends(Definitions(vocabularies=(vocabulary("v", *CONCEPTS),))))


def said(mappings, one, other):
    """What is said of the two, read from the one; written without the code that it judges."""
    for held in mappings:
        if (held.subject, held.object) == (one, other):
            return held.relation.value
        if (held.object, held.subject) == (one, other):
            return TURNED.get(held.relation.value, held.relation.value)
    return None


@given(st.sampled_from(Relation))
def test_the_inverse_of_the_inverse_is_the_relation(relation):
    assert inverse(inverse(relation)) is relation
    assert inverse(relation).value == TURNED.get(relation.value, relation.value)


@given(records(Mapping))
def test_a_mapping_turned_twice_is_the_mapping(one):
    other = turned(one)
    assert turned(other) == one
    if one.object is not None:
        assert (other.subject, other.object) == (one.object, one.subject)
        assert (other.subject_version, other.object_version) == (one.object_version, one.subject_version)


@given(worlds())
def test_a_pair_is_what_is_said_of_it_or_the_same_through_one_concept_and_nothing_else(mappings):
    known = relations(mappings)
    for one in THINGS:
        for other in THINGS:
            if one == other:
                continue
            link = known.between(one, other)
            expected = said(mappings, one, other)
            through = [k for k in CONCEPTS if said(mappings, one, k) == said(mappings, other, k) == "same-as"]
            if expected is None and through:
                expected = "same-as"
                assert link.through in through
            assert (link.relation.value if link is not None else None) == expected


@given(worlds())
def test_a_link_reads_the_same_from_both_ends(mappings):
    known = relations(mappings)
    for one in THINGS:
        for other in THINGS:
            there, back = known.between(one, other), known.between(other, one)
            assert (there is None) == (back is None)
            if there is not None:
                assert there.turned.relation is back.relation
                assert (there.turned.subject, there.turned.object) == (other, one)


@given(worlds())
def test_all_that_is_the_same_is_what_each_pair_says(mappings):
    known = relations(mappings)
    for one in THINGS:
        same = {link.object for link in known.same(one)}
        alone = {other for other in (*THINGS, *CONCEPTS) if other != one and known.between(one, other) is not None}
        assert same == {other for other in alone if known.between(one, other).relation is Relation.SAME_AS}


def test_close_is_never_carried_on():
    known = relations([mapping("a", "close-to", "k"), mapping("b", "same-as", "k"), mapping("c", "close-to", "b")])
    assert known.between("a", "b") is None
    assert known.between("a", "c") is None


def test_the_same_is_carried_through_a_concept_and_not_through_a_thing():
    known = relations([mapping("a", "same-as", "b"), mapping("b", "same-as", "c")])
    assert known.between("a", "c") is None
    through = relations([mapping("a", "same-as", "k"), mapping("b", "same-as", "k")]).between("a", "b")
    assert through.through == "k"
    assert [(one.subject, one.object) for one in through.mappings] == [("a", "k"), ("b", "k")]


def test_of_several_years_the_mapping_of_that_time_speaks():
    before = mapping("a", "same-as", "b", period=Period.years(2019, 2021), id="m1")
    after = mapping("a", "broader-than", "b", period=Period.years(2022, 2024), id="m2")
    known = relations([before, after])
    assert known.between("a", "b", Period.year(2020)).relation is Relation.SAME_AS
    assert known.between("a", "b", Period.year(2023)).relation is Relation.BROADER_THAN
    assert known.between("a", "b", Period.year(2030)) is None
    assert known.between("a", "b").relation is Relation.BROADER_THAN


def test_a_thing_without_counterpart_is_excused():
    known = relations([mapping("a", "no-counterpart"), mapping("b", "related-to", "k")])
    assert known.excused("a")
    assert known.is_mapped("a")
    assert known.is_mapped("k")
    assert not known.excused("b")
    assert not known.is_mapped("c")
