import pytest
from django.db import connection

from jigsaw.foundation.audit.actions import record_acts, record_look
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core import guards
from jigsaw.foundation.core.viewer import JIGSAW


@pytest.fixture
def trail(db):
    """Five rows: three acts at once, then two looks. What was written, in its order."""
    record_acts(
        by=JIGSAW, acts=[(f"act {n}", {"rows": n}) for n in range(3)], subject_kind="record", subject_id=1
    )
    for why in ("Asked by the crisis team", ""):
        record_look(by=JIGSAW, subject_kind="person", subject_id="a", why=why, detail={"ids": ["b", "c"]})
    return list(AuditEvent.objects.order_by("number"))


@pytest.fixture
def tamper():
    """Does what only the owner of the tables can: one statement, with the guard taken away."""

    def run(statement, *values):
        connection.check_constraints()
        with guards.taken_down(), connection.cursor() as cursor:
            cursor.execute(statement, values)

    return run
