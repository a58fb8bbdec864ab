"""The yearly survey: whom each question is asked of, who is routed past it, and what is no answer."""

from pathlib import Path

import attrs
import pytest

import palnet
from palnet import Missing
from palnet.model.definitions import walk

NURSE, PHYSIO, NURSES_MANAGER, PHYSIOS_MANAGER = ROLES = (
    "ressurssykepleier",
    "ressursfysio-ergo",
    "leder-sykepleie",
    "leder-fysio-ergo",
)

# The four variants as the annual report's chapters tell them apart; who answers stands beside them.
BOTH = {
    "esas-r",
    "kjenner-retningslinjer",
    "kurs",
    "internundervisning",
    "utfordrende",
    "fungert-godt",
    "avsatt-tid",
    "kjent-for",
    "mest-positivt",
}
VARIANTS = {
    NURSE: BOTH
    | {
        "esas-r-hvorfor-ikke",
        "livets-siste-dager",
        "retningslinjer",
        "hospitering",
        "videreformidling",
        "refleksjon",
        "nyansatte",
        "nyansatte-kommentar",
        "mote-med-leder",
        "mote-med-leder-kommentar",
        "legemoter",
        "info-fra-sykehus",
        "tilgang-sykehus",
        "viktigst-fra-sykehus",
        "info-fra-kommune",
        "viktigst-fra-kommune",
        "ip",
        "ip-antall",
        "ip-hvorfor-ikke",
        "ip-erfaringer",
    },
    PHYSIO: BOTH | {"fysioterapiretningslinjer", "faggrupper"},
    NURSES_MANAGER: {
        "kvalitet",
        "avtale",
        "planer",
        "mote-med-ressursperson",
        "bruk-av-ressurssykepleier",
        "mest-positivt",
    },
    PHYSIOS_MANAGER: {
        "kvalitet",
        "avtale",
        "planer",
        "mote-med-ressursperson",
        "nytte-av-ressursperson",
        "mest-positivt",
    },
}
IN_MUNICIPALITY = {"legemoter", "info-fra-sykehus", "tilgang-sykehus", "viktigst-fra-sykehus"}
IN_HOSPITAL = {"info-fra-kommune", "viktigst-fra-kommune"}


@pytest.fixture(scope="module")
def catalogue() -> palnet.Catalogue:
    return palnet.discover()


@pytest.fixture(scope="module")
def questionnaire(catalogue: palnet.Catalogue) -> palnet.Questionnaire:
    return catalogue.questionnaire("bergen", 2023)


@pytest.mark.parametrize("role", ROLES)
def test_each_of_the_four_variants_asks_its_own_questions(questionnaire: palnet.Questionnaire, role: str) -> None:
    asked = [one for one in questionnaire.questions if any(who.role == role for who in one.asked_of)]
    assert {one.id.removeprefix("vest/") for one in asked if not one.background} == VARIANTS[role]
    assert {one.id for one in asked if one.background} >= {"vest/rolle", "vest/nettverk"}
    assert {who.role for one in questionnaire.questions for who in one.asked_of} == set(ROLES)


def test_who_somebody_is_decides_what_was_asked(questionnaire: palnet.Questionnaire) -> None:
    people = [(role, sector) for role in ROLES for sector in ("municipality", "hospital")]
    given = [{"vest/rolle": role, "vest/sektor": sector} for role, sector in people]
    # Everybody leaves everything empty.
    named = {one.id: None for one in questionnaire.questions if one.id not in given[0]}
    answers = palnet.answers_from([{**named, **row} for row in given], questionnaire)
    for position, (role, sector) in enumerate(people):
        asked = VARIANTS[role] - (IN_HOSPITAL if sector == "municipality" else IN_MUNICIPALITY)
        empty = {
            question.id.removeprefix("vest/"): answers.column(question.id)[position]
            for question in questionnaire.questions
            if not question.background
        }
        expected = dict.fromkeys(empty, Missing.NOT_ASKED) | dict.fromkeys(asked, Missing.NOT_ANSWERED)
        assert empty == expected, (role, sector)


def test_only_those_who_said_so_are_asked_why_or_how_many(questionnaire: palnet.Questionnaire) -> None:
    why, many = "vest/esas-r-hvorfor-ikke", "vest/ip-antall"
    routes = {one.id for one in questionnaire.questions if one.shown_if is not None}
    assert routes == {why, many}
    assert all("shown_if" in one.inferred for one in questionnaire.questions if one.id in routes)
    nurse = {"vest/rolle": NURSE, why: None, many: None}
    answers = palnet.answers_from(
        [
            {**nurse, "vest/esas-r": "nei", "vest/ip": "ja"},
            {**nurse, "vest/esas-r": "ja", "vest/ip": "nei"},
            {**nurse, "vest/esas-r": "nei", why: "written", "vest/ip": "ja", many: "3-5"},
            {**nurse, "vest/esas-r": "vet-ikke", "vest/ip": None},
        ],
        questionnaire,
    )
    assert answers.column(why) == (Missing.NOT_ANSWERED, Missing.NOT_SHOWN, "written", Missing.NOT_ANSWERED)
    assert answers.column(many) == (Missing.NOT_ANSWERED, Missing.NOT_SHOWN, "3-5", Missing.NOT_ANSWERED)


def test_of_14_who_took_part_in_a_plan_three_made_three_to_five(
    catalogue: palnet.Catalogue, questionnaire: palnet.Questionnaire
) -> None:
    """Whom the question was never shown to is not missing, so that its base is those who took part."""
    people = [{"vest/rolle": NURSE, "vest/ip": "ja" if n < 14 else "nei"} for n in range(95)]
    for n, row in enumerate(people[:14]):
        row["vest/ip-antall"] = "3-5" if n < 3 else "1-2"
    several = palnet.Indicator(
        id="ip-flere",
        label=palnet.Text(nb="Har laget 3–5 planer"),
        kind=palnet.Kind.PROPORTION,
        counted_from=palnet.CountedFrom.ANSWERS,
        respondents=(palnet.Respondents(role=NURSE),),
        numerator=palnet.Between("vest/ip-antall", "3-5", "3-5"),
    )
    answers = palnet.answers_from(people, questionnaire)
    counts = palnet.count([several, catalogue.indicators["ip"]], answers)
    found = counts.get("ip-flere")
    assert (found.numerator, found.denominator, found.missing, found.base_unknown) == (3, 14, (), 0)
    assert (counts.get("ip").numerator, counts.get("ip").denominator) == (14, 95)


def test_unsure_and_do_not_know_are_no_answers(questionnaire: palnet.Questionnaire) -> None:
    no_answers = {
        (question.id, option.code): option.missing
        for question in questionnaire.questions
        for option in question.options
        if option.missing is not None
    }
    assert no_answers == {
        ("vest/esas-r", "vet-ikke"): Missing.DONT_KNOW,
        ("vest/nyansatte", "usikker"): Missing.DONT_KNOW,
    }


def test_what_the_form_looked_like_is_marked_as_ours(questionnaire: palnet.Questionnaire) -> None:
    for question in questionnaire.questions:
        named = set(question.inferred)
        if question.options and not question.background:
            assert {"kind", "options"} <= named, question.id
        if any(who.sector is not None for who in question.asked_of):
            assert "asked_of" in named, question.id
        if question.background:
            assert {"label", "kind", "asked_of", "background", "stratum"} <= named, question.id


def test_the_network_is_named_by_everybody_and_the_group_by_resource_persons(
    questionnaire: palnet.Questionnaire,
) -> None:
    asked = {one.id: {who.role for who in one.asked_of} for one in questionnaire.questions if one.background}
    assert asked == {
        "vest/rolle": set(ROLES),
        "vest/nettverk": set(ROLES),
        "vest/sektor": {NURSE, PHYSIO},
        "vest/yrke": {NURSE, PHYSIO},
        "vest/gruppe": {NURSE, PHYSIO},
    }


def test_a_cancer_coordinator_is_a_nurse(catalogue: palnet.Catalogue, questionnaire: palnet.Questionnaire) -> None:
    professions = ["sykepleier"] * 3 + ["kreftkoordinator"] * 2 + ["vernepleier"]
    given = [{"vest/rolle": NURSE, "vest/yrke": one, "vest/kurs": "ja"} for one in professions]
    nurses = attrs.evolve(catalogue.indicators["kurs"], base=palnet.Background(palnet.Stratum.PROFESSION, "sykepleier"))
    counts = palnet.count(nurses, palnet.answers_from(given, questionnaire))
    assert counts.get("kurs").denominator == 5


def test_everything_can_be_read_in_bokmal_nynorsk_and_english() -> None:
    folder = Path(__file__).parents[1] / "src" / "palnet_vest"
    read = palnet.read_folder(folder).definitions
    tops = (*read.indicators, *read.questionnaires)
    assert len(tops) == 28
    texts = [record for top in tops for _, record in walk(top) if isinstance(record, palnet.Text)]
    assert len(texts) > 150
    assert [text for text in texts if None in (text.nb, text.nn, text.en)] == []
