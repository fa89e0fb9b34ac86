"""An agency outside the agreement is invited by a link that shows only what it may see."""

from datetime import timedelta

import pytest

from jigsaw.care.conversations import actions
from jigsaw.care.conversations.models import OutsideInvitation
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.time import now

NAME = "Tegan"


@pytest.fixture
def link(cast, conversation):
    """Makes a link; returns its address."""

    def made(**told):
        usual = {
            "agency_name": "Drovers Hostel",
            "asked_of": "The night warden",
            "because": "She slept there in March",
            "tells_why": False,
            "tells_whom": False,
            "basis": "",
            "days": 7,
        }
        _, token = actions.invite_outside(by=cast.caller, conversation=conversation.pk, **usual | told)
        return f"/conversations/by-link/{token}"

    return made


def test_it_opens_without_signing_in_and_names_nobody(client, link):
    page = client.get(link()).content.decode()
    assert "Amara Osei asks your agency" in page
    assert "She slept there in March" in page
    assert NAME not in page
    assert "Three calls in a month" not in page


def test_it_shows_what_was_chosen_and_never_what_others_bring(client, cast, conversation, link):
    told = {"worries": "A secret worry", "doing": "", "person_wants": ""}
    actions.contribute(by=cast.colleague, conversation=conversation.pk, facts=[], **told)
    page = client.get(link(tells_why=True, tells_whom=True, basis="She agrees")).content.decode()
    assert NAME in page
    assert "Three calls in a month" in page
    assert "A secret worry" not in page
    assert "I want my flat to myself" not in page


def test_telling_whom_it_is_about_needs_a_basis(link):
    with pytest.raises(Refused, match="why they may be told"):
        link(tells_whom=True)


def test_the_token_is_not_in_the_store(link):
    token = link().rsplit("/", 1)[1]
    kept = " ".join(str(value) for value in OutsideInvitation.objects.values().get().values())
    assert token not in kept


def test_expired_withdrawn_invented_and_ended_links_answer_alike(client, cast, conversation, link):
    expired, withdrawn, ended = link(), link(), link()
    rows = OutsideInvitation.objects.order_by("made_at")
    OutsideInvitation.objects.filter(pk=rows[0].pk).update(expires_at=now() - timedelta(minutes=1))
    actions.withdraw_outside(by=cast.caller, link=rows[1].pk)
    assert client.get(ended).status_code == 200
    actions.cancel_conversation(by=cast.caller, conversation=conversation.pk, why="Not needed")
    invented = "/conversations/by-link/nothing"
    pages = {client.get(one).content for one in (expired, withdrawn, ended, invented)}
    assert {client.get(one).status_code for one in (expired, withdrawn, ended, invented)} == {404}
    assert len(pages) == 1


def test_what_it_answers_and_brings_stands_on_the_page_of_those_who_take_part(
    client, signed_in, link, conversation
):
    address = link()
    client.post(address, {"what": "answer", "name": "Joss, warden", "response": "accepted"})
    client.post(address, {"what": "bring", "name": "Joss, warden", "knows": "She left on 3 April, afraid"})
    page = signed_in("colleague").get(f"/conversations/{conversation.pk}").content.decode()
    assert "Joss, warden: accepted" in page
    assert "She left on 3 April, afraid" in page


def test_saying_no_asks_why_and_keeps_what_was_typed(client, link):
    address = link()
    answer = client.post(address, {"what": "answer", "name": "Joss", "response": "declined"})
    assert answer.status_code == 422
    assert "Enter why your agency does not come" in answer.content.decode()


def test_only_the_chair_makes_a_link_and_it_is_shown_once(signed_in, conversation):
    address = f"/conversations/{conversation.pk}/outside"
    told = {"agency_name": "Drovers", "asked_of": "Warden", "because": "Knows her", "days": "7"}
    assert "/conversations/by-link/" in signed_in("caller").post(address, told).content.decode()
    assert "by-link" not in signed_in("caller").get(f"/conversations/{conversation.pk}").content.decode()
    assert signed_in("colleague").get(address).status_code == 403
