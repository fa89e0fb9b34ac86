"""The page of one conversation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from jigsaw.care.conversations import policies
from jigsaw.care.conversations.domain.states import OPEN_STATES, State
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.conversations.pack import kind_of, outcome_name
from jigsaw.care.conversations.presenters.invited import (
    InvitationPart,
    OutsidePart,
    invitation_parts,
    outside_parts,
)
from jigsaw.care.conversations.presenters.paper_parts import silent_agencies
from jigsaw.care.conversations.presenters.person import LookBackPart, PersonPart, look_back_parts, person_part
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
from jigsaw.care.conversations.presenters.shared import state_tag, subject_links
from jigsaw.care.conversations.presenters.steps import buttons_of, limits_of, next_step_of
from jigsaw.foundation.audit.queries import events_about
from jigsaw.foundation.core.time import Moment, now
from jigsaw.foundation.core.viewer import Viewer
from jigsaw.foundation.design.cells import Link
from jigsaw.foundation.design.filters import day
from jigsaw.foundation.design.pages import Shell
from jigsaw.foundation.design.parts import Fact, Tag
from jigsaw.foundation.organisations.models import Agency as AgencyRow
from jigsaw.foundation.organisations.queries import agencies_by_key

_ACTS_SHOWN = 40
_ACT = "act"


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
    buttons = buttons_of(viewer, row)
    return ConversationPage(
        shell=shell,
        kind=kind.name,
        what_for=kind.what_for,
        about=subject_links(row.about, labels),
        tag=state_tag(row.state, is_late=is_late),
        next_step=next_step_of(row, is_late=is_late),
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
        invitations=invitation_parts(viewer, row),
        outside=outside_parts(viewer, row),
        outside_href=_href(row, "invite_outside") if policies.can_invite_outside(viewer, row) else "",
        view=view_part(row),
        person=person_part(viewer, row),
        look_backs=look_back_parts(row),
        contributions=contributions,
        silent=silent_agencies(row),
        understanding=row.understanding,
        disagreements=disagreement_parts(row),
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


def _href(row: Conversation, name: str) -> str:
    return reverse(f"conversation_{name}", args=[row.pk])


def _meets(row: Conversation) -> str:
    place = f", {row.meets_place}" if row.meets_place else ""
    return (
        f"Meets {Moment(row.meets_at).text()}, {row.meets_way}{place}." if row.state == State.CALLED else ""
    )


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


def _questions(row: Conversation) -> tuple[Fact, ...]:
    latest = {one.question: one for one in sorted(row.answers.all(), key=lambda one: (one.at, one.pk))}
    asked = kind_of(row.kind).questions
    return tuple(Fact(one.words, latest[one.key].answer.capitalize()) for one in asked if one.key in latest)


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
