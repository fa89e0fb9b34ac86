"""`jigsaw backup-key`, `backup`, `restore` and `rekey`, as somebody types them, in a folder of their own."""

import os
import subprocess
import sys

import pytest

ASKED = [sys.executable, "-c", "from jigsaw.cli import main; main()"]


@pytest.fixture
def home(tmp_path):
    """A folder with a Jigsaw that was just made ready."""
    run(tmp_path, "migrate")
    return tmp_path


def run(home, line):
    """What a command said and how it left, run in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIGSAW", "DJANGO"))}
    told = {**kept, "JIGSAW_HOME": str(home / "var"), "COLUMNS": "300"}
    return subprocess.run(
        [*ASKED, *line.split()], env=told, cwd=home, capture_output=True, text=True, check=False
    )


def public_key(home):
    return run(home, "backup-key private.key").stdout.split()[-1]


def test_backed_up_drilled_lost_restored_and_given_a_key_of_its_own(home):
    run(home, f"backup a.backup --for {public_key(home)}")
    drilled = run(home, "restore a.backup --key private.key --drill")
    assert (drilled.returncode, "It is whole" in drilled.stdout) == (0, True), drilled.stderr
    for one in (home / "var").glob("demo.sqlite3*"):
        one.unlink()
    restored = run(home, "restore a.backup --key private.key")
    assert "is again as it was" in restored.stdout, restored.stderr
    assert "under a new key" in run(home, "rekey").stdout
    assert run(home, "audit verify").returncode == 0


def test_typed_wrong_each_says_what_to_do(jigsaw, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    key = jigsaw("backup-key private.key").out.split()[-1]
    for line, says in {
        "backup-key private.key": "the file is there already",
        "backup a.backup --for age1nobody": "no public key of the age format",
        f"backup nowhere/a.backup --for {key}": "its folder is not there",
        "restore a.backup --key nowhere": "the file of the private key is not there",
        "restore private.key --key private.key --drill": "the file is no backup",
    }.items():
        answer = jigsaw(line)
        assert answer.code != 0
        assert says in answer.error
