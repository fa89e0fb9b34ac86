"""The search terms that people can be found by, as they are stored, and what they are made from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from uuid import UUID

from jigsaw.foundation.core.asking import Awaited, Question, Row

SaidOfPerson = tuple[str, str, str, str, str, str, str, str]
"""What one version of a source record gives to search by: given names, family name, name in use, birth date, NHS
number, and its address in normal form, its lines and its postcode."""

_STORED = Question(
    "SELECT id, person_id, kind, term FROM people_searchterm WHERE person_id = ANY(%s)", int, UUID, str, str
)


@dataclass(frozen=True, slots=True)
class KnownTerms:
    """What was read of some people's search terms before they are made again.

    stored: the rows of `ask_terms`. said: what every version of their source records says, by person, where known.
    """

    stored: Collection[Row]
    said: Mapping[UUID, Collection[SaidOfPerson]]


def ask_terms(people: Collection[UUID]) -> Awaited:
    """Ask for the stored search terms of these people: now, to be read when called. For few."""
    return _STORED.ahead(people)
