"""How pages that compare write a number: as it was printed, or as it was counted; and of whom and when it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from palnet.assess.changes import is_share
from palnet.catalogue import Catalogue
from palnet.files.plain import plain
from palnet.model.count import Count, State
from palnet.model.figure import Earlier, Figure
from palnet.model.indicator import Kind
from palnet.model.predicate import Stratum
from palnet.model.region import Sector
from palnet.model.survey import TOTAL
from palnet.report.columns import result
from palnet.report.crosswalk_words import phrase
from palnet.report.rounding import in_short, rounded
from palnet.report.words import Words

__all__ = ["Values", "value_data"]

# What stands where there is no number: (bokmål, English).
_INSTEAD = {
    State.SUPPRESSED: ("vises ikke", "not shown"),
    State.NO_ANSWERS: ("ingen svarte", "nobody answered"),
    State.EMPTY_BASE: ("gjelder ingen", "applies to nobody"),
    State.NOT_ASKED: ("ikke spurt", "not asked"),
    State.NOT_MEASURED: ("ikke målt", "not measured"),
}


class Values:
    """Writes numbers in one language."""

    def __init__(self, catalogue: Catalogue, words: Words) -> None:
        self.catalogue = catalogue
        self.words = words
        self._groups = {one.id: one for region in catalogue.regions.values() for one in region.groups}

    def value(self, one: Figure | Earlier | Count) -> str:
        """A number as it is printed or counted."""
        return self.count(one) if isinstance(one, Count) else result(one, self.words)

    def with_year(self, one: Figure | Count) -> str:
        """A number with its period, and of whom it is where it is not of everybody."""
        said = f"{self.value(one)} ({self.words.period(one.period)})" if one.period is not None else self.value(one)
        who = self.who(one)
        return phrase("of whom", self.words.lang, who=who, value=said) if who else said

    def count(self, count: Count) -> str:
        """A count: a share with what it is made of, a number, or why there is none."""
        words = self.words
        if count.state is not State.VALUE:
            return _INSTEAD[count.state][words.lang == "en"]
        if count.kind is Kind.DISTRIBUTION:
            known = [(code, count.share_of(code)) for code, _ in count.values]
            hidden = _INSTEAD[State.SUPPRESSED][words.lang == "en"]
            return "; ".join(
                f"{code}: {words.percent(rounded(100 * share)) if share is not None else hidden}"
                for code, share in known
            )
        if is_share(count) and count.numerator is not None and count.denominator is not None:
            k, n = int(count.numerator), int(count.denominator)
            return f"{words.rate(k, n)} ({words('k of n', k=words.number(k), n=words.number(n))})"
        return "–" if count.value is None else words.number(in_short(count.value))

    def who(self, one: Figure | Count) -> str:
        """Of whom a number is, where it is not of everybody."""
        if isinstance(one, Count):
            return self.who_of(one.strata)
        of = one.respondents
        if of is not None:
            strata = [("role", of.role), *([("sector", of.sector.value)] if of.sector is not None else [])]
            return self.who_of(strata)
        return self.networks(one.networks)

    def networks(self, networks: Iterable[str]) -> str:
        """What several networks are called."""
        held = (self.catalogue.networks[one] for one in networks if one in self.catalogue.networks)
        return self.words.listed([self.words.label(one.short or one.label) for one in held])

    def who_of(self, strata: Iterable[tuple[str, str]]) -> str:
        """Those of one role, sector, group … as they are called."""
        catalogue, words = self.catalogue, self.words
        said = []
        for name, code in strata:
            if code == TOTAL:
                continue
            many = catalogue.roles.get(code) or catalogue.professions.get(code)
            if name in (Stratum.ROLE, Stratum.PROFESSION) and many is not None:
                said.append(words.label(many.plural or many.label))
            elif name == Stratum.SECTOR and code in tuple(Sector):
                said.append(words.name(Sector(code)))
            elif name == Stratum.NETWORK and code in catalogue.networks:
                said.append(self.networks((code,)))
            elif name == Stratum.GROUP and code in self._groups:
                said.append(words.label(self._groups[code].label))
            else:
                said.append(code)
        return " ".join(said)


def value_data(one: Figure | Earlier | Count) -> dict[str, Any]:
    """A number as data: a figure as its definition file has it, a count with its numbers and state."""
    if not isinstance(one, Count):
        return {"published": plain(one)}
    return {
        "counted": {
            "indicator": one.indicator,
            "version": one.version,
            "period": None if one.period is None else str(one.period),
            "strata": dict(one.strata),
            "state": one.state.value,
            "numerator": plain(one.numerator),
            "denominator": plain(one.denominator),
            "values": [{"option": code, "numerator": number} for code, number in one.values],
            "missing": {reason.value: number for reason, number in one.missing},
            "roster": one.roster,
            "synthetic": one.origin.synthetic,
        }
    }
