"""Who is asked to a conversation, from inside the agreement and outside it, and what they answered."""

from dataclasses import dataclass

from django.urls import reverse

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.models import Conversation, Invitation, OutsideInvitation
from jigsaw.care.conversations.presenters.said import said_of_outside
from jigsaw.care.conversations.presenters.shared import badge, response_tag
from jigsaw.care.conversations.queries import outside_of
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.parts import Agency, Tag
from jigsaw.foundation.outbox.queries import can_be_told


@dataclass(frozen=True)
class InvitationPart:
    """One agency: why it was asked, and its answer. ring: what to do when Jigsaw cannot tell it."""

    agency: Agency
    because: str
    answer: Tag
    words: str
    by: str
    came: str
    ring: str = ""


@dataclass(frozen=True)
class OutsidePart:
    """An agency outside the agreement: how far its link is, what it answered, what it brings."""

    agency: str
    because: str
    words: str
    shows: str
    brought: tuple[tuple[str, str], ...]
    withdraw_href: str


def invitation_parts(viewer: Viewer, row: Conversation) -> tuple[InvitationPart, ...]:
    """Each agency that is asked, by its name."""
    asked = sorted(row.invitations.all(), key=lambda one: one.agency.name)
    told = can_be_told(viewer, [one.agency_id for one in asked])
    return tuple(_invitation(one, one.agency_id in told) for one in asked)


def outside_parts(viewer: Viewer, row: Conversation) -> tuple[OutsidePart, ...]:
    """Each agency outside the agreement that has a link."""
    return tuple(_outside(viewer, row, one) for one in outside_of(viewer, row))


def _outside(viewer: Viewer, row: Conversation, link: OutsideInvitation) -> OutsidePart:
    shows = ["who asks, and when"]
    shows += ["the purpose"] * link.tells_why + ["whom it is about"] * link.tells_whom
    may = policies.can_invite_outside(viewer, row) and policies.opens(link)
    return OutsidePart(
        agency=link.agency_name,
        because=link.because,
        words=_outside_words(link),
        shows=f"Its link shows {', '.join(shows)}.",
        brought=said_of_outside(link),
        withdraw_href=reverse("withdraw_link", args=[row.pk, link.pk]) if may else "",
    )


def _outside_words(link: OutsideInvitation) -> str:
    if link.answered_at:
        return f"{link.answered_by}: {link.response}. {link.response_words}".strip()
    if link.withdrawn_at:
        return "The link was withdrawn."
    if not policies.opens(link):
        return "The link is over, without an answer."
    return "Opened, no answer yet." if link.opened_at else "Not opened yet."


def _invitation(one: Invitation, can_tell: bool) -> InvitationPart:
    words = f"{one.sends} comes. {one.response_words}".strip() if one.sends else one.response_words
    came = {True: "Came", False: "Did not come", None: ""}[one.came]
    by = one.responded_by.name if one.responded_by else ""
    ring = ""
    if one.response == "waiting" and not can_tell:
        ring = f"Jigsaw has no address to tell them: ring {one.agency.telephone or 'them'}."
    return InvitationPart(badge(one.agency), one.because, response_tag(one.response), words, by, came, ring)
