"""Whoever is refused leaves a row in the trail: at which page, and never about whom."""

import pytest
from django.test import Client

from jigsaw.foundation.audit.models import AuditEvent


@pytest.fixture
def ann(borough):
    client = Client(enforce_csrf_checks=True)
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    return client


def kept():
    return list(AuditEvent.objects.values_list("act", "subject_kind", "subject_id", "by_name"))


def test_a_refusal_by_a_rule_is_kept(ann):
    assert ann.get("/broken-glass").status_code == 403
    assert kept() == [("was refused", "page", "broken_glass", "Ann")]


def test_a_form_without_its_token_is_kept(ann):
    assert ann.post("/search", {"q": "Marsh"}).status_code == 403
    assert kept() == [("sent a form without its token", "page", "search", "Ann")]


def test_what_is_not_there_and_what_may_not_be_known_leave_nothing(ann):
    assert ann.get("/people/00000000-0000-0000-0000-000000000000").status_code == 404
    assert not [one for one in kept() if one[0] == "was refused"]


def test_nobody_who_is_not_signed_in_leaves_one(db):
    assert Client(enforce_csrf_checks=True).post("/sign-in", {"username": "ann"}).status_code == 403
    assert not kept()
