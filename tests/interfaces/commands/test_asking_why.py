"""Why a pattern was or was not true, and stored reasons made again, from the command line."""

import json

import pytest

from jigsaw.care.patterns.models import Definition
from jigsaw.care.reasons import pack, replaying
from jigsaw.care.reasons.models import Reason, ReasonPiece
from tests.interfaces.commands.conftest import ANN
from tests.town import person_of, piece, someone

ZEBEDEE = "why-reason {} --as ann --pattern R03 --on 2026-01-10"


@pytest.fixture
def asked(jigsaw, town):
    """Asks about the one person there is."""
    pack.forget()
    town.borough.practitioner("leonie", town.borough.agency("council"), "analyst")
    key = person_of("police", "P1").pk
    yield lambda line: jigsaw(line.format(key))
    pack.forget()


def test_each_comparison_says_how_many_of_how_many_on_which_pieces(asked):
    rows = asked(ZEBEDEE + " --json").json
    assert {row["true"] for row in rows} == {"yes"}
    assert "2 of 2 needed" in {row["count"] for row in rows}
    assert max(len(row["pieces"]) for row in rows) == 3


def test_before_the_pieces_came_it_was_not_true(asked):
    rows = asked(ZEBEDEE.replace("2026-01-10", "2026-01-04") + " --json").json
    assert {row["true"] for row in rows} == {"no"}


def test_the_generated_sql_is_printed_with_its_answer(asked):
    told = asked(ZEBEDEE + " --sql").out
    assert "WITH RECURSIVE" in told
    assert told.rstrip().endswith("It answers: true")
    assert asked("why-reason {} --as ann --sql").code == 3


def test_what_the_viewer_may_not_know_of_is_not_found(asked):
    assert asked("why-reason {} --as bo").code == 4


def test_every_reason_is_made_again_from_its_pattern_s_hash_and_its_pieces(asked, town):
    lane = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}
    marked = someone("H2", "Dorian", "Kitto", "1988-02-03", **lane)
    told = piece("m1", "warning-marker", "2026-01-02", "H2", value="attend")
    town.send(
        "housing", someone("H1", "Zebedee", "Quillfeather", nhs=ANN, **lane), marked, told, on="2026-01-07"
    )
    rows = asked("replay --as leonie --json").json
    assert {"R03", "R06"} <= {row["pattern"] for row in rows}
    assert {row["made_again"] for row in rows} == {replaying.AGAIN}


def test_a_reason_that_cannot_be_made_again_is_told(asked):
    one = Reason.objects.get(pattern="R03")
    Reason.objects.filter(pk=one.pk).update(sentence="Something else")
    assert asked("replay --as leonie --each --json").code == 1
    ReasonPiece.objects.filter(reason=one).delete()
    (row,) = json.loads(asked("replay --as leonie --each --json").out)
    assert row["made_again"] == replaying.NOT_TRUE
    Definition.objects.all()._raw_delete("default")
    (row,) = json.loads(asked("replay --as leonie --each --json").out)
    assert row["made_again"] == replaying.NOT_KNOWN


def test_only_who_may_try_patterns_makes_reasons_again(asked):
    assert asked("replay --as ann").code == 3
