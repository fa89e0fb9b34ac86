"""What a sealed piece says stands nowhere in the database, and is read by its own agency as it was sent."""

import pytest
from django.db import connection

from jigsaw.care.intake.actions import restrict, seal_older
from jigsaw.care.intake.entries import entries
from jigsaw.care.intake.models import Piece
from jigsaw.foundation.core.identity import record_id
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.sealing.actions import destroy_key, rewrap
from jigsaw.foundation.sealing.opening import DESTROYED
from tests.town import Town, piece, someone

WORDS = "At the refuge in Mill Lane"


@pytest.fixture
def town(db, tmp_path):
    return Town(tmp_path)


def call(town, sens="X", reference="c1", about="P1", words=WORDS):
    return piece(reference, "police-call", "2026-01-02", about, words=words, value="Mo", sens=sens)


def told(town, *local_ids):
    """What the police read of their pieces about these people."""
    viewer = town.borough.viewer(town.borough.agency("police", "police"))
    found = entries(viewer, records=[record_id("police", one) for one in local_ids])
    return [(one.words, one.attributes.get("value", "")) for one in found]


def whole_database():
    """Every text in the table of pieces, whatever column it is in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_piece")
        return str(cursor.fetchall())


def test_they_are_kept_encrypted_and_read_by_their_agency(town):
    town.send("police", someone("P1"), call(town))
    assert told(town, "P1") == [(WORDS, "Mo")]
    assert not [word for word in ("refuge", "Mo'", '"Mo"') if word in whole_database()]


def test_what_is_not_sealed_is_kept_as_it_was(town):
    town.send("police", someone("P1"), call(town, sens=""))
    assert (told(town, "P1"), WORDS in whole_database()) == ([(WORDS, "Mo")], True)


def test_sent_again_it_is_unchanged_and_corrected_it_is_a_new_version(town):
    for words in (WORDS, WORDS, "At her sister's"):
        town.send("police", someone("P1"), call(town, words=words))
    assert sorted(Piece.objects.values_list("version", flat=True)) == [1, 2]
    assert told(town, "P1") == [("At her sister's", "Mo")]


def test_the_key_follows_the_record_through_joins_and_partings_and_wrapping_anew(town):
    town.send("police", someone("P1"), call(town))
    town.send("gp", someone("G1"))
    assert told(town, "P1") == [(WORDS, "Mo")]
    rewrap(by=JIGSAW)
    assert told(town, "P1") == [(WORDS, "Mo")]


def test_what_an_earlier_version_kept_open_is_sealed(town):
    town.send("police", someone("P1"), call(town, sens=""))
    Piece.objects.update(restriction="sealed")
    assert [seal_older(by=JIGSAW) for _ in range(2)] == [1, 0]
    assert (told(town, "P1"), "refuge" in whole_database()) == ([(WORDS, "Mo")], False)


def test_erasing_one_persons_key_leaves_the_others_words(town):
    town.send(
        "police", someone("P1"), someone("P2", "Ben"), call(town), call(town, reference="c2", about="P2")
    )
    destroy_key(by=JIGSAW, record=record_id("police", "P1"), why="Agreed")
    assert told(town, "P1") == [(DESTROYED, "")]
    assert told(town, "P2") == [(WORDS, "Mo")]


def test_staff_who_seal_a_piece_seal_what_it_said_before_too_and_may_open_it_again(town):
    town.send("police", someone("P1"), call(town, sens=""))
    officer = town.borough.viewer(town.borough.agency("police", "police"))
    sealed = restrict(
        by=officer, piece=Piece.objects.get().pk, restriction="sealed", handling=[], why="Danger"
    )
    assert (told(town, "P1"), "refuge" in whole_database()) == ([(WORDS, "Mo")], False)
    restrict(by=officer, piece=sealed, restriction="", handling=[], why="Past")
    assert told(town, "P1") == [(WORDS, "Mo")]
    assert Piece.objects.get(version=3).attributes == {"value": "Mo"}


def test_a_correction_of_what_staff_sealed_is_sealed_too(town):
    town.send("police", someone("P1"), call(town, sens=""))
    officer = town.borough.viewer(town.borough.agency("police", "police"))
    restrict(by=officer, piece=Piece.objects.get().pk, restriction="sealed", handling=[], why="Danger")
    town.send("police", someone("P1"), call(town, sens="", words="At the refuge in Hill Lane"))
    assert (told(town, "P1"), "Hill Lane" in whole_database()) == (
        [("At the refuge in Hill Lane", "Mo")],
        False,
    )
