"""Where people live and lived: as each agency's versions say, and moved along when an address is given a UPRN."""

from jigsaw.care.people.models import Home, Residence
from tests.town import person_of, piece, raised, someone

LANE = {"addr": "14 Mill Lane", "pc": "ZZ1 2AB"}
QUAY = {"addr": "3 Old Quay", "pc": "ZZ1 9XX"}


def lives():
    """Each residence: the home, the days of its start and end."""
    rows = Residence.objects.order_by("since").values_list("home__label", "since", "until")
    return [(label, f"{since:%m-%d}", f"{until:%m-%d}" if until else "") for label, since, until in rows]


def test_somebody_lives_where_their_record_says(town):
    town.send("gp", someone("G1", **LANE), on="2026-01-05")
    assert lives() == [("14 Mill Lane", "01-05", "")]


def test_a_new_address_ends_the_stay_at_the_old_one(town):
    town.send("gp", someone("G1", **LANE), on="2026-01-05")
    town.send("gp", someone("G1", **QUAY), on="2026-02-05")
    assert lives() == [("14 Mill Lane", "01-05", "02-05"), ("3 Old Quay", "02-05", "")]


def test_the_day_on_which_the_agency_recorded_it_counts_when_given(town):
    town.send("gp", someone("G1", recorded="2025-12-01", **LANE), on="2026-01-05")
    row = Residence.objects.get()
    assert (f"{row.since:%Y-%m-%d}", f"{row.known_at:%Y-%m-%d}") == ("2025-12-01", "2026-01-05")


def test_a_version_that_says_the_same_address_changes_no_stay(town):
    town.send("gp", someone("G1", **LANE), on="2026-01-05")
    town.send("gp", someone("G1", tel="01632 960111", **LANE), on="2026-02-05")
    assert lives() == [("14 Mill Lane", "01-05", "")]


def test_a_withdrawn_record_lives_nowhere(town):
    town.send("gp", someone("G1", **LANE), on="2026-01-05")
    town.send("gp", someone("G1", deleted="Y"), on="2026-02-05")
    assert lives() == []


def test_residents_move_along_when_their_address_is_given_a_uprn(town):
    town.send("gp", someone("G1", **LANE))
    town.send("housing", someone("H1", "Bea", "Lindqvist", "1951-11-02", uprn="100", **LANE), on="2026-02-05")
    assert {home.key for home in Home.objects.all()} == {"uprn:100"}
    assert set(Residence.objects.values_list("person", "home__key")) == {
        (person_of("gp", "G1").pk, "uprn:100"),
        (person_of("housing", "H1").pk, "uprn:100"),
    }


def test_who_a_moved_address_ties_to_a_marker_is_read_again(town):
    town.send(
        "police",
        someone("P1", "Corwin", "Averill", "1980-01-01", uprn="100", addr="Mill House", pc="ZZ1 2AB"),
    )
    town.send("police", piece("m1", "warning-marker", "2026-01-03", "P1"), on="2026-01-06")
    town.send("gp", someone("G1", **LANE), on="2026-01-07")
    assert not raised("R06")
    town.send("housing", someone("H1", "Bea", "Lindqvist", "1951-11-02", uprn="100", **LANE), on="2026-02-05")
    assert person_of("gp", "G1").pk in {one.subject for one in raised("R06")}


def test_a_home_whose_resident_was_withdrawn_is_read_again(town):
    town.send("gp", someone("G1", **LANE), on="2026-01-02")
    town.send("charity", someone("X1", "Bea", "Lindqvist", "1951-11-02"), on="2026-01-02")
    for day in ("03", "07"):
        call = piece(f"c{day}", "ambulance-call", f"2026-01-{day}", "A1", **LANE)
        town.send("ambulance", someone("A1", "Dorian", "Kitto", "1988-02-03"), call, on=f"2026-01-{day}")
    assert len(raised("R05", subject=Home.objects.get().pk)) == 1
    town.send("gp", someone("G1", deleted="Y"), on="2026-02-05")
    assert not raised("R05")


def test_an_end_is_known_from_when_the_agency_told_of_it(town):
    town.send("gp", someone("G1", **LANE), on="2026-01-05")
    town.send("gp", someone("G1", recorded="2026-01-20", **QUAY), on="2026-02-05")
    row = Residence.objects.get(home__label="14 Mill Lane")
    assert (f"{row.until:%m-%d}", f"{row.end_known_at:%m-%d}") == ("01-20", "02-05")


def test_seven_people_of_several_families_make_a_home_that_many_share(town):
    given = ("Ada", "Bertram", "Corwin", "Delphine", "Ewan", "Faisal", "Greta")
    family = ("Averill", "Blackwood", "Chaudhry", "Okonkwo", "Averill", "Lindqvist", "Kitto")
    people = [
        someone(f"G{at}", given[at], family[at], f"19{60 + 5 * at}-0{at + 1}-1{at}", **LANE)
        for at in range(7)
    ]
    town.send("gp", *people[:6], on="2026-01-05")
    assert not Home.objects.get().many
    town.send("gp", people[6], on="2026-01-06")
    assert Home.objects.get().many
