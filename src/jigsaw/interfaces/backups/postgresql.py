"""PostgreSQL's own tools for copying a database, pg_dump and pg_restore, told where the database is."""

import os
import shutil
import subprocess
from typing import IO, Any
from urllib.parse import quote

from jigsaw.foundation.core.errors import JigsawError

_NAMES = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}


# Behind the second wall (foundation.core.wall) a session that does not say for whom it reads is given nothing.
_FOR_ALL = {"PGOPTIONS": "-c jigsaw.reads_for=*"}


class ToolFailed(JigsawError):
    """pg_dump or pg_restore is not there, or gave up."""


def dump(settings: dict[str, Any], snapshot: str, into: IO[bytes]) -> None:
    """Write the database as it is in an exported snapshot. Raises ToolFailed."""
    told = ["pg_dump", "--format=custom", "--no-owner", "--enable-row-security", f"--snapshot={snapshot}"]
    _run(told, settings, stdout=into)


def restore(settings: dict[str, Any], content: IO[bytes]) -> None:
    """Write a dump into an empty database. Raises ToolFailed."""
    name = str(settings["NAME"])
    told = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={name}"]
    _run(told, settings, stdin=content)


def address(settings: dict[str, Any]) -> str:
    """The address of a database, as JIGSAW_DATABASE_URL takes it."""
    user, password = quote(str(settings["USER"])), quote(str(settings["PASSWORD"] or ""))
    who = f"{user}:{password}@" if password else f"{user}@" if user else ""
    host, port = str(settings["HOST"] or ""), settings["PORT"] or 5432
    if host.startswith("/"):
        return f"postgresql://{who}:{port}/{settings['NAME']}?host={host}"
    return f"postgresql://{who}{host or 'localhost'}:{port}/{settings['NAME']}"


def _run(command: list[str], settings: dict[str, Any], **pipes: Any) -> None:
    tool = shutil.which(command[0])
    if tool is None:
        hindered = f"{command[0]} is not on this machine"
        raise ToolFailed(
            "Copying the database", hindered, "Install PostgreSQL’s client programs, of the server’s version"
        )
    told = {to: str(settings[name]) for name, to in _NAMES.items() if settings.get(name)}
    done = subprocess.run(  # noqa: S603 (our own words, and settings that are no option)
        [tool, *command[1:]],
        env={**os.environ, **told, **_FOR_ALL},
        stderr=subprocess.PIPE,
        check=False,
        **pipes,
    )
    if done.returncode:
        # What the tool says can quote a row, so only that it gave up is told.
        hindered = f"{command[0]} gave up with {done.returncode}"
        raise ToolFailed(
            "Copying the database", hindered, "Run it by hand to see why: its version must be the server’s"
        )
