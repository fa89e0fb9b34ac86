"""Everything worked out can be thrown away and worked out again from what was sent and decided, and is the same."""

import tempfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction
from hypothesis import given

from jigsaw.foundation.core import guards
from jigsaw.foundation.core.tables import Derived
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds import steps
from tests.histories import FEW, HISTORIES, tell
from tests.town import Town
from tests.worked_out import people_and_homes, reasons, stories

pytestmark = pytest.mark.django_db


def is_kept(model):
    return model.__module__.startswith("jigsaw.") and not issubclass(model, Derived)


def dumped():
    """What is kept, as JSON. A field that points at what is worked out is itself worked out, and is left behind."""
    parts = []
    for model in filter(is_kept, apps.get_models()):
        kept = [one.name for one in model._meta.fields if not _is_derived(one)]
        parts.append(serializers.serialize("json", model.objects.order_by("pk"), fields=kept))
    return parts


def _is_derived(field):
    return field.is_relation and issubclass(field.related_model, Derived)


def put_on_an_empty_database(parts):
    connection.check_constraints()
    tables = connection.introspection.table_names()
    emptied = connection.ops.sql_flush(no_style(), [one for one in tables if one != "django_migrations"])
    # A row that is given back with its id is looked for before it is added, which the guard takes for a change.
    with guards.taken_down(), connection.cursor() as cursor:
        for statement in emptied:
            cursor.execute(statement)
        for part in parts:
            for one in serializers.deserialize("json", part):
                one.save()
        connection.check_constraints()


def assert_the_same_reasons(before, after):
    """A reason that a former state of joining gave is kept as withdrawn; a rebuild knows nothing of it."""
    left_behind = {key: row for key, row in before.items() if key not in after}
    assert all(row["withdrawn_at"] for row in left_behind.values())
    assert after == {key: row for key, row in before.items() if key in after}


@FEW
@given(HISTORIES)
def test_rebuilding_in_place_gives_the_same_people_homes_stories_and_reasons(history):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        town = Town(Path(folder))
        viewer = town.viewer("gp")
        tell(town, history)
        before = people_and_homes(), stories(viewer), reasons()
        steps.rebuild(by=JIGSAW)
        assert (people_and_homes(), stories(viewer)) == before[:2]
        assert_the_same_reasons(before[2], reasons())
        transaction.set_rollback(True)


@FEW
@given(HISTORIES)
def test_rebuilding_on_an_empty_database_from_what_is_kept_gives_the_same(history):
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        town = Town(Path(folder))
        viewer = town.viewer("gp")
        tell(town, history)
        before = people_and_homes(), stories(viewer), reasons()
        put_on_an_empty_database(dumped())
        assert reasons() == {}
        steps.rebuild(by=JIGSAW)
        assert (people_and_homes(), stories(viewer)) == before[:2]
        assert_the_same_reasons(before[2], reasons())
        transaction.set_rollback(True)
