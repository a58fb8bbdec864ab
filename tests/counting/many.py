"""Very many cases in one table: some respondents for each case, with answers at random, counted by case.

A hundred cases take a library little longer than one, so every library can be held against the reference in thousands.
"""

import random as randomly

import attrs
from hypothesis import settings
from tests.counting.invented import DAYS, FREE, NUMBERS, QUESTIONNAIRE, question

from palnet import Answers, EmptyMeans, Missing, QuestionKind

CASES = 100
TABLES = max(2, settings().max_examples // CASES)
"""How many such tables there are of all the cases that a profile of Hypothesis asks for."""
BY_CASE = attrs.evolve(
    QUESTIONNAIRE,
    questions=(*QUESTIONNAIRE.questions, question("case", "single", background=True, asked_of=())),
)


def cell(asked, random):
    """A sound answer to a question."""
    codes = asked.codes or FREE
    match asked.kind:
        case QuestionKind.MULTIPLE:
            least = 1 if asked.empty is EmptyMeans.NOT_ANSWERED else 0
            return frozenset(random.sample(codes, random.randint(least, min(3, len(codes)))))
        case QuestionKind.NUMBER:
            return random.choice(NUMBERS)
        case QuestionKind.DATE:
            return random.choice(DAYS)
        case QuestionKind.TEXT:
            return "written"
        case _:
            return random.choice(codes)


def cases(seed):
    """The answers of a hundred cases, in each of which answers are missing as often as chance has it."""
    random = randomly.Random(seed)
    asked = random.sample(QUESTIONNAIRE.questions, random.randint(1, len(QUESTIONNAIRE.questions)))
    columns = {one.id: [] for one in asked}
    whose = []
    for case in range(CASES):
        size, missing = random.randint(0, 8), random.choice((0, 0.2, 0.5, 1))
        whose += [f"case-{case:02}"] * size
        for one in asked:
            reasons = random.sample(list(Missing), random.randint(1, len(Missing)))
            columns[one.id] += [
                random.choice(reasons) if random.random() < missing else cell(one, random) for _ in range(size)
            ]
    return Answers(
        questionnaire=BY_CASE, columns={"case": tuple(whose), **{name: tuple(one) for name, one in columns.items()}}
    )
