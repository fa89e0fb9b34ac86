"""Muted, in hand or quiet after a conversation: it stays so when a join, a split or an address gives another id."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from jigsaw.care.people.models import Home
from jigsaw.care.reasons import actions, coming_first, queries
from jigsaw.care.reasons.models import Quieting, QuietNews, Reason, SubjectWas
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.town import person_of, piece, raised, record, someone

ANN = "9990000018"
LANE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}
WHY = "Rang both agencies"


def ago(days, clock="05:00"):
    """A day and hour so many days ago, as an agency writes it."""
    return f"{timezone.localdate() - timedelta(days=days):%d/%m/%Y} {clock}"


@pytest.fixture
def one(town):
    """R03 of a person of police, GP and ambulance; the council knew somebody of another name before."""
    town.send("council", someone("C1", "Annabel", "Okoro", ""), on=ago(30)[:10])
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


@pytest.fixture
def steward(town):
    return town.viewer(role="steward")


def listed(viewer):
    return [seen.pattern for seen in queries.open_reasons(viewer=viewer)]


def quiet(by, one, at=None):
    kept = {"conversation": uuid4(), "reasons": [one.pk], "agencies": ("gp", "police")}
    actions.keep_quiet(by=by, at=at or now() - timedelta(days=2), **kept)


def mute(by, one):
    day = timezone.localdate() + timedelta(days=30)
    actions.decide(by=by, reason_id=one.pk, kind="muted", why="Seen with the GP", until=day)


def in_hand(by, one):
    actions.decide(by=by, reason_id=one.pk, kind="in-hand", why="Called")


def join(steward):
    """Annabel, known for longer, is Ann: Ann's id is no more."""
    ann, annabel = person_of("gp", "G1").pk, person_of("council", "C1").pk
    steps.join_people(by=steward, one=annabel, other=ann, why=WHY)
    assert person_of("gp", "G1").pk not in (ann,)


@pytest.mark.parametrize("act", [quiet, mute, in_hand])
def test_it_holds_when_a_join_gives_the_person_another_id(one, gp, steward, act):
    act(gp, one)
    join(steward)
    (now_found,) = raised("R03")
    assert now_found.pk != one.pk
    assert listed(gp) == []


@pytest.mark.parametrize("act", [quiet, mute, in_hand])
def test_it_holds_through_a_rebuild_and_when_the_join_is_undone(one, gp, steward, act):
    act(gp, one)
    join(steward)
    steps.rebuild(by=JIGSAW)
    assert listed(gp) == []
    ours = [record("gp", "G1"), record("police", "P1")]
    steps.split_person(by=steward, person=person_of("gp", "G1").pk, records=ours, why=WHY)
    assert (raised("R03")[0].pk, listed(gp)) == (one.pk, [])


@pytest.mark.parametrize("act", [quiet, mute])
def test_it_holds_of_whoever_came_out_of_a_split_with_another_id(one, gp, steward, act):
    join(steward)
    act(gp, raised("R03")[0])
    ours = [record("gp", "G1"), record("police", "P1")]
    steps.split_person(by=steward, person=person_of("gp", "G1").pk, records=ours, why=WHY)
    assert (raised("R03")[0].pk, listed(gp)) == (one.pk, [])


def test_what_a_join_brought_ends_the_quiet_of_all_and_a_split_takes_it_away_again(town, one, gp, steward):
    more = piece("c7", "police-call", ago(6), "C1", sent=ago(6, "05:30"))
    town.send("council", more, on=ago(6)[:10])
    quiet(gp, one)
    join(steward)
    assert listed(gp) == ["R03"]
    ours = [record("gp", "G1"), record("police", "P1")]
    steps.split_person(by=steward, person=person_of("gp", "G1").pk, records=ours, why=WHY)
    assert (listed(gp), QuietNews.objects.count()) == ([], 0)


def test_nobody_else_is_quiet(town, one, gp):
    quiet(gp, one)
    mute(gp, one)
    bea = {"given": "Bea", "family": "Averill", "born": "1981-01-01", "nhs": "9990000026"}
    calls = [piece(f"x{days}", "police-call", ago(days), "P7") for days in (6, 4)]
    town.send("police", someone("P7", **bea), *calls, on=ago(3)[:10])
    more = piece("y1", "out-of-hours-contact", ago(3), "G7")
    town.send("gp", someone("G7", **bea), more, on=ago(3)[:10])
    (still,) = queries.open_reasons(viewer=gp)
    assert still.subject == person_of("gp", "G7").pk


@pytest.mark.parametrize("act", [quiet, mute, in_hand])
def test_another_pattern_about_the_same_person_is_not_quiet(town, one, gp, act):
    act(gp, one)
    missed = [piece(f"m{days}", "contact-not-attended", ago(days), "G1", sent=ago(days)) for days in (2, 1)]
    town.send("gp", *missed, on=ago(1)[:10])
    assert [one.pattern for one in raised("R10")] == ["R10"]
    assert "R10" in listed(gp)
    assert "R03" not in listed(gp)


@pytest.mark.parametrize("act", [mute, in_hand])
def test_what_is_raised_at_another_moment_is_another_reason(town, one, gp, act):
    act(gp, one)
    town.send("gp", piece("o3", "out-of-hours-contact", ago(3), "G1", void="Y"), on=ago(2)[:10])
    town.send("gp", piece("o1", "out-of-hours-contact", ago(1), "G1"), on=ago(1)[:10])
    (later,) = raised("R03")
    assert (later.pk != one.pk, listed(gp)) == (True, ["R03"])


def test_what_comes_after_a_quiet_is_over_did_not_end_it(town, one, gp):
    quiet(gp, one)
    Quieting.objects.update(until=timezone.localdate() - timedelta(days=1))
    town.send("gp", piece("o9", "out-of-hours-contact", ago(0, "00:01"), "G1", sent=ago(0, "00:01")))
    assert not QuietNews.objects.exists()


def test_who_decided_and_why_is_told_beside_the_reason_under_its_new_id(one, gp, steward):
    mute(gp, one)
    join(steward)
    (decided,) = queries.reason(viewer=gp, reason_id=raised("R03")[0].pk).decisions
    assert (decided.kind, decided.why) == ("muted", "Seen with the GP")


def test_the_person_has_no_place_among_the_weeks_while_it_holds(one, gp, steward):
    in_hand(gp, one)
    join(steward)
    assert coming_first.waiting() == {}


def test_a_conversation_that_ends_after_the_join_quiets_who_they_are_now(one, gp, steward):
    join(steward)
    quiet(gp, one)
    assert (raised("R03")[0].pk != one.pk, listed(gp)) == (True, [])


def test_a_home_that_gets_another_id_stays_quiet(town):
    town.send(
        "housing", someone("H1", **LANE), piece("a1", "rent-arrears", ago(9), "H1", **LANE), on=ago(9)[:10]
    )
    town.send("police", someone("P1", "Dorian", "Kitto", "1988-02-03"), on=ago(9)[:10])
    town.send("police", piece("v1", "visitors-report", ago(8), **LANE), on=ago(8)[:10])
    (one,), viewer = raised("R07"), town.viewer("housing")
    quiet(viewer, one, at=now())
    town.send("gp", someone("G9", "Corwin", "Averill", "1980-01-01", uprn="100", **LANE), on=ago(7)[:10])
    assert (raised("R07")[0].subject != one.subject, "R07" in listed(viewer)) == (True, False)
    assert Home.objects.filter(pk=raised("R07")[0].subject).exists()


def test_of_a_pair_both_are_followed(town, steward):
    town.send("council", someone("C1", "Annabel", "Okoro", ""), on=ago(30)[:10])
    town.send(
        "housing",
        someone("H1", **LANE),
        someone("H2", "Dorian", "Kitto", "1988-02-03", **LANE),
        on=ago(9)[:10],
    )
    marker = piece("m1", "warning-marker", ago(8), "H2", value="attend")
    town.send("housing", marker, on=ago(8)[:10])
    (one,), viewer = raised("R06"), town.viewer("housing")
    quiet(viewer, one)
    ann, annabel = person_of("housing", "H1").pk, person_of("council", "C1").pk
    steps.join_people(by=steward, one=annabel, other=ann, why=WHY)
    assert (raised("R06")[0].subject, "R06" in listed(viewer)) == (annabel, False)


def test_of_two_who_carry_a_marker_the_one_talked_about_is_quiet(town):
    dorian = someone("H2", "Dorian", "Kitto", "1988-02-03", **LANE)
    corwin = someone("H3", "Corwin", "Averill", "1980-01-01", **LANE)
    town.send("housing", someone("H1", **LANE), dorian, corwin, on=ago(9)[:10])
    markers = [piece(f"m{who}", "warning-marker", ago(8), who, value="attend") for who in ("H2", "H3")]
    town.send("housing", *markers, on=ago(8)[:10])
    viewer, ann = town.viewer("housing"), person_of("housing", "H1").pk
    (one,) = raised("R06", subject=ann, other=person_of("housing", "H2").pk)
    quiet(viewer, one)
    still = [seen.other for seen in queries.open_reasons(viewer=viewer) if seen.subject == ann]
    assert still == [person_of("housing", "H3").pk]


def test_it_is_kept_by_records_and_addresses_for_ever(one, gp):
    mute(gp, one)
    held = set(SubjectWas.objects.values_list("record", "is_other"))
    assert held == {(record("police", "P1"), False), (record("gp", "G1"), False)}
    assert Reason.objects.filter(pk=one.pk).exists()
