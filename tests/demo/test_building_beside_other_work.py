"""Building the borough in a process of its own, while something else goes on."""

import filecmp
from datetime import date

import pytest

from jigsaw.demo.aside import built_aside
from jigsaw.demo.build import build

TODAY = date(2026, 9, 30)


def test_what_is_built_aside_is_what_is_built_here(tmp_path):
    with built_aside(60, 3, tmp_path / "aside", today=TODAY) as built:
        here = build(60, 3, tmp_path / "here", today=TODAY)
        there = built()
    assert (there.people, there.records, there.rows) == (here.people, here.records, here.rows)
    files = [path.relative_to(tmp_path / "here") for path in (tmp_path / "here").rglob("*") if path.is_file()]
    same, _, _ = filecmp.cmpfiles(tmp_path / "here", tmp_path / "aside", files, shallow=False)
    assert len(same) == len(files) > 10


def test_what_stops_it_is_raised_where_the_files_are_needed(tmp_path):
    (tmp_path / "borough").write_text("a file stands in the way")
    with (
        built_aside(60, 3, tmp_path / "borough", today=TODAY) as built,
        pytest.raises(OSError, match="borough"),
    ):
        built()
