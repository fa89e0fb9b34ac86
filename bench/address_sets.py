"""Invented written addresses of homes that are known, for measuring which of them are put together.

Two sets: the homes of an invented borough as its agencies write them; and a purpose-made one of hard cases, in which
blocks of flats, houses with letters, neighbours and streets of one name stand close together.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from jigsaw.demo.homes import Home
from jigsaw.demo.slips import address_lines, write_postcode


@dataclass(frozen=True, slots=True)
class Known:
    """A home as a gazetteer has it: its true key, its UPRN and its address in full."""

    home: str
    uprn: str
    lines: str
    postcode: str


@dataclass(frozen=True, slots=True)
class Said:
    """An address as somebody wrote it, and the home that is meant; empty where nobody could tell (no flat written)."""

    home: str
    lines: str
    postcode: str
    slip: str = "none"


def of_borough(truth: Path, rng: Random, times: int) -> tuple[list[Known], list[Said]]:
    """The homes of a borough's truth, each written so many times as its agencies write."""
    homes = list(_homes(truth / "homes.csv"))
    known = [
        Known(one.key, one.uprn, f"{one.line}, {one.locality}, {one.town}", one.postcode) for one in homes
    ]
    said = []
    for one in homes:
        for _ in range(times):
            lines = ", ".join(filter(None, address_lines(rng, one)))
            said.append(Said(one.key, lines, write_postcode(rng, one)))
    return known, said


def _homes(path: Path) -> Iterator[Home]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            flat, _, rest = row["address"].rpartition(", ")
            number, _, street = rest.partition(" ")
            is_flat = flat.startswith("Flat ")
            yield Home(
                row["home"], row["shape"], row["uprn"], flat.removeprefix("Flat ") if is_flat else "",
                number if is_flat or not flat else f"{flat}, {number}", street, row["locality"], row["postcode"], False,
            )  # fmt: skip


STREETS = (
    "Mill Lane",
    "High Street",
    "St Johns Road",
    "Wheelwright Avenue",
    "The Grove",
    "Station Road",
    "East Street",
)
NAMES = ("The Maltings", "Beacon House", "Anchor Court", "Granary Lodge")
TOWN = "St Brannock"


def hard_cases(rng: Random, buildings: int) -> tuple[list[Known], list[Said]]:
    """Blocks with numbered and lettered flats, converted houses with floors, 12 beside 12A, and one street twice."""
    known: list[Known] = []
    said: list[Said] = []
    for place in range(buildings):
        street = STREETS[place % len(STREETS)]
        number = 2 * (place // (2 * len(STREETS))) + 2
        district, of_street = 1 + place // len(STREETS) % 2, "ABDEFGH"[place % len(STREETS)]
        postcode = f"ZZ{district} {1 + number // 20 % 9}{of_street}B"
        for within in _within(rng, place):
            home = f"{place}/{within}"
            name = NAMES[place % 4] if within and place % 3 == 0 else ""
            parts = _Parts(
                within, name, f"{number}A" if within == "letter" else str(number), street, postcode
            )
            known.append(Known(home, str(10_000 + len(known)), parts.official(), postcode))
            said += [parts.written(rng, home) for _ in range(4)]
    return known, said


def _within(rng: Random, place: int) -> list[str]:
    match place % 4:
        case 0:
            return [f"Flat {flat}" for flat in range(1, rng.randrange(4, 14))]
        case 1:
            return ["Ground Floor Flat", "First Floor Flat", "Basement Flat"]
        case 2:
            return [f"Flat {letter}" for letter in "ABC"]
        case _:
            return ["", "letter"]


@dataclass(frozen=True, slots=True)
class _Parts:
    within: str
    name: str
    number: str
    street: str
    postcode: str

    @property
    def flat(self) -> str:
        return "" if self.within == "letter" else self.within

    def official(self) -> str:
        return ", ".join(filter(None, (self.flat, self.name, f"{self.number} {self.street}", TOWN)))

    def written(self, rng: Random, home: str) -> Said:
        """In one of many ways, perhaps with a slip."""
        slip = rng.choice(
            ("none", "short", "typo", "order", "no town", "no postcode", "postcode", "slash", "no flat")
        )
        flat, street, town, postcode = self.flat, self.street, TOWN, self.postcode
        lines = [flat, self.name if rng.random() < 0.5 else "", f"{self.number} {street}", town]
        match slip:
            case "short":
                lines[0], lines[2] = flat.replace("Flat", "Apt"), f"{self.number} {_short(street)}"
            case "typo":
                lines[2] = f"{self.number} {_typo(rng, street)}"
            case "order":
                lines = [lines[2], flat, town]
            case "no town":
                lines[3] = ""
            case "no postcode":
                postcode = ""
            case "postcode":
                postcode = _slip(rng, postcode)
            case "slash" if flat.startswith("Flat "):
                lines = [
                    f"{self.number}/{flat.removeprefix('Flat ')} {street}"
                    if flat[5:].isdigit()
                    else lines[0],
                    town,
                ]
                lines = lines if flat[5:].isdigit() else [flat, f"{self.number} {street}", town]
            case "no flat" if flat:
                return Said("", ", ".join(filter(None, lines[1:])), postcode, slip)
        text = ", ".join(filter(None, lines))
        return Said(home, text.upper() if rng.random() < 0.2 else text, postcode, slip)


def _short(street: str) -> str:
    for long, short in (("Lane", "Ln"), ("Street", "St"), ("Road", "Rd"), ("Avenue", "Ave")):
        street = street.replace(long, short)
    return street


def _typo(rng: Random, street: str) -> str:
    """Two letters turned round in the longest word of a street."""
    word = max(street.split(), key=len)
    place = rng.randrange(1, len(word) - 1)
    return street.replace(word, word[:place] + word[place + 1] + word[place] + word[place + 2 :])


def _slip(rng: Random, postcode: str) -> str:
    place = rng.choice((-1, -2))
    return f"{postcode[:place]}{rng.choice('ABDEFGHJ')}{postcode[place + 1 :] if place != -1 else ''}"
