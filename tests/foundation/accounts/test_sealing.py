"""Secrets of accounts are readable with the key, for their purpose and their owner, and for nothing else."""

import stat
from pathlib import Path

import pytest

from jigsaw.foundation.accounts.sealing import AccountKeyLost, fingerprint, seal, unseal


def test_what_was_sealed_is_read_again():
    assert unseal(seal("words", "draft", 7), "draft", 7) == "words"


@pytest.mark.parametrize(("purpose", "owner"), [("draft", 8), ("code", 7)])
def test_it_opens_for_no_other_purpose_and_no_other_owner(purpose, owner):
    with pytest.raises(AccountKeyLost):
        unseal(seal("words", "draft", 7), purpose, owner)


def test_it_does_not_open_under_another_key(settings, tmp_path):
    sealed = seal("words", "draft", 7)
    settings.JIGSAW_ACCOUNT_KEY = str(tmp_path / "keys" / "other.key")
    with pytest.raises(AccountKeyLost):
        unseal(sealed, "draft", 7)


def test_the_key_is_made_once_for_its_owner_alone(settings, tmp_path):
    settings.JIGSAW_ACCOUNT_KEY = str(tmp_path / "keys" / "new.key")
    first = fingerprint("words", "draft")
    assert fingerprint("words", "draft") == first
    assert stat.S_IMODE(Path(settings.JIGSAW_ACCOUNT_KEY).stat().st_mode) == 0o600


def test_the_same_words_are_never_sealed_alike():
    assert seal("words", "draft", 7) != seal("words", "draft", 7)
