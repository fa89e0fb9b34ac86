"""Those who look after an agency's messages see what did not go, send it again or set it aside with a reason."""

import pytest
from django.core import mail

from jigsaw.foundation.outbox import sending
from jigsaw.foundation.outbox.domain import Permanent, Way
from jigsaw.foundation.outbox.models import Message


def refuse(_):
    raise Permanent("The mail server refuses this address")


@pytest.fixture
def dead(put, people):
    put()
    sending.send_due(by_way={Way.EMAIL: refuse})
    return Message.objects.get()


@pytest.fixture
def browser(client, people):
    client.force_login(people["manager"])
    return client


def test_a_manager_reads_why(browser, dead):
    page = browser.get("/messages").content.decode()
    assert "The mail server refuses this address" in page
    assert "duty@slipway.example" in page


def test_it_is_sent_again(browser, dead):
    browser.post(f"/messages/{dead.pk}", {"what": "again"})
    sending.send_due()
    assert len(mail.outbox) == 1
    assert "Nothing waits for you" in browser.get("/messages").content.decode()


def test_setting_it_aside_needs_a_reason(browser, dead):
    page = browser.post(f"/messages/{dead.pk}", {"what": "aside"}, follow=True).content.decode()
    assert "nothing was given for why" in page
    browser.post(f"/messages/{dead.pk}", {"what": "aside", "why": "Rang them"})
    dead.refresh_from_db()
    assert dead.state == "withdrawn"


def test_it_is_not_there_for_a_practitioner(client, people, dead):
    client.force_login(people["practitioner"])
    assert client.get("/messages").status_code == 404
    assert client.post(f"/messages/{dead.pk}", {"what": "again"}).status_code == 404
