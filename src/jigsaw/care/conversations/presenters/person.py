"""The person's own part on the page of a conversation: how they take part, what they were told; and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.states import OPEN_STATES
from jigsaw.care.conversations.models import Conversation, PersonTold, UntoldReview
from jigsaw.care.conversations.queries import how_person_takes_part, what_person_was_told
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Fact, Tag


@dataclass(frozen=True)
class PersonPart:
    """How they take part, and what they were told. late: a reason not to tell them that was to be looked at again.

    reviews: what others found who looked again. letter_href, review_href: empty where there is nothing to do.
    """

    taking_part: tuple[Fact, ...]
    told: str
    letter: str
    late: Tag | None
    may_ask: bool
    may_tell: bool
    reviews: tuple[str, ...] = ()
    letter_href: str = ""
    review_href: str = ""


@dataclass(frozen=True)
class LookBackPart:
    """What one agency said afterwards."""

    agency: str
    words: str
    person_says: str


def person_part(viewer: Viewer, row: Conversation) -> PersonPart:
    """The person's own part of this conversation."""
    told = what_person_was_told(viewer, row)
    reviews = list(told.reviews.select_related("by__agency").order_by("at", "pk")) if told else []
    late, words, letter = None, "", ""
    if told and told.was_told:
        words, letter = _told_words(told), told.letter
    elif told:
        words, late = f"Not told: {told.why_not}. {_again(told, reviews)}", _late(told, reviews)
    elif row.held_at:
        words, late = "Nobody has recorded what the person was told.", Tag("Not told yet", "due")
    return PersonPart(
        taking_part=_taking_part(viewer, row),
        told=words,
        letter=letter,
        late=late,
        may_ask=row.state in OPEN_STATES,
        may_tell=bool(policies.can_look_back(viewer, row)),
        reviews=tuple(_reviewed(one) for one in reviews),
        letter_href=reverse("conversation_letter", args=[row.pk]) if row.held_at else "",
        review_href=_review_href(viewer, row, told),
    )


def _told_words(told: PersonTold) -> str:
    day = f"on {day_words(told.given_on)}" if told.given_on else Moment(told.at).text()
    words = f"Told {told.channel} by {told.given_by or told.by.name}, {day}."
    return words if told.given_by in ("", told.by.name) else f"{words} Recorded by {told.by.name}."


def _again(told: PersonTold, reviews: Sequence[UntoldReview]) -> str:
    if reviews and not reviews[-1].still_holds:
        return "Somebody else looked again: they are to be told now."
    day = _review_day(told, reviews)
    return f"Somebody else looks at it again by {day_words(day)}." if day else ""


def _review_day(told: PersonTold, reviews: Sequence[UntoldReview]) -> date | None:
    return reviews[-1].review_on if reviews else told.review_on


def _late(told: PersonTold, reviews: Sequence[UntoldReview]) -> Tag | None:
    if reviews and not reviews[-1].still_holds:
        return Tag("Not told yet", "due")
    day = _review_day(told, reviews)
    return Tag("To be looked at again", "due") if day and day < timezone.localdate() else None


def _reviewed(one: UntoldReview) -> str:
    found = "it still holds" if one.still_holds else "they are to be told"
    return (
        f"{one.by.name}, {one.by.agency.name}, looked again on {Moment(one.at).text()}: {found}. {one.words}"
    )


def _review_href(viewer: Viewer, row: Conversation, told: PersonTold | None) -> str:
    is_open = told is not None and not told.was_told and told.by_id != viewer.key
    return reverse("conversation_review_untold", args=[row.pk]) if is_open else ""


def look_back_parts(row: Conversation) -> tuple[LookBackPart, ...]:
    """What each agency said afterwards, in the order in which they said it."""
    said = {"yes": "Useful", "partly": "Partly useful", "no": "Not useful"}
    return tuple(
        LookBackPart(one.agency.name, f"{said[one.useful]}. {one.changed}", one.person_says)
        for one in row.lookbacks.select_related("agency").order_by("at", "pk")
    )


def _taking_part(viewer: Viewer, row: Conversation) -> tuple[Fact, ...]:
    asked = how_person_takes_part(viewer, row)
    if asked is None:
        return ()
    told = (
        ("Takes part", f"{asked.takes_part.capitalize()}. {asked.not_asked_because}".strip()),
        ("With them, or for them", asked.supporter),
        ("Needs", asked.needs),
        ("Safe to reach them", asked.safe_way),
    )
    return tuple(Fact(name, words) for name, words in told if words)
