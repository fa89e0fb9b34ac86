"""Why, or why not: anybody who may open a story asks what a pattern made of it on any day, and on which pieces."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from jigsaw.care.reasons import pack
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.domain import OBJECTS
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.organisations.models import Practitioner
from tests.care.patterns.test_signing_numbers import calls
from tests.care.reasons.test_deciding_about_a_reason import ANN
from tests.interfaces.workspace.opening import opened
from tests.town import Town, person_of, piece, raised, someone


@pytest.fixture
def town(db, tmp_path):
    pack.forget()
    yield Town(tmp_path)
    pack.forget()


@pytest.fixture
def desk(town):
    def sit_down(agency="ambulance"):
        client = Client()
        client.force_login(Practitioner.objects.get(pk=town.viewer(agency).key))
        return client

    return sit_down


def on(days_ago):
    day = timezone.localdate() - timedelta(days=days_ago)
    return {"day_day": day.day, "day_month": day.month, "day_year": day.year}


def page(client, local_id="A1", pattern="", days_ago=0):
    address = f"/people/{person_of('ambulance', local_id).pk}/patterns" + (f"/{pattern}" if pattern else "")
    return " ".join(opened(client, f"{address}?{urlencode(on(days_ago))}").content.decode().split())


def test_a_pattern_that_was_not_true_says_how_many_of_how_many_and_what_it_lacked(town, desk):
    calls(town, "A1", ANN, 3)
    told = page(desk(), pattern="R01")
    assert "3 of 5 needed" in told
    assert "It lacked: 5 or more of" in told
    assert "Not true" in told
    assert told.count("app-entry__head") >= 3


def test_a_pattern_that_was_true_says_when_the_clock_alone_would_end_it(town, desk):
    calls(town, "A1", ANN, 5)
    told = page(desk(), pattern="R01")
    assert "5 of 5 needed" in told
    assert "With nothing more arriving it would have ceased to be true on" in told


def test_on_an_earlier_day_only_what_had_reached_us_then_counts(town, desk):
    calls(town, "A1", ANN, 5)
    told = page(desk(), pattern="R01", days_ago=40)
    assert "0 of 5 needed" in told
    assert "app-entry__head" not in told


def test_the_generated_sql_is_shown_and_gives_the_same_answer(town, desk):
    calls(town, "A1", ANN, 5)
    told = page(desk(), pattern="R01")
    assert "it says: true" in told
    assert "the same as above" in told
    assert "WITH RECURSIVE" in told


def test_every_pattern_answers_in_one_list_those_that_are_true_first(town, desk):
    calls(town, "A1", ANN, 5)
    told = page(desk())
    assert told.index("Many 999 calls") < told.index(">Not true</h2>")
    persons = len(pack.pack_in_force().about("person")) + len(pack.pack_in_force().about("pair"))
    assert told.count("app-card__heading") == persons


def test_a_home_is_asked_about_like_a_person(town, desk):
    lane = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "uprn": "100"}
    town.send("housing", someone("H1", **lane), on="2026-01-01")
    for day in ("03", "09"):
        visitor = someone("A1", "Dorian", "Kitto", "1988-02-03")
        town.send(
            "ambulance",
            visitor,
            piece(f"c{day}", "ambulance-call", f"2026-01-{day}", "A1", **lane),
            on="2026-01-10",
        )
    (one,) = raised("R05")
    asked = {"day_day": 11, "day_month": 1, "day_year": 2026}
    client = desk("housing")
    told = opened(client, f"/homes/{one.subject}/patterns/R05?{urlencode(asked)}").content.decode()
    assert "2 of 2 needed" in told
    assert "the same as above" in told
    note_wish(by=JIGSAW, person=one.subject, records=[record_id("ambulance", "A1")], kind=OBJECTS, holds=True)
    told = opened(client, f"/homes/{one.subject}/patterns/R05?{urlencode(asked)}").content.decode()
    assert "0 of 2 needed" in told
    assert "object" not in told.split("<main")[1]


def test_a_look_is_recorded_and_needs_a_reason_like_any_other(town, desk):
    calls(town, "A1", ANN, 3)
    stranger = desk("charity")
    address = f"/people/{person_of('ambulance', 'A1').pk}/patterns/R01"
    assert "3 of 5 needed" not in stranger.get(address).content.decode()
    given = stranger.post(address, {"why": "asked"}, follow=True)
    assert "3 of 5 needed" in given.content.decode()
    page(desk(), pattern="R01")
    assert AuditEvent.objects.latest("pk").detail["page"] == "person_pattern"


def test_somebody_with_no_marker_near_them_has_no_pair_and_a_day_to_come_is_today(town, desk):
    calls(town, "A1", ANN, 3)
    assert "It lacked" in page(desk(), pattern="R06")
    assert "3 of 5 needed" in page(desk(), pattern="R01", days_ago=-30)


def test_a_pattern_that_there_is_not_is_not_found(town, desk):
    calls(town, "A1", ANN, 3)
    client = desk()
    assert opened(client, f"/people/{person_of('ambulance', 'A1').pk}/patterns/R99").status_code == 404
