"""The words that a sharing policy and a request have in common: purposes, kinds of information, whom one tells.

They are few on purpose. Somebody at a telephone must find theirs in seconds.
"""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What sharing is for."""

    CARE = "care"
    ADULT_SAFEGUARDING = "adult-safeguarding"
    CHILD_SAFEGUARDING = "child-safeguarding"
    CONVERSATION = "conversation"
    CRIME = "crime"
    REVIEW = "review"
    RESEARCH = "research"
    UNSURE = "unsure"


class Kind(StrEnum):
    """A kind of information about a person."""

    INVOLVEMENT = "involvement"
    PARTICULARS = "particulars"
    EVENTS = "events"
    HEALTH = "health"
    PLANS = "plans"
    HOUSING = "housing"
    SAFEGUARDING = "safeguarding"
    MARKERS = "markers"
    POLICE = "police"
    THIRD_PARTY = "third-party"
    EVERYTHING = "everything"


class Outside(StrEnum):
    """Whom one may want to tell who is not an agency in Jigsaw."""

    THE_PERSON = "the-person"
    FAMILY = "family"
    ELSEWHERE = "elsewhere"


class Wish(StrEnum):
    """What the person says about it."""

    AGREES = "agrees"
    NOT_ASKED = "not-asked"
    OBJECTS = "objects"


@dataclass(frozen=True)
class Word:
    """One choice as screens say it. inside: as it stands inside a sentence."""

    label: str
    inside: str
    hint: str = ""


PURPOSES: dict[Purpose, Word] = {
    Purpose.CARE: Word("Their care or support", "care and support"),
    Purpose.ADULT_SAFEGUARDING: Word(
        "Keeping an adult safe", "keeping an adult safe", "Abuse or neglect, also by themselves"
    ),
    Purpose.CHILD_SAFEGUARDING: Word("Keeping a child safe", "keeping a child safe", "An unborn child too"),
    Purpose.CONVERSATION: Word(
        "A conversation between agencies", "a conversation between agencies", "Called here, or a meeting"
    ),
    Purpose.CRIME: Word("Preventing or looking into a crime", "preventing or looking into a crime"),
    Purpose.REVIEW: Word(
        "A review of what happened", "a review of what happened", "After a death or a serious harm"
    ),
    Purpose.RESEARCH: Word("Research or planning", "research and planning"),
    Purpose.UNSURE: Word("Something else, or I am not sure", "something else"),
}

KINDS: dict[Kind, Word] = {
    Kind.INVOLVEMENT: Word("That we work with them, and whom to ring", "that you work with them"),
    Kind.PARTICULARS: Word("Name, birth date, address, telephone", "name, birth date, address and telephone"),
    Kind.EVENTS: Word("What happened: visits, calls, incidents", "what happened"),
    Kind.HEALTH: Word("Health: diagnosis, medicine, treatment", "health"),
    Kind.PLANS: Word("Assessments and plans", "assessments and plans", "Care, support, safety"),
    Kind.HOUSING: Word("Housing, money and benefits", "housing, money and benefits"),
    Kind.SAFEGUARDING: Word("Safeguarding concerns and enquiries", "safeguarding concerns and enquiries"),
    Kind.MARKERS: Word("Warning markers", "warning markers", "That somebody may be dangerous"),
    Kind.POLICE: Word("What police or probation told us", "what police or probation told you"),
    Kind.THIRD_PARTY: Word(
        "What concerns somebody else by name",
        "what concerns somebody else by name",
        "A relative, a neighbour",
    ),
    Kind.EVERYTHING: Word("The whole record", "the whole record"),
}

OUTSIDERS: dict[Outside, Word] = {
    Outside.THE_PERSON: Word("The person themselves", "the person"),
    Outside.FAMILY: Word("A relative, friend or carer", "a relative, friend or carer"),
    Outside.ELSEWHERE: Word("Somebody who is not in this list", "somebody outside these agencies"),
}

WISHES: dict[Wish, Word] = {
    Wish.AGREES: Word("They know, and agree", "they know and agree"),
    Wish.NOT_ASKED: Word("Nobody has asked them yet", "nobody has asked them yet"),
    Wish.OBJECTS: Word("They object", "they object"),
}


def listed(words: list[str], last: str = "and") -> str:
    """Words as a sentence lists them: "a, b and c"."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)
