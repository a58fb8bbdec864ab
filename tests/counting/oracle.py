"""Counting by brute force, one respondent after the other, written from the specification and sharing no code.

It reads the definitions as data and nothing else: what a predicate means, what an empty cell means and who is in the
base is written here once more. Truth is Kleene's, from his tables as they are printed; a respondent is a dict.
"""

from fractions import Fraction
from itertools import product

T, F, U = "true", "false", "unknown"
NOT = {T: F, F: T, U: U}
AND = {
    (T, T): T,
    (T, F): F,
    (T, U): U,
    (F, T): F,
    (F, F): F,
    (F, U): F,
    (U, T): U,
    (U, F): F,
    (U, U): U,
}
OR = {
    (T, T): T,
    (T, F): T,
    (T, U): T,
    (F, T): T,
    (F, F): F,
    (F, U): U,
    (U, T): T,
    (U, F): U,
    (U, U): U,
}
# Of several reasons the one is told that weighs most: something left empty before something never met.
WEIGHT = ["not-answered", "dont-know", "not-applicable", "not-shown", "not-asked"]
NEVER_MET = {"not-applicable", "not-shown", "not-asked"}
MUNICIPAL = {"home-care", "nursing-home"}


def respondents_of(answers):
    """Each respondent as a dict from question to cell; an absent key is a question that nobody was asked."""
    size = max((len(column) for column in answers.columns.values()), default=0)
    return [{name: column[n] for name, column in answers.columns.items()} for n in range(size)]


def find(questionnaire, name):
    for asked in questionnaire.questions:
        if asked.id == name:
            return asked
    return None


def empty(questionnaire, person, name):
    """Why there is no answer, None where there is one."""
    if name not in person:
        return "not-asked"
    cell = person[name]
    if type(cell).__name__ == "Missing":
        return cell.value
    asked = find(questionnaire, name)
    counts_as = {option.code: option.missing.value for option in asked.options if option.missing}
    ticked = list(cell) if isinstance(cell, frozenset) else [cell]
    if ticked and all(code in counts_as for code in ticked):
        return min((counts_as[code] for code in ticked), key=WEIGHT.index)
    return None


def is_a(questionnaire, stratum, code, wanted):
    """Whether a code is another or a sort of it."""
    asked = [one for one in questionnaire.questions if one.stratum == stratum]
    seen = []
    while code is not None and code not in seen:
        if code == wanted or (stratum == "sector" and code in MUNICIPAL and wanted == "municipality"):
            return True
        seen.append(code)
        code = next((o.part_of for one in asked for o in one.options if o.code == code), None)
    return False


def who(questionnaire, person, stratum):
    """The code of what somebody is in that respect, None where it is not known."""
    asked = next((one for one in questionnaire.questions if one.stratum == stratum), None)
    if asked is None:
        roles = {one.role for question in questionnaire.questions for one in question.asked_of}
        return min(roles) if stratum == "role" and len(roles) == 1 else None
    return None if empty(questionnaire, person, asked.id) else person[asked.id]


def truth(questionnaire, person, predicate):
    """True, false or unknown, with the reason where it is unknown."""
    name = type(predicate).__name__
    if name == "Not":
        value, why = truth(questionnaire, person, predicate.not_)
        return NOT[value], why
    if name in ("AllOf", "AnyOf"):
        parts = predicate.all_of if name == "AllOf" else predicate.any_of
        found = [truth(questionnaire, person, part) for part in parts]
        value = T if name == "AllOf" else F
        for one, _ in found:
            value = (AND if name == "AllOf" else OR)[value, one]
        whys = [why for one, why in found if one == U]
        return value, min(whys, key=WEIGHT.index) if value == U else None
    if name == "Background":
        code = who(questionnaire, person, predicate.background.value)
        if code is None:
            return U, "not-answered"
        return (T if is_a(questionnaire, predicate.background.value, code, predicate.is_) else F), None
    why = empty(questionnaire, person, predicate.question)
    if why:
        return U, why
    cell, asked = person[predicate.question], find(questionnaire, predicate.question)
    if name == "Is":
        return (T if cell == predicate.is_ else F), None
    if name == "Includes":
        return (T if [code for code in cell if code == predicate.includes] else F), None
    low, high = (predicate.at_least, None) if name == "AtLeast" else (predicate.from_, predicate.to)
    if asked.kind == "ordinal":
        order = [option.code for option in asked.options]
        cell, low, high = (None if one is None else order.index(one) for one in (cell, low, high))
    return (F if (low is not None and cell < low) or (high is not None and cell > high) else T), None


def membership(questionnaire, person, indicator):
    """Whether somebody is in the base, as far as that is a matter of who they are and of the base's own condition."""
    spoken_of = T if not indicator.respondents else F
    for one in indicator.respondents:
        belongs = T
        for stratum, wanted in (("role", one.role), ("sector", one.sector)):
            if wanted is not None:
                code = who(questionnaire, person, stratum)
                here = U if code is None else T if is_a(questionnaire, stratum, code, str(wanted)) else F
                belongs = AND[belongs, here]
        spoken_of = OR[spoken_of, belongs]
    why = "not-answered" if spoken_of == U else None
    if indicator.base is not None:
        condition, reason = truth(questionnaire, person, indicator.base)
        why = min((one for one in (why, reason) if one), key=WEIGHT.index, default=None)
        spoken_of = AND[spoken_of, condition]
    return spoken_of, (why if spoken_of == U else None)


def known(questionnaire, person, indicator):
    """Whether the numerator holds, or for what is averaged and spread out whether there is an answer."""
    if indicator.numerator is not None:
        return truth(questionnaire, person, indicator.numerator)
    whys = [empty(questionnaire, person, name) for name in (indicator.question, indicator.per) if name is not None]
    whys = [why for why in whys if why]
    return (U, min(whys, key=WEIGHT.index)) if whys else (T, None)


def sort_of(questionnaire, person, indicator):
    """What becomes of one respondent: outside, base unknown, missing (with the reason), or counted (true or false)."""
    base, base_why = membership(questionnaire, person, indicator)
    value, why = known(questionnaire, person, indicator)
    if base == F or (base == U and base_why in NEVER_MET) or (value == U and why in NEVER_MET):
        return "outside", base if base != U or base_why not in NEVER_MET else F, why
    if base == U:
        return "base_unknown", base, why
    if value != U:
        return "counted", base, None
    return ("as_no" if indicator.unknown_as_no else "missing"), base, why


def code_in(questionnaire, person, name):
    """In which stratum somebody is."""
    if name in ("role", "network", "group", "profession", "sector"):
        code = who(questionnaire, person, name)
        return "unknown" if code is None else code
    if empty(questionnaire, person, name):
        return "unknown"
    cell = person[name]
    return "+".join(sorted(cell)) if isinstance(cell, frozenset) else str(cell)


def places(questionnaire, people, by, margins):
    """Every stratum: what the questionnaire offers and what was said; then the sums over them."""
    columns = []
    for name in by:
        asked = next((one for one in questionnaire.questions if name in (one.stratum, one.id)), None)
        codes = [option.code for option in asked.options if option.missing is None] if asked else []
        said = [code_in(questionnaire, person, name) for person in people]
        codes += sorted(set(said) - {"unknown"})
        columns.append([*dict.fromkeys(codes), *(["unknown"] if "unknown" in said else [])])
    gone = every_subset(len(by)) if margins else [set()]
    return {
        place
        for summed in gone
        for place in product(*(["total"] if n in summed else codes for n, codes in enumerate(columns)))
    }


def every_subset(size):
    return [{n for n in range(size) if (number >> n) & 1} for number in range(2**size)]


def asked_of_anybody(questionnaire, indicator):
    """Whether all that it is made of is asked, and of somebody whom it speaks of."""
    named = [one for one in (indicator.question, indicator.per) if one is not None]
    for predicate in (indicator.numerator, indicator.base):
        named += questions_in(predicate)
    for name in named:
        asked = find(questionnaire, name)
        if asked is None:
            return False
        pairs = [(one.role, other.role) for one in indicator.respondents for other in asked.asked_of]
        if asked.asked_of and not any(
            is_a(questionnaire, "role", *pair) or is_a(questionnaire, "role", *reversed(pair)) for pair in pairs
        ):
            return False
    return True


def questions_in(predicate):
    if predicate is None:
        return []
    name = getattr(predicate, "question", None)
    inner = [getattr(predicate, field, ()) for field in ("all_of", "any_of")]
    parts = [*inner[0], *inner[1], *([predicate.not_] if hasattr(predicate, "not_") else [])]
    return [name] if name is not None else [one for part in parts for one in questions_in(part)]


def whole(number):
    """A fraction as counts hold it."""
    return number.numerator if number.denominator == 1 else number


def count(indicator, answers, place, by):
    """The numbers of one indicator in one place; those that there are not are absent."""
    questionnaire = answers.questionnaire
    everybody = respondents_of(answers)
    people = [
        person
        for person in everybody
        if all(code in ("total", code_in(questionnaire, person, name)) for name, code in zip(by, place, strict=True))
    ]
    sorts = [sort_of(questionnaire, person, indicator) for person in people]
    counted = [person for person, (sort, _, _) in zip(people, sorts, strict=True) if sort == "counted"]
    as_no = sum(sort == "as_no" for sort, _, _ in sorts)
    made = {
        "missing": {},
        "base_unknown": sum(sort == "base_unknown" for sort, _, _ in sorts),
        "taken_as_no": as_no,
        "outside": sum(sort == "outside" for sort, _, _ in sorts),
        "respondents_in_all": len(people),
    }
    for sort, _, why in sorts:
        if sort == "missing":
            made["missing"][why] = made["missing"].get(why, 0) + 1
    if not asked_of_anybody(questionnaire, indicator):
        return {"state": "not-asked"}
    if not counted and not as_no:
        return made | {"state": nothing(questionnaire, people, everybody, indicator)}
    made["state"] = "value"
    made["denominator"] = len(counted) + as_no
    if indicator.numerator is not None:
        made["numerator"] = sum(truth(questionnaire, person, indicator.numerator)[0] == T for person in counted)
    elif indicator.per is not None:
        above, below = (
            sum((Fraction(person[name]) for person in counted), Fraction(0))
            for name in (indicator.question, indicator.per)
        )
        if below == 0:
            return made | {"state": "empty-base", "denominator": None}
        made |= {"numerator": whole(above), "denominator": whole(below), "respondents": len(counted)}
    elif indicator.kind == "distribution":
        made["values"] = bars(find(questionnaire, indicator.question), counted)
    else:
        numbers = sorted(Fraction(person[indicator.question]) for person in counted)
        made["values"] = {}
        for number in numbers:
            made["values"][number] = made["values"].get(number, 0) + 1
        middle = (numbers[(len(numbers) - 1) // 2] + numbers[len(numbers) // 2]) / 2
        made["value"] = middle if indicator.kind == "median" else sum(numbers) / len(numbers)
        if indicator.kind == "mean":
            made["numerator"] = whole(sum(numbers))
    return made


def bars(asked, counted):
    """How many gave each answer, the codebook's answers first and in its order."""
    bar = {option.code: 0 for option in asked.options if option.missing is None}
    given = [
        code
        for person in counted
        for code in (person[asked.id] if isinstance(person[asked.id], frozenset) else [person[asked.id]])
    ]
    for code in given:
        if not asked.options or code in bar:
            bar[code] = bar.get(code, 0) + 1
    return bar


def nothing(questionnaire, people, everybody, indicator):
    """Why there is no number, where no roster says more."""

    def reasons(some):
        maybe = [person for person in some if sort_of(questionnaire, person, indicator)[1] != F]
        return [known(questionnaire, person, indicator)[1] for person in maybe]

    for some in (people, everybody):
        found = reasons(some)
        if found and all(why == "not-asked" for why in found):
            return "not-asked"
    if any(why not in NEVER_MET for why in reasons(people)) or not people:
        return "no-answers"
    return "empty-base"
