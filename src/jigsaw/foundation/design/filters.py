"""Filters for times, lists and numbers. A time is shown by London's clocks and never more exactly than it is known."""

from collections.abc import Iterable
from datetime import date, datetime

from markupsafe import Markup, escape

from jigsaw.foundation.core.nhs_number import spaced
from jigsaw.foundation.core.time import Accuracy, Moment, day_words, now
from jigsaw.foundation.design.addresses import telephone_address

Time = Moment | datetime | date

_MACHINE = {
    Accuracy.YEAR: "%Y",
    Accuracy.MONTH: "%Y-%m",
    Accuracy.DAY: "%Y-%m-%d",
    Accuracy.MINUTE: "%Y-%m-%dT%H:%M%z",
}
_STEPS = ((365, "year"), (30, "month"), (7, "week"), (1, "day"))


def as_moment(time: Time) -> Moment:
    """A moment from a moment, an aware instant (known to the minute) or a day (known to the day)."""
    if isinstance(time, Moment):
        return time
    if isinstance(time, datetime):
        return Moment(time)
    return Moment.from_local(time, Accuracy.DAY)


def machine_words(moment: Moment) -> str:
    """The moment for a `datetime` attribute, as exact as it is known: "2006-05"."""
    local = moment.local
    year = f"{local.year:04}"
    return local.strftime(_MACHINE[moment.accuracy].replace("%Y", year))


def _marked(moment: Moment, words: str) -> Markup:
    return Markup('<time datetime="{}">{}</time>').format(machine_words(moment), words)


def when(time: Time) -> Markup:
    """The time in words inside a <time> element: "22 May 2006, 2:30pm", "about May 2006"."""
    moment = as_moment(time)
    return _marked(moment, moment.text())


def day(time: Time) -> Markup:
    """The day only, or less when less is known: "22 May 2006", "May 2006"."""
    moment = as_moment(time)
    if moment.accuracy is not Accuracy.MINUTE:
        return when(moment)
    return _marked(Moment(moment.at, Accuracy.DAY), day_words(moment.local))


def distance(days: int) -> str:
    """How far away a day is, in words: "today", "3 days ago", "in 2 weeks"."""
    if days == 0:
        return "today"
    size, unit = next((size, unit) for size, unit in _STEPS if abs(days) >= size)
    count = abs(days) // size
    words = f"{count} {unit}{'' if count == 1 else 's'}"
    return f"{words} ago" if days < 0 else f"in {words}"


def ago(time: Time, today: date | None = None) -> str:
    """How long ago, relative to `today` (London's today when left out): "3 days ago"."""
    here = today or Moment(now()).local.date()
    return distance((as_moment(time).local.date() - here).days)


def joined(things: Iterable[object], last: str = "and") -> Markup:
    """A list as a sentence says it: "police, ambulance and housing"."""
    words = [escape(thing) for thing in things]
    if len(words) < 2:
        return Markup("").join(words)
    return Markup("{} {} {}").format(Markup(", ").join(words[:-1]), last, words[-1])


def nhs_number(number: str) -> Markup:
    """The number as people read it (3-3-4), kept on one line."""
    return Markup('<span class="app-number">{}</span>').format(spaced(number))


FILTERS = {
    "when": when,
    "day": day,
    "ago": ago,
    "joined": joined,
    "nhs_number": nhs_number,
    "telephone": telephone_address,
}
