"""How a person's name, birth date and address come out when an agency writes them down."""

import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from jigsaw.demo.chance import happens
from jigsaw.demo.homes import Home
from jigsaw.demo.names import read_toml
from jigsaw.demo.people import Person
from jigsaw.demo.places import Habits

VARIANTS = read_toml("variants.toml")
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "\N{LATIN SMALL LETTER DOTLESS I}": "i", "ø": "o", "Ø": "O", "đ": "d"}
)
NEAR = {
    "a": "s",
    "e": "r",
    "i": "o",
    "o": "p",
    "n": "m",
    "m": "n",
    "s": "a",
    "t": "r",
    "r": "t",
    "l": "k",
    "u": "i",
}
SHORT_STREETS = {
    "Street": "St",
    "Road": "Rd",
    "Lane": "La",
    "Avenue": "Ave",
    "Close": "Cl",
    "Terrace": "Terr",
    "Place": "Pl",
}


@dataclass(slots=True)
class Written:
    """A person's names and birth date as one agency has them."""

    given: str
    family: str
    known_as: str
    born: date | None


def plain_letters(text: str) -> str:
    """Without accents, as older systems keep names."""
    return unicodedata.normalize("NFKD", text.translate(LETTERS)).encode("ascii", "ignore").decode("ascii")


def western(text: str) -> str:
    """What Windows' Western European letters can hold; the rest loses its accents."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return plain_letters(text)
    return text


def write_person(rng: Random, person: Person, habits: Habits) -> Written:
    """Names and birth date with the agency's usual slips."""
    given, family, known_as = person.given, person.family, ""
    if happens(rng, habits.short_name) and given in VARIANTS["short"]:
        known_as = rng.choice(VARIANTS["short"][given])
        given = known_as if happens(rng, 0.5) else given
    if happens(rng, habits.spelling):
        given = rng.choice(VARIANTS["spelling"].get(given, [given]))
        family = rng.choice(VARIANTS["spelling"].get(family, [family]))
    if happens(rng, habits.typo):
        given, family = (_typo(rng, given), family) if happens(rng, 0.5) else (given, _typo(rng, family))
    if happens(rng, habits.swapped):
        given, family = family, given
    return Written(given, family, known_as, write_birth(rng, person.born, habits))


def write_birth(rng: Random, born: date, habits: Habits) -> date | None:
    """The birth date: right, missing, first of January, or off by a slip of the pen."""
    if happens(rng, habits.born_missing):
        return None
    if happens(rng, habits.born_first_january):
        return date(born.year + rng.choice((-1, 0, 0, 0, 1)), 1, 1)
    return _slip(rng, born) if happens(rng, habits.born_wrong) else born


def _slip(rng: Random, born: date) -> date:
    turn = rng.randrange(4)
    if turn == 0 and born.day <= 12 and born.day != born.month:
        return date(born.year, born.day, born.month)
    if turn == 1:
        return born + timedelta(days=rng.choice((-1, 1, 10)))
    if turn == 2 and born.day < 29:
        return date(born.year - rng.choice((1, 10)), born.month, born.day)
    return date(born.year, born.month, min(28, (born.day * 10 + born.day // 10) % 28 + 1))


def _typo(rng: Random, name: str) -> str:
    """One slip inside a name: two letters turned, one lost, one doubled, or a neighbouring key."""
    if len(name) < 4:
        return name
    place = rng.randrange(1, len(name) - 1)
    turn = rng.randrange(4)
    if turn == 0:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if turn == 1:
        return name[:place] + name[place + 1 :]
    if turn == 2:
        return name[:place] + name[place] + name[place:]
    return name[:place] + NEAR.get(name[place], "e") + name[place + 1 :]


def address_lines(rng: Random, home: Home) -> tuple[str, str, str]:
    """First line, locality and town, in one of the ways in which people write them."""
    turn = rng.randrange(10)
    street, first = home.street, home.line
    if turn in {1, 2}:
        name, kind = street.rsplit(" ", 1)
        first = first.replace(street, f"{name} {SHORT_STREETS.get(kind, kind)}")
    if turn == 3 and home.flat:
        first = f"{home.number}/{home.flat} {street}"
    if turn == 4 and home.flat:
        first = f"Flt {home.flat} {home.number} {street}"
    if turn == 5:
        first = first.upper()
    if turn == 6 and home.flat:
        first = f"{home.number} {street}, Flat {home.flat}"
    return first, home.locality if turn % 3 else "", home.town


def write_postcode(rng: Random, home: Home) -> str:
    """The postcode, sometimes without its space, in small letters, or missing."""
    turn = rng.randrange(30)
    if turn == 0:
        return ""
    if turn == 1:
        return home.postcode.replace(" ", "")
    return home.postcode.lower() if turn == 2 else home.postcode
