"""Migrations: one line of them, each small, and none missing."""

import pytest
from django.apps import apps
from django.db.migrations import operations
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

ADDS = (operations.CreateModel, operations.AddField, operations.AddIndex, operations.AddConstraint)
REMOVES = (
    operations.DeleteModel,
    operations.RemoveField,
    operations.RemoveIndex,
    operations.RemoveConstraint,
)


@pytest.fixture(scope="module")
def loader():
    return MigrationLoader(None)


@pytest.fixture(scope="module")
def ours(loader):
    """Our own migrations, by (app, name)."""
    mine = {app.label for app in apps.get_app_configs() if app.name.startswith("jigsaw.")}
    return {key: migration for key, migration in loader.disk_migrations.items() if key[0] in mine}


def test_migrations_are_linear(ours):
    forked = loader_parents(ours)
    assert not forked, f"Two migrations follow the same one: {forked}"


def loader_parents(ours):
    """Parents with more than one child in their own app."""
    parents = [parent for (app, _), m in ours.items() for parent in m.dependencies if parent[0] == app]
    return sorted({parent for parent in parents if parents.count(parent) > 1})


def test_no_migration_both_adds_and_removes(ours):
    both = [
        ".".join(key)
        for key, migration in ours.items()
        if any(isinstance(o, ADDS) for o in migration.operations)
        and any(isinstance(o, REMOVES) for o in migration.operations)
    ]
    assert not both, f"Add, fill, use, remove: each its own change. {both}"


def test_every_change_of_a_model_has_its_migration(loader):
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    missing = detector.changes(graph=loader.graph)
    assert not missing, f"Run jigsaw makemigrations for: {', '.join(missing)}"
