"""From a written address to its parts, in all the ways in which UK systems write one."""

import re
from dataclasses import dataclass
from functools import lru_cache

from jigsaw.engine.addresses import postcodes
from jigsaw.engine.addresses.nowhere import why_nowhere
from jigsaw.engine.addresses.parts import Parts
from jigsaw.engine.addresses.within import Within, read_within
from jigsaw.engine.addresses.words import (
    BEARINGS,
    STREET_BEGINNINGS,
    STREET_KINDS,
    is_number,
    mended_kind,
    plain,
    words_of,
)

_ENDS = re.compile(r"[,;\n\r]+")
# Care of somebody: whose letters come here. The home is the one written after the name.
_CARE_OF = re.compile(r"\bC\s*[/\\]\s*O\b[^,;\n\d]*?(?=FLAT\b|ROOM\b|\d|[,;\n]|$)|\bCARE OF\b[^,;\n\d]*")


@dataclass(slots=True)
class _Reading:
    """An address while it is read, one segment after another."""

    within: Within
    number: str = ""
    name: tuple[str, ...] = ()
    street: tuple[str, ...] = ()
    town: tuple[str, ...] = ()


@lru_cache(maxsize=65_536)
def parse(lines: str, postcode: str = "") -> Parts:
    """The parts of an address as written, with its postcode given apart or at the end of its lines."""
    known = postcodes.tidy(postcode) or postcodes.tidy(lines)
    text = plain(postcodes.without(lines) if known else lines)
    segments = [found for found in map(words_of, _ENDS.split(_CARE_OF.sub(",", text))) if found]
    nowhere = why_nowhere(text, known)
    if nowhere:
        return Parts(town=" ".join(" ".join(words) for words in segments), postcode=known, nowhere=nowhere)
    read = _read(_numbers_put_to_streets(segments))
    within = read.within
    number, unit = _slashed(read.number, within)
    return Parts(
        room=within.room,
        unit=unit,
        floor=within.floor,
        name=" ".join(read.name),
        number=number,
        street=" ".join(read.street),
        town=" ".join(read.town),
        postcode=known,
    )


def _slashed(number: str, within: Within) -> tuple[str, str]:
    """12/2 High Street is flat 2 of number 12; with a flat named already, 12/14 is a range."""
    if "/" not in number:
        return number, within.unit
    if within.unit or within.floor:
        return number.replace("/", "-"), within.unit
    house, _, flat = number.partition("/")
    return house, flat


def _read(segments: list[list[str]]) -> _Reading:
    found = _Reading(Within())
    left = [rest for words in segments if (rest := read_within(words, found.within))]
    found.number = found.within.number
    numbered = [any(map(is_number, rest)) for rest in left]
    last_numbered = max((at for at, has in enumerate(numbered) if has), default=-1)
    for at, rest in enumerate(left):
        if found.street:
            found.town += tuple(rest)
        elif numbered[at] or found.number:
            _read_numbered(found, rest)
        elif at < last_numbered:
            found.name += tuple(rest)
        else:
            _read_words(found, rest)
    if found.number and not found.street and found.town:
        found.street, found.town = found.town, ()
    return found


def _numbers_put_to_streets(segments: list[list[str]]) -> list[list[str]]:
    """A number that stands alone goes with the street that follows: "14, Mill Lane"; "2, 14 Mill Lane"."""
    found: list[list[str]] = []
    alone: list[str] = []
    for words in segments:
        if all(map(is_number, words)):
            alone += words
        else:
            found.append(alone + words)
            alone = []
    return [*found, alone] if alone else found


def _read_numbered(found: _Reading, words: list[str]) -> None:
    place = next((at for at, word in enumerate(words) if is_number(word)), len(words))
    if found.number and place:
        _put_street(found, words)
        return
    numbers = [word for word in words[place : place + 2] if is_number(word)]
    before, after = tuple(words[:place]), words[place + len(numbers) :]
    if len(numbers) == 2 and after:
        found.within.unit = found.within.unit or numbers[0]
    found.number = numbers[-1] if after else numbers[0]
    if before and not after and (before[-1] in STREET_KINDS or before[0] in STREET_BEGINNINGS):
        found.street = before
        return
    found.name += before
    if after:
        _put_street(found, after)


def _put_street(found: _Reading, words: list[str]) -> None:
    """The words up to the kind of street are its name; what follows is the town."""
    words = read_within(words, found.within)
    end = _end_of_street(words)
    if 1 < end == len(words):
        words = [*words[:-1], mended_kind(words[-1])]
    found.street = tuple(words[:end])
    found.town += tuple(read_within(words[end:], found.within))


def _end_of_street(words: list[str]) -> int:
    if words[:1] and words[0] in STREET_BEGINNINGS:
        return len(words)
    for at in range(1, len(words)):
        if words[at] in STREET_KINDS:
            end = at + 1
            while end < len(words) and (words[end] in STREET_KINDS or words[end] in BEARINGS):
                end += 1
            return end
    return len(words)


def _read_words(found: _Reading, words: list[str]) -> None:
    """Words without a number: the street where they end in a kind of street, else a building's name or a town."""
    if words[-1] in STREET_KINDS or words[0] in STREET_BEGINNINGS:
        found.street = tuple(words)
    elif not found.name:
        found.name = tuple(words)
    else:
        found.town += tuple(words)
