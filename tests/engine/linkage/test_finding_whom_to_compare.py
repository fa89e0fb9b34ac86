"""Which records are looked up for each other: blocking loses nobody over a slip, a swap or a gap."""

from typing import Any

import pytest

from jigsaw.engine.linkage.blocking import RULES, RULES_OF_ENCODINGS, block_keys
from jigsaw.engine.linkage.standardise import standardise
from tests.engine.linkage.people import ADA, linked, other


def rules_that_meet(**changes: Any) -> set[str]:
    mine, theirs = set(block_keys(standardise(ADA))), set(block_keys(standardise(other(**changes))))
    return {key.partition(":")[0] for key in mine & theirs}


NO_HELP = {"uprn": "", "telephone": ""}


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"given_names": "Adeaze", "birth_date": ""}, "name-and-postcode"),
        ({"given_names": "Okafor", "family_name": "Adaeze", "birth_date": ""}, "name-and-postcode"),
        ({"given_names": "Okafor", "family_name": "Adaeze", "postcode": ""}, "name-and-birth-date"),
        ({"family_name": "Nwosu", "postcode": "", "birth_date": "1971-08-23"}, "name-and-birth-date"),
        ({"given_names": "Daisy", "family_name": "Okafour", "birth_date": ""}, "name-and-postcode"),
        ({"given_names": "Ada", "family_name": "Bello"}, "birth-date-and-postcode"),
        ({"given_names": "Olufar", "family_name": "Adze", "postcode": ""}, "initials-and-birth-date"),
    ],
)
def test_a_slip_a_swap_or_a_gap_loses_nobody(changes: dict[str, Any], by: str) -> None:
    assert by in rules_that_meet(**NO_HELP, **changes)


def test_a_home_and_either_name_are_enough() -> None:
    assert "home-and-name" in rules_that_meet(
        telephone="", postcode="", birth_date="", given_names="Chidinma"
    )


def test_first_and_family_name_alone_bring_nobody_together() -> None:
    assert not rules_that_meet(**NO_HELP, birth_date="", postcode="")


def test_every_rule_of_plain_records_may_be_encoded_too() -> None:
    assert RULES.keys() <= RULES_OF_ENCODINGS.keys()


def test_a_misspelt_first_name_is_known_to_a_person_who_bears_it() -> None:
    right = other(ADA, id="a", given_names="Margaret", agency="gp")
    misspelt = other(ADA, id="b", given_names="Margarte", uprn="", telephone="", agency="trust")
    another_form = other(ADA, id="c", given_names="Peggy", agency="police")
    assert linked(right, misspelt, another_form).persons == [("a", "b", "c")]
