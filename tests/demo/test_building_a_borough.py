"""Building the borough: the same every time, eight agencies, in their own formats."""

import filecmp
from datetime import date

from jigsaw.demo.build import build
from jigsaw.demo.clock import Clock


def files_of(folder):
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def test_the_same_seed_gives_the_same_bytes(borough, tmp_path):
    build(700, 7, tmp_path)
    assert files_of(tmp_path) == files_of(borough)
    _, different, unread = filecmp.cmpfiles(borough, tmp_path, files_of(borough), shallow=False)
    assert (different, unread) == ([], [])


def test_another_seed_gives_another_borough(borough, tmp_path):
    build(700, 8, tmp_path)
    name = "truth/people.csv"
    assert (tmp_path / name).read_bytes() != (borough / name).read_bytes()


def test_a_former_build_leaves_nothing_behind(tmp_path):
    stale = tmp_path / "agencies" / "st-brannock-police" / "old.ndjson"
    stale.parent.mkdir(parents=True)
    stale.write_text("{}")
    summary = build(60, 1, tmp_path)
    assert not stale.exists()
    assert all(folder.is_dir() for folder in summary.folders)


def test_progress_is_told_to_the_end(tmp_path):
    said = []
    build(60, 1, tmp_path, lambda step, done, total: said.append((step, done, total)))
    assert said[-1][1] == said[-1][2]


def test_each_agency_writes_as_its_system_does(borough):
    agencies = borough / "agencies"
    assert (agencies / "st-brannock-general" / "attendances-1.tsv").read_bytes()[:2] == b"\xff\xfe"
    assert (agencies / "st-brannock-mental-health" / "episodes-1.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    assert ";" in (agencies / "slipway-homes" / "cases-1.csv").read_text("cp1252").splitlines()[0]
    assert "|" in (agencies / "st-brannock-ambulance" / "calls-1.csv").read_text("utf-8").splitlines()[0]
    assert (agencies / "st-brannock-council" / "adults-1.xlsx").read_bytes()[:2] == b"PK"


def test_the_hour_that_spring_skips_is_never_written():
    clock = Clock(date(2026, 9, 30))
    minute = clock.minute_of(date(2026, 3, 29)) + 90
    assert clock.slashes(minute) == "29/03/2026 02:30"
    assert clock.iso(minute) == "2026-03-29T02:30:00+01:00"
