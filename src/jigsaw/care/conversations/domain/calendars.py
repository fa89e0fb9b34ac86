"""A conversation as an entry for a calendar (iCalendar, RFC 5545): a time and a link, and nobody's name.

The link opens nothing without signing in. The same conversation keeps its UID; each change raises its SEQUENCE.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from icalendar import Calendar, Event, vCalAddress

Method = Literal["REQUEST", "CANCEL"]
SUMMARY = "Conversation between agencies (sign in to Jigsaw to read it)"


@dataclass(frozen=True)
class Entry:
    """What a calendar is told. way: "in a room", "by telephone" or "online"; where exactly stands behind the link."""

    conversation: UUID
    at: datetime
    minutes: int
    way: str
    link: str
    sender: str
    changes: int
    written_at: datetime


def calendar_of(entry: Entry, method: Method) -> str:
    """The calendar file as text. CANCEL takes the entry out of calendars."""
    event = Event()
    event.add("uid", f"{entry.conversation}@jigsaw")
    event.add("sequence", entry.changes)
    event.add("dtstamp", entry.written_at)
    event.add("dtstart", entry.at)
    event.add("dtend", entry.at + timedelta(minutes=entry.minutes))
    event.add("summary", SUMMARY)
    event.add("description", f"It meets {entry.way}. Sign in to read about it: {entry.link}")
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    if entry.link.startswith("http"):
        event.add("url", entry.link)
    event["organizer"] = vCalAddress(f"mailto:{entry.sender}")
    calendar = Calendar()
    calendar.add("prodid", "-//Jigsaw//Conversations//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
