"""A supporter reads exactly what the person allowed, by a way in of their own; the person sees each look."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jigsaw.care.linkage.models import Link
from jigsaw.care.looks.actions import open_supporter_account
from jigsaw.care.people.models import Person
from jigsaw.foundation.access.models import SupporterTold
from jigsaw.foundation.access.rules.request import Told
from jigsaw.foundation.access.sealing_people import seal_person
from jigsaw.foundation.access.supporting import note_supporter
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.organisations.queries import viewer_of
from tests.interfaces.own.supported import HEALTH, HOME, PASSWORD, PIECES
from tests.interfaces.own.supported import come_in as come_in_supporting


@pytest.mark.parametrize(
    ("told", "items", "shown"),
    [
        (Told.NOTHING, (), set()),
        (Told.GENERAL, (), {"GENERAL-WORDS"}),
        (Told.NAMED_ITEMS, (HOME,), {"GENERAL-WORDS", "HOME-WORDS"}),
        (Told.NAMED_ITEMS, (HEALTH,), {"GENERAL-WORDS", "HEALTH-WORDS"}),
        (Told.EVERYTHING, (), {"GENERAL-WORDS", "HEALTH-WORDS", "HOME-WORDS"}),
    ],
)
def test_each_of_the_four_levels_shows_precisely_that(door, say, pieces, told, items, shown):
    say(told, items)
    text = door.get("/supporting").text
    assert {words for words in PIECES if words in text} == shown
    assert "Marsh" not in text
    assert "reads it before" not in text


def test_a_supporter_is_not_spoken_to_as_if_they_were_the_person(door, pieces, own):
    assert "You were in touch with your GP surgery" in own.get("/your-record/story").text
    text = door.get("/supporting").text
    assert "You were in touch" not in text
    assert "GP contact" in text


def test_until_the_person_is_asked_again_in_time_no_more_than_what_is_general(door, pieces):
    SupporterTold.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    text = door.get("/supporting").text
    assert {words for words in PIECES if words in text} == {"GENERAL-WORDS"}


def test_each_look_is_recorded_and_the_person_reads_of_it(door, pieces, own, steven):
    door.get("/supporting")
    kept = AuditEvent.objects.get(kind="look", subject_id=str(steven.pk))
    assert (kept.by, kept.by_name, kept.detail["role"]) == (None, "A supporter", "supporter")
    text = own.get("/your-record/who-looked").text
    assert "Ada Marsh, his sister" in text
    assert "2 notes about your health." in text
    assert "Change what they may read" in text


def test_nothing_is_shown_before_they_say_that_it_is_safe_here(say, give, pieces):
    say(Told.EVERYTHING)
    paper, browser = give(), Client()
    typed = {"name": paper.name, "code": paper.code, "password": PASSWORD, "again": PASSWORD}
    browser.post("/supporting/start", typed)
    assert browser.get("/supporting").url == "/supporting/safe"
    assert browser.post("/supporting/safe", {"safe": "no"}).url == "https://www.nhs.uk/"
    assert browser.get("/supporting").url == "/supporting/sign-in"


def test_one_door_opens_no_other(door, own, steven):
    for path in ("/your-record", "/your-record/story", "/your-record/supporters"):
        assert door.get(path).url == "/your-record/sign-in"
    for path in ("/", f"/people/{steven.pk}", f"/people/{steven.pk}/supporters"):
        assert door.get(path).url.startswith("/sign-in")
    assert own.get("/supporting").url == "/supporting/sign-in"


@pytest.mark.parametrize("told", [None, Told.NOTHING])
def test_there_is_no_door_until_the_person_allowed_something(give, say, told):
    if told:
        say(told)
    with pytest.raises(Refused):
        give()


def test_there_is_no_door_when_the_person_is_to_be_asked_again(give, say):
    say(Told.EVERYTHING, days=-1)
    with pytest.raises(Refused):
        give()


def test_there_is_no_door_to_somebody_elses_person(borough, ann, council, ada, say):
    say(Told.EVERYTHING)
    other = borough.record(borough.person("Petra Quill"), council)
    with pytest.raises(NotFound):
        open_supporter_account(
            by=viewer_of(ann), records=[other.pk], supporter=ada.pk, checked="x", safe_because="x"
        )


def test_a_worker_gives_it_only_after_asking_the_person_alone(ann, steven, ada, say):
    staff = Client()
    staff.force_login(ann)
    page = f"/people/{steven.pk}/supporters/{ada.pk}/own-account"
    assert "Ask the person, alone, and record what they say first" in staff.get(page).text
    say(Told.GENERAL)
    typed = {"how": "known", "words": "For years", "safe_because": "Her own phone"}
    assert "Ask the person alone first" in staff.post(page, {**typed, "alone": "no"}).text
    text = staff.post(page, {**typed, "alone": "yes"}).text
    assert "/supporting/start" in text
    assert "Marsh" not in text.split("<main")[1]


def test_a_worker_ends_it_and_the_next_click_shows_nothing(door, ann, steven, ada, pieces):
    staff = Client()
    staff.force_login(ann)
    staff.post(
        f"/people/{steven.pk}/supporters/{ada.pk}/own-account", {"end": "yes", "why": "He asked for it"}
    )
    assert door.get("/supporting").url == "/supporting/sign-in"


def test_after_a_death_nothing_is_shown(door, pieces, steven):
    Person.objects.filter(pk=steven.pk).update(died_on="2026-02-01")
    assert not any(words in door.get("/supporting").text for words in PIECES)


def test_where_records_were_parted_nobody_is_shown_until_somebody_says_whose_supporter_this_is(
    borough, ann, steven, council, say, give, pieces
):
    second = borough.record(steven, borough.agency("surgery", "gp"))
    both = note_supporter(
        by=viewer_of(ann), person=steven.pk, records=[steven.record.pk, second.pk], name="Jo", relation=""
    )
    say(Told.EVERYTHING, supporter=both)
    browser = come_in_supporting(give(both))
    assert "HEALTH-WORDS" in browser.get("/supporting").text
    Link.objects.filter(record=second).update(person=borough.person("Steve Marsh"))
    assert not any(words in browser.get("/supporting").text for words in PIECES)


def test_of_somebody_who_is_sealed_a_supporter_is_told_nothing_and_they_themselves_all(
    borough, door, say, pieces, own, steven
):
    say(Told.EVERYTHING)
    guardian = borough.viewer(borough.agency("council"), "caldicott-guardian")
    records = list(Link.objects.filter(person=steven).values_list("record", flat=True))
    told = {"person": steven.pk, "records": records, "reason": "Refuge", "let_in": [("council", None)]}
    seal_person(by=guardian, **told)
    assert not {words for words in PIECES if words in door.get("/supporting").text}
    assert "HEALTH-WORDS" in own.get("/your-record/story").text
