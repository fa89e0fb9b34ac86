"""After a conversation a pattern is quiet about its subject: for its days, or until something new comes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from jigsaw.care.reasons import actions, presenters, queries
from jigsaw.care.reasons.models import Quieting, Reason
from jigsaw.care.reasons.pack import pack_in_force
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.town import person_of, piece, raised, someone

ANN = "9990000018"


def ago(days, clock="05:00"):
    """A day and hour so many days ago, as an agency writes it."""
    return f"{timezone.localdate() - timedelta(days=days):%d/%m/%Y} {clock}"


@pytest.fixture
def one(town):
    """Three urgent contacts of one person with police and GP, the last three days ago: R03."""
    call = piece("c1", "police-call", ago(7), "P1", sent=ago(7, "05:30"))
    town.send("police", someone("P1", nhs=ANN), call, on=ago(7)[:10])
    contacts = [
        piece(f"o{days}", "out-of-hours-contact", ago(days), "G1", sent=ago(days, "05:30")) for days in (5, 3)
    ]
    town.send("gp", someone("G1", nhs=ANN), *contacts, on=ago(3)[:10])
    return raised("R03")[0]


@pytest.fixture
def gp(town):
    return town.viewer("gp")


def talk(by, one, agencies=("gp", "police")):
    actions.keep_quiet(
        by=by, conversation=uuid4(), reasons=[one.pk], agencies=agencies, at=now() - timedelta(days=2)
    )


def listed(viewer):
    return [seen.pattern for seen in queries.open_reasons(viewer=viewer)]


def words(viewer):
    return presenters.quiet_words(queries.reasons_about(viewer=viewer, kind="person", ids=[ann()])[0].quiet)


def ann():
    return person_of("gp", "G1").pk


def test_it_is_not_listed_and_says_until_when(one, gp):
    assert listed(gp) == ["R03"]
    talk(gp, one)
    assert listed(gp) == []
    held = timezone.localdate() - timedelta(days=2)
    until = held + timedelta(days=pack_in_force().pattern("R03").quiet_days)
    assert f"not listed until {until.day} {until:%B %Y}, or until something new comes" in words(gp)


def test_it_stays_on_the_persons_own_page(one, gp):
    talk(gp, one)
    (seen,) = queries.reasons_about(viewer=gp, kind="person", ids=[ann()])
    assert presenters.state_tag(seen).text == "Quiet after a conversation"


def test_after_its_days_it_is_listed_again_while_it_is_the_case(one, gp):
    talk(gp, one)
    Quieting.objects.update(until=timezone.localdate())
    assert listed(gp) == ["R03"]
    assert "is still the case" in words(gp)


def test_a_new_piece_that_the_pattern_reads_ends_it(town, one, gp):
    talk(gp, one)
    town.send("gp", piece("o9", "out-of-hours-contact", ago(1), "G1"), on=ago(1)[:10])
    assert listed(gp) == ["R03"]
    assert "Something new came on" in words(gp)


def test_a_piece_that_the_pattern_does_not_read_leaves_it(town, one, gp):
    talk(gp, one)
    town.send("gp", piece("a1", "rent-arrears", ago(1, "01:00"), "G1"), on=ago(1)[:10])
    assert listed(gp) == []


def test_a_corrected_version_of_what_they_had_is_nothing_new(town, one, gp):
    talk(gp, one)
    town.send("gp", piece("o3", "out-of-hours-contact", ago(3, "05:30"), "G1", words="Rang"), on=ago(1)[:10])
    assert listed(gp) == []


def test_a_new_agency_is_named(town, one, gp):
    talk(gp, one)
    call = piece("v1", "ambulance-call", ago(1), "A1")
    town.send("ambulance", someone("A1", nhs=ANN), call, on=ago(1)[:10])
    assert "from Ambulance, which was not there before" in words(gp)


def test_pieces_that_came_with_a_join_are_new_to_those_who_talked(town, one, gp):
    earlier = piece("c7", "ambulance-call", ago(9), "A1", sent=ago(9, "05:30"))
    town.send("ambulance", someone("A1", "Annabel", "Okoro", "", nhs=""), earlier, on=ago(9)[:10])
    talk(gp, one)
    other = person_of("ambulance", "A1").pk
    steps.join_people(by=town.viewer(role="steward"), one=ann(), other=other, why="Rang both")
    assert listed(gp) == ["R03"]


def test_a_new_piece_that_is_taken_back_was_nothing(town, one, gp):
    talk(gp, one)
    town.send("gp", piece("o9", "out-of-hours-contact", ago(1), "G1"), on=ago(1)[:10])
    void = piece("o9", "out-of-hours-contact", ago(1), "G1", void="Y")
    town.send("gp", void, on=ago(1)[:10])
    assert listed(gp) == []


def test_what_has_a_time_limit_is_never_quiet(town, gp):
    left = piece("w1", "ward-stay", ago(9), "G1", until=ago(7), sent=ago(6))
    town.send("gp", someone("G1", nhs=ANN), left, on=ago(6)[:10])
    (one,) = raised("R12")
    talk(gp, one)
    assert not Quieting.objects.exists()
    assert "R12" in listed(gp)


def test_working_everything_out_again_changes_nothing_of_it(town, one, gp):
    talk(gp, one)
    steps.rebuild(by=JIGSAW)
    assert (Reason.objects.filter(pattern="R03").count(), listed(gp)) == (1, [])
    town.send("gp", piece("o9", "out-of-hours-contact", ago(1), "G1"), on=ago(1)[:10])
    steps.rebuild(by=JIGSAW)
    assert listed(gp) == ["R03"]


def test_in_hand_is_said_only_until_its_day(one, gp):
    actions.decide(by=gp, reason_id=one.pk, kind="in-hand", why="Called", until=timezone.localdate())
    assert presenters.state_tag(queries.reason(viewer=gp, reason_id=one.pk)).text == "Open"
