"""The person's own part on the page of a conversation: how they take part, what they were told; and what came of it."""

from dataclasses import dataclass

from django.utils import timezone

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.states import OPEN_STATES
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.queries import how_person_takes_part, what_person_was_told
from jigsaw.foundation.core.time import Moment, day_words
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Fact, Tag


@dataclass(frozen=True)
class PersonPart:
    """How they take part, and what they were told. late: a reason not to tell them that was to be looked at again."""

    taking_part: tuple[Fact, ...]
    told: str
    letter: str
    late: Tag | None
    may_ask: bool
    may_tell: bool


@dataclass(frozen=True)
class LookBackPart:
    """What one agency said afterwards."""

    agency: str
    words: str
    person_says: str


def person_part(viewer: Viewer, row: Conversation) -> PersonPart:
    """The person's own part of this conversation."""
    told = what_person_was_told(viewer, row)
    late, words, letter = None, "", ""
    if told and told.was_told:
        words = f"Told {told.channel} by {told.by.name}, {Moment(told.at).text()}."
        letter = told.letter
    elif told and told.review_on:
        words = f"Not told: {told.why_not}. To be looked at again on {day_words(told.review_on)}."
        if told.review_on < timezone.localdate():
            late = Tag("To be looked at again", "due")
    elif row.held_at:
        words, late = "Nobody has recorded what the person was told.", Tag("Not told yet", "due")
    return PersonPart(
        taking_part=_taking_part(viewer, row),
        told=words,
        letter=letter,
        late=late,
        may_ask=row.state in OPEN_STATES,
        may_tell=bool(policies.can_look_back(viewer, row)),
    )


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
