"""What is sealed is read with the key alone; a key destroyed, or another's, opens nothing."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.errors import NotFound, Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.foundation.sealing import ciphers, outer
from jigsaw.foundation.sealing.actions import destroy_key, rewrap
from jigsaw.foundation.sealing.ciphers import Told
from jigsaw.foundation.sealing.closing import ToSeal, keyed_fingerprints, seal
from jigsaw.foundation.sealing.models import PersonKey
from jigsaw.foundation.sealing.opening import DESTROYED, NO_KEY, how_many_cannot_be_opened, open_sealed
from jigsaw.foundation.sealing.outer import SealsLocked

PIECE, OTHER, ANNE, BEN = (UUID(int=number) for number in range(1, 5))
REFUGE = Told("She is at the refuge", {"worker": "Jo"})


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.JIGSAW_SEAL_KEY = str(tmp_path / "seals.key")
    return tmp_path / "seals.key"


def kept(record=ANNE, piece=PIECE, told=REFUGE):
    return seal([ToSeal(piece, record, "1/a", told)])[piece]


def read(text, bound="1/a"):
    return open_sealed({PIECE: (text, bound)})[PIECE]


@given(words=st.text(), attributes=st.dictionaries(st.text(), st.text(), max_size=3))
def test_whatever_was_sealed_is_read_again_and_not_seen_in_what_is_kept(words, attributes):
    key = ciphers.new_key()
    text = ciphers.sealed(Told(words, attributes), key, ANNE, "1/a")
    assert ciphers.opened(text, key, "1/a") == Told(words, attributes)
    assert len(words) < 4 or words not in text
    assert ciphers.record_of(text) == ANNE


@pytest.mark.django_db
def test_the_database_holds_neither_the_words_nor_what_opens_them(key_file):
    text = kept()
    assert read(text).told == REFUGE
    assert "refuge" not in text
    outer_key = key_file.read_text().strip()
    assert outer_key not in text + PersonKey.objects.get().wrapped
    assert key_file.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_each_person_has_one_key_of_their_own():
    first, again, ben = kept(), kept(piece=OTHER), kept(record=BEN)
    assert PersonKey.objects.count() == 2
    assert ciphers.record_of(first) == ciphers.record_of(again) != ciphers.record_of(ben)
    swapped = ben.replace(str(BEN), str(ANNE))
    assert read(swapped).told is None


@pytest.mark.django_db
def test_words_moved_to_another_piece_or_a_key_to_another_record_are_noticed():
    text = kept()
    assert read(text, "1/b").told is None
    kept(record=BEN)
    PersonKey.objects.filter(pk=ANNE).update(wrapped=PersonKey.objects.get(pk=BEN).wrapped)
    assert read(text).why_not == NO_KEY
    assert how_many_cannot_be_opened() == (1, 2)


@pytest.mark.django_db
def test_a_destroyed_key_makes_words_unreadable_and_lets_nothing_back_in():
    text, bens = kept(), kept(record=BEN)
    destroy_key(by=JIGSAW, record=ANNE, why="Asked, and the agency agreed")
    assert (read(text).told, read(text).why_not, read(bens).told) == (None, DESTROYED, REFUGE)
    assert AuditEvent.objects.get(act="sealed words erased").why == "Asked, and the agency agreed"
    with pytest.raises(Refused, match="was erased"):
        kept()
    with pytest.raises(NotFound):
        destroy_key(by=JIGSAW, record=ANNE, why="Again")


@pytest.mark.django_db
def test_nothing_is_destroyed_without_a_why():
    text = kept()
    with pytest.raises(Refused):
        destroy_key(by=JIGSAW, record=ANNE, why=" ")
    assert read(text).told == REFUGE


@pytest.mark.django_db
def test_without_the_outer_key_a_story_can_be_read_and_says_what_is_missing(key_file):
    text = kept()
    key_file.rename(key_file.with_name("away"))
    assert read(text).why_not == NO_KEY
    with pytest.raises(SealsLocked, match="not there"):
        kept(record=BEN)
    assert not key_file.exists()


@pytest.mark.django_db
def test_wrapping_anew_leaves_the_words_readable_and_the_old_outer_key_of_no_use(key_file):
    text, old = kept(), key_file.read_text()
    assert rewrap(by=JIGSAW) == 1
    assert (read(text).told, key_file.read_text() != old) == (REFUGE, True)
    key_file.write_text(old)
    assert read(text).why_not == NO_KEY


@pytest.mark.django_db
def test_wrapping_anew_that_is_cut_short_leaves_a_way_to_each_key(key_file, monkeypatch):
    text, old = kept(), key_file.read_text()
    monkeypatch.setattr(PersonKey.objects, "bulk_update", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rewrap(by=JIGSAW)
    assert len(outer.outer_keys()) == 2
    assert old in key_file.read_text()
    assert read(text).told == REFUGE


@pytest.mark.django_db
def test_a_passphrase_may_stand_in_the_place_of_the_outer_key(settings, tmp_path, key_file):
    phrase = tmp_path / "phrase"
    phrase.write_text("three plain words\n")
    settings.JIGSAW_SEAL_PASSPHRASE = str(phrase)
    text = kept()
    assert key_file.read_text().startswith("salt ")
    phrase.write_text("three other words\n")
    assert read(text).why_not == NO_KEY


@pytest.mark.django_db
def test_a_guess_cannot_be_checked_against_a_kept_fingerprint(settings, tmp_path):
    here = keyed_fingerprints(["abc"])["abc"]
    assert (len(here), here == keyed_fingerprints(["abc"])["abc"]) == (64, True)
    PersonKey.objects.all().delete()
    assert keyed_fingerprints(["abc"])["abc"] != here


@pytest.mark.django_db
def test_what_is_not_sealed_is_left_alone():
    assert open_sealed({PIECE: ("She came by", "1/a"), OTHER: ("sealed:1: as he said", "1/a")}) == {}
