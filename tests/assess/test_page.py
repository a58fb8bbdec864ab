"""The page on verdicts: what it shows is what comes out, and it names every rule and every outcome."""

import contextlib
import io
import re

import pytest
from tests.pages import ROOT, blocks

from palnet.assess import Outcome, Rule

PAGE = "docs/verdicts.md"


@pytest.fixture(scope="module")
def shown():
    """What each program of the page prints, one after the other in one session, and what the page says of it."""
    session = {}
    pairs = []
    found = blocks(PAGE)
    assert [block.language for block in found] == ["python", "text"] * (len(found) // 2)
    for program, printed in zip(found[::2], found[1::2], strict=True):
        output = io.StringIO()
        with contextlib.redirect_stdout(output):
            exec(compile(program.text, PAGE, "exec"), session)
        pairs.append((output.getvalue().replace("\u00a0", " "), printed.text))
    return pairs


def test_the_examples_print_what_the_page_says(shown):
    assert len(shown) >= 7
    for printed, said in shown:
        assert printed == said


def test_the_order_of_the_rules_is_the_order_of_the_page():
    text = (ROOT / PAGE).read_text(encoding="utf-8")
    table = text.partition("## The order of the rules")[2].partition("\n\n##")[0]
    rows = re.findall(r"^\| ((?:`[\w-]+`(?:, )?)+) \| (.*?) \|", table, re.MULTILINE)
    assert [name for names, _ in rows for name in re.findall(r"`([\w-]+)`", names)] == [rule.value for rule in Rule]
    named = " ".join(outcome for _, outcome in rows).replace("`", "").replace("not met", "not-met")
    assert set(re.findall(r"[a-z-]+", named)) - {"or"} == {one.value for one in Outcome}
