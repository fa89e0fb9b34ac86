"""Reasons are raised, end and are withdrawn as pieces come, are corrected and are taken back; none is deleted."""

from datetime import date, timedelta

import pytest

from jigsaw.care.people.models import Home
from jigsaw.care.reasons import queries, storing
from jigsaw.care.reasons.models import Reason, ReasonPiece, SubjectToRead
from jigsaw.foundation.core.errors import NotFound
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import queueing, steps
from tests.town import person_of, piece, raised, someone

ANN = "9990000018"
LANE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}


def urgent(town, days=("02", "04", "06")):
    """Three urgent contacts of one person with two agencies: R03."""
    town.send(
        "police",
        someone("P1", nhs=ANN),
        piece("c1", "police-call", f"2026-01-{days[0]} 10:00", "P1"),
        on="2026-01-03",
    )
    town.send(
        "gp",
        someone("G1", nhs=ANN),
        piece("o1", "out-of-hours-contact", f"2026-01-{days[1]} 10:00", "G1"),
        on="2026-01-05",
    )
    town.send("gp", piece("o2", "out-of-hours-contact", f"2026-01-{days[2]} 10:00", "G1"), on="2026-01-07")


def test_a_reason_says_when_what_and_whose(town):
    urgent(town)
    (one,) = raised("R03")
    seen = queries.reason(viewer=town.viewer(), reason_id=one.pk)
    assert one.subject == person_of("gp", "G1").pk
    assert f"{one.raised_at:%Y-%m-%d %H:%M}" == "2026-01-07 06:00"
    assert [holder.key for holder in seen.holders] == ["gp", "police"]
    assert len(queries.evidence_of(viewer=town.viewer(), reason_id=one.pk)) == 3
    assert seen.sentence.startswith("3 urgent contacts in 90 days (")


def test_a_reason_ends_when_its_window_has_passed(town):
    urgent(town)
    (one,) = raised("R03")
    assert f"{one.ended_at:%Y-%m-%d}" == "2026-04-02"


def test_a_reason_whose_piece_is_taken_back_is_withdrawn_and_kept(town):
    urgent(town)
    town.send("police", piece("c1", "police-call", "2026-01-02", "P1", void="Y"), on="2026-01-20")
    assert not raised("R03")
    row = Reason.objects.get(pattern="R03")
    assert f"{row.withdrawn_at:%Y-%m-%d}" == "2026-01-20"
    assert queries.reason(viewer=town.viewer(), reason_id=row.pk).state == "withdrawn"


def test_a_corrected_piece_that_still_supports_it_changes_nothing(town):
    urgent(town)
    (before,) = raised("R03")
    town.send(
        "police", piece("c1", "police-call", "2026-01-02 11:00", "P1", words="Rang twice"), on="2026-01-20"
    )
    (after,) = raised("R03")
    assert (after.pk, after.ended_at.date() - before.ended_at.date()) == (before.pk, timedelta(0))


def test_a_late_piece_is_added_to_the_evidence_of_the_same_moment(town):
    urgent(town)
    (one,) = raised("R03")
    late = piece("w1", "police-welfare-check", "2026-01-05 22:00", "P1", sent="2026-01-06 06:00")
    town.send("police", late, on="2026-01-09")
    by_moment = {
        f"{row.raised_at:%m-%d}": ReasonPiece.objects.filter(reason=row).count() for row in raised("R03")
    }
    assert by_moment == {"01-06": 3}
    assert Reason.objects.get(pk=one.pk).withdrawn_at


def test_reading_again_changes_nothing(town):
    urgent(town)
    before = list(Reason.objects.values())
    counts = steps.read_everybody(by=JIGSAW)
    assert (counts["raised"], counts["changed"], counts["withdrawn"]) == (0, 0, 0)
    assert list(Reason.objects.values()) == before


def test_a_deadline_passes_without_a_piece(town):
    left = piece("w1", "ward-stay", "2026-01-02", "T1", until="2026-01-05 12:00")
    town.send("trust", someone("T1"), left, on="2026-01-06")
    (one,) = raised("R12")
    assert f"{one.raised_at:%m-%d %H:%M}" == "01-08 12:00"
    assert one.statutory


def test_a_sealed_piece_is_read_by_no_pattern(town):
    town.send("police", someone("P1", nhs=ANN), piece("c1", "police-call", "2026-01-02", "P1", sens="X"))
    town.send("gp", someone("G1", nhs=ANN), piece("o1", "out-of-hours-contact", "2026-01-03", "G1"))
    town.send("gp", piece("o2", "out-of-hours-contact", "2026-01-04", "G1"))
    assert not Reason.objects.exists()


def test_a_piece_whose_content_is_withheld_still_counts(town):
    town.send("police", someone("P1", nhs=ANN), piece("c1", "police-call", "2026-01-02", "P1", sens="W"))
    town.send("gp", someone("G1", nhs=ANN), piece("o1", "out-of-hours-contact", "2026-01-03", "G1"))
    town.send("gp", piece("o2", "out-of-hours-contact", "2026-01-04", "G1"))
    assert len(raised("R03")) == 1


def test_with_a_death_reasons_end(town):
    urgent(town)
    town.send("gp", someone("G1", nhs=ANN, died="2026-01-20"), on="2026-01-25")
    (one,) = raised("R03")
    assert f"{one.ended_at:%Y-%m-%d %H:%M}" == "2026-01-21 00:00"


def test_no_reason_is_raised_about_the_dead(town):
    town.send("housing", someone("H1", nhs=ANN, died="2026-01-03"), on="2026-01-04")
    urgent(town)
    assert person_of("gp", "G1") == person_of("housing", "H1")
    assert not raised("R03")


def test_calls_about_a_visitor_are_the_homes_story(town):
    town.send("housing", someone("H1", **LANE), on="2026-01-01")
    for day in ("03", "09"):
        visitor = someone("A1", "Dorian", "Kitto", "1988-02-03")
        town.send(
            "ambulance",
            visitor,
            piece(f"c{day}", "ambulance-call", f"2026-01-{day}", "A1", **LANE),
            on="2026-01-10",
        )
    (one,) = raised("R05")
    assert (one.subject_kind, one.subject) == ("home", Home.objects.get().pk)


def test_many_who_live_at_one_address_are_a_hostel_and_no_sign_of_anything(town):
    names = ("Alban", "Corwin", "Dorian", "Ewart", "Jory", "Lyle", "Merrin")
    people = [
        someone(f"H{n}", name, f"Family{n}", f"19{60 + n}-01-0{n + 1}", **LANE)
        for n, name in enumerate(names)
    ]
    town.send("housing", *people, on="2026-01-01")
    calls = [piece(f"c{n}", "police-call", f"2026-01-0{n + 1}", f"H{n}", **LANE) for n in range(7)]
    town.send("housing", *calls, on="2026-01-09")
    assert not raised("R05")


def test_signs_at_a_home_count_although_they_name_nobody(town):
    town.send("housing", someone("H1", **LANE), piece("a1", "rent-arrears", "2026-01-02", "H1", **LANE))
    town.send("police", someone("P1", "Dorian", "Kitto", "1988-02-03"), on="2026-01-02")
    town.send("police", piece("v1", "visitors-report", "2026-01-08", **LANE), on="2026-01-09")
    assert [one.subject_kind for one in raised("R07")] == ["home"]


def test_a_marker_concerns_who_lives_with_its_bearer(town):
    town.send("housing", someone("H1", **LANE), someone("H2", "Dorian", "Kitto", "1988-02-03", **LANE))
    town.send("housing", piece("m1", "warning-marker", "2026-01-02", "H2", value="attend"), on="2026-01-07")
    (one,) = raised("R06")
    exposed, other = person_of("housing", "H1").pk, person_of("housing", "H2").pk
    assert (one.subject_kind, one.subject, one.other) == ("pair", exposed, other)


def test_a_marker_concerns_whom_a_piece_names_with_its_bearer_for_a_year(town):
    town.send("police", someone("P1"), someone("P2", "Dorian", "Kitto", "1988-02-03"), on="2024-01-02")
    town.send("police", piece("m1", "warning-marker", "2024-01-02", "P2", value="attend"), on="2024-01-03")
    town.send("police", piece("c1", "police-call", "2024-01-05", "P1", alleged="P2"), on="2024-01-06")
    (one,) = raised("R06", subject=person_of("police", "P1").pk)
    assert (one.raised_at.date(), one.ended_at.date()) == (date(2024, 1, 6), date(2025, 1, 4))


def test_two_strangers_are_no_pair(town):
    town.send("police", someone("P1"), someone("P2", "Dorian", "Kitto", "1988-02-03"))
    town.send("police", piece("m1", "warning-marker", "2026-01-02", "P2", value="attend"))
    town.send("police", piece("c1", "police-call", "2026-01-02", "P1"))
    assert not raised("R06")


@pytest.mark.parametrize("step", ["link_waiting", "read_again"])
def test_stopped_between_steps_nothing_is_lost(town, monkeypatch, step):
    module = steps.linkage if step == "link_waiting" else steps.reasons

    def stop(**_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(module, step, stop)
        with pytest.raises(KeyboardInterrupt):
            urgent(town)
    urgent(town)
    assert len(raised("R03")) == 1


def test_stopped_within_reading_what_was_taken_from_the_queue_is_put_back(town, monkeypatch):
    def stop(*_):
        raise RuntimeError("stopped")

    with monkeypatch.context() as patched:
        patched.setattr(queueing, "FEW", 0)
        patched.setattr(storing, "store", stop)
        with pytest.raises(RuntimeError):
            town.send(
                "trust", someone("T1"), piece("w1", "ward-stay", "2026-01-02", "T1", until="2026-01-05")
            )
    assert SubjectToRead.objects.exists()
    assert not Reason.objects.exists()
    steps.catch_up(by=JIGSAW)
    assert len(raised("R12")) == 1


def test_an_outsider_learns_of_no_reason(town):
    urgent(town)
    (one,), viewer = raised("R03"), town.outsider()
    for read in (
        lambda: queries.open_reasons(viewer=viewer),
        lambda: queries.all_reasons(viewer=viewer),
        lambda: queries.reason(viewer=viewer, reason_id=one.pk),
        lambda: queries.reasons_about(viewer=viewer, kind="person", ids=[one.subject]),
        lambda: queries.evidence_of(viewer=viewer, reason_id=one.pk),
    ):
        with pytest.raises(NotFound):
            read()


def test_as_known_on_a_day_only_what_was_raised_and_stood_by_then(town):
    urgent(town)
    town.send("police", piece("c1", "police-call", "2026-01-02", "P1", void="Y"), on="2026-01-20")
    viewer = town.viewer()
    known = [
        len(queries.all_reasons(viewer=viewer, as_known_on=date(2026, 1, day))) for day in (6, 7, 19, 20)
    ]
    assert known == [0, 1, 1, 0]
    assert queries.all_reasons(viewer=viewer) == []
