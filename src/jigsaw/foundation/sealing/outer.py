"""The key that opens the keys of people. It stands in a file of its own and never in the database."""

from pathlib import Path

from django.conf import settings

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.sqlite.keys import KeyPlace, StoreLocked
from jigsaw.foundation.sealing.models import PersonKey


class SealsLocked(JigsawError):
    """The key of sealed words is missing, or another's."""

    exit_code = 3

    def __init__(self, hindered_by: str) -> None:
        mend = "Put the key back where JIGSAW_SEAL_KEY names it. Without it nobody can read sealed words"
        super().__init__("Opening sealed words", hindered_by, mend)


def place() -> KeyPlace:
    """Where the key is: its file, and the file of the passphrase that it may be worked out from."""
    passphrase = settings.JIGSAW_SEAL_PASSPHRASE
    return KeyPlace(Path(settings.JIGSAW_SEAL_KEY), Path(passphrase) if passphrase else None)


def outer_keys() -> list[bytes]:
    """The keys to try, newest first; while keys are being wrapped anew there are two. Raises SealsLocked."""
    there = place()
    if not there.key_file.exists():
        raise SealsLocked(f"its key is not there: {there.key_file.name}")
    try:
        return [bytes.fromhex(key) for key in keys.read_keys(there)]
    except StoreLocked as error:
        raise SealsLocked(error.hindered_by) from error


def outer_keys_or_first() -> list[bytes]:
    """The same, and the first one is made where nothing was ever sealed. Raises SealsLocked."""
    there = place()
    if not there.key_file.exists() and not PersonKey.objects.exists():
        keys.write_first(there)
    return outer_keys()
