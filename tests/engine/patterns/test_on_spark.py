"""The back-test on Spark finds what the specification finds. It runs where Java and the extra `spark` are."""

import random
import shutil
import sys
from dataclasses import replace

import pytest

from jigsaw.engine.patterns.language import Absent, Agencies, AllOf, Comparison, Number
from jigsaw.engine.patterns.naive import find
from jigsaw.engine.patterns.timeline import Timeline
from tests.engine.patterns.invented import kinds, mark, only, pattern

pytest.importorskip("pyarrow", reason="the extra `train` is not installed")
pytest.importorskip("pyspark", reason="the extra `spark` is not installed: pip install 'jigsaw[spark]'")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="there is no Java here"),
    pytest.mark.slow,
    # Spark's own libraries warn of their own coming changes.
    pytest.mark.filterwarnings("ignore"),
]

UNTIL = 5_000
COLUMNS = (
    "subject string, at int, known int, gone int, kind string, agency string, piece string, incident string"
)


@pytest.fixture
def session(monkeypatch):
    """Spark on this machine alone, its workers with what is installed here."""
    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    begun = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config(
            "spark.sql.execution.arrow.maxRecordsPerBatch", "7"
        )  # so that timelines are cut between batches
        .getOrCreate()
    )
    yield begun
    begun.stop()


def lives(count):
    """People with late pieces, pieces taken back, and copies of one incident."""
    chance = random.Random(5)
    for number in range(count):
        marks = []
        for place in range(chance.randint(0, 20)):
            at = chance.randint(0, 4_000)
            late = at + chance.choice((0, 0, 500))
            gone = chance.choice((None, None, late + 300))
            kind, agency = chance.choice(("call", "visit", "seen")), chance.choice(("police", "gp"))
            incident = chance.choice(("", "", "i1"))
            marks.append(mark(at, kind, agency, known=late, gone=gone, piece=f"p{place}", incident=incident))
        yield Timeline("person", f"ann-{number}", tuple(marks))


def test_it_finds_what_the_specification_finds(session):
    from jigsaw.engine.patterns.spark import onsets_on_spark

    lines = list(lives(200))
    urgent = kinds("call", "visit")
    several = AllOf((Comparison(Number(urgent, 600), 3), Comparison(Agencies(urgent, 600), 2)))
    patterns = [pattern(several), replace(only(Absent(kinds("visit"), kinds("seen"), 200, 900)), id="R98")]
    rows = [
        (line.subject, one.at, one.known, one.gone, one.kind, one.agency, one.piece, one.incident or None)
        for line in lines
        for one in line.marks
    ]
    found = onsets_on_spark(session.createDataFrame(rows, COLUMNS), patterns, UNTIL, partitions=3).collect()
    plainly = [
        (line.subject, one.id, each.raised_at, each.ended_at)
        for line in lines
        for one in patterns
        for each in find(one, line, UNTIL)
    ]
    assert len(plainly) > 100
    assert sorted(map(repr, map(tuple, found))) == sorted(map(repr, plainly))
