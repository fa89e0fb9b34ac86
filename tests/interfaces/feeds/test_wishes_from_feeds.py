"""What an agency wrote down of an objection or an opt-out is honoured as if it had been said here."""

import pytest

from jigsaw.care.intake.entries import entries
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.access.domain import OBJECTS, OPTED_OUT
from jigsaw.foundation.access.models import Wish
from jigsaw.foundation.access.policies import not_for_research
from jigsaw.foundation.access.queries import last_wish
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from tests.town import Town, person_of, piece, record, someone

OBJECTION, OPT_OUT = "objection-to-sharing", "research-opt-out"


@pytest.fixture
def town(db, tmp_path):
    made = Town(tmp_path)
    made.send("gp", someone("G1", nhs="9990000018"))
    seen = piece("c1", "social-work-visit", "2026-01-04", "C1", words="About his flat")
    made.send("council", someone("C1", nhs="9990000018"), seen)
    return made


def wish(kind=OBJECTS):
    return last_wish(viewer=JIGSAW, records=[record("gp", "G1"), record("council", "C1")], kind=kind)


def objects(town, reference="w1", on="2026-01-06", when="2026-01-05", **told):
    town.send("gp", piece(reference, OBJECTION, when, "G1", **told), on=on)


def others_see(town):
    return [one.words for one in entries(town.viewer("gp"), records=[record("council", "C1")])]


def test_an_objection_that_a_surgery_sends_holds_for_what_every_agency_sent_of_them(town):
    assert others_see(town) == ["About his flat"]
    objects(town, words="Not my neighbour’s business")
    assert others_see(town) == []
    assert (wish().holds, wish().words) == (True, "Not my neighbour’s business")


def test_it_is_told_from_where_it_came(town):
    objects(town)
    assert wish().origin == "from what Gp sends"
    kept = AuditEvent.objects.get(act="wish noted: objects")
    assert (kept.by, kept.detail["agency"]) == (None, "gp")


def test_an_opt_out_keeps_them_off_lists_for_research(town):
    town.send("gp", piece("o1", OPT_OUT, "2026-01-05", "G1"))
    assert not_for_research() == {record("gp", "G1")}
    assert wish(OPTED_OUT).holds


def test_an_end_or_a_no_lifts_it(town):
    objects(town)
    objects(town, until="2026-01-08", on="2026-01-09")
    assert not wish().holds
    objects(town, "w2", when="2026-01-10", on="2026-01-11")
    objects(town, "w2", when="2026-01-12", value="no", on="2026-01-13")
    assert not wish().holds


def test_what_is_older_than_what_they_said_here_lifts_nothing(town):
    objects(town)
    note_wish(
        by=town.viewer(),
        person=person_of("gp", "G1").pk,
        records=[record("gp", "G1")],
        kind=OBJECTS,
        holds=True,
    )
    objects(town, until="2026-01-08", on="2026-01-09")
    assert wish().holds


def test_an_objection_that_its_agency_takes_back_goes_with_it(town):
    objects(town)
    objects(town, void="Y", on="2026-01-09")
    assert not wish().holds


def test_taking_it_back_takes_away_no_wish_that_was_said_since(town):
    objects(town)
    note_wish(
        by=town.viewer(),
        person=person_of("gp", "G1").pk,
        records=[record("gp", "G1")],
        kind=OBJECTS,
        holds=True,
    )
    objects(town, void="Y", on="2026-01-09")
    assert wish().holds


@pytest.mark.parametrize("sens", ["W", "X"])
def test_words_that_the_agency_keeps_back_are_kept_back_in_the_wish_too(town, sens):
    objects(town, words="He reads my post", sens=sens)
    assert (wish().holds, wish().words) == (True, "")


def test_the_same_file_again_says_nothing_new(town):
    objects(town)
    objects(town)
    assert Wish.objects.count() == 1


def test_whom_a_piece_only_names_has_said_nothing(town):
    town.send("gp", someone("G2", "Petra", "Quill"), piece("w9", OBJECTION, "2026-01-05", "G2", caller="G1"))
    assert wish() is None
