"""A written address into its parts, in the ways in which UK systems write one."""

import pytest

from jigsaw.engine.addresses.parse import parse

FLAT_2_OF_12 = "FLAT 2 12 HIGH STREET"


def read(lines: str, postcode: str = "ZZ1 2AB") -> str:
    return parse(lines, postcode).dwelling


@pytest.mark.parametrize(
    "lines",
    [
        "Flat 2 12 High St",
        "Flat 2, 12 High Street",
        "12/2 High Street",
        "2, 12 High Street",
        "2 12 High Street",
        "Apt. 2, 12, High St.",
        "FLT2 12 HIGH ST",
        "Flat 2/12 High Street",
        "12 High Street, Flat 2",
        "Flat No 2, 12 High St, Brannock",
        "Fflat 2, 12 High Street",
        "Unit 2\n12 High Street\nBrannock",
        "c/o Mrs Ojo, Flat 2, 12 High Street",
        "Flat 2, High Street 12",
    ],
)
def test_one_flat_is_read_alike_however_it_is_written(lines: str) -> None:
    assert read(lines) == FLAT_2_OF_12


@pytest.mark.parametrize(
    ("lines", "dwelling"),
    [
        ("Apt 3B The Maltings", "FLAT 3B THE MALTINGS"),
        ("First Floor Flat, 12 High Street", "FIRST FLOOR 12 HIGH STREET"),
        ("1st Flr Flat 12 High St", "FIRST FLOOR 12 HIGH STREET"),
        ("GFF 12 High St", "GROUND FLOOR 12 HIGH STREET"),
        ("Basement, 12 High Street", "BASEMENT 12 HIGH STREET"),
        ("Rear of 12 High Street", "REAR 12 HIGH STREET"),
        ("The Flat, 12 High Street", "A FLAT 12 HIGH STREET"),
        ("Flat above shop, 12 High Street", "ABOVE SHOP 12 HIGH STREET"),
        ("Room 3, Flat 2, 12 High St", "ROOM 3 FLAT 2 12 HIGH STREET"),
        ("Ward 4, Brannock Hospital", "FLAT WARD 4 BRANNOCK HOSPITAL"),
        ("Flat 2/1, 12 High Street", "FLAT 2/1 12 HIGH STREET"),
        ("2F1, 12 Leith Walk, Edinburgh", "FLAT 2F1 12 LEITH WALK"),
        ("12 Heol y Bont, Caerdydd", "12 HEOL Y BONT"),
        ("Beacon House 3 Anchor Row", "BEACON HOUSE 3 ANCHOR ROW"),
    ],
)
def test_floors_rooms_wards_and_named_buildings(lines: str, dwelling: str) -> None:
    assert read(lines) == dwelling


@pytest.mark.parametrize(
    ("lines", "number"),
    [
        ("12a High Street", "12A"),
        ("12 A High Street", "12A"),
        ("12-14 High Street", "12-14"),
        ("12 – 14 High Street", "12-14"),
        ("No. 12 High Street", "12"),
        ("12, High Street", "12"),
    ],
)
def test_house_numbers_keep_their_letter_and_their_range(lines: str, number: str) -> None:
    assert (parse(lines).number, parse(lines).street) == (number, "HIGH STREET")


@pytest.mark.parametrize(
    ("lines", "street", "town"),
    [
        ("12 St Johns Rd St Albans", "SAINT JOHNS ROAD", "SAINT ALBANS"),
        ("12 High St St Brannock", "HIGH STREET", "SAINT BRANNOCK"),
        ("5 Upper St James St", "UPPER SAINT JAMES STREET", ""),
        ("1 Green St", "GREEN STREET", ""),
        ("12 Anchor La", "ANCHOR LANE", ""),
        ("12 The Grove", "THE GROVE", ""),
        ("12 Park Road East, Brannock", "PARK ROAD EAST", "BRANNOCK"),
    ],
)
def test_a_saint_is_told_from_a_street_and_a_street_from_its_town(lines: str, street: str, town: str) -> None:
    assert (parse(lines).street, parse(lines).town) == (street, town)


@pytest.mark.parametrize(
    ("lines", "postcode", "why"),
    [
        ("NFA", "", "no fixed abode"),
        ("No fixed abode", "ZZ1 2AB", "no fixed abode"),
        ("N.F.A., c/o 12 High Street", "", "no fixed abode"),
        ("anything", "ZZ99 3VZ", "no fixed abode"),
        ("Address unknown", "", "the address is not known"),
        ("Not known", "ZZ1 2AB", "the address is not known"),
        ("12 Rue Haute", "ZZ99 4KZ", "not a place in the United Kingdom"),
    ],
)
def test_no_fixed_abode_and_codes_for_no_place_are_no_home(lines: str, postcode: str, why: str) -> None:
    assert parse(lines, postcode).nowhere == why


def test_a_hostel_for_the_homeless_is_a_home() -> None:
    assert not parse("Homeless Hostel, 3 Quay Road", "ZZ1 2AB").nowhere


def test_a_postcode_is_found_at_the_end_and_a_letter_for_a_nought_is_mended() -> None:
    assert parse("14 Mill Lane ZZ1 OAB").postcode == "ZZ1 0AB"


def test_without_a_postcode_there_is_no_one_form_to_go_by() -> None:
    assert parse("14 Mill Lane").normal == ""
    assert parse("14 Mill Lane").premises == "14 MILL LANE"
