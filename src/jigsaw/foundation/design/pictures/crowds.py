"""Many events put together by month, quarter or year, so that hundreds of marks can still be read and reached."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from jigsaw.foundation.core.time import LONDON
from jigsaw.foundation.design.pictures.scale import month_number, month_start

MOST_PERIODS = 40
_NAMED = 3


@dataclass(frozen=True)
class Crowd:
    """The events of one agency in one period: how many, of which kinds."""

    start: datetime
    end: datetime
    title: str
    count: int
    kinds: str

    @property
    def middle(self) -> datetime:
        """The instant halfway through the period."""
        return self.start + (self.end - self.start) / 2

    def address(self, pattern: str) -> str:
        """The pattern with {since} and {until} replaced by the period's first and last day."""
        first = self.start.astimezone(LONDON).date()
        last: date = self.end.astimezone(LONDON).date() - timedelta(days=1)
        return pattern.replace("{since}", first.isoformat()).replace("{until}", last.isoformat())


def months_each(months: int) -> int:
    """How many months to put together so that at most forty periods are drawn: 1, 3 or 12."""
    return next((size for size in (1, 3) if months / size <= MOST_PERIODS), 12)


def _title(start: datetime, size: int) -> str:
    local = start.astimezone(LONDON)
    if size == 12:
        return str(local.year)
    return f"{local:%B} {local.year}" if size == 1 else f"{local:%B} to {_last_month(start)} {local.year}"


def _last_month(start: datetime) -> str:
    return f"{month_start(month_number(start) + 2).astimezone(LONDON):%B}"


def _kinds(labels: Iterable[str]) -> str:
    counted = sorted(Counter(labels).items(), key=lambda pair: (-pair[1], pair[0]))
    words = [f"{count} × {label}" for label, count in counted[:_NAMED]]
    rest = sum(count for _, count in counted[_NAMED:])
    return ", ".join(words + ([f"{rest} × other"] if rest else []))


def gather(events: Iterable[tuple[datetime, str]], size: int) -> tuple[Crowd, ...]:
    """Events (instant, kind) put together in periods of `size` months, in time order."""
    periods: dict[int, list[str]] = defaultdict(list)
    for at, label in events:
        periods[month_number(at) // size * size].append(label)
    return tuple(
        Crowd(
            month_start(begin),
            month_start(begin + size),
            _title(month_start(begin), size),
            len(labels),
            _kinds(labels),
        )
        for begin, labels in sorted(periods.items())
    )
