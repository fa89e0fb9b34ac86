"""Which written addresses are one home. The answer depends on the set of addresses, never on the order they came in.

Addresses with a UPRN are at the home of that UPRN. One without is placed among the writings of its postcode: with all
that are the same by `compare`, and through them at the one UPRN that any of them carries. Where they carry two UPRNs,
or one of them contradicts another, each stays apart: a guess could put a person in a neighbour's home. One that has
no postcode, or that is alone in its postcode while another is one slip away, is looked for by house number and street,
and placed only where one single UPRN fits and the town is the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from jigsaw.engine.addresses.compare import Answer, compare, is_same_name, same_building
from jigsaw.engine.addresses.parts import Parts
from jigsaw.engine.addresses.postcodes import is_one_slip_apart


@dataclass(frozen=True, slots=True)
class Writing:
    """A written address under its id: its UPRN, where one was written with it, and its parts."""

    id: int
    uprn: str
    parts: Parts


@dataclass(frozen=True, slots=True)
class Placed:
    """The home of a written address: its key, its UPRN where one is known, and why in words."""

    key: str
    uprn: str
    why: str


Flats = dict[str, list[Parts]]

BY_UPRN = "Written with this home's UPRN"
ONLY_ONE_SO_WRITTEN = "No UPRN was written with it: a home of its own, by house number, street and postcode"
SAME_WORDS = "The same address and postcode as one written with this home's UPRN"
OTHER_WORDS = "The same home as one written with its UPRN, in other words or with a slip"
OTHER_WORDS_ALONE = "The same home in other words or with a slip; no UPRN was written with any of them"
TWO_UPRNS = "Kept apart: more than one UPRN is written with this address"
CONTRADICTED = "Kept apart: it resembles addresses that contradict each other"
NO_FLAT = "Kept apart: the building has flats, and no flat is written"
NO_POSTCODE = "No postcode is written: the only home with this number, street and town"
SLIP_IN_POSTCODE = "The postcode is one slip away from the only home with this number, street and town"


def place_all(writings: Iterable[Writing]) -> dict[int, Placed]:
    """The home of every written address that has one: the definition, which placing some of them must equal."""
    by_postcode: dict[str, list[Writing]] = defaultdict(list)
    by_premises: dict[str, list[Writing]] = defaultdict(list)
    for one in writings:
        by_postcode[one.parts.postcode].append(one)
        by_premises[one.parts.premises].append(one)
    found: dict[int, Placed] = {}
    for near in by_postcode.values():
        found |= place_near(near)
    return found | {
        one.id: home
        for near in by_premises.values()
        for one in near
        if (home := place_by_street(one, near, found.get(one.id)))
    }


def place_near(near: Iterable[Writing]) -> dict[int, Placed]:
    """The homes of all written addresses of one postcode. Those without a postcode are placed by UPRN alone."""
    found: dict[int, Placed] = {}
    known: list[Writing] = []
    for one in sorted(near, key=lambda one: (one.parts.normal, one.uprn)):
        if one.parts.nowhere:
            continue
        if one.uprn:
            found[one.id] = by_uprn(one.uprn, BY_UPRN)
        if one.parts.normal:
            known.append(one)
    if any(not one.uprn for one in known):
        flats = _flats(known)
        for group in _groups(known):
            found |= _placed_together(group, flats)
    return found


def by_uprn(uprn: str, why: str) -> Placed:
    """The home of a UPRN."""
    return Placed(f"uprn:{uprn}", uprn, why)


def by_words(parts: Parts, why: str) -> Placed:
    """The home that only words name."""
    return Placed(f"address:{parts.normal}", "", why)


def _placed_together(group: Sequence[Writing], flats: Flats) -> Iterator[tuple[int, Placed]]:
    """Homes of the addresses of a group that have no UPRN."""
    without = [one for one in group if not one.uprn]
    uprns = {one.uprn for one in group if one.uprn}
    if not without:
        return
    apart = _why_apart(group, uprns, flats)
    fullest = max(without, key=lambda one: (len(one.parts.normal), one.parts.normal))
    exact = {one.parts.normal for one in group if one.uprn}
    for one in without:
        if apart:
            yield one.id, by_words(one.parts, apart)
        elif uprns:
            yield one.id, by_uprn(min(uprns), SAME_WORDS if one.parts.normal in exact else OTHER_WORDS)
        else:
            yield (
                one.id,
                by_words(fullest.parts, OTHER_WORDS_ALONE if len(group) > 1 else ONLY_ONE_SO_WRITTEN),
            )


def _why_apart(group: Sequence[Writing], uprns: set[str], flats: Flats) -> str:
    """Why the addresses of a group stay apart from each other; empty where they are one home."""
    forms = {one.parts.normal: one.parts for one in group}
    if len(uprns) > 1:
        return TWO_UPRNS
    pairs = combinations(forms.values(), 2) if len(forms) > 2 else ()
    if any(compare(left, right).answer is Answer.DIFFERENT for left, right in pairs):
        return CONTRADICTED
    first = group[0].parts
    if not first.is_part and _has_flats(first, flats):
        return NO_FLAT
    return ""


def _flats(known: Iterable[Writing]) -> Flats:
    """The homes within buildings that are known, by the building's house number."""
    found: Flats = defaultdict(list)
    for parts in {one.parts.normal: one.parts for one in known if one.parts.is_part}.values():
        found[parts.number].append(parts)
    return found


def _has_flats(parts: Parts, flats: Flats) -> bool:
    numbers = (parts.number, "") if parts.number else tuple(flats)
    near = (one for number in numbers for one in flats.get(number, ()))
    return any(same_building(parts, one).answer is Answer.SAME for one in near)


def _groups(known: Sequence[Writing]) -> list[list[Writing]]:
    """The writings of a postcode by home: those with one form, and those whose forms are the same by `compare`."""
    forms: dict[str, list[Writing]] = defaultdict(list)
    for one in known:
        forms[one.parts.normal].append(one)
    parts = {normal: same[0].parts for normal, same in forms.items()}
    leader = {normal: normal for normal in forms}
    for left, right in _candidates(parts):
        if compare(parts[left], parts[right]).answer is Answer.SAME:
            first, second = sorted((_led_by(leader, left), _led_by(leader, right)))
            leader[second] = first
    grouped: dict[str, list[Writing]] = defaultdict(list)
    for normal, same in forms.items():
        grouped[_led_by(leader, normal)] += same
    return list(grouped.values())


def _led_by(leader: dict[str, str], normal: str) -> str:
    while leader[normal] != normal:
        normal = leader[normal]
    return normal


def _candidates(parts: Mapping[str, Parts]) -> Iterator[tuple[str, str]]:
    """Pairs that may be the same: one home within the building, and one house number or none in one of them."""
    by_home: dict[tuple[tuple[str, str, str], str], list[str]] = defaultdict(list)
    for normal, one in parts.items():
        by_home[one.within, one.number].append(normal)
    for (within, number), mine in by_home.items():
        yield from combinations(mine, 2)
        if number:
            unnumbered = by_home.get((within, ""), [])
            yield from ((one, other) for one in mine for other in unnumbered)


def place_by_street(one: Writing, near: Iterable[Writing], placed: Placed | None) -> Placed | None:
    """The home of a written address that its postcode did not place: it is missing, or has a slip. None otherwise.

    near: those with the same number and street. placed: where its postcode or UPRN placed it.
    """
    mine = one.parts
    if one.uprn or mine.nowhere or not mine.premises or (placed and placed.why != ONLY_ONE_SO_WRITTEN):
        return None
    rivals = [other for other in near if _may_be(mine, other.parts)]
    uprns = {other.uprn for other in rivals if other.uprn}
    postcodes = {other.parts.postcode for other in rivals if other.uprn}
    if len(uprns) != 1 or any(_is_elsewhere(other, postcodes) for other in rivals):
        return None
    if not any(other.uprn and _fits(mine, other.parts) for other in rivals):
        return None
    return by_uprn(min(uprns), SLIP_IN_POSTCODE if mine.postcode else NO_POSTCODE)


def _is_elsewhere(other: Writing, postcodes: Iterable[str]) -> bool:
    """Whether a writing without a UPRN is in none of these postcodes, nor one slip from one: another home, then."""
    there = other.parts.postcode
    return not any(there == postcode or is_one_slip_apart(there, postcode) for postcode in postcodes)


def _may_be(one: Parts, other: Parts) -> bool:
    """Whether this writing may mean the other's home, or a flat of the same building, though its postcode differs."""
    if not other.postcode or other.postcode == one.postcode or (one.is_part and one.within != other.within):
        return False
    if one.town and other.town and not _share_a_town(one, other):
        return False
    return not one.postcode or is_one_slip_apart(one.postcode, other.postcode)


def _fits(one: Parts, other: Parts) -> bool:
    same = same_building(one, other).answer is Answer.SAME
    return same and one.within == other.within and _share_a_town(one, other)


def _share_a_town(one: Parts, other: Parts) -> bool:
    if not one.town or not other.town:
        return False
    mine, theirs = f" {one.town} ", f" {other.town} "
    return mine in theirs or theirs in mine or is_same_name(one.town.split()[-1], other.town.split()[-1])
