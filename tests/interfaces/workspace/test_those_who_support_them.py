"""What a supporter may be told: nothing until the person was asked; then what they said, by how a piece is handled."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from jigsaw.care.intake.domain.kinds import all_kinds
from jigsaw.foundation.access.models import Supporter, SupporterTold
from jigsaw.foundation.audit.models import AuditEvent
from tests.interfaces.workspace.opening import answered, opened


@pytest.fixture
def steven(borough):
    council, person = borough.agency("council"), borough.person()
    person.ours = borough.record(person, council)
    borough.piece(person.ours, kind="gp-contact", words="About his sleep")
    return person


@pytest.fixture
def ann(borough, client, steven):
    client.force_login(borough.practitioner("ann", borough.agency("council")))
    opened(client, f"/people/{steven.pk}")
    return client


@pytest.fixture
def sister(ann, steven):
    ann.post(f"/people/{steven.pk}/supporters", {"name": "Ada Marsh", "relation": "his sister"})
    return f"/people/{steven.pk}/supporters/{Supporter.objects.get().pk}"


def say(ann, where, told, **more):
    return ann.post(where, {"told": told, "months": "3", **more}, follow=True).text


def test_a_supporter_is_told_nothing_until_the_person_was_asked(ann, steven, sister):
    assert "Ada Marsh" in ann.get(f"/people/{steven.pk}/supporters").text
    text = ann.get(sister).text
    assert "The person has not been asked yet" in text
    assert "About his sleep" not in text


@pytest.mark.parametrize(
    ("told", "more", "is_told"),
    [
        ("nothing", {}, False),
        ("general", {}, False),
        ("named items", {"items": ["Contacts"]}, False),
        ("everything", {}, True),
    ],
)
def test_what_the_person_said_decides(borough, ann, steven, sister, told, more, is_told):
    assert ("About his sleep" in say(ann, sister, told, **more)) is is_told


def test_what_they_named_is_told_and_what_is_general_too(borough, ann, steven, sister):
    borough.piece(steven.ours, kind="warning-marker", shape="state", words="Something else")
    borough.piece(steven.ours, kind="warning-marker", shape="state", words="How to rest", handling="general")
    text = say(ann, sister, "named items", items=[all_kinds()["gp-contact"].group])
    assert "About his sleep" in text
    assert "How to rest" in text
    assert "Something else" not in text


@pytest.mark.parametrize(
    ("handling", "restriction", "where"),
    [
        ("third-party-words", "", "ask"),
        ("law-enforcement", "", "not"),
        ("", "sealed", "not"),
        ("", "content-withheld", "ask"),
    ],
)
def test_how_a_piece_is_handled_goes_before_what_they_said(
    borough, ann, steven, sister, handling, restriction, where
):
    borough.piece(steven.ours, kind="gp-contact", handling=handling, restriction=restriction, words="Hm")
    text = say(ann, sister, "everything")
    assert ("Ask the agency first" in text) is (where == "ask")
    assert "Hm" not in text


def test_when_they_were_not_asked_again_in_time_no_more_than_what_is_general_is_told(ann, steven, sister):
    say(ann, sister, "everything")
    SupporterTold.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    text = ann.get(sister).text
    assert "Until they are, no more than what is general is told" in text
    assert "About his sleep" not in text


def test_after_a_death_the_agency_answers_itself(borough, ann, steven, sister):
    borough.piece(steven.ours, kind="community-care", shape="involvement")
    say(ann, sister, "everything")
    type(steven).objects.update(died_on="2026-02-01")
    assert "Ask the agency first" in ann.get(sister).text


def test_what_was_said_is_kept_with_who_recorded_it(ann, steven, sister):
    say(ann, sister, "general", words="Not about the tablets")
    kept = AuditEvent.objects.get(act="noted what a supporter may be told")
    assert (kept.by_name, kept.detail["told"]) == ("Ann", "general")
    assert "Not about the tablets" in ann.get(sister).text


def test_what_they_name_needs_names_and_a_day_to_ask_again(ann, steven, sister):
    text = ann.post(sister, {"told": "named items"}).text
    assert "Select what they name" in text
    assert "Select when they are asked again" in text


def test_somebody_elses_supporter_is_like_none(borough, ann, steven, sister):
    other = borough.person("Ann Okafor")
    borough.record(other, borough.agency("council"))
    opened(ann, f"/people/{other.pk}")
    key = Supporter.objects.get().pk
    answers = [answered(ann.get(f"/people/{other.pk}/supporters/{one}")) for one in (key, uuid4())]
    assert answers[0] == answers[1]
    assert answers[0][0] == 404
