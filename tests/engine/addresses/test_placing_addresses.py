"""Which written addresses are one home, among all that are known."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jigsaw.engine.addresses import place
from jigsaw.engine.addresses.compare import Answer, compare
from jigsaw.engine.addresses.parse import parse
from jigsaw.engine.addresses.place import Placed, Writing, place_all, place_near
from tests.engine.addresses.writing import ADDRESSES

NEAR = "ZZ1 2AB"
SOME = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "100", "200"]), ADDRESSES, st.sampled_from([NEAR, NEAR, "ZZ1 2BA", ""])
    ),
    max_size=8,
)


def homes(*written: tuple[str, str, str]) -> list[Placed | None]:
    """The homes of (UPRN, lines, postcode) as all of them are placed."""
    writings = [Writing(at, uprn, parse(lines, code)) for at, (uprn, lines, code) in enumerate(written)]
    placed = place_all(writings)
    return [placed.get(at) for at in range(len(written))]


def keys(*written: tuple[str, str, str]) -> list[str]:
    return [home.key if home else "" for home in homes(*written)]


@pytest.mark.parametrize(
    "lines", ["14 Mill Ln", "14 Mil Lane, Brannock", "The Maltings, 14 Mill Lane", "Brannock, 14 Mill Lane"]
)
def test_other_writings_of_an_address_join_its_uprn(lines: str) -> None:
    assert keys(("100", "14 Mill Lane", NEAR), ("", lines, NEAR)) == ["uprn:100", "uprn:100"]


def test_writings_without_any_uprn_are_one_home_named_by_the_fullest() -> None:
    assert keys(("", "14 Mil Lane", NEAR), ("", "14 Mill Lane", NEAR)) == [f"address:14 MILL LANE {NEAR}"] * 2


def test_two_slips_of_one_street_do_not_contradict_each_other() -> None:
    written = ("100", "14 Station Road", NEAR), ("", "14 Staiton Road", NEAR), ("", "14 Sttaion Road", NEAR)
    assert keys(*written) == ["uprn:100"] * 3


def test_two_uprns_keep_a_writing_apart_and_it_says_so() -> None:
    _, _, alone = homes(
        ("100", "14 Mill Lane", NEAR), ("200", "14 Mill Lane", NEAR), ("", "14 Mill Lane", NEAR)
    )
    assert alone == Placed(f"address:14 MILL LANE {NEAR}", "", place.TWO_UPRNS)


def test_a_building_with_flats_takes_no_address_without_a_flat() -> None:
    flat, building, without = homes(
        ("1", "Flat 1, 14 Mill Lane", NEAR), ("100", "14 Mill Lane", NEAR), ("", "14 Mill Lane", NEAR)
    )
    assert without is not None
    assert without.why == place.NO_FLAT
    assert len({one.key for one in (flat, building, without) if one}) == 3


def test_flats_join_their_own_flats_uprn_and_no_other() -> None:
    flats = [(str(flat), f"Flat {flat}, 14 Mill Lane", NEAR) for flat in range(1, 13)]
    assert keys(*flats, ("", "14/11 Mill Ln", NEAR))[-1] == "uprn:11"


def test_a_missing_postcode_is_made_up_for_by_number_street_and_town() -> None:
    known = ("100", "14 Mill Lane, Brannock", NEAR)
    assert keys(known, ("", "14 Mill Lane, Brannock", ""))[1] == "uprn:100"
    assert keys(known, ("", "14 Mill Lane, Other Town", ""))[1] == ""
    assert keys(known, ("", "14 Mill Lane", ""))[1] == ""
    assert (
        keys(known, ("200", "14 Mill Lane, Brannock", "ZZ5 5AA"), ("", "14 Mill Lane, Brannock", ""))[2] == ""
    )


def test_a_slip_in_the_postcode_is_forgiven_where_one_home_fits() -> None:
    _, slipped = homes(("100", "14 Mill Lane, Brannock", NEAR), ("", "14 Mill Lane, Brannock", "ZZ1 2BA"))
    assert slipped == Placed("uprn:100", "100", place.SLIP_IN_POSTCODE)
    assert (
        keys(("100", "14 Mill Lane, Brannock", NEAR), ("", "14 Mill Lane, Brannock", "ZZ7 7AB"))[1]
        != "uprn:100"
    )


def test_no_fixed_abode_is_no_home_whatever_uprn_stands_beside_it() -> None:
    assert homes(("100", "No fixed abode", NEAR), ("", "NFA", "")) == [None, None]


@given(SOME, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference(written: list[tuple[str, str, str]], rng: Random) -> None:
    writings = [Writing(at, uprn, parse(lines, code)) for at, (uprn, lines, code) in enumerate(written)]
    shuffled = sorted(writings, key=lambda _: rng.random())
    assert place_all(shuffled) == place_all(writings)


@given(SOME)
def test_two_uprns_are_never_one_home_and_two_flats_never_share_one_without(
    written: list[tuple[str, str, str]],
) -> None:
    parsed = [parse(lines, code) for _, lines, code in written]
    for (left, one), (right, other) in combinations(enumerate(homes(*written)), 2):
        if one and other and one.key == other.key and not written[left][0] == written[right][0] != "":
            assert parsed[left].within == parsed[right].within or written[left][0] or written[right][0]
            assert not (written[left][0] and written[right][0])


@given(SOME)
def test_only_those_that_could_be_one_home_are_compared_and_none_is_missed(
    written: list[tuple[str, str, str]],
) -> None:
    writings = [Writing(at, "", parse(lines, NEAR)) for at, (_, lines, _) in enumerate(written)]
    placed = place_near(writings)
    for one, other in combinations(writings, 2):
        together = placed[one.id].key == placed[other.id].key
        if together:
            assert one.parts.within == other.parts.within
        elif compare(one.parts, other.parts).answer is Answer.SAME:
            doubts = {placed[one.id].why, placed[other.id].why}
            assert doubts & {place.CONTRADICTED, place.NO_FLAT}
