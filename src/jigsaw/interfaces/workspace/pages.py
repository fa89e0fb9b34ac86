"""Page objects of the workspace's own pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import Form
from markupsafe import Markup

from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency, Person, Tag


@dataclass(frozen=True)
class ErrorPage:
    """What was asked, what stood in the way and what to do next."""

    shell: Shell
    asked: str
    hindered_by: str
    next_step: str


@dataclass(frozen=True)
class WhyPage:
    """Why do you need to see this? `name` is shown for a home alone: nobody is named before a reason is
    given.
    """

    shell: Shell
    form: Form
    name: str


@dataclass(frozen=True)
class Tab:
    """One of the pages about the same person or home."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class ReasonCard:
    """An open reason in a list."""

    link: Link
    raised: Moment
    holders: tuple[Agency, ...]
    about: str = ""
    tag: Tag | None = None


@dataclass(frozen=True)
class ConversationCard:
    """A conversation in a list."""

    link: Link
    meets: Moment
    state: Tag
    led_by: str


@dataclass(frozen=True)
class PersonPage:
    """A person's story, with the reasons and conversations about them."""

    shell: Shell
    person: Person
    tabs: tuple[Tab, ...]
    why: str
    reasons: tuple[ReasonCard, ...]
    conversations: tuple[ConversationCard, ...]
    call_href: str
    share_href: str
    story: Any
    wish: str
    wish_href: str
    objects: bool = False
    glass_href: str = ""
    supporters_href: str = ""
    review_href: str = ""


@dataclass(frozen=True)
class ResidentLine:
    """Somebody at a home."""

    link: Link
    since: Moment
    until: Moment | None
    agencies: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class HomePage:
    """A home's story, with those who live and lived there.

    known: how the home is known. shared: that many share it, in words. written: its address as written, and why each
    way of writing it is taken to be this home.
    """

    shell: Shell
    tabs: tuple[Tab, ...]
    why: str
    known: str
    shared: str
    written: tuple[tuple[str, str], ...]
    here_now: tuple[ResidentLine, ...]
    lived_here: tuple[ResidentLine, ...]
    reasons: tuple[ReasonCard, ...]
    conversations: tuple[ConversationCard, ...]
    call_href: str
    story: Any
    who_href: str
    who_text: str
    who_words: str


@dataclass(frozen=True)
class TiedLine:
    """Somebody tied to a person."""

    link: Link
    born: str
    ways: tuple[str, ...]


@dataclass(frozen=True)
class NetworkPage:
    """The people tied to a person, and the pieces of all of them."""

    shell: Shell
    tabs: tuple[Tab, ...]
    name: str
    picture: Markup
    tied: tuple[TiedLine, ...]
    months: tuple[Any, ...]
    count: int


@dataclass(frozen=True)
class RecordsPage:
    """Source records side by side. rows: a fact, then each record's value and whether agencies differ on it."""

    shell: Shell
    tabs: tuple[Tab, ...]
    records: tuple[Any, ...]


@dataclass(frozen=True)
class LookLine:
    """Somebody looked."""

    at: Moment
    name: str
    agency: str
    why: str
    act: str


@dataclass(frozen=True)
class HeldBackPage:
    """A look that somebody else weighs first. ask_href: where to ask; glass_href: to break the glass, for a person."""

    shell: Shell
    sentence: str
    ask_href: str
    glass_href: str


@dataclass(frozen=True)
class WishPage:
    """The form for what a person says about sharing. stands: what they said last, in a sentence. seal_href: where they
    are sealed, for whoever may.
    """

    shell: Shell
    form: Form
    stands: str
    seal_href: str = ""


@dataclass(frozen=True)
class SupporterLine:
    """A supporter in the list: what they may be told today, and when the person is asked again."""

    link: Link
    relation: str
    told: str
    again: str


@dataclass(frozen=True)
class SupportersPage:
    """Those who support a person, and the form to add one."""

    shell: Shell
    form: Form
    lines: tuple[SupporterLine, ...]


@dataclass(frozen=True)
class ToldLine:
    """A piece that a supporter may be told of."""

    when: Moment
    agency: str
    what: str
    words: str


@dataclass(frozen=True)
class SupporterPage:
    """What a supporter may be told, by the person's word. is_due: whether the person is to be asked, or asked again."""

    shell: Shell
    form: Form
    relation: str
    told: str
    is_due: bool
    review_on: date | None
    may: tuple[ToldLine, ...]
    ask_first: tuple[ToldLine, ...]
    door_href: str


@dataclass(frozen=True)
class RestrictPage:
    """The form by which an agency decides what others see of its piece: which it is, and when it was."""

    shell: Shell
    form: Form
    what: str
    when: Moment


@dataclass(frozen=True)
class GlassPage:
    """The form by which somebody breaks the glass, or looks at a broken one. lines: what was done, term by term."""

    shell: Shell
    form: Form
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class GlassLine:
    """A broken glass in the list: what to open is a link while it waits to be looked at by this viewer."""

    at: Moment
    who: str
    minutes: int
    reason: str
    review: Link | str


@dataclass(frozen=True)
class GlassesPage:
    """The broken glasses of an agency: those that wait, and those that were looked at. sealed_href: sealed people."""

    shell: Shell
    sealed_href: str
    waiting: tuple[GlassLine, ...]
    done: tuple[GlassLine, ...]


@dataclass(frozen=True)
class SealLine:
    """Somebody who is sealed: since when, by whom, why, whom it lets in, and where it is lifted."""

    name: str
    at: Moment
    by: str
    reason: str
    let_in: str
    lift: Link


@dataclass(frozen=True)
class SealedPage:
    """Those whom an agency sealed."""

    shell: Shell
    seals: tuple[SealLine, ...]


@dataclass(frozen=True)
class LooksPage:
    """Who looked at a person or a home, and why; for a person, where it is printed and their own door."""

    shell: Shell
    tabs: tuple[Tab, ...]
    looks: tuple[LookLine, ...]
    paper_href: str = ""
    own_href: str = ""


@dataclass(frozen=True)
class FoundLine:
    """Somebody who agrees with a search."""

    link: Link
    born: str
    nhs_number: str
    home: str
    agencies: str
    agreed: str
    died: str


@dataclass(frozen=True)
class SearchPage:
    """A search and what it found."""

    shell: Shell
    typed: str
    notes: tuple[str, ...]
    people: tuple[FoundLine, ...]
    homes: tuple[Link, ...]
    are_more: bool
    is_asked: bool


@dataclass(frozen=True)
class NewsLine:
    """Somebody with something new."""

    link: Link
    words: str
    latest: str
    at: Moment


@dataclass(frozen=True)
class ActionLine:
    """Something that my agency said it would do."""

    link: Link
    owner: str
    due: Moment
    tag: Tag | None
    about: str


@dataclass(frozen=True)
class NoticeLine:
    """Somebody whom the practitioner looked at turned out to be two, or half of one."""

    what: str
    changed: Moment
    link: Link
    looked: Moment
    words: str
    read_href: str


@dataclass(frozen=True)
class FrontPage:
    """A practitioner's home page. sharing: what waits of sharing; sharing_now: what everybody must see of it.

    asks, asked_to_do: conversations and actions about which others wait for my agency's answer.
    """

    shell: Shell
    news: tuple[NewsLine, ...]
    reasons: tuple[ReasonCard, ...]
    more_reasons: bool
    conversations: tuple[ConversationCard, ...]
    actions: tuple[ActionLine, ...]
    silent: tuple[tuple[Agency, str, Moment], ...]
    may_see_people: bool
    notices: tuple[NoticeLine, ...] = ()
    asks: tuple[ConversationCard, ...] = ()
    asked_to_do: tuple[ActionLine, ...] = ()
    sharing: tuple[Link, ...] = ()
    sharing_now: tuple[Link, ...] = ()
