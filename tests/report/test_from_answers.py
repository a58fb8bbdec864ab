"""The report from answers: what it counts, what it keeps to itself, and what it says of where its numbers come from."""

import json
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palnet import Missing, Policy, State, answers_from, count
from palnet.model import CountedFrom, Kind, QuestionKind
from palnet.report import annual_report
from palnet.report.counted import counted_from_answers
from palnet.report.publication import render

ROLES = {"ressurssykepleier": 95, "ressursfysio-ergo": 8, "leder-sykepleie": 32, "leder-fysio-ergo": 6}
SMALL = ("ressursfysio-ergo", "leder-fysio-ergo")


def rows_of(questionnaire, seed, sizes=None):
    """Somebody's answers to everything that they are asked, at random."""
    chance = random.Random(seed)
    groups = questionnaire.by_id["vest/gruppe"].codes[:7]
    rows = []
    for role, size in (sizes or ROLES).items():
        for _ in range(size):
            nurse = role == "ressurssykepleier"
            row = {"vest/rolle": role, "vest/sektor": chance.choice(["hospital", "municipality"])}
            if nurse:
                row["vest/gruppe"] = chance.choice(groups)
            row.update({one.id: answer(one, chance) for one in questionnaire.questions if asked(one, role)})
            rows.append(row)
    return rows


def asked(question, role):
    return not question.background and any(one.role == role for one in question.asked_of)


def answer(question, chance):
    if question.kind is QuestionKind.TEXT:
        return chance.choice(["written", None])
    codes = question.codes or ("a", "b")
    if question.kind is QuestionKind.MULTIPLE:
        return chance.sample(codes, k=min(2, len(codes)))
    return chance.choice([*codes, codes[0], codes[0], None])


@pytest.fixture(scope="module")
def asked_in_bergen(catalogue):
    return catalogue.questionnaire("bergen", 2023)


def document(catalogue, answers, wanted="json", lang="nb", policy=None):
    return render(annual_report(catalogue, "bergen", 2023, lang, answers=answers, policy=policy), wanted)


@settings(max_examples=5)
@given(st.integers(0, 10**6))
def test_every_figure_is_the_count_that_may_be_shown(catalogue, asked_in_bergen, seed):
    answers = answers_from(rows_of(asked_in_bergen, seed), asked_in_bergen)
    roster = catalogue.roster("bergen", 2023)
    told = counted_from_answers(catalogue, "bergen", 2023, answers, roster=roster)
    indicators = tuple(dict.fromkeys(one.indicator for one in told.behind))
    raw = count(indicators, answers, roster=roster, by="role", period=2023)
    figures = {one.id: one for one in told.figures}
    for one in told.behind:
        held = raw.get(one.indicator.id, role=one.role)
        assert one.count == Policy.standard().protect(held)
        if held.kind is Kind.PROPORTION and one.count.state is State.VALUE:
            figure = figures[one.figure]
            assert (figure.numerator, figure.denominator) == (held.numerator, held.denominator)
            assert abs(2 * (100 * held.numerator - figure.percent * held.denominator)) <= held.denominator


@settings(max_examples=5)
@given(st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["json", "text", "html", "md"]))
def test_what_a_hidden_group_answered_changes_nothing_that_is_told(catalogue, asked_in_bergen, one, other, wanted):
    # Two years that differ only in what those few answered: nobody can tell them apart.
    mine, theirs = rows_of(asked_in_bergen, one), rows_of(asked_in_bergen, other)
    few = [position for position, row in enumerate(mine) if row["vest/rolle"] in SMALL]
    mixed = [theirs[n] if n in few else row for n, row in enumerate(mine)]
    first, second = (document(catalogue, answers_from(rows, asked_in_bergen), wanted) for rows in (mine, mixed))
    assert without_hashes(first) == without_hashes(second)


def without_hashes(said):
    return re.sub(r'"input": "\w+"', "", said)


def test_every_count_of_a_group_follows_the_policy_also_beside_its_sum(catalogue, asked_in_bergen):
    answers = answers_from(rows_of(asked_in_bergen, 4), asked_in_bergen)
    told = json.loads(document(catalogue, answers))
    shown = [one for row in told["groups_counts"] for one in row["groups"] if one["state"] == "value"]
    assert shown
    for one in shown:
        k, n = one["numerator"], one["denominator"]
        assert n >= 10
        assert min(k, n - k) >= 5
    for row in told["groups_counts"]:
        hidden = [one for one in row["groups"] if one["state"] == "suppressed"]
        assert all(one["numerator"] is None and one["denominator"] is None for one in hidden)


@pytest.mark.parametrize("wanted", ["json", "text", "html", "md"])
@pytest.mark.parametrize("lang", ["nb", "en"])
def test_what_is_made_up_says_so_in_every_format(catalogue, asked_in_bergen, wanted, lang):
    rows = rows_of(asked_in_bergen, 1)
    made_up = answers_from(rows, asked_in_bergen, synthetic=True)
    assert "SYNTETISK" in document(catalogue, made_up, wanted, lang)
    assert "SYNTETISK" not in document(catalogue, answers_from(rows, asked_in_bergen), wanted, lang)


def test_that_nothing_is_hidden_is_printed(catalogue, asked_in_bergen):
    answers = answers_from(rows_of(asked_in_bergen, 2), asked_in_bergen)
    open_, shut = (document(catalogue, answers, "text", policy=one) for one in (Policy.off(), None))
    assert "regel: off" in open_
    assert "regel: standard" in shut
    assert "vises ikke\n" not in open_
    assert "vises ikke" in shut


def test_answers_stand_in_place_of_what_was_published_of_the_survey(catalogue, asked_in_bergen):
    answers = answers_from(rows_of(asked_in_bergen, 3), asked_in_bergen)
    counted = counted_from_answers(catalogue, "bergen", 2023, answers)
    published = {one.id: one for one in catalogue.figures("bergen", 2023)}
    for name in counted.replaces:
        figure = published[name]
        of_survey = figure.indicator is not None and catalogue.indicators[figure.indicator].counted_from in (
            CountedFrom.ANSWERS,
            CountedFrom.ROSTER,
        )
        parts = any(part.role is not None for part in figure.parts)
        assert of_survey or figure.question is not None or figure.respondents is not None or parts
    told = json.loads(document(catalogue, answers))
    shown = {figure["id"] for area in told["areas"] for figure in area["figures"]}
    assert not shown & counted.replaces
    # What is no matter of the survey stays: money, attendance, who there is.
    assert told["attendance"]["attended"] == 302
    assert told["roster"]["headcounts"][0]["count"] == 187


def test_a_change_is_told_from_the_year_that_is_published_before(catalogue, asked_in_bergen):
    answers = answers_from(rows_of(asked_in_bergen, 5), asked_in_bergen)
    counted = counted_from_answers(catalogue, "bergen", 2023, answers)
    time = next(one for one in counted.figures if one.indicator == "avsatt-tid" and "sykepleier" in one.id)
    (before,) = time.earlier
    assert str(before.period) == "2022"
    assert before.percent == 40


@pytest.mark.parametrize("sizes", [{}, {"ressurssykepleier": 1}, {"leder-sykepleie": 40}])
@pytest.mark.parametrize("wanted", ["json", "text", "html", "md", "docx"])
def test_hardly_any_answers_make_a_report_all_the_same(catalogue, asked_in_bergen, sizes, wanted):
    rows = rows_of(asked_in_bergen, 6, sizes or {"ressurssykepleier": 0})
    assert document(catalogue, answers_from(rows, asked_in_bergen), wanted)


def test_a_region_with_nothing_published_has_its_report_from_answers(catalogue):
    questionnaire = catalogue.questionnaire("bergen", 2023)  # whose questions the networks of the west share
    rows = [{"vest/rolle": "ressurssykepleier", "vest/kurs": "ja" if n % 2 else "nei"} for n in range(40)]
    publication = annual_report(catalogue, "stavanger", 2023, answers=answers_from(rows, questionnaire))
    assert "20 av 40" in render(publication, "text")


def test_an_answer_that_is_missing_is_told_as_missing(catalogue, asked_in_bergen):
    rows = [{"vest/rolle": "ressurssykepleier", "vest/nyansatte": code} for code in ["ja"] * 27 + ["nei"] * 55]
    rows += [{"vest/rolle": "ressurssykepleier", "vest/nyansatte": Missing.DONT_KNOW}] * 13
    told = json.loads(document(catalogue, answers_from(rows, asked_in_bergen)))
    (one,) = [one for one in told["counts"] if one["indicator"] == "nyansatte"]
    assert (one["numerator"], one["denominator"], one["missing"]) == (27, 82, {"dont-know": 13})
    assert one["verdict"]["outcome"] == "not-met"
    assert one["verdict"]["rule"] == "bounds"
