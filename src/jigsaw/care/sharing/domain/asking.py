"""What is asked, and what is answered."""

from dataclasses import dataclass, field, replace
from datetime import date

from jigsaw.care.sharing.domain.vocabulary import Kind, Purpose, Wish
from jigsaw.foundation.access.domain import Outcome

ORDER = (Outcome.DENY, Outcome.REVIEW, Outcome.PERMIT)
"""From the least permissive to the most."""


@dataclass(frozen=True)
class Asked:
    """May `holder` tell `recipient` these kinds, for this purpose, on this day?

    holder: an agency's key. recipient: an agency's key, or one of vocabulary.Outside. holder_kind, recipient_kind:
    their kinds of agency; empty for those outside. danger: somebody's life is in danger now.
    """

    holder: str
    recipient: str
    recipient_kind: str
    purpose: Purpose
    kinds: tuple[Kind, ...]
    wish: Wish
    day: date
    danger: bool = False


@dataclass(frozen=True)
class Decided:
    """What holds of one kind of information, by which rule; its policy, version and paragraph when a policy decided.

    instead: what to do when it is not told. kind is None when all that is needed may be told.
    """

    kind: Kind | None
    outcome: Outcome
    rule: str
    sentence: str
    policy: str = ""
    version: int = 0
    paragraph: int = 0
    instead: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Answer:
    """The whole answer. lines: one for each kind asked, in the order of the vocabulary. duties: sentences.

    deciding: the line that decides the whole: the first of the least permissive.
    """

    outcome: Outcome
    deciding: Decided
    lines: tuple[Decided, ...]
    duties: tuple[str, ...] = field(default=())
    hours: int = 24

    @property
    def sentence(self) -> str:
        """The sentence of the rule that decided."""
        return self.deciding.sentence

    def of(self, outcome: Outcome) -> tuple[Decided, ...]:
        """The lines with one outcome."""
        return tuple(one for one in self.lines if one.outcome is outcome)


def after_decision(lines: tuple[Decided, ...], outcome: Outcome | None) -> tuple[Decided, ...]:
    """The lines once a named person has decided; as they are when nobody has.

    The decision holds of what waited. Where nothing waited, a no was given to them all the same, and it holds of that.
    """
    if outcome is None:
        return lines
    waited = [one for one in lines if one.outcome is Outcome.REVIEW] or [
        one for one in lines if one.outcome is Outcome.DENY
    ]
    return tuple(replace(one, outcome=outcome) if one in waited else one for one in lines)


def whole(lines: tuple[Decided, ...]) -> Outcome:
    """The outcome of all lines together: the least permissive."""
    return min((one.outcome for one in lines), key=ORDER.index)
