"""Requests as the tests of the rules put them: a practitioner of the council, about what the police hold."""

from jigsaw.foundation.access.domain import Act
from jigsaw.foundation.access.rules.request import Asker, Purpose, Request, Subject, Told


def looking(**told):
    """A practitioner wants to open a person's record."""
    return Request(**{"act": Act.LOOK, "subject": Subject.PERSON, **PRACTITIONER, **told})


def reading(**told):
    """A practitioner wants to read another agency's piece, within a look that was decided."""
    return Request(**{**PIECE, **PRACTITIONER, "in_look": True, **told})


def themselves(**told):
    """The person wants to read a piece about themselves."""
    return Request(**{**PIECE, "asker": Asker.THEMSELVES, "about_asker": True, **told})


def supporter(**told):
    """A supporter who may be told everything wants to read a piece about the person whom they support."""
    who = {"asker": Asker.SUPPORTER, "told": Told.EVERYTHING, "about_asker": True}
    return Request(**{**PIECE, **who, **told})


def working(act, role="practitioner", **told):
    """Somebody of a role wants to do what a role includes."""
    subject = Subject.EXPORT if act in (Act.EXPORT, Act.RESEARCH) else Subject.LIST
    return Request(act=act, subject=subject, **{**PRACTITIONER, "role": role, **told})


def researching(**told):
    """An analyst wants de-identified lists for research."""
    who = {"role": "analyst", "purpose": Purpose.RESEARCH, "de_identified": True}
    return working(Act.RESEARCH, **{**who, **told})


PRACTITIONER = {"role": "practitioner", "agency": "council"}
PIECE = {"act": Act.READ_PIECE, "subject": Subject.PIECE, "holder": "police"}
