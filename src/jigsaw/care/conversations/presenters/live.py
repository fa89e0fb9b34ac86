"""The screen of the meeting: the same for all, side by side; who keeps the order has the turns to give."""

import uuid
from dataclasses import dataclass

from django.urls import reverse

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.states import State
from jigsaw.care.conversations.domain.turns import DISCUSSION, PERSON, may_discuss, next_turn, order_of
from jigsaw.care.conversations.domain.writing import put_together, standing
from jigsaw.care.conversations.models import Conversation, Note
from jigsaw.care.conversations.pack import kind_of
from jigsaw.care.conversations.presenters.risks import RiskPart, risk_parts
from jigsaw.care.conversations.presenters.said import (
    ContributionPart,
    DisagreementPart,
    ViewPart,
    contribution_parts,
    disagreement_parts,
    view_part,
)
from jigsaw.care.conversations.presenters.settled import ActionPart, action_parts
from jigsaw.foundation.core.time import Moment
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.pages import Shell


@dataclass(frozen=True)
class TurnPart:
    """One turn: whose, and whether it is now, was, or is to come. may_give: the chair may give it now."""

    key: str
    whose: str
    state: str
    may_give: bool
    is_next: bool


@dataclass(frozen=True)
class TextPart:
    """One text that stands: by whom, when, its words."""

    by: str
    at: str
    words: str


@dataclass(frozen=True)
class WritingPart:
    """A part of the agenda with what stands under it.

    words: what to go on from; seen: the version that this page shows; sent: a mark by which the text is kept once.
    is_beside: two texts stand, because two wrote at once. count: how many versions are kept.
    """

    key: str
    heading: str
    minutes: int
    texts: tuple[TextPart, ...]
    words: str
    seen: int
    sent: str
    is_beside: bool
    count: int


@dataclass(frozen=True)
class LivePage:
    """The meeting as everybody sees it, and what the viewer may do in it."""

    shell: Shell
    about: str
    purpose: str
    is_under_way: bool
    now: str
    turns: tuple[TurnPart, ...]
    parts: tuple[WritingPart, ...]
    view: ViewPart
    contributions: tuple[ContributionPart, ...]
    actions: tuple[ActionPart, ...]
    disagreements: tuple[DisagreementPart, ...]
    risks: tuple[RiskPart, ...]
    view_href: str
    may_write: bool
    is_chair: bool
    links: tuple[Link, ...]
    refresh_href: str


def live_page(viewer: Viewer, shell: Shell, row: Conversation, about: str) -> LivePage:
    """The screen for this viewer."""
    turns, may_write = turn_parts(viewer, row), bool(policies.can_take_part(viewer, row))
    now = next((one.whose for one in turns if one.state == "now"), "")
    return LivePage(
        shell=shell,
        about=about,
        purpose=row.purpose,
        is_under_way=row.state == State.UNDER_WAY,
        now=now,
        turns=turns,
        parts=writing_parts(row),
        view=view_part(row),
        contributions=contribution_parts(row),
        actions=action_parts(viewer, row),
        disagreements=disagreement_parts(row),
        risks=risk_parts(viewer, row),
        view_href=reverse("conversation_persons_view", args=[row.pk]) if may_write else "",
        may_write=may_write,
        is_chair=policies.is_chair(viewer, row),
        links=_links(viewer, row),
        refresh_href=reverse("conversation_live", args=[row.pk]),
    )


def turn_parts(viewer: Viewer, row: Conversation) -> tuple[TurnPart, ...]:
    """The turns in their order. One who joined late comes where the order puts them."""
    names = {row.agency_id: row.agency.name} | {
        one.agency_id: one.agency.name for one in row.invitations.all()
    }
    names |= {PERSON: "The person", DISCUSSION: "All of us, in discussion"}
    had = [one.whose for one in sorted(row.turns.all(), key=lambda one: (one.at, one.pk))]
    order = order_of(row.pk, policies.taking_part(row))
    may = bool(policies.can_lead_meeting(viewer, row))
    following = next_turn(order, had)
    found = []
    for key in order:
        state = "now" if had[-1:] == [key] else "was" if key in had else "to come"
        free = key != DISCUSSION or may_discuss(order, had)
        is_next = key == following and state != "now"
        found.append(TurnPart(key, names[key], state, may and free and state != "now", may and is_next))
    return tuple(found)


def writing_parts(row: Conversation) -> tuple[WritingPart, ...]:
    """Each part of the agenda with the texts that stand under it."""
    notes: dict[str, list[Note]] = {}
    for note in row.notes.all():
        notes.setdefault(note.part, []).append(note)
    return tuple(
        _writing(one.key, one.words, one.minutes, notes.get(one.key, [])) for one in kind_of(row.kind).agenda
    )


def _writing(key: str, heading: str, minutes: int, notes: list[Note]) -> WritingPart:
    stand = standing(notes)
    return WritingPart(
        key=key,
        heading=heading,
        minutes=minutes,
        texts=tuple(
            TextPart(f"{one.by.name}, {one.agency.name}", Moment(one.at).text(), one.words) for one in stand
        ),
        words=put_together([(one.by.name, one.words) for one in stand]),
        seen=max((one.version for one in notes), default=0),
        sent=str(uuid.uuid4()),
        is_beside=len(stand) > 1,
        count=len(notes),
    )


def _links(viewer: Viewer, row: Conversation) -> tuple[Link, ...]:
    def link(words: str, name: str) -> Link:
        return Link(words, reverse(f"conversation_{name}", args=[row.pk]))

    offered = [
        (link("Add an action", "add_action"), policies.can_take_part(viewer, row)),
        (link("Somebody sees it differently", "disagree"), policies.can_take_part(viewer, row)),
        (link("A risk taken on purpose", "risk"), policies.can_take_part(viewer, row)),
        (link("Say that it was held", "hold"), policies.can_take_step(viewer, row, "hold")),
    ]
    return tuple(one for one, may in offered if may)
