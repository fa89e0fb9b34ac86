"""An empty database's tables are made at once, and are those that every step of the history ends in."""

import os
import re
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest
import sqlcipher3
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jigsaw.foundation.core.laying import is_empty

STEPS = "test_steps_of_the_history"
OF_SQLITE = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
# Left out is a table of Django's own that we do not use: its steps give it a longer number than its model does.
OF_POSTGRESQL = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default, is_identity, character_maximum_length
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'auth_group_permissions'""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies",
    "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relrowsecurity",
)


def answers(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return {tuple(map(str, row)) for row in cursor.fetchall()}


def take_every_step(**environment):
    asked = [sys.executable, "-m", "django", "migrate", "--step-by-step", "--verbosity", "0"]
    told = {"DJANGO_SETTINGS_MODULE": "jigsaw.settings.test", **environment}
    subprocess.run(asked, env={**os.environ, **told}, check=True)


def columns_apart(statement):
    """A table's statement in parts: in which order its columns stand does not matter."""
    return frozenset(
        part.strip() for part in re.split(r', (?="|CONSTRAINT)| \((?=")', statement.removesuffix(")"))
    )


@pytest.mark.django_db
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="this is about SQLite")
def test_sqlites_tables_are_those_of_every_step(tmp_path):
    file = tmp_path / "steps.sqlite3"
    take_every_step(JIGSAW_HOME=str(tmp_path), JIGSAW_DATABASE_URL=f"sqlite:///{file}", JIGSAW_STORE_KEY="")
    laid = {(kind, name): columns_apart(sql) for kind, name, sql in answers(OF_SQLITE)}
    found = sqlcipher3.connect(str(file)).execute(OF_SQLITE).fetchall()
    stepped = {(kind, name): columns_apart(sql) for kind, name, sql in found}
    assert len(laid) > 100
    assert laid == stepped


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="this is about PostgreSQL")
def test_postgresqls_tables_are_those_of_every_step():
    told = connection.settings_dict
    account = f"{quote(told['USER'])}:{quote(told['PASSWORD'])}"
    server = f"postgresql://{account}@{told['HOST']}:{told['PORT']}"
    with psycopg.connect(f"{server}/{told['NAME']}", autocommit=True) as ours:
        ours.execute(f'DROP DATABASE IF EXISTS "{STEPS}"')
        ours.execute(f'CREATE DATABASE "{STEPS}"')
    take_every_step(JIGSAW_DATABASE_URL=f"{server}/{STEPS}")
    with psycopg.connect(f"{server}/{STEPS}") as stepped:
        for statement in OF_POSTGRESQL:
            found = {tuple(map(str, row)) for row in stepped.execute(statement)}
            assert found
            assert answers(statement) == found


@pytest.mark.django_db
def test_every_step_is_noted_as_taken():
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())


@pytest.mark.django_db
def test_a_database_that_holds_anything_is_left_as_it_is():
    before = answers("SELECT * FROM django_migrations")
    assert not is_empty(connection)
    call_command("migrate", verbosity=0)
    assert answers("SELECT * FROM django_migrations") == before
