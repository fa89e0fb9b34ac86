"""What a person decides about a reason, and whom it quiets: the own agency, or everybody when it is in hand."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from jigsaw.care.reasons import actions, queries
from jigsaw.care.reasons.models import ReasonDecision
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.town import piece, raised, someone

ANN, BEA = "9990000018", "9990000026"


def ago(days, clock="10:00"):
    """A day and hour so many days ago, as an agency writes it."""
    return f"{timezone.localdate() - timedelta(days=days):%d/%m/%Y} {clock}"


def urgent(town, number, ids, *, last=3):
    """Three urgent contacts with police and GP, the last so many days ago: R03."""
    police, gp = ids
    town.send(
        "police",
        someone(police, nhs=number),
        piece(f"c{police}", "police-call", ago(last + 4), police),
        on=ago(last + 4)[:10],
    )
    contacts = [
        piece(f"o{gp}{n}", "out-of-hours-contact", ago(last + n), gp, sent=ago(last + n, "11:00"))
        for n in (2, 0)
    ]
    town.send("gp", someone(gp, nhs=number), *contacts, on=ago(last + 2)[:10])


@pytest.fixture
def one(town):
    """An open reason that police and GP hold."""
    urgent(town, ANN, ("P1", "G1"))
    return raised("R03")[0]


@pytest.fixture
def by_agency(town):
    """Somebody of each of three agencies; the charity holds nothing."""
    return {agency: town.viewer(agency) for agency in ("police", "gp", "charity")}


def who_is_asked(by_agency, one):
    return {
        agency
        for agency, viewer in by_agency.items()
        if one.pk in {seen.id for seen in queries.open_reasons(viewer=viewer)}
    }


def decide(by, one, kind, **told):
    return actions.decide(by=by, reason_id=one.pk, kind=kind, why=told.pop("why", "Seen with the GP"), **told)


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def test_who_holds_a_piece_is_asked(by_agency, one):
    assert who_is_asked(by_agency, one) == {"police", "gp"}


def test_muting_quiets_the_own_agency_until_the_day(by_agency, one):
    decide(by_agency["gp"], one, "muted", until=in_days(1))
    assert who_is_asked(by_agency, one) == {"police"}
    ReasonDecision.objects.update(until=in_days(0))
    assert who_is_asked(by_agency, one) == {"police", "gp"}


def test_not_needed_quiets_the_own_agency(by_agency, one):
    decide(by_agency["gp"], one, "not-needed")
    assert who_is_asked(by_agency, one) == {"police"}


def test_in_hand_quiets_everybody(by_agency, one):
    decide(by_agency["gp"], one, "in-hand")
    assert who_is_asked(by_agency, one) == set()


def test_in_hand_until_a_day_comes_back_on_it(by_agency, one):
    decide(by_agency["gp"], one, "in-hand", until=in_days(5))
    assert who_is_asked(by_agency, one) == set()
    ReasonDecision.objects.update(until=in_days(0))
    assert who_is_asked(by_agency, one) == {"police", "gp"}


def test_a_decision_stays_with_its_reason_through_a_rebuild(by_agency, one):
    decide(by_agency["gp"], one, "not-needed")
    steps.rebuild(by=JIGSAW)
    assert who_is_asked(by_agency, one) == {"police"}
    (decided,) = queries.reason(viewer=by_agency["gp"], reason_id=one.pk).decisions
    assert (decided.kind, decided.why, decided.agency) == ("not-needed", "Seen with the GP", "Gp")


def test_a_decision_is_told_to_the_audit(by_agency, one):
    decide(by_agency["gp"], one, "not-needed")
    event = AuditEvent.objects.get(act="reason not-needed")
    assert (event.by_id, event.subject_id) == (by_agency["gp"].key, str(one.pk))


def test_muting_needs_an_end_and_every_decision_a_why(by_agency, one):
    with pytest.raises(Refused):
        decide(by_agency["gp"], one, "muted")
    with pytest.raises(Refused):
        decide(by_agency["gp"], one, "not-needed", why=" ")
    assert not ReasonDecision.objects.exists()


def test_a_kind_of_decision_that_there_is_not_is_refused(by_agency, one):
    with pytest.raises(Refused):
        decide(by_agency["gp"], one, "nonsense")


def test_nobody_decides_about_what_they_may_not_know(town, by_agency, one):
    with pytest.raises(NotFound):
        decide(town.outsider(), one, "not-needed")
    with pytest.raises(NotFound):
        actions.decide(by=by_agency["gp"], reason_id=uuid4(), kind="not-needed", why="Seen")
    with pytest.raises(Refused):
        decide(JIGSAW, one, "not-needed")


def test_the_time_critical_come_first_then_the_newest(town):
    urgent(town, ANN, ("P1", "G1"), last=8)
    urgent(town, BEA, ("P2", "G2"), last=3)
    left = piece("w1", "ward-stay", ago(40), "G3", until=ago(20, "12:00"), sent=ago(19))
    town.send("gp", someone("G3", "Corwin", "Averill", "1980-01-01"), left, on=ago(19)[:10])
    found = queries.open_reasons(viewer=town.viewer("gp"))
    days = [one.raised_at for one in found if one.pattern == "R03"]
    assert [one.pattern for one in found][:3] == ["R12", "R03", "R03"]
    assert days == sorted(days, reverse=True)


def test_what_ended_stays_open_for_four_weeks(town, by_agency):
    urgent(town, ANN, ("P1", "G1"), last=3)
    urgent(town, BEA, ("P2", "G2"), last=140)
    asked = {one.subject for one in queries.open_reasons(viewer=by_agency["gp"])}
    states = {one.subject: one.state for one in queries.all_reasons(viewer=by_agency["gp"], pattern="R03")}
    assert sorted(states.values()) == ["open", "quiet"]
    assert asked == {subject for subject, state in states.items() if state == "open"}
