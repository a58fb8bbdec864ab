"""Comments: for the author alone, in an order that says nothing, and marked where they hold what must not be told."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet import DataError, Period, Question, QuestionKind, Questionnaire, Respondents, Text
from palnet.survey.comments import comments

NURSES = (Respondents(role="nurse"),)


def question(name, kind):
    return Question(id=name, label=Text(nb=name), kind=kind, asked_of=NURSES)


ASKED = Questionnaire(
    id="s-2023",
    label=Text(nb="s"),
    survey="annual",
    period=Period.year(2023),
    questions=(question("s/age", QuestionKind.NUMBER), question("s/hard", QuestionKind.TEXT)),
)


def written(folder, texts, name="answers.csv"):
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL)
        writer.writerow(["$submission_id", "s/age", "s/hard"])
        writer.writerows([n, 40 + n, text] for n, text in enumerate(texts))
    return path


def told(folder, *texts, places=()):
    return comments([written(folder, texts)], ASKED, "s/hard", places=places)


SAID = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).map(str.strip)


@given(st.lists(SAID, max_size=8))
def test_every_comment_is_there_and_nothing_else(tmp_path_factory, texts):
    found = told(tmp_path_factory.mktemp("comments"), *texts)
    assert sorted(one.text for one in found) == sorted(text for text in texts if text)


def test_their_order_is_not_that_of_the_file(tmp_path):
    texts = [f"svar {n}" for n in range(60)]
    orders = {tuple(one.text for one in told(tmp_path, *texts)) for _ in range(3)}
    assert len(orders) == 3
    assert tuple(texts) not in orders


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("ring 55 97 50 00 ved behov", "phone-number"),
        ("ring +47 559 75 000", "phone-number"),
        ("ring 0047 55975000.", "phone-number"),
        ("mitt nummer er 01017012345", "identity-number"),
        ("født 010170 12345, snill", "identity-number"),
        ("skriv til kari.nordmann@example.org!", "e-mail"),
        ("hos oss på Fjordbø er det travelt", "place"),
        ("hos oss på FJORDBØ er det travelt", "place"),
    ],
)
def test_what_must_not_be_passed_on_is_marked(tmp_path, text, flag):
    (one,) = told(tmp_path, text, places=["Fjordbø", "Dal"])
    assert one.flags == (flag,)


@pytest.mark.parametrize(
    "text",
    ["vi er 12 på avdelingen", "i 2022 og 2023", "3-5 planer, 100 %", "Fjordbøer er vi ikke", "a @ b", "Ingen dal her"],
)
def test_what_may_be_is_not(tmp_path, text):
    (one,) = told(tmp_path, text, places=["Fjordbø", "Dalen"])
    assert one.flags == ()


def test_a_comment_does_not_show_itself_where_objects_are_printed(tmp_path):
    assert "hemmelig" not in repr(told(tmp_path, "hemmelig"))


@pytest.mark.parametrize("name", ["s/hardt", "s/age"])
def test_only_a_question_of_free_text_has_comments(tmp_path, name):
    with pytest.raises(DataError, match="s/hard"):
        comments([written(tmp_path, ["a"])], ASKED, name)


def test_files_that_cannot_be_read_are_told_of_and_their_text_is_not(tmp_path):
    cut = tmp_path / "cut.csv"
    cut.write_text(written(tmp_path, ["hemmelig en", "hemmelig to"]).read_text("utf-8")[:-8], "utf-8")
    with pytest.raises(DataError) as caught:
        comments([cut, tmp_path / "none.csv"], ASKED, "s/hard")
    assert {problem.path for problem in caught.value.problems} == {str(cut), str(tmp_path / "none.csv")}
    assert "hemmelig" not in str(caught.value)


def test_several_files_are_one(tmp_path):
    first, second = written(tmp_path, ["a", "b"]), written(tmp_path, ["c"], "more.csv")
    assert sorted(one.text for one in comments([first, second], ASKED, "s/hard")) == ["a", "b", "c"]
