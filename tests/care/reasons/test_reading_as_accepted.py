"""A few pieces are read in the transaction that accepts them: there is no moment between the two."""

import pytest

from jigsaw.care.intake.models import Piece
from jigsaw.care.people.models import Home
from jigsaw.care.reasons import storing
from jigsaw.care.reasons.actions import reading as acting
from jigsaw.care.reasons.models import Reason, SubjectToRead
from jigsaw.interfaces.feeds import queueing, steps
from tests.town import person_of, piece, raised, someone

LANE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}


@pytest.fixture
def nothing_after(monkeypatch):
    """Whatever follows acceptance does not run."""
    monkeypatch.setattr(steps.reasons, "read_again", lambda **_: {})
    monkeypatch.setattr(steps.linkage, "link_waiting", lambda **_: steps.Changed())


def discharged(town):
    stay = piece("w1", "ward-stay", "2026-01-02", "T1", until="2026-01-05 12:00")
    town.send("trust", someone("T1"), stay, on="2026-01-06")


def test_a_person_is_read_as_the_piece_is_accepted(town, nothing_after):
    discharged(town)
    assert len(raised("R12")) == 1
    assert not SubjectToRead.objects.exists()


def test_a_home_is_read_as_the_piece_is_accepted(town, nothing_after):
    town.send("housing", someone("H1", **LANE), piece("a1", "rent-arrears", "2026-01-02", "H1", **LANE))
    town.send("police", someone("P1", "Dorian", "Kitto", "1988-02-03"), on="2026-01-02")
    town.send("police", piece("v1", "visitors-report", "2026-01-08", **LANE), on="2026-01-09")
    assert [one.subject for one in raised("R07")] == [Home.objects.get().pk]


@pytest.mark.parametrize("last", ["H1", "H2"])
def test_a_pair_is_read_whichever_of_the_two_has_the_news(town, nothing_after, last):
    people = {"H1": someone("H1", **LANE), "H2": someone("H2", "Dorian", "Kitto", "1988-02-03", **LANE)}
    latest = people.pop(last)
    town.send("housing", *people.values(), on="2026-01-02")
    marker = piece("m1", "warning-marker", "2026-01-02", "H2", value="attend")
    if last == "H2":
        town.send("housing", latest, marker, on="2026-01-07")
    else:
        town.send("housing", marker, on="2026-01-06")
        town.send("housing", latest, on="2026-01-07")
    (one,) = raised("R06")
    assert (one.subject, one.other) == (person_of("housing", "H1").pk, person_of("housing", "H2").pk)


def test_what_cannot_be_read_is_not_accepted(town, monkeypatch):
    def stop(*_):
        raise RuntimeError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr(storing, "store", stop)
        with pytest.raises(RuntimeError):
            discharged(town)
    assert not Piece.objects.exists()
    discharged(town)
    assert len(raised("R12")) == 1


def test_a_larger_file_waits_in_the_queue(town, nothing_after, monkeypatch):
    monkeypatch.setattr(queueing, "FEW", 0)
    discharged(town)
    assert not Reason.objects.exists()


def test_while_somebody_else_goes_on_reading_it_waits_in_the_queue(town, nothing_after, monkeypatch):
    monkeypatch.setattr(acting, "take_turn_soon", lambda *_: False)
    discharged(town)
    assert not Reason.objects.exists()
    assert SubjectToRead.objects.filter(subject=person_of("trust", "T1").pk).exists()


def test_one_more_in_a_crowded_home_unties_all_others_at_once(town, nothing_after):
    town.send("housing", someone("H1", **LANE), someone("H2", "Dorian", "Kitto", "1988-02-03", **LANE))
    town.send("housing", piece("m1", "warning-marker", "2026-01-02", "H2", value="attend"), on="2026-01-07")
    assert raised("R06")[0].ended_at is None
    names = ("Alban", "Corwin", "Ewart", "Jory", "Lyle", "Merrin")
    for n, name in enumerate(names):
        town.send(
            "housing",
            someone(f"X{n}", name, f"Family{n}", f"19{60 + n}-01-0{n + 1}", **LANE),
            on="2026-02-01",
        )
    assert all(one.ended_at for one in raised("R06"))


def test_a_join_decided_by_a_person_is_read_in_the_same_transaction(town, nothing_after):
    for agency, name, days in (("police", "P1", "02"), ("gp", "G1", "04"), ("gp", "G1", "06")):
        kind = "police-call" if agency == "police" else "out-of-hours-contact"
        who = someone(
            name, given="Ann" if agency == "gp" else "Annabel", born="1970-05-22" if agency == "gp" else ""
        )
        town.send(
            agency, who, piece(f"{name}{days}", kind, f"2026-01-{days} 10:00", name), on=f"2026-01-{days}"
        )
    assert not raised("R03")
    one, other = person_of("police", "P1").pk, person_of("gp", "G1").pk
    steps.join_people(by=town.viewer(role="steward"), one=one, other=other, why="Rang both")
    assert len(raised("R03")) == 1
    assert not SubjectToRead.objects.exists()
