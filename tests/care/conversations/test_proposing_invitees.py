"""Whom to invite: who holds pieces and who is involved now, each with the because."""

from jigsaw.care.conversations import queries
from jigsaw.care.conversations.domain.calling import proposed
from jigsaw.care.reasons.models import ReasonPiece


def test_holders_of_a_reasons_pieces_are_named_with_what_they_hold(cast, subject, reason, piece):
    call = piece("police", "police-call", "event")
    ReasonPiece.objects.create(reason=reason, piece=call)
    found = queries.proposed_invitees(cast.caller, subject, reason.pk)
    assert [(one.agency, one.because) for one in found] == [("police", "holds a piece: call to police")]


def test_who_is_involved_now_is_proposed(cast, subject, piece):
    piece("housing", "tenancy", "involvement")
    found = queries.proposed_invitees(cast.caller, subject)
    assert [(one.agency, one.because) for one in found] == [("housing", "is involved now: tenancy")]


def test_the_callers_own_agency_is_not_proposed():
    assert proposed(holds={"trust": "a letter"}, involved={}, caller="trust") == ()


def test_both_becauses_are_given():
    one = proposed(holds={"gp": "a letter"}, involved={"gp": ["GP registration"]}, caller="trust")[0]
    assert one.because == "holds a piece: a letter; is involved now: GP registration"
