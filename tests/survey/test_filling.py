"""Why cells are empty is the same for many as for one: the plain code is asked for each sort of respondent."""

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from palnet import Missing
from palnet.survey.blanks import with_reasons
from palnet.survey.coded import numbered
from palnet.survey.coders import Coded
from palnet.survey.filling import filled
from palnet.testing.strategies import answers, questionnaires


@st.composite
def half_empty(draw):
    """A questionnaire and columns of it, in which about half the cells are empty."""
    questionnaire = draw(questionnaires())
    whole = draw(answers(questionnaire, routed=draw(st.booleans()), max_size=12))
    columns = {}
    for name, cells in whole.columns.items():
        gaps = draw(st.lists(st.booleans(), min_size=len(cells), max_size=len(cells)))
        columns[name] = [None if gap else cell for cell, gap in zip(cells, gaps, strict=True)]
    return questionnaire, columns


def coded(cells, twice):
    """A column as it comes from a file: what is empty may be so in two ways."""
    places = numbered(cells)
    own = [cell for _, cell in places]
    extra = len(own)
    codes = [
        extra if cell is None and twice and at % 2 else places[isinstance(cell, Missing), cell]
        for at, cell in enumerate(cells)
    ]
    return Coded(pl.Series(codes, dtype=pl.UInt8), (*own, None))


@given(half_empty(), st.booleans())
@settings(deadline=None)
def test_it_fills_as_the_plain_way_does(given_, twice):
    questionnaire, columns = given_
    found = filled(questionnaire, {name: coded(cells, twice) for name, cells in columns.items()})
    expected = with_reasons(questionnaire, columns)
    assert {name: list(column) for name, column in found.columns.items()} == {
        name: list(column) for name, column in expected.columns.items()
    }
    assert list(found.columns) == list(columns)
    assert found.blank == {name: cells.count(None) for name, cells in columns.items()}


@given(half_empty())
@settings(deadline=None)
def test_who_answered_what_was_not_asked_is_whoever_would_not_have_been_asked(given_):
    questionnaire, columns = given_
    found = filled(questionnaire, {name: coded(cells, twice=False) for name, cells in columns.items()}).strangers
    expected = {}
    for name, cells in columns.items():
        # The same with nothing answered: the reason says who was not asked, and who was routed past it.
        emptied = with_reasons(questionnaire, {**columns, name: [None] * len(cells)}).columns[name]
        for reason in (Missing.NOT_ASKED, Missing.NOT_SHOWN):
            there = [
                at
                for at, (cell, why) in enumerate(zip(cells, emptied, strict=True))
                if why is reason and cell is not None and not isinstance(cell, Missing)
            ]
            if there:
                expected[name, reason] = (there[0], len(there))
    assert found == expected


@given(questionnaires())
def test_nobody_at_all(questionnaire):
    assert filled(questionnaire, {}).columns == {}
