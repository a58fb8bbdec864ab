"""Years that no network had: small catalogues with everything that a report may have to tell, or lack."""

import datetime as dt
from decimal import Decimal

import attrs
from hypothesis import strategies as st

from palnet import model
from palnet.catalogue import Catalogue
from palnet.model.definitions import Definitions
from palnet.period import Period, Season, When
from palnet.text import Text

YEAR = 2023
PLAIN = st.text("abcæø", min_size=1, max_size=4)
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><b>",
            "<!-- palnet -->",
            "&lt;b&gt; &amp;",
            "\" onload='x' >",
            "a | b || c",
            "|",
            "*a* **b** _c_ ~~d~~ `e`",
            "[x](http://example.org) ]",
            "![x](y)",
            "\\| \\* \\",
            "1. a",
            "2) b",
            "- a",
            "+ a",
            "* a",
            "---",
            "===",
            "# a #",
            "> a",
            "    a",
            "```\na\n```",
            "~~~",
            "a\nb",
            "a\n\nb\n- c",
            "a\r\nb\rc",
            "a\tb\vc\fd",
            "\x1b[31ma\x07\x00",
            "a\u2028b\u2029c\u0085d",
            "æøå ÆØÅ",
            "\u202eabc",
            "שלום",
            "a\u0301\u200d👩‍👩‍👧",
            "{a} {0} {} }{ %s {{ a }}",
            "{% raw %}",
            "[bold]a[/bold] [/]",
            ":smile:",
            "x" * 300,
            "[1]",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20),
).filter(lambda said: any(one.isprintable() and not one.isspace() for one in said))

AREAS = ("r-2023/first", "r-2023/second")
OLD_AREA = "r-2019/first"
INDICATORS = {
    "asked": model.CountedFrom.ANSWERS,
    "unplaced": model.CountedFrom.ANSWERS,
    "came": model.CountedFrom.ATTENDANCE,
    "headcount": model.CountedFrom.HEADCOUNTS,
}
KINDS = {
    model.CountedFrom.HEADCOUNTS: model.Kind.COUNT,
    model.CountedFrom.ATTENDANCE: model.Kind.RATIO,
}
REPORT, SLIDES, OTHERS = "r-report-2023", "r-slides", "s-report-2023"
PICTURES = {REPORT: ("r-report-2023/one", "r-report-2023/two"), OTHERS: ("s-report-2023/one",)}
GROUPS = ("r/nurses/east", "r/nurses/west", "r/therapists/all")
NETWORKS = ("r", "r/nurses", "r/therapists")

PERCENTS = st.decimals(0, 100, places=1)
NUMBERS = st.integers(0, 99999).map(Decimal)


def maybe(values):
    return st.none() | values


def sources(documents=(REPORT, SLIDES)):
    one = st.builds(
        model.Source,
        document=st.sampled_from(documents),
        lines=maybe(st.sampled_from(["3", "3-5", "7,12-13", "40"])),
        part=maybe(st.sampled_from(["page 9", "slide 2"])),
    )
    return st.lists(one, max_size=2).map(tuple)


def texts(labels):
    return st.builds(lambda nb, en: Text(nb=nb, en=en), labels, maybe(labels))


@st.composite
def figures(draw, number, labels, whole_year=False):
    text = texts(labels)
    form = draw(st.sampled_from(model.Form))
    made = {"themes": draw(st.lists(text, max_size=2).map(tuple))}
    if form is model.Form.PICTURE:
        made["picture"] = draw(st.sampled_from([one for several in PICTURES.values() for one in several]))
        made["unit"] = draw(maybe(st.sampled_from(model.Unit)))
    else:
        sort = draw(st.sampled_from(["percent", "counts", "value", "range", "words", "themes"]))
        if sort == "percent":
            made.update(percent=draw(PERCENTS), answered=draw(maybe(st.integers(0, 999))))
            made.update(roster=draw(maybe(st.integers(0, 999))), numerator=draw(maybe(st.integers(0, 99))))
        elif sort == "counts":
            n = draw(st.integers(1, 300))
            made.update(numerator=draw(st.integers(0, n)), denominator=n)
        elif sort == "value":
            made.update(value=draw(NUMBERS), unit=draw(st.sampled_from(model.Unit)))
        elif sort == "range":
            low = draw(NUMBERS)
            made.update(at_least=low, at_most=low + draw(NUMBERS), unit=draw(maybe(st.sampled_from(model.Unit))))
        if sort == "words" or (sort == "themes" and not made["themes"]):
            made["words"] = draw(text)
    earlier = st.builds(
        model.Earlier,
        period=maybe(st.sampled_from([Period.year(2022), Period.years(2019, 2021)])),
        percent=maybe(PERCENTS),
        value=maybe(NUMBERS),
        form=st.sampled_from(model.Form),
        words=text,
    )
    return model.Figure(
        id=f"r-2023/f{number}",
        label=draw(text),
        region="r",
        period=Period.year(YEAR)
        if whole_year
        else draw(st.sampled_from([Period.year(YEAR), Period.year(2022), Period.years(2022, 2024)])),
        form=form,
        networks=draw(st.lists(st.sampled_from(NETWORKS), max_size=2, unique=True).map(tuple)),
        respondents=draw(maybe(st.builds(model.Respondents, role=st.sampled_from(["nurse", "leader"])))),
        indicator=draw(maybe(st.sampled_from(sorted(INDICATORS)))),
        area=draw(maybe(st.sampled_from([*AREAS, OLD_AREA]))),
        earlier=tuple(draw(st.lists(earlier, max_size=2))),
        said_reached=draw(maybe(st.booleans())),
        inferred=draw(st.sampled_from([(), ("answered",)])),
        sources=draw(sources()),
        # Never of itself, and never in a circle.
        repeats=draw(st.sampled_from([None, None, "r-2023/f0", "r-2019/f"])) if number else None,
        **made,
    )


@st.composite
def events(draw, number, labels):
    text = texts(labels)
    status = draw(st.sampled_from([model.EventStatus.HELD, *model.EventStatus]))
    kind = draw(st.sampled_from([model.EventKind.NETWORK_MEETING, model.EventKind.STUDY_DAY]))
    group = draw(st.sampled_from([GROUPS[0], GROUPS[0], GROUPS[1], "s/nurses/all"]))
    came = draw(st.integers(0, 40))
    attendance = model.Attendance(attended=came, invited=came + draw(st.integers(0, 40)))
    planned = status is model.EventStatus.PLANNED
    return model.Event(
        id=f"r-2023/e{number}",
        label=draw(text),
        kind=kind,
        when=draw(
            st.sampled_from(
                [
                    When(date=dt.date(2023, 3, 4)),
                    When(year=2023),
                    When(year=2023, season=Season.SPRING),
                    When(year=2022),
                ]
            )
        ),
        region="r",
        group=group if kind is model.EventKind.NETWORK_MEETING else draw(maybe(st.just(group))),
        hosts=draw(st.sampled_from([(), ("r/board",)])),
        number=draw(st.sampled_from([None, 1, 1, 2])),
        themes=tuple(model.Theme(label=one) for one in draw(st.lists(text, max_size=2))),
        status=status,
        attended=None if planned else draw(maybe(st.integers(0, 99))),
        registered=draw(maybe(st.integers(0, 99))),
        participants=draw(st.sampled_from([(), (model.Participants(count=1, role="nurse"),)])),
        attendance=None if planned else draw(st.sampled_from([None, attendance, attendance])),
        sources=draw(sources()),
    )


@st.composite
def meetings(draw, number, labels):
    """A group's meeting that was counted; numbers may be missing, or taken."""
    came = draw(st.integers(0, 40))
    return model.Event(
        id=f"r-2023/m{number}",
        label=draw(texts(labels)),
        kind=model.EventKind.NETWORK_MEETING,
        when=When(year=2023, month=draw(st.integers(1, 12))),
        region="r",
        group=draw(st.sampled_from(GROUPS[:2])),
        number=draw(st.sampled_from([1, None, 2])),
        status=model.EventStatus.HELD,
        attendance=model.Attendance(attended=came, invited=came + draw(st.integers(0, 40))),
        inferred=draw(st.sampled_from([(), ("attendance",)])),
        sources=draw(sources()),
    )


def activities(prefix, labels, depth=1):
    parts = activities(f"{prefix}/p", labels, depth - 1) if depth else st.just(())

    @st.composite
    def one(draw, number):
        return model.Activity(
            id=f"{prefix}{number}",
            label=draw(texts(labels)),
            area=draw(maybe(st.sampled_from([*AREAS, OLD_AREA]))),
            when=draw(maybe(st.just(When(year=2023, month=5)))),
            status=draw(st.sampled_from(model.ActivityStatus)),
            parts=() if not depth else tuple(_renamed(part, f"{prefix}{number}") for part in draw(parts)),
            sources=draw(sources()),
        )

    return st.integers(0, 2).flatmap(lambda count: st.tuples(*(one(number) for number in range(count))))


def _renamed(activity, prefix):
    kept = {name: getattr(activity, name) for name in ("label", "area", "when", "status", "sources")}
    return model.Activity(id=f"{prefix}/{activity.id.rpartition('/')[2]}", **kept)


@st.composite
def targets(draw, number, labels):
    kind = draw(st.sampled_from(model.TargetKind))
    more = {
        model.TargetKind.SHARE: {"percent": draw(PERCENTS)},
        model.TargetKind.COUNT_PER_GROUP: {"count": draw(st.integers(0, 9))},
        model.TargetKind.DIRECTION: {"direction": draw(st.sampled_from(model.Direction))},
    }.get(kind, {})
    if kind is model.TargetKind.SHARE:
        more["direction"] = draw(st.sampled_from([None, model.Direction.DECREASE]))
    return model.Target(
        id=f"r-2023/t{number}",
        indicator=draw(st.sampled_from(sorted(INDICATORS))),
        kind=kind,
        networks=draw(st.sampled_from([(), NETWORKS, ("r/nurses",)])),
        sources=draw(sources()),
        **more,
    )


def several(of, labels, *counts):
    """So many of something, each count as likely as the others."""
    return st.sampled_from(counts).flatmap(lambda count: st.tuples(*(of(number, labels) for number in range(count))))


@st.composite
def catalogues(draw, labels=PLAIN):
    """A region "r" of which something is published about 2023, and a neighbour "s" that may be mentioned."""
    text = texts(labels)
    label = lambda: draw(text)  # noqa: E731
    with_strategy, with_networks = draw(st.booleans()), draw(st.integers(0, 3)) > 0
    statements = tuple(
        model.Statement(kind=kind, label=label(), sources=draw(sources()))
        for kind in draw(st.lists(st.sampled_from(model.StatementKind), max_size=3))
    )
    networks = (
        model.Network(
            id="r",
            label=label(),
            statements=statements,
            functions=(model.RoleFunction(id="r/role", label=label()),),
            adoptions=(model.Adoption(strategy="r-2023", when=When(year=2022)),) if with_strategy else (),
            sources=draw(sources()),
        ),
        model.Network(id="r/nurses", label=label(), short=draw(maybe(text)), part_of="r"),
        # Part of a network that is another region's.
        model.Network(id="r/therapists", label=label(), part_of=draw(st.sampled_from(["r", "s/nurses"]))),
    )
    groups = tuple(
        model.Group(id=one, label=label(), network=one.rpartition("/")[0], kind=model.GroupKind.LOCAL, number=number)
        for number, one in enumerate(GROUPS)
    )
    region = model.Region(
        id="r",
        label=label(),
        health_region="h",
        networks=networks if with_networks else (),
        groups=groups if with_networks else (),
        bodies=(
            model.Body(
                id="r/board",
                label=label(),
                kind=draw(st.sampled_from(model.BodyKind)),
                count=draw(maybe(st.just(2))),
                memberships=(model.Membership(date=dt.date(2023, 5, 6), members=9, joined=2),),
                sources=draw(sources()),
            ),
        ),
    )
    neighbour = model.Region(
        id="s",
        label=Text(nb="Nabo"),
        health_region="h",
        networks=(model.Network(id="s/nurses", label=Text(nb="Naboens"), part_of=None),),
        groups=(model.Group(id="s/nurses/all", label=Text(nb="Alle"), network="s/nurses", kind=model.GroupKind.LOCAL),),
    )
    strategy = model.Strategy(
        id="r-2023",
        label=label(),
        period=Period.years(2023, 2026),
        areas=(
            model.FocusArea(id=AREAS[0], label=label(), number=1, indicators=("asked", "headcount")),
            model.FocusArea(id=AREAS[1], label=label(), number=draw(maybe(st.just(2))), indicators=("came",)),
        ),
        goals=(model.Goal(id="r-2023/goal", area=AREAS[0], label=label(), text=draw(maybe(text))),),
        targets=draw(several(targets, labels, 0, 1, 3)),
    )
    roster = model.Roster(
        id="r-2023-12",
        region="r",
        date=dt.date(2023, 12, 31),
        headcounts=(
            model.Headcount(
                count=12,
                network="r",
                parts=(
                    model.Headcount(count=7, profession="nurses"),
                    model.Headcount(count=5, group=draw(st.sampled_from(["r/nurses/east", "s/nurses/all"]))),
                ),
                including=(model.Headcount(count=2, sector=model.Sector.HOSPITAL),),
            ),
        ),
    )
    if not with_networks:
        strategy = attrs.evolve(strategy, targets=())
    first = draw(figures(0, labels, whole_year=True))
    rest = [draw(figures(number, labels)) for number in range(1, draw(st.integers(1, 6)))]
    plan = model.AnnualPlan(
        id="r-plan-2023",
        label=label(),
        region="r",
        year=YEAR,
        networks=("r",),
        status=draw(st.sampled_from(model.ActivityStatus)),
        activities=draw(activities("r-plan-2023/a", labels)),
    )
    happened = draw(several(events, labels, 0, 1, 3)) if with_networks else ()
    counted = draw(several(meetings, labels, 0, 1, 3, 5)) if with_networks else ()
    names = st.sampled_from([None, *(one.id for one in happened)])
    published = [attrs.evolve(one, event=draw(names)) for one in (first, *rest)]
    # What an earlier report printed, and this year's may repeat.
    old = model.Figure(id="r-2019/f", label=label(), region="r", period=Period.year(2019), percent=Decimal(50))
    if not with_networks:
        published = [attrs.evolve(one, networks=()) for one in published]
    return Catalogue(
        Definitions(
            health_regions=(model.HealthRegion(id="h", label=Text(nb="H")),),
            professions=(model.Profession(id="nurses", label=label()),),
            roles=(
                model.Role(id="nurse", label=label(), plural=draw(maybe(text))),
                model.Role(id="leader", label=label()),
            ),
            documents=(
                _document(REPORT, label(), "r", model.DocumentKind.ANNUAL_REPORT, text, draw),
                _document(SLIDES, label(), "r", model.DocumentKind.SLIDES, text, draw),
                _document(OTHERS, label(), "s", model.DocumentKind.ANNUAL_REPORT, text, draw),
            ),
            regions=(region, neighbour),
            rosters=(roster,) if with_networks and draw(st.booleans()) else (),
            questionnaires=(_questionnaire(label()),),
            indicators=tuple(
                model.Indicator(
                    id=name,
                    label=label(),
                    kind=KINDS.get(source, model.Kind.PROPORTION),
                    counted_from=source,
                    respondents=(model.Respondents(role="nurse"),),
                    numerator=model.Is("q", "yes") if source is model.CountedFrom.ANSWERS else None,
                )
                for name, source in INDICATORS.items()
            ),
            strategies=(
                strategy,
                model.Strategy(
                    id="r-2019",
                    label=label(),
                    period=Period.years(2019, 2022),
                    areas=(model.FocusArea(id=OLD_AREA, label=label()),),
                ),
            ),
            plans=(plan,) if with_networks and draw(st.booleans()) else (),
            events=(*happened, *counted),
            figures=(*published, old),
        )
    )


def _questionnaire(label):
    question = model.Question(
        id="q", label=label, kind=model.QuestionKind.SINGLE, asked_of=(model.Respondents(role="nurse"),)
    )
    return model.Questionnaire(
        id="r-survey", label=label, survey="annual", period=Period.year(YEAR), questions=(question,)
    )


def _document(identifier, label, region, kind, text, draw):
    return model.Document(
        id=identifier,
        label=label,
        kind=kind,
        region=region,
        year=YEAR,
        lost_pictures=tuple(
            model.LostPicture(id=one, label=draw(text), lines="88") for one in PICTURES.get(identifier, ())
        ),
    )
