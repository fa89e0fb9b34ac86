"""The page of a person: quick, whole, and never blank."""

import re
from datetime import timedelta

import pytest

from tests.builders import day
from tests.interfaces.workspace.opening import opened


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def ann(borough, client, council):
    client.force_login(borough.practitioner("ann", council))
    return client


def long_story(borough, council, pieces=60):
    person = borough.person()
    holders = [council, borough.agency("police", "police"), borough.agency("ambulance", "ambulance")]
    records = [borough.record(person, holder) for holder in holders]
    for number in range(pieces):
        at = day("2025-01-06") + timedelta(days=7 * number)
        borough.piece(records[number % 3], kind="police-call", at=at, words=f"Words {number}")
    return person


def test_sixty_pieces_cost_no_more_reads_than_six(borough, ann, council, django_assert_max_num_queries):
    short, long = long_story(borough, council, 6), long_story(borough, council, 60)
    for person in (short, long):
        opened(ann, f"/people/{person.pk}")
    with django_assert_max_num_queries(60) as first:
        ann.get(f"/people/{short.pk}")
    with django_assert_max_num_queries(len(first)):
        assert "Words 59" in ann.get(f"/people/{long.pk}").text


def test_choosing_an_agency_leaves_the_others_out_and_says_so(borough, ann, council):
    person = long_story(borough, council, 9)
    answer = opened(ann, f"/people/{person.pk}?agency=police")
    assert "Showing 3 of 9 pieces" in answer.text
    assert "Words 1<" in answer.text
    assert "Words 0<" not in answer.text


def test_as_known_on_a_past_day_says_so_at_the_top(borough, ann, council):
    person = long_story(borough, council, 9)
    answer = opened(ann, f"/people/{person.pk}?known_day=20&known_month=1&known_year=2025")
    assert "As known on 20 January 2025" in answer.text
    assert "Words 2<" in answer.text
    assert "Words 3<" not in answer.text


def test_somebody_of_whom_nothing_is_known_is_never_a_blank(borough, ann, council):
    person = borough.person()
    borough.record(person, council)
    text = opened(ann, f"/people/{person.pk}").text
    assert "The council feed is up to date and holds nothing about this person." in text
    assert "No ambulance feed reaches Jigsaw." in text


def test_a_restless_reader_sees_what_is_new_for_the_whole_shift(borough, client, council):
    person = long_story(borough, council, 3)
    practitioner = borough.practitioner("bea", council)
    client.force_login(practitioner)
    opened(client, f"/people/{person.pk}")
    client.logout()
    borough.piece(borough.record(person, council), words="Came later", received=day("2099-01-01"))
    client.force_login(practitioner)
    for _ in range(2):
        assert "New to you" in opened(client, f"/people/{person.pk}").text


def test_words_that_look_like_markup_are_words(borough, ann, council):
    person = borough.person("<b>Steven</b> Marsh")
    borough.piece(borough.record(person, council), words="<script>alert(1)</script>")
    text = opened(ann, f"/people/{person.pk}").text
    assert "<script>alert" not in text
    assert "<b>Steven" not in text


def test_an_old_link_leads_to_who_they_are_now(borough, ann, council):
    from uuid import uuid4

    from jigsaw.care.people.models import Redirect

    person, old = long_story(borough, council, 3), uuid4()
    Redirect.objects.create(kind="person", old=old, new=person.pk, why="joined")
    assert ann.get(f"/people/{old}").url == f"/people/{person.pk}"


def test_a_home_tells_what_happened_there_and_who_lives_there(borough, ann, council):
    address, person = borough.home(), borough.person()
    record = borough.record(person, council)
    borough.lives(person, address, council)
    borough.piece(record, kind="visitors-report", words="Many visitors", address=address)
    text = opened(ann, f"/homes/{address.home_id}").text
    assert "Many visitors" in text
    assert "Steven Marsh" in text


def test_a_day_that_cannot_be_read_is_said_and_narrows_nothing(borough, ann, council):
    person = long_story(borough, council, 3)
    text = opened(ann, f"/people/{person.pk}?known_day=31&known_month=2&known_year=2025").text
    assert "As known on:</strong> this is not a day that can be read" in text
    assert "3 pieces that you can see" in text


def test_a_joint_review_is_started_from_their_page(borough, ann, council):
    person = long_story(borough, council, 1)
    led = re.search(r'href="(/reviews/new\?person=[^"]+)"', opened(ann, f"/people/{person.pk}").text)[1]
    chosen = ann.get(led).text
    assert f'name="person" value="{person.pk}"' in chosen
    assert "the person from whose page you came" in ann.get(f"{led}&agency=council").text
    assert "the person from whose page you came" not in ann.get("/reviews/new?agency=council").text
