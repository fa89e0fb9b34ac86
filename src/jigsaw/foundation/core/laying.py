"""Tables for an empty database, made from the models at once instead of step by step through its history.

The steps of every change ever made take ten times as long, before each first start and each run of tests, and end in
the same tables: `tests/foundation/core/test_laying_tables.py` compares them. A database that holds anything takes the
steps that it lacks.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db import router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

Act = Callable[[Any, Any], None]
_MARK = "for_new_tables"


def for_new_tables(act: Act) -> Act:
    """Mark what a step of the history does beside tables, and a new database needs too."""
    setattr(act, _MARK, True)
    return act


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database holds no table at all."""
    return not connection.introspection.table_names()


def lay_tables(connection: BaseDatabaseWrapper) -> None:
    """Make every table of an empty database, and note every step as taken: all in one transaction.

    Steps that do more say so by `for_new_tables`.
    """
    executor, recorder = MigrationExecutor(connection), MigrationRecorder(connection)
    steps = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    with connection.schema_editor() as editor:
        for model in _models(connection):
            editor.create_model(model)
        editor.create_model(recorder.Migration)
        for step in steps:
            for act in _also_for_new_tables(step):
                act(apps, editor)
            recorder.record_applied(step.app_label, step.name)


def _models(connection: BaseDatabaseWrapper) -> Iterator[Any]:
    for app in apps.get_app_configs():
        if app.models_module is not None:
            for model in router.get_migratable_models(app, connection.alias):
                if model._meta.can_migrate(connection):
                    yield model


def _also_for_new_tables(step: Migration) -> Iterator[Act]:
    for operation in step.operations:
        act = getattr(operation, "code", None)
        if act is not None and getattr(act, _MARK, False):
            yield act
