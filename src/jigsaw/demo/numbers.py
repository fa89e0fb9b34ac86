"""Numbers that look right and belong to nobody: NHS numbers, property numbers, telephones, postcodes."""

from random import Random

LANDLINES = (
    "01632 960", "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0", "0121 496 0",
    "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "0191 498 0", "020 7946 0",
)  # fmt: skip
INWARD = "ABDEFGHJLNPQRSTUWXYZ"


def check_digit(body: str) -> int | None:
    """The NHS number's tenth digit for nine digits (modulus 11), or None where no number may be made."""
    left = 11 - sum(int(digit) * (10 - place) for place, digit in enumerate(body)) % 11
    return {11: 0, 10: None}.get(left, left)


KEPT_APART = 999_000  # numbers from here on are for the replay, so that it can be loaded beside the borough


def nhs_numbers(rng: Random, how_many: int, *, apart: bool = False) -> list[str]:
    """Different valid NHS numbers in the 999 range, which is kept for tests and never given to a patient."""
    found: list[str] = []
    step, place = 371_293, rng.randrange(1_000_000)
    for _ in range(1_000_000):
        place = (place + step) % 1_000_000
        body = f"999{place:06}"
        if (place >= KEPT_APART) is apart and len(set(body)) > 1:
            digit = check_digit(body)
            found += [f"{body}{digit}"] if digit is not None else []
        if len(found) == how_many:
            return found
    raise ValueError("The 999 test range has room for about 900,000 people. Ask for fewer.")


def uprn(place: int) -> str:
    """A unique property reference number from a range that is not in use."""
    return str(999_800_000_000 + place * 7)


def landline(household: int) -> str:
    """One of the telephone numbers that Ofcom keeps for drama."""
    return f"{LANDLINES[household % len(LANDLINES)]}{household // len(LANDLINES) % 1000:03}"


def mobile(rng: Random) -> str:
    """One of the thousand mobile numbers that Ofcom keeps for drama: several people share each."""
    return f"07700 900{rng.randrange(1000):03}"


def postcode(rng: Random, district: int) -> str:
    """A well-formed postcode in ZB, an area that Royal Mail does not use."""
    return f"ZB{district} {rng.randrange(1, 10)}{rng.choice(INWARD)}{rng.choice(INWARD)}"
