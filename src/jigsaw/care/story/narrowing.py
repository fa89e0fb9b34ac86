"""The form that narrows a story: agencies, groups of kinds, days, as known on, which way time runs.

Sent by GET, so that what is seen can be sent as a link to somebody who may see it. Its markup is our own: the
NHS.UK macros would cost as much as the rest of the page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.story.domain.choosing import Choice

NEWEST, OLDEST = "newest", "oldest"
DAYS = {
    "since": ("From", ""),
    "until": ("To", ""),
    "known": ("As known on", "Shows what had been received by the end of that day"),
}


@dataclass(frozen=True)
class Offer:
    """One thing to tick."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class DayAsked:
    """A day in three parts, day first, as it was asked for."""

    name: str
    label: str
    hint: str
    parts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asking:
    """What the form offers and what was chosen. `is_open` when something was."""

    agencies: tuple[Offer, ...]
    groups: tuple[Offer, ...]
    days: tuple[DayAsked, ...]
    order: str
    is_open: bool


def asking(entries: Iterable[Entry], choice: Choice) -> Asking:
    """The form for a story: it offers the agencies and the groups that the story has."""
    found = list(entries)
    agencies = {entry.holder.key: entry.holder.name for entry in found}
    groups = {entry.group: entry.group for entry in found}
    days = {"since": choice.since, "until": choice.until, "known": choice.as_known_on}
    return Asking(
        agencies=_offers(agencies, choice.agencies),
        groups=_offers(groups, choice.groups),
        days=tuple(DayAsked(name, *DAYS[name], _parts(day)) for name, day in days.items()),
        order=NEWEST if choice.newest_first else OLDEST,
        is_open=choice.is_narrowed or bool(choice.as_known_on),
    )


def _offers(words: Mapping[str, str], chosen: frozenset[str]) -> tuple[Offer, ...]:
    ordered = sorted(words.items(), key=lambda pair: pair[1])
    return tuple(Offer(value, text, value in chosen) for value, text in ordered)


def _parts(day: date | None) -> tuple[tuple[str, str], ...]:
    return tuple((part, str(getattr(day, part)) if day else "") for part in ("day", "month", "year"))


def choice_from(sent: Mapping[str, str], many: Mapping[str, list[str]]) -> Choice:
    """What a request's query asks for. A day that cannot be read narrows nothing."""
    return Choice(
        agencies=frozenset(many.get("agency", [])),
        groups=frozenset(many.get("group", [])),
        since=_day(sent, "since"),
        until=_day(sent, "until"),
        as_known_on=_day(sent, "known"),
        newest_first=sent.get("order", NEWEST) != OLDEST,
        only_new=sent.get("new", "") == "yes",
        unread=_unread(sent),
    )


def _unread(sent: Mapping[str, str]) -> tuple[str, ...]:
    typed = (
        name for name in DAYS if any(sent.get(f"{name}{part}") for part in ("", "_day", "_month", "_year"))
    )
    return tuple(DAYS[name][0] for name in typed if _day(sent, name) is None)


def _day(sent: Mapping[str, str], name: str) -> date | None:
    try:
        if iso := sent.get(name, ""):
            return date.fromisoformat(iso)
        year, month, day = (int(sent.get(f"{name}_{part}", "")) for part in ("year", "month", "day"))
        return date(year, month, day) if year > 1000 else None
    except ValueError:
        return None


def as_sent(choice: Choice) -> dict[str, object]:
    """The choice as the parts of an address."""
    days = {"since": choice.since, "until": choice.until, "known": choice.as_known_on}
    asked = {name: day.isoformat() for name, day in days.items() if day}
    order = NEWEST if choice.newest_first else OLDEST
    return {"agency": sorted(choice.agencies), "group": sorted(choice.groups), "order": order, **asked}
