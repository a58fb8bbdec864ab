"""Hypothesis strategies for those who test their own indicators: every class of the model, and what fits together.

::

    from hypothesis import given
    from palnet.testing.strategies import worlds

    @given(worlds())
    def test_every_share_is_one(world):
        for row in world.count(by="group"):
            assert row.value is None or row.value >= 0

Where palnet is installed, Hypothesis knows its classes by itself: ``st.from_type(palnet.Indicator)``. Importing this
needs Hypothesis and no pytest.
"""

from __future__ import annotations

from palnet.testing.strategies._answering import answers
from palnet.testing.strategies._asking import questionnaires
from palnet.testing.strategies._counting import counts, origins, policies
from palnet.testing.strategies._fitting import divisions, indicators, predicates, targets
from palnet.testing.strategies._instances import instances
from palnet.testing.strategies._people import rosters
from palnet.testing.strategies._plain import dates, ids, percents, words
from palnet.testing.strategies._worlds import World, worlds

__all__ = [
    "World",
    "answers",
    "counts",
    "dates",
    "divisions",
    "ids",
    "indicators",
    "instances",
    "origins",
    "percents",
    "policies",
    "predicates",
    "questionnaires",
    "rosters",
    "targets",
    "words",
    "worlds",
]
