"""A questionnaire with one question of every sort, and answers, conditions, indicators and rosters that go with it."""

import datetime as dt
from collections import Counter
from decimal import Decimal

from hypothesis import strategies as st

from palnet import (
    AllOf,
    Answers,
    AnyOf,
    AtLeast,
    Background,
    Between,
    CountedFrom,
    EmptyMeans,
    Headcount,
    Includes,
    Indicator,
    Is,
    Kind,
    Missing,
    Not,
    Option,
    Period,
    Question,
    QuestionKind,
    Questionnaire,
    Respondents,
    Roster,
    Sector,
    Stratum,
    Text,
)

NAME = Text(nb="x")
ROLES = ("nurse", "physio", "manager")
SECTORS = ("hospital", "municipality", "home-care")
GROUPS = ("north", "south", "west")
EVERYBODY = tuple(Respondents(role=role) for role in ROLES)


def options(*codes, missing=None, part_of=None):
    """Options by their codes; ``missing`` and ``part_of`` say by code what else there is to say."""
    reasons, wholes = missing or {}, part_of or {}
    return tuple(
        Option(code=code, label=NAME, missing=reasons.get(code), part_of=wholes.get(code))
        for code in (*codes, *reasons)
    )


def question(name, kind, **given):
    return Question(**{"id": name, "label": NAME, "kind": QuestionKind(kind), "asked_of": EVERYBODY, **given})


YES_NO = options("yes", "no", missing={"unsure": Missing.DONT_KNOW, "irrelevant": Missing.NOT_APPLICABLE})
DEGREES = options("1", "2", "3", "4", "5", missing={"unsure": Missing.DONT_KNOW})
MARKS = options("a", "b", "c", missing={"unsure": Missing.DONT_KNOW, "irrelevant": Missing.NOT_APPLICABLE})
QUESTIONNAIRE = Questionnaire(
    id="invented-2023",
    label=NAME,
    survey="annual",
    period=Period.year(2023),
    leaves_out=("left-out",),
    questions=(
        question("role", "single", background=True, stratum=Stratum.ROLE, options=options(*ROLES)),
        question(
            "sector",
            "single",
            background=True,
            stratum=Stratum.SECTOR,
            options=options(*SECTORS, missing={"unsure": Missing.DONT_KNOW}, part_of={"home-care": "municipality"}),
        ),
        question("group", "single", background=True, stratum=Stratum.GROUP, options=options(*GROUPS)),
        question("place", "multiple", background=True),
        question("yes-no", "single", options=YES_NO),
        question("degree", "ordinal", options=DEGREES),
        question("ticks", "multiple", options=MARKS),
        question("ticks-or-none", "multiple", options=options("a", "b"), empty=EmptyMeans.NONE),
        question("open-ticks", "multiple", empty=EmptyMeans.NONE),
        question("number", "number"),
        question("of", "number"),
        question("day", "date"),
        question("text", "text"),
        question("follow-up", "single", options=options("yes", "no"), shown_if=Is("yes-no", "yes")),
        question("of-nurses", "single", options=options("yes", "no"), asked_of=(Respondents(role="nurse"),)),
        question(
            "of-hospitals",
            "single",
            options=options("yes", "no"),
            asked_of=(Respondents(role="nurse", sector=Sector.HOSPITAL),),
        ),
    ),
)
ASKED = {one.id: one for one in QUESTIONNAIRE.questions}
DAYS = (dt.date(2022, 5, 1), dt.date(2023, 1, 1), dt.date(2023, 12, 31))
NUMBERS = (0, 1, 2, 7, Decimal("0.5"), Decimal("2.50"), Decimal("2.0"))
FREE = ("aa", "bb")


def sound(asked):
    """What may be answered to a question, and how much of it at once where several answers may be given."""
    held = {QuestionKind.NUMBER: NUMBERS, QuestionKind.DATE: DAYS, QuestionKind.TEXT: ("written",)}
    several = (int(asked.empty is EmptyMeans.NOT_ANSWERED), 3) if asked.kind is QuestionKind.MULTIPLE else None
    return held.get(asked.kind, asked.codes or FREE), several


def cells(asked):
    """Any sound answer to a question, and every reason for none."""
    answers_to_it, several = sound(asked)
    given = st.sampled_from(answers_to_it)
    if several is not None:
        given = st.frozensets(given, min_size=several[0], max_size=several[1])
    return st.one_of(given, given, st.sampled_from(Missing))


@st.composite
def answers(draw, max_size=12, names=tuple(ASKED)):
    """Answers of up to that many to some of the questions, in any order."""
    asked = draw(st.lists(st.sampled_from(names), min_size=1, max_size=len(names), unique=True))
    size = draw(st.integers(0, max_size))
    return Answers(
        questionnaire=QUESTIONNAIRE,
        columns={name: tuple(draw(st.lists(cells(ASKED[name]), min_size=size, max_size=size))) for name in asked},
        synthetic=draw(st.booleans()),
    )


LEAVES = [
    st.sampled_from(["yes", "no"]).map(lambda code: Is("yes-no", code)),
    st.sampled_from(["yes", "no"]).map(lambda code: Is("follow-up", code)),
    st.just(Is("of-nurses", "yes")),
    st.just(Is("of-hospitals", "no")),
    st.sampled_from("12345").map(lambda code: Is("degree", code)),
    st.sampled_from("12345").map(lambda code: AtLeast("degree", code)),
    st.sampled_from([(None, "3"), ("2", None), ("2", "4")]).map(lambda ends: Between("degree", *ends)),
    st.sampled_from("abc").map(lambda code: Includes("ticks", code)),
    st.sampled_from("ab").map(lambda code: Includes("ticks-or-none", code)),
    st.sampled_from(FREE).map(lambda code: Includes("open-ticks", code)),
    st.sampled_from(NUMBERS).map(lambda least: AtLeast("number", least)),
    st.sampled_from([(1, 2), (None, 1), (Decimal("0.5"), 7)]).map(lambda ends: Between("number", *ends)),
    st.sampled_from(DAYS).map(lambda least: AtLeast("day", least)),
    st.sampled_from(DAYS).map(lambda most: Between("day", None, most)),
]
BELONGINGS = [
    st.sampled_from(ROLES).map(lambda code: Background("role", code)),
    st.sampled_from(SECTORS).map(lambda code: Background("sector", code)),
    st.sampled_from(GROUPS).map(lambda code: Background("group", code)),
]


def joined(leaves):
    """Conditions made of those, nested."""
    return st.recursive(
        st.one_of(leaves),
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(*parts)),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(*parts)),
            inner.map(Not),
        ),
        max_leaves=4,
    )


PREDICATES = joined([*LEAVES, *BELONGINGS])
BASES = st.none() | joined(BELONGINGS) | PREDICATES
RESPONDENTS = st.lists(
    st.builds(
        Respondents, role=st.sampled_from(ROLES), sector=st.none() | st.sampled_from([Sector(s) for s in SECTORS])
    ),
    min_size=1,
    max_size=3,
    unique=True,
).map(tuple)
LEFT_OUT = st.just(Is("left-out", "yes"))
QUESTIONS = {
    Kind.DISTRIBUTION: ("yes-no", "degree", "ticks", "ticks-or-none", "open-ticks", "follow-up", "place", "left-out"),
    Kind.MEAN: ("number", "of", "left-out"),
    Kind.MEDIAN: ("number", "of"),
    Kind.RATIO: ("number",),
}


@st.composite
def indicators(draw, name="i"):
    """An indicator that is counted from answers, of any kind."""
    kind = draw(st.sampled_from(Kind))
    made = {"respondents": draw(RESPONDENTS), "base": draw(BASES)}
    if kind in (Kind.PROPORTION, Kind.COUNT):
        made["numerator"] = draw(st.one_of(PREDICATES, PREDICATES, PREDICATES, LEFT_OUT))
        made["unknown_as_no"] = draw(st.booleans())
    else:
        made["question"] = draw(st.sampled_from(QUESTIONS[kind]))
    if kind is Kind.RATIO:
        made["per"] = "of"
    return Indicator(id=name, label=NAME, kind=kind, counted_from=CountedFrom.ANSWERS, **made)


@st.composite
def several(draw, max_size=3):
    """Indicators with ids of their own."""
    return [draw(indicators(f"i{number}")) for number in range(draw(st.integers(1, max_size)))]


DIVISIONS = st.lists(st.sampled_from(["role", "sector", "group", "network", "place"]), max_size=2, unique=True)
PEOPLE = st.tuples(
    st.sampled_from(["nurse", "physio"]),
    st.sampled_from(["hospital", "home-care"]),
    st.sampled_from(["north", "south", "east"]),
)


def roster_of(people, date=dt.date(2023, 12, 31), **given):
    """The roster that says exactly how many there are of each sort. East is a group that no questionnaire knows."""
    headcounts = tuple(
        Headcount(count=number, role=role, sector=Sector(sector), group=group)
        for (role, sector, group), number in sorted(Counter(people).items())
    )
    return Roster(id="invented/2023", region="invented", date=date, headcounts=headcounts, **given)
