"""The five documents as raw text against the inventory: which of its figures are read, and which readings are right.

The inventory was made by people who read the documents; nothing here asks palnet what a figure is.
"""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import attrs

from palnet.draft import Read, Reading, open_draft, read_draft

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
SEEDS = {
    "bergen-arsrapport-2023": "000_*.txt",
    "bergen-ou-2024": "002_*.txt",
    "stavanger-arsplan-2024": "001_*.txt",
    "bergen-arsplan-2025": "003_*.txt",
    "ahus-strategi-2022-2024": "004_*.txt",
}
NAMES = {
    "bergen-arsrapport-2023": "Bergen, annual report 2023",
    "bergen-ou-2024": "Bergen, slides of January 2024",
    "stavanger-arsplan-2024": "Stavanger, annual plan 2024",
    "bergen-arsplan-2025": "Bergen, annual plan 2025",
    "ahus-strategi-2022-2024": "Ahus, strategy 2022–2024",
}

# Why a figure of the inventory is not read: a person's reasons, one for each.
REASONS = {
    "F018": "said without a number: none of them have",
    "F021": "one sentence names three lost charts, and is read as one",
    "F022": "one sentence names three lost charts, and is read as one",
    "F068": "“de fire … og de tre …” names all there are, and is passed over",
}


@attrs.frozen
class Wanted:
    """A figure of the inventory: where it is printed, and its numbers."""

    id: str
    document: str
    spans: tuple[tuple[int, int], ...]
    kind: str
    value: Decimal | None = None
    numerator: int | None = None
    denominator: int | None = None
    most: Decimal | None = None
    network: str | None = None
    role: str | None = None


def seed(document: str) -> Path:
    """The text of a document."""
    return next((SHARED / "seeds").glob(SEEDS[document]))


@cache
def reading(document: str) -> Read:
    """A document as it is read."""
    return read_draft(open_draft(seed(document)))


def _spans(lines: str) -> tuple[tuple[int, int], ...]:
    ends = [one.split("-") for one in lines.split(",")]
    return tuple((int(one[0]), int(one[-1])) for one in ends)


_NETWORKS = {"net-bergen-nurse": "sykepleie", "net-bergen-fe": "fysio-ergo"}


def _role(group: str | None) -> str | None:
    if group is None or group.startswith(("all", "fagdag", "not")):
        return None
    if group.startswith("doctors"):
        return "lege"
    return "leder" if group.startswith("leader") else "ressursperson"


@cache
def inventory() -> tuple[Wanted, ...]:
    """The figures of the inventory and its cells of attendance."""
    held = json.loads((SHARED / "facts" / "facts.json").read_text("utf-8"))
    wanted = []
    for one in held["figures"]:
        kind, value = one["kind"], one["value"]
        spans = _spans(one["src"]["lines"])
        for again in [*one.get("repeated", ()), *one.get("src2", ())]:
            spans += _spans(again["lines"]) if again["doc"] == one["src"]["doc"] else ()
        given = {"numerator": one.get("numerator"), "denominator": one.get("denominator")}
        if kind == "range":
            given |= {"value": Decimal(value[0]), "most": Decimal(value[1])}
        elif isinstance(value, int):
            given["value"] = Decimal(value)
        elif kind == "approx_fraction":
            given |= {"numerator": 1, "denominator": 4}
        wanted.append(
            Wanted(
                id=one["id"],
                document=one["src"]["doc"],
                spans=spans,
                kind=kind,
                network=_NETWORKS.get(one["network"]),
                role=_role(one["respondent_group"]),
                **given,
            )
        )
    table = held["attendance"]
    lines = {
        "bgo-1": 94,
        "bgo-2": 96,
        "bgo-3": 98,
        "bgo-vest": 100,
        "bgo-midthordland": 101,
        "bgo-nordhordland": 103,
        "bgo-voss": 105,
    }
    for cell in table["cells"]:
        line = lines[cell["group"]]
        wanted.append(
            Wanted(
                id=f"{cell['group']}/{cell['meeting']}",
                document=table["src"]["doc"],
                spans=((line, line),),
                kind="fraction",
                numerator=cell["attended"],
                denominator=cell["base"],
                network="sykepleie",
            )
        )
    return tuple(wanted)


@cache
def besides() -> tuple[dict[str, object], ...]:
    """What the documents claim besides the inventory's figures: targets, promises, words. Written down by hand."""
    return tuple(tomllib.loads((HERE / "besides.toml").read_text("utf-8"))["besides"])


def _near(one: Wanted, reading: Reading) -> bool:
    first, last = reading.place.line or 0, reading.place.last or reading.place.line or 0
    return any(first <= end and start <= last for start, end in one.spans)


def _numbers(reading: Reading) -> list[Decimal]:
    """The counts that a reading tells: its own, and its parts', at any depth."""
    found, waiting = (
        [reading.value] if reading.percent is None and reading.value is not None else [],
        list(reading.pieces),
    )
    while waiting:
        piece = waiting.pop()
        found.append(piece.value)
        waiting += piece.pieces
    return found


def says(one: Wanted, reading: Reading) -> bool:
    """Whether a reading has the numbers of a figure, where that is printed."""
    if not _near(one, reading):
        return False
    if one.kind == "picture_missing":
        return reading.claim == "picture"
    if one.kind == "percent":
        return reading.claim == "share" and reading.percent == one.value and reading.numerator == one.numerator
    if one.kind in ("fraction", "approx_fraction"):
        rough = one.kind == "approx_fraction"
        return (reading.numerator, reading.denominator, reading.rough) == (one.numerator, one.denominator, rough)
    if one.kind == "range":
        return (reading.value, reading.most) == (one.value, one.most)
    if one.kind == "relative_change_pct":
        return reading.claim == "change" and reading.percent == one.value
    if one.kind == "money_nok":
        return reading.claim == "money" and reading.value == one.value
    return one.kind == "count" and one.value in _numbers(reading)


@attrs.frozen
class Measured:
    """How one document was read: figures found and missed, readings right, in the inventory and besides, and wrong."""

    document: str
    found: tuple[str, ...]
    missed: tuple[str, ...]
    in_inventory: int
    beside: int
    wrong: tuple[Reading, ...]
    whom: tuple[int, int]

    @property
    def recall(self) -> tuple[int, int]:
        """Figures read, of how many."""
        return len(self.found), len(self.found) + len(self.missed)

    @property
    def precision(self) -> tuple[int, int]:
        """Readings that are right, of how many."""
        right = self.in_inventory + self.beside
        return right, right + len(self.wrong)


@cache
def measured(document: str) -> Measured:
    """Hold a document's readings against the inventory. One reading serves one figure, its parts further ones."""
    readings = reading(document).readings
    wanted = [one for one in inventory() if one.document == document]
    used: set[tuple[int, object]] = set()
    right: set[int] = set()
    found, missed, agreed, told = [], [], 0, 0
    for one in wanted:
        hits = [place for place, held in enumerate(readings) if says(one, held)]
        # Of three charts that one sentence names, and of two equal shares, each is read by itself or not at all.
        free = next((place for place in hits if (place, one.value) not in used), None)
        if free is None:
            missed.append(one.id)
            continue
        found.append(one.id)
        used.add((free, one.value))
        right.update(hits)
        if one.kind == "percent" and (one.network or one.role):
            told += 1
            who = readings[free].who
            agreed += one.network in (None, who.network) and one.role in (None, who.role or "ressursperson")
    beside, wrong = 0, []
    for place, held in enumerate(readings):
        if place in right:
            continue
        known = any(
            other["document"] == document and other["line"] == held.place.line and other["read"] == held.numbers
            for other in besides()
        )
        beside += known
        if not known:
            wrong.append(held)
    return Measured(document, tuple(found), tuple(missed), len(right), beside, tuple(wrong), (agreed, told))


def share(k: int, n: int) -> str:
    """A share as a table shows it."""
    return f"{k} of {n} ({100 * k / n:.1f} %)" if n else "–"


def table() -> str:
    """The figures for the documentation."""
    rows = [
        "| document | figures read | readings right | of them in the inventory | whom a share is of |",
        "| --- | --- | --- | --- | --- |",
    ]
    sums = [0] * 7
    for document in SEEDS:
        one = measured(document)
        numbers = (*one.recall, *one.precision, one.in_inventory, *one.whom)
        sums = [mine + its for mine, its in zip(sums, numbers, strict=True)]
        rows.append(_row(NAMES[document], numbers))
    rows.append(_row("together", tuple(sums)))
    missed = [name for document in SEEDS for name in measured(document).missed]
    rows += ["", "What is not read:", "", *(f"- {name}: {REASONS[name]}." for name in missed)]
    return "\n".join(rows) + "\n"


def _row(name: str, numbers: tuple[int, ...]) -> str:
    found, wanted, right, read, inside, agreed, told = numbers
    return f"| {name} | {share(found, wanted)} | {share(right, read)} | {inside} | {share(agreed, told)} |"
