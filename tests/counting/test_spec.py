"""The examples that are the documentation: every one is counted as its page says, and the page is fresh."""

import importlib.util
from decimal import Decimal
from fractions import Fraction

import pytest
from tests.pages import ROOT

import palnet
from palnet import Counts, QuestionKind
from palnet.files.folder import read_folder


def _spec():
    made = importlib.util.spec_from_file_location("spec", ROOT / "docs" / "spec.py")
    module = importlib.util.module_from_spec(made)
    made.loader.exec_module(module)
    return module


SPEC = _spec()
CHAPTERS = SPEC.chapters()
EXAMPLES = [pytest.param(one, id=f"{chapter.title}: {one.title}") for chapter in CHAPTERS for one in chapter.examples]
NAMES = {name: getattr(palnet, name) for name in palnet.__all__}


@pytest.fixture
def read(tmp_path):
    """A piece of TOML, read as a region's file is."""

    def reading(text):
        path = tmp_path / "example.toml"
        path.write_text("palnet = 1\n" + text.replace("palnet = 1\n", ""), encoding="utf-8")
        found = read_folder(path)
        assert not found.problems, [problem.text() for problem in found.problems]
        return found.definitions

    return reading


def cell(questionnaire, name, written):
    """One cell of a table of answers; an empty one is empty."""
    if not written:
        return None
    kind = questionnaire.by_id[name].kind
    if kind is QuestionKind.MULTIPLE:
        return [code.strip() for code in written.split(",")]
    return Decimal(written) if kind is QuestionKind.NUMBER else written


def counted(example, read):
    """The counts of an example, and what they are of."""
    (questionnaire,) = read(SPEC.questionnaire()).questionnaires
    indicators = read(example.definition).indicators
    head, rows = SPEC.table(example.answers) if example.answers else ((), ())
    answers = palnet.answers_from(
        [{name: cell(questionnaire, name, one) for name, one in zip(head, row, strict=True)} for row in rows],
        questionnaire,
    )
    (roster,) = read(example.roster).rosters if example.roster else (None,)
    events = read(example.events).events if example.events else ()
    data = answers if example.answers else roster or events
    return palnet.count(
        indicators,
        data,
        roster=roster,
        events=events if example.answers else (),
        by=example.by,
        margins=example.margins,
        period=example.period,
    )


def said(value):
    return "" if value is None else f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def as_table(counts, head):
    """The counts as the example's table has them: the columns that it names, as text."""
    for count in counts:
        for row in Counts([count], counts.by).rows():
            value = None if count.value is None else Fraction(count.value)
            every = row | {"value": value, "taken_as_no": count.taken_as_no}
            yield tuple(said(every[name]) for name in head)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_counted_as_it_says(example, read):
    counts = counted(example, read)
    head, rows = SPEC.table(example.counts)
    assert tuple(as_table(counts.protected() if example.protected else counts, head)) == rows


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.values[0].python])
def test_a_definition_in_python_is_the_one_in_toml(example, read):
    assert [eval(example.python, dict(NAMES))] == list(read(example.definition).indicators)


def test_the_page_is_fresh():
    """Where this fails: python3 docs/spec.py"""
    assert (ROOT / "docs" / "counting.md").read_text(encoding="utf-8") == SPEC.PAGES["counting.md"]()


def test_every_kind_state_and_origin_has_an_example(read):
    shown = [one for example in EXAMPLES for one in counted(example.values[0], read)]
    assert {one.kind for one in shown} == set(palnet.Kind)
    assert {one.origin.counted_from for one in shown} == set(palnet.CountedFrom)
    assert {one.state for one in shown} == set(palnet.State) - {palnet.State.SUPPRESSED}
    assert any(example.values[0].protected for example in EXAMPLES)
    titles = [example.title for chapter in CHAPTERS for example in chapter.examples]
    assert len(set(titles)) == len(titles) >= 30


def test_a_table_that_is_no_table_is_refused():
    with pytest.raises(ValueError, match="one too many"):
        SPEC.table("a | b\n1 | 2 | one too many")
