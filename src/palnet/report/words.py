"""The words and number formats of a report, in bokmål and English. Renderers say everything through these."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal

from palnet.model.event import EventStatus
from palnet.model.figure import Unit
from palnet.model.plan import ActivityStatus
from palnet.model.region import BodyKind, Sector, StatementKind
from palnet.period import Period, Season, When
from palnet.text import Text

__all__ = ["REPORT_LANGUAGES", "Words"]

REPORT_LANGUAGES = ("nb", "en")

_LOCALES = {"nb": "nb_NO", "en": "en_GB"}

# By key, in bokmål and in English.
_PHRASES: dict[str, tuple[str, str]] = {
    "title": ("Årsrapport {year}", "Annual report {year}"),
    "synthetic": (
        "SYNTETISK: svarene er oppdiktet, og tallene sier ingenting om noe nettverk.",
        "SYNTETISK: the answers are made up, and the numbers say nothing of any network.",
    ),
    "from answers": (
        "Tallene fra undersøkelsen er talt opp fra {count} besvarelser.",
        "The survey's numbers are counted from {count} answers.",
    ),
    "policy": (
        "Det som færre enn {groups} har svart på, og antall under {persons}, vises ikke (regel: {name}).",
        "What fewer than {groups} answered, and numbers under {persons}, are not shown (policy: {name}).",
    ),
    "policy off": (
        "Ingenting er skjult (regel: {name}). Små grupper kan kjennes igjen: del ikke rapporten.",
        "Nothing is hidden (policy: {name}). Small groups can be recognised: do not share the report.",
    ),
    "behind": ("Tallene bak", "The numbers behind"),
    "behind counts": ("Teller, nevner og usikkerhet", "Numerator, denominator and uncertainty"),
    "behind note": (
        (
            "Intervallet (95 %) gjelder alle på listen når den er kjent, ellers det svarene kunne ha blitt. Grensene "
            "holder uansett hva de som ikke svarte, ville ha svart."
        ),
        (
            "The interval (95 %) is of everybody on the roster where it is known, else of what the answers could have "
            "been. The bounds hold whatever those who did not answer would have said."
        ),
    ),
    "behind verdicts": ("Vurdert mot målene", "Held against the targets"),
    "by group": ("Etter gruppe: {who}", "By group: {who}"),
    "percent range": ("{low}–{high}", "{low}–{high}"),
    "hidden everywhere": (
        "Vises ikke for noen gruppe: {labels}.",
        "Not shown for any group: {labels}.",
    ),
    "by group note": (
        "{hidden} betyr at tallet ikke vises: få har svart, eller et annet skjult tall kunne ellers regnes ut.",
        "{hidden} means that a number is not shown, as few answered or as another could be worked out from it.",
    ),
    "col k": ("Teller", "Numerator"),
    "col n": ("Nevner", "Denominator"),
    "col missing": ("Mangler", "Missing"),
    "col roster": ("På listen", "On the roster"),
    "col interval": ("Intervall", "Interval"),
    "col bounds": ("Grenser", "Bounds"),
    "in short": ("Kort om året", "The year in short"),
    "who": ("Hvem nettverket er", "Who the network is"),
    "purpose": ("Formål", "Purpose"),
    "characteristic": ("Kjennetegn", "What marks the network"),
    "functions": ("Ressurspersonens funksjoner", "What the resource person does"),
    "resource persons": ("Ressurspersoner per {date}", "Resource persons on {date}"),
    "fact persons": ("ressurspersoner per {date}", "resource persons on {date}"),
    "invented": ("oppdiktet eksempel", "an invented example"),
    "of these": ("herav {label}", "of these {label}"),
    "in all": ("I alt", "In all"),
    "headcount": ("Antall", "Number"),
    "groups": ("Nettverksgrupper", "Groups"),
    "bodies": ("Organer", "Bodies"),
    "members": ("{members} medlemmer per {date}", "{members} members on {date}"),
    "new members": ("{joined} av dem nye", "{joined} of them new"),
    "several alike": ("{count} like", "{count} alike"),
    "strategy": ("Strategi", "Strategy"),
    "strategy holds": ("{label}, gjelder {period}", "{label}, in force {period}"),
    "adopted": ("vedtatt {when}", "adopted {when}"),
    "focus area": ("Satsingsområde {number}", "Focus area {number}"),
    "goals": ("Mål", "Goals"),
    "done": ("Det som ble gjort", "What was done"),
    "not done": ("Det som ikke er oppgitt som gjort", "What is not told as done"),
    "done elsewhere": ("Annet som ble gjort", "What else was done"),
    "indicators": ("Indikatorer", "Indicators"),
    "other numbers": ("Andre tall", "Other numbers"),
    "what was said": ("Det svarene handlet om", "What the answers were about"),
    "attendance": ("Fremmøte på lokale nettverksmøter", "Attendance at the local meetings"),
    "attendance note": (
        "Tallene er fremmøtte av inviterte. Summene er fremmøtte, ikke personer: én person kan ha vært på flere møter.",
        (
            "The numbers are those who attended out of those invited. Sums are attendances, not persons: "
            "one person may have been to several meetings."
        ),
    ),
    "attendance base": (
        "Hva nevneren står for, er ikke forklart i rapporten; at det er de inviterte, er vår lesning.",
        "What the denominator stands for is not explained in the report; that it is those invited is our reading.",
    ),
    "group": ("Nettverksgruppe", "Group"),
    "meeting": ("{number}. møte", "Meeting {number}"),
    "total": ("Sum", "Total"),
    "share": ("Andel", "Share"),
    "events": ("Arrangementer", "Events"),
    "event": ("Arrangement", "Event"),
    "when": ("Når", "When"),
    "what": ("Hva", "What"),
    "who took part": ("Hvem", "Who took part"),
    "fact attended": (
        "fremmøtte på lokale nettverksmøter, {rate} av de inviterte",
        "attendances at local meetings, {rate} of those invited",
    ),
    "basis note": (
        (
            "«Svarte i alt» er hvor mange som besvarte rapporteringen. Det er ikke nevneren for det enkelte "
            "spørsmålet, som rapporten sjelden oppgir; «trolig» er vår slutning."
        ),
        (
            "“Answered in all” is how many answered the survey. It is not the denominator of the single question, "
            "which the report seldom states; “probably” is our inference."
        ),
    ),
    "attended": ("{number} deltok", "{number} took part"),
    "registered": ("{number} påmeldte", "{number} registered"),
    "themes": ("Tema", "Themes"),
    "evaluation": ("Evaluering", "Evaluation"),
    "held by": ("arrangert av {host}", "arranged by {host}"),
    "money": ("Økonomi", "Money"),
    "rest": ("Året samlet", "The year as a whole"),
    "unknown": ("Det vi ikke vet", "What is not known"),
    "unknown note": (
        "Dette sto bare i bilder som ikke følger med teksten. Tallene er derfor ikke kjent, og de er ikke gjettet.",
        (
            "This stood only in pictures that did not come with the text. The numbers are therefore not known, "
            "and they are not guessed."
        ),
    ),
    "not stated": (
        "Målet for «{label}» er omtalt, men tallet er ikke oppgitt.",
        "The target for “{label}” is mentioned, but its number is not stated.",
    ),
    "said reached": ("Rapporten sier at det er nådd.", "The report says that it is reached."),
    "plan partly": (
        "Årsplanen er gjennomført med unntak som rapporten ikke navngir.",
        "The annual plan was carried out with exceptions that the report does not name.",
    ),
    "sources": ("Kilder", "Sources"),
    "source": ("Kilde", "Source"),
    "finding": ("Funn", "Finding"),
    "lines": ("linje {lines}", "line {lines}"),
    "to the sources": ("til kildene", "to the sources"),
    "back": ("tilbake", "back"),
    "inferred mark": ("slutning, ikke trykt", "inferred, not printed"),
    "made by": (
        "Laget av palnet {version} av det dokumentene sier. Tall står som de er trykt; ingenting er regnet tilbake.",
        "Made by palnet {version} from what the documents say. Numbers are as printed; nothing is calculated back.",
    ),
    "counted by": (
        "Laget av palnet {version} av svarene og det dokumentene sier. Det som er trykt, står som det er trykt.",
        "Made by palnet {version} from the answers and what the documents say. What is printed is as printed.",
    ),
    "write here": ("Skriv her: egen tekst om «{title}».", "Write here: your own text on “{title}”."),
    "page of": ("Side {page} av {pages}", "Page {page} of {pages}"),
    "contents": ("Innhold", "Contents"),
    "skip": ("Gå til innholdet", "Skip to the content"),
    # Columns and cells of the figures' table.
    "col indicator": ("Indikator", "Indicator"),
    "col number": ("Tall", "Number"),
    "col who": ("Hvem", "Who"),
    "col result": ("Resultat", "Result"),
    "col basis": ("Grunnlag", "Basis"),
    "col before": ("Tidligere", "Earlier"),
    "col change": ("Endring", "Change"),
    "col target": ("Mål", "Target"),
    "col verdict": ("Status", "Status"),
    "k of n": ("{k} av {n}", "{k} of {n}"),
    "k only": ("{k} av ukjent nevner", "{k} of an unstated denominator"),
    "answered": ("{n} svarte i alt", "{n} answered in all"),
    "answered inferred": ("trolig {n} svarte i alt", "probably {n} answered in all"),
    "asked": ("{n} spurt", "{n} asked"),
    "only a picture": ("ikke kjent: sto bare i et bilde", "not known: stood only in a picture"),
    "about": ("omtrent {value}", "about {value}"),
    "from to": ("{low} til {high}", "{low} to {high}"),
    "earlier": ("tidligere", "earlier"),
    "not known": ("ikke kjent", "not known"),
    "points": ("{points} prosentpoeng", "{points} percentage points"),
    "about points": ("omtrent {points} prosentpoeng", "about {points} percentage points"),
    "unchanged": ("uendret", "unchanged"),
    "relative": ("{difference} ({relative})", "{difference} ({relative})"),
    "slides say": ("{document}: {value}", "{document}: {value}"),
    "at least": ("minst {percent}", "at least {percent}"),
    "at most": ("høyst {percent}", "at most {percent}"),
    "everyone": ("alle", "everyone"),
    "per group": ("{count} i hver gruppe", "{count} in each group"),
    "increase": ("økning", "increase"),
    "decrease": ("nedgang", "decrease"),
    "maintain": ("holdes oppe", "keep up"),
    "target not stated": ("omtalt uten tall", "told without a number"),
    "met": ("nådd", "reached"),
    "not-met": ("ikke nådd", "not reached"),
    "no-target": ("uten mål", "no target"),
    "target-not-stated": ("kan ikke avgjøres", "cannot be decided"),
    "told as reached": ("oppgis som nådd", "told as reached"),
    "not-measured": ("ikke målt", "not measured"),
    # Sentences of the summary.
    "sum headcount": (
        "Nettverket hadde {count} ressurspersoner per {date}.",
        "The network had {count} resource persons on {date}.",
    ),
    "sum attendance": (
        (
            "{meetings} lokale nettverksmøter i {groups} grupper hadde til sammen {attended} fremmøtte "
            "av {invited} inviterte ({share})."
        ),
        "{meetings} local meetings in {groups} groups had {attended} attendances out of {invited} invited ({share}).",
    ),
    "sum since": ("I {period} var tallet {value}.", "In {period} the number was {value}."),
    "sum met": (
        "{label} ({who}): {value}. Målet på {target} er nådd.",
        "{label} ({who}): {value}. The target of {target} is reached.",
    ),
    "sum not met": (
        "{label} ({who}): {value}. Målet på {target} er ikke nådd.",
        "{label} ({who}): {value}. The target of {target} is not reached.",
    ),
    "sum up": (
        "{label} ({who}): {value}, opp {points} prosentpoeng fra {before} i {period}.",
        "{label} ({who}): {value}, up {points} percentage points from {before} in {period}.",
    ),
    "sum down": (
        "{label} ({who}): {value}, ned {points} prosentpoeng fra {before} i {period}.",
        "{label} ({who}): {value}, down {points} percentage points from {before} in {period}.",
    ),
    "sum unknown": (
        "{count} tall sto bare i bilder og er ikke kjent.",
        "{count} figures stood only in pictures and are not known.",
    ),
    # The annual plan.
    "plan basis": ("Planen bygger på", "What the plan builds on"),
    "plan from report": (
        "Selve planen er ikke tilgjengelig. Dette er aktivitetene som årsrapporten forteller om.",
        "The plan itself is not at hand. These are the activities that the annual report tells of.",
    ),
    "governed by": ("Styrende dokumenter", "Governing documents"),
    "issued by": ("Utgitt av: {body}.", "Issued by: {body}."),
    "revised": ("revidert {year}", "revised {year}"),
    "expired": ("gjaldt til og med {year}", "in force up to {year}"),
    "subgoal": ("Delmål {number}", "Subgoal {number}"),
    "subgoal alone": ("Delmål", "Subgoal"),
    "activities": ("Aktiviteter", "Activities"),
    "activity": ("Aktivitet", "Activity"),
    "performed by": ("Hvem", "Who"),
    "inferred": ("{text} (vår slutning)", "{text} (our inference)"),
    "plan target": ("{label}: {target}.", "{label}: {target}."),
    "group meetings": ("Møter i nettverksgruppene", "Meetings of the groups"),
    "obligatory themes": ("Obligatoriske tema", "Obligatory themes"),
    "at network-meeting": ("nettverksmøter", "network meetings"),
    "at gathering": ("samlinger", "gatherings"),
    "at introduction-course": ("introduksjonskurs", "introduction course"),
    "at study-day": ("fagdag", "study day"),
    "at body-meeting": ("møter i driftsgruppen", "operating-group meetings"),
    "at forum": ("ledermøter", "leaders' meetings"),
    # The work plan.
    "work plan title": ("Arbeidsplan {year}", "Work plan {year}"),
    "planner": ("Årshjul", "Annual planner"),
    "for you": ("Det som er for deg", "What is for you"),
    "once a year": ("én gang i året", "once a year"),
    "asked of you": ("Det årsplanen ber deg om", "What the annual plan asks of you"),
    "month": ("Måned", "Month"),
    "during the year": ("I løpet av året", "During the year"),
    "nothing dated": ("Planen har ingenting med dato eller måned.", "The plan has nothing with a date or a month."),
    "nothing asked": ("Planen nevner ikke denne rollen.", "The plan does not name this role."),
    # The strategy and the networks.
    "about strategy": ("Om strategien", "About the strategy"),
    "in force": ("Gjelder {period}.", "In force {period}."),
    "holds for": ("Gjelder for", "Holds for"),
    "strategy basis": ("Bygger på", "Builds on"),
    "subgoals": ("Delmål", "Subgoals"),
    "targets": ("Måltall", "Targets"),
    "period": ("Periode", "Period"),
    "printings": ("Slik dokumentene trykker den", "How the documents print it"),
    "area": ("Satsingsområde", "Focus area"),
    "network title": ("Nettverket i {region}", "The network in {region}"),
    "organisation": ("Organisering", "Organisation"),
    "organisation chart": ("Organisasjonskart", "Organisation chart"),
    "quality indicators": (
        "Kvalitetsindikatorer som nettverket har valgt",
        "Quality indicators that the network chose",
    ),
    "member organisations": ("Medlemmer", "Members"),
    "informed only": ("Bare orientert", "Only kept informed"),
    "led by": ("Ledes av {leader}.", "Led by {leader}."),
    "professions": ("For {professions}.", "For {professions}."),
    "starting": ("Under oppstart.", "Being started."),
    "also called": ("Kalles også: {names}.", "Also called: {names}."),
    "network": ("Nettverk", "Network"),
    "group members": ("Hvem hører til", "Who belongs to it"),
    "other names": ("Andre navn", "Other names"),
    "body": ("Organ", "Body"),
    "kind": ("Slag", "Kind"),
    "tasks": ("Oppgaver", "Tasks"),
    "meets": ("Møtes", "Meets"),
    "roster": ("Ressurspersoner", "Resource persons"),
    "no roster": ("Antall ressurspersoner er ikke oppgitt.", "The number of resource persons is not stated."),
    "mapping points": ("Kartleggingspunkter i Pakkeforløp hjem", "Mapping points of the pathway home"),
    "number": ("Nr.", "No."),
    "where": ("Hvor", "Where"),
    "months after diagnosis": ("Måneder etter diagnosen", "Months after the diagnosis"),
    "not stated here": ("ikke oppgitt", "not stated"),
    # Times.
    "early": ("tidlig i {year}", "early in {year}"),
    "winter": ("vinteren {year}", "winter {year}"),
    "spring": ("våren {year}", "spring {year}"),
    "summer": ("sommeren {year}", "summer {year}"),
    "autumn": ("høsten {year}", "autumn {year}"),
    "season early": ("tidlig på året", "early in the year"),
    "season winter": ("om vinteren", "in winter"),
    "season spring": ("om våren", "in spring"),
    "season summer": ("om sommeren", "in summer"),
    "season autumn": ("om høsten", "in autumn"),
    "times a year": ("{times} ganger i året", "{times} times a year"),
    "at least times": ("minst {times} ganger i året", "at least {times} times a year"),
    "continuous": ("hele året", "all year"),
    "or": (" eller ", " or "),
    "and": (" og ", " and "),
}

_UNITS: dict[Unit, tuple[str, str]] = {
    Unit.PERSONS: ("personer", "persons"),
    Unit.ATTENDANCES: ("fremmøtte", "attendances"),
    Unit.ANSWERS: ("besvarelser", "answers"),
    Unit.COMMENTS: ("kommentarer", "comments"),
    Unit.MEETINGS: ("møter", "meetings"),
    Unit.NEWSLETTERS: ("nyhetsbrev", "newsletters"),
    Unit.NETWORKS: ("nettverk", "networks"),
}

_ONE: dict[Unit, tuple[str, str]] = {
    Unit.PERSONS: ("person", "person"),
    Unit.ATTENDANCES: ("fremmøtt", "attendance"),
    Unit.ANSWERS: ("besvarelse", "answer"),
    Unit.COMMENTS: ("kommentar", "comment"),
    Unit.MEETINGS: ("møte", "meeting"),
    Unit.NEWSLETTERS: ("nyhetsbrev", "newsletter"),
    Unit.NETWORKS: ("nettverk", "network"),
}

_NAMES: dict[StrEnum, tuple[str, str]] = {
    Sector.HOSPITAL: ("i sykehus", "in hospital"),
    Sector.MUNICIPALITY: ("i kommunen", "in the municipality"),
    Sector.HOME_CARE: ("i hjemmesykepleien", "in home care"),
    Sector.NURSING_HOME: ("i sykehjem", "in a nursing home"),
    ActivityStatus.PLANNED: ("planlagt", "planned"),
    ActivityStatus.DONE: ("gjort", "done"),
    ActivityStatus.PARTLY: ("delvis gjort", "partly done"),
    ActivityStatus.DROPPED: ("falt bort", "dropped"),
    ActivityStatus.UNKNOWN: ("ikke kjent om det ble gjort", "not known whether it was done"),
    EventStatus.PLANNED: ("planlagt", "planned"),
    EventStatus.HELD: ("holdt", "held"),
    EventStatus.CANCELLED: ("avlyst", "cancelled"),
    BodyKind.STEERING: ("styringsgruppe", "steering group"),
    BodyKind.OPERATING: ("driftsgruppe", "operating group"),
    BodyKind.WORKING: ("arbeidsgruppe", "working group"),
    BodyKind.FORUM: ("møteplass for ledere", "leaders' forum"),
    BodyKind.PARTNER: ("samarbeidspartner", "partner"),
    StatementKind.PURPOSE: ("Formål", "Purpose"),
    StatementKind.CHARACTERISTIC: ("Kjennetegn", "What marks the network"),
    StatementKind.BACKGROUND: ("Bakgrunn", "Background"),
    StatementKind.BENEFIT: ("Nytte", "Benefit"),
    StatementKind.CONTRIBUTION: ("Bidrag til Pakkeforløp hjem", "Contribution to the pathway home"),
    StatementKind.TASK: ("Oppgaver", "Tasks"),
    StatementKind.CONDITION: ("Det funksjonen trenger", "What the function needs"),
    StatementKind.CHANNEL: ("Kanaler", "Channels"),
    StatementKind.NEED: ("Veien videre", "The way ahead"),
}


class Words:
    """Phrases, numbers and times in one language (``nb`` or ``en``)."""

    def __init__(self, lang: str = "nb") -> None:
        self.lang = lang
        self._en = lang == "en"
        self._locale = _LOCALES[lang]

    def __call__(self, key: str, /, **parts: object) -> str:
        """The phrase under that key, with its parts put in."""
        return _PHRASES[key][self._en].format(**parts)

    def knows(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return key in _PHRASES

    def label(self, text: Text) -> str:
        """A label in this language, or in the nearest that it has."""
        return text.in_(self.lang)

    def name(self, of: StrEnum) -> str:
        """What a value of an enumeration is called."""
        return _NAMES[of][self._en]

    def number(self, value: Decimal | int) -> str:
        """A number with this language's separators and the decimals that it was printed with."""
        places = max(0, -int(Decimal(value).as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * places if places else "")
        return str(format_decimal(value, format=pattern, locale=self._locale))

    def signed(self, value: Decimal | int) -> str:
        """A change: always with its sign, a true minus."""
        return _sign(value) + self.number(-value if value < 0 else value)

    def percent(self, value: Decimal | int) -> str:
        """A percentage, as printed: ``68 %`` in Norwegian, ``68%`` in English."""
        return self.number(value) + ("%" if self._en else "\u00a0%")

    def signed_percent(self, value: Decimal | int) -> str:
        """A relative change, with its sign."""
        return _sign(value) + self.percent(-value if value < 0 else value)

    def rate(self, part: int, whole: int) -> str:
        """The percentage that a part is of its whole, in whole per cent; a dash where there is no whole."""
        if whole == 0:
            return "–"
        return self.percent((Decimal(100 * part) / whole).quantize(Decimal(1), ROUND_HALF_UP))

    def amount(self, value: Decimal | int, unit: Unit | None) -> str:
        """A number with what it counts; Norwegian kroner as money."""
        if unit is None:
            return self.number(value)
        if unit is Unit.NOK:
            return f"NOK {self.number(value)}" if self._en else f"{self.number(value)}\u00a0kr"
        return f"{self.number(value)} {(_ONE if value == 1 else _UNITS)[unit][self._en]}"

    def date(self, day: dt.date) -> str:
        """A day, written out."""
        return str(format_date(day, "long", locale=self._locale)).replace(" ", "\u00a0")

    def period(self, period: Period | None) -> str:
        """A period by its years; "earlier" where only that is printed."""
        return self("earlier") if period is None else str(period)

    def month(self, month: int) -> str:
        """The name of a month, 1 to 12."""
        return str(get_month_names("wide", locale=self._locale)[month])

    def when(self, when: When | None) -> str:
        """A time as closely as it is known; empty where nothing is."""
        if when is None:
            return ""
        said = [self._point(when)]
        if when.times_a_year is not None:
            once = when.times_a_year == 1 and not when.at_least
            key = "once a year" if once else "at least times" if when.at_least else "times a year"
            said.append(self(key, times=when.times_a_year))
        if when.continuous:
            said.append(self("continuous"))
        return ", ".join(one for one in said if one)

    def _point(self, when: When) -> str:
        if when.date is not None:
            return self.date(when.date) + (f" – {self.date(when.until)}" if when.until else "")
        if when.season is not None:
            return self(when.season.value, year=when.year) if when.year else self(f"season {Season(when.season).value}")
        if when.month is not None:
            return f"{self.month(when.month)} {when.year}"
        return str(when.year) if when.year is not None else ""

    def listed(self, several: list[str]) -> str:
        """Words in a row: a, b and c."""
        if len(several) < 2:
            return "".join(several)
        return ", ".join(several[:-1]) + self("and") + several[-1]


def _sign(value: Decimal | int) -> str:
    return "+" if value > 0 else "−" if value < 0 else ""
