"""Sound instances of every class of the model, small, for the core's own tests.

Shapes come from the classes' annotations; what a class's rules forbid is put right by a function of its own here,
written from what the rules say and not with their code.
"""

import datetime as dt
import functools
import operator
import types
import typing
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

import attrs
from hypothesis import strategies as st

from palnet import model
from palnet.model.definitions import Definitions
from palnet.model.predicate import Limit
from palnet.period import Period, Season, When
from palnet.record import Record
from palnet.text import Text

SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?(/[a-z0-9]{1,3})?", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=6).filter(lambda said: said.strip())
NUMBERS = st.integers(0, 300)
PERCENTS = st.decimals(0, 100, places=1)
DATES = st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31))

CLASSES: tuple[type[Record], ...] = (
    Text,
    Period,
    When,
    Definitions,
    *sorted(
        {
            one
            for name in model.__all__
            if isinstance(one := getattr(model, name), type) and issubclass(one, Record) and one is not Definitions
        },
        key=lambda cls: cls.__name__,
    ),
)
"""Every class of the model."""

Draw = Callable[[st.SearchStrategy[Any]], Any]
_repairs: dict[type[Record], Callable[[Draw, dict[str, Any]], None]] = {}


def _puts_right(cls: type[Record]) -> Callable[[Any], Any]:
    def remember(repair: Any) -> Any:
        _repairs[cls] = repair
        return repair

    return remember


def _shape(annotation: Any) -> tuple[Any, bool]:
    """The type of one value of a field, and whether it holds many. None has been taken away by the caller."""
    if typing.get_origin(annotation) is tuple:
        return _shape(typing.get_args(annotation)[0])[0], True
    if typing.get_origin(annotation) is Annotated:
        inner, *marks = typing.get_args(annotation)
        return (SLUGS if marks else inner), False
    return annotation, False


def _values(wanted: Any, depth: int) -> st.SearchStrategy[Any]:
    if isinstance(wanted, st.SearchStrategy):
        return wanted
    if wanted is Limit:
        return st.one_of(WORDS, PERCENTS, DATES)
    if wanted is model.Predicate:
        return predicates(depth)
    if issubclass(wanted, Record):
        return records(wanted, depth - 1)
    if issubclass(wanted, Enum):
        return st.sampled_from(wanted)
    return {str: WORDS, bool: st.booleans(), int: NUMBERS, Decimal: PERCENTS, dt.date: DATES}[wanted]


@st.composite
def records(draw: Draw, cls: type[Record], depth: int = 3) -> Any:
    """A sound instance of a class. Beneath ``depth`` levels only what must be given is given."""
    hints = typing.get_type_hints(cls, include_extras=True)
    values: dict[str, Any] = {}
    for field in attrs.fields(cls):
        required = field.default is attrs.NOTHING
        if not required and (depth <= 0 or draw(st.integers(0, 2)) == 0):
            continue
        annotation = hints[field.name]
        if typing.get_origin(annotation) in (types.UnionType, typing.Union) and annotation != Limit:
            parts = [part for part in typing.get_args(annotation) if part is not types.NoneType]
            annotation = functools.reduce(operator.or_, parts)
        wanted, many = _shape(annotation)
        one = _values(wanted, depth)
        values[field.name] = draw(st.lists(one, min_size=required, max_size=2).map(tuple)) if many else draw(one)
    if "inferred" in values:
        names = sorted({field.name for field in attrs.fields(cls)} - {"id", "inferred", "sources"})
        values["inferred"] = tuple(draw(st.lists(st.sampled_from(names), max_size=2)))
    if cls in _repairs:
        _repairs[cls](draw, values)
    return cls(**values)


@st.composite
def predicates(draw: Draw, depth: int = 2) -> model.Predicate:
    """A condition of any sort, nested a little."""
    leaves = ["is", "at_least", "includes", "between", "background"]
    match draw(st.sampled_from([*leaves, *(["all_of", "any_of", "not"] if depth > 0 else [])])):
        case "is":
            return model.Is(draw(SLUGS), draw(WORDS))
        case "at_least":
            return model.AtLeast(draw(SLUGS), draw(st.one_of(WORDS, PERCENTS, DATES)))
        case "includes":
            return model.Includes(draw(SLUGS), draw(WORDS))
        case "between":
            low, high = sorted(draw(st.lists(PERCENTS, min_size=2, max_size=2)))
            return model.Between(draw(SLUGS), *draw(st.sampled_from([(low, high), (low, None), (None, high)])))
        case "background":
            return model.Background(draw(st.sampled_from(model.Stratum)), draw(WORDS))
        case "not":
            return model.Not(draw(predicates(depth - 1)))
        case joined:
            parts = draw(st.lists(predicates(depth - 1), min_size=1, max_size=3))
            return {"all_of": model.AllOf, "any_of": model.AnyOf}[joined](*parts)


@st.composite
def definitions(draw: Draw) -> Definitions:
    """A few objects of one to three kinds."""
    hints = typing.get_type_hints(Definitions)
    kinds = draw(st.lists(st.sampled_from(sorted(hints)), min_size=1, max_size=3, unique=True))
    made = {kind: draw(st.lists(records(_shape(hints[kind])[0], 2), min_size=1, max_size=2)) for kind in kinds}
    return Definitions(**{kind: tuple(objects) for kind, objects in made.items()})


@_puts_right(Text)
def _text(draw: Draw, values: dict[str, Any]) -> None:
    if "nb" not in values and "nn" not in values:
        values[draw(st.sampled_from(["nb", "nn"]))] = draw(WORDS)


@_puts_right(Period)
def _period(draw: Draw, values: dict[str, Any]) -> None:
    if "end" in values:
        values["end"] = values["start"] + dt.timedelta(days=draw(st.integers(1, 3000)))


@_puts_right(When)
def _when(draw: Draw, values: dict[str, Any]) -> None:
    values.clear()
    sort = draw(st.sampled_from(["day", "days", "month", "season", "year", "at", "often", "always"]))
    if sort in ("day", "days"):
        values["date"] = draw(DATES)
        if sort == "days":
            values["until"] = values["date"] + dt.timedelta(days=draw(st.integers(0, 9)))
    elif sort == "month":
        values.update(year=draw(st.integers(2015, 2030)), month=draw(st.integers(1, 12)))
    elif sort == "season":
        values.update(season=draw(st.sampled_from(Season)))
    elif sort == "year":
        values.update(year=draw(st.integers(1, 9998)))
    elif sort == "at":
        values.update(at=tuple(draw(st.lists(SLUGS, min_size=1, max_size=2))))
    elif sort == "often":
        values.update(times_a_year=draw(st.integers(1, 12)), at_least=draw(st.booleans()))
    else:
        values.update(continuous=True)


@_puts_right(model.Source)
def _source(draw: Draw, values: dict[str, Any]) -> None:
    if "lines" in values:
        first = draw(st.integers(1, 999))
        values["lines"] = draw(
            st.sampled_from([f"{first}", f"{first}-{first + 2}", f"{first},{first + 9}-{first + 9}"])
        )


@_puts_right(model.Trust)
def _trust(draw: Draw, values: dict[str, Any]) -> None:
    # 983974724 is Helse Bergen's, 983974678 Helse Stavanger's, 974749025 St. Olavs hospital's.
    if "organisation_number" in values:
        values["organisation_number"] = draw(st.sampled_from(["983974724", "983974678", "974749025"]))


@_puts_right(model.MappingPoint)
def _mapping_point(draw: Draw, values: dict[str, Any]) -> None:
    if "months_from" in values and "months_to" in values:
        values["months_to"] = values["months_from"] + draw(st.integers(0, 6))


@_puts_right(model.Code)
def _code(draw: Draw, values: dict[str, Any]) -> None:
    values["code"] = draw(st.from_regex(r"[0-9]{4}([0-9]{2})?", fullmatch=True))


@_puts_right(model.GroupMember)
def _group_member(draw: Draw, values: dict[str, Any]) -> None:
    values["codes"] = tuple({one.code: one for one in values.get("codes", ())}.values())


@_puts_right(model.Membership)
def _membership(draw: Draw, values: dict[str, Any]) -> None:
    if "joined" in values:
        values["joined"] = draw(st.integers(0, values["members"]))


@_puts_right(model.Headcount)
def _headcount(draw: Draw, values: dict[str, Any]) -> None:
    values["including"] = tuple(
        attrs.evolve(one, count=min(one.count, values["count"]), including=()) for one in values.get("including", ())
    )


@_puts_right(model.Roster)
def _roster(draw: Draw, values: dict[str, Any]) -> None:
    made = []
    for position, whole in enumerate(values["headcounts"]):
        parts = tuple(
            attrs.evolve(part, network=None, group=f"g{n}", parts=(), including=())
            for n, part in enumerate((*whole.parts, *whole.including))
        )
        made.append(attrs.evolve(whole, network=f"n{position}", group=None, parts=parts, including=()))
    values["headcounts"] = tuple(made)


@_puts_right(model.Participants)
def _participants(draw: Draw, values: dict[str, Any]) -> None:
    values.pop("role", None)
    values.pop("profession", None)
    values[draw(st.sampled_from(["role", "profession"]))] = draw(SLUGS)


@_puts_right(model.Attendance)
def _attendance(draw: Draw, values: dict[str, Any]) -> None:
    values["attended"] = draw(st.integers(0, values["invited"]))


@_puts_right(model.Event)
def _event(draw: Draw, values: dict[str, Any]) -> None:
    if values.get("status", model.EventStatus.PLANNED) is model.EventStatus.PLANNED:
        values.pop("attended", None)
        values.pop("attendance", None)
    values.setdefault("group", "voss")
    values.setdefault("body", "drift")


@_puts_right(model.Earlier)
def _earlier(draw: Draw, values: dict[str, Any]) -> None:
    values.setdefault("percent", draw(PERCENTS))


@_puts_right(model.Figure)
def _figure(draw: Draw, values: dict[str, Any]) -> None:
    if values.get("form") is model.Form.PICTURE:
        values.pop("percent", None)
        values.pop("value", None)
        values["picture"] = draw(SLUGS)
    else:
        values.setdefault("words", Text(nb="mange"))
    if "value" in values:
        values.setdefault("unit", model.Unit.PERSONS)
    if "denominator" in values:
        values["denominator"] += 1
        if "numerator" in values:
            values["numerator"] = draw(st.integers(0, values["denominator"]))
    if "at_least" in values and "at_most" in values:
        values["at_most"] = max(values["at_least"], values["at_most"])


@_puts_right(model.Target)
def _target(draw: Draw, values: dict[str, Any]) -> None:
    for name in ("percent", "count", "direction", "margin"):
        values.pop(name, None)
    if values["kind"] is model.TargetKind.SHARE:
        values["percent"] = draw(PERCENTS)
    elif values["kind"] is model.TargetKind.COUNT_PER_GROUP:
        values["count"] = draw(NUMBERS)
    elif values["kind"] is model.TargetKind.DIRECTION:
        values["direction"] = draw(st.sampled_from(model.Direction))
    if values.get("direction") is model.Direction.MAINTAIN:
        if draw(st.booleans()):
            values["margin"] = draw(PERCENTS)
    else:
        values.pop("margin", None)


@_puts_right(model.Strategy)
def _strategy(draw: Draw, values: dict[str, Any]) -> None:
    areas = enumerate(values["areas"], start=1)
    values["areas"] = tuple(attrs.evolve(area, number=n if area.number is not None else None) for n, area in areas)
    values["targets"] = tuple(
        attrs.evolve(target, period=draw(st.sampled_from([None, values["period"]])))
        for target in values.get("targets", ())
    )


@_puts_right(model.AnnualPlan)
def _plan(draw: Draw, values: dict[str, Any]) -> None:
    values["year"] = draw(st.integers(1, 9998))


@_puts_right(model.Questionnaire)
def _questionnaire(draw: Draw, values: dict[str, Any]) -> None:
    strata = {}
    for one in values.get("questions", ()):
        strata.setdefault(one.stratum, one.id)
    values["questions"] = tuple(
        attrs.evolve(one, id=f"q{n}", stratum=one.stratum if strata[one.stratum] == one.id else None)
        for n, one in enumerate(values.get("questions", ()))
    )
    asked = {one.id for one in values["questions"]}
    if len({one.stratum for one in values["questions"]} - {None}) < sum(
        one.stratum is not None for one in values["questions"]
    ):
        values["questions"] = tuple(attrs.evolve(one, stratum=None) for one in values["questions"])
    values["repeats"] = tuple(dict.fromkeys(one for one in values.get("repeats", ()) if one not in asked))
    if not values["questions"]:
        values["repeats"] = (draw(SLUGS),)
    values["leaves_out"] = tuple(
        one for one in values.get("leaves_out", ()) if one not in asked and one not in values["repeats"]
    )


@_puts_right(model.Option)
def _option(draw: Draw, values: dict[str, Any]) -> None:
    values.pop("part_of", None)


@_puts_right(model.Question)
def _question(draw: Draw, values: dict[str, Any]) -> None:
    chosen = (model.QuestionKind.SINGLE, model.QuestionKind.MULTIPLE, model.QuestionKind.ORDINAL)
    if values.get("stratum") is not None:
        values.update(background=True, kind=model.QuestionKind.SINGLE)
    if values["kind"] is not model.QuestionKind.MULTIPLE:
        values.pop("empty", None)
    options = [*{one.code: one for one in values.get("options", ())}.values()] if values["kind"] in chosen else []
    if len(options) > 1 and draw(st.booleans()):
        options[1] = attrs.evolve(options[1], part_of=options[0].code)
    values["options"] = tuple(options)


@_puts_right(model.Governance)
def _governance(draw: Draw, values: dict[str, Any]) -> None:
    if "reviewed" in values and "next_review" in values:
        values["next_review"] = values["reviewed"] + dt.timedelta(days=draw(st.integers(1, 900)))


@_puts_right(model.Indicator)
def _indicator(draw: Draw, values: dict[str, Any]) -> None:
    values["version"] = draw(st.integers(1, 4))
    values["comparable_with"] = tuple(one for one in range(1, values["version"]) if draw(st.booleans()))
    if "minimum_denominator" in values:
        values["minimum_denominator"] += 1
    for name in ("numerator", "question", "per"):
        values.pop(name, None)
    if values["counted_from"] is model.CountedFrom.ANSWERS:
        values["respondents"] = values.get("respondents") or (model.Respondents(role="leder"),)
        if values["kind"] in (model.Kind.PROPORTION, model.Kind.COUNT):
            values["numerator"] = draw(predicates())
        else:
            values.pop("unknown_as_no", None)
            values["question"] = draw(SLUGS)
        if values["kind"] is model.Kind.RATIO:
            values["per"] = draw(SLUGS)
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


@_puts_right(model.Vocabulary)
def _vocabulary(draw: Draw, values: dict[str, Any]) -> None:
    values["version"] += 1


@_puts_right(model.Mapping)
def _mapping(draw: Draw, values: dict[str, Any]) -> None:
    values.pop("object", None)
    if values["relation"] is not model.Relation.NO_COUNTERPART:
        values["object"] = values["subject"] + "-0"
