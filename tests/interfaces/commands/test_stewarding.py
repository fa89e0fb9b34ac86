"""Stewards' work from the command line: what waits, why not, undo, and a review from a file."""

import csv

import pytest

from jigsaw.care.linkage.models import LinkDecision
from jigsaw.care.stewardship.models import Review, ReviewAnswer
from jigsaw.foundation.audit.models import AuditEvent
from jigsaw.foundation.organisations.models import Practitioner
from jigsaw.foundation.organisations.queries import viewer_of
from jigsaw.interfaces import stewarding
from tests.care.stewardship.conftest import numbered
from tests.town import are_one, person_of, record, someone


@pytest.fixture
def pair(town, settings):
    """Two records that wait for a decision."""
    settings.JIGSAW_SECOND_LOOKS = 0.0
    mine = {"tel": "01632 960001", "addr": "2 Mill Lane", "pc": "ZZ1 2AB"}
    for number, agency in enumerate(("police", "gp")):
        town.send(
            agency, someone("X1", "Oluwaseun", "Achebe", "1941-05-21", nhs=numbered(20 + number), **mine)
        )
    return record("police", "X1"), record("gp", "X1")


def test_what_waits_says_what_hangs_on_it(jigsaw, pair):
    (row,) = jigsaw("links --waiting --as sue --json").json
    assert {row["left"], row["right"]} == {"police/X1", "gp/X1"}
    assert row["at_stake"]


def test_catching_up_places_what_waits_in_the_queue(jigsaw, pair):
    assert jigsaw("catch-up --json").json["pairs_placed"] == 1
    assert jigsaw("catch-up --json").json["pairs_placed"] == 0


def test_why_two_are_apart_is_told_in_words_and_as_json(jigsaw, pair):
    assert "two different NHS numbers" in jigsaw("links why police/X1 gp/X1 --as sue").out
    told = jigsaw("links why police/X1 gp/X1 --as sue --json").json
    assert (told["case"], told["one_person"]) == ("doubtful", False)
    assert jigsaw("links why police/X1 gp/X9 --as sue").code == 4
    assert jigsaw("links why police/X1 gp/X1 --as ann").code == 3


def test_a_decision_is_listed_and_undone(jigsaw, pair):
    sue = viewer_of(Practitioner.objects.get(username="sue"))
    stewarding.decide(by=sue, left=pair[0], right=pair[1], same=True, why="Rang both")
    (row,) = jigsaw("links decisions --mine --as sue --json").json
    assert (row["decided"], row["now"]) == ("the same person", "holds")
    assert jigsaw(f"links undo {row['key']} --because 'They are cousins' --as sue").code == 0
    assert not are_one("police/X1", "gp/X1")
    assert jigsaw("links decisions --as sue --json").json[0]["now"] == "undone"
    assert LinkDecision.objects.count() == 1


def test_an_id_from_before_a_join_leads_to_whom_it_is_now(jigsaw, pair):
    before = {person_of(agency, "X1").pk for agency in ("police", "gp")}
    sue = viewer_of(Practitioner.objects.get(username="sue"))
    stewarding.decide(by=sue, left=pair[0], right=pair[1], same=True, why="Rang both")
    for one in before:
        assert len(jigsaw(f"links --person {one} --why 'To join two records' --as sue --json").json) == 2
        assert jigsaw(f"story {one} --as sue --why 'Asked to help'").code == 0
    looked = AuditEvent.objects.filter(subject_kind="person", by_id=sue.key).values_list(
        "subject_id", flat=True
    )
    assert set(looked) == {str(person_of("gp", "X1").pk)}


def test_a_review_goes_out_to_a_file_and_its_answers_come_back(jigsaw, pair, tmp_path):
    out = tmp_path / "pairs.csv"
    assert "Review" in jigsaw(f"review draw --pairs 50 --seed 1 --out {out} --as sue").out
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["answer"] for row in rows} == {""}
    assert "stratum" not in rows[0]
    key = latest()
    assert "precision" not in jigsaw(f"review report {key} --as sue --json").json
    write(out, [row | {"answer": "same"} for row in rows[:-1]] + rows[-1:])
    assert f"{len(rows) - 1} answers taken" in jigsaw(f"review take {key} {out} --as sue").out
    told = jigsaw(f"review report {key} --as sue --json").json
    assert told["answered"] == len(rows) - 1
    assert told["precision"]["high"] == 1


def test_a_file_with_an_answer_that_cannot_be_read_is_not_taken_at_all(jigsaw, pair, tmp_path):
    out = tmp_path / "pairs.csv"
    jigsaw(f"review draw --pairs 50 --seed 1 --out {out} --as sue")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    write(out, [rows[0] | {"answer": "same"}, *(row | {"answer": "perhaps"} for row in rows[1:2])])
    answered = jigsaw(f"review take {latest()} {out} --as sue")
    assert answered.code == 3
    assert not ReviewAnswer.objects.exists()


def latest():
    return Review.objects.latest("pk").pk


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
