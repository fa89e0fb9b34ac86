"""The parameters of our components, as frozen values that presenters fill. Those with `__html__` draw themselves."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.shapes import agency_shape

_MARK = Markup(
    '<svg viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" focusable="false">%s</svg>'
)


@dataclass(frozen=True)
class Tag:
    """A status in words. tone: plain, now, due, done or stopped; each has its own shape as well as colour."""

    text: str
    tone: str = "plain"

    def __html__(self) -> str:
        """The tag, escaped."""
        return Markup('<strong class="app-tag app-tag--{}">{}</strong>').format(self.tone, self.text)


@dataclass(frozen=True)
class Agency:
    """An agency's badge: its name and the shape of its kind."""

    name: str
    kind: str = ""

    def __html__(self) -> str:
        """The badge, escaped."""
        mark = _MARK % agency_shape(self.kind)
        return Markup('<span class="app-agency app-agency--{}">{}{}</span>').format(
            self.kind, mark, self.name
        )


@dataclass(frozen=True)
class Entry:
    """One piece as the story tells it.

    about: whose piece it is and in what role, when not this person's own. until: the end of an involvement or state.
    withheld: the sentence to show instead of words that this viewer may not read. note: "Corrected on 3 May 2026".
    """

    when: Moment
    agency: Agency
    kind: str
    words: str = ""
    href: str = ""
    about: str = ""
    place: str = ""
    source: str = ""
    recorded: Moment | None = None
    received: Moment | None = None
    until: Moment | None = None
    shape: str = "event"
    withheld: str = ""
    note: str = ""
    is_new: bool = False


@dataclass(frozen=True)
class Gap:
    """A time without contact, said aloud: "No contact with any agency that shares, for 14 months"."""

    words: str
    when: Moment


@dataclass(frozen=True)
class Group:
    """Entries that stand under one heading. A closed group shows its count until it is opened."""

    title: str
    entries: tuple[Entry | Gap, ...]
    anchor: str = ""
    is_open: bool = True

    @property
    def count(self) -> int:
        """How many pieces are in the group."""
        return sum(isinstance(entry, Entry) for entry in self.entries)


def _month_of(entry: Entry | Gap) -> tuple[str, str]:
    local = entry.when.local
    if entry.when.accuracy is Accuracy.YEAR:
        return f"{local.year}, month not known", f"{local.year:04}"
    return f"{local:%B} {local.year}", f"{local.year:04}-{local.month:02}"


def by_month(entries: Iterable[Entry | Gap], *, open_groups: int = 12) -> tuple[Group, ...]:
    """Entries under a heading for each month, in the order given; groups after the first few start closed."""
    months = [(key, tuple(together)) for key, together in groupby(entries, key=_month_of)]
    return tuple(
        Group(title, together, f"month-{anchor}-{place}" if place else f"month-{anchor}", place < open_groups)
        for place, ((title, anchor), together) in enumerate(months)
    )


@dataclass(frozen=True)
class Version:
    """One of several answers to the same question, and who says so: "4 May 1966", "police and housing"."""

    value: str
    agencies: str


@dataclass(frozen=True)
class Disagreement:
    """A fact on which agencies differ. Neither wins: all are shown."""

    fact: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Person:
    """Who a page is about. Empty facts are said to be not recorded, never left blank."""

    name: str
    born: Moment | None = None
    age: int | None = None
    died: Moment | None = None
    nhs_number: str = ""
    home: str = ""
    home_href: str = ""
    known_as: str = ""
    gender: str = ""
    disagreements: tuple[Disagreement, ...] = ()


@dataclass(frozen=True)
class Fact:
    """One row of a summary: a name and any value that a cell can show, and perhaps a way to change it."""

    name: str
    value: object
    href: str = ""
    link_text: str = "Change"


@dataclass(frozen=True)
class Pages:
    """Where a reader is in a long list. `address` holds {page} where the number goes: "?page={page}"."""

    number: int
    total: int
    address: str = "?page={page}"

    def href(self, number: int) -> str:
        """The address of one page of the list."""
        return self.address.replace("{page}", str(number))


@dataclass(frozen=True)
class Action:
    """Something that somebody said they would do."""

    text: str
    owner: str
    agency: Agency
    due: Moment | None = None
    status: Tag | None = None
    href: str = ""


@dataclass(frozen=True)
class Ring:
    """Whom to ring at an agency, and how they are involved."""

    agency: Agency
    who: str
    telephone: str = ""
    involvement: str = ""
    since: Moment | None = None
