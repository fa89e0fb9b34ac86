"""From a reason to invitations with plain form posts; nothing typed is lost."""

from datetime import date, timedelta

import pytest

from jigsaw.care.conversations.models import Conversation

FIRST = {
    "immediate_danger": "no",
    "needs_care": "yes",
    "at_risk_of_abuse": "no",
    "cannot_protect": "not known",
}


@pytest.fixture
def details():
    meets = date.today() + timedelta(days=2)
    return {
        "purpose": "Agree who does what",
        "why_now": "Three calls in a month",
        "invited": ["housing", "police"],
        "lead": "trust",
        "persons_words": "Leave me my flat",
        "persons_invited": "yes",
        "meets_on_day": meets.day,
        "meets_on_month": meets.month,
        "meets_on_year": meets.year,
        "meets_time": "2.30pm",
        "way": "online",
    }


@pytest.fixture
def at_details(signed_in, reason):
    """The caller's browser, and the address of the details page."""
    browser = signed_in("caller")
    kinds = browser.post(f"/conversations/call?reason={reason.pk}", FIRST)
    answer = browser.post(kinds.url, {"kind": "professionals-meeting"})
    return browser, answer.url


def test_three_pages_lead_from_a_reason_to_invitations(at_details, details, reason):
    browser, address = at_details
    page = browser.post(address, details, follow=True)
    made = Conversation.objects.get()
    assert {one.agency_id for one in made.invitations.all()} == {"housing", "police"}
    assert reason.sentence in page.content.decode()


def test_why_now_starts_from_the_reasons_sentence(at_details, reason):
    browser, address = at_details
    assert browser.get(address).content.decode().count(reason.sentence) == 2


def test_an_error_keeps_everything_typed(at_details, details):
    browser, address = at_details
    page = browser.post(address, details | {"meets_time": "teatime"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "Enter a time, like 14:30 or 2pm" in text
    assert "Leave me my flat" in text


def test_a_form_sent_twice_calls_once(at_details, details):
    browser, address = at_details
    browser.post(address, details)
    browser.post(address, details, follow=True)
    assert Conversation.objects.count() == 1


def test_with_nobody_named_the_page_asks_whom(signed_in):
    assert "Whom is it about?" in signed_in("caller").get("/conversations/call").content.decode()


def test_somebody_elses_answers_are_not_there(at_details, client, cast):
    _, address = at_details
    client.force_login(cast.practitioners["colleague"])
    assert client.get(address).status_code == 404
