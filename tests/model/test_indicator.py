"""Indicators: the kind decides what is required."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults import faults_of

from palnet import AllOf, AnyOf, Background, Is, Sector, Stratum, Text
from palnet.model import CountedFrom, Direction, Governance, Indicator, Kind, Respondents

NAME = Text(nb="x")
MANAGERS = Respondents(role="leder")
# From the specification: what each kind is made of when it is counted from answers.
MADE_OF = {
    "proportion": {"numerator"},
    "count": {"numerator"},
    "ratio": {"question", "per"},
    "distribution": {"question"},
    "mean": {"question"},
    "median": {"question"},
}
KIND_OF = {"roster": "proportion", "attendance": "ratio", "headcounts": "count"}
PARTS = {"base": Is("q1", "ja"), "numerator": Is("q2", "ja"), "question": "q3", "per": "q4", "unknown_as_no": True}


@given(
    st.sampled_from(Kind),
    st.sampled_from(CountedFrom),
    st.booleans(),
    st.sets(st.sampled_from(sorted(PARTS))),
    st.none() | st.sampled_from(Direction),
    st.integers(-1, 3),
    st.lists(st.integers(-1, 3), max_size=2, unique=True),
    st.none() | st.integers(-1, 20),
)
def test_an_indicator_has_what_its_kind_and_its_base_ask_for(
    kind, counted_from, asked, parts, direction, version, comparable, minimum
):
    values = {
        "id": "a",
        "label": NAME,
        "kind": kind,
        "counted_from": counted_from,
        "respondents": (MANAGERS,) if asked else (),
        "direction": direction,
        "version": version,
        "comparable_with": tuple(comparable),
        "minimum_denominator": minimum,
        **{name: PARTS[name] for name in parts},
    }
    expected = [] if version >= 1 else [("PAL306", ("version",))]
    expected += [("PAL306", ("comparable_with", n)) for n, one in enumerate(comparable) if one < 1 or one >= version]
    if minimum is not None and minimum < 1:
        expected.append(("PAL306", ("minimum_denominator",)))
    if kind.value == "distribution" and direction:
        expected.append(("PAL315", ("direction",)))
    if counted_from.value == "answers":
        if not asked:
            expected.append(("PAL309", ("counted_from",)))
        needs = MADE_OF[kind.value]
        allowed = {*needs, "base", *({"unknown_as_no"} if "numerator" in needs else set())}
        expected += [("PAL309", ("kind",))] * len(needs - parts)
        expected += [("PAL315", (name,)) for name in parts - allowed]
    else:
        expected += [("PAL315", (name,)) for name in parts]
        if KIND_OF[counted_from.value] != kind.value:
            expected.append(("PAL315", ("kind",)))
    if expected:
        assert sorted(faults_of(Indicator, **values)) == sorted(expected)
    else:
        indicator = Indicator(**values)
        order = ["numerator", "question", "per", "base"]
        names = {"numerator": "q2", "question": "q3", "per": "q4", "base": "q1"}
        assert indicator.questions == tuple(names[name] for name in order if name in parts)


def test_a_question_is_named_once_and_those_of_the_base_last():
    made = {"id": "a", "label": NAME, "counted_from": CountedFrom.ANSWERS, "respondents": (MANAGERS,)}
    ratio = Indicator(kind=Kind.RATIO, question="q", per="p", base=Is("b", "x") & Is("p", "x"), **made)
    assert ratio.questions == ("q", "p", "b")
    share = Indicator(kind=Kind.PROPORTION, numerator=Is("n", "x") & Is("b", "y"), base=Is("b", "x"), **made)
    assert share.questions == ("n", "b")


def test_the_members_are_the_respondents_and_the_bases_own_condition():
    leader = Background(Stratum.ROLE, "leder")
    local = Respondents(role="rp", sector=Sector.MUNICIPALITY)
    here = AllOf(Background(Stratum.ROLE, "rp"), Background(Stratum.SECTOR, "municipality"))
    base = Is("q", "ja")

    def members(respondents, condition=None):
        made = {"id": "a", "label": NAME, "counted_from": CountedFrom.ANSWERS, "numerator": Is("n", "x")}
        return Indicator(kind=Kind.PROPORTION, respondents=respondents, base=condition, **made).members

    assert (MANAGERS.condition, local.condition) == (leader, here)
    assert members((MANAGERS,)) == leader
    assert members((local,), base) == AllOf(here, base)
    assert members((MANAGERS, local)) == AnyOf(leader, here)
    assert members((MANAGERS, local), base) == AllOf(AnyOf(leader, here), base)
    headcount = Indicator(id="a", label=NAME, kind=Kind.COUNT, counted_from=CountedFrom.HEADCOUNTS)
    assert (headcount.members, headcount.questions) == (None, ())


@pytest.mark.parametrize(("days", "sound"), [(-1, False), (0, False), (1, True)])
def test_a_definition_is_due_again_after_it_was_reviewed(days, sound):
    reviewed = dt.date(2024, 5, 1)
    values = {"reviewed": reviewed, "next_review": reviewed + dt.timedelta(days=days)}
    if sound:
        assert Governance(**values).reviewed == reviewed
    else:
        assert faults_of(Governance, **values) == [("PAL305", ("next_review",))]
    assert Governance(next_review=reviewed).next_review == Governance(reviewed=reviewed).reviewed


def test_no_way_of_a_whole_distribution_is_better():
    made = {"id": "a", "label": NAME, "counted_from": CountedFrom.ANSWERS, "respondents": (MANAGERS,), "question": "q"}
    assert faults_of(Indicator, kind=Kind.DISTRIBUTION, direction=Direction.DECREASE, **made) == [
        ("PAL315", ("direction",))
    ]
    assert Indicator(kind=Kind.MEAN, direction=Direction.DECREASE, **made).direction is Direction.DECREASE
