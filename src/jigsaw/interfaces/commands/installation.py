"""What an installation needs before its first use."""

from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

from jigsaw.foundation.audit import keeping
from jigsaw.foundation.core import guards
from jigsaw.foundation.core.errors import Refused


def make_ready() -> None:
    """Make the folder of the database, and its tables, where they are missing."""
    database = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        Path(database["NAME"]).parent.mkdir(parents=True, exist_ok=True)
    call_command("migrate", interactive=False, verbosity=0)


def give_room() -> None:
    """Let SQLite hold half a gigabyte of pages in this process: for filling a database, where each page is met often.

    A page of an encrypted file that is not held is decrypted again each time it is met.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA cache_size = -524288")


def begin_anew() -> None:
    """Empty the demo's database. Raises Refused anywhere but in the demo."""
    if not settings.JIGSAW_DEMO:
        raise Refused(
            "Beginning anew",
            "this is not the demo",
            "Run it with DJANGO_SETTINGS_MODULE=jigsaw.settings.demo",
        )
    keeping.forget()
    if connection.vendor == "sqlite":
        connections.close_all()
        name = Path(settings.DATABASES["default"]["NAME"])
        for path in (name, name.with_name(f"{name.name}-wal"), name.with_name(f"{name.name}-shm")):
            path.unlink(missing_ok=True)
        make_ready()
    else:
        make_ready()
        with guards.taken_down():
            call_command("flush", interactive=False, verbosity=0)
