"""Whether two written addresses are one home: the same, different, or it cannot be told, with why in words.

The rules, in order. Other postcodes are other homes, unless one may be a slip of the other: then it cannot be told.
Other numbers, names of streets or flats are other homes; a slip of the pen in a street's or a building's name is
forgiven, one in a number never. A flat is never its building. Two writings without a flat in a building that is known
to have flats cannot be told apart or together.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from jigsaw.engine.addresses.parts import Parts
from jigsaw.engine.addresses.postcodes import is_one_slip_apart
from jigsaw.engine.addresses.words import BEARINGS, STREET_KINDS


class Answer(StrEnum):
    """Whether two written addresses are one home."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer with why, in words: a sentence without its full stop."""

    answer: Answer
    why: str


def _same(why: str) -> Compared:
    return Compared(Answer.SAME, why)


def _different(why: str) -> Compared:
    return Compared(Answer.DIFFERENT, why)


def _cannot_tell(why: str) -> Compared:
    return Compared(Answer.CANNOT_TELL, why)


def compare(one: Parts, other: Parts, *, has_flats: bool = False) -> Compared:
    """Whether two written addresses are one home. has_flats: a flat of this building is known from elsewhere."""
    if one.nowhere or other.nowhere:
        return _cannot_tell("One of them names no home")
    postcodes = _postcodes(one, other)
    if postcodes and postcodes.answer is Answer.DIFFERENT:
        return postcodes
    building = same_building(one, other)
    if building.answer is Answer.DIFFERENT:
        return building
    within = _within(one, other, has_flats)
    if within and within.answer is Answer.DIFFERENT:
        return within
    return postcodes or (building if building.answer is Answer.CANNOT_TELL else within or building)


def same_building(one: Parts, other: Parts) -> Compared:
    """Whether two written addresses are one building, by house number, street and the building's name."""
    numbers = _numbers(one.number, other.number)
    if numbers:
        return numbers
    if one.number and other.number:
        return _streets(one, other)
    return _named(one, other)


def _postcodes(one: Parts, other: Parts) -> Compared | None:
    """None where both have the same postcode."""
    if one.postcode and other.postcode:
        if one.postcode == other.postcode:
            return None
        if is_one_slip_apart(one.postcode, other.postcode):
            return _cannot_tell("Their postcodes differ by one slip")
        return _different("They have other postcodes")
    return _cannot_tell("A postcode is missing")


def _within(one: Parts, other: Parts, has_flats: bool) -> Compared | None:
    """None where both name the same home within the building, or both name none and none is known."""
    if one.within == other.within:
        if has_flats and not one.is_part:
            return _cannot_tell("The building has flats, and no flat is written")
        return None
    if not one.is_part or not other.is_part:
        return _cannot_tell("One names a home within the building, the other does not")
    for mine, theirs, called in zip(one.within, other.within, ("room", "flat", "floor"), strict=True):
        if mine and theirs and mine != theirs and not (called == "floor" and (one.unit or other.unit)):
            return _different(f"They name another {called}")
    return _cannot_tell("They tell the home within the building in other ways")


def _numbers(one: str, other: str) -> Compared | None:
    """None where the numbers do not speak against one building."""
    if not one or not other or one == other:
        return None
    is_range = "-" in one or "-" in other
    if is_range and (_ends(one) & _ends(other) or _lies_within(one, other) or _lies_within(other, one)):
        return _cannot_tell("One house number is within the range of the other")
    return _different("They have other house numbers")


def _ends(number: str) -> set[str]:
    return set(number.split("-"))


def _lies_within(number: str, of: str) -> bool:
    first, _, last = of.partition("-")
    digits = (number, first, last)
    return all(part.isdigit() for part in digits) and int(first) <= int(number) <= int(last)


def _streets(one: Parts, other: Parts) -> Compared:
    """The streets of two addresses with one house number."""
    if not one.street or not other.street:
        return _cannot_tell("One of them names no street")
    if one.street == other.street or _runs_on(one, other) or _runs_on(other, one):
        return _names_beside(one, other, "Same house number and street")
    if is_slip_of(one.street, other.street):
        return _names_beside(one, other, "Same house number; the street is spelled a little differently")
    if _resemble(one.street, other.street):
        return _cannot_tell("Same house number; the streets are spelled rather differently")
    if _kind_left_out(one.street, other.street) or _kind_left_out(other.street, one.street):
        return _cannot_tell("One of them leaves out the kind of street")
    return _different("They have other streets")


def _names_beside(one: Parts, other: Parts, why: str) -> Compared:
    """Two names of buildings at one house number may be two blocks: only where both have a flat does it matter."""
    if one.is_part and other.is_part and one.name and other.name and not is_same_name(one.name, other.name):
        return _cannot_tell("They name other buildings at one house number")
    return _same(why)


def _runs_on(short: Parts, long: Parts) -> bool:
    """A street without a kind runs on into the town where no comma stands: "14 Broadway Brannock"."""
    return bool(short.town) and f"{short.street} {short.town}".startswith(long.street) and (
        long.street.startswith(f"{short.street} ")
    )  # fmt: skip


def _kind_left_out(short: str, long: str) -> bool:
    return any(long == f"{short} {kind}" for kind in STREET_KINDS)


def _named(one: Parts, other: Parts) -> Compared:
    """Buildings of which at most one has a house number: by name, where neither street speaks against it."""
    if _is_called(one, other) or _is_called(other, one):
        return _same("Same name of the building")
    if one.street and other.street:
        if not is_same_name(one.street, other.street):
            return _cannot_tell("No house number in one of them, and other streets")
        if bool(one.number) != bool(other.number):
            return _cannot_tell("One of them has no house number")
        if not one.name and not other.name:
            return _same("Same street, and no house number in either")
    return _cannot_tell("Too little is written to tell")


def _is_called(one: Parts, other: Parts) -> bool:
    """Whether the name of one building is the other's name, or stands where the other's street does."""
    return bool(one.name) and any(is_same_name(one.name, said) for said in (other.name, other.street) if said)


def is_same_name(one: str, other: str) -> bool:
    """Whether two names of streets or buildings are one, a slip of the pen forgiven."""
    return one == other or is_slip_of(one, other)


@lru_cache(maxsize=100_000)
def is_slip_of(one: str, other: str) -> bool:
    """Whether two names differ by a slip: one letter in a name of four to nine, though not its first, two in a longer.

    Numbers, bearings and the kind of street must be the same: 1st and 2nd Avenue, East and West Street, Mill Lane
    and Mill Close are no slips.
    """
    if one.replace(" ", "") == other.replace(" ", ""):
        return True
    left, right, slips, allowed = _apart(one, other)
    is_first_kept = left[:1] == right[:1] or max(len(left), len(right)) >= _LONG
    return is_first_kept and slips <= allowed


def _resemble(one: str, other: str) -> bool:
    """Whether two names are near enough for a third writing to be a slip of both."""
    _, _, slips, allowed = _apart(one, other)
    return slips <= 2 * allowed


def _apart(one: str, other: str) -> tuple[str, str, int, int]:
    """What must be spelled alike in two names, by how many slips it differs, and how many are forgiven."""
    mine, theirs = one.split(), other.split()
    left, right = "".join(_names(mine)), "".join(_names(theirs))
    longer = max(len(left), len(right))
    allowed = 0 if longer < _SHORTEST else 1 if longer < _LONG else 2
    if not allowed or _fixed(mine) != _fixed(theirs):
        return left, right, 1, 0
    return left, right, OSA.distance(left, right, score_cutoff=2 * allowed), allowed


_SHORTEST, _LONG = 4, 10


def _fixed(words: list[str]) -> list[str]:
    return [word for word in words if word in BEARINGS or word in STREET_KINDS or not word.isalpha()]


def _names(words: list[str]) -> list[str]:
    return [word for word in words if word not in STREET_KINDS and word not in BEARINGS]
