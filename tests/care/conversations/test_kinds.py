"""Kinds are files: each loads, names its source, and faults are told together."""

import shutil

import pytest

from jigsaw.care.conversations.domain.kind_faults import AGENCY_KINDS
from jigsaw.care.conversations.domain.kinds import KINDS, kinds, read_kinds
from jigsaw.foundation.core.errors import FaultyPack
from jigsaw.foundation.organisations.models import Agency


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)
def test_every_kind_is_versioned_and_names_its_source(kind):
    assert kind.version >= 1
    assert kind.source
    assert kind.outcomes


def test_there_are_the_four_kinds_that_people_know():
    assert set(kinds()) == {"professionals-meeting", "marm", "section-42-planning", "team-meeting"}


def test_agency_kinds_are_those_of_the_table():
    assert set(Agency.Kind.values) == AGENCY_KINDS


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(KINDS, tmp_path / "kinds")


def test_all_faults_are_told_together(folder):
    team, marm = folder / "team-meeting.toml", folder / "marm.toml"
    team.write_text(team.read_text().replace('key = "team-meeting"', 'key = "other"'))
    marm.write_text(marm.read_text().replace('"gp"', '"vet"').replace('stops_on = "no"', "", 1))
    with pytest.raises(FaultyPack) as found:
        read_kinds(folder)
    assert "team-meeting.toml: key" in str(found.value)
    assert "vet is not a kind of agency" in str(found.value)
    assert "stops_on and otherwise, or neither" in str(found.value)


def test_a_missed_appointment_cannot_be_made_an_outcome(folder):
    outcomes = folder / "outcomes.toml"
    added = 'did-not-attend = { name = "Did not attend", means = "x", needs_review_date = false }'
    outcomes.write_text(outcomes.read_text() + added + "\n")
    with pytest.raises(FaultyPack, match="never a reason to close"):
        read_kinds(folder)
