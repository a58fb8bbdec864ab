"""A catalogue gives an edition of a survey whole: what it repeats, what it leaves out, and the region's own options."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.toml_files import write_folder

from palnet import NotFoundError, State, Stratum, Text, answers_from, count, discover
from palnet.catalogue import Catalogue
from palnet.model import (
    Definitions,
    Group,
    GroupKind,
    HealthRegion,
    Network,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Region,
)
from palnet.period import Period

NAME = Text(nb="x")


def question(identifier, **values):
    values = {"kind": QuestionKind.TEXT, **values}
    return Question(id=identifier, label=NAME, asked_of=(), **values)


def edition(year, *questions, survey="annual", **values):
    made = {"label": NAME, "survey": survey, "period": Period.year(year), "questions": questions}
    return Questionnaire(id=f"nes-{survey}-{year}", **made, **values)


def catalogue_with(*editions, groups=(), networks=()):
    health = HealthRegion(id="helse-vest", label=NAME)
    whole = Network(id="nes", label=NAME, surveys=tuple(one.id for one in editions))
    region = Region(id="nes", label=NAME, health_region="helse-vest", networks=(whole, *networks), groups=groups)
    return Catalogue(Definitions(health_regions=(health,), regions=(region,), questionnaires=editions))


QUESTIONS = tuple("abcdef")


@given(
    own=st.sets(st.sampled_from(QUESTIONS), min_size=1, max_size=len(QUESTIONS) - 1),
    repeated=st.lists(st.sampled_from(QUESTIONS), unique=True),
    left_out=st.lists(st.sampled_from(QUESTIONS), unique=True),
)
def test_an_edition_asks_its_own_questions_and_those_it_repeats_and_leaves_out_the_rest(own, repeated, left_out):
    repeats = [one for one in repeated if one not in own]
    leaves_out = [one for one in left_out if one not in own and one not in repeats]
    before = edition(2022, *(question(f"nes/{one}", number=2022) for one in QUESTIONS if one not in own))
    now = edition(
        2023,
        *(question(f"nes/{one}", number=2023) for one in sorted(own)),
        repeats=tuple(f"nes/{one}" for one in repeats),
        leaves_out=tuple(f"nes/{one}" for one in leaves_out),
    )
    whole = catalogue_with(before, now).questionnaire("nes", 2023)
    assert [one.id for one in whole.questions] == [f"nes/{one}" for one in (*sorted(own), *repeats)]
    assert [one.number for one in whole.questions] == [2023] * len(own) + [2022] * len(repeats)
    assert sorted(whole.leaves_out) == [f"nes/{one}" for one in QUESTIONS if one not in own and one not in repeats]
    assert (whole.id, whole.period, whole.repeats) == (now.id, now.period, ())


def test_a_question_of_another_survey_can_be_repeated_and_is_not_left_out():
    """What the study day asks is no business of the yearly survey's, unless that asks it again."""
    other = edition(2022, question("nes/dag"), question("nes/kurs"), survey="study-day")
    now = edition(2023, question("nes/a"), repeats=("nes/dag",))
    whole = catalogue_with(other, now).questionnaire("nes", 2023)
    assert [one.id for one in whole.questions] == ["nes/a", "nes/dag"]
    assert whole.leaves_out == ()


def test_a_whole_edition_is_given_as_it_is():
    now = edition(2023, question("nes/a"))
    assert catalogue_with(now).questionnaire("nes", 2023) == now


def asks(stratum, *codes):
    options = tuple(Option(code=code, label=NAME) for code in codes)
    return question(f"nes/{stratum}", kind=QuestionKind.SINGLE, background=True, stratum=stratum, options=options)


NURSES = Network(id="nes/sykepleie", label=Text(nb="Sykepleie", en="Nursing"), part_of="nes")
PHYSIOS = Network(id="nes/fysio", label=Text(nb="Fysio"), part_of="nes")


def group(name, **period):
    named = {"id": f"nes/sykepleie/{name}", "label": Text(nb=name), "network": "nes/sykepleie"}
    return Group(**named, kind=GroupKind.LOCAL, **period)


GROUPS = (
    group("nord"),
    group("sor", period=Period.years(2019, 2022)),
    group("vest", period=Period.years(2023, 2030)),
    group("ost", period=Period.years(2024, 2030)),
)


def test_respondents_choose_among_the_regions_own_networks_and_its_groups_of_that_year():
    now = edition(2023, asks(Stratum.NETWORK), asks(Stratum.GROUP), asks(Stratum.SECTOR), asks(Stratum.ROLE, "leder"))
    catalogue = catalogue_with(now, groups=GROUPS, networks=(NURSES, PHYSIOS))
    whole = catalogue.questionnaire("nes", 2023)
    # Who is in a part of a network is in the whole, so that nobody chooses the whole.
    assert whole.by_id["nes/network"].codes == ("nes/sykepleie", "nes/fysio")
    assert whole.by_id["nes/group"].codes == ("nes/sykepleie/nord", "nes/sykepleie/vest")
    assert [one.label for one in whole.by_id["nes/network"].options] == [NURSES.label, PHYSIOS.label]
    assert whole.by_id["nes/sector"].codes == ()
    assert whole.by_id["nes/role"].codes == ("leder",)
    assert catalogue.questionnaires[now.id] == now


def test_options_of_its_own_are_left_alone_and_a_network_without_parts_is_chosen_itself():
    now = edition(2023, asks(Stratum.GROUP, "nes/sykepleie/egen"), asks(Stratum.NETWORK))
    whole = catalogue_with(now, groups=GROUPS).questionnaire("nes", 2023)
    assert whole.by_id["nes/group"].codes == ("nes/sykepleie/egen",)
    assert whole.by_id["nes/network"].codes == ("nes",)


def test_a_region_without_groups_leaves_the_question_open():
    now = edition(2023, asks(Stratum.GROUP))
    assert catalogue_with(now).questionnaire("nes", 2023) == now


def test_a_repeated_question_gets_this_years_options():
    catalogue = catalogue_with(
        edition(2022, asks(Stratum.GROUP)), edition(2023, question("nes/a"), repeats=("nes/group",)), groups=GROUPS
    )
    assert catalogue.questionnaire("nes", 2022).by_id["nes/group"].codes == ("nes/sykepleie/nord", "nes/sykepleie/sor")
    assert catalogue.questionnaire("nes", 2023).by_id["nes/group"].codes == ("nes/sykepleie/nord", "nes/sykepleie/vest")


def test_there_is_none_for_another_year_another_survey_or_another_network():
    catalogue = catalogue_with(edition(2023, question("nes/a")), networks=(NURSES,))
    assert catalogue.questionnaire("nes", 2023, network="nes/sykepleie").id == "nes-annual-2023"
    for given_, code in (
        ({"year": 2022}, "PAL602"),
        ({"year": 2023, "survey": "study-day"}, "PAL602"),
        ({"year": 2023, "network": "nes/annet"}, "PAL607"),
    ):
        with pytest.raises(NotFoundError) as raised:
            catalogue.questionnaire("nes", **given_)
        assert raised.value.problems[0].code == code


FILES = {
    "nes.toml": """
palnet = 1

[[regions]]
id = "nes"
label = "Nes"
health_region = "helse-vest"
networks = [{ id = "nes/n", label = "Nettverket", surveys = ["nes-2022", "nes-2023", "nes-dag"] }]
groups = [
  { id = "nes/n/a", label = "A", network = "nes/n", kind = "local" },
  { id = "nes/n/b", label = "B", network = "nes/n", kind = "local" },
]

[[questionnaires]]
id = "nes-2022"
label = "Undersøkelsen 2022"
survey = "annual"
period = 2022
questions = [
  { id = "nes/gruppe", label = "Gruppe?", kind = "single", background = true, stratum = "group",
    asked_of = [{ role = "ressurssykepleier" }] },
  { id = "nes/tid", label = "Tid?", kind = "single", asked_of = [{ role = "ressurssykepleier" }],
    options = [{ code = "ja", label = "Ja" }, { code = "nei", label = "Nei" }] },
  { id = "nes/kurs", label = "Kurs?", kind = "single", asked_of = [{ role = "ressurssykepleier" }],
    options = [{ code = "ja", label = "Ja" }, { code = "nei", label = "Nei" }] },
]

[[questionnaires]]
id = "nes-2023"
label = "Undersøkelsen 2023"
survey = "annual"
period = 2023
repeats = ["nes/gruppe", "nes/tid"]

[[questionnaires]]
id = "nes-dag"
label = "Fagdagen"
survey = "study-day"
period = 2023
questions = [{ id = "nes/dag", label = "Dagen?", kind = "text", asked_of = [{ role = "deltaker" }] }]
""".lstrip()
    + "".join(
        f"""
[[indicators]]
id = "nes-{name}"
label = "x"
kind = "proportion"
counted_from = "answers"
respondents = [{{ role = "ressurssykepleier" }}]
numerator = {{ question = "nes/{name}", is = "ja" }}
"""
        for name in ("tid", "kurs")
    )
}


def test_answers_to_it_are_counted_and_what_it_leaves_out_was_not_asked(tmp_path):
    catalogue = discover(plugins=[], folders=[write_folder(tmp_path, FILES)])
    questionnaire = catalogue.questionnaire("nes", 2023)
    assert questionnaire.leaves_out == ("nes/kurs",)
    answers = answers_from(
        [{"nes/gruppe": "nes/n/a", "nes/tid": "ja"}, {"nes/gruppe": "nes/n/a", "nes/tid": "nei"}, {"nes/tid": "ja"}],
        questionnaire,
    )
    counts = count(catalogue.indicators.values(), answers, by="group", margins=True)
    assert {
        (one.indicator, dict(one.strata)["group"]): (one.numerator, one.denominator, one.state) for one in counts
    } == {
        ("nes-tid", "nes/n/a"): (1, 2, State.VALUE),
        ("nes-tid", "nes/n/b"): (None, None, State.NO_ANSWERS),
        ("nes-tid", "unknown"): (1, 1, State.VALUE),
        ("nes-tid", "total"): (2, 3, State.VALUE),
        **{("nes-kurs", code): (None, None, State.NOT_ASKED) for code in ("nes/n/a", "nes/n/b", "unknown", "total")},
    }


def test_the_edition_before_is_whole_too(tmp_path):
    catalogue = discover(plugins=[], folders=[write_folder(tmp_path, FILES)])
    before = catalogue.questionnaire("nes", 2022)
    assert [one.id for one in before.questions] == ["nes/gruppe", "nes/tid", "nes/kurs"]
    assert before.leaves_out == ()
    assert before.by_id["nes/gruppe"].codes == ("nes/n/a", "nes/n/b")
    assert catalogue.questionnaire("nes", 2023, "study-day").leaves_out == ()


def test_bergens_survey_of_2023_is_whole(catalogue):
    whole = catalogue.questionnaire("bergen", 2023)
    assert whole.id == "vest-2023"
    assert whole.of_stratum(Stratum.NETWORK).codes == ("bergen/sykepleie", "bergen/fysio-ergo")
    groups = {one.id for one in catalogue.regions["bergen"].groups}
    assert set(whole.of_stratum(Stratum.GROUP).codes) == groups
    assert len(groups) == 8
    assert whole.leaves_out == ("vest/informasjon-ved-overgang",)
    assert all(set(one.questions) <= set(whole.by_id) for one in catalogue.indicators.values())
    assert catalogue.questionnaires["vest-2023"].of_stratum(Stratum.GROUP).codes == ()


def test_bergens_survey_of_2022_repeats_what_a_result_of_2022_is_printed_of(catalogue):
    whole = catalogue.questionnaire("bergen", 2022)
    asked = set(whole.by_id)
    assert "vest/informasjon-ved-overgang" in asked
    printed = {
        one.indicator
        for one in catalogue.figures("bergen", 2023)
        if any(earlier.period.meets(Period.year(2022)) and earlier.percent is not None for earlier in one.earlier)
    }
    assert printed >= {"avsatt-tid", "ledermote-rp", "faggrupper", "legemoter"}
    for indicator in printed:
        assert set(catalogue.indicators[indicator].questions) <= asked
    assert {one.stratum for one in whole.questions} >= {Stratum.ROLE, Stratum.NETWORK, Stratum.SECTOR}
    assert "vest/esas-r" in whole.leaves_out
