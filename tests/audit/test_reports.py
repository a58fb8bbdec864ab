"""Whole reports: consistent ones are let be, one wrong number is found where arithmetic can find it."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.audit.made import corrupted, findable, grave, report

from palnet.audit import Severity, audit


def draw_of(data):
    return lambda low, high: data.draw(st.integers(low, high))


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_of_a_consistent_report_nothing_is_said_to_be_wrong(data):
    assert grave(audit(report(draw_of(data)))) == []


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_one_wrong_number_is_found_where_arithmetic_can_find_it_and_no_other_line_is_blamed(data):
    made = corrupted(draw_of(data), report(draw_of(data)))
    assume(made is not None)
    figures, wrong, field = made
    found = grave(audit(figures))
    assert all(wrong.id in one.figures for one in found)
    assert bool(found) is findable(figures, wrong, field)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_every_finding_can_be_told_in_both_languages(data):
    made = corrupted(draw_of(data), report(draw_of(data)))
    assume(made is not None)
    found = audit(made[0])
    for one in found:
        for lang in ("nb", "en"):
            assert one.text(lang) == f"{one.code} {one.message(lang)}"
            assert one.message(lang)[0] != one.message(lang)[0].lower() or not one.message(lang)[0].isalpha()
        assert one.message("nb") != one.message("en")
    assert [one.severity.rank for one in found] == sorted(one.severity.rank for one in found)
    assert {one.severity for one in found} <= set(Severity)
