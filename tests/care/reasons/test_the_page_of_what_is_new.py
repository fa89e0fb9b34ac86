"""The page of what is new says what changed in reasons, leads to each, and is recorded as a look."""

import pytest
from django.test import Client

from jigsaw.care.reasons import actions
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Practitioner
from tests.town import piece, raised, someone


@pytest.fixture
def gp(town, clock):
    """Somebody of the practice, signed in; somebody left its ward and nobody saw them since."""
    clock.set("2026-01-08 13:00")
    stay = piece("w1", "ward-stay", "2026-01-02", "G1", until="2026-01-05 12:00")
    town.send("gp", someone("G1"), stay, on="2026-01-06")
    client = Client()
    client.force_login(Practitioner.objects.get(pk=town.viewer("gp").key))
    return client


def test_it_says_that_nothing_was_told_without_saying_that_nothing_happened(gp):
    assert "That does not mean that nobody needs a conversation" in gp.get("/reasons/new").content.decode()


def test_it_names_whom_it_is_about_and_leads_to_the_reason(gp):
    actions.deliver(by=JIGSAW)
    (one,) = raised("R12")
    page = gp.get("/reasons/new").content.decode()
    assert f'href="/reasons/{one.pk}"' in page
    assert "Ann Okafor" in page
    assert "Something new to talk about" in page


def test_the_look_is_recorded_with_the_reasons_that_were_shown(gp):
    actions.deliver(by=JIGSAW)
    gp.get("/reasons/new")
    look = AuditEvent.objects.filter(kind="look", subject_kind="reasons").latest("pk")
    assert str(raised("R12")[0].pk) in look.detail["ids"]


def test_the_list_of_reasons_leads_to_it(gp):
    assert 'href="/reasons/new"' in gp.get("/reasons").content.decode()
