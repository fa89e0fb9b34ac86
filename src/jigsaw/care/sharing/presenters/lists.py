"""The log, and what waits for somebody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from jigsaw.care.sharing.domain.vocabulary import PURPOSES, Purpose
from jigsaw.care.sharing.presenters.answer import TAGS, recipient_name
from jigsaw.care.sharing.queries import LogLine
from jigsaw.foundation.core.time import Moment, now
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Tag
from jigsaw.foundation.organisations.models import Agency

WAITING_HEADS = ("Question", "Asked by", "Answer due", "State")
LOG_HEADS = ("Asked", "By", "From and to", "For", "Answer")

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class LogPage:
    """Questions that wait for the viewer, and the log."""

    shell: Shell
    waiting: Rows
    log: Rows
    waiting_heads: tuple[str, ...] = WAITING_HEADS
    log_heads: tuple[str, ...] = LOG_HEADS


def waiting_rows(lines: Iterable[LogLine], agencies: Mapping[str, Agency]) -> Rows:
    """What waits for the viewer, the one that is due first at the top."""
    return tuple(
        (
            Link(_question(one, agencies), _href(one)),
            one.by,
            Moment(one.clock.due_at) if one.clock else None,
            clock_tag(one),
        )
        for one in lines
    )


def log_rows(lines: Iterable[LogLine], agencies: Mapping[str, Agency]) -> Rows:
    """The log, latest first."""
    return tuple(
        (
            Moment(one.at),
            one.by,
            Link(_pair(one, agencies), _href(one), one.about),
            "Danger to life" if one.danger else PURPOSES[Purpose(one.purpose)].label,
            clock_tag(one) if one.clock and not one.clock.answered_at else TAGS[one.outcome],
        )
        for one in lines
    )


def clock_tag(one: LogLine) -> Tag:
    """Whether the answer is awaited, asked for again, or late."""
    if one.clock and one.clock.is_overdue(now()):
        return Tag("Late", "due")
    return Tag("Asked again", "due") if one.clock and one.clock.chased_at else Tag("Waits", "now")


def _question(one: LogLine, agencies: Mapping[str, Agency]) -> str:
    return f"{_pair(one, agencies)}{f', about {one.about}' if one.about else ''}"


def _pair(one: LogLine, agencies: Mapping[str, Agency]) -> str:
    holder = agencies[one.holder].name if one.holder in agencies else one.holder
    return f"{holder} to {recipient_name(agencies, one.recipient, inside=True)}"


def _href(one: LogLine) -> str:
    return reverse("share_answer", args=[one.key])
