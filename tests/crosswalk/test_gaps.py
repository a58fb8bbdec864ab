"""What nobody follows up: found in what is installed, held against the files themselves, and in invented years."""

import datetime as dt

import pytest
import tomli
from tests.conftest import PLUGINS
from tests.crosswalk.invented import (
    Held,
    activity,
    area,
    figure,
    goal,
    indicator,
    mapping,
    plan,
    region,
    share,
    strategy,
    subgoal,
    text,
    vocabulary,
    wants,
)

from palnet import Direction, Document, DocumentKind, Event, EventKind, NotFoundError, Period, When
from palnet.crosswalk import GapKind, chain, find_gaps
from palnet.crosswalk.chains import CHAIN

YEARS = [("bergen", 2025), ("bergen", 2023), ("stavanger", 2024), ("ahus", 2023), ("fonna", 2022)]


def ids(found, kind):
    return [one.thing.id for one in found.of(GapKind(kind))]


@pytest.fixture(scope="module")
def bergen(catalogue):
    return find_gaps(catalogue, "bergen", 2025)


def test_informing_new_staff_has_no_subgoal_in_bergens_plan_for_2025(bergen):
    lapsed = {one.thing.id: one for one in bergen.of(GapKind.TARGET_LAPSED)}
    new_staff = lapsed["nyansatte"]
    assert (new_staff.target.percent, new_staff.strategy.id, str(new_staff.strategy.period)) == (
        80,
        "vest-2021-2024",
        "2021–2024",
    )
    assert (new_staff.near, new_staff.now) == ((), None)
    assert "nyansatte" in ids(bergen, "indicator-without-subgoal")
    assert [one.id for one in bergen.stated.documents] == ["bergen-2025"]


def test_a_number_that_became_a_mere_direction_has_lapsed_too(bergen):
    lapsed = {one.thing.id: one for one in bergen.of(GapKind.TARGET_LAPSED)}
    assert lapsed["svarandel"].now.direction is Direction.INCREASE
    # It was never told as a number, and is still wanted.
    assert "videreformidling" not in lapsed
    assert lapsed.keys() == {"svarandel", "nyansatte", "refleksjon"}


@pytest.mark.parametrize(
    ("place", "name", "year", "listed"),
    [
        ("palnet-bergen", "plan-2025.toml", 2025, "plans"),
        ("palnet-stavanger", "plan-2024.toml", 2024, "plans"),
        ("palnet-ahus", "strategy-2022-2024.toml", 2023, "strategies"),
    ],
)
def test_subgoals_without_indicator_are_those_that_the_file_gives_none(catalogue, place, name, year, listed):
    (path,) = (PLUGINS / place).glob(f"src/*/{name}")
    (held,) = tomli.loads(path.read_text("utf-8"))[listed]
    found = find_gaps(catalogue, place.removeprefix("palnet-"), year)
    assert ids(found, "subgoal-without-indicator") == [
        one["id"] for one in held["subgoals"] if not one.get("indicators")
    ]
    more = [one for one in held["subgoals"] if one.get("direction") in ("increase", "decrease")]
    numbered = {
        one["indicator"] for one in held.get("targets", ()) if one["kind"] in ("share", "everyone", "count-per-group")
    }
    if listed == "plans" and held["strategy"] == "vest-2021-2024":
        numbered |= {"svarandel", "nyansatte"}
    assert ids(found, "without-target") == [
        one["id"] for one in more if not numbered.intersection(one.get("indicators", ()))
    ]


def test_more_of_what_was_only_in_a_lost_picture_has_no_baseline(bergen):
    without = ids(bergen, "without-baseline")
    assert "bergen-2025/pasient-og-parorendearbeid/retningslinjer" in without
    assert "bergen-2025/organisering-og-drift/svarandel" not in without
    assert "bergen-2025/kompetanseheving/videreformidling" not in without


def test_the_national_strategy_that_ahus_builds_on_has_expired(catalogue):
    assert ids(find_gaps(catalogue, "ahus", 2023), "expired-document") == ["ahus/nasjonal-kreftstrategi-2018-2022"]
    assert ids(find_gaps(catalogue, "ahus", 2022), "expired-document") == []


def test_everything_that_is_installed_is_mapped_or_excused(catalogue):
    for name, year in YEARS:
        assert ids(find_gaps(catalogue, name, year), "not-mapped") == []


def test_where_a_document_states_no_subgoals_nothing_is_said_of_indicators(catalogue):
    """Bergen's report for 2023 prints none: that is no reason to say that every indicator serves nothing."""
    unserved = ids(find_gaps(catalogue, "bergen", 2023), "indicator-without-subgoal")
    assert set(unserved) <= {"svarandel", "antall-rp", "nyansatte"}


OLD = strategy("old", 2020, 2022, area("old/a", "i", "j"), targets=(share("t1", "i", 80), share("t2", "j", 50)))


def year(**given):
    """A plan for 2023 under a strategy of one area with two goals."""
    held = strategy("s", 2023, 2025, area("a", "i"), goals=(goal("g1", "a"), goal("g2", "a")))
    definitions = {
        "regions": [region("r", "old", "s")],
        "strategies": [OLD, held],
        "indicators": [indicator("i"), indicator("j")],
        "vocabularies": [vocabulary("v", "k")],
        "mappings": [mapping(name, "related-to", "k") for name in ("a", "d1", "d2", "j")],
    }
    stated = {
        "subgoals": (subgoal("d1", "a", "i", goal="g1"), subgoal("d2", "a", direction=Direction.INCREASE, goal="g2")),
        "activities": (activity("x", subgoal="d1"), activity("y", area="a")),
    }
    stated |= {
        name: given.pop(name) for name in list(given) if name in ("subgoals", "activities", "targets", "governed_by")
    }
    return Held(**{**definitions, "plans": [plan("p", "r", 2023, "s", **stated)], **given})


def kinds(held):
    return {(one.kind.value, one.thing.id) for one in find_gaps(held, "r", 2023).gaps}


def test_an_invented_year_has_the_gaps_that_were_put_into_it():
    assert kinds(year()) == {
        ("target-lapsed", "i"),
        ("target-lapsed", "j"),
        ("subgoal-without-indicator", "d2"),
        ("without-baseline", "d2"),
        ("without-target", "d2"),
        ("subgoal-without-activity", "d2"),
        ("activity-without-subgoal", "y"),
        ("not-mapped", "i"),
    }


def test_each_gap_goes_when_it_is_filled():
    direct = (subgoal("d1", "a", "i", goal="g1"), subgoal("d2", "a", "j", direction=Direction.INCREASE, goal="g2"))
    filled = year(
        subgoals=direct,
        activities=(activity("x", subgoal="d1"), activity("y", subgoal="d2")),
        targets=(share("t3", "i", 90), share("t4", "j", 60)),
        figures=[figure("f", "j", 2021, 40, region="r")],
        mappings=[mapping(name, "related-to", "k") for name in ("a", "d1", "d2", "i", "j")],
    )
    assert kinds(filled) == set()


def test_a_number_of_a_later_year_is_no_baseline():
    subgoals = (subgoal("d1", "a", "i", direction=Direction.INCREASE),)
    for of, expected in ((2022, False), (2023, False), (2024, True)):
        held = year(subgoals=subgoals, figures=[figure("f", "i", of, 40, region="r")])
        assert (("without-baseline", "d1") in kinds(held)) == expected


def test_a_direction_is_no_number_to_reach():
    held = year(
        subgoals=(subgoal("d1", "a", "i", direction=Direction.INCREASE),), targets=(wants("w", "i", "increase"),)
    )
    assert ("without-target", "d1") in kinds(held)
    assert ("target-lapsed", "i") in kinds(held)


def test_a_goal_that_no_activity_leads_to_is_told_unless_its_area_cannot_say():
    direct = (subgoal("d1", "a", "i", goal="g1"), subgoal("d2", "a", "j", goal="g2"))
    assert ("goal-without-activity", "g2") in kinds(year(subgoals=direct, activities=(activity("x", subgoal="d1"),)))
    loose = (subgoal("d1", "a", "i", goal="g1"), subgoal("d2", "a", "j"))
    found = kinds(year(subgoals=loose, activities=(activity("x", subgoal="d1"), activity("z", subgoal="d2"))))
    assert not any(kind == "goal-without-activity" for kind, _ in found)


def test_an_indicator_serves_a_subgoal_that_names_it_or_is_about_the_same():
    both = strategy("s", 2023, 2025, area("a", "i", "j"))
    subgoals = (subgoal("d1", "a", "i"),)
    held = year(strategies=[OLD, both], subgoals=subgoals, activities=(activity("x", subgoal="d1"),))
    assert ("indicator-without-subgoal", "j") not in kinds(held)
    apart = [mapping("d1", "related-to", "k"), mapping("a", "related-to", "k"), mapping("j", "no-counterpart")]
    assert ("indicator-without-subgoal", "j") in kinds(year(strategies=[OLD, both], subgoals=subgoals, mappings=apart))


def test_a_governing_document_expires_with_its_last_year():
    for last, expected in ((2022, True), (2023, False)):
        document = Document(id="doc", label=text("doc"), kind=DocumentKind.AGREEMENT, period=Period.years(2019, last))
        held = year(documents=[document], governed_by=("doc",))
        assert (("expired-document", "doc") in kinds(held)) == expected


@pytest.mark.parametrize(("name", "of"), YEARS)
def test_every_subgoal_has_one_row_and_every_area_without_one_has_its_own(catalogue, name, of):
    found = find_gaps(catalogue, name, of)
    stated = found.stated.subgoals
    assert sorted(row.subgoal.id for row in found.rows if row.subgoal is not None) == sorted(one.id for one in stated)
    alone = {row.area.id for row in found.rows if row.subgoal is None}
    areas = {one.id for strategy in found.stated.strategies for one in strategy.areas}
    assert alone == areas - {one.area for one in stated}


def test_the_matrix_counts_what_the_plan_has(catalogue, bergen):
    plan_ = catalogue.plan("bergen", 2025)
    for row in bergen.rows:
        mine = [one for top in plan_.activities if top.subgoal == row.subgoal.id for one in top.with_parts()]
        assert row.numbers[0] == sum(top.subgoal == row.subgoal.id for top in plan_.activities)
        events = {event for one in mine for event in one.events}
        by_kind = {kind for one in mine if one.when is not None for kind in one.when.at}
        met = [one for one in catalogue.events("bergen", 2025) if one.id in events or one.kind.value in by_kind]
        assert row.numbers[1] == len(met)
        assert row.numbers[2] == len(row.subgoal.indicators)
    assert sum(row.numbers[0] for row in bergen.rows) == 63


@pytest.mark.parametrize(("name", "of"), YEARS)
def test_the_chain_is_the_same_walked_from_either_end(catalogue, name, of):
    held = chain(catalogue, name, of)
    for node in held.nodes:
        below, above = set(held.below(node)), set(held.above(node))
        assert all(node in held.above(one) for one in below)
        assert all(node in held.below(one) for one in above)
        down = {one for _, one in held.down(node)}
        assert node in down
        assert all(node in {one for _, one in held.up(other)} for other in down)
    assert [one.kind for one in held.nodes] == sorted((one.kind for one in held.nodes), key=CHAIN.index)


def test_the_chain_leads_from_area_to_figure_and_back():
    event = Event(id="e", label=text("e"), kind=EventKind.STUDY_DAY, when=When(date=dt.date(2023, 5, 2)), region="r")
    of_another_year = Event(id="e2", label=text("e"), kind=EventKind.STUDY_DAY, when=When(year=2022), region="r")
    held = chain(
        year(
            events=[event, of_another_year],
            activities=(
                activity("x", subgoal="d1", events=("e",)),
                activity("y", subgoal="d1", when=When(at=("study-day",))),
            ),
            figures=[figure("f", "i", 2023, 40, region="r"), figure("old", "i", 2021, 30, region="r")],
        ),
        "r",
        2023,
    )

    def steps(walked):
        return {(one.kind, one.id) for depth, one in walked if depth}

    assert steps(held.down(held.get("g1"))) == {
        ("subgoal", "d1"),
        ("activity", "x"),
        ("activity", "y"),
        ("event", "e"),
        ("indicator", "i"),
        ("figure", "f"),
    }
    assert steps(held.up(held.get("f"))) == {("indicator", "i"), ("subgoal", "d1"), ("goal", "g1"), ("area", "a")}
    assert steps(held.up(held.get("e"))) == {
        ("activity", "x"),
        ("activity", "y"),
        ("subgoal", "d1"),
        ("goal", "g1"),
        ("area", "a"),
    }
    with pytest.raises(NotFoundError) as error:
        held.get("g11")
    assert error.value.problems[0].hint == "g1"


def test_a_year_of_which_nothing_is_stated_is_refused(catalogue):
    with pytest.raises(NotFoundError, match="PAL602"):
        find_gaps(catalogue, "stavanger", 2031)
    with pytest.raises(NotFoundError, match="PAL601"):
        find_gaps(catalogue, "nowhere", 2023)
