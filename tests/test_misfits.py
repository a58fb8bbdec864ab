"""An indicator that asks its questions for what they cannot answer is refused, at the very value that does not fit."""

from pathlib import Path

import pytest
from tests.toml_files import without_marks, write_folder

from palnet import AllOf, Background, Is, PluginError, discover
from palnet.catalogue import check_folder
from palnet.model.codebook import misfits

REGION = """
[[regions]]
id = "nes"
label = "Nes"
health_region = "helse-vest"
"""

ASKED = """
[[questionnaires]]
id = "nes-2023"
label = "Undersøkelsen"
survey = "annual"
period = 2023
questions = [
  { id = "nes/en", label = "Én?", kind = "single", asked_of = [], options = [
    { code = "ja", label = "Ja" }, { code = "nei", label = "Nei" },
    { code = "vet-ikke", label = "Vet ikke", missing = "dont-know" } ] },
  { id = "nes/flere", label = "Flere?", kind = "multiple", asked_of = [], options = [
    { code = "leger", label = "Leger" }, { code = "kolleger", label = "Kolleger" } ] },
  { id = "nes/grad", label = "Grad?", kind = "ordinal", asked_of = [], options = [
    { code = "liten", label = "Liten" }, { code = "noen", label = "Noen" }, { code = "stor", label = "Stor" },
    { code = "vet-ikke", label = "Vet ikke", missing = "dont-know" } ] },
  { id = "nes/antall", label = "Antall?", kind = "number", asked_of = [] },
  { id = "nes/dag", label = "Dag?", kind = "date", asked_of = [] },
  { id = "nes/tekst", label = "Tekst?", kind = "text", asked_of = [] },
  { id = "nes/apent", label = "Åpent?", kind = "single", asked_of = [] },
  { id = "nes/sektor", label = "Sektor?", kind = "single", background = true, stratum = "sector", asked_of = [],
    options = [{ code = "hospital", label = "Sykehus" }, { code = "home-care", label = "Hjemme" }] },
  { id = "nes/gruppe", label = "Gruppe?", kind = "single", background = true, stratum = "group", asked_of = [] },
]
"""

COUNTED = """
[[indicators]]
id = "nes-{n}"
label = "x"
kind = "proportion"
counted_from = "answers"
respondents = [{{ role = "leder" }}]
numerator = {predicate}
"""


def counted(*predicates):
    return "".join(COUNTED.format(n=n, predicate=predicate) for n, predicate in enumerate(predicates))


def refused(folder, text, **more):
    """The problems of a folder with marked faults; each is told at its mark, and nothing else is."""
    marked, files = [], {}
    for name, one in {"nes": text, **more}.items():
        files[f"{name}/{name}.toml"], places = without_marks("palnet = 1\n" + one)
        marked += [(code, f"{name}.toml", line, column) for code, line, column in places]
    write_folder(folder, files)
    with pytest.raises(PluginError) as raised:
        discover(plugins=[], folders=[folder / name for name in {"nes": text, **more}])
    problems = raised.value.problems
    assert sorted((one.code, Path(one.path).name, one.line, one.column) for one in problems) == sorted(marked)
    return problems


FITTING = (
    '{ question = "nes/en", is = "ja" }',
    '{ question = "nes/grad", is = "noen" }',
    '{ question = "nes/apent", is = "hva-som-helst" }',
    '{ question = "nes/flere", includes = "leger" }',
    '{ question = "nes/grad", at_least = "stor" }',
    '{ question = "nes/grad", from = "noen", to = "noen" }',
    '{ question = "nes/antall", at_least = 3 }',
    '{ question = "nes/antall", from = 1.5, to = 2 }',
    '{ question = "nes/dag", from = 2023-01-01 }',
    '{ all_of = [{ not = { question = "nes/en", is = "nei" } }, { background = "group", is = "nes/vik" }] }',
    '{ any_of = [{ background = "sector", is = "home-care" }, { background = "sector", is = "municipality" }] }',
    '{ background = "profession", is = "sykepleier" }',
)


def test_what_fits_is_not_refused(tmp_path):
    write_folder(tmp_path, {"nes.toml": "palnet = 1\n" + REGION + ASKED + counted(*FITTING)})
    catalogue = discover(plugins=[], folders=[tmp_path])
    assert len(catalogue.indicators) == len(FITTING)
    assert check_folder(tmp_path) == ()


MISFITTING = (
    # a tick needs several answers, one answer needs no more than one, and neither goes with a number
    '{ question = <<PAL340>>"nes/flere", is = "leger" }',
    '{ question = <<PAL340>>"nes/antall", is = "3" }',
    '{ question = <<PAL340>>"nes/tekst", is = "written" }',
    '{ question = <<PAL340>>"nes/en", includes = "ja" }',
    '{ question = <<PAL340>>"nes/grad", includes = "stor" }',
    # more or less needs an order
    '{ question = <<PAL340>>"nes/en", at_least = "ja" }',
    '{ question = <<PAL340>>"nes/flere", from = "leger" }',
    '{ question = <<PAL340>>"nes/tekst", at_least = 1 }',
    '{ question = <<PAL340>>"nes/apent", to = "a" }',
    # a code is to be one of the question's own
    '{ question = "nes/en", is = <<PAL341>>"kanskje" }',
    '{ question = "nes/flere", includes = <<PAL341>>"naboer" }',
    '{ question = "nes/grad", at_least = <<PAL341>>"svaert-stor" }',
    '{ question = "nes/grad", from = <<PAL341>>"null", to = <<PAL341>>"hundre" }',
    '{ background = "sector", is = <<PAL341>>"nursing-home" }',
    # and one that is an answer
    '{ question = "nes/en", is = <<PAL315>>"vet-ikke" }',
    '{ question = "nes/grad", at_least = <<PAL341>>"vet-ikke" }',
    # a limit is of the question's own sort
    '{ question = "nes/grad", at_least = <<PAL201>>4 }',
    '{ question = "nes/antall", at_least = <<PAL201>>"3" }',
    '{ question = "nes/antall", from = <<PAL201>>2023-01-01 }',
    '{ question = "nes/dag", at_least = <<PAL201>>3 }',
    # and the lower before the upper
    '{ question = "nes/grad", from = "stor", to = <<PAL334>>"liten" }',
    # however deep it stands
    '{ all_of = [{ question = "nes/en", is = "ja" }, { not = { question = <<PAL340>>"nes/en", includes = "ja" } }] }',
    '{ any_of = [{ question = "nes/en", is = <<PAL341>>"JA" }, { question = "nes/dag", to = <<PAL201>>"i dag" }] }',
    # and a question that is not there is none
    '{ not = { question = <<PAL401>>"nes/ein", is = "ja" } }',
)


def test_what_does_not_fit_is_told_at_its_place(tmp_path):
    problems = refused(tmp_path, REGION + ASKED + counted(*MISFITTING))
    assert {one.code for one in problems} == {"PAL201", "PAL315", "PAL334", "PAL340", "PAL341", "PAL401"}
    assert {one.hint for one in problems if one.code == "PAL401"} == {"nes/en"}


@pytest.mark.parametrize("text", MISFITTING, ids=range(len(MISFITTING)))
def test_each_is_refused_by_itself(tmp_path, text):
    refused(tmp_path, REGION + ASKED + counted(text))


def test_a_base_and_a_route_are_held_to_the_same(tmp_path):
    text = counted('{ question = "nes/en", is = "ja" }').rstrip()
    text += '\nbase = { any_of = [{ question = "nes/grad", at_least = <<PAL341>>"ja" }] }\n'
    routed = ASKED.replace(
        '{ id = "nes/tekst", label = "Tekst?", kind = "text", asked_of = [] }',
        '{ id = "nes/tekst", label = "Tekst?", kind = "text", asked_of = [],'
        ' shown_if = { not = { question = <<PAL340>>"nes/antall", is = "0" } } }',
    )
    refused(tmp_path, REGION + routed + text)


OTHERS = """
[[indicators]]
id = "nes-annet"
label = "x"
kind = "{kind}"
counted_from = "answers"
respondents = [{{ role = "leder" }}]
question = {question}
"""


@pytest.mark.parametrize(
    ("kind", "question", "fits"),
    [
        ("distribution", "nes/flere", True),
        ("distribution", "nes/grad", True),
        ("distribution", "nes/antall", False),
        ("distribution", "nes/tekst", False),
        ("mean", "nes/antall", True),
        ("mean", "nes/grad", False),
        ("median", "nes/antall", True),
        ("median", "nes/dag", False),
    ],
)
def test_a_kind_takes_questions_that_can_be_spread_out_averaged_or_halved(tmp_path, kind, question, fits):
    mark = "" if fits else "<<PAL340>>"
    text = REGION + ASKED + OTHERS.format(kind=kind, question=f'{mark}"{question}"')
    if fits:
        write_folder(tmp_path, {"nes.toml": "palnet = 1\n" + text})
        assert discover(plugins=[], folders=[tmp_path]).indicators["nes-annet"].question == question
    else:
        refused(tmp_path, text)


def test_a_ratio_divides_numbers_by_numbers(tmp_path):
    text = OTHERS.format(kind="ratio", question='<<PAL340>>"nes/grad"').rstrip() + '\nper = <<PAL340>>"nes/en"\n'
    refused(tmp_path, REGION + ASKED + text)


def test_an_indicator_is_held_against_another_plugins_questions(tmp_path):
    other = REGION.replace("nes", "vik").replace("Nes", "Vik")
    other += counted('{ question = "nes/en", is = <<PAL341>>"kanskje" }').replace("nes-0", "vik-0")
    refused(tmp_path, REGION + ASKED, vik=other)


def test_a_background_that_any_questionnaire_can_tell_is_one(tmp_path):
    """Two regions ask for the role in their own words: neither's options are the only ones."""
    asked = """
[[questionnaires]]
id = "{0}-evaluering"
label = "x"
survey = "{0}"
period = 2023
questions = [{{ id = "{0}/rolle", label = "x?", kind = "single", asked_of = [], background = true, stratum = "role",
  options = [{{ code = "{1}", label = "x" }}] }}]
"""
    text = REGION + ASKED + asked.format("nes", "leder") + asked.format("nes-b", "lege")
    fitting = counted('{ background = "role", is = "leder" }', '{ background = "role", is = "lege" }')
    write_folder(tmp_path / "whole", {"nes.toml": "palnet = 1\n" + text + fitting})
    assert len(discover(plugins=[], folders=[tmp_path / "whole"]).indicators) == 2
    refused(tmp_path, text + counted('{ background = "role", is = <<PAL341>>"deltaker" }'))


def test_questions_that_are_not_given_are_not_held_against_anything():
    assert list(misfits(AllOf(Is("nes/en", "kanskje"), Background("sector", "nursing-home")), {})) == []


def test_check_says_it_too_and_what_was_to_be_chosen_among(tmp_path):
    text, ((code, line, column),) = without_marks(
        "palnet = 1\n" + REGION + ASKED + counted('{ question = "nes/en", is = <<PAL341>>"kanskje" }')
    )
    write_folder(tmp_path, {"nes.toml": text})
    (problem,) = check_folder(tmp_path)
    assert (problem.code, problem.line, problem.column) == (code, line, column)
    assert "nes.toml" in problem.text()
    for lang in ("nb", "en"):
        said = problem.text(lang)
        assert f":{line}:{column}" in said
        assert "kanskje" in said
        assert "ja, nei, vet-ikke" in said
