"""The parts of a story that must never be blank: how things stand, and what each kind of agency tells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from jigsaw.care.intake.domain.entries import Entry
from jigsaw.care.intake.domain.kinds import Shape
from jigsaw.care.story.domain.emptiness import EmptySection, Source, empty_section
from jigsaw.foundation.design.emptiness import Emptiness

# What somebody who is about to knock on the door asks first, in this order.
STANDING = {
    "legal-status": "Mental Health Act status",
    "warning-marker": "Warning markers",
    "suicide-concern": "Concern about suicide",
    "capacity-decision": "Capacity decisions",
    "allergies": "Allergies",
    "accommodation": "Accommodation",
    "carer": "Carers",
}
# Kinds of agency as a feed is spoken of: "no ambulance feed".
AGENCY_KINDS = {
    "ambulance": "ambulance",
    "police": "police",
    "nhs-trust": "mental health trust",
    "acute-hospital": "acute hospital",
    "gp": "GP",
    "council": "council",
    "housing": "housing",
    "charity": "charity",
}


@dataclass(frozen=True)
class FeedKnown:
    """A feed as the empty states need it: whose kind of agency, what it brings, when it last came."""

    agency_kind: str
    kinds: frozenset[str]
    last: datetime | None
    is_silent: bool


@dataclass(frozen=True)
class Section:
    """A part with its pieces, or with the state that says why there are none."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    empty: EmptySection | None


def how_things_stand(
    entries: Iterable[Entry], feeds: Sequence[FeedKnown], at: datetime
) -> tuple[Section, ...]:
    """The states that hold at an instant, by kind; an empty one says whether anybody was asked at all."""
    held = [entry for entry in entries if entry.shape is Shape.STATE and entry.is_open(at)]
    return tuple(_standing(kind, title, held, feeds) for kind, title in STANDING.items())


def _standing(kind: str, title: str, held: Sequence[Entry], feeds: Sequence[FeedKnown]) -> Section:
    found = tuple(entry for entry in held if entry.kind == kind)
    if found:
        return Section(kind, title, found, None)
    bringing = [feed for feed in feeds if kind in feed.kinds]
    carries = bool(bringing) or not feeds
    source = _source(title[0].lower() + title[1:], bringing or feeds, carries=carries)
    return Section(kind, title, (), empty_section(source))


# Said once for all the parts that are empty for the same cause.
_TOGETHER = {
    Emptiness.NIL_KNOWN: "The feeds that could tell are up to date and hold none. There may be some all the same.",
    Emptiness.NOT_ASKED: "No agency's feed brings this, so it is not known.",
    Emptiness.UNAVAILABLE: "Feeds that could tell are missing or silent. Ring the agencies instead.",
    Emptiness.NOT_STARTED: "The feeds that could tell are set up, and nothing has come by them yet.",
}


def empty_together(sections: Iterable[Section]) -> tuple[tuple[EmptySection, tuple[str, ...]], ...]:
    """The empty parts, those that are empty for the same cause together: the state, and the parts' titles."""
    found: dict[Emptiness, list[str]] = {}
    for section in sections:
        if section.empty is not None:
            found.setdefault(section.empty.kind, []).append(section.title)
    return tuple(
        (EmptySection(kind, _TOGETHER.get(kind, "")), tuple(titles)) for kind, titles in found.items()
    )


def by_agency_kind(
    entries: Sequence[Entry], feeds: Sequence[FeedKnown], about: str = "this person"
) -> tuple[Section, ...]:
    """What each kind of agency tells; an empty one says whether its feed is there, is fresh, or withholds."""
    found = []
    for kind, words in AGENCY_KINDS.items():
        held = [entry for entry in entries if entry.holder.kind == kind]
        open_to_viewer = tuple(entry for entry in held if not entry.is_withheld)
        source = _source(words, [feed for feed in feeds if feed.agency_kind == kind])
        withheld = len(held) - len(open_to_viewer)
        empty = None if open_to_viewer else empty_section(source, about=about, withheld=withheld)
        found.append(Section(kind, words[:1].upper() + words[1:], open_to_viewer, empty))
    return tuple(found)


def _source(what: str, feeds: Sequence[FeedKnown], *, carries: bool = True) -> Source:
    arrived = [feed.last for feed in feeds if feed.last]
    silent = [feed.last for feed in feeds if feed.is_silent and feed.last]
    silent_since = max(silent) if silent and len(silent) == len(arrived) else None
    return Source(what, len(feeds), bool(arrived), silent_since, carries, some_silent=bool(silent))
