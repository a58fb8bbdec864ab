"""What is written in a format and read back is the same, as far as the format can carry it."""

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.survey.formats.asked import ASKED
from tests.survey.formats.reading import answers_of, table_of

from palnet import Period
from palnet.model.codebook import WRITTEN
from palnet.model.survey import CHOSEN, EmptyMeans, Missing, Option, Question, QuestionKind, Questionnaire
from palnet.survey.blanks import with_reasons
from palnet.survey.formats import forms, plain, redcap, surveyxact
from palnet.testing.strategies import answers, questionnaires
from palnet.text import Text

FORMATS = {
    "forms": (forms, forms.write),
    "plain": (plain, plain.write),
    "redcap": (redcap, redcap.write),
    "redcap labels": (redcap, lambda given: redcap.write(given, labels=True)),
    "surveyxact": (surveyxact, surveyxact.write),
}
NEVER = frozenset[Missing]()
KEEPS = {
    "forms": NEVER,
    "plain": frozenset(Missing),
    "redcap": frozenset({Missing.DONT_KNOW, Missing.NOT_APPLICABLE}),
    "redcap labels": frozenset({Missing.DONT_KNOW, Missing.NOT_APPLICABLE}),
    "surveyxact": NEVER,
}
ONE_COLUMN_EACH = ("redcap", "redcap labels", "surveyxact")
every_format = pytest.mark.parametrize("name", FORMATS)
slow = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def surveys(draw):
    """A questionnaire and answers to it; those who were routed past a question may have answered it all the same."""
    asked = draw(questionnaires())
    return draw(answers(asked, routed=draw(st.booleans())))


def carried(name, given):
    """What a format can say of answers: every cell, or that it is empty; then why it is, by the routing alone."""

    def kept(question, cell):
        if isinstance(cell, Missing):
            open_ended = question.kind in CHOSEN and not question.options
            return cell if cell in KEEPS[name] and (name == "plain" or not open_ended) else None
        return None if cell == frozenset() and name != "plain" else cell

    columns = {}
    for question in given.questionnaire.questions:
        cells = [kept(question, cell) for cell in given.columns.get(question.id, ())]
        boxes = question.kind is QuestionKind.MULTIPLE and name in ONE_COLUMN_EACH
        # Without options there is a box for each that somebody ticked, and for none if nobody did.
        if question.id in given.columns and (not boxes or question.options or any(cells)):
            columns[question.id] = cells
    return with_reasons(given.questionnaire, columns)


def read(name, content):
    return table_of(content, delimiter="," if name.startswith("redcap") else ";")


def read_back(name, given):
    format_, write = FORMATS[name]
    table = read(name, write(given))
    layout = format_.layout(table, given.questionnaire)
    assert not layout.problems, [problem.text() for problem in layout.problems]
    assert not layout.unknown
    return layout, answers_of(layout, table, given.questionnaire)


@every_format
@given(given=surveys())
@slow
def test_answers_come_back_as_far_as_the_format_can_carry_them(name, given):
    layout, again = read_back(name, given)
    if not given.columns or not len(given):
        return
    expected = carried(name, given)
    assert {question: tuple(cells) for question, cells in again.columns.items()} == {
        question: tuple(cells) for question, cells in expected.columns.items()
    }
    assert layout.key is not None


@given(given=surveys())
@slow
def test_the_plain_format_carries_everything(given):
    _, again = read_back("plain", given)
    if len(given):
        assert again.digest == given.digest


def test_nothing_ticked_is_carried_also_of_somebody_who_was_not_asked():
    given = with_reasons(ASKED, {"nes/rolle": ["leder", "leder"], "nes/kurs": [frozenset(), None]})
    _, again = read_back("plain", given)
    assert list(again.columns["nes/kurs"]) == [frozenset(), Missing.NOT_ASKED]


@every_format
@given(given=surveys())
@slow
def test_a_written_file_is_recognised_as_its_own_format_first(name, given):
    format_, write = FORMATS[name]
    table = read(name, write(given))
    scores = {one: one.recognises(table, given.questionnaire) for one in (forms, plain, redcap, surveyxact)}
    if not given.columns:
        return
    assert scores[format_] == max(scores.values()) >= 0.5
    assert all(score < scores[format_] for one, score in scores.items() if one is not format_)


@every_format
@given(given=surveys())
@slow
def test_the_same_answers_give_the_same_file(name, given):
    _, write = FORMATS[name]
    assert write(given) == write(attrs.evolve(given))


@every_format
def test_a_file_of_made_up_answers_says_so_in_every_row(name):
    asked = Questionnaire(
        id="x", label=Text(nb="x"), survey="x", period=Period.year(2023), questions=(_question("q", QuestionKind.TEXT),)
    )
    given = with_reasons(asked, {"q": [WRITTEN, None]}, synthetic=True)
    _, write = FORMATS[name]
    table = read(name, write(given))
    layout = FORMATS[name][0].layout(table, asked)
    assert not layout.unknown
    assert table.frame.get_column("SYNTETISK").to_list() == ["SYNTETISK"] * 2
    real = read(name, write(attrs.evolve(given, synthetic=False)))
    assert "SYNTETISK" not in real.headings
    assert not any("SYNTETISK" in (cell or "") for row in real.frame.rows() for cell in row)


def _question(identifier, kind, *options, **more):
    made = tuple(Option(code=code, label=Text(nb=label)) for code, label in options)
    return Question(id=identifier, label=Text(nb=identifier), kind=kind, asked_of=(), options=made, **more)


# Labels that break a careless reader: separators, formulas, quotes, dashes and spaces of every sort.
PIECES = [
    "a",
    "b",
    "1",
    ";",
    ",",
    " ",
    "\n",
    '"',
    "=",
    "+1",
    "-",
    "–",
    "@",
    "'",
    "(choice=b)",
    "___",
    ".",
    "\u00a0",
    "å",
]
labels = st.lists(st.sampled_from(PIECES), min_size=1, max_size=4).map("".join).filter(lambda one: one.strip())


def like(words):
    return " ".join(words.replace("\u00a0", " ").replace("–", "-").casefold().split())


@st.composite
def hostile(draw):
    """Questions with options whose labels are hostile but not alike, and answers to them."""
    words = draw(st.lists(labels, min_size=3, max_size=7, unique_by=like))
    title, other, *named = words
    options = tuple(Option(code=f"k{number}", label=Text(nb=label)) for number, label in enumerate(named))
    kinds = (QuestionKind.SINGLE, QuestionKind.MULTIPLE)
    empty = draw(st.sampled_from(EmptyMeans))
    questions = [
        Question(
            id=f"q{number}",
            label=Text(nb=text),
            kind=kind,
            asked_of=(),
            options=options,
            empty=empty if kind is QuestionKind.MULTIPLE else EmptyMeans.NOT_ANSWERED,
        )
        for number, (text, kind) in enumerate(zip((title, other), kinds, strict=True))
    ]
    asked = Questionnaire(id="x", label=Text(nb="x"), survey="x", period=Period.year(2023), questions=tuple(questions))
    return draw(answers(asked, min_size=1, max_size=4))


def ways(cell, labels):
    """In how many ways a cell of Forms can be made of some of the labels: tried one after the other."""
    found = set()

    def walk(rest, taken):
        if not rest:
            found.add(frozenset(taken))
        for code, label in labels.items():
            if code not in taken and rest.startswith(f"{label};"):
                walk(rest[len(label) + 1 :], (*taken, code))

    walk(cell, ())
    return found


@given(given=hostile())
@slow
def test_hostile_labels_come_back_from_forms_or_are_told_to_be_unclear(given):
    multiple = given.questionnaire.questions[1]
    labels = {one.code: one.label.nb for one in multiple.options}
    table = table_of(forms.write(given))
    layout = forms.layout(table, given.questionnaire)
    unclear = [problem for problem in layout.problems if problem.code == "PAL184"]
    cells = given.columns.get("q1", ())
    written = [
        "".join(f"{labels[code]};" for code in labels if code in cell) for cell in cells if isinstance(cell, frozenset)
    ]
    if all(len(ways(cell, labels)) == 1 for cell in written) and not unclear:
        expected = carried("forms", given)
        assert dict(answers_of(layout, table, given.questionnaire).columns) == dict(expected.columns)
    else:
        assert len(unclear) == 1


@pytest.mark.parametrize("name", ["plain", "redcap", "surveyxact"])
@given(given=hostile())
@slow
def test_hostile_labels_do_no_harm_to_what_is_read_by_code(name, given):
    _, again = read_back(name, given)
    assert dict(again.columns) == dict(carried(name, given).columns)


@pytest.mark.parametrize("name", ["plain", "redcap", "redcap labels", "surveyxact"])
@given(given=hostile())
@slow
def test_no_cell_of_a_csv_begins_as_a_formula(name, given):
    table = read(name, FORMATS[name][1](given))
    for cell in (*table.headings, *(cell for row in table.frame.rows() for cell in row if cell)):
        assert cell[0] not in "=+@\t\r"
        assert cell[0] != "-" or cell[1:].replace(".", "").isdigit()
