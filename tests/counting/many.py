"""Very many cases in one table: some respondents for each case, with answers at random, counted by case.

A hundred cases take a library little longer than one, so every library can be held against the reference in thousands.
"""

import random as randomly

import attrs
from hypothesis import settings
from tests.counting.invented import QUESTIONNAIRE, question, sound

from palnet import Answers, Missing

CASES = 100
TABLES = max(2, settings().max_examples // CASES)
"""How many such tables there are of all the cases that a profile of Hypothesis asks for."""
BY_CASE = attrs.evolve(
    QUESTIONNAIRE,
    questions=(*QUESTIONNAIRE.questions, question("case", "single", background=True, asked_of=())),
)


def cell(asked, random):
    """A sound answer to a question."""
    answers_to_it, several = sound(asked)
    if several is None:
        return random.choice(answers_to_it)
    least, most = several
    return frozenset(random.sample(answers_to_it, random.randint(least, min(most, len(answers_to_it)))))


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
