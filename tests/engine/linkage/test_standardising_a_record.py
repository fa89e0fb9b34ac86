"""Making a record comparable."""

import pytest

from jigsaw.engine.linkage import names, standardise
from tests.engine.linkage.people import ADA, other


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("Mrs Anne-Marie O’Brien", ("anne", "marie", "obrien")),
        ("Łukasz", ("lukasz",)),
        ("Олександр", ("oleksandr",)),
        ("SMITH Jnr.", ("smith",)),
        ("unknown", ()),
        ("Major", ("major",)),
        ("O Neill", ("oneill",)),
        ("Smith (née Jones)", ("smith",)),
        ("Alhaji Musa Ibrahim Snr", ("musa", "ibrahim")),
        ("Γεώργιος Παπαδόπουλος", ("georgios", "papadopoulos")),
        ("محمد", ("muhammad",)),
        ("李小龙", ("lixiaolong",)),
        ("Nee", ("nee",)),
        ("J.R.", ("j", "r")),
    ],
)
def test_a_name_becomes_plain_parts(written: str, parts: tuple[str, ...]) -> None:
    assert names.tokens(written) == parts


def test_forms_of_one_name_meet_in_a_root() -> None:
    for one, another in (
        ("liz", "elizabeth"),
        ("mohamed", "muhammad"),
        ("kasia", "katarzyna"),
        ("alex", "sandra"),
        ("yorgos", "george"),
        ("dmytro", "dimitrios"),
        ("fedor", "theodore"),
        ("suleyman", "solomon"),
        ("seun", "oluwaseun"),
    ):
        assert set(names.roots(one)) & set(names.roots(another))


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("Wong", "Huang"),
        ("Kowalski", "Kowalska"),
        ("Ivanova", "Иванов"),
        ("Müller", "Mueller"),
        ("MacDonald", "Mc Donald"),
        ("Al Hassan", "Alhassan"),
        ("Smith (née Jones)", "Jones"),
        ("Chowdhury", "Choudhry"),
        ("Papadopoulos", "ΠΑΠΑΔΟΠΟΥΛΟΣ"),
    ],
)
def test_a_family_name_meets_its_other_forms(one: str, another: str) -> None:
    assert set(names.family_tokens(one)) & set(names.family_tokens(another))


def test_two_first_names_meet_the_two_written_as_one() -> None:
    apart = standardise.standardise(other(given_names="Xiao-Ming")).all_roots
    assert set(apart) & set(standardise.standardise(other(given_names="Xiaoming")).all_roots)


@pytest.mark.parametrize("written", ["Margaret (Peggy)", 'Margaret "Peggy"', "Margaret known as Peggy"])
def test_a_name_in_brackets_or_quotes_is_another_name(written: str) -> None:
    assert names.tokens(written) == ("margaret",)
    assert names.other_tokens(written) == ("peggy",)


def test_a_name_in_use_counts_as_a_first_name() -> None:
    assert "margaret" in standardise.standardise(other(known_as="Peggy")).first_roots


@pytest.mark.parametrize("written", ["+44 1632 960123", "01632-960123", "0044 (0)1632 960 123", "1632960123"])
def test_a_telephone_number_has_one_form(written: str) -> None:
    assert standardise.telephone(written) == "01632960123"


@pytest.mark.parametrize("written", ["00000000000", "n/a", "999"])
def test_what_is_no_telephone_number_says_nothing(written: str) -> None:
    assert standardise.telephone(written) == ""


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("+353 1 234 5678", "+35312345678"),
        ("00 48 601 234 567", "+48601234567"),
        ("+44 (0)1632 960123 ext. 12", "01632960123"),
        ("01632 960123 x4", "01632960123"),
        ("01632 960123 / 07700 900123", "01632960123"),
        ("01234567890", ""),
    ],
)
def test_numbers_abroad_and_extensions(written: str, form: str) -> None:
    assert standardise.telephone(written) == form


@pytest.mark.parametrize(
    ("written", "code", "sector"),
    [
        ("JE2 3AB", "JE23AB", "JE23"),
        ("GIR 0AA", "GIR0AA", "GIR0"),
        ("BFPO 057", "BFPO57", "BFPO57"),
        ("BFPO c/o 57", "BFPO57", "BFPO57"),
        ("FIQQ 1ZZ", "FIQQ1ZZ", "FIQQ1ZZ"),
        ("qx1 iaa", "QX11AA", "QX11"),
        ("nowhere", "", ""),
    ],
)
def test_postcodes_of_every_kind(written: str, code: str, sector: str) -> None:
    assert standardise.postcode(written) == code
    assert standardise.standardise(other(postcode=written)).postcode_sector == sector


@pytest.mark.parametrize("written", ["1900-01-01", "1899-12-30", "9999-12-31", "1971", ""])
def test_a_date_that_stands_for_none_is_no_birth_date(written: str) -> None:
    assert standardise.birth_date(written)[2] == ""


def test_a_thirteenth_month_is_a_day_and_a_thirtieth_of_february_leaves_the_year() -> None:
    assert standardise.birth_date("1971-13-08")[2] == "1971-08-13"
    assert standardise.birth_date("1971-02-30") == ("1971", "", "", "")


@pytest.mark.parametrize(("status", "counts"), [("01", True), ("1", True), ("02", False), ("", False)])
def test_a_number_is_verified_where_its_status_says_so(status: str, counts: bool) -> None:
    record = other(ADA, nhs_number="9990000018", nhs_number_status=status)
    assert standardise.standardise(record).nhs_number_verified is counts


@pytest.mark.parametrize("number", ["0000000000", "1111111111", "9999999999", "9990000019"])
def test_a_number_that_is_none_is_neither_kept_nor_verified(number: str) -> None:
    made = standardise.standardise(other(ADA, nhs_number=number, nhs_number_status="01"))
    assert (made.nhs_number, made.nhs_number_verified) == ("", False)


def test_a_postcode_has_one_form_and_none_means_none() -> None:
    assert standardise.postcode("qx1 1aa") == "QX11AA"
    assert standardise.postcode("ZZ99 3VZ") == ""


def test_a_partial_birth_date_keeps_what_is_known() -> None:
    known = standardise.standardise(other(birth_date="1971-08"))
    assert (known.birth_year, known.birth_date, known.birth_month_day) == ("1971", "", "")


def test_a_birth_date_offers_its_day_and_month_exchanged_where_that_is_a_date() -> None:
    assert standardise.birth_date("1971-08-03")[3] == "1971-03-08"
    assert standardise.birth_date("1971-08-23")[3] == ""


def test_test_numbers_count_only_where_they_are_let_in() -> None:
    record = other(ADA, nhs_number="9990000018")
    assert standardise.standardise(record).nhs_number == "9990000018"
    assert standardise.standardise(record, allow_test_numbers=False).nhs_number == ""


def test_standardising_twice_changes_nothing() -> None:
    assert standardise.standardise(ADA) == standardise.standardise(ADA)
