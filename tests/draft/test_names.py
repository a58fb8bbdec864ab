"""Names of persons are blotted out of what is shown; those of places, offices and documents stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet.draft.names import BLOT, blotted, known_words

PLACES = known_words(["Helse Bergen foretaksområde", "Nedre Romerike", "Nordhordland"])


@pytest.mark.parametrize(
    "text",
    [
        "Undervisning ved {}.",
        "{}, sykehusprest, innledet.",
        "Forelesere var {} og andre.",
        "Vi takker v/leder {}",
        "Rapporten er skrevet av {} i januar.",
    ],
)
@pytest.mark.parametrize("name", ["Ola Nordmann", "Kari-Anne Elvedal", "Per K. Dal", "Åse Liv Østby Vik"])
def test_a_name_is_blotted_out(text, name):
    said = blotted(text.format(name), PLACES)
    assert BLOT in said
    assert not [word for word in name.split() if word in said]


@pytest.mark.parametrize(
    "text",
    [
        "Helse Bergen og Nedre Romerike deltok.",
        "Nasjonalt handlingsprogram for palliasjon og Palliativ kartlegging og behandlingsplan.",
        "Kompetansesenter i lindrende behandling Helseregion Vest",
        "De fleste kjenner Pakkeforløp hjem, ESAS-r og Livets siste dager.",
        "Tema var Oppfølging av personer med Multippel Sclerose (MS).",
        "I 2023 deltok 302 ressurspersoner på nettverksmøtene i Nordhordland.",
        "Kommunalt Palliativt Team og Røde Kors var med.",
    ],
)
def test_what_is_no_person_stays(text):
    assert blotted(text, PLACES) == text


@given(st.text(max_size=200))
def test_nothing_but_blots_is_added(text):
    said = blotted(text)
    kept = said.split(BLOT)
    place = 0
    for one in kept:
        place = text.index(one, place) + len(one)
    assert BLOT in said or said == text
