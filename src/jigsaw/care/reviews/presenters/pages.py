"""What the pages of reviews show."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.forms import BaseForm

from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency, Fact, Pages, Tag

Rows = tuple[tuple[object, ...], ...]


@dataclass(frozen=True)
class FormPage:
    """A page with one form. cells: what was written, by its heading."""

    shell: Shell
    form: BaseForm
    button: str
    notes: tuple[str, ...] = ()
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ListPage:
    """The viewer's reviews."""

    shell: Shell
    rows: Rows
    may_start: bool


@dataclass(frozen=True)
class Question:
    """One question of the family. answers: the latest last."""

    asked_by: str
    question: str
    answer: str
    href: str


@dataclass(frozen=True)
class Learned:
    """One finding with its actions. rests: how many entries it rests on, in words; entries: each of them."""

    domain: str
    words: str
    rests: str
    entries: tuple[Link, ...]
    actions: Rows
    href: str


@dataclass(frozen=True)
class WholePage:
    """One review: the family's questions first. waits: what somebody must do next, as links with their counts."""

    shell: Shell
    kind: str
    tag: Tag
    next_step: str
    waits: tuple[Link, ...]
    questions: tuple[Question, ...]
    facts: tuple[Fact, ...]
    members: tuple[tuple[str, Agency, str, Link | None], ...]
    files: Rows
    learned: tuple[Learned, ...]
    links: tuple[Link, ...]
    papers: tuple[Link, ...]
    hrefs: dict[str, str]
    may_work: bool
    may_lead: bool
    may_admit: bool
    may_pull: bool


@dataclass(frozen=True)
class TermsPage:
    """The terms in force and those put forward, each as facts; the address to agree to the latter."""

    shell: Shell
    in_force: tuple[Fact, ...]
    proposed: tuple[Fact, ...]
    agree_href: str
    change_href: str


@dataclass(frozen=True)
class Told:
    """An entry as the chronology shows it."""

    key: str
    when: str
    agency: Agency
    fact: str
    details: tuple[tuple[str, str], ...]
    source: str
    why: str
    rated: Tag | None
    also: tuple[str, ...]
    contradictions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    href: str
    written: str = ""


@dataclass(frozen=True)
class Silence:
    """A time without an entry, of one agency or of all."""

    who: str
    words: str


@dataclass(frozen=True)
class ChronologyPage:
    """A page of the composite chronology."""

    shell: Shell
    basis: str
    count: str
    entries: tuple[Told, ...]
    quiet: tuple[Silence, ...]
    pages: Pages | None
    views: tuple[Link, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """Two tellings side by side with what speaks for their being one."""

    left: Told
    right: Told
    rule: str
    evidence: tuple[str, ...]
    contradictions: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True)
class TwicePage:
    """The pair that waits, and how many more do. decided: what was decided, each with a way to undo it."""

    shell: Shell
    basis: str
    form: BaseForm
    pair: Pair | None
    waiting: str
    next_href: str
    decided: Rows
    keys: tuple[str, str]


@dataclass(frozen=True)
class FilesPage:
    """The files that came in, and the rows that were refused, a hundred on a page."""

    shell: Shell
    basis: str
    files: Rows
    refused: Rows
    settled: Rows
    pages: Pages | None
    notes: tuple[str, ...]
    send_href: str
    templates: tuple[Link, ...]


@dataclass(frozen=True)
class EntryPage:
    """One entry: every cell as it stood, and what was said of how much it matters."""

    shell: Shell
    basis: str
    form: BaseForm
    facts: tuple[Fact, ...]
    ratings: Rows
    may_rate: bool


@dataclass(frozen=True)
class KnownPart:
    """What one agency knew on the day."""

    agency: Agency
    known: Rows
    elsewhere: str
    not_told: Rows


@dataclass(frozen=True)
class KnownPage:
    """What each agency knew on a day; nothing before a day is chosen."""

    shell: Shell
    basis: str
    form: BaseForm
    day: str
    parts: tuple[KnownPart, ...]


@dataclass(frozen=True)
class NamesPage:
    """The key of the anonymised view, for leads; words that may be names still; a text with its names brought back."""

    shell: Shell
    basis: str
    form: BaseForm
    names: Rows
    may_be: Sequence[str]
    back_form: BaseForm
    brought_back: tuple[str, ...]
