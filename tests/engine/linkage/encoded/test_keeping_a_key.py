"""The key file: made once, for its owner alone, and refused when it is not whole or not private."""

from pathlib import Path

import pytest

from jigsaw.engine.linkage.encoded.keys import FaultyKey, new_key, read_key


def test_a_new_key_is_read_back_and_is_its_owners_alone(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == made
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_two_keys_are_two(tmp_path: Path) -> None:
    assert new_key(tmp_path / "one").id != new_key(tmp_path / "two").id


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key")
    with pytest.raises(FaultyKey, match="is there already"):
        new_key(tmp_path / "key")
    assert read_key(tmp_path / "key") == made


def test_a_key_that_others_can_open_is_refused(tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    (tmp_path / "key").chmod(0o640)
    with pytest.raises(FaultyKey, match="chmod 600"):
        read_key(tmp_path / "key")


@pytest.mark.parametrize("written", ["", "secret", "jigsaw-encoding-key-1:", "jigsaw-encoding-key-1:abc"])
def test_what_is_no_whole_key_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "key").write_text(written)
    (tmp_path / "key").chmod(0o600)
    with pytest.raises(FaultyKey, match="no whole key"):
        read_key(tmp_path / "key")


def test_a_key_that_is_not_there_and_a_place_that_is_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(FaultyKey, match="new-key"):
        read_key(tmp_path / "nowhere")
    with pytest.raises(FaultyKey, match="cannot be written"):
        new_key(tmp_path / "nowhere" / "key")


def test_a_key_does_not_show_itself(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key")
    assert repr(made.secret) not in repr(made)
