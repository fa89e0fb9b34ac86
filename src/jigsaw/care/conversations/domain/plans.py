"""The plan in force, as far as agencies tell of it: of each plan the latest word, and whether its day is past."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime

from jigsaw.foundation.core.time import Moment


@dataclass(frozen=True)
class PlanSaid:
    """What an agency says of a plan: what, whose, since when, until when, where it is written.

    whose: the names of those it is for; lasts: whether it goes on, and is not over in a moment.
    """

    what: str
    words: str
    agency: str
    whose: str
    since: Moment
    until: Moment | None
    source: str
    lasts: bool


def latest_of_each(said: Iterable[PlanSaid]) -> tuple[PlanSaid, ...]:
    """Of each kind of plan, of each agency, about each person, what was said last; the latest first."""
    found: dict[Hashable, PlanSaid] = {}
    for one in sorted(said, key=lambda one: one.since.at):
        found[one.what, one.agency, one.whose] = one
    return tuple(sorted(found.values(), key=lambda one: one.since.at, reverse=True))


def how_it_stands(one: PlanSaid, now: datetime) -> str:
    """Whether a plan goes on, in words. That its day is past does not say that it is over: it says to ask."""
    if not one.lasts:
        return "Ask whether it still holds"
    if one.until is None:
        return "Goes on; no end is given"
    if one.until.latest() <= now:
        return f"Its day, {one.until.text()}, is past, and no later plan has come: ask"
    return f"Until {one.until.text()}"
