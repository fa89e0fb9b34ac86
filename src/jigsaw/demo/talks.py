"""Conversations in the demonstration: called, late, under way, held, closed and cancelled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.calling import (
    Call,
    Invited,
    Meeting,
    OwnView,
    Subject,
    SubjectKind,
    Way,
)
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.looking_back import Useful
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
from jigsaw.care.conversations.domain.telling import Channel, TakesPart
from jigsaw.care.conversations.queries import letter_for_person, open_about, proposed_invitees
from jigsaw.care.reasons.queries import ReasonSeen, open_reasons
from jigsaw.demo.signins import OUTSIDE_AGREEMENT, sign_ins
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW, Viewer
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from jigsaw.foundation.outbox.actions import note_address
from jigsaw.foundation.outbox.domain import Way as By

FEWEST_PEOPLE = 1_000
"""A smaller borough has too few reasons to call any of them beforehand."""
CALLER = "sunita"
STATES = ("called", "answered", "past", "under way", "held", "late", "closed", "cancelled")
_NOT_MET = FirstAnswers(Answer.NO, Answer.YES, Answer.NOT_KNOWN, Answer.NO)
_OF_AGENCY = {one.agency_key: one.username for one in reversed(sign_ins()) if one.role == "practitioner"}


@dataclass(frozen=True)
class _Talk:
    caller: Viewer
    others: dict[str, Viewer]
    row: Any


def talk() -> int:
    """Note where agencies are told, and hold the conversations. Returns how many there are."""
    for key in {one.agency_key for one in sign_ins()} - OUTSIDE_AGREEMENT:
        note_address(by=JIGSAW, agency=key, way=By.EMAIL, address=f"duty@{key}.example")
    caller = _viewer(CALLER)
    found = 0
    for state, reason in zip(STATES, _to_talk_about(caller), strict=False):
        _lead_to(state, _called(caller, reason))
        found += 1
    return found


def _viewer(username: str) -> Viewer:
    return viewer_of(Practitioner.objects.select_related("agency", "team").get(username=username))


def _to_talk_about(caller: Viewer) -> Iterator[ReasonSeen]:
    """Reasons about different people, from the end of the list: those at its start are left for whoever looks."""
    seen: set[UUID] = set()
    for one in reversed(open_reasons(viewer=caller, most=200)):
        if one.subject_kind == "person" and one.subject not in seen and not open_about(caller, _subject(one)):
            seen.add(one.subject)
            yield one


def _subject(one: ReasonSeen) -> Subject:
    return Subject(SubjectKind(one.subject_kind), one.subject, one.other)


def _called(caller: Viewer, reason: ReasonSeen) -> _Talk:
    subject = _subject(reason)
    first = actions.record_precheck(by=caller, subject=subject, test=_NOT_MET, reason_id=reason.id)
    proposed = [one for one in proposed_invitees(caller, subject, reason.id) if one.agency in _OF_AGENCY][:4]
    call = Call(
        subject=subject,
        kind="professionals-meeting",
        purpose="Put together what each of us knows, and agree who does what.",
        why_now=reason.sentence,
        own_view=OwnView("I want to stay in my flat, and to be asked first.", Invited.YES),
        meeting=Meeting(now() + timedelta(days=3), Way.ONLINE),
        lead_agency=caller.agency,
        invitees=tuple(proposed),
        precheck=first.pk,
        reasons=(reason.id,),
    )
    row = actions.call_conversation(by=caller, call=call)
    return _Talk(caller, {one.agency: _viewer(_OF_AGENCY[one.agency]) for one in proposed}, row)


def _lead_to(state: str, told: _Talk) -> None:
    if state == "cancelled":
        actions.cancel_conversation(by=told.caller, conversation=told.row.pk, why="They moved away last week")
        return
    if state == "called":
        return
    _answer_and_bring(told)
    if state == "past":
        _put_back(told.row, timedelta(days=5))
    if state == "under way":
        _begin(told)
    if state in {"held", "late", "closed"}:
        _hold(told)
        _agree(told, is_late=state == "late", is_done=state == "closed")
    if state == "late":
        _put_back(told.row, timedelta(days=40))
    if state == "closed":
        _close(told)
        _put_back(told.row, timedelta(days=60))


def _answer_and_bring(told: _Talk) -> None:
    for number, one in enumerate(told.others.values()):
        declines = number == len(told.others) - 1 and number > 1
        response = Response.DECLINED if declines else Response.ACCEPTED
        why = "We closed our file in spring" if declines else ""
        actions.answer_invitation(by=one, conversation=told.row.pk, response=response, words=why)
        if not declines:
            facts = [actions.Fact("Seen at home, the curtains drawn by day", "Visit sheet")]
            actions.contribute(
                by=one,
                conversation=told.row.pk,
                facts=facts,
                worries="We each saw a part, and nobody the whole",
                doing="A visit each week",
                person_wants="To be left in peace, and not alone",
            )
    safe = "At the drop-in, never by post"
    actions.ask_person(by=told.caller, conversation=told.row.pk, takes_part=TakesPart.BEFORE, safe_way=safe)


def _begin(told: _Talk) -> None:
    actions.begin_conversation(by=told.caller, conversation=told.row.pk)
    actions.give_turn(by=told.caller, conversation=told.row.pk, whose="person")
    words = "They want the lock changed, and to choose who visits."
    actions.write_note(
        by=told.caller, conversation=told.row.pk, part="person", words=words, seen=0, sent=uuid4()
    )


def _hold(told: _Talk) -> None:
    came = list(told.others)[:2]
    actions.hold_conversation(
        by=told.caller,
        conversation=told.row.pk,
        came=came,
        understanding="Visitors come by night; by day they are afraid to open. They want to stay.",
        ring_if_worse="the duty desk, 01632 960140",
        without_quorum="" if came else "It could not wait",
    )


def _agree(told: _Talk, *, is_late: bool, is_done: bool) -> None:
    agency = next(iter(told.others), told.caller.agency)
    made = actions.agree_action(
        by=told.caller,
        conversation=told.row.pk,
        what="Change the lock, with them there",
        agency=agency,
        owner=told.others[agency].name if agency in told.others else told.caller.name,
        due_on=_day(-8 if is_late else 10),
        how_we_know="They have the only keys",
    )
    if is_done:
        actions.finish_action(by=told.caller, action=made.pk, why="Done on Tuesday; they hold the keys")


def _close(told: _Talk) -> None:
    row = told.row
    letter = letter_for_person(told.caller, row)
    actions.tell_person(by=told.caller, conversation=row.pk, channel=Channel.BY_HAND, letter=letter)
    actions.close_conversation(
        by=told.caller,
        conversation=row.pk,
        outcome="person-safe",
        note="They open the door again, and say so",
        answers={"person-told": "All of it, at the drop-in"},
        reasons_were=dict.fromkeys(row.reasons.values_list("reason_id", flat=True), "useful"),
    )
    actions.look_back(
        by=told.caller, conversation=row.pk, useful=Useful.YES, changed="No call by night since"
    )


def _put_back(row: Any, by: timedelta) -> None:
    """As if it had been called and held so much earlier."""
    row.refresh_from_db()
    moved = {
        name: _earlier(getattr(row, name), by) for name in ("called_at", "meets_at", "held_at", "ended_at")
    }
    type(row)._default_manager.filter(pk=row.pk).update(**moved)


def _earlier(at: datetime | None, by: timedelta) -> datetime | None:
    return at - by if at else None


def _day(days: int) -> date:
    return now().date() + timedelta(days=days)
