"""Counts in a CSV file: what is written is read, and every fault is told at its row and column."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.crosswalk.invented import FOUR, Held, four_networks, indicator

import palnet
from palnet import CountedFrom, Counts, DataError, Origin, Period, Policy, Respondents
from palnet.crosswalk import read_counts, series
from palnet.model.count import Count, State
from palnet.model.indicator import Kind
from palnet.model.survey import Missing
from palnet.survey.synthesis import synthesise

NURSES = (Respondents(role="r"),)
KINDS = {
    Kind.PROPORTION: {"numerator": palnet.Is("q", "ja")},
    Kind.COUNT: {"numerator": palnet.Is("q", "ja")},
    Kind.RATIO: {"question": "q", "per": "p"},
    Kind.DISTRIBUTION: {"question": "q"},
    Kind.MEAN: {"question": "q"},
    Kind.MEDIAN: {"question": "q"},
}
HELD = Held(
    indicators=[
        indicator(
            kind.value,
            kind=kind,
            counted_from=CountedFrom.ANSWERS,
            respondents=NURSES,
            version=2,
            comparable_with=(1,),
            **made,
        )
        for kind, made in KINDS.items()
    ]
)


@st.composite
def counts(draw):
    made = []
    for n in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(Kind))
        state = draw(st.sampled_from(State))
        high = draw(st.integers(1, 300))
        values = {}
        if kind in (Kind.DISTRIBUTION, Kind.MEDIAN) and state is State.VALUE:
            known = ["1", "2", "3"] if kind is Kind.MEDIAN else ["1", "ja", "=1+1", "-nei", "+", "@a", "'b"]
            codes = draw(st.lists(st.sampled_from(known), unique=True, min_size=1))
            values = {code: draw(st.integers(0, high)) for code in codes}
        told = state not in (State.SUPPRESSED, State.NOT_ASKED, State.NOT_MEASURED)
        made.append(
            Count(
                indicator=kind.value,
                kind=kind,
                origin=Origin(counted_from=CountedFrom.ANSWERS, definition="", inputs=("counts.csv",)),
                version=draw(st.sampled_from([1, 2])),
                period=Period.years(2020, draw(st.sampled_from([2020, 2022]))),
                strata={"role": f"r{n}"},
                level="role",
                state=state,
                numerator=draw(st.integers(0, high)) if state is State.VALUE and not values else None,
                denominator=high if state is State.VALUE and kind is not Kind.COUNT else None,
                missing={reason: draw(st.integers(1, 9)) for reason in draw(st.sets(st.sampled_from(Missing)))}
                if told
                else {},
                base_unknown=draw(st.integers(0, 9)) if told else 0,
                values=values,
            )
        )
    return made


@given(counts())
def test_what_is_written_is_read(tmp_path, made):
    path = tmp_path / "counts.csv"
    path.write_text(Counts(made, by=("role",)).to_csv(Policy.off()), "utf-8")
    found = read_counts(path, HELD)
    expected = [
        attrs.evolve(
            one,
            comparable_with=(1,) if one.version == 2 else (),
            missing=tuple(sorted(one.missing, key=lambda pair: list(Missing).index(pair[0]))),
        )
        for one in made
    ]
    assert list(found) == expected


def test_the_counts_of_real_answers_are_read_as_they_may_be_shown(tmp_path):
    catalogue = palnet.discover(folders=four_networks(tmp_path))
    name = next(iter(FOUR))
    answers = synthesise(catalogue, name, 2023, respondents=60, seed=4).answers
    wanted = [one for one in catalogue.indicators.values() if set(one.questions) <= set(answers.questionnaire.by_id)]
    counted = palnet.count(wanted, answers, by=("role",), period=2023)
    path = tmp_path / "counts.csv"
    path.write_text(counted.to_csv(), "utf-8")
    shown = counted.protected()
    found = read_counts(path, catalogue)
    assert [(one.indicator, one.state, one.numerator, one.denominator) for one in found] == [
        (one.indicator, one.state, one.numerator, one.denominator) for one in shown
    ]
    assert [dict(one.values) for one in found] == [dict(one.values) for one in shown]
    assert all(one.origin.synthetic for one in found)


def test_an_earlier_year_typed_by_hand_joins_the_series(tmp_path, catalogue):
    path = tmp_path / "tidligere.csv"
    path.write_text("indicator;period;role;numerator;denominator\nnyansatte;2020;ressurssykepleier;20;80\n", "utf-8")
    (one,) = read_counts(path, catalogue)
    assert (one.numerator, one.denominator, one.version, one.state) == (20, 80, 1, State.VALUE)
    (line,) = series(catalogue, "nyansatte", region="bergen", counts=[one]).lines
    assert [(str(point.period), point.breaks) for point in line.points] == [("2020", ()), ("2023", ())]


FAULTS = """indicator,period,role,numerator,denominator,state
nyansatt,2020,r,1,2,
nyansatte,20,r,1,2,
nyansatte,2020,r,x,1.5.2,
nyansatte,2020,r,5,2,
nyansatte,2020,r,1,2,sunn
nyansatte,2020,r,1,2,value,more
nyansatte,2020,r,,2,
nyansatte,2020,r,-1,2,
"""


def test_every_fault_is_told_at_its_row_and_column(tmp_path, catalogue):
    path = tmp_path / "counts.csv"
    path.write_text(FAULTS, "utf-8")
    with pytest.raises(DataError) as error:
        read_counts(path, catalogue)
    assert {(one.code, one.line, one.column) for one in error.value.problems} == {
        ("PAL607", 2, 1),
        ("PAL306", 3, 2),
        ("PAL201", 4, 4),
        ("PAL201", 4, 5),
        ("PAL324", 5, 4),
        ("PAL201", 6, 6),
        ("PAL428", 7, 1),
        ("PAL309", 8, 6),
        ("PAL311", 9, 4),
    }
    assert all(one.path == str(path) for one in error.value.problems)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"", {"PAL117"}),
        (b"indicator,period\n", {"PAL117"}),
        (b"indicator,period,numerator,denominator,period\n", {"PAL118"}),
        (b"\xff\xfe", {"PAL102"}),
        (b'indicator,period,numerator,denominator\n"', {"PAL109"}),
    ],
)
def test_what_is_no_table_of_counts_is_refused(tmp_path, catalogue, content, codes):
    path = tmp_path / "counts.csv"
    path.write_bytes(content)
    with pytest.raises(DataError) as error:
        read_counts(path, catalogue)
    assert {one.code for one in error.value.problems} >= codes
    with pytest.raises(DataError, match="PAL109"):
        read_counts(tmp_path, catalogue)
