"""What the law says before any policy does: danger to life, the person's own information, family, strangers.

Each rule has a key, a sentence and its source. Policies cannot change these; they are listed in docs/reference.
"""

from dataclasses import dataclass

from jigsaw.care.sharing.domain.asking import Asked, Decided
from jigsaw.care.sharing.domain.vocabulary import Kind, Outside, Wish
from jigsaw.foundation.access.domain import Outcome


@dataclass(frozen=True)
class Rule:
    """A rule of the law: what it answers, its sentence, what to do instead, and where it stands."""

    key: str
    outcome: Outcome
    sentence: str
    source: str
    instead: str = ""


DANGER = Rule(
    "danger-to-life",
    Outcome.PERMIT,
    "Somebody’s life is in danger: tell whoever can help now what they need to keep them safe. You need no consent.",
    "UK GDPR Articles 6(1)(d) and 9(2)(c); public interest in common law; golden rule 3 of the Department for Education"
    " (2024)",
)
THEIRS = Rule(
    "theirs-to-know",
    Outcome.PERMIT,
    "It is about them: you may tell people what you hold about them.",
    "UK GDPR Article 15; Caldicott principle 8",
)
THEIRS_WITH_CARE = Rule(
    "theirs-but-ask",
    Outcome.REVIEW,
    "It is theirs to ask for, but it may be about others, or hinder an enquiry: it is looked through first.",
    "Data Protection Act 2018, Schedules 2 and 3",
    "Say that they may ask for it in writing, and that they will have an answer within a month.",
)
FAMILY_AGREED = Rule(
    "family-and-agreed",
    Outcome.PERMIT,
    "The person agrees: you may tell those close to them what they agreed to.",
    "Common law of confidence: consent; Triangle of Care, standard 3",
)
FAMILY = Rule(
    "listen-to-family",
    Outcome.REVIEW,
    "The person has not said that those close to them may know this.",
    "Common law of confidence; Triangle of Care, standard 3",
    "You may always listen to them, and tell them what is no secret: how services work, whom to ring in a crisis."
    " Ask the person what you may tell, and to whom.",
)
STRANGER = Rule(
    "no-policy-with-them",
    Outcome.REVIEW,
    "No agreement is in force with them, so a person decides whether the law lets you tell them.",
    "Caldicott principles 1 to 7",
    "Take their name, their organisation and a number at its switchboard. Ring back there.",
)
WITHIN = Rule(
    "within-one-agency",
    Outcome.REVIEW,
    "They work in the same agency as you: your agency’s own policy decides, and your lead knows it.",
    "Caldicott principle 4",
)
RULES = (DANGER, THEIRS, THEIRS_WITH_CARE, FAMILY_AGREED, FAMILY, STRANGER, WITHIN)

_NOT_ONLY_THEIRS = {Kind.THIRD_PARTY, Kind.POLICE, Kind.MARKERS, Kind.SAFEGUARDING, Kind.EVERYTHING}


def by_law(asked: Asked, kind: Kind | None) -> Decided | None:
    """What the law says of one kind before any policy is read; None when policies decide."""
    rule = _rule(asked, kind)
    return Decided(kind, rule.outcome, rule.key, rule.sentence, instead=rule.instead) if rule else None


def _rule(asked: Asked, kind: Kind | None) -> Rule | None:
    if asked.danger:
        return DANGER
    if asked.recipient == asked.holder:
        return WITHIN
    if asked.recipient == Outside.THE_PERSON:
        return THEIRS_WITH_CARE if kind in _NOT_ONLY_THEIRS else THEIRS
    if asked.recipient == Outside.FAMILY:
        agreed = asked.wish is Wish.AGREES and kind not in _NOT_ONLY_THEIRS
        return FAMILY_AGREED if agreed else FAMILY
    return STRANGER if asked.recipient == Outside.ELSEWHERE else None
