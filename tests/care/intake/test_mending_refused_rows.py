"""Rows in quarantine: mended and offered again, or set aside with a reason."""

import pytest

from jigsaw.care.intake import actions
from jigsaw.care.intake.domain.refusals import Refusal
from jigsaw.care.intake.models import Piece, QuarantinedRow
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW, Viewer
from tests.care.intake.folders import MAPPING, call, load, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(tmp_path):
    load(write(tmp_path, "calls.csv", [call(CallID="C2", Day="31/02/2024")]))
    return QuarantinedRow.objects.get().pk


def test_a_mended_row_is_accepted_and_becomes_known_now(refused):
    before = now()
    assert actions.re_offer(by=JIGSAW, quarantined=refused, values={"Day": "01/03/2024"}).pieces_new == 1
    assert Piece.objects.get().received_at >= before
    row = QuarantinedRow.objects.get()
    assert (row.state, row.settled_by) == ("accepted", "Jigsaw")
    assert row.row["Day"] == "31/02/2024"


def test_a_row_that_is_still_wrong_says_why_and_waits_on(refused):
    answer = actions.re_offer(by=JIGSAW, quarantined=refused, values={"Day": "30/02/2024"})
    assert isinstance(answer, Refusal)
    assert QuarantinedRow.objects.get().state == "waiting"


def test_a_mended_row_does_not_replace_newer_news_of_the_same_piece(refused, tmp_path):
    load(write(tmp_path, "calls.csv", [call(CallID="C2", Narrative="Newer", Sent="03/05/2024")]))
    counts = actions.re_offer(by=JIGSAW, quarantined=refused, values={"Day": "01/03/2024"})
    assert (counts.older, Piece.objects.get().words) == (1, "Newer")


def test_a_row_is_offered_by_the_latest_mapping(tmp_path):
    load(write(tmp_path, "calls.csv", [call(Type="TAXI")]))
    mended = MAPPING.replace('"CALL" =', '"TAXI" = "other-contact", "CALL" =')
    load(write(tmp_path, "calls.csv", [call(CallID="C9")], mended))
    row = QuarantinedRow.objects.get()
    assert actions.re_offer(by=JIGSAW, quarantined=row.pk, values={}).pieces_new == 1


def test_a_row_is_set_aside_with_a_reason_and_not_without(refused):
    with pytest.raises(Refused, match="no reason"):
        actions.set_aside(by=JIGSAW, quarantined=refused, why=" ")
    actions.set_aside(by=JIGSAW, quarantined=refused, why="A test call")
    assert QuarantinedRow.objects.get().settled_why == "A test call"
    with pytest.raises(Refused, match="settled already"):
        actions.re_offer(by=JIGSAW, quarantined=refused, values={})


def test_a_settled_row_that_is_sent_again_does_not_come_back(refused, tmp_path):
    actions.set_aside(by=JIGSAW, quarantined=refused, why="A test call")
    assert load(tmp_path).refused_before == 1


@pytest.mark.parametrize("role", ["practitioner", "analyst"])
def test_who_may_not_mend_rows_is_refused(refused, role):
    outsider = Viewer(key=7, name="Sam", agency="elsewhere", agency_name="Elsewhere", team="", role=role)
    with pytest.raises((Refused, NotFound)):
        actions.set_aside(by=outsider, quarantined=refused, why="Because")
