"""How many have answered, by network and group, and how many more reach the target."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.survey.exported import LEADER, NURSE, question

from palnet import (
    Headcount,
    Period,
    QuestionKind,
    Questionnaire,
    Roster,
    Stratum,
    Target,
    TargetKind,
    Text,
    answers_from,
)
from palnet.model.strategy import Direction
from palnet.survey.response import ResponseRow, response

NETS = ("nes/sykepleie", "nes/fysio")
GROUPS = ("nes/sykepleie/nord", "nes/sykepleie/sor", "nes/fysio/alle")
ROLE = question("rolle", QuestionKind.SINGLE, "sykepleier", "leder", background=True, stratum=Stratum.ROLE)
NET = question("nettverk", QuestionKind.SINGLE, background=True, stratum=Stratum.NETWORK)
GROUP = question("gruppe", QuestionKind.SINGLE, *GROUPS, background=True, stratum=Stratum.GROUP, asked_of=(NURSE,))
ASKED = Questionnaire(
    id="nes", label=Text(nb="Nes"), survey="annual", period=Period.year(2023), questions=(ROLE, NET, GROUP)
)


def roster(nord, sor, alle):
    return Roster(
        id="nes/2023",
        region="nes",
        date=dt.date(2023, 12, 31),
        headcounts=(
            Headcount(
                count=nord + sor,
                network=NETS[0],
                parts=(Headcount(count=nord, group=GROUPS[0]), Headcount(count=sor, group=GROUPS[1])),
            ),
            Headcount(count=alle, network=NETS[1], parts=(Headcount(count=alle, group=GROUPS[2]),)),
        ),
    )


def answered(nord=0, sor=0, alle=0, leaders=0, lost=0):
    rows = [
        *[{"rolle": "sykepleier", "nettverk": NETS[0], "gruppe": GROUPS[0]}] * nord,
        *[{"rolle": "sykepleier", "nettverk": NETS[0], "gruppe": GROUPS[1]}] * sor,
        *[{"rolle": "sykepleier", "nettverk": NETS[1], "gruppe": GROUPS[2]}] * alle,
        *[{"rolle": "leder", "nettverk": NETS[0]}] * leaders,
        *[{"rolle": "sykepleier"}] * lost,
    ]
    return answers_from(rows or [{"rolle": "leder"}], ASKED)


def share(percent, *networks, **more):
    number = None if percent is None else Decimal(percent)
    given_ = {"id": "t", "indicator": "svarandel", "kind": TargetKind.SHARE, "percent": number}
    return Target(**{**given_, "networks": networks, **more})


def by_stratum(rows):
    return {one.stratum: one for one in rows}


def test_every_network_and_group_has_its_row():
    rows = response(answered(nord=3, sor=1, alle=2, leaders=4), roster(5, 4, 6), [share(80)])
    assert rows == tuple(
        ResponseRow(level=level, stratum=stratum, answered=answered_, roster=of, still_needed=needed)
        for level, stratum, answered_, of, needed in [
            ("network", NETS[1], 2, 6, 3),
            ("network", NETS[0], 4, 9, 4),
            ("group", GROUPS[0], 3, 5, 1),
            ("group", GROUPS[1], 1, 4, 3),
            ("group", GROUPS[2], 2, 6, 3),
        ]
    )
    assert rows[0].share == Fraction(1, 3)


def test_before_anybody_has_answered():
    rows = by_stratum(response(answered(), roster(5, 4, 6), [share(80)]))
    assert {name: (one.answered, one.still_needed) for name, one in rows.items()} == {
        NETS[0]: (0, 8), NETS[1]: (0, 5), GROUPS[0]: (0, 4), GROUPS[1]: (0, 4), GROUPS[2]: (0, 5),
    }  # fmt: skip


def test_without_a_roster_only_what_is_known():
    rows = response(answered(nord=2, leaders=3), None, [share(80)])
    assert {(one.stratum, one.answered, one.roster, one.still_needed, one.share) for one in rows} == {
        (NETS[0], 2, None, None, None),
        *((group, 2 * (group == GROUPS[0]), None, None, None) for group in GROUPS),
    }


def test_whose_group_is_not_known_is_in_a_row_of_its_own():
    rows = response(answered(nord=1, lost=2), roster(5, 4, 6))
    assert [(one.level, one.answered, one.roster) for one in rows if one.stratum == "unknown"] == [
        ("network", 2, None),
        ("group", 2, None),
    ]


@given(st.integers(0, 300), st.integers(0, 300), st.decimals(0, 100, places=1))
def test_so_many_more_reach_the_target_and_one_fewer_does_not(answered_, of, percent):
    held = answers_from([{"rolle": "sykepleier", "nettverk": NETS[1]}] * answered_ or [{"rolle": "leder"}], ASKED)
    row = by_stratum(response(held, roster(1, 1, of), [share(percent)]))[NETS[1]]
    enough = row.answered + row.still_needed
    assert 100 * enough >= percent * of
    assert row.still_needed == 0 or 100 * (enough - 1) < percent * of


@pytest.mark.parametrize(
    ("targets", "needed"),
    [
        ((), (None, None)),
        ((share(50),), (5, 5)),
        ((share(50), share(80, NETS[0])), (8, 5)),
        ((share(90), share(50, NETS[0])), (5, 9)),
        ((share(50), share(70)), (7, 7)),
        ((share(50, NETS[1], id="u"), share(1, "andre")), (None, 5)),
        ((share(None, kind=TargetKind.EVERYONE),), (10, 10)),
        ((share(50, direction=Direction.DECREASE),), (None, None)),
        ((share(None, kind=TargetKind.DIRECTION, direction=Direction.INCREASE),), (None, None)),
    ],
)
def test_which_target_holds(targets, needed):
    rows = by_stratum(response(answered(), roster(10, 0, 10), targets))
    assert (rows[NETS[0]].still_needed, rows[NETS[1]].still_needed) == needed
    # A group is held to its network's.
    assert (rows[GROUPS[0]].still_needed, rows[GROUPS[2]].still_needed) == needed


def test_a_network_of_networks_has_all_that_answered_in_its_parts():
    both = attrs.evolve(
        roster(5, 4, 6), headcounts=(Headcount(count=15, network="nes", parts=roster(5, 4, 6).headcounts),)
    )
    rows = by_stratum(response(answered(nord=3, alle=2), both, [share(80, "nes")]))
    assert (rows["nes"].answered, rows["nes"].roster, rows["nes"].still_needed) == (5, 15, 7)
    assert rows[NETS[0]].still_needed == 5


def test_only_those_of_the_rosters_roles_count():
    of_leaders = Roster(
        id="nes/2023", region="nes", date=dt.date(2023, 12, 31),
        headcounts=(Headcount(count=7, role="leder", network=NETS[0]),),
    )  # fmt: skip
    rows = by_stratum(response(answered(nord=3, leaders=2), of_leaders, [share(100)]))
    assert (rows[NETS[0]].answered, rows[NETS[0]].roster, rows[NETS[0]].still_needed) == (2, 7, 5)


def test_the_respondents_are_as_the_tests_say():
    assert (NURSE.role, LEADER.role) == ("sykepleier", "leder")
