"""Loading, loading again, correcting, withdrawing: what stands afterwards."""

from datetime import UTC, datetime, timedelta

import pytest

from jigsaw.care.intake import actions
from jigsaw.care.intake.actions import delivering
from jigsaw.care.intake.domain.mapping_check import check_folder
from jigsaw.care.intake.domain.rows import read_file
from jigsaw.care.intake.models import (
    Delivery,
    Feed,
    Piece,
    PieceEnding,
    PieceSubject,
    QuarantinedRow,
    RecordVersion,
    SourceRecord,
)
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.core.identity import piece_id, record_id
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from tests.care.intake.folders import MAPPING, call, changes, load, patient, write

pytestmark = pytest.mark.django_db
AGENCY = "brannock-ambulance"


def send(folder, *rows, name="calls.csv", mapping=MAPPING, now_at=None):
    for old in folder.glob("*.csv"):
        old.unlink()
    return changes(load(write(folder, name, list(rows), mapping), now_at=now_at))


def test_a_first_load_keeps_pieces_their_subjects_and_their_place(tmp_path):
    assert send(tmp_path, call(), call(CallID="C2", CallerID="P9")) == {"pieces_new": 2}
    piece = Piece.objects.get(pk=piece_id(AGENCY, "calls", "C2", 1))
    assert (piece.kind, piece.version, piece.address.postcode) == ("ambulance-call", 1, "ZZ1 1AA")
    assert piece.at == datetime(2024, 5, 1, 13, 30, tzinfo=UTC)
    assert piece.received_at == datetime(2024, 5, 2, 5, tzinfo=UTC)
    assert set(piece.subjects.values_list("record_id", "role")) == {
        (record_id(AGENCY, "P1"), "subject"),
        (record_id(AGENCY, "P9"), "caller"),
    }


def test_loading_the_same_file_twice_changes_nothing(tmp_path):
    rows = [call(), call(Narrative="Fell twice", Sent="03/05/2024"), call(CallID="C2"), call(Type="TAXI")]
    send(tmp_path, *rows)
    before = [list(table.objects.order_by("pk").values()) for table in (Piece, PieceEnding, PieceSubject)]
    assert send(tmp_path, *rows) == {"unchanged": 3, "refused_before": 1}
    after = [list(table.objects.order_by("pk").values()) for table in (Piece, PieceEnding, PieceSubject)]
    assert before == after
    assert QuarantinedRow.objects.count() == 1


def test_the_same_file_twice_changes_nothing_even_when_no_row_says_when_it_was_sent(tmp_path):
    mapping = MAPPING.replace('received = "Sent"\n', "")
    rows = [call(), call(Narrative="Fell twice"), call(CallID="C2"), call(CallID="C2", Void="Y")]
    assert send(tmp_path, *rows, mapping=mapping) == {
        "pieces_new": 2,
        "pieces_corrected": 1,
        "pieces_withdrawn": 1,
    }
    assert send(tmp_path, *rows, mapping=mapping) == {"unchanged": 4}


def test_a_corrected_row_supersedes_and_the_earlier_version_is_kept(tmp_path):
    send(tmp_path, call())
    assert send(tmp_path, call(Narrative="Fell twice", Sent="04/05/2024 06:00")) == {"pieces_corrected": 1}
    first, second = Piece.objects.order_by("version")
    assert (first.words, second.words) == ("Fell at home", "Fell twice")
    assert (first.ending.kind, first.ending.by_piece) == ("superseded", second)
    assert first.ending.at == second.received_at == datetime(2024, 5, 4, 5, tzinfo=UTC)


def test_a_withdrawal_retracts_and_the_piece_may_come_back(tmp_path):
    send(tmp_path, call())
    assert send(tmp_path, call(Void="Y", Sent="04/05/2024")) == {"pieces_withdrawn": 1}
    assert Piece.objects.get().ending.kind == "retracted"
    assert send(tmp_path, call(Sent="05/05/2024")) == {"pieces_corrected": 1}
    assert Piece.objects.filter(ending__isnull=True).get().version == 2


def test_a_withdrawal_of_what_never_came_changes_nothing(tmp_path):
    assert send(tmp_path, call(Void="Y")) == {"unchanged": 1}


def test_an_older_row_that_comes_late_does_not_pass_for_newer(tmp_path):
    send(tmp_path, call(Sent="04/05/2024"))
    assert send(tmp_path, call(Narrative="Earlier words", Sent="03/05/2024")) == {"older": 1}
    assert Piece.objects.get().words == "Fell at home"


def test_an_agency_may_go_back_to_earlier_words_in_a_later_file(tmp_path):
    send(tmp_path, call())
    send(tmp_path, call(Narrative="Wrong", Sent="04/05/2024"))
    assert send(tmp_path, call(Sent="05/05/2024")) == {"pieces_corrected": 1}
    assert Piece.objects.get(ending__isnull=True).words == "Fell at home"


def test_a_record_has_a_version_for_each_change_and_one_for_its_withdrawal(tmp_path):
    assert send(tmp_path, patient(), name="patients.csv") == {"records_new": 1}
    assert send(tmp_path, patient(Surname="Adeyemi"), name="patients.csv") == {"records_corrected": 1}
    assert send(tmp_path, patient(Deleted="Y"), name="patients.csv") == {"records_withdrawn": 1}
    names = list(RecordVersion.objects.order_by("version").values_list("family_name", "retracted"))
    assert names == [("Okafor", False), ("Adeyemi", False), ("", True)]


TWO_FEEDS = MAPPING.replace('holds = "pieces"', 'holds = "both"').replace(
    "[[file.piece]]\n", '[file.record]\nlocal_id = "PatientID"\nknown_as = "CallerID"\n[[file.piece]]\n', 1
)


def test_what_one_feed_never_speaks_of_stays_as_another_feed_said_it(tmp_path):
    send(tmp_path, patient(), name="patients.csv", mapping=TWO_FEEDS)
    told = send(tmp_path, call(CallerID="Annie"), mapping=TWO_FEEDS)
    assert told == {"records_corrected": 1, "pieces_new": 1}
    latest = RecordVersion.objects.get(version=2)
    assert (latest.given_names, latest.known_as, latest.birth_date) == ("Ann", "Annie", "1970-05-22")
    assert latest.address.postcode == "ZZ1 1AA"


def test_two_feeds_that_say_the_same_again_do_not_correct_each_other(tmp_path):
    send(tmp_path, patient(), name="patients.csv", mapping=TWO_FEEDS)
    send(tmp_path, call(CallerID="Annie"), mapping=TWO_FEEDS)
    told = send(tmp_path, patient(), patient(PatientID="P2"), name="patients.csv", mapping=TWO_FEEDS)
    assert told == {"unchanged": 1, "records_new": 1}


def test_a_refused_row_waits_with_its_faults_and_the_rest_load(tmp_path):
    assert send(tmp_path, call(), call(CallID="C2", Day="31/02/2024")) == {"pieces_new": 1, "refused": 1}
    row = QuarantinedRow.objects.get()
    assert (row.line, row.row["CallID"], row.state) == (3, "C2", "waiting")
    assert row.faults[0]["field"] == "Day + Time"


def test_a_piece_that_names_an_unknown_person_makes_a_record_without_particulars(tmp_path):
    send(tmp_path, call())
    record = SourceRecord.objects.get()
    assert (record.local_id, record.versions.count()) == ("P1", 0)
    assert record.first_received_at == datetime(2024, 5, 2, 5, tzinfo=UTC)


def test_a_delivery_counts_its_rows_and_says_when_it_ended(tmp_path):
    send(tmp_path, call(), call(CallID="C2"))
    delivery = Delivery.objects.get()
    assert delivery.counts["pieces_new"] == 2
    assert delivery.finished_at
    assert delivery.latest_received_at == datetime(2024, 5, 2, 5, tzinfo=UTC)


def test_a_feed_knows_how_often_it_comes_and_which_kinds_it_brings(tmp_path):
    send(tmp_path, call())
    feed = Feed.objects.get(key="calls")
    assert (feed.every_minutes, feed.holds_records) == (1440, False)
    assert feed.kinds == ["ambulance-call", "ambulance-conveyance"]


def test_a_load_cut_off_in_the_middle_is_made_whole_by_loading_again(tmp_path, monkeypatch):
    monkeypatch.setattr(delivering, "ROWS_AT_ONCE", 2)
    rows = [call(CallID=f"C{n}") for n in range(5)] + [call(CallID="C0", Narrative="Fell twice")]
    write(tmp_path, "calls.csv", rows)
    with pytest.raises(KeyboardInterrupt):
        cut_off(tmp_path, after=3)
    assert Piece.objects.count() == 2
    assert changes(load(tmp_path)) == {"unchanged": 2, "pieces_new": 3, "pieces_corrected": 1}
    assert Piece.objects.filter(ending__isnull=True).count() == 5


def cut_off(folder, after):
    checked = check_folder(folder)
    noted = actions.note_folder(by=JIGSAW, checked=checked)
    ((path, said),) = checked.files
    delivery = actions.begin_delivery(
        by=JIGSAW, feed=noted.feeds[said.feed], mapping=noted.mapping, path=path
    )

    def answers():
        for number, answer in enumerate(read_file(path, said, now())):
            if number == after:
                raise KeyboardInterrupt
            yield answer

    actions.accept(by=JIGSAW, delivery=delivery, answers=answers())


def test_what_bears_no_moment_of_its_own_was_received_when_it_was_loaded(tmp_path):
    at = now() - timedelta(days=3)
    send(tmp_path, call(Sent=""), now_at=at)
    assert Piece.objects.get().received_at == at


def test_the_audit_trail_holds_counts_and_nobodys_particulars(tmp_path):
    send(tmp_path, patient(), name="patients.csv")
    told = str(list(AuditEvent.objects.values()))
    assert "records_new" in told
    assert not any(word in told for word in ("Okafor", "9990000018", "1970"))
