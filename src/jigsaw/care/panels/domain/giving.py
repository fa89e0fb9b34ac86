"""Giving the person their letter: how it reached them, or why they were not told and when that is looked at again."""

from dataclasses import dataclass
from datetime import date

from jigsaw.care.conversations.domain.telling import Channel, faults_of_telling


@dataclass(frozen=True)
class Giving:
    """How the letter went. channel: None when the person was not told; then why not, and until when."""

    channel: Channel | None
    safe_because: str = ""
    why_not: str = ""
    look_again_on: date | None = None


def faults_of_giving(giving: Giving, today: date) -> dict[str, str]:
    """What is wanting, by field, each as a sentence that says what to enter."""
    if giving.channel:
        return faults_of_telling(giving.channel, giving.safe_because)
    found = {} if giving.why_not.strip() else {"why_not": "Enter why they are not told"}
    if giving.look_again_on is None or giving.look_again_on <= today:
        found["look_again_on"] = "Enter a day to come on which somebody looks at it again"
    return found
