"""Every dataframe is counted as the reference counts: cell by cell, missing by reason, state by state."""

import copy
import datetime as dt
import gc
import pickle
import sys
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.invented import (
    ASKED,
    DIVISIONS,
    NAME,
    QUESTIONNAIRE,
    answers,
    indicators,
    options,
    question,
    several,
)
from tests.counting.many import BY_CASE, TABLES, cases
from tests.counting.test_properties import SAYS_YES

from palnet import (
    Answers,
    AtLeast,
    Background,
    CountedFrom,
    Counts,
    DataError,
    Includes,
    Indicator,
    Is,
    Kind,
    Missing,
    MissingExtraError,
    Problem,
    Respondents,
    count,
)
from palnet.survey.blanks import with_reasons
from palnet.testing.strategies import divisions, worlds

pl = pytest.importorskip("polars")
pytest.importorskip("narwhals")
pd = pytest.importorskip("pandas")
pa = pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

FRAMES = {
    "polars": lambda frame: frame,
    "polars lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
    # Of these it is known what there is to group by before the rows are, so they are packed and counted as numbers.
    "categories": lambda frame: SHAPES["enums"](frame).lazy(),
}
every_frame = pytest.mark.parametrize("kind", FRAMES)


def alone(counts):
    """All that counts say but the hash of what they were counted from, which is of something else."""
    return [attrs.evolve(one, origin=attrs.evolve(one.origin, input="")) for one in counts]


def of_frame(chosen, frame, **given):
    return alone(count(chosen, frame, questionnaire=QUESTIONNAIRE, **given))


@every_frame
@given(several(), answers(), DIVISIONS, st.booleans())
def test_answers_as_a_frame_are_counted_as_answers(kind, chosen, given, by, margins):
    wanted = count(chosen, given, by=by, margins=margins)
    found = count(chosen, FRAMES[kind](given.to_frame()), questionnaire=QUESTIONNAIRE, by=by, margins=margins)
    assert alone(found) == alone(wanted)
    assert found.to_frame().equals(wanted.to_frame())


@every_frame
@settings(max_examples=TABLES)
@given(several(6), st.integers(0), DIVISIONS)
def test_a_hundred_cases_at_once_are_counted_as_answers(kind, chosen, seed, by):
    given = cases(seed)
    found = count(chosen, FRAMES[kind](given.to_frame()), questionnaire=BY_CASE, by=["case", *by[:1]])
    assert alone(found) == alone(count(chosen, given, by=["case", *by[:1]]))


@pytest.mark.parametrize(
    "limit", [("_BATCH", 3), ("_BINS", 64), ("_BINS", 1), ("_MOST", 64), ("_MOST", 0), ("_FEW", 2), ("_THREADS", 1)]
)
@settings(max_examples=10)
@given(several(9), st.integers(0), DIVISIONS, st.booleans(), st.booleans())
def test_neither_how_much_is_counted_at_once_nor_how_it_is_packed_changes_anything(
    limit, chosen, seed, by, lazy, typed
):
    given = cases(seed)
    frame = given.to_frame()
    frame = SHAPES["enums"](frame) if typed else frame
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"palnet.counting.frames_histogram.{limit[0]}", limit[1])
        found = count(chosen, frame.lazy() if lazy else frame, questionnaire=BY_CASE, by=by)
    assert alone(found) == alone(count(chosen, given, by=by))


@settings(max_examples=10)
@given(st.integers(0), st.booleans())
def test_many_conditions_share_a_number_and_keep_apart(seed, lazy):
    given, leaves = (
        cases(seed),
        [Is("yes-no", "yes"), Includes("ticks", "a"), AtLeast("degree", "3"), Is("follow-up", "no")],
    )
    pairs = [(one, other) for one in leaves for other in leaves if one != other]
    chosen = [
        attrs.evolve(SAYS_YES, id=f"i{number}", numerator=one | ~other, base=other if number % 2 else None)
        for number, (one, other) in enumerate(pairs)
    ]
    frame = SHAPES["enums"](given.to_frame())
    found = count(chosen, frame.lazy() if lazy else frame, questionnaire=BY_CASE, by="case")
    assert alone(found) == alone(count(chosen, given, by="case"))


def test_a_lazy_frame_is_read_once():
    frame, read = SHAPES["enums"](cases(1).to_frame()), []
    assert {"yes-no", "number"} <= {*frame.columns}

    def watched(part):
        read.append(part.height)
        return part

    lazy = frame.lazy().map_batches(watched, schema=frame.schema)
    chosen = [SAYS_YES, attrs.evolve(SAYS_YES, id="mean", kind=Kind.MEAN, numerator=None, question="number")]
    for some in (chosen[:1], chosen):
        read.clear()
        count(some, lazy, questionnaire=BY_CASE, by="case")
        assert sum(read) == frame.height


@given(several(), answers(), DIVISIONS, st.booleans(), st.sampled_from(["polars", "pandas", "pyarrow"]))
def test_the_table_of_a_frame_is_the_same_before_its_counts_are_looked_at(chosen, given, by, margins, kind):
    wanted = count(chosen, given, by=by, margins=margins).to_frame(kind)
    found = count(chosen, given.to_frame(), questionnaire=QUESTIONNAIRE, by=by, margins=margins).to_frame(kind)
    assert found.equals(wanted)
    assert type(found) is type(wanted)


OF_RESPONDENTS = st.lists(
    indicators().filter(lambda one: one.kind in (Kind.PROPORTION, Kind.COUNT, Kind.DISTRIBUTION)),
    min_size=1,
    max_size=4,
).map(lambda every: [attrs.evolve(one, id=f"i{number}") for number, one in enumerate(every)])


@given(
    OF_RESPONDENTS,
    st.integers(0),
    st.lists(st.sampled_from(["role", "sector", "group", "place"]), min_size=1, max_size=3, unique=True),
    st.booleans(),
)
def test_the_table_of_very_many_cases_is_that_of_the_reference_with_all_sums(chosen, seed, by, typed):
    given = cases(seed)
    frame = SHAPES["enums"](given.to_frame()) if typed else given.to_frame()
    found = count(chosen, frame, questionnaire=BY_CASE, by=by, margins=True).to_frame()
    assert found.equals(count(chosen, given, by=by, margins=True).to_frame())


def test_the_table_tells_who_was_not_asked_from_who_did_not_answer_and_from_nobody():
    frame = pl.DataFrame(
        {
            "role": ["nurse", "nurse", "physio", "physio", "manager"],
            "of-nurses": ["yes", None, None, None, None],
        }
    )
    everybody = (Respondents(role="nurse"), Respondents(role="physio"))
    chosen = attrs.evolve(SAYS_YES, numerator=Is("of-nurses", "yes"), respondents=everybody)
    both = attrs.evolve(chosen, id="both", unknown_as_no=True)
    counts = count([chosen, both], frame, questionnaire=QUESTIONNAIRE, by="role", margins=True)
    table = counts.to_frame().select("role", "numerator", "denominator", "missing_not_answered", "state")
    assert table.rows() == [
        ("nurse", 1, 1, 1, "value"),
        ("physio", None, None, None, "not-asked"),
        ("manager", None, None, 0, "empty-base"),
        ("total", 1, 1, 1, "value"),
        ("nurse", 1, 2, 0, "value"),
        ("physio", None, None, None, "not-asked"),
        ("manager", None, None, 0, "empty-base"),
        ("total", 1, 2, 0, "value"),
    ]
    assert [one.state for one in counts] == table["state"].to_list()


def test_in_the_table_who_never_met_the_question_of_a_base_is_outside_it():
    frame = pl.DataFrame({"role": ["nurse", "physio"], "yes-no": ["yes", "no"], "follow-up": ["yes", None]})
    everybody = (Respondents(role="nurse"), Respondents(role="physio"))
    chosen = attrs.evolve(SAYS_YES, base=Is("follow-up", "yes"), respondents=everybody)
    counts = count(chosen, frame, questionnaire=QUESTIONNAIRE, by="role")
    assert counts.to_frame()["state"].to_list() == ["value", "empty-base", "no-answers"]
    assert [one.state for one in counts] == ["value", "empty-base", "no-answers"]


@pytest.mark.parametrize("codes", [(), ("only",)])
def test_a_question_with_no_bar_or_one_has_a_row_where_nobody_answered(codes):
    asked = question("none", "single", options=options(*codes, missing={"unsure": Missing.DONT_KNOW}))
    chosen = attrs.evolve(SAYS_YES, kind=Kind.DISTRIBUTION, numerator=None, question="none")
    held = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, asked))
    counts = count(chosen, frame_of(none=["unsure", None]), questionnaire=held)
    assert counts.to_frame().select("option", "missing_dont_know", "state").rows() == [(None, 1, "no-answers")]


def test_the_table_of_a_frame_is_made_without_making_every_count(monkeypatch):
    frame = frame_of(**{"yes-no": ["yes", "no", None], "group": ["north", "south", None]})
    counts = count(SAYS_YES, frame, questionnaire=QUESTIONNAIRE, by="group")
    monkeypatch.setattr("palnet.counting.tallies.Tallies.count", None)
    assert counts.to_frame()["denominator"].to_list() == [1, 1, None, None]


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@settings(max_examples=20)
@given(worlds(), st.data())
def test_a_whole_world_with_its_roster_and_events_is_counted_the_same(kind, world, data):
    by = data.draw(divisions(world.questionnaire))
    beside = {"roster": world.roster, "events": world.events, "by": by, "margins": True}
    wanted = count(world.indicators, world.answers, **beside)
    frame = FRAMES[kind](world.answers.to_frame())
    assert alone(count(world.indicators, frame, questionnaire=world.questionnaire, **beside)) == alone(wanted)


@pytest.mark.parametrize("kind", ["polars", "pandas", "duckdb"])
@settings(max_examples=20)
@given(several(), answers(), DIVISIONS)
def test_blank_cells_get_the_reasons_that_reading_a_survey_gives_them(kind, chosen, given, by):
    blank = {
        one.id: [None if isinstance(cell, Missing) else cell for cell in given.column(one.id)]
        for one in QUESTIONNAIRE.questions
    }
    wanted = count(chosen, with_reasons(QUESTIONNAIRE, blank, synthetic=given.synthetic), by=by)
    frame = given.to_frame()
    bare = frame.select(name for name in frame.columns if not name.endswith(".missing"))
    assert of_frame(chosen, FRAMES[kind](bare), by=by) == alone(wanted)


@every_frame
@pytest.mark.parametrize("kind_of", [Kind.PROPORTION, Kind.DISTRIBUTION])
@pytest.mark.parametrize(("name", "missing"), [("of-nurses", 2), ("of-hospitals", 1)])
def test_who_was_not_asked_is_not_missing(kind, kind_of, name, missing):
    frame = pl.DataFrame(
        {
            "role": ["nurse", "nurse", "nurse", "physio", "physio"],
            "sector": ["hospital", "hospital", "municipality", "hospital", None],
            name: ["yes", None, None, None, None],
        }
    )
    measured = {"numerator": Is(name, "yes")} if kind_of is Kind.PROPORTION else {"numerator": None, "question": name}
    everybody = (Respondents(role="nurse"), Respondents(role="physio"))
    chosen = attrs.evolve(SAYS_YES, kind=kind_of, respondents=everybody, **measured)
    (found,) = count(chosen, FRAMES[kind](frame), questionnaire=QUESTIONNAIRE)
    assert (found.denominator, dict(found.missing)) == (1, {Missing.NOT_ANSWERED: missing})


def lists(frame):
    """The same with a list for each question with several answers."""
    made = []
    for one in (ASKED[name] for name in ("ticks", "ticks-or-none", "open-ticks", "place")):
        start = f"{one.id}."
        boxes = [name for name in frame.columns if name.startswith(start) and name != f"{start}missing"]
        if boxes and one.id not in frame.columns:
            rows = frame.select(boxes).rows()
            told = [
                None
                if all(box is None for box in row)
                else [name.removeprefix(start) for name, box in zip(boxes, row, strict=True) if box]
                for row in rows
            ]
            frame = frame.drop(boxes)
            made.append(pl.Series(one.id, told, dtype=pl.List(pl.String)))
    return frame.with_columns(made)


SHAPES = {
    "lists": lists,
    "categoricals": lambda frame: frame.with_columns(pl.selectors.string().cast(pl.Categorical)),
    "enums": lambda frame: frame.with_columns(
        frame[name].cast(pl.Enum(frame[name].drop_nulls().unique().sort().to_list()))
        for name in frame.select(pl.selectors.string()).columns
    ),
    "booleans": lambda frame: frame.with_columns(pl.selectors.by_dtype(pl.Int8).cast(pl.Boolean)),
    "times": lambda frame: frame.with_columns(pl.col("day").cast(pl.Datetime("us"))),
    "ordinals as numbers": lambda frame: frame.with_columns(
        pl.col("degree").replace("unsure", None).cast(pl.Int16),
        pl.when(pl.col("degree") == "unsure")
        .then(pl.lit("dont-know"))
        .otherwise(pl.col("degree.missing") if "degree.missing" in frame.columns else None)
        .alias("degree.missing"),
    ),
    "ordinals as floats": lambda frame: SHAPES["ordinals as numbers"](frame).with_columns(
        pl.col("degree").cast(pl.Float64).fill_null(float("nan"))
    ),
    "decimals": lambda frame: frame.with_columns(pl.col("number", "of").cast(pl.Decimal(20, 4))),
    "NaN beside null": lambda frame: frame.with_columns(
        pl.col("number", "of").cast(pl.Float64).fill_null(float("nan"))
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
@every_frame
@settings(max_examples=8)
@given(several(), answers(), DIVISIONS)
def test_the_types_of_columns_change_nothing(shape, kind, chosen, given, by):
    frame = SHAPES[shape](given.to_frame())
    assert of_frame(chosen, FRAMES[kind](frame), by=by) == alone(count(chosen, given, by=by))


@settings(max_examples=20)
@given(several(), answers(), DIVISIONS, st.randoms(use_true_random=False))
def test_neither_order_nor_library_changes_the_hash_of_what_was_counted_from(chosen, given, by, random):
    order = list(range(len(given)))
    random.shuffle(order)
    frame = given.to_frame()
    names = random.sample(frame.columns, len(frame.columns))
    first, *others = (
        [one.origin.input for one in count(chosen, one, questionnaire=QUESTIONNAIRE, by=by)]
        for one in (
            frame,
            frame[order].select(names),
            frame.lazy(),
            SHAPES["enums"](frame).lazy(),
            SHAPES["enums"](frame).to_pandas(),
            SHAPES["categoricals"](frame).to_arrow(),
            SHAPES["booleans"](frame),
            SHAPES["decimals"](frame),
            SHAPES["NaN beside null"](frame),
            duckdb.from_arrow(frame.to_arrow()),
        )
    )
    assert all(other == first for other in others)


def test_other_answers_have_another_hash():
    one, other = (
        count(SAYS_YES, frame_of(**{"yes-no": codes}), questionnaire=QUESTIONNAIRE)[0].origin.input
        for codes in (["yes", "no", None], ["yes", "yes", None])
    )
    assert one != other


@given(answers())
def test_answers_say_of_themselves_that_they_are_made_up_and_so_does_their_frame(given):
    (found,) = count(SAYS_YES, given.to_frame(), questionnaire=QUESTIONNAIRE)
    assert found.origin.synthetic is given.synthetic


@pytest.mark.parametrize("kind", ["pandas", "pyarrow"])
def test_a_frame_of_answers_is_the_same_in_every_library(kind):
    given = Answers(
        questionnaire=QUESTIONNAIRE,
        columns={
            "yes-no": ("yes", Missing.DONT_KNOW),
            "number": (Decimal("0.5"), Missing.NOT_ANSWERED),
            "day": (dt.date(2023, 1, 1), Missing.NOT_ANSWERED),
            "ticks": (frozenset("ab"), Missing.NOT_ANSWERED),
        },
    )
    frame = given.to_frame()
    assert frame.select("yes-no", "yes-no.missing", "number", "ticks.a", "ticks.c").rows() == [
        ("yes", None, 0.5, 1, 0),
        (None, "dont-know", None, None, None),
    ]
    assert frame["day"].to_list() == [dt.date(2023, 1, 1), None]
    other = given.to_frame(kind)
    assert type(other).__module__.partition(".")[0] == kind
    back = pl.DataFrame(other)
    assert back.columns == frame.columns
    assert back.height == 2


# What cannot be counted is told before anything is summed, all of it at once.


def frame_of(**columns):
    length = len(next(iter(columns.values())))
    return pl.DataFrame({"role": ["nurse"] * length, **columns})


def faults(frame, chosen=SAYS_YES, **given):
    with pytest.raises(DataError) as raised:
        count(chosen, frame, **{"questionnaire": QUESTIONNAIRE, **given})
    assert all(problem.text("nb") and problem.text("en") for problem in raised.value.problems)
    return [(problem.code, problem.keys, problem.hint) for problem in raised.value.problems]


@every_frame
def test_a_column_that_is_not_there_is_told_with_the_one_that_may_be_meant(kind):
    frame = FRAMES[kind](pl.DataFrame({"yes_no": ["yes"], "rolle": ["nurse"]}))
    found = faults(frame, by="group")
    assert sorted(found) == [
        ("PAL350", ("group",), None),
        ("PAL350", ("role",), "rolle"),
        ("PAL350", ("yes-no",), "yes_no"),
    ]


@every_frame
@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("yes-no", [dt.date(2023, 1, 1), None]),
        ("yes-no", [True, None]),
        ("number", ["2", None]),
        ("day", ["2023-01-01", None]),
        ("ticks", ["a", None]),
        ("yes-no.missing", [3, None]),
    ],
)
def test_a_column_of_a_wrong_type_is_told(kind, name, column):
    kinds = {"number": Kind.MEAN, "day": Kind.PROPORTION, "ticks": Kind.DISTRIBUTION}
    chosen = attrs.evolve(SAYS_YES, numerator=AtLeast("day", dt.date(2023, 1, 1)))
    if name in ("number", "ticks"):
        chosen = attrs.evolve(SAYS_YES, numerator=None, question=name, kind=kinds[name])
    elif name != "day":
        chosen = SAYS_YES
    beside = {"yes-no": ["yes", None]} if name == "yes-no.missing" else {}
    assert faults(FRAMES[kind](frame_of(**beside, **{name: column})), chosen) == [("PAL351", (name,), None)]


@every_frame
@pytest.mark.parametrize(
    ("name", "column", "value", "number"),
    [
        ("yes-no", ["yes", "perhaps", "perhaps", None], "perhaps", 2),
        ("degree", [1, 2, 9, None], "9", 1),
        ("role", ["nurse", "doctor", "nurse", None], "doctor", 1),
        ("yes-no.missing", [None, "lost", None, "not-shown"], "lost", 1),
        ("ticks", [["a"], ["a", "z"], None, ["z"]], "z", 2),
        ("ticks.b", [0, 1, 2, None], "2", 1),
    ],
)
def test_what_is_not_in_the_codebook_is_told_with_how_many_have_it(kind, name, column, value, number):
    columns = {"role": ["nurse"] * 4, "yes-no": ["yes", None, "no", None], "degree": ["1"] * 4}
    columns |= {"ticks.a": [1, 0, 1, 0], "ticks.b": [0] * 4, "ticks.c": [0] * 4, "ticks.unsure": [0] * 4}
    columns |= {"ticks.irrelevant": [0] * 4, name: column}
    if name == "ticks":
        columns = {one: cells for one, cells in columns.items() if not one.startswith("ticks.")}
    chosen = [
        SAYS_YES,
        attrs.evolve(SAYS_YES, id="degree", numerator=AtLeast("degree", "3")),
        attrs.evolve(SAYS_YES, id="ticks", numerator=Includes("ticks", "a")),
    ]
    with pytest.raises(DataError) as raised:
        count(chosen, FRAMES[kind](pl.DataFrame(columns)), questionnaire=QUESTIONNAIRE)
    (problem,) = raised.value.problems
    said = dict(problem.params)
    assert (problem.code, problem.keys) == ("PAL352", (name,))
    assert (said["value"].removesuffix(".0"), said["number"]) == (value, number)


@every_frame
def test_all_that_is_not_in_the_codebook_is_told_at_once_and_each_of_it_once(kind):
    frame = frame_of(
        **{
            "yes-no": ["perhaps", "yes", None, "never"],
            "yes-no.missing": [None, None, "lost", None],
            "follow-up": ["yes", "soon", None, None],
            "sector": ["hospital", "prison", None, "prison"],
            "group": ["north", "east", "east", None],
        }
    )
    both = attrs.evolve(SAYS_YES, id="both", numerator=Is("follow-up", "yes") | Is("yes-no", "no"))
    of_sectors = attrs.evolve(SAYS_YES, id="sectors", base=Background("sector", "hospital"))
    divided = attrs.evolve(SAYS_YES, id="divided", kind=Kind.DISTRIBUTION, numerator=None, question="group")
    chosen = [SAYS_YES, both, of_sectors, divided]
    with pytest.raises(DataError) as raised:
        count(chosen, FRAMES[kind](frame), questionnaire=QUESTIONNAIRE, by="group")
    found = [(one.keys[0], dict(one.params)["value"], dict(one.params)["number"]) for one in raised.value.problems]
    assert sorted(found) == [
        ("follow-up", "soon", 1),
        ("group", "east", 2),
        ("sector", "prison", 2),
        ("yes-no", "never", 1),
        ("yes-no", "perhaps", 1),
        ("yes-no.missing", "lost", 1),
    ]


@every_frame
@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("yes-no", {"yes-no": ["perhaps", "yes"], "yes-no.missing": ["dont-know", None]}),
        ("follow-up", {"yes-no": ["no", "yes"], "follow-up": ["perhaps", "yes"]}),
    ],
)
def test_a_reason_why_there_is_no_answer_does_not_hide_what_is_not_in_the_codebook(kind, name, columns):
    chosen = attrs.evolve(SAYS_YES, numerator=Is(name, "yes"))
    assert faults(FRAMES[kind](frame_of(**columns)), chosen) == [("PAL352", (name,), None)]


@every_frame
@pytest.mark.parametrize("name", ["yes-no", "number", "day", "ticks"])
def test_a_column_without_a_single_value_is_one_that_nobody_answered(kind, name):
    chosen = Indicator(
        id="i",
        label=NAME,
        counted_from=CountedFrom.ANSWERS,
        respondents=(Respondents(role="nurse"),),
        kind=Kind.MEAN if name == "number" else Kind.PROPORTION if name == "day" else Kind.DISTRIBUTION,
        **({"numerator": AtLeast("day", dt.date(2023, 1, 1))} if name == "day" else {"question": name}),
    )
    (found,) = count(chosen, FRAMES[kind](frame_of(**{name: [None, None]})), questionnaire=QUESTIONNAIRE)
    assert (found.state, dict(found.missing)) == ("no-answers", {Missing.NOT_ANSWERED: 2})


@every_frame
@pytest.mark.parametrize("by", [(), ("group",)])
def test_a_table_without_respondents_is_one_of_which_nobody_answered(kind, by):
    frame = pl.DataFrame(schema={"role": pl.String, "yes-no": pl.String, "group": pl.String})
    found = count(SAYS_YES, FRAMES[kind](frame), questionnaire=QUESTIONNAIRE, by=by)
    assert [one.state for one in found] == ["no-answers"] * (3 if by else 1)


UNREADABLE = {
    "words beside numbers": lambda: pd.DataFrame({"yes-no": ["yes", 1], "role": ["nurse", "nurse"]}),
    "what Arrow does not know": lambda: pd.DataFrame({"yes-no": [1j, 2j], "role": ["nurse", "nurse"]}),
    "what Polars gives up on": lambda: pa.table(
        {"yes-no": pa.array([Decimal("1.5")], pa.decimal256(60, 5)), "role": ["nurse"]}
    ),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("what", UNREADABLE)
def test_a_column_that_cannot_be_read_is_named(what):
    assert faults(UNREADABLE[what]()) == [("PAL354", ("yes-no",), None)]


def test_columns_that_cannot_be_read_are_named_all_at_once():
    assert faults(pd.DataFrame({"yes-no": ["yes", 1], "role": [["nurse"], 1]})) == [
        ("PAL354", ("yes-no",), None),
        ("PAL354", ("role",), None),
    ]


def closed():
    connection = duckdb.connect()
    relation = connection.sql("select 'nurse' as role, 'yes' as \"yes-no\"")
    connection.close()
    return relation


def dropped():
    duckdb.sql("create or replace table dropped as select 'nurse' as role, 'yes' as \"yes-no\"")
    relation = duckdb.table("dropped")
    duckdb.sql("drop table dropped")
    return relation


GONE = {
    "a connection that is closed": closed,
    "a table that is dropped": dropped,
    "a file that never was": lambda: pl.scan_csv("nowhere.csv"),
    "a column that is not there": lambda: pl.LazyFrame({"role": ["nurse"]}).with_columns(pl.col("yes-no")),
    "a step that fails": lambda: frame_of(**{"yes-no": ["yes"]}).lazy().map_batches(lambda _: 1 // 0),
    "two columns of one name": lambda: pd.DataFrame([["nurse", "yes", "no"]], columns=["role", "yes-no", "yes-no"]),
}


@pytest.mark.parametrize("what", GONE)
def test_data_that_cannot_be_got_is_told(what):
    assert faults(GONE[what]()) == [("PAL354", (), None)]


def test_whole_numbers_stay_exact_or_are_refused():
    chosen = attrs.evolve(SAYS_YES, kind=Kind.MEAN, numerator=None, question="number")
    for number in (2**62 + 1, 2**70):
        relation = duckdb.sql(f"select 'nurse' as role, {number}::hugeint as number")
        if number < 2**63:
            assert count(chosen, relation, questionnaire=QUESTIONNAIRE)[0].numerator == number
        else:
            assert faults(relation, chosen) == [("PAL354", (), None)]


@pytest.mark.parametrize("number", [-(2**63), 2**63 - 1, 2**63, 2**64 - 1])
def test_whole_numbers_at_the_end_of_what_there_are_stay_exact(number):
    chosen = attrs.evolve(SAYS_YES, kind=Kind.MEAN, numerator=None, question="number")
    column = pl.Series(
        [number, number - 1 if number > 0 else number + 1, None], dtype=pl.Int64 if number < 2**63 else pl.UInt64
    )
    (found,) = count(chosen, frame_of(number=column), questionnaire=QUESTIONNAIRE)
    assert found.numerator == sum(column.drop_nulls().to_list())


def test_a_library_on_the_way_that_is_missing_is_named(monkeypatch):
    frame = pd.DataFrame({"yes-no": pd.array(["yes"], dtype="string[python]"), "role": ["nurse"]})
    monkeypatch.setattr("narwhals.DataFrame.lazy", lambda *_: __import__("not_there"))
    with pytest.raises(MissingExtraError) as missing:
        count(SAYS_YES, frame, questionnaire=QUESTIONNAIRE)
    assert dict(missing.value.problems[0].params)["library"] == "not_there"


def nested(depth):
    """A condition in which "not", "all of" and "any of" stand within each other so deep."""
    inner = Is("yes-no", "yes")
    for level in range(depth):
        inner = ~(inner & Is("follow-up", "yes")) if level % 2 else ~(inner | Includes("ticks", "abc"[level % 3]))
    return inner


@every_frame
@settings(max_examples=2)
@given(answers(max_size=4), DIVISIONS)
def test_conditions_may_be_deep(kind, given, by):
    # Written out, an expression of this depth would have 3 ** 32 parts.
    chosen = attrs.evolve(SAYS_YES, numerator=nested(16), base=~nested(16))
    assert of_frame(chosen, FRAMES[kind](given.to_frame()), by=by) == alone(count(chosen, given, by=by))


@every_frame
def test_any_word_is_an_answer_where_a_question_has_no_options(kind):
    free = question("free", "single", background=True)
    asked = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, free))
    chosen = attrs.evolve(SAYS_YES, kind=Kind.DISTRIBUTION, numerator=None, question="free")
    frame = frame_of(**{"free": ["a", "b", None], "free.missing": [None, None, "dont-know"]})
    (found,) = count(chosen, FRAMES[kind](frame), questionnaire=asked)
    assert (found.values, found.missing) == ((("a", 1), ("b", 1)), ((Missing.DONT_KNOW, 1),))


def test_a_table_does_not_say_itself_what_it_answers():
    assert faults(frame_of(**{"yes-no": ["yes"]}), questionnaire=None) == [("PAL353", ("questionnaire",), None)]


def test_a_lazy_frame_whose_source_is_gone_is_told(tmp_path):
    file = tmp_path / "answers.parquet"
    frame_of(**{"yes-no": ["yes"]}).write_parquet(file)
    held = pl.scan_parquet(file)
    related = duckdb.read_parquet(str(file))
    file.unlink()
    assert faults(held) == [("PAL354", (), None)]
    assert faults(related) == [("PAL354", (), None)]


@pytest.mark.parametrize("data", [pl.Series([1]), pl.col("x"), pd.Series([1]), object(), {"role": ["nurse"]}])
def test_what_is_no_table_is_refused(data):
    assert {code for code, _, _ in faults(data)} == {"PAL201"}


class Stream:
    """What only hands over an Arrow stream."""

    def __init__(self, frame):
        self.frame = frame

    def __arrow_c_stream__(self, requested_schema=None):
        return self.frame.__arrow_c_stream__(requested_schema)


def test_whatever_hands_over_an_arrow_stream_is_a_table():
    frame = frame_of(**{"yes-no": ["yes", "no", None]})
    assert of_frame(SAYS_YES, Stream(frame)) == of_frame(SAYS_YES, frame)


def test_numbers_that_no_float_holds_stay_exact():
    exact = Decimal("0.12345678901234567891")
    given = Answers(questionnaire=QUESTIONNAIRE, columns={"number": (exact, 2, -1), "role": ("nurse",) * 3})
    chosen = attrs.evolve(SAYS_YES, kind=Kind.MEAN, numerator=None, question="number")
    assert of_frame(chosen, given.to_frame()) == alone(count(chosen, given))
    (found,) = count(chosen, given.to_frame(), questionnaire=QUESTIONNAIRE)
    assert found.numerator == exact + 1
    long = Answers(questionnaire=QUESTIONNAIRE, columns={"number": (Decimal("1" + 60 * "0" + ".1"), 1)})
    with pytest.raises(DataError) as raised:
        long.to_frame()
    assert raised.value.problems[0].code == "PAL355"


@every_frame
@pytest.mark.parametrize("shape", ["enums", "categoricals"])
def test_many_options_are_grouped_by_and_few_summed_with_the_same_result(kind, shape):
    many = question("many", "single", options=options(*(f"a{n}" for n in range(40))))
    asked = attrs.evolve(QUESTIONNAIRE, questions=(*QUESTIONNAIRE.questions, many))
    codes = [f"a{n % 37}" for n in range(100)] + [None]
    chosen = attrs.evolve(SAYS_YES, kind=Kind.DISTRIBUTION, numerator=None, question="many")
    frame = FRAMES[kind](SHAPES[shape](frame_of(many=codes)))
    wanted = count(chosen, with_reasons(asked, {"many": codes, "role": ["nurse"] * 101}))
    assert alone(count(chosen, frame, questionnaire=asked)) == alone(wanted)


def dictionary(numbers, words):
    return pa.DictionaryArray.from_arrays(pa.array(numbers, pa.int8()), pa.array(words))


@pytest.mark.parametrize(
    "column",
    [
        pa.chunked_array([dictionary([0, 1], ["yes", "no"]), dictionary([0, 0, None], ["no", "yes"])]),
        pa.chunked_array([dictionary([0, 1, 2, 2, 0], ["yes", "no", "no"])]),
        pa.chunked_array([dictionary([0, 1, 2, 2], ["yes", "no", None])]),
        pa.chunked_array([dictionary([0, 1, 1, 0, None], ["yes", "no", "unsure"])]),
        pa.chunked_array([], pa.dictionary(pa.int8(), pa.string())),
    ],
    ids=["chunks", "twice", "null", "spare", "nothing"],
)
def test_a_dictionary_of_arrow_is_read_whatever_its_words(column):
    words = column.to_pylist()
    found = of_frame(SAYS_YES, pa.table({"yes-no": column, "role": pa.array(["nurse"] * len(words), pa.string())}))
    assert found == of_frame(
        SAYS_YES, pl.DataFrame({"yes-no": pl.Series(words, dtype=pl.String)}).with_columns(role=pl.lit("nurse"))
    )


def test_categories_that_are_numbers_are_read():
    degrees = pd.DataFrame({"degree": pd.Categorical([1, 3, None, 5, 3]), "role": "nurse"})
    chosen = attrs.evolve(SAYS_YES, numerator=AtLeast("degree", "3"))
    (found,) = count(chosen, degrees, questionnaire=QUESTIONNAIRE)
    assert (found.numerator, found.denominator) == (3, 4)


def test_an_unknown_kind_of_frame_and_one_that_is_not_installed_are_told(monkeypatch):
    given = Answers(questionnaire=QUESTIONNAIRE, columns={})
    with pytest.raises(DataError) as raised:
        given.to_frame("excel")
    assert raised.value.problems[0].code == "PAL606"
    frame = frame_of(**{"yes-no": ["yes"]})
    counted = ("narwhals", lambda: count(SAYS_YES, frame, questionnaire=QUESTIONNAIRE))
    made = [(name, lambda: given.to_frame("pandas")) for name in ("polars", "pandas", "pyarrow")]
    for name, work in (counted, ("polars", counted[1]), *made):
        with monkeypatch.context() as patch:
            patch.setitem(sys.modules, name, None)
            with pytest.raises(MissingExtraError) as missing:
                work()
            assert dict(missing.value.problems[0].params) == {"library": name, "extra": "frames"}


@given(several(), answers(), DIVISIONS)
def test_counts_are_an_arrow_stream_that_any_library_takes(chosen, given, by):
    counts = count(chosen, given, by=by, margins=True)
    wanted = counts.to_frame()
    assert pl.from_arrow(pa.table(counts)).equals(wanted)
    assert duckdb.from_arrow(counts).pl().equals(wanted)


def test_counts_that_are_made_later_are_made_once_in_whatever_thread_and_of_what_is_left_of_the_data():
    frame = frame_of(**{"yes-no": ["yes", "no", None], "group": ["north", "south", None]}).to_pandas()
    held, wanted = weakref.ref(frame), count(SAYS_YES, frame.copy(), questionnaire=QUESTIONNAIRE, by="group")
    counts = count(SAYS_YES, frame, questionnaire=QUESTIONNAIRE, by="group")
    del frame
    gc.collect()
    assert held() is None
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: list(counts), range(32)))
    assert all(one is other for several in found for one, other in zip(several, found[0], strict=True))
    assert found[0] == list(wanted)


def test_a_maker_is_waited_for_and_asked_again_only_where_it_failed():
    begun, go, calls = threading.Event(), threading.Event(), []

    def maker():
        calls.append(1)
        if len(calls) == 1:
            raise DataError(Problem("PAL312", path="x"))
        begun.set()
        assert go.wait(10)
        return count(SAYS_YES, frame_of(**{"yes-no": ["yes"]}), questionnaire=QUESTIONNAIRE)

    counts = Counts.made_by(maker)
    with pytest.raises(DataError):
        len(counts)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(len, counts)
        assert begun.wait(10)
        second = pool.submit(len, counts)
        go.set()
        assert [first.result(10), second.result(10), len(calls)] == [1, 1, 2]


@pytest.mark.parametrize("passed_on", [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one))])
def test_counts_that_are_not_made_yet_can_be_passed_on(passed_on):
    frame = frame_of(**{"yes-no": ["yes", "no", None]})
    counts = count(SAYS_YES, frame, questionnaire=QUESTIONNAIRE)
    assert passed_on(counts) == counts == count(SAYS_YES, frame, questionnaire=QUESTIONNAIRE)


@given(indicators(), answers(), DIVISIONS)
def test_counts_of_a_frame_are_made_when_they_are_looked_at_and_equal_those_that_are(indicator, given, by):
    counts = count(indicator, given.to_frame(), questionnaire=QUESTIONNAIRE, by=by)
    assert alone(counts) == alone(count(indicator, given, by=by))
    assert list(counts) == list(counts)
    assert hash(counts) == hash(count(indicator, given.to_frame(), questionnaire=QUESTIONNAIRE, by=by))
