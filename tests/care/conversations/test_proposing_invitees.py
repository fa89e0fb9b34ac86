"""Whom to invite: who holds pieces and who is involved now, each with the because."""

from datetime import timedelta
from uuid import uuid4

import pytest

from jigsaw.care.conversations import queries
from jigsaw.care.conversations.domain.calling import proposed
from jigsaw.care.intake.models import Delivery, Feed, FeedMapping, Piece, PieceSubject, SourceRecord
from jigsaw.care.linkage.models import Link
from jigsaw.care.reasons.models import ReasonPiece
from jigsaw.foundation.core.time import now


@pytest.fixture
def piece(person):
    """Something that an agency holds about them."""

    def made(agency, kind, shape):
        feed = Feed.objects.create(agency_id=agency, key=kind, name=kind)
        mapping, _ = FeedMapping.objects.get_or_create(agency_id=agency, fingerprint="", text="")
        delivery = Delivery.objects.create(feed=feed, mapping=mapping, file_name="x", file_sha256="x")
        received = {"at": now() - timedelta(days=5), "received_at": now() - timedelta(days=4)}
        record, is_new = SourceRecord.objects.get_or_create(
            agency_id=agency, local_id="1", defaults={"id": uuid4(), "first_received_at": received["at"]}
        )
        if is_new:
            Link.objects.create(record=record, person=person, why="Same NHS number")
        source = {"agency_id": agency, "feed": feed, "delivery": delivery, "source_reference": kind}
        told = {"version": 1, "fingerprint": "", "shape": shape, "kind": kind, "at_accuracy": "minute"}
        row = Piece.objects.create(id=uuid4(), **source, **told, **received)
        PieceSubject.objects.create(piece=row, record=record, role="subject")
        return row

    return made


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
