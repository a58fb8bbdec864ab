"""The strategies: what they reach, that what they make fits together, and that Hypothesis knows them by itself."""

import datetime as dt
import re
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from enum import Enum, EnumMeta

import attrs
import pytest
import tomli
from hypothesis import HealthCheck, Phase, assume, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import UnsatisfiedAssumption
from tests.generators import CLASSES
from tests.pages import ROOT, programs
from tests.toml_files import value_of

import palnet
from palnet import Missing, State, assess, model
from palnet.files.structure import converter
from palnet.model.codebook import answer_problem
from palnet.period import Season
from palnet.record import fields_of
from palnet.survey.blanks import with_reasons
from palnet.testing import strategies
from palnet.testing.strategies import (
    answers,
    counts,
    divisions,
    indicators,
    instances,
    policies,
    predicates,
    questionnaires,
    rosters,
    targets,
    worlds,
)

MADE = [one for name in model.__all__ if not issubclass(one := getattr(model, name), Enum)]
PREDICATES = {model.Is, model.AtLeast, model.Includes, model.Between, model.Background}
PREDICATES |= {model.AllOf, model.AnyOf, model.Not}

fixed = settings(
    derandomize=True, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
"""The same examples each time, whatever the profile."""


def drawn(strategy, examples):
    """That many examples, always the same."""
    found = []

    @settings(fixed, max_examples=examples)
    @given(strategy)
    def draw(one):
        found.append(one)

    draw()
    return found


def discarded(strategy, examples):
    """How many of that many examples the strategy gave up. Hypothesis's own repetitions of parts are no examples."""
    ends = Counter()

    @settings(fixed, max_examples=examples)
    @given(st.data())
    def draw(data):
        try:
            data.draw(strategy)
        except UnsatisfiedAssumption:
            ends["INVALID"] += 1
            raise
        finally:
            ends[data.conjecture_data.status.name] += 1

    draw()
    assert ends["VALID"]
    return ends["INVALID"]


def within(record):
    """A value and all that it is made of."""
    yield record
    if attrs.has(type(record)):
        inner = [getattr(record, field.name) for field in attrs.fields(type(record))]
    elif isinstance(record, dict):
        inner = [*record, *record.values()]
    else:
        inner = record if isinstance(record, (tuple, list, frozenset)) else ()
    for one in inner:
        yield from within(one)


def said(member):
    """A member of an enumeration with its class: those of two classes may be equal."""
    return type(member).__name__, member.name


def members_in(values):
    """Every member of an enumeration in there."""
    return {said(one) for value in values for one in within(value) if isinstance(one, Enum)}


def every(*enumerations):
    return {said(member) for one in enumerations for member in one}


WORLDS = 600


@pytest.fixture(scope="module")
def some_worlds():
    return drawn(worlds(), WORLDS)


def test_worlds_reach_every_kind_predicate_question_target_and_reason(some_worlds):
    asked = [question for world in some_worlds for question in world.questionnaire.questions]
    defined = [one for world in some_worlds for one in world.indicators]
    conditions = [one for value in (*asked, *defined) for one in within(value) if isinstance(one, model.Predicate)]
    assert {type(one) for one in conditions} == PREDICATES
    assert every(model.Kind, model.CountedFrom, model.Direction) <= members_in(defined)
    assert every(model.QuestionKind, model.EmptyMeans, model.Missing, model.Stratum) <= members_in(asked)
    assert every(model.TargetKind) <= members_in(world.strategy for world in some_worlds)
    cells = {cell for world in some_worlds for column in world.answers.columns.values() for cell in column}
    assert every(Missing) <= members_in(cells)
    assert {str, frozenset, int, Decimal, dt.date} <= {type(cell) for cell in cells}
    assert frozenset() in cells
    assert every(model.Sector) <= members_in(world.roster for world in some_worlds)
    assert every(model.GroupKind) <= members_in(world.region for world in some_worlds)
    held = members_in(world.events for world in some_worlds)
    assert {said(model.EventStatus.HELD), said(model.EventStatus.PLANNED)} <= held


def test_counts_of_worlds_reach_every_state_kind_and_source(some_worlds):
    seen, hidden, reasons = Counter(), Counter(), Counter()
    for world in some_worlds:
        counted = world.count("group", margins=True)
        seen.update((one.state, one.kind, one.origin.counted_from) for one in counted)
        hidden.update(one.state for one in counted.protected())
        reasons.update(reason for one in counted for reason, number in one.missing if number)
    assert {state for state, _, _ in seen} == set(State) - {State.SUPPRESSED}
    assert set(hidden) == set(State)
    valued = {(source, kind) for state, kind, source in seen if state is State.VALUE}
    assert valued == {
        *((model.CountedFrom.ANSWERS, kind) for kind in model.Kind),
        (model.CountedFrom.ROSTER, model.Kind.PROPORTION),
        (model.CountedFrom.ATTENDANCE, model.Kind.RATIO),
        (model.CountedFrom.HEADCOUNTS, model.Kind.COUNT),
    }
    # What was never asked of somebody is outside the base, and so never missing.
    assert set(reasons) == {Missing.NOT_ANSWERED, Missing.DONT_KNOW}


def test_worlds_reach_what_is_special(some_worlds):
    reached = Counter()
    for world in some_worlds:
        questions, roster = world.questionnaire.questions, world.roster
        options = [option for question in questions for option in question.options]
        headcounts = [one for outer in roster.headcounts for _, one in outer.nested()]
        reached.update({
            "an option that is a sort of another": any(one.part_of for one in options),
            "an option with the name of a reason that is an answer": any(
                one.code == "dont-know" and one.missing is None for one in options
            ),
            "a question that is routed to": any(one.shown_if for one in questions),
            "a question for one sector": any(said.sector for one in questions for said in one.asked_of),
            "a question for some roles": any(
                one.asked_of and {said.role for said in one.asked_of} < {role.id for role in world.region.roles}
                for one in questions
            ),
            "a question for everybody": any(not one.asked_of for one in questions),
            "a question with a choice but no options": any(
                not one.options and one.kind is model.QuestionKind.SINGLE for one in questions
            ),
            "a question that is left out": world.questionnaire.leaves_out,
            "a question that nobody was asked": len(questions) > len(world.answers.columns),
            "one role alone": world.questionnaire.only_role is not None,
            "no group": not world.region.groups,
            "a network in a network": any(one.part_of for one in world.region.networks),
            "a definition that counts what is unknown as no": any(one.unknown_as_no for one in world.indicators),
            "a base": any(one.base for one in world.indicators),
            "a version after a break": any(one.version > 1 and not one.comparable_with for one in world.indicators),
            "nobody": not len(world.answers),
            "ten": len(world.answers) == 10,
            "two alike": len(set(zip(*world.answers.columns.values(), strict=True))) < len(world.answers),
            "made up": world.answers.synthetic,
            "a roster with parts": any(one.parts for one in headcounts),
            "parts that cannot be added": any(not one.disjoint for one in headcounts),
            "a subset": any(one.including and one.including[0].count for one in headcounts),
            "nobody on the roster": sum(one.count for one in roster.headcounts) == 0,
            "more on the roster than answered": sum(one.count for one in roster.headcounts) > len(world.answers),
            "a meeting with attendance": any(one.attendance for one in world.events),
            "a meeting to which nobody was invited": any(
                one.attendance is not None and not one.attendance.invited for one in world.events
            ),
            "a meeting in another year": any(one.when.in_year not in (None, 2023) for one in world.events),
        })  # fmt: skip
    assert [name for name, times in reached.items() if not times] == []


def test_instances_reach_every_value_of_every_enumeration():
    reached = set()
    holding = {cls for cls in CLASSES if any(isinstance(one.type, EnumMeta) for one in fields_of(cls))}
    for cls in (*holding, model.Count):
        reached |= members_in(drawn(instances(cls, 1), 400))
    wanted = every(Season, *(one for name in model.__all__ if issubclass(one := getattr(model, name), Enum)))
    assert wanted <= reached


@pytest.mark.parametrize("cls", [cls for cls in MADE if cls is not model.Predicate], ids=lambda cls: cls.__name__)
def test_instances_leave_out_and_give_whatever_may_be_left_out(cls):
    made = drawn(instances(cls, 1), 300)
    assert {type(one) for one in made} == {cls}
    for field in attrs.fields(cls):
        if field.default is not attrs.NOTHING and cls is not model.Answers:
            given_to = [getattr(one, field.name) for one in made]
            assert any(value != field.default for value in given_to), field.name
            if (cls, field.name) not in ALWAYS:
                assert any(value == field.default for value in given_to), field.name


ALWAYS = {(model.Count, "period")}


def test_any_predicate_is_one_of_every_class():
    assert {type(one) for one in drawn(instances(model.Predicate), 200)} == PREDICATES


def test_what_is_no_class_of_the_model_is_refused():
    for other in (int, model.Kind, palnet.Counts, 3):
        with pytest.raises(TypeError, match="palnet's model"):
            instances(other)


SOURCES = {
    "worlds": worlds(),
    "questionnaires": questionnaires(),
    "predicates": questionnaires().flatmap(predicates),
    "indicators": questionnaires().flatmap(indicators),
    "answers": questionnaires().flatmap(answers),
    "rosters": questionnaires().flatmap(rosters),
    "targets": instances(model.Indicator, 1).flatmap(targets),
    "counts": counts(),
    "policies": policies(),
    **{cls.__name__: instances(cls, 1) for cls in MADE},
}


@pytest.mark.parametrize("name", SOURCES)
def test_hardly_an_example_is_discarded(name):
    assert discarded(SOURCES[name], 50) < 5


def test_what_is_discarded_is_counted():
    assert discarded(st.integers(0, 9).map(lambda number: assume(number > 4)), 50) == 5
    assert discarded(st.integers(0, 999).filter(lambda number: number % 10 == 7), 50) >= 5


@given(st.data())
def test_palnet_counts_every_world_by_anything(data):
    world = data.draw(worlds())
    by = data.draw(divisions(world.questionnaire))
    counted = world.count(by, margins=data.draw(st.booleans()))
    assert {one.indicator for one in counted} == {one.id for one in world.indicators} or not len(counted)
    assert all(tuple(name for name, _ in one.strata) == by for one in counted)
    if not by:
        assert len(counted) == len(world.indicators)


@given(worlds())
def test_every_target_of_a_world_can_be_held_against_its_count(world):
    by_group = world.count("group")
    for target, row in zip(world.strategy.targets, world.count(), strict=True):
        assert target.indicator == row.indicator
        if target.kind is not model.TargetKind.COUNT_PER_GROUP:
            assert assess.verdict(row, target, before=row).target == target
        elif world.region.groups:
            rows = by_group.where(lambda one, named=target.indicator: one.indicator == named)
            groups = {dict(one.strata)["group"] for one in rows} - {"unknown"}
            assert groups <= {one.id for one in world.region.groups}
            if groups:
                assert assess.verdict(rows, target).target == target


class Brought:
    """A plugin that brings a world."""

    def __init__(self, definitions):
        for name in ("regions", "rosters", "indicators", "questionnaires", "strategies", "events"):
            bring = palnet.hookimpl(lambda name=name: getattr(definitions, name), specname=f"palnet_{name}")
            setattr(self, f"bring_{name}", bring)


@settings(max_examples=20)
@given(worlds())
def test_the_parts_of_a_world_fit_together_as_a_plugin_s_do(world):
    held = palnet.discover(plugins=[Brought(world.definitions)])
    assert not held.problems
    assert held.questionnaire("region", 2023) == world.questionnaire
    assert held.strategy("region", 2023) == world.strategy
    assert held.roster("region", 2023) == world.roster
    assert set(held.indicators.values()) == set(world.indicators)


def test_groups_are_in_one_network_on_the_roster_and_among_the_answers(some_worlds):
    for world in some_worlds:
        wholes = {one.id: one.part_of for one in world.region.networks}
        home = {one.id: one.network for one in world.region.groups}
        for outer in world.roster.headcounts:
            for one in outer.with_subsets():
                if one.group is not None and one.network is not None:
                    assert one.network in (home[one.group], wholes[home[one.group]])
        said = (world.answers.stratum(model.Stratum.GROUP), world.answers.stratum(model.Stratum.NETWORK))
        for group, network in zip(*said, strict=True):
            if group in home and network in wholes:
                assert network == home[group]


def truth_of(predicate, row, questions):
    """True, False, or None for unknown, of one respondent: the words of the predicates, read once more."""
    match predicate:
        case model.Not(part):
            inside = truth_of(part, row, questions)
            return None if inside is None else not inside
        case model.AllOf(parts) | model.AnyOf(parts):
            found = [truth_of(part, row, questions) for part in parts]
            decides = isinstance(predicate, model.AnyOf)
            return decides if decides in found else None if None in found else not decides
        case model.Background(stratum, code):
            asking = [one for one in questions.values() if one.stratum is stratum]
            if not asking:
                return code == "person" if stratum is model.Stratum.ROLE else None
            cell = answer_in(row, asking[0])
            return None if cell is None else belongs(cell, code, asking[0])
    question = questions[predicate.question]
    cell = answer_in(row, question)
    if cell is None:
        return None
    order = [option.code for option in question.options]
    place = order.index if question.kind is model.QuestionKind.ORDINAL else lambda value: value
    match predicate:
        case model.Is(_, code):
            return cell == code
        case model.Includes(_, code):
            return code in cell
        case model.AtLeast(_, low):
            return place(cell) >= place(low)
        case model.Between(_, low, high):
            return (low is None or place(low) <= place(cell)) and (high is None or place(cell) <= place(high))


def answer_in(row, question):
    """The answer, None where there is none."""
    cell = row.get(question.id, Missing.NOT_ASKED)
    silent = {option.code for option in question.options if option.missing is not None}
    if isinstance(cell, Missing):
        return None
    ticked = cell if isinstance(cell, frozenset) else {cell}
    return None if ticked and ticked <= silent else cell


def belongs(code, wanted, question):
    wholes = {option.code: option.part_of for option in question.options}
    return code is not None and (code == wanted or belongs(wholes.get(code), wanted, question))


@given(st.data())
def test_answers_are_those_of_whom_a_question_is_asked_and_shown_to(data):
    questionnaire = data.draw(questionnaires())
    made = data.draw(answers(questionnaire))
    questions = questionnaire.by_id
    for position in range(len(made)):
        row = {name: column[position] for name, column in made.columns.items()}
        for name in made.columns:
            question = questions[name]
            sorts = [one.condition for one in question.asked_of]
            asked = truth_of(model.AnyOf(*sorts), row, questions) if sorts and question.stratum is None else True
            shown = question.shown_if is None or truth_of(question.shown_if, row, questions)
            assert (row[name] is Missing.NOT_ASKED) == (asked is False)
            if asked is not False:
                assert (row[name] is Missing.NOT_SHOWN) == (shown is False)


@given(questionnaires().flatmap(answers))
def test_reading_would_give_the_blanks_the_same_reasons(made):
    found = (Missing.NOT_ASKED, Missing.NOT_SHOWN)
    emptied = {
        name: [None if any(cell is one for one in found) else cell for cell in column]
        for name, column in made.columns.items()
    }
    assert with_reasons(made.questionnaire, emptied).columns == made.columns


def test_answers_that_are_not_routed_may_be_anybody_s():
    strayed = 0
    for questionnaire in drawn(questionnaires(), 40):
        for made in drawn(answers(questionnaire, routed=False, min_size=3), 5):
            for question in questionnaire.questions:
                for cell in made.columns.get(question.id, ()):
                    assert answer_problem(question, cell) is None
                    strayed += question.shown_if is None and cell is Missing.NOT_SHOWN
    assert strayed


@given(st.data())
def test_one_s_own_cells_stand_where_the_question_is_asked(data):
    questionnaire = data.draw(questionnaires())
    own = {one.id: st.just(Missing.DONT_KNOW) for one in questionnaire.questions if data.draw(st.booleans())}
    made = data.draw(answers(questionnaire, cells=own, min_size=1, max_size=2))
    assert 1 <= len(made) <= 2
    assert own.keys() <= made.columns.keys()
    for name in own:
        assert {*made.columns[name]} <= {Missing.DONT_KNOW, Missing.NOT_ASKED, Missing.NOT_SHOWN}


def test_cells_for_a_question_that_there_is_not_are_refused():
    with pytest.raises(KeyError, match="nowhere"):
        answers(drawn(questionnaires(), 1)[0], cells={"nowhere": st.none()})


@given(st.data())
def test_a_roster_has_room_for_everybody_who_answered(data):
    questionnaire = data.draw(questionnaires())
    answered = data.draw(answers(questionnaire))
    roster = data.draw(rosters(questionnaire, answered))
    asked = [data.draw(indicators(questionnaire, name)) for name in "ab"]
    assert sum(one.count for one in roster.headcounts) >= len(answered)
    palnet.count(asked, answered, roster=roster, by=data.draw(divisions(questionnaire)), margins=True)


@given(st.data())
def test_predicates_and_indicators_of_a_questionnaire_can_be_counted(data):
    questionnaire = data.draw(questionnaires())
    indicator = data.draw(indicators(questionnaire))
    condition = data.draw(predicates(questionnaire))
    role = questionnaire.only_role or questionnaire.of_stratum(model.Stratum.ROLE).codes[0]
    own = model.Indicator(
        id="own",
        label=palnet.Text(nb="own"),
        kind=model.Kind.PROPORTION,
        counted_from=model.CountedFrom.ANSWERS,
        respondents=(model.Respondents(role=role),),
        numerator=condition,
    )
    assert len(palnet.count([indicator, own], data.draw(answers(questionnaire)))) == 2


def depth_of(predicate):
    return 1 + max((depth_of(part) for part in predicate.parts), default=-1)


@given(st.data(), st.integers(0, 3))
def test_predicates_are_nested_no_deeper_than_is_said(data, depth):
    questionnaire = data.draw(questionnaires())
    assert depth_of(data.draw(predicates(questionnaire, depth))) <= depth
    assert depth_of(data.draw(instances(model.Predicate, depth))) <= depth


def test_where_nothing_can_be_asked_there_is_no_predicate():
    text = model.Question(id="a", label=palnet.Text(nb="a"), kind=model.QuestionKind.TEXT, asked_of=())
    silent = attrs.evolve(drawn(questionnaires(), 1)[0], questions=(text,), leaves_out=())
    assert predicates(silent).is_empty
    sources = {one.counted_from for one in drawn(indicators(silent), 30)}
    assert sources == set(model.CountedFrom) - {model.CountedFrom.ANSWERS}


@given(st.data())
def test_a_target_can_be_held_against_any_count_of_its_indicator(data):
    indicator = data.draw(instances(model.Indicator, 1))
    count = data.draw(counts(indicator))
    target = data.draw(targets(indicator))
    assert (count.indicator, count.kind, count.version) == (indicator.id, indicator.kind, indicator.version)
    if target.kind is model.TargetKind.COUNT_PER_GROUP:
        count = attrs.evolve(count, level="group", strata={"group": "g1"})
    found = assess.verdict(count, target, before=data.draw(st.none() | counts(indicator)))
    assert found.explain("nb")
    assert found.explain("en")


@given(counts(), policies())
def test_a_count_is_as_counting_gives_it(count, policy):
    assert attrs.evolve(count) == count
    assert policy.protect(count).name == count.name
    if count.state is not State.VALUE:
        assert (count.numerator, count.denominator, count.values) == (None, None, ())
    elif count.kind in (model.Kind.PROPORTION, model.Kind.COUNT) and count.denominator is not None:
        assert 0 <= count.numerator <= count.denominator
    if count.kind is model.Kind.MEAN and count.state is State.VALUE:
        assert sum(Decimal(value) * number for value, number in count.values) == count.numerator
    if count.kind in (model.Kind.MEAN, model.Kind.MEDIAN) and count.state is State.VALUE:
        assert sum(number for _, number in count.values) == count.denominator
    if count.roster is not None:
        assert count.people <= count.roster


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
@settings(max_examples=15)
@given(st.data())
def test_every_record_survives_toml_and_json(cls, data):
    made = data.draw(instances(cls, 2))
    table = tomli.loads(f"one = {value_of(made)}", parse_float=Decimal)["one"]
    assert converter().structure(table, cls) == made
    assert palnet.from_json(palnet.to_json(made), cls) == made


def smallest(strategy, holds=lambda _: True):
    quiet = settings(max_examples=2000, database=None, derandomize=True, phases=[Phase.generate, Phase.shrink])
    return find(strategy, holds, settings=quiet)


def test_what_fails_shrinks_to_what_can_be_read():
    assert smallest(strategies.words()) == "a"
    assert smallest(strategies.ids()) == "a"
    assert smallest(instances(palnet.Text)) == palnet.Text(nb="a")
    assert smallest(instances(model.Predicate)) == model.Is("a", "a")
    only = smallest(instances(model.Indicator), lambda one: one.kind is model.Kind.MEAN)
    assert (only.id, only.question, only.respondents) == ("a", "a", (model.Respondents(role="a"),))
    assert str(only.label) == "a"
    rest = {field.name for field in attrs.fields(type(only)) if getattr(only, field.name) != field.default}
    assert rest == {"id", "label", "kind", "counted_from", "question", "respondents"}


def test_a_world_that_fails_shrinks_to_what_the_failure_needs():
    def holds(world):
        return any(one.kind is model.Kind.RATIO and one.state is State.VALUE for one in world.count())

    world = smallest(worlds(), holds)
    assert [one.counted_from for one in world.indicators] == [model.CountedFrom.ATTENDANCE]
    assert len(world.events) == 1
    assert len(world.answers) == 0
    assert [one.id for one in world.questionnaire.questions] == ["a"]
    assert [one.id for one in world.region.networks] == ["n1"]
    assert not world.region.groups
    assert not world.questionnaire.leaves_out
    assert not world.answers.synthetic


def test_answers_that_fail_shrink_to_the_respondent_who_matters():
    label = palnet.Text(nb="a")
    of = (model.Respondents(role="a"),)
    questions = tuple(
        model.Question(id=name, label=label, kind=model.QuestionKind.NUMBER, asked_of=of) for name in "ab"
    )
    asked = model.Questionnaire(id="a", label=label, survey="a", period=palnet.Period.year(2023), questions=questions)
    made = smallest(answers(asked), lambda one: Missing.DONT_KNOW in one.column("b"))
    assert dict(made.columns) in ({"a": (0,), "b": (Missing.DONT_KNOW,)}, {"b": (Missing.DONT_KNOW,)})


def run(code):
    """What a fresh interpreter prints, away from these tests and their profiles."""
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


FROM_TYPE = """
from hypothesis import Phase, find, settings
from hypothesis import strategies as st
few = settings(max_examples=5, database=None, deadline=None, phases=[Phase.generate])
for name in ["Text", "Period", "When", *palnet.model.__all__]:
    cls = getattr(palnet, name, None) or getattr(palnet.model, name)
    made = find(st.from_type(cls), lambda one: True, settings=few)
    assert isinstance(made, cls), name
    print(name)
"""

ORDERS = {
    "hypothesis first": "import hypothesis, palnet, palnet.model",
    "palnet first": "import palnet, palnet.model, hypothesis",
}


@pytest.mark.parametrize("order", ORDERS)
def test_hypothesis_knows_every_class_by_itself(order):
    assert run(ORDERS[order] + FROM_TYPE) == ["Text", "Period", "When", *model.__all__]


@pytest.mark.parametrize("name", ["Text", "Period", "When"])
def test_hypothesis_knows_the_classes_beneath_the_model_without_it(name):
    code = f"import hypothesis, palnet, sys; cls = palnet.{name}; print('palnet.model' in sys.modules)"
    code += "; from hypothesis import strategies as st; print(st.from_type(cls).validate())"
    code += "; print(type(hypothesis.find(st.from_type(cls), lambda one: True)).__name__)"
    assert run(code) == ["False", "None", name]


def test_what_hypothesis_loads_by_itself_is_next_to_nothing():
    loaded = run("import sys, hypothesis; print(*sys.modules)")
    ours = {name for name in loaded if name.partition(".")[0] == "palnet"}
    assert ours == {"palnet", "palnet._version", "palnet.testing", "palnet.testing._hypothesis"}
    assert not {"cattrs", "pluggy", "tomli"} & set(loaded)


def test_the_strategies_need_no_pytest():
    loaded = run("import sys; sys.modules['pytest'] = None; import palnet.testing.strategies; print(*sys.modules)")
    assert "hypothesis" in loaded
    assert not {"pluggy", "polars", "pandas", "palnet.catalogue", "palnet.testing.suite"} & set(loaded)


def test_the_model_needs_no_hypothesis_where_only_the_entry_point_is_loaded():
    loaded = run("import sys, palnet.testing._hypothesis, palnet.model; print(*sys.modules)")
    assert "palnet.model" in loaded
    assert "hypothesis" not in loaded


@pytest.mark.parametrize("program", programs("docs/testing.md"))
def test_what_the_page_on_testing_shows_holds(program):
    assert run(program)


def test_the_page_on_testing_names_every_strategy():
    text = (ROOT / "docs" / "testing.md").read_text(encoding="utf-8")
    named = {name for row in text.splitlines() if row.startswith("| `") for name in re.findall(r"`(\w+)\(", row)}
    assert named | {"World"} == set(strategies.__all__)
