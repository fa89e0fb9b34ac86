"""What an agency says of its own ids, and of NHS numbers that superseded one another, decides who is one person."""

import pytest

from jigsaw.foundation.core.errors import JigsawError
from jigsaw.foundation.core.viewer import JIGSAW
from jigsaw.interfaces.feeds.load import load
from tests import town as towns
from tests.town import are_one, groups, mapping_of, someone

ANN, BEA = "9990000018", "9990000026"


@pytest.fixture
def says(monkeypatch):
    """Let the agencies' mappings say more: below [agency], and below [file.record]."""

    def more(agency="", record=""):
        def written(key):
            text = mapping_of(key).replace("telephone =", f"{agency}\ntelephone =", 1)
            return text.replace('nhs_number = "NHS"', f'nhs_number = "NHS"\n{record}')

        monkeypatch.setattr(towns, "mapping_of", written)

    return more


def send_two_ids(town, on="2026-01-05"):
    town.send("gp", someone("G1", nhs=ANN), someone("G2", nhs=ANN), on=on)


def test_two_ids_of_one_agency_with_one_nhs_number_are_one_person(town):
    send_two_ids(town)
    assert are_one("gp/G1", "gp/G2")


def test_where_nobody_is_given_two_ids_they_are_two_people(town, says):
    says(agency="one_id_each = true")
    send_two_ids(town)
    assert len(groups()) == 2


def test_saying_so_later_parts_who_was_joined_and_saying_no_more_joins_them(town, says):
    send_two_ids(town)
    says(agency="one_id_each = true")
    town.send("gp", on="2026-01-06")
    assert len(groups()) == 2
    says(agency="one_id_each = false")
    town.send("gp", on="2026-01-07")
    assert are_one("gp/G1", "gp/G2")


def test_a_record_that_says_its_old_number_and_its_new_one_brings_both_together(town, says):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=BEA))
    assert not are_one("police/P1", "gp/G1")
    says(record='former_nhs_numbers = "Tel"')
    town.send("trust", someone("T1", nhs=BEA, tel="999 000 0018; 943 476 5919"))
    assert are_one("police/P1", "gp/G1", "trust/T1")


def test_a_former_number_that_is_taken_back_parts_them_again(town, says):
    town.send("police", someone("P1", nhs=ANN), on="2026-01-05")
    town.send("gp", someone("G1", nhs=BEA), on="2026-01-06")
    says(record='former_nhs_numbers = "Tel"')
    town.send("trust", someone("T1", "", "", "", nhs=BEA, tel=ANN), on="2026-01-07")
    assert are_one("police/P1", "gp/G1", "trust/T1")
    town.send("trust", someone("T1", "", "", "", nhs=BEA, tel=""), on="2026-01-08")
    assert not are_one("police/P1", "gp/G1")


def test_a_word_that_is_neither_true_nor_false_is_a_fault_of_the_mapping(town, says):
    says(agency='one_id_each = "yes"')
    with pytest.raises(JigsawError, match="true or false"):
        load(by=JIGSAW, folder=town.write("gp", someone("G1"), on="2026-01-05"))
