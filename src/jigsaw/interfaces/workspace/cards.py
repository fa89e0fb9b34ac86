"""Reasons and conversations as cards, for the pages of a person and a home, and for the home page."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from jigsaw.care.conversations import queries as conversations
from jigsaw.care.conversations.queries import ConversationLine
from jigsaw.care.people import queries as people
from jigsaw.care.reasons import queries as reasons
from jigsaw.care.reasons.queries import ReasonSeen
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.interfaces.workspace.pages import ConversationCard, ReasonCard


def address(name: str, *arguments: object) -> str:
    """The address of a route, or nothing when this installation has none of that name."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def reasons_about(viewer: Viewer, kind: str, key: UUID) -> tuple[ReasonCard, ...]:
    """The open reasons about a person or a home."""
    found = reasons.reasons_about(viewer=viewer, kind=kind, ids=[key])
    return tuple(reason_card(one) for one in found if one.state == "open")


def conversations_about(viewer: Viewer, kind: str, key: UUID) -> tuple[ConversationCard, ...]:
    """The conversations about a person or a home that the viewer's agency takes part in: open ones, then the
    last.
    """
    found = conversations.about(viewer, kind, [key])
    shown = [line for line in found if line.is_open] or found[:1]
    return tuple(conversation_card(line) for line in shown)


def call_address(kind: str, key: UUID) -> str:
    """Where a conversation about this is called."""
    start = address("call_conversation")
    return f"{start}?{kind}={key}" if start else ""


def share_address(person: UUID) -> str:
    """Where it is asked whether something about this person may be shared."""
    start = address("sharing")
    return f"{start}?person={person}" if start else ""


def review_address(person: UUID) -> str:
    """Where a joint review of what was known about somebody is started."""
    start = address("start_review")
    return f"{start}?person={person}" if start else ""


def reason_card(one: ReasonSeen, about: str = "") -> ReasonCard:
    """One reason."""
    holders = tuple(Agency(holder.name, holder.kind) for holder in one.holders)
    tag = Tag("A duty applies", "now") if one.statutory else None
    return ReasonCard(
        Link(one.sentence, address("reason", one.id)), Moment(one.raised_at), holders, about, tag
    )


def conversation_card(line: ConversationLine, about: str = "") -> ConversationCard:
    """One conversation."""
    words = f"{line.kind}: {about}" if about else line.kind
    return ConversationCard(
        Link(words, address("conversation", line.id)), Moment(line.meets_at), _state(line), line.lead_agency
    )


def asks_for_answer(line: ConversationLine) -> bool:
    """Whether others wait for the viewer's agency to say whether it comes."""
    return line.my_response == "waiting" and line.state == "called" and not line.is_late


def _state(line: ConversationLine) -> Tag:
    if line.is_late:
        return Tag("Date passed", "due")
    if asks_for_answer(line):
        return Tag("Asks for your answer", "due")
    tone = "now" if line.is_open else "done"
    return Tag(line.state.replace("-", " ").capitalize(), tone)


def subjects(viewer: Viewer, found: Iterable[ReasonSeen]) -> Mapping[UUID, str]:
    """Whom or what each reason is about, in words, by the subject's id: two queries."""
    seen = list(found)
    homes = people.home_labels(viewer, [one.subject for one in seen if one.subject_kind == "home"])
    names = people.names_of(viewer, [one.subject for one in seen if one.subject_kind != "home"])
    return {**homes, **{key: people.label_of(named) for key, named in names.items()}}
