"""Bergen's survey of 2023, answered so that the annual report's results come out, and every indicator counted from it.

Where the report prints k or n, they are its own. Elsewhere they are numbers of ours that come to the printed percentage
with no more answers than it says there were. For one there are none: 28 % is no share of 17 managers or of fewer, so
that here 18 of them answered.
"""

import datetime as dt
from typing import Any

import pytest

import palnet
from palnet import CountedFrom, Direction, Kind, Missing, State
from palnet.assess import Outcome, Rule, verdict

NURSE, PHYSIO, NURSES_MANAGER, PHYSIOS_MANAGER = (
    "ressurssykepleier",
    "ressursfysio-ergo",
    "leder-sykepleie",
    "leder-fysio-ergo",
)
NETWORKS = {
    NURSE: "bergen/sykepleie",
    PHYSIO: "bergen/fysio-ergo",
    NURSES_MANAGER: "bergen/sykepleie",
    PHYSIOS_MANAGER: "bergen/fysio-ergo",
}
Row = dict[str, Any]

ANSWERED = {NURSE: 95, PHYSIO: 30, NURSES_MANAGER: 54, PHYSIOS_MANAGER: 18}
IN_MUNICIPALITY, IN_HOSPITAL = 75, 19  # of the nurses; one does not say

# indicator, question, who, those who said yes, all who answered, the percentage that the report prints
RESULTS: tuple[tuple[str, str, str, int, int, int | None], ...] = (
    ("esas", "vest/esas-r", NURSE, 40, 85, None),
    ("esas", "vest/esas-r", PHYSIO, 17, 30, 57),
    ("lsd", "vest/livets-siste-dager", NURSE, 70, 95, None),
    ("retningslinjer", "vest/retningslinjer", NURSE, 88, 94, None),
    ("videreformidling", "vest/videreformidling", NURSE, 76, 95, 80),
    ("refleksjon", "vest/refleksjon", NURSE, 75, 94, 80),
    ("internundervisning", "vest/internundervisning", NURSE, 65, 94, 69),
    ("internundervisning", "vest/internundervisning", PHYSIO, 9, 29, 31),
    ("kurs", "vest/kurs", NURSE, 66, 95, 69),
    ("kurs", "vest/kurs", PHYSIO, 4, 29, 14),
    ("hospitering", "vest/hospitering", NURSE, 24, 95, None),
    ("kvalitet", "vest/kvalitet", NURSES_MANAGER, 46, 52, 88),
    ("kvalitet", "vest/kvalitet", PHYSIOS_MANAGER, 11, 16, 69),
    ("nyansatte", "vest/nyansatte", NURSE, 27, 82, 33),
    ("avsatt-tid", "vest/avsatt-tid", NURSE, 30, 95, 32),
    ("avsatt-tid", "vest/avsatt-tid", PHYSIO, 0, 30, None),
    ("ledermote-rp", "vest/mote-med-leder", NURSE, 33, 95, 35),
    ("ledermote-leder", "vest/mote-med-ressursperson", NURSES_MANAGER, 34, 54, 63),
    ("ledermote-leder", "vest/mote-med-ressursperson", PHYSIOS_MANAGER, 5, 18, 28),
    ("avtale", "vest/avtale", NURSES_MANAGER, 44, 54, 81),
    ("avtale", "vest/avtale", PHYSIOS_MANAGER, 12, 18, 67),
    ("planer", "vest/planer", NURSES_MANAGER, 46, 54, 85),
    ("planer", "vest/planer", PHYSIOS_MANAGER, 14, 18, 78),
    ("legemoter", "vest/legemoter", NURSE, 40, 75, 53),
    ("info-fra-sykehus", "vest/info-fra-sykehus", NURSE, 38, 75, 51),
    ("tilgang-sykehus", "vest/tilgang-sykehus", NURSE, 65, 75, 87),
    ("info-fra-kommune", "vest/info-fra-kommune", NURSE, 9, 19, 47),
    ("ip", "vest/ip", NURSE, 14, 95, 15),
    ("faggrupper", "vest/faggrupper", PHYSIO, 17, 29, 59),
)
SHARES = {indicator for indicator, *_ in RESULTS}
OF_ONE_SECTOR = {"legemoter", "info-fra-sykehus", "tilgang-sykehus", "info-fra-kommune"}

# What several boxes were ticked of: its pictures are lost, so the answers are ours.
KNOWN_TO: Row = {
    NURSE: [("kolleger", "leger")] * 50 + [("kolleger",)] * 30,
    PHYSIO: [("leger",)] * 10 + [("pasienter",)] * 5,
}
USED_FOR: Row = {NURSES_MANAGER: [("undervisning", "veiledning")] * 20 + [("veiledning",)] * 12}


def answers_to(question: str, yes: int, of: int) -> list[str]:
    """Yes and no in the codes of that question; managers judge the quality in five steps."""
    if question == "vest/kvalitet":
        return [("4", "5")[n % 2] for n in range(yes)] + [("1", "2", "3")[n % 3] for n in range(of - yes)]
    return ["ja"] * yes + ["nei"] * (of - yes)


def rows() -> list[Row]:
    """One for each of those who answered."""
    people = []
    for role, number in ANSWERED.items():
        for n in range(number):
            row: Row = {"vest/rolle": role, "vest/nettverk": NETWORKS[role]}
            if role == NURSE and n < IN_MUNICIPALITY + IN_HOSPITAL:
                row["vest/sektor"] = "municipality" if n < IN_MUNICIPALITY else "hospital"
            people.append(row)
    for indicator, question, role, yes, of, _ in RESULTS:
        theirs = [row for row in people if row["vest/rolle"] == role]
        if indicator == "info-fra-kommune":
            theirs = theirs[IN_MUNICIPALITY:]
        if indicator == "nyansatte":
            for row in theirs:
                row[question] = "usikker"
        for row, answer in zip(theirs, answers_to(question, yes, of), strict=False):
            row[question] = answer
    for question, ticked in (("vest/kjent-for", KNOWN_TO), ("vest/bruk-av-ressurssykepleier", USED_FOR)):
        for role, given in ticked.items():
            theirs = [row for row in people if row["vest/rolle"] == role]
            for row, codes in zip(theirs, given, strict=False):
                row[question] = codes
    return people


@pytest.fixture(scope="module")
def catalogue() -> palnet.Catalogue:
    return palnet.discover()


@pytest.fixture(scope="module")
def questionnaire(catalogue: palnet.Catalogue) -> palnet.Questionnaire:
    return catalogue.questionnaire("bergen", 2023)


@pytest.fixture(scope="module")
def answers(questionnaire: palnet.Questionnaire) -> palnet.Answers:
    return palnet.answers_from(rows(), questionnaire, synthetic=True)


@pytest.fixture(scope="module")
def roster() -> palnet.Roster:
    """Made up, as no roster is printed that the printed response rates fit."""
    nurses = palnet.Headcount(count=140, role=NURSE, network="bergen/sykepleie")
    physios = palnet.Headcount(count=49, role=PHYSIO, network="bergen/fysio-ergo")
    day = dt.date(2023, 10, 1)
    return palnet.Roster(id="bergen/eksempel", region="bergen", date=day, headcounts=(nurses, physios), invented=True)


@pytest.fixture(scope="module")
def counts(catalogue: palnet.Catalogue, answers: palnet.Answers, roster: palnet.Roster) -> palnet.Counts:
    everything = catalogue.indicators.values()
    return palnet.count(
        everything, answers, roster=roster, events=catalogue.events("bergen", 2023), by="role", margins=True
    )


def percent(numerator: Any, denominator: Any) -> int:
    """A whole percentage, halves up."""
    return int((200 * numerator + denominator) // (2 * denominator))


def own(catalogue: palnet.Catalogue) -> list[palnet.Indicator]:
    return [one for one in catalogue.indicators.values() if any("bergen" in str(source) for source in one.sources)]


def test_there_are_26_of_which_23_are_counted_from_answers(catalogue: palnet.Catalogue) -> None:
    indicators = own(catalogue)
    assert len(indicators) == 26
    counted = {one.id: one.counted_from for one in indicators if one.counted_from is not CountedFrom.ANSWERS}
    assert counted == {
        "svarandel": CountedFrom.ROSTER,
        "oppmote": CountedFrom.ATTENDANCE,
        "antall-rp": CountedFrom.HEADCOUNTS,
    }
    spread = {one.id for one in indicators if one.kind is Kind.DISTRIBUTION}
    assert spread == {"kjent-for", "bruk-av-rp"}
    assert {one.id for one in indicators if one.kind is Kind.PROPORTION} == SHARES | {"svarandel"}


@pytest.mark.parametrize(
    ("indicator", "question", "role", "yes", "of", "printed"), RESULTS, ids=[f"{one[0]}-{one[2]}" for one in RESULTS]
)
def test_what_the_report_prints_comes_out(
    counts: palnet.Counts, indicator: str, question: str, role: str, yes: int, of: int, printed: int | None
) -> None:
    found = counts.get(indicator, role=role)
    assert (found.numerator, found.denominator, found.state) == (yes, of, State.VALUE)
    if printed is not None:
        assert percent(found.numerator, found.denominator) == printed
    empty = ANSWERED[role] - of
    if indicator in OF_ONE_SECTOR:
        # Whoever works elsewhere is outside the base, and of one it is not known where.
        assert (found.missing, found.base_unknown) == ((), 1)
    else:
        reason = Missing.DONT_KNOW if indicator == "nyansatte" else Missing.NOT_ANSWERED
        assert (dict(found.missing), found.base_unknown) == ({reason: empty} if empty else {}, 0)


def test_every_percentage_that_the_report_prints_of_an_indicator_is_among_them(catalogue: palnet.Catalogue) -> None:
    printed = {
        (figure.indicator, figure.respondents.role): int(figure.percent)
        for figure in catalogue.figures("bergen", 2023)
        if figure.indicator in SHARES and figure.percent is not None and figure.respondents is not None
        if figure.sources[0].document == "bergen-arsrapport-2023"
    }
    assert printed == {(indicator, role): share for indicator, _, role, *_, share in RESULTS if share is not None}
    numerators = {
        figure.indicator: figure.numerator
        for figure in catalogue.figures("bergen", 2023)
        if figure.indicator in SHARES and figure.numerator is not None
    }
    assert numerators == {"nyansatte": 27, "ip": 14}


def test_each_is_counted_from_its_own_question(catalogue: palnet.Catalogue) -> None:
    for indicator, question, *_ in RESULTS:
        assert catalogue.indicators[indicator].questions == (question,)
    spread = {name: catalogue.indicators[name].questions for name in ("kjent-for", "bruk-av-rp")}
    assert spread == {"kjent-for": ("vest/kjent-for",), "bruk-av-rp": ("vest/bruk-av-ressurssykepleier",)}


def test_nobody_else_is_in_the_base(counts: palnet.Counts) -> None:
    theirs = {(indicator, role) for indicator, _, role, *_ in RESULTS}
    theirs |= {("kjent-for", NURSE), ("kjent-for", PHYSIO), ("bruk-av-rp", NURSES_MANAGER)}
    for indicator in {name for name, _ in theirs}:
        for role in ANSWERED:
            found = counts.get(indicator, role=role)
            assert (found.state is State.VALUE) is ((indicator, role) in theirs), (indicator, role)
            assert found.state in (State.VALUE, State.EMPTY_BASE)


def test_what_others_answer_changes_nothing(questionnaire: palnet.Questionnaire, catalogue: palnet.Catalogue) -> None:
    """Everybody says yes to what is not asked of them."""
    strangers: list[Row] = []
    for role in ANSWERED:
        yes = {question: answers_to(question, 1, 1)[0] for _, question, who, *_ in RESULTS if who != role}
        asked = {question for _, question, who, *_ in RESULTS if who == role}
        answered = {question: answer for question, answer in yes.items() if question not in asked}
        strangers += [{"vest/rolle": role, "vest/sektor": "municipality", **answered}] * 20
    for sector in ("hospital", "municipality"):
        others = [
            one
            for one in RESULTS
            if one[0] in OF_ONE_SECTOR and (one[0] == "info-fra-kommune") != (sector == "hospital")
        ]
        strangers += [
            {"vest/rolle": NURSE, "vest/sektor": sector} | {question: "ja" for _, question, *_ in others}
        ] * 20
    chosen = [catalogue.indicators[indicator] for indicator in sorted(SHARES)]
    for one in palnet.count(chosen, palnet.answers_from(rows() + strangers, questionnaire)):
        expected = [(yes, of) for indicator, _, _, yes, of, _ in RESULTS if indicator == one.indicator]
        assert (one.numerator, one.denominator) == tuple(map(sum, zip(*expected, strict=True)))


def test_the_total_is_the_sum_of_those_who_are_asked(counts: palnet.Counts) -> None:
    for indicator in SHARES:
        total = counts.get(indicator)
        assert total.numerator == sum(yes for name, _, _, yes, _, _ in RESULTS if name == indicator)
        assert total.denominator == sum(of for name, _, _, _, of, _ in RESULTS if name == indicator)


def test_several_boxes_are_spread_out_over_those_who_ticked_any(counts: palnet.Counts) -> None:
    nurses, physios = counts.get("kjent-for", role=NURSE), counts.get("kjent-for", role=PHYSIO)
    assert (dict(nurses.values), nurses.denominator) == ({"kolleger": 80, "leger": 50}, 80)
    assert (dict(physios.values), physios.denominator) == ({"leger": 10, "pasienter": 5}, 15)
    assert nurses.missing_for(Missing.NOT_ANSWERED) == 15
    both = counts.get("kjent-for")
    assert dict(both.values) == {"kolleger": 80, "leger": 60, "pasienter": 5}
    used = counts.get("bruk-av-rp", role=NURSES_MANAGER)
    assert (dict(used.values), used.denominator) == ({"undervisning": 20, "veiledning": 32}, 32)


def test_the_response_rate_is_of_the_roster(
    catalogue: palnet.Catalogue, answers: palnet.Answers, roster: palnet.Roster
) -> None:
    rate = palnet.count(catalogue.indicators["svarandel"], answers, roster=roster, by="network", margins=True)
    nurses, physios = (rate.get("svarandel", network=f"bergen/{name}") for name in ("sykepleie", "fysio-ergo"))
    assert (nurses.numerator, nurses.denominator, percent(95, 140)) == (95, 140, 68)
    assert (physios.numerator, physios.denominator, percent(30, 49)) == (30, 49, 61)
    # Managers answered too, and are on no roster.
    assert (rate.get("svarandel").numerator, rate.get("svarandel").denominator) == (125, 189)
    assert all(one.origin.synthetic for one in rate)


def test_the_printed_headcounts_do_not_give_the_printed_response_rate(
    catalogue: palnet.Catalogue, answers: palnet.Answers
) -> None:
    rate = palnet.count(
        catalogue.indicators["svarandel"], answers, roster=catalogue.roster("bergen", 2023), by="network"
    ).get("svarandel", network="bergen/sykepleie")
    assert (rate.numerator, rate.denominator) == (95, 138 + 3)
    assert percent(rate.numerator, rate.denominator) == 67


def test_attendance_is_added_over_the_meetings(catalogue: palnet.Catalogue) -> None:
    events = catalogue.events("bergen", 2023)
    attendance = palnet.count(catalogue.indicators["oppmote"], events, by="group", margins=True)
    total = attendance.get("oppmote")
    assert (total.numerator, total.denominator, total.kind) == (302, 391, Kind.RATIO)
    voss = attendance.get("oppmote", group="bergen/sykepleie/voss")
    assert (voss.numerator, voss.denominator) == (10 + 13 + 9, 14 + 14 + 14)
    assert sum(one.numerator or 0 for one in attendance if one.level == "group") == 302
    (network,) = palnet.count(catalogue.indicators["oppmote"], events, by="network")
    assert dict(network.strata) == {"network": "bergen/sykepleie"}
    assert (network.numerator, network.denominator) == (302, 391)


def test_members_are_counted_from_the_headcounts(catalogue: palnet.Catalogue) -> None:
    members = palnet.count(
        catalogue.indicators["antall-rp"], catalogue.roster("bergen", 2023), by="profession", margins=True
    )
    assert members.get("antall-rp").numerator == 187
    professions = {dict(one.strata)["profession"]: one.numerator for one in members if one.level != "total"}
    assert professions == {
        "sykepleier": 138,
        "kreftkoordinator": 12,
        "vernepleier": 3,
        "fysioterapeut": 36,
        "ergoterapeut": 13,
    }


def targets(catalogue: palnet.Catalogue, region: str, year: int) -> dict[str, palnet.Target]:
    return {target.indicator: target for target in catalogue.targets(region, year)}


def test_the_strategys_targets_of_2021_to_2024(catalogue: palnet.Catalogue, counts: palnet.Counts) -> None:
    held = targets(catalogue, "bergen", 2023)
    assert held.keys() == {"svarandel", "nyansatte", "videreformidling", "refleksjon"}
    for role in (NURSE, PHYSIO):
        rate = verdict(counts.get("svarandel", role=role), held["svarandel"])
        assert (rate.outcome, rate.point, rate.rule) == (Outcome.NOT_MET, Outcome.NOT_MET, Rule.COUNTED_WHOLE)
    routine = verdict(counts.get("nyansatte", role=NURSE), held["nyansatte"])
    # At most 27 + 58 of 140, were everybody else to say yes.
    assert (routine.outcome, routine.rule) == (Outcome.NOT_MET, Rule.BOUNDS)
    assert routine.bounds is not None
    assert (routine.bounds.lower, routine.bounds.upper) == (27 / 140, 85 / 140)
    assert "27 av 82" in routine.explain()
    assert "27 of 82" in routine.explain("en")
    for indicator in ("videreformidling", "refleksjon"):
        reached = verdict(counts.get(indicator, role=NURSE), held[indicator])
        assert (reached.outcome, reached.rule) == (Outcome.TARGET_NOT_STATED, Rule.TARGET_NOT_STATED)


def test_the_plans_targets_of_2025(catalogue: palnet.Catalogue, counts: palnet.Counts) -> None:
    held = targets(catalogue, "bergen", 2025)
    met = verdict(counts.get("ledermote-rp", role=NURSE), held["ledermote-rp"])
    assert (met.outcome, met.rule) == (Outcome.NOT_MET, Rule.BOUNDS)
    kept = verdict(counts.get("videreformidling", role=NURSE), held["videreformidling"])
    assert (kept.outcome, kept.rule) == (Outcome.NOT_MEASURED, Rule.NO_EARLIER)
    before = counts.get("videreformidling", role=NURSE)
    same = verdict(counts.get("videreformidling", role=NURSE), held["videreformidling"], before)
    assert same.change is not None
    assert (same.outcome, same.point, same.change.points) == (Outcome.UNDECIDED, Outcome.MET, 0)


def test_small_networks_are_not_shown_and_larger_ones_are(counts: palnet.Counts) -> None:
    policy = palnet.Policy.standard()
    assert policy.protect(counts.get("kurs", role=PHYSIO)).state is State.SUPPRESSED  # 4 of 29
    assert policy.protect(counts.get("kurs", role=NURSE)).state is State.VALUE


def test_a_definition_says_why_it_matters_who_made_it_and_when_it_is_due_again(catalogue: palnet.Catalogue) -> None:
    reasons = set()
    for indicator in own(catalogue):
        governance = indicator.governance
        assert governance is not None
        reasons.add(governance.why)
        for text in (governance.why, governance.made_by):
            assert text is not None
            assert None not in (text.nb, text.nn, text.en), indicator.id
        assert governance.checked_by is None, "nobody in the networks has looked at them"
        # Before the next survey goes out, in the autumn.
        assert governance.reviewed is not None
        assert governance.next_review is not None
        assert governance.next_review.year == governance.reviewed.year + 1
        assert governance.next_review.month < 9
    assert len(reasons) == 26


def test_what_no_document_says_is_not_said_or_marked(catalogue: palnet.Catalogue) -> None:
    for indicator in own(catalogue):
        assert not indicator.unknown_as_no
        assert indicator.minimum_denominator is None
        assert (indicator.version, indicator.comparable_with) == (1, ())
        assert indicator.base is None
        assert (indicator.direction is not None) == ("direction" in indicator.inferred), indicator.id
    with_direction = [one.direction for one in own(catalogue) if one.direction is not None]
    assert with_direction == [Direction.INCREASE] * 23


def test_its_topics_are_those_that_the_mappings_place_it_within(catalogue: palnet.Catalogue) -> None:
    within = {
        mapping.subject: (mapping.object,)
        for mapping in catalogue.mappings.values()
        if mapping.subject in catalogue.indicators and mapping.relation is palnet.Relation.NARROWER_THAN
    }
    assert len(within) == 16
    for indicator in own(catalogue):
        assert indicator.topics == within.get(indicator.id, ())
