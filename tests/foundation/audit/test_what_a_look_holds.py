"""A look holds who looked in which role, what for, whom it named and what was shown and withheld: counts, no words."""

from uuid import uuid4

import pytest

from jigsaw.foundation.audit.actions import KEEPING, record_look
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.showing import Part, counting_what_is_shown, note_parts
from jigsaw.foundation.audit.whose import looks_at
from tests.builders import Borough


@pytest.fixture
def ann(db):
    borough = Borough()
    return borough.viewer(borough.agency("council"), "steward")


def looked(by, **told):
    record_look(**{"by": by, "subject_kind": "list", "subject_id": "search", "why": "Searched", **told})
    return AuditEvent.objects.order_by("pk").last().detail


def test_it_says_in_which_role_and_team_and_what_for(ann):
    told = looked(ann, purpose=KEEPING)
    assert (told["role"], told["team"], told["purpose"]) == ("steward", "Duty team", "keeping records right")


def test_pieces_are_counted_by_kind_once_each_and_what_is_withheld_by_its_agency(ann):
    piece, mine, theirs = uuid4(), uuid4(), uuid4()
    with counting_what_is_shown():
        note_parts([Part(piece, "gp-contact"), Part(mine, "custody", is_restricted=True)])
        note_parts(
            [Part(piece, "gp-contact"), Part(theirs, "custody", is_restricted=True, withheld_by="police")]
        )
        told = looked(ann)
    assert told["shown"] == {"gp-contact": 1}
    assert told["shown_restricted"] == {"custody": 1}
    assert told["withheld"] == {"police": 1}
    assert "shown" not in looked(ann)


def test_whoever_was_named_on_a_list_finds_the_look_and_nobody_else_does(ann):
    named, other, record = uuid4(), uuid4(), uuid4()
    looked(ann, people=[named], records=[record])
    assert [one.act for one in looks_at(viewer=ann, people=[named])] == ["looked"]
    assert looks_at(viewer=ann, people=[other], records=[record])[0].is_of_a_list
    assert looks_at(viewer=ann, people=[other, record], records=[named]) == []


def test_a_look_by_name_and_one_that_named_them_come_latest_first(ann):
    one = uuid4()
    looked(ann, subject_kind="person", subject_id=one)
    looked(ann, people=[one])
    assert [seen.is_of_a_list for seen in looks_at(viewer=ann, people=[one])] == [True, False]
