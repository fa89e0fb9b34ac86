"""The page for those whose duty it is, and the one word for a machine."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.test import Client

from jigsaw.foundation.core.time import now
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.running.lately import DRILL, TIMER, VERIFICATION
from jigsaw.foundation.running.models import LastRun
from jigsaw.foundation.running.noting import note_ended
from jigsaw.interfaces.health import by_the_clock, scheduled, whole
from tests.builders import Borough


@pytest.fixture
def service(settings, db):
    """Not the demo, with everything that runs by the clock gone well."""
    settings.JIGSAW_DEMO = False
    settings.JIGSAW_DRILL_BACKUPS = "/backups"
    for work in (TIMER, VERIFICATION, DRILL):
        note_ended(work=work, sound=True, told="It is whole")
    return settings


def machine():
    answer = Client().get("/healthz")
    return answer.status_code, answer.content.decode()


def test_a_machine_is_told_ok_without_signing_in_and_nothing_else(service):
    assert machine() == (200, "ok")


@pytest.mark.parametrize(
    ("work", "change"),
    [
        (TIMER, {"ended_at": now() - timedelta(hours=1)}),
        (TIMER, {"ended_at": None}),
        (VERIFICATION, {"sound": False, "told": "row 5 of lane 0 is missing"}),
        (VERIFICATION, {"ended_at": now() - timedelta(days=3)}),
        (DRILL, {"sound": False, "told": "the copy inside cannot be opened"}),
        (DRILL, {"ended_at": now() - timedelta(days=9)}),
    ],
)
def test_what_failed_or_did_not_happen_is_not_ok(service, work, change):
    LastRun.objects.filter(pk=work).update(**change)
    assert machine() == (503, "not ok")


def test_a_database_that_does_not_answer_is_not_ok(service, monkeypatch):
    class Away:
        def cursor(self):
            raise DatabaseError

    monkeypatch.setattr(whole, "connection", Away())
    assert whole.is_well() is False


def test_the_page_is_for_those_whose_duty_it_is_and_says_what_to_do(service):
    borough = Borough()
    council = borough.agency("council")
    LastRun.objects.filter(pk=DRILL).update(sound=False, told="the copy inside cannot be opened")
    answers = {}
    for role in ("manager", "practitioner"):
        client = Client()
        client.force_login(Practitioner.objects.get(pk=borough.viewer(council, role).key))
        answers[role] = client.get("/health")
    assert answers["practitioner"].status_code == 403
    page = answers["manager"].content.decode()
    assert "the copy inside cannot be opened" in page
    assert "What to do:" in page


def test_the_timer_begins_each_when_it_is_due_and_never_twice(service, tmp_path, monkeypatch):
    begun = []
    monkeypatch.setattr(scheduled, "_begin", lambda *words: begun.append(words[0]))
    service.JIGSAW_CHECKPOINTS, service.JIGSAW_DRILL_BACKUPS = "kept", str(tmp_path)
    (tmp_path / "old.backup").touch()
    LastRun.objects.update(began_at=now() - timedelta(days=8))
    assert scheduled.begin_what_is_due() == [VERIFICATION, DRILL]
    assert scheduled.begin_what_is_due() == []
    assert begun == ["audit", "restore"]


def test_a_drill_without_a_backup_fails_loudly(service, tmp_path):
    service.JIGSAW_DRILL_BACKUPS = str(tmp_path)
    LastRun.objects.update(began_at=now() - timedelta(days=8))
    assert scheduled.begin_what_is_due() == []
    assert "no file *.backup" in by_the_clock.drill().found
    assert machine() == (503, "not ok")


def test_the_demo_begins_nothing(service, monkeypatch):
    service.JIGSAW_DEMO, service.JIGSAW_CHECKPOINTS = True, "kept"
    LastRun.objects.all().delete()
    assert scheduled.begin_what_is_due() == []
    assert machine() == (200, "ok")
