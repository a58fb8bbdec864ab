"""What the core's own tests call the strategies of :mod:`palnet.testing.strategies`."""

from palnet import model
from palnet.model.definitions import Definitions
from palnet.period import Period, When
from palnet.record import Record
from palnet.testing.strategies import instances, words
from palnet.text import Text

__all__ = ["CLASSES", "WORDS", "definitions", "records"]

WORDS = words()

CLASSES: tuple[type[Record], ...] = (
    Text,
    Period,
    When,
    Definitions,
    *sorted(
        {one for name in model.__all__ if isinstance(one := getattr(model, name), type) and issubclass(one, Record)}
        - {Definitions, model.Predicate},
        key=lambda cls: cls.__name__,
    ),
)
"""Every record of the model; a predicate as such is only what the others have in common."""

records = instances


def definitions():
    """A few objects of one to three kinds."""
    return instances(Definitions, 3)
