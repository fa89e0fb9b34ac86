"""`jigsaw audit-pack`: the report that is published with the patterns."""

import pytest


@pytest.fixture
def leonie(town):
    """An analyst of the council."""
    town.borough.practitioner("leonie", town.borough.agency("council"), "analyst")


def test_it_writes_a_page_and_a_document(jigsaw, leonie, tmp_path):
    answer = jigsaw(f"audit-pack --out {tmp_path / 'out'} --replays 2 --as leonie")
    assert answer.code == 0, answer.error
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["audit-pack.docx", "audit-pack.html"]


def test_a_practitioner_may_not(jigsaw, town, tmp_path):
    answer = jigsaw(f"audit-pack --out {tmp_path} --as ann")
    assert answer.code != 0
    assert "stopped by" in answer.error


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_measured(jigsaw, leonie, tmp_path):
    (tmp_path / "file").write_text("in the way")
    answer = jigsaw(f"audit-pack --out {tmp_path / 'file' / 'out'} --as leonie")
    assert answer.code != 0
    assert "cannot be written into" in answer.error
    assert "Measuring" not in answer.error


def test_a_harm_that_is_no_kind_of_piece_is_refused_by_name(jigsaw, leonie, tmp_path):
    answer = jigsaw(f"audit-pack --out {tmp_path} --harm sadness --as leonie")
    assert answer.code != 0
    assert "sadness" in answer.error
