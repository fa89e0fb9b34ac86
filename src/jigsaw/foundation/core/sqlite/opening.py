"""Opening an SQLite file, with its key where it has one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as driver

from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.core.sqlite.keys import KeyPlace, StoreLocked


def opened(parameters: Mapping[str, Any]) -> Any:
    """A connection of the driver. Raises StoreLocked when the key that is set does not open the file."""
    told = dict(parameters)
    place = place_in(told)
    name = str(told["database"])
    if place is None or _is_in_memory(name):
        return driver.connect(**told)
    for key in keys.keys_for(name, place):
        connection = driver.connect(**told)
        if unlock(connection, key):
            return connection
        connection.close()
    raise StoreLocked("its key does not open it", "Put back the key that it was written with")


def place_in(parameters: dict[str, Any]) -> KeyPlace | None:
    """Where the key is by these parameters, which are taken out of them; None for a file that is not encrypted."""
    key_file, passphrase_file = parameters.pop("key_file", ""), parameters.pop("passphrase_file", "")
    if not key_file:
        return None
    return KeyPlace(Path(key_file), Path(passphrase_file) if passphrase_file else None)


def unlock(connection: Any, key: str) -> bool:
    """Set the key (64 hexadecimal digits) of a connection: whether it opens the file."""
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.DatabaseError as error:
        # SQLCipher cannot tell a wrong key from a damaged file: both read as no database at all.
        if "not a database" not in str(error):
            raise
        return False
    return True


def _is_in_memory(name: str) -> bool:
    return ":memory:" in name or "mode=memory" in name
