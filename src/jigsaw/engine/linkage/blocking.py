"""Which records are worth comparing: those that stand in one block, by a rule so specific that few strangers
do.

A block is a key of text, "rule:values". The same keys serve a batch (a dictionary of lists) and a store (an
indexed column), so the two find the same candidates. Recall is won here: names by sound, every name a person
may go by, first and family names in either order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from jigsaw.engine.linkage.spellings import code, heard
from jigsaw.engine.linkage.standardise import Standard

MOST_NAMES = 4
"""How many first names, and how many parts of a family name, a record is looked up by."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule with blocks over the cap: how many, how large. Never which, since a key names people."""

    rule: str
    blocks: int
    largest: int


def block_keys(standard: Standard) -> tuple[str, ...]:
    """The blocks that a record stands in, each once."""
    return tuple({f"{rule}:{value}": None for rule, values in RULES.items() for value in values(standard)})


def blocks_of(keys: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """The ids of the records that stand in each block, from each record's keys by its id."""
    blocks: dict[str, list[str]] = {}
    for record, mine in keys.items():
        for key in mine:
            blocks.setdefault(key, []).append(record)
    return blocks


def candidate_pairs(blocks: Mapping[str, list[str]], cap: int) -> Iterator[tuple[str, str]]:
    """Every pair of ids that shares a block no larger than the cap, once, the lesser id first."""
    seen: set[tuple[str, str]] = set()
    for ids in blocks.values():
        if 1 < len(ids) <= cap:
            fresh = [pair for pair in combinations(sorted(ids), 2) if pair not in seen]
            seen.update(fresh)
            yield from fresh


def skipped_rules(sizes: Mapping[str, int], cap: int) -> list[Skipped]:
    """The rules with blocks over the cap, by name."""
    over: dict[str, list[int]] = {}
    for key, size in sizes.items():
        if size > cap:
            over.setdefault(key.partition(":")[0], []).append(size)
    return [Skipped(rule, len(found), max(found)) for rule, found in sorted(over.items())]


def _nhs_number(s: Standard) -> Iterable[str]:
    return (s.nhs_number, *s.former_numbers) if s.nhs_number else s.former_numbers


def _family_sound_and_birth_date(s: Standard) -> Iterator[str]:
    for date in _dates(s):
        yield from (f"{name}|{date}" for name in _family_sounds(s))


def _given_and_birth_date(s: Standard) -> Iterator[str]:
    for date in _dates(s):
        yield from (f"{root}|{date}" for root in s.all_roots[:MOST_NAMES])


def _names_and_birth_year(s: Standard) -> Iterator[str]:
    if s.birth_year:
        yield from (f"{names}|{s.birth_year}" for names in _name_pairs(s))


def _names_and_birthday(s: Standard) -> Iterator[str]:
    if s.birth_month_day and s.birth_month_day != "01-01":
        yield from (f"{names}|{s.birth_month_day}" for names in _name_pairs(s))


def _given_and_postcode(s: Standard) -> Iterator[str]:
    if s.postcode:
        yield from (f"{root}|{s.postcode}" for root in s.all_roots[:MOST_NAMES])


def _birth_date_and_postcode(s: Standard) -> Iterator[str]:
    if s.postcode:
        yield from (f"{date}|{s.postcode}" for date in _dates(s))


def _name_and_postcode(s: Standard) -> Iterator[str]:
    if s.postcode:
        yield from (f"{name}|{s.postcode}" for name in _name_sounds(s))


def _home_and_name(s: Standard) -> Iterator[str]:
    if s.uprn:
        yield from (f"{s.uprn}|{name}" for name in _name_sounds(s))


def _name_and_birth_date(s: Standard) -> Iterator[str]:
    for date in _dates(s):
        yield from (f"{name}|{date}" for name in _name_sounds(s))


def _initials_and_birth_date(s: Standard) -> Iterator[str]:
    # Both names misspelt, and moved home: as their codes begin, in either order.
    if s.given and s.family:
        initials = "".join(sorted((code(s.given)[:1], code(s.family)[:1])))
        yield from (f"{initials}|{date}" for date in _dates(s))


def _telephone(s: Standard) -> Iterable[str]:
    return (s.telephone,) if s.telephone else ()


def _email(s: Standard) -> Iterable[str]:
    return (s.email,) if s.email else ()


RULES: Mapping[str, Callable[[Standard], Iterable[str]]] = {
    "nhs-number": _nhs_number,
    "name-and-birth-date": _name_and_birth_date,
    "initials-and-birth-date": _initials_and_birth_date,
    "names-and-birth-year": _names_and_birth_year,
    "names-and-birthday": _names_and_birthday,
    "name-and-postcode": _name_and_postcode,
    "birth-date-and-postcode": _birth_date_and_postcode,
    "home-and-name": _home_and_name,
    "telephone": _telephone,
    "email": _email,
}
"""The rules, by the name that a report gives them."""

RULES_OF_ENCODINGS = {
    **RULES,
    "family-sound-and-birth-date": _family_sound_and_birth_date,
    "given-name-and-birth-date": _given_and_birth_date,
    "given-name-and-postcode": _given_and_postcode,
}
"""What a scheme of encodings may name: it never changes, so narrower rules that serve plain records no more stay."""


def _dates(s: Standard) -> Iterable[str]:
    # The earlier of a date and its day-month exchange stands for both, so that they meet.
    if not s.birth_date:
        return ()
    return (min(s.birth_date, s.birth_swapped or s.birth_date),)


def _family_sounds(s: Standard) -> Iterable[str]:
    sounds = [heard(token) for token in s.family_tokens[:MOST_NAMES]]
    return dict.fromkeys([*sounds, s.family_sound]) if s.family_sound else ()


def _name_sounds(s: Standard) -> Iterable[str]:
    # First and family names alike: a name in the other's place, and one misspelt beside one that is not, still meet.
    return dict.fromkeys([*(heard(root) for root in s.all_roots[:MOST_NAMES]), *_family_sounds(s)])


def _name_pairs(s: Standard) -> Iterator[str]:
    # In alphabetical order, so that a first name written in the family name's place meets its owner.
    for root in s.all_roots[:MOST_NAMES]:
        first = heard(root)
        for family in _family_sounds(s):
            yield f"{first}|{family}" if first < family else f"{family}|{first}"
