"""Regions side by side: every topic, nothing dropped, nobody ranked, and nothing said of what is not mentioned."""

from collections import Counter
from itertools import permutations

import pytest
from tests.crosswalk.invented import (
    Held,
    area,
    count,
    figure,
    indicator,
    mapping,
    plan,
    region,
    share,
    strategy,
    subgoal,
    vocabulary,
    wants,
)

from palnet import NotFoundError, Period, UsageError
from palnet.crosswalk import compare

THREE = ("bergen", "stavanger", "ahus")


@pytest.fixture(scope="module")
def three(catalogue):
    return compare(catalogue, THREE)


def test_columns_are_by_name_each_with_its_document_and_year(three):
    assert [(one.region.id, [held.id for held in one.documents], one.year) for one in three.columns] == [
        ("ahus", ["ahus-2022-2024"], 2022),
        ("bergen", ["bergen-2025"], 2025),
        ("stavanger", ["stavanger-2024"], 2024),
    ]


def test_the_order_of_the_names_does_not_matter(catalogue, three):
    assert all(compare(catalogue, names) == three for names in permutations(THREE))


def test_every_common_topic_has_its_row_and_every_subgoal_its_place(catalogue, three):
    topics = [row.topic.id for row in three.rows if row.topic is not None]
    assert topics == [one.id for one in catalogue.vocabularies["palnet/emner"].concepts]
    assert len(topics) == 38
    for position, column in enumerate(three.columns):
        shown = Counter(one.id for row in three.rows for one, _ in row.cells[position].subgoals)
        assert set(shown) == {one.id for one in column.subgoals}
        for name, times in shown.items():
            mappings = [
                one for one in catalogue.mappings.values() if one.subject == name and (one.object or "") in topics
            ]
            assert times == max(1, len({one.object for one in mappings}))


def test_the_facts_say_which_region_has_which_topic(three):
    """From the crosswalk's list: who has a subgoal about the topic."""
    having = {
        row.topic.id.rpartition("/")[2]: [cell.region for cell in row.cells if cell.subgoals]
        for row in three.rows
        if row.topic is not None
    }
    assert having["etikk"] == ["ahus", "bergen"]
    assert having["forhandssamtale"] == ["bergen"]
    assert having["hjelperen"] == ["stavanger"]
    assert having["rolle-kjent"] == ["ahus", "stavanger"]
    assert having["videreformidling"] == ["ahus", "bergen", "stavanger"]
    assert having["pakkeforlop"] == ["bergen", "stavanger"]
    assert having["svarandel"] == ["bergen"]
    assert having["vi"] == ["ahus"]


def test_two_subgoals_are_what_is_said_of_the_two(three):
    links = {(link.subject, link.object): link for row in three.rows for link in row.links}
    same = links[
        "bergen-2025/synliggjoring-og-samarbeid/pakkeforlop-hjem", "stavanger-2024/samhandling/pakkeforlop-hjem"
    ]
    assert (same.relation.value, same.through) == ("same-as", None)
    close = links["bergen-2025/kompetanseheving/videreformidling", "stavanger-2024/kompetanse/videreformidling"]
    assert close.relation.value == "close-to"
    # Both stand close to the topic; nobody has said what they are to each other.
    assert not any("andre-tjenester" in one and "bergen" in other for one, other in links)


def test_two_subgoals_are_told_of_once(three):
    for row in three.rows:
        pairs = [frozenset((link.subject, link.object)) for link in row.links]
        assert len(pairs) == len(set(pairs))


def test_of_several_that_are_the_same_through_one_topic_each_is_told_with_the_first():
    plans = [plan(f"p{name}", name, 2022, subgoals=(subgoal(f"g{name}", "o"),)) for name in "abcd"]
    held = Held(
        regions=[region(name) for name in "abcd"],
        strategies=[strategy("s", 2021, 2024, area("o"))],
        vocabularies=[vocabulary("v", "k")],
        plans=plans,
        mappings=[*(mapping(f"g{name}", "same-as", "k") for name in "abcd"), mapping("gb", "close-to", "ga")],
    )
    (row,) = compare(held, "abcd").rows
    assert [(one.subject, one.relation.value, one.object, one.through) for one in row.links] == [
        ("ga", "close-to", "gb", None),
        ("ga", "same-as", "gc", "k"),
        ("ga", "same-as", "gd", "k"),
    ]


def test_indicators_stand_with_target_and_latest_number(three):
    row = next(one for one in three.rows if one.topic is not None and one.topic.id == "palnet/emner/svarandel")
    ahus, bergen, stavanger = row.cells
    assert ahus.is_empty
    (measured,) = bergen.indicators
    assert measured.target.direction.value == "increase"
    assert measured.stated_in.id == "bergen-2025"
    assert {int(one.percent) for one in measured.latest} == {68, 61}
    (other,) = stavanger.indicators
    assert (other.target.kind.value, other.latest) == ("everyone", ())


def test_what_is_under_no_common_topic_comes_last(three):
    assert three.rows[-1].topic is None
    assert [one.indicator.id for cell in three.rows[-1].cells for one in cell.indicators] == ["kvalitet", "kvalitet"]


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2023, {"ahus": ["ahus-2022-2024"], "bergen": ["vest-2021-2024"], "stavanger": ["vest-2021-2024"]}),
        (2024, {"ahus": ["ahus-2022-2024"], "bergen": ["vest-2021-2024"], "stavanger": ["stavanger-2024"]}),
        (2025, {"ahus": [], "bergen": ["bergen-2025"], "stavanger": []}),
        (2040, {"ahus": [], "bergen": [], "stavanger": []}),
    ],
)
def test_a_year_chooses_what_was_in_force_then(catalogue, year, expected):
    found = compare(catalogue, THREE, year=year)
    assert {one.region.id: [held.id for held in one.documents] for one in found.columns} == expected
    for column in found.columns:
        if not column.documents:
            assert (column.year, column.subgoals, column.indicators) == (None, (), ())


def test_two_regions_under_one_strategy_have_the_same_subgoal(catalogue):
    found = compare(catalogue, ("bergen", "stavanger"), year=2023)
    (link,) = [link for row in found.rows for link in row.links]
    assert (link.subject, link.relation.value, link.mappings) == (link.object, "same-as", ())


def two(**given):
    old = strategy("s1", 2021, 2024, area("o", "i"), targets=(share("t", "i", 80, period=Period.year(2021)),))
    definitions = {
        "regions": [region("a", "s1", label="Å"), region("b", "s1", label="B")],
        "strategies": [old],
        "indicators": [indicator("i")],
        "vocabularies": [vocabulary("v", "k", "l")],
        "plans": [plan("p", "a", 2022, "s1", subgoals=(subgoal("g", "o"),), targets=(wants("p/t", "i", "increase"),))],
        "mappings": [mapping("g", "same-as", "k"), mapping("i", "related-to", "k")],
    }
    return Held(**{**definitions, **given})


def test_the_document_goes_before_the_strategy_and_a_target_holds_in_its_time():
    found = compare(two(), ("b", "a"))
    assert [one.region.id for one in found.columns] == ["b", "a"]  # B comes before Å
    b, a = next(row for row in found.rows if row.topic is not None and row.topic.id == "k").cells
    assert [one.target and one.target.id for one in a.indicators] == ["p/t"]
    assert [one.target and one.target.id for one in b.indicators] == ["t"]
    later = compare(two(), ("a", "b"), year=2024)
    assert [one.target for cell in later.rows[0].cells for one in cell.indicators] == [None, None]


def test_the_latest_number_is_the_last_period_up_to_the_year_and_counts_go_first():
    figures = [figure("f21", "i", 2021, 5), figure("f23", "i", 2023, 6), figure("f23n", "i", 2023, 7, networks=("x",))]
    held = two(figures=[*figures, figure("g", "i", 2023, 8, group="a/g")])

    def latest(**given):
        cell = compare(held, ("a", "b"), **given).rows[0].cells[1]
        return [one.id if hasattr(one, "id") else one.numerator for held in cell.indicators for one in held.latest]

    assert latest() == ["f23", "f23n"]
    assert latest(year=2022) == ["f21"]
    assert latest(year=2022, counts={"a": [count("i", 4, year=2022)]}) == [4]
    assert latest(counts={"a": [count("i", 4, year=2022)]}) == ["f23", "f23n"]
    assert latest(counts={"a": [count("i", 4, year=2023)]}) == [4]


def test_a_number_of_ones_own_shows_an_indicator_that_no_document_has():
    held = two(indicators=[indicator("i"), indicator("j")])
    found = compare(held, ("a", "b"), counts={"b": [count("j")]})
    assert [one.indicator.id for one in found.rows[-1].cells[0].indicators] == ["j"]


def test_wrong_regions_are_refused_all_at_once(catalogue):
    with pytest.raises(NotFoundError) as error:
        compare(catalogue, ("x", "bergen", "y"))
    assert [dict(one.params)["region"] for one in error.value.problems] == ["x", "y"]
    with pytest.raises(UsageError) as wrong:
        compare(catalogue, ("bergen", "bergen"), counts={"ahus": []})
    assert [one.code for one in wrong.value.problems] == ["PAL621", "PAL622"]
    with pytest.raises(UsageError, match="PAL620"):
        compare(catalogue, ("bergen",))
