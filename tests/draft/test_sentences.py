"""Sentences: where they end, in which language, and what they claim."""

import tomllib
from pathlib import Path

import pytest

from palnet.draft.passages import Draft, Kind, Passage
from palnet.draft.reader import read_draft
from palnet.draft.reading import Claim

INVENTED = tomllib.loads((Path(__file__).parent / "invented.toml").read_text("utf-8"))["sentences"]


def readings(text, lang="nb"):
    draft = Draft(path="utkast.txt", kind=Kind.TEXT, passages=(Passage(text=text, line=1),), language=lang)
    return read_draft(draft).readings


def said(reading):
    parts = "".join(f" {piece.value}" for piece in reading.pieces)
    numbers = str(reading.value) if reading.claim is Claim.CHANGE and reading.percent is None else reading.numbers
    return f"{reading.claim} {numbers}{f' of{parts}' if parts else ''}"


@pytest.mark.parametrize("one", INVENTED, ids=[one["text"][:50] for one in INVENTED])
def test_a_sentence_claims_what_a_person_reads_in_it(one):
    assert [said(reading) for reading in readings(one["text"], one.get("lang", "nb"))] == one["reads"]
