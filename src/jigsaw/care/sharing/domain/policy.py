"""A sharing policy as a value: who agrees, what may be told for what, by which law, what never, and what one owes.

The names follow the draft national standard for information governance in social care (SharingPolicy: Contact, Party,
Data, Purpose, StartDate, EndDate, PermittedUse, Restrictions, DataRecipientResponsibilities, SecurityMeasure,
LegalCompliance). Paragraphs are numbered through, so that an answer can name the one that decided.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jigsaw.care.sharing.domain.vocabulary import Kind, Purpose

Objection = Literal["ask", "respect", "outweighed"]
"""What the person's objection does: a named person decides; nothing is told; or it is told all the same."""

Effect = Literal["never", "ask"]
"""What a restriction does: it is never told; or a named person decides."""


@dataclass(frozen=True)
class Permit:
    """What may be told. to: the kinds of agency that may be told; all parties when empty. basis: the law."""

    purposes: tuple[Purpose, ...]
    kinds: tuple[Kind, ...]
    words: str
    basis: str
    source: str = ""
    to: tuple[str, ...] = ()
    objection: Objection = "ask"

    def covers(self, purpose: Purpose, kind: Kind, recipient_kind: str) -> bool:
        """Whether this lets that kind be told for that purpose to that kind of agency."""
        return purpose in self.purposes and kind in self.kinds and (not self.to or recipient_kind in self.to)


@dataclass(frozen=True)
class Restriction:
    """What is not told, or not without asking. purposes, to: where it holds; everywhere when empty."""

    kinds: tuple[Kind, ...]
    effect: Effect
    words: str
    instead: str
    purposes: tuple[Purpose, ...] = ()
    to: tuple[str, ...] = ()
    source: str = ""

    def covers(self, purpose: Purpose, kind: Kind, recipient_kind: str) -> bool:
        """Whether this holds for that kind, purpose and kind of agency."""
        return (
            kind in self.kinds
            and (not self.purposes or purpose in self.purposes)
            and (not self.to or recipient_kind in self.to)
        )


@dataclass(frozen=True)
class Duty:
    """What whoever tells, or is told, owes. purposes: when; always when empty."""

    words: str
    purposes: tuple[Purpose, ...] = ()
    source: str = ""

    def holds_for(self, purpose: Purpose) -> bool:
        """Whether it is owed for that purpose."""
        return not self.purposes or purpose in self.purposes


Paragraph = Permit | Restriction | Duty


@dataclass(frozen=True)
class Policy:
    """One version of a policy. ends_on: its last day. parties: the keys of agencies.

    opens_workspace: whether those who sign it see one another's pieces in Jigsaw. hours: within how many hours a
    named person answers. permitted_use, security: sentences.
    """

    key: str
    name: str
    about: str
    contact: str
    parties: tuple[str, ...]
    starts_on: date
    ends_on: date
    permitted_use: tuple[str, ...]
    permits: tuple[Permit, ...]
    restrictions: tuple[Restriction, ...]
    duties: tuple[Duty, ...]
    security: tuple[str, ...] = ()
    opens_workspace: bool = False
    hours: int = 24

    def paragraphs(self) -> Iterator[tuple[int, Paragraph]]:
        """Every paragraph with its number: what may be told, what not, what is owed."""
        yield from enumerate((*self.permits, *self.restrictions, *self.duties), 1)

    def number_of(self, paragraph: Paragraph) -> int:
        """The number under which a paragraph of this policy stands."""
        return next(number for number, one in self.paragraphs() if one is paragraph)
