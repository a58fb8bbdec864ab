"""Questions and options."""

from hypothesis import given
from hypothesis import strategies as st
from tests.faults import faults_of

from palnet import Period, Text
from palnet.model import Option, Question, QuestionKind, Questionnaire

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
