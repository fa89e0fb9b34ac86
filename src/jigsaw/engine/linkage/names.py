"""Names made comparable: script, case, marks, titles, suffixes, nicknames. Pure, and cached by name."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

import jellyfish
from anyascii import anyascii


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words("""
    mr mrs miss ms mx dr prof professor rev reverend revd sir dame lord lady master mstr fr father
    sr sister bro brother imam sheikh cllr sgt capt col major hon esq
""")
SUFFIXES = _words("""
    jr jnr snr junior senior ii iii iv obe mbe cbe phd bsc ma mba
""")
PARTICLES = _words("""
    al el bin bint ibn de da do di du la le van von der den dos del della ap ab
""")
PLACEHOLDERS = _words("""
    unknown unk na none notknown nfn nln fnu lnu test baby boy girl twin infant xx xxx anon
""")

_BREAKS = re.compile(r"[^a-z]+")
_ELIDED = re.compile(r"['`.\u2018\u2019\u02bc]")


@lru_cache(maxsize=200_000)
def tokens(written: str) -> tuple[str, ...]:
    """The parts of a name in plain small letters: "Łucja O'Brien-Nowak" -> ("lucja", "obrien", "nowak").

    Words that mean "no name" are dropped; so are titles before a name and suffixes after it, since alone
    they may be the name ("Major", "Ma").
    """
    parts = [part for part in _BREAKS.split(anyascii(_ELIDED.sub("", written)).lower()) if part]
    parts = [part for part in parts if part not in PLACEHOLDERS]
    while len(parts) > 1 and parts[0] in TITLES:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return tuple(parts)


@lru_cache(maxsize=200_000)
def family_tokens(written: str) -> tuple[str, ...]:
    """The parts of a family name that can stand alone: "de la Cruz-Smith" -> ("cruz", "smith")."""
    parts = tokens(written)
    return tuple(part for part in parts if part not in PARTICLES and len(part) > 1) or parts


@lru_cache(maxsize=200_000)
def roots(given: str) -> tuple[str, ...]:
    """The names that a first name is a form of: "alec" -> ("alexander",), "jon" -> ("john", "jonathan")."""
    return _forms().get(given, (given,))


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """How a name sounds (Metaphone); a name too short to have a sound keeps its letters."""
    heard = jellyfish.metaphone(token)
    return heard if len(heard) > 1 else token


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, set[str]] = {}
    for root, form in _lines():
        forms.setdefault(form, set()).add(root)
    return {form: tuple(sorted(of)) for form, of in forms.items()}


def _lines() -> Iterator[tuple[str, str]]:
    # Each line of the table is a name and its forms; a name is a form of itself, so its variants meet it.
    for line in files(__package__).joinpath("nicknames.csv").read_text("utf-8").splitlines():
        root, *others = line.split(",")
        for form in (root, *others):
            yield root, form
