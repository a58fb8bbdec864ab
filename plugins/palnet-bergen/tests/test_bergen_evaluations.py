"""The evaluations of 2023's study day and introduction course: what the report prints can be counted from them."""

import pytest

import palnet
from palnet import AtLeast, Is, Missing

STUDY_DAY, COURSE = "study-day", "introduction-course"


@pytest.fixture(scope="module")
def catalogue() -> palnet.Catalogue:
    return palnet.discover()


def share(name: str, role: str, numerator: palnet.Predicate) -> palnet.Indicator:
    return palnet.Indicator(
        id=name,
        label=palnet.Text(nb=name),
        kind=palnet.Kind.PROPORTION,
        counted_from=palnet.CountedFrom.ANSWERS,
        respondents=(palnet.Respondents(role=role),),
        numerator=numerator,
    )


@pytest.mark.parametrize(("survey", "event"), [(STUDY_DAY, "fagdag"), (COURSE, "introduksjonskurs")])
def test_each_belongs_to_its_event_and_is_an_edition_of_a_survey_of_its_own(
    catalogue: palnet.Catalogue, survey: str, event: str
) -> None:
    found = catalogue.questionnaire("bergen", 2023, survey)
    assert (found.survey, found.event) == (survey, f"bergen-2023/{event}")
    assert found.event in {one.id for one in catalogue.events("bergen", 2023)}
    # Nothing of it is mixed into the yearly survey, nor that into it.
    assert found.leaves_out == ()
    assert not set(found.by_id) & set(catalogue.questionnaire("bergen", 2023).by_id)
    for network in ("bergen/sykepleie", "bergen/fysio-ergo"):
        assert catalogue.questionnaire("bergen", 2023, survey, network) == found


def test_the_study_day_as_120_participants_judged_it(catalogue: palnet.Catalogue) -> None:
    """78 % found the content most or very useful, 82 % its use very good, and of the doctors 95 % would come again."""
    people = [{"bergen/fagdag-deltaker": "lege" if n < 20 else "deltaker"} for n in range(120)]
    for n, row in enumerate(people):
        useful = ("svaert-nyttig", "meget-nyttig")[n % 2]
        row["bergen/fagdag-innhold"] = useful if n < 94 else "lavere"
        row["bergen/fagdag-nytte"] = "svaert-god" if n < 98 else "lavere"
    for n, row in enumerate(people[:20]):
        row["bergen/fagdag-leger-igjen"] = "ja" if n < 19 else "nei"
    questionnaire = catalogue.questionnaire("bergen", 2023, STUDY_DAY)
    answers = palnet.answers_from(people, questionnaire, synthetic=True)
    counts = palnet.count(
        [
            share("innhold", "deltaker", AtLeast("bergen/fagdag-innhold", "meget-nyttig")),
            share("nytte", "deltaker", AtLeast("bergen/fagdag-nytte", "svaert-god")),
            share("igjen", "lege", Is("bergen/fagdag-leger-igjen", "ja")),
            share("forelesere", "deltaker", Is("bergen/fagdag-leger-igjen", "ja")),
        ],
        answers,
    )
    printed = {figure.id: figure.percent for figure in catalogue.figures("bergen", 2023)}
    for name, (numerator, denominator) in {"innhold": (94, 120), "nytte": (98, 120), "leger-igjen": (19, 20)}.items():
        found = counts.get(name.removeprefix("leger-"))
        assert (found.numerator, found.denominator) == (numerator, denominator)
        assert found.value is not None
        assert round(100 * found.value) == printed[f"bergen-2023/fagdag-{name}"]
    assert answers.column("bergen/fagdag-leger-igjen")[20:] == (Missing.NOT_ASKED,) * 100
    # A doctor is a participant too; the others were not asked, and are not in the base.
    assert counts.get("forelesere").denominator == 20


def test_the_introduction_course_needs_no_question_of_who_answers(catalogue: palnet.Catalogue) -> None:
    questionnaire = catalogue.questionnaire("bergen", 2023, COURSE)
    given = ["svaert-nyttig"] * 5 + ["nyttig"] * 3 + ["lavere"] + [None]
    answers = palnet.answers_from([{"bergen/introduksjonskurs-nytte": one} for one in given], questionnaire)
    useful = share("nytte", "deltaker", AtLeast("bergen/introduksjonskurs-nytte", "nyttig"))
    found = palnet.count(useful, answers).get("nytte")
    assert (found.numerator, found.denominator, found.missing_total) == (8, 9, 1)


def test_only_the_highest_answers_are_printed_and_the_scale_is_marked_as_ours(catalogue: palnet.Catalogue) -> None:
    for survey in (STUDY_DAY, COURSE):
        for question in catalogue.questionnaire("bergen", 2023, survey).questions:
            if question.options:
                assert {"kind", "options"} <= set(question.inferred), question.id
            if question.kind is palnet.QuestionKind.ORDINAL and question.options:
                assert question.codes[0] == "lavere"
