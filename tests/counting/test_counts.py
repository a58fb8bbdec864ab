"""Counts: walked, asked, shown and passed on, under the policy."""

import csv
import io
import json
import sys
from decimal import Decimal

import attrs
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.counting.invented import DIVISIONS, NAME, QUESTIONNAIRE, answers, roster_of, several
from tests.counting.test_properties import NURSES, SAYS_YES, of

from palnet import (
    Answers,
    Count,
    CountedFrom,
    Counts,
    DataError,
    Indicator,
    Kind,
    Missing,
    MissingExtraError,
    NotFoundError,
    Origin,
    Policy,
    State,
    count,
)

COLUMNS = [
    "indicator",
    "version",
    "period",
    "level",
    "group",
    "option",
    "numerator",
    "denominator",
    "base_unknown",
    "missing_not_asked",
    "missing_not_shown",
    "missing_not_applicable",
    "missing_not_answered",
    "missing_dont_know",
    "roster",
    "state",
]
NUMBERS = [*COLUMNS[6:15], "version"]
SPREAD = Indicator(
    id="spread",
    label=NAME,
    kind=Kind.DISTRIBUTION,
    counted_from=CountedFrom.ANSWERS,
    respondents=NURSES,
    question="degree",
)
MEAN = attrs.evolve(SPREAD, id="mean", kind=Kind.MEAN, question="number")
MEDIAN = attrs.evolve(MEAN, id="median", kind=Kind.MEDIAN)
MEMBERS = Indicator(id="members", label=NAME, kind=Kind.COUNT, counted_from=CountedFrom.HEADCOUNTS)


def rows(many, said="yes", **given):
    return [{"role": "nurse", "group": "north", "yes-no": said, "degree": "3", "number": 2} | given] * many


ANSWERS = of(
    [
        *rows(20),
        *rows(10, "no"),
        *rows(3, Missing.NOT_ANSWERED),
        *rows(4, group="south"),
        *rows(1, group=Missing.NOT_ANSWERED),
    ]
)
COUNTS = count([SAYS_YES, SPREAD, MEAN, MEDIAN], ANSWERS, by="group", margins=True)
OFF = Policy.off()


def refused(call, *given, **named):
    with pytest.raises(NotFoundError) as raised:
        call(*given, **named)
    (problem,) = raised.value.problems
    assert problem.text("nb") != problem.text("en")
    return problem.code, dict(problem.params), problem.hint


def test_they_are_walked_like_any_sequence():
    assert len(COUNTS) == len(list(COUNTS)) == 4 * 5
    assert COUNTS[0] == next(iter(COUNTS)) == COUNTS[:3][0]
    assert COUNTS[-1] in COUNTS
    assert COUNTS.index(COUNTS[4]) == 4
    part = COUNTS[5:7]
    assert (type(part), part.by, len(part)) == (Counts, ("group",), 2)
    assert [one.indicator for one in COUNTS.where(lambda one: one.level == "total")] == [
        "says-yes",
        "spread",
        "mean",
        "median",
    ]
    assert repr(COUNTS) == "<Counts: 20 of 4 indicators by group>"
    assert repr(count(SAYS_YES, ANSWERS)) == "<Counts: 1 of 1 indicators>"


def test_they_are_equal_by_content():
    assert count([SAYS_YES, SPREAD, MEAN, MEDIAN], ANSWERS, by="group", margins=True) == COUNTS
    assert COUNTS[:2] != COUNTS[1:3]
    assert Counts([], ("group",)) != Counts([], ("sector",))
    assert Counts([]) != ()
    assert len({COUNTS, COUNTS[:], COUNTS[:1]}) == 2


def test_one_is_found_by_its_stratum_and_without_one_the_total():
    assert COUNTS.get("says-yes", group="north").numerator == 20
    assert COUNTS.get("says-yes", group="unknown").numerator == 1
    assert COUNTS.get("says-yes").numerator == COUNTS.get("says-yes", group="total").numerator == 25
    two = count(SAYS_YES, ANSWERS, by=["group", "sector"], margins=True)
    assert two.get("says-yes", group="north").level == "group"
    assert two.get("says-yes", group="north", sector="unknown").level == "group+sector"
    assert two.get("says-yes", sector="unknown").numerator == 25
    assert count(SAYS_YES, ANSWERS, by="place").get("says-yes", place="unknown").denominator == 35


def test_what_is_not_there_is_told_with_the_nearest_name():
    assert refused(COUNTS.get, "say-yes") == ("PAL607", {"kind": "indicator", "name": "say-yes"}, "says-yes")
    assert refused(COUNTS.get, "says-yes", group="nort") == ("PAL607", {"kind": "group", "name": "nort"}, "north")
    assert refused(COUNTS.get, "says-yes", group=None)[1] == {"kind": "group", "name": "None"}
    assert refused(COUNTS.get, "says-yes", grup="north") == ("PAL345", {"name": "grup", "known": "group"}, "group")
    undivided = count(SAYS_YES, ANSWERS)
    assert refused(undivided.get, "says-yes", group="north") == ("PAL345", {"name": "group", "known": "–"}, None)


def test_more_than_one_that_fits_is_told_with_what_to_say_as_well():
    parts = count(SAYS_YES, ANSWERS, by=["group", "sector"])
    code, params, _ = refused(parts.get, "says-yes", group="north")
    assert (code, params) == ("PAL349", {"counts": 4, "strata": "sector"})
    only = parts.where(
        lambda one: (
            one.strata in ((("group", "north"), ("sector", "hospital")), (("group", "south"), ("sector", "unknown")))
        )
    )
    # Each of the two is there, and the two of them together are not.
    assert refused(only.get, "says-yes", group="north", sector="unknown")[:2] == (
        "PAL607",
        {"kind": "sector", "name": "unknown"},
    )


def test_the_rows_say_what_each_count_does():
    north, *_ = COUNTS.where(lambda one: one.indicator == "says-yes").rows()
    assert list(north) == COLUMNS
    assert north == {
        "indicator": "says-yes",
        "version": 1,
        "period": "2023",
        "level": "group",
        "group": "north",
        "option": None,
        "numerator": 20,
        "denominator": 30,
        "base_unknown": 0,
        "missing_not_asked": 0,
        "missing_not_shown": 0,
        "missing_not_applicable": 0,
        "missing_not_answered": 3,
        "missing_dont_know": 0,
        "roster": None,
        "state": "value",
    }
    bars = [row for row in COUNTS.rows() if row["indicator"] == "spread" and row["group"] == "north"]
    assert [(row["option"], row["numerator"], row["denominator"]) for row in bars] == [
        ("1", 0, 33),
        ("2", 0, 33),
        ("3", 33, 33),
        ("4", 0, 33),
        ("5", 0, 33),
    ]
    (median,) = [row for row in COUNTS.rows() if row["indicator"] == "median" and row["group"] == "south"]
    assert (median["option"], median["numerator"], median["denominator"]) == ("2", 4, 4)


def test_every_count_has_a_row_and_a_nought_never_stands_for_what_is_not_known():
    undecided = of([{"role": "nurse", "open-ticks": frozenset()}])
    spread = attrs.evolve(SPREAD, question="open-ticks")
    (nobody_ticked,) = count(spread, undecided).rows()
    assert (nobody_ticked["state"], nobody_ticked["denominator"], nobody_ticked["option"]) == ("value", 1, None)
    roster = roster_of([("nurse", "hospital", "east")])
    empty = Answers(questionnaire=QUESTIONNAIRE, columns={})
    rate = Indicator(id="rate", label=NAME, kind=Kind.PROPORTION, counted_from=CountedFrom.ROSTER, respondents=NURSES)
    unasked = attrs.evolve(SPREAD, id="unasked", question="left-out")
    table = {row["indicator"]: row for row in count([SAYS_YES, MEMBERS, rate, unasked], empty, roster=roster).rows()}
    known = {
        name: [cell for key, cell in row.items() if key.startswith(("missing", "base"))] for name, row in table.items()
    }
    assert known["says-yes"] == [0] * 6
    assert known["unasked"] == known["members"] == [None] * 6
    assert known["rate"] == [0, *[None] * 5]
    assert table["rate"]["numerator"] == 0
    (unmeasured,) = count(SAYS_YES, roster).rows()
    assert (unmeasured["state"], unmeasured["base_unknown"], unmeasured["missing_not_answered"]) == (
        "not-measured",
        None,
        None,
    )


def test_what_leaves_memory_follows_the_policy_and_off_is_said():
    shown = list(csv.DictReader(io.StringIO(COUNTS.to_csv())))
    south = {"indicator": "says-yes", "group": "south"}
    (hidden,) = [row for row in shown if south.items() <= row.items()]
    assert (hidden["state"], hidden["numerator"], hidden["denominator"]) == ("suppressed", "", "")
    (open_,) = [row for row in csv.DictReader(io.StringIO(COUNTS.to_csv(OFF))) if south.items() <= row.items()]
    assert (open_["state"], open_["numerator"], open_["denominator"]) == ("value", "4", "4")
    for policy, name, found in (
        (None, "standard", None),
        (OFF, "off", 4),
        (Policy(name="own", minimum_denominator=0, minimum_count=0), "own", 4),
    ):
        document = json.loads(COUNTS.to_json(policy))
        (row,) = [row for row in document["counts"] if south.items() <= row.items()]
        assert (document["policy"], row["numerator"]) == (name, found)
    assert COUNTS.get("says-yes", group="south").numerator == 4


def test_what_is_protected_stays_so_and_keeps_its_policy():
    shown = COUNTS.protected()
    assert shown.policy == Policy.standard()
    assert shown.get("says-yes", group="south").state is State.SUPPRESSED
    assert shown.protected() == shown == COUNTS.protected(Policy.standard())
    assert COUNTS.protected(OFF) == COUNTS
    assert shown[:2].policy == shown.where(lambda _: True).policy == Policy.standard()
    assert COUNTS.protected(OFF).to_csv() == COUNTS.to_csv(OFF)
    assert shown.rows() == [
        row for one in COUNTS for row in Counts([Policy.standard().protect(one)], ("group",)).rows()
    ]


def test_a_hidden_bar_is_suppressed_in_its_own_row():
    given = of([*rows(20), *rows(8, degree="1"), *rows(7, degree="2"), *rows(2, degree="4")])
    shown = {row["option"]: (row["numerator"], row["state"]) for row in count(SPREAD, given).protected().rows()}
    assert shown["3"] == (20, "value")
    assert shown["4"] == (None, "suppressed")
    median = count(MEDIAN, given).protected().rows()
    assert [(row["option"], row["numerator"], row["state"]) for row in median] == [("2", None, "value")]


def test_the_json_is_a_document_of_its_own_schema_and_stable():
    text = COUNTS.to_json(OFF)
    assert text == COUNTS.to_json(OFF)
    document = json.loads(text)
    assert list(document) == ["schema", "policy", "by", "counts"]
    assert (document["schema"], document["by"]) == ("palnet/counts/1", ["group"])
    first = document["counts"][0]
    assert list(first) == [*COLUMNS, "definition", "input", "synthetic"]
    assert (first["definition"], first["input"]) == (COUNTS[0].origin.definition, COUNTS[0].origin.input)
    assert [{name: row[name] for name in COLUMNS} for row in document["counts"]] == COUNTS.rows()
    assert json.loads(count(MEAN, of(rows(1, number=Decimal("0.5")))).to_json(OFF))["counts"][0]["numerator"] == 0.5


def test_a_changed_definition_or_input_has_another_hash():
    def hashes(indicator=SAYS_YES, data=ANSWERS, **given):
        origin = count(indicator, data, **given)[0].origin
        return origin.definition, origin.input

    first = hashes()
    assert hashes() == first
    assert hashes(attrs.evolve(SAYS_YES, unknown_as_no=True))[0] != first[0]
    assert hashes(attrs.evolve(SAYS_YES, unknown_as_no=True))[1] == first[1]
    other = of([*rows(20), *rows(11, "no")])
    options = attrs.evolve(QUESTIONNAIRE, label=NAME, questions=QUESTIONNAIRE.questions[:-1])
    roster = roster_of([("nurse", "hospital", "north")] * 50)
    roster_too = {"roster": roster}
    again = {"roster": attrs.evolve(roster, id=QUESTIONNAIRE.id)}
    seen = {
        first[1],
        hashes(data=other)[1],
        hashes(data=attrs.evolve(ANSWERS, questionnaire=options))[1],
        hashes(**roster_too)[1],
        hashes(**again)[1],
    }
    assert len(seen) == 5


@pytest.mark.parametrize("code", ["=1+1", "+x", "-x", "@x", "\tx", "\rx"])
def test_no_cell_of_a_csv_file_is_a_formula(code):
    given = of([{"role": "nurse", "yes-no": "yes", "place": frozenset({code})}])
    counts = count(SAYS_YES, given, by="place")
    (row,) = csv.DictReader(io.StringIO(counts.to_csv(OFF), newline=""))
    assert row["place"] == f"'{code}".replace("\r", "\n")
    assert counts.rows()[0]["place"] == code


def test_a_number_below_nought_stays_a_number():
    given = of([{"role": "nurse", "number": Decimal("-2.5")}])
    (row,) = csv.DictReader(io.StringIO(count(MEAN, given).to_csv(OFF)))
    assert row["numerator"] == "-2.5"


@pytest.mark.parametrize("code", ["<script>alert(1)</script>", "a&b", '"><img src=x>'])
def test_what_is_shown_in_a_notebook_is_escaped(code):
    counts = count(SAYS_YES, of([{"role": "nurse", "yes-no": "yes", "place": frozenset({code})}] * 20), by="place")
    page = counts._repr_html_()
    assert code not in page
    assert "<td>says-yes</td>" in page


def test_the_notebook_shows_what_may_be_shown_and_says_what_is_made_up():
    page = COUNTS._repr_html_()
    assert "<caption>policy: standard</caption>" in page
    assert "missing_" not in page
    assert page.count("<tr>") == 1 + len(COUNTS.protected().rows())
    assert "<td>south</td><td></td><td></td><td></td><td></td><td></td><td>suppressed</td>" in page
    assert "policy: off<" in COUNTS.protected(OFF)._repr_html_()
    made_up = attrs.evolve(ANSWERS, synthetic=True)
    assert "policy: standard SYNTETISK<" in count(SAYS_YES, made_up)._repr_html_()


def table(frame, kind):
    """The rows of a dataframe, with None where there is nothing."""
    if kind == "polars":
        return frame.to_dicts()
    if kind == "pyarrow":
        return frame.to_pylist()
    return [{name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in frame.to_dict("records")]


@given(several(), answers(), DIVISIONS)
def test_every_dataframe_holds_the_same_table(chosen, given, by):
    counts = count(chosen, given, by=by, margins=True)
    wanted = [
        {name: float(cell) if isinstance(cell, Decimal) else cell for name, cell in row.items()}
        for row in counts.rows()
    ]
    for kind in ("polars", "pandas", "pyarrow"):
        assert table(counts.to_frame(kind), kind) == wanted
    assert pl.from_arrow(counts.to_frame("pyarrow")).schema == counts.to_frame().schema


@given(several(), answers())
def test_a_columns_type_does_not_depend_on_what_stands_in_it(chosen, given):
    counts = count(chosen, given, by="group")
    sums = any(isinstance(number, Decimal) for one in counts for number in (one.numerator, one.denominator))
    for held in (counts, counts[:0], counts.where(lambda one: one.state is not State.VALUE)):
        frames = {kind: held.to_frame(kind) for kind in ("polars", "pandas", "pyarrow")}
        types = {
            "polars": dict(frames["polars"].schema),
            "pandas": dict(frames["pandas"].dtypes),
            "pyarrow": dict(zip(frames["pyarrow"].schema.names, frames["pyarrow"].schema.types, strict=True)),
        }
        for kind, whole, text, part in (
            ("polars", pl.Int64(), pl.String(), pl.Float64()),
            ("pandas", pd.Int64Dtype(), pd.StringDtype(), pd.Float64Dtype()),
            ("pyarrow", pa.int64(), pa.string(), pa.float64()),
        ):
            assert list(types[kind]) == COLUMNS
            for name in COLUMNS:
                wanted = {whole} if name in NUMBERS else {text}
                if name in ("numerator", "denominator") and sums:
                    wanted.add(part)
                assert types[kind][name] in wanted


def test_other_dataframes_are_refused_and_a_missing_library_is_named(monkeypatch):
    with pytest.raises(DataError) as raised:
        COUNTS.to_frame("duckdb")
    assert [(one.code, dict(one.params)["known"]) for one in raised.value.problems] == [
        ("PAL606", "polars, pandas, pyarrow")
    ]
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError) as missing:
        COUNTS.to_frame("pandas")
    assert [one.code for one in missing.value.problems] == ["PAL604"]


def test_counts_that_were_put_together_stand_beside_the_others_as_the_total():
    parts = [one for one in COUNTS if one.indicator == "says-yes" and one.level == "group"]
    counts = Counts([*parts, Count.together(parts)], COUNTS.by)
    assert counts.get("says-yes").numerator == 25
    assert counts.rows()[-1]["group"] == counts.rows()[-1]["level"] == "total"


@given(st.lists(st.sampled_from(State), min_size=1))
def test_a_state_that_is_no_value_has_no_number_anywhere(states):
    origin = Origin(counted_from=CountedFrom.ANSWERS, definition="x")
    one = {"kind": Kind.PROPORTION, "origin": origin}
    counts = Counts(
        Count(
            indicator=f"i{n}",
            state=state,
            **one,
            **({"numerator": 1, "denominator": 2} if state is State.VALUE else {}),
        )
        for n, state in enumerate(states)
    )
    for row, state in zip(counts.rows(), states, strict=True):
        assert row["state"] == state.value
        assert (row["numerator"] is None) is (row["denominator"] is None) is (state is not State.VALUE)
        known = state in (State.VALUE, State.NO_ANSWERS, State.EMPTY_BASE)
        assert (row["base_unknown"], row["missing_dont_know"]) == ((0, 0) if known else (None, None))


def test_what_is_made_up_says_so_in_every_row_of_a_table_and_at_the_top_of_a_document():
    made_up = count([SAYS_YES, MEAN], attrs.evolve(ANSWERS, synthetic=True), by="group")
    table = list(csv.DictReader(io.StringIO(made_up.to_csv())))
    assert len(table) == 8
    assert {row["SYNTETISK"] for row in table} == {"SYNTETISK"}
    assert json.loads(made_up.to_json())["synthetic"] == "SYNTETISK"
    for counted in (COUNTS, count(SAYS_YES, ANSWERS)):
        assert "SYNTETISK" not in counted.to_csv() + counted.to_json() + counted._repr_html_()
        assert "synthetic" not in json.loads(counted.to_json())


def test_tables_and_documents_are_written_letter_for_letter():
    spoken = of(rows(12), synthetic=True)
    told = count(SPREAD, attrs.evolve(spoken, columns={**spoken.columns, "degree": ["2"] * 12}), by=("role", "group"))
    one = Counts([told.get("spread", role="nurse", group="north")], ("role", "group"))
    origin = one[0].origin
    one = Counts([attrs.evolve(one[0], values=(("å<", 12),), strata=(("role", "nurse"), ("group", "north")))], one.by)
    assert one.to_csv(OFF) == (
        "indicator,version,period,level,role,group,option,numerator,denominator,base_unknown,missing_not_asked,"
        "missing_not_shown,missing_not_applicable,missing_not_answered,missing_dont_know,roster,state,SYNTETISK\n"
        "spread,1,2023,role+group,nurse,north,å<,12,12,0,0,0,0,0,0,,value,SYNTETISK\n"
    )
    assert one.to_json(OFF).splitlines()[:9] == [
        "{",
        ' "schema": "palnet/counts/1",',
        ' "synthetic": "SYNTETISK",',
        ' "policy": "off",',
        ' "by": [',
        '  "role",',
        '  "group"',
        " ],",
        ' "counts": [',
    ]
    assert '   "option": "å<",' in one.to_json(OFF).splitlines()
    assert f'   "input": "{origin.input}",' in one.to_json(OFF).splitlines()
    head = ("indicator", "version", "period", "level", "role", "group", "option", "numerator", "denominator")
    cells = ("spread", "1", "2023", "role+group", "nurse", "north", "å&lt;", "12", "12", "0", "", "value")
    assert one.protected(OFF)._repr_html_() == (
        "<table><caption>policy: off SYNTETISK</caption><thead><tr>"
        + "".join(f"<th>{name}</th>" for name in (*head, "base_unknown", "roster", "state"))
        + "</tr></thead><tbody><tr>"
        + "".join(f"<td>{cell}</td>" for cell in cells)
        + "</tr></tbody></table>"
    )


def test_with_several_divisions_each_is_named():
    both = count(SAYS_YES, ANSWERS, by=("role", "group"), margins=True)
    assert repr(both) == f"<Counts: {len(both)} of 1 indicators by role, group>"
    assert refused(both.get, "says-yes", sector="x")[1]["known"] == "role, group"
    only = count(SAYS_YES, ANSWERS, by=("role", "group"))
    assert refused(only.get, "says-yes") == ("PAL349", {"counts": len(only), "strata": "role, group"}, None)
    two = only.where(lambda one: one.strata[1][1] in ("north", "south") and one.strata[0][1] == "nurse")
    assert refused(two.get, "says-yes") == ("PAL349", {"counts": 2, "strata": "role, group"}, None)
    assert two[:1].get("says-yes") == two[0]


def test_a_hash_is_of_all_that_makes_them_equal():
    assert hash(COUNTS) == hash(COUNTS[:])
    assert len({hash(COUNTS), hash(COUNTS[:1]), hash(COUNTS[1:]), hash(Counts(COUNTS, ("sector",)))}) == 4
