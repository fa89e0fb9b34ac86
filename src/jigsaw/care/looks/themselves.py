"""The person as who reads, and a supporter: by their own doors. They are never a practitioner, nor Jigsaw itself."""

from dataclasses import dataclass, replace
from uuid import UUID

from jigsaw.care.people.queries import people_of_records, person
from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.rules.deciding import decide
from jigsaw.foundation.access.rules.request import Asker, Request, Subject
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW, Viewer

ROLE, SUPPORTER = "themselves", "supporter"


@dataclass(frozen=True)
class Themselves:
    """Somebody who reads about themselves. `name` is what they sign in with, and names nobody."""

    account: UUID
    record: UUID
    name: str


@dataclass(frozen=True)
class Supporting:
    """A supporter who reads what the person allowed. `name` is what they sign in with, and names nobody."""

    account: UUID
    supporter: UUID
    name: str


def as_recorded(who: Themselves | Supporting) -> Viewer:
    """As the trail names them: in no agency, and without the name that they sign in with, which workers would read.

    Used for recording alone, never for reading.
    """
    if isinstance(who, Supporting):
        return Viewer(key=None, name="A supporter", agency="", agency_name="", team="", role=SUPPORTER)
    return Viewer(key=None, name="The person themselves", agency="", agency_name="", team="", role=ROLE)


def check_may_read(who: Themselves) -> None:
    """Raise Refused with the deciding sentence unless the rules let people read about themselves."""
    asked = Request(act=Act.LOOK, subject=Subject.PERSON, asker=Asker.THEMSELVES, about_asker=True)
    decision = decide(replace(asked, deceased=_is_said_to_have_died(who)))
    if not decision:
        raise Refused("Reading your record", decision.sentence.rstrip("."), "Ring any agency that you know")


def _is_said_to_have_died(who: Themselves) -> bool:
    found = people_of_records(JIGSAW, [who.record]).get(who.record)
    return bool(found and person(JIGSAW, found.id).died_on)


def may_know_of(*, law_enforcement: bool, restriction: str = "") -> bool:
    """Whether the rules let a person know that an agency holds a piece such as this about them."""
    asked = Request(
        act=Act.KNOW_OF_PIECE,
        subject=Subject.PIECE,
        asker=Asker.THEMSELVES,
        about_asker=True,
        restriction=restriction,
        law_enforcement=law_enforcement,
    )
    return bool(decide(asked))
