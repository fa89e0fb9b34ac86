"""What is asked before a conversation is called: immediate danger, and the three-part test of section 42.

Source: Care Act 2014, section 42(1). The duty arises when there is reasonable cause to suspect all three
parts, so "not known" on one part is not "no", and is kept as it was said.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from jigsaw.care.conversations.domain.kinds import Kind


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
class FirstAnswers:
    """The answers: is anybody in immediate danger, and the three parts of section 42(1)."""

    immediate_danger: Answer
    needs_care: Answer
    at_risk_of_abuse: Answer
    cannot_protect: Answer

    @property
    def parts(self) -> tuple[Answer, Answer, Answer]:
        """The three parts of the section 42 test."""
        return (self.needs_care, self.at_risk_of_abuse, self.cannot_protect)

    @property
    def rules_out_section_42(self) -> bool:
        """Whether any part is answered no."""
        return Answer.NO in self.parts

    @property
    def meets_section_42(self) -> bool:
        """Whether all three parts are answered yes."""
        return all(part is Answer.YES for part in self.parts)

    @property
    def points_to(self) -> Pointer:
        """Where to go before calling: danger comes before everything."""
        if self.immediate_danger is Answer.YES:
            return Pointer.EMERGENCY
        return Pointer.SECTION_42 if self.meets_section_42 else Pointer.NOWHERE


def offered(kinds: Iterable[Kind], test: FirstAnswers) -> tuple[Kind, ...]:
    """The kinds that may be called after these answers.

    The test met: section 42 planning alone. A part answered no: everything but that. A part not known: all.
    """
    if test.meets_section_42:
        return tuple(kind for kind in kinds if kind.for_section_42)
    if test.rules_out_section_42:
        return tuple(kind for kind in kinds if not kind.for_section_42)
    return tuple(kinds)
