"""Every id of the inventory is carried by an object, or excused by name with a reason."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from palnet.catalogue import Catalogue
from palnet.model import CountedFrom, Direction, Kind, Question
from palnet.model.definitions import KINDS, walk

HERE = Path(__file__).parent
INVENTORY = HERE.parents[1] / "shared" / "facts" / "facts.json"


def read() -> tuple[dict[str, str], dict[str, str]]:
    carried: dict[str, str] = {}
    excused: dict[str, str] = {}
    for path in sorted((HERE / "inventory").glob("*.toml")):
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
        for name, held in (("carried", carried), ("excused", excused)):
            for identifier, value in tables.get(name, {}).items():
                assert held.setdefault(identifier, value) == value, (
                    f"{path.name}: {identifier} is {name} twice, differently"
                )
    return carried, excused


@pytest.fixture(scope="module")
def objects(catalogue: Catalogue) -> set[str]:
    return {f"{KINDS[type(one)]}:{one.id}" for _, one in walk(catalogue.definitions) if type(one) in KINDS}


def test_every_id_that_is_carried_leads_to_an_object(objects: set[str]) -> None:
    carried, _ = read()
    lost = {identifier: target for identifier, target in carried.items() if target not in objects}
    assert not lost


def test_nothing_is_both_carried_and_excused_and_every_excuse_has_a_reason() -> None:
    carried, excused = read()
    assert not carried.keys() & excused.keys()
    assert all(len(reason) > 10 for reason in excused.values())


needs_the_inventory = pytest.mark.skipif(
    not INVENTORY.exists(), reason="the inventory itself is not beside this checkout"
)


def inventory(kind: str) -> dict[str, dict[str, Any]]:
    """The inventory's own objects of a kind, by their ids."""
    held = json.loads(INVENTORY.read_text(encoding="utf-8"))[kind]
    return {one["id"]: one for one in held}


@needs_the_inventory
def test_no_id_of_the_inventory_is_forgotten() -> None:
    carried, excused = read()
    found: set[str] = set()
    waiting = [json.loads(INVENTORY.read_text(encoding="utf-8"))]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            if isinstance(one.get("id"), str):
                found.add(one["id"])
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
    assert found - carried.keys() - excused.keys() == set()


NURSE, PHYSIO, MANAGERS = "ressurssykepleier", "ressursfysio-ergo", ("leder-sykepleie", "leder-fysio-ergo")

# Whom the inventory says that a question is asked of: roles, and the sector where it is one alone.
ASKED = {
    "RP nurse+FE": ({NURSE, PHYSIO}, None),
    "RP nurse": ({NURSE}, None),
    "RP FE": ({PHYSIO}, None),
    "RN": ({NURSE}, None),
    "RP municipal": ({NURSE}, "municipality"),
    "RN municipal": ({NURSE}, "municipality"),
    "RP hospital": ({NURSE}, "hospital"),
    "RN hospital": ({NURSE}, "hospital"),
    "RP + leaders": ({NURSE, PHYSIO, *MANAGERS}, None),
    "leaders": (set(MANAGERS), None),
    "leaders nurse+FE": (set(MANAGERS), None),
    "leaders nurse": ({MANAGERS[0]}, None),
    "leaders FE": ({MANAGERS[1]}, None),
}


@needs_the_inventory
def test_a_question_is_asked_of_those_of_whom_the_inventory_says_so(catalogue: Catalogue) -> None:
    carried, _ = read()
    questions = {f"question:{one.id}": one for _, one in walk(catalogue.definitions) if isinstance(one, Question)}
    # Who answers is asked of everybody, and the evaluations are of participants.
    looked_at = {name: one for name, one in inventory("survey_questions").items() if name not in ("Q00", "Q34", "Q35")}
    assert len(looked_at) == 34
    for name, one in looked_at.items():
        question = questions[carried[name]]
        roles, sector = ASKED[one["asked"]]
        if name == "Q04":
            # That nurses use the guidelines is asked of them alone; that they are known, of both.
            roles = {NURSE}
        assert {who.role for who in question.asked_of} == roles, name
        assert {who.sector and str(who.sector) for who in question.asked_of} == {sector}, name
    for name in ("Q12", "Q13", "Q21"):
        (further,) = (questions[target] for key, target in carried.items() if key.startswith(f"{name}/"))
        assert further.asked_of == questions[carried[name]].asked_of
    assert {who.role for who in questions[carried["Q04/knows"]].asked_of} == {NURSE, PHYSIO}


@needs_the_inventory
def test_an_indicator_is_counted_from_the_question_that_its_figures_are_results_of(catalogue: Catalogue) -> None:
    carried, _ = read()
    asked_for = {
        figure: carried[name].removeprefix("question:")
        for name, question in inventory("survey_questions").items()
        if name not in ("Q00", "Q34", "Q35")
        for figure in question["figures"]
    }
    counted = 0
    for name, one in inventory("indicators").items():
        indicator = catalogue.indicators[carried[name].removeprefix("indicator:")]
        questions = {asked_for[figure] for figure in one["figures"] if figure in asked_for}
        assert set(indicator.questions) == questions, name
        assert (indicator.counted_from is CountedFrom.ANSWERS) == bool(questions)
        assert (indicator.direction is Direction.INCREASE) == ("direction" in one)
        assert (indicator.kind is Kind.DISTRIBUTION) == one.get("kind", "").startswith("multi_select")
        counted += bool(questions)
    assert counted == 23


@needs_the_inventory
def test_a_figure_belongs_to_the_indicator_that_the_inventory_puts_it_under(catalogue: Catalogue) -> None:
    carried, _ = read()
    figures = {f"figure:{one.id}": one for one in catalogue.definitions.figures}
    for name, one in inventory("indicators").items():
        for figure in one["figures"]:
            assert figures[carried[figure]].indicator == carried[name].removeprefix("indicator:")
