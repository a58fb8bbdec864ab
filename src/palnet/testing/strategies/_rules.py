"""What the rules of each class ask of its fields together: written from what the rules say and not with their code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from palnet import model
from palnet.model.survey import CHOSEN
from palnet.period import Period, Season, When
from palnet.record import Record
from palnet.testing.strategies._conditions import conditions
from palnet.testing.strategies._plain import dates, ids, label, numbers, percents, pick, words
from palnet.text import Text

__all__ = ["RULES"]

Rule = Callable[[DrawFn, dict[str, Any]], None]

RULES: dict[type[Record], Rule] = {}
"""By class the function that puts the values of its fields right."""


def _of(cls: type[Record]) -> Callable[[Rule], Rule]:
    def remember(rule: Rule) -> Rule:
        RULES[cls] = rule
        return rule

    return remember


def _up_to(draw: DrawFn, most: int, least: int = 0) -> int:
    return draw(st.integers(least, most))


@_of(Text)
def _text(draw: DrawFn, values: dict[str, Any]) -> None:
    if "nb" not in values and "nn" not in values:
        values[pick(draw, ("nb", "nn"))] = draw(words())


@_of(Period)
def _period(draw: DrawFn, values: dict[str, Any]) -> None:
    if "end" in values:
        values["end"] = values["start"] + dt.timedelta(days=_up_to(draw, 3000, least=1))


@_of(When)
def _when(draw: DrawFn, values: dict[str, Any]) -> None:
    values.clear()
    sort = pick(draw, ("year", "day", "days", "month", "season", "at", "often", "always"))
    if sort in ("day", "days"):
        values["date"] = draw(dates())
        if sort == "days":
            values["until"] = values["date"] + dt.timedelta(days=_up_to(draw, 9))
    elif sort == "month":
        values.update(year=_up_to(draw, 2030, least=2015), month=_up_to(draw, 12, least=1))
    elif sort == "season":
        values.update(season=pick(draw, tuple(Season)))
    elif sort == "year":
        values.update(year=_up_to(draw, 9998, least=1))
    elif sort == "at":
        values.update(at=tuple(draw(st.lists(ids(), min_size=1, max_size=2))))
    elif sort == "often":
        values.update(times_a_year=_up_to(draw, 12, least=1), at_least=draw(st.booleans()))
    else:
        values.update(continuous=True)


@_of(model.Source)
def _source(draw: DrawFn, values: dict[str, Any]) -> None:
    if "lines" in values:
        first = _up_to(draw, 999, least=1)
        values["lines"] = pick(draw, (f"{first}", f"{first}-{first + 2}", f"{first},{first + 9}-{first + 9}"))


@_of(model.Trust)
def _trust(draw: DrawFn, values: dict[str, Any]) -> None:
    # 983974724 is Helse Bergen's, 983974678 Helse Stavanger's, 974749025 St. Olavs hospital's.
    if "organisation_number" in values:
        values["organisation_number"] = pick(draw, ("983974724", "983974678", "974749025"))


@_of(model.MappingPoint)
def _mapping_point(draw: DrawFn, values: dict[str, Any]) -> None:
    if "months_from" in values and "months_to" in values:
        values["months_to"] = values["months_from"] + _up_to(draw, 6)


@_of(model.Code)
def _code(draw: DrawFn, values: dict[str, Any]) -> None:
    values["code"] = f"{pick(draw, (301, 4601, 11)):04}{pick(draw, ('', '01'))}"


@_of(model.GroupMember)
def _group_member(_: DrawFn, values: dict[str, Any]) -> None:
    values["codes"] = tuple({one.code: one for one in values.get("codes", ())}.values())


@_of(model.Membership)
def _membership(draw: DrawFn, values: dict[str, Any]) -> None:
    if "joined" in values:
        values["joined"] = _up_to(draw, values["members"])


@_of(model.Headcount)
def _headcount(_: DrawFn, values: dict[str, Any]) -> None:
    subsets = values.get("including", ())
    values["including"] = tuple(
        attrs.evolve(one, count=min(one.count, values["count"]), including=()) for one in subsets
    )


@_of(model.Roster)
def _roster(_: DrawFn, values: dict[str, Any]) -> None:
    # Each whole has a network of its own and each part a group, so that nobody is counted twice.
    made = []
    for position, whole in enumerate(values["headcounts"]):
        parts = tuple(
            attrs.evolve(part, network=None, group=f"g{n}", parts=(), including=())
            for n, part in enumerate((*whole.parts, *whole.including))
        )
        made.append(attrs.evolve(whole, network=f"n{position}", group=None, parts=parts, including=()))
    values["headcounts"] = tuple(made)


@_of(model.Participants)
def _participants(draw: DrawFn, values: dict[str, Any]) -> None:
    values.pop("role", None)
    values.pop("profession", None)
    values[pick(draw, ("role", "profession"))] = draw(ids())


@_of(model.Attendance)
def _attendance(draw: DrawFn, values: dict[str, Any]) -> None:
    values["attended"] = _up_to(draw, values["invited"])


@_of(model.Event)
def _event(draw: DrawFn, values: dict[str, Any]) -> None:
    if values.get("status", model.EventStatus.PLANNED) is model.EventStatus.PLANNED:
        values.pop("attended", None)
        values.pop("attendance", None)
    needs = {model.EventKind.NETWORK_MEETING: "group", model.EventKind.BODY_MEETING: "body"}.get(values["kind"])
    if needs is not None and needs not in values:
        values[needs] = draw(ids())


@_of(model.Earlier)
def _earlier(draw: DrawFn, values: dict[str, Any]) -> None:
    if not values.keys() & {"percent", "value", "words"}:
        values["percent"] = draw(percents())


@_of(model.Figure)
def _figure(draw: DrawFn, values: dict[str, Any]) -> None:
    if values.get("form") is model.Form.PICTURE:
        values.pop("percent", None)
        values.pop("value", None)
        values["picture"] = draw(ids())
    elif not values.keys() & {"percent", "numerator", "value", "at_least", "at_most", "words"}:
        values["words"] = label("a")
    if "value" in values:
        values.setdefault("unit", model.Unit.PERSONS)
    if "denominator" in values:
        values["denominator"] += 1
        if "numerator" in values:
            values["numerator"] = _up_to(draw, values["denominator"])
    if "at_least" in values and "at_most" in values:
        values["at_most"] = max(values["at_least"], values["at_most"])


@_of(model.Acknowledgement)
def _acknowledgement(draw: DrawFn, values: dict[str, Any]) -> None:
    values["code"] = pick(draw, ("PAL701", "PAL702"))
    if not any(values.get(name) for name in ("figures", "events", "activities")):
        values["figures"] = (draw(ids()),)


@_of(model.Target)
def _target(draw: DrawFn, values: dict[str, Any]) -> None:
    kind, Kinds = values["kind"], model.TargetKind  # noqa: N806 - a class
    direction = values.pop("direction", None)
    for name in ("percent", "count", "margin"):
        values.pop(name, None)
    if kind is Kinds.SHARE:
        values["percent"] = draw(percents())
        values["direction"] = None if direction is model.Direction.MAINTAIN else direction
    elif kind is Kinds.COUNT_PER_GROUP:
        values["count"] = draw(numbers())
    elif kind is Kinds.DIRECTION:
        values["direction"] = pick(draw, tuple(model.Direction))
        if values["direction"] is model.Direction.MAINTAIN and draw(st.booleans()):
            values["margin"] = draw(percents())


@_of(model.Strategy)
def _strategy(draw: DrawFn, values: dict[str, Any]) -> None:
    areas = enumerate(values["areas"], start=1)
    values["areas"] = tuple(attrs.evolve(area, number=n if area.number is not None else None) for n, area in areas)
    values["targets"] = tuple(
        attrs.evolve(target, period=pick(draw, (None, values["period"]))) for target in values.get("targets", ())
    )


@_of(model.AnnualPlan)
def _plan(draw: DrawFn, values: dict[str, Any]) -> None:
    values["year"] = _up_to(draw, 9998, least=1)


@_of(model.Questionnaire)
def _questionnaire(draw: DrawFn, values: dict[str, Any]) -> None:
    questions = []
    taken: set[model.Stratum | None] = {None}
    for n, one in enumerate(values.get("questions", ())):
        questions.append(attrs.evolve(one, id=f"q{n}", stratum=None if one.stratum in taken else one.stratum))
        taken.add(one.stratum)
    values["questions"] = tuple(questions)
    asked = {one.id for one in questions}
    values["repeats"] = tuple(dict.fromkeys(one for one in values.get("repeats", ()) if one not in asked))
    if not questions:
        values["repeats"] = (draw(ids()),)
    left_out = values.get("leaves_out", ())
    values["leaves_out"] = tuple(one for one in left_out if one not in values.get("repeats", ()))


@_of(model.Question)
def _question(draw: DrawFn, values: dict[str, Any]) -> None:
    if values.get("stratum") is not None:
        values.update(background=True, kind=model.QuestionKind.SINGLE)
    if values["kind"] is not model.QuestionKind.MULTIPLE:
        values.pop("empty", None)
    options = list({one.code: attrs.evolve(one, part_of=None) for one in values.get("options", ())}.values())
    if values["kind"] not in CHOSEN:
        options = []
    if len(options) > 1 and draw(st.booleans()):
        options[1] = attrs.evolve(options[1], part_of=options[0].code)
    values["options"] = tuple(options)


@_of(model.Governance)
def _governance(draw: DrawFn, values: dict[str, Any]) -> None:
    if "reviewed" in values and "next_review" in values:
        values["next_review"] = values["reviewed"] + dt.timedelta(days=_up_to(draw, 900, least=1))


@_of(model.Indicator)
def _indicator(draw: DrawFn, values: dict[str, Any]) -> None:
    values["version"] = _up_to(draw, 4, least=1)
    values["comparable_with"] = tuple(one for one in range(1, values["version"]) if draw(st.booleans()))
    if "minimum_denominator" in values:
        values["minimum_denominator"] += 1
    for name in ("numerator", "question", "per"):
        values.pop(name, None)
    if values["counted_from"] is model.CountedFrom.ANSWERS:
        values["respondents"] = values.get("respondents") or (model.Respondents(role="a"),)
        if values["kind"] in (model.Kind.PROPORTION, model.Kind.COUNT):
            values["numerator"] = draw(conditions())
        else:
            values.pop("unknown_as_no", None)
            values["question"] = draw(ids())
        if values["kind"] is model.Kind.RATIO:
            values["per"] = draw(ids())
    else:
        values.pop("base", None)
        values.pop("unknown_as_no", None)
        values["kind"] = {
            model.CountedFrom.ROSTER: model.Kind.PROPORTION,
            model.CountedFrom.ATTENDANCE: model.Kind.RATIO,
            model.CountedFrom.HEADCOUNTS: model.Kind.COUNT,
        }[values["counted_from"]]
    if values["kind"] is model.Kind.DISTRIBUTION:
        values.pop("direction", None)


@_of(model.Vocabulary)
def _vocabulary(_: DrawFn, values: dict[str, Any]) -> None:
    values["version"] += 1


@_of(model.Mapping)
def _mapping(_: DrawFn, values: dict[str, Any]) -> None:
    values.pop("object", None)
    for name in ("subject_version", "object_version"):
        if name in values:
            values[name] += 1
    if values["relation"] is not model.Relation.NO_COUNTERPART:
        values["object"] = values["subject"] + "-0"
    else:
        values.pop("object_version", None)
