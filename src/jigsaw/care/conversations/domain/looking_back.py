"""Was it useful, and did things change: what came before a conversation was held and after it, counted alike."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SPAN = timedelta(days=90)


class Useful(StrEnum):
    """Whether the conversation was worth having."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True)
class Happened:
    """One thing that happened: when, what kind of thing in words, and who says so."""

    at: datetime
    what: str
    agency: str


@dataclass(frozen=True)
class BeforeAndAfter:
    """How often a kind of thing happened in the 90 days before the meeting, and in those after it."""

    what: str
    before: int
    after: int


def before_and_after(happened: Iterable[Happened], held_at: datetime, now: datetime) -> list[BeforeAndAfter]:
    """Each kind of thing with its two counts, those that happened most first. What is to come is not counted."""
    before: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for one in happened:
        if held_at - SPAN <= one.at < held_at:
            before[one.what] += 1
        elif held_at <= one.at < min(held_at + SPAN, now):
            after[one.what] += 1
    named = sorted({*before, *after}, key=lambda what: (-(before[what] + after[what]), what))
    return [BeforeAndAfter(what, before[what], after[what]) for what in named]


def days_since(held_at: datetime, now: datetime) -> int:
    """How many of the 90 days after the meeting have passed, at most 90."""
    return max(0, min(SPAN.days, (now - held_at).days))
