"""What agencies send is joined as it comes: new records, corrections, withdrawals."""

from jigsaw.care.linkage.models import AddressToPlace, Edge, Link, RecordToLink
from jigsaw.care.linkage.queries import links
from jigsaw.care.people import queries as people
from jigsaw.care.people.models import Person, Redirect
from jigsaw.care.people.settlement import NAME_NOT_GIVEN
from tests.town import are_one, groups, person_of, piece, record, someone

ANN, BEA = "9990000018", "9990000026"


def test_a_new_record_with_the_same_nhs_number_joins(town):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", "Anne", nhs=ANN))
    assert are_one("police/P1", "gp/G1")


def test_records_without_a_number_join_by_what_they_say(town):
    told = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "tel": "01632 960111"}
    town.send("police", someone("P1", "Oluwaseun", "Fairweather", **told))
    town.send("housing", someone("H1", "Oluwaseun", "Fairweather", **told))
    assert are_one("police/P1", "housing/H1")


def test_a_stranger_stays_apart(town):
    town.send("police", someone("P1"))
    town.send("gp", someone("G1", "Bea", "Lindqvist", "1951-11-02"))
    assert len(groups()) == 2
    assert not Edge.objects.exists()


def test_two_different_valid_numbers_stay_apart_and_wait_for_a_person(town):
    told = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB", "tel": "01632 960111"}
    town.send("police", someone("P1", "Oluwaseun", "Fairweather", nhs=ANN, **told))
    town.send("gp", someone("G1", "Oluwaseun", "Fairweather", nhs=BEA, **told))
    assert len(groups()) == 2
    assert Edge.objects.get().kind == "doubtful"


def test_a_correction_parts_what_was_joined_by_mistake(town):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", "Bea", "Lindqvist", "1970-05-22", nhs=ANN))
    assert are_one("police/P1", "gp/G1")
    town.send("gp", someone("G1", "Bea", "Lindqvist", "1951-11-02", nhs=BEA), on="2026-02-01")
    assert len(groups()) == 2


def test_a_withdrawn_record_is_nobody_any_more(town):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN))
    town.send("gp", someone("G1", deleted="Y"), on="2026-02-01")
    assert groups() == {frozenset({"police/P1"})}
    assert not Edge.objects.exists()


def test_a_withdrawn_record_that_comes_back_joins_again(town):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN))
    town.send("gp", someone("G1", deleted="Y"), on="2026-02-01")
    town.send("gp", someone("G1", nhs=ANN), on="2026-03-01")
    assert are_one("police/P1", "gp/G1")


def test_whom_only_a_piece_names_is_a_person_until_their_particulars_come(town):
    town.send("council", piece("x1", "social-work-visit", "2026-01-02", "C1"))
    assert person_of("council", "C1").name == NAME_NOT_GIVEN
    town.send("gp", someone("G1", nhs=ANN))
    town.send("council", someone("C1", nhs=ANN), on="2026-02-01")
    assert are_one("council/C1", "gp/G1")
    assert person_of("council", "C1").name == "Ann Okafor"


def test_a_link_to_who_is_joined_later_leads_on(town):
    town.send("police", someone("P1", nhs=ANN), on="2026-01-05")
    town.send("gp", someone("G1"), on="2026-01-06")
    town.send("trust", someone("T1", "Bea", "Lindqvist", "1951-11-02"), on="2026-01-07")
    before = person_of("gp", "G1") or person_of("trust", "T1")
    town.send("gp", someone("G1", nhs=ANN), on="2026-02-01")
    assert people.person(town.viewer(), before.pk) == person_of("police", "P1")


def test_a_link_leads_on_although_the_record_that_gave_the_id_was_withdrawn(town):
    town.send("police", someone("P1", nhs=ANN), on="2026-01-05")
    town.send("gp", someone("G1", nhs=ANN), on="2026-01-06")
    before = person_of("gp", "G1").pk
    town.send("police", someone("P1", deleted="Y"), on="2026-02-01")
    assert not Person.objects.filter(pk=before).exists()
    assert people.person(town.viewer(), before) == person_of("gp", "G1")
    assert Redirect.objects.filter(kind="person").count() == 1


def test_each_join_says_why(town):
    town.send("police", someone("P1", nhs=ANN))
    town.send("gp", someone("G1", nhs=ANN))
    town.send("charity", someone("X1", "Bea", "Lindqvist", "1951-11-02"))
    whys = {line.local_id: line.why for line in links(viewer=town.viewer())}
    assert whys["P1"] == whys["G1"] == "Same NHS number"
    assert whys["X1"] == "No other source record was found to be the same person"


def test_of_equal_claims_the_first_received_stands_also_after_news(town):
    town.send("police", someone("P1", "Annabel", nhs=ANN), on="2026-01-05")
    town.send("council", someone("A1", "Anne", nhs=ANN), on="2026-01-06")
    assert person_of("council", "A1").given_names == "Annabel"
    town.send("council", piece("x1", "social-work-visit", "2026-01-07", "A1"), on="2026-01-08")
    assert person_of("council", "A1").given_names == "Annabel"


def test_nothing_waits_when_all_is_joined(town):
    town.send(
        "police",
        someone("P1", addr="14 Mill Lane", pc="ZZ1 2AB"),
        piece("c1", "police-call", "2026-01-02", "P1"),
    )
    assert not RecordToLink.objects.exists()
    assert not AddressToPlace.objects.exists()
    assert Link.objects.filter(record=record("police", "P1")).exists()
