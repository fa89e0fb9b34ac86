"""The two databases that are measured: SQLite in a file, and a PostgreSQL that the project starts itself."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "var" / "bench"
BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Place:
    """Where one Jigsaw lives while it is measured: its folder, its database and how a child process is told."""

    vendor: str
    home: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a child process that works here."""
        told = {"JIGSAW_HOME": str(self.home), "JIGSAW_DATABASE_URL": self.url}
        return {**os.environ, **told, "DJANGO_SETTINGS_MODULE": "jigsaw.settings.demo"}


def place(vendor: str, name: str) -> Place:
    """A folder under var/bench and a database of that name; PostgreSQL's is created when it is missing."""
    home = KEPT / f"{name}-{vendor}"
    home.mkdir(parents=True, exist_ok=True)
    if vendor == "sqlite":
        return Place(vendor, home, f"sqlite:///{home / 'demo.sqlite3'}")
    return Place(vendor, home, _ensured(f"bench_{name.replace('-', '_')}"))


def is_there(where: Place) -> bool:
    """Whether the database has tables: `make clean` takes the cluster away with all of them."""
    if where.vendor == "sqlite":
        return Path(where.url.removeprefix("sqlite:///")).is_file()
    with psycopg.connect(where.url) as connection:
        return connection.execute("SELECT to_regclass('intake_piece')").fetchone() != (None,)


def emptied(where: Place) -> None:
    """Throw the database away and leave an empty one."""
    if where.vendor == "sqlite":
        file = Path(where.url.removeprefix("sqlite:///"))
        for path in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
            path.unlink(missing_ok=True)
        return
    server, name = where.url.rsplit("/", 1)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')


def _ensured(name: str) -> str:
    told = subprocess.run([ROOT / "scripts" / "ensure_postgres"], capture_output=True, text=True, check=True)
    server = told.stdout.strip().rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"
