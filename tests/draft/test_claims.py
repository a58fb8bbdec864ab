"""Figures put into sentences of many forms are read back as they were put in."""

import re
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.draft.made import comma, percent
from tests.draft.test_sentences import readings

from palnet.draft.numbers import number
from palnet.draft.passages import Draft, Kind, Passage
from palnet.draft.reader import read_draft
from palnet.draft.reading import Claim
from palnet.draft.sentences import sentences
from palnet.draft.tokens import Reason

MONTHS = re.findall(r"\w+", "januar februar mars april mai juni juli august september oktober november desember")
UNITS = re.findall(
    r"\w+",
    "null ett to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten",
)
TENS = re.findall(r"\w+", "tjue tretti førti femti seksti sytti åtti nitti")

SHARES = [
    ("nb", "{k} av {n} ressurspersoner ({p} %) har rutine for dette.", True, True),
    ("nb", "{k} ressurspersoner ({p} %) svarer at de har en rutine.", True, False),
    ("nb", "{k} ({p} %) ressurspersoner i sykepleienettverket har svart.", True, False),
    ("nb", "{p} % ({k} av {n}) av lederne kjenner avtalen.", True, True),
    ("nb", "{p} prosent ({k}/{n}) har hatt møte.", True, True),
    ("nb", "{p} % (n = {n}) har hatt møte med leder.", False, True),
    ("nb", "{p} % av de {n} lederne har sendt inn rapporten.", False, True),
    ("nb", "Av {n} ledere har {k} ({p} %) sendt inn rapporten.", True, True),
    ("nb", "Andelen som har avsatt tid, er {p}\u00a0%.", False, False),
    ("nb", "{p}% opplever at de har tilgang på personell.", False, False),
    ("nb", "I sykehjem svarer {k} ressurspersoner, eller {p} %, det samme.", True, False),
    ("nn", "{k} av dei {n} leiarane ({p} %) kjenner til avtala.", True, True),
    ("nn", "Om lag same del, {p} prosent, har fått opplæring i verktøyet.", False, False),
    ("en", "{k} of {n} resource persons ({p} %) have a routine.", True, True),
    ("en", "Of the {n} managers who answered, {k} ({p}%) know the agreement.", True, True),
    ("en", "{p} per cent of the managers know the plan.", False, False),
]


@st.composite
def counts(draw):
    n = draw(st.integers(3, 2500))
    return draw(st.integers(1, n - 1)), n, draw(st.integers(0, 1))


@pytest.mark.parametrize(("lang", "form", "has_k", "has_n"), SHARES, ids=[one[1] for one in SHARES])
@given(drawn=counts())
def test_a_share_is_read_with_what_stands_beside_it(drawn, lang, form, has_k, has_n):
    k, n, decimals = drawn
    p = percent(k, n, decimals)
    written = str(p) if lang == "en" else comma(p)
    text = form.format(k=k, n=n, p=written)
    (one,) = (held for held in readings(text, lang) if held.claim is Claim.SHARE)
    assert one.percent == p
    assert str(one.percent) == str(p)
    assert one.numerator == (k if has_k else None)
    assert one.denominator == (n if has_n else None)


@given(st.integers(0, 999_999), st.sampled_from(["\u00a0", "\u2009", "\u202f", " ", ""]))
def test_whatever_space_parts_the_digits_it_is_one_number(value, space):
    written = f"{value:,}".replace(",", space)
    (one,) = readings(f"Til sammen har nettverket {written} deltakere på listen.")
    assert one.value == value


@given(st.integers(1, 400), st.integers(1, 400), st.integers(2000, 2040))
def test_a_number_and_that_of_an_earlier_year(now, before, year):
    (one,) = readings(f"Til sammen deltok {now} ressurspersoner på nettverksmøtene, mot totalt {before} i {year}.")
    assert (one.value, one.before[0].value, one.before[0].year) == (now, before, year)
    assert one.unit == "attendances"


@given(st.integers(0, 100), st.integers(0, 100))
def test_a_share_now_and_last_year(now, before):
    for text in (
        f"Andelen har blitt redusert fra {before} % i fjor til {now} % i år.",
        f"Andelen som har det slik, er nå {now} %, mot {before} % i fjor.",
    ):
        (one,) = readings(text)
        assert (one.percent, one.before[0].percent, one.before[0].year) == (now, before, -1)


@given(st.lists(st.integers(1, 99), min_size=2, max_size=5), st.integers(0, 3))
def test_a_whole_is_read_with_its_parts_whatever_joins_them(values, form):
    names = ("sykepleiere", "vernepleiere", "leger", "fysioterapeuter", "ergoterapeuter")
    items = [f"{value} {name}" for value, name in zip(values, names, strict=False)]
    listed = ", ".join(items[:-1]) + f" og {items[-1]}"
    total = sum(values) + 1
    text = (
        f"{total} personer deltok: {listed}.",
        f"Det kom {total} personer ({listed}).",
        f"Til sammen {total} deltakere fordelt på {listed}.",
        f"{listed}, til sammen {total} personer, deltok.",
    )[form]
    (one,) = readings(text)
    assert one.value == total
    assert [piece.value for piece in one.pieces] == values


@given(st.integers(2, 60), st.integers(1, 59))
def test_a_part_that_is_counted_already_is_no_further_part(whole, part):
    assume(part <= whole)
    for form in ("{} ressurspersoner, hvorav {} er nye.", "{} ressurspersoner (inkludert {} koordinatorer) er med."):
        (one,) = readings(form.format(whole, part))
        assert one.value == whole
        assert [(piece.value, piece.subset) for piece in one.pieces] == [(part, True)]


@given(st.integers(1, 99))
def test_words_are_the_numbers_that_they_say(value):
    word = UNITS[value] if value < 20 else TENS[value // 10 - 2] + (UNITS[value % 10] if value % 10 else "")
    assert number(word, "no") == value
    assert number(word.capitalize(), "no") == value


@given(st.text(max_size=300), st.sampled_from(["nb", "nn", "en", None]))
def test_no_text_breaks_it_and_every_claim_lies_in_its_sentence(text, lang):
    for one in readings(text, lang):
        assert 0 <= one.start <= one.end <= len(one.sentence)
        assert lang is not None or one.sure == "unsure"


@given(st.integers(1, 28), st.integers(1, 12), st.integers(2000, 2040), st.integers(10_000_000, 99_999_999))
def test_days_years_and_telephones_are_no_figures(day, month, year, phone):
    dates = f"{day}. {MONTHS[month - 1]} {year} ({day:02}.{month:02}.{year})"
    said = f"Møtet {dates} er for {year}–{year + 3}; ring +47 {phone}."
    assert readings(said) == ()


def test_points_part_thousands_in_norwegian_and_commas_in_english():
    assert [one.value for one in readings("Til sammen har 1.250 ansatte tatt kurset.")] == [1250]
    assert [one.value for one in readings("In all, 1,250 employees took the course.", "en")] == [1250]
    assert [one.percent for one in readings("33.5 % av lederne og 12,5 % av legene svarte.")] == [
        Decimal("33.5"),
        Decimal("12.5"),
    ]


def test_a_decimal_keeps_its_digits():
    (one,) = readings("12,50 % har svart på undersøkelsen.")
    assert one.percent == Decimal("12.50")
    assert one.numbers == "12,50 %"


def test_what_points_back_to_nothing_is_passed_over_and_told():
    text = "Dette tallet er økende, og har tidligere ligget på ca. 44 %."
    draft = Draft(path="u.txt", kind=Kind.TEXT, passages=(Passage(text=text, line=1),), language="nb")
    read = read_draft(draft)
    assert not read.readings
    assert [one.text for one in read.passed] == ["44 %"]


@pytest.mark.parametrize(
    ("lang", "text", "often"),
    [
        ("en", "The groups meet 3 times a year.", "3 times"),
        ("en", "The groups met three times.", "three times"),
        ("nb", "Gruppene møtes 3 ganger i året.", "3 ganger"),
    ],
)
def test_how_often_is_no_figure_and_is_told_as_how_often(lang, text, often):
    draft = Draft(path="u.txt", kind=Kind.TEXT, passages=(Passage(text=text, line=1),), language=lang)
    read = read_draft(draft)
    assert not read.readings
    assert [(one.text, one.reason) for one in read.passed] == [(often, Reason.OFTEN)]


@given(st.text(alphabet="12 37%,.()/avogfratilmotder:\n", max_size=120))
def test_every_number_is_read_or_passed_over(text):
    draft = Draft(path="u.txt", kind=Kind.TEXT, passages=(Passage(text=text, line=1),), language="nb")
    read = read_draft(draft)
    told = [one.sentence for one in (*read.readings, *read.passed)]
    for start, end in sentences(text):
        if re.search(r"(?<![\w.,/-])\d+(?= [a-z])", text[start:end]):
            assert text[start:end] in told
