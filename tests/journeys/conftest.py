"""A small borough, loaded through the door once, served as it is served to practitioners; a browser beside it."""

import csv
import fcntl
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from bench.server import serving
from tests.conftest import BROWSERS
from tests.journeys.desk import DESKTOP, Desk

PEOPLE, SEED = 300, 1
ROOT = Path(__file__).resolve().parents[2]
JIGSAW = Path(sys.executable).with_name("jigsaw")


@dataclass(frozen=True)
class Somebody:
    """A person of the borough as its truth knows them."""

    name: str
    family: str
    born: str
    nhs_number: str
    address: str


@dataclass(frozen=True)
class Workspace:
    """Where it is served, and the truth of the borough, for finding who a story was planned for."""

    url: str
    home: Path

    def truth(self, name):
        """The rows of one list of the truth."""
        with (self.home / "borough" / "truth" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def somebody(self, story, role="person"):
        """For whom a story was planned."""
        planned = next(row for row in self.truth("scenarios") if (row["story"], row["role"]) == (story, role))
        one = next(row for row in self.truth("people") if row["person"] == planned["person"])
        lived = [row["home"] for row in self.truth("residences") if row["person"] == planned["person"]]
        address = {row["home"]: row["address"] for row in self.truth("homes")}[lived[-1]]
        return Somebody(
            f"{one['given']} {one['family']}", one["family"], one["born"], one["nhs_number"], address
        )


def environment(home):
    """For a child process: this folder, and SQLite in it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JIGSAW", "DJANGO"))}
    return {**kept, "JIGSAW_HOME": str(home)}


@pytest.fixture(scope="session")
def loaded(tmp_path_factory):
    """The folder of a borough that went through the door: made by the first worker that needs it."""
    together = tmp_path_factory.getbasetemp()
    together = together.parent if "PYTEST_XDIST_WORKER" in os.environ else together
    home = together / "journeys"
    with (together / "journeys.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "demo.stamp").is_file():
            asked = [JIGSAW, "demo", "run", "--people", str(PEOPLE), "--seed", str(SEED), "--no-serve"]
            subprocess.run(asked, env=environment(home), cwd=together, check=True, capture_output=True)
    return home


def a_copy_served(loaded, tmp_path_factory):
    """The workspace on a free port, over a copy of the borough."""
    home = tmp_path_factory.mktemp("served") / "home"
    shutil.copytree(loaded, home)
    with serving(JIGSAW, environment(home), home) as port:
        yield Workspace(f"http://127.0.0.1:{port}", home)


@pytest.fixture(scope="session")
def workspace(loaded, tmp_path_factory):
    """The workspace of this worker, over its own copy of the borough."""
    yield from a_copy_served(loaded, tmp_path_factory)


@pytest.fixture(scope="module")
def browser():
    """Chromium, which ends with the module: its loop must not be there when another module opens a database."""
    found = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def desk(workspace, browser):
    """Opens a desk: a browser of one's own, at a width, with or without scripts; signed in when a name is given."""
    opened = defaultdict(list)

    def sit_down(username="", *, width=DESKTOP, scripts=True):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="en-GB"
        )
        context.set_default_timeout(60_000)  # two cores may serve, browse and check at once
        opened["contexts"].append(context)
        one = Desk(context.new_page(), workspace.url, scripts=scripts)
        return one.sign_in(username) if username else one

    yield sit_down
    for context in opened["contexts"]:
        context.close()
