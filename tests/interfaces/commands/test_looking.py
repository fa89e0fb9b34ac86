"""Looking from the command line: as somebody, at what they may see, in three forms, and recorded."""

import csv
import io
from uuid import uuid4

import pytest

from jigsaw.care.people.models import Home
from jigsaw.foundation.access.actions import note_wish
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.viewer import JIGSAW
from tests.town import person_of, raised, record

REFUSED, NOT_THERE = 3, 4
LOOKING = [
    "people Zebedee",
    "links",
    "story {person} --why 'Asked to help'",
    "story {home} --home --why 'Asked to help'",
    "reasons",
    "conversations",
    "feeds",
]
OF_PEOPLE = LOOKING[:5]


@pytest.fixture
def line(town):
    """Fills the ids of the town into a command line."""
    ids = {"person": person_of("gp", "G1").pk, "home": Home.objects.get().pk}
    return lambda text: text.format(**ids)


@pytest.mark.parametrize("text", LOOKING)
def test_every_look_can_be_read_by_people_and_programs(jigsaw, line, text):
    assert jigsaw(f"{line(text)} --as ann").code == 0
    assert isinstance(jigsaw(f"{line(text)} --as ann --json").json, list)
    assert jigsaw(f"{line(text)} --as ann --csv").code == 0


@pytest.mark.parametrize("text", LOOKING)
def test_nobody_looks_without_saying_who_they_are(jigsaw, line, text):
    answer = jigsaw(line(text))
    assert (answer.code, answer.out) == (REFUSED, "")
    assert "nobody was named to look as" in answer.error


@pytest.mark.parametrize("text", LOOKING)
def test_a_name_that_signs_in_nowhere_is_not_found(jigsaw, line, text):
    assert jigsaw(f"{line(text)} --as nobody").code == NOT_THERE


@pytest.mark.parametrize("text", OF_PEOPLE)
def test_an_outsider_is_answered_as_though_nothing_were_there(jigsaw, line, text):
    answer = jigsaw(f"{line(text)} --as bo")
    assert (answer.code, answer.out) == (NOT_THERE, "")
    assert "Quillfeather" not in answer.error


@pytest.mark.parametrize("text", ["story {unknown}", "story {unknown} --home", "story {unknown} --network"])
def test_an_unknown_id_is_not_found(jigsaw, town, text):
    assert jigsaw(f"{text.format(unknown=uuid4())} --as ann").code == NOT_THERE


def test_what_is_no_id_is_a_wrong_use(jigsaw, town):
    assert jigsaw("story Quillfeather --as ann").code == 2


@pytest.mark.parametrize(
    "text", ["story {person} --as-known-on 31/12/2025", "reasons --as-known-on yesterday"]
)
def test_a_day_is_given_as_iso_or_not_at_all(jigsaw, line, text):
    assert jigsaw(f"{line(text)} --as ann").code == 2


def test_who_looks_can_stand_in_the_environment(jigsaw, town):
    assert jigsaw("people Zebedee", JIGSAW_AS="ann").code == 0


def test_people_are_found_with_their_home_and_agencies(jigsaw, town):
    (found,) = jigsaw("people Zebedee Quillfeather --as ann --json").json
    assert found["person"] == str(person_of("gp", "G1").pk)
    assert (found["nhs_number"], found["home"]) == ("9990000018", "14 Mill Lane")


def test_nobody_found_is_not_nobody_known(jigsaw, town):
    answer = jigsaw("people Nobodyatall --as ann")
    assert answer.code == 0
    assert "may still be known" in answer.out


def test_a_story_is_told_in_order_and_as_known_on_a_day(jigsaw, line):
    why = "--why 'Asked to help' --as ann"
    told = jigsaw(line("story {person} --json " + why)).json
    assert [one["when"] for one in told] == ["2 January 2026", "3 January 2026", "4 January 2026"]
    assert jigsaw(line("story {person} --json --as-known-on 2026-01-04 " + why)).json == []
    empty = jigsaw(line("story {person} --as-known-on 2026-01-04 " + why))
    assert "does not mean that nothing happened" in empty.out


def test_what_a_spreadsheet_would_run_is_kept_as_text(jigsaw, line):
    rows = list(csv.DictReader(io.StringIO(jigsaw(line("story {person} --as ann --csv --why Asked")).out)))
    assert [row["words"] for row in rows] == ["'=cmd|calc", "", ""]


def test_each_join_is_listed_with_its_why(jigsaw, line):
    rows = jigsaw(line("links --person {person} --as ann --why Visiting --json")).json
    assert [(row["agency"], row["why"]) for row in rows] == [
        ("gp", "Same NHS number"),
        ("police", "Same NHS number"),
    ]


def test_pairs_that_wait_are_for_stewards(jigsaw, town):
    assert jigsaw("links --waiting --as ann").code == REFUSED
    assert jigsaw("links --waiting --as sue").out.strip() == "Nobody waits for a decision."


def test_a_reason_is_its_sentence_and_holders_and_no_number_for_a_person(jigsaw, town):
    (row,) = jigsaw("reasons --as ann --json").json
    (one,) = raised("R03")
    assert (row["reason"], row["sentence"]) == (str(one.pk), one.sentence)
    assert sorted(row["holders"]) == ["Gp", "Police"]
    assert set(row) == {"raised", "pattern", "about", "sentence", "holders", "state", "ended", "reason"}
    assert jigsaw("reasons --as ann --json --pattern R04").json == []


def test_every_look_at_people_is_recorded_with_who_and_why(jigsaw, line):
    for text in OF_PEOPLE:
        jigsaw(f"{line(text)} --as ann --why 'On duty tonight'")
    looks = AuditEvent.objects.filter(kind="look", by_name="Ann", why="On duty tonight")
    assert looks.count() == len(OF_PEOPLE)


def test_whose_team_does_not_work_with_them_says_why_and_an_objection_is_weighed_first(jigsaw, line, town):
    silent = jigsaw(line("story {person} --as ann"))
    assert (silent.code, silent.out) == (REFUSED, "")
    assert "Say why you need it" in silent.error
    records = [record("gp", "G1"), record("police", "P1")]
    told = {"person": person_of("gp", "G1").pk, "records": records, "kind": "objects"}
    note_wish(by=JIGSAW, holds=True, **told)
    held = jigsaw(line("story {person} --as ann --why 'Asked to help'"))
    assert (held.code, held.out) == (REFUSED, "")
    assert "Quillfeather" not in held.error
    assert not AuditEvent.objects.filter(kind="look").exists()


def test_a_refused_look_is_no_look(jigsaw, line):
    jigsaw(f"{line('story {person}')} --as bo")
    assert not AuditEvent.objects.filter(kind="look").exists()
