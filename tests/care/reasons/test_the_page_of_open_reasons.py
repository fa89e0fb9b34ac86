"""The list of open reasons: what is about one person stands on one card, each reason with its own link."""

import pytest
from django.test import Client

from jigsaw.foundation.organisations.models import Practitioner
from tests.care.reasons.test_deciding_about_a_reason import ANN, BEA, ago, urgent
from tests.town import piece, raised


@pytest.fixture
def page(town):
    """What somebody of the GP's practice reads there."""

    def read():
        client = Client()
        client.force_login(Practitioner.objects.get(pk=town.viewer("gp").key))
        return client.get("/reasons").content.decode()

    return read


def test_two_reasons_about_one_person_are_on_one_card_each_with_its_link(town, page):
    urgent(town, ANN, ("P1", "G1"))
    missed = [
        piece(f"m{days}", "contact-not-attended", ago(days), "G1", sent=ago(days, "11:00")) for days in (3, 2)
    ]
    town.send("gp", *missed, on=ago(2)[:10])
    told = page()
    assert told.count("app-card__heading") == 1
    for pattern in ("R03", "R10"):
        assert told.count(f'href="/reasons/{raised(pattern)[0].pk}"') == 1


def test_reasons_about_two_people_are_on_two_cards(town, page):
    urgent(town, ANN, ("P1", "G1"))
    urgent(town, BEA, ("P2", "G2"))
    assert page().count("app-card__heading") == 2
