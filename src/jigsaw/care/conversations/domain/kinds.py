"""Kinds of conversation, as data: what one is for, whom and what it asks, how long it takes, how it may end.

A kind is a file; a new kind is a new file and no code. See `kind_reading` for the reading of a folder.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

Moment = Literal["calling", "deciding", "closing"]

UNDERSTANDING, DECISIONS = "understanding", "decisions"
"""Parts of an agenda by these keys go on: to what is understood when it is held, to the actions agreed."""
PERSON_TOLD = "person-told"
"""A question by this key, asked when closing, begins with what is recorded of telling the person."""


@dataclass(frozen=True)
class Question:
    """Something that must be answered when calling, before deciding, or before closing.

    `stops_on`: the answer with which this kind does not apply; `otherwise`: what to do then; both or neither.
    `leads_to`: the key of the kind to call then, empty when none.
    """

    key: str
    asked: Moment
    words: str
    answer: Literal["yes-no", "words"]
    stops_on: str = ""
    otherwise: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Outcome:
    """A way in which a conversation ends."""

    key: str
    name: str
    means: str
    needs_review_date: bool


@dataclass(frozen=True)
class AgendaItem:
    """One part of the meeting and how many minutes it has."""

    key: str
    words: str
    minutes: int


@dataclass(frozen=True)
class Limits:
    """How long things may take: hours to answer, days until it meets, minutes of the meeting, days until it closes."""

    answer_hours: int
    meet_days: int
    minutes: int
    close_days: int


@dataclass(frozen=True)
class DecisionRule:
    """Outcomes that may be chosen only when the questions asked before deciding were all answered yes, or not all."""

    outcomes: tuple[str, ...]
    when: Literal["all yes", "not all yes"]
    why: str


@dataclass(frozen=True)
class Kind:
    """One kind of conversation, at one version. `ask` holds the kinds of agency that usually come.

    order: its place in lists.
    quorum: how many agencies must be there, the caller's with them; must_come: the kinds of agency among them.
    told_to_others: whether somebody who calls one about the same subject is told that this is open, and whom
    to ring, when their agency is not invited to it.
    for_section_42: whether this is the kind to call when the test of section 42 is met.
    seen_by: all who may see people in the agencies that take part, or those named in it alone.
    opens: the room in which the work itself is done: a quality panel's, a joint review's, or none.
    """

    key: str
    order: int
    version: int
    name: str
    what_for: str
    purpose: str
    ask: tuple[str, ...]
    quorum: int
    must_come: tuple[str, ...]
    seen_by: Literal["agencies", "named"]
    told_to_others: bool
    for_section_42: bool
    limits: Limits
    agenda: tuple[AgendaItem, ...]
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    decisions: tuple[DecisionRule, ...]
    source: str
    opens: Literal["", "panel", "review"] = ""

    @property
    def needs_others(self) -> bool:
        """Whether it takes more than the caller's own agency."""
        return bool(self.ask)

    def asked_when(self, moment: Moment) -> tuple[Question, ...]:
        """The questions of one moment."""
        return tuple(question for question in self.questions if question.asked == moment)

    def outcome(self, key: str) -> Outcome | None:
        """The outcome of that key, if this kind allows it."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)


def lacking_quorum(kind: Kind, there: Collection[str], kinds_there: Collection[str]) -> list[str]:
    """What a meeting lacks to be one of this kind. there: agencies' keys; kinds_there: their kinds."""
    found = []
    if len(set(there)) < kind.quorum:
        found.append(f"{len(set(there))} of the {kind.quorum} agencies that it takes are there")
    missing = [each for each in kind.must_come if each not in kinds_there]
    if missing:
        found.append(f"nobody is there from: {', '.join(each.replace('-', ' ') for each in missing)}")
    return found


def undecided(kind: Kind, answers: Mapping[str, str]) -> list[str]:
    """The questions asked before deciding that nobody has answered yet."""
    return [one.words for one in kind.asked_when("deciding") if not answers.get(one.key, "").strip()]


def wrong_decision(kind: Kind, outcome: str, answers: Mapping[str, str]) -> str:
    """Why the answers given before deciding do not allow this outcome; empty when they do."""
    test = [one.key for one in kind.asked_when("deciding") if one.answer == "yes-no"]
    all_yes = bool(test) and all(answers.get(key) == "yes" for key in test)
    for rule in kind.decisions:
        if outcome in rule.outcomes and (rule.when == "all yes") != all_yes:
            return rule.why
    return ""
