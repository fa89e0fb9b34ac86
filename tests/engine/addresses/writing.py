"""Addresses as people write them, for properties."""

from hypothesis import strategies as st

_FLATS = ["", "", "Flat 1, ", "Flat 2, ", "Flat 12, ", "First Floor Flat, ", "Basement Flat, ", "Room 3, "]
_NAMES = ["", "", "Beacon House, ", "The Maltings, "]
_NUMBERS = ["1", "2", "12", "12A", "12-14", "14"]
_STREETS = ["Mill Lane", "Mil Lane", "Hill Lane", "Mill Close", "High Street", "St Johns Road", "The Grove"]
_TOWNS = ["", "", ", Brannock", ", Northfield, Brannock", ", Other Town"]

ADDRESSES = st.builds(
    lambda flat, name, number, street, town: f"{flat}{name}{number} {street}{town}",
    *map(st.sampled_from, (_FLATS, _NAMES, _NUMBERS, _STREETS, _TOWNS)),
)

_SHORT = {
    "Street": "St",
    "Road": "Rd.",
    "Lane": "Ln",
    "Close": "Cl",
    "Flat": "Apt",
    "House": "Hse",
    "Floor": "Flr",
}


def rewritten(address: str, how: int) -> str:
    """The same address in another case, with other punctuation, or with short forms."""
    match how:
        case 0:
            return address.upper()
        case 1:
            return address.lower().replace(", ", " , ")
        case 2:
            return address.replace(", ", "\n")
        case 3:
            return f"  {address}. "
        case 4:
            return address.replace(" ", "  ")
        case _:
            return " ".join(_short(word) for word in address.split(" "))


def _short(word: str) -> str:
    return _SHORT.get(word.rstrip(","), word.rstrip(",")) + ("," if word.endswith(",") else "")
