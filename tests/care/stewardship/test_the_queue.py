"""Which pair a steward is shown next: by what hangs on it, one page at a time, without those left for later."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jigsaw.care.conversations.derivation import open_about
from jigsaw.care.conversations.models import Conversation
from jigsaw.care.linkage.queries import join
from jigsaw.care.stewardship import actions, queries
from jigsaw.care.stewardship.models import JoinAtStake, LeftForLater
from jigsaw.foundation.access.sealing_people import seal_person
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces import stewarding
from tests.care.stewardship.conftest import numbered
from tests.town import person_of, piece, someone


def families(queue):
    return [line.pair.left.particulars["family_name"] for line in queue.lines]


def in_turn(viewer, **more):
    actions.place_waiting(by=JIGSAW, talks=open_about)
    return queries.queue(viewer=viewer, **more)


def test_pairs_with_more_at_stake_come_first(town, steward, pairs):
    pairs("Achebe", "Brannigan", "Castellane", "Dragomir")
    days = ("2026-01-02", "2026-01-03")
    town.send("police", *(piece(f"c{on}", "police-call", on, "PBrannigan") for on in days))
    town.send("gp", *(piece(f"g{on}", "gp-contact", on, "GBrannigan") for on in days))
    town.send("police", piece("m1", "warning-marker", "2026-01-02", "PCastellane"))
    town.send("trust", someone("T1", "Wanda", "Xylander"))
    found = in_turn(steward)
    assert families(found)[:2] == ["Castellane", "Brannigan"]
    assert found.total == 4
    assert "Joining would bring 4 pieces of 2 agencies together" in found.lines[1].stakes


def test_an_open_conversation_comes_before_pieces(town, steward, pairs):
    pairs("Achebe", "Brannigan")
    town.send("police", piece("c1", "police-call", "2026-01-02", "PAchebe"))
    town.send("gp", piece("g1", "gp-contact", "2026-01-02", "GAchebe"))
    talk_about(town, person_of("gp", "GBrannigan"), steward)
    found = in_turn(steward)
    assert families(found) == ["Brannigan", "Achebe"]


def talk_about(town, person, viewer, *, is_told=True):
    agency = town.borough.agency("council")
    Conversation.objects.create(
        kind="team-meeting", kind_version=1, is_told_to_others=is_told, purpose="p", why_now="w",
        subject_kind="person", subject=person.pk, called_by_id=viewer.key, agency=agency, lead_agency=agency,
        meets_at=now(), meets_way="in person",
    )  # fmt: skip


def test_a_conversation_that_others_are_not_told_of_moves_nothing(town, steward, pairs):
    pairs("Achebe")
    talk_about(town, person_of("gp", "GAchebe"), steward, is_told=False)
    (line,) = in_turn(steward).lines
    queued = JoinAtStake.objects.get()
    assert queued.talks == 0
    assert not any("conversation" in one for one in line.stakes)


def test_a_sealed_piece_moves_nothing_and_a_withheld_marker_is_not_hinted_at(town, steward, pairs):
    pairs("Achebe")
    town.send("police", piece("s1", "police-call", "2026-01-02", "PAchebe", sens="X"))
    town.send("police", piece("m1", "warning-marker", "2026-01-02", "PAchebe", sens="W"))
    in_turn(steward)
    queued = JoinAtStake.objects.get()
    assert (queued.pieces, queued.one_sided) == (0, 0)


def test_somebody_sealed_is_in_no_queue_no_count_and_no_comparison(town, steward, pairs):
    pairs("Achebe", "Brannigan")
    guardian = town.borough.viewer(town.borough.agency("trust"), "caldicott-guardian")
    record, let_in = record_id("gp", "GBrannigan"), [("trust", None)]
    seal_person(
        by=guardian, person=person_of("gp", "GBrannigan").pk, records=[record], reason="Refuge", let_in=let_in
    )
    found = in_turn(steward)
    assert (families(found), found.total, found.pairs, found.not_placed) == (["Achebe"], 1, 1, 0)
    with pytest.raises(NotFound):
        join(viewer=steward, left=record, right=record_id("police", "PBrannigan"))


def test_a_death_on_one_side_comes_first(town, steward, pairs):
    pairs("Achebe", "Brannigan")
    told = {
        "tel": "01632 960001",
        "addr": "2 Mill Lane",
        "pc": "ZZ1 2AB",
        "nhs": numbered(3),
        "died": "2026-01-01",
    }
    town.send("gp", someone("GBrannigan", "Oluwaseun", "Brannigan", "1941-05-21", **told), on="2026-02-01")
    found = in_turn(steward)
    assert families(found) == ["Brannigan", "Achebe"]
    assert "One side has died, the other has not" in found.lines[0].stakes


def test_a_decided_pair_is_out_of_the_queue(steward, pairs):
    made = pairs("Achebe", "Brannigan")
    in_turn(steward)
    left, right = made["Achebe"]
    stewarding.decide(by=steward, left=left, right=right, same=False, why="Rang both")
    assert families(queries.queue(viewer=steward)) == ["Brannigan"]
    assert queries.next_pair(viewer=steward) == made["Brannigan"]


def test_what_is_left_for_later_is_out_of_ones_own_queue_until_tomorrow(town, steward, pairs):
    made = pairs("Achebe", "Brannigan")
    in_turn(steward)
    first = queries.next_pair(viewer=steward)
    actions.leave_for_later(by=steward, left=first[1], right=first[0])
    assert queries.next_pair(viewer=steward) in set(made.values()) - {first}
    assert queries.queue(viewer=steward).not_placed == 1
    assert queries.next_pair(viewer=town.viewer(role="steward")) == first
    assert LeftForLater.objects.get().until - now() <= timedelta(days=1)
    assert AuditEvent.objects.filter(act="join left for later", by_id=steward.key).count() == 1


def test_a_pair_that_changed_is_placed_again(town, steward, pairs):
    pairs("Achebe")
    in_turn(steward)
    JoinAtStake.objects.update(worked_out_at=now() - timedelta(days=2))
    town.send("police", piece("c1", "police-call", "2026-01-02", "PAchebe"))
    town.send("gp", piece("g1", "gp-contact", "2026-01-02", "GAchebe"))
    in_turn(steward)
    assert JoinAtStake.objects.get().pieces == 1


def test_a_page_asks_as_many_queries_for_many_pairs_as_for_few(steward, pairs):
    pairs("Achebe", "Brannigan", "Castellane", "Dragomir", "Eszterhazy")
    in_turn(steward)
    asked = []
    for most in (1, 5):
        with CaptureQueriesContext(
            connection,
        ) as counted:
            queries.queue(viewer=steward, most=most, talks=open_about)
        asked.append(len(counted))
    assert asked[0] == asked[1]


def test_pages_follow_one_another(steward, pairs):
    pairs("Achebe", "Brannigan", "Castellane")
    whole = families(in_turn(steward))
    assert families(queries.queue(viewer=steward, start=1, most=2)) == whole[1:]


@pytest.mark.parametrize("role", ["practitioner", "manager", "analyst"])
def test_only_a_steward_has_a_queue(town, role):
    viewer = town.viewer(role=role)
    with pytest.raises(Refused):
        queries.queue(viewer=viewer)
    with pytest.raises(Refused):
        actions.leave_for_later(by=viewer, left=JIGSAW_ID, right=JIGSAW_ID)


JIGSAW_ID = "00000000-0000-0000-0000-000000000000"
