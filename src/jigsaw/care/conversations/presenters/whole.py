"""The page of one conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.kinds import Kind
from jigsaw.care.conversations.domain.states import OPEN_STATES, State
from jigsaw.care.conversations.models import Conversation, Invitation, OutsideInvitation
from jigsaw.care.conversations.pack import kind_of, outcome_name
from jigsaw.care.conversations.presenters.person import LookBackPart, PersonPart, look_back_parts, person_part
from jigsaw.care.conversations.presenters.risks import RiskPart, risk_parts
from jigsaw.care.conversations.presenters.said import (
    ContributionPart,
    ViewPart,
    contribution_parts,
    said_of_outside,
    view_part,
)
from jigsaw.care.conversations.presenters.settled import ActionPart, action_parts
from jigsaw.care.conversations.presenters.shared import badge, response_tag, state_tag, subject_links
from jigsaw.care.conversations.queries import outside_of
from jigsaw.foundation.audit.queries import events_about
from jigsaw.foundation.core.time import Moment, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.filters import day
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Agency, Fact, Tag
from jigsaw.foundation.organisations.models import Agency as AgencyRow
from jigsaw.foundation.organisations.queries import agencies_by_key
from jigsaw.foundation.outbox.queries import can_be_told

_ACTS_SHOWN = 40
_ACT = "act"


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


@dataclass(frozen=True)
class DisagreementPart:
    """Who sees it differently, in their words."""

    name: str
    agency: Agency
    words: str
    at: datetime


@dataclass(frozen=True)
class HistoryPart:
    """One act in the conversation."""

    at: datetime
    act: str
    by: str
    agency: str


@dataclass(frozen=True)
class ConversationPage:
    """Everything said and agreed in one conversation, and what the viewer may do next."""

    shell: Shell
    kind: str
    what_for: str
    about: tuple[Link, ...]
    tag: Tag
    next_step: str
    meets: str
    main_button: Link | None
    buttons: tuple[Link, ...]
    facts: tuple[Fact, ...]
    purpose: str
    why_now: str
    reasons: tuple[Link, ...]
    questions: tuple[Fact, ...]
    agenda: tuple[str, ...]
    limits: tuple[Fact, ...]
    test_href: str
    invitations: tuple[InvitationPart, ...]
    outside: tuple[OutsidePart, ...]
    outside_href: str
    view: ViewPart
    person: PersonPart
    look_backs: tuple[LookBackPart, ...]
    contributions: tuple[ContributionPart, ...]
    silent: tuple[str, ...]
    understanding: str
    disagreements: tuple[DisagreementPart, ...]
    risks: tuple[RiskPart, ...]
    risk_href: str
    actions: tuple[ActionPart, ...]
    outcome: tuple[Fact, ...]
    outcome_note: str
    history: tuple[HistoryPart, ...]
    may_take_part: bool
    hrefs: dict[str, str]


def conversation_page(
    viewer: Viewer, shell: Shell, row: Conversation, labels: Sequence[str]
) -> ConversationPage:
    """The page of one conversation, as this viewer may see and use it."""
    kind = kind_of(row.kind)
    contributions = contribution_parts(row)
    is_late = row.state == State.CALLED and row.meets_at < now()
    buttons = _buttons(viewer, row)
    return ConversationPage(
        shell=shell,
        kind=kind.name,
        what_for=kind.what_for,
        about=subject_links(row.about, labels),
        tag=state_tag(row.state, is_late=is_late),
        next_step=_next_step(row, is_late),
        meets=_meets(row),
        main_button=buttons[0] if buttons else None,
        buttons=tuple(buttons[1:]),
        facts=_facts(row),
        purpose=row.purpose,
        why_now=row.why_now,
        reasons=tuple(
            Link(one.sentence, reverse("reason", args=[one.reason_id])) for one in row.reasons.all()
        ),
        questions=_questions(row),
        agenda=tuple(f"{one.words} ({one.minutes} minutes)" for one in kind.agenda),
        limits=limits_of(row, kind),
        test_href=_href(row, "test") if kind.asked_when("deciding") and row.state in OPEN_STATES else "",
        invitations=_invitations(viewer, row),
        outside=tuple(_outside(viewer, row, one) for one in outside_of(viewer, row)),
        outside_href=_href(row, "invite_outside") if policies.can_invite_outside(viewer, row) else "",
        view=view_part(row),
        person=person_part(viewer, row),
        look_backs=look_back_parts(row),
        contributions=contributions,
        silent=_silent(row),
        understanding=row.understanding,
        disagreements=_disagreements(row),
        risks=risk_parts(viewer, row),
        risk_href=_href(row, "risk") if policies.can_take_part(viewer, row) else "",
        actions=action_parts(viewer, row),
        outcome=_outcome(row),
        outcome_note=row.outcome_note or row.cancelled_because,
        history=_history(viewer, row),
        may_take_part=bool(policies.can_take_part(viewer, row)),
        hrefs={
            name: _href(row, name)
            for name in (
                "contribute",
                "disagree",
                "add_action",
                "persons_view",
                "invite",
                "ask_person",
                "tell_person",
            )
        },
    )


def _disagreements(row: Conversation) -> tuple[DisagreementPart, ...]:
    said = sorted(row.disagreements.all(), key=lambda one: one.at)
    return tuple(DisagreementPart(one.name, badge(one.agency), one.words, one.at) for one in said)


def _href(row: Conversation, name: str) -> str:
    return reverse(f"conversation_{name}", args=[row.pk])


def _buttons(viewer: Viewer, row: Conversation) -> list[Link]:
    mine = next((one for one in row.invitations.all() if one.agency_id == viewer.agency), None)
    offered = [
        ("answer", _answer_words(mine), bool(policies.can_answer(viewer, row, mine))),
        ("live", "Go to the meeting", row.state == State.UNDER_WAY),
        ("begin", "Begin the conversation", bool(policies.can_take_step(viewer, row, "begin"))),
        ("add_action", "Add an action", row.state == State.HELD),
        ("contribute", "Add what your agency knows", bool(policies.can_take_part(viewer, row))),
        ("pack", "Read the agenda pack", row.state in OPEN_STATES),
        ("minutes", "Read the minutes", row.held_at is not None),
        ("hold", "Say that it was held", bool(policies.can_take_step(viewer, row, "hold"))),
        ("tell_person", "Tell the person", bool(policies.can_look_back(viewer, row))),
        ("look_back", "Look back: was it useful?", row.state == State.CLOSED),
        ("close", "Close the conversation", bool(policies.can_take_step(viewer, row, "close"))),
        ("move", "Change the date or place", bool(policies.can_take_step(viewer, row, "hold"))),
        ("cancel", "Cancel the conversation", bool(policies.can_take_step(viewer, row, "cancel"))),
    ]
    return [Link(words, _href(row, name)) for name, words, may in offered if may]


def _answer_words(invitation: Invitation | None) -> str:
    answered = invitation is not None and invitation.response != "waiting"
    return "Change your answer" if answered else "Answer the invitation"


def _meets(row: Conversation) -> str:
    place = f", {row.meets_place}" if row.meets_place else ""
    return (
        f"Meets {Moment(row.meets_at).text()}, {row.meets_way}{place}." if row.state == State.CALLED else ""
    )


def _next_step(row: Conversation, is_late: bool) -> str:
    if is_late:
        return "Its date is past. If it was held, say so; if not, find another date."
    return {
        State.CALLED: "Each agency answers, and writes down its own piece before it meets.",
        State.UNDER_WAY: "Each who is there has a turn, the person first; then all talk.",
        State.HELD: "It closes when every action is done, or somebody else has taken it on.",
        State.CLOSED: "It is closed. Anybody may call another if things change.",
        State.CANCELLED: "It was cancelled. Anybody may call another if things change.",
    }[State(row.state)]


def _facts(row: Conversation) -> tuple[Fact, ...]:
    facts = [
        Fact("Held" if row.held_at else "Meets", row.held_at or row.meets_at),
        Fact("How", ", ".join(part for part in (row.get_meets_way_display(), row.meets_place) if part)),
        Fact("Called by", f"{row.called_by.name}, {row.agency.name}"),
        Fact("Called", row.called_at),
        Fact("Leads", row.lead_agency.name),
    ]
    if row.without_quorum:
        facts.append(Fact("Held with too few, because", row.without_quorum))
    if row.ring_if_worse:
        facts.append(Fact("If things get worse, ring", row.ring_if_worse))
    return tuple(facts)


def limits_of(row: Conversation, kind: Kind) -> tuple[Fact, ...]:
    """The time limits of its kind, as days and times of this conversation; those that are past are left out."""
    limits = kind.limits
    told = [Fact("Takes", f"{limits.minutes} minutes")]
    if row.state == State.CALLED:
        told.append(Fact("Agencies answer by", row.called_at + timedelta(hours=limits.answer_hours)))
        told.append(Fact("Meets by", row.called_at + timedelta(days=limits.meet_days)))
    if row.state == State.HELD and row.held_at:
        told.append(Fact("Closes by", row.held_at + timedelta(days=limits.close_days)))
    return tuple(told)


def _questions(row: Conversation) -> tuple[Fact, ...]:
    latest = {one.question: one for one in sorted(row.answers.all(), key=lambda one: (one.at, one.pk))}
    asked = kind_of(row.kind).questions
    return tuple(Fact(one.words, latest[one.key].answer.capitalize()) for one in asked if one.key in latest)


def _in_order(row: Conversation) -> list[Invitation]:
    return sorted(row.invitations.all(), key=lambda one: one.agency.name)


def _invitations(viewer: Viewer, row: Conversation) -> tuple[InvitationPart, ...]:
    asked = _in_order(row)
    told = can_be_told(viewer, [one.agency_id for one in asked])
    return tuple(_invitation(one, one.agency_id in told) for one in asked)


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


def _silent(row: Conversation) -> tuple[str, ...]:
    spoken = {one.agency_id for one in row.contributions.all()}
    taking_part = {row.agency_id: row.agency.name} | {
        one.agency_id: one.agency.name for one in row.invitations.all()
    }
    return tuple(sorted(name for key, name in taking_part.items() if key not in spoken))


def _outcome(row: Conversation) -> tuple[Fact, ...]:
    if row.state == State.CANCELLED:
        return (Fact("Cancelled", row.ended_at),)
    if row.state != State.CLOSED:
        return ()
    facts = [Fact("Outcome", outcome_name(row.outcome)), Fact("Closed", row.ended_at)]
    return tuple([*facts, Fact("Talk again on", day(row.review_on))] if row.review_on else facts)


def _history(viewer: Viewer, row: Conversation) -> tuple[HistoryPart, ...]:
    names = agencies_by_key(viewer=viewer)
    events = events_about(viewer=viewer, subject_kind="conversation", subject_id=row.pk)
    acts = [one for one in events if one.kind == _ACT][:_ACTS_SHOWN]
    return tuple(
        HistoryPart(one.at, one.act[:1].upper() + one.act[1:], one.by_name, _name(names, one.agency))
        for one in acts
    )


def _name(agencies: dict[str, AgencyRow], key: str) -> str:
    return agencies[key].name if key in agencies else key
