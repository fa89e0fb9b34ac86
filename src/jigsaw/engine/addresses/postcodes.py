"""Postcodes: found in a line, in one form, and whether one may be a slip of another."""

import re

from rapidfuzz.distance import OSA

# Area and district, then a digit and two letters (BS 7666). A letter O or I in the place of the digit is a slip.
_POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)[\s.-]*([\dOI][A-Z]{2})\b")
_DIGITS = {"O": "0", "I": "1"}

# Not places: no fixed abode, not known, and the countries outside the United Kingdom (NHS postcode directory).
NO_FIXED_ABODE = "ZZ99 3VZ"
NOT_A_PLACE = "ZZ99"


def tidy(written: str) -> str:
    """The last postcode in a text, with one space before its last three characters; nothing where there is none."""
    found = _POSTCODE.findall(written.upper())
    if not found:
        return ""
    out, inward = found[-1]
    return f"{out} {_DIGITS.get(inward[0], inward[0])}{inward[1:]}"


def without(written: str) -> str:
    """A text in capitals without the postcodes in it."""
    return _POSTCODE.sub("", written.upper())


def is_one_slip_apart(one: str, other: str) -> bool:
    """Whether one character, or two next to each other that changed places, tell two postcodes apart."""
    return one != other and OSA.distance(one.replace(" ", ""), other.replace(" ", ""), score_cutoff=1) == 1
