from contextlib import closing
from pathlib import Path

import pytest

from jigsaw.foundation.core.sqlite import keys, rekeying
from jigsaw.foundation.core.sqlite.keys import KeyPlace, StoreLocked
from jigsaw.foundation.core.sqlite.opening import opened
from jigsaw.foundation.core.sqlite.rekeying import CopyUnsound, StoreInUse, rekey


@pytest.fixture
def place(tmp_path):
    return KeyPlace(tmp_path / "store.key")


@pytest.fixture
def told(tmp_path, place):
    """What opens the database, in which three places stand."""
    made = {"database": str(tmp_path / "store.sqlite3"), "key_file": str(place.key_file)}
    fill(made)
    return made


def fill(told):
    with closing(opened(told)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE place (words TEXT)")
        connection.executemany("INSERT INTO place VALUES (?)", [(str(n),) for n in range(3)])


def rows(told):
    with closing(opened(told)) as connection:
        return connection.execute("SELECT count(*) FROM place").fetchone()[0]


def test_everything_is_there_under_the_new_key_and_the_old_one_opens_nothing(told, place):
    before = place.key_file.read_text()
    assert rekey(Path(told["database"]), place) == {"place": 3}
    assert rows(told) == 3
    assert place.key_file.read_text() != before
    place.key_file.write_text(before)
    with pytest.raises(StoreLocked):
        opened(told)


def test_a_file_that_is_not_encrypted_gets_its_first_key(tmp_path, place):
    told = {"database": str(tmp_path / "plain.sqlite3")}
    fill(told)
    rekey(Path(told["database"]), place)
    assert not keys.is_plain(Path(told["database"]))
    assert rows({**told, "key_file": str(place.key_file)}) == 3


def test_from_a_key_file_to_a_passphrase(told, place, tmp_path):
    phrase = tmp_path / "phrase"
    phrase.write_text("four plain words here\n")
    rekey(Path(told["database"]), place, passphrase_file=phrase)
    assert rows({**told, "passphrase_file": str(phrase)}) == 3
    rekey(Path(told["database"]), KeyPlace(place.key_file, phrase))
    assert rows({**told, "passphrase_file": str(phrase)}) == 3


def test_cut_short_on_the_way_to_a_passphrase_the_old_key_still_opens_it(told, place, tmp_path, monkeypatch):
    (tmp_path / "phrase").write_text("four plain words here\n")
    monkeypatch.setattr(rekeying, "_settle", lambda copy: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        rekey(Path(told["database"]), place, passphrase_file=tmp_path / "phrase")
    assert rows(told) == 3


def test_while_anybody_has_it_open_nothing_is_changed(told, place):
    before = place.key_file.read_text()
    with closing(opened(told)) as other:
        other.execute("SELECT * FROM place").fetchall()
        with pytest.raises(StoreInUse, match="has the database open"):
            rekey(Path(told["database"]), place)
    assert (place.key_file.read_text(), rows(told)) == (before, 3)


@pytest.mark.parametrize("cut_short_at", ["_settle", "remove_companions"])
def test_cut_short_anywhere_it_still_opens(told, place, monkeypatch, cut_short_at):
    def fall_over(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(rekeying, cut_short_at, fall_over)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            rekey(Path(told["database"]), place)
        assert rows(told) == 3
    monkeypatch.undo()
    rekey(Path(told["database"]), place)
    assert (rows(told), len(keys.lines_of(place))) == (3, 1)


def test_a_copy_that_lacks_a_row_does_not_take_its_place(told, place, monkeypatch):
    real = rekeying.count_rows
    counted = []
    monkeypatch.setattr(
        rekeying, "count_rows", lambda one: counted.append(1) or real(one) | {"place": len(counted)}
    )
    with pytest.raises(CopyUnsound):
        rekey(Path(told["database"]), place)
    assert rows(told) == 3
