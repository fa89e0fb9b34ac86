"""The second wall: PostgreSQL itself answers nothing to a session without a viewer, and no sealed piece of another."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, connection, transaction

from jigsaw.care.intake.models import Piece, PieceSubject, RecordVersion
from jigsaw.care.people.models import Person, Residence, SearchTerm
from jigsaw.foundation.core import wall
from jigsaw.foundation.core.wall import JIGSAW, NOBODY, WALLED, reading_for
from tests.builders import Borough

WALLED_MODELS = (Piece, PieceSubject, RecordVersion, Person, Residence, SearchTerm)


@pytest.fixture
def borough(db):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has policies by row")
    return Borough()


@pytest.fixture
def steven(borough):
    council, person = borough.agency("council"), borough.person()
    record = borough.record(person, council)
    borough.lives(person, borough.home(), council)
    borough.piece(record, words="Told to all")
    borough.piece(record, words="Withheld", restriction="content-withheld")
    borough.piece(record, words="Sealed", restriction="sealed")
    return person


def words():
    return set(Piece.objects.values_list("words", flat=True))


def test_the_wall_is_up_and_the_role_does_not_go_round_it(borough):
    assert wall.gaps() == []
    assert {one._meta.db_table for one in WALLED_MODELS} == set(WALLED)


def test_a_session_that_reads_for_nobody_is_given_nothing(steven):
    with reading_for(NOBODY):
        assert [one.objects.count() for one in WALLED_MODELS] == [0] * len(WALLED_MODELS)
    assert all(one.objects.exists() for one in WALLED_MODELS)


@pytest.mark.parametrize(
    ("whom", "seen"),
    [
        ("council", {"Told to all", "Withheld", "Sealed"}),
        ("police", {"Told to all", "Withheld"}),
        (JIGSAW, {"Told to all", "Withheld", "Sealed"}),
    ],
)
def test_a_sealed_piece_is_read_for_its_agency_alone(steven, whom, seen):
    with reading_for(whom):
        assert words() == seen


def test_nobody_writes_a_sealed_piece_of_another_agency(steven):
    with reading_for("police"), pytest.raises(DatabaseError), transaction.atomic():
        Piece.objects.filter(words="Told to all").update(restriction="sealed")


def test_a_connection_made_anew_reads_for_nobody_until_it_is_told(db):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has policies by row")
    fresh = connection.copy()
    with reading_for(NOBODY), fresh.cursor() as cursor:
        cursor.execute("SELECT current_setting('jigsaw.reads_for', true)")
        assert cursor.fetchone() == ("",)
    fresh.close()


def test_what_fails_within_leaves_the_session_as_it_was(steven):
    with reading_for("police"):
        with pytest.raises(DatabaseError), transaction.atomic(), reading_for(JIGSAW):
            connection.cursor().execute("SELECT 1/0")
        assert "Sealed" not in words()


def read_after_a_fault():
    """In a transaction that failed the session can be told nothing."""
    with suppress(DatabaseError):
        connection.cursor().execute("SELECT 1/0")
    with reading_for("police"):
        words()


def test_for_whom_it_could_not_be_told_to_read_nothing_is_read_later(steven):
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL has policies by row")
    with pytest.raises(DatabaseError), transaction.atomic():
        read_after_a_fault()
    fresh = connection.copy()
    with fresh.cursor() as cursor:
        cursor.execute("SELECT current_setting('jigsaw.reads_for', true)")
        assert cursor.fetchone() == (JIGSAW,)
    fresh.close()


def test_a_page_reads_for_the_agency_of_whoever_is_signed_in(borough, client, steven, monkeypatch):
    from jigsaw.interfaces.workspace import front

    seen = []
    monkeypatch.setattr(front, "sharing_links", lambda viewer: seen.append(words()) or ((), ()))
    for agency in ("council", "police"):
        client.force_login(borough.practitioner(agency, borough.agency(agency)))
        client.get("/")
    assert ["Sealed" in one for one in seen] == [True, False]
    assert "Sealed" in words()
