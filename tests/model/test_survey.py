"""Questions and options."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.faults import faults_of

from palnet import EmptyMeans, Missing, Period, Stratum, Text
from palnet.model import Option, Question, QuestionKind, Questionnaire, Respondents

NAME = Text(nb="x")
CHOSEN = {"single", "multiple", "ordinal"}


@given(st.sampled_from(QuestionKind), st.lists(st.sampled_from(["ja", "nei", "vet-ikke"]), max_size=4))
def test_only_what_is_chosen_has_options_and_each_code_once(kind, codes):
    values = {
        "id": "a",
        "label": NAME,
        "kind": kind,
        "asked_of": (),
        "options": tuple(Option(code=code, label=NAME) for code in codes),
    }
    expected = [("PAL315", ("options",))] if codes and kind.value not in CHOSEN else []
    expected += [("PAL322", ("options", n, "code")) for n, code in enumerate(codes) if code in codes[:n]]
    if expected:
        assert faults_of(Question, **values) == expected
    else:
        assert len(Question(**values).options) == len(codes)


def test_a_questionnaire_asks_something_of_its_own_or_again():
    values = {"id": "a", "label": NAME, "survey": "annual", "period": Period.year(2023)}
    assert faults_of(Questionnaire, **values) == [("PAL312", ("questions",))]
    assert Questionnaire(**values, repeats=("q",)).questions == ()


def test_a_question_is_asked_again_once_and_never_beside_itself():
    own = Question(id="q", label=NAME, kind=QuestionKind.TEXT, asked_of=())
    values = {"id": "a", "label": NAME, "survey": "annual", "period": Period.year(2023), "questions": (own,)}
    assert faults_of(Questionnaire, **values, repeats=("r", "q", "r")) == [
        ("PAL315", ("repeats", 1)),
        ("PAL313", ("repeats", 2)),
    ]
    assert faults_of(Questionnaire, **values, repeats=("r",), leaves_out=("q", "r", "s")) == [
        ("PAL315", ("leaves_out", 0)),
        ("PAL315", ("leaves_out", 1)),
    ]
    assert Questionnaire(**values, repeats=("r",), leaves_out=("s",)).by_id == {"q": own}


def asks(identifier="q", kind=QuestionKind.SINGLE, **given_):
    return {"id": identifier, "label": NAME, "kind": kind, "asked_of": (Respondents(role="rp"),), **given_}


def an_option(code, **given_):
    return Option(code=code, label=NAME, **given_)


@given(st.sampled_from(QuestionKind), st.booleans(), st.sampled_from([None, *Stratum]), st.sampled_from(EmptyMeans))
def test_what_says_who_somebody_is_is_a_background_question_with_one_answer(kind, background, stratum, empty):
    expected = []
    if stratum is not None and not background:
        expected.append(("PAL309", ("stratum",)))
    if stratum is not None and kind.value != "single":
        expected.append(("PAL315", ("stratum",)))
    if empty.value == "none" and kind.value != "multiple":
        expected.append(("PAL315", ("empty",)))
    values = asks(kind=kind, background=background, stratum=stratum, empty=empty)
    if expected:
        assert faults_of(Question, **values) == expected
    else:
        assert Question(**values).codes == ()


@pytest.mark.parametrize("code", ["total", "unknown"])
def test_no_stratum_has_the_name_of_a_sum_or_of_those_who_are_not_known(code):
    at = ("options", 1, "code")
    options = (an_option("a"), an_option(code))
    assert faults_of(Question, **asks(background=True, options=options)) == [("PAL327", at)]
    assert Question(**asks(options=options)).codes == ("a", code)
    no_answer = (an_option("a"), an_option(code, missing=Missing.DONT_KNOW))
    assert Question(**asks(background=True, options=no_answer)).codes == ("a", code)


def test_what_an_option_is_a_sort_of_is_another_option():
    options = (an_option("a", part_of="a"), an_option("b", part_of="c"), an_option("d", part_of="a"))
    found = faults_of(Question, **asks(options=options))
    assert found == [("PAL321", ("options", 0, "part_of")), ("PAL341", ("options", 1, "part_of"))]


@given(st.lists(st.sampled_from("abcde"), min_size=5, max_size=5))
def test_a_code_lies_within_all_that_it_is_a_sort_of_and_itself(wholes):
    codes = "abcde"
    options = tuple(
        an_option(code, part_of=None if whole == code else whole) for code, whole in zip(codes, wholes, strict=True)
    )
    question = Question(**asks(options=options))
    for code in codes:
        reached, at = {code}, code
        for _ in codes:
            at = dict(zip(codes, wholes, strict=True))[at]
            reached.add(at)
        assert {wanted for wanted in codes if question.lies_within(code, wanted)} == reached
    assert not question.lies_within("nothing", "a")
    assert question.lies_within("nothing", "nothing")


def edition(*questions, **given_):
    return {"id": "a", "label": NAME, "survey": "annual", "period": Period.year(2023), "questions": questions, **given_}


def test_a_questionnaire_asks_each_question_once_and_for_each_stratum_once():
    role, again = (Question(**asks(name, background=True, stratum=Stratum.ROLE)) for name in ("r", "s"))
    q = Question(**asks())
    found = faults_of(Questionnaire, **edition(role, q, q, again, repeats=("z",), leaves_out=("z", "q", "y")))
    assert found == [
        ("PAL313", ("questions", 2, "id")),
        ("PAL326", ("questions", 3, "stratum")),
        ("PAL315", ("leaves_out", 0)),
        ("PAL315", ("leaves_out", 1)),
    ]
    sound = Questionnaire(**edition(role, q, leaves_out=("y",)))
    assert sound.by_id == {"r": role, "q": q}
    assert (sound.of_stratum(Stratum.ROLE), sound.of_stratum(Stratum.GROUP)) == (role, None)


def test_where_one_role_alone_is_asked_and_not_asked_for_it_is_everybodys():
    q, of_all = Question(**asks()), Question(**asks("s", asked_of=()))
    managers = Question(**asks("m", asked_of=(Respondents(role="leder"),)))
    role = Question(**asks("r", background=True, stratum=Stratum.ROLE))
    assert Questionnaire(**edition(q, of_all)).only_role == "rp"
    assert Questionnaire(**edition(q, managers)).only_role is None
    assert Questionnaire(**edition(of_all)).only_role is None
    assert Questionnaire(**edition(q, role)).only_role is None


@pytest.mark.parametrize("reason", Missing)
def test_a_reason_is_not_the_code_that_it_is_written_as(reason):
    assert reason == Missing(reason.value)
    assert reason != reason.value
    assert reason.value != reason
    assert len({reason, reason.value, Missing(reason.value)}) == 2
    assert f"{reason}" == reason.value
