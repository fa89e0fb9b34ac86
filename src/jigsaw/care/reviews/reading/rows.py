"""One row of a table as an entry of a chronology, or why it is none."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jigsaw.care.reviews.reading.headings import Heads
from jigsaw.care.reviews.reading.tables import LONGEST_CELL, RawRow
from jigsaw.engine.chronology.reading_when import read_when
from jigsaw.engine.chronology.when import When
from jigsaw.foundation.core.errors import UnreadableDate
from jigsaw.foundation.core.time import now

# What a row says besides when: these go into the entry as they were written.
SAID = ("fact", "source", "who", "voice", "action", "outcome", "comment", "missed", "author")
_TOLD = re.compile(r"^(?P<who>.*?)[\s,(]+(?:on\s+)?(?P<when>\??\d[^()]*|[A-Za-z]+ \d{4})\)?$")


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row that is taken. said: its words by field. more: words under headings that are not known, in their order.

    told: agencies that were told, each with when. written: every cell as it stood, with its heading. place: its place
    among all rows of the file, from 1.
    """

    table: str
    line: int
    when: When
    said: Mapping[str, str]
    number: int | None
    known: When | None
    told: tuple[tuple[str, When], ...]
    more: tuple[tuple[str, str], ...]
    written: tuple[tuple[str, str], ...]
    place: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row is not taken. field: which of its parts is at fault; empty for the whole row."""

    field: str
    why: str
    next_step: str


def read_row(table: str, row: RawRow, heads: Heads, agencies: Mapping[str, str]) -> RowRead | Refusal:
    """The row as an entry, or the first thing that stands in the way."""
    if row.across:
        step = "If it tells an event, give it a date and a row of its own"
        return Refusal("", "one cell runs over the whole row", step)
    if any(len(text) > LONGEST_CELL for text in row.cells):
        return Refusal(
            "", f"a cell is longer than {LONGEST_CELL:,} letters", "Tell it more briefly, or in several rows"
        )
    parts = {name: row.cells[place] for place, name in heads.fields.items() if place < len(row.cells)}
    if not parts.get("fact"):
        return Refusal("fact", "it does not say what happened", "Write what happened, or take the row out")
    try:
        when = read_when(parts.get("date", ""), parts.get("time", ""))
    except UnreadableDate as fault:
        return Refusal(_of_date_or_time(parts), fault.hindered_by, fault.next_step)
    try:
        known = read_when(parts["known"]) if parts.get("known") else None
    except UnreadableDate as fault:
        return Refusal("known", fault.hindered_by, fault.next_step)
    for name, one in (("date", when), ("known", known)):
        if one and is_to_come(one):
            return Refusal(name, "it lies in the future", "Give the day on which it happened or was recorded")
    return _taken(
        table, row, heads, parts, Times(when, known, told_in(parts.get("told", ""), agencies, when))
    )


def is_to_come(when: When) -> bool:
    """Whether the whole of a time lies after now: a slip of the year, mostly."""
    return when.is_known and when.reach[0] > now()


@dataclass(frozen=True, slots=True)
class Times:
    """When it happened, when it was known, and who was told when; words of the last that cannot be read are kept."""

    when: When
    known: When | None
    told: tuple[tuple[tuple[str, When], ...], str]


def _taken(table: str, row: RawRow, heads: Heads, parts: Mapping[str, str], times: Times) -> RowRead:
    told, not_read = times.told
    written = heads.over(row.cells)
    more = [
        (heads.words[place] or f"Column {place + 1}", text)
        for place, text in enumerate(row.cells)
        if text and place < len(heads.words) and place not in heads.fields
    ]
    more += [
        (f"Column {place + 1}", text)
        for place, text in enumerate(row.cells)
        if text and place >= len(heads.words)
    ]
    number = (
        int(parts["number"]) if parts.get("number", "").isdecimal() and len(parts["number"]) < 7 else None
    )
    for name, kept in (("number", number is None), ("agency", True), ("told", bool(not_read))):
        if parts.get(name) and kept:
            more.append((name.capitalize(), not_read if name == "told" else parts[name]))
    said = {name: parts[name] for name in SAID if parts.get(name)}
    return RowRead(table, row.line, times.when, said, number, times.known, told, tuple(more), written)


def told_in(words: str, agencies: Mapping[str, str], when: When) -> tuple[tuple[tuple[str, When], ...], str]:
    """Who was told and when, of "GP 12/05/2006; police (13 May 2006)"; and the parts that cannot be read.

    Without a date they are taken to have been told when it happened.
    """
    told, not_read = [], []
    for part in filter(None, (one.strip() for one in re.split(r"[;\n]", words))):
        found = _TOLD.match(part)
        name = agencies.get((found["who"] if found else part).strip(" :,").casefold())
        try:
            on = read_when(found["when"]) if found else when
        except UnreadableDate:
            name = None
        if name:
            told.append((name, on))
        else:
            not_read.append(part)
    return tuple(told), "; ".join(not_read)


def _of_date_or_time(parts: Mapping[str, str]) -> str:
    """Which of the two is at fault: the time, when the date alone can be read."""
    try:
        read_when(parts.get("date", ""))
    except UnreadableDate:
        return "date"
    return "time"
