"""What an agency seals later is, on whatever day it is asked about, as if it had never been told."""

from datetime import date

import pytest

from jigsaw.care.intake.derivation import said_about
from jigsaw.care.intake.entries import entries
from jigsaw.foundation.core.wall import reading_for
from tests.builders import Borough


@pytest.fixture
def borough(db):
    return Borough()


@pytest.fixture
def record(borough):
    return borough.record(borough.person(), borough.agency("council"))


def told(record):
    return list(said_about([record.pk], ["gp-contact"]))


def test_no_pattern_reads_what_it_said_before(borough, record):
    first = borough.piece(record)
    second = borough.supersede(first, record, on="2026-02-01")
    assert len(told(record)) == 2
    borough.supersede(second, record, on="2026-03-01", restriction="sealed")
    assert told(record) == []


def test_no_story_of_a_past_day_shows_what_it_said_then(borough, record):
    piece = borough.piece(record)
    police = borough.viewer(borough.agency("police", "police"))
    day = date(2026, 2, 1)
    with reading_for("police"):
        assert len(entries(police, records=[record.pk], as_known_on=day)) == 1
    borough.supersede(piece, record, on="2026-03-01", restriction="sealed")
    with reading_for("police"):
        assert entries(police, records=[record.pk], as_known_on=day) == ()
