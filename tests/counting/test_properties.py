"""What holds of every count, whatever is counted of whom."""

import copy
import decimal
import pickle
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import product

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.counting.invented import (
    ASKED,
    DIVISIONS,
    GROUPS,
    NAME,
    PEOPLE,
    PREDICATES,
    QUESTIONNAIRE,
    ROLES,
    answers,
    cells,
    indicators,
    roster_of,
    several,
)

from palnet import (
    Answers,
    Background,
    Count,
    CountedFrom,
    Direction,
    Headcount,
    Includes,
    Indicator,
    Is,
    Kind,
    Missing,
    Respondents,
    Sector,
    State,
    count,
)

NURSES = (Respondents(role="nurse"),)
SAYS_YES = Indicator(
    id="says-yes",
    label=NAME,
    kind=Kind.PROPORTION,
    counted_from=CountedFrom.ANSWERS,
    respondents=NURSES,
    numerator=Is("yes-no", "yes"),
)


def of(rows, **given):
    """Answers of the invented questionnaire from rows that leave nothing out."""
    names = dict.fromkeys(name for row in rows for name in row)
    return Answers(questionnaire=QUESTIONNAIRE, columns={name: [row[name] for row in rows] for name in names}, **given)


def numbers(counts):
    """All that counts say but where they come from."""
    return {
        (one.indicator, one.strata): attrs.evolve(one, origin=attrs.evolve(one.origin, input="", synthetic=False))
        for one in counts
    }


@given(several(), answers(), DIVISIONS, st.randoms(use_true_random=False))
def test_the_order_of_respondents_columns_and_indicators_changes_nothing(chosen, given, by, random):
    order = list(range(len(given)))
    random.shuffle(order)
    names = list(given.columns)
    random.shuffle(names)
    shuffled = attrs.evolve(given, columns={name: [given.columns[name][n] for n in order] for name in names})
    again = random.sample(chosen, len(chosen))
    counts = count(chosen, given, by=by, margins=True)
    others = count(again, shuffled, by=by, margins=True)
    assert shuffled.digest == given.digest
    assert set(others) == set(counts)
    assert len(others) == len(counts)
    assert [one for one in others if one.indicator == "i0"] == [one for one in counts if one.indicator == "i0"]


@given(indicators(), answers(names=("role", "sector", "group", "yes-no", "number", "of", "ticks", "degree")), st.data())
def test_who_is_not_in_the_base_changes_nothing(indicator, given, data):
    others = {one.role for one in indicator.respondents}
    outsider = data.draw(st.sampled_from([role for role in ROLES if role not in others] or [None]))
    assume(outsider is not None and "role" in given.columns)
    person = {name: outsider if name == "role" else data.draw(cells(ASKED[name])) for name in given.columns}
    more = attrs.evolve(given, columns={name: (*column, person[name]) for name, column in given.columns.items()})
    before, after = numbers(count(indicator, given)), numbers(count(indicator, more))
    for key, one in before.items():
        if one.state is State.NO_ANSWERS and not given.columns["role"]:
            assert after[key].state is State.EMPTY_BASE  # nobody at all had answered, and now somebody has
        else:
            assert after[key] == one


@given(
    several(),
    answers(),
    st.lists(st.sampled_from(["role", "sector", "group", "place"]), min_size=1, max_size=2, unique=True),
)
def test_the_parts_sum_to_the_whole_the_unknown_among_them(chosen, given, by):
    counts = count(chosen, given, by=by, margins=True)
    for one in chosen:
        cells_ = [c for c in counts if c.indicator == one.id and "total" not in dict(c.strata).values()]
        for margin in (c for c in counts if c.indicator == one.id and "total" in dict(c.strata).values()):
            fixed = {(name, code) for name, code in margin.strata if code != "total"}
            parts = [c for c in cells_ if fixed <= set(c.strata)]
            if not parts:
                assert not cells_
                assert (margin.numerator, margin.state) in ((None, State.NO_ANSWERS), (None, State.NOT_ASKED))
                continue
            whole = Count.together(parts, strata=margin.strata, level=margin.level)
            assert whole.missing == margin.missing or margin.state is State.NOT_ASKED
            assert (whole.base_unknown, whole.taken_as_no) == (margin.base_unknown, margin.taken_as_no)
            if margin.state is State.VALUE:
                assert attrs.evolve(whole, roster=None, values=()) == attrs.evolve(margin, roster=None, values=())
                assert dict(whole.values) == dict(margin.values)
                assert whole.value == margin.value


@given(answers(), DIVISIONS, PREDICATES, st.sampled_from([Kind.PROPORTION, Kind.COUNT]))
def test_an_unknown_that_counts_as_a_no_moves_the_missing_into_the_denominator_and_nothing_else(
    given, by, numerator, kind
):
    strict = attrs.evolve(SAYS_YES, kind=kind, numerator=numerator)
    lenient = attrs.evolve(strict, unknown_as_no=True)
    for one, other in zip(count(strict, given, by=by), count(lenient, given, by=by), strict=True):
        assert other.taken_as_no == one.missing_total
        assert other.missing == ()
        assert (other.denominator or 0) == (one.denominator or 0) + one.missing_total
        assert (other.numerator or 0) == (one.numerator or 0)
        assert other.base_unknown == one.base_unknown
        assert (other.numerator is None) is (other.denominator is None)


@given(indicators(), answers(), DIVISIONS)
def test_which_way_is_good_never_changes_a_number(indicator, given, by):
    assume(indicator.kind is not Kind.DISTRIBUTION)
    up, down = (attrs.evolve(indicator, direction=way) for way in (Direction.INCREASE, Direction.DECREASE))
    same = {"better": None, "origin": None}
    for one, other in zip(count(up, given, by=by), count(down, given, by=by), strict=True):
        assert (one.better, other.better) == (Direction.INCREASE, Direction.DECREASE)
        assert attrs.evolve(one, **same) == attrs.evolve(other, **same)


@given(several(), answers(), DIVISIONS)
def test_no_share_exceeds_the_whole_and_a_value_has_a_denominator(chosen, given, by):
    for one in count(chosen, given, by=by, margins=True):
        if one.state is not State.VALUE:
            assert (one.numerator, one.denominator, one.values, one.value) == (None, None, (), None)
            continue
        assert one.denominator > 0
        if one.kind in (Kind.PROPORTION, Kind.COUNT):
            assert 0 <= one.numerator <= one.denominator
        if one.kind is Kind.PROPORTION:
            assert one.value == Fraction(one.numerator, one.denominator)
        if one.kind is Kind.DISTRIBUTION:
            assert all(one.share_of(code) <= 1 for code, _ in one.values)
            assert one.share_of("no such answer") is None


@given(indicators(), st.lists(answers(), min_size=1, max_size=4))
def test_a_rate_of_several_is_the_rate_of_the_sums(indicator, several_answers):
    parts = [count(indicator, one)[0] for one in several_answers]
    whole = Count.together(parts)
    valued = [one for one in parts if one.state is State.VALUE]
    if valued and indicator.kind in (Kind.PROPORTION, Kind.RATIO, Kind.MEAN):
        assert whole.value == sum(Fraction(one.numerator) for one in valued) / sum(
            Fraction(one.denominator) for one in valued
        )
    if indicator.kind in (Kind.DISTRIBUTION, Kind.MEDIAN):
        together = Counter()
        for one in valued:
            together.update(dict(one.values))
        assert dict(whole.values) == dict(together)
    assert whole.origin.synthetic is any(one.origin.synthetic for one in parts)
    assert (whole.value is None) is (not valued or indicator.kind is Kind.DISTRIBUTION)


@given(several(), DIVISIONS, st.booleans())
def test_no_data_is_no_answers_and_no_error(chosen, by, margins):
    counts = count(chosen, Answers(questionnaire=QUESTIONNAIRE, columns={}), by=by, margins=margins)
    assert {one.state for one in counts} <= {State.NO_ANSWERS, State.NOT_ASKED}
    if margins or not by:
        assert {one.indicator for one in counts} == {one.id for one in chosen}


@given(st.lists(st.sampled_from([*GROUPS, None]), max_size=6), st.lists(PEOPLE, min_size=1, max_size=6))
def test_by_gives_every_option_of_the_questionnaire_the_roster_and_the_data(said, people):
    given = of([{"role": "nurse", "group": one or Missing.NOT_ANSWERED, "sector": "hospital"} for one in said])
    counts = count(SAYS_YES, given, roster=roster_of(people), by=["group", "sector"])
    groups = [*GROUPS, *sorted({group for _, _, group in people} - set(GROUPS)), *(["unknown"] if None in said else [])]
    sectors = ["hospital", "municipality", "home-care"]
    assert [tuple(code for _, code in one.strata) for one in counts] == list(product(groups, sectors))


def test_a_group_on_the_roster_without_answers_has_its_row():
    roster = roster_of([("nurse", "hospital", "east")] * 4 + [("nurse", "hospital", "north")] * 3)
    given = of(
        [{"role": "nurse", "group": "north", "degree": "2"}, {"role": "manager", "group": "south", "degree": "1"}]
    )
    indicator = attrs.evolve(SAYS_YES, numerator=Is("degree", "1"))
    counts = count(indicator, given, roster=roster, by="group")
    assert [(one.strata[0][1], one.state, one.denominator, one.roster) for one in counts] == [
        ("north", State.VALUE, 1, 3),
        ("south", State.EMPTY_BASE, None, None),
        ("west", State.NO_ANSWERS, None, None),
        ("east", State.NO_ANSWERS, None, 4),
    ]


def test_nobody_is_in_the_base_where_the_roster_says_so():
    roster = roster_of([("physio", "hospital", "east"), ("nurse", "hospital", "north")])
    nobody = Answers(questionnaire=QUESTIONNAIRE, columns={"role": (), "degree": ()})
    indicator = attrs.evolve(SAYS_YES, numerator=Is("degree", "1"))
    for name, code in (("degree", "1"), ("follow-up", "yes")):
        counts = count(attrs.evolve(indicator, numerator=Is(name, code)), nobody, roster=roster, by="group")
        east = counts.get("says-yes", group="east")
        assert (east.state, east.roster) == (State.EMPTY_BASE, 0)


def test_a_question_that_nobody_was_asked_is_not_asked_in_every_stratum():
    given = of([{"role": "nurse", "group": "north", "yes-no": Missing.NOT_ASKED}])
    assert {one.state for one in count(SAYS_YES, given, by="group")} == {State.NOT_ASKED}
    other = of(
        [
            {"role": role, "group": "north", "yes-no": said}
            for role, said in (("nurse", Missing.NOT_ASKED), ("nurse", "no"))
        ]
    )
    assert count(SAYS_YES, other).get("says-yes").denominator == 1


@pytest.mark.parametrize("left_out", [Is("left-out", "yes"), Is("left-out", "no") & Is("yes-no", "yes")])
def test_what_a_questionnaire_leaves_out_was_not_asked_and_is_no_error(left_out):
    given = of([{"role": "nurse", "yes-no": "yes"}])
    for indicator in (attrs.evolve(SAYS_YES, numerator=left_out), attrs.evolve(SAYS_YES, base=left_out)):
        (found,) = count(indicator, given)
        assert (found.state, found.numerator, found.value) == (State.NOT_ASKED, None, None)


def test_what_is_asked_of_others_only_was_not_asked():
    managers = attrs.evolve(SAYS_YES, respondents=(Respondents(role="manager"),), numerator=Is("of-nurses", "yes"))
    given = of([{"role": "manager", "of-nurses": Missing.NOT_ASKED}])
    assert count(managers, given)[0].state is State.NOT_ASKED


def test_a_ratio_over_nothing_has_an_empty_base():
    ratio = Indicator(
        id="r",
        label=NAME,
        kind=Kind.RATIO,
        counted_from=CountedFrom.ANSWERS,
        respondents=NURSES,
        question="number",
        per="of",
    )
    (found,) = count(ratio, of([{"role": "nurse", "number": 3, "of": 0}]))
    assert (found.state, found.numerator, found.denominator, found.value) == (State.EMPTY_BASE, None, None, None)


def test_the_roster_is_of_the_base_and_not_of_more():
    roster = roster_of([("nurse", "hospital", "north")] * 5 + [("physio", "hospital", "north")] * 5)
    everybody = (Respondents(role="nurse"), Respondents(role="physio"))
    rows = [{"role": role, "degree": "1", "of-nurses": "yes", "follow-up": "yes"} for role in ("nurse", "physio")]
    seen = {}
    for name, code in {"degree": "1", "of-nurses": "yes", "follow-up": "yes", "yes-no": "yes"}.items():
        indicator = attrs.evolve(SAYS_YES, respondents=everybody, numerator=Is(name, code))
        seen[name] = count(indicator, of([row | {"yes-no": "yes"} for row in rows]), roster=roster)[0].roster
    # The second is asked of nurses only, the third shown to some, the fourth may not apply.
    assert seen == {"degree": 10, "of-nurses": None, "follow-up": None, "yes-no": None}
    routed = of([rows[0], rows[1] | {"degree": Missing.NOT_APPLICABLE}])
    indicator = attrs.evolve(SAYS_YES, respondents=everybody, numerator=Is("degree", "1"))
    assert count(indicator, routed, roster=roster)[0].roster is None


@given(several(), answers(), DIVISIONS)
def test_counts_are_values_equal_by_content_and_can_be_sent_elsewhere(chosen, given, by):
    counts = count(chosen, given, by=by)
    again = count(chosen, copy.deepcopy(given), by=by)
    for same in (again, pickle.loads(pickle.dumps(counts)), copy.copy(counts), copy.deepcopy(counts)):
        assert same == counts
        assert hash(same) == hash(counts)
    assert pickle.loads(pickle.dumps(given)) == given
    assert hash(copy.deepcopy(given)) == hash(given)


def test_sums_are_exact_whatever_the_callers_decimal_context_says():
    mean = Indicator(
        id="m", label=NAME, kind=Kind.MEAN, counted_from=CountedFrom.ANSWERS, respondents=NURSES, question="number"
    )
    given = of(
        [{"role": "nurse", "number": Decimal(number)} for number in ("12345678901234567890", "0.00000000000001")]
    )
    with decimal.localcontext(decimal.Context(prec=3)):
        (found,) = count(mean, given)
        both = Count.together([found, found])
    whole = Fraction(12345678901234567890) + Fraction(1, 10**14)
    assert Fraction(found.numerator) == whole
    assert Fraction(both.numerator) == 2 * whole


def test_a_number_is_one_answer_and_one_stratum_however_it_is_written():
    median = Indicator(
        id="m", label=NAME, kind=Kind.MEDIAN, counted_from=CountedFrom.ANSWERS, respondents=NURSES, question="number"
    )
    given = of(
        [{"role": "nurse", "number": number} for number in (2, Decimal("2.0"), Decimal("2.50"), Decimal("1E+1"))]
    )
    (found,) = count(median, given)
    assert found.values == (("2", 2), ("2.5", 1), ("10", 1))
    assert found.value == Fraction(9, 4)


def test_a_code_that_reads_like_a_reason_is_an_answer_all_the_same():
    english = attrs.evolve(ASKED["yes-no"], options=(attrs.evolve(ASKED["yes-no"].options[0], code="dont-know"),))
    others = [one for one in QUESTIONNAIRE.questions if one.id not in ("yes-no", "follow-up")]
    questionnaire = attrs.evolve(QUESTIONNAIRE, questions=(*others, english))
    indicator = attrs.evolve(SAYS_YES, numerator=Is("yes-no", "dont-know"))
    for column in (["dont-know", Missing.DONT_KNOW], [Missing.DONT_KNOW, "dont-know"]):
        given = Answers(questionnaire=questionnaire, columns={"role": ["nurse"] * 2, "yes-no": column})
        (found,) = count(indicator, given)
        assert (found.numerator, found.denominator, found.missing) == (1, 1, ((Missing.DONT_KNOW, 1),))


@given(answers(names=("role", "ticks", "ticks-or-none", "open-ticks")))
def test_shares_of_several_ticks_may_exceed_the_whole_together_but_none_alone(given):
    spread = Indicator(
        id="d",
        label=NAME,
        kind=Kind.DISTRIBUTION,
        counted_from=CountedFrom.ANSWERS,
        respondents=NURSES,
        question="ticks",
    )
    (found,) = count(spread, given)
    for code in "abc":
        (ticked,) = count(attrs.evolve(SAYS_YES, numerator=Includes("ticks", code)), given)
        assert (found.denominator, dict(found.values).get(code)) == (ticked.denominator, ticked.numerator)


def test_who_answers_a_form_of_one_role_has_that_role():
    asked = tuple(attrs.evolve(ASKED[name], asked_of=NURSES) for name in ("yes-no", "degree"))
    alone = attrs.evolve(QUESTIONNAIRE, questions=asked)
    counts = count(SAYS_YES, Answers(questionnaire=alone, columns={"yes-no": ["yes", "no"]}), by="role")
    assert [(one.strata, one.numerator, one.denominator) for one in counts] == [((("role", "nurse"),), 1, 2)]


def test_a_background_question_of_numbers_divides_by_each_number_once():
    age = attrs.evolve(ASKED["number"], id="age", background=True)
    asked = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, age))
    columns = {
        "role": ["nurse"] * 4,
        "yes-no": ["yes"] * 4,
        "age": [30, Decimal("30.0"), Decimal("30.5"), Missing.DONT_KNOW],
    }
    counts = count(SAYS_YES, Answers(questionnaire=asked, columns=columns), by="age")
    assert [(one.strata[0][1], one.denominator) for one in counts] == [("30", 2), ("30.5", 1), ("unknown", 1)]


def test_the_narrower_of_two_sorts_of_the_same_decides_whichever_is_named_first():
    inner = (Headcount(count=3, sector=Sector.HOME_CARE), Headcount(count=4, sector=Sector.NURSING_HOME))
    local = Headcount(count=7, role="nurse", sector=Sector.MUNICIPALITY, parts=inner)
    others = Headcount(count=2, role="nurse", sector=Sector.HOSPITAL)
    whole = attrs.evolve(roster_of([("nurse", "hospital", "north")]), headcounts=(local, others))
    wide, narrow, hospital = (Background("sector", code) for code in ("municipality", "home-care", "hospital"))
    nobody = Answers(questionnaire=QUESTIONNAIRE, columns={})

    def roster(base):
        indicator = attrs.evolve(SAYS_YES, numerator=Is("degree", "1"), base=base)
        return count(indicator, nobody, roster=whole)[0].roster

    assert roster(wide) == 7
    assert roster(wide & narrow) == roster(narrow & wide) == 3
    assert roster(narrow & hospital) == 0
    # Of two sorts that somebody may be both of the headcounts are not added.
    assert roster(narrow | wide) is None
    assert roster(narrow | hospital) == 5
    assert roster(~narrow) is None


def test_where_all_on_the_roster_were_routed_past_the_base_is_empty_and_where_one_is_left_it_may_not_be():
    indicator = attrs.evolve(SAYS_YES, numerator=Is("follow-up", "yes"))
    past = of([{"role": "nurse", "yes-no": "no", "follow-up": Missing.NOT_SHOWN}] * 2)
    states = [
        count(indicator, past, roster=roster_of([("nurse", "hospital", "north")] * many))[0].state for many in (2, 3)
    ]
    assert states == [State.EMPTY_BASE, State.NO_ANSWERS]


def test_what_is_no_answer_has_no_bar_even_beside_one_that_is():
    ticked = [
        frozenset({"a", "unsure"}),
        frozenset({"unsure", "irrelevant"}),
        frozenset({"irrelevant"}),
        frozenset({"b"}),
    ]
    spread = Indicator(
        id="d",
        label=NAME,
        kind=Kind.DISTRIBUTION,
        counted_from=CountedFrom.ANSWERS,
        respondents=NURSES,
        question="ticks",
    )
    (found,) = count(spread, of([{"role": "nurse", "ticks": one} for one in ticked]))
    assert (found.values, found.denominator) == ((("a", 1), ("b", 1), ("c", 0)), 2)
    # Of two reasons the one that is told is the one that keeps her in the base.
    assert found.missing == ((Missing.DONT_KNOW, 1),)
