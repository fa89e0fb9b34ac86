"""A person asks about a look; the privacy officer of that agency answers by a day; the answer stands on their page."""

import pytest
from django.test import Client

from jigsaw.care.looks.models import LookAnswer, LookQuestion
from jigsaw.foundation.audit.models import AuditEvent


@pytest.fixture
def asked(looked, own):
    look = AuditEvent.objects.get(kind="look", act="looked")
    own.post(f"/your-record/looks/{look.pk}", {"words": "Why at night?"})
    return f"/your-record/looks/{look.pk}"


@pytest.fixture
def officer(olive):
    client = Client()
    client.force_login(olive)
    return client


def test_the_question_waits_with_a_day_and_the_answer_shows_on_the_same_page(asked, own, officer):
    assert "will answer by" in own.get(asked).text
    waiting = officer.get("/looks/questions").text
    assert "Why at night?" in waiting
    assert "Marsh" not in waiting
    question = LookQuestion.objects.get()
    page = f"/looks/questions/{question.pk}"
    assert "Enter your answer" in officer.post(page, {"found": "part-of-work"}).text
    officer.post(page, {"found": "part-of-work", "words": "She was on call that night."})
    text = own.get(asked).text
    assert "It was part of their work" in text
    assert "She was on call that night." in text
    assert "Read the answer" in own.get("/your-record/who-looked").text


def test_each_look_is_asked_about_once(asked, own):
    assert own.post(asked, {"words": "Again"}).status_code == 403
    assert LookQuestion.objects.count() == 1


def test_another_agencys_officer_sees_and_answers_none_of_it(asked, borough):
    client = Client()
    client.force_login(borough.practitioner("pru", borough.agency("police", "police"), "privacy-officer"))
    key = LookQuestion.objects.get().pk
    assert "Why at night?" not in client.get("/looks/questions").text
    assert client.post(f"/looks/questions/{key}", {"found": "unclear", "words": "x"}).status_code == 404
    assert not LookAnswer.objects.exists()


@pytest.mark.parametrize("role", ["practitioner", "manager", "steward", "analyst"])
def test_no_other_role_reads_or_answers_questions(asked, borough, council, role):
    client = Client()
    client.force_login(borough.practitioner("rob", council, role))
    assert client.get("/looks/questions").status_code == 403


def test_a_privacy_officer_sees_nobody_in_the_workspace(officer, steven):
    assert officer.get(f"/people/{steven.pk}").status_code == 404
    assert "Marsh" not in officer.post("/search", {"q": "steven marsh"}, follow=True).text


def test_who_has_no_account_gets_the_same_list_on_paper(looked, steven):
    text = looked.get(f"/people/{steven.pk}/looks/paper").text
    assert "Their team works with you." in text
    assert "Tell the worker who gave you this" in text
