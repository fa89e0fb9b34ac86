"""The words and the rules of sending, on plain values."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Way(StrEnum):
    """How a message travels."""

    EMAIL = "e-mail"
    NOTIFY = "GOV.UK Notify"


class State(StrEnum):
    """Where a message stands."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    UNSURE = "unsure"
    GIVEN_UP = "given up"
    WITHDRAWN = "withdrawn"


UNDELIVERED = (State.UNSURE, State.GIVEN_UP)
"""What a person must look at: nobody knows whether it went, or it did not go after all tries."""

MOST_TRIES = 6
CLAIM = timedelta(minutes=5)
"""For how long one sender has a message to itself."""


def wait_before(tries: int) -> timedelta:
    """How long to wait after so many tries: 1, 4, 16, 64 minutes, then about 4 hours."""
    return timedelta(minutes=min(4 ** max(0, tries - 1), 256))


def after_fault(tries: int) -> State:
    """Where a message stands after a try that surely failed."""
    return State.GIVEN_UP if tries >= MOST_TRIES else State.WAITING


@dataclass(frozen=True)
class Letter:
    """What is sent: to one address, a subject, words without anybody's particulars, and perhaps a calendar file."""

    key: str
    to: str
    subject: str
    body: str
    calendar: str = ""
    calendar_method: str = ""


class Fault(Exception):
    """A try that failed, in fixed words without an address."""


class Temporary(Fault):
    """It surely did not go; it may go later."""


class Permanent(Fault):
    """It surely did not go and never will: the address is refused."""


class Uncertain(Fault):
    """It may have gone: trying again could send it twice."""
