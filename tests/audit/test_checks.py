"""Each check by itself: what it finds, and what it lets be."""

import datetime as dt
from decimal import Decimal

import attrs
import pytest
from tests.audit.made import figure

from palnet import (
    Acknowledgement,
    Activity,
    AnnualPlan,
    Attendance,
    DefinitionError,
    Document,
    DocumentKind,
    Earlier,
    Event,
    EventKind,
    EventStatus,
    Form,
    Headcount,
    Part,
    Participants,
    Period,
    Policy,
    Respondents,
    Roster,
    Sector,
    Source,
    Target,
    TargetKind,
    Text,
    Unit,
    When,
)
from palnet.audit import audit, day_off

NURSES = Respondents(role="ressurssykepleier")
NETWORK = "elvedal/sykepleie"


def codes(*figures, **given):
    """The codes found, without the two that say what cannot be looked at."""
    return [one.code for one in audit(figures, **given) if one.code not in ("PAL713", "PAL714")]


def asked(number=1, **given):
    return figure(number, question=f"elvedal/sporsmal-{number}", respondents=NURSES, **given)


def event(number=1, **given):
    of = {"kind": EventKind.NETWORK_MEETING, "when": When(year=2023), "group": "elvedal/sykepleie/nes"} | given
    return Event(
        id=f"elvedal-2023/mote-{number}",
        label=Text(nb=f"Møte {number}"),
        region="elvedal",
        networks=(NETWORK,),
        **of,
    )


def held(number, attended, invited=20, **given):
    return event(number, status=EventStatus.HELD, attendance=Attendance(attended=attended, invited=invited), **given)


def roster(*counts, total=None):
    parts = tuple(Headcount(count=one, profession=name) for name, one in counts)
    whole = sum(one.count for one in parts) if total is None else total
    head = Headcount(count=whole, network=NETWORK, role="ressurssykepleier", parts=parts)
    return Roster(id="elvedal/2023", region="elvedal", date=dt.date(2023, 12, 31), headcounts=(head,))


@pytest.mark.parametrize(
    ("given", "code", "severity"),
    [
        ({"percent": Decimal(50), "answered": 54}, None, None),
        ({"percent": Decimal(88), "answered": 54}, "PAL704", "ambiguous"),
        ({"percent": Decimal(28), "answered": 17}, "PAL706", "ambiguous"),
        ({"percent": Decimal(78), "answered": 8}, "PAL701", "impossible"),
        ({"percent": Decimal(91), "answered": 10}, "PAL703", "inconsistent"),
        ({"percent": Decimal(91), "answered": 10, "inferred": ("answered",)}, "PAL703", "ambiguous"),
        ({"percent": Decimal(78), "answered": 8, "roster": 9}, "PAL703", "inconsistent"),
        ({"percent": Decimal(1), "answered": 20}, "PAL701", "impossible"),
        ({"percent": Decimal(1), "answered": 20, "inferred": ("answered",)}, "PAL701", "inconsistent"),
        ({"percent": Decimal(88), "denominator": 54}, "PAL705", "ambiguous"),
        ({"percent": Decimal(69), "denominator": 17}, "PAL702", "inconsistent"),
        ({"percent": Decimal(1), "denominator": 20}, "PAL701", "impossible"),
        ({"percent": Decimal(69), "denominator": 17, "roster": 10}, "PAL702", "inconsistent"),
        ({"percent": Decimal(50), "answered": 54, "roster": 54}, None, None),
        ({"percent": Decimal(50), "answered": 54, "roster": 53}, "PAL716", "inconsistent"),
        ({"percent": Decimal(23), "numerator": 16, "answered": 67}, "PAL718", "ambiguous"),
        ({"percent": Decimal("31.6"), "numerator": 30, "denominator": 95}, None, None),
        ({"percent": Decimal("31.5"), "numerator": 30, "denominator": 95}, "PAL705", "ambiguous"),
        ({"percent": Decimal("31.7"), "numerator": 30, "denominator": 95}, "PAL707", "inconsistent"),
        ({"percent": Decimal(33), "numerator": 27, "answered": 95}, "PAL715", "ambiguous"),
        ({"percent": Decimal(15), "numerator": 14, "answered": 95}, None, None),
        ({"percent": Decimal(70), "numerator": 10}, "PAL709", "impossible"),
        ({"percent": Decimal(5), "numerator": 0, "denominator": 9}, "PAL707", "inconsistent"),
        ({"percent": Decimal(33), "numerator": 97, "answered": 95}, "PAL708", "impossible"),
    ],
)
def test_a_percentage_by_itself(given, code, severity):
    found = audit([asked(**given)], policy=Policy.off())
    found = [one for one in found if one.code not in ("PAL713", "PAL714")]
    assert [(one.code, one.severity) for one in found] == ([] if code is None else [(code, severity)])


def test_the_question_of_its_own_denominator_comes_first_and_says_which():
    (found,) = audit([asked(percent=Decimal(88), answered=54)])
    assert found.correction == "n = 52"
    assert "46/52 ≈ 88.46 %" in found.arithmetic
    assert "52, 51, 50 …" in found.message("nb")
    assert "88,46" in found.sum_in("nb")


def test_what_fits_when_cut_off_is_offered_before_more_than_there_were():
    (found,) = audit([asked(percent=Decimal(23), numerator=16, answered=67)])
    assert found.correction == "n = 67"
    (found, *_) = audit([asked(percent=Decimal(66), answered=3)], policy=Policy.off())
    assert found.code == "PAL706"
    assert "n = 3;" in found.message("nb")


def test_of_those_who_attended_an_unknown_number_answered():
    day = event(1, kind=EventKind.STUDY_DAY, group=None, status=EventStatus.HELD, attended=20)
    said = figure(1, event=day.id, percent=Decimal(78), question="elvedal/nytte")
    assert codes(said, events=[day], policy=Policy.off()) == []
    assert codes(attrs.evolve(said, percent=Decimal(2)), events=[day], policy=Policy.off()) == ["PAL701"]


def test_where_it_is_not_agreed_how_many_answered_nothing_is_held_against_it():
    several = [asked(1, percent=Decimal(50), answered=94), asked(2, percent=Decimal(50), answered=96)]
    assert codes(*several, asked(3, percent=Decimal(33), numerator=27)) == ["PAL728"]


def test_participants_are_not_those_who_answered():
    managers = Part(label=Text(nb="Ledere"), value=Decimal(8), role="leder")
    day = figure(1, event="elvedal-2023/mote-1", value=Decimal(8), unit=Unit.PERSONS, parts=(managers,))
    told = figure(2, value=Decimal(71), unit=Unit.PERSONS, respondents=Respondents(role="leder"))
    assert codes(day, told) == []
    assert codes(attrs.evolve(day, event=None), told) == ["PAL728"]


def test_a_common_denominator_is_a_hint():
    made = [asked(n, percent=Decimal(p), answered=54) for n, p in enumerate((88, 81, 85, 63))]
    hint = next(one for one in audit(made) if one.code == "PAL711")
    assert hint.severity == "worth-knowing"
    assert hint.correction == "n = 52"
    assert "PAL711" not in codes(*(asked(n, percent=Decimal(p), answered=54) for n, p in enumerate((81, 85, 63))))


def test_a_response_rate_is_held_against_the_roster():
    rate = figure(1, respondents=NURSES, percent=Decimal(68), numerator=95)
    assert codes(rate) == []
    assert codes(rate, rosters=[roster(("sykepleier", 140))]) == []
    (found,) = audit([rate], rosters=[roster(("sykepleier", 138), ("vernepleier", 3))])
    assert (found.code, found.severity) == ("PAL710", "ambiguous")
    assert "139, 140" in found.message("nb")
    (over,) = audit([rate], rosters=[roster(("sykepleier", 90))])
    assert (over.code, over.severity) == ("PAL708", "inconsistent")


def test_how_many_answered_is_known_from_another_figure():
    rate = figure(1, respondents=NURSES, percent=Decimal(68), numerator=95)
    (found,) = audit([rate, asked(2, percent=Decimal(33), numerator=27)])
    assert (found.code, found.severity, found.figures) == ("PAL715", "ambiguous", ("elvedal-2023/tall-2",))
    assert codes(rate, asked(2, value=Decimal(96), unit=Unit.PERSONS)) == ["PAL716"]
    assert codes(rate, asked(2, value=Decimal(95), unit=Unit.PERSONS)) == []


def parts(*values, **given):
    return figure(1, parts=tuple(Part(label=Text(nb="Del"), value=Decimal(one)) for one in values), **given)


def test_totals_and_their_parts():
    total = {"value": Decimal(187), "unit": Unit.PERSONS}
    assert codes(parts(138, 3, 33, 13, **total)) == []
    (found,) = audit([parts(138, 3, 36, 13, **total)])
    assert (found.code, found.severity) == ("PAL720", "inconsistent")
    assert found.arithmetic == "138 + 3 + 36 + 13 = 190 ≠ 187"
    assert found.correction == "190"
    assert codes(parts(138, 100, disjoint=False, **total)) == []
    assert codes(parts(188, 100, disjoint=False, **total)) == ["PAL721"]
    subset = Part(label=Text(nb="Av dem"), value=Decimal(12), subset=True)
    whole = parts(138, 49, **total)
    assert codes(attrs.evolve(whole, parts=(*whole.parts, subset))) == []
    assert codes(attrs.evolve(whole, parts=(*whole.parts, attrs.evolve(subset, value=Decimal(139))))) == ["PAL721"]


def test_attendance_against_the_meetings():
    total = figure(1, value=Decimal(37), unit=Unit.ATTENDANCES)
    meetings = [held(1, 14), held(2, 12), held(3, 11)]
    assert codes(total, events=meetings) == []
    assert codes(attrs.evolve(total, value=Decimal(38)), events=meetings) == ["PAL722"]
    # One that nobody counted may hold the rest.
    assert codes(attrs.evolve(total, value=Decimal(38)), events=[*meetings, event(4, status=EventStatus.HELD)]) == []
    assert codes(attrs.evolve(total, value=Decimal(36)), events=[*meetings, event(4, status=EventStatus.HELD)]) == [
        "PAL722"
    ]
    assert codes(attrs.evolve(total, inferred=("unit",)), events=meetings) == ["PAL745"]


def test_participants_of_an_event():
    day = event(1, kind=EventKind.STUDY_DAY, group=None, status=EventStatus.HELD, attended=31)
    several = [Participants(count=one, role=f"rolle-{one}") for one in (8, 18, 3, 2)]
    assert codes(events=[attrs.evolve(day, participants=tuple(several))]) == []
    (less,) = audit([], events=[attrs.evolve(day, participants=tuple(several[:3]))])
    assert (less.code, less.severity) == ("PAL725", "worth-knowing")
    (more,) = audit([], events=[attrs.evolve(day, attended=30, participants=tuple(several))])
    assert (more.code, more.severity) == ("PAL725", "inconsistent")
    assert codes(figure(1, event=day.id, value=Decimal(30), unit=Unit.PERSONS), events=[day]) == ["PAL724"]
    assert codes(events=[attrs.evolve(day, registered=30)]) == ["PAL717"]


def test_headcounts_against_their_parts():
    assert codes(rosters=[roster(("sykepleier", 138), ("vernepleier", 3))]) == []
    assert codes(rosters=[roster(("sykepleier", 138), ("vernepleier", 3), total=140)]) == ["PAL726"]
    nurses = Part(label=Text(nb="Sykepleiere"), value=Decimal(138), profession="sykepleier", network=NETWORK)
    told = figure(1, value=Decimal(138), unit=Unit.PERSONS, as_of=dt.date(2023, 12, 31), parts=(nurses,))
    assert codes(told, rosters=[roster(("sykepleier", 138))]) == []
    assert codes(told, rosters=[roster(("sykepleier", 137))]) == ["PAL727"]


def test_the_meetings_of_a_body():
    two = figure(1, body="elvedal/styringsgruppe", value=Decimal(2), unit=Unit.MEETINGS)
    body = {"kind": EventKind.BODY_MEETING, "body": "elvedal/styringsgruppe", "group": None, "status": EventStatus.HELD}
    meetings = [event(n, **body) for n in range(3)]
    assert codes(two) == []
    assert codes(two, events=meetings[:2]) == []
    assert [one.severity for one in audit([two], events=meetings[:1])] == ["worth-knowing"]
    assert [one.severity for one in audit([two], events=meetings)] == ["inconsistent"]


def test_one_figure_printed_twice():
    first = asked(1, percent=Decimal(87))
    slide = attrs.evolve(first, id="elvedal-2024/lysbilde", percent=Decimal(80), repeats=first.id)
    found = audit([first, slide])
    assert [one.code for one in found] == ["PAL730", "PAL713"]
    assert found[0].arithmetic == "80 % ≠ 87 %"
    assert codes(first, attrs.evolve(slide, percent=Decimal(87))) == []
    assert codes(first, attrs.evolve(slide, percent=Decimal(87), respondents=None)) == ["PAL731"]
    here = attrs.evolve(first, respondents=Respondents(role="ressurssykepleier", sector=Sector.MUNICIPALITY))
    there = attrs.evolve(slide, percent=Decimal(87))
    assert codes(here, there) == ["PAL734"]
    unlinked = attrs.evolve(slide, repeats=None)
    assert codes(first, unlinked) == ["PAL730"]


def test_several_who_say_how_many_answered():
    managers = Part(label=Text(nb="Ledere"), value=Decimal(71), role="leder")
    total = figure(1, value=Decimal(71), unit=Unit.PERSONS, parts=(managers,))
    own = figure(2, value=Decimal(71), unit=Unit.PERSONS, respondents=Respondents(role="leder"))
    assert codes(total, own) == []
    assert codes(total, attrs.evolve(own, value=Decimal(70))) == ["PAL728"]


def test_a_year_that_is_not_the_reports():
    document = Document(
        id="elvedal-rapport-2023", label=Text(nb="Årsrapport"), kind=DocumentKind.ANNUAL_REPORT, year=2023
    )
    old = attrs.evolve(figure(1, value=Decimal(2), unit=Unit.MEETINGS), period=Period.year(2022))
    assert codes(old, documents=[document]) == ["PAL732"]
    assert codes(attrs.evolve(old, inferred=("period",)), documents=[document]) == []
    assert codes(attrs.evolve(old, period=Period.years(2021, 2024)), documents=[document]) == []


def changed(now, change, before=None):
    words = None if before is not None else Text(nb="Litt høyere")
    form = Form.EXACT if before is not None else Form.WORDS
    percent = None if before is None else Decimal(before)
    earlier = Earlier(period=Period.year(2022), change=Decimal(change), percent=percent, words=words, form=form)
    return figure(1, percent=Decimal(now), earlier=(earlier,))


def test_a_change_in_points_or_as_a_share():
    (found, _) = audit([changed(68, -8)])
    assert (found.code, found.severity) == ("PAL740", "ambiguous")
    assert "76" in found.message("nb")
    assert "73,9" in found.message("nb")
    assert codes(changed(32, -20, 40)) == []
    assert codes(changed(32, -8, 40)) == ["PAL741"]
    assert codes(changed(32, -14, 40)) == ["PAL742"]
    assert codes(changed(32, 8, 40)) == ["PAL742"]


def grown(percent, now=302, before=222, unit=Unit.ATTENDANCES):
    earlier = Earlier(period=Period.year(2022), value=Decimal(before))
    of = figure(1, value=Decimal(now), unit=unit, indicator="oppmote", earlier=(earlier,))
    return of, figure(2, percent=Decimal(percent), form=Form.RELATIVE, indicator="oppmote")


def test_growth_against_what_grew():
    assert codes(*grown(36)) == ["PAL744"]
    assert codes(*grown(36, unit=Unit.PERSONS)) == []
    (found,) = audit(grown(63))
    assert (found.code, found.severity, found.correction) == ("PAL743", "inconsistent", "36 %")


def target(**given):
    return Target(id="elvedal-2023/mal", indicator="nyansatte", **given)


def test_targets_that_are_said_to_be_reached():
    share = target(kind=TargetKind.SHARE, percent=Decimal(80))
    said = figure(1, indicator="nyansatte", percent=Decimal(33), said_reached=True)
    assert codes(said, targets=[share]) == ["PAL751"]
    assert codes(attrs.evolve(said, said_reached=False), targets=[share]) == []
    assert codes(attrs.evolve(said, percent=Decimal(80)), targets=[share]) == []
    assert codes(attrs.evolve(said, percent=Decimal(80), said_reached=False), targets=[share]) == ["PAL752"]
    assert codes(said, targets=[target(kind=TargetKind.NOT_STATED)]) == ["PAL750"]
    assert codes(said) == ["PAL750"]
    words = figure(1, indicator="nyansatte", words=Text(nb="De fleste"), form=Form.WORDS, said_reached=True)
    assert codes(words, targets=[share]) == ["PAL753"]
    counted = asked(1, indicator="nyansatte", numerator=82, denominator=100, said_reached=True)
    assert codes(counted, targets=[share]) == ["PAL754"]
    assert codes(attrs.evolve(counted, numerator=95, denominator=101), targets=[share]) == []


def dated(number, *day, **given):
    return event(number, when=When(date=dt.date(*day)), **given)


def test_two_meetings_on_one_day():
    first = dated(1, 2025, 5, 13)
    assert codes(events=[first, dated(2, 2025, 5, 13)]) == ["PAL760"]
    assert codes(events=[first, dated(2, 2025, 5, 14)]) == []
    assert codes(events=[first, dated(2, 2025, 5, 13, group="elvedal/sykepleie/vik")]) == []
    assert codes(events=[first, dated(2, 2025, 5, 13, group=None, kind=EventKind.STUDY_DAY)]) == ["PAL760"]
    assert codes(events=[first, dated(2, 2025, 5, 13, status=EventStatus.CANCELLED)]) == []
    other = attrs.evolve(dated(2, 2025, 5, 13, group=None, kind=EventKind.STUDY_DAY), networks=("elvedal/fysio-ergo",))
    assert codes(events=[first, other]) == []


# Easter Sunday as the almanacs print it, the earliest and the latest of two centuries among them.
EASTER = [
    (1913, 3, 23),
    (1943, 4, 25),
    (2000, 4, 23),
    (2008, 3, 23),
    (2023, 4, 9),
    (2024, 3, 31),
    (2025, 4, 20),
    (2038, 4, 25),
]


@pytest.mark.parametrize("day", EASTER)
def test_the_days_that_move_with_easter(day):
    sunday = dt.date(*day)
    names = {-3: "skjærtorsdag", -2: "langfredag", 0: "første påskedag", 1: "andre påskedag"}
    names |= {39: "Kristi himmelfartsdag", 49: "første pinsedag", 50: "andre pinsedag"}
    for after, name in names.items():
        assert str(day_off(sunday + dt.timedelta(after))) == name
    assert day_off(sunday + dt.timedelta(2)) is None or sunday.month == 4
    assert day_off(sunday - dt.timedelta(4)) is None


def test_weekends_and_days_off():
    assert day_off(dt.date(2025, 5, 13)) is None
    assert str(day_off(dt.date(2025, 5, 17))) == "grunnlovsdagen"
    assert str(day_off(dt.date(2025, 5, 10))) == "en lørdag"
    assert str(day_off(dt.date(2025, 5, 11))) == "en søndag"
    off = {dt.date(2025, 1, 1) + dt.timedelta(n) for n in range(365)}
    assert sum(day_off(day) is not None and day.weekday() < 5 for day in off) == 9
    assert codes(events=[dated(1, 2025, 5, 1)]) == ["PAL761"]


def plan(*activities, **given):
    return AnnualPlan(
        id="elvedal-2025",
        label=Text(nb="Årsplan 2025"),
        region="elvedal",
        year=2025,
        networks=(NETWORK,),
        activities=activities,
        **given,
    )


def activity(number=1, **given):
    return Activity(**{"id": f"elvedal-2025/gjoremal-{number}", "label": Text(nb=f"Gjøremål {number}")} | given)


def test_fewer_dated_meetings_than_promised():
    three = activity(when=When(year=2025, times_a_year=3), events=tuple(f"elvedal-2023/mote-{n}" for n in (1, 2, 3)))
    days = [dated(1, 2025, 1, 30), dated(2, 2025, 5, 8), dated(3, 2025, 8, 28)]
    assert codes(plans=[plan(three)], events=days) == []
    assert codes(plans=[plan(three)], events=[*days[:2], event(3)]) == ["PAL762", "PAL763"]


def test_what_a_plan_says_twice_or_refers_to_in_vain():
    same = {"label": Text(nb="Sende nyhetsbrev")}
    assert codes(plans=[plan(activity(1, **same), activity(2, **same))]) == ["PAL764"]
    assert codes(plans=[plan(activity(1, **same), activity(2, **same, networks=(NETWORK,)))]) == []
    document = Document(id="elvedal-plan", label=Text(nb="Kompetanseplan"), kind=DocumentKind.COMPETENCE_PLAN)
    assert codes(plans=[plan(activity(see=("elvedal-plan",)))], documents=[document]) == []
    assert codes(plans=[plan(activity(see=("elvedal-annet",)))], documents=[document]) == ["PAL765"]


def test_a_governing_document_that_has_expired():
    strategy = Document(
        id="elvedal-strategi", label=Text(nb="Strategi"), kind=DocumentKind.STRATEGY, period=Period.years(2021, 2024)
    )
    assert codes(plans=[plan(governed_by=("elvedal-strategi",))], documents=[strategy]) == ["PAL766"]
    valid = attrs.evolve(strategy, period=Period.years(2021, 2025))
    assert codes(plans=[plan(governed_by=("elvedal-strategi",))], documents=[valid]) == []


def test_answers_of_so_few_that_they_could_be_found_out():
    three = asked(1, value=Decimal(3), unit=Unit.PERSONS)
    assert codes(three) == ["PAL780"]
    assert codes(three, policy=Policy.off()) == []
    assert codes(attrs.evolve(three, value=Decimal(5))) == []
    assert codes(figure(1, value=Decimal(3), unit=Unit.PERSONS)) == []
    assert codes(asked(1, percent=Decimal(10), answered=30)) == ["PAL781"]
    assert codes(asked(1, percent=Decimal(50), answered=30)) == []
    assert codes(asked(1, percent=Decimal(95), denominator=20)) == ["PAL781"]
    assert codes(asked(1, numerator=97, denominator=100)) == ["PAL780"]


def test_what_cannot_be_looked_at_is_said():
    words = figure(1, words=Text(nb="De fleste"), form=Form.WORDS)
    (found,) = audit([words])
    assert (found.code, found.severity, found.figures) == ("PAL714", "worth-knowing", (words.id,))
    (free,) = audit([asked(1, percent=Decimal(78), answered=120)])
    assert free.code == "PAL713"


def test_an_acknowledged_finding_is_listed_with_its_reason():
    wrong = parts(138, 3, 36, 13, value=Decimal(187), unit=Unit.PERSONS)
    reason = Acknowledgement(
        id="elvedal/sum", code="PAL720", because=Text(nb="Tre er i to grupper"), figures=(wrong.id,)
    )
    (found,) = audit([wrong], acknowledged=[reason])
    assert str(found.acknowledged) == "Tre er i to grupper"
    (other,) = audit([wrong], acknowledged=[attrs.evolve(reason, figures=("elvedal-2023/tall-9",))])
    assert other.acknowledged is None
    right = parts(138, 49, value=Decimal(187), unit=Unit.PERSONS)
    assert codes(right, acknowledged=[reason]) == ["PAL789"]


@pytest.mark.parametrize("given", [{"code": "PAL101"}, {"figures": ()}])
def test_an_acknowledgement_is_of_something(given):
    sound = {"id": "elvedal/sum", "code": "PAL720", "because": Text(nb="Kjent"), "figures": ("elvedal/tall",)}
    Acknowledgement(**sound)
    with pytest.raises(DefinitionError):
        Acknowledgement(**(sound | given))


def test_what_is_no_figure_is_told_with_its_place():
    with pytest.raises(DefinitionError) as error:
        audit([figure(1, percent=Decimal(5)), 7], events=[None])
    assert {(one.code, one.keys) for one in error.value.problems} == {
        ("PAL201", ("events", 0)),
        ("PAL201", ("figures", 1)),
    }


def test_findings_name_the_place_of_both_sides():
    first = asked(1, percent=Decimal(87))
    slide = attrs.evolve(
        first,
        id="elvedal-2024/lysbilde",
        percent=Decimal(80),
        repeats=first.id,
        sources=(Source(document="elvedal-lysbilder", lines="9"),),
    )
    found = audit([first, slide])[0]
    assert [str(one) for one in found.sources] == ["elvedal-lysbilder:9"]
    assert [str(one) for one in found.against] == ["elvedal-rapport-2023:2"]
