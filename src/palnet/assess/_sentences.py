"""Verdicts and changes in one sentence, in bokmål and English. No number is told that a state hides."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from palnet.assess.changes import Counted, Incomparable
from palnet.assess.outcome import Outcome, Rule
from palnet.model.count import Count
from palnet.model.indicator import CountedFrom, Kind
from palnet.model.strategy import Direction, TargetKind

if TYPE_CHECKING:
    from palnet.assess.changes import Change
    from palnet.assess.interval import Interval
    from palnet.assess.verdicts import Verdict

__all__ = ["change_sentence", "verdict_sentence"]

# By what is said, in bokmål and English; what stands in braces is filled in.
_PLAIN: dict[Rule, tuple[str, str]] = {
    Rule.SUPPRESSED: (
        "Tallet vises ikke, fordi så få kan kjennes igjen",
        "It is not shown: so few could be known",
    ),
    Rule.NOT_ASKED: ("Det ble ikke spurt om dette", "This was not asked"),
    Rule.NO_TARGET: ("Det er ikke satt noe mål", "No target is set"),
    Rule.TARGET_NOT_STATED: ("Et mål er nevnt, men ikke tallfestet", "A target is spoken of, but not its number"),
    Rule.NOT_MEASURED: ("Det er ikke målt", "It was not measured"),
    Rule.NO_EARLIER: ("Det er ikke noe tidligere tall å sammenligne med", "There is no earlier number to compare with"),
}

_WHY_NOT: dict[Incomparable, tuple[str, str]] = {
    Incomparable.OTHER_INDICATOR: ("det er to forskjellige indikatorer", "they are two different indicators"),
    Incomparable.OTHER_VERSION: (
        "indikatoren er definert på nytt (versjon {before} og {now})",
        "the indicator has been defined anew (versions {before} and {now})",
    ),
    Incomparable.OTHER_STRATUM: ("de gjelder ikke de samme", "they are not of the same people"),
    Incomparable.SUPPRESSED: ("et av dem vises ikke", "one of them is not shown"),
    Incomparable.NO_VALUE: ("et av dem har ikke noe tall", "one of them has no number"),
    Incomparable.DISTRIBUTION: ("en fordeling er ikke ett tall", "a distribution is not one number"),
}

_OUTCOME: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("Målet {target} er nådd", "The target {target} is met"),
    Outcome.NOT_MET: ("Målet {target} er ikke nådd", "The target {target} is not met"),
    Outcome.UNDECIDED: (
        "Om målet {target} er nådd, kan ikke avgjøres",
        "Whether the target {target} is met is undecided",
    ),
}

_POINT: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("tallet alene når det", "the number by itself meets it"),
    Outcome.NOT_MET: ("tallet alene når det ikke", "the number by itself does not meet it"),
}

_DECIDED: dict[Rule, tuple[str, str]] = {
    Rule.TOO_FEW: (
        "definisjonen krever minst {minimum} svar, og det er {n}",
        "the definition asks for at least {minimum} answers, and there are {n}",
    ),
    Rule.COUNTED_WHOLE: ("alle er talt med: {number}", "everything is counted: {number}"),
    Rule.BOUNDS: (
        "{number}, og av alle {roster} på listen ligger andelen mellom {low} og {high} uansett hva resten hadde svart",
        "{number}, and of all {roster} on the roster it is between {low} and {high} whatever the rest had answered",
    ),
    Rule.ROSTER_INTERVAL: (
        "{number}, og av alle {roster} på listen ligger andelen med {confidence} sikkerhet mellom {low} og {high}",
        "{number}, and of all {roster} on the roster it is between {low} and {high} with {confidence} confidence",
    ),
    Rule.WILSON: (
        "{number}, og med {confidence} sikkerhet ligger andelen mellom {low} og {high}",
        "{number}, and with {confidence} confidence the share lies between {low} and {high}",
    ),
    Rule.DIFFERENCE: (
        "endringen er {step}, med {confidence} sikkerhet mellom {low} og {high} prosentpoeng",
        "the change is {step}, with {confidence} confidence between {low} and {high} percentage points",
    ),
    Rule.MARGIN: (
        "endringen er {step}, med {confidence} sikkerhet mellom {low} og {high} prosentpoeng, og {margin} er tillatt",
        "the change is {step}, with {confidence} confidence between {low} and {high} points, and {margin} is allowed",
    ),
    Rule.NO_INTERVAL: (
        "endringen er {step}, og hvor sikker den er, kan ikke regnes ut",
        "the change is {step}, and how sure it is cannot be worked out",
    ),
}


def verdict_sentence(verdict: Verdict, lang: str) -> str:
    """The verdict, what it rests on, and what the plain number would say where that is something else."""
    en = lang == "en"
    if verdict.rule in _PLAIN:
        return _PLAIN[verdict.rule][en] + "."
    if verdict.rule is Rule.NOT_COMPARABLE and verdict.change is not None:
        return change_sentence(verdict.change, lang)
    said = _OUTCOME[verdict.outcome][en].format(target=_target(verdict, lang))
    because = _because(verdict, lang)
    differs = verdict.outcome is Outcome.UNDECIDED and verdict.point in _POINT
    return f"{said}: {because}{f'; {_POINT[verdict.point][en]}' if differs else ''}."


def _because(verdict: Verdict, lang: str) -> str:
    en = lang == "en"
    kind = verdict.target.kind if verdict.target is not None else None
    if kind is TargetKind.COUNT_PER_GROUP:
        return _groups(verdict, lang)
    count = verdict.counts[0]
    if verdict.change is not None:
        interval = verdict.change.interval
        values = {"step": _step(verdict.change, lang), "number": _step(verdict.change, lang)}
        if interval is not None:
            values |= {"low": _points(100 * interval.lower, lang), "high": _points(100 * interval.upper, lang)}
            values["confidence"] = _confidence(interval, lang)
        if verdict.target is not None and verdict.target.margin is not None:
            values["margin"] = _points(float(verdict.target.margin), lang).lstrip("+")
    else:
        wanted = None if verdict.target is None else verdict.target.percent
        values = {"number": _share(count, lang, wanted)}
        if count.roster is not None:
            values["roster"] = str(count.roster)
        interval = verdict.bounds if verdict.rule is Rule.BOUNDS else verdict.interval
        if interval is not None:
            values |= {
                "low": _percent(Fraction(interval.lower), lang, wanted),
                "high": _percent(Fraction(interval.upper), lang, wanted),
            }
            values["confidence"] = _confidence(interval, lang)
    values |= {"minimum": str(count.minimum_denominator), "n": str(count.answered)}
    if verdict.rule is Rule.BOUNDS and count.roster in (None, count.denominator):
        # One of those who answered is enough to say no to everyone; or nobody is left who could say anything else.
        whole = (", og alle på listen svarte", ", and everybody on the roster answered")[en]
        return values["number"] + (whole if count.roster is not None else "")
    return _DECIDED[verdict.rule][en].format(**values)


def _groups(verdict: Verdict, lang: str) -> str:
    en = lang == "en"
    wanted = (verdict.target.count if verdict.target is not None else None) or 0
    at_most = verdict.target is not None and verdict.target.direction is Direction.DECREASE
    numbers = [int(one.numerator or 0) for one in verdict.counts]
    reached = sum(number <= wanted if at_most else number >= wanted for number in numbers)
    return f"{reached} of {len(numbers)} groups reach it" if en else f"{reached} av {len(numbers)} grupper når det"


def _target(verdict: Verdict, lang: str) -> str:
    en, target = lang == "en", verdict.target
    if target is None:
        return "–"
    at_most = target.direction is Direction.DECREASE
    if target.kind is TargetKind.SHARE and target.percent is not None:
        percent = _percent(Fraction(target.percent) / 100, lang, None, exact=True)
        return ("of at most " if en else "på høyst ") + percent if at_most else ("of " if en else "på ") + percent
    if target.kind is TargetKind.COUNT_PER_GROUP:
        least = ("at most" if en else "høyst") if at_most else ("at least" if en else "minst")
        return f"of {least} {target.count} in every group" if en else f"om {least} {target.count} i hver gruppe"
    if target.kind is TargetKind.EVERYONE:
        return "of everyone" if en else "om alle"
    wanted = {
        Direction.INCREASE: ("om økning", "of an increase"),
        Direction.DECREASE: ("om nedgang", "of a decrease"),
        Direction.MAINTAIN: ("om å holde nivået", "of keeping the level"),
    }
    return wanted[target.direction or Direction.MAINTAIN][en]


def change_sentence(change: Change, lang: str) -> str:
    """The step, or why there is none."""
    en = lang == "en"
    if change.incomparable is not None:
        why = _WHY_NOT[change.incomparable][en].format(now=change.now.version, before=change.before.version)
        return f"The two cannot be compared: {why}." if en else f"De to kan ikke sammenlignes: {why}."
    said = _step(change, lang)
    interval = change.interval
    if interval is None:
        return ("The change is " if en else "Endringen er ") + said + "."
    low, high = _points(100 * interval.lower, lang), _points(100 * interval.upper, lang)
    return (
        _DECIDED[Rule.DIFFERENCE][en]
        .format(step=said, low=low, high=high, confidence=_confidence(interval, lang))
        .capitalize()
        + "."
    )


def _step(change: Change, lang: str) -> str:
    en = lang == "en"
    later, earlier = (_number(one, lang) for one in (change.now, change.before))
    span = f"from {earlier} to {later}" if en else f"fra {earlier} til {later}"
    if change.points is not None:
        unit = "percentage points" if en else "prosentpoeng"
        of = ""
        if change.counted is Counted.ATTENDANCES:
            of = " of attendances" if en else " i frammøte"
        return f"{_points(change.points, lang)} {unit}{of} ({span})"
    return f"{_points(change.difference or 0.0, lang)} ({span})"


def _number(count: Count, lang: str) -> str:
    value = count.value or Fraction(0)
    share = count.kind is Kind.PROPORTION or count.origin.counted_from is CountedFrom.ATTENDANCE
    return _percent(value, lang, None) if share else _written(_rounded(value, 1), lang)


def _share(count: Count, lang: str, wanted: Decimal | None) -> str:
    of = "of" if lang == "en" else "av"
    return f"{count.numerator} {of} {count.denominator} ({_percent(count.value or Fraction(0), lang, wanted)})"


def _confidence(interval: Interval, lang: str) -> str:
    return _percent(Fraction(str(interval.confidence or 1)), lang, None, exact=True)


def _percent(share: Fraction, lang: str, wanted: Decimal | None, exact: bool = False) -> str:
    """A share as a percentage: whole, but never so rounded that it stands on the other side of the target."""
    percent = 100 * share
    if exact:
        shown = Decimal(percent.numerator) / Decimal(percent.denominator)
    else:
        decimals = 0
        shown = _rounded(percent, decimals)
        while wanted is not None and _side(shown, wanted) != _side(percent, wanted) and decimals < 6:
            decimals += 1
            shown = _rounded(percent, decimals)
    return f"{_written(shown, lang)}%" if lang == "en" else f"{_written(shown, lang)} %"


def _side(number: Fraction | Decimal, wanted: Decimal) -> int:
    return (Fraction(number) > Fraction(wanted)) - (Fraction(number) < Fraction(wanted))


def _rounded(number: Fraction, decimals: int) -> Decimal:
    # Halves go away from nought, as the reports print them.
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    return exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _points(points: float, lang: str) -> str:
    rounded = _rounded(Fraction(points), 1)
    return f"{'+' if rounded > 0 else ''}{_written(rounded, lang)}"


def _written(number: Decimal, lang: str) -> str:
    said = format(number.normalize() + 0, "f").replace("-", "−")
    return said if lang == "en" else said.replace(".", ",")
