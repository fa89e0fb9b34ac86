"""What may be chosen in a review: its kind and law, the five domains of learning, how much an entry matters, checks."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of review it is."""

    ADULT_REVIEW = "safeguarding-adult-review"
    JOINT = "joint-investigation"
    LEARNING = "learning-response"


@dataclass(frozen=True)
class Law:
    """What a kind is called, and the law by which agencies may give it what they hold."""

    name: str
    basis: str
    source: str


LAWS = {
    Kind.ADULT_REVIEW: Law(
        "Safeguarding Adult Review",
        "The Safeguarding Adults Board’s review under section 44 of the Care Act 2014; each agency gives what it holds"
        " under section 45.",
        "Care Act 2014, sections 44 and 45",
    ),
    Kind.JOINT: Law(
        "Joint investigation",
        "Each agency’s own duty to learn from what happened, under the agreement named in the terms; what is told is"
        " necessary for that and no more.",
        "UK GDPR articles 6(1)(e) and 9(2)(h)",
    ),
    Kind.LEARNING: Law(
        "Learning response to a patient safety incident",
        "The Patient Safety Incident Response Framework: learning, and never blame, complaint or inquest.",
        "NHS England, PSIRF, 2022; UK GDPR articles 6(1)(e) and 9(2)(h)",
    ),
}


class Learning(StrEnum):
    """The five domains to which the national analyses of Safeguarding Adult Reviews code what is learned."""

    PRACTICE = "direct-practice"
    TOGETHER = "working-together"
    SUPPORT = "organisations"
    BOARD = "board"
    NATIONAL = "national"


LEARNING = {
    Learning.PRACTICE: "Direct practice with the person",
    Learning.TOGETHER: "The team around the person: agencies working together",
    Learning.SUPPORT: "What organisations gave those who work with the person",
    Learning.BOARD: "The governance of the Safeguarding Adults Board",
    Learning.NATIONAL: "Law, policy and money of the nation",
}


class Significance(StrEnum):
    """How much an entry says of what the review asks. It says nothing of how dangerous anybody is."""

    KEY = "key"
    NOTABLE = "notable"
    BACKGROUND = "background"


SIGNIFICANCE = {
    Significance.KEY: "A key event",
    Significance.NOTABLE: "Worth noting",
    Significance.BACKGROUND: "Background",
}

CHECKED_AFTER = (3, 6, 12)
"""Months after an action was due, at which somebody asks whether it changed anything."""


class Changed(StrEnum):
    """Whether an action changed anything."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    CANNOT_SAY = "cannot-say"


CHANGED = {
    Changed.YES: "Yes: things are different",
    Changed.PARTLY: "In part",
    Changed.NO: "No: nothing is different",
    Changed.CANNOT_SAY: "It cannot be said yet",
}


class Family(StrEnum):
    """Whether the family was asked for its questions."""

    ASKED = "asked"
    DECLINED = "declined"
    NOBODY = "nobody"


FAMILY = {
    Family.ASKED: "They were asked, and their questions stand first",
    Family.DECLINED: "They were asked, and would rather not take part now",
    Family.NOBODY: "No family or friend is known, or none may be asked",
}


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    for last in range(day.day, 27, -1):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    return date(year, month, day.day)
