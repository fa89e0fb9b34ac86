"""A household shares a family name, a home and a telephone: that does not make it one human being."""

import random

import pytest

from jigsaw.engine.linkage.adapt.comparable import comparable
from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.adapt.linking import Asked, link
from jigsaw.interfaces.analysts.job import read_model

FIRST = (
    "Anna",
    "Bilal",
    "Carys",
    "Duncan",
    "Ewa",
    "Fergal",
    "Gwen",
    "Huw",
    "Imran",
    "Joanna",
    "Kiran",
    "Lucy",
)
FAMILY = (
    "Barlow",
    "Nowak",
    "Khan",
    "Murphy",
    "Singh",
    "Rees",
    "Geddes",
    "Webb",
    "Mazur",
    "Bains",
    "Lowe",
    "Kerr",
)


def household(at: int, chance: random.Random) -> list[tuple[str, Entry]]:
    """Two people of one home and family name, each in two records."""
    family, home = chance.choice(FAMILY), f"{chance.randint(1, 99)} {chance.choice(FAMILY)} Road, Otley"
    code = f"QX{chance.randint(1, 9)} {chance.randint(1, 9)}{chance.choice('ABDE')}{chance.choice('ABDE')}"
    found = []
    for which, given in enumerate(chance.sample(FIRST, 2)):
        born = f"{chance.randint(1940, 2000)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        for copy in "ab":
            entry = Entry(
                f"{at}-{which}-{copy}", "f", given, family, birth_date=born, address=home, postcode=code,
                words={"town": "Otley"},
            )  # fmt: skip
            found.append((f"{at}-{which}", entry))
    return found


@pytest.fixture(scope="module")
def outcome():
    chance = random.Random(8)
    told = [each for at in range(60) for each in household(at, chance)]
    people = [comparable(entry) for _, entry in told]
    return [who for who, _ in told], link(
        people, read_model(None).settings, {}, Asked(), lambda what, done, of: None
    )


def test_a_couple_in_one_home_stays_two_people(outcome):
    who, found = outcome
    assert all(len({who[at] for at in members}) == 1 for members in found.groups)


def test_each_of_them_is_found_again(outcome):
    _, found = outcome
    assert [len(members) for members in found.groups] == [2] * 120


def test_one_place_is_compared_once(outcome):
    _, found = outcome
    names = [each["output_column_name"] for each in found.settings["comparisons"]]
    assert names.count("home") == 1
    assert "address" not in names
