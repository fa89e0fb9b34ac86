"""When something happened, no more exactly than is known: a time, a day, a month, a year, between two, or unknown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from jigsaw.foundation.core.time import LONDON, Accuracy, Moment

_HOUR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)


class How(StrEnum):
    """How exactly a time is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    BETWEEN = "between"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class When:
    """A time as somebody wrote it down.

    first: the earliest instant (UTC) that the words may mean. last: the first instant after everything that they may
    mean. Both are None when the time is not known. words: as it was written.
    """

    first: datetime | None
    last: datetime | None
    how: How
    is_about: bool = False
    words: str = ""

    def __post_init__(self) -> None:
        if (self.first is None) != (self.last is None) or (self.first is None) != (self.how is How.UNKNOWN):
            raise ValueError("A time that is known has both ends; one that is not has neither")
        if self.first is not None and self.last is not None and self.first >= self.last:
            raise ValueError("A time ends after it begins")

    @property
    def is_known(self) -> bool:
        """Whether anything at all is known of it."""
        return self.first is not None

    @property
    def span(self) -> tuple[datetime, datetime]:
        """The earliest instant and the first after the latest. Only for a time that is known."""
        if self.first is None or self.last is None:
            raise ValueError("This time is not known")
        return self.first, self.last

    @property
    def reach(self) -> tuple[datetime, datetime]:
        """The span; of what is only about right, widened by its own length on either side, and by an hour at least."""
        first, last = self.span
        if not self.is_about:
            return first, last
        wider = max(last - first, _HOUR)
        return first - wider, last + wider

    def text(self) -> str:
        """In words, no more exact than it is known: "about May 2006", "between 3 May 2006 and 5 May 2006"."""
        if not self.is_known:
            return "date not known"
        first, last = self.span
        if self.how is How.BETWEEN:
            said = _between(first, last)
            return f"about {said}" if self.is_about else said
        return Moment(first, Accuracy(self.how.value), self.is_about).text()


UNKNOWN = When(None, None, How.UNKNOWN)


def when_of(moment: Moment, words: str = "") -> When:
    """A moment with its accuracy as a time of a chronology."""
    return When(moment.at, moment.latest(), How(moment.accuracy.value), moment.uncertain, words)


def between(first: Moment, last: Moment, *, is_about: bool = False, words: str = "") -> When:
    """From the earliest that the one may mean to the latest that the other may."""
    return When(first.at, last.latest(), How.BETWEEN, is_about or first.uncertain or last.uncertain, words)


def is_certainly_before(one: When, other: When) -> bool:
    """Whether the one was over before the other can have begun, whatever their words mean."""
    return one.is_known and other.is_known and one.reach[1] <= other.reach[0]


def may_be_the_same(one: When, other: When, slack: timedelta = timedelta(0)) -> bool:
    """Whether both can be the same moment, or lie within `slack` of each other. What is not known may be any time."""
    if not one.is_known or not other.is_known:
        return True
    (first, last), (since, until) = one.reach, other.reach
    return first < until + slack and since < last + slack


def _between(first: datetime, last: datetime) -> str:
    ends = (last - _MINUTE).astimezone(LONDON)
    begins = first.astimezone(LONDON)
    is_whole = (begins.hour, begins.minute, ends.hour, ends.minute) == (0, 0, 23, 59)
    exact = Accuracy.DAY if is_whole else Accuracy.MINUTE
    one = Moment(first, exact).text()
    other = Moment(last - _MINUTE if is_whole else last, exact).text()
    return f"between {one} and {other}"
