"""A record's identity encoded: tags that are equal or not, filters that are alike or not, and nothing to read.

A tag is a keyed hash. Whatever has few values (a name, a postcode, a gender) is hashed together with the year of
birth, and once more with the day and month of birth, so that one name has as many encodings as people who bear it
have birth years: counting which encoding is commonest tells little. Names are hashed with the postcode too, for
records whose birth dates share nothing, and nothing by itself tells that two records share a postcode.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from jigsaw.engine.linkage.blocking import RULES_OF_ENCODINGS
from jigsaw.engine.linkage.encoded.filters import name_filter
from jigsaw.engine.linkage.encoded.keys import Key
from jigsaw.engine.linkage.encoded.scheme import scheme
from jigsaw.engine.linkage.spellings import heard
from jigsaw.engine.linkage.standardise import Standard

NEW_YEAR = "01-01"
"""What a clerk writes when only the year is known: too common to salt with."""


@dataclass(frozen=True, slots=True)
class Salted:
    """What was encoded under one salt: name filters, tags and sets of tags by field; empty when not said."""

    filters: Mapping[str, int]
    tags: Mapping[str, str]
    sets: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Encoding:
    """One record, encoded. `key` names the secret it was made with; encodings of two secrets never compare.

    `tags`: NHS number, birth date, its day-month exchange, its year, its day and month. `by_year`, `by_day`,
    `by_home`: the other fields under the salts, None where that part of the birth date, or the postcode, is not
    known. `blocks`: keyed hashes of the blocks that the record stands in.
    """

    key: str
    tags: Mapping[str, str]
    by_year: Salted | None
    by_day: Salted | None
    by_home: Salted | None
    blocks: tuple[str, ...]


@lru_cache(maxsize=50_000)
def encode(standard: Standard, key: Key) -> Encoding:
    """The encoding of a standardised record under a key."""
    day = _day(standard)
    plain = {name: getattr(standard, name) for name in scheme().unsalted_tags} | {"birth_month_day": day}
    return Encoding(
        key=key.id,
        tags={name: key.tag(_purpose(name), value) if value else "" for name, value in plain.items()},
        by_year=_salted(standard, key, f"year {standard.birth_year}") if standard.birth_year else None,
        by_day=_salted(standard, key, f"day {day}") if day else None,
        by_home=_by_home(standard, key) if standard.postcode else None,
        blocks=tuple(block_tag(key, block) for block in _blocks(standard)),
    )


def block_tag(key: Key, block: str) -> str:
    """The keyed hash of a block ("rule:values")."""
    return key.tag("block", block)


def _purpose(name: str) -> str:
    # A date and another's exchanged one must be able to meet.
    return "birth_date" if name == "birth_swapped" else name


def _day(standard: Standard) -> str:
    return standard.birth_month_day if standard.birth_month_day != NEW_YEAR else ""


def _by_home(standard: Standard, key: Key) -> Salted:
    # What all at one postcode may share is left out, or it would say who lives together.
    return _salted(standard, key, f"home {standard.postcode}", without=scheme().not_under_the_postcode)


def _salted(standard: Standard, key: Key, salt: str, without: Collection[str] = ()) -> Salted:
    sounds = tuple(heard(part) for part in standard.family_tokens)
    # A name spelt otherwise meets under its code, as it does among plain records.
    lists = {
        "all_roots": _each_once(standard.all_roots, standard.given_codes),
        "family_tokens": _each_once(standard.family_tokens, standard.family_codes),
        "family_sounds": tuple(dict.fromkeys((*sounds, standard.family_sound))),
    }
    names = {"given": standard.given if len(standard.given) > 1 else "", "family": standard.family}
    return Salted(
        filters={name: name_filter(key, salt, names[name]) for name in scheme().salted_filters},
        tags={
            name: "" if name in without else _tag(key, name, salt, getattr(standard, name))
            for name in scheme().salted_tags
        },
        sets={
            name: frozenset(
                _tag(key, name, salt, one) for one in lists[name][: scheme().most_in_a_list] if one
            )
            for name in scheme().salted_tag_lists
        },
    )


def _each_once(names: tuple[str, ...], codes: tuple[str, ...]) -> tuple[str, ...]:
    # A code is no name: "hasan" the code is not "hasan" the name. In turn, so that a long list leaves neither out.
    told = (f"~{code}" for code in codes)
    taken = (one for both in zip_longest(names, told) for one in both if one)
    return tuple(dict.fromkeys(taken))


def _tag(key: Key, name: str, salt: str, value: str) -> str:
    return key.tag(name, f"{salt}|{value}") if value else ""


def _blocks(standard: Standard) -> Iterable[str]:
    found = (
        f"{rule}:{value}" for rule in scheme().block_rules for value in RULES_OF_ENCODINGS[rule](standard)
    )
    return list(dict.fromkeys(found))[: scheme().most_blocks]
