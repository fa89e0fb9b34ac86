"""An agency answers: it comes, sends another, answers in writing, or declines with a reason."""

import pytest
from django.db import IntegrityError, transaction

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.foundation.core.errors import Refused


def answer(by, conversation, response, **words):
    return actions.answer_invitation(by=by, conversation=conversation.pk, response=response, **words)


def test_an_agency_accepts(cast, conversation):
    given = answer(cast.colleague, conversation, Response.ACCEPTED)
    assert (given.response, given.responded_by_id) == ("accepted", cast.colleague.key)


def test_declining_says_why(cast, conversation):
    with pytest.raises(Refused, match="why your agency does not come"):
        answer(cast.colleague, conversation, Response.DECLINED)


def test_sending_another_names_them(cast, conversation):
    assert answer(cast.colleague, conversation, Response.SENDING_ANOTHER, sends="Jo Rees").sends == "Jo Rees"


def test_an_answer_in_writing_needs_the_answer(cast, conversation):
    with pytest.raises(Refused, match="answer"):
        answer(cast.colleague, conversation, Response.IN_WRITING)


def test_the_database_holds_who_and_when_together(conversation):
    invitation = conversation.invitations.get()
    invitation.response = "accepted"
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation.save()


def test_nobody_answers_for_another_agency(cast, conversation):
    with pytest.raises(Refused, match="not invited"):
        answer(cast.caller, conversation, Response.ACCEPTED)


def test_one_more_agency_is_invited_and_then_sees_it(cast, conversation, signed_in):
    actions.invite_agency(
        by=cast.colleague, conversation=conversation.pk, agency="police", because="was called there twice"
    )
    assert signed_in("uninvited").get(f"/conversations/{conversation.pk}").status_code == 200


def test_an_answer_is_a_plain_form_post(signed_in, conversation):
    told = {"response": "declined", "words": "No longer their landlord"}
    page = signed_in("colleague").post(f"/conversations/{conversation.pk}/answer", told, follow=True)
    assert "No longer their landlord" in page.content.decode()
