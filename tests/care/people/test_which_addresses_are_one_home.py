"""Written addresses into homes: by UPRN, else by what is left of the writing once it is made plain."""

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.care.people import settlement
from jigsaw.care.people.domain.addresses import written
from jigsaw.care.people.models import Address, Home, Redirect
from jigsaw.engine.addresses import place
from jigsaw.engine.addresses.parse import parse
from jigsaw.engine.addresses.place import Writing, place_all
from jigsaw.foundation.core.identity import home_id

LANE = ("14 Mill Lane", "ZZ1 2AB")
WRITINGS = st.builds(
    written,
    st.sampled_from(
        [
            *("14 Mill Lane", "14, Mill Ln., Brannock", "14 Mil Lane, Brannock", "Flat 2, 14 Mill Lane"),
            *("Mill House", "Mill House, 14 Mill Lane", "16 Mill Lane, Brannock", "NFA", ""),
        ]
    ),
    st.sampled_from(["ZZ1 2AB", "zz12ab", "ZZ1 2AC", "ZZ9 1XX", ""]),
    st.sampled_from(["", "", "", "100", "0100", "200", "300"]),
)


def normal(lines, postcode="ZZ1 2AB"):
    return written(lines, postcode, "").normal


def homes_of(writings):
    """The key of the home of each of these writings, when all are known."""
    known = list({(one.uprn, one.normal): one for one in writings}.values())
    placed = place_all(Writing(at, one.uprn, parse(one.lines, one.postcode)) for at, one in enumerate(known))
    return {(one.uprn, one.normal): getattr(placed.get(at), "key", None) for at, one in enumerate(known)}


@pytest.mark.parametrize(
    "lines",
    [
        "14 mill ln",
        "14, Mill Lane, Brannock",
        "14 Mill Lane.",
        "14\nMILL LANE",
        "No 14, Mill Lane",
        "14  Mill  Lane,",
    ],
)
def test_punctuation_case_short_forms_and_town_make_no_difference(lines):
    assert normal(lines) == "14 MILL LANE ZZ1 2AB"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Flat 1, 14 Mill Lane", "Flat 2, 14 Mill Lane"),
        ("Flat 1, 14 Mill Lane", "14 Mill Lane"),
        ("14 Mill Lane", "14A Mill Lane"),
        ("14 Mill Lane", "15 Mill Lane"),
        ("Room 3, Harbour House", "Room 4, Harbour House"),
    ],
)
def test_flats_rooms_and_neighbours_are_kept_apart(one, other):
    assert normal(one) != normal(other)


@pytest.mark.parametrize("lines", ["Apt 2, 14 Mill Lane", "FLT 2 14 Mill Ln", "Bedsit 2, 14, Mill Lane"])
def test_a_flat_is_a_flat_whatever_it_is_called(lines):
    assert normal(lines) == "FLAT 2 14 MILL LANE ZZ1 2AB"


def test_a_postcode_at_the_end_of_the_lines_counts():
    assert written("14 Mill Lane, ZZ12AB", "", "").normal == normal("14 Mill Lane")


def test_without_a_postcode_or_a_uprn_no_home_is_guessed():
    assert set(homes_of([written("14 Mill Lane", "", "")]).values()) == {None}


def test_an_address_without_a_postcode_keeps_its_words_and_is_told_from_others():
    above, below = written("Above the shop", "", ""), written("Below the shop", "", "")
    assert above.normal != below.normal
    assert above.lines == "Above the shop"


def test_an_address_without_a_uprn_joins_the_only_uprn_written_with_it():
    with_uprn, without = written(*LANE, "100"), written(*LANE, "")
    assert set(homes_of([with_uprn, without]).values()) == {"uprn:100"}


def test_an_address_written_with_two_uprns_joins_neither():
    homes = homes_of([written(*LANE, "100"), written(*LANE, "200"), written(*LANE, "")])
    assert homes["", normal(LANE[0])] == "address:14 MILL LANE ZZ1 2AB"
    assert len(set(homes.values())) == 3


@given(st.lists(WRITINGS, max_size=8))
def test_two_uprns_are_never_one_home(writings):
    homes = homes_of(writings)
    for (uprn, _), key in homes.items():
        assert not uprn or key in (f"uprn:{uprn}", None)


def stored():
    fields = (
        "uprn",
        "normal",
        "lines",
        "why",
        "home__key",
        "home__label",
        "home__postcode",
        "home__uprn",
        "home__why",
    )
    return set(Address.objects.values_list(*fields)), set(Home.objects.values_list("key", flat=True))


def arrive(*writings):
    """One delivery: the addresses are noted and given their homes."""
    return settlement.place(settlement.note_addresses(writings).values())


def worked_out_anew():
    settlement.forget_everything()
    settlement.place(settlement.every_address())
    return stored()


@pytest.mark.django_db
@given(st.lists(WRITINGS, max_size=10))
def test_the_order_in_which_addresses_come_makes_no_difference(writings):
    with transaction.atomic():
        for one in writings:
            arrive(one)
        assert stored() == worked_out_anew()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_uprn_that_comes_later_moves_the_address_and_leaves_a_redirect():
    arrive(written(*LANE, ""))
    before = Home.objects.get()
    changed = arrive(written(*LANE, "100"))
    assert Home.objects.get().key == "uprn:100"
    assert changed == {before.pk, home_id("uprn:100")}
    assert Redirect.objects.values_list("old", "new").get() == (before.pk, home_id("uprn:100"))


@pytest.mark.django_db
def test_a_second_uprn_parts_what_was_only_taken_to_be_the_first():
    arrive(written(*LANE, ""), written(*LANE, "100"))
    arrive(written(*LANE, "200"))
    alone = Address.objects.get(uprn="").home
    assert (alone.uprn, alone.why) == ("", place.TWO_UPRNS)


@pytest.mark.django_db
def test_an_address_that_comes_again_changes_nothing():
    arrive(written(*LANE, "100"))
    assert arrive(written(*LANE, "100")) == set()
    assert (Address.objects.count(), Home.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_the_fullest_writing_names_the_home():
    arrive(written("14 Mill Ln", "ZZ1 2AB", "100"))
    arrive(written("Mill Cottage, 14 Mill Lane", "ZZ1 2AB", "100"))
    home = Home.objects.get()
    assert (home.label, home.postcode) == ("Mill Cottage, 14 Mill Lane", "ZZ1 2AB")
