"""What is asked before a conversation is called: immediate danger, and the three-part test of section 42.

Source: Care Act 2014, section 42(1). The duty arises when there is reasonable cause to suspect all three
parts, so "not known" on one part is not "no", and is kept as it was said.
"""

from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """An answer to a plain question. Not knowing is an answer."""

    YES = "yes"
    NO = "no"
    NOT_KNOWN = "not known"


class Pointer(StrEnum):
    """Where the answers point first."""

    EMERGENCY = "emergency"
    SECTION_42 = "section 42"
    NOWHERE = ""


@dataclass(frozen=True)
class Test:
    """The answers: is anybody in immediate danger, and the three parts of section 42(1)."""

    immediate_danger: Answer
    needs_care: Answer
    at_risk_of_abuse: Answer
    cannot_protect: Answer

    @property
    def meets_section_42(self) -> bool:
        """Whether all three parts are answered yes."""
        parts = (self.needs_care, self.at_risk_of_abuse, self.cannot_protect)
        return all(part is Answer.YES for part in parts)

    @property
    def points_to(self) -> Pointer:
        """Where to go before calling: danger comes before everything."""
        if self.immediate_danger is Answer.YES:
            return Pointer.EMERGENCY
        return Pointer.SECTION_42 if self.meets_section_42 else Pointer.NOWHERE
