from datetime import UTC, datetime

import pytest
from django.db import connection

from jigsaw.foundation.audit import actions, keeping
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.verifying import TrailChanged, verify
from jigsaw.foundation.core import guards
from jigsaw.foundation.core.viewer import JIGSAW

COLUMNS = "at, kind, act, by_id, by_name, agency, subject_kind, subject_id, why, detail, lane"


@pytest.fixture(autouse=True)
def _kept_elsewhere(tmp_path, settings):
    settings.JIGSAW_CHECKPOINTS = str(tmp_path / "checkpoints")
    settings.JIGSAW_CHECKPOINT_KEY = str(tmp_path / "key.pem")


def looked_over():
    """The trail held against the checkpoints there are."""
    return verify(keeping.lines(), keeping.verifying_key())


def wrong_rows():
    return [(fault.number, fault.wrong.name) for fault in verify().faults]


def test_what_nobody_touched_is_sound(trail):
    made = keeping.add()
    found = looked_over()
    assert (found.is_sound, found.rows, found.checkpoints, made.rows) == (True, 5, 1, 5)


def test_a_row_is_sound_however_its_database_writes_its_instant_and_its_letters(db, monkeypatch):
    monkeypatch.setattr(actions, "now", lambda: datetime(2026, 5, 22, 14, 30, tzinfo=UTC))
    record_act(
        by=JIGSAW, act="naïve", detail={"zz": "Ærø — 北京", "a": [{"bb": None, "c": True}], "b": '\x7f"'}
    )
    record_act(by=JIGSAW, act="went on", why="Zoë’s \\ words")
    assert verify().is_sound


@pytest.mark.parametrize(
    "change",
    [
        {"why": "mine"},
        {"detail": {}},
        {"by_name": ""},
        {"at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"act": "x"},
    ],
)
def test_a_row_that_was_altered_is_named(trail, change):
    connection.check_constraints()
    with guards.taken_down():
        AuditEvent.objects.filter(number=4).update(**change)
    assert wrong_rows() == [(4, "ALTERED")]


def test_a_row_that_was_deleted_is_named(trail, tamper):
    tamper("DELETE FROM audit_auditevent WHERE number IN (2, 3)")
    assert wrong_rows() == [(2, "MISSING"), (3, "MISSING")]


def test_a_row_that_was_put_in_is_named(trail, tamper):
    tamper("UPDATE audit_auditevent SET number = 6 WHERE number = 5")
    twin = f"SELECT {COLUMNS}, 5, fingerprint FROM audit_auditevent WHERE number = 4"  # noqa: S608 (columns named above)
    tamper(f"INSERT INTO audit_auditevent ({COLUMNS}, number, fingerprint) " + twin)
    assert (5, "ALTERED") in wrong_rows()


def test_rows_that_changed_places_are_named(trail, tamper):
    for number, place in ((2, 90), (3, 2), (90, 3)):
        tamper("UPDATE audit_auditevent SET number = %s WHERE number = %s", place, number)
    assert {(2, "ALTERED"), (3, "ALTERED")} <= set(wrong_rows())


def test_an_end_that_was_cut_off_shows_against_a_checkpoint_alone(trail, tamper):
    keeping.add()
    tamper("DELETE FROM audit_auditevent WHERE number > 3")
    assert verify().is_sound
    lane = trail[0].lane
    assert looked_over().against == [
        f"checkpoint 1 saw another row 5 of lane {lane}, or one that is no longer there"
    ]


def test_an_old_copy_put_back_and_written_on_shows_and_gets_no_new_checkpoint(trail, tamper):
    keeping.add()
    tamper("DELETE FROM audit_auditevent WHERE number > 3")
    for _ in range(3):
        record_act(by=JIGSAW, act="went on")
    assert verify().is_sound
    assert not looked_over().is_sound
    with pytest.raises(TrailChanged, match="row 5 of lane"):
        keeping.add()


def test_a_chain_worked_out_anew_shows_against_a_checkpoint(trail):
    keeping.add()
    connection.check_constraints()
    with guards.taken_down(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditevent")
    for number in range(5):
        record_act(by=JIGSAW, act=f"another {number}")
    assert verify().is_sound
    assert not looked_over().is_sound
