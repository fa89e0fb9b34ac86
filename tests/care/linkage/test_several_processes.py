"""Several processes on one borough at once, as several services would be: the same people as from one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from jigsaw.care.linkage.models import AddressToPlace, Link, RecordToLink
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.steps import catch_up
from tests.town import Town, edges, groups, someone

pytestmark = pytest.mark.django_db(transaction=True)

ANN, BEA = "9990000018", "9990000026"
AGENCIES = ("police", "gp", "housing", "council")
DAYS = ("05", "06", "07")
PLACE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}

# Each says that it is ready and waits for a line, so that all begin together.
LOAD = """
import sys
from jigsaw.interfaces.commands.ground import prepare
prepare()
from pathlib import Path
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load
print("ready", flush=True)
sys.stdin.readline()
for folder in sys.argv[1:]:
    load(by=JIGSAW, folder=Path(folder))
"""


def database_url():
    """The test's own database, as a process of its own is told of it."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    where = f"{told['USER']}:{told['PASSWORD']}@" if told["PASSWORD"] else f"{told['USER']}@"
    host = told["HOST"] or "localhost"
    if host.startswith("/"):
        return f"postgresql://{where}/{told['NAME']}?host={host}"
    return f"postgresql://{where}{host}:{told['PORT'] or 5432}/{told['NAME']}"


def reached():
    """The environment in which another process works on the test's database."""
    return {
        "JIGSAW_DATABASE_URL": database_url(),
        "JIGSAW_STORE_KEY": connection.settings_dict["OPTIONS"].get("key_file", ""),
    }


def at_once(folders_of_each):
    """Load the folders of each in a process of its own, all beginning together; what any of them complained of."""
    told = {**os.environ, **reached()}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    started = [
        subprocess.Popen([sys.executable, "-c", LOAD, *map(str, folders)], env=told, **pipes)
        for folders in folders_of_each
    ]
    for one in started:
        one.stdout.readline()
    for one in started:
        one.stdin.write("go\n")
        one.stdin.flush()
    ended = [(one.communicate(timeout=120)[1], one.returncode) for one in started]
    return [complaint for complaint, code in ended if code]


def three_days_of(town, at, agency):
    """The folders of one agency: Ann and Bea by another id each day."""
    given = ("Ann", "Annie")[at % 2]
    return [
        town.write(
            agency,
            someone(f"A{day}", given, "Okafor", nhs=ANN, **PLACE),
            someone(f"B{day}", "Bea", "Okafor", nhs=BEA, **PLACE),
            on=f"2026-01-{day}",
        )
        for day in DAYS
    ]


@pytest.mark.slow
def test_processes_at_once_never_make_two_people_of_one_nor_one_of_two(tmp_path):
    if "mode" in database_url() or ":memory:" in database_url():
        pytest.skip("a database in memory is one process's alone")
    town = Town(Path(tmp_path))
    folders = [three_days_of(town, at, agency) for at, agency in enumerate(AGENCIES)]
    assert at_once(folders) == []
    assert groups() == {
        frozenset(f"{agency}/{who}{day}" for agency in AGENCIES for day in DAYS) for who in "AB"
    }
    assert not RecordToLink.objects.exists()
    assert not AddressToPlace.objects.exists()
    live = groups(), edges()
    RecordToLink.objects.bulk_create(
        RecordToLink(record_id=one, changed=True) for one in Link.objects.values_list("record_id", flat=True)
    )
    catch_up(by=JIGSAW)
    assert (groups(), edges()) == live
