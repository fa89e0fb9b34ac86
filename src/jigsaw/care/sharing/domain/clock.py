"""The clock of a review: by when a named person answers, and whether that moment is past."""

from dataclasses import dataclass
from datetime import datetime, timedelta

CHASED_EVERY = timedelta(days=1)


@dataclass(frozen=True)
class Clock:
    """When it was asked, by when it is due, when it was last chased, when it was answered."""

    asked_at: datetime
    due_at: datetime
    chased_at: datetime | None = None
    answered_at: datetime | None = None

    def is_overdue(self, at: datetime) -> bool:
        """Whether nobody has answered and the moment is past."""
        return self.answered_at is None and at > self.due_at

    def may_be_chased(self, at: datetime) -> bool:
        """Whether to chase makes sense: nobody has answered, and nobody chased within the hour."""
        return self.answered_at is None and (
            self.chased_at is None or at - self.chased_at >= timedelta(hours=1)
        )

    def is_to_be_chased(self, at: datetime) -> bool:
        """Whether Jigsaw asks again by itself: when the moment is past, and then once a day until it is answered."""
        if not self.is_overdue(at):
            return False
        since = self.chased_at or self.asked_at
        return since <= self.due_at or at - since >= CHASED_EVERY


def due_at(asked_at: datetime, hours: int) -> datetime:
    """By when an answer is due. Hours run through nights and weekends: whoever asks has a person before them."""
    return asked_at + timedelta(hours=hours)
