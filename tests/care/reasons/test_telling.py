"""Who is to be told of a reason is written with the reason itself, once, and delivered to a list."""

import pytest

from jigsaw.care.reasons import actions, news
from jigsaw.care.reasons.models import Telling
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.town import piece, raised, someone

ANN = "9990000018"


@pytest.fixture(autouse=True)
def today(clock):
    clock.set("2026-01-08 09:00")


def urgent(town):
    """Three urgent contacts of one person with police and GP: R03."""
    call = piece("c1", "police-call", "2026-01-02 10:00", "P1")
    town.send("police", someone("P1", nhs=ANN), call, on="2026-01-03")
    town.send("gp", someone("G1", nhs=ANN), piece("o1", "out-of-hours-contact", "2026-01-04 10:00", "G1"))
    town.send("gp", piece("o2", "out-of-hours-contact", "2026-01-06 10:00", "G1"), on="2026-01-07")
    return raised("R03")[0]


def told(one, **about):
    rows = Telling.objects.filter(reason_id=one.pk, **about).order_by("pk")
    return [(row.what, row.agency_id) for row in rows]


def test_who_holds_a_piece_or_is_to_begin_is_told_that_it_opened(town):
    one = urgent(town)
    assert told(one) == [("opened", "gp"), ("opened", "police")]
    assert Telling.objects.filter(reason_id=one.pk, at=one.raised_at, told_at=None).count() == 2


def test_an_agency_that_is_to_begin_is_told_although_it_holds_nothing(town):
    stay = piece("w1", "ward-stay", "2026-01-02", "T1", until="2026-01-05 08:00")
    town.send("housing", someone("T1"), stay, on="2026-01-06")
    assert ("opened", "trust") in told(raised("R12")[0])


def test_that_it_is_withdrawn_is_told_too(town):
    one = urgent(town)
    town.send("police", piece("c1", "police-call", "2026-01-02", "P1", void="Y"), on="2026-01-08")
    assert told(one)[2:] == [("withdrawn", "gp"), ("withdrawn", "police")]


def test_that_its_pieces_changed_is_told_as_long_as_it_is_open(town):
    one = urgent(town)
    late = piece("w1", "police-welfare-check", "2026-01-05 22:00", "P1", sent="2026-01-07 06:00")
    town.send("police", late, on="2026-01-08")
    assert set(told(one)[2:]) == {("changed", "gp"), ("changed", "police")}


def test_that_it_is_no_longer_the_case_is_told_when_the_clock_says_so(town, clock):
    one = urgent(town)
    clock.set("2026-04-03 09:00")
    steps.let_time_pass(by=JIGSAW)
    assert told(one)[2:] == [("quiet", "gp"), ("quiet", "police")]


def test_whoever_decided_about_it_is_told_themselves(town):
    one, gp = urgent(town), town.viewer("gp")
    actions.decide(by=gp, reason_id=one.pk, kind="in-hand", why="I ring her")
    town.send("police", piece("c1", "police-call", "2026-01-02", "P1", void="Y"), on="2026-01-08")
    assert told(one, practitioner=gp.key) == [("withdrawn", "gp")]


def test_what_is_long_past_is_no_news(town, clock):
    clock.set("2026-06-01 09:00")
    one = urgent(town)
    assert one.ended_at is not None
    assert told(one) == []


def test_reading_again_or_working_everything_out_again_tells_nobody_twice(town):
    urgent(town)
    before = list(Telling.objects.order_by("pk").values_list("reason_id", "what", "at", "agency"))
    steps.read_everybody(by=JIGSAW)
    steps.rebuild(by=JIGSAW)
    assert list(Telling.objects.order_by("pk").values_list("reason_id", "what", "at", "agency")) == before


def test_a_reason_that_comes_back_is_told_again(town, clock):
    one = urgent(town)
    town.send("police", piece("c1", "police-call", "2026-01-02 10:00", "P1", void="Y"), on="2026-01-08")
    clock.set("2026-01-09 09:00")
    town.send(
        "police",
        piece("c9", "police-call", "2026-01-02 10:00", "P1", sent="2026-01-03 06:00"),
        on="2026-01-09",
    )
    assert [what for what, agency in told(one) if agency == "gp"] == ["opened", "withdrawn", "opened"]


def test_no_particulars_are_in_the_outbox():
    kept = {field.attname for field in Telling._meta.fields}
    assert kept == {"id", "reason_id", "what", "at", "agency_id", "practitioner_id", "noted_at", "told_at"}


def test_what_is_delivered_is_in_the_list_of_its_agency_once(town):
    one, gp = urgent(town), town.viewer("gp")
    assert news.tellings(viewer=gp) == []
    assert actions.deliver(by=JIGSAW) >= 2
    assert actions.deliver(by=JIGSAW) == 0
    mine = [line for line in news.tellings(viewer=gp) if line.reason.pattern == "R03"]
    assert [(line.words, line.reason.id) for line in mine] == [("Something new to talk about", one.pk)]
    assert not news.tellings(viewer=town.viewer("charity"))


def test_what_is_for_one_person_is_in_nobody_elses_list(town):
    one, gp = urgent(town), town.viewer("gp")
    actions.decide(by=gp, reason_id=one.pk, kind="in-hand", why="I ring her")
    town.send("police", piece("c1", "police-call", "2026-01-02", "P1", void="Y"), on="2026-01-08")
    actions.deliver(by=JIGSAW)
    assert len([line for line in news.tellings(viewer=gp) if line.reason.id == one.pk]) == 2
    assert len([line for line in news.tellings(viewer=town.viewer("gp")) if line.reason.id == one.pk]) == 2


def test_who_may_know_of_nobody_has_no_list(town):
    with pytest.raises(NotFound):
        news.tellings(viewer=town.outsider())
