"""Which home of a building a written address means: flats, rooms and floors in all the ways they are written."""

from dataclasses import dataclass

from jigsaw.engine.addresses.words import FLAT, ROOM, is_number, listed

_LEVELS = listed("GROUND FIRST SECOND THIRD FOURTH FIFTH SIXTH SEVENTH EIGHTH NINTH TENTH TOP UPPER LOWER")
_ALONE = listed("BASEMENT ATTIC ANNEXE ANNEX GARDEN TOP GROUND PENTHOUSE")
_SIDES = listed("LEFT RIGHT FRONT REAR BACK MIDDLE")
_SAME_WORD = {"ANNEX": "ANNEXE", "BACK": "REAR"}
# Said of a flat that has no number: which it is, is as far as these words go.
_PLACES = listed("ABOVE OVER BEHIND BELOW UNDER")
_SLOTS = listed("WARD PLOT CARAVAN PITCH SUITE POD CHALET BERTH")
_BEGINNINGS = _LEVELS | _ALONE | _SLOTS | {FLAT, ROOM, "THE", "REAR"}


@dataclass(slots=True)
class Within:
    """Room, flat and floor as far as read, and a house number that stood with the flat's: flat 2/14."""

    room: str = ""
    unit: str = ""
    floor: str = ""
    number: str = ""


def read_within(words: list[str], found: Within) -> list[str]:
    """Take flats, rooms and floors from the beginning of some words into `found`. Returns the words that remain."""
    while words and (words[0] in _BEGINNINGS or words[0][1:2] == "F"):
        left = _one(words, found)
        if left is None:
            return words
        words = left
    return words


def _one(words: list[str], found: Within) -> list[str] | None:
    first, *rest = words[1:] if words[:2] == ["THE", FLAT] else words
    if first == FLAT:
        return _flat(rest, found)
    if rest and _is_mark(rest[0]) and (first == ROOM or first in _SLOTS):
        if first == ROOM:
            found.room = found.room or rest[0]
        else:
            found.unit = found.unit or f"{first} {rest[0]}"
        return rest[1:]
    if first == "REAR" and rest[:1] == ["OF"]:
        return _on(found, "REAR", rest[1:])
    return _floor(words, found)


def _flat(rest: list[str], found: Within) -> list[str] | None:
    """A flat with its number or letter; "FLAT ABOVE SHOP" and "FLAT GROUND FLOOR" have neither."""
    if not rest:
        found.floor = found.floor or "A FLAT"
        return rest
    if rest[0] in _PLACES:
        return _on(found, " ".join(rest), [])
    if not _is_mark(rest[0]):
        return _floor(rest, found)
    unit, number = _without_number(rest[0], rest[1:])
    found.unit, found.number = found.unit or unit, found.number or number
    return rest[1:]


def _is_mark(word: str) -> bool:
    return is_number(word) or (len(word) == 1 and word.isalpha()) or _is_scottish(word)


def _is_scottish(word: str) -> bool:
    # 2F1: the first flat of the second floor; PF1 and BF1: of the ground and the basement.
    return len(word) == 3 and word[1] == "F" and word[2].isdigit() and (word[0].isdigit() or word[0] in "PBG")


def _without_number(mark: str, left: list[str]) -> tuple[str, str]:
    """Flat 2/14 High Street is flat 2 of number 14, unless another number follows: flat 2/1, 12 High Street."""
    for sign in "/-":
        if sign in mark and left and not any(is_number(word) for word in left):
            unit, _, number = mark.partition(sign)
            return unit, number
    return mark, ""


def _floor(words: list[str], found: Within) -> list[str] | None:
    count = 0
    while count < len(words) and words[count] in _LEVELS:
        count += 1
    if count and words[count : count + 1] == ["FLOOR"]:
        return _beside(found, " ".join(words[: count + 1]), words[count + 1 :])
    if words[0] in _ALONE and (words[1:2] in ([FLAT], [], ["FLOOR"]) or _basement_of_a_number(words)):
        return _beside(found, _SAME_WORD.get(words[0], words[0]), words[1 + (words[1:2] == ["FLOOR"]) :])
    if _is_scottish(words[0]):
        found.unit = found.unit or words[0]
        return words[1:]
    return None


def _basement_of_a_number(words: list[str]) -> bool:
    return words[0] == "BASEMENT" and is_number(words[1])


def _beside(found: Within, floor: str, words: list[str]) -> list[str]:
    """The floor with its side ("LEFT"). The word flat after it adds nothing, unless its own number follows."""
    while words and (words[0] in _SIDES or (words[0] == FLAT and not _has_its_own_number(words))):
        floor = floor if words[0] == FLAT else f"{floor} {_SAME_WORD.get(words[0], words[0])}"
        words = words[1:]
    return _on(found, floor, words)


def _has_its_own_number(words: list[str]) -> bool:
    # "First Floor Flat 2 High Street": the 2 is the house's number. One that another number follows is the flat's.
    return len(words) > 2 and is_number(words[1]) and is_number(words[2])


def _on(found: Within, floor: str, left: list[str]) -> list[str]:
    found.floor = f"{found.floor} {floor}".strip()
    return left
