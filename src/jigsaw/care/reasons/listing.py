"""The page object of the list of reasons: tasks with a time limit, this week's conversations, and the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.forms import Form

from jigsaw.care.reasons.presenters import NameOf, ReasonLine, reason_lines
from jigsaw.care.reasons.queries import ReasonSeen
from jigsaw.foundation.core.time import day_words
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Pages

BY_LOT = "Chosen by lot, to learn what the order misses."
_HEADINGS = {
    "task": "With a time limit: do these now",
    "week": "This week’s conversations",
    "other": "Other open reasons",
}


@dataclass(frozen=True)
class Card:
    """Whom or what reasons that stand together are about, why they stand where they do, and the reasons."""

    about: Link
    note: str
    lines: tuple[ReasonLine, ...]


@dataclass(frozen=True)
class Part:
    """A part of the list: its heading, what it is, and its reasons in order, those about one together."""

    key: str
    heading: str
    words: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class ReasonsPage:
    """The open reasons that the viewer's agency is asked about."""

    shell: Shell
    parts: tuple[Part, ...]
    pages: Pages
    form: Form
    total: int


def parts_of(
    reasons: Iterable[ReasonSeen], by_lot: Mapping[UUID, bool], name_of: NameOf, week: date
) -> tuple[Part, ...]:
    """Reasons, in the order of the list, under their headings. by_lot: of whoever has a place this week, whether so."""

    def key(one: ReasonSeen) -> str:
        if one.statutory:
            return "task"
        return "week" if one.subject in by_lot else "other"

    return tuple(_part(name, list(mine), by_lot, name_of, week) for name, mine in groupby(reasons, key))


def _part(
    key: str, reasons: list[ReasonSeen], by_lot: Mapping[UUID, bool], name_of: NameOf, week: date
) -> Part:
    together = [
        list(mine) for _, mine in groupby(reasons, lambda one: (one.subject_kind == "home", one.subject))
    ]
    cards = []
    for mine in together:
        lines = reason_lines(mine, name_of)
        note = BY_LOT if key == "week" and by_lot[mine[0].subject] else ""
        cards.append(Card(lines[0].about, note, lines))
    return Part(key, _HEADINGS[key], _words(week)[key], tuple(cards))


def _words(week: date) -> dict[str, str]:
    return {
        "task": "A duty or a deadline applies. These wait for no list.",
        "week": (
            f"Chosen for the week of {day_words(week)}, for all agencies of the area together: those for whom most has "
            "changed lately, each compared with their own last year and never with anybody else. One in ten is drawn "
            "by lot. Nobody on it changes places until Monday."
        ),
        "other": (
            "The newest first. No place was left for these this week; that does not mean that they matter less. You "
            "can call a conversation about any of them."
        ),
    }
