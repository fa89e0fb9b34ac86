"""Encoding a record: what is equal, what is alike, and that nothing of it can be read."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.linkage.encoded import text
from jigsaw.engine.linkage.encoded.filters import bigrams, dice, name_filter
from jigsaw.engine.linkage.encoded.scheme import scheme
from tests.engine.linkage.encoded.coding import OURS, THEIRS, encoding_of, hidden
from tests.engine.linkage.people import ADA, ONE_NUMBER, other

NAMES = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=14)
FULL = other(nhs_number=ONE_NUMBER, email="ada@example.org", known_as="Ada")


def filter_in_plain_sets(salt: str, name: str) -> set[int]:
    """The slow twin of `name_filter`: positions as sets, folded by hand."""
    filled = set()
    for bigram in bigrams(name):
        drawn = OURS.hashed("name", f"{salt}|{bigram}")
        pairs = [drawn[at] * 256 + drawn[at + 1] for at in range(0, 32, 2)]
        filled |= {position % scheme().filter_bits for position in pairs[: scheme().hashes_per_bigram]}
    low = {position for position in filled if position < scheme().folded_bits}
    return low ^ {position - scheme().folded_bits for position in filled - low}


@given(NAMES)
def test_a_filter_is_what_its_definition_says(name: str) -> None:
    filled = name_filter(OURS, "year 1971", name)
    assert {at for at in range(scheme().folded_bits) if filled >> at & 1} == filter_in_plain_sets(
        "year 1971", name
    )


@given(NAMES, NAMES)
def test_likeness_goes_both_ways_and_is_whole_for_one_name(one: str, two: str) -> None:
    left, right = name_filter(OURS, "year 1971", one), name_filter(OURS, "year 1971", two)
    assert dice(left, right) == dice(right, left)
    assert 0 <= dice(left, right) <= dice(left, left) == 1


def test_a_misspelt_name_is_more_like_it_than_another_name() -> None:
    right, misspelt, another = (name_filter(OURS, "x", name) for name in ("adaeze", "adaese", "piotr"))
    assert dice(right, misspelt) > 0.58 > 0.45 > dice(right, another)


def test_letters_written_are_read_back_whole() -> None:
    for record in (FULL, ADA, other(birth_date="1971"), other(birth_date=""), other(given_names="Δημήτρης")):
        encoding = encoding_of(record)
        read = text.read(text.write(encoding))
        assert sorted(read.blocks) == sorted(encoding.blocks)
        assert replace(read, blocks=()) == replace(encoding, blocks=())


def test_one_name_under_two_birth_dates_has_nothing_in_common() -> None:
    left, right = encoding_of(FULL), encoding_of(other(birth_date="1972-09-24"))
    assert left.by_year
    assert right.by_year
    assert not set(left.by_year.tags.values()) & set(right.by_year.tags.values())
    assert left.by_year.filters != right.by_year.filters
    assert not left.by_year.sets["all_roots"] & right.by_year.sets["all_roots"]


def test_two_keys_have_no_letters_in_common() -> None:
    ours, theirs = encoding_of(FULL, OURS), encoding_of(FULL, THEIRS)
    assert ours.key != theirs.key
    assert not (set(ours.tags.values()) - {""}) & set(theirs.tags.values())
    assert not set(ours.blocks) & set(theirs.blocks)


def test_no_particular_stands_in_the_letters() -> None:
    letters = hidden(FULL).encoding.casefold()
    particulars = ("adaeze", "okafor", "1971", "08-23", "qx1", "100200300", "960123", ONE_NUMBER, "example")
    assert not [one for one in particulars if one in letters]


def test_nothing_but_a_name_tells_that_two_live_at_one_postcode() -> None:
    neighbour = other(given_names="Piotr", family_name="Zielinski", birth_date="1999-02-11", telephone="")
    left, right = encoding_of(FULL).by_home, encoding_of(neighbour).by_home
    assert left
    assert right
    assert not {*left.tags.values(), *left.filters.values()} & {
        *right.tags.values(),
        *right.filters.values(),
    } - {""}
    assert not any(left.sets[name] & right.sets[name] for name in left.sets)


def test_a_record_without_birth_date_and_postcode_has_its_number_and_nothing_else() -> None:
    encoding = encoding_of(other(birth_date="", nhs_number=ONE_NUMBER, postcode=""))
    assert (encoding.by_year, encoding.by_day, encoding.by_home) == (None, None, None)
    assert [name for name, tag in encoding.tags.items() if tag] == ["nhs_number"]


def test_the_first_of_january_salts_nothing() -> None:
    encoding = encoding_of(other(birth_date="1971-01-01"))
    assert encoding.by_day is None
    assert encoding.tags["birth_month_day"] == ""
