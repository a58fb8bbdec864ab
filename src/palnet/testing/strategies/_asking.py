"""Questionnaires: every kind of question, options that are no answer, nested ones, routing, whom they are asked of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from palnet.model.predicate import Stratum
from palnet.model.region import Sector
from palnet.model.survey import CHOSEN, EmptyMeans, Missing, Option, Question, QuestionKind, Questionnaire, Respondents
from palnet.period import Period
from palnet.testing.strategies._fitting import draw_predicate, leaves
from palnet.testing.strategies._ground import Codes, Ground, ground
from palnet.testing.strategies._plain import chance, label, likely, pick, several

__all__ = ["EARLIER", "YEAR", "draw_questionnaire", "questionnaires"]

YEAR = Period.year(2023)
"""The year of every questionnaire, and of what goes with it."""

EARLIER = Questionnaire(
    id="earlier",
    label=label("earlier"),
    survey="annual",
    period=Period.year(2022),
    questions=(Question(id="z", label=label("z"), kind=QuestionKind.SINGLE, asked_of=()),),
)
"""The edition of the year before, which asks what some of them leave out."""

_NO_ANSWER = "-"
_SCALES: tuple[Codes, ...] = (
    (("no", None), ("yes", None)),
    (("no", None), ("some", None), ("yes", None)),
    (("no", None), ("yes", None), ("often", "yes")),
    (("no", None),),
    (("dont-know", None), ("yes", None)),
    (),
)
# Three kinds of indicators need a number, one of them two.
_KINDS = (*QuestionKind, QuestionKind.NUMBER)
_REASONS = (None, None, None, *Missing)


@st.composite
def questionnaires(draw: DrawFn) -> Questionnaire:
    """Questionnaires of 2023 with up to six questions on who somebody is and one to four others, ``a`` to ``d``.

    The first ask for the role (unless everybody's is the same), and perhaps for network, group, profession, sector and
    something else. The others are of every kind; some are asked of one role or sector only, some are shown only to
    those who answered an earlier one so; some options are a sort of another, or count as no answer. Some leave out a
    question ``z`` that another edition has.
    """
    return draw_questionnaire(draw, ground(draw))


def draw_questionnaire(draw: DrawFn, who: Ground) -> Questionnaire:
    """A questionnaire for those who there are."""
    perhaps = [draw(_on(stratum, codes)) for stratum, codes in who.codes.items()]
    background = [one for one in perhaps if one is not None]
    sorts = tuple(_sorts(who, background))
    if chance(draw, 3):
        background.append(draw(_question("age", sorts, (), background=True)))
    asked = several(
        draw, lambda made: _question("abcd"[len(made)], sorts, (*background, *made), background=False), 1, 4
    )
    return Questionnaire(
        id="questionnaire",
        label=label("questionnaire"),
        survey="annual",
        period=YEAR,
        questions=(*background, *asked),
        leaves_out=pick(draw, ((), (), (), ("z",))),
    )


@st.composite
def _on(draw: DrawFn, stratum: Stratum, codes: Codes) -> Question | None:
    """The question on what somebody is in one respect, if it is asked."""
    surely = stratum is Stratum.ROLE and len(codes) > 1
    if not codes or not (surely or likely(draw)):
        return None
    return Question(
        id=f"my-{stratum.value}",
        label=label(stratum.value),
        kind=QuestionKind.SINGLE,
        asked_of=(),
        options=_options(codes, pick(draw, _REASONS)),
        background=True,
        stratum=stratum,
    )


@cache
def _options(codes: Codes, reason: Missing | None) -> tuple[Option, ...]:
    if not codes:
        return ()
    given = tuple(Option(code=code, label=label(code), part_of=whole) for code, whole in codes)
    return given if reason is None else (*given, Option(code=_NO_ANSWER, label=label(_NO_ANSWER), missing=reason))


def _sorts(who: Ground, background: list[Question]) -> Iterator[tuple[Respondents, ...]]:
    """Whom a question can be asked of, those first who are there in every world."""
    roles = [code for code, _ in who.codes[Stratum.ROLE]]
    everybody = tuple(Respondents(role=role) for role in roles)
    yield from (everybody, everybody)
    if any(one.stratum is Stratum.ROLE for one in background):
        yield ()
        yield from ((one,) for one in everybody)
    if any(one.stratum is Stratum.SECTOR for one in background):
        yield (Respondents(role=roles[0], sector=Sector.MUNICIPALITY),)
        yield tuple(Respondents(role=role, sector=Sector.HOSPITAL) for role in roles)


@st.composite
def _question(
    draw: DrawFn,
    identifier: str,
    sorts: tuple[tuple[Respondents, ...], ...],
    before: Sequence[Question],
    background: bool,
) -> Question:
    kind = pick(draw, _KINDS)
    options: tuple[Option, ...] = ()
    if kind in CHOSEN:
        options = _options(pick(draw, _SCALES), pick(draw, _REASONS))
    nothing = EmptyMeans.NONE if kind is QuestionKind.MULTIPLE and chance(draw, 2) else EmptyMeans.NOT_ANSWERED
    routes = tuple(leaves(before)) if not background and chance(draw, 3) else ()
    return Question(
        id=identifier,
        label=label(identifier),
        kind=kind,
        asked_of=sorts[0] if background else pick(draw, sorts),
        options=options,
        background=background,
        shown_if=draw_predicate(draw, routes, 1) if routes else None,
        empty=nothing,
    )
