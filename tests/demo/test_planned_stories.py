"""Stories planned into the borough can be found by those who score patterns."""

import csv

from jigsaw.demo.stories.telling import ONCE, STORIES


def test_every_planned_story_is_listed_with_the_agencies_ids(truth):
    told = {row["story"] for row in truth("scenarios")}
    assert told == set(STORIES) | set(ONCE)
    assert all(row["local_id"] for row in truth("scenarios"))


def test_nobody_has_a_part_in_two_stories(truth):
    parts = {(row["person"], row["story"], row["place"]) for row in truth("scenarios")}
    assert len({person for person, _, _ in parts}) == len(parts)


def test_nobody_in_a_story_is_also_a_trap(truth):
    trapped = {row[who] for row in truth("traps") for who in ("person", "other")}
    assert trapped.isdisjoint(row["person"] for row in truth("scenarios"))


def test_the_visitors_calls_are_logged_at_the_tenants_home(borough, truth):
    part = next(
        row for row in truth("scenarios") if row["role"] == "visitor" and "ambulance" in row["agency"]
    )
    path = borough / "agencies" / "st-brannock-ambulance" / "calls-1.csv"
    with path.open(encoding="utf-8", newline="") as file:
        calls = list(csv.DictReader(file, delimiter="|"))
    there = [
        row for row in calls if row["PatientID"] == part["local_id"] and row["IncidentUPRN"] == part["uprn"]
    ]
    assert len(there) >= 10
