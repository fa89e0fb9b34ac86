"""An agency decides what others see of a piece that it holds; corrections, joins, past days and rebuilds keep to it."""

from datetime import date

import pytest

from jigsaw.care.intake.entries import entries
from jigsaw.care.intake.models import Piece
from jigsaw.foundation.access.policies import looking_for
from jigsaw.foundation.access.rules.request import Purpose
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from jigsaw.interfaces.feeds.restricting import restrict
from tests.town import Town, person_of, piece, raised, record, someone

STORY = date(2026, 1, 6)


@pytest.fixture
def town(db, tmp_path):
    return Town(tmp_path)


def tell(town, words="He drinks", sens="", on="2026-01-05"):
    town.send(
        "police", someone("P1"), piece("c1", "police-call", "2026-01-04", "P1", words=words, sens=sens), on=on
    )


def decide(town, restriction="", handling=(), agency="police", why="Asked by the family"):
    standing = Piece.objects.get(source_reference="c1", ending__isnull=True)
    return restrict(
        by=town.viewer(agency), piece=standing.pk, restriction=restriction, handling=handling, why=why
    )


def seen(town, agency="council", **asked):
    """What an agency sees of the piece: its words, "exists", or nothing."""
    found = entries(town.viewer(agency), records=[record("police", "P1")], **asked)
    return ["exists" if one.is_withheld else one.words for one in found]


@pytest.mark.parametrize(
    ("restriction", "others"), [("", ["He drinks"]), ("content-withheld", ["exists"]), ("sealed", [])]
)
def test_what_is_decided_holds_at_once_for_others_and_never_for_the_holder(town, restriction, others):
    tell(town)
    decide(town, restriction)
    assert (seen(town), seen(town, "police")) == (others, ["He drinks"])


def test_it_holds_of_days_that_are_past_too(town):
    tell(town)
    decide(town, "sealed")
    assert (seen(town, as_known_on=STORY), seen(town, "police", as_known_on=STORY)) == ([], ["He drinks"])


def test_what_a_feed_seals_later_is_not_shown_as_known_on_an_earlier_day(town):
    tell(town)
    tell(town, sens="X", on="2026-02-05")
    assert seen(town, as_known_on=STORY) == []
    assert seen(town, "police", as_known_on=STORY) == ["He drinks"]


@pytest.mark.parametrize(("sens", "others"), [("", ["exists"]), ("X", [])])
def test_a_correction_shows_no_more_than_was_decided_and_may_show_less(town, sens, others):
    tell(town)
    decide(town, "content-withheld")
    tell(town, "He drank", sens, on="2026-02-05")
    assert (seen(town), seen(town, "police")) == (others, ["He drank"])


def test_the_same_row_sent_again_changes_nothing(town):
    tell(town)
    decide(town, "sealed")
    tell(town, on="2026-02-05")
    assert Piece.objects.count() == 2


def test_it_goes_with_the_record_through_a_join_and_a_split_and_a_rebuild(town):
    tell(town)
    decide(town, "sealed")
    town.send("council", someone("C1", "Anne"))
    one, other = record("council", "C1"), record("police", "P1")
    steward = town.viewer("council", "steward")
    steps.decide_join(by=steward, left=one, right=other, same=True, why="Her sister says so")
    steps.split_person(by=steward, person=person_of("council", "C1").pk, records=[one], why="No: her aunt")
    steps.rebuild(by=JIGSAW)
    assert (seen(town), seen(town, "police")) == ([], ["He drinks"])


def test_police_hold_it_for_law_enforcement_others_know_of_it_and_read_it_for_safety(town):
    tell(town)
    decide(town, handling=["law-enforcement"])
    assert seen(town) == ["exists"]
    with looking_for(Purpose.SAFEGUARDING):
        assert seen(town) == ["He drinks"]


def test_no_pattern_reads_what_was_sealed_and_its_reason_goes(town):
    town.send(
        "ambulance",
        someone("A1"),
        *(piece(f"a{day}", "ambulance-call", f"2026-01-0{day}", "A1") for day in range(1, 6)),
        on="2026-01-09",
    )
    assert raised("R01")
    (call,) = Piece.objects.filter(source_reference="a3")
    restrict(by=town.viewer("ambulance"), piece=call.pk, restriction="sealed", handling=[], why="A refuge")
    assert not raised("R01")


def test_another_agencys_piece_is_like_one_that_is_not_there(town):
    tell(town)
    with pytest.raises(NotFound):
        decide(town, "sealed", agency="council")


def test_a_why_is_needed_and_kept(town):
    tell(town)
    with pytest.raises(Refused):
        decide(town, "sealed", why=" ")
    decide(town, "sealed")
    assert AuditEvent.objects.get(act="decided what is shown of a piece").why == "Asked by the family"
