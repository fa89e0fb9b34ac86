"""Deadlines fire with no piece arriving: those that are due, at the right moment, once, also after a pause."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jigsaw.care.people.models import Person
from jigsaw.care.reasons import timelines
from jigsaw.care.reasons.models import NextMoment, Reason
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.town import person_of, piece, raised, someone

LANE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}


def discharged(town, name="T1", until="2026-01-05 12:00", **told):
    """Somebody who left a ward: 72 hours later R12 asks whether anybody has seen them."""
    stay = piece(f"w{name}", "ward-stay", "2026-01-02", name, until=until)
    town.send("trust", someone(name, **told), stay, on="2026-01-06")


def moments(words="%m-%d %H:%M"):
    return [f"{row.at:{words}}" for row in NextMoment.objects.order_by("at")]


def fire():
    return steps.let_time_pass(by=JIGSAW)


def test_what_the_clock_will_change_is_known_when_the_piece_is_accepted(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    assert not Reason.objects.exists()
    assert moments() == ["01-08 12:00"]


def test_a_deadline_fires_to_the_minute(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    clock.set("2026-01-08 11:59")
    assert (fire()["due"], raised("R12")) == (0, [])
    clock.set("2026-01-08 12:00")
    assert (fire()["due"], fire()["due"]) == (1, 0)
    (one,) = raised("R12")
    assert f"{one.raised_at:%m-%d %H:%M}" == "01-08 12:00"


def test_what_was_missed_fires_with_the_moment_at_which_it_became_true(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    clock.set("2026-01-09 03:30")
    fire()
    assert [f"{one.raised_at:%m-%d %H:%M}" for one in raised("R12")] == ["01-08 12:00"]


def test_what_began_and_ended_while_nothing_ran_is_known_afterwards(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    clock.set("2027-01-01 00:00")
    fire()
    (one,) = raised("R12")
    assert one.ended_at is not None
    assert moments() == []


@pytest.mark.parametrize(
    ("left", "due"),
    [("2026-03-27 12:00", "03-30 12:00"), ("2026-10-23 12:00", "10-26 11:00")],
)
def test_72_hours_are_72_hours_when_the_clocks_change(town, clock, left, due):
    clock.set("2026-03-01 07:00")
    town.send(
        "trust", someone("T1"), piece("w1", "ward-stay", "2026-01-02", "T1", until=left), on="2026-02-01"
    )
    clock.set("2026-12-01 00:00")
    fire()
    (one,) = raised("R12")
    passed = one.raised_at - one.evidence.get().piece.until
    assert (f"{one.raised_at:%m-%d %H:%M}", passed.total_seconds()) == (due, 72 * 3600)


def test_only_those_who_are_due_are_read(town, clock, monkeypatch):
    clock.set("2026-01-06 07:00")
    discharged(town)
    discharged(town, "T2", "2026-01-05 15:00", given="Corwin", family="Averill", born="1980-01-01")
    clock.set("2026-01-08 13:00")
    asked = []
    of_persons = timelines.of_persons
    monkeypatch.setattr(
        timelines, "of_persons", lambda who, *more: asked.extend(who) or of_persons(who, *more)
    )
    fire()
    assert asked == [person_of("trust", "T1").pk]


def test_nobody_due_costs_no_reading(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        fire()
    assert len([one for one in asked if "people_person" in one["sql"]]) == 0


def test_a_piece_that_answers_takes_the_deadline_away(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    town.send("trust", piece("f1", "follow-up-contact", "2026-01-06 09:00", "T1"), on="2026-01-06")
    clock.set("2026-01-08 12:00")
    fire()
    assert not raised("R12")


def test_a_pair_that_falls_due_is_read(town, clock):
    clock.set("2024-01-04 07:00")
    town.send("police", someone("P1"), someone("P2", "Dorian", "Kitto", "1988-02-03"), on="2024-01-02")
    town.send("police", piece("m1", "warning-marker", "2024-01-02", "P2", value="attend"), on="2024-01-03")
    town.send("police", piece("c1", "police-call", "2024-01-03", "P1", alleged="P2"), on="2024-01-04")
    (one,) = raised("R06")
    assert one.ended_at is None
    (kept,) = NextMoment.objects.filter(other__isnull=False)
    clock.at = kept.at
    fire()
    one.refresh_from_db()
    assert one.ended_at == kept.at


def test_somebody_who_is_nobody_any_more_is_woken_for_nothing(town, clock):
    clock.set("2026-01-06 07:00")
    discharged(town)
    town.send("trust", someone("T1", deleted="Y"), on="2026-01-07")
    clock.set("2026-02-01 00:00")
    fire()
    assert not Person.objects.filter(pk__in=NextMoment.objects.values("subject")).exists()
    assert moments() == []
