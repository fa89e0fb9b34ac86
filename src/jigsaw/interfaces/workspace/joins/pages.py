"""Page objects of the pages of joins."""

from dataclasses import dataclass
from typing import Any

from django.forms import Form

from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Fact, Pages
from jigsaw.interfaces.workspace.pages import Tab

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class QueuePage:
    """The people to compare two by two, in turn, and the rule of the turn. pairs: of their records."""

    shell: Shell
    tabs: tuple[Tab, ...]
    rows: Rows
    total: int
    pairs: int
    not_placed: int
    first_href: str
    rule: tuple[str, ...]
    pages: Pages


@dataclass(frozen=True)
class Beside:
    """Two records side by side, and every record of the two people."""

    heads: tuple[str, ...]
    rows: Rows
    steps: Rows
    record_heads: tuple[str, ...]
    records: Rows


@dataclass(frozen=True)
class JoinPage:
    """One pair side by side, what the answer holds for, what hangs on it, what was decided, and the buttons."""

    shell: Shell
    form: Any
    beside: Beside
    why: str
    stands: str
    holds: str
    follows: tuple[str, ...]
    decisions: tuple[Fact, ...]
    why_href: str
    may_leave: bool = True


@dataclass(frozen=True)
class BlindPage:
    """One pair side by side for somebody who must not know what was decided."""

    shell: Shell
    form: Any
    beside: Beside
    words: str
    number: int = 0


@dataclass(frozen=True)
class DecisionsPage:
    """What was decided, by whom and why, with a way to undo each."""

    shell: Shell
    tabs: tuple[Tab, ...]
    rows: Rows
    whose: tuple[Tab, ...]
    pages: Pages


@dataclass(frozen=True)
class FormPage:
    """A page with one form, and facts above it."""

    shell: Shell
    form: Form
    words: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class LooksAgainPage:
    """What waits for a second look, and where two differ."""

    shell: Shell
    tabs: tuple[Tab, ...]
    asked: int
    first_href: str
    differing: Rows
    share: str


@dataclass(frozen=True)
class Answered:
    """Why two records are, or are not, one person, as a page tells it."""

    sentence: str
    pair: str
    path: Rows
    between: Rows
    rules: Rows
    steps: Rows
    decisions: tuple[Fact, ...]
    compare_href: str


@dataclass(frozen=True)
class WhyApartPage:
    """The question of why two records are not joined, and its answer once two were named."""

    shell: Shell
    tabs: tuple[Tab, ...]
    form: Form
    answer: Answered | None


@dataclass(frozen=True)
class AgreementPage:
    """How far stewards agree, and the clerical reviews."""

    shell: Shell
    tabs: tuple[Tab, ...]
    facts: tuple[Fact, ...]
    reviews: Rows
    may_draw: bool


@dataclass(frozen=True)
class ReviewPage:
    """A clerical review: its strata, how far it is, and what its answers say of all pairs."""

    shell: Shell
    facts: tuple[Fact, ...]
    strata: Rows
    next_href: str
