"""Rules of the full pack from agencies' files to a reason: two answers, days planned beforehand, a shared home."""

from jigsaw.care.reasons.models import Reason, ReasonPiece
from jigsaw.care.reasons.pack import pack_of_files
from jigsaw.care.reasons.quieting import what_is_seen
from jigsaw.engine.patterns.examples import run_examples
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.town import piece, raised, someone


def lives(ref, who, value, when):
    return piece(ref, "accommodation", when, who, value=value)


def test_two_answers_raise_a_reason_that_rests_on_both_pieces(town):
    town.send(
        "trust", someone("T1"), lives("t1", "T1", "supported-accommodation", "2026-01-02"), on="2026-01-03"
    )
    assert raised("R22") == []
    town.send("council", someone("C1"), lives("c1", "C1", "private-tenant", "2026-02-02"), on="2026-02-03")
    (one,) = raised("R22")
    assert {row.piece.agency_id for row in ReasonPiece.objects.filter(reason=one)} == {"trust", "council"}
    assert "where or how they live (since 2 February 2026)" in one.sentence


def test_it_ends_when_one_of_them_corrects_its_record(town, clock):
    clock.set("2026-02-04 12:00")
    town.send(
        "trust", someone("T1"), lives("t1", "T1", "supported-accommodation", "2026-01-02"), on="2026-01-03"
    )
    town.send("council", someone("C1"), lives("c1", "C1", "private-tenant", "2026-02-02"), on="2026-02-03")
    clock.set("2026-03-04 12:00")
    town.send("trust", someone("T1"), lives("t2", "T1", "private-tenant", "2026-03-01"), on="2026-03-03")
    (one,) = raised("R22")
    assert f"{one.ended_at:%m-%d}" == "03-03"
    assert one.withdrawn_at is None


def test_quiet_after_a_conversation_until_another_agency_s_answer(town):
    town.send(
        "trust", someone("T1"), lives("t1", "T1", "supported-accommodation", "2026-01-02"), on="2026-01-03"
    )
    town.send("council", someone("C1"), lives("c1", "C1", "private-tenant", "2026-02-02"), on="2026-02-03")
    (one,) = raised("R22")
    seen, agencies = what_is_seen(one, one.raised_at)
    assert (set(seen), set(agencies)) == ({str(row.piece_id) for row in one.evidence.all()}, {"council"})


def test_a_day_planned_beforehand_fires_when_it_has_passed_with_nothing_written(town, clock):
    clock.set("2026-01-06 07:00")
    planned = [
        piece("n1", "next-contact", "2026-01-05", "T1", until="2026-01-12 10:00"),
        piece("n2", "next-contact", "2026-01-05", "T1", until="2026-01-19 10:00"),
    ]
    town.send("trust", someone("T1"), *planned, on="2026-01-06")
    clock.set("2026-01-22 09:59")
    steps.let_time_pass(by=JIGSAW)
    assert raised("R11") == []
    clock.set("2026-01-22 10:00")
    steps.let_time_pass(by=JIGSAW)
    (one,) = raised("R11")
    assert f"{one.raised_at:%m-%d %H:%M}" == "01-22 10:00"
    assert Reason.objects.filter(pattern="R11").count() == 1


def test_a_home_that_many_share_has_a_pattern_of_its_own(town):
    hostel = {"addr": "Seamen's Mission Hostel, 9 Quay Street", "pc": "ZZ1 2AB", "uprn": "100000000129"}
    people = [
        someone(f"A{n}", given=f"Given{n}", family=f"Family{n}", born=f"19{60 + n}-05-22", **hostel)
        for n in range(8)
    ]
    calls = [
        piece(f"c{n}", "ambulance-call", f"2026-01-{n + 1:02}", f"A{n % 8}", **hostel) for n in range(15)
    ]
    town.send("ambulance", *people, *calls, on="2026-01-20")
    (one,) = raised("R02")
    assert one.subject_kind == "home"
    assert "15 ambulance calls" in one.sentence


def test_a_rise_says_its_own_number_and_not_that_of_the_longer_time():
    (rise,) = [one for one in run_examples(pack_of_files().pattern("R03")) if "a rise" in one.example.says]
    (found,) = rise.found
    assert found.sentence.startswith(
        "2 urgent contacts in 90 days, at least twice those of the 90 days before,"
    )
