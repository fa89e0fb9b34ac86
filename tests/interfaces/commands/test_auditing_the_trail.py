"""`jigsaw audit`: shown to be as it was written, or where it is not."""

from datetime import timedelta

import pytest
from django.db import connection

from jigsaw.foundation.audit import keeping
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core import guards


@pytest.fixture
def folder(tmp_path, settings):
    settings.JIGSAW_CHECKPOINTS = str(tmp_path / "checkpoints")
    settings.JIGSAW_CHECKPOINT_KEY = str(tmp_path / "key.pem")
    return tmp_path / "checkpoints"


def alter_the_last_row():
    connection.check_constraints()
    with guards.taken_down():
        AuditEvent.objects.filter(pk=AuditEvent.objects.latest("pk").pk).update(why="never mind")


def test_a_checkpoint_is_added_and_the_trail_verified_against_it(jigsaw, town, folder):
    added = jigsaw("audit checkpoint")
    assert f"Added: checkpoint 1, {AuditEvent.objects.count()} rows, root " in added.out
    assert "Nothing was written since" in jigsaw("audit checkpoint").out
    verified = jigsaw("audit verify")
    assert verified.code == 0
    assert "All is as it was written." in verified.out


def test_what_was_altered_is_told_and_the_command_fails(jigsaw, town, folder):
    alter_the_last_row()
    answer = jigsaw("audit verify")
    assert answer.code == 1
    assert "WRONG  row" in answer.out
    assert "All is as it was" not in answer.out


def test_copies_that_were_kept_elsewhere_are_asked_for_by_name(jigsaw, town, folder, tmp_path):
    jigsaw("audit checkpoint")
    kept = folder.rename(tmp_path / "kept")
    copies = f"--checkpoints {kept / 'audit.jsonl'} --key {kept / 'audit.pub'}"
    assert jigsaw(f"audit verify {copies} --json").json["checkpoints"] == 1
    assert "the file is not there" in jigsaw("audit verify --checkpoints nowhere").error
    assert "there is no public key" in jigsaw(f"audit verify --key {kept / 'audit.jsonl'}").error


def test_the_timer_goes_on_when_the_trail_is_not_what_it_was_and_says_so(jigsaw, town, folder, monkeypatch):
    assert jigsaw("timer").code == 0
    assert keeping.last().number == 1
    connection.check_constraints()
    with guards.taken_down():
        AuditEvent.objects.all().update(fingerprint="0" * 64)
    monkeypatch.setattr(keeping, "EVERY", timedelta(0))
    answer = jigsaw("timer")
    assert answer.code == 0
    assert "is not the one that the last checkpoint saw" in answer.error


def test_the_doctor_says_when_rows_wait_too_long_for_a_checkpoint(jigsaw, town, folder, monkeypatch):
    found = {one["what"]: one for one in jigsaw("doctor --json").json}["The audit trail is kept"]
    assert (found["sound"], found["found"]) == (True, "no checkpoint yet")
    monkeypatch.setattr(keeping, "EVERY", timedelta(0))
    assert not {one["what"]: one for one in jigsaw("doctor --json").json}["The audit trail is kept"]["sound"]
    guards.take_down()
    assert "rows can be changed in: audit_auditevent" in jigsaw("doctor").out


def test_a_row_is_found_proved_and_checked_elsewhere(jigsaw, town, folder, tmp_path):
    about = AuditEvent.objects.exclude(subject_id="").latest("pk").subject_id
    jigsaw("audit checkpoint")
    row = jigsaw(f"audit find '{about}' --json").json[0]["row"]
    proof = tmp_path / "proof.json"
    assert jigsaw(f"audit prove {row} --out {proof}").code == 0
    checked = jigsaw(f"audit check-proof {proof} --key {folder / 'audit.pub'}")
    assert (checked.code, f"row {row} stood in the trail at checkpoint 1" in checked.out) == (0, True)
    proof.write_text(proof.read_text().replace("Jigsaw", "Nobody"))
    refused = jigsaw(f"audit check-proof {proof} --key {folder / 'audit.pub'}")
    assert (refused.code, "WRONG" in refused.out) == (1, True)


def test_what_names_no_row_or_is_no_proof_says_what_to_do(jigsaw, town, folder, tmp_path):
    assert "LANE/NUMBER" in jigsaw(f"audit prove seven --out {tmp_path / 'p'}").error
    (tmp_path / "p").write_text("nothing")
    assert "the file holds none" in jigsaw(f"audit check-proof {tmp_path / 'p'}").error
