"""What of sharing waits for somebody, or must be seen by all, stands on the home page."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from jigsaw.care.sharing.actions import Question, ask
from jigsaw.care.sharing.domain.vocabulary import Kind, Purpose
from jigsaw.foundation.organisations.models import Practitioner
from tests.care.sharing.conftest import Sharers
from tests.interfaces.workspace.opening import opened

TODAY = date.today()


@pytest.fixture
def town(db):
    return Sharers()


def home(viewer):
    client = Client()
    client.force_login(Practitioner.objects.get(pk=viewer.key))
    return " ".join(re.sub(r"<[^>]+>", " ", client.get("/").content.decode()).split())


@pytest.mark.parametrize(
    ("days", "worker", "lead"), [(100, False, False), (45, False, True), (5, True, True)]
)
def test_a_policy_that_ends_is_told_to_whoever_renews_it_and_in_the_last_week_to_all(
    town, days, worker, lead
):
    town.policy(ends_on=TODAY + timedelta(days=days))
    told = "“Sharing for care and support” ends on"
    assert (told in home(town.workers["trust"]), told in home(town.leads["trust"])) == (worker, lead)


def test_what_waits_for_a_signature_or_a_decision_is_there_for_whom_it_waits(town):
    town.policy()
    town.policy("crime", signed=["council"])
    ask(by=town.workers["council"], question=Question("housing", Purpose.CARE, (Kind.POLICE,)))
    assert "1 question waits for your decision" in home(town.leads["council"])
    assert "Read and sign: Sharing to prevent and look into crime, version 1" in home(town.leads["trust"])
    assert "Read and sign" not in home(town.workers["trust"])


def test_the_page_may_i_share_is_one_press_away_from_home_and_from_a_story(town):
    person = town.person()
    town.record(person, town.agency("council"))
    assert "May I share this?" in home(town.workers["council"])
    client = Client()
    client.force_login(Practitioner.objects.get(pk=town.workers["council"].key))
    assert f'href="/sharing?person={person.pk}"' in opened(client, f"/people/{person.pk}").content.decode()
