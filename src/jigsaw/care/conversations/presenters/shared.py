"""What several pages of conversations show alike."""

from collections.abc import Mapping, Sequence

from django.urls import reverse

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.states import ActionState, State
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.parts import Agency as Badge
from jigsaw.foundation.design.parts import Tag
from jigsaw.foundation.organisations.models import Agency

_STATES: Mapping[str, Tag] = {
    State.CALLED: Tag("Called", "now"),
    State.UNDER_WAY: Tag("Under way", "now"),
    State.HELD: Tag("Held", "due"),
    State.CLOSED: Tag("Closed", "done"),
    State.CANCELLED: Tag("Cancelled", "stopped"),
}
_RESPONSES: Mapping[str, Tag] = {
    Response.WAITING: Tag("No answer yet", "due"),
    Response.ACCEPTED: Tag("Comes", "done"),
    Response.SENDING_ANOTHER: Tag("Sends somebody else", "done"),
    Response.IN_WRITING: Tag("Answers in writing", "now"),
    Response.DECLINED: Tag("Does not come", "stopped"),
}
_ACTIONS: Mapping[str, Tag] = {
    ActionState.OPEN: Tag("Open", "now"),
    ActionState.DONE: Tag("Done", "done"),
    ActionState.HANDED_ON: Tag("Waits for a yes", "due"),
    ActionState.TAKEN_ON: Tag("Taken on", "now"),
}


def state_tag(state: str, *, is_late: bool = False) -> Tag:
    """Where a conversation stands; one whose date is past says so."""
    return Tag("Date past, not yet held", "due") if is_late else _STATES[state]


def response_tag(response: str) -> Tag:
    """What an agency answered."""
    return _RESPONSES[response]


def action_tag(state: str, *, is_late: bool = False) -> Tag:
    """Where an action stands; an open one whose day is past says so."""
    return Tag("Late", "due") if is_late and state != ActionState.DONE else _ACTIONS[state]


def badge(agency: Agency) -> Badge:
    """An agency's name with the shape of its kind."""
    return Badge(agency.name, agency.kind)


def subject_links(subject: Subject, labels: Sequence[str]) -> tuple[Link, ...]:
    """Where to read more about whom it concerns; a label for each."""
    page = "home_story" if subject.kind is SubjectKind.HOME else "person"
    ids = [key for key in (subject.id, subject.other) if key]
    return tuple(Link(label, reverse(page, args=[key])) for label, key in zip(labels, ids, strict=True))
