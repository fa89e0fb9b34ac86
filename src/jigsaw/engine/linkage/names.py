"""Names made comparable: script, case, marks, titles, suffixes, other names, nicknames. Pure, and cached by name."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import jellyfish

from jigsaw.engine.linkage.scripts import latin


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


TITLES = _words("""
    mr mrs miss ms mx dr prof professor rev reverend revd sir dame lord lady master mstr fr father
    sr sister bro brother imam sheikh cllr sgt capt col major hon esq pte cpl lt maj rabbi pastor canon deacon
    messrs madam mme mlle herr frau senor senora pan pani haji hajji hajja alhaji alhaja maulana mufti smt shri sri
""")
SUFFIXES = _words("""
    jr jnr snr sr junior senior ii iii iv obe mbe cbe kbe phd bsc msc ba ma mba frcp frcs rgn esq jp qc kc
""")
PARTICLES = _words("""
    al el bin bint ibn de da do di du la le van von der den dos del della ap ab ben abu umm ter te zu af av
    ni nic ui mhic o ferch verch uz ud as ould
""")
PLACEHOLDERS = _words("""
    unknown unk na none notknown nfn nln fnu lnu test baby boy girl twin infant xx xxx xxxx anon anonymous tbc tba
    notgiven notstated norecord nil null unborn newborn unnamed zz zzz zzzz
""")
_JOINED_ON = _words("o mc mac fitz")

_BREAKS = re.compile(r"[^a-z]+")
_ELIDED = re.compile(r"['`\u2018\u2019\u02bc]")
_ASIDE = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|\"([^\"]*)\"")
_OTHERWISE = re.compile(
    r"(?<=\S)[\s,;/]+(?:also known as|known as|a\.?k\.?a\.?|k\.?a\.?|alias|formerly|previously|nee|born)[\s:]+(?=\S)"
)
_LEADING_WORD = re.compile(
    r"^\s*(?:also known as|known as|a\.?k\.?a\.?|alias|formerly|previously|nee|born)[\s:]+(?=\S)"
)


@lru_cache(maxsize=200_000)
def tokens(written: str) -> tuple[str, ...]:
    """The parts of a name in plain small letters: "Łucja O'Brien-Nowak" -> ("lucja", "obrien", "nowak").

    Words that mean "no name" are dropped; so are titles before a name and suffixes after it, since alone
    they may be the name ("Major", "Ma"), and other names ("née Jones": see `other_tokens`).
    """
    return _tokens(_spoken(written)[0])


@lru_cache(maxsize=200_000)
def other_tokens(written: str) -> tuple[str, ...]:
    """The parts of the other names that a name is written with: "Smith (née Jones)", 'Elizabeth "Liz"', "aka"."""
    return tuple(dict.fromkeys(part for other in _spoken(written)[1:] for part in _tokens(other)))


@lru_cache(maxsize=200_000)
def family_tokens(written: str) -> tuple[str, ...]:
    """The parts of a family name that can stand alone, and former names: "de la Cruz-Smith" -> ("cruz", "smith").

    After them the other forms in which a part is written, such as Huang for Wong or Kowalski for Kowalska, and how
    it would be spelt were all tongues spelt alike (`plainly_spelt`).
    """
    parts = tokens(written)
    alone = tuple(part for part in parts if part not in PARTICLES and len(part) > 1) or parts
    article = tuple(one + two for one, two in pairwise(parts) if one in ("al", "el"))
    named = (*alone, *article, *other_tokens(written))
    forms = [form for part in named for form in family_forms(part)]
    return tuple(dict.fromkeys((*named, *forms, *(plainly_spelt(part) for part in named))))


@lru_cache(maxsize=200_000)
def roots(given: str) -> tuple[str, ...]:
    """The names that a first name is a form of: "alec" -> ("alexander",), "jon" -> ("john", "jonathan")."""
    return _forms("nicknames.csv").get(given, (given,))


@lru_cache(maxsize=200_000)
def family_forms(part: str) -> tuple[str, ...]:
    """The forms that stand for a part of a family name beside itself: of a group of spellings, of a gender's ending."""
    found = dict.fromkeys(_forms("family_forms.csv").get(part, ()))
    for pattern, becomes in _ENDINGS_AND_SPELLINGS:
        changed = pattern.sub(becomes, part)
        if changed != part:
            found[changed] = None
    return tuple(form for form in found if form != part)


@lru_cache(maxsize=200_000)
def plainly_spelt(part: str) -> str:
    """One spelling of the sounds that tongues spell in several ways: Schewtschenko and Shevchenko, Souza and Sousa."""
    for pattern, becomes in _ONE_SPELLING:
        part = pattern.sub(becomes, part)
    return part


@lru_cache(maxsize=200_000)
def sound(token: str) -> str:
    """How a name sounds (Metaphone); a name too short to have a sound keeps its letters."""
    heard = jellyfish.metaphone(token)
    return heard if len(heard) > 1 else token


_ENDINGS_AND_SPELLINGS = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"^mac(?=[a-z]{3})", "mc"),
        (r"(?<=[a-z]{2}[scd])(?:ka|kaya|kiy|kij|kyy|kyi|kyj|ky)$", "ki"),
        (r"(?<=[a-z]{3})(o|e|i)va$", r"\1v"),
        (r"(?<=[a-z]{2}[oe])ff$", "v"),
        (r"(?<=[a-z])([aou])e(?=[a-z]{2})", r"\1"),
        (r"aa", "a"),
    )
)


_ONE_SPELLING = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"dzh|dsch", "j"),
        (r"tsch|tch|cz", "ch"),
        (r"sch(?=[aeiouwlmnrt])|sz|sj", "sh"),
        (r"zh", "j"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"kh", "h"),
        (r"x", "ks"),
        (r"ck|q|c(?![hiey])", "k"),
        (r"tz|ts|c(?=[iey])|z", "s"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|ie|ey|iy|yi|y", "i"),
        (r"ae", "e"),
        (r"(?<=[bcdfgjklmnprstv])h(?![aeiou])", ""),
        (r"(?<=[a-z]{3})h$", ""),
        (r"(.)\1+", r"\1"),
    )
)


def _spoken(written: str) -> tuple[str, ...]:
    # The name itself first, then each other name.
    text = latin(written)
    aside = [
        next(part or "" for part in found if part or part == found[-1]) for found in _ASIDE.findall(text)
    ]
    main, *others = _OTHERWISE.split(_ASIDE.sub(" ", text))
    if not _BREAKS.sub("", main):
        return (" ".join((main, *aside)), *others)
    return (main, *others, *(_LEADING_WORD.sub("", part) for part in aside))


def _tokens(text: str) -> tuple[str, ...]:
    parts = [part for part in _BREAKS.split(_ELIDED.sub("", text)) if part and part not in PLACEHOLDERS]
    while len(parts) > 1 and parts[0] in TITLES:
        parts.pop(0)
    while len(parts) > 1 and parts[-1] in SUFFIXES:
        parts.pop()
    return tuple(_joined_on(parts))


def _joined_on(parts: list[str]) -> list[str]:
    # "O Brien" and "Mc Donald" are one name each.
    joined: list[str] = []
    for part in reversed(parts):
        if part in _JOINED_ON and joined and len(joined[0]) > 2:
            joined[0] = part + joined[0]
        else:
            joined.insert(0, part)
    return joined


@cache
def _forms(table: str) -> dict[str, tuple[str, ...]]:
    forms: dict[str, set[str]] = {}
    for root, form in _lines(table):
        forms.setdefault(form, set()).add(root)
    return {form: tuple(sorted(of)) for form, of in forms.items()}


def _lines(table: str) -> Iterator[tuple[str, str]]:
    # Each line of a table is a name and its forms; a name is a form of itself, so its variants meet it.
    for line in files(__package__).joinpath(table).read_text("utf-8").splitlines():
        root, *others = line.split(",")
        for form in (root, *others):
            yield root, form
