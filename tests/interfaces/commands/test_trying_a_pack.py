"""Trying a changed pack from the command line, and running it wrong."""

from datetime import UTC, datetime

import pytest

from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.time import minutes_since_epoch

FAULTY, REFUSED = 2, 3
SPAN = "--since 2026-01-01 --until 2026-06-30"


@pytest.fixture
def leonie(town):
    """An analyst of the council."""
    town.borough.practitioner("leonie", town.borough.agency("council"), "analyst")


def test_each_pattern_that_differs_is_compared_and_small_numbers_are_hidden(jigsaw, leonie):
    (row,) = jigsaw(f"backtest --as leonie --set R03.agencies=3 {SPAN} --json").json
    assert row == {
        "pattern": "R03",
        "found_now": "fewer than 5",
        "found_after_the_change": 0,
        "added": 0,
        "dropped": "fewer than 5",
    }


def test_by_month_each_month_has_its_line(jigsaw, leonie):
    rows = jigsaw(f"backtest --as leonie --set R03.agencies=3 {SPAN} --by-month --json").json
    assert [row["month"] for row in rows] == ["2026-01"]


def test_groups_are_told_by_what_was_recorded_and_rounded(jigsaw, leonie):
    rows = jigsaw(f"backtest --as leonie --set R03.agencies=3 {SPAN} --by-group --json").json
    assert {row["by"] for row in rows} == {"Age", "Gender", "Ethnic group", "Part of the borough"}
    assert {row["dropped"] for row in rows} == {"fewer than 10"}


def test_a_week_is_held_against_what_the_area_can_talk_about(jigsaw, leonie):
    asked = f"backtest --as leonie --set R03.agencies=3 {SPAN} --a-week --json"
    before, after = jigsaw(asked).json
    assert (before["pack"], after["pack"], before["room_a_week"]) == ("in force", "changed", 20)
    assert after["of_the_changed_patterns"] == 0


def test_a_file_of_marks_is_compared_like_what_is_held(jigsaw, leonie, tmp_path):
    pyarrow, parquet = (pytest.importorskip(name) for name in ("pyarrow", "pyarrow.parquet"))
    days = (100, 103, 106, 109, 112)
    minutes = [minutes_since_epoch(datetime(2026, 1, 1, tzinfo=UTC)) + day * 1440 for day in days]
    columns = {
        "subject": [7] * 5,
        "at": minutes,
        "known": minutes,
        "gone": pyarrow.nulls(5, pyarrow.int64()),
        "kind": ["ambulance-call"] * 5,
    }
    columns |= {"agency": ["ambulance"] * 5, "piece": list(range(5))}
    path = tmp_path / "marks.parquet"
    parquet.write_table(pyarrow.table(columns), path)
    (row,) = jigsaw(f"backtest --as leonie --set R01.calls_in_a_month=6 {SPAN} --parquet {path} --json").json
    assert (row["pattern"], row["found_now"], row["found_after_the_change"]) == ("R01", "fewer than 5", 0)
    assert jigsaw(f"backtest --as leonie {SPAN} --parquet {path} --by-group").code == REFUSED


def test_trying_is_recorded_with_its_why(jigsaw, leonie):
    jigsaw(f"backtest --as leonie --why 'For the board' {SPAN}")
    assert AuditEvent.objects.filter(subject_kind="patterns", why="For the board").count() == 1


def test_the_same_pack_is_said_to_be_the_same(jigsaw, leonie):
    assert "nothing to compare" in jigsaw(f"backtest --as leonie {SPAN}").out
    assert jigsaw(f"backtest --as leonie {SPAN} --json").json == []


@pytest.mark.parametrize(
    ("asked", "code", "words"),
    [
        ("--as leonie --set R03", REFUSED, "Write it like --set"),
        ("--as leonie --set R03.contact=4", FAULTY, "is set by the area but is not a parameter"),
        ("--as leonie --set R99.contacts=4", FAULTY, "no pattern has this id"),
        ("--as leonie --pack /nowhere", FAULTY, "no pattern is there"),
        ("--as leonie --since 2026-02-01 --until 2026-01-01", REFUSED, "the first day is after the last"),
        ("--as ann", REFUSED, "try changed patterns"),
        ("", REFUSED, "nobody was named to look as"),
    ],
)
def test_what_cannot_be_tried_is_said_plainly(jigsaw, leonie, asked, code, words):
    answer = jigsaw(f"backtest {asked}")
    assert (answer.code, answer.out) == (code, "")
    assert words in answer.error
