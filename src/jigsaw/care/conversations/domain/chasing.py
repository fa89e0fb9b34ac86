"""When somebody is reminded: of an invitation without an answer, of an action whose day comes or is past."""

from datetime import date, datetime, timedelta

MOST_REMINDERS = 3


def reminders_of_invitation(asked_at: datetime, meets_at: datetime, answer_hours: int, now: datetime) -> int:
    """How many reminders an unanswered invitation has earned by now: 0 to 2; none once the meeting has begun.

    One when half of the time to answer is over, one when all of it is.
    """
    if now >= meets_at:
        return 0
    limit = timedelta(hours=answer_hours)
    return sum(now >= asked_at + part for part in (limit / 2, limit))


def reminders_of_action(due_on: date, today: date) -> int:
    """How many reminders an open action has earned: two days before its day, the day after, a week after."""
    marks = (due_on - timedelta(days=2), due_on + timedelta(days=1), due_on + timedelta(days=7))
    return sum(today >= mark for mark in marks)
