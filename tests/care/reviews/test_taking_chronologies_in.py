"""Chronologies come in: each row is accepted or refused with why, refused rows are settled, files can be taken back."""

import pytest

from jigsaw.care.reviews import queries
from jigsaw.care.reviews.actions import Mended, mend_row, pull_pieces, set_aside_row, withdraw_file
from jigsaw.care.reviews.models import ChronologyEntry, ChronologyFile
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.showing import counting_what_is_shown, counts_so_far
from jigsaw.foundation.core.errors import NotFound, Refused
from tests.care.reviews.conftest import COUNCIL, POLICE


def facts(composite):
    return [placed.entry.fact for placed in composite.placed]


def test_every_row_is_an_entry_or_waits_with_why(town):
    key = town.agreed()
    file = town.send(key, "police")
    assert (file.rows, file.accepted) == (3, 2)
    assert len(facts(queries.composite(town.by["council"], key))) == 2
    (waiting,) = queries.refused_rows(town.by["police"], key)
    assert (waiting.line, waiting.field, waiting.state) == (4, "Date", "waiting")


def test_a_refused_row_is_mended_and_stands_where_it_stood_in_its_file(town):
    key = town.agreed()
    town.send(key, "police", [*POLICE, ("3 May 2006", "", "Log", "Third call", "", "", "")])
    (waiting,) = queries.refused_rows(town.by["police"], key)
    made = mend_row(
        by=town.by["police"], review=key, refused=waiting.pk, mended=Mended("3 May 2006", "", "Second call")
    )
    assert [
        one for one in facts(queries.composite(town.by["police"], key)) if "ond" in one or "ird" in one
    ] == ["Second call", "Third call"]
    assert made.written == waiting.cells
    with pytest.raises(Refused, match="settled already"):
        set_aside_row(by=town.by["police"], review=key, refused=waiting.pk, why="no event")


def test_only_its_own_agency_or_a_lead_settles_a_row(town):
    key = town.agreed()
    town.send(
        key, "ambulance", POLICE, by=town.by["police"]
    )  # a lead takes it in for those who sent it by post
    (waiting,) = queries.refused_rows(town.by["police"], key)
    with pytest.raises(NotFound):
        set_aside_row(by=town.by["ambulance"], review=key, refused=waiting.pk, why="no event")
    set_aside_row(by=town.by["council"], review=key, refused=waiting.pk, why="A heading")
    (settled,) = queries.refused_rows(town.by["police"], key)
    assert (settled.state, settled.settled_why) == ("set-aside", "A heading")


def test_nothing_comes_in_before_the_terms_are_agreed(town):
    key = town.started()
    with pytest.raises(Refused, match="terms of reference are not agreed"):
        town.send(key, "police")
    assert not ChronologyFile.objects.exists()


def test_the_same_file_comes_in_once_and_again_when_it_was_taken_back(town):
    key = town.agreed()
    file = town.send(key, "police")
    with pytest.raises(Refused, match="taken in already"):
        town.send(key, "police")
    withdraw_file(by=town.by["police"], review=key, file=file.pk, why="A better one comes")
    assert facts(queries.composite(town.by["police"], key)) == []
    assert queries.refused_rows(town.by["police"], key) == []
    town.send(key, "police")
    assert ChronologyEntry.objects.count() == 4


def test_the_trail_holds_counts_and_no_words(town):
    key = town.agreed()
    town.send(key, "council", COUNCIL)
    event = AuditEvent.objects.filter(act="chronology taken in").get()
    assert event.detail == {"agency": "council", "rows": 1, "accepted": 1}


def test_an_agency_brings_in_its_own_pieces_and_nobody_elses(town):
    person = town.person()
    for key in ("police", "council"):
        record = town.record(person, town.agency(key))
        town.piece(
            record,
            kind="police-call" if key == "police" else "social-work",
            at="2006-05-03",
            words=f"Of {key}",
        )
        town.piece(record, kind="gp-contact", at="2010-05-03", words="Long after")
    review = town.agreed(person=person.pk)
    with counting_what_is_shown():
        file = pull_pieces(by=town.by["police"], review=review)
        assert set(counts_so_far()["shown"]) == {"police-call", "gp-contact"}
    assert (file.accepted, file.agency_id) == (1, "police")
    (fact,) = facts(queries.composite(town.by["council"], review))
    assert "Of police" in fact
    with pytest.raises(Refused, match="not here yet"):
        pull_pieces(by=town.by["police"], review=review)


def test_a_day_to_come_is_refused_and_a_day_outside_the_review_is_said(town):
    key = town.agreed()
    rows = [
        ("3 May 2096", "", "Log", "Called", "", "", ""),
        ("3 May 2006", "", "Log", "Called again", "", "4 May 2096", ""),
        ("3 May 1999", "", "Log", "Called before", "", "1 May 1999", ""),
    ]
    file = town.send(key, "police", rows)
    waiting = queries.refused_rows(town.by["police"], key)
    assert [(one.field, one.line, one.why) for one in waiting] == [
        ("Date", 2, "it lies in the future"),
        ("Recorded on", 3, "it lies in the future"),
    ]
    assert ["taken in all the same: 1 of" in file.notes[0], "dates is wrong: 1 of" in file.notes[1]] == [
        True,
        True,
    ]
    with pytest.raises(Refused, match="future"):
        mend_row(
            by=town.by["police"], review=key, refused=waiting[0].pk, mended=Mended("3 May 2096", "", "Called")
        )


def test_what_is_worked_out_is_kept_until_a_row_comes_or_goes(town):
    key = town.with_chronologies()
    first = queries.composite(town.by["police"], key).placed
    assert queries.composite(town.by["council"], key).placed is first
    (waiting,) = queries.refused_rows(town.by["police"], key)
    mend_row(by=town.by["police"], review=key, refused=waiting.pk, mended=Mended("4 May 2006", "", "New"))
    assert "New" in facts(queries.composite(town.by["police"], key))
