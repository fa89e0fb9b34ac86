"""An SQLite file that nobody reads without its key."""

import stat
from contextlib import closing

import pytest

from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.sqlite.keys import KeyPlace, StoreLocked
from jigsaw.foundation.core.sqlite.opening import opened


@pytest.fixture
def place(tmp_path):
    return KeyPlace(tmp_path / "keys" / "store.key")


@pytest.fixture
def told(tmp_path, place):
    """What opens the database."""
    return {"database": str(tmp_path / "store.sqlite3"), "key_file": str(place.key_file)}


def write(told, words="14 Mill Lane"):
    with closing(opened(told)) as connection, connection:
        connection.execute("CREATE TABLE IF NOT EXISTS place (words TEXT)")
        connection.execute("INSERT INTO place VALUES (?)", [words])


def read(told):
    with closing(opened(told)) as connection:
        return [words for (words,) in connection.execute("SELECT words FROM place")]


def test_the_first_run_makes_a_key_for_its_owner_alone_and_the_file_says_nothing(told, place, tmp_path):
    write(told)
    assert read(told) == ["14 Mill Lane"]
    assert stat.S_IMODE(place.key_file.stat().st_mode) == 0o600
    content = (tmp_path / "store.sqlite3").read_bytes()
    assert b"Mill Lane" not in content
    assert not content.startswith(keys.PLAIN)


def test_without_its_key_or_with_another_it_is_not_opened_and_no_other_key_is_made(told, place):
    write(told)
    kept = place.key_file.read_text()
    place.key_file.unlink()
    with pytest.raises(StoreLocked, match="its key is not there"):
        opened(told)
    assert not place.key_file.exists()
    place.key_file.write_text("0" * 64 + "\n")
    with pytest.raises(StoreLocked, match="does not open it"):
        opened(told)
    place.key_file.write_text(kept)
    assert read(told) == ["14 Mill Lane"]


@pytest.mark.parametrize(("content", "says"), [("", "is empty"), ("a key\n", "holds no key")])
def test_a_key_file_without_a_key_is_refused_in_words(told, place, content, says):
    write(told)
    place.key_file.write_text(content)
    with pytest.raises(StoreLocked, match=says):
        opened(told)


def test_a_passphrase_opens_it_with_the_salt_that_was_drawn(told, place, tmp_path):
    (tmp_path / "phrase").write_text("four plain words here\n")
    told["passphrase_file"] = str(tmp_path / "phrase")
    write(told)
    assert read(told) == ["14 Mill Lane"]
    assert place.key_file.read_text().startswith("salt ")
    (tmp_path / "phrase").write_text("another phrase\n")
    with pytest.raises(StoreLocked, match="does not open it"):
        opened(told)
    with pytest.raises(StoreLocked, match="none is set"):
        opened({**told, "passphrase_file": ""})


def test_a_file_that_is_not_encrypted_is_not_opened_as_if_it_were(told, place):
    write({"database": told["database"]})
    keys.write_key(place, "0" * 64)
    with pytest.raises(StoreLocked, match="not encrypted"):
        opened(told)


def test_a_database_in_memory_needs_no_key(told, place):
    with closing(opened({**told, "database": ":memory:"})) as connection:
        connection.execute("CREATE TABLE place (words TEXT)")
    assert not place.key_file.exists()


def test_while_a_key_is_changed_either_opens_the_file(told, place):
    write(told)
    keys.write_key(place, *keys.lines_of(place), "1" * 64)
    assert read(told) == ["14 Mill Lane"]


def test_who_comes_second_takes_the_key_of_who_was_first(told, place):
    keys.write_first(place)
    first = place.key_file.read_text()
    keys.write_first(place)
    assert place.key_file.read_text() == first
    assert list(place.key_file.parent.iterdir()) == [place.key_file]
