"""Recording what a person says about sharing: on their page, in their words, and honoured at the next click."""

import pytest

from jigsaw.foundation.access.models import Wish
from jigsaw.foundation.audit.models import AuditEvent


@pytest.fixture
def steven(borough):
    person = borough.person()
    person.ours = borough.record(person, borough.agency("council"))
    borough.piece(person.ours, kind="community-care", shape="involvement")
    return person


@pytest.fixture
def ann(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    return client


def record(client, person, **told):
    return client.post(f"/people/{person.pk}/wishes", told, follow=True)


def test_until_somebody_asks_the_story_says_that_nobody_did(ann, steven):
    assert "Nobody has recorded what they say." in ann.get(f"/people/{steven.pk}").text


def test_an_objection_stands_in_the_story_in_their_words(ann, steven):
    text = record(ann, steven, objects="yes", words="Not the police").text
    assert "They object to agencies sharing: “Not the police”" in text


def test_every_record_of_theirs_carries_it_and_it_is_audited(borough, ann, steven):
    borough.record(steven, borough.agency("gp", "gp"))
    record(ann, steven, objects="yes", words="")
    assert Wish.objects.filter(holds=True).count() == 2
    assert AuditEvent.objects.get(act="wish noted: objects").subject_id == str(steven.pk)


def test_it_is_honoured_at_the_next_click_and_ends_when_taken_back(borough, ann, client, steven):
    police = borough.practitioner("pat", borough.agency("police", "police"))
    record(ann, steven, objects="yes", words="")
    record(ann, steven, objects="no", words="")
    client.force_login(police)
    assert client.post(f"/people/{steven.pk}", {"why": "asked"}, follow=True).status_code == 200


def test_an_answer_is_needed(ann, steven):
    assert "Select what they say" in record(ann, steven, words="Hm").text
    assert not Wish.objects.exists()


def test_opting_out_of_research_is_recorded_beside_it_and_stands_on_the_page(ann, steven):
    record(ann, steven, objects="no", research="yes", words="")
    assert Wish.objects.get(kind=Wish.Kind.OPTED_OUT).holds
    assert "They opted out of research and planning" in ann.get(f"/people/{steven.pk}/wishes").text
    record(ann, steven, objects="no", words="")
    assert Wish.objects.filter(kind=Wish.Kind.OPTED_OUT).count() == 1


def test_a_stranger_is_asked_why_before_the_form_opens(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    assert "Why do you need to see this person?" in client.get(f"/people/{steven.pk}/wishes").text
