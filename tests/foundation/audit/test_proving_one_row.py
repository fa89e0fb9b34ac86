"""That a row stood in the trail is shown to somebody who has the public key, and nothing else of ours."""

import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jigsaw.foundation.audit import keeping
from jigsaw.foundation.audit.actions import record_act, record_look
from jigsaw.foundation.audit.domain.proofs import faults_of, read_proof
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.audit.proving import prove
from jigsaw.foundation.core.errors import NotFound, Unfinished
from jigsaw.foundation.core.viewer import JIGSAW


@pytest.fixture(autouse=True)
def places(tmp_path, settings):
    settings.JIGSAW_CHECKPOINTS = str(tmp_path / "checkpoints")
    settings.JIGSAW_CHECKPOINT_KEY = str(tmp_path / "keys" / "key.pem")


@pytest.fixture
def lane(db):
    """Eleven rows in a lane, a checkpoint after the seventh and after the last."""
    for number in range(11):
        record_look(by=JIGSAW, subject_kind="person", subject_id=f"p{number}", why="Café, on duty")
        if number == 6:
            keeping.add()
    keeping.add()
    return AuditEvent.objects.order_by("number").values_list("lane", flat=True).first()


def proof(lane, number):
    return prove(lane, number, keeping.lines())


def test_each_row_is_proved_against_each_checkpoint_that_saw_it(lane):
    key = keeping.verifying_key()
    for lines in (keeping.lines(), keeping.lines()[:1]):
        for number in range(1, 8):
            found = read_proof(prove(lane, number, lines).text())
            assert (faults_of(found, key), found.row.subject_id) == ([], f"p{number - 1}")


def test_a_row_that_no_checkpoint_saw_is_not_proved(lane):
    with pytest.raises(Unfinished):
        prove(lane, 9, keeping.lines()[:1])
    with pytest.raises(NotFound):
        proof(lane, 99)


@pytest.mark.parametrize(
    "change", [{"by_name": "Somebody else"}, {"why": ""}, {"number": 4}, {"detail": '{"a": 1}'}]
)
def test_a_row_told_otherwise_shows_nothing(lane, change):
    found = proof(lane, 5)
    changed = replace(found, row=found.row._replace(**change))
    assert faults_of(changed, keeping.verifying_key()) == ["the row is not the one that its checkpoint saw"]


def test_another_key_or_a_checkpoint_of_ones_own_making_shows_nothing(lane):
    found = proof(lane, 5)
    stranger = Ed25519PrivateKey.generate().public_key()
    assert faults_of(found, stranger) == ["its checkpoint was not signed with this key"]
    forged = json.loads(found.checkpoint) | {"checkpoint": "{}"}
    assert faults_of(replace(found, checkpoint=json.dumps(forged)), keeping.verifying_key())


def test_a_proof_holds_no_other_row(lane):
    text = proof(lane, 5).text()
    assert "p4" in text
    assert not [other for other in ("p3", "p5", "p10") if other in text]


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"row": 1}', '{"row": {}, "before": "", "path": 1}'])
def test_a_file_that_is_none_is_told_from_one(text):
    with pytest.raises(ValueError):  # noqa: PT011 (JSON's own error is one)
        read_proof(text)


def test_a_row_altered_in_the_database_afterwards_is_not_proved(lane):
    record_act(by=JIGSAW, act="went on")
    from jigsaw.foundation.core import guards

    with guards.taken_down():
        AuditEvent.objects.filter(lane=lane, number=5).update(by_name="Somebody else")
    assert faults_of(proof(lane, 5), keeping.verifying_key())
