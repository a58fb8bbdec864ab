"""Many counts together: walked, asked, shown and passed on."""

from __future__ import annotations

import csv
import html
import io
import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, overload

from palnet.errors import DataError, MissingExtraError, NotFoundError, Problem, nearest
from palnet.files.plain import plain
from palnet.files.spreadsheet import guarded
from palnet.model.answers import SYNTHETIC
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom, Kind
from palnet.model.policy import Policy
from palnet.model.survey import TOTAL, Missing

__all__ = ["AFTER", "BEFORE", "MISSING", "NUMBERS", "Counts", "rows_of"]

MISSING = {f"missing_{reason.name.lower()}": reason for reason in Missing}
"""The column of each reason for a missing answer."""
BEFORE = ("indicator", "version", "period", "level")
NUMBERS = ("numerator", "denominator", "base_unknown", *MISSING, "roster")
AFTER = ("option", *NUMBERS, "state")
"""The columns of the table of counts, before and after what they are divided by; of those after it the numbers."""

_FRAMES = ("polars", "pandas", "pyarrow")


class Counts(Sequence[Count]):
    """The counts of one or more indicators, divided by ``by``. Equal by content.

    What leaves memory, the notebook's view and what :meth:`to_csv` and :meth:`to_json` write, follows a
    :class:`palnet.Policy`. Walking it, :meth:`get` and :meth:`to_frame` give the counts as they are, for further
    reckoning; ``counts.protected().to_frame()`` gives what may be shown.
    """

    __slots__ = ("_lock", "_made", "_maker", "_table", "by", "policy")

    def __init__(self, counts: Iterable[Count], by: Iterable[str] = (), policy: Policy | None = None) -> None:
        self._made: tuple[Count, ...] | None = tuple(counts)
        self._maker: Callable[[], Iterable[Count]] = tuple
        self._table: Callable[[], Any] | None = None
        self._lock = threading.Lock()
        self.by = tuple(by)
        self.policy = policy

    @classmethod
    def made_by(
        cls, maker: Callable[[], Iterable[Count]], by: Iterable[str] = (), table: Callable[[], Any] | None = None
    ) -> Counts:
        """Counts that are made when they are first looked at: of many strata that takes longer than to sum answers.

        ``maker`` must have all that it needs and find nothing wrong. It is called once, whoever asks and in how many
        threads; a pickle holds the counts and not their maker. ``table`` gives what :meth:`to_frame` does to Polars,
        where that can be had without them.
        """
        counts = cls((), by)
        counts._made, counts._maker, counts._table = None, maker, table
        return counts

    @property
    def _counts(self) -> tuple[Count, ...]:
        made = self._made
        if made is None:
            with self._lock:
                if self._made is None:
                    self._made = tuple(self._maker())
                    self._maker = tuple
                made = self._made
        return made

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._counts, self.by, self.policy))

    @overload
    def __getitem__(self, position: int) -> Count: ...
    @overload
    def __getitem__(self, position: slice) -> Counts: ...
    def __getitem__(self, position: int | slice) -> Count | Counts:
        if isinstance(position, slice):
            return Counts(self._counts[position], self.by, self.policy)
        return self._counts[position]

    def __len__(self) -> int:
        return len(self._counts)

    def __iter__(self) -> Iterator[Count]:
        return iter(self._counts)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Counts) and (self._counts, self.by) == (other._counts, other.by)

    def __hash__(self) -> int:
        return hash((self._counts, self.by))

    def __repr__(self) -> str:
        indicators = len({one.indicator for one in self})
        divided = f" by {', '.join(self.by)}" if self.by else ""
        return f"<Counts: {len(self)} of {indicators} indicators{divided}>"

    def where(self, keeps: Callable[[Count], bool]) -> Counts:
        """Those of which it is true."""
        return Counts((one for one in self if keeps(one)), self.by, self.policy)

    def get(self, indicator: str, **strata: str) -> Count:
        """The one count of an indicator in a stratum: ``counts.get("nyansatte", group="bergen/sykepleie/voss")``.

        What is not named is the total, where there is one. A background question's id goes in as
        ``**{"vest/alder": "30-39"}``. Raises :class:`palnet.NotFoundError` when there is none, or more than one.
        """
        named = [one for one in self if one.indicator == indicator]
        if not named:
            known = dict.fromkeys(one.indicator for one in self)
            said = {"kind": "indicator", "name": indicator}
            raise NotFoundError(Problem("PAL607", said, hint=nearest(indicator, known)))
        unknown = [name for name in strata if name not in self.by]
        if unknown:
            said = {"name": unknown[0], "known": ", ".join(self.by) or "–"}
            raise NotFoundError(Problem("PAL345", said, hint=nearest(unknown[0], self.by)))
        found = named
        for name, code in strata.items():
            known = dict.fromkeys(_stratum(one, name) for one in found)
            found = [one for one in found if _stratum(one, name) == code]
            if not found:
                said = {"kind": name, "name": str(code)}
                raise NotFoundError(Problem("PAL607", said, hint=nearest(str(code), known)))
        rest = [name for name in self.by if name not in strata]
        if len(found) > 1:
            found = [one for one in found if all(_stratum(one, name) == TOTAL for name in rest)] or found
        if len(found) > 1:
            raise NotFoundError(Problem("PAL349", {"counts": len(found), "strata": ", ".join(rest)}))
        return found[0]

    @property
    def synthetic(self) -> bool:
        """Whether any of it was counted from what is made up."""
        return any(one.origin.synthetic for one in self)

    def protected(self, policy: Policy | None = None) -> Counts:
        """The same as it may be shown, under a policy, the standard one unless another is named."""
        held = policy or self.policy or Policy.standard()
        return Counts((held.protect(one) for one in self), self.by, held)

    def rows(self) -> list[dict[str, Any]]:
        """The table of counts: a row for each, of a distribution for each answer and of a median for each value.

        The columns are indicator, version, period, level, what it is divided by, option, numerator, denominator,
        base_unknown, missing_<reason>, roster and state. None is a number that there is not; it never means a total.
        """
        return [row for one in self for row in rows_of(one, self.by)]

    def to_csv(self, policy: Policy | None = None) -> str:
        """The table as CSV, as far as it may be shown; where any of it is made up a last column says so in each row."""
        shown = self.protected(policy)
        made_up = {SYNTHETIC: SYNTHETIC} if self.synthetic else {}
        file = io.StringIO()
        writer = csv.DictWriter(file, [*_columns(self.by), *made_up], lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _safe(cell) for name, cell in row.items()} | made_up for row in shown.rows())
        return file.getvalue()

    def to_json(self, policy: Policy | None = None) -> str:
        """The table as JSON of the schema ``palnet/counts/1``, as far as it may be shown, with the policy's name."""
        shown = self.protected(policy)
        document = {
            "schema": "palnet/counts/1",
            **({"synthetic": SYNTHETIC} if self.synthetic else {}),
            "policy": (shown.policy or Policy.standard()).name,
            "by": list(self.by),
            "counts": [
                {name: plain(cell) for name, cell in row.items()} | _origin(count)
                for count in shown
                for row in rows_of(count, self.by)
            ],
        }
        return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

    def to_frame(self, kind: str = "polars") -> Any:
        """The table as a dataframe of ``polars``, ``pandas`` or ``pyarrow``, as it is: see :meth:`protected`."""
        import importlib

        if kind not in _FRAMES:
            raise DataError(Problem("PAL606", {"format": kind, "known": ", ".join(_FRAMES)}))
        try:
            library = importlib.import_module(kind)
        except ImportError:
            raise MissingExtraError(Problem("PAL604", {"library": kind, "extra": "frames"})) from None
        table = self._table() if self._table is not None else None
        if table is not None and kind == "polars":
            return table
        columns = self._listed() if table is None else table.to_dict(as_series=False)
        sorts = {name: _sort(name, cells) for name, cells in columns.items()}
        if kind == "pandas":
            names = {str: "string", int: "Int64", float: "Float64"}
            return library.DataFrame({name: library.array(columns[name], dtype=names[sorts[name]]) for name in columns})
        if kind == "polars":
            types = {str: library.String, int: library.Int64, float: library.Float64}
            return library.DataFrame(columns, schema={name: types[sort] for name, sort in sorts.items()}, strict=False)
        types = {str: library.string(), int: library.int64(), float: library.float64()}
        return library.table(columns, schema=library.schema([(name, types[sort]) for name, sort in sorts.items()]))

    def _listed(self) -> dict[str, list[Any]]:
        rows = self.rows()
        return {name: [plain(row[name]) for row in rows] for name in _columns(self.by)}

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table as an Arrow stream, as it is: what every library of dataframes can take in, without a copy."""
        return self.to_frame("polars").__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """The table for a notebook, as far as it may be shown."""
        shown = self.protected()
        names = [name for name in _columns(self.by) if not name.startswith("missing_")]
        head = "".join(f"<th>{html.escape(name)}</th>" for name in names)
        rows = (["" if row[name] is None else str(row[name]) for name in names] for row in shown.rows())
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
        policy = html.escape((shown.policy or Policy.standard()).name)
        made_up = f" {SYNTHETIC}" if self.synthetic else ""
        caption = f"<caption>policy: {policy}{made_up}</caption>"
        return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _columns(by: Sequence[str]) -> list[str]:
    return [*BEFORE, *by, *AFTER]


def _stratum(count: Count, name: str) -> str:
    # Counts that have been put together are of no stratum: they are the total.
    return dict(count.strata).get(name, TOTAL)


def rows_of(count: Count, by: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of one count in the table of counts."""
    # Of meetings and headcounts there is nobody whose answer could be missing.
    asked = count.origin.counted_from in (CountedFrom.ANSWERS, CountedFrom.ROSTER)
    answers = count.origin.counted_from is CountedFrom.ANSWERS
    reasons = {name: count.missing_for(reason) for name, reason in MISSING.items()}
    row: dict[str, Any] = {
        "indicator": count.indicator,
        "version": count.version,
        "period": None if count.period is None else str(count.period),
        "level": count.level,
        **{name: _stratum(count, name) for name in by},
        "option": None,
        "numerator": count.numerator,
        "denominator": count.denominator,
        "base_unknown": count.base_unknown if asked else None,
        **(reasons if answers else dict.fromkeys(reasons)),
        "roster": count.roster,
        "state": count.state.value,
    }
    if count.state in (State.NOT_ASKED, State.NOT_MEASURED, State.SUPPRESSED):
        # Nothing stands where there is nothing to know: a nought would be a number.
        yield {**row, **dict.fromkeys(reasons), "base_unknown": None}
    elif count.kind in (Kind.DISTRIBUTION, Kind.MEDIAN) and count.values:
        for code, number in count.values:
            hidden = {} if number is not None or count.kind is Kind.MEDIAN else {"state": State.SUPPRESSED.value}
            yield {**row, "option": code, "numerator": number, **hidden}
    else:
        yield row


def _origin(count: Count) -> dict[str, Any]:
    origin = count.origin
    return {"definition": origin.definition, "input": origin.input, "synthetic": origin.synthetic}


def _safe(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula, and no reader for the end of a row."""
    if not isinstance(cell, str):
        return cell
    return guarded(cell).replace("\r", "\n")


def _sort(name: str, cells: Sequence[Any]) -> type:
    """What a column of a dataframe holds: the same whatever stands in it, but for sums that are no whole numbers."""
    if name in ("numerator", "denominator"):
        return float if any(isinstance(cell, float) for cell in cells) else int
    return int if name in ("version", "base_unknown", "roster") or name.startswith("missing_") else str
