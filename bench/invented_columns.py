"""A million invented records and more, as columns, in seconds: people, their households, and several agencies' faults.

What makes linkage hard is here: common and rare names, letters beyond ASCII, typing errors, nicknames cut short, first
and family names exchanged, wrong and partial birth dates, moved homes, missing identifiers, twins. The truth is in the
column `person`.
"""

from collections.abc import Callable
from random import Random

import numpy as np
import pyarrow
import pyarrow.compute
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

Places = NDArray[np.int64]


def _parts(listed: str) -> list[str]:
    return listed.split()


_STARTS = _parts("b br c ch d dr f g gr h j k kr l m n p r s sh st t th tr v w y z é ö ł ş")
_MIDDLES = _parts("a e i o u ai ea ee ie oo ou á ü ø")
_ENDS = _parts("n r l s t m ck nd rt ss ld th x y ham ton ley son ski ova wu ić")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def invented(rows: int, seed: int = 1) -> pyarrow.Table:
    """About this many records (never fewer) of two fifths as many people, shuffled, numbered from 0."""
    rng = default_rng(seed)
    people = rows * 2 // 5 + 1
    copies = rng.choice((1, 2, 3, 4, 5), people, p=(0.3, 0.25, 0.2, 0.15, 0.1))
    person = np.repeat(np.arange(people), copies)[:rows]
    while len(person) < rows:
        person = np.concatenate([person, rng.integers(0, people, rows - len(person))])
    rng.shuffle(person)
    household = np.arange(people) - np.arange(people) % 3
    columns = {
        "id": pyarrow.array(np.arange(rows)),
        **_names(rng, people, household, person),
        "birth_date": _birth_dates(rng, people, household, person),
        **_home(rng, people, household, person),
        **_numbers(rng, people, person),
        "gender": _absent(rng, _taken(["m", "f"], rng.integers(0, 2, people)[person]), 0.1),
        "person": pyarrow.array(person),
    }
    return pyarrow.table(columns)


def vocabulary(rng: Generator, count: int) -> list[str]:
    """Invented names, each once; those in front are the common ones."""
    draw = Random(int(rng.integers(1 << 31)))
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = (draw.choice(_STARTS) + draw.choice(_MIDDLES) for _ in range(draw.randrange(1, 4)))
        found["".join(syllables) + draw.choice(_ENDS)] = None
    return list(found)


def _skewed(rng: Generator, count: int, values: int, skew: float) -> Places:
    """Places among `values`, the first the most common, as names are."""
    shares = 1 / np.arange(2, values + 2) ** skew
    return rng.choice(values, count, p=shares / shares.sum())


def _taken(values: list[str], places: Places) -> pyarrow.Array:
    return pyarrow.array(values).take(pyarrow.array(places))


def _absent(rng: Generator, column: pyarrow.Array, share: float) -> pyarrow.Array:
    return pyarrow.compute.if_else(
        pyarrow.array(rng.random(len(column)) < share), pyarrow.scalar(None, column.type), column
    )


def _spoilt(
    rng: Generator, column: pyarrow.Array, share: float, spoil: Callable[[Generator, str], str]
) -> pyarrow.Array:
    at = np.flatnonzero(rng.random(len(column)) < share)
    chosen = column.take(pyarrow.array(at)).to_pylist()
    spoilt = [None if value is None else spoil(rng, value) for value in chosen]
    mask = np.zeros(len(column), np.bool_)
    mask[at] = True
    return pyarrow.compute.replace_with_mask(
        column, pyarrow.array(mask), pyarrow.array(spoilt, pyarrow.string())
    )


def _typo(rng: Generator, text: str) -> str:
    at, kind = int(rng.integers(0, len(text))), int(rng.integers(0, 4))
    letter = _LETTERS[int(rng.integers(0, 26))]
    if kind == 0:
        return text[:at] + text[at + 1 :] or text
    if kind == 1:
        return text[:at] + letter + text[at:]
    if kind == 2:
        return text[:at] + letter + text[at + 1 :]
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _cut_short(rng: Generator, text: str) -> str:
    return text[: int(rng.integers(1, 4))]


def _names(rng: Generator, people: int, household: Places, person: Places) -> dict[str, pyarrow.Array]:
    given, family = vocabulary(rng, 3_000), vocabulary(rng, 30_000)
    first = _taken(given, _skewed(rng, people, len(given), 0.9)[person])
    last = _taken(family, _skewed(rng, people, len(family), 0.75)[household][person])
    exchanged = pyarrow.array(rng.random(len(person)) < 0.01)
    first, last = (
        pyarrow.compute.if_else(exchanged, last, first),
        pyarrow.compute.if_else(exchanged, first, last),
    )
    first = _spoilt(rng, _spoilt(rng, first, 0.05, _typo), 0.05, _cut_short)
    return {
        "given": _absent(rng, first, 0.01),
        "family": _absent(rng, _spoilt(rng, last, 0.05, _typo), 0.005),
    }


def _birth_dates(rng: Generator, people: int, household: Places, person: Places) -> pyarrow.Array:
    days = rng.integers(0, 31_000, people)
    twin = rng.random(people) < 0.01
    days[twin] = days[household[twin]]
    dates = [str(day) for day in np.datetime64("1935-01-01") + np.arange(31_001)]
    column = _spoilt(rng, _taken(dates, days[person]), 0.03, _wrong_date)
    return _absent(rng, column, 0.02)


def _wrong_date(rng: Generator, date: str) -> str:
    year, month, day = date.split("-")
    kind = int(rng.integers(0, 3))
    if kind == 0:
        return f"{year}-01-01"
    if kind == 1 and int(day) <= 12:
        return f"{year}-{day}-{month}"
    return f"{int(year) + int(rng.integers(-1, 2))}-{month}-{day}"


def _home(rng: Generator, people: int, household: Places, person: Places) -> dict[str, pyarrow.Array]:
    homes = max(people // 2, 1)
    streets = [
        f"{a}{b} {sector}{c}{d}"
        for a in ("QA", "QB", "QC", "QE", "QX", "QZ")
        for b in range(1, 21)
        for sector in range(1, 10)
        for c in "ABDEFGHJ"
        for d in "LNPQRSTU"
    ]
    home = rng.integers(0, homes, people)[household][person]
    moved = rng.random(len(person)) < 0.12
    home[moved] = rng.integers(0, homes, int(moved.sum()))
    postcode = _taken(streets, home % len(streets))
    uprn = pyarrow.array(home + 10_000_000).cast(pyarrow.string())
    return {
        "postcode": _absent(rng, _spoilt(rng, postcode, 0.02, _typo), 0.03),
        "uprn": _absent(rng, uprn, 0.4),
    }


def _numbers(rng: Generator, people: int, person: Places) -> dict[str, pyarrow.Array]:
    number = pyarrow.array(person + 4_000_000_000).cast(pyarrow.string())
    telephone = pyarrow.array(rng.permutation(people)[person] + 7_700_000_000).cast(pyarrow.string())
    return {
        "nhs_number": _absent(rng, _spoilt(rng, number, 0.005, _typo), 0.54),
        "telephone": _absent(rng, _spoilt(rng, telephone, 0.02, _typo), 0.5),
    }
