"""The decision's words, on plain values. The rules themselves stand in rules/*.cedar."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a request gets (draft social-care information-governance standard)."""

    PERMIT = "permit"
    DENY = "deny"
    REVIEW = "review"


@dataclass(frozen=True)
class Decision:
    """An outcome with the sentence of the rule that decided, and the rule's id; none where no rule permits."""

    outcome: Outcome
    sentence: str
    rule: str = ""

    def __bool__(self) -> bool:
        return self.outcome is Outcome.PERMIT


class Act(StrEnum):
    """What a viewer may want to do: first what a role includes, then what concerns one person or piece."""

    SEE_PEOPLE = "see people"
    SEARCH = "search for people"
    CALL_CONVERSATION = "call a conversation"
    DECIDE_JOINS = "decide joins"
    OVERSEE_JOINS = "oversee joins"
    MEND_ROWS = "mend refused rows"
    SEE_FEEDS = "see feeds"
    EXPORT = "export lists"
    TRY_PATTERNS = "try changed patterns"
    SIGN_PATTERNS = "sign, stop and start patterns"
    REVIEW_BROKEN_GLASS = "review broken glass"
    REVIEW_LOOKS = "review looks"
    SEAL_PEOPLE = "seal people"
    SEE_HEALTH = "see how Jigsaw runs"
    RESEARCH = "use for research"
    LOOK = "look at"
    KNOW_OF_PIECE = "know of a piece"
    READ_PIECE = "read a piece"


OF_ONE_SUBJECT = frozenset({Act.LOOK, Act.KNOW_OF_PIECE, Act.READ_PIECE})
OF_A_ROLE = tuple(act for act in Act if act not in OF_ONE_SUBJECT)


class Reveal(StrEnum):
    """How much of one piece a viewer is shown."""

    FULL = "full"
    EXISTS = "exists"
    NOTHING = "nothing"


OBJECTS = "objects"
OPTED_OUT = "opted-out"
"""What a person can say about sharing: that they object, or opted out of research and planning."""
