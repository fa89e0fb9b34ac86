"""Odd looks are found in the trail, closed with a reason by somebody else, and quieted by hand with an end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jigsaw.care.looks.actions import close_odd_look, keep_quiet, list_famous_name, review_looks, tell_tie
from jigsaw.care.looks.models import OddLook
from jigsaw.care.looks.queries import odd_looks_seen
from jigsaw.foundation.audit.actions import record_look
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from tests.builders import Borough


@pytest.fixture
def borough(db):
    return Borough()


@pytest.fixture
def council(borough):
    return borough.agency("council")


@pytest.fixture
def ann(borough, council):
    return borough.viewer(council)


@pytest.fixture
def olive(borough, council):
    return borough.viewer(council, "privacy-officer")


def looks(by, person, **told):
    record_look(
        by=by,
        subject_kind="person",
        subject_id=person.pk,
        why="Work",
        **{"detail": {"rule": "team-involved"}, **told},
    )


def review():
    review_looks(by=JIGSAW)
    return list(OddLook.objects.order_by("pk").values_list("rule", flat=True))


@pytest.fixture
def own_look(borough, council, ann):
    """Ann told which record is hers, and looked at it."""
    herself = borough.person("Ann Shaw")
    tell_tie(by=ann, kind="own", record=borough.record(herself, council).pk)
    looks(ann, herself)
    return herself


def test_a_review_finds_them_once_however_often_it_runs(own_look):
    assert review() == ["own-record"]
    assert review() == ["own-record"]


def test_a_brother_at_her_home_and_a_neighbour_are_found_by_what_agencies_say(
    borough, council, ann, own_look
):
    home, next_door = borough.home(), borough.home("16 Mill Lane", uprn="101")
    borough.lives(own_look, home, council)
    brother, neighbour, stranger = (borough.person(name) for name in ("Bo Shaw", "Cy Dunn", "Di Vale"))
    borough.lives(brother, home, council)
    borough.lives(neighbour, next_door, council)
    for one in (brother, neighbour, stranger):
        looks(ann, one)
    assert sorted(review()) == ["family", "neighbour", "own-record"]


def test_a_colleagues_record_and_a_famous_name(borough, council, ann, olive, own_look):
    known = borough.person("Vera Lark", birth_date="1950-01-01")
    list_famous_name(by=olive, name="vera  LARK", birth_year="1950")
    other = borough.viewer(council)
    looks(other, own_look)
    looks(other, known)
    assert sorted(review()) == ["colleague", "famous-name", "own-record"]


def test_each_agencys_officer_sees_its_own_and_none_of_the_others(borough, olive, own_look):
    review()
    assert [one.rule for one in odd_looks_seen(viewer=olive)] == ["own-record"]
    police = borough.viewer(borough.agency("police", "police"), "privacy-officer")
    assert odd_looks_seen(viewer=police) == []
    with pytest.raises(NotFound):
        close_odd_look(by=police, odd=OddLook.objects.get().pk, made="unclear", words="x")


def test_it_is_closed_with_a_reason_and_not_by_whoever_looked(borough, council, olive, own_look):
    tell_tie(by=olive, kind="relative", record=borough.record(own_look, council).pk)
    looks(olive, own_look)
    review()
    mine = OddLook.objects.get(by=olive.key, rule="family")
    with pytest.raises(Refused):
        close_odd_look(by=olive, odd=mine.pk, made="part-of-work", words="It was me")
    theirs = OddLook.objects.get(rule="own-record")
    with pytest.raises(Refused):
        close_odd_look(by=olive, odd=theirs.pk, made="part-of-work", words=" ")
    close_odd_look(by=olive, odd=theirs.pk, made="should-not", words="She wanted her own letters")
    assert [one.made for one in odd_looks_seen(viewer=olive)][-1] == "It should not have happened"


def test_quiet_by_hand_holds_for_the_two_and_ends(own_look, olive, ann, monkeypatch):
    review()
    odd, today = OddLook.objects.get(), timezone.localdate()
    with pytest.raises(Refused):
        keep_quiet(by=olive, odd=odd.pk, until=today + timedelta(days=400), why="Agreed")
    keep_quiet(by=olive, odd=odd.pk, until=today + timedelta(days=30), why="Agreed with her manager")
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr("jigsaw.foundation.audit.actions.now", lambda: tomorrow)
    looks(ann, own_look)
    assert review() == ["own-record"]


def test_a_look_that_only_a_reason_opened_is_asked_about_after_a_week(borough, ann, monkeypatch):
    stranger = borough.person("Di Vale")
    then = timezone.now() - timedelta(days=8)
    monkeypatch.setattr("jigsaw.foundation.audit.actions.now", lambda: then)
    looks(ann, stranger, detail={"rule": "said-why"})
    assert review() == ["no-relationship"]
