from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from jigsaw.foundation.access.actions import note_agreement
from jigsaw.foundation.access.models import SharingAgreement
from jigsaw.foundation.audit.actions import record_act
from jigsaw.foundation.audit.domain.chain import beginning, plain_detail
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.verifying import verify
from jigsaw.foundation.core import guards
from jigsaw.foundation.core.viewer import JIGSAW

AGREEMENT = {
    "key": "one",
    "name": "One",
    "purpose": "Care",
    "basis": "Law",
    "agencies": [],
    "starts_on": date(2026, 1, 1),
    "ends_on": date(2026, 12, 31),
}


def test_rows_are_numbered_without_a_gap_and_each_has_a_fingerprint_of_its_own(trail):
    assert [one.number for one in trail] == [1, 2, 3, 4, 5]
    assert len({one.fingerprint for one in trail} | {beginning(0).fingerprint}) == 6


def test_the_database_refuses_to_change_delete_or_empty(trail):
    connection.check_constraints()
    emptying = ["TRUNCATE audit_auditevent CASCADE"] if connection.vendor == "postgresql" else []
    for change in ("UPDATE audit_auditevent SET why = 'another'", "DELETE FROM audit_auditevent", *emptying):
        with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
            connection.cursor().execute(change)
    assert AuditEvent.objects.filter(why="Asked by the crisis team").count() == 1


def test_rows_from_before_there_was_a_chain_are_chained_in_their_order(trail, tamper):
    tamper("UPDATE audit_auditevent SET fingerprint = '', lane = 0, number = 100 - number")
    before_the_chain = import_module("jigsaw.foundation.audit.migrations.0003_chain_what_is_there")
    with guards.taken_down():
        before_the_chain.chain_all(apps, None)
    assert [one.act for one in AuditEvent.objects.order_by("number")] == [one.act for one in trail]
    assert verify().is_sound


def test_a_table_without_its_guard_is_named(trail):
    assert guards.unguarded() == []
    guards.take_down()
    assert "audit_auditevent" in guards.unguarded()


def test_an_act_whose_row_cannot_be_written_is_not_done(db):
    connection.cursor().execute("ALTER TABLE audit_auditevent RENAME TO put_away")
    with pytest.raises(DatabaseError):
        note_agreement(by=JIGSAW, **AGREEMENT)
    assert not SharingAgreement.objects.exists()


def test_a_detail_that_databases_give_back_differently_is_refused(db):
    with pytest.raises(TypeError, match="float"):
        record_act(by=JIGSAW, act="half a thing", detail={"share": 0.5})
    assert not AuditEvent.objects.exists()


def test_a_detail_is_kept_as_every_database_gives_it_back():
    assert plain_detail({1: (True, None, "é")}) == {"1": [True, None, "é"]}
