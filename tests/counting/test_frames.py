"""Every dataframe is counted as the reference counts: cell by cell, missing by reason, state by state."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.counting.invented import ASKED, DIVISIONS, PEOPLE, QUESTIONNAIRE, answers, indicators, roster_of, several

from palnet import Answers, EmptyMeans, Missing, QuestionKind, count
from palnet.survey.blanks import with_reasons
from palnet.testing.strategies import divisions, worlds

pl = pytest.importorskip("polars")
pytest.importorskip("narwhals")
pd = pytest.importorskip("pandas")
pytest.importorskip("pyarrow")
duckdb = pytest.importorskip("duckdb")

FRAMES = {
    "polars": lambda frame: frame,
    "polars lazy": lambda frame: frame.lazy(),
    "pandas": lambda frame: frame.to_pandas(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}


def alone(counts):
    """All that counts say but the hash of what they were counted from, which is of something else."""
    return [attrs.evolve(one, origin=attrs.evolve(one.origin, input="")) for one in counts]


every_frame = pytest.mark.parametrize("kind", FRAMES)


@every_frame
@given(several(), answers(), DIVISIONS, st.booleans())
def test_answers_as_a_frame_are_counted_as_answers(kind, chosen, given, by, margins):
    frame = FRAMES[kind](given.to_frame())
    wanted = count(chosen, given, by=by, margins=margins)
    found = count(chosen, frame, questionnaire=QUESTIONNAIRE, by=by, margins=margins)
    assert alone(found) == alone(wanted)
    assert found.to_frame().equals(wanted.to_frame())


@every_frame
@given(worlds(), st.data())
def test_a_whole_world_with_its_roster_and_events_is_counted_the_same(kind, world, data):
    by = data.draw(divisions(world.questionnaire))
    beside = {"roster": world.roster, "events": world.events, "by": by, "margins": True}
    frame = FRAMES[kind](world.answers.to_frame())
    wanted = count(world.indicators, world.answers, **beside)
    found = count(world.indicators, frame, questionnaire=world.questionnaire, **beside)
    assert alone(found) == alone(wanted)
