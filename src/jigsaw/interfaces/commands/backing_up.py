"""`jigsaw backup`, `jigsaw restore` and `jigsaw backup-key`."""

import os
from pathlib import Path

import typer

from jigsaw.foundation.core.errors import JigsawError, Refused
from jigsaw.interfaces.commands.answers import print_json, say
from jigsaw.interfaces.commands.ground import AS_JSON, command

TO = typer.Argument(help="The file to write.")
FOR = typer.Option(
    ..., "--for", help="A public key, age1… Give it again for each who shall be able to read it."
)
BACKUP = typer.Argument(help="The file of the backup.")
KEY = typer.Option(..., "--key", help="The file of the private key.")
IS_DRILL = typer.Option(False, "--drill", help="Restore it beside, look it over, and throw it away again.")
NEW_KEY = typer.Argument(help="The file to write the private key into.")


@command
def backup_key(file: Path = NEW_KEY) -> None:
    """Make a pair of keys for backups. Keep the private one away from this machine."""
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    try:
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as made:
            made.write(f"# public key: {identity.to_public()}\n{identity}\n")
    except OSError as error:
        hindered = "the file is there already" if file.exists() else "the file cannot be written"
        raise Refused("Making keys for backups", hindered, "Name another file") from error
    say(f"The private key is in {file}: keep it where neither the database nor its backups are.")
    say(f"Backups are written for: {identity.to_public()}")


@command
def backup(file: Path = TO, recipients: list[str] = FOR, as_json: bool = AS_JSON) -> None:
    """Write the whole database, encrypted, into one file. Everybody may go on working."""
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.interfaces.backups.contents import recipient
    from jigsaw.interfaces.backups.writing import write_backup

    if not file.parent.is_dir():
        raise Refused("Writing a backup", "its folder is not there", "Make the folder, or name another")
    manifest = write_backup(by=JIGSAW, to=file, recipients=[recipient(one) for one in recipients])
    told = {"file": str(file), "bytes": file.stat().st_size, "rows": sum(manifest.rows.values())}
    if as_json:
        print_json(told)
    else:
        say(f"{told['rows']:,} rows of {len(manifest.rows)} tables are in {file} ({told['bytes']:,} bytes).")
        say("Nobody knows that it can be restored before it was: jigsaw restore --drill")


@command
def restore(file: Path = BACKUP, key: Path = KEY, drill: bool = IS_DRILL, as_json: bool = AS_JSON) -> None:
    """Put a backup where no database is. With --drill: show that it could be; leaves with 1 when it could not."""
    from jigsaw.interfaces.backups.contents import identity

    if not key.is_file():
        raise Refused(
            "Restoring a backup", "the file of the private key is not there", "Check the path after --key"
        )
    private = identity(key.read_text("utf-8"))
    if drill:
        _drill(file, private, as_json=as_json)
    else:
        _restore(file, private)


def _drill(file: Path, private: object, *, as_json: bool) -> None:
    from jigsaw.foundation.core.viewer import JIGSAW
    from jigsaw.foundation.running.lately import DRILL
    from jigsaw.foundation.running.noting import note_ended
    from jigsaw.interfaces.backups.restoring import drill

    try:
        found = drill(by=JIGSAW, backup=file, identity=private)
    except JigsawError as error:
        note_ended(work=DRILL, sound=False, told=error.hindered_by)
        raise
    whole = f"the backup of {found.manifest.made_at} is whole"
    note_ended(work=DRILL, sound=not found.wrong, told=found.wrong[0] if found.wrong else whole)
    rows = sum(found.manifest.rows.values())
    if as_json:
        print_json(
            {"sound": not found.wrong, "made_at": found.manifest.made_at, "rows": rows, "wrong": found.wrong}
        )
    else:
        say(f"The backup of {found.manifest.made_at} was restored beside and looked over: {rows:,} rows.")
        for one in found.wrong:
            say(f"WRONG  {one}")
        say("It is not sound." if found.wrong else "It is whole: every row, and the audit trail to its end.")
    if found.wrong:
        raise typer.Exit(1)


def _restore(file: Path, private: object) -> None:
    from django.db import connection

    from jigsaw.interfaces.backups import restoring

    restored = restoring.restore_postgresql if connection.vendor == "postgresql" else restoring.restore_sqlite
    manifest = restored(file, private)
    say(f"The database is again as it was at {manifest.made_at}: {sum(manifest.rows.values()):,} rows.")
    say(
        "What was written after that moment is not in it. Its audit trail is shorter than the newest checkpoints say."
    )
    if connection.vendor == "sqlite":
        say("Next: jigsaw rekey, since its key is in the backup too. Then: jigsaw migrate")
