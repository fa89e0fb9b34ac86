"""Times of day as UK systems write them: 14:30, 2.30 PM, 1430hrs, midday, with or without a zone."""

import re
from dataclasses import dataclass

from jigsaw.foundation.core.errors import UnreadableDate

_ZONE = r"\s*(?P<zone>Z|UTC|GMT|BST|[+-]\d\d:?\d\d|[+-]\d\d)?"
_FORMS = tuple(
    re.compile(rf"[T\s,]*(?:at\s+)?{form}{_ZONE}\s*", re.IGNORECASE | re.ASCII)
    for form in (
        r"(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,:]\d+)?)?\s*(?P<half>[ap]\.?m\.?)?",
        r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?:\.\d+)?\s*(?:hrs?|h)?",
        r"(?P<hour>\d{1,2})\s*(?P<half>[ap]\.?m\.?)",
        r"(?P<word>midday|noon|midnight)",
    )
)
_WORDS = {"midday": 12, "noon": 12, "midnight": 0}
_NAMED_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "BST": 60}
_WIDEST_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day on a 24-hour clock; `zone` as written, or empty when none was."""

    hour: int
    minute: int = 0
    second: int = 0
    zone: str = ""


def read_clock(text: str) -> ClockTime:
    """The time of day that the words mean. Raises UnreadableDate for what no clock shows."""
    for form in _FORMS:
        if match := form.fullmatch(text):
            return _clock(match.groupdict())
    raise _fault("the words after its day are not a time of day")


def read_offset(zone: str) -> int:
    """Minutes ahead of UTC that a written zone means ("Z", "+01:00", "BST")."""
    if zone.upper() in _NAMED_ZONES:
        return _NAMED_ZONES[zone.upper()]
    digits = zone[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes > _WIDEST_OFFSET or int(digits[2:] or 0) > 59:
        raise _fault("its offset from UTC is wider than any on earth")
    return -minutes if zone[0] == "-" else minutes


def _fault(why: str) -> UnreadableDate:
    return UnreadableDate("Read a time", why, "Write the time as 14:30, after the date and a space")


def _clock(found: dict[str, str | None]) -> ClockTime:
    if word := found.get("word"):
        return ClockTime(_WORDS[word.lower()], zone=found["zone"] or "")
    hour = _on_24_hours(int(found["hour"] or 0), found.get("half"))
    minute, second = int(found.get("minute") or 0), int(found.get("second") or 0)
    if hour > 23 or minute > 59 or second > 59:
        raise _fault("no clock shows its time (the last minute of a day is 23:59)")
    return ClockTime(hour, minute, second, found["zone"] or "")


def _on_24_hours(hour: int, half: str | None) -> int:
    # "14:30 PM" is how some systems print: the half of the day agrees, so nothing is guessed.
    if not half:
        return hour
    afternoon = half[0].lower() == "p"
    if hour > 12 and afternoon:
        return hour
    if not 1 <= hour <= 12:
        raise _fault("its hour does not agree with its am or pm")
    return hour % 12 + (12 if afternoon else 0)
