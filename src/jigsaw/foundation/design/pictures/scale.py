"""Where a moment stands across a picture, and which dates are written along its top."""

from dataclasses import dataclass
from datetime import UTC, datetime

from jigsaw.foundation.core.time import LONDON

MOST_TICKS = 9
_MONTH_STEPS = (1, 3, 6, 12, 24, 60, 120, 240)


def month_number(instant: datetime) -> int:
    """Months since year 0, by London's calendar."""
    local = instant.astimezone(LONDON)
    return local.year * 12 + local.month - 1


def month_start(number: int) -> datetime:
    """The first instant (UTC) of a month counted from year 0."""
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=LONDON).astimezone(UTC)


@dataclass(frozen=True)
class Tick:
    """A date along the top. A minor one is left out on a phone."""

    at: datetime
    text: str
    is_minor: bool


@dataclass(frozen=True)
class Scale:
    """Time from `first` to `last` spread over 0 to 100 per cent of a picture's width."""

    first: datetime
    last: datetime

    def across(self, instant: datetime) -> float:
        """How far across an instant stands, in per cent, kept inside the picture."""
        whole = (self.last - self.first).total_seconds() or 1.0
        return min(100.0, max(0.0, 100 * (instant - self.first).total_seconds() / whole))

    @property
    def months(self) -> int:
        """How many calendar months the picture touches."""
        return month_number(self.last) - month_number(self.first) + 1

    def ticks(self) -> tuple[Tick, ...]:
        """Month or year starts, at most nine of them, each second one minor."""
        step = next((each for each in _MONTH_STEPS if self.months / each <= MOST_TICKS), _MONTH_STEPS[-1])
        begin = -(-month_number(self.first) // step) * step
        starts = [month_start(number) for number in range(begin, month_number(self.last) + 1, step)]
        shown = [start for start in starts if 0 <= self.across(start) <= 96 and start >= self.first]
        return tuple(
            Tick(start, _tick_words(start, step), bool(place % 2)) for place, start in enumerate(shown)
        )


def _tick_words(start: datetime, step: int) -> str:
    local = start.astimezone(LONDON)
    return str(local.year) if step >= 12 else f"{local:%b} {local.year}"
