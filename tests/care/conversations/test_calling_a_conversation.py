"""Calling a conversation: from a reason to invitations."""

from datetime import timedelta

import pytest

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.calling import Invited, Meeting, OwnView, Way
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.reasons.models import Quieting, ReasonDecision
from jigsaw.care.reasons.queries import open_reasons
from jigsaw.foundation.audit import chaining
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now


def test_a_call_invites_each_agency_with_its_because(conversation):
    invitation = conversation.invitations.get()
    assert (invitation.agency_id, invitation.because) == ("housing", "is involved now: tenancy")


def test_a_call_keeps_what_the_person_wants_said(cast, conversation):
    view = queries.conversation(cast.caller, conversation.pk).personsviews.get()
    assert (view.words, view.invited) == ("I want my flat to myself", "yes")


def test_a_call_from_a_reason_takes_it_in_hand(cast, a_call, reason):
    assert [one.id for one in open_reasons(viewer=cast.uninvited)] == [reason.pk]
    made = actions.call_conversation(by=cast.caller, call=a_call(reasons=(reason.pk,)))
    assert made.reasons.get().sentence == reason.sentence
    assert not open_reasons(viewer=cast.uninvited)
    assert list(queries.speaking_of(cast.caller, [reason.pk])) == [reason.pk]


def test_nobody_is_left_uninvited_without_a_reason(cast, a_call):
    with pytest.raises(Refused, match="why the person is not invited"):
        actions.call_conversation(by=cast.caller, call=a_call(own_view=OwnView("", Invited.NO)))


def test_a_meeting_of_several_agencies_needs_another_agency(cast, a_call):
    with pytest.raises(Refused, match="nobody else is invited"):
        actions.call_conversation(by=cast.caller, call=a_call(invitees=()))


def test_a_team_meeting_may_be_of_one_agency(cast, a_call):
    made = actions.call_conversation(by=cast.caller, call=a_call(kind="team-meeting", invitees=()))
    assert not made.invitations.exists()


def test_another_agency_that_leads_is_invited(cast, a_call):
    made = actions.call_conversation(by=cast.caller, call=a_call(lead_agency="council"))
    assert made.invitations.filter(agency="council").exists()


def test_a_failed_audit_keeps_nothing(cast, a_call, monkeypatch):
    call = a_call()
    monkeypatch.setattr(chaining, "insert_rows", lambda *told: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.call_conversation(by=cast.caller, call=call)
    assert not Conversation.objects.exists()


def test_what_is_called_and_near_is_due(cast, conversation):
    assert [line.id for line in queries.due(cast.colleague)] == [conversation.pk]


def test_what_is_past_and_not_held_is_late(cast, conversation):
    Conversation.objects.update(meets_at=now() - timedelta(days=1))
    assert queries.due(cast.caller)[0].is_late


def test_a_reason_comes_back_when_its_conversation_was_never_held(cast, a_call, reason):
    made = actions.call_conversation(by=cast.caller, call=a_call(reasons=(reason.pk,)))
    actions.cancel_conversation(by=cast.caller, conversation=made.pk, why="She is in hospital")
    ReasonDecision.objects.update(until=now().date())
    assert [one.id for one in open_reasons(viewer=cast.uninvited)] == [reason.pk]


def test_a_reason_is_quiet_once_its_conversation_was_held(cast, a_call, reason):
    made = actions.call_conversation(by=cast.caller, call=a_call(reasons=(reason.pk,)))
    told = {"came": ["housing"], "understanding": "We know more"}
    actions.hold_conversation(by=cast.caller, conversation=made.pk, **told)
    ReasonDecision.objects.filter(until__isnull=False).update(until=now().date())
    assert not open_reasons(viewer=cast.uninvited)
    Quieting.objects.update(until=now().date())
    assert [one.id for one in open_reasons(viewer=cast.uninvited)] == [reason.pk]


def test_a_conversation_is_moved_before_it_is_held(cast, conversation):
    later = Meeting(now() + timedelta(days=20), Way.ROOM, "Harbour House")
    actions.move_conversation(by=cast.caller, conversation=conversation.pk, meeting=later)
    assert queries.due(cast.caller) == []
