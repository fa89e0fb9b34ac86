"""A backup that only the holder of the private key reads, shown to be whole, and put back."""

import io
import shutil

import pyrage
import pytest
from django.db import connection

from jigsaw.care.intake.models import Piece
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core import guards
from jigsaw.foundation.core.errors import Refused
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.backups import contents, restoring, writing
from jigsaw.interfaces.backups.contents import NoSuchBackup
from tests.town import Town, piece, someone

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _with_the_tools():
    if connection.vendor == "postgresql" and not shutil.which("pg_dump"):
        pytest.skip("PostgreSQL's client programs are not on this machine")


@pytest.fixture
def pair():
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def backup(tmp_path, pair):
    """A backup of a town with one piece about one person."""
    Town(tmp_path).send("police", someone("P1", "Zebedee"), piece("c1", "police-call", "2026-01-02", "P1"))
    file = tmp_path / "jigsaw.backup"
    writing.write_backup(by=JIGSAW, to=file, recipients=[pair.to_public()])
    return file


def written_again(backup, pair, change):
    """The backup, decrypted, changed and encrypted again by whoever has both keys."""
    plain = io.BytesIO()
    with backup.open("rb") as file:
        pyrage.decrypt_io(file, plain, [pair])
    with backup.open("wb") as file:
        pyrage.encrypt_io(io.BytesIO(change(plain.getvalue())), file, [pair.to_public()])


def test_a_drill_restores_it_beside_finds_it_whole_and_leaves_nothing(backup, pair, tmp_path):
    before = sorted(tmp_path.iterdir())
    found = restoring.drill(by=JIGSAW, backup=backup, identity=pair)
    assert (found.wrong, found.manifest.rows["intake_piece"]) == ([], 1)
    assert sorted(tmp_path.iterdir()) == before
    noted = AuditEvent.objects.filter(subject_kind="backup").order_by("number")
    assert [(one.subject_id, one.detail.get("sound")) for one in noted] == [
        ("written", None),
        ("drill", True),
    ]


def test_nothing_in_it_can_be_read_and_another_key_does_not_open_it(backup, tmp_path):
    assert b"Zebedee" not in backup.read_bytes()
    with pytest.raises(NoSuchBackup, match="another key"):
        restoring.drill(by=JIGSAW, backup=backup, identity=pyrage.x25519.Identity.generate())


def test_one_that_is_cut_short_or_is_none_is_refused(backup, pair, tmp_path):
    backup.write_bytes(backup.read_bytes()[:-100])
    with pytest.raises(NoSuchBackup):
        restoring.drill(by=JIGSAW, backup=backup, identity=pair)
    with pytest.raises(NoSuchBackup):
        restoring.drill(by=JIGSAW, backup=tmp_path / "nowhere", identity=pair)


@pytest.mark.parametrize(
    ("was", "now", "says"),
    [
        (b'"intake_piece": 1', b'"intake_piece": 2', "intake_piece has 1 rows and had 2"),
        (b'"trail": {', b'"trail": {"99": [1, ""], ', "the audit trail does not end where it ended"),
    ],
)
def test_a_drill_says_what_is_not_as_it_was(backup, pair, was, now, says):
    written_again(backup, pair, lambda plain: plain.replace(was, now, 1))
    assert restoring.drill(by=JIGSAW, backup=backup, identity=pair).wrong == [says]


def test_a_drill_says_that_a_row_of_the_trail_was_altered(backup, pair):
    with guards.taken_down():
        AuditEvent.objects.filter(subject_kind="backup").update(why="mine")
    writing.write_backup(by=JIGSAW, to=backup, recipients=[pair.to_public()])
    (wrong,) = restoring.drill(by=JIGSAW, backup=backup, identity=pair).wrong
    assert "does not fit what it was when it was written" in wrong


def test_a_database_that_is_there_is_never_written_over(backup, pair):
    restored = restoring.restore_sqlite if connection.vendor == "sqlite" else restoring.restore_postgresql
    with pytest.raises(Refused, match=r"there is a database already|is not empty"):
        restored(backup, pair)
    assert Piece.objects.count() == 1


def test_a_backup_that_could_not_be_written_leaves_no_half_of_one(tmp_path, pair, monkeypatch):
    monkeypatch.setattr(writing, "_pour", lambda *_: 1 / 0)
    monkeypatch.setattr(writing.postgresql, "dump", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        writing.write_backup(by=JIGSAW, to=tmp_path / "b", recipients=[pair.to_public()])
    assert list(tmp_path.iterdir()) == []


def test_the_manifest_is_read_however_it_arrives():
    manifest = contents.Manifest("2026-05-22T14:30:00+00:00", "sqlite", {"a": 1}, {"0": (5, "f")}, "k")
    rest = io.BytesIO()
    parted = contents.Parted(rest)
    for byte in manifest.line() + b"one\ntwo":
        parted.write(bytes([byte]))
    assert (parted.manifest, rest.getvalue()) == (manifest, b"one\ntwo")
