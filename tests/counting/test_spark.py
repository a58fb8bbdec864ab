"""Spark counts as the reference counts, and what it hands over is small. One session for all, where Java is there."""

import datetime as dt
import importlib.util
import subprocess

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.invented import DIVISIONS, QUESTIONNAIRE, answers, several
from tests.counting.many import BY_CASE, TABLES, cases
from tests.counting.test_properties import SAYS_YES

from palnet import AtLeast, DataError, Includes, Is, Kind, count

pl = pytest.importorskip("polars")
pytest.importorskip("narwhals")


def reason() -> str:
    """Why Spark cannot be tried here; empty where it can."""
    try:
        said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        return "there is no Java here"
    version = int((said.partition('"')[2].partition('"')[0] or "0").partition(".")[0])
    if version < 17:
        return f"Java is {version}, and Spark wants 17 or later"
    return "" if importlib.util.find_spec("pyspark") else "pyspark is not installed"


pytestmark = [pytest.mark.skipif(bool(reason()), reason=reason()), pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def session():
    from pyspark.sql import SparkSession

    config = {
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.log.level": "OFF",
        "spark.sql.shuffle.partitions": "1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    made = SparkSession.builder.master("local[1]").config(map=config).getOrCreate()
    yield made
    made.stop()


def alone(counts):
    return [attrs.evolve(one, origin=attrs.evolve(one.origin, input="")) for one in counts]


ROWS = {
    "role": ["nurse", "nurse", "physio", "nurse", None, "nurse"],
    "group": ["north", "south", "north", None, "north", "north"],
    "yes-no": ["yes", "no", "yes", None, "yes", "unsure"],
    "yes-no.missing": [None, None, None, "dont-know", None, None],
    "follow-up": ["yes", None, "no", None, None, None],
    "number": [1.0, 2.5, None, 4.0, 0.5, float("nan")],
    "day": [dt.date(2023, 1, 1), None, dt.date(2022, 1, 1), dt.date(2023, 12, 31), None, None],
    "ticks": [["a"], ["a", "b"], None, ["unsure"], ["c"], []],
}
CHOSEN = [
    SAYS_YES,
    attrs.evolve(SAYS_YES, id="both", numerator=Is("follow-up", "yes") | ~Includes("ticks", "a")),
    attrs.evolve(SAYS_YES, id="late", numerator=AtLeast("day", dt.date(2023, 6, 1)), base=Is("yes-no", "yes")),
    attrs.evolve(SAYS_YES, id="mean", kind=Kind.MEAN, numerator=None, question="number"),
    attrs.evolve(SAYS_YES, id="bars", kind=Kind.DISTRIBUTION, numerator=None, question="ticks"),
]


def test_spark_counts_what_polars_counts(session):
    frame = pl.DataFrame(ROWS)
    found, wanted = (
        count(CHOSEN, one, questionnaire=QUESTIONNAIRE, by="group", margins=True)
        for one in (session.createDataFrame(frame.to_arrow()), frame)
    )
    # The hash of what was counted from is the same as well.
    assert list(found) == list(wanted)


@settings(max_examples=3)
@given(several(6), answers(max_size=30), DIVISIONS, st.booleans())
def test_spark_counts_what_the_reference_counts(session, chosen, given, by, margins):
    arrow = given.to_frame().to_arrow()
    found = count(chosen, session.createDataFrame(arrow), questionnaire=QUESTIONNAIRE, by=by, margins=margins)
    assert alone(found) == alone(count(chosen, given, by=by, margins=margins))


@settings(max_examples=TABLES)
@given(several(6), st.integers(0), DIVISIONS)
def test_spark_counts_a_hundred_cases_at_once_as_the_reference_does(session, chosen, seed, by):
    given = cases(seed)
    spark = session.createDataFrame(given.to_frame().to_arrow())
    found = count(chosen, spark, questionnaire=BY_CASE, by=["case", *by[:1]])
    assert alone(found) == alone(count(chosen, given, by=["case", *by[:1]]))


def test_nothing_is_handed_over_before_it_is_small(session, monkeypatch):
    from pyspark.sql.classic.dataframe import DataFrame

    handed: list[int] = []

    def watched(real):
        def watch(self):
            given = real(self)
            handed.append(len(given))
            return given

        return watch

    for name in ("toArrow", "toPandas", "collect"):
        monkeypatch.setattr(DataFrame, name, watched(getattr(DataFrame, name)))
    frame = pl.concat([pl.DataFrame(ROWS)] * 2000)
    spark = session.createDataFrame(frame.to_arrow())
    handed.clear()
    (found,) = count(SAYS_YES, spark, questionnaire=QUESTIONNAIRE)
    assert found.denominator == 4000
    assert handed
    assert max(handed) < 20


def codes(spark):
    with pytest.raises(DataError) as raised:
        count(SAYS_YES, spark, questionnaire=QUESTIONNAIRE)
    return [(problem.code, problem.keys, dict(problem.params).get("number")) for problem in raised.value.problems]


def test_what_cannot_be_counted_is_told(session, tmp_path):
    frame = pl.DataFrame({"role": ["nurse"] * 3, "yes-no": ["yes", "perhaps", "perhaps"]})
    spark = session.createDataFrame(frame.to_arrow())
    assert codes(spark) == [("PAL352", ("yes-no",), 2)]
    assert codes(spark.withColumnRenamed("yes-no", "yesno")) == [("PAL350", ("yes-no",), None)]
    assert codes(spark.selectExpr("role", "length(`yes-no`) > 3 as `yes-no`")) == [("PAL351", ("yes-no",), None)]
    file = tmp_path / "answers.parquet"
    frame.write_parquet(file)
    held = session.read.parquet(str(file))
    file.unlink()
    assert codes(held) == [("PAL354", (), None)]
