"""What is late in a conversation, as sentences; and under which heading of the board it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jigsaw.care.conversations.domain.kinds import Limits
from jigsaw.care.conversations.domain.states import State

DAYS_TO_TELL = 7
"""After so many days from the meeting, it is late that nobody recorded what the person was told."""


class Heading(StrEnum):
    """Where a conversation stands on the board."""

    ANSWERS = "Waiting for answers"
    READY = "All have answered: to be held"
    PAST = "Its date is past"
    UNDER_WAY = "Under way"
    ACTIONS = "Held: actions still open"
    CLOSE = "Held: ready to close"


@dataclass(frozen=True)
class Standing:
    """What decides where a conversation stands and what is late in it. Counts are of invitations and actions."""

    state: str
    called_at: datetime
    meets_at: datetime
    held_at: datetime | None
    unanswered: int
    open_actions: int
    late_actions: int
    person_told: bool


def heading_of(one: Standing, now: datetime) -> Heading:
    """The heading under which an open conversation stands."""
    if one.state == State.UNDER_WAY:
        return Heading.UNDER_WAY
    if one.state == State.HELD:
        return Heading.ACTIONS if one.open_actions else Heading.CLOSE
    if one.meets_at < now:
        return Heading.PAST
    return Heading.ANSWERS if one.unanswered else Heading.READY


def late_in(one: Standing, limits: Limits, now: datetime) -> list[str]:
    """Everything that is late, as sentences; nothing when nothing is."""
    if one.state == State.CALLED:
        return _late_before(one, limits, now)
    return _late_after(one, limits, now) if one.state == State.HELD and one.held_at else []


def _late_before(one: Standing, limits: Limits, now: datetime) -> list[str]:
    found = []
    if one.meets_at < now:
        found.append("Its date is past, and nobody says that it was held")
    elif one.unanswered and now > one.called_at + timedelta(hours=limits.answer_hours):
        found.append(
            f"{_counted(one.unanswered, 'agency', 'agencies')} did not answer within {limits.answer_hours} hours"
        )
    if one.meets_at > one.called_at + timedelta(days=limits.meet_days, hours=12):
        found.append(f"It meets later than the {limits.meet_days} days of its kind")
    return found


def _late_after(one: Standing, limits: Limits, now: datetime) -> list[str]:
    assert one.held_at is not None  # noqa: S101 (asked for what was held alone)
    found = []
    if one.late_actions:
        found.append(f"{_counted(one.late_actions, 'action is', 'actions are')} past the day")
    if not one.person_told and now > one.held_at + timedelta(days=DAYS_TO_TELL):
        found.append("Nobody recorded what the person was told")
    if now > one.held_at + timedelta(days=limits.close_days):
        found.append(f"It is not closed within the {limits.close_days} days of its kind")
    return found


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
