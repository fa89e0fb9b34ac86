"""No double calling: while one is open, people join it."""

import pytest
from django.db import IntegrityError, transaction

from jigsaw.care.conversations import actions, queries
from jigsaw.care.conversations.domain.calling import Invitee
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
from jigsaw.care.conversations.models import Conversation
from jigsaw.foundation.core.errors import Refused

ALL_YES = FirstAnswers(Answer.NO, Answer.YES, Answer.YES, Answer.YES)


def test_a_second_one_about_the_same_person_is_refused(cast, a_call, conversation):
    with pytest.raises(Refused, match="already open"):
        actions.call_conversation(by=cast.caller, call=a_call())


def test_the_database_refuses_the_second_even_when_nobody_looked(conversation):
    twin = Conversation.objects.get()
    twin.pk, twin.precheck_id, twin._state.adding = None, None, True
    twin.id = Conversation._meta.pk.get_default()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()


def test_who_is_invited_is_led_to_it(signed_in, person, conversation):
    page = signed_in("colleague").get("/conversations/call", {"person": person.pk})
    assert f"/conversations/{conversation.pk}" in page.content.decode()


def test_who_is_not_invited_learns_only_whom_to_ring(signed_in, person, conversation):
    page = signed_in("uninvited").get("/conversations/call", {"person": person.pk}).content.decode()
    assert "01632 960200" in page
    assert str(conversation.pk) not in page
    assert "Professionals" not in page


def test_section_42_planning_is_not_told_to_those_not_invited(cast, a_call, subject):
    planning = a_call(test=ALL_YES, kind="section-42-planning", answers={"concern-raised": "yes"})
    actions.call_conversation(by=cast.caller, call=planning)
    assert queries.open_about(cast.uninvited, subject) is None
    assert queries.open_about(cast.colleague, subject) is not None


def test_after_it_ends_another_may_be_called(cast, a_call, conversation):
    actions.cancel_conversation(by=cast.caller, conversation=conversation.pk, why="She is in hospital")
    assert actions.call_conversation(by=cast.caller, call=a_call()).pk != conversation.pk


def test_a_panels_reading_keeps_nobody_from_talking_and_is_called_once(cast, a_call, subject):
    reading = {"kind": "quality-panel", "answers": {"asked-for": "Quality"}}
    reading["invitees"] = (Invitee("council", ("reads",)),)
    actions.call_conversation(by=cast.caller, call=a_call(**reading))
    assert queries.open_about(cast.caller, subject) is None
    with pytest.raises(Refused, match="already open"):
        actions.call_conversation(by=cast.caller, call=a_call(**reading))
    actions.call_conversation(by=cast.caller, call=a_call())
    assert queries.open_about(cast.caller, subject) is not None


def test_of_two_who_looked_at_the_same_moment_the_second_is_led_to_it(
    cast, a_call, conversation, monkeypatch
):
    monkeypatch.setattr("jigsaw.care.conversations.actions.calling.open_about", lambda *_asked: None)
    with pytest.raises(Refused, match="already open"):
        actions.call_conversation(by=cast.caller, call=a_call())
