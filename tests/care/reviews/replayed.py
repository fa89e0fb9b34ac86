"""The replay of the published review as seven files in seven shapes, read again, beside its truth."""

import re
from functools import cache
from itertools import combinations

from jigsaw.care.reviews.reading import read_chronology
from jigsaw.demo.replay.chronologies import told
from jigsaw.demo.replay.shapes import agency_of, written_files
from jigsaw.engine.chronology.entries import Entry

CALLED = {
    "police": ["police"], "ambulance": ["ambulance", "paramedics"], "hospital": ["hospital", "emergency department"],
    "gp": ["gp"], "housing": ["housing", "landlord"], "council": ["council", "social worker"],
}  # fmt: skip


def mark_of(row):
    return re.search(r"\((\w{3})\)$", row.said["source"])[1]


@cache
def replayed(seed):
    """The truth, what was read of each file, and the entries, keyed by the marks of the truth."""
    truth = told(seed)
    read = {name: read_chronology(name, content) for name, content in written_files(truth).items()}
    entries = [
        Entry(mark_of(row), agency_of(name), line, row.when, **parts(row), number=row.number)
        for name, one in read.items()
        for line, row in enumerate(one.accepted)
    ]
    return truth, read, entries


def parts(row):
    return {name: row.said.get(name, "") for name in ("fact", "source", "who", "action", "outcome")}


def pairs(truth):
    """Every pair of rows that tell one event."""
    return {pair for event in truth.events() for pair in combinations(sorted(event), 2)}
