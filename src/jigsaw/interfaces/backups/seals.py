"""The keys of sealed words in a backup: without them what comes back could not be read."""

from collections.abc import Iterable
from uuid import UUID

from jigsaw.foundation.core.sqlite import keys
from jigsaw.foundation.sealing.ciphers import unwrapped
from jigsaw.foundation.sealing.opening import is_anything_sealed
from jigsaw.foundation.sealing.outer import outer_keys, place
from jigsaw.interfaces.backups.contents import Manifest

TABLE = "sealing_personkey"
KEPT_KEYS = f"SELECT record, wrapped FROM {TABLE} WHERE wrapped <> ''"  # noqa: S608 (our own table)


def held_seals() -> tuple[str, ...]:
    """The outer keys that are in use here. Raises SealsLocked: without them, words would come back unreadable."""
    return tuple(key.hex() for key in outer_keys()) if is_anything_sealed() else ()


def put_back(manifest: Manifest) -> None:
    """Put a backup's keys of sealed words beside those that are there."""
    there = place()
    lines = keys.lines_of(there)
    if missing := [key for key in manifest.seals if key not in lines]:
        keys.write_key(there, *lines, *missing)


def unopened(manifest: Manifest, rows: Iterable[tuple[object, str]]) -> list[str]:
    """What a drill says of the kept keys that the backup's own outer keys do not open; rows: see KEPT_KEYS."""
    outers = [bytes.fromhex(key) for key in manifest.seals]
    lost = sum(unwrapped(text, outers, UUID(str(record))) is None for record, text in rows)
    return [f"{lost:,} keys of sealed words cannot be opened"] if lost else []
