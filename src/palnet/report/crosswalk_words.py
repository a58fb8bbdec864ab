"""The phrases of the pages that compare: regions, years, and what is missing. In bokmål and English."""

from __future__ import annotations

from palnet.crosswalk import Break, GapKind, LeftOut
from palnet.model.mapping import Relation

__all__ = ["BREAKS", "GAPS", "LEFT_OUT", "PHRASES", "PLACED", "RELATIONS", "phrase"]

Said = tuple[str, str]

# What one thing is to another, as the middle of a sentence.
RELATIONS: dict[Relation, Said] = {
    Relation.SAME_AS: ("er det samme som", "is the same as"),
    Relation.CLOSE_TO: ("er nær", "is close to"),
    Relation.NARROWER_THAN: ("er smalere enn", "is narrower than"),
    Relation.BROADER_THAN: ("er bredere enn", "is broader than"),
    Relation.RELATED_TO: ("er beslektet med", "is related to"),
}

# What a subgoal or indicator is to the topic that it stands under; of what is the topic itself nothing is said.
PLACED: dict[Relation, Said] = {
    Relation.CLOSE_TO: ("nær emnet", "close to the topic"),
    Relation.NARROWER_THAN: ("smalere enn emnet", "narrower than the topic"),
    Relation.BROADER_THAN: ("bredere enn emnet", "broader than the topic"),
    Relation.RELATED_TO: ("beslektet med emnet", "related to the topic"),
}

LEFT_OUT: dict[LeftOut, Said] = {
    LeftOut.NO_COUNT: ("ikke noe tall", "no number"),
    LeftOut.ONLY_PERCENT: ("publisert uten teller og nevner", "published without numerator and denominator"),
    LeftOut.NOT_ASKED: ("ikke spurt", "not asked"),
    LeftOut.NOT_MEASURED: ("ikke målt", "not measured"),
    LeftOut.SUPPRESSED: ("vises ikke", "not shown"),
    LeftOut.CLOSE: ("bare nær: ta med med --close", "only close: include with --close"),
}

BREAKS: dict[Break, Said] = {
    Break.DEFINITION: ("en annen definisjon eller slags tall", "another definition or sort of number"),
    Break.CLOSE: ("en indikator som bare er nær", "an indicator that is only close"),
    Break.QUESTION: ("et annet spørsmål", "another question"),
    Break.BASE: ("andre personer", "other people"),
}

# Heading, and what it means.
GAPS: dict[GapKind, tuple[Said, Said]] = {
    GapKind.TARGET_LAPSED: (
        ("Måltall som falt bort", "Targets that lapsed"),
        ("De sto i en strategi som er over.", "They stood in a strategy that has ended."),
    ),
    GapKind.INDICATOR_WITHOUT_SUBGOAL: (
        ("Indikatorer uten delmål", "Indicators without a subgoal"),
        (
            "Ingen delmål nevner dem eller handler om det samme emnet.",
            "No subgoal names them or is about the same topic.",
        ),
    ),
    GapKind.SUBGOAL_WITHOUT_INDICATOR: (
        ("Delmål uten indikator", "Subgoals without an indicator"),
        (
            "Dokumentet sier ikke hva som viser om de er nådd.",
            "The document does not say what shows that they are met.",
        ),
    ),
    GapKind.WITHOUT_BASELINE: (
        ("«Mer av …» uten utgangspunkt", "“More of …” without a baseline"),
        ("Det er ikke publisert noe tall å begynne fra.", "No number is published to begin from."),
    ),
    GapKind.WITHOUT_TARGET: (
        ("«Mer av …» uten måltall", "“More of …” without a target"),
        ("Det står ikke hvor mye mer.", "It is not said how much more."),
    ),
    GapKind.GOAL_WITHOUT_ACTIVITY: (
        ("Mål uten aktivitet dette året", "Goals without an activity this year"),
        ("Ingen aktivitet i årsplanen hører til dem.", "No activity of the annual plan belongs to them."),
    ),
    GapKind.SUBGOAL_WITHOUT_ACTIVITY: (
        ("Delmål uten aktivitet dette året", "Subgoals without an activity this year"),
        ("Ingen aktivitet i årsplanen hører til dem.", "No activity of the annual plan belongs to them."),
    ),
    GapKind.ACTIVITY_WITHOUT_SUBGOAL: (
        ("Aktiviteter uten delmål", "Activities without a subgoal"),
        ("De står rett under et område.", "They stand directly under an area."),
    ),
    GapKind.EXPIRED_DOCUMENT: (
        ("Styrende dokumenter som er utløpt", "Governing documents that have expired"),
        ("Planen eller strategien bygger på dem.", "The plan or the strategy builds on them."),
    ),
    GapKind.NOT_MAPPED: (
        ("Ikke koblet til noe", "Not mapped to anything"),
        (
            "De kan ikke sammenlignes med andre regioner før noen sier hva de er.",
            "They cannot be compared with other regions until somebody says what they are.",
        ),
    ),
}

PHRASES: dict[str, Said] = {
    "compare title": ("Regionene ved siden av hverandre", "The regions side by side"),
    "documents": ("Dokumentene", "The documents"),
    "latest": (
        "For hver region gjelder den siste planen eller strategien med delmål.",
        "For each region it is the latest plan or strategy with subgoals that holds.",
    ),
    "of year": (
        "For hver region gjelder planen for {year}, eller strategien som gjaldt da.",
        "For each region it is the plan for {year}, or the strategy in force then.",
    ),
    "column": ("{region} ({year})", "{region} ({year})"),
    "no document": ("ingen plan eller strategi for året", "no plan or strategy for the year"),
    "no document at all": ("ingen plan eller strategi", "no plan or strategy"),
    "subgoals": ("Delmål, emne for emne", "Subgoals, topic by topic"),
    "indicators": ("Indikatorer, emne for emne", "Indicators, topic by topic"),
    "order": (
        (
            "Regionene står alfabetisk. At noe ikke er nevnt, gjelder bare dette dokumentet: en årsplan nevner mindre "
            "enn en treårig strategi."
        ),
        (
            "The regions stand alphabetically. That something is not mentioned is true of this document alone: a "
            "yearly plan mentions less than a three-year strategy."
        ),
    ),
    "topic": ("Emne", "Topic"),
    "no topic": ("Uten felles emne", "Under no common topic"),
    "absent": ("ikke nevnt i dette dokumentet", "not mentioned in this document"),
    "indicator": ("Indikator", "Indicator"),
    "wanted": ("mål: {target}", "target: {target}"),
    "no number": ("ikke noe tall", "no number"),
    "of whom": ("{who}: {value}", "{who}: {value}"),
    "to each other": ("Hva delmålene er for hverandre", "What the subgoals are to each other"),
    "to each other note": (
        (
            "Bare det som noen har sagt om to delmål, eller om det ene felles emnet begge er. Ingenting er sluttet av "
            "at to er nær det samme."
        ),
        (
            "Only what somebody has said of two subgoals, or of the one common topic that both are. Nothing is "
            "concluded from two being close to the same."
        ),
    ),
    "relation": ("Sammenheng", "Relation"),
    "because": ("Fordi", "Because"),
    "through": ("begge er emnet «{topic}»", "both are the topic “{topic}”"),
    "one strategy": ("samme strategi", "one strategy"),
    "pooled": ("Regionene samlet", "The regions together"),
    "pooled note": (
        "Antall er lagt sammen; prosenter er aldri snittet. Dekning sier hvor mange av regionene summen gjelder.",
        "Counts are added; rates are never averaged. Coverage says how many of the regions the sum is of.",
    ),
    "sum": ("Samlet", "Together"),
    "coverage": ("Dekning", "Coverage"),
    "of regions": ("{covered} av {regions} regioner", "{covered} of {regions} regions"),
    "nothing pooled": (
        "Ingen region har tall med teller og nevner for {year}.",
        "No region has numbers with numerator and denominator for {year}.",
    ),
    "hidden everywhere": (
        "Vises verken for noen region eller samlet: {labels}.",
        "Shown neither for any region nor together: {labels}.",
    ),
    "footnote": (
        "{region}: {subject} er bare nær {object} ({because})",
        "{region}: {subject} is only close to {object} ({because})",
    ),
    "not pooled": ("Ikke slått sammen", "Not put together"),
    "series title": ("{indicator} gjennom årene", "{indicator} through the years"),
    "homes": ("Hvor indikatoren har hørt hjemme", "Where the indicator has lived"),
    "strategy": ("Strategi", "Strategy"),
    "area": ("Satsingsområde", "Focus area"),
    "targets": ("Måltall", "Targets"),
    "remark": ("Merknad", "Remark"),
    "no home": ("ikke noe område", "no area"),
    "lost area": ("mistet området", "lost its area"),
    "lost target": ("mistet måltallet", "lost its target"),
    "without number": ("uten tall", "without a number"),
    "moved": ("området før {relation} dette", "the area before {relation} this one"),
    "numbers": ("Tallene", "The numbers"),
    "everybody": ("alle", "everybody"),
    "counted as": ("talt som {indicator}", "counted as {indicator}"),
    "break": ("Brudd: {reasons}", "Break: {reasons}"),
    "no numbers": ("Ingen tall er publisert eller talt.", "No numbers are published or counted."),
    "gaps title": ("Det ingen følger opp, {year}", "What nobody follows up, {year}"),
    "whole": ("Rekken fra delmål til tall", "The chain from subgoal to figure"),
    "whole note": (
        "Tallene er hvor mange det er av hvert under delmålet. Måltall er bare de som har et tall.",
        "The numbers are how many there are of each below the subgoal. Targets are only those with a number.",
    ),
    "area alone": ("(området selv)", "(the area itself)"),
    "col subgoal": ("Delmål", "Subgoal"),
    "col activity": ("Aktiviteter", "Activities"),
    "col event": ("Arrangementer", "Events"),
    "col indicator": ("Indikatorer", "Indicators"),
    "col target": ("Måltall", "Targets"),
    "col figure": ("Tall", "Figures"),
    "no gaps": ("Ingenting mangler.", "Nothing is missing."),
    "lapsed": (
        "{indicator}: målet på {target} gjaldt {period}; {rest}",
        "{indicator}: the target of {target} held {period}; {rest}",
    ),
    "lapsed untold": (
        "{indicator}: et måltall som ikke er oppgitt, gjaldt {period}; {rest}",
        "{indicator}: a target whose number is not stated held {period}; {rest}",
    ),
    "no subgoal now": ("i {document} er det ikke noe delmål om det", "in {document} there is no subgoal about it"),
    "only direction now": ("nå er målet bare {target}", "now the target is only {target}"),
    "subgoal without target": (
        "delmålet «{subgoal}» har ikke noe måltall for det",
        "the subgoal “{subgoal}” has no target for it",
    ),
    "near": ("{thing}. Nærmest: {near}", "{thing}. Nearest: {near}"),
    "last year": ("{document}, gjaldt til og med {year}", "{document}, in force up to {year}"),
    "chain of": ("Rekken: {label}", "The chain: {label}"),
    "upwards": ("Oppover", "Upwards"),
    "downwards": ("Nedover", "Downwards"),
    "kind area": ("satsingsområde", "focus area"),
    "kind goal": ("mål", "goal"),
    "kind subgoal": ("delmål", "subgoal"),
    "kind activity": ("aktivitet", "activity"),
    "kind event": ("arrangement", "event"),
    "kind indicator": ("indikator", "indicator"),
    "kind figure": ("tall", "figure"),
}


def phrase(key: str, lang: str, **parts: object) -> str:
    """The phrase under that key, with its parts put in."""
    return PHRASES[key][lang == "en"].format(**parts)
