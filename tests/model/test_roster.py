"""Headcounts: what they are made of, and what is never added."""

import datetime as dt
from collections import Counter

import attrs
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st
from tests.faults import faults_of
from tests.generators import records

from palnet import DefinitionError
from palnet.model import Headcount, Roster, Sector, Stratum

DAY = dt.date(2023, 12, 31)


def test_a_negative_number_of_persons_and_a_subset_larger_than_its_whole_are_both_told():
    subsets = (Headcount(count=1), Headcount(count=0), Headcount(count=-0))
    found = faults_of(Headcount, count=-2, including=subsets)
    assert found == [("PAL311", ("count",)), *(("PAL314", ("including", n, "count")) for n in range(3))]


def test_parts_need_not_add_up_to_their_whole():
    parts = (Headcount(count=90, profession="sykepleier"), Headcount(count=90, profession="lege"))
    assert Headcount(count=140, parts=parts, disjoint=False).count == 140


def test_a_roster_without_headcounts_is_refused():
    assert faults_of(Roster, id="a", region="b", date=DAY, headcounts=()) == [("PAL312", ("headcounts",))]


def test_the_same_counted_twice_is_told_wherever_it_is_nested():
    nurses = Headcount(count=10, network="n", profession="sykepleier")
    whole = Headcount(count=12, network="n", parts=(Headcount(count=10, profession="sykepleier"),))
    again = Headcount(count=3, network="n", including=(Headcount(count=1),))
    found = faults_of(Roster, id="a", region="b", date=DAY, headcounts=(nurses, whole, again))
    # The nurses again as a part of the whole; the whole's key again, by the third and by the subset that adds nothing.
    assert found == [("PAL313", ("headcounts", 1)), ("PAL313", ("headcounts", 2)), ("PAL313", ("headcounts", 2))]


def inherited(headcount, network=None, group=None, profession=None, sector=None):
    """Every count by its full key, from the words: what a part does not say it has from its whole."""
    key = (
        headcount.network or network,
        headcount.group or group,
        headcount.profession or profession,
        headcount.sector or sector,
    )
    yield key, headcount.count
    for inner in (*headcount.parts, *headcount.including):
        yield from inherited(inner, *key)


@given(records(Roster))
def test_a_count_is_found_under_exactly_what_it_is_stated_for(roster):
    stated = [pair for outer in roster.headcounts for pair in inherited(outer)]
    for (network, group, profession, sector), count in stated:
        assert roster.count(network, group=group, profession=profession, sector=sector) == count
    assert roster.count("nowhere") is None


@pytest.mark.parametrize("sector", [Sector.HOSPITAL, Sector.MUNICIPALITY])
def test_nothing_is_added_up_where_the_whole_is_not_stated(sector):
    parts = (Headcount(count=4, network="a", sector=sector), Headcount(count=5, network="b", sector=sector))
    roster = Roster(id="a", region="b", date=DAY, headcounts=parts)
    assert roster.count("a", sector=sector) == 4
    assert roster.count("a") is None


def test_a_part_has_what_it_does_not_say_from_its_whole_at_every_depth():
    coordinators = Headcount(count=0, profession="kreftkoordinator")
    leaf = Headcount(count=1, sector=Sector.HOSPITAL, including=(coordinators,))
    for name, value in {"profession": "sykepleier", "group": "nes", "network": "n"}.items():
        leaf = Headcount(count=leaf.count + 1, parts=(leaf,), **{name: value})
    (whole,) = Roster(id="a", region="b", date=DAY, headcounts=(leaf,)).headcounts
    innermost = list(whole.with_subsets())[-2:]
    assert [one.profession for one in innermost] == ["sykepleier", "kreftkoordinator"]
    assert [(one.network, one.group, one.sector) for one in innermost] == [("n", "nes", Sector.HOSPITAL)] * 2


def test_headcounts_are_walked_with_their_depth_and_down_to_the_smallest():
    leaf, other = Headcount(count=1, group="nes"), Headcount(count=2, group="vik")
    subset = Headcount(count=1, profession="lege")
    middle = Headcount(count=3, sector=Sector.HOSPITAL, parts=(leaf, other), including=(subset,))
    whole = Headcount(count=5, network="n", parts=(middle,))
    assert [(depth, one.count) for depth, one in whole.nested()] == [(0, 5), (1, 3), (2, 1), (2, 2), (2, 1)]
    assert [(one.group, one.sector, one.network) for one in whole.smallest()] == [
        ("nes", Sector.HOSPITAL, "n"),
        ("vik", Sector.HOSPITAL, "n"),
    ]
    assert list(leaf.smallest()) == [leaf]


def test_a_headcount_that_says_no_role_has_its_networks():
    inner = Headcount(count=1, network="m", including=(Headcount(count=1, network="n", role="leder"),))
    made = Roster(
        id="a", region="b", date=DAY, headcounts=(Headcount(count=2, network="n", parts=(inner,)), Headcount(count=1))
    )
    outer, alone = made.with_roles({"n": "rp", "m": None}).headcounts
    assert (outer.role, outer.parts[0].role, outer.parts[0].including[0].role, alone.role) == (
        "rp",
        None,
        "leder",
        None,
    )


# What a roster says of those who are several things at once. The oracle is the persons themselves: whatever a roster
# that is true of them says must be how many there are, so that where two populations differ it can say nothing.

KINDS = {"kreftkoordinator": "sykepleier", "home-care": "municipality"}
SAID = {
    Stratum.ROLE: ("rp", "leder"),
    Stratum.GROUP: ("nes", "vik"),
    Stratum.PROFESSION: ("sykepleier", "kreftkoordinator", "lege"),
    Stratum.SECTOR: ("hospital", "municipality", "home-care"),
}


def within(_, one, other):
    return one == other or KINDS.get(one) == other


def is_all(person, wanted):
    return all(within(by, person[by], code) for by, code in wanted.items())


PERSONS = st.fixed_dictionaries({by: st.sampled_from(codes) for by, codes in SAID.items()})
POPULATIONS = st.lists(PERSONS, max_size=8)


def conditions(least=0, most=2):
    one = st.sampled_from([(by, code) for by, codes in SAID.items() for code in codes])
    return st.lists(one, min_size=least, max_size=most, unique_by=lambda pair: pair[0]).map(dict)


@st.composite
def headcounts(draw, people, said, depth=2):
    """A headcount that is true of the people who are all of that, broken down in some way or not at all."""
    mine = [person for person in people if is_all(person, said)]
    made = {
        "count": len(mine),
        **{by.value: Sector(code) if by is Stratum.SECTOR else code for by, code in said.items()},
    }
    how = draw(st.sampled_from(["whole", "parts", "overlapping"])) if depth else "whole"
    if how == "parts":
        by = draw(st.sampled_from([by for by in SAID if by not in said] or list(SAID)))
        # Everybody once, by the narrowest that they are; or all but one sort of them.
        codes = draw(st.lists(st.sampled_from(SAID[by]), unique=True))
        if by not in said and codes:
            parts = []
            for code in codes:
                narrower = [other for other in codes if other != code and within(by, other, code)]
                those = [p for p in mine if within(by, p[by], code) and p[by] not in narrower]
                parts.append(draw(headcounts(those, said | {by: code}, depth - 1)))
            made["parts"] = tuple(parts)
    elif how == "overlapping":
        more = draw(st.lists(conditions(1), max_size=2, unique_by=lambda one: tuple(sorted(one.items()))))
        inner = tuple(draw(headcounts(mine, said | one, depth - 1)) for one in more)
        made |= {"including": inner} if draw(st.booleans()) else {"parts": inner, "disjoint": False}
    return Headcount(**made)


@st.composite
def rosters(draw, people):
    """A roster of several headcounts, each true of those people, whether or not somebody is in two of them."""
    outer = draw(st.lists(conditions(), min_size=1, max_size=3, unique_by=lambda one: tuple(sorted(one.items()))))
    made = tuple(draw(headcounts(people, said)) for said in outer)
    try:
        return Roster(id="r", region="x", date=DAY, headcounts=made)
    except DefinitionError:
        return reject()  # the same stated twice


def on_it(roster, people):
    """Those who are in any of a roster's headcounts."""
    stated = [{by: code for by in SAID if (code := outer.stated(by))} for outer in roster.headcounts]
    return [person for person in people if any(is_all(person, said) for said in stated)]


@given(st.data(), POPULATIONS)
def test_what_a_roster_says_of_several_things_at_once_is_true_or_not_said(data, people):
    roster = data.draw(rosters(people))
    for wanted in data.draw(st.lists(conditions(0, 3), min_size=3, max_size=6)):
        truth = sum(is_all(person, wanted) for person in on_it(roster, people))
        assert roster.persons(wanted, within) in (None, truth)


@given(POPULATIONS.filter(bool), conditions(0, 4))
def test_a_roster_that_parts_everybody_says_how_many_are_anything(people, wanted):
    sorts = Counter(tuple(person[by] for by in SAID) for person in people)
    made = tuple(
        Headcount(count=number, role=role, group=group, profession=profession, sector=Sector(sector))
        for (role, group, profession, sector), number in sorts.items()
    )
    several = Roster(id="r", region="x", date=DAY, headcounts=made)
    nested = Roster(id="r", region="x", date=DAY, headcounts=(Headcount(count=len(people), network="n", parts=made),))
    named = all(any(within(by, p[by], code) or within(by, code, p[by]) for p in people) for by, code in wanted.items())
    truth = sum(is_all(person, wanted) for person in people)
    said = {code for person in people for code in person.values()}
    # Two wholes of which one may be a sort of the other may share somebody; parts of one whole do not.
    shared = any(code in said and KINDS[code] in said for code in KINDS)
    # What somebody is only said to be a sort of may be said of none.
    vague = any(not within(by, p[by], code) and within(by, code, p[by]) for by, code in wanted.items() for p in people)
    for roster, unsure in ((several, vague or shared), (nested, vague)):
        found = roster.persons(wanted, within)
        if not named:
            assert found is None
        else:
            assert found == truth or (unsure and found is None)


NURSES = Headcount(count=138, profession="sykepleier", including=(Headcount(count=12, profession="kreftkoordinator"),))


def roster(*headcounts):
    return Roster(id="r", region="x", date=DAY, headcounts=headcounts)


@pytest.mark.parametrize(
    ("headcounts", "wanted", "number"),
    [
        ((NURSES,), {}, 138),
        ((NURSES,), {"profession": "sykepleier"}, 138),
        ((NURSES,), {"profession": "kreftkoordinator"}, 12),
        ((NURSES,), {"profession": "lege"}, None),
        ((NURSES,), {"role": "leder"}, None),
        ((NURSES,), {"profession": "kreftkoordinator", "group": "nes"}, None),
        # A subset is a sort of its whole, and none of the rest is said to be.
        (
            (Headcount(count=150, including=(Headcount(count=12, profession="kreftkoordinator"),)),),
            {"profession": "sykepleier"},
            None,
        ),
        (
            (Headcount(count=140, parts=(Headcount(count=12, profession="kreftkoordinator"),)),),
            {"profession": "sykepleier"},
            None,
        ),
        # Whoever is both in the group and a cancer coordinator is not the group.
        (
            (Headcount(count=140, including=(Headcount(count=3, group="nes", profession="kreftkoordinator"),)),),
            {"group": "nes"},
            None,
        ),
        # Of parts on two axes that nobody is in two of, it is not said where the others of the one are in the other.
        (
            (Headcount(count=20, parts=(Headcount(count=4, group="nes"), Headcount(count=6, sector=Sector.HOSPITAL))),),
            {"group": "nes"},
            None,
        ),
        (
            (
                Headcount(
                    count=20,
                    disjoint=False,
                    parts=(Headcount(count=4, group="nes"), Headcount(count=6, sector=Sector.HOSPITAL)),
                ),
            ),
            {"group": "nes"},
            4,
        ),
        # Parts that may share somebody are never added, however many they make.
        (
            (
                Headcount(
                    count=9,
                    disjoint=False,
                    parts=(
                        Headcount(count=4, group="nes", role="rp"),
                        Headcount(count=7, sector=Sector.HOSPITAL, role="rp"),
                    ),
                ),
            ),
            {"role": "rp"},
            None,
        ),
        # Whoever holds a wider sort holds the narrower.
        ((Headcount(count=20, parts=(attrs.evolve(NURSES, count=15),)),), {"profession": "kreftkoordinator"}, 12),
        # Beside a narrower sort it is not said whether that is counted in the wider or beside it.
        (
            (
                Headcount(
                    count=150,
                    including=(
                        Headcount(count=138, profession="sykepleier"),
                        Headcount(count=12, profession="kreftkoordinator"),
                    ),
                ),
            ),
            {"profession": "sykepleier"},
            None,
        ),
        (
            (
                Headcount(
                    count=150,
                    including=(
                        Headcount(count=138, profession="sykepleier"),
                        Headcount(count=12, profession="kreftkoordinator"),
                    ),
                ),
            ),
            {"profession": "kreftkoordinator"},
            12,
        ),
        (
            (
                Headcount(
                    count=150,
                    including=(
                        Headcount(count=138, profession="sykepleier"),
                        Headcount(count=0, profession="kreftkoordinator"),
                    ),
                ),
            ),
            {"profession": "sykepleier"},
            138,
        ),
        # Another whole may have cancer coordinators as well, and does not say.
        ((NURSES, Headcount(count=40, network="m", profession="sykepleier")), {"profession": "kreftkoordinator"}, None),
        # Two that somebody may be in both of are not added.
        ((Headcount(count=140, network="n"), Headcount(count=12, profession="kreftkoordinator")), {}, None),
        ((Headcount(count=140, network="n"), Headcount(count=49, network="m")), {}, 189),
        ((Headcount(count=140, network="n"), Headcount(count=49, network="m")), {"network": "m"}, 49),
        # One group of a breakdown that leaves somebody out, but not the sum of two that may share somebody.
        (
            (Headcount(count=9, parts=(Headcount(count=4, group="nes"), Headcount(count=3, group="vik"))),),
            {"group": "nes"},
            4,
        ),
        (
            (
                Headcount(
                    count=9, disjoint=False, parts=(Headcount(count=4, group="nes"), Headcount(count=7, group="vik"))
                ),
            ),
            {"group": "nes"},
            4,
        ),
        (
            (
                Headcount(
                    count=9,
                    parts=(Headcount(count=4, group="nes", sector=Sector.HOSPITAL), Headcount(count=3, group="vik")),
                ),
            ),
            {"sector": "hospital"},
            None,
        ),
        # Printed parts that make more than their whole are taken at their word, as the whole is.
        (
            (
                Headcount(
                    count=187,
                    parts=(
                        Headcount(count=138, role="rp", profession="sykepleier"),
                        Headcount(count=3, role="rp", profession="vernepleier"),
                        Headcount(count=49, role="fe"),
                    ),
                ),
            ),
            {"role": "rp"},
            141,
        ),
        # Nobody is in a headcount of nobody.
        (
            (Headcount(count=0, network="n"), Headcount(count=4, network="m", sector=Sector.HOSPITAL)),
            {"sector": "hospital"},
            4,
        ),
    ],
)
def test_only_what_follows_from_the_headcounts_is_said(headcounts, wanted, number):
    assert roster(*headcounts).persons({Stratum(by): code for by, code in wanted.items()}, within) == number


def test_what_a_roster_has_inside_something_is_not_apart_from_it_even_where_nothing_else_says_so():
    assert roster(NURSES).persons({Stratum.PROFESSION: "kreftkoordinator"}) == 12
    other = Headcount(count=40, network="m", profession="sykepleier")
    assert roster(NURSES, other).persons({Stratum.PROFESSION: "kreftkoordinator"}) is None
    assert (
        roster(NURSES, attrs.evolve(other, profession="lege")).persons({Stratum.PROFESSION: "kreftkoordinator"}) == 12
    )


def test_of_two_that_can_say_it_one_is_enough_and_two_that_contradict_each_other_say_nothing():
    nes, coordinators = {"group": "nes"}, {"profession": "kreftkoordinator"}
    both = {Stratum.GROUP: "nes", Stratum.PROFESSION: "kreftkoordinator"}
    part = Headcount(count=4, **nes)
    subset = Headcount(count=3, **coordinators, including=(Headcount(count=1, **nes),))
    assert roster(Headcount(count=9, parts=(part,), including=(subset,))).persons(both) == 1
    part = Headcount(count=4, **nes, including=(Headcount(count=2, sector=Sector.HOSPITAL, **coordinators),))
    assert roster(Headcount(count=9, parts=(part,), including=(subset,))).persons(both) == 1
    one, other = (Headcount(count=4, **nes, including=(Headcount(count=n, **coordinators),)) for n in (2, 1))
    wholes = Headcount(count=9, parts=(one,), including=(attrs.evolve(other, network="n"),))
    assert roster(wholes).persons(both | {Stratum.NETWORK: "n"}) == 1
    contradiction = Headcount(
        count=9, network="n", including=(attrs.evolve(one, role="rp"), attrs.evolve(other, sector=Sector.HOSPITAL))
    )
    everything = both | {Stratum.ROLE: "rp", Stratum.SECTOR: "hospital"}
    assert roster(contradiction).persons(everything) is None
