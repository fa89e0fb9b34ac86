"""Page objects of a person's own door."""

from dataclasses import dataclass

from django.forms import Form
from django.http import HttpRequest

from jigsaw.foundation.design.pages import Shell, shell_for

HOME, SUPPORTING = "/your-record", "/supporting"


@dataclass(frozen=True)
class AskingPage:
    """A page with one form."""

    shell: Shell
    form: Form


@dataclass(frozen=True)
class LookLine:
    """One look: when, who of which agency, why, what they saw, and where asking about it stands."""

    when: str
    who: str
    agency: str
    why: str
    saw: tuple[str, ...]
    href: str
    asking: str


@dataclass(frozen=True)
class LooksPage:
    """Who looked, by month, the latest first. more: where older ones are; empty when there are none."""

    shell: Shell
    months: tuple[tuple[str, tuple[LookLine, ...]], ...]
    newer: str
    older: str


@dataclass(frozen=True)
class LookPage:
    """One look, with the question about it and its answer, or the form to ask."""

    shell: Shell
    look: LookLine
    question: str
    asked_on: str
    answer_by: str
    found: str
    answer: str
    form: Form | None


@dataclass(frozen=True)
class StoryLine:
    """One piece: when, what, who wrote it, in which words; or that somebody reads it before it is shown."""

    when: str
    what: str
    who: str
    words: str
    facts: tuple[str, ...]
    held: str


@dataclass(frozen=True)
class Writer:
    """An agency that wrote something: whom to ask there, and on which number."""

    name: str
    ask: str
    telephone: str


@dataclass(frozen=True)
class StoryPage:
    """What agencies wrote, by month, the latest first. whole: where all of it stands on one page, to be printed."""

    shell: Shell
    months: tuple[tuple[str, tuple[StoryLine, ...], str], ...]
    newer: str
    older: str
    whole: str
    writers: tuple[Writer, ...]
    printed: str


@dataclass(frozen=True)
class FrontPage:
    """Where each part of the door leads."""

    shell: Shell


@dataclass(frozen=True)
class OwnSupporterLine:
    """A supporter in a list: who, what they may read now, whether they can come in, and where to change it."""

    name: str
    relation: str
    told: str
    groups: tuple[str, ...]
    door: str
    again: str
    href: str


@dataclass(frozen=True)
class OwnSupportersPage:
    """Those who support the person."""

    shell: Shell
    supporters: tuple[OwnSupporterLine, ...]


@dataclass(frozen=True)
class OwnSupporterPage:
    """One supporter, and the form to let them read less; no form where they may read nothing."""

    shell: Shell
    form: Form
    line: OwnSupporterLine
    may_change: bool


@dataclass(frozen=True)
class WishLine:
    """What is recorded of a wish: what it is, what holds, since when and from where, in whose words."""

    what: str
    holds: str
    origin: str
    words: str


@dataclass(frozen=True)
class OwnWishesPage:
    """What the person said about sharing, as it is recorded."""

    shell: Shell
    wishes: tuple[WishLine, ...]


@dataclass(frozen=True)
class SupportingPage:
    """What a supporter may read. told: what the person allowed, in words; none where it is nothing."""

    shell: Shell
    told: str
    groups: tuple[str, ...]
    months: tuple[tuple[str, tuple[StoryLine, ...], str], ...]
    writers: tuple[Writer, ...]


def shell(
    request: HttpRequest, title: str, *, home: str = HOME, back: str = "", back_text: str = "Your record"
) -> Shell:
    """The shell of a page: nothing of the workspace is in it."""
    made = Shell(title=title, home_href=home, back_href=back, back_text=back_text)
    return shell_for(request, made)
