"""What stands behind a report made from answers: where its numbers come from, how sure they are, and by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from palnet.assess import Interval
from palnet.catalogue import Catalogue
from palnet.model.count import Count, State
from palnet.model.region import Group
from palnet.report.blocks import Block, Bullets, Heading, Paragraph, Span, Table
from palnet.report.pieces import capital, small, under_policy
from palnet.report.words import Words

if TYPE_CHECKING:
    from palnet.report.counted import Behind, Counted

__all__ = ["behind", "origin"]

_HIDDEN = ":"
"""The statistics office's own sign for a number that is not shown."""


def origin(counted: Counted, words: Words) -> Iterator[Block]:
    """Where the numbers come from, before anything else; and first of all that they are made up, where they are."""
    if counted.synthetic:
        yield Paragraph(Span(words("synthetic"), strong=True))
    yield Paragraph(Span(words("from answers", count=words.number(counted.respondents))), note=True)
    yield Paragraph(Span(under_policy(counted.policy, words)), note=True)


def behind(counted: Counted, groups: Iterable[Group], words: Words, catalogue: Catalogue) -> Iterator[Block]:
    """The section at the end: counts, missing answers, intervals, bounds and verdicts, and the same by group."""
    if not counted.behind:
        return
    yield Heading(2, words("behind"), "behind")
    headings = ("col indicator", "col who", "col k", "col n", "col missing", "col roster", "col interval", "col bounds")
    rows = tuple(_row(one, words, catalogue) for one in counted.behind)
    numeric = frozenset(range(2, len(headings)))
    yield Table(words("behind counts"), tuple(words(one) for one in headings), rows, numeric=numeric)
    yield Paragraph(Span(words("behind note")), note=True)
    judged = [one for one in counted.behind if one.verdict.target is not None]
    if judged:
        items = (
            Span(f"{_label(one, words)}, {_who(one.role, words, catalogue)}: {_verdict(one, words)}") for one in judged
        )
        yield Bullets(tuple(items), words("behind verdicts"))
    yield from _by_group(counted, tuple(groups), words, catalogue)


def _label(one: Behind, words: Words) -> str:
    return capital(words.label(one.indicator.label))


def _who(role: str, words: Words, catalogue: Catalogue) -> str:
    held = catalogue.roles.get(role) or catalogue.professions[role]
    return words.label(held.plural or held.label)


def _verdict(one: Behind, words: Words) -> str:
    said = one.verdict.explain(words.lang)
    return said[:1].lower() + said[1:]


def _row(one: Behind, words: Words, catalogue: Catalogue) -> tuple[Span, ...]:
    held = one.count
    return (
        Span(_label(one, words)),
        Span(_who(one.role, words, catalogue)),
        Span(_amount(held, held.numerator, words)),
        Span(_amount(held, held.denominator, words)),
        Span(_missing(held, words)),
        Span("–" if held.roster is None else words.number(held.roster)),
        Span(_span(one.interval, words)),
        Span(_span(one.bounds, words)),
    )


def _missing(held: Count, words: Words) -> str:
    """How many gave no answer, where that may be shown."""
    return _HIDDEN if held.missing_total is None else _amount(held, held.missing_total, words)


def _amount(held: Count, amount: int | Decimal | None, words: Words) -> str:
    if held.state is State.SUPPRESSED:
        return _HIDDEN
    return "–" if amount is None else words.number(Decimal(amount))


def _span(interval: Interval | None, words: Words) -> str:
    if interval is None:
        return "–"
    low, high = (_whole(end) for end in (interval.lower, interval.upper))
    return words("percent range", low=words.number(low), high=words.percent(high))


def _whole(share: float) -> Decimal:
    return Decimal(round(100 * share))


def _by_group(counted: Counted, groups: tuple[Group, ...], words: Words, catalogue: Catalogue) -> Iterator[Block]:
    named = {one.id: words.label(one.label) for one in groups}
    for role in dict.fromkeys(one.role for one in counted.groups):
        held = [one for one in counted.groups if one.role == role]
        present = {group for one in held for group, found in one.counts if _tells(found)}
        columns = [group for group in named if group in present]
        columns += sorted(present - set(columns))
        if not columns:
            continue
        rows = []
        hidden = []
        for one in held:
            cells = dict(one.counts)
            if all(found.state is not State.VALUE for found in cells.values()):
                hidden.append(small(words.label(one.indicator.label)))
                continue
            said = (_share(cells[group], words) if group in cells else "–" for group in columns)
            rows.append((Span(capital(words.label(one.indicator.label))), *map(Span, said)))
        caption = words("by group", who=_who(role, words, catalogue))
        headings = (words("col indicator"), *(named.get(group, group) for group in columns))
        if rows:
            yield Table(caption, headings, tuple(rows), numeric=frozenset(range(1, len(headings))))
        if hidden:
            yield Paragraph(Span(words("hidden everywhere", labels=words.listed(hidden))), note=True)
    if counted.groups:
        yield Paragraph(Span(words("by group note", hidden=_HIDDEN)), note=True)


def _tells(found: Count) -> bool:
    """Whether a group is one of those in question: somebody answered, or somebody is on the roster."""
    return found.state in (State.VALUE, State.SUPPRESSED) or bool(found.roster)


def _share(found: Count, words: Words) -> str:
    if found.state is State.SUPPRESSED:
        return _HIDDEN
    if found.state is not State.VALUE:
        return "–"
    k, n = int(found.numerator or 0), int(found.denominator or 0)
    return f"{words.rate(k, n)} ({k}/{n})"
