"""The replay holds exactly what was published, whatever the seed."""

import csv
import json
import tomllib
from datetime import UTC, date, datetime

import pytest

from jigsaw.care.intake.domain.mapping_check import check_folder
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.demo.chance import draws
from jigsaw.demo.clock import Clock
from jigsaw.demo.replay import build
from jigsaw.demo.replay.build import FIRST_DAY, TODAY
from jigsaw.demo.replay.people import cast
from jigsaw.demo.replay.pieces import DIED, MOVED_IN, WINDOW, replay_pieces

CLOCK = Clock(TODAY, (TODAY - FIRST_DAY).days)
SEEDS = range(40)
NHS = {"trust", "gp", "ambulance", "hospital"}


@pytest.fixture(params=SEEDS, scope="module")
def drawn(request):
    """The people and pieces of one drawing."""
    people = cast(draws(request.param, "replay people"), CLOCK)
    return people, replay_pieces(draws(request.param, "replay pieces"), CLOCK, people)


def days(pieces, kind, person):
    return [CLOCK.at(piece.at).date() for piece in pieces if piece.kind == kind and piece.person is person]


def test_the_visitors_calls_are_as_published(drawn):
    people, pieces = drawn
    calls = [piece for piece in pieces if piece.kind == "ambulance-call"]
    assert len(calls) == 24
    assert all(piece.person is people.visitor for piece in calls)
    to_bedsit = [CLOCK.at(piece.at).date() for piece in calls if piece.home is people.bedsit]
    assert len(to_bedsit) >= 8
    assert min(to_bedsit) >= MOVED_IN
    assert len(days(pieces, "police-call", people.visitor)) == 14


def test_the_visitors_contacts_with_the_nhs_are_as_published(drawn):
    people, pieces = drawn
    since = CLOCK.minute_of(WINDOW[0])
    contacts = [
        piece for piece in pieces
        if piece.person is people.visitor and piece.agency in NHS and piece.at >= since
        and piece.kind not in {"legal-status", "warning-marker"}
    ]  # fmt: skip
    assert len(contacts) == 96
    assert sum(piece.kind == "ward-stay" for piece in contacts) == 2


def test_the_tenants_pieces_are_as_published(drawn):
    people, pieces = drawn
    calls = [piece for piece in pieces if piece.kind == "police-call" and piece.person is people.tenant]
    assert len(calls) == 12
    assert all(piece.other is people.visitor for piece in calls)
    assert min(CLOCK.at(piece.at).date() for piece in calls) >= MOVED_IN
    trips = days(pieces, "ambulance-conveyance", people.tenant)
    assert len(trips) == len(days(pieces, "ed-attendance", people.tenant)) == 3
    assert min(trips) >= date(2006, 4, 6)
    assert days(pieces, "death", people.tenant) == [DIED]


def test_support_ends_and_the_marker_is_set_in_the_published_months(drawn):
    people, pieces = drawn
    ends = {
        piece.kind: CLOCK.at(piece.until) for piece in pieces if piece.agency == "council" and piece.until
    }
    assert (ends["care-package"].year, ends["care-package"].month) == (2005, 8)
    assert (ends["social-work"].year, ends["social-work"].month) == (2005, 9)
    marker = days(pieces, "warning-marker", people.visitor)
    assert len(marker) == 1
    assert marker[0] <= date(2006, 1, 31)


def test_nothing_happens_after_his_death(drawn):
    _, pieces = drawn
    assert max(CLOCK.at(piece.at).date() for piece in pieces) == DIED


def test_the_files_hold_every_piece_and_are_accepted(tmp_path):
    replayed = build(tmp_path, 11)
    refused = [
        answer.refusal
        for folder in replayed.folders
        for path, said in check_folder(folder).files
        for answer in read_file(path, said, datetime(2026, 10, 1, tzinfo=UTC))
        if answer.refusal
    ]
    assert refused == []
    with (tmp_path / "agencies" / "pellow-bay-ambulance" / "calls-1.csv").open(
        encoding="utf-8", newline=""
    ) as file:
        calls = list(csv.DictReader(file, delimiter="|"))
    mine = replayed.visitor["pellow-bay-ambulance"]
    assert sum(row["CallType"] == "CALL" and row["PatientID"] == mine for row in calls) == 24
    assert sum(row["CallType"] == "CALL" and row["IncidentUPRN"] == replayed.home_uprn for row in calls) >= 8


def test_the_tenants_calls_to_the_police_name_the_visitor_as_alleged(tmp_path):
    replayed = build(tmp_path, 12)
    path = tmp_path / "agencies" / "pellow-bay-police" / "incidents-1.ndjson"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    visitor = replayed.visitor["pellow-bay-police"]
    assert sum(row.get("alleged_id") == visitor for row in rows) == 12


def test_what_is_fixed_stands_beside_it_with_its_source(tmp_path):
    build(tmp_path, 1)
    facts = tomllib.loads((tmp_path / "replay.toml").read_text("utf-8"))
    assert all(fact["source"] for fact in facts["fixed"])
    assert {"ambulance-calls-of-another", "his-calls-to-police", "death"} <= {
        fact["key"] for fact in facts["fixed"]
    }


def test_the_same_seed_replays_the_same_bytes(tmp_path):
    build(tmp_path / "one", 4)
    build(tmp_path / "two", 4)
    for path in sorted((tmp_path / "one").rglob("*.*")):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()
