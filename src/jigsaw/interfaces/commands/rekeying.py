"""`jigsaw rekey`: another key for the encrypted database."""

from pathlib import Path

import typer

from jigsaw.foundation.core.errors import Refused
from jigsaw.interfaces.commands.answers import say
from jigsaw.interfaces.commands.ground import command

PASSPHRASE = typer.Option(None, help="From now on work the key out from the passphrase in this file.")


@command
def rekey(passphrase_file: Path = PASSPHRASE) -> None:
    """Write the SQLite database anew under a new key, and wrap the keys of sealed words anew under another."""
    from django.db import connection, connections

    if connection.vendor != "sqlite":
        _rewrap_alone()
        return
    from jigsaw.foundation.core.sqlite.opening import place_in
    from jigsaw.foundation.core.sqlite.rekeying import rekey as write_anew

    asked = "Giving the database a new key"
    place = place_in(dict(connection.settings_dict["OPTIONS"]))
    if place is None:
        raise Refused(
            asked, "JIGSAW_STORE_KEY is set to nothing", "Name a file for the key, or leave it unset"
        )
    database = Path(str(connection.settings_dict["NAME"]))
    if not database.is_file():
        raise Refused(asked, "there is no database yet", "Run: jigsaw migrate. It makes one, encrypted")
    connections.close_all()
    counts = write_anew(database, place, passphrase_file=passphrase_file)
    say(f"{sum(counts.values()):,} rows in {len(counts)} tables stand under a new key: {place.key_file}")
    say("Keep a copy of that file apart from the database and its backups. Without it nobody can read them.")
    if passphrase_file:
        say(f"Set JIGSAW_STORE_PASSPHRASE to {passphrase_file} for everything that opens the database.")
        connection.settings_dict["OPTIONS"]["passphrase_file"] = str(passphrase_file)
    _rewrap()


def _rewrap_alone() -> None:
    """PostgreSQL keeps its files itself: the keys of sealed words are all that is ours there."""
    if not _rewrap():
        hindered = "PostgreSQL keeps its files itself, and nothing is sealed yet"
        raise Refused(
            "Giving the database a new key",
            hindered,
            "Encrypt the disk that it stands on: docs/how-to/encrypt-the-store.md",
        )


def _rewrap() -> int:
    from jigsaw.care.intake.actions import seal_older
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.sealing.actions import rewrap
    from jigsaw.foundation.sealing.opening import is_ready

    if not is_ready():
        return 0
    if older := seal_older(by=JIGSAW):
        say(f"{older:,} sealed pieces of an earlier version are encrypted now, too.")
    if count := rewrap(by=JIGSAW):
        say(
            f"{count:,} keys of sealed words are wrapped under a new key: keep a copy of it (JIGSAW_SEAL_KEY), too."
        )
    return count
