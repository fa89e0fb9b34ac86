"""Periods in which no piece came from any agency, said aloud (chronologies are asked to: SSASPB guidance)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.story.domain.involvement import BACKGROUND
from jigsaw.foundation.core.time import LONDON, day_words

LONGER_THAN = timedelta(days=90)


@dataclass(frozen=True)
class Quiet:
    """A time without a piece. `goes_on` when it lasts until the day that the story is read for."""

    since: datetime
    until: datetime
    goes_on: bool = False

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return (self.until - self.since).days

    @property
    def sentence(self) -> str:
        """The period in words, and what it does not mean."""
        first, last = (day_words(end.astimezone(LONDON)) for end in (self.since, self.until))
        when = (
            f"since {first} ({self.days:,} days)"
            if self.goes_on
            else f"between {first} and {last} ({self.days:,} days)"
        )
        return (
            f"No pieces that you can see from any agency {when}. That is not the same as nothing happening."
        )


def quiet_periods(
    entries: Iterable[Entry], *, until: datetime, longer_than: timedelta = LONGER_THAN
) -> tuple[Quiet, ...]:
    """The gaps longer than `longer_than` between pieces, and from the last one to `until`.

    A moment known to the month fills its month. The start and the end of an involvement count; that it goes
    on does not, since a case can be open and silent. A state, a tenancy or a registration says how things
    are, and not that anybody was in touch.
    """
    spans = sorted(span for entry in entries if _is_touch(entry) for span in _spans(entry))
    spans = [(start, end) for start, end in spans if start < until]
    if not spans:
        return ()
    found, reached = [], spans[0][1]
    for start, end in spans[1:]:
        if start - reached > longer_than:
            found.append(Quiet(reached, start))
        reached = max(reached, end)
    if until - reached > longer_than:
        found.append(Quiet(reached, until, goes_on=True))
    return tuple(found)


def _is_touch(entry: Entry) -> bool:
    return entry.shape is not Shape.STATE and entry.kind not in BACKGROUND


def _spans(entry: Entry) -> list[tuple[datetime, datetime]]:
    begun = (entry.when.at, entry.when.latest())
    return [begun, (entry.until.at, entry.until.latest())] if entry.until else [begun]
