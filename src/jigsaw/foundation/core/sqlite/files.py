"""The files beside an SQLite database."""

from pathlib import Path

COMPANIONS = ("-wal", "-shm", "-journal")


def remove_companions(name: str) -> None:
    """Delete the log and index files of a database that is gone; a database in memory has none."""
    if not name or ":memory:" in name or "mode=memory" in name:
        return
    for ending in COMPANIONS:
        Path(name + ending).unlink(missing_ok=True)
