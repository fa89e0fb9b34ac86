"""Kinds are files: each loads, names its source, and faults are told together."""

import shutil

import pytest

from jigsaw.care.conversations.actions import record_precheck
from jigsaw.care.conversations.domain.kind_reading import KINDS, read_kinds
from jigsaw.care.conversations.domain.kind_shapes import AGENCY_KINDS
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers
from jigsaw.care.conversations.pack import kind_of, kinds
from jigsaw.foundation.core.errors import FaultyPack
from jigsaw.foundation.organisations.models import Agency

NO_PART = FirstAnswers(Answer.NO, Answer.YES, Answer.NO, Answer.NO)


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)
def test_every_kind_is_versioned_and_names_its_source(kind):
    assert kind.version >= 1
    assert kind.source
    assert kind.outcomes


def test_there_are_the_kinds_that_people_know():
    talks = {"professionals-meeting", "marm", "section-42-planning", "team-meeting", "deliberative-session"}
    assert set(kinds()) == talks | {"community-ward-round", "quality-panel", "joint-investigation"}


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)
def test_the_agenda_fits_into_the_meeting_and_hears_each_in_turn_before_all_talk(kind):
    assert sum(one.minutes for one in kind.agenda) <= kind.limits.minutes
    keys = [one.key for one in kind.agenda]
    assert "pieces" in keys[:-1]


def test_agency_kinds_are_those_of_the_table():
    assert set(Agency.Kind.values) == AGENCY_KINDS


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(KINDS, tmp_path / "kinds")


def test_all_faults_are_told_together_each_with_its_line(folder):
    team, marm = folder / "team-meeting.toml", folder / "marm.toml"
    team.write_text(team.read_text().replace('key = "team-meeting"', 'key = "other"'))
    marm.write_text(marm.read_text().replace('"gp"', '"vet"').replace('stops_on = "no"', "", 1))
    with pytest.raises(FaultyPack) as found:
        read_kinds(folder)
    ask = marm.read_text().splitlines().index(next(x for x in marm.read_text().splitlines() if "vet" in x))
    assert "team-meeting.toml, line 2: key: make it team-meeting" in str(found.value)
    assert f"marm.toml, line {ask + 1}: ask: vet is not a kind of agency" in str(found.value)
    assert "stops_on and otherwise, or neither" in str(found.value)


FAULTS = {
    "minutes = 30": ("minutes = 20", "the agenda takes 30 minutes, more than the meeting has"),
    'seen_by = "agencies"': ('seen_by = "all"', "seen_by: say agencies or named"),
    "must_come = []": ('must_come = ["police"]', "must_come: police is not asked"),
    "quorum = 1": ("quorum = 0", "quorum: at least 1"),
    "format = 2": ("format = 1", "format: make it 2"),
    "order = 4": ("order = true", "order: give a value of the right sort"),
}


@pytest.mark.parametrize("written", FAULTS)
def test_a_fault_is_told_with_the_line_in_which_it_stands(folder, written):
    wrong, words = FAULTS[written]
    team = folder / "team-meeting.toml"
    team.write_text(team.read_text().replace(written, wrong, 1))
    line = next(n for n, text in enumerate(team.read_text().splitlines(), 1) if text.startswith(wrong))
    with pytest.raises(FaultyPack, match=f"line {line}: .*{words}"):
        read_kinds(folder)


def test_what_is_not_toml_is_refused_with_its_line(folder):
    (folder / "team-meeting.toml").write_text('format = 2\nkey = "team-meeting\n')
    with pytest.raises(FaultyPack, match=r"team-meeting.toml: .*line 2"):
        read_kinds(folder)


def test_a_question_that_leads_to_no_kind_is_refused(folder):
    marm = folder / "marm.toml"
    marm.write_text(marm.read_text().replace('leads_to = "professionals-meeting"', 'leads_to = "nowhere"', 1))
    with pytest.raises(FaultyPack, match="there is no kind nowhere"):
        read_kinds(folder)


def test_a_new_kind_is_a_file_in_the_areas_folder(tmp_path, settings, signed_in, cast, subject):
    team = (KINDS / "team-meeting.toml").read_text()
    own = team.replace('"team-meeting"', '"coffee-round"').replace("Team meeting", "Coffee round")
    (tmp_path / "coffee-round.toml").write_text(own)
    settings.JIGSAW_CONVERSATION_KINDS = str(tmp_path)
    assert kind_of("coffee-round").name == "Coffee round"
    first = record_precheck(by=cast.caller, subject=subject, test=NO_PART)
    page = signed_in("caller").get(f"/conversations/call/{first.pk}/kind").content.decode()
    assert "Coffee round" in page


def test_an_areas_file_of_the_same_name_stands_for_ours(tmp_path):
    marm = (KINDS / "marm.toml").read_text()
    (tmp_path / "marm.toml").write_text(marm.replace("quorum = 3", "quorum = 4"))
    assert read_kinds(KINDS, tmp_path)["marm"].quorum == 4


def test_a_missed_appointment_cannot_be_made_an_outcome(folder):
    outcomes = folder / "outcomes.toml"
    added = 'did-not-attend = { name = "Did not attend", means = "x", needs_review_date = false }'
    outcomes.write_text(outcomes.read_text() + added + "\n")
    with pytest.raises(FaultyPack, match="never a reason to close"):
        read_kinds(folder)
