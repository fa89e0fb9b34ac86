"""An agency that may not send names sends encodings, by the same door as everybody else."""

import json

import pytest

from jigsaw.care.intake.models import QuarantinedRow, RecordVersion
from jigsaw.care.intake.records import records_said
from jigsaw.care.linkage import actions
from jigsaw.care.linkage.models import Edge
from jigsaw.care.linkage.queries.why import Case, why
from jigsaw.care.people import queries as people
from jigsaw.care.people.settlement import SENT_ENCODED
from jigsaw.care.story.pages.records import record_cards
from jigsaw.care.story.queries import records_of
from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.encoding import encode
from jigsaw.engine.linkage.encoded.keys import new_key
from jigsaw.engine.linkage.records import Record
from jigsaw.engine.linkage.standardise import standardise
from jigsaw.foundation.core.time import now
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load
from tests.town import are_one, edges, groups, mapping_of, person_of, piece, record, someone

OKAFOR = {"given_names": "Adaeze", "family_name": "Okafor", "birth_date": "1971-08-23", "postcode": "ZZ1 2AB"}
ENCODED = """
[[file]]
name = "encoded*.ndjson"
feed = "encoded"
holds = "source-records"
received = "sent"
[file.record]
local_id = "local_id"
encoding = "encoding"
deleted = "deleted"
"""


@pytest.fixture
def key(tmp_path):
    return new_key(tmp_path / "key")


@pytest.fixture
def held(key, tmp_path, settings):
    """The key, held by this installation too."""
    settings.JIGSAW_ENCODING_KEYS = [str(tmp_path / "key")]
    return key


def letters(key, **told):
    return text.write(encode(standardise(Record("", "", "", now(), **(OKAFOR | told))), key))


def send(town, agency, local_id, encoding, *more, on="2026-01-05", **told):
    """Load one encoded record of an agency, with further rows of the usual kind."""
    folder = town.write(agency, *more, on=on)
    (folder / "feed.toml").write_text(mapping_of(agency) + ENCODED, encoding="utf-8")
    row = {"local_id": local_id, "encoding": encoding, "deleted": "", "sent": f"{on} 06:00"} | told
    (folder / "encoded.ndjson").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return load(by=JIGSAW, folder=folder)


def okafor(local_id, **told):
    return someone(local_id, "Adaeze", "Okafor", "1971-08-23", pc="ZZ1 2AB", addr="14 Mill Lane", **told)


def test_two_encoded_records_join_without_the_key_being_held(town, key):
    send(town, "charity", "C1", letters(key))
    send(town, "trust", "T1", letters(key, family_name="Okafor-Bright"))
    assert are_one("charity/C1", "trust/T1")


def test_an_encoded_record_joins_a_plain_one_where_the_key_is_held(town, held):
    town.send("gp", okafor("G1"))
    send(town, "charity", "C1", letters(held))
    assert are_one("charity/C1", "gp/G1")
    assert person_of("charity", "C1").name == "Adaeze Okafor"


def test_a_plain_record_joins_an_encoded_one_that_came_before(town, held):
    send(town, "charity", "C1", letters(held))
    town.send("gp", okafor("G1"))
    assert are_one("charity/C1", "gp/G1")


def test_without_the_key_an_encoded_record_joins_no_plain_one(town, key):
    town.send("gp", okafor("G1"))
    send(town, "charity", "C1", letters(key))
    assert len(groups()) == 2


def test_a_corrected_encoding_parts_what_it_no_longer_resembles(town, held):
    town.send("gp", okafor("G1"))
    send(town, "charity", "C1", letters(held))
    send(town, "charity", "C1", letters(held, given_names="Piotr", birth_date="1951-02-11"), on="2026-02-01")
    assert not are_one("charity/C1", "gp/G1")


def test_a_withdrawn_encoded_record_is_nobody_any_more(town, held):
    town.send("gp", okafor("G1"))
    send(town, "charity", "C1", letters(held))
    send(town, "charity", "C1", "", on="2026-02-01", deleted="Y")
    assert groups() == {frozenset({"gp/G1"})}
    assert not Edge.objects.exists()


def test_everybody_linked_anew_comes_out_the_same(town, held):
    town.send("gp", okafor("G1"))
    send(town, "charity", "C1", letters(held))
    send(town, "trust", "T1", letters(held, given_names="Ada"))
    send(town, "police", "P1", letters(held, given_names="Chidi"))
    before = groups(), edges()
    actions.rebuild(by=JIGSAW)
    assert (groups(), edges()) == before


def test_pieces_about_an_encoded_record_are_in_the_joined_persons_story(town, held):
    visit = piece("x1", "social-work-visit", "2026-01-02", "C1")
    send(town, "charity", "C1", letters(held), visit)
    town.send("gp", okafor("G1"))
    assert person_of("charity", "C1") == person_of("gp", "G1")


def test_a_record_that_came_encoded_is_never_an_empty_name(town, key):
    send(town, "charity", "C1", letters(key))
    viewer = town.viewer()
    person = person_of("charity", "C1")
    assert people.person_label(viewer, person.pk) == SENT_ENCODED
    card = record_cards(records_of(viewer, person.pk))[0]
    assert card.state.startswith("Identity sent encoded by its agency")
    assert card.facts == ()


def test_no_reader_is_given_the_letters_of_an_encoding(town, key):
    send(town, "charity", "C1", letters(key))
    said = records_said(town.viewer(), [record("charity", "C1")])
    assert said[0].is_encoded
    assert not said[0].particulars


@pytest.mark.parametrize(
    "spoil", [lambda said: said[:-9], lambda said: said.replace("encoded-3", "encoded-0")]
)
def test_a_damaged_encoding_or_another_scheme_waits_among_the_refused_rows(town, key, spoil):
    loaded = send(town, "charity", "C1", spoil(letters(key)))
    assert loaded.total.refused == 1
    assert [fault["field"] for fault in QuarantinedRow.objects.get().faults] == ["encoding"]
    assert not RecordVersion.objects.exists()


def test_an_encoding_sent_again_changes_nothing(town, key):
    send(town, "charity", "C1", letters(key))
    again = send(town, "charity", "C1", letters(key), on="2026-02-01")
    assert again.total.unchanged == 1
    assert RecordVersion.objects.count() == 1


def test_why_two_are_not_joined_is_answered_for_encoded_records_too(town, key):
    send(town, "charity", "C1", letters(key))
    send(town, "trust", "T1", letters(key, given_names="Chidi"))
    asked = {"left": record("charity", "C1"), "right": record("trust", "T1")}
    found = why(viewer=town.viewer(role="steward"), **asked)
    assert found.case in (Case.DOUBTFUL, Case.BELOW)
    assert "Same birth date" in [step.words for step in found.steps]
    assert [rule.is_shared for rule in found.rules if "encoding" in rule.words] == [True]
