"""Loading, catching up, rebuilding and looking an installation over, from the command line."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from jigsaw.care.linkage.models import BlockKey, RecordToLink
from jigsaw.care.people.models import Person
from jigsaw.care.reasons.models import NextMoment, Reason
from jigsaw.engine.linkage.kernel import why_in_use
from jigsaw.interfaces.commands import doctor
from jigsaw.interfaces.feeds import load as loading
from jigsaw.interfaces.feeds import queueing
from tests.town import groups, mapping_of, person_of, piece, someone

FAULTY, NOT_THERE = 2, 4


def test_loading_tells_what_came_of_each_file(jigsaw, town):
    folder = town.write(
        "housing", someone("H1"), piece("a1", "rent-arrears", "2026-01-02", "H1"), on="2026-01-05"
    )
    told = jigsaw(f"load {folder} --json").json
    assert [(one["agency"], one["feed"], one["rows"]) for one in told["files"]] == [
        ("housing", "people", 1),
        ("housing", "pieces", 1),
    ]
    assert (
        told["total"]["records_new"],
        told["total"]["pieces_new"],
        told["followed"]["records_joined"],
    ) == (1, 1, 1)


def test_loading_tells_of_reasons_that_were_found_as_the_pieces_were_accepted(jigsaw, town):
    told, before = [], Reason.objects.count()
    sent = (("police", "P7", "police-call", (2, 4)), ("gp", "G7", "out-of-hours-contact", (3, 6)))
    for agency, who, kind, days in sent:
        person = someone(who, nhs="9990000107")
        rows = [piece(f"{who}{day}", kind, f"2026-01-0{day} 10:00", who) for day in days]
        folder = town.write(agency, person, *rows, on="2026-01-07")
        told.append(jigsaw(f"load {folder} --json").json["followed"])
    assert [one["raised"] for one in told] == [0, Reason.objects.count() - before]
    assert told[1]["raised"] > 0


def test_loading_a_file_again_changes_nothing(jigsaw, town):
    folder = town.write("housing", someone("H1"), on="2026-01-05")
    jigsaw(f"load {folder}")
    total = jigsaw(f"load {folder} --json").json["total"]
    assert (total["unchanged"], total["records_new"], total["records_corrected"]) == (1, 0, 0)


def test_refused_rows_are_told_in_words_without_what_they_say(jigsaw, town):
    folder = town.write("housing", someone("H1", "Zebedee", "Quillfeather", "31/02/1970"), on="2026-01-05")
    answer = jigsaw(f"load {folder}")
    assert answer.code == 0
    assert "1 rows were refused and wait to be mended: jigsaw quarantine" in answer.out
    assert "Quillfeather" not in answer.out + answer.error


def test_a_folder_without_a_mapping_is_not_loaded(jigsaw, tmp_path):
    (tmp_path / "of [brackets]").mkdir()
    answer = jigsaw(f"load '{tmp_path / 'of [brackets]'}'")
    assert answer.code == NOT_THERE
    assert "Loading the folder of [brackets]" in answer.error


def test_a_faulty_mapping_changes_nothing_and_tells_every_fault(jigsaw, town):
    folder = town.write("housing", someone("H1"), on="2026-01-05")
    text = (
        mapping_of("housing").replace('"ID"', '"NoSuchColumn"').replace('kind = "housing"', 'kind = "castle"')
    )
    (folder / "feed.toml").write_text(text)
    before = Person.objects.count()
    answer = jigsaw(f"load {folder}")
    assert answer.code == FAULTY
    assert "NoSuchColumn" in answer.error
    assert "castle" in answer.error
    assert Person.objects.count() == before


def test_catching_up_finishes_what_was_stopped(jigsaw, town, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(loading, "catch_up", lambda **_: {})
        patched.setattr(queueing, "FEW", 0)
        jigsaw(f"load {town.write('housing', someone('H1', nhs='9990000018'), on='2026-01-05')}")
    assert RecordToLink.objects.count() == 1
    assert jigsaw("catch-up --clock --json").json["records_joined"] > 0
    assert person_of("housing", "H1") == person_of("gp", "G1")


def test_rebuilding_gives_the_same_people(jigsaw, town):
    before = groups()
    assert jigsaw("rebuild --json").json["people"] == len(before)
    assert groups() == before


def test_the_doctor_finds_nothing_wrong_where_nothing_is(jigsaw, town):
    found = {one["what"]: one for one in jigsaw("doctor --json").json}
    assert found["The database answers"]["sound"]
    assert found["What waits to be worked out"]["sound"]
    assert found["A sharing agreement is in force"]["found"].startswith("8 agencies share today")
    assert found["The linkage model"]["found"].endswith(why_in_use())


def test_the_doctor_leaves_with_one_and_says_the_mend(jigsaw, town):
    RecordToLink.objects.create(record_id=person_of("gp", "G1").links.first().record_id, changed=True)
    answer = jigsaw("doctor")
    assert answer.code == 1
    assert "mend: Run: jigsaw catch-up" in answer.out


def test_the_doctor_says_that_no_timer_runs_and_the_timer_makes_up_for_it(jigsaw, town):
    about = {"subject_kind": "person", "subject": person_of("gp", "G1").pk}
    NextMoment.objects.create(**about, at=timezone.now() - timedelta(hours=2))
    assert "1 are overdue" in jigsaw("doctor").out
    assert jigsaw("timer --json").json["deadlines"] == 1
    assert "none is overdue" in jigsaw("doctor").out


def test_a_timer_that_goes_on_stops_at_its_moment(jigsaw, town):
    past = timezone.localtime() - timedelta(minutes=1)
    answer = jigsaw(f"timer --every 5 --until {past:%Y-%m-%dT%H:%M:%S} --json")
    assert answer.code == 0
    assert answer.json["deadlines"] == 0


def test_the_doctor_sees_records_that_an_earlier_version_joined(jigsaw, town):
    BlockKey.objects.filter(pk=BlockKey.objects.order_by("pk").first().pk).update(key="of an earlier version")
    found = {one["what"]: one for one in jigsaw("doctor --json").json}
    told = found["Records are joined by this version's rules"]
    assert (told["sound"], told["found"]) == (False, "1 of 2 looked at stand under other keys")


def test_the_doctor_does_not_fall_ill(jigsaw, db, monkeypatch):
    def broken():
        raise RuntimeError("Quillfeather, 14 Mill Lane")

    monkeypatch.setattr(doctor, "_pack", broken)
    answer = jigsaw("doctor")
    assert answer.code == 1
    assert "RuntimeError" in answer.out
    assert "Quillfeather" not in answer.out


def test_the_replay_is_written_and_says_how_to_load_it(jigsaw, tmp_path):
    answer = jigsaw(f"demo replay --seed 4 --out {tmp_path / 'replay'}")
    assert answer.code == 0
    assert "jigsaw load" in answer.out
    assert (tmp_path / "replay" / "agencies" / "pellow-bay-police" / "feed.toml").is_file()


def test_a_borough_can_be_built_loaded_and_scored(jigsaw, tmp_path):
    assert jigsaw(f"demo build --people 60 --seed 2 --out {tmp_path}").code == 0
    assert jigsaw(f"load {tmp_path / 'agencies'}").code == 0
    told = jigsaw(f"demo score --truth {tmp_path / 'truth'} --json").json
    assert told["joins"]["precision"] > 0.98
    assert "Precision" in jigsaw(f"demo score --truth {tmp_path / 'truth'}").out


def test_without_a_truth_there_is_no_score(jigsaw, tmp_path):
    assert jigsaw(f"demo score --truth {tmp_path}").code == NOT_THERE


@pytest.mark.django_db(transaction=True)
def test_tables_of_an_earlier_version_are_said_to_be_so(jigsaw, town):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_person RENAME TO people_person_of_before")
    last = MigrationLoader(connection).graph.leaf_nodes("people")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    try:
        answer = jigsaw("people Zebedee --as ann")
    finally:
        MigrationRecorder(connection).record_applied(*last)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE people_person_of_before RENAME TO people_person")
    assert "Run: jigsaw migrate" in answer.error, repr(answer.raised)


def test_an_older_database_is_not_served(jigsaw):
    last = MigrationLoader(connection).graph.leaf_nodes("people")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    answer = jigsaw("serve --port 1")
    assert "Serving the workspace" in answer.error
    assert "Run: jigsaw migrate" in answer.error
