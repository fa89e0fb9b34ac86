"""The decision's words and rules, on plain values."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What a request gets (draft social-care information-governance standard)."""

    PERMIT = "permit"
    DENY = "deny"
    REVIEW = "review"


@dataclass(frozen=True)
class Decision:
    """An outcome with the sentence of the rule that decided."""

    outcome: Outcome
    sentence: str

    def __bool__(self) -> bool:
        return self.outcome is Outcome.PERMIT


class Act(StrEnum):
    """What a viewer may want to do."""

    SEE_PEOPLE = "see people"
    CALL_CONVERSATION = "call a conversation"
    DECIDE_JOINS = "decide joins"
    OVERSEE_JOINS = "oversee joins"
    MEND_ROWS = "mend refused rows"
    SEE_FEEDS = "see feeds"
    EXPORT = "export lists"
    TRY_PATTERNS = "try changed patterns"
    SIGN_PATTERNS = "sign, stop and start patterns"


_FRONT_LINE = {Act.SEE_PEOPLE, Act.CALL_CONVERSATION, Act.SEE_FEEDS}
ACTS_OF_ROLE: dict[str, set[Act]] = {
    "practitioner": _FRONT_LINE,
    "manager": _FRONT_LINE | {Act.OVERSEE_JOINS, Act.EXPORT, Act.TRY_PATTERNS, Act.SIGN_PATTERNS},
    "steward": _FRONT_LINE | {Act.DECIDE_JOINS, Act.MEND_ROWS, Act.EXPORT},
    "analyst": {Act.SEE_FEEDS, Act.TRY_PATTERNS},
}


class Reveal(StrEnum):
    """How much of one piece a viewer is shown."""

    FULL = "full"
    EXISTS = "exists"
    NOTHING = "nothing"


def reveal(restriction: str, *, holder: str, agency: str, shares: bool = True) -> Reveal:
    """How much of a piece an agency's viewer sees. The holder sees its own pieces whole.

    content-withheld: others learn that the piece exists, when, and whom to ring. sealed: others learn nothing.
    shares: whether the holder is party to an agreement in force; what one that is not sent is nobody else's.
    """
    if holder == agency:
        return Reveal.FULL
    if not shares:
        return Reveal.NOTHING
    if not restriction:
        return Reveal.FULL
    return Reveal.EXISTS if restriction == "content-withheld" else Reveal.NOTHING


def decide(*, act: Act, role: str, agency: str, parties: frozenset[str]) -> Decision:
    """Whether a viewer of this role and agency may do `act`. `parties` are the agencies that share today."""
    if agency not in parties:
        return Decision(Outcome.DENY, "Your agency is not party to a sharing agreement that is in force.")
    if act not in ACTS_OF_ROLE.get(role, set()):
        return Decision(Outcome.DENY, f"Your role does not include: {act}.")
    return Decision(
        Outcome.PERMIT, "Your agency is party to the sharing agreement and your role includes this."
    )
