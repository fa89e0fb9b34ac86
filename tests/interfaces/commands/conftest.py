import json
import shlex

import pytest
from typer.testing import CliRunner

from jigsaw.cli import app
from jigsaw.foundation.core import wall
from tests.town import Town, piece, someone

ANN = "9990000018"


class Answer:
    """What a command said and how it left."""

    def __init__(self, result):
        self.code = result.exit_code
        self.out = result.stdout
        self.error = result.stderr
        self.raised = result.exception

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def jigsaw(db):
    """Runs a command line; wide enough that no line is broken."""

    def run(line, **environment):
        # For whom a command read last stays said: its process ends, ours goes on.
        with wall.reading_for(wall.JIGSAW):
            return Answer(CliRunner().invoke(app, shlex.split(line), env={"COLUMNS": "400"} | environment))

    return run


@pytest.fixture
def town(db, tmp_path):
    """A town where police and GP know one person, with one reason; Ann looks for the council, Bo from elsewhere."""
    made = Town(tmp_path)
    lane = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}
    police = someone("P1", "Zebedee", "Quillfeather", nhs=ANN, **lane)
    made.send("police", police, piece("c1", "police-call", "2026-01-02", "P1", words="=cmd|calc", **lane))
    gp = someone("G1", "Zebedee", "Quillfeather", nhs=ANN)
    made.send("gp", gp, *(piece(f"o{n}", "out-of-hours-contact", f"2026-01-0{n}", "G1") for n in (3, 4)))
    for username, agency, role in (("ann", "council", "practitioner"), ("sue", "council", "steward")):
        made.borough.practitioner(username, made.borough.agency(agency), role)
    made.borough.practitioner("bo", made.borough.agency("elsewhere", shares=False))
    return made
