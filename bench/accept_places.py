"""Where the door is measured: SQLite in a file, and a PostgreSQL that waits for the disk, unlike that of the tests."""

import secrets
import sys
from typing import Any

import psycopg

from bench.databases import KEPT, ROOT, Place, place

sys.path.insert(0, str(ROOT / "scripts"))
from postgres_cluster import Cluster
from postgres_programs import find_programs

# Memory as a small service has it: a quarter of eight gigabytes. The last word on a setting holds.
SETTINGS = """
fsync = on
synchronous_commit = on
full_page_writes = on
shared_buffers = 2GB
max_wal_size = 8GB
maintenance_work_mem = 512MB
"""


def accept_place(vendor: str, name: str) -> Place:
    """A folder under var/bench and a database of that name, on a server that answers when it is on the disk."""
    if vendor == "sqlite":
        return place(vendor, name)
    home = KEPT / f"{name}-{vendor}"
    home.mkdir(parents=True, exist_ok=True)
    return Place(vendor, home, _ensured(f"bench_{name.replace('-', '_')}"))


def stop_postgresql() -> None:
    """Stop the server; its databases are kept."""
    cluster = _cluster()
    if cluster.is_made():
        cluster.stop()


def _ensured(name: str) -> str:
    cluster = _cluster()
    if not cluster.is_made():
        cluster.make(password=secrets.token_hex(16))
        with (cluster.tables / "postgresql.conf").open("a") as settings:
            settings.write(SETTINGS)
    if not cluster.answers():
        cluster.clear_leftovers()
        if not cluster.start():
            raise RuntimeError(cluster.last_words())
    server = cluster.url().rsplit("/", 1)[0]
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if found is None:
            connection.execute(f'CREATE DATABASE "{name}"')
    return f"{server}/{name}"


def _cluster() -> Any:
    """The cluster of this bench, beside the tests' own: the same programs and owner, another folder."""
    tests = Cluster.here(find_programs(""))
    folder = tests.folder.with_name(f"{tests.folder.name}-on-disk")
    return Cluster(folder, tests.programs, tests.owner)
