"""One order for entries whose times are known well, badly or not at all; every tie says how it was settled.

An entry stands at the earliest moment that its words may mean. One without a time of day follows the row before it in
its agency's own chronology of that day. Those whose date is not known come last, together, and none is left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jigsaw.engine.chronology.entries import Entry
from jigsaw.engine.chronology.when import How, When, is_certainly_before
from jigsaw.foundation.core.time import EPOCH, LONDON

Key = tuple[int, datetime, int, float, str, tuple[int, int], str]
_AT_START, _AT_ITS_TIME, _AFTER_ITS_OWN = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry in its place. why: how its place after the entry above was settled; empty when time settles it."""

    entry: Entry
    why: str


def in_order(entries: Iterable[Entry]) -> list[Placed]:
    """All entries, each once, in one order that does not depend on the order in which they are given."""
    every = list(entries)
    following = _following(every)
    ordered = sorted(every, key=lambda one: _key(one, following.get(one.key)))
    placed = []
    for above, one in zip([None, *ordered], ordered, strict=False):
        placed.append(Placed(one, _why(above, one, one.key in following) if above else ""))
    return placed


def _key(one: Entry, follows: datetime | None) -> Key:
    if not one.when.is_known:
        return (1, EPOCH, 0, 0.0, one.agency, one.own_place, one.key)
    first, last = one.when.span
    width = -(last - first).total_seconds()
    if follows is not None:
        return (0, follows, _AFTER_ITS_OWN, 0.0, one.agency, one.own_place, one.key)
    tier = _AT_ITS_TIME if one.when.how is How.MINUTE else _AT_START
    return (0, first, tier, width, one.agency, one.own_place, one.key)


def _following(entries: Sequence[Entry]) -> dict[str, datetime]:
    """For entries without a time of day: the time of their agency's own row before them on that day, by key."""
    days: dict[tuple[str, datetime], list[Entry]] = defaultdict(list)
    for one in entries:
        if one.when.how in {How.MINUTE, How.DAY}:
            days[one.agency, _midnight(one.when)].append(one)
    return {
        key: at for day in days.values() for key, at in _within(sorted(day, key=lambda one: one.own_place))
    }


def _within(day: list[Entry]) -> Iterable[tuple[str, datetime]]:
    times = [one.when.span[0] for one in day if one.when.how is How.MINUTE]
    if times != sorted(times):
        return  # written in some other order than time's: it says nothing about those without one
    latest = None
    for one in day:
        if one.when.how is How.MINUTE:
            latest = one.when.span[0]
        elif latest is not None:
            yield one.key, latest


def _midnight(when: When) -> datetime:
    return when.span[0].astimezone(LONDON).replace(hour=0, minute=0, second=0, microsecond=0)


def _why(above: Entry, one: Entry, follows: bool) -> str:
    if not one.when.is_known:
        return "Its date is not known: it stands at the end, in the order of its agency’s own chronology."
    if is_certainly_before(above.when, one.when):
        return ""
    if follows:
        return (
            "No time is given: it stands after the row before it in its agency’s own chronology of that day."
        )
    if above.agency == one.agency and above.when.span == one.when.span:
        return "The same time as the entry above: in the order of the agency’s own chronology."
    if above.when.span == one.when.span:
        return "The same time as the entry above, from another agency: which came first is not known."
    if one.when.how is How.MINUTE:
        return f"The entry above is known only as {above.when.text()}: it may have come after this one."
    return f"Known only as {one.when.text()}: it stands at the earliest that this may mean."
