"""What is asked of the rules: who asks, for what, and how things stand. Plain values, and no person's particulars."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from jigsaw.foundation.access.domain import Act


class Asker(StrEnum):
    """Who asks, as the rules name them."""

    PRACTITIONER = "Practitioner"
    THEMSELVES = "Themselves"
    SUPPORTER = "Supporter"
    JIGSAW = "System"


class Subject(StrEnum):
    """What it is about, as the rules name it."""

    PERSON = "Person"
    HOME = "Home"
    CONVERSATION = "Conversation"
    PIECE = "Piece"
    LIST = "List"
    EXPORT = "Export"


class Purpose(StrEnum):
    """What it is for."""

    DIRECT_CARE = "direct care"
    SAFEGUARDING = "safeguarding"
    PANEL = "panel"
    REVIEW = "review"
    RESEARCH = "research"
    LAW_ENFORCEMENT = "law enforcement"


class Agreement(StrEnum):
    """How an agency's sharing agreement stands today."""

    IN_FORCE = "in force"
    ENDED = "ended"
    NONE = "none"


class Told(StrEnum):
    """How much a supporter may be told, as the person said."""

    NOTHING = "nothing"
    GENERAL = "general"
    NAMED_ITEMS = "named items"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One question to the rules. Each field is named and explained in rules/jigsaw.cedarschema.

    It holds keys of agencies and how things stand, and nothing by which anybody is known: equal requests have equal
    answers, so an answer may be kept.
    """

    act: Act
    subject: Subject = Subject.LIST
    asker: Asker = Asker.PRACTITIONER
    role: str = ""
    agency: str = ""
    told: Told = Told.NOTHING
    holder: str = ""
    restriction: str = ""
    information: str = "care"
    third_party_words: bool = False
    law_enforcement: bool = False
    serious_harm: bool = False
    purpose: Purpose = Purpose.DIRECT_CARE
    agreement: Agreement = Agreement.IN_FORCE
    holder_shares: bool = True
    relationship: bool = False
    called: bool = False
    asked: bool = False
    reason_given: bool = False
    in_look: bool = False
    break_glass: bool = False
    named: bool = False
    about_asker: bool = False
    objection: bool = False
    person_sealed: bool = False
    deceased: bool = False
    opted_out: bool = False
    de_identified: bool = False


OF_THE_ASKER: Mapping[Asker, tuple[str, ...]] = {
    Asker.PRACTITIONER: ("role", "agency"),
    Asker.THEMSELVES: (),
    Asker.SUPPORTER: ("told",),
    Asker.JIGSAW: (),
}
OF_THE_SUBJECT: Mapping[Subject, tuple[str, ...]] = {
    Subject.PERSON: (),
    Subject.HOME: (),
    Subject.CONVERSATION: ("holder",),
    Subject.PIECE: (
        *("holder", "restriction", "information"),
        *("third_party_words", "law_enforcement", "serious_harm"),
    ),
    Subject.LIST: (),
    Subject.EXPORT: (),
}
_ATTRIBUTES = {name for names in (*OF_THE_ASKER.values(), *OF_THE_SUBJECT.values()) for name in names}
STANDING = tuple(
    one.name for one in fields(Request) if one.name not in {"act", "subject", "asker", *_ATTRIBUTES}
)
"""The fields that say how things stand: the context of a request in Cedar."""

SUBJECTS: Mapping[Act, tuple[Subject, ...]] = {
    Act.LOOK: (Subject.PERSON, Subject.HOME, Subject.CONVERSATION),
    Act.KNOW_OF_PIECE: (Subject.PIECE,),
    Act.READ_PIECE: (Subject.PIECE,),
    Act.EXPORT: (Subject.EXPORT,),
    Act.RESEARCH: (Subject.EXPORT,),
}
"""What each act can be about; a list, for every other."""


def subjects_of(act: Act) -> tuple[Subject, ...]:
    """What an act can be about."""
    return SUBJECTS.get(act, (Subject.LIST,))


def askers_of(act: Act) -> tuple[Asker, ...]:
    """Who can ask for an act: what a role includes is asked by those who have one, and by Jigsaw itself."""
    of_one = act in (Act.LOOK, Act.KNOW_OF_PIECE, Act.READ_PIECE)
    return tuple(Asker) if of_one else (Asker.PRACTITIONER, Asker.JIGSAW)
