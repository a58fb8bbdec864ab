"""Verdicts and changes in one sentence, in bokmål and English. No number is told that a state hides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from palnet.assess._numbers import exact, near, percent, signed, written
from palnet.assess.changes import Counted, Incomparable, is_share
from palnet.assess.outcome import Outcome, Rule
from palnet.model.count import Count, State
from palnet.model.indicator import CountedFrom
from palnet.model.strategy import Direction, TargetKind

if TYPE_CHECKING:
    from palnet.assess.changes import Change
    from palnet.assess.interval import Interval
    from palnet.assess.verdicts import Verdict
    from palnet.model.strategy import Target

__all__ = ["change_sentence", "verdict_sentence"]

# By what is said, in bokmål and English; what stands in braces is filled in.
_PLAIN: dict[Rule, tuple[str, str]] = {
    Rule.SUPPRESSED: (
        "Tallet vises ikke: det gjelder så få at noen kunne kjennes igjen",
        "The number is not shown: it is of so few that somebody could be recognised",
    ),
    Rule.NOT_ASKED: ("Det ble ikke spurt om dette", "This was not asked"),
    Rule.NO_TARGET: ("Det er ikke satt noe mål", "No target is set"),
    Rule.TARGET_NOT_STATED: ("Et mål er nevnt, men uten tall", "A target is spoken of, but without its number"),
    Rule.NO_EARLIER: (
        "Det finnes ikke noe tidligere tall å sammenligne med",
        "There is no earlier number to compare with",
    ),
}

_NO_NUMBER: dict[State, tuple[str, str]] = {
    State.NO_ANSWERS: ("Ingen har svart på dette", "Nobody has answered this"),
    State.EMPTY_BASE: ("Dette gjelder ingen her", "This concerns nobody here"),
    State.NOT_MEASURED: ("Dette er ikke målt", "This was not measured"),
}

_WHY_NOT: dict[Incomparable, tuple[str, str]] = {
    Incomparable.OTHER_INDICATOR: ("de måler ikke det samme", "they do not measure the same"),
    Incomparable.OTHER_VERSION: (
        "indikatoren er definert på nytt (versjon {before} og {now})",
        "the indicator has been defined anew (versions {before} and {now})",
    ),
    Incomparable.OTHER_STRATUM: ("de gjelder ikke de samme", "they are not of the same people"),
    Incomparable.SUPPRESSED: ("ett av dem vises ikke", "one of them is not shown"),
    Incomparable.NO_VALUE: ("ett av dem mangler", "one of them is missing"),
    Incomparable.DISTRIBUTION: ("en fordeling er ikke ett tall", "a distribution is not one number"),
}

_OUTCOME: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("Målet {target} er nådd", "The target {target} is met"),
    Outcome.NOT_MET: ("Målet {target} er ikke nådd", "The target {target} is not met"),
    Outcome.UNDECIDED: (
        "Det kan ikke sies sikkert om målet {target} er nådd",
        "It cannot be said for certain whether the target {target} is met",
    ),
}

_POINT: dict[Outcome, tuple[str, str]] = {
    Outcome.MET: ("; tallet i seg selv når målet", "; the number by itself meets it"),
    Outcome.NOT_MET: ("; tallet i seg selv når ikke målet", "; the number by itself does not meet it"),
}

_DECIDED: dict[Rule, tuple[str, str]] = {
    Rule.COUNTED_WHOLE: ("{number}, og alle er talt med", "{number}, and everybody is counted"),
    Rule.BOUNDS: (
        "{number}, og uansett hva {others} på listen ville ha svart, ligger andelen av alle {roster} {span}",
        "{number}, and whatever {others} on the roster would have answered, the share of all {roster} lies {span}",
    ),
    Rule.ROSTER_INTERVAL: (
        "{number}, og av alle {roster} på listen ligger andelen med {confidence} sikkerhet {span}",
        "{number}, and with {confidence} confidence the share of all {roster} on the roster lies {span}",
    ),
    Rule.WILSON: (
        "{number}, og med {confidence} sikkerhet ligger andelen {span}",
        "{number}, and with {confidence} confidence the share lies {span}",
    ),
    Rule.DIFFERENCE: ("{number}, med {confidence} sikkerhet {span}", "{number}, with {confidence} confidence {span}"),
    Rule.MARGIN: (
        "{number}, med {confidence} sikkerhet {span}, og inntil {margin} regnes som samme nivå",
        "{number}, with {confidence} confidence {span}, and up to {margin} counts as the same level",
    ),
    Rule.NO_INTERVAL: (
        "{number}, og det kan ikke regnes ut hvor sikker den er",
        "{number}, and how sure it is cannot be worked out",
    ),
}

# What a definition asks for enough of, by what is counted.
_ENOUGH: dict[CountedFrom, tuple[str, str]] = {
    CountedFrom.ANSWERS: ("svar", "answers"),
    CountedFrom.ATTENDANCE: ("inviterte", "invited"),
    CountedFrom.ROSTER: ("på listen", "on the roster"),
}

_NOT_THE_ONE = ("den ene gruppen har det ikke", "the one group does not have that")
_SILENT = (", men ikke alle har svart", ", but not everybody has answered")


def verdict_sentence(verdict: Verdict, lang: str) -> str:
    """The verdict, what it rests on, and what the plain number would say where that is something else."""
    en = lang == "en"
    target = verdict.target
    if target is None or verdict.rule in _PLAIN:
        return _PLAIN[verdict.rule][en] + "."
    if verdict.rule is Rule.NOT_MEASURED:
        return _not_measured(verdict.counts, en) + "."
    if verdict.rule is Rule.NOT_COMPARABLE and verdict.change is not None:
        return change_sentence(verdict.change, lang)
    said = _OUTCOME[verdict.outcome][en].format(target=_target(target, en))
    point = _POINT[verdict.point][en] if verdict.outcome is Outcome.UNDECIDED else ""
    return f"{said}: {_because(verdict, target, en)}{point}."


def change_sentence(change: Change, lang: str) -> str:
    """The step, or why there is none."""
    en = lang == "en"
    if change.incomparable is not None:
        why = _WHY_NOT[change.incomparable][en].format(now=change.now.version, before=change.before.version)
        return f"The numbers cannot be compared: {why}." if en else f"Tallene kan ikke sammenlignes: {why}."
    said = _step(change, en)
    if change.interval is not None:
        said = _DECIDED[Rule.DIFFERENCE][en].format(number=said, **_of_difference(change.interval, en))
    return said[0].upper() + said[1:] + "."


def _not_measured(counts: tuple[Count, ...], en: bool) -> str:
    without = [one.state for one in counts if one.state is not State.VALUE]
    if len(counts) == 1:
        return _NO_NUMBER[without[0]][en]
    if en:
        return f"There is no number for {len(without)} of {len(counts)} groups"
    return f"Det mangler tall for {len(without)} av {len(counts)} grupper"


def _because(verdict: Verdict, target: Target, en: bool) -> str:
    if verdict.rule is Rule.TOO_FEW:
        return _too_few(verdict, en)
    if target.kind is TargetKind.COUNT_PER_GROUP:
        return _groups(verdict, target, en)
    if verdict.change is not None:
        values = {"number": _step(verdict.change, en)}
        if verdict.interval is not None:
            values |= _of_difference(verdict.interval, en)
        if target.margin is not None:
            values["margin"] = exact(Fraction(target.margin), en) + _unit(target.margin, en)
        return _DECIDED[verdict.rule][en].format(**values)
    count = verdict.counts[0]
    wanted = None if target.percent is None else Fraction(target.percent)
    share = percent(count.value or Fraction(0), en, wanted)
    number = f"{count.numerator} {'of' if en else 'av'} {count.denominator} ({share})"
    if verdict.rule is Rule.BOUNDS and (target.kind is TargetKind.EVERYONE or count.roster == count.denominator):
        return number + _all_or_some(count, en)
    return _DECIDED[verdict.rule][en].format(number=number, **_of_share(verdict, count, wanted, en))


def _of_share(verdict: Verdict, count: Count, wanted: Fraction | None, en: bool) -> dict[str, str]:
    interval = verdict.bounds if verdict.rule is Rule.BOUNDS else verdict.interval
    values = {"roster": str(count.roster)}
    if count.roster is not None:
        values["others"] = _others(count.roster - count.answered, en)
    if interval is not None:
        ends = [Fraction(end) for end in (interval.lower, interval.upper)]
        if count.roster is not None:
            ends = [Fraction(round(end * count.roster), count.roster) for end in ends]
        values["span"] = _span([percent(end, en, wanted) for end in ends], en)
        if verdict.rule is not Rule.BOUNDS:
            values["confidence"] = _confidence(interval, en)
    return values


def _others(number: int, en: bool) -> str:
    if number == 1:
        return "the one other" if en else "den ene andre"
    return f"the {number} others" if en else f"de {number} andre"


def _all_or_some(count: Count, en: bool) -> str:
    """What is to be said beside a number when it is about everybody, or when everybody answered."""
    if count.roster == count.denominator:
        return ", and everybody on the roster answered" if en else ", og alle på listen svarte"
    if count.numerator != count.denominator:
        # One of those who answered is enough to say no to everyone.
        return ""
    if count.roster is None:
        return (
            ", but how many did not answer is not known" if en else ", men det er ikke kjent hvor mange som ikke svarte"
        )
    silent = count.roster - count.answered
    return f", but {silent} on the roster did not answer" if en else f", men {silent} på listen svarte ikke"


def _too_few(verdict: Verdict, en: bool) -> str:
    counts = verdict.counts if verdict.change is None else (verdict.change.now, verdict.change.before)
    of_answers = counts[0].origin.counted_from is CountedFrom.ANSWERS
    fewest = min(one.answered if of_answers else int(one.denominator or 0) for one in counts)
    what, minimum = _ENOUGH[counts[0].origin.counted_from][en], counts[0].minimum_denominator
    if not en:
        return f"definisjonen krever minst {minimum} {what}, og det er bare {fewest}"
    return (
        f"the definition asks for at least {minimum} {what}, and there {'is' if fewest == 1 else 'are'} only {fewest}"
    )


def _groups(verdict: Verdict, target: Target, en: bool) -> str:
    wanted, at_most = target.count or 0, target.direction is Direction.DECREASE
    numbers = [int(one.numerator or 0) for one in verdict.counts]
    reached, groups = sum(number <= wanted if at_most else number >= wanted for number in numbers), len(numbers)
    if groups == 1:
        said = ("den ene gruppen har det", "the one group has that") if reached else _NOT_THE_ONE
    elif reached == groups:
        every = ("begge", "both") if groups == 2 else (f"alle {groups}", f"all {groups}")
        said = f"{every[0]} gruppene har det", f"{every[1]} groups have that"
    elif reached == 0:
        said = f"ingen av de {groups} gruppene har det", f"none of the {groups} groups has that"
    else:
        have = "has" if reached == 1 else "have"
        said = f"{reached} av {groups} grupper har det", f"{reached} of {groups} groups {have} that"
    return said[en] + (_SILENT[en] if verdict.outcome is Outcome.UNDECIDED else "")


def _target(target: Target, en: bool) -> str:
    at_most = target.direction is Direction.DECREASE
    if target.percent is not None:
        share = exact(Fraction(target.percent), en) + ("%" if en else "\u00a0%")
        return (f"of at most {share}" if at_most else f"of {share}") if en else f"på {'høyst ' * at_most}{share}"
    if target.kind is TargetKind.COUNT_PER_GROUP:
        least = ("at most" if en else "høyst") if at_most else ("at least" if en else "minst")
        return f"of {least} {target.count} in every group" if en else f"om {least} {target.count} i hver gruppe"
    if target.kind is TargetKind.EVERYONE:
        return "that it holds for everyone" if en else "om at det skal gjelde alle,"
    wanted_way = {
        Direction.INCREASE: ("om økning", "of an increase"),
        Direction.DECREASE: ("om nedgang", "of a decrease"),
        Direction.MAINTAIN: ("om å holde nivået", "of keeping the level"),
    }
    return wanted_way[target.direction or Direction.MAINTAIN][en]


def _step(change: Change, en: bool) -> str:
    """The step as a clause: the change is so much, from that to this."""
    later, earlier = change.now.value or Fraction(0), change.before.value or Fraction(0)
    if is_share(change.now):
        step = _points(100 * (later - earlier), en)
        if change.counted is Counted.ATTENDANCES:
            step += " in attendance" if en else " i fremmøte"
        decimals = _apart(100 * earlier, 100 * later, 0)
        ends = [percent(one, en, None, decimals) for one in (earlier, later)]
    else:
        step = signed(near(later - earlier, 1, Fraction(0)), en)
        decimals = _apart(earlier, later, 1)
        ends = [written(near(one, decimals), en) for one in (earlier, later)]
    between = "from {} to {}" if en else "fra {} til {}"
    return f"{'the change is' if en else 'endringen er'} {step} ({between.format(*ends)})"


def _apart(one: Fraction, other: Fraction, decimals: int) -> int:
    """With how many decimals two numbers that differ are seen to differ."""
    while one != other and near(one, decimals) == near(other, decimals):
        decimals += 1
    return decimals


def _points(points: Fraction, en: bool) -> str:
    shown = near(points, 1, Fraction(0))
    return signed(shown, en) + _unit(shown, en)


def _unit(points: Fraction | Decimal, en: bool) -> str:
    return (" percentage point" if abs(points) == 1 else " percentage points") if en else " prosentpoeng"


def _of_difference(interval: Interval, en: bool) -> dict[str, str]:
    ends = [near(Fraction(100 * end), 1, Fraction(0)) for end in (interval.lower, interval.upper)]
    return {"span": _span([signed(end, en) for end in ends], en), "confidence": _confidence(interval, en)}


def _span(ends: list[str], en: bool) -> str:
    low, high = ends
    if low == high:
        return f"at {low}" if en else f"på {low}"
    return f"between {low} and {high}" if en else f"mellom {low} og {high}"


def _confidence(interval: Interval, en: bool) -> str:
    return exact(100 * Fraction(str(interval.confidence)), en) + ("%" if en else "\u00a0%")
