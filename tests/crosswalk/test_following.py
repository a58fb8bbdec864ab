"""An indicator through the years: where it lived, every number once, and a break wherever something changed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
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
    wants,
)

from palnet import DataError, Earlier, Form, Mapping, NotFoundError, Period, Respondents, Sector, Unit
from palnet.crosswalk import series

OLD, NEW = "s-2021-2024", "s-2025-2029"


def held(*figures, mappings=(), indicators=(), **given):
    old = strategy(OLD, 2021, 2024, area(f"{OLD}/drift", "i", number=3), targets=(share("t", "i", 80),))
    new = strategy(NEW, 2025, 2029, area(f"{NEW}/drift", "i", number=5))
    definitions = {
        "regions": [region("a", OLD, NEW)],
        "strategies": [old, new],
        "indicators": [indicator("i"), *indicators],
        "mappings": [mapping(f"{OLD}/drift", "broader-than", f"{NEW}/drift"), *mappings],
        "figures": figures,
    }
    return Held(**{**definitions, **given})


def only(found):
    (line,) = found.lines
    return line


def test_the_response_rate_of_bergen_runs_through_both_strategies(catalogue):
    found = series(catalogue, "svarandel", region="bergen")
    assert [(home.strategy.id, home.area.number, home.inferred) for home in found.homes] == [
        ("vest-2021-2024", 3, True),
        ("vest-2025-2029", 5, True),
    ]
    before, after = found.homes
    assert [target.percent for target in before.targets] == [Decimal(80)]
    assert [target.direction.value for target in after.targets] == ["increase"]
    assert after.link.relation.value == "broader-than"
    nurses = next(line for line in found.lines if line.role == "ressurssykepleier")
    assert [(str(point.period), point.value.percent) for point in nurses.points][-1] == ("2023", Decimal(68))
    assert all(point.home.strategy.id == "vest-2021-2024" for point in nurses.points)


def test_informing_new_staff_lost_its_target_and_moved(catalogue):
    before, after = series(catalogue, "nyansatte", region="bergen").homes
    assert (before.area.number, before.lost_target, before.lost_area) == (3, False, False)
    assert (after.area.number, after.lost_target, after.lost_area) == (4, True, False)


def test_an_indicator_can_lose_its_home():
    held_ = held(
        strategies=[strategy(OLD, 2021, 2024, area("o", "i")), strategy(NEW, 2025, 2029, area("n"))], mappings=()
    )
    before, after = series(held_, "i", region="a").homes
    assert (before.area.id, before.lost_area) == ("o", False)
    assert (after.area, after.lost_area, after.lost_target) == (None, True, False)


def test_what_is_lost_is_lost_since_the_strategy_before():
    strategies = [
        strategy("s1", 2015, 2017, area("o1", "i")),
        strategy("s2", 2018, 2020, area("o2")),
        strategy("s3", 2021, 2024, area("o3")),
    ]
    given_ = held(strategies=strategies, mappings=(), regions=[region("a", "s3", "s1", "s2")])
    assert [home.lost_area for home in series(given_, "i", region="a").homes] == [False, True, False]


def test_the_targets_of_plans_belong_to_their_strategy():
    given_ = held(plans=[plan("p", "a", 2026, NEW, targets=(wants("p/t", "i", "maintain"),))])
    assert [home.lost_target for home in series(given_, "i", region="a").homes] == [False, False]


years = st.lists(st.integers(2019, 2029), unique=True, min_size=1, max_size=6)


@given(years, years)
def test_every_number_stands_once_and_in_order(published, counted):
    figures = [figure(f"f{year}", "i", year, Decimal(50)) for year in published]
    found = series(
        held(*figures),
        "i",
        region="a",
        counts=[count("i", year=year, strata={"role": "ressurssykepleier"}) for year in counted],
    )
    points = only(found).points
    assert [point.period.start.year for point in points] == sorted({*published, *counted})
    for point in points:
        # What is counted goes before what was published of the same people.
        assert (point.figure is None) == (point.period.start.year in counted)
        home = {True: OLD, False: NEW}.get(point.period.start.year < 2025)
        inside = 2021 <= point.period.start.year <= 2029
        assert (point.home.strategy.id if point.home is not None else None) == (home if inside else None)
    assert tuple(one for run in only(found).runs for one in run) == points


def test_what_is_printed_of_an_earlier_year_stands_under_that_year_unless_that_year_has_its_own():
    earlier = (
        Earlier(period=Period.year(2021), percent=Decimal(40)),
        Earlier(period=Period.year(2022), percent=Decimal(44)),
    )
    found = series(
        held(figure("f1", "i", 2023, Decimal(50), earlier=earlier), figure("f2", "i", 2022, Decimal(45))),
        "i",
        region="a",
    )
    points = only(found).points
    assert [(point.value.percent, point.figure.id) for point in points] == [(40, "f1"), (45, "f2"), (50, "f1")]
    assert [point.change and point.change.points for point in points] == [None, 5, 5]


def test_what_is_only_earlier_comes_first_and_has_no_home():
    found = series(held(figure("f", "i", 2023, Decimal(50), earlier=(Earlier(percent=Decimal(9)),))), "i", region="a")
    first, second = only(found).points
    assert (first.period, first.home, second.home.strategy.id) == (None, None, OLD)


def test_repeats_evaluations_and_mere_changes_are_no_points():
    figures = [
        figure("f", "i", 2023, Decimal(50)),
        figure("again", "i", 2023, Decimal(50), repeats="f"),
        figure("course", "i", 2023, Decimal(50), event="e"),
        figure("more", "i", 2023, Decimal(36), form=Form.RELATIVE),
    ]
    assert [point.value.id for point in only(series(held(*figures), "i", region="a")).points] == ["f"]


def test_other_people_are_another_line_and_later_ones_a_break():
    nurses, doctors = Respondents(role="ressurssykepleier"), Respondents(role="lege")
    together = series(
        held(
            figure("f", "i", 2023, Decimal(5), respondents=nurses),
            figure("g", "i", 2023, Decimal(6), respondents=doctors),
        ),
        "i",
        region="a",
    )
    assert {line.role for line in together.lines} == {"ressurssykepleier", "lege"}
    hospital = Respondents(role="ressurssykepleier", sector=Sector.HOSPITAL)
    after = series(
        held(
            figure("f", "i", 2022, Decimal(5), respondents=nurses),
            figure("g", "i", 2023, Decimal(6), respondents=hospital),
        ),
        "i",
        region="a",
    )
    assert [[b.value for b in point.breaks] for point in only(after).points] == [[], ["base"]]
    assert only(after).points[1].change is None


def test_people_who_are_told_of_beside_others_stay_a_line_of_their_own():
    hospital = Respondents(role="ressurssykepleier", sector=Sector.HOSPITAL)
    beside = [figure("f", "i", 2022, 5), figure("g", "i", 2023, 6), figure("h", "i", 2023, 7, respondents=hospital)]
    lines = series(held(*beside), "i", region="a").lines
    assert [(line.sector, [point.value.id for point in line.points]) for line in lines] == [
        (None, ["f", "g"]),
        ("hospital", ["h"]),
    ]


def test_the_networks_of_a_role_are_the_same_people_however_they_are_told():
    figures = [figure("f", "i", 2022, Decimal(5)), figure("g", "i", 2023, Decimal(6), networks=("a/n",))]
    assert [point.breaks for point in only(series(held(*figures), "i", region="a")).points] == [(), ()]


@pytest.mark.parametrize(("version", "comparable", "broken"), [(1, (), False), (2, (), True), (2, (1,), False)])
def test_another_version_breaks_the_series_unless_it_compares(version, comparable, broken):
    given_ = held(figure("f", "i", 2022, Decimal(50)), indicators=())
    now = count("i", version=version, comparable_with=comparable, strata={"role": "ressurssykepleier"})
    found = series(given_, "i", region="a", counts=[now])
    assert [b.value for b in only(found).points[1].breaks] == (["definition"] if broken else [])


def test_counts_are_compared_as_counts():
    found = series(held(), "i", region="a", counts=[count("i", 3, 10, 2022), count("i", 5, 10, 2023)])
    assert only(found).points[1].change.points == pytest.approx(20)


def test_another_question_breaks_the_series():
    figures = [figure("f", "i", 2022, Decimal(5), question="q1"), figure("g", "i", 2023, Decimal(6), question="q2")]
    assert [b.value for b in only(series(held(*figures), "i", region="a")).points[1].breaks] == ["question"]
    figures[1] = figure("g", "i", 2023, Decimal(6), question="q1")
    assert only(series(held(*figures), "i", region="a")).points[1].breaks == ()


def test_a_share_does_not_continue_a_number():
    figures = [figure("f", "i", 2022, 5), figure("g", "i", 2023, value=Decimal(6), unit=Unit.PERSONS)]
    assert [b.value for b in only(series(held(*figures), "i", region="a")).points[1].breaks] == ["definition"]


def renamed(relation: str, period: Period | None = None) -> tuple[list[Mapping], tuple]:
    figures = (figure("f", "old", 2022, Decimal(40)), figure("g", "i", 2023, Decimal(50)))
    return [mapping("old", relation, "i", period=period)], figures


def test_the_same_under_another_name_is_in_the_series_without_a_break():
    mappings, figures = renamed("same-as")
    found = series(held(*figures, mappings=mappings, indicators=[indicator("old")]), "i", region="a")
    assert [(point.indicator, point.breaks) for point in only(found).points] == [("old", ()), ("i", ())]
    assert only(found).points[1].change.points == 10
    assert [link.object for link in found.counterparts] == ["old"]
    counts = [count("old", 4, 10, 2022), count("i", 5, 10, 2023)]
    counted = series(held(mappings=mappings, indicators=[indicator("old")]), "i", region="a", counts=counts)
    assert only(counted).points[1].change.points == pytest.approx(10)


def test_the_close_is_in_the_series_only_when_asked_for_and_after_a_break():
    mappings, figures = renamed("close-to")
    given_ = held(*figures, mappings=mappings, indicators=[indicator("old")])
    assert [point.indicator for point in only(series(given_, "i", region="a")).points] == ["i"]
    found = series(given_, "i", region="a", close=True)
    assert [[b.value for b in point.breaks] for point in only(found).points] == [[], ["close"]]
    assert only(found).points[1].change is None


@pytest.mark.parametrize("relation", ["narrower-than", "broader-than", "related-to"])
def test_nothing_else_is_in_the_series(relation):
    mappings, figures = renamed(relation)
    found = series(held(*figures, mappings=mappings, indicators=[indicator("old")]), "i", region="a", close=True)
    assert [point.indicator for point in only(found).points] == ["i"]


def test_a_mapping_carries_only_the_years_that_it_holds_for():
    mappings, figures = renamed("same-as", Period.years(2018, 2020))
    given_ = held(*figures, mappings=mappings, indicators=[indicator("old")])
    assert [point.indicator for point in only(series(given_, "i", region="a")).points] == ["i"]
    counts = [count("old", 4, 10, 2022), count("old", 4, 10, 2020)]
    found = series(held(mappings=mappings, indicators=[indicator("old")]), "i", region="a", counts=counts)
    assert [point.period.start.year for point in only(found).points] == [2020]


def test_wrong_names_and_counts_without_a_year_are_refused(catalogue):
    with pytest.raises(NotFoundError) as error:
        series(catalogue, "svarandell", region="bergen")
    assert error.value.problems[0].hint == "svarandel"
    with pytest.raises(NotFoundError, match="PAL601"):
        series(catalogue, "svarandel", region="bergenn")
    with pytest.raises(DataError, match="PAL421"):
        series(held(), "i", region="a", counts=[count("i", period=None)])


def test_a_region_without_numbers_has_homes_and_no_line(catalogue):
    found = series(catalogue, "svarandel", region="stavanger")
    assert found.lines == ()
    assert [home.strategy.id for home in found.homes] == ["vest-2021-2024"]


def test_no_number_of_any_indicator_is_lost(catalogue):
    for name in catalogue.indicators:
        found = series(catalogue, name, region="bergen")
        shown = {point.value.id for line in found.lines for point in line.points if point.figure is point.value}
        published = {
            one.id
            for one in catalogue.definitions.figures
            if one.indicator == name
            and one.region == "bergen"
            and one.repeats is None
            and one.event is None
            and one.form is not Form.RELATIVE
        }
        assert shown == published
