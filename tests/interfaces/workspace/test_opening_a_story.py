"""Opening somebody's story: who may, why, and what is kept of it."""

import pytest

from jigsaw.foundation.audit.models import AuditEvent


@pytest.fixture
def steven(borough):
    council = borough.agency("council")
    person = borough.person()
    borough.record(person, council)
    return person


def looks():
    return list(AuditEvent.objects.filter(subject_kind="person").values_list("by_name", "why"))


def test_my_agency_works_with_them_so_the_story_opens_and_the_look_is_kept(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    answer = client.get(f"/people/{steven.pk}")
    assert answer.status_code == 200
    assert "Steven Marsh" in answer.text
    assert looks() == [("Ann", "Direct care: my agency works with this person")]


def test_another_agency_is_asked_why_before_anything_is_shown(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    answer = client.get(f"/people/{steven.pk}")
    assert "Why do you need to see this person?" in answer.text
    assert "Marsh" not in answer.text
    assert not looks()


def test_a_reason_once_given_opens_the_story_for_the_working_day(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    answer = client.post(f"/people/{steven.pk}", {"why": "asked", "words": ""}, follow=True)
    assert "Steven Marsh" in answer.text
    assert "Steven Marsh" in client.get(f"/people/{steven.pk}").text
    assert looks() == [("Pat", "I have been asked to help them now")] * 2


def test_another_reason_needs_words(borough, client, steven):
    client.force_login(borough.practitioner("pat", borough.agency("police", "police")))
    assert "Enter your reason" in client.post(f"/people/{steven.pk}", {"why": "other"}).text
    assert not looks()


@pytest.mark.parametrize("page", ["", "/network", "/records", "/looks"])
def test_an_outsider_gets_not_found(borough, client, steven, page):
    client.force_login(borough.practitioner("olga", borough.agency("elsewhere", shares=False)))
    answer = client.get(f"/people/{steven.pk}{page}")
    assert answer.status_code == 404
    assert "Marsh" not in answer.text
    assert not looks()


@pytest.mark.parametrize("page", ["", "/network", "/records", "/looks"])
def test_every_page_about_a_person_opens_for_those_who_work_with_them(borough, client, steven, page):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    assert client.get(f"/people/{steven.pk}{page}").status_code == 200
    assert len(looks()) == 1


def test_nobody_looks_without_signing_in(client, steven):
    answer = client.get(f"/people/{steven.pk}")
    assert answer.status_code == 302
    assert answer.url.startswith("/sign-in")


def test_who_died_is_opened_by_those_who_work_with_them_and_weighed_for_others(borough, client):
    council, police = borough.agency("council"), borough.agency("police", "police")
    person = borough.person(died_on="2026-01-03")
    record = borough.record(person, council)
    borough.piece(record, kind="community-care", shape="involvement")
    client.force_login(borough.practitioner("ann", council))
    assert "Steven Marsh" in client.get(f"/people/{person.pk}").text
    client.force_login(borough.practitioner("pat", police))
    answer = client.post(f"/people/{person.pk}", {"why": "asked"}, follow=True)
    assert answer.status_code == 403
    assert "This person has died" in answer.text


def test_a_look_is_kept_with_the_rule_that_allowed_it(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    client.get(f"/people/{steven.pk}")
    assert AuditEvent.objects.get(kind="look").detail["rule"] == "agency-knows-them"
