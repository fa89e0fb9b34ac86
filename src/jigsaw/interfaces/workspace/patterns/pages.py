"""Page objects of the pages of patterns."""

from dataclasses import dataclass
from typing import Any

from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Fact, Tag
from jigsaw.foundation.design.pictures.bars import MonthBars

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class PatternCard:
    """One pattern in the list. state: stopped, to be reviewed, or nothing."""

    href: str
    name: str
    label: str
    rule: str
    numbers: str
    owner: str
    review: Moment
    state: Tag | None


@dataclass(frozen=True)
class ListPage:
    """Every pattern, those that are stopped too. by_lot: what came of places drawn by lot, beside the others."""

    shell: Shell
    cards: tuple[PatternCard, ...]
    by_lot: Rows


@dataclass(frozen=True)
class PatternPage:
    """One pattern: what it says, its numbers, who changed them, and its own record."""

    shell: Shell
    state: Tag | None
    rule: tuple[tuple[int, str], ...]
    sentence: str
    asks: str
    why: str
    numbers: Rows
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    record: Rows
    versions: Rows
    switches: Rows
    trials: Rows
    try_href: str
    stop_href: str
    start_href: str


@dataclass(frozen=True)
class TryPage:
    """The form for other numbers."""

    shell: Shell
    form: Any
    rule: str


@dataclass(frozen=True)
class TrialPage:
    """The difference list of a trial, and the form by which it is signed."""

    shell: Shell
    told: str
    numbers: Rows
    budget: tuple[Fact, ...]
    budget_told: str
    picture: MonthBars | None
    groups: tuple[tuple[str, Rows], ...]
    lists: tuple[tuple[str, str, Rows], ...]
    facts: tuple[Fact, ...]
    form: Any | None
    stands: str
    again_href: str


@dataclass(frozen=True)
class SwitchPage:
    """The form by which a pattern is stopped or started."""

    shell: Shell
    form: Any
    told: str
    button: str
