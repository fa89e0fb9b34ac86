"""The parts that pages of a person and of a home share: whom to ring, what is new, how things stand,
freshness.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from markupsafe import Markup

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.freshness import FeedState
from jigsaw.care.story.domain.emptiness import EmptySection, closed, nobody_involved
from jigsaw.care.story.domain.involvement import Holding, Involved, last_ended
from jigsaw.care.story.domain.sections import (
    FeedKnown,
    Section,
    by_agency_kind,
    empty_together,
    how_things_stand,
)
from jigsaw.care.story.narrowing import NEWEST, OLDEST, Asking, as_sent, asking
from jigsaw.care.story.pages.lines import Line, Lines, MonthShown, badge
from jigsaw.care.story.pages.pictures import lanes
from jigsaw.care.story.queries import Told
from jigsaw.foundation.core.time import Accuracy, Moment
from jigsaw.foundation.design.parts import Agency, Ring


@dataclass(frozen=True)
class HoldingShown:
    """An agency that holds pieces and is not involved now."""

    ring: Ring
    last: str
    count: int


@dataclass(frozen=True)
class StandingShown:
    """One part of how things stand."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class AbsentShown:
    """Parts that have nothing to show for the same cause."""

    titles: str
    empty: EmptySection


@dataclass(frozen=True)
class TellingShown:
    """What one kind of agency tells."""

    title: str
    count: int
    latest: Moment | None
    empty: EmptySection | None


@dataclass(frozen=True)
class NewShown:
    """What changed since the viewer looked last."""

    since: Moment | None
    sentence: str
    lines: tuple[Line, ...]
    withdrawn: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class FeedShown:
    """An agency's freshness in the strip: when anything came last, and which of its feeds are silent or never
    came.
    """

    agency: Agency
    last: Moment | None
    silent: tuple[str, ...]
    never: tuple[str, ...]


@dataclass(frozen=True)
class StoryShown:
    """Everything below the banner of a person or a home."""

    form: Asking
    months: tuple[MonthShown, ...]
    count: int
    shown: int
    as_known_on: str
    newest_first: bool
    is_narrowed: bool
    unread: tuple[str, ...]
    clear_href: str
    turn_href: str
    picture: Markup
    involved: tuple[Ring, ...]
    background: tuple[Ring, ...]
    nobody: EmptySection | None
    holding: tuple[HoldingShown, ...]
    new: NewShown
    standing: tuple[StandingShown, ...]
    telling: tuple[TellingShown, ...]
    absent: tuple[AbsentShown, ...]
    feeds: tuple[FeedShown, ...]
    silent: int


MOST_NEW = 8


def story_shown(told: Told, lines: Lines, about: str, here: str) -> StoryShown:
    """The story of `told`. about: "this person" or "this home". here: the page's own address."""
    choice, known = told.choice, _known(told)
    standing = how_things_stand(told.entries, known, told.read_at)
    return StoryShown(
        form=asking(told.entries, choice),
        months=lines.months(),
        count=len(told.entries),
        shown=len(told.shown),
        as_known_on=Moment.from_local(choice.as_known_on, _DAY).text() if choice.as_known_on else "",
        newest_first=choice.newest_first,
        is_narrowed=choice.is_narrowed or bool(choice.as_known_on),
        unread=choice.unread,
        clear_href=here,
        turn_href=_turned(told, here),
        picture=lanes(told, about),
        involved=tuple(_ring(each) for each in told.involved if not each.is_background),
        background=tuple(_ring(each) for each in told.involved if each.is_background),
        nobody=_nobody(told),
        holding=tuple(_holding(each) for each in told.holding),
        new=_new(told, lines),
        standing=tuple(_standing(section, lines) for section in standing if section.entries),
        telling=tuple(_telling(section) for section in by_agency_kind(told.entries, known, about)),
        absent=tuple(AbsentShown(", ".join(titles), empty) for empty, titles in empty_together(standing)),
        feeds=tuple(_fresh(feeds) for feeds in _by_agency(told.feeds)),
        silent=sum(feed.is_silent for feed in told.feeds),
    )


_DAY = Accuracy.DAY


def _turned(told: Told, here: str) -> str:
    sent = as_sent(told.choice) | {"order": OLDEST if told.choice.newest_first else NEWEST}
    return f"{here}?{urlencode(sent, doseq=True)}#story"


def _known(told: Told) -> list[FeedKnown]:
    return [FeedKnown(feed.holder.kind, feed.kinds, feed.last, feed.is_silent) for feed in told.feeds]


def _ring(each: Involved) -> Ring:
    return Ring(badge(each.holder), each.who, each.telephone, each.what, each.since)


def _nobody(told: Told) -> EmptySection | None:
    if any(not each.is_background for each in told.involved):
        return None
    ended = last_ended(told.entries)
    if ended is None or ended.until is None:
        return nobody_involved(len(told.feeds))
    why = ended.attributes.get("ended_reason", "").replace("-", " ")
    return closed(ended.label.lower(), ended.holder.name, ended.until, why)


def _holding(each: Holding) -> HoldingShown:
    holder = each.holder
    who = holder.contact or "Switchboard"
    last = f"{each.last.label}, {each.last.when.text()}"
    return HoldingShown(Ring(badge(holder), who, holder.telephone), last, each.count)


def _new(told: Told, lines: Lines) -> NewShown:
    news = told.changes
    if news.since is None:
        return NewShown(None, "You have not opened this story before.", (), (), 0)
    since = Moment(news.since)
    later = sorted((*news.came, *news.corrected), key=lambda entry: entry.received, reverse=True)
    taken = tuple(
        f"{each.holder.name} took back: {each.label}, {each.when.text()}{f' ({each.reason})' if each.reason else ''}"
        for each in news.withdrawn
    )
    told_of = ", ".join(f"{count} from {name}" for name, count in news.by_agency)
    sentence = (
        f"{news.count} since you looked on {since.text()}: {told_of}."
        if news.count
        else (f"Nothing has reached Jigsaw since you looked on {since.text()}.")
    )
    shown = tuple(lines.line(entry) for entry in later[:MOST_NEW])
    return NewShown(since, sentence, shown, taken, max(0, len(later) - MOST_NEW))


def _standing(section: Section, lines: Lines) -> StandingShown:
    return StandingShown(section.title, tuple(lines.line(entry) for entry in section.entries))


def _telling(section: Section) -> TellingShown:
    latest: Entry | None = section.entries[-1] if section.entries else None
    return TellingShown(section.title, len(section.entries), latest.when if latest else None, section.empty)


def _by_agency(feeds: Iterable[FeedState]) -> list[list[FeedState]]:
    return [list(together) for _, together in groupby(feeds, key=lambda feed: feed.holder.key)]


def _fresh(feeds: list[FeedState]) -> FeedShown:
    came = [feed.last for feed in feeds if feed.last]
    silent = tuple(feed.name for feed in feeds if feed.is_silent)
    never = tuple(feed.name for feed in feeds if feed.last is None)
    return FeedShown(badge(feeds[0].holder), Moment(max(came)) if came else None, silent, never)
