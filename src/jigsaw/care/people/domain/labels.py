"""What screens call somebody, and how old they are, no more exactly than it is known."""

from datetime import date
from typing import Protocol

from jigsaw.foundation.core.dates import read_date
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import Accuracy, Moment


def moment_of(written: str) -> Moment | None:
    """The moment of a birth date or a date of death as rows keep it; None when there is none that can be
    read.
    """
    try:
        return read_date(written) if written else None
    except UnreadableDate:
        return None


def birth_words(birth_date: str) -> str:
    """A birth date in words; as it stands when it cannot be read."""
    moment = moment_of(birth_date)
    return moment.text() if moment else birth_date


# The codes that UK systems write for the same word (NHS data dictionary: person stated gender).
_GENDERS = {"1": "Male", "m": "Male", "male": "Male", "2": "Female", "f": "Female", "female": "Female"}


def gender_words(written: str) -> str:
    """A gender as a word where a code was written; anything else as it stands."""
    return _GENDERS.get(written.strip().casefold(), written)


class HasName(Protocol):
    """Anybody with a name and a birth date: a person's row, or a name that a query gave."""

    @property
    def name(self) -> str:
        """Their name."""

    @property
    def birth_date(self) -> str:
        """ISO, or less when less is known."""


def label_of(somebody: HasName) -> str:
    """A name with the birth date as far as it is known."""
    name, birth_date = somebody.name, somebody.birth_date
    return f"{name}, born {birth_words(birth_date)}" if birth_date else name


def age(birth_date: str, on: date) -> int | None:
    """The age in whole years on a day; None unless the birth date is known to the day."""
    moment = moment_of(birth_date)
    if moment is None or moment.accuracy is not Accuracy.DAY:
        return None
    born = moment.local.date()
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
