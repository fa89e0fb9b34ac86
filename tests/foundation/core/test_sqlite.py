"""The SQLite engine: a sound version, written ahead, and nothing of it left behind."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from jigsaw.foundation.core.sqlite.connection import check_version
from jigsaw.foundation.core.sqlite.files import remove_companions
from jigsaw.interfaces.commands.installation import give_room

only_on_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'")


def ask(question):
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


@only_on_sqlite
def test_the_log_is_written_ahead_and_keys_are_kept(transactional_db):
    assert ask("PRAGMA journal_mode") == "wal"
    assert ask("PRAGMA foreign_keys") == 1


@only_on_sqlite
def test_who_fills_a_database_holds_more_of_it(transactional_db):
    give_room()
    assert ask("PRAGMA cache_size") == -524288
    connection.close()


@only_on_sqlite
def test_it_is_the_mended_version_that_runs(db):
    check_version(tuple(map(int, ask("SELECT sqlite_version()").split("."))))


@pytest.mark.parametrize("version", [(3, 7, 0), (3, 40, 1), (3, 51, 2)])
def test_a_version_that_damages_its_log_is_refused(version):
    with pytest.raises(ImproperlyConfigured, match="write-ahead"):
        check_version(version)


def test_a_log_left_beside_a_database_that_is_gone_is_cleared(tmp_path):
    name = tmp_path / "old.sqlite3"
    for ending in ("-wal", "-shm"):
        (tmp_path / f"old.sqlite3{ending}").write_bytes(b"stale")
    remove_companions(str(name))
    remove_companions("file:memorydb_default?mode=memory&cache=shared")
    assert list(tmp_path.iterdir()) == []
