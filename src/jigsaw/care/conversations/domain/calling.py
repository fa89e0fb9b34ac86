"""What it takes to call a conversation: about whom, whom to ask and because of what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from jigsaw.care.conversations.domain.kinds import Kind


class SubjectKind(StrEnum):
    """What a conversation is about."""

    PERSON = "person"
    HOME = "home"
    PAIR = "pair"


@dataclass(frozen=True)
class Subject:
    """Whom or what a conversation is about. `other` is the second person of a pair, and of nothing else."""

    kind: SubjectKind
    id: UUID
    other: UUID | None = None

    def __post_init__(self) -> None:
        if (self.kind is SubjectKind.PAIR) != (self.other is not None):
            raise ValueError("A pair has two people; a person and a home stand alone")

    @property
    def people(self) -> frozenset[UUID]:
        """The ids of the people it is about; none of a home."""
        found = () if self.kind == SubjectKind.HOME else (self.id, self.other)
        return frozenset(one for one in found if one)


class Invited(StrEnum):
    """Whether the person is invited to the conversation about them."""

    YES = "yes"
    NO = "no"
    NOT_YET_ASKED = "not yet asked"


@dataclass(frozen=True)
class OwnView:
    """What the person wants said, and whether they are invited. Not inviting them asks for a reason."""

    words: str
    invited: Invited
    why_not: str = ""


class Way(StrEnum):
    """How people come together."""

    ROOM = "in a room"
    TELEPHONE = "by telephone"
    ONLINE = "online"


@dataclass(frozen=True)
class Meeting:
    """When, how and where. A room has a place."""

    at: datetime
    way: Way
    place: str = ""


@dataclass(frozen=True)
class Invitee:
    """An agency to invite and the reasons why it should come."""

    agency: str
    becauses: tuple[str, ...]

    @property
    def because(self) -> str:
        """The reasons in one sentence."""
        return "; ".join(self.becauses)


@dataclass(frozen=True)
class Call:
    """A conversation about to be called. `answers` are the kind's calling questions by key."""

    subject: Subject
    kind: str
    purpose: str
    why_now: str
    own_view: OwnView
    meeting: Meeting
    lead_agency: str
    invitees: tuple[Invitee, ...]
    precheck: UUID
    reasons: tuple[UUID, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def proposed(
    *, holds: Mapping[str, str], involved: Mapping[str, Iterable[str]], caller: str
) -> tuple[Invitee, ...]:
    """Whom to invite: who holds a piece (what it is), who is involved now (as what). Never the caller."""
    found: dict[str, list[str]] = {}
    for agency, piece in holds.items():
        found.setdefault(agency, []).append(f"holds a piece: {piece}")
    for agency, parts in involved.items():
        found.setdefault(agency, []).append(f"is involved now: {', '.join(sorted(set(parts)))}")
    return tuple(
        Invitee(agency, tuple(becauses)) for agency, becauses in sorted(found.items()) if agency != caller
    )


def unmet(kind: Kind, answers: Mapping[str, str]) -> dict[str, str]:
    """What stops this kind from being called, by question: no answer, or one with which it does not apply."""
    found: dict[str, str] = {}
    for question in kind.asked_when("calling"):
        answer = answers.get(question.key, "").strip()
        if not answer:
            found[question.key] = f"Answer: {question.words}"
        elif question.stops_on and answer == question.stops_on:
            found[question.key] = question.otherwise
    return found
