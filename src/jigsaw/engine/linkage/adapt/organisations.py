"""Companies among people: told by their legal form, and by the words that such names of the same files end in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from jigsaw.engine.linkage.adapt.entries import Entry
from jigsaw.engine.linkage.scripts import latin

_FORMS = frozenset(
    ("ltd", "limited", "plc", "inc", "incorporated", "llc", "llp", "lp", "corp", "corporation", "company", "cic", "pty",
     "gmbh", "mbh", "kg", "ohg", "ug", "sarl", "srl", "spa", "bv", "nv", "oy", "oyj", "aps", "kft", "pte", "bhd", "doo",
     "ooo", "zao")
)  # fmt: skip
_SAYS_LITTLE = _FORMS | {"co", "the", "and", "of", "uk", "usa", "us"}
_OFTEN = 2
"""How many names must end in a word before it tells a company."""


def tell_organisations(entries: Sequence[Entry]) -> list[Entry]:
    """The rows with their companies' names under `organisations`. A row with a birth date is a person."""
    endings = Counter(
        parts[-1]
        for each in entries
        for name in each.names
        if _has_a_form(name) and (parts := _telling(name))
    )
    ends_so = {word for word, count in endings.items() if count >= _OFTEN}
    return [_told(each, ends_so) for each in entries]


def organisation(written: str) -> str:
    """A company's name in plain small letters without its legal form: "Acme Trading (UK) Ltd." -> "acme trading"."""
    return " ".join(_telling(written))


def _told(entry: Entry, ends_so: set[str]) -> Entry:
    if entry.birth_date or entry.given_names or entry.family_name or not entry.names:
        return entry
    main = entry.names[0]
    parts = _telling(main)
    is_one = _has_a_form(main) or (len(parts) > 1 and parts[-1] in ends_so)
    return replace(entry, names=(), organisations=(*entry.organisations, *entry.names)) if is_one else entry


def _words(written: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", latin(written).replace("'", "").replace(".", ""))


def _has_a_form(written: str) -> bool:
    words = _words(written)
    return len(words) > 1 and any(word in _FORMS for word in words[1:])


def _telling(written: str) -> list[str]:
    words = _words(written)
    return [word for word in words if word not in _SAYS_LITTLE] or words
